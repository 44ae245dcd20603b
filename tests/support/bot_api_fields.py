"""The parameters of a Bot API request, each of its type and within Telegram's limits."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]

TEXT, CAPTION, ANSWER, CALLBACK_BYTES, START = 4096, 1024, 200, 64, 64
ENTITIES, BUTTONS, LABEL = 100, 100, 64
PHOTO_BYTES, FILE_BYTES = 10 * 1024 * 1024, 50 * 1024 * 1024

_TAG = re.compile(r"<(/?)([a-zA-Z-]+)([^<>]*)>")
_TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote"})
_START = re.compile(r"(?:t\.me/\w+|tg://resolve)\?(?:[^ \n]*&)?start(?:group)?=([^\s&]*)")


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart request."""

    name: str
    content: bytes


def units(text: str) -> int:
    """Return how long Telegram takes `text` to be: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def shown(text: str, mode: str) -> str:
    """Return what a reader sees of `text`: limits hold after the entities are parsed.

    Raises:
        Refused: it cannot be parsed.
    """
    if not mode:
        return text
    if mode.upper() != "HTML":
        raise Refused(400, "Bad Request: unsupported parse_mode")
    opened: list[str] = []
    count = 0
    for match in _TAG.finditer(text):
        closing, tag = match[1], match[2].lower()
        if tag not in _TAGS:
            raise Refused(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        if closing and (not opened or opened.pop() != tag):
            raise Refused(400, "Bad Request: can't parse entities: Unmatched end tag")
        if not closing:
            opened.append(tag)
            count += 1
    if opened or "<" in _TAG.sub("", text):
        raise Refused(400, "Bad Request: can't parse entities: Can't find end tag")
    if count > ENTITIES:
        raise Refused(400, "Bad Request: too many entities")
    return html.unescape(_TAG.sub("", text))


class Fields:
    """The parameters of one request: each must be known, and of its type."""

    def __init__(self, data: JSON) -> None:
        self._data = dict(data)

    def done(self) -> None:
        if self._data:
            raise Refused(400, f"Bad Request: unknown parameters {sorted(self._data)}")

    def drop(self, *names: str) -> None:
        for name in names:
            self._data.pop(name, None)

    def integer(self, name: str, default: Any = ..., least: int | None = None, most: int | None = None) -> Any:
        value = self._data.pop(name, default)
        if value is ...:
            raise Refused(400, f"Bad Request: {name} is empty")
        if value is None or (isinstance(value, int) and value is default):
            return value
        if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,18}", str(value)):
            raise Refused(400, f"Bad Request: {name} must be an integer")
        number = int(value)
        if (least is not None and number < least) or (most is not None and number > most):
            raise Refused(400, f"Bad Request: {name} is out of range")
        return number

    def boolean(self, name: str) -> bool:
        value = self._data.pop(name, False)
        if value not in (True, False, "true", "false", "True", "False"):
            raise Refused(400, f"Bad Request: {name} must be a boolean")
        return value in (True, "true", "True")

    def text(self, name: str, most: int, *, empty: bool = False) -> str:
        """Return a text of at most `most` units, read in the request's own parse mode where it is a message's."""
        value = self._data.pop(name, "" if empty else None)
        mode = str(self._data.pop("parse_mode", "") or "") if name in ("text", "caption") else ""
        if not isinstance(value, str) or not (value.strip() or empty):
            raise Refused(400, f"Bad Request: {name} is empty")
        seen = shown(value, mode)
        if units(seen) > most:
            raise Refused(400, f"Bad Request: {name} is too long")
        for payload in _START.findall(seen):
            if not re.fullmatch(rf"[A-Za-z0-9_-]{{1,{START}}}", payload):
                raise Refused(400, "Bad Request: START_PARAM_INVALID")
        return seen

    def json(self, name: str, default: Any) -> Any:
        value = self._data.pop(name, default)
        try:
            return json.loads(value) if isinstance(value, str) else value
        except ValueError:
            raise Refused(400, f"Bad Request: can't parse {name} JSON object") from None

    def uploads(self) -> JSON:
        """Take out all files that came with the request."""
        found = {name: value for name, value in self._data.items() if isinstance(value, Upload)}
        self.drop(*found)
        return found

    def upload(self, name: str, most: int) -> Upload:
        """Return a file that came with the request.

        Raises:
            Refused: there is none, it is empty, or too large.
        """
        value = self._data.pop(name, None)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self._data.pop(value.removeprefix("attach://"), None)
        if not isinstance(value, Upload) or not value.content:
            raise Refused(400, f"Bad Request: there is no {name} in the request")
        if len(value.content) > most:
            raise Refused(413, "Request Entity Too Large")
        return value

    def keyboard(self) -> tuple[tuple[tuple[str, str], ...], str]:
        markup = self.json("reply_markup", None)
        if markup is None:
            return (), ""
        if isinstance(markup, dict) and (markup.get("remove_keyboard") is True or markup.get("force_reply") is True):
            return (), json.dumps(markup, sort_keys=True)
        rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
        if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
            raise Refused(400, "Bad Request: object expected as reply markup")
        buttons = tuple(self._button(one) for row in rows for one in row)
        if len(buttons) > BUTTONS:
            raise Refused(400, "Bad Request: too many buttons")
        return buttons, json.dumps(markup, sort_keys=True)

    @staticmethod
    def _button(one: Any) -> tuple[str, str]:
        if not isinstance(one, dict) or not isinstance(one.get("text"), str) or not one["text"].strip():
            raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if set(one) == {"text", "url"} and isinstance(one["url"], str):
            if not re.match(r"(https?|tg)://", one["url"]):
                raise Refused(400, "Bad Request: BUTTON_URL_INVALID")
            for payload in _START.findall(one["url"]):
                if not re.fullmatch(rf"[A-Za-z0-9_-]{{1,{START}}}", payload):
                    raise Refused(400, "Bad Request: START_PARAM_INVALID")
            return one["text"], one["url"]
        data = one.get("callback_data")
        if not isinstance(data, str) or set(one) != {"text", "callback_data"}:
            raise Refused(400, "Bad Request: can't parse inline keyboard button")
        if not 1 <= len(data.encode()) <= CALLBACK_BYTES:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        return one["text"], data
