"""A damaged store: the board is shown from its last good backup, nothing is written, and there is a way back."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from tests.keeping.homes import everything, lived_in, names, scribble
from tests.support.builders import TODAY, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import StoreError
from village_board.board import FILE, PEPPER_FILE, STORE_FILE, Board, ShownFromBackup, open_board
from village_board.i18n import translator
from village_board.keeping import back_up, back_up_nightly, replace_damaged
from village_board.keeping.homes import BoardSound, ForeignBackup, NoGoodBackup
from village_board.people.model import Household
from village_board.store.backup import BackupDamaged, NotABackup
from village_board.store.errors import HomeInUse, StoreDamaged, StoreMissing


@pytest.fixture
def home(tmp_path: Path, clock: GivenClock) -> Path:
    """A home with a nightly backup of 11 households, and one household written after it."""
    board = lived_in(tmp_path / "home", clock)
    back_up_nightly(board)
    clock.advance(timedelta(hours=3))
    keep(board, Household(number="after"))
    board.close()
    return tmp_path / "home"


DAMAGES: dict[str, Callable[[Path], object]] = {
    "scribbled": scribble,
    "head lost": lambda path: path.write_bytes(b"\xa5" * 200 + path.read_bytes()[200:]),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "gone": Path.unlink,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_board_is_shown_from_its_last_good_backup_x12(home: Path, clock: GivenClock, damage: str) -> None:
    """X12: reading goes on from last night's records, with a banner that says so, and the damaged file is untouched."""
    # Guard: board.py:open_board - the village's hall stands before a black screen.
    DAMAGES[damage](home / STORE_FILE)
    before = everything(home)
    board = open_board(home, clock=clock)
    assert board.records().count(Household) == 11
    assert board.restored_from == clock.now() - timedelta(hours=3)
    banner = board.banner
    assert banner is not None
    assert "2026" in translator("zh-Hans").say(banner)
    assert [hit.record.title for hit in board.records().search("路灯")] == ["村道路灯改造"]
    board.close()
    after = everything(home)
    assert {name: content for name, content in after.items() if not name.startswith("backup/.")} == before


def test_nothing_is_written_while_a_backup_is_shown_x12(home: Path, clock: GivenClock) -> None:
    """X12: an act is refused with a sentence that names the way back, for every one who acts."""
    # Guard: board.py:Board.desk - what a clerk enters into a copy is lost when the store is mended.
    scribble(home / STORE_FILE)
    board = open_board(home, clock=clock)
    with pytest.raises(ShownFromBackup, match="restore --replace-damaged"), board.desk():
        pass
    with pytest.raises(ShownFromBackup):
        back_up_nightly(board)
    assert [name for name in names(home / "backup") if name[0] != "."] == [f"board-{TODAY}.zip"]
    board.close()


def test_a_sound_board_has_no_banner(home: Path, clock: GivenClock) -> None:
    """Nothing is said where nothing is to be said."""
    board = open_board(home, clock=clock)
    assert board.banner is None
    assert board.restored_from is None
    board.close()


def test_without_a_good_backup_the_damage_is_told(tmp_path: Path, clock: GivenClock) -> None:
    """No backup, a damaged one, one whose records did not fit, or one of another village: the sentence stands."""
    # Guard: store/rotation.py:last_good - a backup that was never good is shown as the truth.
    home = tmp_path / "home"
    lived_in(home, clock).close()
    other = lived_in(tmp_path / "other", clock)
    whole = (home / STORE_FILE).read_bytes()
    (home / "backup").mkdir()
    (home / "backup" / "board-2026-08-30.zip").write_bytes(b"PK\x03\x04half")
    back_up(other, home / "backup" / "board-2026-08-29.zip")
    other.close()
    scribble(home / STORE_FILE)
    with pytest.raises(StoreDamaged):
        open_board(home, clock=clock)
    (home / STORE_FILE).write_bytes(whole)
    connection = apsw.Connection(str(home / STORE_FILE))
    connection.execute('UPDATE "hearings:docs" SET rev = 7').fetchall()
    connection.close()
    board = open_board(home, clock=clock)
    (home / "backup" / "board-2026-08-29.zip").unlink()
    back_up_nightly(board)
    board.close()
    (home / STORE_FILE).unlink()
    with pytest.raises(StoreMissing):
        open_board(home, clock=clock)


