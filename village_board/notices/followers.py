"""Following one record: registered for its meeting, or only wishing to hear of it."""

from __future__ import annotations

from dataclasses import replace

from tinydb import where

from village_board.base.errors import NotFound
from village_board.desk import Desk, Records
from village_board.notices.audience import Recipient, hours_of, subscriber_of
from village_board.notices.model import Follow
from village_board.notices.reminders import remind
from village_board.notices.rows import part
from village_board.people.acts import Act


def follow_of(records: Records, chat: int, record: str) -> Follow | None:
    """Return how `chat` follows `record`; None where it does not."""
    return records.one(Follow, (where("record") == record) & (where("chat") == chat))


def followers(records: Records, record: str) -> list[Follow]:
    """Return who follows `record`, also those whom Telegram has reported gone."""
    return records.find(Follow, where("record") == record)


def follow(desk: Desk, chat: int, record_id: str, *, takes_part: bool = False, language: str = "") -> Follow:
    """Let `chat` be told of all that happens to a public record, and be reminded of its meeting from now on.

    It is an act of its own: one that registers somebody calls it after its own `desk.record`. Who takes part already
    goes on doing so.

    Args:
        desk: the unit of work.
        chat: the chat.
        record_id: a hearing, a resolution, a case ...
        takes_part: it has registered for the meeting.
        language: of its notices; by default that of its subscription.

    Raises:
        NotFound: there is no such record, or villagers may not see it.
    """
    record = desk.lookup(record_id)
    if not record.public:
        raise NotFound(record.KIND.label, record_id)
    desk.require(Act.FOLLOW)
    known = follow_of(desk, chat, record_id) or Follow(chat=chat, record=record_id, since=desk.now)
    subscriber = subscriber_of(desk, chat)
    language = language or (subscriber.language if subscriber is not None else known.language)
    kept = desk.put(replace(known, takes_part=known.takes_part or takes_part, language=language, active=1))
    remind(desk, record, [Recipient(chat, kept.id, language, hours_of(desk, subscriber))])
    desk.record(kept.id)
    return kept


def unfollow(desk: Desk, chat: int, record_id: str) -> bool:
    """Let `chat` follow `record_id` no longer, nor take part: its reminders are cancelled (N21).

    What it gets as a subscriber stays.

    Returns:
        False where it did not follow.
    """
    known = follow_of(desk, chat, record_id)
    if known is None:
        return False
    desk.require(Act.UNFOLLOW)
    part(desk, [known])
    desk.record(known.id)
    return True
