"""Telling one chat of what it has handed in, and nobody else."""

from __future__ import annotations

from tinydb import where

from village_board.base.kind import Record
from village_board.base.message import Message
from village_board.desk import Desk, Records
from village_board.notices.audience import follow_named, subscriber_of
from village_board.notices.model import Follow
from village_board.notices.routing import Event
from village_board.notices.telling import tell_asker


def tell_one(desk: Desk, via: str, record: Record, message: Message, event: Event) -> None:
    """Tell the chat of the follow `via` something about the public `record`, in the caller's unit of work.

    Nothing happens where nobody is behind it: no chat handed it in, or the chat has left since.
    """
    tell_asker(desk, via, record, message, event)


def followed_by(desk: Desk, chat: int, language: str, record: str) -> str:
    """Let `chat` be told of the record `record` that it hands in, inside the caller's act; return that follow's id.

    Empty where no chat hands it in. The record keeps this id and never the chat's number (N21).
    """
    if not chat:
        return ""
    known = desk.one(Follow, (where("record") == record) & (where("chat") == chat))
    subscriber = subscriber_of(desk, chat)
    language = language or (subscriber.language if subscriber is not None else Follow.language)
    return desk.put(known or Follow(chat=chat, record=record, since=desk.now, language=language)).id


def chat_of_follow(records: Records, via: str) -> int | None:
    """Return the chat behind the follow `via`; None where there is none any more."""
    follow = follow_named(records, via)
    return None if follow is None else follow.chat
