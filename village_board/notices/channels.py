"""A channel of the village beside its chats: a group, a robot, an address, the hall's screen, the loudspeaker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import N_, say
from village_board.notices.model import DeliveryState, Theme
from village_board.notices.routing import ChannelKind


class ChannelState(StrEnum):
    """Whether a channel is posted to."""

    WAITING = "waiting"  # a group: its one-time code was not said there yet
    ACTIVE = "active"
    OFF = "off"  # by the village
    GONE = "gone"  # the bot was put out, or the address is not known any more


CHANNEL_STATE: dict[ChannelState, str] = {
    ChannelState.WAITING: N_("waits for its code"),
    ChannelState.ACTIVE: N_("in use"),
    ChannelState.OFF: N_("switched off"),
    ChannelState.GONE: N_("no longer reachable"),
}

#: Where a post stands. Nobody says that it was read (N7).
POST_STATE: dict[DeliveryState, str] = {
    DeliveryState.PENDING: N_("waiting"),
    DeliveryState.SENDING: N_("being sent"),
    DeliveryState.SENT: N_("accepted, shown or read out"),
    DeliveryState.UNKNOWN: N_("unknown whether it arrived"),
    DeliveryState.FAILED: N_("refused for good"),
    DeliveryState.DEAD: N_("given up after a day"),
    DeliveryState.CANCELLED: N_("cancelled"),
}


@dataclass(frozen=True, kw_only=True)
class Channel(InternalRecord):
    """One channel. Its address is a secret and lies in the home, never here.

    Attributes:
        kind: as the routing table names it.
        name: by which the village calls it; the clerk's own words.
        language: of its posts.
        topics: of which it gets notices; empty: all. What has no topic goes to all.
        state: whether it is posted to.
        reason: why it is no longer reachable.
        chat: of a group: its number at Telegram.
        service: of an address: its scheme, such as ``wecombot``; no part of the secret.
        code: of a group that waits: the digest of its one-time code.
        code_until: until when that holds.
        issuer: who had the code issued, a person's id.
        since: when it was added.
    """

    KIND: ClassVar[Kind] = Kind(
        name="channel",
        collection="channels",
        prefix="ch",
        label=say("channel"),
        fields={"kind": str, "state": str, "chat": int, "code": str},
        indexes=(("state",), ("chat",), ("code",)),
    )

    kind: ChannelKind
    name: str
    language: str = "zh-Hans"
    topics: tuple[Theme, ...] = ()
    state: ChannelState = ChannelState.ACTIVE
    reason: str = ""
    chat: int = 0
    service: str = ""
    code: str = ""
    code_until: datetime | None = None
    issuer: str = ""
    since: datetime | None = None

    @property
    def title(self) -> str:
        """Its name."""
        return self.name

    def wants(self, theme: Theme | None) -> bool:
        """Tell whether notices of `theme` go there now."""
        return self.state is ChannelState.ACTIVE and (theme is None or not self.topics or theme in self.topics)
