"""A Bot API server on loopback: strict about types and limits, able to fail in every way, and remembering.

In a test::

    with BotApi() as api:
        api.say(7, "/start")                      # somebody writes
        api.fail("sendMessage", Fault.status(429, retry_after=30))
        ... village-bot --api-base api.base ...
        assert api.sent(7)[-1].text == ...

By hand: ``python -m tests.support.bot_api --port 9100``, then ``village-bot --api-base http://127.0.0.1:9100/bot``
with the token ``1:test``; to speak: ``curl -d '{"chat": 7, "text": "/start"}' http://127.0.0.1:9100/control/say``
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from tests.support.bot_api_fields import JSON, Fields, Refused
from tests.support.bot_api_http import Handler, Server

TOKEN = "1:test"
USERNAME = "village_test_bot"
BOT_ID = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """How a request fails: before it is carried out or after it (`taken`), with an answer or without.

    `code` 0 gives no answer: the connection is held until the server ends (`hold`), else dropped at once.
    """

    code: int = 0
    description: str = ""
    parameters: tuple[tuple[str, int], ...] = ()
    taken: bool = False
    hold: bool = False

    @classmethod
    def status(cls, code: int, description: str = "", **parameters: int) -> Fault:
        """Refuse with an HTTP status; `parameters` are Telegram's, such as ``retry_after``."""
        return cls(code, description or f"Error {code}", tuple(parameters.items()))

    @classmethod
    def hang(cls, *, taken: bool = False) -> Fault:
        """Never answer; with `taken` the request had been carried out."""
        return cls(taken=taken, hold=True)

    @classmethod
    def drop(cls, *, taken: bool = False) -> Fault:
        """Close the connection without an answer; with `taken` the request had been carried out."""
        return cls(taken=taken)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the server accepted, or the edit of one."""

    chat: int
    message_id: int
    text: str
    buttons: tuple[tuple[str, str], ...]  # label, callback_data
    edited: bool
    at: float  # time.monotonic
    preview_off: bool = False


@dataclass(slots=True)
class _Rule:
    fault: Fault
    times: int
    chats: frozenset[int] | None


@dataclass
class _State:
    updates: list[JSON] = field(default_factory=list)
    again: list[JSON] = field(default_factory=list)
    next_update: int = 1000
    next_message: int = 1
    poller: int = 0
    sent: list[Sent] = field(default_factory=list)
    requests: list[tuple[str, JSON, float]] = field(default_factory=list)
    answers: list[JSON] = field(default_factory=list)
    commands: list[JSON] = field(default_factory=list)
    texts: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    rules: dict[str, list[_Rule]] = field(default_factory=dict)


class BotApi:
    """The server, in a thread of its own."""

    def __init__(self, port: int = 0, token: str = TOKEN, *, echo: bool = False) -> None:
        self.token = token
        self.echo = echo
        self.state = _State()
        self.lock = threading.Condition()
        self.closing = threading.Event()
        self._server = Server(("127.0.0.1", port), Handler)
        self._server.api = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def base(self) -> str:
        """What ``--api-base`` takes."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/bot"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        with self.lock:
            self.lock.notify_all()
        self._server.shutdown()
        self._server.server_close()

    # What a test says and asks

    def say(self, chat: int, text: str, **more: Any) -> int:
        """Let somebody write `text`; returns the update's id."""
        message: JSON = {
            "message_id": self._message_id(),
            "date": 1,
            "chat": _chat(chat),
            "from": _user(chat),
        }
        message |= {"text": text, **more}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        return self.push({"message": message})

    def send_photo(self, chat: int) -> int:
        """Let somebody send a picture."""
        photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
        message = {
            "message_id": self._message_id(),
            "date": 1,
            "chat": _chat(chat),
            "from": _user(chat),
            "photo": photo,
        }
        return self.push({"message": message})

    def press(self, chat: int, data: str, *, message_id: int | None = None) -> int:
        """Let `chat` press a button with this callback data, under the last message it got."""
        last = next((one for one in reversed(self.state.sent) if one.chat == chat), None)
        number = message_id or (last.message_id if last else 1)
        message = {"message_id": number, "date": 1, "chat": _chat(chat), "text": last.text if last else "x"}
        query = {
            "id": str(time.monotonic_ns()),
            "from": _user(chat),
            "chat_instance": "1",
            "message": message,
            "data": data,
        }
        return self.push({"callback_query": query})

    def push(self, update: JSON) -> int:
        """Queue an update and return its id."""
        with self.lock:
            number = update.setdefault("update_id", self.state.next_update)
            self.state.next_update = max(self.state.next_update, number) + 1
            self.state.updates.append(update)
            self.lock.notify_all()
            return int(number)

    def push_again(self, update: JSON) -> None:
        """Give out an update whatever offset is asked for, as after a poll whose end was not seen."""
        with self.lock:
            self.state.again.append(update)
            self.lock.notify_all()

    def fail(self, method: str, fault: Fault, *, times: int = 1, chats: set[int] | None = None) -> None:
        """Let the next `times` requests of `method` fail; those to `chats` only, where given."""
        with self.lock:
            rule = _Rule(fault, times, frozenset(chats) if chats is not None else None)
            self.state.rules.setdefault(method, []).append(rule)

    def heal(self) -> None:
        """Let nothing fail any more."""
        with self.lock:
            self.state.rules.clear()

    def sent(self, chat: int | None = None) -> list[Sent]:
        """Return what was accepted, for one chat or all."""
        with self.lock:
            return [one for one in self.state.sent if chat is None or one.chat == chat]

    def requested(self, method: str) -> list[float]:
        """Return when `method` was asked for, accepted or not."""
        with self.lock:
            return [at for name, _, at in self.state.requests if name == method]

    def wait(self, ready: Callable[[BotApi], Any], seconds: float = 10.0) -> Any:
        """Return what `ready` returns once that is true.

        Raises:
            TimeoutError: it was not within `seconds`.
        """
        end = time.monotonic() + seconds
        with self.lock:
            while not (found := ready(self)):
                if time.monotonic() >= end:
                    raise TimeoutError
                self.lock.wait(0.02)  # it may also be something else than the server that is waited for
            return found

    def control(self, act: str, body: bytes) -> Any:
        """Drive a server that runs in another process: ``/control/say`` and the like."""
        data = json.loads(body or b"{}")
        if act == "say":
            return self.say(int(data["chat"]), str(data["text"]))
        if act == "press":
            return self.press(int(data["chat"]), str(data["data"]))
        if act == "push":
            return self.push(data)
        if act == "fail":
            times, chats = int(data.pop("times", 1)), data.pop("chats", None)
            parameters = tuple((str(k), int(v)) for k, v in data.pop("parameters", {}).items())
            method = data.pop("method")
            self.fail(method, Fault(parameters=parameters, **data), times=times, chats=chats and set(chats))
        if act == "heal":
            self.heal()
        return [asdict(one) for one in self.sent()]

    # What the handler asks

    def serve(self, method: str, data: JSON) -> Any:
        """Carry out a request.

        Raises:
            Refused: as Telegram would.
        """
        with self.lock:
            self.state.requests.append((method, data, time.monotonic()))
            self.lock.notify_all()
        if self.echo:
            sys.stdout.write(f"{method} {json.dumps(data, ensure_ascii=False)}\n")
            sys.stdout.flush()
        work = _METHODS.get(method)
        if work is None:
            raise Refused(404, "Not Found: method not found")
        return work(self, Fields(data))

    def fault_for(self, method: str, data: JSON) -> Fault | None:
        """Return how this request is to fail."""
        with self.lock:
            for rule in self.state.rules.get(method, []):
                if rule.times > 0 and (rule.chats is None or int(data.get("chat_id", 0)) in rule.chats):
                    rule.times -= 1
                    return rule.fault
        return None

    def _message_id(self) -> int:
        with self.lock:
            self.state.next_message += 1
            return self.state.next_message

    def get_me(self, data: Fields) -> JSON:
        """Say who the bot is."""
        data.done()
        return {"id": BOT_ID, "is_bot": True, "first_name": "Village", "username": USERNAME}

    def get_updates(self, data: Fields) -> list[JSON]:
        """Return updates from an offset on; wait for one; a second poller ends the first."""
        offset, limit = data.integer("offset", None), data.integer("limit", 100, 1, 100)
        timeout = data.integer("timeout", 0, 0, 3600)
        data.json("allowed_updates", [])
        data.done()
        end = time.monotonic() + (timeout or 0)
        with self.lock:
            self.state.poller += 1
            me = self.state.poller
            self.lock.notify_all()
            if offset is not None:
                self.state.updates = [u for u in self.state.updates if u["update_id"] >= offset]
            while not (self.state.updates or self.state.again) and time.monotonic() < end and not self.closing.is_set():
                self.lock.wait(min(end - time.monotonic(), 0.5))
                if self.state.poller != me:
                    raise Refused(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot runs",
                    )
            again, self.state.again = self.state.again, []
            return again + sorted(self.state.updates, key=lambda u: u["update_id"])[: limit - len(again)]

    def send_message(self, data: Fields) -> JSON:
        """Accept a message."""
        chat, text = data.integer("chat_id"), data.text("text", 4096)
        buttons, raw = data.keyboard()
        preview = data.json("link_preview_options", {})
        data.text("parse_mode", 20, empty=True)
        data.done()
        number = self._message_id()
        self._keep(Sent(chat, number, text, buttons, False, time.monotonic(), bool(preview.get("is_disabled"))), raw)
        return {"message_id": number, "date": 1, "chat": _chat(chat), "text": text}

    def edit_message_text(self, data: Fields) -> JSON:
        """Accept an edit of a message that exists and differs."""
        chat, number, text = data.integer("chat_id"), data.integer("message_id"), data.text("text", 4096)
        buttons, raw = data.keyboard()
        preview = data.json("link_preview_options", {})
        data.text("parse_mode", 20, empty=True)
        data.done()
        before = self.state.texts.get((chat, number))
        if before is None:
            raise Refused(400, "Bad Request: message to edit not found")
        if before == (text, raw):
            raise Refused(
                400, "Bad Request: message is not modified: specified new message content is exactly the same"
            )
        self._keep(Sent(chat, number, text, buttons, True, time.monotonic(), bool(preview.get("is_disabled"))), raw)
        return {"message_id": number, "date": 1, "chat": _chat(chat), "text": text}

    def answer_callback_query(self, data: Fields) -> bool:
        """Accept the answer to a press."""
        answer = {
            "id": data.text("callback_query_id", 200),
            "text": data.text("text", 200, empty=True),
            "alert": data.boolean("show_alert"),
        }
        data.done()
        with self.lock:
            self.state.answers.append(answer)
            self.lock.notify_all()
        return True

    def set_my_commands(self, data: Fields) -> bool:
        """Accept the list of commands."""
        commands = data.json("commands", None)
        data.done()
        if not isinstance(commands, list) or not 1 <= len(commands) <= 100:
            raise Refused(400, "Bad Request: can't parse commands")
        for one in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]) or not 1 <= len(one["description"]) <= 256:
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        self.state.commands = commands
        return True

    def delete_webhook(self, data: Fields) -> bool:
        """There is none."""
        data.boolean("drop_pending_updates")
        data.done()
        return True

    def _keep(self, one: Sent, raw: str) -> None:
        with self.lock:
            self.state.texts[one.chat, one.message_id] = (one.text, raw)
            self.state.sent.append(one)
            self.lock.notify_all()


_METHODS: dict[str, Callable[[BotApi, Any], Any]] = {
    "getMe": BotApi.get_me,
    "getUpdates": BotApi.get_updates,
    "sendMessage": BotApi.send_message,
    "editMessageText": BotApi.edit_message_text,
    "answerCallbackQuery": BotApi.answer_callback_query,
    "setMyCommands": BotApi.set_my_commands,
    "deleteWebhook": BotApi.delete_webhook,
}


def _chat(number: int) -> JSON:
    return {"id": number, "type": "private"}


def _user(number: int) -> JSON:
    return {"id": number, "is_bot": False, "first_name": f"U{number}"}


def main() -> None:
    """Run until interrupted, and show every request."""
    parser = argparse.ArgumentParser(description="A Bot API server on loopback.")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--token", default=TOKEN)
    options = parser.parse_args()
    with BotApi(options.port, options.token, echo=True) as api, suppress(KeyboardInterrupt):
        sys.stdout.write(f"--api-base {api.base}   token {options.token}\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
