"""What any villager can do: look, search, subscribe, stop, choose a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.answers import menu
from bot.answers.search import shortened
from bot.answers.subscriptions import consent_words
from bot.handlers.desk import DeskHandlers
from bot.handlers.talking import TalkHandlers
from bot.reply import Reply
from bot.self_portrait import show_chat
from bot.speech import Speech, heard, words
from bot.words import personal_number_in, understood
from village_board.chats.service import choose_language, forget, language_of
from village_board.hearings.registrations import withdraw_all
from village_board.i18n import LANGUAGES
from village_board.links.service import PAYLOAD_LIMIT, binding_code_of_payload, record_of_payload
from village_board.notices.audience import all_of, follows_of
from village_board.notices.service import awaken, leave, subscribe, unsubscribe
from village_board.text.clean import clean

if TYPE_CHECKING:
    from telegram import Update

    from bot.core import Core
    from bot.speech import Heard


class PublicHandlers:
    """Handlers for everybody."""

    def __init__(self, core: Core, speech: Speech, desk: DeskHandlers, talking: TalkHandlers) -> None:
        self.core = core
        self.speech = speech
        self.desk = desk
        self.talking = talking

    async def start(self, update: Update, context: Any) -> None:
        """Open the record of a link, ask a member to bind, or show the menu (A28)."""
        hear = heard(update)
        assert hear is not None
        await self._awaken(hear)
        payload = " ".join(context.args or ())[: PAYLOAD_LIMIT + 1]
        if not payload:
            await self.speech.view(hear, "m")
        elif (code := binding_code_of_payload(payload)) is not None:
            await self.desk.ask_to_bind(hear, code)
        else:
            await self.speech.view(hear, "r", record_of_payload(payload) or "")

    async def how(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Say how one asks: /help, which every chat program offers."""
        hear = heard(update)
        assert hear is not None
        await self.speech.view(hear, "how")

    async def subscribe(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Show the consent text (N22)."""
        hear = heard(update)
        assert hear is not None
        await self._consent(hear)

    async def stop(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """End the subscription (N21)."""
        hear = heard(update)
        assert hear is not None
        await self._stop(hear)

    async def language(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Offer the languages."""
        hear = heard(update)
        assert hear is not None
        await self._languages(hear)

    async def slip(self, update: Update, context: Any) -> None:
        """Say how far the matter is whose slip has the number: /slip NUMBER (P20)."""
        hear = heard(update)
        assert hear is not None
        number = shortened(" ".join(context.args or ()))
        await (self.speech.view(hear, "slip", number) if number else self.speech.view(hear, "slip"))

    async def verify(self, update: Update, context: Any) -> None:
        """Say whether a code or a link is this village's: /verify CODE (A27)."""
        hear = heard(update)
        assert hear is not None
        await self.speech.view(hear, "vf", clean(" ".join(context.args or ())))

    async def unknown_command(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Answer a command that does not exist, or not for this person (A19)."""
        hear = heard(update)
        assert hear is not None
        await self.speech.say(hear, await self.desk.unknown_command(hear))

    async def words(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Answer words."""
        hear = heard(update)
        assert hear is not None
        assert hear.message is not None
        text = hear.message.text or ""
        if not personal_number_in(text):
            for handlers in (self.desk, self.talking):
                if await handlers.took(hear, text):
                    return
        await self._go(hear, *understood(text, self.core.board.clock.today()))

    async def papers(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Answer pictures, files, voices: they are not taken (P21)."""
        hear = heard(update)
        assert hear is not None
        await self.speech.view(hear, "personal")

    async def button(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Answer a button; an unknown one is the menu (A14)."""
        hear = heard(update)
        assert hear is not None
        assert hear.query is not None
        view, *args = str(hear.query.data or "").split(":", 2)
        await self._go(hear, view, tuple(args))

    async def _go(self, hear: Heard, view: str, args: tuple[str, ...]) -> None:
        if view == "sub":
            await (self._subscribe(hear) if args == ("yes",) else self._consent(hear))
        elif view == "stop":
            await self._stop(hear)
        elif view == "lang":
            await (self._choose(hear, args[0]) if args else self._languages(hear))
        else:
            await self.speech.view(hear, view, *args)

    async def _consent(self, hear: Heard) -> None:
        await self.speech.say(
            hear, await self.core.read(lambda records: menu.consent(self.speech.asking(records, hear.chat)))
        )

    async def _languages(self, hear: Heard) -> None:
        await self.speech.say(
            hear, await self.core.read(lambda records: menu.languages(self.speech.asking(records, hear.chat)))
        )

    async def _subscribe(self, hear: Heard) -> None:
        language = await self.core.read(lambda records: language_of(records, hear.chat))
        t = words(language)
        agreed = consent_words(t)
        await self.core.act(lambda desk: subscribe(desk, hear.chat, language, agreed), update=hear.update)
        await self._menu(hear, t("Done: the village's notices come here from now on. /stop ends it."))

    async def _stop(self, hear: Heard) -> None:
        t = await self.speech.translator(hear.chat)

        def stop(desk: Any) -> tuple[bool, bool, bool, bool]:
            if not (bound := self.desk.is_bound(desk, hear.chat)):
                forget(desk, hear.chat)
            left, withdrawn = unsubscribe(desk, hear.chat), False
            if not left:
                withdrawn = withdraw_all(desk, hear.chat)
                left = leave(desk, hear.chat) or withdrawn
            return left, withdrawn, bool(follows_of(desk, hear.chat)), bound

        left, withdrawn, registered, bound = await self.core.act(stop, update=hear.update)
        told = t("Stopped. This chat's number was erased.") if left else t("You had not subscribed; nothing is kept.")
        if withdrawn:
            told = t("Stopped. Your registrations are withdrawn, and this chat's number was erased.")
        if registered:
            told = t("Stopped. You still hear of the meetings you registered for. Send /stop again to end that too.")
        if bound:
            told = t("You get no more notices as a villager.") if left else t("You had not subscribed.")
            told += "\n" + t("What is for your office still comes, as long as this chat is bound. End that at /desk.")
        await self.speech.say(hear, Reply(told + "\n" + t("You can ask here as before: /start")))

    async def _choose(self, hear: Heard, language: str) -> None:
        if language in LANGUAGES:
            await self.core.act(lambda desk: choose_language(desk, hear.chat, language), update=hear.update)
        await self.speech.view(hear, "m")
        if language in LANGUAGES:
            await show_chat(hear.bot, hear.chat, language)

    async def _menu(self, hear: Heard, before: str) -> None:
        await self.speech.say(
            hear,
            await self.core.read(lambda records: menu.menu(self.speech.asking(records, hear.chat), before)),
        )

    async def _awaken(self, hear: Heard) -> None:
        """Telegram reported the chat gone, and here it writes again (N10)."""
        known = await self.core.read(lambda records: all_of(records, hear.chat))
        if any(not one.active for one in known):
            await self.core.act(lambda desk: awaken(desk, hear.chat))
