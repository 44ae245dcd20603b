"""What the asker says of a reply: solved or not, how satisfied, once more open. Closed is not solved (facts 5)."""

from __future__ import annotations

from dataclasses import replace

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.calendar.service import calendar_of
from village_board.desk import Desk
from village_board.enquiries.finding import NoSuchEnquiry, enquiry_of, is_from_chat
from village_board.enquiries.guards import Situation
from village_board.enquiries.model import Enquiry, EnquiryEvent, EnquiryState, EnquiryStep, Grade
from village_board.enquiries.receiving import checked_text
from village_board.enquiries.rules import moved, reply_due
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.text.clean import clean


class OlderReply(Refused):
    """The button belongs to a reply that is no longer the last one, or was judged already (A15)."""

    sentence = N_("This button is for an earlier reply, or was used already. Nothing was changed.")

    def __init__(self) -> None:
        super().__init__()


def judge(
    desk: Desk, number: str, *, solved: bool, grade: Grade, words: str = "", chat: int = 0, round_: int = 0
) -> Enquiry:
    """Write down what the asker says of the reply: whether it is solved, and how satisfied they are.

    Args:
        desk: the unit of work.
        number: of the slip, which the asker shows in the hall, or the id.
        solved: whether it is.
        grade: one of five.
        words: what they add.
        chat: the chat that says so; it must be the asker's. 0: the slip was shown.
        round_: which reply a chat's button was made for.

    Raises:
        NoSuchEnquiry: there is none, or it is not this chat's (A14).
        OlderReply: the button is for another reply, or was pressed before.
        NotNow, NotYet: there is no reply to judge, or its days are over.
    """
    desk.require(Act.RATE_ENQUIRY)
    one = _own(desk, number, chat)
    if chat and (round_ != one.round or one.grade is not None):
        raise OlderReply
    event = EnquiryEvent.CONFIRM if solved else EnquiryEvent.DISSATISFY
    step = EnquiryStep(event, desk.today, desk.now, desk.who.id, clean(words), grade.value)
    kept = desk.put(replace(moved(one, Situation(step, desk.today)), solved=solved, grade=grade))
    desk.record(kept.id)
    return kept


def reopen(desk: Desk, number: str, reason: str, *, chat: int = 0, sure: bool = False, township: str = "") -> Enquiry:
    """Open it once more, since it is not solved; its limit runs anew, and it is judged anew.

    Raises:
        NoSuchEnquiry: there is none, or it is not this chat's (A14).
        NothingSaid, TooLong, PersonalNumberInText, MaybeElsewhere: the reason cannot be taken; see `submit`.
        NotNow, NotYet: it was not judged as unsolved, was reopened before, or its days are over.
    """
    desk.require(Act.RATE_ENQUIRY)
    one = _own(desk, number, chat)
    why = checked_text(desk, reason, sure=sure, township=township)
    step = EnquiryStep(EnquiryEvent.REOPEN, desk.today, desk.now, desk.who.id, reason=why)
    changed = moved(one, Situation(step, desk.today))
    due = reply_due(limits_of(desk), calendar_of(desk), one.kind, desk.today, harder=one.harder).due
    kept = desk.put(replace(changed, reopened_on=desk.today, due_on=due, solved=None, grade=None, rating_until=None))
    desk.record(kept.id)
    return kept


def can_judge(one: Enquiry, round_: int = 0) -> bool:
    """Tell whether `one` has a reply that waits for its asker's word; with `round_`, whether it is that reply."""
    return one.state is EnquiryState.REPLIED and one.grade is None and round_ in (0, one.round)


def _own(desk: Desk, number: str, chat: int) -> Enquiry:
    one = enquiry_of(desk, number)
    if chat and not is_from_chat(desk, chat, one):
        raise NoSuchEnquiry(number)
    return one
