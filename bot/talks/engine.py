"""The engine of guided conversations: each answer is kept in the commit that asks the next question.

A restart goes on where it was. One can go a step back or leave at any point; words that come much later are a question
again. Every button is good once, for the chat, the person and the state for which it was made (A14-A17).
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.asking import Asking, data, menu_row, rows
from bot.reply import Button, Reply, label
from bot.speech import heard
from bot.talks.fetching import fetched
from bot.talks.files import add_file
from bot.talks.shape import Guide, Question, TakenElsewhere, Told
from bot.talks.table import GUIDES
from village_board.attachments.model import Upload
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.chats.service import OfferExpired, OfferUnknown, chat_of, check_unchanged, keep_talk
from village_board.chats.talk import Talk
from village_board.people.service import OFFICE
from village_board.text.fold import fold

if TYPE_CHECKING:
    from telegram import Update

    from bot.core import Core
    from bot.handlers.desk import DeskHandlers
    from bot.speech import Heard, Speech
    from village_board.desk import Desk
    from village_board.people.model import Actor

#: Words that leave a conversation, beside its button and /cancel.
LEAVE = frozenset({"放弃", "取消", "不写了", "不填了", "算了", "cancel"})
_TOKEN_BYTES = 6
#: What the engine's own buttons carry in place of an answer; no answer of a step begins so.
_BACK, _OUT, _DO = "<", "x", "!"


class ButtonUsed(Refused):
    """The button was pressed before, is another chat's, or of an earlier question (A14, A15)."""

    sentence = N_("This button was used before, or is of an earlier question. What you handed in stands under /mine.")

    def __init__(self) -> None:
        super().__init__()


