"""Service cases (代办, P29): receive, send on, finish or return, hand out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, Message
from village_board.calendar.service import calendar_of
from village_board.desk import Desk, Records
from village_board.enquiries.cases import ServiceCase, ServiceEvent, ServiceState, ServiceStep
from village_board.enquiries.guards import SERVICE_GUARDS
from village_board.enquiries.machine import service_machine
from village_board.enquiries.receiving import PersonalNumberInText
from village_board.enquiries.words import SERVICE_STATE
from village_board.hearings.opinions import text_within
from village_board.hearings.periods import due_after
from village_board.hearings.registrations import Applicant, NobodyNamed
from village_board.hearings.rules import NotYetHeld
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.people.service import find_person
from village_board.slips.service import by_slip, new_slip
from village_board.text.clean import clean
from village_board.text.mask import find_personal_numbers

#: States in which something is still owed to the one who asked.
UNDER_WAY = frozenset({ServiceState.RECEIVED, ServiceState.WITH_OFFICE, ServiceState.RETURNED})


class NoSuchServiceCase(Refused):
    """No service case has this slip or id."""

    sentence = N_("There is no service case {number}. See: village-board service list")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class ServiceNotNow(Refused):
    """The step does not start from where the case stands."""

    sentence = N_("'{asked}' is {state}: this step does not follow. Nothing was changed.")

    def __init__(self, asked: str, state: Message) -> None:
        super().__init__(asked=asked, state=state)


class ServiceNotYet(Refused):
    """A guard says no."""

    sentence = N_("'{asked}' cannot be moved: {why}. Nothing was changed.")

    def __init__(self, asked: str, why: Message) -> None:
        super().__init__(asked=asked, why=why)


class ServiceDays(Refused):
    """Two days stand in the wrong order."""

    sentence = N_("{later} is before {earlier}. Look at the days again; nothing was changed.")

    def __init__(self, earlier: date, later: date) -> None:
        super().__init__(earlier=earlier, later=later)


@dataclass(frozen=True)
class Order:
    """What a villager asks the village to arrange.

    Attributes:
        asked: what.
        who: the person of the register, or a name.
        papers: the names of the papers that were handed over.
        on: the day; None is today.
        promised_on: the day that is promised; None: by the village's limit.
    """

    asked: str
    who: Applicant
    papers: Sequence[str] = ()
    on: date | None = None
    promised_on: date | None = None


def receive(desk: Desk, order: Order) -> ServiceCase:
    """Take a service case in and give its slip.

    Raises:
        NothingSaid, TooLong, PersonalNumberInText: it is not said what, or with somebody's numbers (P2).
        NobodyNamed, NoSuchPerson, SeveralPersons: it is not said for whom.
        NotYetHeld, ServiceDays: the days are in the wrong order.
    """
    desk.require(Act.RECEIVE_SERVICE)
    limits = limits_of(desk)
    asked = _fit(text_within(order.asked, limits.count("enquiry.length")))
    papers = tuple(_fit(name) for paper in order.papers if (name := clean(paper)))
    person = find_person(desk, order.who.person).id if order.who.person else ""
    name = clean(order.who.name)
    if not person and not name:
        raise NobodyNamed
    on = _day(desk, order.on)
    promised = order.promised_on or due_after(limits, calendar_of(desk), "service.promised_days", on).due
    if promised < on:
        raise ServiceDays(on, promised)
    kept = desk.put(
        ServiceCase(
            asked=asked,
            received_on=on,
            promised_on=promised,
            since=on,
            papers=papers,
            person=person,
            name=name,
            by_limit=order.promised_on is None,
            steps=(ServiceStep(ServiceEvent.RECEIVE, on, desk.now, desk.who.id),),
        )
    )
    kept = desk.put(replace(kept, number=new_slip(desk, kept.id)))
    desk.record(kept.id)
    return kept


def move(
    desk: Desk, number: str, event: ServiceEvent, *, office: str = "", words: str = "", on: date | None = None
) -> ServiceCase:
    """Take the step `event`: send it on to an office, finish or return it with its result, hand it out.

    Raises:
        NoSuchServiceCase, ServiceNotNow, ServiceNotYet, ServiceDays, NotYetHeld, PersonalNumberInText: it cannot be.
    """
    desk.require(Act.MOVE_SERVICE)
    case = service_case_of(desk, number)
    row, day = service_machine().transitions[event], _day(desk, on)
    if case.state not in row.starts or row.to is None:
        raise ServiceNotNow(case.asked, Message(SERVICE_STATE[case.state]))
    if day < case.steps[-1].done_on:
        raise ServiceDays(case.steps[-1].done_on, day)
    step = ServiceStep(event, day, desk.now, desk.who.id, clean(office), _fit(clean(words)))
    for name in row.guards:
        if (why := SERVICE_GUARDS[name](case, step)) is not None:
            raise ServiceNotYet(case.asked, why)
    kept = desk.put(_after(replace(case, state=row.to, steps=(*case.steps, step)), step))
    desk.record(kept.id)
    return kept


def service_case_of(records: Records, number: str) -> ServiceCase:
    """Return the service case with this slip or id.

    Raises:
        NoSuchServiceCase: there is none.
    """
    found = by_slip(records, number)
    if found is None:
        try:
            found = records.lookup(number.strip())
        except NotFound:
            raise NoSuchServiceCase(number) from None
    if not isinstance(found, ServiceCase):
        raise NoSuchServiceCase(number)
    return found


def service_cases(records: Records, *, under_way: bool = False) -> list[ServiceCase]:
    """Return the service cases, the one that is promised first on top; all, or those under way."""
    found = [one for one in records.all(ServiceCase) if not under_way or one.state in UNDER_WAY]
    return sorted(found, key=lambda one: (one.promised_on, one.number))


def _after(case: ServiceCase, step: ServiceStep) -> ServiceCase:
    if step.event is ServiceEvent.SEND_ON:
        return replace(case, office=step.office, since=step.done_on, ended_on=None, result="")
    if step.event is ServiceEvent.HAND_OUT:
        return replace(case, since=step.done_on)
    return replace(case, office="", since=step.done_on, ended_on=step.done_on, result=step.words)


def _day(desk: Desk, on: date | None) -> date:
    day = on or desk.today
    if day > desk.today:
        raise NotYetHeld(day, desk.today)
    return day


def _fit(text: str) -> str:
    if found := find_personal_numbers(text):
        raise PersonalNumberInText(len(found), text)
    return text
