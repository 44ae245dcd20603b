"""Backups: whole or not at all, made while others write, and worth something when they are needed."""

from __future__ import annotations

import json
import os
import random
import shutil
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import apsw
import pytest

from tests.keeping.homes import everything, lived_in, names
from tests.support.builders import TODAY, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import BoardError
from village_board.board import PEPPER_FILE, STORE_FILE, Board, BoardExists, open_board
from village_board.keeping import back_up, back_up_nightly, restore
from village_board.people.model import Household
from village_board.settings import FILE
from village_board.store import backup as backups
from village_board.store.backup import (
    BackupDamaged,
    BackupDiskFull,
    BackupMissing,
    BackupNewer,
    BackupUnwritable,
    FileExists,
    NotABackup,
    read_manifest,
)
from village_board.store.errors import AlreadyRunning, StoreDamaged, StoreFull
from village_board.store.lock import HomeLock
from village_board.store.rotation import DAYS, MONTHS, WEEKS, kept

_ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path, clock: GivenClock) -> Path:
    """A home that was lived in."""
    lived_in(tmp_path / "home", clock).close()
    return tmp_path / "home"


@pytest.fixture
def board(home: Path, clock: GivenClock) -> Board:
    """It, open."""
    return open_board(home, clock=clock)


def documents(board: Board) -> dict[str, list[object]]:
    """Return every row of a board."""
    return {name: list(board.db.every(name)) for name in sorted(board.db.engine.given())}


def test_a_restored_board_is_the_board(board: Board, tmp_path: Path, clock: GivenClock) -> None:
    """Records, removed ids, log, search, settings and the secret of the PINs come back, and PINs are still right."""
    # Guard: keeping/homes.py:_fill - a restored village in which no PIN is known.
    file = tmp_path / "village.zip"
    manifest = back_up(board, file)
    restore(tmp_path / "new", file)
    again = open_board(tmp_path / "new", clock=clock)
    assert documents(again) == documents(board)
    assert again.pepper() == board.pepper()
    assert asdict(again.settings) == asdict(board.settings)
    assert [hit.record.title for hit in again.records().search("路灯")] == ["村道路灯改造"]
    verdict = again.verify()
    assert (verdict.entries, verdict.root) == (manifest.contents.entries, manifest.contents.root)
    assert verdict.misfit is None
    assert manifest.contents.fits
    board.close()
    again.close()


def test_a_backup_writes_nothing_to_the_home(board: Board, home: Path, tmp_path: Path) -> None:
    """Neither records nor log nor settings change, and nothing is left beside them or beside the backup."""
    before = everything(home)
    (tmp_path / "disk").mkdir()
    back_up(board, tmp_path / "disk" / "village.zip")
    assert everything(home) == before
    assert names(tmp_path / "disk") == ["village.zip"]
    board.close()


def test_a_backup_is_its_owner_s_alone(board: Board, tmp_path: Path) -> None:
    """A30: it holds the secret of the PINs: 0600, whatever the umask, and so is what is restored from it."""
    # Guard: store/backup.py:_pack - everybody on the machine reads the pepper.
    old = os.umask(0)
    try:
        back_up(board, tmp_path / "village.zip")
        restore(tmp_path / "new", tmp_path / "village.zip")
    finally:
        os.umask(old)
    for file in ("village.zip", f"new/{STORE_FILE}", f"new/{PEPPER_FILE}", f"new/{FILE}"):
        assert stat.S_IMODE((tmp_path / file).stat().st_mode) == 0o600
    board.close()


def test_a_backup_made_while_others_write_is_one_state(board: Board, home: Path, tmp_path: Path) -> None:
    """A writer goes on and is never refused; each backup is a state between two of its commits, and fits its log."""
    # Guard: store/backup.py:snapshot - a copy of the file would mix pages of several states.
    stop, written = threading.Event(), 0

    def write() -> None:
        nonlocal written
        writer = open_board(home, clock=board.clock)
        while not stop.is_set():
            keep(writer, *(Household(number=f"{written}-{n}") for n in range(3)))
            written += 1
        writer.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        sizes = [back_up(board, tmp_path / f"{n}.zip").contents for n in range(5)]
    finally:
        stop.set()
        thread.join()
    assert all(contents.fits for contents in sizes)
    assert sizes[0].entries < sizes[-1].entries
    restore(tmp_path / "new", tmp_path / "4.zip")
    again = open_board(tmp_path / "new", clock=board.clock)
    assert (again.records().count(Household) - 11) % 3 == 0
    again.close()
    board.close()


