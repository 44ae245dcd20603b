"""A home folder becomes a board, or a sentence says why not and nothing is changed."""

from __future__ import annotations

import stat
from collections import Counter
from pathlib import Path

import apsw
import pytest

from tests.support.builders import TODAY, a_hearing, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import StoreError
from village_board.board import (
    PEPPER_FILE,
    STORE_FILE,
    Board,
    BoardExists,
    HomeNotWritable,
    NoBoard,
    SecretMissing,
    found_board,
    open_board,
)
from village_board.catalogue.model import Entry, EntryGroup
from village_board.hearings.model import Hearing
from village_board.secret_files import SecretExposed
from village_board.settings import FILE, SettingsWrong
from village_board.store.errors import NewerSchema, NotABoard, StoreDamaged, StoreMissing


@pytest.fixture
def home(tmp_path: Path, clock: GivenClock) -> Path:
    """A founded board, closed again."""
    folder = tmp_path / "home"
    found_board(folder, name="试验村", township="试验镇", clock=clock).close()
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_new_board_has_the_catalogue_and_can_be_opened_again(home: Path, clock: GivenClock) -> None:
    """`init`: 35 entries of the village and 68 of the district, one act in the log."""
    board = open_board(home, clock=clock)
    groups = Counter(entry.group for entry in board.records().all(Entry))
    assert groups == {EntryGroup.SELF_GOVERNMENT: 35, EntryGroup.DISTRICT: 68}
    assert (board.settings.name, board.settings.township) == ("试验村", "试验镇")
    assert len(board.db.table("log")) == 1
    board.close()


def test_what_is_acknowledged_is_there_after_closing(home: Path, clock: GivenClock) -> None:
    """A commit outlives its process."""
    board = open_board(home, clock=clock)
    (kept,) = keep(board, a_hearing())
    board.close()
    board = open_board(home, clock=clock)
    assert board.records().get(Hearing, kept.id) == kept
    board.close()


