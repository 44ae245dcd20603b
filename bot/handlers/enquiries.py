"""The guided way to an enquiry, and what its asker says of the answer: a chat gives no name."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.answers import enquiries as answers
from bot.reply import Reply
from bot.speech import heard
from village_board.base.errors import Refused
from village_board.chats.service import OfferUnknown, chat_of, keep_enquiry, language_of
from village_board.enquiries.draft import EnquiryDraft
from village_board.enquiries.elsewhere import Elsewhere, MaybeElsewhere
from village_board.enquiries.finding import NoSuchEnquiry, enquiry_of, is_from_chat
from village_board.enquiries.judging import OlderReply, can_judge, judge, reopen
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind
from village_board.enquiries.receiving import Ask, checked_text, submit
from village_board.hearings.registrations import Applicant
from village_board.text.fold import fold

if TYPE_CHECKING:
    from telegram import Update

    from bot.asking import Asking
    from bot.core import Core
    from bot.handlers.desk import DeskHandlers
    from bot.speech import Heard, Speech
    from village_board.desk import Desk, Records

_LEAVE = frozenset({"放弃", "取消", "不写了", "算了", "cancel"})
_TOKEN_BYTES = 6


class EnquiryHandlers:
    """Handlers for whoever asks the village."""

    def __init__(self, core: Core, speech: Speech, desk: DeskHandlers) -> None:
        self.core = core
        self.speech = speech
        self.desk = desk

    async def ask(self, update: Update, context: Any) -> None:  # noqa: ARG002 - the library's shape
        """Begin: /ask."""
        hear = heard(update)
        assert hear is not None
        await self.speech.view(hear, "eq")

    async def mine(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """List one's own: /mine."""
        hear = heard(update)
        assert hear is not None
        await self.speech.view(hear, "em")

    async def cancel(self, update: Update, context: Any) -> None:
        """Leave what is being written: /cancel."""
        hear = heard(update)
        assert hear is not None
        if await self._draft(hear) is None:
            await self.desk.cancel(update, context)
        else:
            await self._drop(hear)

    async def button(self, update: Update, context: Any) -> None:  # noqa: ARG002
        """Answer a button of these."""
        hear = heard(update)
        assert hear is not None
        assert hear.query is not None
        view, *args = str(hear.query.data or "").split(":")
        first, second = (*args, "", "")[:2]
        try:
            if view == "er":
                await self._asker_says(hear, args)
            elif first == "k" and second in set(EnquiryKind):
                await self._begin(hear, EnquiryDraft(EnquiryKind(second), self._now(), _token()))
            elif first == "w" and second in set(Elsewhere):
                await self._elsewhere(hear, Elsewhere(second))
            elif first == "drop":
                await self._drop(hear)
            elif first in ("sure", "y", "n", "yes"):
                await self._go_on(hear, first, second)
            else:
                await self.speech.view(hear, "eq")
        except Refused as error:
            t = await self.speech.translator(hear.chat)
            await self.speech.alert(hear, t.say(error.message))

    async def took(self, hear: Heard, text: str) -> bool:
        """Take `text` as the words of the enquiry; False where none is being written."""
        draft = await self._draft(hear)
        if draft is None or not draft.is_open(self._now()):
            return False
        if fold(text).replace(" ", "") in _LEAVE:
            await self._drop(hear)
            return True
        township = self.core.board.settings.township

        def keep(desk: Desk) -> Reply:
            asking = self.speech.asking(desk, hear.chat)
            try:
                words = checked_text(desk, text, sure=draft.sure, township=township)
            except MaybeElsewhere as error:
                return answers.maybe_elsewhere(asking, draft, error.what)
            except Refused as error:
                return answers.ask_text(asking, draft, asking.t.say(error.message))
            written = replace(draft, text=words, may_be_public=None, token=_token())
            keep_enquiry(desk, hear.chat, written)
            return answers.review(asking, written) if written.reopens else answers.ask_public(asking, written)

        await self.speech.say(hear, await self.core.act(keep, update=hear.update))
        return True

    # Writing

    async def _begin(self, hear: Heard, draft: EnquiryDraft) -> None:
        def begin(desk: Desk) -> Reply:
            keep_enquiry(desk, hear.chat, draft)
            return answers.ask_text(self.speech.asking(desk, hear.chat), draft)

        await self.speech.say(hear, await self.core.act(begin, update=hear.update))

    async def _elsewhere(self, hear: Heard, what: Elsewhere) -> None:
        """Say who takes it. Where nothing is being written nothing at all is stored (P15)."""
        if await self._draft(hear) is not None:
            await self.core.act(lambda desk: keep_enquiry(desk, hear.chat, None))
        await self.speech.say(hear, await self._read(hear, lambda asking: answers.sent_elsewhere(asking, what)))

    async def _go_on(self, hear: Heard, step: str, token: str) -> None:
        """Take the next step with what the button was made for: once, as it was shown (A15-A17)."""

        def act(desk: Desk) -> Reply:
            draft = chat_of(desk, hear.chat).enquiry
            if draft is None or draft.token != token or (step != "sure" and not draft.text):
                raise OfferUnknown
            asking = self.speech.asking(desk, hear.chat)
            if step == "yes":
                reply = self._handed_in(desk, asking, draft)
                keep_enquiry(desk, hear.chat, None)
                return reply
            if step == "sure":
                changed = replace(draft, sure=True, begun_at=desk.now, token=_token())
                keep_enquiry(desk, hear.chat, changed)
                return answers.ask_text(asking, changed)
            changed = replace(draft, may_be_public=step == "y", token=_token())
            keep_enquiry(desk, hear.chat, changed)
            return answers.review(asking, changed)

        await self.speech.say(hear, await self.core.act(act, update=hear.update))

    def _handed_in(self, desk: Desk, asking: Asking, draft: EnquiryDraft) -> Reply:
        township = asking.settings.township
        if draft.reopens:
            one = reopen(desk, draft.reopens, draft.text, chat=asking.chat, sure=draft.sure, township=township)
            return answers.opened_again(asking, one)
        if draft.may_be_public is None:
            raise OfferUnknown
        ask = Ask(
            draft.kind,
            draft.text,
            Channel.BOT,
            Applicant(chat=asking.chat, language=language_of(desk, asking.chat)),
            may_be_public=draft.may_be_public,
            sure=draft.sure,
            township=township,
        )
        return answers.receipt(asking, submit(desk, ask))

    async def _drop(self, hear: Heard) -> None:
        await self.core.act(lambda desk: keep_enquiry(desk, hear.chat, None), update=hear.update)
        await self.speech.say(hear, await self._read(hear, answers.given_up))

    # What the asker says

    async def _asker_says(self, hear: Heard, args: list[str]) -> None:
        id_, round_, solved, grade = (*args, "", "", "", "")[:4]
        if round_ == "again":
            one = await self.core.read(lambda records: _own(records, hear.chat, id_))
            await self._begin(hear, EnquiryDraft(one.kind, self._now(), _token(), reopens=one.id))
        elif solved not in ("y", "n") or not round_.isdecimal():
            raise OfferUnknown
        elif grade in {str(number) for number in range(len(answers.GRADES))}:

            def act(desk: Desk) -> Reply:
                one = _own(desk, hear.chat, id_)
                chosen = answers.GRADES[int(grade)]
                kept = judge(desk, one.id, solved=solved == "y", grade=chosen, chat=hear.chat, round_=int(round_))
                return answers.judged(self.speech.asking(desk, hear.chat), kept)

            await self.speech.say(hear, await self.core.act(act, update=hear.update))
        else:

            def ask(asking: Asking) -> Reply:
                one = _own(asking.records, hear.chat, id_)
                if not can_judge(one, int(round_)):
                    raise OlderReply
                return answers.ask_grade(asking, one, solved=solved == "y")

            await self.speech.say(hear, await self._read(hear, ask))

    # Shared

    def _now(self) -> Any:
        return self.core.board.clock.now()

    async def _draft(self, hear: Heard) -> EnquiryDraft | None:
        return await self.core.read(lambda records: chat_of(records, hear.chat).enquiry)

    async def _read(self, hear: Heard, answer: Callable[[Asking], Reply]) -> Reply:
        return await self.core.read(lambda records: answer(self.speech.asking(records, hear.chat)))


def _own(records: Records, chat: int, id_: str) -> Enquiry:
    """Return the enquiry of this chat with this id; another's is as if it did not exist (A14)."""
    one = enquiry_of(records, id_)
    if not is_from_chat(records, chat, one):
        raise NoSuchEnquiry(id_)
    return one


def _token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)
