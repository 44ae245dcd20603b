"""Service cases (代办, P29) at the desk: papers, where it lies, promised day, result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms.asking import ON, lines_of
from village_board.base.message import N_
from village_board.enquiries.cases import ServiceCase, ServiceEvent
from village_board.enquiries.cases_service import (
    UNDER_WAY,
    Order,
    ServiceDays,
    move,
    receive,
    service_case_of,
    service_cases,
)
from village_board.enquiries.machine import service_machine
from village_board.enquiries.receiving import PersonalNumberInText
from village_board.enquiries.words import SERVICE_STATE
from village_board.hearings.drafts_reading import name_of
from village_board.hearings.opinions import NothingSaid, TooLong
from village_board.hearings.registrations import Applicant, NobodyNamed
from village_board.hearings.rules import NotYetHeld
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_DAYS = (Place(NotYetHeld, "on"), Place(ServiceDays, "on"))


def _receive(desk: Desk, filled: Filled) -> ServiceCase:
    return receive(
        desk,
        Order(
            filled.text("asked"),
            Applicant(person=filled.text("person"), name=filled.text("name")),
            lines_of(filled.text("papers")),
            filled.day_or_none("on"),
            filled.day_or_none("promised_on"),
        ),
    )


RECEIVE = Form(
    name="service.receive",
    title=N_("Arrange something for a villager"),
    act=Act.RECEIVE_SERVICE,
    about=N_("The slip tells them how far it is. Nothing is charged."),
    fields=(
        Field("asked", N_("What is to be arranged"), required=True),
        Field("person", N_("For whom"), Kind.PERSON),
        Field("name", N_("Or a name"), hint=N_("Of somebody who is in no register.")),
        Field("papers", N_("Papers received"), Kind.LINES, hint=N_("One a line, by their names; no numbers.")),
        Field("promised_on", N_("Promised for"), Kind.DAY, hint=N_("Empty: as the limit says.")),
        ON,
    ),
    places=(
        Place(NothingSaid, "asked"),
        Place(TooLong, "asked"),
        Place(PersonalNumberInText, "asked"),
        Place(NobodyNamed, "person", N_("Say who it is: a person of the register, or a name.")),
        Place(ServiceDays, "promised_on"),
        *_DAYS,
    ),
    button=N_("Take it in"),
    told=lambda t, made: t("Taken. Slip: {slip}. Promised for {due}.", slip=made.number, due=made.promised_on),
    do=_receive,
    after=lambda made: record_screen(made.id),
)
_RESULT = Field("words", N_("What came of it"), Kind.LINES, required=True)


def _step(event: ServiceEvent, title: str, *fields: Field) -> Form:
    return Form(
        name=f"service.{event.value}",
        title=title,
        act=Act.MOVE_SERVICE,
        fields=(*fields, ON),
        places=(Place(PersonalNumberInText, "words"), *_DAYS),
        button=N_("Record it"),
        do=lambda desk, filled: move(
            desk,
            filled.subject,
            event,
            office=filled.text("office"),
            words=filled.text("words"),
            on=filled.day_or_none("on"),
        ),
    )


STEPS = {
    ServiceEvent.SEND_ON: _step(
        ServiceEvent.SEND_ON, N_("Send it on to an office"), Field("office", N_("Which office"), required=True)
    ),
    ServiceEvent.FINISH: _step(ServiceEvent.FINISH, N_("It is done"), _RESULT),
    ServiceEvent.RETURN: _step(
        ServiceEvent.RETURN, N_("It came back"), Field("words", N_("What is missing"), Kind.LINES, required=True)
    ),
    ServiceEvent.HAND_OUT: _step(ServiceEvent.HAND_OUT, N_("Handed out")),
}


def first_screen() -> ListScreen:
    """Return the list of service cases."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    return next((one for one in (RECEIVE, *STEPS.values()) if one.name == name), None)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    rows = [_row(one, records, t) for one in service_cases(records, under_way=True)]
    ended = [one for one in service_cases(records) if one.state not in UNDER_WAY]
    return [*rows, Row("", t("Ended")), *(_row(one, records, t) for one in ended)] if ended else rows


def _row(one: ServiceCase, records: Records, t: Translator) -> Row:
    late = one.state in UNDER_WAY and one.promised_on < records.today
    more = t("late since {day}", day=one.promised_on) if late else t(SERVICE_STATE[one.state])
    return Row(one.id, f"{one.number}  {one.asked}", more, marked=late)


#: forms that a sheet offers only while they have their place.
STATED = frozenset(one.name for one in STEPS.values())


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a service case."""

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        one = service_case_of(records, id)
        possible = service_machine().possible(one.state)
        steps = tuple(form_step(form, one.id) for event, form in STEPS.items() if event in possible)
        return Sheet(one.asked, tuple(_said(records, one, who, t)), steps)

    return SheetScreen(read)


def _said(records: Records, one: ServiceCase, who: Actor, t: Translator) -> Iterator[Paragraph]:
    yield t(SERVICE_STATE[one.state]), "strong"
    yield t("Slip: {slip}", slip=one.number), "ink"
    if who.roles & PERMITTED[Act.MOVE_SERVICE]:
        yield t("For {who} (not public)", who=name_of(records, one.person) if one.person else one.name), "soft"
    yield t("Promised for {day}", day=one.promised_on), "ink"
    if one.office:
        yield t("It lies at: {office}, since {day}", office=one.office, day=one.since), "ink"
    for paper in one.papers:
        yield f"· {paper}", "ink"
    if one.result:
        yield one.result, "ink"


LISTING = Listing(
    title=N_("Arranged for villagers"),
    read=_rows,
    open=record_screen,
    steps=(form_step(RECEIVE, key="f3"),),
    empty=N_("Nothing is being arranged for anybody."),
)
