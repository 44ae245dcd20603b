"""What happens that people are told of, and the way it takes to them: event, audience, kind, topic, channels. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say
from village_board.notices.model import NoticeKind, Theme, Topic


class Event(StrEnum):
    """Everything that is told. Each one is told by some code, and has its row in ``data/notices/routing.toml``."""

    HEARING_ANNOUNCED = "hearing.announced"
    HEARING_CHANGED = "hearing.changed"
    HEARING_RESULT = "hearing.result"
    MEETING_ANNOUNCED = "meeting.announced"
    MEETING_CHANGED = "meeting.changed"
    MEETING_REMINDER = "meeting.reminder"
    RESOLUTION_SHOWN = "resolution.shown"
    RESULT_CORRECTED = "result.corrected"
    RESULT_PUBLISHED = "result.published"
    CASE_MOVED = "case.moved"
    CASE_EMERGENCY = "case.emergency"
    PERIOD_NIL = "period.nil"
    OBJECTION_ANSWERED = "objection.answered"
    OBJECTION_DECIDED = "objection.decided"
    QUESTIONING_RECEIVED = "questioning.received"
    QUESTIONING_ANSWERED = "questioning.answered"
    EXECUTION_PROGRESS = "execution.progress"
    EXECUTION_VARIATION = "execution.variation"
    OFFERS_CALLED = "offers.called"
    OFFERS_CHOSEN = "offers.chosen"
    OFFERS_OBJECTION_ANSWERED = "offers.objection_answered"
    PLACE_FREE = "hearing.place_free"
    OPINION_ANSWERED = "opinion.answered"
    ENQUIRY_RECEIVED = "enquiry.received"
    ENQUIRY_MOVED = "enquiry.moved"
    ENQUIRY_ANSWERED = "enquiry.answered"
    ENQUIRY_PUBLISHED = "enquiry.published"
    APPLICATION_RECEIVED = "application.received"
    APPLICATION_MOVED = "application.moved"
    BINDING_CHANGED = "binding.changed"
    FINANCE_PUBLISHED = "finance.published"
    FINANCE_CORRECTED = "finance.corrected"
    ITEM_PUBLISHED = "item.published"
    ITEM_CORRECTED = "item.corrected"
    ITEM_WITHDRAWN = "item.withdrawn"
    ITEM_EMERGENCY = "item.emergency"
    CLARIFICATION_PUBLISHED = "clarification.published"
    ALARM_RAISED = "alarm.raised"
    ALARM_REPORTED = "alarm.reported"
    ALARM_ASSIGNED = "alarm.assigned"
    POLL_OPENED = "poll.opened"
    POLL_CLOSED = "poll.closed"
    POLL_WITHDRAWN = "poll.withdrawn"


class To(StrEnum):
    """To whom an event is told."""

    ALL = "all"  # subscribers of its topic, and those who follow its record or its case
    DUE = "due"  # the same, and whoever is due at the meeting, whatever topics they left out
    PARTICIPANTS = "participants"  # those who registered for the meeting, or follow it
    ASKER = "asker"  # the chat by which it was handed in
    POSTS = "posts"  # those who hold certain roles or posts, through their bound chats
    TOWNSHIP = "township"  # the township's officials of this village


class ChannelKind(StrEnum):
    """By what kind of channel. Which of them a village has, with address and limits, it says itself."""

    CHAT = "chat"
    GROUP = "group"  # a group or channel of the bot
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    EMAIL = "email"
    SMS = "sms"
    KIOSK = "kiosk"
    LOUDSPEAKER = "loudspeaker"


@dataclass(frozen=True)
class Route:
    """The way of one event.

    Attributes:
        event: what happened.
        to: to whom.
        posts: with `To.POSTS`: roles (``committee``) and flags of posts (``director``).
        kind: how it is delivered, and what becomes of a send whose fate is unknown (N5).
        theme: the topic under which people subscribe to it; None: nobody can leave it out.
        stale: what makes it out of date.
        channels: by which kinds of channel.
        zh: what happened, in Chinese.
        en: the same in English.
        source: why it goes this way.
        fixed: audience and kind are no choice of the village; its channels are.
    """

    event: Event
    to: To
    kind: NoticeKind
    channels: tuple[ChannelKind, ...]
    zh: str
    en: str
    source: str
    posts: tuple[str, ...] = ()
    theme: Theme | None = None
    stale: Topic = Topic.NEWS
    fixed: bool = False


@dataclass(frozen=True, kw_only=True)
class RouteChange(Record):
    """The village's own way of an event from a day on; what is empty stays as it was before."""

    KIND: ClassVar[Kind] = Kind(
        name="route_change",
        collection="route_changes",
        prefix="rt",
        label=say("change of a notice's way"),
        fields={"event": str, "since": str},
        indexes=(("event", "since"),),
    )

    event: str
    since: date
    reason: str
    to: To | None = None
    posts: tuple[str, ...] = ()
    kind: NoticeKind | None = None
    channels: tuple[ChannelKind, ...] = ()
    decided_by: str = ""  # person id
    number: int = 0  # of two changes with one day the later written holds

    @property
    def title(self) -> str:
        """The event."""
        return self.event

    @property
    def day(self) -> date | None:
        """The day from which it holds."""
        return self.since
