"""What the hall's screen shows of notices, and on how many days it did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tinydb import where

from village_board.base.clock import local
from village_board.base.errors import NotFound
from village_board.base.meeting import meeting_of
from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.notices.channels import Channel, ChannelState
from village_board.notices.model import DeliveryState, Notice, Topic
from village_board.notices.posting import Posting
from village_board.notices.routing import ChannelKind
from village_board.notices.rules import check_move

_SHOWN = frozenset({DeliveryState.PENDING, DeliveryState.SENT})


@dataclass(frozen=True, slots=True)
class HallNotice:
    """A notice on the hall's screen: emergencies first, then the newest."""

    posting: Posting
    notice: Notice


def for_hall(records: Records, today: date) -> list[HallNotice]:
    """Return what the hall's screen shows on `today`.

    A notice of a meeting is shown until its day is over, any other for `notices.hall_days`; what a newer state took the
    place of is not shown any more (N19, N20). A village without a channel of the hall shows nothing here.
    """
    screens = records.find(Channel, (where("kind") == ChannelKind.KIOSK.value))
    days = limits_of(records).count("notices.hall_days")
    found: dict[str, HallNotice] = {}
    for screen in screens:
        if screen.state is not ChannelState.ACTIVE:
            continue
        for posting in records.find(Posting, where("channel") == screen.id):
            notice = records.get(Notice, posting.notice) if posting.state in _SHOWN else None
            if notice is not None and not notice.superseded and today <= _until(records, notice, days):
                found.setdefault(notice.id, HallNotice(posting, notice))
    newest = sorted(found.values(), key=lambda one: (one.notice.made_at, one.notice.id), reverse=True)
    return sorted(newest, key=lambda one: not one.posting.emergency)


def shown_in_hall(desk: Desk, ids: list[str]) -> int:
    """Count today as a day on which the screen showed these posts; the first of them is when each was sent.

    Returns:
        how many were new today, so that a screen that asks every minute writes once a day.
    """
    count = 0
    for id in ids:  # noqa: A001 - the field's own name
        posting = desk.get(Posting, id)
        if posting.state not in _SHOWN or desk.today in posting.shown_on:
            continue
        state = posting.state
        if state is DeliveryState.PENDING:
            check_move(state, DeliveryState.SENDING)
            check_move(DeliveryState.SENDING, DeliveryState.SENT)
            state = DeliveryState.SENT
        shown = (*posting.shown_on, desk.today)
        desk.put(replace(posting, state=state, sent_at=posting.sent_at or desk.now, shown_on=shown))
        count += 1
    return count


def _until(records: Records, notice: Notice, days: int) -> date:
    """Return the last day on which a notice is shown."""
    last = local(notice.made_at).date() + timedelta(days=days - 1)
    if notice.topic is not Topic.MEETING:
        return last
    try:
        meeting = meeting_of(records.lookup(notice.subject))
    except NotFound:
        return last
    return last if meeting is None else local(meeting.at).date()
