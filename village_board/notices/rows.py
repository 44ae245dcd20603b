"""Rows of the outbox: made in the commit of what is told, and settled when a chat leaves (N1, N2, N16, N17, N21)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from tinydb import where

from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.notices.audience import (
    Hours,
    Recipient,
    bases,
    follows_of,
    subscriber_of,
    village_hours,
)
from village_board.notices.model import (
    AT_ONCE,
    OPEN_TO_ALL,
    UNSUBSCRIBED,
    Delivery,
    DeliveryState,
    Follow,
    Notice,
    NoticeKind,
    Subscriber,
    Topic,
)
from village_board.notices.quiet import awake, before_quiet, digest_time

#: Bytes of the salted hash: thousands of telephone owners share one, so that it leads back to nobody.
_HASH_BYTES = 3
#: What says that a meeting is on, moved or off does not wait for the day's news.
_CAN_WAIT = frozenset({Topic.NEWS, Topic.ITEM})


def delivery_key(notice: str, whom: int | str, kind: NoticeKind) -> str:
    """Return what makes a row unique (N2)."""
    return f"{notice}:{whom}:{kind.value}"


def kind_of(delivery: Delivery) -> NoticeKind:
    """Return the kind of the notice that a row is of."""
    return NoticeKind(delivery.key.rpartition(":")[2])


def mark_of(notice: Notice, chat: int) -> str:
    """Return the salted hash of a chat within one notice, for counts only (N21); empty without a salt."""
    if not notice.salt:
        return ""
    return "#" + blake2b(str(chat).encode(), key=notice.salt.encode(), digest_size=_HASH_BYTES).hexdigest()


def deliver(desk: Desk, notice: Notice, to: Iterable[Recipient], not_before: datetime | None = None) -> None:
    """Make the rows by which `notice` goes to those who have none of it yet (N2), none sent before `not_before`.

    Whoever was sent it, left, and came back, is not sent it again. Each row waits for its owner's hours (N16, N17).
    """
    had, left = _had(desk, notice)
    village, digest = village_hours(desk), limits_of(desk).count("notices.digest_minute")
    rows = []
    for one in to:
        key = delivery_key(notice.id, one.chat, notice.kind)
        if key in had or (left and mark_of(notice, one.chat) in left):
            continue
        had.add(key)
        hours = one.hours or village
        if notice.topic is Topic.REMINDER:
            at = _reminder_time(desk.now, notice, hours, not_before)
            if at is None:
                continue
        else:
            at = time_for(desk.now, notice, hours, digest, not_before)
        rows.append(
            Delivery(
                notice=notice.id,
                chat=one.chat,
                subscriber=one.whom,
                key=key,
                due_at=AT_ONCE if notice.kind is NoticeKind.EMERGENCY else at or desk.now,
                not_before=at,
                language=one.language,
                person=one.person,
                household=one.household,
            )
        )
    desk.put_many(rows)


def time_for(
    now: datetime, notice: Notice, hours: Hours, digest: int, not_before: datetime | None = None
) -> datetime | None:
    """Return the instant for which a row of `notice` waits; None where it may leave at once.

    Args:
        now: the instant at which it is told.
        notice: an emergency waits for nothing (N16).
        hours: of its owner.
        digest: minute of the day at which the village sends the day's news to whoever chose no other.
        not_before: before which it may not leave anyway.
    """
    if notice.kind is NoticeKind.EMERGENCY:
        return None
    at = now if not_before is None else max(now, not_before)
    if notice.topic in _CAN_WAIT and notice.audience in OPEN_TO_ALL:
        if hours.digest_at is not None:
            at = digest_time(at, hours.digest_at)
        elif notice.kind is NoticeKind.DIGEST:
            at = digest_time(at, digest)
    at = awake(at, hours.quiet)
    return at if at > now else not_before


def _reminder_time(now: datetime, notice: Notice, hours: Hours, at: datetime | None) -> datetime | None:
    """Return when somebody is reminded: before the quiet hours rather than in them, else after them, else not at all.

    A reminder that comes earlier is of use, one that comes after the meeting began is of none.
    """
    assert at is not None
    assert notice.meeting_at is not None
    earlier = before_quiet(at, hours.quiet)
    if earlier > now:
        return earlier
    later = awake(max(at, now), hours.quiet)
    return later if later < notice.meeting_at else None


def _had(desk: Desk, notice: Notice) -> tuple[set[str], set[str]]:
    """Return the keys of the rows that are there, and the marks of those who were sent it and have left."""
    rows = desk.find(Delivery, where("notice") == notice.id)
    left = {
        f"#{mark}"
        for row in rows
        if not row.chat and row.state is not DeliveryState.CANCELLED
        for mark in [row.key.split(":")[1].partition("#")[2]]
        if mark
    }
    return {row.key for row in rows}, left


# Leaving


def part(desk: Desk, leaving: Sequence[Subscriber | Follow]) -> None:
    """Settle the rows of one chat that gives up some of its subscriptions and follows, and remove these (N21).

    A row for which another reason stands is kept under that one. Of all others what waits is cancelled, and the
    chat's number is erased.
    """
    gone = {one.id for one in leaving}
    chat = leaving[0].chat
    follows = {one.record: one.id for one in follows_of(desk, chat) if one.id not in gone}
    subscriber = subscriber_of(desk, chat)
    stays = subscriber.id if subscriber is not None and subscriber.id not in gone else ""
    for one in leaving:
        for delivery in desk.find(Delivery, where("subscriber") == one.id):
            notice = desk.get(Notice, delivery.notice)
            heir = _follow_for(desk, follows, notice) or (stays if notice.audience in OPEN_TO_ALL else "")
            desk.put(replace(delivery, subscriber=heir) if heir else erased(delivery, notice, one.id))
        desk.remove(one)


def erased(delivery: Delivery, notice: Notice, whom: str) -> Delivery:
    """Return the row without its chat: of that only a salted hash stays, for counts (N21)."""
    waits = delivery.state is DeliveryState.PENDING
    return replace(
        delivery,
        state=DeliveryState.CANCELLED if waits else delivery.state,
        reason=UNSUBSCRIBED if waits else delivery.reason,
        chat=0,
        key=delivery_key(delivery.notice, whom + mark_of(notice, delivery.chat), kind_of(delivery)),
    )


def _follow_for(records: Records, follows: dict[str, str], notice: Notice) -> str:
    if not follows:
        return ""
    return next((follows[base] for base in bases(records, notice.subject) if base in follows), "")
