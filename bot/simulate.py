"""The simulator: the very same handlers, with the terminal as the other side. No token, no network."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TextIO

from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.core import Core
from bot.handlers.wiring import application
from bot.outbox import Outbox
from bot.speech import words
from bot.transport import VillageBot, scripted_bot
from village_board.chats.service import forget
from village_board.i18n import DEFAULT
from village_board.links.service import bot_username
from village_board.notices.service import leave

#: People who can be played: ``@2 words`` speaks as the second. No real chat has such a number.
PLAYERS = frozenset(range(1, 10))
BOT_ID = 1_000_000

Print = Callable[[str], None]


@dataclass
class _Screen:
    """What a player sees: the buttons of the last message."""

    message: dict[str, Any] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)


class Terminal(BaseRequest):
    """Answers as a Bot API server would, and prints what it is told to show."""

    def __init__(self, show: Print, username: str) -> None:
        self.show = show
        self.username = username or "simulated_bot"
        self.screens: dict[int, _Screen] = {}
        self._ids = itertools.count(1)

    @property
    def read_timeout(self) -> float | None:
        """No time-out: nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    async def do_request(  # type: ignore[override]
        self,
        url: str,
        method: str,  # noqa: ARG002 - the library's shape
        request_data: RequestData | None = None,
        **_: Any,
    ) -> tuple[int, bytes]:
        """Do what the method at the end of `url` says."""
        name = url.rpartition("/")[2]
        data = dict(request_data.parameters) if request_data is not None else {}
        methods: dict[str, Callable[[dict[str, Any]], Any]] = {
            "getMe": self._me,
            "sendMessage": self._sent,
            "editMessageText": self._edited,
            "answerCallbackQuery": self._pressed,
        }
        answer = methods[name](data) if name in methods else True
        return 200, json.dumps({"ok": True, "result": answer}).encode()

    def _me(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"id": BOT_ID, "is_bot": True, "first_name": "bot", "username": self.username}

    def _sent(self, data: dict[str, Any]) -> dict[str, Any]:
        return self._painted(data, next(self._ids), "")

    def _edited(self, data: dict[str, Any]) -> dict[str, Any]:
        t = words(DEFAULT)
        return self._painted(data, int(data["message_id"]), t("(in place of the message before)") + "\n")

    def _pressed(self, data: dict[str, Any]) -> bool:
        if data.get("text"):
            t = words(DEFAULT)
            self.show(t("[Notice over the chat: {text}]", text=data["text"]))
        return True

    def _painted(self, data: dict[str, Any], number: int, head: str) -> dict[str, Any]:
        chat = int(data["chat_id"])
        screen = self.screens.setdefault(chat, _Screen())
        markup = data.get("reply_markup") or {}
        rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else json.loads(markup)["inline_keyboard"]
        message = {
            "message_id": number,
            "date": 1,
            "chat": {"id": chat, "type": "private"},
            "text": data["text"],
        }
        screen.message = message
        screen.buttons = [button for row in rows for button in row]
        whose = f"@{chat} " if len(self.screens) > 1 else ""
        self.show(f"\n{whose}{head}{data['text']}")
        place = itertools.count(1)
        for row in rows:
            self.show("   ".join(f"[{next(place)}] {button['text']}" for button in row))
        return message


class Simulator:
    """Turns lines into updates: a number presses that button, anything else is sent as a message."""

    def __init__(self, core: Core, show: Print) -> None:
        self.core = core
        self.show = show
        board = core.board
        self.terminal = Terminal(show, board.settings.bot_username)
        with board.reading() as records:
            self.terminal.username = bot_username(records, board.settings) or self.terminal.username
        self.bot: VillageBot = scripted_bot(self.terminal)
        self.app = application(self.bot, core)
        self.outbox = Outbox(core, self.bot, chats=PLAYERS)
        self._updates = itertools.count(1)
        self._player = 1

    async def run(self, lines: TextIO = sys.stdin) -> None:
        """Talk until the input ends, then forget the players."""
        await self.app.initialize()
        try:
            t = words(DEFAULT)
            self.show(t("A number presses that button; '=3' sends the number 3; '@2 hello' speaks as a second person."))
            await self.line("/start")
            while line := await asyncio.to_thread(lines.readline):
                text = line.rstrip("\n")
                if not lines.isatty():
                    self.show(f"\n> {text}")
                if text.strip():
                    await self.line(text.strip())
        finally:
            for player in self.terminal.screens:
                await self.core.act(lambda desk, chat=player: _leave(desk, chat))  # type: ignore[misc]
            await self.app.shutdown()

    async def line(self, text: str) -> None:
        """Deal with one line, then deliver the notices that it led to."""
        if text[:1] == "@" and text[1:2].isdigit() and int(text[1]) in PLAYERS:
            self._player, text = int(text[1]), text[2:].strip()
        if text:
            update = self._press(int(text)) if text.isdigit() and len(text) <= 2 else None  # noqa: PLR2004
            update = update or self._message(text.removeprefix("="))
            await self.app.process_update(Update.de_json({"update_id": next(self._updates), **update}, self.bot))
        await self.outbox.drain()

    def _person(self) -> dict[str, Any]:
        return {"id": self._player, "is_bot": False, "first_name": str(self._player)}

    def _press(self, number: int) -> dict[str, Any] | None:
        screen = self.terminal.screens.get(self._player)
        if screen is None or not 1 <= number <= len(screen.buttons):
            return None
        query = {
            "id": "1",
            "from": self._person(),
            "chat_instance": "1",
            "message": screen.message,
            "data": screen.buttons[number - 1]["callback_data"],
        }
        return {"callback_query": query}

    def _message(self, text: str) -> dict[str, Any]:
        message: dict[str, Any] = {
            "message_id": 0,
            "date": 1,
            "chat": {"id": self._player, "type": "private"},
            "from": self._person(),
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        return {"message": message}


def _leave(desk: Any, chat: int) -> None:
    leave(desk, chat)
    forget(desk, chat)
