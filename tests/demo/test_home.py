"""Where the demo lies: made once, whole or not at all, never over anything else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from village_board.base.clock import DayClock
from village_board.board import Board, BoardExists, found_board
from village_board.demo import demo_home, ensure_demo, make_demo, making
from village_board.settings import FILE
from village_board.store.errors import HomeInUse
from village_board.store.lock import HomeLock

FIRST, NEXT = DayClock(date(2026, 11, 22)), DayClock(date(2026, 11, 23))


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[date]:
    """Build nothing but an empty board, and count how often: what is built is tested elsewhere."""
    times: list[date] = []

    def build(board: Board, today: date, progress: making.Say) -> None:
        times.append(today)
        progress("…")

    monkeypatch.setattr(making, "build_demo", build)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return times


def nothing(_: str) -> None:
    """Say nothing."""


def test_a_second_start_opens_what_the_first_one_made(built: list[date]) -> None:
    """The demo is made once a day."""
    first = ensure_demo(demo_home(), FIRST, nothing)
    village = first.settings.village
    first.close()
    again = ensure_demo(demo_home(), FIRST, nothing)
    assert again.settings.village == village
    assert built == [FIRST.day]
    again.close()


def test_on_another_day_the_shared_demo_is_made_anew(built: list[date]) -> None:
    """Its year ends today, so that it never drowns in lateness (P31)."""
    ensure_demo(demo_home(), FIRST, nothing).close()
    moved = ensure_demo(demo_home(), NEXT, nothing)
    assert moved.settings.demo == "2026-11-23"
    assert built == [FIRST.day, NEXT.day]
    assert not (demo_home() / ".making").exists()
    moved.close()


def test_a_demo_in_use_is_not_taken_away(built: list[date]) -> None:
    """While a program has the shared demo open, another day only opens it."""
    # Guard: board.py:open_board - without the shared lock the store would vanish under a running kiosk
    first = ensure_demo(demo_home(), FIRST, nothing)
    other = ensure_demo(demo_home(), NEXT, nothing)
    assert other.settings.demo == "2026-11-22"
    assert built == [FIRST.day]
    other.close()
    first.close()


def test_a_demo_in_a_named_folder_stays_as_it_is(built: list[date], tmp_path: Path) -> None:
    """What somebody recorded in a folder of their own is not thrown away on the next day."""
    ensure_demo(tmp_path / "mine", FIRST, nothing).close()
    ensure_demo(tmp_path / "mine", NEXT, nothing).close()
    assert built == [FIRST.day]


def test_a_cut_while_making_leaves_no_half_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the demo is whole its folder holds no board, and the next start makes it from the beginning."""
    # Guard: making.py:_make - building in place would leave a board with half of its records

    def cut(board: Board, today: date, progress: making.Say) -> None:
        raise KeyboardInterrupt

    home = tmp_path / "mine"
    with monkeypatch.context() as patch:
        patch.setattr(making, "build_demo", cut)
        with pytest.raises(KeyboardInterrupt):
            make_demo(home, FIRST, nothing)
    assert not (home / FILE).exists()
    make_demo(home, FIRST, nothing).close()
    assert (home / FILE).is_file()


def test_init_makes_no_demo_over_a_board_or_a_strange_store(tmp_path: Path, built: list[date]) -> None:
    """A board that stands, or another program's board.db, stays untouched."""
    found_board(tmp_path / "real", name="真村").close()
    with pytest.raises(BoardExists):
        make_demo(tmp_path / "real", FIRST, nothing)
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "board.db").write_bytes(b"somebody else's")
    with pytest.raises(BoardExists):
        make_demo(tmp_path / "strange", FIRST, nothing)
    assert (tmp_path / "strange" / "board.db").read_bytes() == b"somebody else's"
    assert built == []


def test_a_real_board_opened_with_demo_is_only_opened(tmp_path: Path, built: list[date]) -> None:
    """--demo with the folder of a real village never fills it."""
    found_board(tmp_path / "real", name="真村").close()
    opened = ensure_demo(tmp_path / "real", FIRST, nothing)
    assert opened.settings.name == "真村"
    assert built == []
    opened.close()


def test_two_makers_at_once_are_refused_by_the_lock(tmp_path: Path) -> None:
    """One process makes the demo; `init` beside it says that the folder is in use."""
    (tmp_path / "mine").mkdir()
    with HomeLock(tmp_path / "mine").exclusive(), pytest.raises(HomeInUse):
        make_demo(tmp_path / "mine", FIRST, nothing)
