"""Many villages, each opened to be read: folders of boards, and databases that hold many. A broken one is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from village_board.base.clock import Clock
from village_board.base.errors import BoardError
from village_board.base.message import Message, say
from village_board.board import Board, NoBoard, board_as_it_is, read_village, villages_of
from village_board.desk import Records
from village_board.rollup.model import YearOfVillage
from village_board.rollup.service import year_of
from village_board.settings import FILE, Settings, read_settings
from village_board.store import is_server

T = TypeVar("T")
#: What is counted of one village: of its records, its id and its name.
Count = Callable[[Records, str, str], T]
#: What a record raises that is not as its kind says.
_UNREADABLE = (KeyError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True)
class Unread:
    """A village that could not be counted, and why: it is named, and the others count all the same."""

    home: str
    why: Message


@dataclass(frozen=True)
class Counted(Generic[T]):
    """What was counted of a village, its settings beside it."""

    settings: Settings
    what: T


def years_of(
    places: Sequence[Path | str], year: int, clock: Clock, named: Mapping[str, str] | None = None
) -> Iterator[YearOfVillage | Unread]:
    """Yield the year of each village, or why it could not be read; see `of_each`."""
    for one in of_each(places, lambda records, id_, name: year_of(records, id_, name, year), clock, named):
        yield one if isinstance(one, Unread) else one.what


def of_each(
    places: Sequence[Path | str], count: Count[T], clock: Clock, named: Mapping[str, str] | None = None
) -> Iterator[Counted[T] | Unread]:
    """Yield what is counted of each village, or why it could not be read; one that comes twice is counted once.

    Args:
        places: folders of boards, and URLs of databases, each of which stands for all its villages.
        count: counts one; called while its records are read from one state.
        clock: by which it is judged.
        named: of databases: the villages that are wanted, with their names (empty: as the database has it); nothing:
            all that their accounts see.
    """
    seen: dict[str, str] = {}
    for place in places:
        boards = _on_server(str(place), clock, named or {}) if is_server(str(place)) else _in_home(Path(place), clock)
        for where, board in boards:
            if not isinstance(board, Board):
                yield Unread(where, board)
                continue
            try:
                village = board.settings.village
                if village in seen:
                    yield Unread(where, say("It holds the same village as {home}.", home=seen[village]))
                    continue
                seen[village] = where
                yield _counted(where, board, count)
            finally:
                board.close()


def _counted(where: str, board: Board, count: Count[T]) -> Counted[T] | Unread:
    try:
        with board.reading() as records:
            return Counted(board.settings, count(records, board.settings.village, board.settings.name))
    except BoardError as error:
        return Unread(where, error.message)
    except _UNREADABLE as error:
        return Unread(where, say("A record of it cannot be read ({why}).", why=f"{type(error).__name__}: {error}"))


def _in_home(home: Path, clock: Clock) -> Iterator[tuple[str, Board | Message]]:
    """Yield the board of a home as it is: it is not renewed, and no backup is counted in its place."""
    try:
        if not (home / FILE).is_file():
            raise NoBoard(home)
        board = board_as_it_is(home, read_settings(home), clock)
    except BoardError as error:
        yield str(home), error.message
        return
    yield str(home), board


def _on_server(url: str, clock: Clock, named: Mapping[str, str]) -> Iterator[tuple[str, Board | Message]]:
    """Yield the villages of a database, those that are named or else all that its account sees."""
    try:
        there = villages_of(url)
    except BoardError as error:
        yield "postgresql://...", error.message  # where it is stands in the sentence, without a password
        return
    wanted = [(village, named.get(village) or there.names.get(village, "")) for village in named or there.villages]
    if not wanted:
        yield there.path, _nothing(sees_all=there.sees_all)
    for village, name in wanted:
        where = f"{there.path} {name or village}"
        try:
            board = read_village(url, Settings(village, name or village), there, clock)
        except BoardError as error:
            yield where, error.message
            continue
        yield where, board or say("The database has no village {village}.", village=village)


def _nothing(*, sees_all: bool) -> Message:
    if sees_all:
        return say("No village has moved into this database yet.")
    return say(
        "This account sees a village only when it is named. Name each with --village, or take an account that sees all."
    )
