"""What each kind of channel takes, read from ``data/notices/channels.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from village_board.base.errors import StoreError
from village_board.base.message import N_
from village_board.data_files import data_path
from village_board.notices.routing import ChannelKind
from village_board.text.lines import utf16_units

FILE = "notices/channels.toml"


class Way(StrEnum):
    """How a channel is reached."""

    TELEGRAM = "telegram"
    APPRISE = "apprise"
    HALL = "hall"
    VOICE = "voice"


class CountedIn(StrEnum):
    """In what a length is counted."""

    CHARACTERS = "characters"
    UNITS = "units"
    BYTES = "bytes"


@dataclass(frozen=True)
class ChannelRow:
    """What one kind of channel takes; see the head of the file."""

    kind: ChannelKind
    way: Way
    length: int
    counted_in: CountedIn
    per_minute: int
    linked: bool
    zh: str
    en: str
    source: str
    services: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    busy: tuple[int, ...] = ()

    def size(self, text: str) -> int:
        """Return how long `text` is, as this kind counts."""
        if self.counted_in is CountedIn.BYTES:
            return len(text.encode())
        return utf16_units(text) if self.counted_in is CountedIn.UNITS else len(text)

    def name(self, language: str) -> str:
        """Return its name in `language`."""
        return self.en if language == "en" else self.zh


class ChannelsUnreadable(StoreError):
    """The table of channels that belongs to the program is wrong."""

    sentence = N_("{file} cannot be used: {problem}. Mend that line, or install Village Board again.")

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(file=str(file), problem=problem)


@cache
def channel_rows() -> Mapping[ChannelKind, ChannelRow]:
    """Return the row of every kind but chats, which have an outbox of their own."""
    return read_channel_rows(data_path(FILE))


def read_channel_rows(file: Path) -> Mapping[ChannelKind, ChannelRow]:
    """Return the rows of `file`.

    Raises:
        ChannelsUnreadable: a row is missing or wrong; with its kind and key.
    """
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ChannelsUnreadable(file, str(error)) from None
    if problem := next(_problems(table), ""):
        raise ChannelsUnreadable(file, problem)
    return {ChannelKind(name): _row(name, row) for name, row in table.items()}


def _problems(table: Mapping[str, Any]) -> Iterator[str]:
    known = {field.name: field.default for field in fields(ChannelRow) if field.name != "kind"}
    kinds = {kind.value for kind in ChannelKind if kind is not ChannelKind.CHAT}
    yield from (f"{name} is no kind of channel" for name in table if name not in kinds)
    yield from (f"{name} is missing" for name in sorted(kinds - table.keys()))
    for name, row in table.items():
        yield from (f"{name}, {key}: unknown name" for key in row if key not in known)
        needed = [key for key, default in known.items() if default != ()]
        yield from (f"{name}, {key}: is missing" for key in needed if key not in row)
        if row.get("way") not in list(Way):
            yield f"{name}, way: one of {', '.join(Way)}"
        if row.get("counted_in") not in list(CountedIn):
            yield f"{name}, counted_in: one of {', '.join(CountedIn)}"
        if (row.get("way") == Way.APPRISE) != bool(row.get("services")):
            yield f"{name}, services: stand with way = 'apprise', and only there"
        for key in ("length", "per_minute"):
            if not isinstance(row.get(key), int) or row[key] < 0:
                yield f"{name}, {key}: is no number from 0 on"


def _row(name: str, row: Mapping[str, Any]) -> ChannelRow:
    lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
    values = {**row, **lists, "way": Way(row["way"]), "counted_in": CountedIn(row["counted_in"])}
    return ChannelRow(kind=ChannelKind(name), **values)