def test_a_page_that_goes_bad_in_use_is_found_at_the_next_start_x12(home: Path, clock: GivenClock) -> None:
    """X12: damage where no start looks is told once, and from then on the backup is shown."""
    # Guard: store/boardfile.py:suspect - every start opens it again, and every reader meets the bad page again.
    board = open_board(home, clock=clock)
    keep(board, *(Household(number=f"{n}" + "村东头" * 40) for n in range(100, 1500)))
    back_up_nightly(board)
    board.close()
    path = home / STORE_FILE
    content = bytearray(path.read_bytes())
    page = len(content) // 4096 * 3 // 4 * 4096
    content[page : page + 20 * 4096] = b"\xa5" * (20 * 4096)
    path.write_bytes(content)
    board = open_board(home, clock=clock)
    assert board.restored_from is None
    with pytest.raises(StoreDamaged):
        _read_all(board)
    board.close()
    board = open_board(home, clock=clock)
    assert board.restored_from is not None
    assert board.records().count(Household) == 1412
    board.close()


def _read_all(board: Board) -> None:
    for name in board.db.engine.given():
        list(board.db.every(name))


def test_a_false_alarm_clears_itself(home: Path, clock: GivenClock) -> None:
    """A note of a bad page beside a sound file is looked into once and removed."""
    (home / f"{STORE_FILE}-suspect").touch()
    board = open_board(home, clock=clock)
    assert board.restored_from is None
    assert not (home / f"{STORE_FILE}-suspect").exists()
    board.close()


# The way back


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_way_back_puts_the_damaged_files_aside(home: Path, clock: GivenClock, damage: str) -> None:
    """The last good backup takes the place; what was damaged lies in a folder of its own, as it was."""
    # Guard: keeping/homes.py:_put_aside - what a laboratory could still read is gone.
    DAMAGES[damage](home / STORE_FILE)
    damaged = (home / STORE_FILE).read_bytes() if damage != "gone" else None
    settings, pepper = (home / FILE).read_bytes(), (home / PEPPER_FILE).read_bytes()
    open_board(home, clock=clock).close()
    done = replace_damaged(home, clock)
    assert done.file.name == f"board-{TODAY}.zip"
    if damaged is None:
        assert done.aside is None
    else:
        assert done.aside is not None
        assert (done.aside / STORE_FILE).read_bytes() == damaged
    board = open_board(home, clock=clock)
    assert board.restored_from is None
    assert board.records().count(Household) == 11
    keep(board, Household(number="again"))
    assert board.verify().misfit is None
    board.close()
    assert ((home / FILE).read_bytes(), (home / PEPPER_FILE).read_bytes()) == (settings, pepper)


def test_the_way_back_can_name_its_backup(home: Path, tmp_path: Path, clock: GivenClock) -> None:
    """A copy on a stick that is newer than the last night's."""
    board = open_board(home, clock=clock)
    back_up(board, tmp_path / "stick.zip")
    board.close()
    scribble(home / STORE_FILE)
    replace_damaged(home, clock, tmp_path / "stick.zip")
    board = open_board(home, clock=clock)
    assert board.records().count(Household) == 12
    board.close()


def test_a_sound_board_is_never_replaced(home: Path, tmp_path: Path, clock: GivenClock) -> None:
    """Whoever gives the command for a board that can be read loses nothing of today's work."""
    # Guard: keeping/homes.py:replace_damaged - the look at the whole file.
    before = everything(home)
    with pytest.raises(BoardSound):
        replace_damaged(home, clock)
    assert everything(home) == before


def test_a_board_in_use_is_not_replaced(home: Path, clock: GivenClock) -> None:
    """The kiosk that shows the backup is stopped first; the sentence says so."""
    scribble(home / STORE_FILE)
    board = open_board(home, clock=clock)
    with pytest.raises(HomeInUse):
        replace_damaged(home, clock)
    board.close()
    replace_damaged(home, clock)


def test_the_way_back_needs_a_good_backup_of_this_village(home: Path, tmp_path: Path, clock: GivenClock) -> None:
    """Without one, with one of another village, with a damaged one: nothing is moved."""
    other = lived_in(tmp_path / "other", clock)
    back_up(other, tmp_path / "other.zip")
    other.close()
    (home / "backup" / f"board-{TODAY}.zip").rename(tmp_path / "mine.zip")
    scribble(home / STORE_FILE)
    before = everything(home)
    os.truncate(tmp_path / "mine.zip", 9000)
    (tmp_path / "text.zip").write_text("hello", "utf-8")
    cases: tuple[tuple[str, type[Exception]], ...] = (
        ("", NoGoodBackup),
        ("other.zip", ForeignBackup),
        ("mine.zip", BackupDamaged),
        ("text.zip", NotABackup),
    )
    for name, error in cases:
        with pytest.raises(error):
            replace_damaged(home, clock, tmp_path / name if name else None)
        assert everything(home) == before
    with pytest.raises(StoreError):
        open_board(home, clock=clock)
