"""A board moves to another store and back: the same records, ids, log and words; or nothing happens."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.server import Server
from tests.support.builders import a_hearing, announced, hire, keep
from tests.support.clocks import GivenClock
from village_board.board import NoBoard, connect_home, found_board, open_board
from village_board.keeping import export_archive
from village_board.kinds import COLLECTIONS
from village_board.moving import NotToMemory, move_board
from village_board.people.acts import Act
from village_board.people.service import OFFICE
from village_board.settings import FILE, read_settings
from village_board.store import Database, connect, sqlite_url
from village_board.store.errors import HomeInUse
from village_board.store.moving import ArrivedOtherwise, Carried, VillageThere, survey
from village_board.store.postgres.errors import ServerSilent

pytestmark = pytest.mark.xdist_group("postgres")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path, clock: GivenClock) -> Path:
    """Return a founded home with people, two hearings, a removed one and a removed table's ids."""
    folder = tmp_path / "home"
    board = found_board(folder, name="试验村", township="试验镇", clock=clock)
    staff = hire(board)
    announced(board, staff, number="2026-01", matter="村东修路 A 段")
    announced(board, staff, number="2026-03", matter="修路")
    (gone,) = keep(board, a_hearing(number="2026-02", matter="鱼塘承包"))
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        desk.remove(gone)
        desk.record("gone")
    board.db.table("leftover").put("l1", {}, expected_rev=0)
    board.db.table("leftover").truncate()
    board.close()
    return folder


@pytest.fixture
def database(server: Server, tmp_path: Path) -> str:
    """Return the URL of a new empty database."""
    return server.new_database(f"moved_{abs(hash(tmp_path)):x}")


def holds(home: Path) -> tuple[Carried, dict[str, Any], list[Any], bool]:
    """Return what the store of `home` holds, the head of its log, what a search finds, and whether the log fits."""
    board = open_board(home)
    try:
        found = [(hit.collection, hit.id) for word in ("修路", "路", "a", "公示") for hit in board.db.search([word])]
        head = dict(board.db.table("log_head").all()[0])
        return survey(board.db), head, found, board.verify().misfit is None
    finally:
        board.close()


def archived(home: Path, out: Path) -> dict[str, bytes]:
    """Return the archive of `home`, file by file."""
    board = open_board(home)
    try:
        export_archive(board, out)
    finally:
        board.close()
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*")) if file.is_file()}


def test_a_board_that_moves_gives_the_same_archive(home: Path, database: str, tmp_path: Path) -> None:
    """The archive is the same byte for byte before the move, on the server, and after the way back."""
    before = archived(home, tmp_path / "before")
    move_board(home, database)
    assert archived(home, tmp_path / "there") == before
    move_board(home, sqlite_url(home / "again.db"))
    assert archived(home, tmp_path / "back") == before


def test_a_board_moves_to_a_server_and_back_and_is_the_same(home: Path, database: str) -> None:
    """Documents, revisions, removed ids, log root and search results are equal on each leg; the log still fits."""
    # Guard: village_board/store/moving.py:carry - every row, the tombstones and the search rows in their order.
    before = holds(home)
    assert before[0].removed == 2
    assert len(before[2]) >= 4
    assert before[3]
    moved = move_board(home, database)
    assert read_settings(home).store == database
    assert (moved.carried, moved.root, moved.size) == (before[0], before[1]["root"], before[1]["size"])
    assert holds(home) == before
    back = move_board(home, sqlite_url(home / "again.db"))
    assert back.root == moved.root
    assert holds(home) == before


def test_after_a_move_the_board_is_written_where_it_lies_now(home: Path, database: str, clock: GivenClock) -> None:
    """The next act goes to the new store alone, and no removed id is given again."""
    # Guard: village_board/moving.py:move_board - write_settings.
    old = _survey_of(home / "board.db", home)
    gone = _removed_hearing(home)
    move_board(home, database)
    board = open_board(home, clock=clock)
    keep(board, a_hearing(number="2026-09"))
    assert board.db.table("hearings").ever(gone)
    assert len(board.db.table("hearings")) == 3
    board.close()
    assert _survey_of(home / "board.db", home) == old


def _survey_of(file: Path, home: Path) -> Carried:
    with connect(sqlite_url(file), village=read_settings(home).village, collections=COLLECTIONS) as database:
        return survey(database)


def _removed_hearing(home: Path) -> str:
    with connect_home(home, read_settings(home)) as database:
        return next(str(doc_id) for doc_id, _, body in database.every("hearings") if body is None)


def test_a_home_in_use_is_not_moved(home: Path, database: str) -> None:
    """While kiosk, bot or a command has the home open, a move says so and does nothing."""
    # Guard: village_board/moving.py:move_board - HomeLock.exclusive; writes of the other would be left behind.
    board = open_board(home)
    with pytest.raises(HomeInUse):
        move_board(home, database)
    board.close()
    move_board(home, database)


