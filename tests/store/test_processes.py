"""Several processes on one file, and processes that are killed: nothing acknowledged is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.crash import kill_while_writing, writers


def test_four_processes_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    """Every acknowledged unit is there whole, and the counter they share is exact."""
    # Guard: village_board/store/sqlite.py:_Transaction.__enter__ - IMMEDIATE; a late lock loses the race.
    outcome = writers(tmp_path / "board.db", 4, 40)
    assert (outcome.acknowledged, outcome.lost, outcome.halves, outcome.unreadable) == (160, 0, 0, 0)


def test_a_writer_that_is_killed_loses_nothing_x7_x13(tmp_path: Path) -> None:
    """X7, X13: after kill -9 the file opens, every acknowledged unit is whole and none is half."""
    # Guard: village_board/store/sqlite.py:_connect - synchronous = FULL; and one commit for all.
    outcome = kill_while_writing(tmp_path / "board.db", 6)
    assert outcome.acknowledged >= 6
    assert (outcome.lost, outcome.halves, outcome.unreadable) == (0, 0, 0)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_ten_thousand_writes_of_four_processes_lose_nothing(tmp_path: Path) -> None:
    """10,000 acknowledged units of four processes are all there, whole, and the counter is exact."""
    outcome = writers(tmp_path / "board.db", 4, 2_500)
    assert (outcome.acknowledged, outcome.lost, outcome.halves, outcome.unreadable) == (10_000, 0, 0, 0)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_five_hundred_kills_lose_nothing_x7_x13(tmp_path: Path) -> None:
    """X7, X13: the same five hundred times on one file."""
    outcome = kill_while_writing(tmp_path / "board.db", 500, seed=2)
    assert outcome.acknowledged >= 500
    assert (outcome.lost, outcome.halves, outcome.unreadable) == (0, 0, 0)
