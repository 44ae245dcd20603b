"""A board in a home of its own, for files must lie somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.builders import Staff, announced, hire
from tests.support.clocks import GivenClock
from village_board.board import Board, found_board


@pytest.fixture
def board(tmp_path: Path, clock: GivenClock) -> Iterator[Board]:
    """A new board on the disk."""
    made = found_board(tmp_path / "home", name="试验村", clock=clock)
    yield made
    made.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    """Six persons in office on that board."""
    return hire(board)


@pytest.fixture
def subject(board: Board, staff: Staff) -> str:
    """The id of a public hearing."""
    return announced(board, staff).id
