"""What a bound member looks at and begins: the desk, items, enquiries, what is late, chats, voices for the hall."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.answers import alarms, answering, due, duties, reviewing
from bot.speech import heard
from village_board.attachments.model import Attachment, AttachmentKind
from village_board.attachments.reading import open_attachment
from village_board.base.errors import NotFound, Refused
from village_board.chats.service import OfferUnknown
from village_board.disclosure.model import Item
from village_board.enquiries.model import Enquiry
from village_board.people.acts import Act
from village_board.supervision.again import look_again

if TYPE_CHECKING:
    from telegram import Update

    from bot.asking import Asking
    from bot.core import Core
    from bot.handlers.desk import DeskHandlers
    from bot.reply import Reply
    from bot.speech import Heard, Speech
    from village_board.desk import Desk

View = Callable[["Desk", "Asking"], "Reply"]

#: What a member may look at: the button's view, with the acts of which the member needs one.
_LISTS: dict[str, tuple[View, Act]] = {
    "iw": (reviewing.items, Act.CONFIRM_BINDING),
    "ew": (answering.waiting, Act.CONFIRM_BINDING),
    "dd": (due.due, Act.BIND_CHAT),
    "bd": (duties.chats, Act.REVOKE_BINDING),
    "ad": (duties.done_by_me, Act.BIND_CHAT),
    "sw": (duties.sounds, Act.PASS_ATTACHMENT),
    "al": (alarms.alarms, Act.SEE_FINDINGS),
    "av": (alarms.alarm, Act.SEE_FINDINGS),
    "dk": (lambda _, asking: duties.desk(asking), Act.BIND_CHAT),
}
#: The conversations about an enquiry that a button may begin.
_ON_ENQUIRY = frozenset({"assign", "reply", "refuse", "extend", "hand_on"})


class MemberHandlers:
    """Handlers for members; everybody else gets the answer to an unknown command (A19)."""

    def __init__(self, core: Core, speech: Speech, desk: DeskHandlers) -> None:
        self.core = core
        self.speech = speech
        self.desk = desk

    async def command(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Show the desk: /desk."""
        hear = heard(update)
        assert hear is not None
        await self._open(hear, "dk", ())

    async def button(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Answer a member's button."""
        hear = heard(update)
        assert hear is not None
        assert hear.query is not None
        view, *args = str(hear.query.data or "").split(":")
        try:
            await self._open(hear, view, tuple(args))
        except NotFound:
            await self._open(hear, "dk", ())
        except Refused as error:
            t = await self.speech.translator(hear.chat)
            await self.speech.alert(hear, t.say(error.message))

    async def _open(self, hear: Heard, view: str, args: tuple[str, ...]) -> None:
        first, second = (*args, "", "")[:2]
        if view == "et" and second in _ON_ENQUIRY:
            await self.desk.talks.begin(hear, second, first)
        elif view == "ib":
            await self.desk.talks.begin(hear, "item_back", first)
        elif view == "iu":
            await self.desk.talks.begin(hear, "unsure", first)
        elif view == "sv":
            await self._hear(hear, first)
        elif view == "at" and second in alarms.TALKS.values():
            await self.desk.talks.begin(hear, second, first)
        elif view == "ag":
            await self._look_again(hear, first)
        elif view in ("iv", "ev"):
            await self._show(hear, lambda desk, asking: self._one(desk, asking, first), Act.CONFIRM_BINDING, args)
        else:
            show, act = _LISTS.get(view, _LISTS["dk"])
            await self._show(hear, show, act, args)

    def _one(self, desk: Desk, asking: Asking, id: str) -> Reply:  # noqa: A002 - the field's own name
        record = desk.lookup(id)
        if isinstance(record, Item):
            return reviewing.item(desk, asking, record, self.core.board.attachments)
        if isinstance(record, Enquiry):
            return answering.enquiry(desk, asking, record)
        raise OfferUnknown

    async def _show(self, hear: Heard, view: View, act: Act, args: tuple[str, ...]) -> None:
        who = await self.desk.actor(hear, act)
        if who is None:
            await self.speech.say(hear, await self.desk.unknown_command(hear))
            return

        def show(desk: Desk) -> Reply:
            return view(desk, self.speech.asking(desk, hear.chat, *args))

        await self.speech.say(hear, await self.core.act(show, who=who))

    async def _look_again(self, hear: Heard, id: str) -> None:  # noqa: A002
        """Let the point of an alarm look again, as the office's machine: nobody declares a thing mended."""
        who = await self.desk.actor(hear, Act.ANSWER_ALARM)
        if who is None:
            await self.speech.say(hear, await self.desk.unknown_command(hear))
            return
        one = await self.core.act(lambda desk: look_again(desk, id), update=hear.update)

        def show(desk: Desk) -> Reply:
            asking = self.speech.asking(desk, hear.chat, id)
            return alarms.alarm(desk, asking, alarms.looked_again(asking, one))

        await self.speech.say(hear, await self.core.act(show, who=who))

    async def _hear(self, hear: Heard, id: str) -> None:  # noqa: A002
        """Send the voice note, so that it is heard before it is passed (P13)."""
        who = await self.desk.actor(hear, Act.PASS_ATTACHMENT)
        if who is None:
            await self.speech.say(hear, await self.desk.unknown_command(hear))
            return

        def look(desk: Desk) -> tuple[Reply, bytes]:
            one = desk.get(Attachment, id)
            if one.kind is not AttachmentKind.SOUND:
                raise OfferUnknown
            content = open_attachment(self.core.board.attachments.home, one).read_bytes()
            return duties.sound(desk, self.speech.asking(desk, hear.chat), one), content

        reply, content = await self.core.act(look, who=who)
        await self.speech.file(hear, content, "voice.ogg")
        await self.speech.say(hear, reply)
