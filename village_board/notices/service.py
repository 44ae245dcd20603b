"""Subscribing, telling, and the outbox: each row moves by one commit, and no move is made twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.kind import Record
from village_board.base.message import N_, Message
from village_board.desk import Desk, Records
from village_board.notices.model import (
    Delivery,
    DeliveryState,
    Notice,
    NoticeKind,
    Subscriber,
)
from village_board.notices.rules import after_lost_lease, check_move
from village_board.people.acts import Act

#: How long a notice is tried while the line is down (N12).
TRIED_FOR = timedelta(hours=24)


class NotUnknown(Refused):
    """Only what nobody knows the fate of is sent again by a person (N5)."""

    sentence = N_("Delivery {id} is '{state}': only an unknown one can be sent again.")

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(id=delivery.id, state=delivery.state.value)


# Subscribers


def subscriber_of(records: Records, chat: int) -> Subscriber | None:
    """Return the subscriber of `chat`, active or not; None where it never asked or has left."""
    return records.one(Subscriber, where("chat") == chat)


def subscribe(desk: Desk, chat: int, language: str) -> Subscriber:
    """Keep `chat` as a subscriber who has just agreed to the consent text (N22).

    One that Telegram had reported gone is active again (N10).
    """
    desk.require(Act.SUBSCRIBE)
    known = subscriber_of(desk, chat) or Subscriber(chat=chat)
    kept = desk.put(replace(known, language=language, consented_at=desk.now, active=1))
    desk.record(kept.id)
    return kept


def unsubscribe(desk: Desk, chat: int) -> bool:
    """Forget `chat` (N21): its waiting notices are cancelled and its number is erased from the outbox.

    Returns:
        False where it was no subscriber.
    """
    subscriber = subscriber_of(desk, chat)
    if subscriber is None:
        return False
    desk.require(Act.UNSUBSCRIBE)
    for delivery in desk.find(Delivery, where("subscriber") == subscriber.id):
        state = DeliveryState.CANCELLED if delivery.state is DeliveryState.PENDING else delivery.state
        desk.put(replace(delivery, state=state, chat=0, key=_key(delivery.notice, subscriber.id, _kind_of(delivery))))
    desk.remove(subscriber)
    desk.record(subscriber.id)
    return True


def set_language(desk: Desk, chat: int, language: str) -> None:
    """Let notices for `chat` be in `language` from now on (N23), also those that wait; nothing without a subscriber."""
    subscriber = subscriber_of(desk, chat)
    if subscriber is None or subscriber.language == language:
        return
    desk.require(Act.SUBSCRIBE)
    desk.put(replace(subscriber, language=language))
    waiting = (where("state") == DeliveryState.PENDING.value) & (where("subscriber") == subscriber.id)
    for delivery in desk.find(Delivery, waiting):
        desk.put(replace(delivery, language=language))
    desk.record(subscriber.id)


def awaken(desk: Desk, chat: int) -> None:
    """Make the subscriber of `chat` active again: it has just written to us (N10)."""
    subscriber = subscriber_of(desk, chat)
    if subscriber is not None and not subscriber.active:
        desk.require(Act.SUBSCRIBE)
        desk.put(replace(subscriber, active=1))
        desk.record(subscriber.id)


# Telling


def tell(desk: Desk, record: Record, message: Message, *, kind: NoticeKind = NoticeKind.NORMAL) -> Notice:
    """Tell all active subscribers `message` about `record`, in the caller's own unit of work (N1).

    The caller has begun its act, and records it after this. The same message about the same version of the record
    is told once (N2): a second call returns the notice that stands.

    Args:
        desk: the unit of work in which the record changed.
        record: as `put` returned it, so that its revision is the one that is told.
        message: one sentence without personal data (N24).
        kind: what happens to a send whose fate is unknown (N5).
    """
    notice = _told_before(desk, record, message, kind) or desk.put(
        Notice(
            subject=record.id,
            subject_rev=record.rev,
            made_at=desk.now,
            kind=kind,
            sentence=Notice.sentence_of(message),
        )
    )
    there = {delivery.key for delivery in desk.find(Delivery, where("notice") == notice.id)}
    for subscriber in desk.find(Subscriber, where("active") == 1):
        key = _key(notice.id, subscriber.chat, kind)
        if key not in there:
            desk.put(
                Delivery(
                    notice=notice.id,
                    chat=subscriber.chat,
                    subscriber=subscriber.id,
                    key=key,
                    due_at=desk.now,
                    language=subscriber.language,
                )
            )
    return notice


def _told_before(desk: Desk, record: Record, message: Message, kind: NoticeKind) -> Notice | None:
    sentence = Notice.sentence_of(message)
    for notice in desk.find(Notice, where("subject") == record.id):
        if (notice.subject_rev, notice.kind, notice.sentence) == (record.rev, kind, sentence):
            return notice
    return None


def _key(notice: str, whom: int | str, kind: NoticeKind) -> str:
    return f"{notice}:{whom}:{kind.value}"


def _kind_of(delivery: Delivery) -> NoticeKind:
    return NoticeKind(delivery.key.rpartition(":")[2])


# The outbox


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is now this sender's, with what it is to say."""

    delivery: Delivery
    notice: Notice


