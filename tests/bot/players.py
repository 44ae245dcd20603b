"""People who talk to the bot through its own handlers, without a network."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.core import Core
from bot.handlers.wiring import application
from bot.transport import scripted_bot
from tests.support.bot_api_fields import Fields
from village_board.board import Board


@dataclass
class Heard:
    """What the bot said last in one chat."""

    text: str = ""
    labels: dict[str, str] = field(default_factory=dict)  # label -> callback data
    message: dict[str, Any] = field(default_factory=dict)
    alert: str = ""
    count: int = 0


class Scripted(BaseRequest):
    """Answers every method at once, with the checks of the server on loopback, and remembers."""

    def __init__(self) -> None:
        self.chats: dict[int, Heard] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.uploads: dict[str, bytes] = {}
        self.files: list[tuple[int, str, bytes]] = []
        self.errors: list[Exception] = []

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, url: str, method: str, request_data: RequestData | None = None, **_: Any) -> Any:
        name = url.rpartition("/")[2]
        if name in self.uploads:
            return 200, self.uploads[name]
        data = dict(request_data.json_parameters) if request_data else {}
        self.calls.append((name, data))
        if name == "sendDocument" and request_data is not None:
            for file, content, *_ in request_data.multipart_data.values():
                self.files.append((int(data["chat_id"]), file, content))
            message = {"message_id": len(self.calls) + 1, "date": 1, "chat": {"id": 1, "type": "private"}}
            return 200, json.dumps({"ok": True, "result": message}).encode()
        if self.errors:
            raise self.errors.pop(0)
        return 200, json.dumps({"ok": True, "result": self._result(name, data)}).encode()

    def _result(self, name: str, data: dict[str, Any]) -> Any:
        fields = Fields(data)
        if name == "getMe":
            return {"id": 5, "is_bot": True, "first_name": "b", "username": "player_bot"}
        if name == "getFile":
            file = data["file_id"]
            size = len(self.uploads.get(file, b""))
            return {"file_id": file, "file_unique_id": file, "file_size": size, "file_path": file}
        if name == "answerCallbackQuery":
            self.last_alert = fields.text("text", 200, empty=True)
            return True
        if name not in ("sendMessage", "editMessageText"):
            return True
        chat, text = fields.integer("chat_id"), fields.text("text", 4096)
        buttons, _ = fields.keyboard()
        heard = self.chats.setdefault(chat, Heard())
        heard.text, heard.labels, heard.count = text, dict(buttons), heard.count + 1
        number = fields.integer("message_id", None) or len(self.calls) + 1
        heard.message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "text": text}
        return heard.message


class Players:
    """Chats with numbers; each call returns what the bot said there last."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.core = Core(board)
        self.request = Scripted()
        self.bot = scripted_bot(self.request)
        self.app = application(self.bot, self.core)
        self._update = 0

    async def begin(self) -> None:
        await self.app.initialize()
        self.core.bot = self.bot.id

    async def end(self) -> None:
        await self.app.shutdown()
        self.core.close()

    async def say(self, chat: int, text: str, /, **more: Any) -> Heard:
        """Send words; with `more` other fields of a message."""
        message: dict[str, Any] = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}}
        message |= {"from": {"id": chat, "is_bot": False, "first_name": "x"}, **more}
        if text:
            message["text"] = text
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return await self._deal(chat, {"message": message})

    async def send(self, chat: int, kind: str, content: bytes, name: str = "", size: int | None = None) -> Heard:
        """Send a file as ``photo``, ``voice`` or ``document``; `size` is what the message says of it."""
        file_id = f"up{len(self.request.uploads)}"
        self.request.uploads[file_id] = content
        file = {"file_id": file_id, "file_unique_id": "u", "file_size": len(content) if size is None else size}
        shapes: dict[str, Any] = {
            "photo": [{**file, "width": 40, "height": 30}],
            "voice": {**file, "duration": 2},
            "document": {**file, "file_name": name},
        }
        return await self.say(chat, "", **{kind: shapes[kind]})

    async def press(self, chat: int, button: str) -> Heard:
        """Press a button by its label (or the beginning of it), else by the callback data given."""
        heard = self.request.chats.get(chat, Heard())
        data = next((data for label, data in heard.labels.items() if label.startswith(button)), button)
        message = heard.message or {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"}
        person = {"id": chat, "is_bot": False, "first_name": "x"}
        query = {"id": "1", "chat_instance": "1", "message": message, "data": data, "from": person}
        return await self._deal(chat, {"callback_query": query})

    async def _deal(self, chat: int, update: dict[str, Any]) -> Heard:
        self._update += 1
        self.request.last_alert = ""
        await self.app.process_update(Update.de_json({"update_id": self._update, **update}, self.bot))
        heard = self.request.chats.setdefault(chat, Heard())
        heard.alert = self.request.last_alert
        return heard
