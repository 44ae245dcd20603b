"""What every room of tests may ask for: a given clock, an empty board in memory, its people in office."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support.builders import TODAY, Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.board import Board

# No deadline: on a shared machine the time of one example says nothing.
settings.register_profile(
    "board", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100
)
settings.load_profile("board")

#: What a developer's own shell may hold and no test may see.
_OWN_VARIABLES = ("VILLAGE_BOARD_HOME", "VILLAGE_BOARD_TODAY", "VILLAGE_BOARD_LANGUAGE", "VILLAGE_BOT_TOKEN")


@pytest.fixture(autouse=True)
def _own_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _OWN_VARIABLES:
        if name in os.environ:
            monkeypatch.delenv(name)


@pytest.fixture
def clock() -> GivenClock:
    """Nine in the morning of `TODAY`, until a test moves it."""
    return GivenClock(TODAY)


@pytest.fixture
def board(clock: GivenClock) -> Iterator[Board]:
    """An empty board in memory."""
    made = memory_board(clock)
    yield made
    made.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    """Six persons in office on that board."""
    return hire(board)
