"""What the bot says: words, buttons, a link. Plain text, and nothing that a chat program would make active."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from village_board.text.inert import inert
from village_board.text.lines import split_message, utf16_units

#: Telegram's limits.
TEXT_LIMIT = 4096
CALLBACK_BYTES = 64
ALERT_LIMIT = 200
CAPTION_LIMIT = 1024
PHOTO_BYTES, FILE_BYTES = 10 * 1024 * 1024, 50 * 1024 * 1024
#: What is read on a small screen without losing the place; a longer text is paged.
PAGE_LIMIT = 1200
LABEL_LIMIT = 40

#: Commands that our own texts may name. Any other word behind a slash is somebody's text (A10).
COMMANDS = frozenset(
    {
        "start",
        "stop",
        "language",
        "slip",
        "verify",
        "subscribe",
        "notices",
        "follow",
        "quiet",
        "delete",
        "link",
        "ask",
        "apply",
        "mine",
        "cancel",
        "desk",
    }
)


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
class Picture:
    """A picture that follows an answer: how it is painted, in a worker thread, and the same in words."""

    make: Callable[[], bytes]
    caption: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `link` is our own and stays active; it stands alone on the last line."""

    text: str
    rows: Rows = ()
    link: str = ""
    picture: Picture | None = None


def unlinked(text: str) -> str:
    """Return `text` with addresses, mentions and foreign commands that no chat program takes for active ones."""
    return inert(text, COMMANDS)


def parts(reply: Reply, *, foot: str = "") -> list[str]:
    """Return the text of `reply` in messages within Telegram's limit, safe to show, with `foot` under the last."""
    text = "\n\n".join(filter(None, (unlinked(reply.text).strip(), unlinked(foot), reply.link)))
    return split_message(text, TEXT_LIMIT)


def in_units(text: str, limit: int) -> str:
    """Return `text` in at most `limit` UTF-16 units; where something had to go, an ellipsis says so."""
    if utf16_units(text) <= limit:
        return text
    return text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore") + "…"


def label(text: str) -> str:
    """Return `text` short enough for a button."""
    text = unlinked(text).replace("\n", " ")
    return text if len(text) <= LABEL_LIMIT else text[: LABEL_LIMIT - 1] + "…"


def pages(text: str) -> list[str]:
    """Return a long text in pages for one message that is edited."""
    return split_message(text, PAGE_LIMIT)
