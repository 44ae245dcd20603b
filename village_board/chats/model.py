"""Chats and the inbox of updates. The machine's own bookkeeping: never public, not in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say
from village_board.hearings.draft import HearingDraft


class OfferAct(StrEnum):
    """What a single-use button does when it is pressed."""

    RECORD_HEARING = "record_hearing"
    CONFIRM_HEARING = "confirm_hearing"
    CONFIRM_RESOLUTION = "confirm_resolution"


@dataclass(frozen=True)
class Offer:
    """A button of a member: once, by one person, for one version of one record, until a time (A14-A17)."""

    nonce: str
    person: str
    act: OfferAct
    subject: str
    subject_rev: int
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Chat(InternalRecord):
    """What a chat has chosen and left unfinished. `language` empty: never chosen."""

    KIND: ClassVar[Kind] = Kind(
        name="chat",
        collection="chats",
        prefix="o",
        label=say("chat"),
        fields={"chat": int},
        indexes=(("chat",),),
        logged=False,
    )

    chat: int
    language: str = ""
    draft: HearingDraft | None = None
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Inbox(InternalRecord):
    """Which updates of a bot were dealt with (N25): the last ones by id, and all below `offset`."""

    KIND: ClassVar[Kind] = Kind(
        name="inbox",
        collection="inboxes",
        prefix="w",
        label=say("inbox of the bot"),
        fields={"bot": int},
        indexes=(("bot",),),
        logged=False,
    )

    bot: int
    recent: tuple[int, ...] = ()
    offset: int = 0
    seen_at: datetime | None = None
