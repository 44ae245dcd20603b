"""To whom something is told, and what becomes of their rows when they leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tinydb import where

from village_board.desk import Desk, Records
from village_board.notices.model import (
    AudienceKind,
    Delivery,
    DeliveryState,
    Follow,
    Notice,
    NoticeKind,
    Subscriber,
)
from village_board.people.binding import Binding


@dataclass(frozen=True)
class Everybody:
    """All active subscribers, and those who follow the record that is told of."""

    kind = AudienceKind.EVERYBODY


@dataclass(frozen=True)
class Participants:
    """Those who registered for the record `of`, and those who follow it."""

    of: str
    kind = AudienceKind.PARTICIPANTS


@dataclass(frozen=True)
class Persons:
    """Certain persons, by their ids, through the chats that are bound to them."""

    ids: tuple[str, ...]
    kind = AudienceKind.PERSONS


Audience = Everybody | Participants | Persons
EVERYBODY = Everybody()


@dataclass(frozen=True, slots=True)
class Recipient:
    """A chat, the id of the record by which we may write to it, and its language."""

    chat: int
    whom: str
    language: str


def recipients(records: Records, to: Audience, subject: str) -> list[Recipient]:
    """Return who is told something about the record `subject` now, each chat once."""
    if isinstance(to, Participants):
        return [_of(follow) for follow in _following(records, to.of)]
    if isinstance(to, Persons):
        return _bound(records, to.ids)
    found = {follow.chat: _of(follow) for follow in _following(records, subject)}
    found |= {one.chat: _of(one) for one in records.find(Subscriber, where("active") == 1)}
    return [*found.values()]


def subscriber_of(records: Records, chat: int) -> Subscriber | None:
    """Return the subscriber of `chat`, active or not; None where it never asked or has left."""
    return records.one(Subscriber, where("chat") == chat)


def follows_of(records: Records, chat: int) -> list[Follow]:
    """Return what `chat` follows, in the order in which it began."""
    return records.find(Follow, where("chat") == chat)


def all_of(records: Records, chat: int) -> list[Subscriber | Follow]:
    """Return the subscription of `chat` and all that it follows."""
    subscriber = subscriber_of(records, chat)
    return [*([] if subscriber is None else [subscriber]), *follows_of(records, chat)]


def _following(records: Records, record: str) -> list[Follow]:
    return records.find(Follow, (where("record") == record) & (where("active") == 1))


def _of(one: Subscriber | Follow) -> Recipient:
    return Recipient(one.chat, one.id, one.language)


def _bound(records: Records, persons: Sequence[str]) -> list[Recipient]:
    found: dict[int, Recipient] = {}
    for person in persons:
        for binding in records.find(Binding, where("person") == person):
            if binding.revoked_at is None:
                known = subscriber_of(records, binding.chat)
                language = known.language if known is not None else Subscriber(chat=binding.chat).language
                found[binding.chat] = Recipient(binding.chat, binding.id, language)
    return [*found.values()]


# Rows of the outbox


def delivery_key(notice: str, whom: int | str, kind: NoticeKind) -> str:
    """Return what makes a row unique (N2)."""
    return f"{notice}:{whom}:{kind.value}"


def kind_of(delivery: Delivery) -> NoticeKind:
    """Return the kind of the notice that a row is of."""
    return NoticeKind(delivery.key.rpartition(":")[2])


def deliver(desk: Desk, notice: Notice, to: Iterable[Recipient], not_before: datetime | None = None) -> None:
    """Make the rows by which `notice` goes to those who have none of it yet (N2), none sent before `not_before`."""
    there = {delivery.key for delivery in desk.find(Delivery, where("notice") == notice.id)}
    rows = []
    for one in to:
        key = delivery_key(notice.id, one.chat, notice.kind)
        if key not in there:
            there.add(key)
            rows.append(
                Delivery(
                    notice=notice.id,
                    chat=one.chat,
                    subscriber=one.whom,
                    key=key,
                    due_at=not_before or desk.now,
                    not_before=not_before,
                    language=one.language,
                )
            )
    desk.put_many(rows)


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
            heir = follows.get(notice.subject) or (stays if notice.audience is AudienceKind.EVERYBODY else "")
            desk.put(replace(delivery, subscriber=heir) if heir else _erased(delivery, one.id))
        desk.remove(one)


def _erased(delivery: Delivery, whom: str) -> Delivery:
    state = DeliveryState.CANCELLED if delivery.state is DeliveryState.PENDING else delivery.state
    return replace(delivery, state=state, chat=0, key=delivery_key(delivery.notice, whom, kind_of(delivery)))