def is_due(records: Records, chats: frozenset[int] | None = None) -> bool:
    """Tell whether a delivery is due, to any chat or to one of `chats`; asks without the lock of writers."""
    return bool(_due(records, chats))


def claim(desk: Desk, sender: str, chats: frozenset[int] | None = None) -> Claimed | None:
    """Take the next delivery that is due for `sender`; None where nothing is.

    It is `sending` when the caller's unit of work commits, which must be before the network is called (N4).
    """
    rows = _due(desk, chats)
    if not rows:
        return None
    delivery = rows[0]
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
    return Claimed(taken, desk.get(Notice, taken.notice))


def _due(records: Records, chats: frozenset[int] | None) -> Sequence[Delivery]:
    # No clock is asked: one that was set back must not hold up what waits (X9).
    due = where("state") == DeliveryState.PENDING.value
    if chats is not None:
        due &= where("chat").one_of(sorted(chats))
    return records.page(Delivery, due, order_by="due_at", limit=1).rows


def settle_sent(desk: Desk, delivery: Delivery, message_id: int) -> None:
    """Keep Telegram's receipt (N7)."""
    _settle(desk, delivery, DeliveryState.SENT, message_id=message_id, reason="")


def settle_unknown(desk: Desk, delivery: Delivery, reason: str) -> None:
    """Nobody knows whether it arrived (N13): a normal notice waits for a person, an emergency goes again (N5)."""
    _settle(desk, delivery, after_lost_lease(_kind_of(delivery)), reason=reason)


def settle_failed(desk: Desk, delivery: Delivery, reason: str) -> None:
    """It will never be accepted, and is not tried again (N11)."""
    _settle(desk, delivery, DeliveryState.FAILED, reason=reason)


def settle_gone(desk: Desk, delivery: Delivery, reason: str) -> None:
    """The chat has blocked us or is gone (N10): as `settle_failed`, and its subscriber is inactive at once."""
    settle_failed(desk, delivery, reason)
    subscriber = subscriber_of(desk, delivery.chat) if delivery.chat else None
    if subscriber is not None and subscriber.active:
        desk.require(Act.UNSUBSCRIBE)
        desk.put(replace(subscriber, active=0))
        desk.record(subscriber.id)


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
    """The chat has a new number (N14): the subscriber keeps it, and the delivery is tried there."""
    subscriber = subscriber_of(desk, delivery.chat)
    if subscriber is not None:
        desk.require(Act.SUBSCRIBE)
        desk.put(replace(subscriber, chat=chat))
        desk.record(subscriber.id)
    moved = replace(desk.get(Delivery, delivery.id), chat=chat, key=_key(delivery.notice, chat, _kind_of(delivery)))
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
    """
    delivery = desk.get(Delivery, id)
    if delivery.state is not DeliveryState.UNKNOWN or not delivery.chat:
        raise NotUnknown(delivery)
    desk.require(Act.RESEND_NOTICE)
    check_move(delivery.state, DeliveryState.PENDING)
    again = desk.put(
        replace(delivery, state=DeliveryState.PENDING, resent=True, due_at=desk.now, sending_since=None, sender="")
    )
    desk.record(delivery.id)
    return again


def counts(records: Records, notice: str | None = None) -> Mapping[DeliveryState, int]:
    """Return how many deliveries are in each state, of one notice or of all: their sum is what was due (N26)."""

    def count(state: DeliveryState) -> int:
        query = where("state") == state.value
        return records.count(Delivery, query if notice is None else (where("notice") == notice) & query)

    return {state: count(state) for state in DeliveryState}
