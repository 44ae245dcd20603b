"""Handing in what a poll or a sealed slip was answered: the only step of it that writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.answers import polls as answers
from bot.speech import heard
from village_board.base.errors import Refused
from village_board.chats.service import OfferUnknown
from village_board.polls.sealed import hand_in
from village_board.polls.service import answer_by_chat

if TYPE_CHECKING:
    from telegram import Update

    from bot.core import Core
    from bot.reply import Reply
    from bot.speech import Heard, Speech
    from village_board.desk import Desk


class PollHandlers:
    """Handlers for whoever answers a poll or uses a sealed slip."""

    def __init__(self, core: Core, speech: Speech) -> None:
        self.core = core
        self.speech = speech

    async def button(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Hand it in: ``pd:POLL:CHOSEN`` or ``sd:CODE:CHOSEN``."""
        hear = heard(update)
        assert hear is not None
        assert hear.query is not None
        try:
            await self._hand_in(hear, *(*str(hear.query.data or "").split(":"), "", "")[:3])
        except Refused as error:
            await self.speech.alert(hear, (await self.speech.translator(hear.chat)).say(error.message))

    async def _hand_in(self, hear: Heard, view: str, key: str, carried: str) -> None:
        try:
            picks = answers.picks_of(carried)
        except ValueError:
            raise OfferUnknown from None

        def act(desk: Desk) -> Reply:
            poll = None
            if view == answers.DO_POLL:
                poll = answer_by_chat(desk, key, hear.chat, picks)
            else:
                hand_in(desk, key, picks)
            return answers.handed_in(self.speech.asking(desk, hear.chat), poll)

        await self.speech.say(hear, await self.core.act(act, update=hear.update))
