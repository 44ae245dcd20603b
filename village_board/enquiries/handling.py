"""What the office does with an enquiry: accept, assign, extend, hand on, reply, ask again, close (facts 5; P26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, Message, say
from village_board.calendar.service import calendar_of
from village_board.desk import Desk, Records
from village_board.enquiries.finding import all_enquiries, enquiry_of
from village_board.enquiries.guards import Situation
from village_board.enquiries.model import Enquiry, EnquiryEvent, EnquiryKind, EnquiryStep, Handing
from village_board.enquiries.rules import moved, reply_due
from village_board.enquiries.templates import template
from village_board.hearings.opinions import REPLY_LIMIT
from village_board.hearings.periods import due_after
from village_board.hearings.rules import NotYetHeld
from village_board.hearings.told import tell_one
from village_board.limits.service import limits_of
from village_board.notices.routing import Event
from village_board.people.acts import Act
from village_board.people.model import Person, Role
from village_board.people.service import find_person
from village_board.text.clean import clean

#: The kinds of which a clerk may say that they need the longer limit, or do not.
_TWO_LIMITS = frozenset({EnquiryKind.CONSULT, EnquiryKind.COMPLAIN})


class OneLimitOnly(Refused):
    """Requests and suggestions have one limit."""

    sentence = N_("Only questions and complaints have two limits; slip {slip} is neither. Leave that option out.")

    def __init__(self, slip: str) -> None:
        super().__init__(slip=slip)


@dataclass(frozen=True)
class Said:
    """What is said of a step. `on` None is today; a paper may be written down later (P3)."""

    words: str = ""
    reason: str = ""
    on: date | None = None


def accept(desk: Desk, number: str, *, harder: bool | None = None, on: date | None = None) -> Enquiry:
    """Accept an enquiry: from here on the village has pledged its limit.

    Args:
        desk: the unit of work.
        number: of its slip, or its id.
        harder: of a question, whether it must be looked up; of a complaint, whether it is a hard case. The promised
            day follows from it. None: as it was taken.
        on: the day; None is today.

    Raises:
        NoSuchEnquiry, NotNow, DayBefore, NotYetHeld: it cannot be accepted.
        OneLimitOnly: its kind knows no longer limit.
    """
    desk.require(Act.ACCEPT_ENQUIRY)
    one = enquiry_of(desk, number)
    if harder is not None and one.kind not in _TWO_LIMITS:
        raise OneLimitOnly(one.number)
    step = _step(desk, EnquiryEvent.ACCEPT, Said(on=on))
    changed = moved(one, _situation(desk, one, step))
    harder = one.harder if harder is None else harder
    limits = limits_of(desk, one.submitted_on)
    due = reply_due(limits, calendar_of(desk), one.kind, one.submitted_on, harder=harder).due
    kept = desk.put(replace(changed, accepted_on=step.done_on, harder=harder, due_on=due))
    return _told(desk, kept, say("Your enquiry was accepted. You have an answer by {due}.", due=kept.due_on))


def reject(desk: Desk, number: str, said: Said) -> Enquiry:
    """Refuse an enquiry with its reason, which the asker reads.

    Raises:
        NoSuchEnquiry, NotNow, NotYet, DayBefore, NotYetHeld: it cannot be refused, or the reason is missing.
    """
    desk.require(Act.ACCEPT_ENQUIRY)
    kept = desk.put(_moved(desk, enquiry_of(desk, number), EnquiryEvent.REJECT, said))
    return _told(desk, kept, say("Your enquiry was not accepted. The reason stands with it."))


def assign(desk: Desk, number: str, *, person: str = "", office: str = "", on: date | None = None) -> Enquiry:
    """Say who answers: a person of the register, or whoever holds a post or sits in an office.

    Raises:
        NoSuchEnquiry, NotNow, NotYet, DayBefore, NotYetHeld: it cannot be assigned, or nobody is named.
        NoSuchPerson, SeveralPersons: the person is not in the register.
    """
    desk.require(Act.ASSIGN_ENQUIRY)
    one = enquiry_of(desk, number)
    found = find_person(desk, person) if person else None
    named = clean(office) or (found.name if found else "")
    step = _step(desk, EnquiryEvent.ASSIGN, Said(words=named, on=on))
    at = replace(_situation(desk, one, step), answerer=named)
    kept = desk.put(replace(moved(one, at), assigned_to=found.id if found else "", office=named))
    desk.record(kept.id)
    return kept


def begin(desk: Desk, number: str, on: date | None = None) -> Enquiry:
    """Say that whoever answers has begun.

    Raises:
        NoSuchEnquiry, NotNow, NotYet, DayBefore, NotYetHeld: it is not assigned, or to somebody else.
    """
    desk.require(Act.REPLY_ENQUIRY)
    kept = desk.put(_moved(desk, enquiry_of(desk, number), EnquiryEvent.BEGIN, Said(on=on)))
    desk.record(kept.id)
    return kept


def extend(desk: Desk, number: str, said: Said) -> Enquiry:
    """Extend the limit, once, before it ends, with a reason of which the asker is told.

    Raises:
        NoSuchEnquiry, NotNow, NotYet, DayBefore, NotYetHeld: it cannot be extended.
    """
    desk.require(Act.EXTEND_ENQUIRY)
    changed = _moved(desk, enquiry_of(desk, number), EnquiryEvent.EXTEND, said)
    on = changed.steps[-1].done_on
    due = due_after(limits_of(desk, on), calendar_of(desk), "enquiry.extension_days", changed.due_on).due
    kept = desk.put(replace(changed, extended_on=on, due_on=due))
    return _told(desk, kept, say("Your enquiry needs more time: until {due}. The reason stands with it.", due=due))


def hand_on(desk: Desk, number: str, body: str, body_number: str, said: Said) -> Enquiry:
    """Hand it on to the body whose matter it is, with that body's name and number (P26).

    Raises:
        NoSuchEnquiry, NotNow, NotYet, DayBefore, NotYetHeld: it cannot be handed on, or something is missing.
    """
    desk.require(Act.HAND_ON_ENQUIRY)
    one = enquiry_of(desk, number)
    step = _step(desk, EnquiryEvent.HAND_ON, said)
    name, its_number = clean(body), clean(body_number)
    at = replace(_situation(desk, one, step), body=name, body_number=its_number)
    handing = Handing(step.done_on, name, its_number, step.reason)
    kept = desk.put(replace(moved(one, at), handings=(*one.handings, handing), assigned_to="", office=name))
    message = say("Your enquiry was handed on to {body}, number {number}.", body=name, number=its_number)
    return _told(desk, kept, message)


def hand_back(desk: Desk, number: str, said: Said) -> Enquiry:
    """Take it back from the other body; the village's clock has run on.

    Raises:
        NoSuchEnquiry, NotNow, NotYet, DayBefore, NotYetHeld: it is with no other body, or the reason is missing.
    """
    desk.require(Act.HAND_ON_ENQUIRY)
    changed = _moved(desk, enquiry_of(desk, number), EnquiryEvent.HAND_BACK, said)
    on, last = changed.steps[-1].done_on, changed.handings[-1]
    kept = desk.put(
        replace(
            changed,
            handings=(*changed.handings[:-1], replace(last, back_on=on)),
            accepted_on=changed.accepted_on or on,
            office="",
        )
    )
    return _told(desk, kept, say("{body} gave your enquiry back; the village answers it.", body=last.body))


def reply(desk: Desk, number: str, said: Said) -> Enquiry:
    """Reply; the asker is told, and has some days to say whether it is solved.

    Raises:
        NoSuchEnquiry, NotNow, NotYet, DayBefore, NotYetHeld: it cannot be replied to by this person, without words,
            or late without a reason.
    """
    desk.require(Act.REPLY_ENQUIRY)
    changed = _moved(desk, enquiry_of(desk, number), EnquiryEvent.REPLY, said)
    step = changed.steps[-1]
    until = due_after(limits_of(desk, step.done_on), calendar_of(desk), "enquiry.rating_days", step.done_on).due
    kept = desk.put(
        replace(
            changed,
            reply=step.words,
            replied_on=step.done_on,
            late_days=changed.late_days + max((step.done_on - changed.due_on).days, 0),
            rating_until=until,
        )
    )
    message = say("Your enquiry has its answer. Please say by {until} whether it is solved.", until=until)
    return _told(desk, kept, message, Event.ENQUIRY_ANSWERED)


def reply_by_template(records: Records, number: str, key: str, facts: Mapping[str, str]) -> str:
    """Return the words of a reply by a template, for `reply`.

    Raises:
        NoSuchEnquiry, NoSuchTemplate, FactMissing: it cannot be filled.
    """
    asked = enquiry_of(records, number).submitted_on
    return template(key).filled(facts, f"{asked.year}年{asked.month}月{asked.day}日")


def follow_up(desk: Desk, number: str, said: Said) -> Enquiry:
    """Write down what the asker said when they were asked again; it stands for no judgement of theirs.

    Raises:
        NoSuchEnquiry, NotNow, NotYet, DayBefore, NotYetHeld: there is no reply yet, or nothing is said.
    """
    desk.require(Act.FOLLOW_UP_ENQUIRY)
    kept = desk.put(_moved(desk, enquiry_of(desk, number), EnquiryEvent.FOLLOW_UP, said))
    desk.record(kept.id)
    return kept


def close(desk: Desk, number: str, said: Said | None = None) -> Enquiry:
    """Close it: what the asker said stays; where nothing was said in time, it is not rated.

    Raises:
        NoSuchEnquiry, NotNow, NotYet, DayBefore, NotYetHeld: the asker can still judge it, or no reply was given.
    """
    desk.require(Act.CLOSE_ENQUIRY)
    changed = _moved(desk, enquiry_of(desk, number), EnquiryEvent.CLOSE, said or Said())
    kept = desk.put(replace(changed, closed_on=changed.steps[-1].done_on))
    desk.record(kept.id)
    return kept


def close_all_over(desk: Desk) -> list[Enquiry]:
    """Close every enquiry whose asker has judged it, or had the time to."""
    over = [one for one in all_enquiries(desk) if one.replied_on is not None and _can_close(desk, one)]
    return [close(desk, one.id) for one in over]


def _can_close(desk: Desk, one: Enquiry) -> bool:
    try:
        _moved(desk, one, EnquiryEvent.CLOSE, Said())
    except Refused:
        return False
    return True


def may_answer(desk: Desk, one: Enquiry) -> bool:
    """Tell whether the one at the desk may answer `one`: assigned, holding the post, or keeping the office's papers."""
    who = desk.who
    if Role.CLERK in who.roles or (one.assigned_to and one.assigned_to == who.id):
        return True
    try:
        held = desk.get(Person, who.id).offices
    except NotFound:  # the office's own machine
        return False
    return any(office.post == one.office and office.held_on(desk.today) for office in held)


def _moved(desk: Desk, one: Enquiry, event: EnquiryEvent, said: Said) -> Enquiry:
    return moved(one, _situation(desk, one, _step(desk, event, said)))


def _situation(desk: Desk, one: Enquiry, step: EnquiryStep) -> Situation:
    return Situation(step, desk.today, may_answer=may_answer(desk, one))


def _step(desk: Desk, event: EnquiryEvent, said: Said) -> EnquiryStep:
    on = said.on or desk.today
    if on > desk.today:
        raise NotYetHeld(on, desk.today)
    return EnquiryStep(
        event,
        on,
        desk.now,
        desk.who.id,
        clean(said.words, limit=REPLY_LIMIT, multiline=True),
        clean(said.reason),
    )


def _told(desk: Desk, kept: Enquiry, message: Message, event: Event = Event.ENQUIRY_MOVED) -> Enquiry:
    """Tell the asker's chat, if it asked by chat and has not left, and record the act."""
    tell_one(desk, kept.via, kept, message, event)
    desk.record(kept.id)
    return kept