def test_a_place_that_holds_the_village_already_is_refused(home: Path, database: str, clock: GivenClock) -> None:
    """A second move to the same place would lay old records over newer ones."""
    # Guard: village_board/store/moving.py:carry - `given`.
    move_board(home, database)
    board = open_board(home, clock=clock)
    keep(board, a_hearing(number="2026-09"))
    board.close()
    standing = read_settings(home)
    for url in (sqlite_url(home / "board.db"), database):
        with pytest.raises(VillageThere, match="already"):
            move_board(home, url)
    assert read_settings(home) == standing


def test_a_move_that_was_cut_off_before_its_end_is_finished_by_the_next(
    home: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records had arrived, the settings still pointed to the old store: the same command ends the move."""
    # Guard: village_board/store/moving.py:carry - a target that holds the very same is taken.
    with monkeypatch.context() as patched:
        patched.setattr("village_board.moving.write_settings", _cut)
        with pytest.raises(KeyboardInterrupt):
            move_board(home, database)
    assert read_settings(home).store == ""
    assert move_board(home, database).carried.documents > 0
    assert read_settings(home).store == database


def _cut(*_: object) -> None:
    raise KeyboardInterrupt


def _break_off(database: Database, *_: object) -> None:
    raise KeyboardInterrupt


def _lose_a_word(database: Database, coll: str, doc_id: str, day: object, text: str) -> None:
    database.engine.words.put(coll, doc_id, day, text[:-1])


@pytest.mark.parametrize(("way", "error"), [(_break_off, KeyboardInterrupt), (_lose_a_word, ArrivedOtherwise)])
def test_a_move_that_fails_leaves_nothing_behind(
    home: Path,
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    way: Callable[..., None],
    error: type[BaseException],
) -> None:
    """Cut off half-way, or read back otherwise than sent: the target is empty, the home points where it did."""
    # Guard: village_board/store/moving.py:carry - one transaction, and the survey before its commit.
    before = holds(home)
    with monkeypatch.context() as patched:
        patched.setattr(Database, "index", way)
        with pytest.raises(error):
            move_board(home, database)
    assert holds(home) == before
    assert read_settings(home).store == ""
    with connect(database, village=read_settings(home).village, collections=COLLECTIONS) as target:
        assert target.engine.given() == set()
    move_board(home, database)


def test_a_target_that_cannot_be_opened_changes_nothing(home: Path) -> None:
    """No server, memory, no board: each is one sentence, and the home stays as it was."""
    before = holds(home)
    with pytest.raises(ServerSilent):
        move_board(home, "postgresql://127.0.0.1:9/board")
    with pytest.raises(NotToMemory):
        move_board(home, "memory:")
    with pytest.raises(NoBoard):
        move_board(home / "elsewhere", "memory:")
    assert holds(home) == before


def test_a_relative_file_is_written_down_in_full(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings hold the whole path: the next program may start elsewhere."""
    # Guard: village_board/moving.py:move_board - sqlite_url.
    monkeypatch.chdir(tmp_path)
    move_board(home, "sqlite:///near.db")
    assert read_settings(home).store == f"sqlite:///{tmp_path}/near.db"


def test_the_command_shows_no_password_and_keeps_it_for_its_owner_alone_a30(
    home: Path, database: str, server: Server
) -> None:
    """A30: a password is read from standard input, stands in no output, and lies in a file of mode 0600."""
    # Guard: village_board/settings.py:write_settings - 0600; store/postgres/connecting.py:address_of - the path.
    url = database.replace("postgres@", "postgres:geheim-7391@")
    done = _command(home, "move", "--to", "-", "--json", given=f"{url}\n")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told) == {"from", "to", "documents", "removed", "searched", "log"}
    assert told["log"]["root"] == holds(home)[1]["root"]
    assert "geheim" not in done.stdout + done.stderr
    assert "geheim" in read_settings(home).store
    assert (home / FILE).stat().st_mode & 0o777 == 0o600
    again = _command(home, "move", "--to", "-", given=f"{url}\n")
    assert again.returncode == 1
    assert "geheim" not in again.stdout + again.stderr


def test_the_command_says_where_the_old_store_lies(home: Path, tmp_path: Path) -> None:
    """In words: how many records, the root of the log, and that the old store is left as it was."""
    done = _command(home, "move", "--to", sqlite_url(tmp_path / "new.db"), "--language", "en")
    assert done.returncode == 0, done.stderr
    assert str(home / "board.db") in done.stdout
    assert "left as it was" in done.stdout


def _command(home: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from village_board.cli.main import run; run()", *arguments, "--home", str(home)],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
