"""What no log may hold is taken out of a line: tokens, PINs, passwords, personal numbers, chats (A22, A30).

No program writes any of these on purpose. This is the last gate, for what a library or a mistake would write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

TOKEN, NUMBER, HIDDEN = "<token>", "<number>", "<hidden>"

# Telegram's addresses carry bot<token>/method; there the colon may be written as %3A.
_TOKEN = re.compile(r"\d{3,}(?::|%3A)[A-Za-z0-9_-]{5,}", re.IGNORECASE)
_URL_PASSWORD = re.compile(r"(?<=://)[^/\s@]+(?=@)")
# A PIN has no shape of its own: it is known by the word before it.
_NAMED = re.compile(
    r"((?<![A-Za-z])(?:pin|password|passwd|pepper|token)(?![A-Za-z])|密码|口令|令牌)"
    r"((?:\s+(?:is|of\s+\S+))?[\"']?\s*(?:[:=：]\s*|\s(?=[\"']?\d))[\"']?)[^\s,;\"'<>)}\]]+",
    re.IGNORECASE,
)
_CHAT = re.compile(r"((?:chat|user)(?:[_ ]?id)?[\"']?\s*[:=]?\s*[\"']?)-?\d+", re.IGNORECASE)
# Chats, phones, households written together: no line number, code or count is so long.
_LONG_NUMBER = re.compile(r"-?\d{6,}")


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """Return `text` without `secrets` and without whatever has the shape of a secret or of a personal number."""
    for secret in secrets:
        for form in (secret, quote(secret, safe="")):
            text = text.replace(form, TOKEN) if form else text
    text = _TOKEN.sub(TOKEN, text)
    text = _URL_PASSWORD.sub(HIDDEN, text)
    text = _NAMED.sub(rf"\1\2{HIDDEN}", text)
    text = _CHAT.sub(rf"\1{NUMBER}", text)
    return _LONG_NUMBER.sub(NUMBER, _without_personal(text))


def _without_personal(text: str) -> str:
    from village_board.text.mask import find_personal_numbers  # noqa: PLC0415 - its patterns are slow to build

    kept, at = [], 0
    for span in find_personal_numbers(text):
        kept += [text[at : span.start], NUMBER]
        at = span.end
    return "".join([*kept, text[at:]])
