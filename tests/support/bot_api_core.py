"""What a Bot API server knows and does: `bot_api` puts it on loopback, `bot_api_line` in given time."""

from __future__ import annotations

import itertools
import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from tests.support.bot_api_fields import JSON, START, Fields, Refused
from tests.support.bot_api_limits import Limits
from tests.support.bot_api_methods import METHODS, chat_of, user_of
from tests.support.bot_api_state import Fault, Rule, Sent, State

TOKEN = "1:test"
_IDS = itertools.count(1)


class Telegram:
    """The server: what is said to it, what it accepts, how it fails.

    Args:
        token: the only token that it knows.
        echo: show every request.
        limits: how fast the bot may speak.
        now: its clock, in seconds.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        echo: bool = False,
        limits: Limits | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.token = token
        self.echo = echo
        self.limits = limits or Limits()
        self.now = now
        self.state = State()
        self.lock = threading.Condition()

    # What a test says

    def say(self, chat: int, text: str, *, person: int | None = None, **more: Any) -> int:
        """Let somebody write `text` in `chat`, in a group as `person`; returns the update's id."""
        message = self._message(chat, person) | {"text": text, **more}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        return self.push({"message": message})

    def open_link(self, chat: int, address: str) -> int:
        """Let somebody open a link to the bot, as Telegram does it.

        Raises:
            ValueError: the link's parameter is longer than Telegram takes.
        """
        payload = address.partition("?start=")[2]
        if len(payload) > START:
            raise ValueError(payload)
        return self.say(chat, f"/start {payload}".rstrip())

    def send_photo(self, chat: int, content: bytes = b"x", *, caption: str = "") -> int:
        """Let somebody send a picture."""
        size = {"file_id": self.keep_file(content), "file_unique_id": "b", "width": 1, "height": 1}
        return self._sends(chat, caption, photo=[size | {"file_size": len(content)}])

    def send_document(self, chat: int, name: str, content: bytes, *, caption: str = "") -> int:
        """Let somebody send a file."""
        held = {"file_id": self.keep_file(content), "file_unique_id": "b", "file_name": name, "file_size": len(content)}
        return self._sends(chat, caption, document=held)

    def send_voice(self, chat: int, content: bytes = b"x", *, seconds: int = 3) -> int:
        """Let somebody send a voice note."""
        held = {"file_id": self.keep_file(content), "file_unique_id": "b", "duration": seconds}
        return self._sends(chat, "", voice=held | {"mime_type": "audio/ogg", "file_size": len(content)})

    def _sends(self, chat: int, caption: str, **what: Any) -> int:
        return self.push({"message": self._message(chat) | what | ({"caption": caption} if caption else {})})

    def _message(self, chat: int, person: int | None = None) -> JSON:
        return {"message_id": self.message_id(), "date": 1, "chat": chat_of(chat), "from": user_of(person or chat)}

    def press(self, chat: int, data: str, *, message_id: int | None = None, person: int | None = None) -> int:
        """Let `chat` (or `person` in it) press a button with this callback data, under the last message it got."""
        last = next((one for one in reversed(self.state.sent) if one.chat == chat), None)
        number = message_id or (last.message_id if last else 1)
        message = {"message_id": number, "date": 1, "chat": chat_of(chat), "text": last.text if last else "x"}
        query = {
            "id": str(next(_IDS)),
            "from": user_of(person or chat),
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
            self._pressed(update)
            self.state.updates.append(update)
            self.lock.notify_all()
            return int(number)

    def push_again(self, update: JSON) -> None:
        """Give out an update whatever offset is asked for, as after a poll whose end was not seen."""
        with self.lock:
            self._pressed(update)
            self.state.again.append(update)
            self.lock.notify_all()

    def _pressed(self, update: JSON) -> None:
        query = update.get("callback_query")
        if isinstance(query, dict) and "id" in query:
            self.state.queries.add(str(query["id"]))

    # How it fails

    def fail(self, method: str, fault: Fault, *, times: int = 1, chats: set[int] | None = None) -> None:
        """Let the next `times` requests of `method` fail; those to `chats` only, where given."""
        with self.lock:
            rule = Rule(fault, times, frozenset(chats) if chats is not None else None)
            self.state.rules.setdefault(method, []).append(rule)

    def heal(self) -> None:
        """Let nothing fail any more."""
        with self.lock:
            self.state.rules.clear()

    def fault_for(self, method: str, data: JSON) -> Fault | None:
        """Return how this request is to fail."""
        with self.lock:
            for rule in self.state.rules.get(method, []):
                if rule.times > 0 and (rule.chats is None or int(data.get("chat_id", 0)) in rule.chats):
                    rule.times -= 1
                    return rule.fault
        return None

    # What it has seen

    def sent(self, chat: int | None = None) -> list[Sent]:
        """Return what was accepted, for one chat or all."""
        with self.lock:
            return [one for one in self.state.sent if chat is None or one.chat == chat]

    def requested(self, method: str) -> list[float]:
        """Return when `method` was asked for, accepted or not."""
        with self.lock:
            return [at for name, _, at in self.state.requests if name == method]

    def wait(self, ready: Callable[[Any], Any], seconds: float = 60.0) -> Any:
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
        return [asdict(one) | {"file": len(one.file)} for one in self.sent()]

    # What a request does

    def note(self, method: str, data: JSON) -> None:
        """Remember that something was asked for."""
        with self.lock:
            self.state.requests.append((method, data, self.now()))
            self.lock.notify_all()
        if self.echo:
            sys.stdout.write(f"{method} {json.dumps(data, ensure_ascii=False, default=str)}\n")
            sys.stdout.flush()

    def serve(self, method: str, data: JSON) -> Any:
        """Carry out a request that does not wait.

        Raises:
            Refused: as Telegram would.
        """
        self.note(method, data)
        work = METHODS.get(method)
        if work is None:
            raise Refused(404, "Not Found: method not found")
        return work(self, Fields(data))

    def asked_for_updates(self, data: JSON) -> tuple[int, float]:
        """Read a question for updates: forget what is behind its offset; return how many it takes, how long it waits.

        Raises:
            Refused: its parameters are wrong.
        """
        fields = Fields(data)
        offset, limit = fields.integer("offset", None), fields.integer("limit", 100, 1, 100)
        timeout = fields.integer("timeout", 0, 0, 3600)
        fields.json("allowed_updates", [])
        fields.done()
        with self.lock:
            if offset is not None:
                self.state.updates = [u for u in self.state.updates if u["update_id"] >= offset]
        return limit, float(timeout or 0)

    def taken_updates(self, limit: int) -> list[JSON]:
        """Return the updates that wait, the oldest first."""
        with self.lock:
            again, self.state.again = self.state.again, []
            return again + sorted(self.state.updates, key=lambda u: u["update_id"])[: limit - len(again)]

    def message_id(self) -> int:
        """Return the number of the next message."""
        with self.lock:
            self.state.next_message += 1
            return self.state.next_message

    def keep_file(self, content: bytes) -> str:
        """Keep a file, and return its id."""
        with self.lock:
            name = f"f{len(self.state.files) + 1}"
            self.state.files[name] = content
            return name

    def keep(self, one: Sent, raw: str) -> None:
        """Remember what was accepted."""
        with self.lock:
            self.state.texts[one.chat, one.message_id] = (one.text, raw)
            self.state.sent.append(one)
            self.lock.notify_all()
