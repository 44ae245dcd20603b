"""Renewal: stores of older formats become new ones, by one process, after a backup, whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from tests.keeping.homes import everything, lived_in, names
from tests.support.clocks import GivenClock
from village_board.base.errors import StoreError
from village_board.board import STORE_FILE, open_board
from village_board.keeping import homes, restore
from village_board.people.model import Household
from village_board.store import backup as backups
from village_board.store import connect, migrate, schema, sqlite_url
from village_board.store.backup import BackupDiskFull, read_manifest
from village_board.store.errors import HomeInUse, NewerSchema, OlderSchema, StoreDamaged
from village_board.store.lock import HomeLock

PAST = sorted((Path(__file__).parents[1] / "store" / "past").glob("format-*.zip"))


@pytest.fixture
def home(tmp_path: Path, clock: GivenClock) -> Path:
    """A home of today's format."""
    lived_in(tmp_path / "home", clock).close()
    return tmp_path / "home"


def _next_step(connection: apsw.Connection) -> None:
    """Do what a real step may do: a new table, and every body written anew."""
    connection.execute("CREATE TABLE next (a)")
    connection.execute('UPDATE "households:docs" SET body = body WHERE body IS NOT NULL')


@pytest.fixture
def next_format(home: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """The program of tomorrow, made after the home: one format more, and the step to it."""
    made = schema.SCHEMA_VERSION
    monkeypatch.setattr(schema, "SCHEMA_VERSION", made + 1)
    monkeypatch.setattr(migrate, "STEPS", {**migrate.STEPS, made: _next_step})
    return made + 1


def said(home: Path) -> int:
    """Return the format that a store says."""
    connection = apsw.Connection(str(home / STORE_FILE))
    ((version,),) = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchall()
    connection.close()
    return version


def test_every_format_has_a_file_and_every_past_one_a_step() -> None:
    """Nobody raises the format without leaving a store of it, and the way from it."""
    assert [path.stem for path in PAST] == [f"format-{n}" for n in range(1, schema.SCHEMA_VERSION + 1)]
    assert set(migrate.STEPS) == set(range(1, schema.SCHEMA_VERSION))


@pytest.mark.parametrize("past", PAST, ids=lambda path: path.stem)
def test_a_store_of_every_past_format_opens(past: Path, tmp_path: Path, clock: GivenClock) -> None:
    """Restored from its file it has all its records, and they fit the log."""
    restore(tmp_path / "new", past)
    board = open_board(tmp_path / "new", clock=clock)
    assert board.records().count(Household) == 11
    assert [hit.record.title for hit in board.records().search("路灯")] == ["村道路灯改造"]
    assert board.verify().misfit is None
    board.close()


@pytest.mark.parametrize("past", PAST, ids=lambda path: path.stem)
def test_a_store_of_every_past_format_is_renewed(
    past: Path, tmp_path: Path, clock: GivenClock, next_format: int
) -> None:
    """The program of tomorrow opens it, also where it comes out of a backup."""
    restore(tmp_path / "new", past)
    board = open_board(tmp_path / "new", clock=clock)
    assert said(tmp_path / "new") == next_format
    assert board.records().count(Household) == 11
    assert board.verify().misfit is None
    board.close()


def test_an_older_store_is_renewed_after_a_backup(home: Path, clock: GivenClock, next_format: int) -> None:
    """Opening it makes a backup of the old format first; then the format is the new one and every record is there."""
    # Guard: keeping/homes.py:renew - a step that goes wrong in a way nobody thought of has no way back.
    board = open_board(home, clock=clock)
    assert said(home) == next_format == board.db.schema_version
    assert board.records().count(Household) == 11
    assert board.verify().misfit is None
    board.close()
    (file,) = (home / "backup").iterdir()
    assert file.name.startswith("before-renewal-")
    assert read_manifest(file).contents.schema == next_format - 1
    assert read_manifest(file).contents.fits


def test_who_uses_the_home_meanwhile_is_left_alone(home: Path, clock: GivenClock, next_format: int) -> None:
    """While another program has the board open, nothing is renewed, and the sentence says what to do."""
    # Guard: board.py:open_board - the shared lock; a kiosk would read a table that is being rebuilt.
    with HomeLock(home).shared():
        with pytest.raises(HomeInUse, match="Another program"):
            open_board(home, clock=clock)
        assert said(home) == next_format - 1
    open_board(home, clock=clock).close()
    assert said(home) == next_format


def test_an_open_board_holds_its_home(home: Path, clock: GivenClock) -> None:
    """Whoever has a board open keeps a renewal or a restore out until it is closed; several may have it open."""
    one, other = open_board(home, clock=clock), open_board(home, clock=clock)
    with pytest.raises(HomeInUse):
        HomeLock(home).exclusive()
    one.close()
    with pytest.raises(HomeInUse):
        HomeLock(home).exclusive()
    other.close()
    HomeLock(home).exclusive().release()


def test_while_it_is_renewed_others_leave_with_a_sentence(home: Path, clock: GivenClock) -> None:
    """A program that starts in the middle of a renewal or a restore says so and changes nothing."""
    with HomeLock(home).exclusive(), pytest.raises(HomeInUse):
        open_board(home, clock=clock)


def test_a_step_that_fails_changes_nothing(
    home: Path, clock: GivenClock, next_format: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All steps are one transaction: the store stays in the old format, with all its records."""
    # Guard: store/migrate.py:migrate - BEGIN; half a renewal is no format at all.

    def half(connection: apsw.Connection) -> None:
        _next_step(connection)
        connection.execute('UPDATE "households:docs" SET nothing = 1')

    monkeypatch.setattr(migrate, "STEPS", {next_format - 1: half})
    with pytest.raises(StoreDamaged, match="nothing"):
        open_board(home, clock=clock)
    assert said(home) == next_format - 1
    connection = apsw.Connection(str(home / STORE_FILE))
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'next'").fetchall() == [(0,)]
    connection.close()
    assert not list((home / "backup").iterdir())  # it failed on the trial copy: the store was never touched


def test_no_backup_no_renewal(home: Path, clock: GivenClock, next_format: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """X10: where the disk has no room for the backup, the store stays as it is."""

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_sync", full)
    with pytest.raises(BackupDiskFull):
        open_board(home, clock=clock)
    assert said(home) == next_format - 1


_KILLED = """
import os, sys
from pathlib import Path
from village_board.board import open_board
from village_board.store import migrate, schema
old = schema.SCHEMA_VERSION
schema.SCHEMA_VERSION = old + 1
def step(connection):
    connection.execute("CREATE TABLE next (a)")
    connection.execute('UPDATE "households:docs" SET body = body, rev = rev + 1')
    if connection.filename.endswith("home/board.db"):
        os.kill(os.getpid(), 9)
migrate.STEPS = {old: step}
open_board(Path(sys.argv[1]))
"""


def test_a_renewal_that_is_killed_changes_nothing_x7(home: Path, clock: GivenClock) -> None:
    """X7: kill -9 in the middle of a step leaves the old format, and the next start renews it."""
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(home)], capture_output=True, check=False, cwd=Path(__file__).parents[2]
    )
    assert killed.returncode == -9, killed.stderr
    assert said(home) == schema.SCHEMA_VERSION
    board = open_board(home, clock=clock)
    assert board.verify().misfit is None
    board.close()
    assert [name[:15] for name in names(home / "backup")] == ["before-renewal-"]


def test_a_store_alone_is_not_renewed_by_chance(home: Path, next_format: int) -> None:
    """Opening the documents without the home renews nothing: there would be no backup and no lock."""
    with pytest.raises(OlderSchema, match=f"format {next_format - 1}"):
        connect(sqlite_url(home / STORE_FILE))
    assert said(home) == next_format - 1


def test_a_newer_format_is_refused_and_left_as_it_is(home: Path, clock: GivenClock) -> None:
    """Forward only: an older program says that it is older; neither store nor backups are touched."""
    connection = apsw.Connection(str(home / STORE_FILE))
    connection.execute("UPDATE meta SET value = 7 WHERE name = 'schema'").fetchall()
    connection.close()
    before = everything(home)
    with pytest.raises(NewerSchema):
        open_board(home, clock=clock)
    with pytest.raises(StoreError):
        homes.renew(home, homes.read_settings(home), clock)
    assert everything(home) == before
