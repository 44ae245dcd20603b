"""How far a matter is, by the number of its slip: the public part only, whoever asks (P10, P20).

A further kind of record joins by a row of `STANDINGS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from village_board.applications.model import Application, State
from village_board.applications.moves import explain, late_by
from village_board.applications.words import ANALOGY, STATE
from village_board.base.clock import local
from village_board.base.errors import Refused
from village_board.base.kind import Record
from village_board.base.message import N_, Message, say
from village_board.base.recounted import recounted_words
from village_board.desk import Records
from village_board.enquiries.cases import ServiceCase, ServiceState
from village_board.enquiries.finding import outlook
from village_board.enquiries.model import Enquiry, EnquiryState
from village_board.enquiries.words import ENQUIRY_KIND, ENQUIRY_STATE, SERVICE_STATE
from village_board.hearings import objections, opinions
from village_board.hearings.model import HEARING_AHEAD, Hearing, HearingStatus
from village_board.hearings.notice_period import notice_until
from village_board.hearings.places import waits_at
from village_board.hearings.registrations import registrations_of
from village_board.hearings.voice_words import ADOPTED, PLACE_STATE
from village_board.hearings.voices import Interpellation, Objector, Opinion, PlaceState, Registration
from village_board.hearings.words import HEARING_STATUS
from village_board.slips.rules import DIGITS, is_number
from village_board.slips.service import by_slip, digits_of


class SlipMistyped(Refused):
    """A digit is wrong, missing or too many: no slip can have this number."""

    sentence = N_("'{number}' cannot be a slip number: it has {digits} digits, and one of them is wrong. Look again.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number, digits=DIGITS)


class SlipUnknown(Refused):
    """The number could be a slip's, and none here has it."""

    sentence = N_("There is no slip {number} in this village. Ask the village office.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


@dataclass(frozen=True)
class Standing:
    """How far a matter is.

    Attributes:
        number: of the slip.
        kind: what was handed in.
        title: what it is about.
        state: where it stands.
        next: what comes next, if anything.
        due: by when.
        late: by how many days that is over.
        answer: the answer, as everybody may read it.
        subject: id of the public record that it belongs to; its page says more.
    """

    number: str
    kind: Message
    title: str
    state: Message
    next: Message | None = None
    due: date | None = None
    late: int = 0
    answer: str = ""
    subject: str = ""


def standing_of(records: Records, number: str) -> Standing:
    """Return how far the matter is whose slip has this number; spaces and full-width digits are taken.

    Raises:
        SlipMistyped: no slip can have the number.
        SlipUnknown: none has it, or what it stands for is not told.
    """
    digits = digits_of(number)
    if not is_number(digits):
        raise SlipMistyped(digits)
    record = by_slip(records, digits)
    tell = STANDINGS.get(type(record)) if record is not None else None
    if record is None or tell is None:
        raise SlipUnknown(digits)
    return tell(records, digits, record)


def _registration(records: Records, number: str, record: Registration) -> Standing:
    hearing = records.get(Hearing, record.hearing)
    state, following, due = Message(PLACE_STATE[record.state]), None, None
    held = local(hearing.held_at).date() if hearing.held_at is not None else None
    if record.state is not PlaceState.WITHDRAWN:
        if hearing.status not in HEARING_AHEAD:
            state = Message(HEARING_STATUS[hearing.status])
        elif record.state is PlaceState.WAITING:
            place = waits_at(registrations_of(records, hearing.id), record)
            state = say("on the waiting list, no. {place}", place=place)
            following, due = say("You move up when somebody withdraws."), held
        elif hearing.held_at is None:
            following = say("The hearing is postponed; its new time is not fixed yet.")
        else:
            following = say("Come to the hearing on {when}, {place}.", when=hearing.held_at, place=hearing.place)
            due = held
    return Standing(number, Registration.KIND.label, hearing.matter, state, following, due, subject=hearing.id)


def _opinion(records: Records, number: str, record: Opinion) -> Standing:
    hearing = records.get(Hearing, record.hearing)
    base = Standing(number, Opinion.KIND.label, hearing.matter, say("handed in"), subject=hearing.id)
    if record.is_answered and record.adopted is not None:
        return replace(base, state=Message(ADOPTED[record.adopted]), answer=opinions.public_text(record.reply))
    if hearing.status is HearingStatus.CANCELLED:
        return replace(base, state=say("the hearing was cancelled"))
    due = opinions.answer_due(records, hearing)
    following = say("It is answered in public after the hearing.")
    late = _late(records, due)
    return replace(base, next=following, due=due, late=0 if hearing.status in HEARING_AHEAD else late)


def _objection(records: Records, number: str, record: Objector) -> Standing:
    resolution, objection = objections.objection_of(records, record)
    title = say("objection no. {number}", number=objection.slip)
    base = Standing(number, title, resolution.matter, say("waiting for its answer"), subject=resolution.id)
    if objection.upheld:
        return replace(
            base, state=say("upheld: the matter is discussed anew"), answer=opinions.public_text(objection.opinion)
        )
    if objection.answer:
        return replace(base, state=say("answered"), answer=opinions.public_text(objection.answer))
    if objection.opinion:
        return replace(base, state=say("the case goes on"), answer=opinions.public_text(objection.opinion))
    due = objections.answer_due(records, objection)
    following = say("It is answered in public.")
    until = notice_until(records, resolution)
    if objection.unnamed and until is not None and records.today <= until:
        following = say("Show this slip at the village office by {until}: then it stops the next step.", until=until)
    return replace(base, next=following, due=due, late=objections.late_by(records, objection))


def _interpellation(records: Records, number: str, record: Interpellation) -> Standing:
    base = Standing(number, Interpellation.KIND.label, record.about, say("answered"), subject=record.id)
    if record.answered_on is not None:
        return replace(base, answer=opinions.public_text(record.answer))
    return replace(
        base,
        state=say("waiting for its answer"),
        next=say("It is answered in public."),
        due=record.due_on,
        late=record.late_by(records.today),
    )


def _application(records: Records, number: str, record: Application) -> Standing:
    """Only how far it is: what was asked, and what was answered, is told to who applied."""
    due, late = None, 0
    if record.state is State.NEEDS_CORRECTION and record.correction is not None:
        due = record.correction.until
        following = say("Correct it at the village office by {until}.", until=due)
    elif record.is_open:
        due, late = explain(records, record).due, late_by(records, record)
        following = say("The answer comes to you; no name and no contact is shown here.")
    else:
        following = say("The answer is at the village office.")
    told = say("{first} {more}", first=following, more=Message(ANALOGY))
    return Standing(number, Application.KIND.label, record.number, Message(STATE[record.state]), told, due, late)


def _enquiry(records: Records, number: str, record: Enquiry) -> Standing:
    """Its words stand here only when they are published, since a number can be guessed."""
    ahead = outlook(records, record)
    kind = say("{kind} of {day}", kind=Message(ENQUIRY_KIND[record.kind]), day=record.submitted_on)
    state = Message(ENQUIRY_STATE[record.state])
    base = Standing(number, kind, "", state, due=ahead.due, late=ahead.late)
    if record.state is EnquiryState.HANDED_ON:
        last = record.handings[-1]
        return replace(base, state=say("handed on to {body}, number {number}", body=last.body, number=last.number))
    if record.public:
        return replace(base, title=record.title, subject=record.id, answer=record.public_reply)
    if record.state is EnquiryState.REPLIED and record.rating_until is not None:
        return replace(
            base,
            next=say(
                "Show this slip at the village office to read the answer. Say by {until} whether it is solved.",
                until=record.rating_until,
            ),
        )
    if record.state is EnquiryState.REJECTED or record.replied_on is not None:
        return replace(base, next=say("Show this slip at the village office to read the answer."))
    return base


def _service_case(records: Records, number: str, record: ServiceCase) -> Standing:
    state = Message(SERVICE_STATE[record.state])
    if record.state is ServiceState.WITH_OFFICE:
        state = say("with {office} since {day}", office=record.office, day=record.since)
    if record.ended_on is None:
        late = record.late_by(records.today)
        moved = recounted_words(record.recounted[-1]) if record.recounted else None
        return Standing(number, ServiceCase.KIND.label, record.asked, state, moved, record.promised_on, late)
    following = None
    if record.state is not ServiceState.HANDED_OUT:
        following = say("Come to the village office with this slip: {result}", result=record.result)
    return Standing(number, ServiceCase.KIND.label, record.asked, state, following)


def _late(records: Records, due: date | None) -> int:
    return max((records.today - due).days, 0) if due is not None else 0


#: Which slips tell how far they are. A slip of any other record says nothing.
STANDINGS: dict[type[Record], Callable[[Records, str, Any], Standing]] = {
    Registration: _registration,
    Opinion: _opinion,
    Objector: _objection,
    Interpellation: _interpellation,
    Application: _application,
    Enquiry: _enquiry,
    ServiceCase: _service_case,
}
