"""Subscribing, leaving, and telling: whoever is told gets a row of the outbox in the commit of what is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tinydb import where

from village_board.base.kind import Record
from village_board.base.message import Message
from village_board.desk import Desk
from village_board.notices.audience import (
    EVERYBODY,
    Audience,
    Recipient,
    all_of,
    deliver,
    follows_of,
    part,
    recipients,
    subscriber_of,
)
from village_board.notices.model import (
    Delivery,
    DeliveryState,
    Follow,
    Notice,
    NoticeKind,
    Subscriber,
    Topic,
)
from village_board.notices.reminders import remake, remind, supersede
from village_board.people.acts import Act

# Subscribers


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
    """End the subscription of `chat` and what it only follows (N21).

    What waits is cancelled, and its number is erased from the outbox. It is still told of meetings for which it has
    registered; `leave` ends that too.

    Returns:
        False where it had none.
    """
    return _leave(desk, chat, [each for each in follows_of(desk, chat) if not each.takes_part])


def leave(desk: Desk, chat: int) -> bool:
    """End all that binds `chat` to us, registrations too: it is told of nothing any more, and its number is erased.

    Returns:
        False where nothing did.
    """
    return _leave(desk, chat, follows_of(desk, chat))


def _leave(desk: Desk, chat: int, follows: Sequence[Follow]) -> bool:
    subscriber = subscriber_of(desk, chat)
    leaving: list[Subscriber | Follow] = [*follows] if subscriber is None else [subscriber, *follows]
    if not leaving:
        return False
    desk.require(Act.UNSUBSCRIBE)
    part(desk, leaving)
    desk.record(leaving[0].id)
    return True


def set_language(desk: Desk, chat: int, language: str) -> None:
    """Let notices for `chat` be in `language` from now on (N23), also those that wait."""
    known = [one for one in all_of(desk, chat) if one.language != language]
    if not known:
        return
    desk.require(Act.SUBSCRIBE)
    for one in known:
        desk.put(replace(one, language=language))
        waiting = (where("state") == DeliveryState.PENDING.value) & (where("subscriber") == one.id)
        for delivery in desk.find(Delivery, waiting):
            desk.put(replace(delivery, language=language))
    desk.record(known[0].id)


def awaken(desk: Desk, chat: int) -> None:
    """Make `chat` active again: it has just written to us (N10). The reminders still to come are made for it."""
    asleep = [one for one in all_of(desk, chat) if not one.active]
    if not asleep:
        return
    desk.require(Act.SUBSCRIBE)
    for one in asleep:
        awake = desk.put(replace(one, active=1))
        if isinstance(awake, Follow):
            remind(desk, desk.lookup(awake.record), [Recipient(chat, awake.id, awake.language)])
    desk.record(asleep[0].id)


# Telling


def tell(
    desk: Desk,
    record: Record,
    message: Message,
    *,
    kind: NoticeKind = NoticeKind.NORMAL,
    to: Audience = EVERYBODY,
    topic: Topic = Topic.NEWS,
    not_before: datetime | None = None,
) -> Notice:
    """Tell `message` about `record`, in the caller's own unit of work (N1).

    The caller has begun its act, and records it after this. The same message about the same version of the record
    is told once (N2): a second call returns the notice that stands.

    Args:
        desk: the unit of work in which the record changed.
        record: as `put` returned it, so that its revision is the one that is told.
        message: one sentence without personal data (N24).
        kind: what happens to a send whose fate is unknown (N5).
        to: who is told; by default all active subscribers, and those who follow the record.
        topic: what makes it out of date.
        not_before: the instant before which it is not sent; an emergency does not wait.
    """
    notice = Notice(
        subject=record.id,
        subject_rev=record.rev,
        made_at=desk.now,
        kind=kind,
        sentence=Notice.sentence_of(message),
        topic=topic,
        audience=to.kind,
    )
    standing = _told_before(desk, notice) or desk.put(notice)
    hold = None if kind is NoticeKind.EMERGENCY else not_before
    deliver(desk, standing, recipients(desk, to, record.id), hold)
    return standing


def tell_meeting(desk: Desk, record: Record, message: Message) -> Notice:
    """Tell that a meeting is on, moved or off, and make its reminders, in the caller's own unit of work.

    What waits of its former state is cancelled: whoever was not reached by it learns the newest alone (N19, N20).
    """
    supersede(desk, record.id)
    notice = tell(desk, record, message, topic=Topic.MEETING)
    remake(desk, record)
    return notice


def meeting_over(desk: Desk, record: Record) -> None:
    """Let nobody be called to the meeting of `record` any more: it was held."""
    supersede(desk, record.id)


def _told_before(desk: Desk, notice: Notice) -> Notice | None:
    for other in desk.find(Notice, where("subject") == notice.subject):
        same = (other.subject_rev, other.kind, other.audience) == (notice.subject_rev, notice.kind, notice.audience)
        if same and other.sentence == notice.sentence:
            return other
    return None
