"""The doors to guided conversations: commands and buttons by which one begins, what is typed, and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.answers import enquiries as answers
from bot.speech import heard
from village_board.base.errors import NotFound, Refused
from village_board.chats.service import OfferUnknown
from village_board.enquiries.elsewhere import Elsewhere
from village_board.enquiries.model import EnquiryKind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Update

    from bot.core import Core
    from bot.handlers.desk import DeskHandlers
    from bot.speech import Heard, Speech
    from bot.talks.engine import Talks

#: What one button opens: the view, then what it says.
Door = tuple[str, ...]


class TalkHandlers:
    """Handlers for whoever hands something in."""

    def __init__(self, core: Core, speech: Speech, desk: DeskHandlers, talks: Talks) -> None:
        self.core = core
        self.speech = speech
        self.desk = desk
        self.talks = talks

    async def ask(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Begin: /ask."""
        hear = heard(update)
        assert hear is not None
        await self.speech.view(hear, "eq")

    async def apply(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Begin: /apply."""
        await self._guarded(update, lambda hear: self.talks.begin(hear, "apply"))

    async def mine(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """List one's own: /mine."""
        hear = heard(update)
        assert hear is not None
        await self.speech.view(hear, "em")

    async def cancel(self, update: Update, context: Any) -> None:
        """Leave what has been begun: /cancel."""
        hear = heard(update)
        assert hear is not None
        if not await self.talks.left(hear):
            await self.desk.cancel(update, context)

    async def button(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Answer a button that begins a conversation."""
        await self._guarded(update, self._opened)

    async def took(self, hear: Heard, text: str) -> bool:
        """Take `text` as an answer; False where nothing is asked."""
        return await self.talks.took(hear, text)

    async def _guarded(self, update: Update, work: Callable[[Heard], Awaitable[None]]) -> None:
        hear = heard(update)
        assert hear is not None
        try:
            await work(hear)
        except NotFound:
            door = self._door(hear)
            await self.speech.view(hear, "r", door[1] if len(door) > 1 else "")
        except Refused as error:
            t = await self.speech.translator(hear.chat)
            await self.speech.alert(hear, t.say(error.message))

    @staticmethod
    def _door(hear: Heard) -> Door:
        return tuple(str(hear.query.data or "").split(":")) if hear.query is not None else ()

    async def _opened(self, hear: Heard) -> None:
        view, first, second, third = (*self._door(hear), "", "", "", "")[:4]
        begin = self.talks.begin
        match view:
            case "tp" if second == "off":
                await begin(hear, "withdraw", first)
            case "tp":
                await begin(hear, "register", first, given=_given(("group", second)))
            case "op":
                await begin(hear, "opinion", first, given=_given(("stance", second), ("standing", third)))
            case "ob":
                await begin(hear, "objection", first)
            case "ap":
                await begin(hear, "apply")
            case "fa":
                await begin(hear, "files", first)
            case "apx":
                await begin(hear, "take_back", first)
            case "er" if second == "again":
                await begin(hear, "reopen", first)
            case "er":
                await begin(hear, "rate", first, second, given=_given(("solved", third)))
            case _:
                await self._asked(hear, first, second)

    async def _asked(self, hear: Heard, first: str, second: str) -> None:
        if first == "k" and second in set(EnquiryKind):
            await self.talks.begin(hear, "ask", given=(("kind", second),))
        elif first == "w" and second in set(Elsewhere):
            await self.talks.forget(hear)  # where nothing is being written nothing at all is stored (P15)
            what = Elsewhere(second)
            await self.speech.say(
                hear,
                await self.core.read(
                    lambda records: answers.sent_elsewhere(self.speech.asking(records, hear.chat), what)
                ),
            )
        elif first:
            raise OfferUnknown
        else:
            await self.speech.view(hear, "eq")


def _given(*answers_: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the answers that a button carries; after the first empty one nothing counts."""
    found = []
    for step, value in answers_:
        if not value:
            break
        found.append((step, value))
    return tuple(found)
