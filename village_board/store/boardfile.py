"""The board's file: made whole or not at all, and recognised before SQLite touches it."""
# pathlib takes 9 ms to import, at every start of every program:
# ruff: noqa: PTH108, PTH104, PTH110, PTH116, PTH123

from __future__ import annotations

import errno
import os
from contextlib import suppress
from os.path import exists as _exists
from os.path import split as _split

import apsw

from village_board.store import schema
from village_board.store.errors import NotABoard, StoreDamaged, StoreMissing, StoreUnwritable

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_SUSPECT = "-suspect"
#: what may lie beside a board's file and belongs to it
BESIDE = ("-wal", "-shm", "-journal", _SUSPECT)


def create(path: str) -> None:
    """Make an empty board at `path`; where one stands already, leave it.

    It is made beside and linked into place whole, so that a kill leaves no half-made board.

    Raises:
        StoreUnwritable: the folder does not take a file.
        StoreDamaged: the log of a lost board lies there.
    """
    if _exists(path):
        return
    if _exists(f"{path}-wal"):
        raise StoreDamaged(path, "only its -wal file is there")
    folder, name = _split(path)
    new = f"{folder}/.{name}.{os.urandom(4).hex()}"
    try:
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        connection = apsw.Connection(new, flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            schema.create_tables(connection)
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        finally:
            connection.close()
        _place(new, path, folder)
    except OSError as error:
        raise StoreUnwritable(path, error.strerror or str(error)) from error
    finally:
        for left in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(new + left)


def _place(new: str, path: str, folder: str) -> None:
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError as error:
        # A file system without links (a stick): the new name must do.
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP) or _exists(path):
            raise
        os.rename(new, path)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def recognise(path: str) -> None:
    """Read the first bytes of the file at `path` and refuse what is not a board's, before SQLite touches it.

    Raises:
        StoreMissing: there is no file.
        NotABoard: it belongs to another program.
        StoreDamaged: it is empty or was cut off.
        StoreUnwritable: this user may not read and write it, or it is no file.
    """
    try:
        with open(path, "rb") as file:
            head = file.read(_HEADER)
            size = os.fstat(file.fileno()).st_size
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreMissing(path) from error
    except OSError as error:
        raise StoreUnwritable(path, error.strerror or str(error)) from error
    if not head:
        raise StoreDamaged(path, "empty file")
    if len(head) < _HEADER or head[:16] != _MAGIC or int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise NotABoard(path)
    # Not while a log is there: the missing pages may still lie in it.
    if size < _said_size(head) and not (_exists(f"{path}-wal") and os.stat(f"{path}-wal").st_size):
        raise StoreDamaged(path, f"{size} of {_said_size(head)} bytes")
    # SQLite would open it for reading, leave its own files beside it and fail at the first act.
    for place in (path, _split(path)[0]):
        if not os.access(place, os.W_OK, effective_ids=True):
            raise StoreUnwritable(place, "read-only")


def suspect(path: str) -> None:
    """Note beside the board that a page of it could not be read, so that the next opening looks at all of it."""
    with suppress(OSError):
        os.close(os.open(path + _SUSPECT, os.O_CREAT | os.O_WRONLY, 0o600))


def clear_suspicion(path: str) -> None:
    """Where a page could not be read lately, look at all of them; the note goes when all are sound.

    Raises:
        StoreDamaged: one is not.
    """
    if not _exists(path + _SUSPECT):
        return
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        check_pages(connection, path)
    finally:
        connection.close()
    os.unlink(path + _SUSPECT)


def check_pages(connection: apsw.Connection, path: str) -> None:
    """Refuse a database whose pages, indexes or search rows do not hang together.

    Raises:
        StoreDamaged: with the first thing that is wrong.
    """
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchall()
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise StoreDamaged(path, str(error)) from error
    if found != [("ok",)]:
        raise StoreDamaged(path, str(found[0][0]).splitlines()[-1])


def _said_size(head: bytes) -> int:
    page = int.from_bytes(head[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
