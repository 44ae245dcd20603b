"""The simulator: the very same handlers, with the terminal as the other side. No token, no network."""

from __future__ import annotations

import asyncio
import itertools
import sys
from pathlib import Path
from typing import Any, TextIO

from telegram import Update

from bot.core import Core
from bot.handlers.wiring import application
from bot.outbox import Outbox
from bot.speech import words
from bot.terminal import Print, Terminal
from bot.transport import VillageBot, scripted_bot
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.chats.bound import bindings, revoke_binding
from village_board.chats.service import forget
from village_board.i18n import DEFAULT
from village_board.links.service import bot_username
from village_board.notices.service import leave
from village_board.text.clean import clean

#: People who can be played: ``@2 words`` speaks as the second. No real chat has such a number.
PLAYERS = frozenset(range(1, 10))
_PICTURES, _SOUNDS = frozenset({".jpg", ".jpeg", ".png"}), frozenset({".ogg", ".oga"})


class NoSuchFile(Refused):
    """The file that a player wants to send cannot be read."""

    sentence = N_("The file {file} cannot be read.")

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class Simulator:
    """Turns lines into updates.

    A number presses that button, ``[label]`` the one that begins so; ``+FILE`` sends a file; anything else is sent as
    a message.

    Args:
        core: the board.
        show: prints what a player sees.
        folder: where the files lie that players send.
        heard: told of each line that a player types.
    """

    def __init__(self, core: Core, show: Print, folder: Path = Path(), heard: Print | None = None) -> None:
        self.core = core
        self.show = show
        self.heard = heard
        self.folder = folder
        board = core.board
        self.terminal = Terminal(show, board.settings.bot_username)
        with board.reading() as records:
            self.terminal.username = bot_username(records, board.settings) or self.terminal.username
        self.bot: VillageBot = scripted_bot(self.terminal)
        self.app = application(self.bot, core)
        self.outbox = Outbox(core, self.bot, chats=PLAYERS)
        self._updates = itertools.count(1)
        self._player = 1

    async def begin(self) -> None:
        """Get ready."""
        await self.app.initialize()

    async def end(self) -> None:
        """Forget the players."""
        for player in self.terminal.screens:
            await self.core.act(lambda desk, chat=player: _leave(desk, chat))  # type: ignore[misc]
        await self.app.shutdown()

    async def run(self, lines: TextIO = sys.stdin) -> None:
        """Talk until the input ends."""
        await self.begin()
        try:
            t = words(DEFAULT)
            self.show(t("A number presses that button; '=3' sends the number 3; '@2 hello' speaks as a second person."))
            self.show(t("'[Menu]' presses a button by its words; '+photo.jpg' sends a file."))
            await self.line("/start")
            while line := await asyncio.to_thread(lines.readline):
                text = line.rstrip("\n")
                if not lines.isatty():
                    self.show(f"\n> {text}")
                if text.strip():
                    await self.line(text.strip())
        finally:
            await self.end()

    def offers(self, text: str) -> bool:
        """Tell whether the line `text` presses a button that is there."""
        return self._press(self._spoken(text)) is not None

    def _spoken(self, text: str) -> str:
        """Return a line without the number of the person who speaks, whose turn it is from now on."""
        if text[:1] == "@" and text[1:2].isdigit() and int(text[1]) in PLAYERS:
            self._player, text = int(text[1]), text[2:].strip()
        return text

    async def line(self, text: str) -> None:
        """Deal with one line, then deliver the notices that it led to."""
        text = self._spoken(text)
        if text:
            if self.heard is not None:
                self.heard(f"@{self._player} {self._named(text)}")
            try:
                update = self._update(text)
            except NoSuchFile as error:
                self.show(words(DEFAULT).say(error.message))
            else:
                await self.app.process_update(Update.de_json({"update_id": next(self._updates), **update}, self.bot))
        await self.outbox.drain()

    def _named(self, text: str) -> str:
        """Return a number of a button as the words on it: they stay when the buttons move."""
        pressed = self._press(text)
        if pressed is None:
            return text
        data = pressed["callback_query"]["data"]
        buttons = self.terminal.screens[self._player].buttons
        return f"[{next(one['text'] for one in buttons if one['callback_data'] == data)}]"

    def _update(self, text: str) -> dict[str, Any]:
        pressed = self._press(text)
        if pressed is not None:
            return pressed
        if text.startswith("+") and len(text) > 1:
            return self._sent(text[1:].strip())
        return self._message(text.removeprefix("="))

    def _person(self) -> dict[str, Any]:
        return {"id": self._player, "is_bot": False, "first_name": str(self._player)}

    def _press(self, text: str) -> dict[str, Any] | None:
        """Return the press of a button; None where `text` names none."""
        screen = self.terminal.screens.get(self._player)
        buttons = screen.buttons if screen is not None else []
        at = None
        if text.isdigit() and len(text) <= 2:  # noqa: PLR2004
            at = int(text) - 1
        elif text.startswith("[") and text.endswith("]"):
            wanted = text[1:-1].strip()
            at = next((n for n, button in enumerate(buttons) if button["text"].startswith(wanted)), None)
        if screen is None or at is None or not 0 <= at < len(buttons):
            return None
        return {
            "callback_query": {
                "id": "1",
                "from": self._person(),
                "chat_instance": "1",
                "message": screen.message,
                "data": buttons[at]["callback_data"],
            }
        }

    def _sent(self, name: str) -> dict[str, Any]:
        """Return the message by which a player sends a file: as picture, voice note or document."""
        path = self.folder / name
        try:
            content = path.read_bytes()
        except OSError:
            raise NoSuchFile(clean(name)) from None
        file = {"file_id": self.terminal.upload(content), "file_unique_id": "u", "file_size": len(content)}
        if path.suffix.lower() in _PICTURES:
            return self._message("", photo=[{**file, "width": 100, "height": 100}])
        if path.suffix.lower() in _SOUNDS:
            return self._message("", voice={**file, "duration": 3})
        return self._message("", document={**file, "file_name": path.name})

    def _message(self, text: str, **more: Any) -> dict[str, Any]:
        message: dict[str, Any] = {
            "message_id": 0,
            "date": 1,
            "chat": {"id": self._player, "type": "private"},
            "from": self._person(),
            **more,
        }
        if text:
            message["text"] = text
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        return {"message": message}


def _leave(desk: Any, chat: int) -> None:
    """Forget a player: no real chat would answer to a notice."""
    for one in bindings(desk):
        if one.chat == chat:
            revoke_binding(desk, one.id)
    leave(desk, chat)
    forget(desk, chat)
