"""Taking an enquiry in, from a chat, the kiosk or the clerk's desk (facts 5; P15, P20, P21, A33)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from village_board.base.errors import Refused
from village_board.base.message import N_, say
from village_board.calendar.model import Deadline
from village_board.calendar.service import calendar_of
from village_board.desk import Desk, Records
from village_board.enquiries.elsewhere import MaybeElsewhere, elsewhere, who_takes
from village_board.enquiries.finding import enquiries_of_chat, handed_in_openly
from village_board.enquiries.model import Channel, Enquiry, EnquiryEvent, EnquiryKind, EnquiryStep
from village_board.enquiries.rules import reply_due
from village_board.hearings.opinions import EnoughForToday, text_within
from village_board.hearings.periods import due_after
from village_board.hearings.registrations import Applicant, NobodyNamed
from village_board.hearings.rules import NotYetHeld
from village_board.hearings.told import followed_by
from village_board.limits.service import limits_of
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.people.binding import bound_actor
from village_board.people.service import find_person
from village_board.slips.service import new_slip
from village_board.text.clean import clean
from village_board.text.mask import find_personal_numbers


class PersonalNumberInText(Refused):
    """`text` holds an identity, card or mobile number; the sentence does not repeat it (P21)."""

    sentence = N_(
        "The text holds {count} personal numbers (identity, card or mobile), and nothing was kept. "
        "Leave them out; who must be identified comes to the hall."
    )

    def __init__(self, count: int, text: str = "") -> None:
        self.text = text
        super().__init__(count=count)


class HallFullForToday(Refused):
    """More came in on one day than the office can take (A33)."""

    sentence = N_("{count} enquiries came in today. Hand yours in tomorrow, or at the village office.")

    def __init__(self, count: int) -> None:
        super().__init__(count=count)


@dataclass(frozen=True)
class Ask:
    """What is handed in.

    Attributes:
        kind: what is wanted.
        text: the asker's words.
        channel: how it came.
        who: the asker; a chat gives no name, and on the kiosk nobody needs one.
        may_be_public: whether the asker agrees that question and answer are shown, without a name.
        sure: the asker was told who takes reports and petitions, and says that it is none.
        on: the day on which it was handed in, where it is written down later (P3); a chat's is today.
        township: which is named where something is not taken here.
    """

    kind: EnquiryKind
    text: str
    channel: Channel
    who: Applicant = field(default_factory=Applicant)
    may_be_public: bool = False
    sure: bool = False
    on: date | None = None
    township: str = ""


@dataclass(frozen=True)
class Receipt:
    """An enquiry as it was taken: the record with its slip, and how the promised date came about."""

    enquiry: Enquiry
    promised: Deadline


def submit(desk: Desk, ask: Ask) -> Receipt:
    """Take an enquiry in and give its slip. Where it is refused, nothing of it is kept.

    Raises:
        NothingSaid, TooLong: the text is none that fits.
        PersonalNumberInText: it holds somebody's numbers.
        MaybeElsewhere: it may be a report of wrongdoing or a petition, and the asker has not said that it is none.
        NobodyNamed, NoSuchPerson, SeveralPersons: at the desk it is not said who asks.
        NotYetHeld: the day is still to come.
        EnoughForToday, HallFullForToday: there are too many (A33).
    """
    desk.require(Act.SUBMIT_ENQUIRY)
    text = checked_text(desk, ask.text, sure=ask.sure, township=ask.township)
    on = ask.on or desk.today
    if on > desk.today:
        raise NotYetHeld(on, desk.today)
    _check_flood(desk, ask)
    person, name = _asker(desk, ask)
    limits, calendar = limits_of(desk, on), calendar_of(desk)
    harder = ask.kind is EnquiryKind.CONSULT  # until somebody says that the answer is known
    promised = reply_due(limits, calendar, ask.kind, on, harder=harder)
    kept = desk.put(
        Enquiry(
            kind=ask.kind,
            channel=ask.channel,
            text=text,
            submitted_on=on,
            accept_due_on=due_after(limits, calendar, "enquiry.accept_days", on).due,
            due_on=promised.due,
            may_be_public=ask.may_be_public,
            harder=harder,
            person=person,
            name=name,
            steps=(EnquiryStep(EnquiryEvent.SUBMIT, on, desk.now, desk.who.id),),
        )
    )
    via = followed_by(desk, ask.who.chat, ask.who.language, kept.id)
    kept = desk.put(replace(kept, number=new_slip(desk, kept.id), via=via))
    tell(desk, kept, say("An enquiry came in. Its answer is due on {due}.", due=kept.due_on), Event.ENQUIRY_RECEIVED)
    desk.record(kept.id)
    return Receipt(kept, promised)


def checked_text(records: Records, typed: str, *, sure: bool = False, township: str = "") -> str:
    """Return what was typed, cleaned, as it may be taken; nothing is written.

    Raises:
        NothingSaid, TooLong, PersonalNumberInText, MaybeElsewhere: see `submit`.
    """
    limits = limits_of(records)
    text = text_within(typed, limits.count("enquiry.length"))
    if not sure and (what := elsewhere(text)) is not None:
        raise MaybeElsewhere(what, who_takes(what, township, limits))
    if found := find_personal_numbers(text):
        raise PersonalNumberInText(len(found))
    return text


def _check_flood(desk: Desk, ask: Ask) -> None:
    limits = limits_of(desk)
    if ask.who.chat:
        mine = [one for one in enquiries_of_chat(desk, ask.who.chat) if one.submitted_on == desk.today]
        if len(mine) >= limits.count("enquiry.a_day_chat"):
            raise EnoughForToday(len(mine))
    if ask.channel is not Channel.CLERK:
        count = handed_in_openly(desk, desk.today)
        if count >= limits.count("enquiry.a_day_open"):
            raise HallFullForToday(count)


def _asker(desk: Desk, ask: Ask) -> tuple[str, str]:
    """Return the person's id and the name under which the asker is known inside."""
    who = ask.who
    if who.chat:
        bound = bound_actor(desk, who.chat)
        return (bound.id if bound is not None else "", "")
    if who.person:
        return (find_person(desk, who.person).id, "")
    name = clean(who.name)
    if not name and ask.channel is Channel.CLERK:
        raise NobodyNamed
    return ("", name)
