"""Backups of a home, the way back from them, and its renewal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from village_board.attachments.files import AttachmentStore, merge
from village_board.attachments.reading import named
from village_board.base.clock import Clock, SystemClock
from village_board.base.errors import Refused, StoreError
from village_board.base.message import N_
from village_board.board import (
    DAMAGED,
    PEPPER_FILE,
    STORE_FILE,
    Board,
    BoardExists,
    HomeNotWritable,
    NoBoard,
    ShownFromBackup,
    connect_home,
    write_secret,
)
from village_board.kinds import COLLECTIONS
from village_board.settings import FILE, Settings, read_settings, write_settings
from village_board.store import Database, connect, sqlite_path, sqlite_url
from village_board.store.backup import (
    BackupDamaged,
    Contents,
    Manifest,
    clear_scratch,
    read_manifest,
    snapshot,
    unpack,
    unpack_whole,
    write_backup,
)
from village_board.store.boardfile import BESIDE, recognise
from village_board.store.lock import HomeLock
from village_board.store.migrate import migrate
from village_board.store.rotation import FOLDER, file_of, last_good, rotate
from village_board.store.sqlite import read_through

_SHOWN = ".shown-"


class OnServer(Refused):
    """The records lie on a server; its own programs back it up."""

    sentence = N_(
        "The records of {home} lie on a server, which its own programs back up. "
        "For a file of your own: village-board export archive"
    )

    def __init__(self, home: Path) -> None:
        super().__init__(home=str(home))


class BoardSound(Refused):
    """The store can be read; a restore would throw away what was written since the backup."""

    sentence = N_("The board in {home} is not damaged. Nothing was replaced.")

    def __init__(self, home: Path) -> None:
        super().__init__(home=str(home))


class NoGoodBackup(StoreError):
    """No backup is there from which a damaged store could be made anew."""

    sentence = N_("There is no good backup in {folder}. Name one: village-board restore --replace-damaged FILE")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=str(folder))


class ForeignBackup(Refused):
    """The backup is of another village."""

    sentence = N_("{file} is a backup of another village ({name}). Nothing was changed.")

    def __init__(self, file: Path, name: str) -> None:
        super().__init__(file=str(file), name=name)


@dataclass(frozen=True)
class Restored:
    """What a restore did.

    Attributes:
        file: the backup.
        manifest: what it says of itself.
        aside: where the damaged files were put; None: there were none.
        lacking: how many files that its records name are found neither in the backup nor beside it.
    """

    file: Path
    manifest: Manifest
    aside: Path | None = None
    lacking: int = 0


def back_up(board: Board, file: Path, *, nightly: bool = False) -> Manifest:
    """Write the whole home of `board` to `file` while others work, and restore it for a trial.

    Records that do not fit the log are no reason to have no backup: `Manifest.contents.fits` tells.

    Raises:
        StoreError: the backup cannot be written, or the store cannot be read; see `store.backup.write_backup`.
        ShownFromBackup: the store is damaged.
        OnServer: it does not lie in a file.
    """
    if board.restored_from is not None:
        raise ShownFromBackup(board.home, board.restored_from)
    if _store_path(board.home, board.settings) is None:
        raise OnServer(board.home)
    return _write(board.home, board.settings, file, board.clock.now(), replace_old=nightly)


def back_up_nightly(board: Board) -> tuple[Path, Manifest, list[Path]]:
    """Write the backup of today to ``HOME/backup`` and remove those whose time is over.

    Returns:
        The file, what it says of itself, and what was removed.

    Raises:
        AlreadyRunning: another process is at it.
        BoardError: see `back_up`; then nothing is removed.
    """
    folder = _backups(board.home)
    with HomeLock(board.home).single(FOLDER):
        clear_scratch(folder)
        file = folder / file_of(board.clock.today())
        manifest = back_up(board, file, nightly=True)
        for shown in folder.glob(f"{_SHOWN}*"):
            shutil.rmtree(shown, ignore_errors=True)
        return file, manifest, rotate(folder)


def restore(home: Path, file: Path) -> Restored:
    """Make the home of a backup in a place where no board is.

    Raises:
        BoardExists: there is one, or a part of one.
        StoreError: the file is no backup, damaged, or of a newer program; nothing is left of the trial.
    """
    read_manifest(file)
    with placing(home) as trial:
        manifest = unpack(file, trial)
        lacking = _fetch_and_compare(file, manifest, trial)
    return Restored(file, manifest, lacking=lacking)


def replace_damaged(home: Path, clock: Clock, file: Path | None = None) -> Restored:
    """Put a backup in the place of a damaged store: the one named, or the last good one of the home.

    The damaged files are put aside in the home, and are never removed.

    Raises:
        NoBoard: there is no board.
        HomeInUse: another program uses it.
        BoardSound: its store can be read from end to end.
        NoGoodBackup: there is none, and none was named.
        ForeignBackup: the backup is of another village.
        StoreError: the file is no backup, damaged, or of a newer program.
    """
    if not (home / FILE).is_file():
        raise NoBoard(home)
    settings = read_settings(home)
    path = _store_path(home, settings)
    if path is None:
        raise OnServer(home)
    with HomeLock(home).exclusive():
        try:
            read_through(path)
        except DAMAGED:
            pass
        else:
            raise BoardSound(home)
        if file is None:
            if (found := last_good(home / FOLDER)) is None:
                raise NoGoodBackup(home / FOLDER)
            file = found[0]
        aside = home / f"damaged-{clock.now():%Y%m%dT%H%M%SZ}"
        with _trial(home) as trial:
            manifest = unpack(file, trial)
            if manifest.village != settings.village:
                raise ForeignBackup(file, manifest.name)
            lacking = _fetch_and_compare(file, manifest, trial, AttachmentStore(home))
            _put_aside(Path(path), aside)
            (trial / STORE_FILE).replace(path)
            if not (home / PEPPER_FILE).exists() and (trial / PEPPER_FILE).exists():
                (trial / PEPPER_FILE).replace(home / PEPPER_FILE)
            merge(AttachmentStore(trial), AttachmentStore(home))
            _sync(home)
    return Restored(file, manifest, aside if any(aside.iterdir()) else None, lacking)


def renew(home: Path, settings: Settings, clock: Clock) -> None:
    """Bring an older store to this program's format: alone in the home, and after a backup of what was there.

    Raises:
        HomeInUse: another program uses the home.
        StoreError: the backup or the renewal failed; the store stays as it was.
    """
    path = _store_path(home, settings)
    assert path is not None
    with HomeLock(home).exclusive():
        now = clock.now()
        file = _backups(home) / f"before-renewal-{now:%Y%m%dT%H%M%SZ}.zip"
        _write(home, settings, file, now, replace_old=True)
        migrate(path)


def shown_instead(home: Path, settings: Settings) -> tuple[Database, datetime] | None:
    """Open a copy of the last good backup of a home whose store is damaged, and say when it was made."""
    found = last_good(home / FOLDER)
    if _store_path(home, settings) is None or found is None or found[1].village != settings.village:
        return None
    file, manifest = found
    shown = home / FOLDER / f"{_SHOWN}{manifest.sums[STORE_FILE][:16]}"
    if not shown.exists():
        unpack_whole(file, shown, _examine)
    db = connect(sqlite_url(shown / STORE_FILE), village=settings.village, collections=COLLECTIONS)
    return db, manifest.made_at


@contextmanager
def placing(home: Path) -> Iterator[Path]:
    """Give a folder to lay out a new home in; at the end its parts are moved to `home`, the settings last.

    Where the block fails, nothing of it is left.

    Raises:
        BoardExists: there is a board, or a part of one.
        HomeNotWritable: the folder cannot be made or written.
        HomeInUse: another program is at it.
    """
    if any((home / name).exists() for name in (FILE, STORE_FILE, *(STORE_FILE + end for end in BESIDE))):
        raise BoardExists(home)
    new = not home.exists()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with HomeLock(home).exclusive(), _trial(home) as trial:
            yield trial
            for folder in ("log", "run"):
                (home / folder).mkdir(exist_ok=True)
            merge(AttachmentStore(trial), AttachmentStore(home))  # before the records that name them
            for name in (STORE_FILE, PEPPER_FILE, FILE):
                if (trial / name).exists():
                    (trial / name).replace(home / name)
            _sync(home)
    except OSError as error:
        raise HomeNotWritable(home, error.strerror or type(error).__name__) from None
    finally:
        if new and not (home / FILE).exists():
            shutil.rmtree(home, ignore_errors=True)


def _store_path(home: Path, settings: Settings) -> str | None:
    return sqlite_path(settings.store or sqlite_url(home / STORE_FILE))


def _backups(home: Path) -> Path:
    folder = home / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise HomeNotWritable(folder, error.strerror or type(error).__name__) from None
    return folder


def _write(home: Path, settings: Settings, file: Path, now: datetime, *, replace_old: bool) -> Manifest:
    # Many backups lie in the home's own folder: what never changes is kept there once, and not in each of them.
    shared = AttachmentStore(file.parent) if file.parent == home / FOLDER else None
    return write_backup(
        file,
        partial(_fill, home, settings, shared),
        partial(_examine, shared=shared),
        village=settings.village,
        name=settings.name,
        now=now,
        replace=replace_old,
    )


def _fill(home: Path, settings: Settings, shared: AttachmentStore | None, folder: Path) -> None:
    path = _store_path(home, settings)
    assert path is not None
    recognise(path)
    snapshot(path, folder / STORE_FILE)
    write_settings(folder, replace(settings, store=""))
    if (home / PEPPER_FILE).is_file():
        write_secret(folder / PEPPER_FILE, (home / PEPPER_FILE).read_bytes())
    # After the records: whatever they name is on the disk by now.
    files, target = AttachmentStore(home), shared or AttachmentStore(folder)
    for sha in files.contents():
        target.fetch(sha, files)


def _examine(folder: Path, shared: AttachmentStore | None = None) -> Contents:
    """Open the parts of a backup as a board and say what it holds; one of an older format is renewed there.

    Args:
        folder: the parts.
        shared: where attachments lie too.
    """
    settings = replace(read_settings(folder), store="")
    found = migrate(str(folder / STORE_FILE))
    board = Board(folder, settings, connect_home(folder, settings), SystemClock())
    try:
        verdict = board.verify()
        wanted = _named(board, damaged=verdict.misfit is not None)
    finally:
        board.close()
    places = [AttachmentStore(folder), *([shared] if shared else [])]
    lacking = sum(not any(place.is_whole(sha) for place in places) for sha in wanted)
    return Contents(found, verdict.entries, verdict.root, verdict.misfit is None, len(wanted), lacking)


def _named(board: Board, *, damaged: bool) -> list[str]:
    """Return the contents that the records of a board name; those of a record that cannot be read are not known."""
    try:
        return list(named(board.records()))
    except (KeyError, TypeError, ValueError):
        if not damaged:
            raise
        return []


def _fetch_and_compare(file: Path, manifest: Manifest, trial: Path, own: AttachmentStore | None = None) -> int:
    """Bring the attachments that lie beside a backup to its parts, examine these, and return how many are lacking.

    Args:
        file: the backup.
        manifest: what it says of itself.
        trial: its parts.
        own: files of the home that need not be brought.

    Raises:
        BackupDamaged: the parts are not what the manifest says.
    """
    found = _examine(trial, own)
    if found.lacking:
        settings = replace(read_settings(trial), store="")
        board = Board(trial, settings, connect_home(trial, settings), SystemClock())
        try:
            wanted = _named(board, damaged=not found.fits)
        finally:
            board.close()
        beside = AttachmentStore(file.parent)
        lacking = sum(not (own and own.is_whole(sha)) and not board.attachments.fetch(sha, beside) for sha in wanted)
        found = replace(found, lacking=lacking)
    if replace(found, lacking=manifest.contents.lacking) != manifest.contents:
        raise BackupDamaged(file)
    return found.lacking


def _put_aside(path: Path, aside: Path) -> None:
    aside.mkdir(mode=0o700, exist_ok=True)
    for name in (path.name, *(path.name + end for end in BESIDE)):
        if (path.parent / name).exists():
            shutil.move(path.parent / name, aside / name)


@contextmanager
def _trial(home: Path) -> Iterator[Path]:
    trial = home / ".restoring"
    shutil.rmtree(trial, ignore_errors=True)
    trial.mkdir(mode=0o700)
    try:
        yield trial
    finally:
        with suppress(OSError):
            shutil.rmtree(trial)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
