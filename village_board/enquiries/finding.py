"""Finding enquiries: by slip or id, those of one chat, those that are open, near their limit or late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tinydb import where

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_
from village_board.calendar.model import Deadline
from village_board.calendar.service import calendar_of
from village_board.desk import Records
from village_board.enquiries.model import Channel, Enquiry, EnquiryEvent, EnquiryState
from village_board.enquiries.rules import ANSWERED, OPEN, is_warned, late_by, limit_of
from village_board.hearings.periods import due_after
from village_board.limits.service import limits_of
from village_board.notices.audience import follows_of
from village_board.slips.service import by_slip


class NoSuchEnquiry(Refused):
    """No enquiry has this slip or id."""

    sentence = N_("There is no enquiry {number}. See: village-board enquiry list")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


@dataclass(frozen=True)
class Outlook:
    """What waits for an enquiry today.

    Attributes:
        due: the day on which the next thing is due: acceptance, reply, or asking again; None: nothing is due.
        late: by how many days its reply is or was late.
        warned: whether its limit is near.
        ask_again_on: by when the asker is to be asked whether it helped; None: done, or not yet.
    """

    due: date | None
    late: int
    warned: bool
    ask_again_on: date | None = None


def enquiry_of(records: Records, number: str) -> Enquiry:
    """Return the enquiry whose slip has this number, or whose id this is.

    Raises:
        NoSuchEnquiry: there is none.
    """
    found = by_slip(records, number)
    if found is None:
        try:
            found = records.lookup(number.strip())
        except NotFound:
            raise NoSuchEnquiry(number) from None
    if not isinstance(found, Enquiry):
        raise NoSuchEnquiry(number)
    return found


def open_enquiries(records: Records) -> list[Enquiry]:
    """Return the enquiries to which a reply is owed, the one that is due first on top."""
    found = records.find(Enquiry, where("state").one_of([state.value for state in OPEN]))
    return sorted(found, key=lambda one: (one.due_on, one.number))


def all_enquiries(records: Records) -> list[Enquiry]:
    """Return every enquiry, the newest first."""
    return sorted(records.all(Enquiry), key=lambda one: (one.submitted_on, one.number), reverse=True)


def enquiries_of_chat(records: Records, chat: int) -> list[Enquiry]:
    """Return what `chat` has asked, the newest first; nothing where it has left since (N21)."""
    follows = [one.id for one in follows_of(records, chat)]
    found = records.find(Enquiry, where("via").one_of(follows)) if follows else []
    return sorted(found, key=lambda one: (one.submitted_on, one.number), reverse=True)


def is_from_chat(records: Records, chat: int, one: Enquiry) -> bool:
    """Tell whether `chat` handed in `one`."""
    return bool(one.via) and any(follow.id == one.via for follow in follows_of(records, chat))


def handed_in_openly(records: Records, day: date) -> int:
    """Return how many came in by chat and kiosk together on `day`."""
    channels = [channel.value for channel in Channel if channel is not Channel.CLERK]
    return records.count(Enquiry, (where("submitted_on") == day.isoformat()) & where("channel").one_of(channels))


def outlook(records: Records, one: Enquiry) -> Outlook:
    """Return what waits for `one` today."""
    limits, calendar = limits_of(records), calendar_of(records)
    late, warned = late_by(one, records.today), is_warned(one, limits, calendar, records.today)
    if one.state is EnquiryState.SUBMITTED:
        return Outlook(one.accept_due_on, late, warned)
    if one.state in OPEN:
        return Outlook(one.due_on, late, warned)
    again = None
    if one.state in ANSWERED and one.replied_on is not None:
        asked = one.last(EnquiryEvent.FOLLOW_UP)
        if asked is None or asked.done_on < one.replied_on:
            again = due_after(limits, calendar, "enquiry.follow_up_days", one.replied_on).due
    return Outlook(None, late, warned, again)


def promise(records: Records, one: Enquiry) -> Deadline:
    """Return how the promised date of `one` came about; an extension counts from the date before it.

    Raises:
        YearUnknown: the period runs into a year of which nothing is known.
    """
    since = one.reopened_on or one.submitted_on
    limits, calendar = limits_of(records, since), calendar_of(records)
    begun = due_after(limits, calendar, limit_of(one.kind, harder=one.harder), since)
    if one.extended_on is None or (one.reopened_on is not None and one.extended_on < one.reopened_on):
        return begun
    return due_after(limits_of(records, one.extended_on), calendar, "enquiry.extension_days", begun.due)
