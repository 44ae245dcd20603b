"""The outbox: each row moves by one commit, and no move is made twice (N3-N14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.notices.audience import all_of, delivery_key, kind_of
from village_board.notices.model import Delivery, DeliveryState, Notice
from village_board.notices.reminders import out_of_date
from village_board.notices.rules import after_lost_lease, check_move
from village_board.people.acts import Act

#: How long a notice is tried while the line is down (N12).
TRIED_FOR = timedelta(hours=24)


class NotUnknown(Refused):
    """Only what nobody knows the fate of is sent again by a person (N5)."""

    sentence = N_("Delivery {id} is '{state}': only an unknown one can be sent again.")

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(id=delivery.id, state=delivery.state.value)


class NoticeOutOfDate(Refused):
    """What it says is no longer so: sent again it would mislead."""

    sentence = N_("Delivery {id} is not sent again: what it says of the meeting is out of date.")

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(id=delivery.id)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is now this sender's, with what it is to say."""

    delivery: Delivery
    notice: Notice


def is_due(records: Records, chats: frozenset[int] | None = None) -> bool:
    """Tell whether a delivery is due, to any chat or to one of `chats`; asks without the lock of writers."""
    return bool(_due(records, chats))


def next_time(records: Records, chats: frozenset[int] | None = None) -> datetime | None:
    """Return the instant at which the next row that waits for the clock may be sent; None where none waits."""
    timed = (where("state") == DeliveryState.PENDING.value) & (where("not_before") > "")
    if chats is not None:
        timed &= where("chat").one_of(sorted(chats))
    rows = records.page(Delivery, timed, order_by="not_before", limit=1).rows
    return rows[0].not_before if rows else None


def claim(desk: Desk, sender: str, chats: frozenset[int] | None = None) -> Claimed | None:
    """Take the next delivery that is due for `sender`; None where nothing is.

    It is `sending` when the caller's unit of work commits, which must be before the network is called (N4). Rows that
    are out of date are cancelled on the way.
    """
    while rows := _due(desk, chats):
        delivery = rows[0]
        notice = desk.get(Notice, delivery.notice)
        if why := out_of_date(desk, delivery, notice):
            check_move(delivery.state, DeliveryState.CANCELLED)
            desk.put(replace(delivery, state=DeliveryState.CANCELLED, reason=why))
            continue
        check_move(delivery.state, DeliveryState.SENDING)
        taken = desk.put(
            replace(
                delivery,
                state=DeliveryState.SENDING,
                sending_since=delivery.sending_since or desk.now,
                sender=sender,
                attempts=delivery.attempts + 1,
            )
        )
        return Claimed(taken, notice)
    return None


def _due(records: Records, chats: frozenset[int] | None) -> Sequence[Delivery]:
    # Rows without `not_before` come first and ask no clock: one that was set back must not hold up what waits (X9).
    due = where("state") == DeliveryState.PENDING.value
    if chats is not None:
        due &= where("chat").one_of(sorted(chats))
    rows = records.page(Delivery, due, order_by="not_before", limit=1).rows
    return [row for row in rows if row.not_before is None or row.not_before <= records.now]


def settle_sent(desk: Desk, delivery: Delivery, message_id: int) -> None:
    """Keep Telegram's receipt (N7)."""
    _settle(desk, delivery, DeliveryState.SENT, message_id=message_id, reason="")


def settle_unknown(desk: Desk, delivery: Delivery, reason: str) -> None:
    """Nobody knows whether it arrived (N13): a normal notice waits for a person, an emergency goes again (N5)."""
    _settle(desk, delivery, after_lost_lease(kind_of(delivery)), reason=reason)


def settle_failed(desk: Desk, delivery: Delivery, reason: str) -> None:
    """It will never be accepted, and is not tried again (N11)."""
    _settle(desk, delivery, DeliveryState.FAILED, reason=reason)


def settle_gone(desk: Desk, delivery: Delivery, reason: str) -> None:
    """The chat has blocked us or is gone (N10): as `settle_failed`, and it is inactive at once in all it asked for."""
    settle_failed(desk, delivery, reason)
    awake = [one for one in all_of(desk, delivery.chat) if one.active] if delivery.chat else []
    if awake:
        desk.require(Act.UNSUBSCRIBE)
        for one in awake:
            desk.put(replace(one, active=0))
        desk.record(awake[0].id)


