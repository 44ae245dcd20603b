"""The evaluation of a half-year, ratings by sealed slips, the yearly appraisal: for those who supervise (P11, P22)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Option, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.columns import in_columns
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import screen_for
from kiosk.desk.rooms.asking import WHY
from kiosk.desk.rooms.paper_forms import paper_form
from kiosk.desk.rooms.roll_forms import people_typed
from kiosk.desk.said import title_of
from village_board.base.message import N_
from village_board.evaluation.appraisal import BODIES, Appraisal, fails_in_a_row
from village_board.evaluation.appraisal_service import (
    AppraisalAhead,
    AppraisalTwice,
    FoundBoth,
    NobodyAppraised,
    NoOfficeThen,
    NotTheAssembly,
    record_appraisal,
)
from village_board.evaluation.model import Half, Line, Part
from village_board.evaluation.rating import DISCLOSURE, Grade, RatingRound
from village_board.evaluation.rating_service import NoRatingRuns, RatingReasonMissing, counted, end_round, rounds_of
from village_board.evaluation.rules import half_of, half_with, score_of
from village_board.evaluation.service import computed, kept, mark_in_words
from village_board.evaluation.table import law_of_fails
from village_board.evaluation.words import AID, DISCLOSES, FAILS_MEAN, GRADE, PART
from village_board.hearings.drafts_reading import name_of
from village_board.hearings.model import Body
from village_board.hearings.words import BODY
from village_board.limits.service import limits_of
from village_board.people.acts import PERMITTED, Act
from village_board.people.model import Person, Role
from village_board.people.service import NoSuchPerson, SeveralPersons
from village_board.text.fold import name_key

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_HALVES = 4
_UNKNOWN = N_("Nobody is registered as '{who}'. Give a number or a name of the register.")
_HALF, _ROUND = "half ", "round "


class FoundTwice(FieldRefused):
    """Somebody who stands in both lists."""

    sentence = N_("{who} stands in both lists. Leave one of them.")

    def __init__(self, field: str, who: str) -> None:
        super().__init__(field, who=who)


def verdicts_typed(filled: Filled) -> Mapping[str, bool]:
    """Return what the assembly found, by number or name.

    Raises:
        FoundTwice: somebody stands in both lists.
    """
    good, bad = people_typed(filled.text("competent")), people_typed(filled.text("not_competent"))
    if both := [who for who in good if who in bad]:
        raise FoundTwice("not_competent", both[0])
    return dict.fromkeys(good, True) | dict.fromkeys(bad, False)


def _bodies(_records: Records, t: Translator) -> Sequence[Option]:
    return [Option(one.value, t(BODY[one])) for one in BODIES]


def _start(records: Records, _subject: str) -> Answers:
    everybody = list(records.all(Person))
    bearers = Counter(name_key(one.name) for one in everybody)
    held = [
        one.name if bearers[name_key(one.name)] == 1 else one.number  # of two who bear a name the number tells
        for one in everybody
        if any(office.role is Role.COMMITTEE and office.held_on(records.today) for office in one.offices)
    ]
    return {"competent": "\n".join(held)}


def _named(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    try:
        found = verdicts_typed(filled)
    except FieldRefused as error:
        return [(t.say(error.message), "accent")]
    people = {one.number: one.name for one in records.all(Person)}
    names = {name_key(one) for one in people.values()}
    rows = [
        (
            people.get(who, who),
            (t("competent") if good else t("not competent"))
            if who in people or name_key(who) in names
            else t("not in the register"),
        )
        for who, good in found.items()
    ]
    return in_columns(rows) if rows else []


def _record(desk: Desk, filled: Filled) -> Appraisal:
    body = Body(filled.text("body"))
    return record_appraisal(desk, filled.day("on"), body, verdicts_typed(filled), filled.text("minutes"))


APPRAISAL = Form(
    name="evaluation.appraisal",
    title=N_("Record the yearly appraisal"),
    act=Act.RECORD_APPRAISAL,
    about=N_("What the assembly found of each who holds an office. The oversight committee leads it."),
    fields=(
        Field("on", N_("Day of the assembly"), Kind.DAY, required=True, hint=N_("Such as 9-30.")),
        Field("body", N_("Which assembly"), Kind.CHOICE, required=True, options=_bodies),
        Field("competent", N_("Found competent"), Kind.LINES, hint=N_("Numbers or names, one a line.")),
        Field("not_competent", N_("Found not competent"), Kind.LINES, hint=N_("Numbers or names, one a line.")),
        Field("minutes", N_("Where the minutes lie")),
    ),
    start=_start,
    beside=_named,
    places=(
        Place(AppraisalAhead, "on"),
        Place(AppraisalTwice, "on"),
        Place(NotTheAssembly, "body"),
        Place(NobodyAppraised, "competent", N_("Say of whom the assembly found what: numbers or names.")),
        Place(NoOfficeThen, "competent"),
        Place(FoundBoth, "not_competent"),
        Place(NoSuchPerson, "competent", _UNKNOWN),
        Place(SeveralPersons, "competent"),
    ),
    button=N_("Record it"),
    sure=N_("Two such findings in a row end an office by law. Record it?"),
    told=lambda t, made: t("The appraisal of {day} is recorded: {n} persons.", day=made.held_on, n=len(made.verdicts)),
    do=_record,
)  # fmt: skip


SLIPS = paper_form(
    "evaluation.slips",
    N_("Print rating slips"),
    Act.HAND_OUT_RATING_SLIPS,
    "slips",
    about=N_("Sealed slips with one-time codes. The codes stand nowhere else: fold and draw."),
    fields=(Field("count", N_("How many slips"), Kind.COUNT, required=True),),
)
END = Form(
    name="evaluation.end",
    title=N_("Close the round of rating"),
    act=Act.END_RATING,
    fields=(WHY,),
    places=(Place(RatingReasonMissing, "reason"), Place(NoRatingRuns, "")),
    button=N_("End the round"),
    sure=N_("It is counted as it is, and no slip can be used any more. Close it?"),
    told=lambda t, made: t("The round is closed: {used} of {n} slips were used.", used=made.used, n=made.handed_out),
    do=lambda desk, filled: end_round(desk, filled.text("reason")),
)
FORMS = (APPRAISAL, SLIPS, END)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    return next((one for one in FORMS if one.name == name), None)


def first_screen() -> ListScreen:
    """Return half-years, rounds of rating and appraisals."""
    return ListScreen(LISTING)


def may_see(who: Actor) -> bool:
    """Tell whether `who` is of those who supervise (P11)."""
    return bool(who.roles & PERMITTED[Act.SEE_EVALUATION])


def _halves(records: Records) -> list[Half]:
    found = [half_with(records.today)]
    while len(found) < _HALVES:
        found.append(found[-1].before)
    return found


def _rows(records: Records, who: Actor, t: Translator) -> Sequence[Row]:
    if not may_see(who):
        return []
    rows = [Row("", t("Score of the half-year"))]
    for half in _halves(records):
        state = t("kept") if kept(records, half) is not None else t("as of today")
        rows.append(Row(f"{_HALF}{half}", _half_words(half, t), state, found_by=str(half)))
    rounds = [one for half in _halves(records) for one in rounds_of(records, half)]
    if rounds:
        rows.append(Row("", t("Ratings by slip")))
    rows += [
        Row(
            f"{_ROUND}{one.id}",
            t("Until {day}; {used} of {n} slips are used.", day=one.closes_on, used=one.used, n=one.handed_out),
            t("still running") if one.is_open(records.today) else t("over"),
        )
        for one in rounds
    ]
    found = sorted(records.all(Appraisal), key=lambda one: one.held_on, reverse=True)
    if found:
        rows.append(Row("", t("Yearly appraisals")))
    rows += [
        Row(one.id, f"{one.held_on}  {t(BODY[one.body])}", t.n("{n} person", "{n} persons", len(one.verdicts)))
        for one in found
    ]
    return rows


def screen_of(key: str) -> DeskScreen:
    """Return the sheet of a row of the list."""

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        if not may_see(who):
            return Sheet(t("Evaluation"), ())
        if key.startswith(_HALF):
            half = half_of(key.removeprefix(_HALF))
            return Sheet(_half_words(half, t), tuple(_scored(records, half, t)), tuple(_against(records, half, t)))
        if key.startswith(_ROUND):
            one = counted(records, records.get(RatingRound, key.removeprefix(_ROUND)))
            steps = (form_step(END),) if one.is_open(records.today) else ()
            return Sheet(t("Ratings by slip"), tuple(_rated(records, one, t)), steps)
        return Sheet(t("Yearly appraisal"), tuple(_appraised(records, records.get(Appraisal, key), t)))

    return SheetScreen(read)


def record_screen(id: str) -> DeskScreen:  # noqa: A002 - the field's own name
    """Return the sheet of an appraisal."""
    return screen_of(id)


def _scored(records: Records, half: Half, t: Translator) -> Iterator[Paragraph]:
    found = kept(records, half) or computed(records, half)
    whole = score_of(found.lines)
    yield t(AID), "soft"
    if whole.tenths is None:
        yield t("{half}: nothing could be counted yet.", half=_half_words(half, t)), "strong"
        return
    mark = mark_in_words(records, found)
    yield t("{half}, as of {day}: {score} of 100, {mark}", half=_half_words(half, t), day=found.computed_on,
            score=_tenths(whole.tenths), mark=t(mark) if mark else t("no mark")), "strong"  # fmt: skip
    if whole.counted < whole.weight:
        yield t("Of {weight} points {counted} could be counted; the others are left out, and are not zero.",
                weight=whole.weight, counted=whole.counted), "ink"  # fmt: skip
    rows = in_columns([(t(one.en), _points(one, t)) for one in found.lines], right=(1,))  # all parts in one column
    for part in Part:
        yield t(PART[part]), "accent"
        yield from (row for row, one in zip(rows, found.lines, strict=True) if one.part is part)


def _half_words(half: Half, t: Translator) -> str:
    """Return what a half-year is called."""
    year = str(half.year)
    return t("First half of {year}", year=year) if half.number == 1 else t("Second half of {year}", year=year)


def _against(records: Records, half: Half, t: Translator) -> Iterator[Step]:
    """Yield a way to each record that cost points, below the line that it cost."""
    found = kept(records, half) or computed(records, half)
    for line in found.lines:
        for against in line.against:
            about = f"{t(line.en)} · {title_of(records, against, t)}"
            opens = partial(screen_for, against)
            yield Step(f"against-{line.en}-{against}", N_("What cost points:"), opens, about=about)


def _points(line: Line, t: Translator) -> str:
    if line.points is None:
        return t("left out")
    return f"{_tenths((line.points * 20 + 1).__floor__() // 2)}/{line.weight}"


def _tenths(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


def _rated(records: Records, one: RatingRound, t: Translator) -> Iterator[Paragraph]:
    yield t("Until {day}; {used} of {n} slips are used.", day=one.closes_on, used=one.used, n=one.handed_out), "strong"
    shown = one.shown(records.today)
    if not shown:
        yield t("Counts are shown when the round is over, from {n} ratings on.", n=one.least), "ink"
    if one.reason:
        yield t("Ended early: {reason}", reason=one.reason), "ink"
    if not shown:
        return
    rows = [("", *(t(GRADE[grade]) for grade in Grade))]
    for each in shown:
        name = t(DISCLOSES) if each.target == DISCLOSURE else each.target
        rows.append((name, *(str(getattr(each, grade.value)) for grade in Grade)))
    yield from in_columns(rows, right=(1, 2, 3), head=True)


def _appraised(records: Records, one: Appraisal, t: Translator) -> Iterator[Paragraph]:
    yield f"{t.date(one.held_on)}  {t(BODY[one.body])}", "strong"
    yield from in_columns(
        [
            (name_of(records, each.person), each.post, t("competent") if each.competent else t("not competent"))
            for each in one.verdicts
        ]
    )
    if one.minutes:
        yield t("{label}: {value}", label=t("Where the minutes lie"), value=one.minutes), "soft"
    most = limits_of(records).count("evaluation.fails_in_a_row")
    every = sorted(records.all(Appraisal), key=lambda each: each.held_on, reverse=True)
    for fails in fails_in_a_row(every, most):
        yield t(FAILS_MEAN, person=name_of(records, fails.person), post=fails.post, n=len(fails.days),
                source=t(law_of_fails())), "accent"  # fmt: skip


LISTING = Listing(
    title=N_("Evaluation, ratings, appraisal (not public)"),
    read=_rows,
    open=screen_of,
    steps=(form_step(APPRAISAL, key="f3"), form_step(SLIPS, key="f6")),
    about=N_("For the committee, the oversight committee and the township."),
)
