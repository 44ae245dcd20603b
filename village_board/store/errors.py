"""What can go wrong under the store, each with the sentence that says where and what to do."""

from __future__ import annotations

from village_board.base.errors import Refused, StoreError, UsageError
from village_board.base.message import N_

__all__ = [
    "AlreadyRunning",
    "DriverMissing",
    "HomeInUse",
    "NewerSchema",
    "NotABoard",
    "OlderSchema",
    "RevisionConflict",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreMissing",
    "StoreUnreadable",
    "StoreUnwritable",
    "StoreUrlUnknown",
    "WorkUndone",
]


class StoreUrlUnknown(UsageError):
    """The URL names no engine that this program has."""

    sentence = N_(
        "The store {url} is not understood. Write sqlite:////folder/board.db, "
        "postgresql://server/database or memory: instead."
    )

    def __init__(self, url: str) -> None:
        # What stands before an @ may be a password (A30).
        super().__init__(url=f"{url.partition(':')[0]}://..." if "@" in url else url)


class DriverMissing(StoreError):
    """The library that speaks with PostgreSQL is not installed."""

    sentence = N_("A store on PostgreSQL needs the library psycopg: pip install 'village-board[postgres]'")

    def __init__(self) -> None:
        super().__init__()


class StoreMissing(StoreError):
    """There is no file where the store should lie."""

    sentence = N_("There is no board at {path}. Check the folder, or make a board with 'village-board init'.")

    def __init__(self, path: str) -> None:
        super().__init__(path=path)


class NotABoard(StoreError):
    """The file is of another program, or no database at all; it was not touched."""

    sentence = N_("{path} is not a board's file and was left as it is. Check the folder, or move that file away.")

    def __init__(self, path: str) -> None:
        super().__init__(path=path)


class NewerSchema(StoreError):
    """The file was written by a newer program; it was not touched."""

    sentence = N_(
        "{path} was written by a newer version (format {found}; this one knows {known}). "
        "Nothing was changed: install the newer version."
    )

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(path=path, found=found, known=known)


class OlderSchema(StoreError):
    """The file was written by an older program; opening the board as a whole renews it, after a backup."""

    sentence = N_(
        "{path} was written by an older version (format {found}; this one writes {known}). "
        "Open the board once, and it is renewed."
    )

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(path=path, found=found, known=known)


class StoreDamaged(StoreError):
    """The file cannot be read as a database."""

    sentence = N_(
        "{path} is damaged ({detail}). Stop all programs, then bring back a backup: "
        "village-board restore --replace-damaged FILE"
    )

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(path=path, detail=detail)


class StoreUnwritable(StoreError):
    """The folder or the file cannot be written."""

    sentence = N_("{path} cannot be written ({detail}). Let this user write the folder, then try again.")

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(path=path, detail=detail)


class StoreUnreadable(StoreError):
    """The disk answered with an error."""

    sentence = N_("{path}: the disk gave an error ({detail}). Nothing was saved; check the disk, then try again.")

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(path=path, detail=detail)


class StoreFull(StoreError):
    """The disk is full; the whole step was undone."""

    sentence = N_("The disk of {path} is full. Nothing was saved: make room, then try again.")

    def __init__(self, path: str) -> None:
        super().__init__(path=path)


class StoreBusy(StoreError):
    """Another process held the write lock for too long."""

    sentence = N_(
        "Another program has been writing to {path} for more than {seconds} seconds. Nothing was saved: try again."
    )

    def __init__(self, path: str, seconds: int) -> None:
        super().__init__(path=path, seconds=seconds)


class WorkUndone(StoreError):
    """A part of a unit of work failed before, so the whole is undone and nothing more is written in it."""

    sentence = N_("A part of this step failed, so nothing of it was saved. Try the step again.")


class RevisionConflict(Refused):
    """The document is not, or no longer, at the revision that the writer read; nothing was written.

    Attributes:
        collection: where the document lies.
        id: its id.
        expected: the revision that the writer had read; 0 for a new document.
        found: the revision that stands; 0 when the id was never given. A removed document keeps its last one.
    """

    sentence = N_(
        "{id} ({collection}) stands at revision {found}, not {expected}. "
        "Nothing was saved: open it again and repeat your change."
    )

    def __init__(self, collection: str, id: str | int, expected: int, found: int) -> None:  # noqa: A002
        self.collection, self.id, self.expected, self.found = collection, id, expected, found
        super().__init__(collection=collection, id=str(id), expected=expected, found=found)


class HomeInUse(StoreError):
    """The home is held by another program of the board."""

    sentence = N_("Another program of the board is using {home}. Stop it, or wait for it, then try again.")

    def __init__(self, home: str) -> None:
        super().__init__(home=home)


class AlreadyRunning(StoreError):
    """A program that may run once for a home runs already."""

    sentence = N_("{name} already runs for {home} (process {pid}). Use that one, or stop it before you start another.")

    def __init__(self, name: str, home: str, pid: str) -> None:
        super().__init__(name=name, home=home, pid=pid)