class Talks:
    """Leads chats through the conversations of `GUIDES`."""

    def __init__(self, core: Core, speech: Speech, desk: DeskHandlers) -> None:
        self.core = core
        self.speech = speech
        self.desk = desk

    async def begin(
        self, hear: Heard, name: str, subject: str = "", about: str = "", *, given: tuple[tuple[str, str], ...] = ()
    ) -> None:
        """Begin the conversation `name` about the record `subject`, with the answers that a button gave already.

        Raises:
            Refused: it cannot be begun now.
        """
        guide = GUIDES[name]
        who = await self._who(hear, guide)
        if who is None:
            await self.speech.say(hear, await self.desk.unknown_command(hear))
            return

        def begin(desk: Desk) -> Reply:
            person = who.id if guide.acts else ""
            rev = desk.lookup(subject).rev if guide.bound else 0
            talk = Talk(name, desk.now, "", subject, about, rev, person)
            for step, value in given:
                told = self._told(desk, hear, talk)
                guide.check(told)
                if guide.open_step(told) != step or not _offered(guide.steps[step].ask(told), value):
                    raise OfferUnknown
                talk = talk.answered(step, value)
            return self._go_on(self._told(desk, hear, talk))

        await self.speech.say(hear, await self.core.act(begin, who=who, update=hear.update))

    async def button(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Answer a button of a conversation: ``t:TOKEN:VALUE``."""
        hear = heard(update)
        assert hear is not None
        assert hear.query is not None
        _, token, value = (*str(hear.query.data or "").split(":", 2), "", "")[:3]
        try:
            await self._pressed(hear, token, value)
        except Refused as error:
            await self.speech.alert(hear, (await self.speech.translator(hear.chat)).say(error.message))

    async def took(self, hear: Heard, text: str) -> bool:
        """Take `text` as the answer to the open question; False where none is open."""
        talk = await self.talk_of(hear)
        if talk is None:
            return False
        guide = GUIDES.get(talk.name)
        who = None if guide is None else await self._who(hear, guide, talk)
        if guide is None or who is None or not talk.is_open(self.core.board.clock.now()):
            await self._late(hear)
            return False
        if fold(text).replace(" ", "") in LEAVE:
            return await self.left(hear)
        file = await self._fetched(hear, guide, talk)
        reply = await self.core.act(lambda desk: self._typed(desk, hear, text, file), who=who, update=hear.update)
        if reply is None:
            return False
        await self.speech.say(hear, reply)
        return True

    async def left(self, hear: Heard) -> bool:
        """Leave what the chat has begun; False where it has begun nothing."""
        talk = await self.talk_of(hear)
        if talk is None:
            return False

        def leave(desk: Desk) -> Reply:
            keep_talk(desk, hear.chat, None)
            return given_up(self.speech.asking(desk, hear.chat), GUIDES.get(talk.name))

        await self.speech.say(hear, await self.core.act(leave, update=hear.update))
        return True

    async def talk_of(self, hear: Heard) -> Talk | None:
        """Return the conversation that the chat has, be it over time."""
        return await self.core.read(lambda records: chat_of(records, hear.chat).talk)

    async def add_file(self, hear: Heard, upload: Upload) -> None:
        """Put a file to what the chat has handed in.

        Raises:
            Refused: it is not kept, with the one reason.
        """

        def add(desk: Desk) -> Reply:
            talk = chat_of(desk, hear.chat).talk
            if talk is None or talk.name != "files":
                raise OfferUnknown
            reply = add_file(self._told(desk, hear, talk), upload)
            keep_talk(desk, hear.chat, replace(talk, asked_at=desk.now))
            return reply

        await self.speech.say(hear, await self.core.act(add, update=hear.update))

    async def forget(self, hear: Heard) -> None:
        """End what the chat has begun without a word; nothing is written where it has begun nothing (P15)."""
        if await self.talk_of(hear) is not None:
            await self.core.act(lambda desk: keep_talk(desk, hear.chat, None))

    # Steps

    async def _pressed(self, hear: Heard, token: str, value: str) -> None:
        talk = await self.talk_of(hear)
        guide = GUIDES.get(talk.name) if talk is not None else None
        if talk is None or guide is None or talk.token != token:
            raise ButtonUsed
        if not talk.is_open(self.core.board.clock.now()):
            raise OfferExpired
        if value == _OUT:
            await self.left(hear)
            return
        who = await self._who(hear, guide, talk)
        if who is None:
            raise OfferUnknown
        file = await self._fetched(hear, guide, talk, value)
        reply = await self.core.act(
            lambda desk: self._chosen(desk, hear, token, value, file), who=who, update=hear.update
        )
        await self.speech.say(hear, reply)

    @staticmethod
    async def _fetched(hear: Heard, guide: Guide, talk: Talk, value: str = _DO) -> bytes:
        """Return the file that the conversation is about, where its end needs it and may be reached now."""
        if not guide.needs_file or value == _BACK or (guide.review is not None and value != _DO):
            return b""
        return await fetched(hear, talk.about.partition(" ")[0])

    def _chosen(self, desk: Desk, hear: Heard, token: str, value: str, file: bytes) -> Reply:
        talk = chat_of(desk, hear.chat).talk
        if talk is None or talk.token != token:  # pressed twice: the first press was faster
            raise ButtonUsed
        told, guide = self._told(desk, hear, talk, file), GUIDES[talk.name]
        guide.check(told)
        name = guide.open_step(told)
        if value == _BACK and talk.given:
            return self._go_on(replace(told, talk=talk.back()))
        if value == _DO and not name:
            return self._done(told, guide)
        step = guide.steps.get(name)
        if step is None:
            raise OfferUnknown
        if value in step.also:
            return self._go_on(replace(told, talk=step.also[value](talk)))
        if not _offered(step.ask(told), value):
            raise OfferUnknown
        return self._go_on(replace(told, talk=talk.answered(name, value)))

    def _typed(self, desk: Desk, hear: Heard, text: str, file: bytes) -> Reply | None:
        talk = chat_of(desk, hear.chat).talk
        if talk is None:
            return None
        told, guide = self._told(desk, hear, talk, file), GUIDES[talk.name]
        name = guide.open_step(told)
        if (not name or guide.steps[name].take is None) and guide.retype and talk.has(guide.retype):
            name = guide.retype
            told = replace(told, talk=talk.before(name))
        step = guide.steps.get(name)
        if step is None or step.take is None:
            return self._show(told, told.t("Please press one of the buttons."))
        try:
            guide.check(told)
            value = step.take(told, text)
        except TakenElsewhere as where:
            keep_talk(desk, hear.chat, None)
            return where.reply(told.asking)
        except Refused as error:
            other = step.refused(told, error)
            if other is not None:
                return self._asked(self._kept(told), other)
            return self._show(told, told.t.say(error.message))
        return self._go_on(replace(told, talk=told.talk.answered(name, value)))

    def _go_on(self, told: Told) -> Reply:
        """Ask what comes next, or do it where nothing is to be asked or shown any more."""
        guide = GUIDES[told.talk.name]
        guide.check(told)
        if not guide.open_step(told) and guide.review is None:
            return self._done(told, guide)
        return self._show(told)

    def _show(self, told: Told, before: str = "") -> Reply:
        guide = GUIDES[told.talk.name]
        told = self._kept(told)
        name = guide.open_step(told)
        if name:
            asked = guide.steps[name].ask(told)
            return self._asked(told, replace(asked, lines=[*filter(None, (before,)), *asked.lines]))
        assert guide.review is not None
        lines = [*filter(None, (before,)), *guide.review(told)]
        confirm = told.t(guide.confirm)  # an id that stands in the table of conversations
        token = told.talk.token
        return Reply("\n".join(lines), rows((Button(confirm, data("t", token, _DO)),), _ways_out(told)))

    def _asked(self, told: Told, asked: Question) -> Reply:
        token = told.talk.token
        buttons = [(Button(label(one.label), data("t", token, one.value)),) for one in asked.choices]
        return Reply("\n".join(asked.lines), rows(*buttons, _ways_out(told, asked.leave)))

    def _done(self, told: Told, guide: Guide) -> Reply:
        talk = told.talk
        if talk.subject_rev:
            check_unchanged(told.desk, told.desk.lookup(talk.subject), talk.subject_rev)
        keep_talk(told.desk, told.asking.chat, None)
        return guide.finish(told)

    def _kept(self, told: Told) -> Told:
        """Keep the conversation as it stands, with new buttons."""
        talk = replace(told.talk, token=secrets.token_urlsafe(_TOKEN_BYTES), asked_at=told.desk.now)
        keep_talk(told.desk, told.asking.chat, talk)
        return replace(told, talk=talk)

    # Shared

    def _told(self, desk: Desk, hear: Heard, talk: Talk, file: bytes = b"") -> Told:
        return Told(desk, self.speech.asking(desk, hear.chat), talk, self.core.board.attachments, file)

    async def _who(self, hear: Heard, guide: Guide, talk: Talk | None = None) -> Actor | None:
        """Return who acts; None where a member's conversation is not this chat's any more (A14, A19)."""
        if not guide.acts:
            return OFFICE
        who = await self.desk.actor(hear, *guide.acts)
        return None if who is None or (talk is not None and talk.person != who.id) else who

    async def _late(self, hear: Heard) -> None:
        """Say that what was begun is over; the words that came are answered as a question."""
        await self.core.act(lambda desk: keep_talk(desk, hear.chat, None))
        t = await self.speech.translator(hear.chat)
        await self.speech.say(hear, Reply(t("What you had begun waited too long and was left. Nothing was kept.")))


def given_up(asking: Asking, guide: Guide | None) -> Reply:
    """Say that a conversation was left."""
    t = asking.t
    told = t(guide.left) if guide is not None and guide.left else ""
    return Reply(told or t("Left; nothing was handed in, and nothing is kept."), (menu_row(t),))


def _ways_out(told: Told, leave: str = "") -> tuple[Button, ...]:
    t, token = told.t, told.talk.token
    out = Button(leave or t("Leave this"), data("t", token, _OUT))
    return (Button(t("One step back"), data("t", token, _BACK)), out) if told.talk.given else (out,)


def _offered(asked: Question, value: str) -> bool:
    return any(one.value == value for one in asked.choices)
