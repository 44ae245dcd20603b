"""Moving a board to another store: its records, its log and its words; the home then points there."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.board import NoBoard, connect_home
from village_board.kinds import COLLECTIONS
from village_board.settings import FILE, read_settings, write_settings
from village_board.store import Database, connect, note_village, sqlite_path, sqlite_url
from village_board.store.lock import HomeLock
from village_board.store.moving import Carried, carry
from village_board.trust.log import HEAD, HEAD_ID
from village_board.trust.merkle import EMPTY_ROOT


class NotToMemory(UsageError):
    """The place named would be gone with the program."""

    sentence = N_("A board cannot move to memory: it would be gone at once. Name a file or a database.")

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True)
class Moved:
    """What a move did.

    Attributes:
        source: where the records lay and still lie, for people; no password is in it.
        target: where they lie now.
        carried: how many they are.
        size: entries of the log.
        root: root of the log (hex).
    """

    source: str
    target: str
    carried: Carried
    size: int
    root: str


def move_board(home: Path, url: str) -> Moved:
    """Carry the records of the board in `home` to the store at `url`, and let the home point there.

    The old store stays as it was. A password in the URL is kept in the settings, which their owner alone can read.

    Raises:
        NoBoard: there is no board in `home`.
        HomeInUse: another program of the board uses it.
        VillageThere: the target holds this village already.
        StoreError: a store cannot be opened, read or written; then the home points where it did.
    """
    if not (home / FILE).is_file():
        raise NoBoard(home)
    if url == "memory:":
        raise NotToMemory
    file = sqlite_path(url)
    if file is not None:
        url = sqlite_url(Path(file))
    with HomeLock(home).exclusive():
        settings = read_settings(home)
        with (
            closing(connect_home(home, settings)) as source,
            closing(connect(url, village=settings.village, collections=COLLECTIONS, create=True)) as target,
        ):
            carried = carry(source, target)
            note_village(target, settings.name)
            size, root = _log(target)
            moved = Moved(source.path, target.path, carried, size, root)
        write_settings(home, replace(settings, store=url))
    return moved


def _log(database: Database) -> tuple[int, str]:
    head = database.table(HEAD).get(doc_id=HEAD_ID)
    return (head["size"], head["root"]) if head is not None else (0, EMPTY_ROOT.hex())
