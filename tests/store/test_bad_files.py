"""Bad input: each has one clear error and leaves every file as it was."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from tests.store.conftest import HEARINGS
from village_board.store import Database, connect, sqlite_url
from village_board.store.errors import (
    NewerSchema,
    NotABoard,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreUnwritable,
    StoreUrlUnknown,
)
from village_board.store.schema import SCHEMA_VERSION


def _open(path: Path, *, create: bool = False) -> Database:
    return connect(sqlite_url(path), collections=(HEARINGS,), create=create)


def _board(path: Path, documents: int = 200) -> None:
    with _open(path, create=True) as database, database.transaction():
        for n in range(documents):
            database.table("hearings").put(f"h{n}", {"text": "村民会议" * 50, "cost": n}, expected_rev=0)


def _sql(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql).fetchall()
    connection.close()


def _newer(path: Path) -> None:
    _board(path)
    _sql(path, f"UPDATE meta SET value = {SCHEMA_VERSION + 1}")


def _nothing_said(path: Path) -> None:
    _board(path)
    _sql(path, "DELETE FROM meta")


def _no_tables(path: Path) -> None:
    _board(path)
    _sql(path, "DROP TABLE meta")


def _truncated(path: Path) -> None:
    _board(path)
    os.truncate(path, path.stat().st_size // 2)


def _scribbled(path: Path) -> None:
    _board(path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))


CASES: dict[str, tuple[Callable[[Path], object], type[StoreError]]] = {
    "missing": (lambda path: None, StoreMissing),
    "a folder": (Path.mkdir, StoreUnwritable),
    "a text": (lambda path: path.write_text("收支明细" * 100, "utf-8"), NotABoard),
    "a short file": (lambda path: path.write_bytes(b"SQLite format 3\x00"), NotABoard),
    "an empty file": (lambda path: path.write_bytes(b""), StoreDamaged),
    "another program's database": (
        lambda path: _sql(path, "PRAGMA journal_mode = WAL; CREATE TABLE notes (a)"),
        NotABoard,
    ),
    "a newer schema": (_newer, NewerSchema),
    "no schema said": (_nothing_said, StoreDamaged),
    "a table gone": (_no_tables, StoreDamaged),
    "cut in half": (_truncated, StoreDamaged),
    "scribbled over": (_scribbled, StoreDamaged),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_one_error_and_stays_as_it_was_x12(tmp_path: Path, case: str) -> None:
    """X12: no bad file is opened, changed or joined by another file, with or without `create`."""
    # Guard: village_board/store/boardfile.py:recognise - SQLite alone would write beside a foreign file.
    make, error = CASES[case]
    path = tmp_path / "board.db"
    make(path)
    before = _state(tmp_path)
    for create in (False, True) if case != "missing" else (False,):
        with pytest.raises(error) as raised:
            _open(path, create=create)
        assert str(path) in str(raised.value)
        assert raised.value.exit_code == 3
        assert _state(tmp_path) == before


def _state(folder: Path) -> dict[str, bytes | None]:
    return {str(p.relative_to(folder)): None if p.is_dir() else p.read_bytes() for p in folder.rglob("*")}


def test_a_damaged_document_is_one_error_when_it_is_read(tmp_path: Path) -> None:
    """A page that went bad under an open board gives the sentence, not SQLite's words alone."""
    # Guard: village_board/store/sqlite.py:explain - corrupt.
    path = tmp_path / "board.db"
    _board(path, 2000)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xa5" * 40960)
    with _open(path) as database, pytest.raises(StoreDamaged, match="is damaged"):
        for _ in database.table("hearings"):
            pass


def test_a_lost_board_whose_log_is_there_is_not_made_anew(tmp_path: Path) -> None:
    """A new file beside an old log would be filled with the old log's pages."""
    # Guard: village_board/store/boardfile.py:create - the look for -wal.
    (tmp_path / "board.db-wal").write_bytes(b"x" * 100)
    with pytest.raises(StoreDamaged, match="-wal"):
        _open(tmp_path / "board.db", create=True)
    assert [p.name for p in tmp_path.iterdir()] == ["board.db-wal"]


@pytest.mark.parametrize("place", ["/proc/board.db", "/nowhere/at/all/board.db", "/dev/null/board.db"])
def test_a_place_that_takes_no_file_is_one_error(place: str) -> None:
    """A board cannot be made where nothing can be written."""
    with pytest.raises(StoreUnwritable, match=place):
        _open(Path(place), create=True)


@pytest.fixture(params=["folder", "file"])
def plain_user(request: pytest.FixtureRequest) -> Iterator[Path]:
    """Run as a user without privileges; return a folder with a board that it may only read."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    _board(folder / "board.db")
    (folder / "board.db").chmod(0o444)
    folder.chmod(0o555 if request.param == "folder" else 0o777)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_home_that_is_not_writable_is_one_error(plain_user: Path) -> None:
    """A board that this user may only read does not open, nor is one made in a closed folder."""
    # Guard: village_board/store/boardfile.py:recognise - `os.access`; SQLite opens it and fails later.
    before = sorted(p.name for p in plain_user.iterdir())
    with pytest.raises(StoreUnwritable):
        _open(plain_user / "board.db")
    if not os.access(plain_user, os.W_OK, effective_ids=True):
        with pytest.raises(StoreUnwritable):
            _open(plain_user / "new.db", create=True)
    assert sorted(p.name for p in plain_user.iterdir()) == before


@pytest.mark.parametrize("url", ["", "mysql://x", "sqlite:///", "board.db", "memory:x", "postgresql://h/x?no=1"])
def test_an_unknown_url_is_one_error(url: str) -> None:
    """A URL without an engine is refused as a wrong option."""
    with pytest.raises(StoreUrlUnknown) as raised:
        connect(url)
    assert raised.value.exit_code == 2


def test_making_a_board_leaves_one_file_and_finds_it_again(tmp_path: Path) -> None:
    """`create` makes the file for this user alone, and where one stands it opens that."""
    path = tmp_path / "board.db"
    _board(path, 3)
    assert [p.name for p in tmp_path.iterdir()] == ["board.db"]
    assert path.stat().st_mode & 0o777 == 0o600
    with _open(path, create=True) as database:
        assert (len(database.table("hearings")), database.path) == (3, str(path))
        assert database.schema_version == SCHEMA_VERSION


def test_an_index_declared_later_finds_what_was_written_before(tmp_path: Path) -> None:
    """A file gains the columns and indexes of collections that it did not know."""
    # Guard: village_board/store/schema.py:declare.
    path = tmp_path / "board.db"
    with connect(sqlite_url(path), create=True) as database:
        database.table("hearings").put("h1", {"cost": 5}, expected_rev=0)
    with _open(path) as database:
        assert database.table("hearings").sums(["cost"]) == {"cost": 5}
    with connect(sqlite_url(path)) as database:
        assert database.table("hearings").get(doc_id="h1") == {"cost": 5}
