"""The outbox: each row moves by one commit, and no move is made twice (N3-N14)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.notices.audience import all_of, hours_of_chat
from village_board.notices.model import AT_ONCE, Delivery, DeliveryState, Notice, NoticeKind
from village_board.notices.quiet import awake
from village_board.notices.reach_model import ChatLink
from village_board.notices.reminders import out_of_date
from village_board.notices.rows import delivery_key, kind_of
from village_board.notices.rules import after_lost_lease, check_move
from village_board.people.acts import Act
from village_board.people.binding import Binding

#: How long a notice is tried while the line is down (N12).
TRIED_FOR = timedelta(hours=24)
#: Characters of the notices that become one message: with its head and foot it stays within Telegram's 4,096 (N18).
DIGEST_LENGTH = 2800
#: Rows that are read at once where the first ones are of chats that take no message just now.
_LOOKED_AT = 50


class NotUnknown(Refused):
    """Only what nobody knows the fate of is sent again by a person (N5)."""

    sentence = N_("Delivery {id} is '{state}': only an unknown one can be sent again.")

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(id=delivery.id, state=delivery.state.value)


class NoticeOutOfDate(Refused):
    """What it says is no longer so: sent again it would mislead."""

    sentence = N_("Delivery {id} is not sent again: what it says is out of date.")

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(id=delivery.id)


@dataclass(frozen=True, slots=True)
class Told:
    """One row and what it is to say."""

    delivery: Delivery
    notice: Notice


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is now this sender's, for one chat, in one message: one notice, or several together (N17).

    The first row leads: settled, it settles all of them alike, each in its own state.
    """

    told: tuple[Told, ...]

    @property
    def delivery(self) -> Delivery:
        """The row that leads, which is given back to the settling functions."""
        return self.told[0].delivery

    @property
    def notice(self) -> Notice:
        """What the row that leads is to say."""
        return self.told[0].notice


def is_due(records: Records, chats: frozenset[int] | None = None, busy: Container[int] = frozenset()) -> bool:
    """Tell whether a delivery can leave, to any chat or to one of `chats`; asks without the lock of writers."""
    return bool(_due(records, chats, busy))


def next_time(records: Records, chats: frozenset[int] | None = None) -> datetime | None:
    """Return the instant at which the next row that waits for the clock may be sent; None where none waits."""
    timed = (where("state") == DeliveryState.PENDING.value) & (where("not_before") > "")
    if chats is not None:
        timed &= where("chat").one_of(sorted(chats))
    rows = records.page(Delivery, timed, order_by="not_before", limit=1).rows
    return rows[0].not_before if rows else None


def claim(
    desk: Desk, sender: str, chats: frozenset[int] | None = None, busy: Container[int] = frozenset()
) -> Claimed | None:
    """Take what is due next for `sender`; None where nothing is. Emergencies first (N8).

    Ordinary notices that wait for the same chat are taken with it, to leave as one message (N17). All are `sending`
    when the caller's unit of work commits, which must be before the network is called (N4). Rows that are out of date
    are cancelled on the way, and rows whose owner is in quiet hours by now wait for their end (N16).

    Args:
        desk: the unit of work.
        sender: who sends.
        chats: where given, only rows of these chats are taken.
        busy: chats that take no message just now (N8): their rows keep waiting, and hold up nobody else's.
    """
    while rows := _due(desk, chats, busy):
        leader = rows[0]
        told = _ready(desk, leader)
        if told is None:
            continue
        whole = [told, *_together(desk, told)]
        others = tuple(one.delivery.id for one in whole[1:])
        taken = [
            Told(_taken(desk, one.delivery, sender, () if one is not told else others), one.notice) for one in whole
        ]
        return Claimed(tuple(taken))
    return None


def _ready(desk: Desk, delivery: Delivery) -> Told | None:
    """Return what a due row says; None where it is not to leave now: out of date, or its owner sleeps."""
    notice = desk.get(Notice, delivery.notice)
    if why := out_of_date(desk, delivery, notice):
        check_move(delivery.state, DeliveryState.CANCELLED)
        desk.put(replace(delivery, state=DeliveryState.CANCELLED, reason=why))
        return None
    if notice.kind is not NoticeKind.EMERGENCY:
        at = awake(desk.now, hours_of_chat(desk, delivery.chat).quiet)
        if at > desk.now:
            desk.put(replace(delivery, not_before=at))
            return None
    return Told(delivery, notice)


def _together(desk: Desk, first: Told) -> list[Told]:
    """Return the other notices that can leave in the same message as `first` (N17)."""
    if not _shares(first.delivery, first.delivery, first.notice):
        return []
    most, length = limits_of(desk).count("notices.digest_most"), _length(first.notice)
    found: list[Told] = []
    for row in _waiting_of(desk, first.delivery.chat):
        if row.id == first.delivery.id or (row.not_before is not None and row.not_before > desk.now):
            continue
        notice = desk.get(Notice, row.notice)
        if not _shares(first.delivery, row, notice):
            continue
        if len(found) + 1 >= most or length + _length(notice) > DIGEST_LENGTH:
            break
        if (told := _ready(desk, row)) is not None:
            found.append(told)
            length += _length(notice)
    return found


