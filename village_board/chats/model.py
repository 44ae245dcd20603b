"""Chats and the inbox of updates. The machine's own bookkeeping: never public, not in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say
from village_board.chats.talk import Talk


class OfferAct(StrEnum):
    """What a single-use button does when it is pressed."""

    RECORD_HEARING = "record_hearing"
    RECORD_RESOLUTION = "record_resolution"
    CONFIRM_HEARING = "confirm_hearing"
    CONFIRM_RESOLUTION = "confirm_resolution"
    CONFIRM_CORRECTION = "confirm_correction"
    SUBMIT_ITEM = "submit_item"
    REVIEW_ITEM = "review_item"
    SIGN_ITEM = "sign_item"
    ACCEPT_ENQUIRY = "accept_enquiry"
    PASS_SOUND = "pass_sound"  # noqa: S105 - an act
    CONFIRM_BINDING = "confirm_binding"
    REVOKE_BINDING = "revoke_binding"
    ACKNOWLEDGE_ALARM = "acknowledge_alarm"
    VERIFY_ALARM = "verify_alarm"
    CLOSE_ALARM = "close_alarm"


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
    draft: str = ""  # id of the draft that it records, as that stood at `draft_rev`
    draft_rev: int = 0


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
    recording: str = ""  # id of the draft of a result whose questions the chat's words answer
    recording_at: datetime | None = None  # when its last question was put
    talk: Talk | None = None  # the guided conversation that it has
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
