"""The other side of the simulator: what a Bot API server would answer, and what each player then sees."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.speech import words
from village_board.i18n import DEFAULT

BOT_ID = 1_000_000
#: Lines of a table that are shown of a file.
_TABLE_LINES = 8

Print = Callable[[str], None]


@dataclass
class Screen:
    """What a player can press: the buttons of the last message that has any."""

    message: dict[str, Any] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)


class Terminal(BaseRequest):
    """Answers as a Bot API server would, and prints what it is told to show.

    Args:
        show: prints one thing that a player sees.
        username: of the bot.
    """

    def __init__(self, show: Print, username: str) -> None:
        self.show = show
        self.username = username or "simulated_bot"
        self.screens: dict[int, Screen] = {}
        self.several = False
        self._uploads: dict[str, bytes] = {}
        self._ids = itertools.count(1)

    @property
    def read_timeout(self) -> float | None:
        """No time-out: nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    def upload(self, content: bytes) -> str:
        """Keep a file that a player sends; return the name by which it is fetched."""
        name = f"upload{len(self._uploads) + 1}"
        self._uploads[name] = content
        return name

    async def do_request(  # type: ignore[override]
        self,
        url: str,
        method: str,  # noqa: ARG002 - the library's shape
        request_data: RequestData | None = None,
        **_: Any,
    ) -> tuple[int, bytes]:
        """Do what the method at the end of `url` says; a file's address gives the file."""
        name = url.rpartition("/")[2]
        if name in self._uploads:
            return 200, self._uploads[name]
        data = dict(request_data.parameters) if request_data is not None else {}
        if request_data is not None and request_data.contains_files:
            data["files"] = request_data.multipart_data
        methods: dict[str, Callable[[dict[str, Any]], Any]] = {
            "getMe": self._me,
            "getFile": self._file,
            "sendMessage": self._sent,
            "editMessageText": self._edited,
            "sendPhoto": self._filed,
            "sendDocument": self._filed,
            "answerCallbackQuery": self._pressed,
            "getMyCommands": lambda _: [],
        }
        answer = methods[name](data) if name in methods else True
        return 200, json.dumps({"ok": True, "result": answer}).encode()

    def _me(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"id": BOT_ID, "is_bot": True, "first_name": "bot", "username": self.username}

    def _file(self, data: dict[str, Any]) -> dict[str, Any]:
        name = data["file_id"]
        size = len(self._uploads.get(name, b""))
        return {"file_id": name, "file_unique_id": name, "file_size": size, "file_path": name}

    def _sent(self, data: dict[str, Any]) -> dict[str, Any]:
        return self._painted(data, next(self._ids), "")

    def _filed(self, data: dict[str, Any]) -> dict[str, Any]:
        """Show a picture or file as words: its name, its size, what it is; a table with its first lines."""
        t = words(DEFAULT)
        said = []
        for name, content, *_ in data["files"].values():
            said.append(t("[File {name}, {size} KB]", name=name, size=-(-len(content) // 1024)))
            if str(name).endswith(".csv"):
                said += content.decode("utf-8-sig").splitlines()[:_TABLE_LINES]
        text = "\n".join(filter(None, (*said, data.get("caption", ""))))
        return self._painted(data | {"text": text}, next(self._ids), "")

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
        screen = self.screens.setdefault(chat, Screen())
        markup = data.get("reply_markup") or {}
        rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else json.loads(markup)["inline_keyboard"]
        message = {
            "message_id": number,
            "date": 1,
            "chat": {"id": chat, "type": "private"},
            "text": data["text"],
        }
        if rows or number == screen.message.get("message_id"):  # buttons of an older message stay
            screen.message = message
            screen.buttons = [button for row in rows for button in row]
        whose = f"@{chat} " if self.several or len(self.screens) > 1 else ""
        place = itertools.count(1)
        lines = [f"{whose}{head}{data['text']}"]
        lines += ["   ".join(f"[{next(place)}] {button['text']}" for button in row) for row in rows]
        self.show("\n" + "\n".join(lines))
        return message
