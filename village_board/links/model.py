"""What a link needs to know of the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say


@dataclass(frozen=True, kw_only=True)
class BotAccount(Record):
    """The bot's public name, as Telegram gave it when the bot last started, and when it was last heard of."""

    KIND: ClassVar[Kind] = Kind(
        name="bot_account",
        collection="bot_accounts",
        prefix="l",
        label=say("bot"),
        fields={"username": str},
        indexes=(("username",),),
        logged=False,
    )

    username: str
    seen_at: datetime | None = None

    @property
    def title(self) -> str:
        """The bot's name."""
        return self.username
