"""What the bot says: words, buttons, a link. Plain text, and nothing that a chat program would make active."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from village_board.text.clean import terminal_safe
from village_board.text.lines import split_message

#: Telegram's limits.
TEXT_LIMIT = 4096
CALLBACK_BYTES = 64
ALERT_LIMIT = 200
#: What is read on a small screen without losing the place; a longer text is paged.
PAGE_LIMIT = 1200
LABEL_LIMIT = 40

#: Commands that our own texts may name. Any other word behind a slash is somebody's text (A10).
COMMANDS = frozenset({"start", "stop", "language", "slip", "subscribe", "ask", "mine"})

# A chat program makes links of these by itself, whatever the parse mode: broken with full-width signs (A10).
_SCHEME = re.compile(r"(?<=[A-Za-z]):(?=//)")
_DOMAIN = re.compile(r"(?<=[^\W_])\.(?=[A-Za-z]{2,}|中国|中國|公司|网络|網絡|集团|在线|网址|商城|我爱你)")
_MENTION = re.compile(r"@(?=\w)")
_COMMAND = re.compile(r"(?<![\w/])/(?=(\w+))")


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its label, and what comes back when it is pressed.

    Raises:
        ValueError: `data` is longer than Telegram takes; the library does not look.
    """

    label: str
    data: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.data.encode()) <= CALLBACK_BYTES:
            raise ValueError(self.data)


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `link` is our own and stays active; it stands alone on the last line."""

    text: str
    rows: Rows = ()
    link: str = ""


def unlinked(text: str) -> str:
    """Return `text` with addresses, mentions and foreign commands that no chat program takes for active ones."""
    text = terminal_safe(text)
    text = _MENTION.sub("＠", _DOMAIN.sub("．", _SCHEME.sub("：", text)))
    return _COMMAND.sub(lambda match: "/" if match[1] in COMMANDS else "／", text)


def parts(reply: Reply, *, foot: str = "") -> list[str]:
    """Return the text of `reply` in messages within Telegram's limit, safe to show, with `foot` under the last."""
    text = "\n\n".join(filter(None, (unlinked(reply.text).strip(), unlinked(foot), reply.link)))
    return split_message(text, TEXT_LIMIT)


def label(text: str) -> str:
    """Return `text` short enough for a button."""
    text = unlinked(text).replace("\n", " ")
    return text if len(text) <= LABEL_LIMIT else text[: LABEL_LIMIT - 1] + "…"


def pages(text: str) -> list[str]:
    """Return a long text in pages for one message that is edited."""
    return split_message(text, PAGE_LIMIT)
