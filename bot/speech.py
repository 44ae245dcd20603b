"""Saying a reply: as a new message, or by editing the one whose button was pressed."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.error import BadRequest, TelegramError

from bot.asking import Asking
from bot.core import Core
from bot.kept import KeptAnswers
from bot.reply import ALERT_LIMIT, CAPTION_LIMIT, Picture, Reply, Rows, in_units, parts, unlinked
from bot.transport import VillageBot
from bot.views import VIEWS
from village_board.base.errors import BoardError, Refused, StoreError
from village_board.chats.service import language_of
from village_board.desk import Records
from village_board.i18n import Translator, translator
from village_board.people.binding import bound_actor

log = logging.getLogger("bot")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
#: What Telegram says when an edit would change nothing: the same button pressed twice.
_SAME = "not modified"


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return the buttons of a message; None without any."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in rows]
    )


def words(language: str) -> Translator:
    """Return the bot's translator of `language`."""
    return translator(language, "bot")


@dataclass(frozen=True, slots=True)
class Heard:
    """An update of a private chat, and where the answer goes."""

    update: int
    chat: int
    message: Message | None
    query: CallbackQuery | None

    @property
    def of_several(self) -> bool:
        """Whether it is a group or a channel, where nobody is answered (N8)."""
        return self.chat < 0

    @property
    def bot(self) -> Any:
        """The bot that heard it."""
        said = self.query if self.query is not None else self.message
        assert said is not None
        return said.get_bot()


def heard(update: Update) -> Heard | None:
    """Return the update's chat and message; None where it is none of ours.

    The chat of a button is that of the person who pressed it, so that a button in a forwarded message acts for
    nobody else (A14).
    """
    if update.callback_query is not None:
        return Heard(update.update_id, update.callback_query.from_user.id, None, update.callback_query)
    if update.message is not None:
        return Heard(update.update_id, update.message.chat.id, update.message, None)
    if update.channel_post is not None:
        return Heard(update.update_id, update.channel_post.chat.id, update.channel_post, None)
    if update.my_chat_member is not None:
        return Heard(update.update_id, update.my_chat_member.chat.id, None, None)
    return None


class Speech:
    """Answers views, and says replies."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self._kept = KeptAnswers()

    def asking(self, records: Records, chat: int, *args: str) -> Asking:
        """Return what a view is asked, in the chat's language and for the member bound to it."""
        t = words(language_of(records, chat))
        return Asking(records, self.core.board.settings, t, chat, args, bound_actor(records, chat))

    async def view(self, hear: Heard, name: str, *args: str) -> None:
        """Answer with the view `name`; an unknown name is the menu (A14, A28)."""
        view = VIEWS.get(name, VIEWS["m"])

        def answer(records: Records, version: int) -> tuple[Reply, Translator]:
            asking = self.asking(records, hear.chat, *args)
            return self._kept.answer(version, view, asking), asking.t

        await self.say(hear, *await self.core.read_at(answer))

    async def say(self, hear: Heard, reply: Reply, t: Translator | None = None) -> None:
        """Say `reply`: in place of the message whose button was pressed, else as a new one.

        Args:
            hear: what is answered.
            reply: the answer.
            t: the chat's translator, where the caller has it.
        """
        texts = parts(reply, foot=await self._foot(hear.chat, t))
        if hear.query is not None:
            await self._answer(hear.query)
            if len(texts) == 1 and await self._edited(hear.query, texts[0], reply.rows):
                await self._picture(hear, reply.picture)
                return
        for number, text in enumerate(texts, 1):
            markup = keyboard(reply.rows) if number == len(texts) else None
            await hear.bot.send_message(hear.chat, text, reply_markup=markup, link_preview_options=NO_PREVIEW)
        await self._picture(hear, reply.picture)

    async def _picture(self, hear: Heard, picture: Picture | None) -> None:
        """Send the picture that belongs to an answer; without it the answer stands all the same."""
        if picture is None:
            return
        try:
            content = await asyncio.to_thread(picture.make)
        except Refused as error:
            log.info("no picture: %s", type(error).__name__)
            return
        caption = in_units(unlinked(picture.caption), CAPTION_LIMIT)
        try:
            await hear.bot.send_photo(hear.chat, InputFile(content, "chart.png"), caption=caption)
        except BadRequest as error:
            log.warning("picture not taken: %s", type(error).__name__)

    async def alert(self, hear: Heard, text: str) -> None:
        """Show `text` over the chat where a button was pressed, else as a message."""
        if hear.query is None:
            await self.say(hear, Reply(text))
        else:
            await self._answer(hear.query, text)

    async def pressed(self, hear: Heard) -> None:
        """Answer a press by which something else is sent than words."""
        if hear.query is not None:
            await self._answer(hear.query)

    async def file(self, hear: Heard, content: bytes, name: str) -> None:
        """Send a file: a table of findings, a voice note to be heard."""
        await hear.bot.send_document(hear.chat, InputFile(content, name))

    async def translator(self, chat: int) -> Translator:
        """Return the translator of the chat's language."""
        return words(await self.core.read(lambda records: language_of(records, chat)))

    async def failed(self, update: object, context: Any) -> None:
        """Tell of an act that failed; log what went wrong, without a word of what was written (P15)."""
        error = context.error
        if isinstance(error, StoreError):
            log.error("store: %s", error)
        elif isinstance(error, TelegramError):
            log.warning("answer not delivered: %s", type(error).__name__)
            return
        elif not isinstance(error, BoardError):
            log.error("handler failed: %s at %s", type(error).__name__, _where(error))
        hear = heard(update) if isinstance(update, Update) else None
        if hear is None or hear.of_several:
            return
        try:
            t = words("zh-Hans") if isinstance(error, StoreError) else await self.translator(hear.chat)
            text = t.say(error.message) if isinstance(error, BoardError) and not isinstance(error, StoreError) else ""
            await self.alert(hear, text or t("That did not work, and nothing was saved. Please try again later."))
        except (BoardError, TelegramError) as again:
            log.warning("failure not told: %s", type(again).__name__)

    async def _foot(self, chat: int, t: Translator | None) -> str:
        if not self.core.board.settings.demo:
            return ""
        t = t or await self.translator(chat)
        return t("(Demo village: people, places and figures are invented.)")

    async def _answer(self, query: CallbackQuery, text: str = "") -> None:
        """Answer the press; Telegram forgets it after a while, and then nobody waits for it any more."""
        try:
            await _village_bot(query).press_answered(query.id, text[:ALERT_LIMIT])
        except BadRequest as error:
            log.info("press not answered: %s", type(error).__name__)

    async def _edited(self, query: CallbackQuery, text: str, rows: Rows) -> bool:
        if query.message is None or not query.message.is_accessible:
            return False
        if query.message.chat.id != query.from_user.id:
            return False  # somebody else's chat: the answer goes to the one who pressed
        try:
            buttons = [[{"text": one.label, "callback_data": one.data} for one in row] for row in rows]
            await _village_bot(query).text_replaced(query.message.chat.id, query.message.message_id, text, buttons)
        except BadRequest as error:
            return _SAME in error.message.lower()
        return True


def _village_bot(query: CallbackQuery) -> VillageBot:
    bot = query.get_bot()
    assert isinstance(bot, VillageBot)
    return bot


def _where(error: BaseException) -> str:
    """Return the place in the program, without the values that stood there."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return "" if last is None else f"{last.tb_frame.f_code.co_filename.rpartition('/')[2]}:{last.tb_lineno}"
