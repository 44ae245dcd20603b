"""Backups: one file that holds a whole home, made while others write, and called done after it was restored.

A backup is a ZIP file: ``board.db``, ``village.toml``, ``pepper`` (the secret under which PINs are hashed, so the file
is its owner's alone, 0600), the attachments of its records, and ``manifest.json`` last, written when all before it was
read back and examined. Nightly ones, of which many lie in one folder, share the attachments that lie beside them.
What has no whole manifest is no backup.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import apsw

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.store.boardfile import check_pages
from village_board.store.errors import StoreDamaged, StoreError, StoreFull, StoreUnreadable, StoreUnwritable

FORMAT = "village-board-backup"
FORMAT_VERSION = 2
MANIFEST = "manifest.json"
#: what a backup may hold; nothing else is ever taken out of one.
PARTS = ("board.db", "village.toml", "pepper")
#: the attachments in it, by what they are named after: the SHA-256 of their content
_ATTACHMENT = re.compile(r"attachments/([0-9a-f]{2})/([0-9a-f]{62})")
_OURS, _CHUNK, _BUSY_MS = 0o600, 1 << 20, 10_000
_SCRATCH = ".village-board-"
_ZIP = b"PK\x03\x04"
#: what the standard library raises at a ZIP file that was cut or changed
_TORN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, LookupError, TypeError,
    AttributeError,
)  # fmt: skip
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class FileExists(Refused):
    """A file of that name is there; none is ever written over."""

    sentence = N_("There is a file {file} already; nothing was changed. Choose another name.")

    def __init__(self, file: Path) -> None:
        super().__init__(file=str(file))


class BackupUnwritable(StoreError):
    """The backup cannot be written where it was wanted."""

    sentence = N_("{file} cannot be written ({why}). No backup was made: choose another place.")

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(file=str(file), why=why)


class BackupDiskFull(StoreError):
    """The disk filled up on the way; nothing of the backup was left on it."""

    sentence = N_("The disk of {file} is full. No backup was made: make room, or choose another disk.")

    def __init__(self, file: Path) -> None:
        super().__init__(file=str(file))


class BackupMissing(StoreError):
    """There is no such file, or it cannot be read."""

    sentence = N_("{file} cannot be read ({why}). Nothing was changed: check the name of the file.")

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(file=str(file), why=why)


class NotABackup(StoreError):
    """The file is of another program."""

    sentence = N_("{file} is no backup of a village board. Nothing was changed: choose another file.")

    def __init__(self, file: Path) -> None:
        super().__init__(file=str(file))


class BackupDamaged(StoreError):
    """The file was cut off, or a byte of it was changed."""

    sentence = N_("The backup {file} is damaged. Nothing was changed: take an older backup.")

    def __init__(self, file: Path) -> None:
        super().__init__(file=str(file))


class BackupNewer(StoreError):
    """A newer program made it."""

    sentence = N_(
        "The backup {file} was made by a newer version (format {found}; this one knows {known}). "
        "Nothing was changed: install the newer version."
    )

    def __init__(self, file: Path, found: int, known: int) -> None:
        super().__init__(file=str(file), found=found, known=known)


@dataclass(frozen=True)
class Contents:
    """What the examination of a restored board found.

    Attributes:
        schema: version of its schema.
        entries: size of its log.
        root: root of its log, worked out from the entries.
        fits: whether every record fits the log (`village_board.trust.verify`).
        attachments: how many files its records name.
        lacking: how many of them are in the backup neither nor beside it.
    """

    schema: int
    entries: int
    root: str
    fits: bool
    attachments: int = 0
    lacking: int = 0


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        made_at: when, in UTC.
        village: id of the village.
        name: its name.
        contents: what was found when it was restored for a trial.
        sums: SHA-256 (hex) of each part.
    """

    made_at: datetime
    village: str
    name: str
    contents: Contents
    sums: Mapping[str, str]


