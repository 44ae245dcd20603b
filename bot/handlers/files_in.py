"""What comes as a file: into the conversation that waits for it, a spreadsheet, a voice for the hall (P13, P19)."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from bot.answers import files_in as answers
from bot.reply import Reply
from bot.sheets import findings_table, judged
from bot.speech import heard
from bot.talks.fetching import Sent, fetched, sent_in
from village_board.attachments.model import Upload
from village_board.base.errors import NotFound, Refused
from village_board.people.acts import Act
from village_board.text.clean import clean

if TYPE_CHECKING:
    from telegram import Update

    from bot.core import Core
    from bot.handlers.desk import DeskHandlers
    from bot.handlers.public import PublicHandlers
    from bot.speech import Heard, Speech
    from village_board.desk import Desk
    from village_board.interchange.importing import ImportReport


class FilesInHandlers:
    """Handlers for files; what nobody waits for is not taken (P21)."""

    def __init__(self, core: Core, speech: Speech, desk: DeskHandlers, public: PublicHandlers) -> None:
        self.core = core
        self.speech = speech
        self.desk = desk
        self.public = public

    async def came(self, update: Update, context: Any) -> None:
        """Take a file in, or say that it is not taken."""
        hear = heard(update)
        assert hear is not None
        assert hear.message is not None
        sent = sent_in(hear.message)
        try:
            if sent is None or not await self._taken(hear, sent):
                await self.public.papers(update, context)
        except NotFound:
            await self.public.papers(update, context)
        except Refused as error:
            t = await self.speech.translator(hear.chat)
            await self.speech.say(hear, Reply(t.say(error.message)))

    async def _taken(self, hear: Heard, sent: Sent) -> bool:
        talk = await self.desk.talks.talk_of(hear)
        if talk is not None and talk.name == "files" and talk.is_open(self.core.board.clock.now()):
            content = await fetched(hear, sent.id, sent.size)
            await self.desk.talks.add_file(hear, Upload(content, sent.name))
            return True
        if sent.is_sound and await self.desk.actor(hear, Act.ATTACH) is not None:
            await self.desk.talks.begin(hear, "sound", about=sent.id)
            return True
        if not (sent.is_sound or sent.is_photo):
            return await self._sheet(hear, sent)
        return False

    async def _sheet(self, hear: Heard, sent: Sent) -> bool:
        """Judge a clerk's spreadsheet, send its findings back, and offer to take it in where nothing is wrong."""
        who = await self.desk.actor(hear, Act.IMPORT)
        if who is None:
            return False
        content = await fetched(hear, sent.id, sent.size)
        name = clean(sent.name)

        def judge(desk: Desk) -> tuple[ImportReport, str, bytes]:
            report = judged(desk, content, name)
            asking = self.speech.asking(desk, hear.chat)
            table = findings_table(asking.t, report.findings) if report.findings else b""
            return report, answers.judged(asking, name, report), table

        report, told, table = await self.core.act(judge, who=who)
        await self.speech.say(hear, Reply(told))
        if table:
            await self.speech.file(hear, table, "findings.csv")
        elif report.inserted or report.updated:
            about = f"{sent.id} {sha256(content).hexdigest()} {name}"
            await self.desk.talks.begin(hear, "sheet", about=about)
        return True
