"""Recording a hearing or a vote by conversation: one question after another, kept at every answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers import recording as answers
from bot.reply import Reply
from bot.words import number_in
from village_board.base.errors import NotFound, Refused
from village_board.chats.service import OfferUnknown, answer_for, chat_of, is_recording
from village_board.hearings.answers import TimeUnfit, read_time
from village_board.hearings.draft_words import CHOICE
from village_board.hearings.drafts_service import Opened, drop_draft, empty_draft, keep_answers, open_draft, own_draft
from village_board.hearings.result_draft import (
    CHOICES,
    OF_SPEECH,
    SHAPES,
    STANDINGS,
    Question,
    ResultDraft,
    Shape,
    Speech,
    asked,
    next_question,
    with_number,
)
from village_board.people.acts import Act
from village_board.text.clean import clean
from village_board.text.fold import fold

if TYPE_CHECKING:
    from bot.core import Core
    from bot.handlers.desk import DeskHandlers
    from bot.speech import Heard
    from bot.speech import Speech as Says
    from village_board.desk import Desk, Records
    from village_board.people.model import Actor

#: Words that end a guided record, beside its button.
_LEAVE = frozenset({"放弃", "取消", "不填了", "算了", "cancel"})
_RECORDING = (Act.RECORD_HEARING, Act.RECORD_RESOLUTION)
_WORDS_LIMIT = 2000

Change = Callable[[Opened], ResultDraft]


class RecordingHandlers:
    """The conversation of one who records; `desk` tells who may."""

    def __init__(self, core: Core, speech: Says, desk: DeskHandlers) -> None:
        self.core = core
        self.speech = speech
        self.desk = desk

    async def asked(self, hear: Heard, args: list[str]) -> None:
        """Answer ``rec``: the list, one to begin with, or what a button of the conversation says."""
        who = await self.desk.actor(hear, *_RECORDING)
        value = args[1] if len(args) > 1 else ""
        if who is None:
            await self.speech.say(hear, await self.desk.unknown_command(hear))
        elif not args:
            await self._begin_or_go_on(hear, who)
        elif args[0] == "drop":
            await self.cancelled(hear)
        elif args[0] == "again":
            await self._step(hear, who, lambda desk: empty_draft(desk, self._draft_id(desk, hear)))
        elif args[0] == "back":
            await self._change(hear, who, _one_back)
        elif args[0] == "speech":
            await self._change(hear, who, lambda opened: replace(opened.draft, speech=Speech()))
        elif args[0] == "ask" and value in set(Question):
            await self._change(hear, who, lambda opened: opened.draft.with_answer(Question(value), ""))
        elif args[0] == "set":
            t = await self.speech.translator(hear.chat)
            await self._change(hear, who, lambda opened: _chosen(opened, value, t))
        else:
            await self._step(hear, who, lambda desk: open_draft(desk, args[0]))

    async def took(self, hear: Heard, text: str) -> bool:
        """Take `text` as the answer to an open question; False where none is open."""

        def state(records: Records) -> tuple[bool, bool]:
            begun = self.desk.is_bound(records, hear.chat) and bool(chat_of(records, hear.chat).recording)
            return begun, is_recording(records, hear.chat)

        begun, in_time = await self.core.read(state)
        if not begun:
            return False
        who = await self.desk.actor(hear, *_RECORDING)
        if who is None:
            return False
        if not in_time:
            await self._late(hear, who)
            return False
        if fold(text).replace(" ", "") in _LEAVE:
            await self.cancelled(hear)
            return True

        reply = await self.core.act(lambda desk: self._took(desk, hear, text), who=who, update=hear.update)
        if reply is None:
            return False
        await self.speech.say(hear, reply)
        return True

    async def _late(self, hear: Heard, who: Actor) -> None:
        """Say that the words are no answer any more; what was filled in is kept."""
        await self.core.act(lambda desk: answer_for(desk, hear.chat, ""), who=who)
        t = await self.speech.translator(hear.chat)
        told = t("The record that you had begun waited long, and is kept. Go on with it by 'Record a hearing'.")
        await self.speech.say(hear, Reply(told))

    def _took(self, desk: Desk, hear: Heard, text: str) -> Reply | None:
        asking = self.speech.asking(desk, hear.chat)
        try:
            opened = self._opened(desk, hear)
        except NotFound:
            answer_for(desk, hear.chat, "")
            return None
        if next_question(opened.draft, opened.frame) is Question.REVIEW:
            return None
        if opened.changed is not None:
            return answers.next_step(desk, asking, opened)
        try:
            draft = _typed(opened, text)
        except Refused as error:
            return answers.ask(asking.t, opened, asking.t.say(error.message))
        if draft is None:
            return answers.ask(asking.t, opened, asking.t("Please press one of the buttons."))
        return self._kept(desk, hear, replace(opened, draft=draft))

    async def cancelled(self, hear: Heard) -> bool:
        """Give up what the chat records; False where it records nothing."""
        who = await self.desk.actor(hear, *_RECORDING)
        if who is None:
            return False

        def drop(desk: Desk) -> bool:
            known = chat_of(desk, hear.chat)
            if not known.recording:
                return False
            with suppress(NotFound):  # recorded or given up at another screen meanwhile
                drop_draft(desk, known.recording)
            answer_for(desk, hear.chat, "")
            return True

        if not await self.core.act(drop, who=who, update=hear.update):
            return False
        t = await self.speech.translator(hear.chat)
        await self.desk.menu(hear, t("Given up; nothing was recorded."))
        return True

    async def _begin_or_go_on(self, hear: Heard, who: Actor) -> None:
        """Let one be chosen; what this chat has begun is gone on with."""

        def begin(desk: Desk) -> Reply:
            asking = self.speech.asking(desk, hear.chat)
            try:
                return self._kept(desk, hear, self._opened(desk, hear))
            except (NotFound, OfferUnknown):
                answer_for(desk, hear.chat, "")
                return answers.choose_subject(asking, who.id)
            except Refused as error:
                answer_for(desk, hear.chat, "")
                return answers.choose_subject(asking, who.id, asking.t.say(error.message))

        await self.speech.say(hear, await self.core.act(begin, who=who, update=hear.update))

    async def _step(self, hear: Heard, who: Actor, opening: Callable[[Desk], Opened]) -> None:
        def work(desk: Desk) -> Reply:
            return self._kept(desk, hear, opening(desk))

        await self.speech.say(hear, await self.core.act(work, who=who, update=hear.update))

    async def _change(self, hear: Heard, who: Actor, change: Change) -> None:
        def opening(desk: Desk) -> Opened:
            opened = self._opened(desk, hear)
            return opened if opened.changed else replace(opened, draft=change(opened))

        await self._step(hear, who, opening)

    def _kept(self, desk: Desk, hear: Heard, opened: Opened) -> Reply:
        """Keep the draft and ask its next question; a whole one is shown with the button that records it."""
        kept = replace(opened, draft=keep_answers(desk, _speech_ended(opened.draft)))
        answer_for(desk, hear.chat, kept.draft.id)
        return answers.next_step(desk, self.speech.asking(desk, hear.chat), kept)

    def _opened(self, desk: Desk, hear: Heard) -> Opened:
        return open_draft(desk, own_draft(desk, self._draft_id(desk, hear)).subject)

    @staticmethod
    def _draft_id(desk: Desk, hear: Heard) -> str:
        draft = chat_of(desk, hear.chat).recording
        if not draft:
            raise OfferUnknown
        return draft


def _one_back(opened: Opened) -> ResultDraft:
    """Return the draft without its last answer; a speech that was begun is given up."""
    draft = opened.draft
    if draft.speech is not None:
        return replace(draft, speech=None)
    given = [question for question in asked(draft, opened.frame) if draft.answer(question)]
    return draft.with_answer(given[-1], "") if given else draft


def _typed(opened: Opened, text: str) -> ResultDraft | None:
    """Return the draft with `text` as its next answer; None where only a button answers.

    Raises:
        NumberUnfit, CountsWrong, TimeUnfit: it is no answer.
    """
    draft, question = opened.draft, next_question(opened.draft, opened.frame)
    shape = SHAPES[question]
    if shape is Shape.CHOICE:
        return None
    if shape is Shape.NUMBER:
        number = number_in(text)
        return with_number(draft, opened.frame, question, text if number is None else str(number))
    words = clean(text, limit=_WORDS_LIMIT, multiline=True)
    if shape is Shape.TIME and read_time(words) is None:
        raise TimeUnfit(text)
    if question in OF_SPEECH and draft.speech is not None:
        return replace(draft, speech=draft.speech.answered(question, words))
    return draft.with_answer(question, words)


def _chosen(opened: Opened, value: str, t: Callable[[str], str]) -> ResultDraft:
    """Return the draft with the choice `value` as its next answer.

    Raises:
        OfferUnknown: the open question has no such choice.
    """
    draft, question = opened.draft, next_question(opened.draft, opened.frame)
    if question is Question.STANDING and draft.speech and value in STANDINGS:
        return replace(draft, speech=draft.speech.answered(question, t(CHOICE[question][value])))
    if question is Question.SPEAKER and draft.speech and value == "-":
        return replace(draft, speech=draft.speech.answered(question, ""))
    if value not in CHOICES.get(question, ()):
        raise OfferUnknown
    if question in OF_SPEECH and draft.speech is not None:
        return replace(draft, speech=draft.speech.answered(question, value))
    return draft.with_answer(question, value)


def _speech_ended(draft: ResultDraft) -> ResultDraft:
    """Put a speech of which nothing is left to be asked among the others."""
    if draft.speech is None or draft.speech.question is not Question.REVIEW:
        return draft
    return replace(draft, speeches=(*draft.speeches, draft.speech), speech=None)
