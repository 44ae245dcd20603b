"""Written questioning of the committee by those entitled (P17): handed in, answered in public within its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms.asking import one_of
from kiosk.desk.rooms.roll_forms import people_typed
from village_board.base.errors import NotFound
from village_board.base.message import N_
from village_board.hearings.interpellations import (
    AboutUnknown,
    Asked,
    NoSuchQuestioning,
    NotEntitled,
    TooFewAskers,
    TooFewVoters,
    answer_interpellation,
    ask_interpellation,
)
from village_board.hearings.opinions import NothingSaid
from village_board.hearings.rules import NotYetHeld
from village_board.hearings.voice_words import ASKERS
from village_board.hearings.voices import Askers, Interpellation
from village_board.people.acts import Act
from village_board.people.service import NoSuchPerson, SeveralPersons

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def _ask(desk: Desk, filled: Filled) -> Interpellation:
    return ask_interpellation(
        desk,
        Asked(
            Askers(filled.text("askers")),
            tuple(people_typed(filled.text("people"))),
            filled.text("question"),
            filled.text("subject"),
            filled.text("about"),
            filled.day_or_none("on"),
        ),
    )


def _after(made: Interpellation) -> DeskScreen:
    return record_screen(made.id)


ASK = Form(
    name="enquiry.questioning",
    title=N_("Take in a written questioning"),
    act=Act.ASK_INTERPELLATION,
    about=N_("Who signed it stays inside. The committee answers in public within its time."),
    fields=(
        Field("askers", N_("Who questions"), Kind.CHOICE, required=True, options=one_of(ASKERS)),
        Field("people", N_("Who signed it"), Kind.LINES, required=True, hint=N_("Numbers or names; kept inside.")),
        Field("question", N_("What is asked"), Kind.LINES, required=True),
        Field("about", N_("What it is about"), hint=N_("In a few words. Empty: the title of the record.")),
        Field(
            "subject", N_("Short code of the record"), hint=N_("Of a case, contract or item, where it is about one.")
        ),
        Field("on", N_("Day on which it came"), Kind.DAY, hint=N_("Such as 9-30. Empty: today.")),
    ),
    places=(
        Place(TooFewAskers, "people"),
        Place(TooFewVoters, "people"),
        Place(NotEntitled, "people"),
        Place(NoSuchPerson, "people", N_("Nobody is registered as '{who}'. Give a number or a name of the register.")),
        Place(SeveralPersons, "people"),
        Place(NothingSaid, "question"),
        Place(AboutUnknown, "about", N_("Say what it is about: in a few words, or by the short code of a record.")),
        Place(NotFound, "subject"),
        Place(NotYetHeld, "on"),
    ),
    button=N_("Take it in"),
    told=lambda t, made: t("Slip {slip}: handed in, answered by {due}.", slip=made.number, due=made.due_on),
    do=_ask,
    after=_after,
)
ANSWER = Form(
    name="enquiry.answer_questioning",
    title=N_("Answer the questioning"),
    act=Act.ANSWER_INTERPELLATION,
    about=N_("The answer is public at once."),
    fields=(Field("answer", N_("The answer"), Kind.LINES, required=True),),
    places=(Place(NoSuchQuestioning, "", N_("There is no questioning {number}.")), Place(NothingSaid, "answer")),
    button=N_("Answer"),
    told=lambda t, made: t("Answered: {about}.", about=made.about),
    do=lambda desk, filled: answer_interpellation(desk, filled.subject, filled.text("answer")),
)
FORMS = (ASK, ANSWER)


def questionings_screen() -> ListScreen:
    """Return the questionings, those without an answer first."""
    return ListScreen(LISTING)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    found = sorted(records.all(Interpellation), key=lambda one: (one.asked_on, one.id), reverse=True)
    rows = []
    for one in sorted(found, key=lambda one: one.answered_on is not None):
        late = one.late_by(records.today)
        if one.answered_on is not None:
            more = t("answered on {day}", day=one.answered_on)
        else:
            more = t("late by {days}", days=t.days(late)) if late else t("by {day}", day=one.due_on)
        rows.append(Row(one.id, f"{one.number}  {one.about}", more, marked=bool(late)))
    return rows


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a questioning; who signed it is not shown."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = records.get(Interpellation, id)
        steps = (form_step(ANSWER, id),) if one.answered_on is None else ()
        return Sheet(f"{one.number}  {one.about}", tuple(_said(records, one, t)), steps)

    return SheetScreen(read)


def _said(records: Records, one: Interpellation, t: Translator) -> Iterator[Paragraph]:
    yield t("{count} of {askers}", count=one.count, askers=t(ASKERS[one.askers_are])), "ink"
    yield t("Asked on {day}", day=one.asked_on), "ink"
    if one.answered_on is None:
        late = one.late_by(records.today)
        yield (t("late by {days}", days=t.days(late)), "accent") if late else (t("by {day}", day=one.due_on), "strong")
    yield "", "ink"
    yield one.question, "ink"
    if one.answer:
        yield "", "ink"
        yield t("Answered on {day}", day=one.answered_on or ""), "soft"
        yield one.answer, "ink"


LISTING = Listing(
    title=N_("Written questioning of the committee"),
    read=_rows,
    open=record_screen,
    steps=(form_step(ASK, key="f3"),),
    empty=N_("No questioning was handed in."),
)
