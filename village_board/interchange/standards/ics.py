"""iCalendar (RFC 5545), written by hand: a calendar is a few lines, and each must be right to the octet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from village_board.base.clock import local

PRODUCT = "-//village-board//calendar//ZH"
#: octets of a line without its end (RFC 5545, content lines).
LINE_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
#: China has kept one offset since 1991; the board knows no earlier meeting.
_SHANGHAI = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19910915T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


class EntryStatus(StrEnum):
    """Whether it takes place."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One entry of a calendar.

    Attributes:
        uid: the same for ever, so that a moved meeting moves in the reader's calendar too.
        sequence: rises with every change.
        stamp: when the record was changed last, in UTC.
        start: a time, or the whole day where only that is known.
        summary: its title.
        description: what else there is to say; may have several lines.
        location: where.
        status: whether it takes place.
        categories: what kind of matter it is.
    """

    uid: str
    sequence: int
    stamp: datetime
    start: datetime | date
    summary: str
    description: str = ""
    location: str = ""
    status: EntryStatus = EntryStatus.CONFIRMED
    categories: tuple[str, ...] = ()


def calendar_file(name: str, entries: Iterable[CalendarEntry]) -> bytes:
    """Return the calendar `name` as a file: the same bytes for the same entries, whatever their order."""
    ordered = sorted(entries, key=lambda entry: (_when(entry.start), entry.uid))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "X-WR-TIMEZONE:Asia/Shanghai",
        *(_SHANGHAI if any(isinstance(entry.start, datetime) for entry in ordered) else ()),
        *(line for entry in ordered for line in _lines(entry)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _lines(entry: CalendarEntry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{_utc(entry.stamp)}"
    yield f"LAST-MODIFIED:{_utc(entry.stamp)}"
    yield f"SEQUENCE:{entry.sequence}"
    if isinstance(entry.start, datetime):
        yield f"DTSTART;TZID=Asia/Shanghai:{_when(entry.start)}"
    else:
        yield f"DTSTART;VALUE=DATE:{_when(entry.start)}"
    yield f"STATUS:{entry.status}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    if entry.location:
        yield f"LOCATION:{escaped(entry.location)}"
    if entry.description:
        yield f"DESCRIPTION:{escaped(entry.description)}"
    if entry.categories:
        yield "CATEGORIES:" + ",".join(map(escaped, entry.categories))
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Return `text` as a value: no control character but the line break, and nothing that ends the value early."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if char == "\n" or _allowed(char)).translate(_ESCAPED)


def folded(line: str) -> bytes:
    """Return `line` as octets in pieces of at most 75, no character of it cut, each after the first behind a space."""
    pieces: list[bytes] = []
    piece = b""
    for char in line:
        octets = char.encode()
        if len(piece) + len(octets) > LINE_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join((*pieces, piece)) + b"\r\n"


def _allowed(char: str) -> bool:
    # Control characters are no text there; a lone surrogate is none anywhere.
    return char == "\t" or not (char < " " or "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff")


def _when(start: datetime | date) -> str:
    if isinstance(start, datetime):
        return f"{local(start):%Y%m%dT%H%M%S}"
    return f"{start:%Y%m%d}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
