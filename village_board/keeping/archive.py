"""The archive: all records of a village in open formats, for other programs and other decades.

A folder of JSON Lines, one file a collection, and ``manifest.json``. A line is ``{"body":…,"id":…,"rev":…}`` in the
canonical form of the log: sorted keys, no spaces, UTF-8. Lines stand in the order in which their records were first
written; behind them the ids of removed records, with ``"body":null``. Nothing in it depends on the day, the machine or
the engine, so that export, import into an empty place and export again give the same bytes and the same log root.
Beside them lie the files of attachments, each under the SHA-256 of its content: ``attachments/ab/cdef…``.

What is secret:

- The log lies in it with its openings, without which nobody could check a record against it. So do chats of
  subscribers and members, which the log covers, and the outbox. The files are their owner's alone (0600).
- PINs lie in it as hashes, which the log covers too; the secret under which they are hashed (``pepper``) does not, so
  that nobody tries the few thousand PINs there are. After an import a new secret stands; each PIN is set anew, or the
  old home's file ``pepper`` is put in its place.
- The bot's token is in no record. Where its file and the store lie belongs to the machine and stays out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from village_board.attachments.files import AttachmentStore
from village_board.attachments.reading import named
from village_board.base.clock import SystemClock
from village_board.base.codec import from_json
from village_board.base.errors import Refused, StoreError
from village_board.base.kind import Change
from village_board.base.message import N_
from village_board.board import PEPPER_BYTES, PEPPER_FILE, Board, connect_home, write_secret
from village_board.keeping.homes import placing
from village_board.kinds import BY_COLLECTION
from village_board.search.index import index_text
from village_board.settings import Settings, write_settings
from village_board.store import Database
from village_board.trust.log import LOG, canonical
from village_board.trust.verify import Verdict

FORMAT = "village-board-archive"
FORMAT_VERSION = 2
MANIFEST = "manifest.json"
ABOUT = {
    "zh-Hans": "本村全部记录的存档：一行一条，按先后排列。内有个人信息（聊天号、电话等），只供村里保管，不得公开。"
    "口令只存摘要，不含密钥；导入后请重设口令。",
    "en": "All records of the village, one a line, in the order in which they were written. It holds personal data "
    "(chats, telephones): for the village alone, never to be published. PINs lie here as hashes, without their "
    "secret; set them anew after an import.",
}
#: settings that are the village's and not the machine's
_VILLAGE = ("village", "name", "township", "qr_target", "qr_address", "bot_username", "telephone", "demo")
_SEARCHED = {name: cls for name, cls in BY_COLLECTION.items() if cls.KIND.searched}
_FILE = re.compile(r"[a-z][a-z0-9_]{0,60}\.jsonl")


class FolderNotEmpty(Refused):
    """Something lies where the archive should be written."""

    sentence = N_("{folder} is not empty; nothing was written. Choose a new folder.")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=str(folder))


class FolderUnwritable(Refused):
    """The folder cannot be made or filled."""

    sentence = N_("{folder} cannot be written ({why}). No archive was made: choose another place.")

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(folder=str(folder), why=why)


class RecordUnreadable(StoreError):
    """A record of the store is not JSON any more."""

    sentence = N_("The record {id} cannot be read, so no archive was made. See: village-board verify")

    def __init__(self, id: object) -> None:  # noqa: A002
        super().__init__(id=str(id))


class ArchiveDamaged(Refused):
    """A file of the archive is missing, or is not what the manifest says."""

    sentence = N_("The archive is damaged at {file}. Nothing was imported: take another copy of it.")

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class ArchiveNewer(Refused):
    """A newer program wrote it."""

    sentence = N_(
        "This archive was written by a newer version (format {found}; this one knows {known}). "
        "Nothing was imported: install the newer version."
    )

    def __init__(self, found: int, known: int) -> None:
        super().__init__(found=found, known=known)


@dataclass(frozen=True)
class Archived:
    """What an export or import did.

    Attributes:
        folder: of the archive.
        rows: how many.
        verdict: what the log said of them.
        attachments: files of attachments in it.
        lacking: files that its records name and that it lacks, because they were missing or changed at the export.
    """

    folder: Path
    rows: int
    verdict: Verdict
    attachments: int = 0
    lacking: int = 0


def is_archive(path: Path) -> bool:
    """Tell whether `path` is the folder of an archive, or its manifest."""
    with suppress(OSError, ValueError):
        found = json.loads(_manifest_of(path).read_bytes())
        return isinstance(found, dict) and found.get("format") == FORMAT
    return False


def export_archive(board: Board, out: Path) -> Archived:
    """Write the archive of `board` into `out`, which is there whole or not at all.

    Records that do not fit the log are archived as they are; the manifest tells.

    Raises:
        FolderNotEmpty: something lies there.
        FolderUnwritable: it cannot be written, or the disk is full.
        RecordUnreadable: a record is not JSON any more.
    """
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        if out.exists() and any(out.iterdir()):
            raise FolderNotEmpty(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir(mode=0o700)
        with board.db.reading():
            verdict = board.verify()
            files = [_write(board.db, name, draft) for name in sorted(board.db.engine.given())]
            wanted = sorted(named(board.records()))
        there = AttachmentStore(draft)
        kept = [sha for sha in wanted if there.fetch(sha, board.attachments)]
        _write_manifest(draft, board.settings, verdict, files, kept)
        draft.replace(out)
    except OSError as error:
        raise FolderUnwritable(out, error.strerror or type(error).__name__) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Archived(out, sum(file["rows"] for file in files), verdict, len(kept), len(wanted) - len(kept))


def import_archive(home: Path, path: Path) -> Archived:
    """Make a home of an archive, in a place where no board is. The log gets no entry: it is the archive's own.

    Raises:
        BoardExists: there is a board, or a part of one.
        ArchiveDamaged: a file is missing or changed, or its records do not come to the log that the manifest says.
        ArchiveNewer: a newer program wrote it.
        StoreError: the home cannot be written.
    """
    folder = _manifest_of(path).parent
    manifest = _read_manifest(folder)
    with placing(home) as trial:
        try:
            settings = Settings(**{name: str(manifest["village"][name]) for name in _VILLAGE})
            db = connect_home(trial, settings, create=True)
            board = Board(trial, settings, db, SystemClock())
            try:
                with db.transaction():
                    rows = sum(_load(db, folder, file) for file in manifest["files"])
                    _index(db)
                    verdict = board.verify()
                    if _log_of(verdict) != manifest["log"]:
                        raise ArchiveDamaged(MANIFEST)
                kept = _fetch(folder, manifest.get("attachments", []), board.attachments)
                wanted = named(board.records())
            finally:
                board.close()
        except (KeyError, TypeError, ValueError, AttributeError):
            raise ArchiveDamaged(MANIFEST) from None
        write_settings(trial, settings)
        write_secret(trial / PEPPER_FILE, os.urandom(PEPPER_BYTES))
    return Archived(folder, rows, verdict, len(kept), len(wanted.keys() - kept))


def _manifest_of(path: Path) -> Path:
    return path / MANIFEST if path.is_dir() else path


def _write(db: Database, collection: str, draft: Path) -> dict[str, Any]:
    name, digest, rows = f"{collection}.jsonl", sha256(), 0
    with _create(draft / name) as out:
        for id_, rev, text in db.every(collection):
            try:
                line = canonical({"body": None if text is None else json.loads(text), "id": id_, "rev": rev}) + b"\n"
            except (ValueError, TypeError, RecursionError):
                raise RecordUnreadable(id_) from None
            digest.update(line)
            out.write(line)
            rows += 1
    return {"name": name, "rows": rows, "sha256": digest.hexdigest()}


def _fetch(folder: Path, listed: list[str], files: AttachmentStore) -> set[str]:
    """Copy the files of attachments that the manifest lists, each compared with its sum."""
    source = AttachmentStore(folder)
    for sha in listed:
        if not files.fetch(sha, source):
            raise ArchiveDamaged(f"attachments/{sha[:2]}/{sha[2:]}")
    return set(listed)


def _write_manifest(
    draft: Path, settings: Settings, verdict: Verdict, files: list[dict[str, Any]], kept: list[str]
) -> None:
    manifest = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "about": ABOUT,
        "village": {name: getattr(settings, name) for name in _VILLAGE},
        "log": _log_of(verdict),
        "files": files,
        "attachments": kept,
    }
    with _create(draft / MANIFEST) as out:
        out.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")


def _log_of(verdict: Verdict) -> dict[str, Any]:
    return {"entries": verdict.entries, "root": verdict.root, "fits": verdict.misfit is None}


@contextmanager
def _create(path: Path) -> Iterator[BinaryIO]:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        version = int(found["version"])
        names = [file["name"] for file in found["files"]]
        sound = len(set(names)) == len(names) and all(_FILE.fullmatch(name) for name in names)
        sound = sound and set(found["village"]) == set(_VILLAGE)
    except (OSError, KeyError, TypeError, ValueError):
        raise ArchiveDamaged(MANIFEST) from None
    if version > FORMAT_VERSION:
        raise ArchiveNewer(version, FORMAT_VERSION)
    if not sound:
        raise ArchiveDamaged(MANIFEST)
    return found


def _load(db: Database, folder: Path, file: Mapping[str, Any]) -> int:
    """Write the rows of one file as they stood, and compare the file with its sum."""
    name, digest, rows = str(file["name"]), sha256(), 0
    collection = name.removesuffix(".jsonl")
    try:
        with (folder / name).open("rb") as lines:
            for line in lines:
                digest.update(line)
                row = json.loads(line)
                body = row["body"]
                text = None if body is None else canonical(body).decode()
                # An id that stands twice is written once, and the count tells.
                rows += db.load(collection, str(row["id"]), int(row["rev"]), text)
    except (OSError, KeyError, TypeError, ValueError, RecursionError):
        raise ArchiveDamaged(name) from None
    if (rows, digest.hexdigest()) != (file["rows"], file["sha256"]):
        raise ArchiveDamaged(name)
    return rows


def _index(db: Database) -> None:
    """Make the search rows anew, in the order in which the log tells the changes: of one day the latest comes first."""
    found = {
        (name, id_): n
        for n, (name, id_) in enumerate(
            (row[0], row[1]) for entry in db.table(LOG) for row in entry["record"]["rows"] if row[0] in _SEARCHED
        )
    }
    for name, id_ in sorted(found, key=lambda row: found[row]):
        document = db.table(name).get(doc_id=id_)
        if document is not None:
            change = document.get("_change")
            record = from_json(
                _SEARCHED[name],
                document,
                rev=document.rev,
                change=None if change is None else from_json(Change, change),
            )
            db.index(name, id_, record.day, index_text(record))