def settle_again(desk: Desk, delivery: Delivery, reason: str, *, counted: bool = True) -> None:
    """It certainly did not leave: it waits for its next try (N9, N12), or is dead after `TRIED_FOR` of them.

    Args:
        desk: the unit of work.
        delivery: as it was claimed.
        reason: what stood in the way.
        counted: False where Telegram asked us to wait: that is no attempt (N9).
    """
    since = delivery.sending_since or desk.now
    if counted and desk.now - since > TRIED_FOR:
        _settle(desk, delivery, DeliveryState.DEAD, reason=reason)
        return
    attempts = delivery.attempts if counted else delivery.attempts - 1
    _settle(desk, delivery, DeliveryState.PENDING, reason=reason, attempts=attempts)


def settle_moved(desk: Desk, delivery: Delivery, chat: int) -> None:
    """The chat has a new number (N14): its subscription and follows keep it, and the delivery is tried there."""
    known = all_of(desk, delivery.chat)
    if known:
        desk.require(Act.SUBSCRIBE)
        for one in known:
            desk.put(replace(one, chat=chat))
        desk.record(known[0].id)
    key = delivery_key(delivery.notice, chat, kind_of(delivery))
    moved = replace(desk.get(Delivery, delivery.id), chat=chat, key=key)
    _settle(desk, desk.put(moved), DeliveryState.PENDING, reason="moved")


def _settle(desk: Desk, claimed: Delivery, state: DeliveryState, **values: object) -> None:
    """Move a claimed delivery on; one that somebody has settled meanwhile stays as it is."""
    now = desk.get(Delivery, claimed.id)
    if now.state is not DeliveryState.SENDING or now.sender != claimed.sender:
        return
    if state is DeliveryState.PENDING and not now.chat:
        state = DeliveryState.UNKNOWN  # the chat has left while this was under way: there is nobody to send it to
    check_move(now.state, state)
    desk.put(replace(now, state=state, **values))  # type: ignore[arg-type]


def recover(desk: Desk, sender: str) -> int:
    """Settle what former senders left under way, and return how many there were (N6).

    Only one sender runs at a time (N15), so whoever else holds a row is gone: no clock is asked (X9).
    """
    left = [
        delivery
        for delivery in desk.find(Delivery, where("state") == DeliveryState.SENDING.value)
        if delivery.sender != sender
    ]
    for delivery in left:
        settle_unknown(desk, delivery, "interrupted")
    return len(left)


def unknown(records: Records) -> Iterator[Delivery]:
    """Yield the deliveries of which nobody knows whether they arrived, for the clerk's review (N5)."""
    yield from records.find(Delivery, where("state") == DeliveryState.UNKNOWN.value)


def resend_by_person(desk: Desk, id: str) -> Delivery:  # noqa: A002 - the field's own name
    """Send an unknown delivery again because a person says so; its text is marked as sent again (N5).

    Raises:
        NotFound: there is no such delivery.
        NotUnknown: its fate is known.
        NoticeOutOfDate: the meeting of which it speaks has changed since, or has begun.
    """
    delivery = desk.get(Delivery, id)
    if delivery.state is not DeliveryState.UNKNOWN or not delivery.chat:
        raise NotUnknown(delivery)
    if out_of_date(desk, delivery, desk.get(Notice, delivery.notice)):
        raise NoticeOutOfDate(delivery)
    desk.require(Act.RESEND_NOTICE)
    check_move(delivery.state, DeliveryState.PENDING)
    again = desk.put(
        replace(
            delivery,
            state=DeliveryState.PENDING,
            resent=True,
            due_at=desk.now,
            not_before=None,
            sending_since=None,
            sender="",
        )
    )
    desk.record(delivery.id)
    return again


def counts(records: Records, notice: str | None = None) -> Mapping[DeliveryState, int]:
    """Return how many deliveries are in each state, of one notice or of all: their sum is what was due (N26)."""

    def count(state: DeliveryState) -> int:
        query = where("state") == state.value
        return records.count(Delivery, query if notice is None else (where("notice") == notice) & query)

    return {state: count(state) for state in DeliveryState}