def test_a30_what_is_secret_is_readable_by_its_owner_alone(home: Path) -> None:
    """A30: pepper, settings, store and folder are shut to others."""
    # Guard: board.py:write_secret - a pepper that everybody can read protects no PIN.
    for name in (PEPPER_FILE, FILE, STORE_FILE):
        assert stat.S_IMODE((home / name).stat().st_mode) & 0o077 == 0, name
    assert stat.S_IMODE(home.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a30_an_exposed_pepper_is_refused(home: Path, clock: GivenClock, mode: int) -> None:
    """A30: a pepper that others can read is not used; the sentence says what to do."""
    # Guard: board.py:Board.pepper - PINs are hashed under a secret that is none.
    board = open_board(home, clock=clock)
    assert len(board.pepper()) == 32
    (home / PEPPER_FILE).chmod(mode)
    with pytest.raises(SecretExposed, match="chmod 600"):
        board.pepper()
    board.close()


def test_a_lost_pepper_is_a_sentence(home: Path, clock: GivenClock) -> None:
    """Without it no PIN can be checked, and the board says so."""
    board = open_board(home, clock=clock)
    (home / PEPPER_FILE).unlink()
    with pytest.raises(SecretMissing, match="pepper"):
        board.pepper()
    board.close()


def test_two_boards_have_two_peppers(home: Path, tmp_path: Path, clock: GivenClock) -> None:
    """A hash of one village says nothing in another."""
    found_board(tmp_path / "other", name="别村", clock=clock).close()
    assert (home / PEPPER_FILE).read_bytes() != (tmp_path / "other" / PEPPER_FILE).read_bytes()


def test_init_twice_changes_nothing(home: Path, clock: GivenClock) -> None:
    """A board is made once; the second time says so."""
    # Guard: board.py:BoardExists - a slip of the hand replaces the village.
    before = everything(home)
    with pytest.raises(BoardExists):
        found_board(home, name="别村", clock=clock)
    assert everything(home) == before


def test_an_interrupted_init_can_be_repeated(home: Path, clock: GivenClock) -> None:
    """The settings are written last: a home without them is no board yet."""
    (home / FILE).unlink()
    with pytest.raises(NoBoard):
        open_board(home, clock=clock)
    found_board(home, name="试验村", clock=clock).close()
    board = open_board(home, clock=clock)
    assert board.records().count(Entry) == 103
    board.close()


def test_a_home_that_is_a_file_cannot_be_founded_or_opened(tmp_path: Path, clock: GivenClock) -> None:
    """A path that cannot be a folder is a sentence, not a traceback."""
    (tmp_path / "file").write_text("keep me", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(HomeNotWritable):
            found_board(folder, name="试验村", clock=clock)
        with pytest.raises(NoBoard):
            open_board(folder, clock=clock)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "keep me"


def test_an_empty_folder_is_no_board(tmp_path: Path) -> None:
    """The sentence says how to make one."""
    with pytest.raises(NoBoard, match="init"):
        open_board(tmp_path)
    assert not list(tmp_path.iterdir())


def _another_programs(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE customers (name)")
    connection.close()


def _newer(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE meta SET value = 9999 WHERE name = 'schema'")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _torn(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200 : len(content)] = b"\xff" * (len(content) - 200)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda path: path.unlink(), (StoreMissing, StoreDamaged)),
        (lambda path: path.write_bytes(b""), StoreDamaged),
        (lambda path: path.write_bytes(b"hello" * 100), NotABoard),
        (lambda path: (path.unlink(), _another_programs(path)), NotABoard),
        (_newer, NewerSchema),
        (_torn, (StoreDamaged, NotABoard)),
    ],
    ids=["missing", "empty", "text", "foreign", "newer", "torn"],
)
def test_a_store_that_cannot_be_used_is_refused_and_left_as_it_is(
    home: Path, clock: GivenClock, spoil: object, error: type[StoreError]
) -> None:
    """X12: missing, empty, foreign, newer and damaged stores have a sentence each, exit code 3."""
    # Guard: store/boardfile.py:recognise - another program's database is written into.
    spoil(home / STORE_FILE)  # type: ignore[operator]
    before = everything(home)
    with pytest.raises(error) as failed:
        open_board(home, clock=clock)
    assert failed.value.exit_code == 3  # type: ignore[attr-defined]
    after = everything(home)
    assert after.get(STORE_FILE) == before.get(STORE_FILE)
    assert after[FILE] == before[FILE]


def test_a_foreign_file_in_the_store_s_place_stops_the_founding_and_nothing_is_left(
    tmp_path: Path, clock: GivenClock
) -> None:
    """`init` beside another program's database leaves the folder as it was."""
    # Guard: board.py:found_board - the pepper before the store would stay behind.
    _another_programs(tmp_path / STORE_FILE)
    before = everything(tmp_path)
    with pytest.raises(NotABoard):
        found_board(tmp_path, name="试验村", clock=clock)
    assert everything(tmp_path) == before


def test_settings_that_cannot_be_used_open_no_board(home: Path) -> None:
    """The settings are read before the store is touched."""
    (home / FILE).write_text("village = 3", encoding="utf-8")
    with pytest.raises(SettingsWrong):
        open_board(home)


def test_what_is_read_together_agrees(home: Path, clock: GivenClock) -> None:
    """Inside reading() another writer's commit is not seen."""
    # Guard: board.py:Board.reading - the home screen adds what was and what is.
    one, other = open_board(home, clock=clock), open_board(home, clock=clock)
    with one.reading() as records:
        before = records.count(Hearing)
        keep(other, a_hearing())
        assert records.count(Hearing) == before
    assert one.records().count(Hearing) == before + 1
    one.close()
    other.close()


def test_a_board_judges_by_the_clock_it_was_given(home: Path, clock: GivenClock) -> None:
    """Nothing below takes the time from the machine."""
    board: Board = open_board(home, clock=clock)
    assert board.records().today == TODAY
    clock.move(TODAY.replace(year=2031))
    assert board.records().today == TODAY.replace(year=2031)
    board.close()
