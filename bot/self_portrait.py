"""What Telegram shows of the bot: commands, descriptions, the menu button. Set only where they differ.

Telegram knows languages by two letters: everybody gets Simplified Chinese, whose Telegram speaks English gets English.
A chat that chose a language in the bot has its commands in that language, Traditional Chinese too.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import BotCommand, BotCommandScopeChat, MenuButtonCommands
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.reply import in_units
from bot.speech import words
from village_board.i18n import DEFAULT, Translator

log = logging.getLogger("bot")

#: Telegram's two letters ("" is everybody) and the language of ours.
LANGUAGES = (("", DEFAULT), ("en", "en"))
#: Telegram's limits.
DESCRIPTION, SHORT = 512, 120


def commands(t: Translator) -> list[BotCommand]:
    """Return the commands, those first that people need most."""
    return [
        BotCommand("start", t("Menu")),
        BotCommand("subscribe", t("Get notices")),
        BotCommand("notices", t("My notices")),
        BotCommand("quiet", t("Quiet hours")),
        BotCommand("follow", t("What I follow")),
        BotCommand("stop", t("Stop notices")),
        BotCommand("ask", t("Ask the village")),
        BotCommand("apply", t("Apply for information")),
        BotCommand("mine", t("My matters")),
        BotCommand("slip", t("How far is my slip")),
        BotCommand("cancel", t("Leave what I began")),
        BotCommand("language", t("Language")),
        BotCommand("delete", t("Erase everything")),
    ]


def short_description(t: Translator, village: str) -> str:
    """Return what stands under the bot's name."""
    return in_units(t("{village}: accounts, hearings, notices. Look, ask, get told.", village=village), SHORT)


def description(t: Translator, village: str) -> str:
    """Return what is read before the first word: what the bot does, and what it does not."""
    told = t(
        "Board of {village}. Look at the accounts, the next meeting and what was decided; ask in your own words; "
        "get notices. You need no account here, and can erase everything at any time. "
        "Reports of wrongdoing and papers with personal numbers are not taken here.",
        village=village,
    )
    return in_units(told, DESCRIPTION)


async def show_portrait(bot: ExtBot[int], village: str) -> int:
    """Set whatever Telegram shows differently; return how many settings were sent.

    Raises:
        TelegramError: Telegram cannot be asked; what was set before that holds.
    """
    sent = 0
    for code, language in LANGUAGES:
        t = words(language)
        wanted = commands(t)
        if _differ(await bot.get_my_commands(language_code=code or None), wanted):
            await bot.set_my_commands(wanted, language_code=code or None)
            sent += 1
        short, long = short_description(t, village), description(t, village)
        if (await bot.get_my_short_description(code or None)).short_description != short:
            await bot.set_my_short_description(short, code or None)
            sent += 1
        if (await bot.get_my_description(code or None)).description != long:
            await bot.set_my_description(long, code or None)
            sent += 1
    if (await bot.get_chat_menu_button()).type != MenuButtonCommands().type:
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        sent += 1
    return sent


async def show_chat(bot: ExtBot[int], chat: int, language: str) -> None:
    """Give a chat that chose a language its commands in that language; without an answer they stay as they are."""
    scope, wanted = BotCommandScopeChat(chat), commands(words(language))
    try:
        if _differ(await bot.get_my_commands(scope), wanted):
            await bot.set_my_commands(wanted, scope)
    except TelegramError as error:
        log.warning("commands of a chat not set: %s", type(error).__name__)


async def forget_chat(bot: ExtBot[int], chat: int) -> None:
    """Take away what `show_chat` left with Telegram (N21)."""
    try:
        await bot.delete_my_commands(BotCommandScopeChat(chat))
    except TelegramError as error:
        log.warning("commands of a chat not taken away: %s", type(error).__name__)


def _differ(shown: Iterable[BotCommand], wanted: Iterable[BotCommand]) -> bool:
    return [(one.command, one.description) for one in shown] != [(one.command, one.description) for one in wanted]
