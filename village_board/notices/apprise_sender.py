"""Sending to robots, mailboxes and gateways through the apprise library, an optional extra (`channels`)."""

from __future__ import annotations

import json
import logging
import warnings
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from village_board.base.errors import OutsideError
from village_board.base.message import N_
from village_board.notices.channel_table import ChannelRow
from village_board.notices.routing import ChannelKind

if TYPE_CHECKING:
    from village_board.notices.apprise_watch import Seen

# Its lines hold addresses, which are secrets (A30).
logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)

_OK, _TOO_MANY, _NOT_NOW, _SERVER = 200, 429, 503, 500


class ChannelsExtraMissing(OutsideError):
    """The library is not installed."""

    sentence = N_(
        "Sending to robots, mail and text messages needs one more part: pip install 'village-board[channels]'"
    )

    def __init__(self) -> None:
        super().__init__()


class Fate(Enum):
    """What became of a send."""

    SENT = "sent"
    REFUSED = "refused"  # it will never be accepted
    NOT_SENT = "not sent"  # it certainly did not leave, or was certainly not taken: try again
    TOO_FAST = "too fast"  # as above, and that was no attempt
    UNKNOWN = "unknown"  # it may have arrived


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a send, and why; never a part of the address. `wait`: seconds that were asked for; 0: a minute."""

    fate: Fate
    reason: str = ""
    wait: float = 0.0


def scheme_of(address: str) -> str:
    """Return the scheme of an address that apprise understands; empty for anything else.

    Raises:
        ChannelsExtraMissing: the library is not installed.
    """
    plugin = _plugin(address)
    if plugin is None:
        return ""
    written = address.strip().partition("://")[0].lower()
    known = _schemes(plugin)
    return written if written in known else next(iter(sorted(known)), "")


def send(address: str, title: str, text: str, row: ChannelRow) -> Outcome:
    """Send `text` once to `address`, and say what became of it. It blocks: call it in a thread.

    Raises:
        ChannelsExtraMissing: the library is not installed.
    """
    plugin = _plugin(address)
    if plugin is None or not _schemes(plugin) & {*row.services}:
        return Outcome(Fate.REFUSED, "the address is not understood")
    from village_board.notices.apprise_watch import watched  # noqa: PLC0415 - it imports what the extra brings

    with watched() as seen:
        try:
            # Not `notify`, which may try again by itself: a second try could be a second copy.
            done = bool(plugin.send(body=text, title=title if _is_mail(row) else ""))
        except Exception as error:  # noqa: BLE001 - any plugin may fail in its own way; its words may hold the address
            return Outcome(Fate.UNKNOWN, type(error).__name__)
    return outcome_of(seen, row, done=done)


def check_extra() -> None:
    """Refuse where the library is missing, before anything is taken for sending.

    Raises:
        ChannelsExtraMissing: it is not installed.
    """
    _library()


def outcome_of(seen: Seen, row: ChannelRow, *, done: bool) -> Outcome:
    """Return what became of a send from what was seen of it, and from what apprise said (`done`)."""
    if seen.answers:
        return _answered(*seen.answers[-1], row, done=done)
    if seen.errors:
        error = seen.errors[-1]
        return Outcome(Fate.NOT_SENT if _never_left(error) else Fate.UNKNOWN, type(error).__name__)
    if seen.connected or seen.handed_over:
        return _mailed(seen, done=done)
    if done:
        return Outcome(Fate.SENT)
    # A mail server that was never reached has nothing; of any other silence nobody knows.
    return Outcome(Fate.NOT_SENT, "not reached") if _is_mail(row) else Outcome(Fate.UNKNOWN, "no answer")


def _answered(status: int, body: bytes, row: ChannelRow, *, done: bool) -> Outcome:
    if status in (_TOO_MANY, _NOT_NOW):
        return Outcome(Fate.TOO_FAST, f"HTTP {status}")
    if status >= _SERVER:
        return Outcome(Fate.UNKNOWN, f"HTTP {status}")
    if status >= _OK + 100:
        return Outcome(Fate.REFUSED, f"HTTP {status}")
    return _answered_well(_number(body, row), row, Outcome(Fate.SENT) if done else Outcome(Fate.UNKNOWN, "not known"))


def _answered_well(number: int | None, row: ChannelRow, otherwise: Outcome) -> Outcome:
    """Return what an answer of 2xx means: some robots refuse in its body."""
    if number in row.busy:
        return Outcome(Fate.TOO_FAST, f"answer {number}")
    if number:
        return Outcome(Fate.REFUSED, f"answer {number}")
    if row.answer and number is None:
        return Outcome(Fate.UNKNOWN, "an answer that is none of this service")
    return otherwise


def _number(body: bytes, row: ChannelRow) -> int | None:
    """Return the number by which a robot says whether it took the message; None where it said none."""
    try:
        answer: Any = json.loads(body)
    except ValueError:
        return None
    for key in row.answer:
        if isinstance(answer, dict) and isinstance(answer.get(key), int):
            return int(answer[key])
    return None


def _mailed(seen: Seen, *, done: bool) -> Outcome:
    if done:
        return Outcome(Fate.SENT)
    if seen.taken or seen.handed_over > len(seen.refused):
        return Outcome(Fate.UNKNOWN, "some may have it")
    codes = ", ".join(map(str, seen.refused))
    if seen.refused and all(code < _SERVER for code in seen.refused):
        return Outcome(Fate.NOT_SENT, f"SMTP {codes}")  # 4xx: come again later
    return Outcome(Fate.REFUSED, f"SMTP {codes}" if codes else "the mail server refused")


def _is_mail(row: ChannelRow) -> bool:
    return row.kind is ChannelKind.EMAIL


def _never_left(error: Exception) -> bool:
    """Tell whether a request certainly never reached its server."""
    import requests  # noqa: PLC0415 - the extra brings it
    from urllib3.exceptions import NewConnectionError  # noqa: PLC0415

    if isinstance(error, requests.ConnectTimeout | requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return True
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, NewConnectionError) or any(
            isinstance(_reason(one), NewConnectionError) for one in cause.args
        ):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _reason(inner: object) -> object:
    return getattr(inner, "reason", inner)


def _plugin(address: str) -> Any:
    return _library().instantiate(address.strip(), suppress_exceptions=True) if address.strip() else None


@cache
def _library() -> Any:
    """Return the library, with all its services read.

    Raises:
        ChannelsExtraMissing: it is not installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of modules that its mail service still imports
        try:
            from apprise import Apprise  # noqa: PLC0415 - an optional extra
        except ImportError:
            raise ChannelsExtraMissing from None
        Apprise.instantiate("json://localhost")
    return Apprise


def _schemes(plugin: Any) -> set[str]:
    return {str(one).lower() for one in plugin.schemas()}
