"""Choosing what and when to hear, following, linking, erasing (N16, N17, N21-N23)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.answers import subscriptions as answers
from bot.reply import Reply
from bot.self_portrait import forget_chat
from bot.speech import heard
from village_board.base.ids import is_id
from village_board.chats.service import forget, language_of
from village_board.hearings.registrations import withdraw_all
from village_board.limits.service import limits_of
from village_board.notices.audience import subscriber_of
from village_board.notices.followers import follow, unfollow
from village_board.notices.linking import LinkCodeWrong, ask_link_code, link_chat
from village_board.notices.model import Theme
from village_board.notices.quiet import Quiet
from village_board.notices.service import (
    NotSubscribed,
    choose_digest,
    choose_groups,
    choose_quiet,
    choose_themes,
    erase_chat,
)
from village_board.people.model import Person

if TYPE_CHECKING:
    from telegram import Update

    from bot.core import Core
    from bot.speech import Heard, Speech
    from village_board.desk import Desk

#: Buttons that are answered here.
BUTTONS = r"^(sb|fw|uf|del)(:|$)"
_LENGTH = 40


class SubscriptionHandlers:
    """Handlers of a chat's own subscriptions."""

    def __init__(self, core: Core, speech: Speech) -> None:
        self.core = core
        self.speech = speech

    # Commands

    async def notices(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Show what is chosen: /notices."""
        await self._settings(_of(update))

    async def follow(self, update: Update, context: Any) -> None:
        """Follow the record with a short code: /follow CODE; without one, list what is followed."""
        hear, code = _of(update), _typed(context)
        if is_id(code):
            await self._follow(hear, code)
        else:
            await self.speech.view(hear, "fl", "0")

    async def quiet(self, update: Update, context: Any) -> None:
        """Set one's own quiet hours: /quiet 22:30-6:00; without hours, offer some."""
        hear = _of(update)
        hours = answers.quiet_in(_typed(context))
        if hours is None:
            await self._say(hear, answers.choose_quiet)
        else:
            await self._chosen(hear, lambda desk: choose_quiet(desk, hear.chat, hours))

    async def delete(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Ask whether everything is to be erased: /delete (N21)."""
        await self._say(_of(update), answers.erase_question)

    async def link(self, update: Update, context: Any) -> None:
        """Link this chat by a code from the hall, or show a number there: /link CODE, /link (P2)."""
        hear, code = _of(update), _typed(context)
        if not code:
            await self._ask_link(hear)
            return
        linked = await self.core.act(lambda desk: link_chat(desk, hear.chat, code), update=hear.update)
        if linked is None:
            raise LinkCodeWrong
        await self._settings(hear)

    # Buttons

    async def button(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Answer a button of these answers; one that says nothing we know shows what is chosen (A14)."""
        hear = _of(update)
        assert hear.query is not None
        view, *args = str(hear.query.data or "").split(":")
        if view == "fw" and args:
            await self._follow(hear, args[0])
        elif view == "uf" and args:
            await self.core.act(lambda desk: unfollow(desk, hear.chat, args[0]), update=hear.update)
            await self.speech.view(hear, "r", args[0])
        elif view == "del":
            await (self._erase(hear) if args == ["yes"] else self._say(hear, answers.erase_question))
        else:
            await self._choose(hear, *(*args, "", "")[:2])

    async def _choose(self, hear: Heard, what: str, value: str) -> None:
        if what == "q" and not value:
            await self._say(hear, answers.choose_quiet)
        elif what == "d" and not value:
            await self._say(hear, answers.choose_digest)
        elif what == "l":
            await self._ask_link(hear)
        elif change := _change(hear.chat, what, value):
            await self._chosen(hear, change)
        else:
            await self._settings(hear)

    async def _chosen(self, hear: Heard, change: Callable[[Desk], object]) -> None:
        await self.core.act(change, update=hear.update)
        await self._settings(hear)

    async def _settings(self, hear: Heard) -> None:
        await self._say(hear, answers.settings)

    async def _say(self, hear: Heard, answer: Callable[[Any], Reply]) -> None:
        await self.speech.say(
            hear, await self.core.read(lambda records: answer(self.speech.asking(records, hear.chat)))
        )

    async def _follow(self, hear: Heard, code: str) -> None:
        language = await self.core.read(lambda records: language_of(records, hear.chat))
        await self.core.act(lambda desk: follow(desk, hear.chat, code, language=language), update=hear.update)
        await self._say(hear, lambda asking: answers.followed(asking, asking.records.lookup(code)))

    async def _ask_link(self, hear: Heard) -> None:
        def ask(desk: Desk) -> tuple[str, int]:
            return ask_link_code(desk, hear.chat), limits_of(desk).count("notices.link_code_minutes")

        code, minutes = await self.core.act(ask, update=hear.update)
        await self.speech.say(hear, answers.link_code(await self.speech.translator(hear.chat), code, minutes))

    async def _erase(self, hear: Heard) -> None:
        t = await self.speech.translator(hear.chat)  # before the language is forgotten, too

        def erase(desk: Desk) -> int:
            withdrawn = withdraw_all(desk, hear.chat)
            forget(desk, hear.chat)
            return erase_chat(desk, hear.chat) + withdrawn

        count = await self.core.act(erase, update=hear.update)
        await self.speech.say(hear, answers.erased(t, count))
        await forget_chat(hear.bot, hear.chat)


def _change(chat: int, what: str, value: str) -> Callable[[Desk], object] | None:
    """Return what a button changes; None where it is none of ours (A14)."""
    if what == "t" and value in {one.value for one in Theme}:
        return lambda desk: _toggle_theme(desk, chat, Theme(value))
    if what == "g" and _is_number(value):
        return lambda desk: _toggle_group(desk, chat, int(value))
    since, _, until = value.partition("-")
    if what == "q" and (value == "v" or (_is_number(since) and _is_number(until))):
        quiet = None if value == "v" else Quiet(int(since), int(until))
        return lambda desk: choose_quiet(desk, chat, quiet)
    if what == "d" and (value == "x" or _is_number(value)):
        minute = None if value == "x" else int(value)
        return lambda desk: choose_digest(desk, chat, minute)
    return None


def _toggle_theme(desk: Desk, chat: int, theme: Theme) -> None:
    if (known := subscriber_of(desk, chat)) is None:
        raise NotSubscribed
    choose_themes(desk, chat, {*known.left_out} ^ {theme})


def _toggle_group(desk: Desk, chat: int, group: int) -> None:
    """Leave a group out, or take it in again; whoever has chosen none hears of all, and with none left of all again."""
    if (known := subscriber_of(desk, chat)) is None:
        raise NotSubscribed
    every = {person.group for person in desk.all(Person) if person.group}
    chosen = ({*known.groups} or every) ^ ({group} & every)
    choose_groups(desk, chat, () if chosen == every else chosen)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4  # noqa: PLR2004 - minutes of a day


def _of(update: Update) -> Heard:
    hear = heard(update)
    assert hear is not None
    return hear


def _typed(context: Any) -> str:
    return " ".join(context.args or ())[:_LENGTH].strip()
