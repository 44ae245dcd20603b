"""Homes on a disk for these tests, with a little life in them."""

from __future__ import annotations

from pathlib import Path

from tests.support.builders import TODAY, a_hearing, keep
from village_board.base.clock import Clock
from village_board.board import Board, found_board
from village_board.people.acts import Act
from village_board.people.model import Household


def lived_in(home: Path, clock: Clock) -> Board:
    """Return the open board of a new home with a hearing, twelve households, and one of them removed."""
    board = found_board(home, name="试验村", township="试验镇", clock=clock)
    kept = keep(board, *(Household(number=str(n)) for n in range(12)))
    keep(board, a_hearing(notice_on=TODAY))
    with board.desk() as desk:
        desk.require(Act.IMPORT)
        desk.remove(kept[0])
        desk.record("removed")
    return board


def everything(folder: Path) -> dict[str, bytes]:
    """Return all files below `folder` but locks and what SQLite keeps beside an open file."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-wal", "-shm"))
    }


def names(folder: Path) -> list[str]:
    """Return what lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def scribble(path: Path) -> None:
    """Destroy a board's file behind its head, as a failing disk does."""
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
