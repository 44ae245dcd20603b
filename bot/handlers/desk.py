"""What a bound member can do: bind a chat, record a hearing by questions, confirm what another recorded."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.answers import desk as answers
from bot.answers import menu
from bot.reply import Reply
from bot.speech import heard
from bot.words import number_in
from village_board.base.errors import Refused
from village_board.chats.model import OfferAct
from village_board.chats.service import OfferUnknown, chat_of, keep_draft, press
from village_board.hearings.draft import HearingDraft, Question, begin
from village_board.hearings.limits import hearing_limits
from village_board.hearings.model import Hearing, HearingConclusion
from village_board.hearings.resolutions import confirm_resolution
from village_board.hearings.service import HearingResult, confirm_hearing, record_hearing_result
from village_board.people.acts import PERMITTED, Act
from village_board.people.binding import CodeWrong, bind, bound_actor, person_of_code
from village_board.people.model import Actor
from village_board.people.service import actor as actor_of
from village_board.text.clean import clean
from village_board.text.fold import fold

if TYPE_CHECKING:
    from telegram import Update

    from bot.core import Core
    from bot.speech import Heard, Speech
    from village_board.desk import Desk, Records

log = logging.getLogger("bot")

#: Words that end a guided record, beside its button.
_LEAVE = frozenset({"放弃", "取消", "不填了", "算了", "cancel"})


class DeskHandlers:
    """Handlers for members; everybody else gets the answer to an unknown command (A19)."""

    def __init__(self, core: Core, speech: Speech) -> None:
        self.core = core
        self.speech = speech

    @staticmethod
    def is_bound(records: Records, chat: int) -> bool:
        """Tell whether a member acts through `chat`."""
        return bound_actor(records, chat) is not None

    async def unknown_command(self, hear: Heard) -> Reply:
        """Return the answer to a command that does not exist."""

        def answer(records: Records) -> Reply:
            asking = self.speech.asking(records, hear.chat)
            return menu.menu(asking, asking.t("There is no such command."))

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
        await self.core.act(lambda desk: bind(desk, hear.chat, code), who=who, update=hear.update)
        log.info("a chat was bound")

        def answer(records: Records) -> Reply:
            asking = self.speech.asking(records, hear.chat)
            return menu.menu(asking, answers.bound(asking.t, person.name))

        await self.speech.say(hear, await self.core.read(answer))

    # Entry points

    async def record(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Begin to record a hearing: /record."""
        hear = heard(update)
        assert hear is not None
        await self._recording(hear, [])

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
                await self._recording(hear, args)
            elif kind == "con":
                await self._confirming(hear, args)
            else:
                await self._press(hear, args[0] if args else "")
        except Refused as error:
            t = await self.speech.translator(hear.chat)
            await self.speech.alert(hear, t.say(error.message))

    async def took(self, hear: Heard, text: str) -> bool:
        """Take `text` as the answer to an open question; False where none is open."""

        def open_draft(records: Records) -> HearingDraft | None:
            return chat_of(records, hear.chat).draft if self.is_bound(records, hear.chat) else None

        draft = await self.core.read(open_draft)
        if draft is None or draft.question is Question.REVIEW:
            return False
        if fold(text).replace(" ", "") in _LEAVE:
            await self._drop(hear)
            return True
        t = await self.speech.translator(hear.chat)
        if draft.question is Question.CHANGES:
            await self._keep(hear, replace(draft, changes=clean(text, limit=2000, multiline=True)))
            return True
        if draft.question is Question.CONCLUSION:
            await self.speech.say(hear, answers.question(t, draft, t("Please press one of the buttons.")))
            return True
        number = number_in(text)
        if number is None:
            await self.speech.say(hear, answers.question(t, draft, t("Please send a number.")))
            return True
        try:
            await self._keep(hear, draft.with_count(number))
        except Refused as error:
            await self.speech.say(hear, answers.question(t, draft, t.say(error.message)))
        return True

    # Recording a hearing

    async def _recording(self, hear: Heard, args: list[str]) -> None:
        who = await self._actor(hear, Act.RECORD_HEARING)
        if who is None:
            await self.speech.say(hear, await self.unknown_command(hear))
        elif not args:
            await self._begin_or_go_on(hear)
        elif args[0] == "drop":
            await self._drop(hear)
        elif args[0] == "end":
            await self._conclude(hear, args[1] if len(args) > 1 else "")
        else:
            await self._keep(
                hear,
                await self.core.read(lambda records: begin(records.get(Hearing, args[0]), hearing_limits(records))),
            )

    async def _begin_or_go_on(self, hear: Heard) -> None:
        """Let a hearing be chosen; an unfinished record is gone on with."""
        draft = await self.core.read(lambda records: chat_of(records, hear.chat).draft)
        if draft is not None:
            await self._keep(hear, draft)
            return
        await self.speech.say(
            hear,
            await self.core.read(lambda records: answers.hearings_to_record(self.speech.asking(records, hear.chat))),
        )

    async def _conclude(self, hear: Heard, value: str) -> None:
        draft = await self.core.read(lambda records: chat_of(records, hear.chat).draft)
        if draft is None or draft.question is not Question.CONCLUSION or value not in set(HearingConclusion):
            raise OfferUnknown
        await self._keep(hear, replace(draft, conclusion=HearingConclusion(value)))

    async def _keep(self, hear: Heard, draft: HearingDraft) -> None:
        """Keep the draft and ask its next question; a whole one is shown with the button that records it."""
        who = await self._actor(hear, Act.RECORD_HEARING)
        if who is None:
            raise OfferUnknown

        def keep(desk: Desk) -> Reply:
            asking = self.speech.asking(desk, hear.chat)
            if desk.get(Hearing, draft.hearing).rev != draft.hearing_rev:
                keep_draft(desk, hear.chat, None)
                return answers.hearings_to_record(asking, asking.t("The hearing was changed meanwhile. Begin again."))
            keep_draft(desk, hear.chat, draft)
            return answers.next_step(desk, asking, draft)

        await self.speech.say(hear, await self.core.act(keep, who=who, update=hear.update))

    async def _drop(self, hear: Heard) -> None:
        await self.core.act(lambda desk: keep_draft(desk, hear.chat, None), update=hear.update)
        t = await self.speech.translator(hear.chat)
        await self._menu(hear, t("Given up; nothing was recorded."))

    # Confirming

    async def _confirming(self, hear: Heard, args: list[str]) -> None:
        who = await self._actor(hear, Act.CONFIRM_HEARING)
        if who is None:
            await self.speech.say(hear, await self.unknown_command(hear))
        elif not args:
            reply = await self.core.read(lambda records: answers.waiting(self.speech.asking(records, hear.chat)))
            await self.speech.say(hear, reply)
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
        await self._menu(hear, told)

    def _do(self, desk: Desk, hear: Heard, nonce: str) -> str:
        pressed = press(desk, hear.chat, nonce)
        asking = self.speech.asking(desk, hear.chat)
        if pressed.first:
            _ACTS[pressed.offer.act](desk, hear.chat, pressed.offer.subject)
        return answers.done(asking, pressed)

    # Shared

    async def _actor(self, hear: Heard, act: Act) -> Actor | None:
        who = await self.core.read(lambda records: bound_actor(records, hear.chat))
        if who is None or not who.roles & PERMITTED[act]:
            log.info("an act was asked for without the right to it")
            return None
        return who

    async def _menu(self, hear: Heard, before: str) -> None:
        await self.speech.say(
            hear,
            await self.core.read(lambda records: menu.menu(self.speech.asking(records, hear.chat), before)),
        )


def _record(desk: Desk, chat: int, subject: str) -> None:
    draft = chat_of(desk, chat).draft
    if draft is None or draft.hearing != subject or draft.held_at is None or draft.question is not Question.REVIEW:
        raise OfferUnknown
    record_hearing_result(desk, subject, HearingResult(draft.held_at, draft.counts, draft.conclusion, draft.changes))
    keep_draft(desk, chat, None)


def _confirm_hearing(desk: Desk, chat: int, subject: str) -> None:  # noqa: ARG001 - the table's shape
    confirm_hearing(desk, subject)


def _confirm_resolution(desk: Desk, chat: int, subject: str) -> None:  # noqa: ARG001
    confirm_resolution(desk, subject)


_ACTS: dict[OfferAct, Callable[[Any, int, str], None]] = {
    OfferAct.RECORD_HEARING: _record,
    OfferAct.CONFIRM_HEARING: _confirm_hearing,
    OfferAct.CONFIRM_RESOLUTION: _confirm_resolution,
}
