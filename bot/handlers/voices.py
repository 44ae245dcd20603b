"""What any villager hands in through the bot: a registration, an opinion, an objection. A chat is asked for no name."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.answers import menu
from bot.answers import voices as answers
from bot.reply import Reply
from bot.speech import heard
from bot.words import understood
from village_board.base.errors import NotFound, Refused
from village_board.base.message import Message
from village_board.chats.service import OfferUnknown, chat_of, keep_voice, language_of
from village_board.hearings.model import HEARING_AHEAD, Hearing, Resolution, Stance
from village_board.hearings.objections import can_object, object_to
from village_board.hearings.opinions import hand_in_opinion, text_within
from village_board.hearings.places import class_of
from village_board.hearings.registrations import (
    Applicant,
    NotRegistered,
    register,
    registration_of_chat,
    withdraw,
)
from village_board.hearings.rules import WrongMoment
from village_board.hearings.voice_draft import VoiceDraft, VoiceKind
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS
from village_board.limits.service import limits_of
from village_board.text.fold import fold

if TYPE_CHECKING:
    from telegram import Update

    from bot.asking import Asking
    from bot.core import Core
    from bot.speech import Heard, Speech
    from village_board.desk import Desk, Records

_LEAVE = frozenset({"放弃", "取消", "不写了", "算了", "cancel"})
_TOKEN_BYTES = 6


class VoiceHandlers:
    """Handlers for everybody's say."""

    def __init__(self, core: Core, speech: Speech) -> None:
        self.core = core
        self.speech = speech

    async def button(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Answer a button of these."""
        hear = heard(update)
        assert hear is not None
        assert hear.query is not None
        kind, *args = str(hear.query.data or "").split(":")
        try:
            if kind == "tp":
                await self._taking_part(hear, args)
            elif args[:1] == ["drop"]:
                await self._drop(hear)
            elif args[:1] == ["yes"]:
                await self._hand_in(hear, args[1] if len(args) > 1 else "")
            elif kind == "op":
                await self._opinion(hear, args)
            else:
                await self._objection(hear, args[0] if args else "")
        except NotFound:
            await self.speech.view(hear, "r", args[0] if args else "")
        except Refused as error:
            t = await self.speech.translator(hear.chat)
            await self.speech.alert(hear, t.say(error.message))

    async def took(self, hear: Heard, text: str) -> bool:
        """Take `text` as what is being written; False where nothing is, or where it must not be taken (P15)."""
        draft = await self._draft(hear)
        if draft is None or not draft.is_open(self.core.board.clock.now()):
            return False
        if fold(text).replace(" ", "") in _LEAVE:
            await self._drop(hear)
            return True
        if understood(text, self.core.board.clock.today())[0] == "wrong":
            await self.core.act(lambda desk: keep_voice(desk, hear.chat, None), update=hear.update)
            await self.speech.say(hear, await self._read(hear, menu.wrongdoing))
            return True

        def keep(desk: Desk) -> Reply:
            asking = self.speech.asking(desk, hear.chat)
            most = limits_of(desk).count("hearing.opinion_length")
            matter = desk.lookup(draft.subject).title
            try:
                words = text_within(text, most)
            except Refused as error:
                return answers.ask_text(asking, draft, matter, most, asking.t.say(error.message))
            written = replace(draft, text=words, token=_token())
            keep_voice(desk, hear.chat, written)
            return answers.review(asking, written, matter)

        await self.speech.say(hear, await self.core.act(keep, update=hear.update))
        return True

    # Taking part

    async def _taking_part(self, hear: Heard, args: list[str]) -> None:
        id_, group, yes = (*args, "", "", "")[:3]
        if group == "off":
            await self._withdrawing(hear, id_, sure=yes == "yes")
        elif group and yes == "yes":

            def act(desk: Desk) -> Reply:
                applicant = Applicant(chat=hear.chat, language=language_of(desk, hear.chat))
                made = register(desk, _hearing(desk, id_).id, group, applicant)
                return answers.registered(self.speech.asking(desk, hear.chat), desk.get(Hearing, id_), made)

            await self.speech.say(hear, await self.core.act(act, update=hear.update))
        elif group:
            class_of(group)
            await self.speech.say(
                hear, await self._read(hear, lambda a: answers.ask_registration(a, _ahead(a.records, id_), group))
            )
        else:
            await self.speech.say(
                hear, await self._read(hear, lambda asking: answers.ask_class(asking, _ahead(asking.records, id_)))
            )

    async def _withdrawing(self, hear: Heard, id_: str, *, sure: bool) -> None:
        if not sure:
            await self.speech.say(
                hear, await self._read(hear, lambda asking: answers.ask_withdrawal(asking, _ahead(asking.records, id_)))
            )
            return

        def act(desk: Desk) -> Reply:
            hearing = _hearing(desk, id_)
            mine = registration_of_chat(desk, hearing.id, hear.chat)
            if mine is None:
                raise NotRegistered(hearing.matter)
            withdraw(desk, mine.id)
            return answers.withdrawn(self.speech.asking(desk, hear.chat))

        await self.speech.say(hear, await self.core.act(act, update=hear.update))

    # Writing

    async def _opinion(self, hear: Heard, args: list[str]) -> None:
        id_, stance, standing = (*args, "", "", "")[:3]
        if stance not in set(Stance):
            await self.speech.say(
                hear, await self._read(hear, lambda asking: answers.ask_stance(asking, _ahead(asking.records, id_)))
            )
        elif not standing:
            await self.speech.say(
                hear,
                await self._read(
                    hear, lambda asking: answers.ask_standing(asking, _ahead(asking.records, id_), Stance(stance))
                ),
            )
        else:
            await self._begin(hear, VoiceKind.OPINION, id_, Stance(stance), class_of(standing).key)

    async def _objection(self, hear: Heard, id_: str) -> None:
        await self._begin(hear, VoiceKind.OBJECTION, id_)

    async def _begin(
        self, hear: Heard, kind: VoiceKind, id_: str, stance: Stance | None = None, standing: str = ""
    ) -> None:
        def begin(desk: Desk) -> Reply:
            record = _ahead(desk, id_) if kind is VoiceKind.OPINION else _open_resolution(desk, id_)
            draft = VoiceDraft(kind, record.id, desk.now, _token(), stance, standing)
            keep_voice(desk, hear.chat, draft)
            most = limits_of(desk).count("hearing.opinion_length")
            return answers.ask_text(self.speech.asking(desk, hear.chat), draft, record.matter, most)

        await self.speech.say(hear, await self.core.act(begin, update=hear.update))

    async def _hand_in(self, hear: Heard, token: str) -> None:
        """Hand in what the button was made for: once, as it was shown (A15-A17)."""

        def act(desk: Desk) -> Reply:
            draft = chat_of(desk, hear.chat).voice
            if draft is None or draft.token != token or not draft.text:
                raise OfferUnknown
            asking = self.speech.asking(desk, hear.chat)
            reply = _ACTS[draft.kind](desk, asking, draft)
            keep_voice(desk, hear.chat, None)
            return reply

        await self.speech.say(hear, await self.core.act(act, update=hear.update))

    async def _drop(self, hear: Heard) -> None:
        await self.core.act(lambda desk: keep_voice(desk, hear.chat, None), update=hear.update)
        await self.speech.say(hear, await self._read(hear, answers.given_up))

    # Shared

    async def _draft(self, hear: Heard) -> VoiceDraft | None:
        return await self.core.read(lambda records: chat_of(records, hear.chat).voice)

    async def _read(self, hear: Heard, answer: Callable[[Asking], Reply]) -> Reply:
        return await self.core.read(lambda records: answer(self.speech.asking(records, hear.chat)))


def _opinion(desk: Desk, asking: Asking, draft: VoiceDraft) -> Reply:
    applicant = Applicant(chat=asking.chat, language=language_of(desk, asking.chat))
    made = hand_in_opinion(
        desk,
        draft.subject,
        applicant,
        stance=draft.stance or Stance.CHANGE,
        content=draft.text,
        standing=draft.standing,
    )
    return answers.opinion_taken(asking, made)


def _objection(desk: Desk, asking: Asking, draft: VoiceDraft) -> Reply:
    applicant = Applicant(chat=asking.chat, language=language_of(desk, asking.chat))
    return answers.objection_taken(asking, object_to(desk, draft.subject, draft.text, applicant))


_ACTS: dict[VoiceKind, Callable[[Any, Any, VoiceDraft], Reply]] = {
    VoiceKind.OPINION: _opinion,
    VoiceKind.OBJECTION: _objection,
}


def _hearing(records: Records, id_: str) -> Hearing:
    """Return the public hearing with this id.

    Raises:
        NotFound: there is none (A14).
    """
    record = records.lookup(id_)
    if not isinstance(record, Hearing) or not record.public:
        raise NotFound(Hearing.KIND.label, id_)
    return record


def _ahead(records: Records, id_: str) -> Hearing:
    hearing = _hearing(records, id_)
    if hearing.status not in HEARING_AHEAD:
        raise WrongMoment(hearing.title, Message(HEARING_STATUS[hearing.status]))
    return hearing


def _open_resolution(records: Records, id_: str) -> Resolution:
    record = records.lookup(id_)
    if not isinstance(record, Resolution) or not record.public:
        raise NotFound(Resolution.KIND.label, id_)
    if not can_object(records, record):
        raise WrongMoment(record.title, Message(RESOLUTION_STATUS[record.status]))
    return record


def _token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)
