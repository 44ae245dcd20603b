"""Subscriber, notice and delivery (N1-N26)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from village_board.base.kind import InternalRecord, Kind, Record
from village_board.base.message import Message, message_from_json, message_to_json, say

CONSENT_VERSION = "2026-12"

#: Why a row was cancelled because its chat left: it counts as unsubscribed (N26).
UNSUBSCRIBED = "unsubscribed"
#: Earlier than every real instant of a board: when an emergency is due.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)


class NoticeKind(StrEnum):
    """How a notice is delivered when its fate is unknown (N5)."""

    NORMAL = "normal"  # at most once; an unknown one waits for a person
    EMERGENCY = "emergency"  # at least once, at once, whatever the hour
    DIGEST = "digest"  # as normal, at the hour at which a person wants the day's news together (N17)


class Theme(StrEnum):
    """The topics to which people subscribe."""

    MEETINGS = "meetings"
    DECISIONS = "decisions"
    WORKS = "works"
    MONEY = "money"
    ITEMS = "items"


@dataclass(frozen=True, kw_only=True)
class Subscriber(InternalRecord):
    """A chat that asked for notices, with the consent it gave (N22). Unsubscribing removes it (N21).

    Times of day are minutes after midnight in Shanghai; None is the village's own. Two equal ones: no quiet hours.
    """

    KIND: ClassVar[Kind] = Kind(
        name="subscriber",
        collection="subscribers",
        prefix="s",
        label=say("subscriber"),
        fields={"chat": int, "active": int},
        indexes=(("chat",), ("active",)),
    )

    chat: int
    language: str = "zh-Hans"
    consent: str = CONSENT_VERSION
    consented_at: datetime | None = None
    active: int = 1  # 0 after Telegram said that the chat is gone (N10)
    consent_text: str = ""  # the words to which it agreed
    left_out: tuple[Theme, ...] = ()  # topics of which it wants nothing
    groups: tuple[int, ...] = ()  # villagers' groups of which it wants to hear; empty: all
    quiet_from: int | None = None
    quiet_until: int | None = None
    digest_at: int | None = None  # when it wants the day's notices together (N17); None: as they come


@dataclass(frozen=True, kw_only=True)
class Follow(InternalRecord):
    """A chat that follows one record: it is told of whatever happens to it, subscriber or not.

    One that takes part has registered for the meeting; unsubscribing from the village's notices does not end that.
    """

    KIND: ClassVar[Kind] = Kind(
        name="follow",
        collection="follows",
        prefix="fl",
        label=say("follower"),
        fields={"chat": int, "record": str, "active": int},
        indexes=(("record", "active"), ("chat",)),
    )

    chat: int
    record: str
    takes_part: bool = False
    language: str = "zh-Hans"
    since: datetime | None = None
    active: int = 1  # 0 after Telegram said that the chat is gone (N10)


class Topic(StrEnum):
    """What a notice is about, and so what makes it out of date."""

    NEWS = "news"  # something that happened: it stays true
    MEETING = "meeting"  # that a meeting is on, moved or off: true until the meeting changes
    REMINDER = "reminder"  # of a meeting: true until it begins or changes
    ITEM = "item"  # what a disclosure item says: true until it is corrected or withdrawn


class AudienceKind(StrEnum):
    """To whom a notice goes."""

    EVERYBODY = "everybody"
    PARTICIPANTS = "participants"
    PERSONS = "persons"
    ASKER = "asker"
    DUE = "due"


#: What anybody may hear of by having subscribed.
OPEN_TO_ALL = frozenset({AudienceKind.EVERYBODY, AudienceKind.DUE})


@dataclass(frozen=True, kw_only=True)
class Notice(Record):
    """Something that subscribers are told: a sentence without language, and the record that it is about."""

    KIND: ClassVar[Kind] = Kind(
        name="notice",
        collection="notices",
        prefix="n",
        label=say("notice"),
        fields={"subject": str, "made_at": str},
        indexes=(("subject",), ("made_at",)),
    )

    subject: str
    subject_rev: int
    made_at: datetime
    kind: NoticeKind = NoticeKind.NORMAL
    sentence: dict[str, Any] = field(default_factory=dict)
    topic: Topic = Topic.NEWS
    audience: AudienceKind = AudienceKind.EVERYBODY
    meeting_at: datetime | None = None  # of a reminder: the beginning that it reminds of
    hours_ahead: int = 0  # of a reminder
    superseded: bool = False  # a newer state of its meeting is told: nothing of it is sent any more (N19, N20)
    event: str = ""  # by which it went its way; empty in what was told before there were ways
    theme: Theme | None = None
    group: int = 0  # the villagers' group that it is about; 0: the whole village
    fingerprint: str = ""  # of the version that is told
    replaces: str = ""  # the record, or the older state of it, that this corrects (N19)
    replaces_fingerprint: str = ""
    persons: tuple[str, ...] = ()  # whom it is for by name; empty: whoever belongs to its audience
    salt: str = ""  # by which the chats of those who left are kept apart, for counts only (N21)
    retired: dict[str, int] = field(default_factory=dict)  # the counts that are left of it after the years (P9)

    @property
    def message(self) -> Message:
        """The sentence to be said."""
        return message_from_json(self.sentence)

    @staticmethod
    def sentence_of(message: Message) -> dict[str, Any]:
        """Return `message` in the form in which it is kept."""
        return message_to_json(message)

    @property
    def title(self) -> str:
        """The sentence in English."""
        return str(self.message)


class DeliveryState(StrEnum):
    """Where a delivery stands (N3)."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed_permanent"
    DEAD = "dead"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Delivery(InternalRecord):
    """One row of the outbox: one notice for one chat. `key` is unique (N2): notice, chat, kind.

    `subscriber` is the id of what binds the chat to us: a subscription, a follow, or a member's bound chat. A row with
    `not_before` waits for the clock; all others are due at once, whatever the clock says (X9). An emergency's
    `due_at` is `AT_ONCE`, so that it leaves before all others (N8).
    """

    KIND: ClassVar[Kind] = Kind(
        name="delivery",
        collection="outbox",
        prefix="x",
        label=say("delivery"),
        fields={"state": str, "due_at": str, "not_before": str, "notice": str, "key": str, "subscriber": str},
        indexes=(
            ("state", "due_at"),
            ("state", "not_before"),
            ("notice", "state"),
            ("key",),
            ("subscriber", "state"),
        ),
        logged=False,
    )

    notice: str
    chat: int
    subscriber: str
    key: str
    due_at: datetime
    not_before: datetime | None = None
    state: DeliveryState = DeliveryState.PENDING
    language: str = "zh-Hans"
    attempts: int = 0
    sending_since: datetime | None = None
    sender: str = ""  # boot id and process, so that a lease outlives no restart unseen
    message_id: int | None = None  # the receipt: Telegram has it, nobody says it was read (N7)
    reason: str = ""
    resent: bool = False  # sent again by a person; marked so in its text (N5)
    bundle: tuple[str, ...] = ()  # the other rows that leave in the same message: they fare as this one does (N17)
    person: str = ""  # to whom the chat was linked when this was made, by the person's own wish (P2)
    household: bool = False  # that person hears for the whole household

    @property
    def title(self) -> str:
        """The notice's id."""
        return self.notice