def _shares(first: Delivery, row: Delivery, notice: Notice) -> bool:
    """Tell whether a row can be in one message with `first`: ordinary, in one language, sent for the first time."""
    return not row.resent and notice.kind is not NoticeKind.EMERGENCY and row.language == first.language


def _length(notice: Notice) -> int:
    """Return about how many characters a notice takes, its short code with it."""
    return len(str(notice.message)) + 40


def _waiting_of(desk: Desk, chat: int) -> list[Delivery]:
    """Return the rows that wait for `chat`, the oldest first, by the records through which we may write to it."""
    bound = [one for one in desk.find(Binding, where("chat") == chat) if one.revoked_at is None]
    rows = [
        row
        for one in [*all_of(desk, chat), *bound]
        for row in desk.find(
            Delivery, (where("subscriber") == one.id) & (where("state") == DeliveryState.PENDING.value)
        )
        if row.chat == chat
    ]
    return sorted(rows, key=lambda row: row.not_before or row.due_at)


def _taken(desk: Desk, delivery: Delivery, sender: str, bundle: tuple[str, ...]) -> Delivery:
    check_move(delivery.state, DeliveryState.SENDING)
    return desk.put(
        replace(
            delivery,
            state=DeliveryState.SENDING,
            sending_since=delivery.sending_since or desk.now,
            sender=sender,
            attempts=delivery.attempts + 1,
            bundle=bundle,
        )
    )


def _due(records: Records, chats: frozenset[int] | None, busy: Container[int]) -> Sequence[Delivery]:
    due = where("state") == DeliveryState.PENDING.value
    if chats is not None:
        due &= where("chat").one_of(sorted(chats))
    for row in _in_order(records, due, "due_at"):
        if row.due_at != AT_ONCE:
            break
        if row.chat not in busy:
            return (row,)  # an emergency: before everything else, and it asks no clock
    # Rows without `not_before` come first and ask no clock: one that was set back must not hold up what waits (X9).
    for row in _in_order(records, due, "not_before"):
        if row.not_before is not None and row.not_before > records.now:
            break
        if row.chat not in busy:
            return (row,)
    return ()


def _in_order(records: Records, due: Any, by: str) -> Iterator[Delivery]:
    """Yield the rows that wait, a single one read at first: mostly that is the one."""
    offset, limit, more = 0, 1, True
    while more:
        page = records.page(Delivery, due, order_by=by, limit=limit, offset=offset)
        yield from page.rows
        offset, limit, more = offset + limit, _LOOKED_AT, page.more


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
    for row in _under_way(desk, delivery):
        since = row.sending_since or desk.now
        if counted and desk.now - since > TRIED_FOR:
            _move(desk, row, DeliveryState.DEAD, reason=reason)
        else:
            attempts = row.attempts if counted else row.attempts - 1
            _move(desk, row, DeliveryState.PENDING, reason=reason, attempts=attempts)


def settle_moved(desk: Desk, delivery: Delivery, chat: int) -> None:
    """The chat has a new number (N14): its subscription, follows and link keep it, and what was sent is tried there."""
    links = desk.find(ChatLink, where("chat") == delivery.chat) if delivery.chat else []
    known = [*all_of(desk, delivery.chat), *links] if delivery.chat else []
    if known:
        desk.require(Act.SUBSCRIBE)
        for one in known:
            desk.put(replace(one, chat=chat))
        desk.record(known[0].id)
    for row in _under_way(desk, delivery):
        key = delivery_key(row.notice, chat, kind_of(row))
        _move(desk, replace(row, chat=chat, key=key), DeliveryState.PENDING, reason="moved")


def _settle(desk: Desk, claimed: Delivery, state: DeliveryState, **values: object) -> None:
    """Move all that left in one message on."""
    for row in _under_way(desk, claimed):
        _move(desk, row, state, **values)


def _under_way(desk: Desk, claimed: Delivery) -> list[Delivery]:
    """Return the rows of one message as they stand, without those that somebody has settled meanwhile."""
    rows = [desk.get(Delivery, id_) for id_ in (claimed.id, *claimed.bundle)]
    return [row for row in rows if row.state is DeliveryState.SENDING and row.sender == claimed.sender]


def _move(desk: Desk, row: Delivery, state: DeliveryState, **values: object) -> None:
    if state is DeliveryState.PENDING and not row.chat:
        state = DeliveryState.UNKNOWN  # the chat has left while this was under way: there is nobody to send it to
    check_move(row.state, state)
    desk.put(replace(row, state=state, **values))  # type: ignore[arg-type]


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
            due_at=AT_ONCE if kind_of(delivery) is NoticeKind.EMERGENCY else desk.now,
            bundle=(),
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
