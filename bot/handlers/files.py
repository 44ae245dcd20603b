"""Sending a public file, such as the masked picture of a voucher, when its button is pressed (P13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import InputFile
from telegram.error import BadRequest

from bot.answers.files import Sending, sending
from bot.speech import Speech, heard, keyboard

if TYPE_CHECKING:
    from telegram import Update

    from bot.core import Core
    from bot.speech import Heard


class FileHandlers:
    """Handlers for everybody."""

    def __init__(self, core: Core, speech: Speech) -> None:
        self.core = core
        self.speech = speech

    async def button(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Send the file of the button."""
        hear = heard(update)
        assert hear is not None
        assert hear.query is not None
        _, *args = str(hear.query.data or "").split(":", 2)
        home = self.core.board.home
        found = await self.core.read(lambda records: sending(self.speech.asking(records, hear.chat, *args), home))
        if isinstance(found, Sending):
            await self.speech.pressed(hear)
            await self._send(hear, found)
        else:
            await self.speech.say(hear, found)

    async def _send(self, hear: Heard, found: Sending) -> None:
        """Send it as a picture where it is one; what Telegram does not take as a picture goes as a file."""
        assert hear.query is not None
        bot, markup = hear.query.get_bot(), keyboard(((found.back,),))
        if found.is_photo:
            try:
                file = InputFile(found.content, found.file_name)
                await bot.send_photo(hear.chat, file, caption=found.caption, reply_markup=markup)
            except BadRequest:
                pass
            else:
                return
        file = InputFile(found.content, found.file_name)
        await bot.send_document(hear.chat, file, caption=found.caption, reply_markup=markup)