def snapshot(path: str, target: Path) -> None:
    """Copy the database at `path` as it stands, while other programs read and write it.

    Raises:
        StoreDamaged: its pages do not hang together.
        StoreFull: the disk of `target` is full.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OURS))
    source = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    source.set_busy_timeout(_BUSY_MS)
    try:
        copy = apsw.Connection(str(target))
        try:
            # One step reads one snapshot; in several, every commit of another program would begin it anew.
            with copy.backup("main", source, "main") as backup:
                backup.step()
            check_pages(copy, path)
        finally:
            copy.close()
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise StoreDamaged(path, str(error)) from error
    except apsw.FullError as error:
        raise StoreFull(str(target)) from error
    except apsw.Error as error:
        raise StoreUnreadable(path, str(error)) from error
    finally:
        source.close()
    _sync(target)


def write_backup(
    file: Path,
    fill: Callable[[Path], None],
    examine: Callable[[Path], Contents],
    *,
    village: str,
    name: str,
    now: datetime,
    replace: bool = False,
) -> Manifest:
    """Write a backup, restore it for a trial, examine that, and only then give it its name.

    Args:
        file: where; while it is made, it and its trial lie in a folder beside.
        fill: puts the parts of a home into an empty folder.
        examine: opens a folder of such parts as a board and says what it holds.
        village: id of the village.
        name: its name.
        now: the instant, in UTC.
        replace: take the place of a file that is there.

    Raises:
        FileExists: a file is there.
        BackupUnwritable: the folder takes no file, or is none.
        BackupDiskFull: the disk is full.
        StoreDamaged: what was copied cannot be read.
    """
    if file.exists() and not replace:
        raise FileExists(file)
    with _told(file), _scratch(file.parent) as scratch:
        parts, trial, draft = scratch / "parts", scratch / "trial", scratch / "backup.zip"
        parts.mkdir()
        fill(parts)
        sums = _pack(parts, draft)
        shutil.rmtree(parts)
        trial.mkdir()
        with zipfile.ZipFile(draft) as packed:
            _unpack(packed, sums, trial)
        manifest = Manifest(now.astimezone(UTC), village, name, examine(trial), sums)
        with zipfile.ZipFile(draft, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(MANIFEST, json.dumps(_to_json(manifest), ensure_ascii=False, indent=1))
        _sync(draft)
        draft.replace(file)
        _sync(file.parent)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """Return what a backup says of itself.

    Raises:
        BackupMissing: it cannot be read.
        NotABackup: it is another program's file.
        BackupDamaged: it was cut off or changed.
        BackupNewer: a newer program made it.
    """
    with _opened(file) as (_, manifest):
        return manifest


def unpack(file: Path, folder: Path) -> Manifest:
    """Take the parts out of a backup into an empty folder, each compared with its sum.

    Raises:
        StoreError: see `read_manifest`; or the disk is full. What was taken out is left for the caller to remove.
    """
    with _opened(file) as (packed, manifest):
        try:
            _unpack(packed, manifest.sums, folder)
        except OSError as error:
            if error.errno in _FULL:
                raise StoreFull(str(folder)) from None
            raise StoreUnwritable(str(folder), error.strerror or type(error).__name__) from None
    return manifest


def unpack_whole(file: Path, folder: Path, look: Callable[[Path], object]) -> None:
    """Take a backup out into `folder`, which is there whole or not at all; `look` may refuse it before.

    Raises:
        StoreError: see `unpack`.
    """
    with _scratch(folder.parent) as scratch:
        unpack(file, scratch)
        look(scratch)
        try:
            scratch.rename(folder)
        except OSError as error:
            if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):  # another process was faster
                raise


@contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    try:
        handle = file.open("rb")
    except OSError as error:
        raise BackupMissing(file, error.strerror or type(error).__name__) from None
    ours = False
    with handle:
        try:
            ours = handle.read(len(_ZIP)) == _ZIP
            with zipfile.ZipFile(handle) as packed:
                yield packed, _manifest(file, packed)
        except (*_TORN, OSError):
            raise (BackupDamaged(file) if ours else NotABackup(file)) from None


def _manifest(file: Path, packed: zipfile.ZipFile) -> Manifest:
    names = packed.namelist()
    if MANIFEST not in names and not all(_is_part(name) for name in names):
        raise NotABackup(file)
    said = json.loads(packed.read(MANIFEST))
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise NotABackup(file)
    if int(said["version"]) > FORMAT_VERSION:
        raise BackupNewer(file, said["version"], FORMAT_VERSION)
    if "board.db" not in said["files"] or not all(_is_part(name, wanted) for name, wanted in said["files"].items()):
        raise ValueError(file)
    return Manifest(
        datetime.fromisoformat(said["made_at"]),
        said["village"],
        said["name"],
        Contents(**said["contents"]),
        said["files"],
    )


def _is_part(name: str, wanted: str = "") -> bool:
    # An attachment only under its own sum.
    found = _ATTACHMENT.fullmatch(name)
    return name in PARTS or (found is not None and wanted in ("", found[1] + found[2]))


def _to_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "made_at": manifest.made_at.isoformat(),
        "village": manifest.village,
        "name": manifest.name,
        "contents": asdict(manifest.contents),
        "files": manifest.sums,
    }


def _pack(parts: Path, draft: Path) -> dict[str, str]:
    sums = {}
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OURS))
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in parts.rglob("*") if path.is_file()):
            name = path.relative_to(parts).as_posix()
            if _is_part(name):
                with path.open("rb") as read, packed.open(name, "w", force_zip64=True) as write:
                    sums[name] = _copy(read, write)
    return sums


def _unpack(packed: zipfile.ZipFile, sums: Mapping[str, str], folder: Path) -> None:
    for name, wanted in sums.items():
        (folder / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OURS)
        with os.fdopen(handle, "wb") as write, packed.open(name) as read:
            if _copy(read, write) != wanted:
                raise ValueError(name)
            write.flush()
            os.fsync(write.fileno())


def _copy(read: Any, write: Any) -> str:
    digest = sha256()
    while chunk := read.read(_CHUNK):
        digest.update(chunk)
        write.write(chunk)
    return digest.hexdigest()


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except StoreFull:
        raise BackupDiskFull(file) from None
    except OSError as error:
        if error.errno in _FULL:
            raise BackupDiskFull(file) from None
        raise BackupUnwritable(file, error.strerror or type(error).__name__) from None


def clear_scratch(folder: Path) -> None:
    """Remove what a killed backup left in `folder`; the caller knows that none is at work there."""
    for left in folder.glob(f"{_SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=folder))
    try:
        yield scratch
    finally:
        with suppress(OSError):
            shutil.rmtree(scratch)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
