"""Power cuts: files and logs that were cut or torn come back to the last acknowledged record."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.store.crash import VILLAGE, judge, start
from tests.store.torn import Left, cut, scenes
from village_board.store import connect, sqlite_url

_DAILY, _LONG = 80, 1500


def recovered(path: Path, left: Left) -> str:
    """Return what is wrong with what comes back; empty: nothing."""
    left.lay(path)
    outcome = judge(path, left.sure)
    if (outcome.lost, outcome.halves, outcome.unreadable) != (0, 0, 0):
        return f"{left.how}: {outcome}"
    with connect(sqlite_url(path)) as database:
        found = {str(document.doc_id) for document in database.table("papers")}
    more = found - set(left.sure)
    if more != set(left.perhaps[: len(more)]):
        return f"{left.how}: {sorted(more)} are no beginning of what was under way"
    return ""


def _recover(folder: Path, cases: int, seed: int) -> list[str]:
    made, dice = scenes(folder), random.Random(seed)
    path = folder / "board.db"
    return [wrong for _ in range(cases) if (wrong := recovered(path, cut(dice.choice(made), dice)))]


def test_cut_and_torn_files_come_back_x12_x13(tmp_path: Path) -> None:
    """X12, X13: whatever a power cut leaves behind the last acknowledged frame, all that was acknowledged is there."""
    # Guard: village_board/store/sqlite.py:_connect - synchronous = FULL, so that acknowledged frames are on the disk.
    assert _recover(tmp_path, _DAILY, seed=11) == []


@pytest.mark.long
def test_fifteen_hundred_cut_and_torn_files_come_back_x12_x13(tmp_path: Path) -> None:
    """X12, X13: the same fifteen hundred times."""
    assert _recover(tmp_path, _LONG, seed=12) == []


def test_the_judge_sees_what_is_missing(tmp_path: Path) -> None:
    """The proof can fail: a log cut before an acknowledged frame does lose that unit."""
    scene, _ = scenes(tmp_path)
    end = scene.acknowledged[5][1]
    units = tuple(unit for unit, _ in scene.acknowledged)
    left = Left("cut too early", scene.before, scene.log[: end - 1], (*scene.standing, *units[:6]), units[6:])
    assert "lost=1" in recovered(tmp_path / "board.db", left)


@pytest.mark.parametrize("turn", range(3))
def test_a_copy_of_file_and_log_after_a_kill_is_whole_x13(tmp_path: Path, turn: int) -> None:
    """X13: kill -9, then file and log are copied to another machine: the last acknowledged record is there."""
    path, other = tmp_path / "board.db", tmp_path / "other" / "board.db"
    other.parent.mkdir()
    connect(sqlite_url(path), create=True).close()
    with start(path, f"k{turn}", 1_000_000, VILLAGE) as process:
        assert process.stdout
        acknowledged = [process.stdout.readline().strip() for _ in range(5 + 7 * turn)]
        process.kill()
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
    for name in ("board.db", "board.db-wal"):
        shutil.copy(tmp_path / name, other.parent / name)
    outcome = judge(other, acknowledged)
    assert outcome.acknowledged >= 5 + 7 * turn
    assert (outcome.lost, outcome.halves, outcome.unreadable) == (0, 0, 0)
