"""Many homes, each opened to be read: a broken one is named, and the others count all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from village_board.base.clock import Clock
from village_board.base.errors import BoardError
from village_board.base.message import Message, say
from village_board.board import open_board
from village_board.rollup.model import YearOfVillage
from village_board.rollup.service import year_of


@dataclass(frozen=True)
class Unread:
    """A home that could not be counted, and why: it is named, and the others count all the same."""

    home: str
    why: Message


def years_of(homes: Sequence[Path], year: int, clock: Clock) -> Iterator[YearOfVillage | Unread]:
    """Yield the year of each home, or why it could not be read; a village that comes twice is counted once."""
    seen: dict[str, str] = {}
    for home in homes:
        try:
            board = open_board(home, clock=clock)
        except BoardError as error:
            yield Unread(str(home), error.message)
            continue
        try:
            if board.settings.village in seen:
                first = seen[board.settings.village]
                yield Unread(str(home), say("It holds the same village as {home}.", home=first))
                continue
            seen[board.settings.village] = str(home)
            with board.reading() as records:
                yield year_of(records, board.settings.village, board.settings.name, year)
        except BoardError as error:
            yield Unread(str(home), error.message)
        finally:
            board.close()
