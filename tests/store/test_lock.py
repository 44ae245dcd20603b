"""The locks of a home."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from village_board.store.errors import AlreadyRunning, HomeInUse, StoreUnwritable
from village_board.store.lock import HomeLock


def test_programs_share_a_home_and_a_restore_has_it_alone(tmp_path: Path) -> None:
    """Shared locks stand beside each other; an exclusive one stands alone, both ways."""
    # Guard: village_board/store/lock.py:_take.
    home = HomeLock(tmp_path)
    with home.shared(), home.shared(), pytest.raises(HomeInUse, match=str(tmp_path)):
        home.exclusive()
    with home.exclusive():
        for ask in (home.shared, home.exclusive):
            with pytest.raises(HomeInUse):
                ask()
    home.exclusive().release()


def test_the_second_poller_learns_which_process_runs_x8(tmp_path: Path) -> None:
    """X8: one bot a home; the second gets the first one's process and what to do. Other names are free."""
    # Guard: village_board/store/lock.py:single.
    first = HomeLock(tmp_path).single("village-bot")
    with pytest.raises(AlreadyRunning, match="already runs") as refused:
        HomeLock(tmp_path).single("village-bot")
    assert int(refused.value.facts["pid"]) > 0
    assert refused.value.exit_code == 3
    HomeLock(tmp_path).single("outbox").release()
    first.release()
    first.release()
    HomeLock(tmp_path).single("village-bot").release()


def test_a_killed_program_has_let_go(tmp_path: Path) -> None:
    """After kill -9 the next program starts; no file has to be removed by hand."""
    code = (
        "import sys, pathlib; from village_board.store.lock import HomeLock\n"
        "held = HomeLock(pathlib.Path(sys.argv[1])).single('village-bot'); print('held', flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(AlreadyRunning) as refused:
            HomeLock(tmp_path).single("village-bot")
        assert refused.value.facts["pid"] == str(process.pid)
        process.kill()
    HomeLock(tmp_path).single("village-bot").release()


def test_a_home_that_takes_no_lock_file_is_one_error() -> None:
    """A lock where nothing can be written names the file."""
    with pytest.raises(StoreUnwritable, match="/proc"):
        HomeLock(Path("/proc")).shared()
