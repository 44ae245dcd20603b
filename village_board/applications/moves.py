"""How an application is moved one step: the table's guards, the days in order, nothing personal that is never kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tinydb import where

from village_board.applications.clock import Explained, Terms, explained
from village_board.applications.guards import GUARDS, Situation
from village_board.applications.law import law
from village_board.applications.model import FINISHED, Application, Event, Result, Step
from village_board.applications.words import EVENT, STATE
from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, Message, say
from village_board.base.moves import BeforeStep, DayAhead, GuardRefused, NotFromHere
from village_board.calendar.service import calendar_of
from village_board.desk import Desk, Records
from village_board.hearings.told import tell_one
from village_board.limits.service import limits_of
from village_board.notices.routing import Event as Told
from village_board.people.acts import Act
from village_board.slips.service import by_slip
from village_board.text.clean import clean
from village_board.text.mask import find_personal_numbers

WORDS_LIMIT = 2000
NAME_LIMIT = 200
#: what no field of an application may hold (P2); a telephone number is a contact.
_NEVER_KEPT = frozenset({"identity_number", "bank_card"})


class NoSuchApplication(Refused):
    """No application has this number, slip or id."""

    sentence = N_("There is no application {number}. See: village-board application list")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class IdentityTyped(Refused):
    """A field holds an identity or card number, which is never stored (P2)."""

    sentence = N_(
        "'{words}' holds an identity or card number. It is never stored: leave it out, and tick that the identity "
        "was seen."
    )

    def __init__(self, words: str) -> None:
        super().__init__(words=words)


@dataclass(frozen=True)
class Facts:
    """What a guard needs to know beside the application."""

    reason: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def application_of(records: Records, number: str) -> Application:
    """Return the application with this number, slip number or id.

    Raises:
        NoSuchApplication: there is none.
    """
    found: object = records.one(Application, where("number") == number) or by_slip(records, number)
    if found is None:
        try:
            found = records.lookup(number)
        except NotFound:
            found = None
    if isinstance(found, Application):
        return found
    raise NoSuchApplication(number)


def explain(records: Records, application: Application) -> Explained:
    """Return the last day for the answer day by day, by the calendar and the limits that hold.

    It is counted anew each time, so that a notice that was loaded since is in it.

    Raises:
        YearUnknown: the clock runs into a year of which nothing is known.
    """
    limits = limits_of(records, application.receipt_on or application.arrived_on)
    return explained(application, calendar_of(records), Terms.of(limits))


def late_by(records: Records, application: Application) -> int:
    """Return how many days the answer is, or was, after its last day; 0: in time, or no clock runs."""
    due = explain(records, application).due
    if due is None or (application.answer is None and not application.is_open):
        return 0
    return max(((application.finished_on or records.today) - due).days, 0)


def simple(
    desk: Desk,
    id: str,  # noqa: A002
    event: Event,
    on: date | None,
    *,
    result: Result | None = None,
    reason: str = "",
) -> Application:
    """Take a step that changes nothing but where it stands, in an act of its own."""
    desk.require(Act.MOVE_APPLICATION)
    application = desk.get(Application, id)
    after = replace(application, result=result) if result is not None else application
    return recorded(desk, moved(desk, application, after, event, on or desk.today, Facts(reason)))


def promised(desk: Desk, application: Application) -> Application:
    """Return the application with the last day that the applicant is told now."""
    told = explain(desk, application)
    return replace(application, promised_on=told.due, awaits=told.awaits)


def moved(
    desk: Desk, before: Application, after: Application, event: Event, on: date, facts: Facts = Facts()
) -> Application:
    """Return `after` one step on, if every guard of the table holds."""
    row = law().transitions[event]
    if event is not Event.RECEIVE and before.state not in row.starts:
        possible = tuple(Message(EVENT[one]) for one in law().possible(before.state))
        raise NotFromHere(before.title, Message(STATE[before.state]), Message(EVENT[event]), possible)
    if on > desk.today:
        raise DayAhead(on, desk.today)
    if before.steps and on < (last := before.steps[-1]).done_on:
        raise BeforeStep(on, Message(EVENT[last.event]), last.done_on)
    reason = cleaned(facts.reason, limit=WORDS_LIMIT)
    step = Step(event, row.to or before.state, on, desk.now, desk.who.id, reason)
    limits = limits_of(desk, before.receipt_on or on)
    situation = Situation(step, after, calendar_of(desk), Terms.of(limits), **facts.more)
    for name in row.guards:
        if (why := GUARDS[name](before, situation)) is not None:
            raise GuardRefused(before.title, Message(EVENT[event]), why, name)
    ends = step.to in FINISHED and before.finished_on is None
    return replace(after, state=step.to, steps=(*before.steps, step), finished_on=on if ends else before.finished_on)


def recorded(desk: Desk, application: Application) -> Application:
    """Write the application and the act; the chat that applied is told where it stands."""
    kept = desk.put(application)
    state = Message(STATE[kept.state])
    said = say("Your application {number}: {state}.", number=kept.number, state=state)
    tell_one(desk, kept.via, kept, said, Told.APPLICATION_MOVED)
    desk.record(kept.id)
    return kept


def cleaned(text: str, *, limit: int = NAME_LIMIT, multiline: bool = False) -> str:
    """Return what a person typed, cleaned.

    Raises:
        IdentityTyped: it holds an identity or card number.
    """
    words = clean(text, limit=limit, multiline=multiline)
    for span in find_personal_numbers(words):
        if span.kind in _NEVER_KEPT:
            raise IdentityTyped(words[: span.start] + "****" + words[span.end :])
    return words
