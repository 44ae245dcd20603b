"""Applications for information at the desk: their clock, their letter, and what can be done with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import application_forms as forms
from kiosk.desk.rooms import challenges
from village_board.applications.law import law
from village_board.applications.model import Application, Challenge, State
from village_board.applications.moves import explain, late_by
from village_board.applications.words import ANALOGY, CONSULTED, EVENT, STATE
from village_board.base.ids import prefix_of
from village_board.base.message import N_
from village_board.calendar.rules import YearUnknown
from village_board.people.acts import PERMITTED, Act
from village_board.slips.service import slip_of

if TYPE_CHECKING:
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def first_screen() -> ListScreen:
    """Return the list of applications."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    mine = (forms.RECEIVE, *forms.BY_EVENT.values(), *challenges.FORMS)
    return next((one for one in mine if one.name == name), None)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    rows: list[Row] = []
    ended: list[Row] = []
    for one in sorted(records.all(Application), key=lambda one: one.number, reverse=True):
        words = f"{one.number}  {one.wanted or one.description}"
        if not one.is_open:
            ended.append(Row(one.id, words, t(STATE[one.state])))
            continue
        late = late_by(records, one)
        more = t.n("{n} day late", "{n} days late", late) if late else t(STATE[one.state])
        rows.append(Row(one.id, words, more, marked=bool(late)))
    return [*rows, Row("", t("Answered or ended")), *ended] if ended else rows


#: forms that a sheet offers only while they have their place.
STATED = frozenset(one.name for one in forms.BY_EVENT.values())


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of an application, or of a challenge of its answer."""
    if prefix_of(id) == Challenge.KIND.prefix:
        return challenges.challenge_screen(id)

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        one = records.get(Application, id)
        possible = law().possible(one.state)
        steps = tuple(form_step(form, one.id) for event, form in forms.BY_EVENT.items() if event in possible)
        if one.finished_on is not None and one.state is not State.WITHDRAWN:
            steps = (*steps, form_step(challenges.FILE, one.id))
        return Sheet(
            t("Application {number}", number=one.number),
            (*_whose(one, who, t), *_said(records, one, t), *_asked(one, who, t)),
            steps,
        )

    return SheetScreen(read)


def _whose(one: Application, who: Actor, t: Translator) -> Iterator[Paragraph]:
    """Yield who applies, to those alone who handle applications."""
    if one.applicant and who.roles & PERMITTED[Act.MOVE_APPLICATION]:
        yield t("{who}, {contact} (not public)", who=one.applicant, contact=one.contact), "soft"


def _asked(one: Application, who: Actor, t: Translator) -> Iterator[Paragraph]:
    """Yield whose opinions were asked, and what they said, to those who handle applications (P11)."""
    if not who.roles & PERMITTED[Act.MOVE_APPLICATION]:
        return
    for n, asked in enumerate(one.consultations, 1):
        kind = t(CONSULTED[asked.kind])
        yield t("{n}. {kind}, {who}: {question}", n=n, kind=kind, who=asked.name, question=asked.question), "ink"
        if asked.replied_on is not None:
            said = t("agrees: {opinion}", opinion=asked.opinion)
            refused = t("does not agree: {opinion}", opinion=asked.opinion)
            yield f"   {said if asked.agrees else refused}", "soft"


def _said(records: Records, one: Application, t: Translator) -> Iterator[Paragraph]:
    yield t(STATE[one.state]), "strong"
    yield t("Slip: {slip}", slip=slip_of(records, one.id)), "ink"
    try:
        due = explain(records, one).due
    except YearUnknown as error:
        yield t.say(error.message), "accent"
    else:
        if due is not None and one.is_open:
            yield t("Last day for the answer: {day}", day=due), "ink"
    if late := late_by(records, one):
        yield t.n("{n} day late", "{n} days late", late), "accent"
    for words in (one.wanted, one.wanted_number, one.description):
        if words:
            yield words, "ink"
    if one.correction is not None:
        until, unclear = one.correction.until, one.correction.unclear
        yield t("Asked to be corrected until {day}: {what}", day=until, what=unclear), "ink"
    for step in one.steps:
        yield f"{t.date(step.done_on)}  {t(EVENT[step.event])}  {step.reason}", "soft"
    yield t(ANALOGY), "soft"


LISTING = Listing(
    title=N_("Applications for information"),
    read=_rows,
    open=record_screen,
    steps=(
        form_step(forms.RECEIVE, key="f3"),
        Step("challenges", N_("Challenges of answers"), challenges.challenges_screen, Act.RECORD_CHALLENGE, "f6"),
    ),
    empty=N_("No application has come in yet."),
)
