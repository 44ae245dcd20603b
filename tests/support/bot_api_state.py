"""What the Bot API server remembers, and how a request is told to fail."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.support.bot_api_fields import JSON


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
    """A message that the server accepted, or the edit of one. Of a picture or a file `text` is the caption."""

    chat: int
    message_id: int
    text: str
    buttons: tuple[tuple[str, str], ...]  # label, callback_data or address
    edited: bool
    at: float  # on the server's clock
    preview_off: bool = False
    kind: str = "text"  # text, photo, document, voice, audio
    file: bytes = b""
    file_name: str = ""
    reply_to: int = 0


@dataclass(slots=True)
class Rule:
    """A fault for the next `times` requests, of some chats only where given."""

    fault: Fault
    times: int
    chats: frozenset[int] | None


@dataclass
class State:
    """Everything that one server has seen and said."""

    updates: list[JSON] = field(default_factory=list)
    again: list[JSON] = field(default_factory=list)
    next_update: int = 1000
    next_message: int = 1
    poller: int = 0
    sent: list[Sent] = field(default_factory=list)
    requests: list[tuple[str, JSON, float]] = field(default_factory=list)
    answers: list[JSON] = field(default_factory=list)
    queries: set[str] = field(default_factory=set)
    commands: list[JSON] = field(default_factory=list)
    settings: dict[tuple[str, str, str], JSON] = field(default_factory=dict)  # what, scope, language
    texts: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    chats: dict[int, JSON] = field(default_factory=dict)
    rules: dict[str, list[Rule]] = field(default_factory=dict)
