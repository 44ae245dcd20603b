"""Groups and channels of the chat: bound by a code that is said there, told when we are put out, else silent."""

from __future__ import annotations

import logging
from typing import Any

from telegram import ChatMember, Update
from telegram.error import TelegramError

from bot.core import Core
from bot.speech import NO_PREVIEW, words
from village_board.base.errors import Refused
from village_board.notices.channel_service import (
    bind_group,
    channel_gone,
    channel_of_chat,
    group_moved,
)
from village_board.people.binding import CodeWrong

log = logging.getLogger("bot")

#: Said in a group with the one-time code of a member.
COMMAND = "bindgroup"
_OUT = frozenset({ChatMember.LEFT, ChatMember.BANNED})


class GroupHandlers:
    """Handlers for chats of several people. In these the bot says nothing but what is posted, and how binding went."""

    def __init__(self, core: Core) -> None:
        self.core = core

    async def bind(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Bind the group in which ``/bindgroup CODE`` was said; whoever says a wrong code learns no more than that."""
        said = update.effective_message
        assert said is not None
        chat = said.chat.id
        code = (said.text or "").partition(" ")[2]
        try:
            bound = await self.core.act(lambda desk: bind_group(desk, chat, code), update=update.update_id)
            if bound is None:
                raise CodeWrong
        except Refused as error:
            await self._say(said, words("zh-Hans").say(error.message))
            return
        t = words(bound.language)
        name = self.core.board.settings.name
        await self._say(
            said, t("This group now gets the notices of {village}, as '{name}'.", village=name, name=bound.name)
        )

    async def membership(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Switch a group's channel off at once when the bot is put out of it (N10)."""
        change = update.my_chat_member
        assert change is not None
        if change.new_chat_member.status not in _OUT:
            return
        await self._gone(change.chat.id, "put out")

    async def moved(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Follow a group that became a supergroup (N14)."""
        said = update.effective_message
        assert said is not None
        to = said.migrate_to_chat_id
        if to is not None:
            await self.core.act(lambda desk: group_moved(desk, said.chat.id, to), update=update.update_id)

    async def _gone(self, chat: int, reason: str) -> None:
        channel = await self.core.read(lambda records: channel_of_chat(records, chat))
        if channel is None:
            return
        await self.core.act(lambda desk: channel_gone(desk, channel.id, reason))
        log.error("ALARM channel %s is gone: %s", channel.id, reason)

    @staticmethod
    async def _say(said: Any, text: str) -> None:
        try:
            await said.get_bot().send_message(said.chat.id, text, link_preview_options=NO_PREVIEW)
        except TelegramError as error:
            log.warning("answer not delivered: %s", type(error).__name__)
