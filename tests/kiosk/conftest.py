"""A small village, made once and read by many."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.village import FixedClock, make_village
from tests.support import stillness
from village_board.board import Board, open_board

stillness.install()


@pytest.fixture(scope="session")
def village_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a village that nobody changes."""
    home = tmp_path_factory.mktemp("village") / "home"
    make_village(home).close()
    return home


@pytest.fixture
def board(village_home: Path) -> Iterator[Board]:
    """The village, open; not to be written."""
    board = open_board(village_home, clock=FixedClock())
    yield board
    board.close()


@pytest.fixture
def own_board(village_home: Path, tmp_path: Path) -> Iterator[Board]:
    """A copy of the village that a test may change."""
    home = tmp_path / "home"
    shutil.copytree(village_home, home)
    board = open_board(home, clock=FixedClock())
    yield board
    board.close()
