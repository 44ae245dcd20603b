"""The parameters of a Bot API request, each of its type and within Telegram's limits."""

from __future__ import annotations

import json
import re
from typing import Any

JSON = dict[str, Any]


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class Fields:
    """The parameters of one request: each must be known, and of its type."""

    def __init__(self, data: JSON) -> None:
        self._data = dict(data)

    def done(self) -> None:
        if self._data:
            raise Refused(400, f"Bad Request: unknown parameters {sorted(self._data)}")

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
        value = self._data.pop(name, "" if empty else None)
        if not isinstance(value, str) or not (value.strip() or empty):
            raise Refused(400, f"Bad Request: {name} is empty")
        if len(value.encode("utf-16-le")) // 2 > most:
            raise Refused(400, f"Bad Request: {name} is too long")
        return value

    def json(self, name: str, default: Any) -> Any:
        value = self._data.pop(name, default)
        try:
            return json.loads(value) if isinstance(value, str) else value
        except ValueError:
            raise Refused(400, f"Bad Request: can't parse {name} JSON object") from None

    def keyboard(self) -> tuple[tuple[tuple[str, str], ...], str]:
        markup = self.json("reply_markup", None)
        if markup is None:
            return (), ""
        rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
        if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
            raise Refused(400, "Bad Request: object expected as reply markup")
        buttons = tuple(self._button(one) for row in rows for one in row)
        if len(buttons) > 100:
            raise Refused(400, "Bad Request: too many buttons")
        return buttons, json.dumps(markup, sort_keys=True)

    @staticmethod
    def _button(one: Any) -> tuple[str, str]:
        if not isinstance(one, dict) or not isinstance(one.get("text"), str) or not one["text"].strip():
            raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        data = one.get("callback_data")
        if not isinstance(data, str) or set(one) != {"text", "callback_data"}:
            raise Refused(400, "Bad Request: can't parse inline keyboard button")
        if not 1 <= len(data.encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        return one["text"], data