def test_records_that_do_not_fit_are_backed_up_and_told(board: Board, home: Path, tmp_path: Path) -> None:
    """A23: who tampered with a record must not have stopped the backups too; the manifest says that it does not fit."""
    connection = apsw.Connection(str(home / STORE_FILE))
    connection.execute('UPDATE "hearings:docs" SET rev = 7').fetchall()
    connection.close()
    assert not back_up(board, tmp_path / "village.zip").contents.fits
    assert not restore(tmp_path / "new", tmp_path / "village.zip").manifest.contents.fits
    board.close()


def test_a_damaged_store_makes_no_backup(home: Path, tmp_path: Path, clock: GivenClock) -> None:
    """X12: a copy of a torn file is no backup, and does not take the place of a good one."""
    board = open_board(home, clock=clock)
    board.records().count(Household)
    connection = apsw.Connection(str(home / STORE_FILE))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    path = home / STORE_FILE
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b"\xa5" * (len(content) - len(content) // 2)
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        back_up(board, tmp_path / "village.zip")
    assert not (tmp_path / "village.zip").exists()
    board.close()


# Where it cannot be written


def test_a_file_that_is_there_is_never_written_over(board: Board, tmp_path: Path) -> None:
    """A slip of the hand does not cost last year's backup."""
    (tmp_path / "village.zip").write_text("keep me", "utf-8")
    with pytest.raises(FileExists):
        back_up(board, tmp_path / "village.zip")
    assert (tmp_path / "village.zip").read_text("utf-8") == "keep me"
    board.close()


@pytest.mark.parametrize("place", ["/proc/village.zip", "/nowhere/at/all/village.zip", "/dev/null/village.zip"])
def test_a_place_that_takes_no_file_is_one_sentence(board: Board, place: str) -> None:
    """Nothing is made where nothing can be written."""
    with pytest.raises(BackupUnwritable, match=place):
        back_up(board, Path(place))
    board.close()


@pytest.mark.parametrize("step", range(6))
def test_a_disk_that_fills_up_leaves_nothing_x10(
    board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """X10: wherever on its way the disk fills up, there is one sentence, no file, and the old backup stands."""
    # Guard: store/backup.py:_scratch - a half backup fills the disk for good.
    (tmp_path / "disk").mkdir()
    file = tmp_path / "disk" / "board-2026-09-01.zip"
    back_up(board, file)
    before = file.read_bytes()
    calls = 0

    def full(sync: Callable[[Path], None]) -> Callable[..., object]:
        def fill(*values: Path) -> object:
            nonlocal calls
            calls += 1
            if calls > step:
                raise OSError(28, "No space left on device")
            return sync(*values)

        return fill

    monkeypatch.setattr(backups, "_sync", full(backups._sync))
    monkeypatch.setattr(backups, "_copy", full(backups._copy))
    with pytest.raises(BackupDiskFull):
        back_up(board, file, nightly=True)
    assert names(tmp_path / "disk") == [file.name]
    assert file.read_bytes() == before
    board.close()


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from village_board.board import open_board
from village_board.base.errors import BoardError
from village_board.keeping import back_up
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
board = open_board(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    back_up(board, Path(sys.argv[2]))
except BoardError as error:
    print(type(error).__name__, error.exit_code)
"""


@pytest.mark.parametrize("limit", [0, 20_000, 200_000])
def test_a_file_that_may_not_grow_is_one_sentence_x10(home: Path, tmp_path: Path, limit: int) -> None:
    """X10: the same where the system itself refuses to write on: nothing is left."""
    (tmp_path / "disk").mkdir()
    told = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(home), str(tmp_path / "disk" / "village.zip"), str(limit)],
        capture_output=True,
        text=True,
        check=True,
        cwd=_ROOT,
    )
    assert told.stdout.split()[-1:] == ["3"], told
    assert told.stderr == ""
    assert names(tmp_path / "disk") == []


def test_a_backup_that_is_killed_is_none(home: Path, board: Board) -> None:
    """X7: what a kill leaves is removed by the next nightly backup, and never taken for a backup."""
    folder = home / "backup" / ".village-board-left"
    folder.mkdir(parents=True)
    (folder / "backup.zip").write_bytes(b"PK\x03\x04half")
    back_up_nightly(board)
    assert [file.name for file in (home / "backup").iterdir()] == [f"board-{TODAY}.zip"]
    board.close()


# What is no backup


@pytest.fixture
def backup(board: Board, tmp_path: Path) -> Path:
    """A backup of it."""
    back_up(board, tmp_path / "village.zip")
    board.close()
    return tmp_path / "village.zip"


def _foreign_zip(file: Path) -> None:
    file.unlink()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("holiday.jpg", b"\xff\xd8")


def _foreign_manifest(file: Path) -> None:
    file.unlink()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("manifest.json", json.dumps({"name": "a browser's extension"}))


def _newer(file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        said = json.loads(packed.read("manifest.json"))
        parts = {name: packed.read(name) for name in packed.namelist() if name != "manifest.json"}
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
        packed.writestr("manifest.json", json.dumps(said | {"version": backups.FORMAT_VERSION + 1}))


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (Path.unlink, BackupMissing),
        (lambda file: (file.unlink(), file.mkdir()), BackupMissing),
        (lambda file: file.write_bytes(b""), NotABackup),
        (lambda file: file.write_bytes(b"hello"), NotABackup),
        (_foreign_zip, NotABackup),
        (_foreign_manifest, NotABackup),
        (_newer, BackupNewer),
        (lambda file: os.truncate(file, file.stat().st_size // 2), BackupDamaged),
        (lambda file: os.truncate(file, file.stat().st_size - 1), BackupDamaged),
    ],
    ids=["missing", "folder", "empty", "text", "zip", "json", "newer", "half", "cut"],
)
def test_what_is_no_backup_restores_nothing(
    backup: Path, tmp_path: Path, spoil: Callable[[Path], object], error: type[BoardError]
) -> None:
    """Each has one sentence, and the place where the board should stand is as before."""
    spoil(backup)
    with pytest.raises(error) as failed:
        restore(tmp_path / "new", backup)
    assert failed.value.exit_code == 3
    assert str(backup) in str(failed.value)
    assert not (tmp_path / "new").exists()


def test_a_changed_byte_is_found_or_does_no_harm(backup: Path, tmp_path: Path, clock: GivenClock) -> None:
    """X12: of 150 backups with one changed byte each is refused with a sentence, or gives the very same board."""
    # Guard: store/backup.py:_unpack - the comparison with the sum.
    whole, dice = backup.read_bytes(), random.Random(5)
    restore(tmp_path / "sound", backup)
    sound = open_board(tmp_path / "sound", clock=clock)
    right = documents(sound)
    sound.close()
    refused = 0
    for n in range(150):
        at = dice.randrange(len(whole)) if n % 3 else len(whole) - 1 - dice.randrange(1500)
        backup.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :])
        try:
            restore(tmp_path / "new", backup)
        except (BackupDamaged, NotABackup):
            refused += 1
            assert not (tmp_path / "new").exists()
        else:
            again = open_board(tmp_path / "new", clock=clock)
            assert documents(again) == right
            again.close()
            shutil.rmtree(tmp_path / "new")
    assert refused > 100


def test_a_name_in_the_file_leads_nowhere_else(backup: Path, tmp_path: Path) -> None:
    """A part named ../evil is not taken out."""
    # Guard: store/backup.py:PARTS - a backup from a stranger writes where it likes.
    with zipfile.ZipFile(backup) as packed:
        said = json.loads(packed.read("manifest.json"))
        store = packed.read(STORE_FILE)
    said["files"]["../evil"] = said["files"].pop(PEPPER_FILE)
    with zipfile.ZipFile(backup, "w") as packed:
        packed.writestr(STORE_FILE, store)
        packed.writestr("../evil", b"x")
        packed.writestr("manifest.json", json.dumps(said))
    with pytest.raises(BackupDamaged):
        restore(tmp_path / "deep" / "new", backup)
    assert not list(tmp_path.rglob("evil"))


# Where it is restored


@pytest.mark.parametrize("part", [FILE, STORE_FILE, f"{STORE_FILE}-wal"])
def test_a_restore_needs_an_empty_place(backup: Path, tmp_path: Path, part: str) -> None:
    """No board, and no part of one, is ever replaced by `restore FILE`."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / part).write_bytes(b"keep me")
    with pytest.raises(BoardExists):
        restore(tmp_path / "new", backup)
    assert everything(tmp_path / "new") == ({part: b"keep me"} if part != f"{STORE_FILE}-wal" else {})
    assert (tmp_path / "new" / part).read_bytes() == b"keep me"


def test_a_restore_onto_a_full_disk_leaves_nothing_x10(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X10: one sentence, and no half home."""

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_copy", full)
    with pytest.raises(StoreFull):
        restore(tmp_path / "new", backup)
    assert not (tmp_path / "new").exists()


def test_a_home_whose_store_lies_elsewhere_comes_back_in_one_folder(
    home: Path, tmp_path: Path, clock: GivenClock
) -> None:
    """The place of the store belongs to the machine; a restored home has it inside."""
    (tmp_path / "elsewhere").mkdir()
    (home / STORE_FILE).rename(tmp_path / "elsewhere" / "records.db")
    text = (home / FILE).read_text("utf-8")
    url = f"sqlite:///{tmp_path}/elsewhere/records.db"
    (home / FILE).write_text(text.replace('store = ""', f'store = "{url}"'), "utf-8")
    board = open_board(home, clock=clock)
    back_up(board, tmp_path / "village.zip")
    restore(tmp_path / "new", tmp_path / "village.zip")
    again = open_board(tmp_path / "new", clock=clock)
    assert again.settings.store == ""
    assert documents(again) == documents(board)
    board.close()
    again.close()


# Every night


def test_the_rotation_keeps_days_weeks_and_months() -> None:
    """Seven days, four weeks, twelve months, counted by what is there."""
    # Guard: store/rotation.py:kept - last month's books are gone when they are asked for.
    days, have = [date(2025, 1, 1) + timedelta(days=n) for n in range(600)], set[date]()
    for day in days:
        have = kept({*have, day})
    newest = sorted(have, reverse=True)
    assert newest[:DAYS] == days[: -DAYS - 1 : -1]
    assert len({day.isocalendar()[:2] for day in have}) >= WEEKS
    assert sorted({(day.year, day.month) for day in have}) == sorted({(day.year, day.month) for day in days})[-MONTHS:]
    assert len(have) <= DAYS + WEEKS + MONTHS
    assert kept(have) == have


def test_a_machine_that_stood_still_loses_no_backup() -> None:
    """After half a year without power the first night removes nothing of the last days."""
    before = {date(2026, 1, 1) + timedelta(days=n) for n in range(5)}
    assert kept({*before, date(2026, 8, 1)}) == {*before, date(2026, 8, 1)}


def test_every_night_one_backup_and_the_old_ones_go(home: Path, clock: GivenClock) -> None:
    """Twenty nights leave seven days and what weeks and months need; other files stay untouched."""
    (home / "backup").mkdir()
    (home / "backup" / "mine.zip").write_bytes(b"not ours")
    (home / "backup" / "board-notes.zip").write_bytes(b"not ours")
    for n in range(20):
        clock.move(TODAY + timedelta(days=n), 3)
        board = open_board(home, clock=clock)
        back_up_nightly(board)
        board.close()
    found = {file.name for file in (home / "backup").iterdir()}
    assert {"mine.zip", "board-notes.zip"} < found
    dates = {date.fromisoformat(name[6:16]) for name in found if name.startswith("board-2")}
    assert dates == kept(TODAY + timedelta(days=n) for n in range(20))


def test_the_last_good_backup_never_goes(home: Path, clock: GivenClock) -> None:
    """However long the records have not fitted, the last backup in which they did stays."""
    # Guard: store/rotation.py:rotate - tampering that goes unseen for a year leaves no way back.
    board = open_board(home, clock=clock)
    good, _, _ = back_up_nightly(board)
    connection = apsw.Connection(str(home / STORE_FILE))
    connection.execute('UPDATE "hearings:docs" SET rev = 7').fetchall()
    connection.close()
    for n in range(1, 20):
        clock.move(TODAY + timedelta(days=n), 3)
        back_up_nightly(board)
    assert good.exists()
    assert read_manifest(good).contents.fits
    board.close()


def test_two_nightly_backups_do_not_meet(home: Path, clock: GivenClock) -> None:
    """The timer fires while the last one still runs: the second says so."""
    board = open_board(home, clock=clock)
    with HomeLock(home).single("backup"), pytest.raises(AlreadyRunning):
        back_up_nightly(board)
    board.close()
