"""Telling one chat of what it has handed in, and nobody else."""

from __future__ import annotations

from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.base.message import Message
from village_board.desk import Desk, Records
from village_board.notices.audience import Participants, Recipient, deliver
from village_board.notices.model import Follow
from village_board.notices.service import tell


def tell_one(desk: Desk, via: str, record: Record, message: Message) -> None:
    """Tell the chat of the follow `via` something about the public `record`, in the caller's unit of work.

    Nothing happens where nobody is behind it: no chat handed it in, or the chat has left since.
    """
    follow = _follow(desk, via)
    if follow is not None and follow.active:
        notice = tell(desk, record, message, to=Participants(via))
        deliver(desk, notice, [Recipient(follow.chat, follow.id, follow.language)])


def chat_of_follow(records: Records, via: str) -> int | None:
    """Return the chat behind the follow `via`; None where there is none any more."""
    follow = _follow(records, via)
    return None if follow is None else follow.chat


def _follow(records: Records, via: str) -> Follow | None:
    if not via:
        return None
    try:
        return records.get(Follow, via)
    except NotFound:
        return None
