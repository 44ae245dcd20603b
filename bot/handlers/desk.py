"""What a bound member can do: bind a chat, record by questions, confirm or send back what another recorded."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.answers import desk as answers
from bot.answers import duties, menu
from bot.handlers.recording import RecordingHandlers
from bot.reply import Reply
from bot.speech import heard
from bot.talks.engine import Talks
from village_board.attachments.files import AttachmentStore
from village_board.attachments.passing import pass_attachment
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.chats.bound import bind_and_tell, confirm_binding, person_of_code, revoke_binding
from village_board.chats.model import Offer, OfferAct
from village_board.chats.service import OfferUnknown, answer_for, press
from village_board.disclosure.service import review_item, sign_item, submit_item
from village_board.enquiries.handling import accept
from village_board.hearings.corrections import confirm_correction
from village_board.hearings.drafts_service import DraftElsewhere, own_draft, submit_draft
from village_board.hearings.resolutions import confirm_resolution
from village_board.hearings.service import confirm_hearing
from village_board.people.acts import PERMITTED, Act
from village_board.people.binding import CodeWrong, bound_actor
from village_board.people.model import Actor
from village_board.people.service import actor as actor_of
from village_board.supervision.life import take_step
from village_board.supervision.model import AlarmEvent
from village_board.text.clean import clean

if TYPE_CHECKING:
    from telegram import Update

    from bot.core import Core
    from bot.speech import Heard, Speech
    from village_board.desk import Desk, Records

log = logging.getLogger("bot")

#: What a single-use button does: in the unit of work, for the chat, as it was offered, with where files lie.
Do = Callable[[Any, int, Offer, AttachmentStore], None]


class DeskHandlers:
    """Handlers for members; everybody else gets the answer to an unknown command (A19)."""

    def __init__(self, core: Core, speech: Speech) -> None:
        self.core = core
        self.speech = speech
        self.recording = RecordingHandlers(core, speech, self)
        self.talks = Talks(core, speech, self)

    @staticmethod
    def is_bound(records: Records, chat: int) -> bool:
        """Tell whether a member acts through `chat`."""
        return bound_actor(records, chat) is not None

    async def unknown_command(self, hear: Heard) -> Reply:
        """Return the answer to a command that does not exist."""
        return await self._menu_after(hear, N_("There is no such command."))

    async def _menu_after(self, hear: Heard, before: str) -> Reply:
        def answer(records: Records) -> Reply:
            asking = self.speech.asking(records, hear.chat)
            return menu.menu(asking, asking.t(before))

        return await self.core.read(answer)

    # Binding a chat

    async def ask_to_bind(self, hear: Heard, code: str) -> None:
        """Ask whether this chat is that of the person for whom `code` was made."""
        t = await self.speech.translator(hear.chat)
        person = await self.core.act(lambda desk: person_of_code(desk, hear.chat, clean(code)), update=hear.update)
        if person is None:
            log.warning("a binding code was refused")
            raise CodeWrong
        await self.speech.say(hear, answers.ask_to_bind(t, person.name, clean(code)))

    async def _bind(self, hear: Heard, code: str) -> None:
        person = await self.core.act(lambda desk: person_of_code(desk, hear.chat, code))
        if person is None:
            raise CodeWrong
        who = await self.core.read(lambda records: actor_of(records, person))
        made = await self.core.act(lambda desk: bind_and_tell(desk, hear.chat, code), who=who, update=hear.update)
        log.info("a chat was bound")

        def answer(records: Records) -> Reply:
            asking = self.speech.asking(records, hear.chat)
            return menu.menu(asking, answers.bound(asking.t, person.name, waits=made.waits))

        await self.speech.say(hear, await self.core.read(answer))

    # Entry points

    async def record(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Begin to record a hearing or a vote: /record."""
        hear = heard(update)
        assert hear is not None
        await self.recording.asked(hear, [])

    async def cancel(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Give up what is being recorded: /cancel. With nothing begun everybody hears the same (A19)."""
        hear = heard(update)
        assert hear is not None
        if not await self.recording.cancelled(hear):
            await self.speech.say(hear, await self._menu_after(hear, N_("Nothing was begun here.")))

    async def button(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Answer a member's button."""
        hear = heard(update)
        assert hear is not None
        assert hear.query is not None
        kind, *args = str(hear.query.data or "").split(":", 2)
        try:
            if kind == "b":
                await self._bind(hear, clean(args[0] if args else ""))
            elif kind == "rec":
                await self.recording.asked(hear, args)
            elif kind == "con":
                await self._confirming(hear, args)
            else:
                await self._press(hear, args[0] if args else "")
        except Refused as error:
            t = await self.speech.translator(hear.chat)
            await self.speech.alert(hear, t.say(error.message))

    async def took(self, hear: Heard, text: str) -> bool:
        """Take `text` as the answer to an open question; False where none is open."""
        return await self.recording.took(hear, text)

    # Confirming

    async def _confirming(self, hear: Heard, args: list[str]) -> None:
        who = await self.actor(hear, Act.CONFIRM_HEARING)
        if who is None:
            await self.speech.say(hear, await self.unknown_command(hear))
        elif not args:
            reply = await self.core.read(lambda records: answers.waiting(self.speech.asking(records, hear.chat)))
            await self.speech.say(hear, reply)
        elif args[0] == "back":
            await self.talks.begin(hear, "send_back", args[1] if len(args) > 1 else "")
        else:

            def offer(desk: Desk) -> Reply:
                return answers.to_confirm(desk, self.speech.asking(desk, hear.chat), args[0])

            await self.speech.say(hear, await self.core.act(offer, who=who))

    async def _press(self, hear: Heard, nonce: str) -> None:
        """Do once what a single-use button says (A14-A17)."""
        who = await self.core.read(lambda records: bound_actor(records, hear.chat))
        if who is None:
            log.info("a member's button was pressed by somebody else")
            raise OfferUnknown
        told = await self.core.act(lambda desk: self._do(desk, hear, nonce), who=who, update=hear.update)

        def after(records: Records) -> Reply:
            asking = self.speech.asking(records, hear.chat)
            return menu.menu(asking, told) if asking.actor is None else duties.desk(asking, told)

        await self.speech.say(hear, await self.core.read(after))

    def _do(self, desk: Desk, hear: Heard, nonce: str) -> str:
        pressed = press(desk, hear.chat, nonce)
        asking = self.speech.asking(desk, hear.chat)
        if pressed.first:
            _ACTS[pressed.offer.act](desk, hear.chat, pressed.offer, self.core.board.attachments)
        return answers.done(asking, pressed)

    # Shared

    async def actor(self, hear: Heard, *acts: Act) -> Actor | None:
        """Return the bound member if one of `acts` is theirs; None is answered as to anybody (A19)."""
        who = await self.core.read(lambda records: bound_actor(records, hear.chat))
        if who is None or not any(who.roles & PERMITTED[act] for act in acts):
            log.info("an act was asked for without the right to it")
            return None
        return who

    async def menu(self, hear: Heard, before: str) -> None:
        """Say `before` above the menu."""
        await self.speech.say(
            hear,
            await self.core.read(lambda records: menu.menu(self.speech.asking(records, hear.chat), before)),
        )


def _record(desk: Desk, chat: int, offer: Offer, _: AttachmentStore) -> None:
    draft = own_draft(desk, offer.draft) if offer.draft else None
    if draft is None or draft.rev != offer.draft_rev:
        raise DraftElsewhere(desk.lookup(offer.subject).title)
    submit_draft(desk, draft.id)
    answer_for(desk, chat, "")


def _on_subject(act: Callable[[Any, str], object]) -> Do:
    """Return what does `act` to the record of a button."""

    def do(desk: Desk, chat: int, offer: Offer, files: AttachmentStore) -> None:  # noqa: ARG001 - the table's shape
        act(desk, offer.subject)

    return do


def _submit_item(desk: Desk, chat: int, offer: Offer, files: AttachmentStore) -> None:  # noqa: ARG001
    submit_item(desk, files, offer.subject)


def _pass_sound(desk: Desk, chat: int, offer: Offer, files: AttachmentStore) -> None:  # noqa: ARG001
    pass_attachment(desk, files, offer.subject)


_ACTS: dict[OfferAct, Do] = {
    OfferAct.RECORD_HEARING: _record,
    OfferAct.RECORD_RESOLUTION: _record,
    OfferAct.CONFIRM_HEARING: _on_subject(confirm_hearing),
    OfferAct.CONFIRM_RESOLUTION: _on_subject(confirm_resolution),
    OfferAct.CONFIRM_CORRECTION: _on_subject(confirm_correction),
    OfferAct.SUBMIT_ITEM: _submit_item,
    OfferAct.REVIEW_ITEM: _on_subject(review_item),
    OfferAct.SIGN_ITEM: _on_subject(sign_item),
    OfferAct.ACCEPT_ENQUIRY: _on_subject(accept),
    OfferAct.PASS_SOUND: _pass_sound,
    OfferAct.CONFIRM_BINDING: _on_subject(confirm_binding),
    OfferAct.REVOKE_BINDING: _on_subject(revoke_binding),
    OfferAct.ACKNOWLEDGE_ALARM: _on_subject(partial(take_step, event=AlarmEvent.ACKNOWLEDGE)),
    OfferAct.VERIFY_ALARM: _on_subject(partial(take_step, event=AlarmEvent.VERIFY)),
    OfferAct.CLOSE_ALARM: _on_subject(partial(take_step, event=AlarmEvent.CLOSE)),
}
