"""The composition root: a home folder becomes a `Board`. The only place that knows which store, clock and kinds."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from village_board.base.clock import Clock, SystemClock
from village_board.base.errors import StoreError
from village_board.base.ids import new_id
from village_board.base.message import N_, Message, say
from village_board.kinds import BY_PREFIX, COLLECTIONS, logged
from village_board.records import Records
from village_board.secret_files import check_secrets, token_place
from village_board.settings import FILE, Settings, read_settings, write_settings
from village_board.store import Database, connect, connect_reader, sqlite_path, sqlite_url, villages_at
from village_board.store.errors import NotABoard, OlderSchema, StoreDamaged, StoreMissing
from village_board.store.lock import Held, HomeLock
from village_board.store.sqlite import read_through
from village_board.supervision.after import look_after

if TYPE_CHECKING:
    from village_board.attachments.files import AttachmentStore
    from village_board.desk import Desk
    from village_board.people.model import Actor
    from village_board.store.postgres.villages import OnServer
    from village_board.trust.verify import Printed, Verdict

STORE_FILE = "board.db"
#: Whoever holds this lock of the home sends notices; the bot holds it while it runs (N15).
SENDER_LOCK = "village-bot"
PEPPER_FILE = "pepper"
PEPPER_BYTES = 32
#: a store that cannot be read any more: a backup is shown in its place
DAMAGED = (StoreDamaged, NotABoard, StoreMissing)
#: a store that opening the board renews
OLDER = (OlderSchema,)


class NoBoard(StoreError):
    """The folder holds no board."""

    sentence = N_("There is no village board in {home}. Make one: village-board --home {home} init")

    def __init__(self, home: Path) -> None:
        super().__init__(home=str(home))


class BoardExists(StoreError):
    """The folder holds a board already; init makes new ones only."""

    sentence = N_("There is a village board in {home} already; nothing was changed.")

    def __init__(self, home: Path) -> None:
        super().__init__(home=str(home))


class HomeNotWritable(StoreError):
    """The home folder cannot be made or written."""

    sentence = N_("The folder {home} cannot be written ({why}). Choose another with --home, or mend its rights.")

    def __init__(self, home: Path, why: str) -> None:
        super().__init__(home=str(home), why=why)


class ShownFromBackup(StoreError):
    """The store is damaged and a backup is shown in its place: nothing can be written."""

    sentence = N_(
        "The board in {home} is damaged; shown is its backup of {when}, to be read only. Nothing was saved. "
        "Mend it: village-board restore --replace-damaged"
    )

    def __init__(self, home: Path, when: datetime) -> None:
        super().__init__(home=str(home), when=when)


class SecretMissing(StoreError):
    """The file under which PINs are hashed is gone: no PIN can be checked without it."""

    sentence = N_("{file} is missing, and no PIN can be checked without it. Bring it back from a backup.")

    def __init__(self, file: Path) -> None:
        super().__init__(file=str(file))


class Board:
    """One village's board: reading, units of work, the change signal.

    Attributes:
        restored_from: when the backup was made that is shown in place of a damaged store; None: this is the store.
    """

    def __init__(
        self,
        home: Path,
        settings: Settings,
        db: Database,
        clock: Clock,
        *,
        held: Held | None = None,
        restored_from: datetime | None = None,
    ) -> None:
        self.home = home
        self.settings = settings
        self.db = db
        self.clock = clock
        self.restored_from = restored_from
        self._let_go = weakref.finalize(self, held.release) if held is not None else None

    @cached_property
    def attachments(self) -> AttachmentStore:
        """The files of records, which lie in the home wherever the store lies."""
        from village_board.attachments.files import AttachmentStore  # noqa: PLC0415 - the first screen shows none

        return AttachmentStore(self.home)

    def records(self) -> Records:
        """Return the records as they are, judged at the present instant."""
        return Records(self.db, BY_PREFIX, self.clock)

    @contextmanager
    def reading(self) -> Iterator[Records]:
        """Read several things that must agree: one snapshot until the block ends."""
        with self.db.reading():
            yield self.records()

    def check_writable(self) -> None:
        """Refuse where nothing can be kept: a program that only writes need not begin.

        Raises:
            ShownFromBackup: the store is damaged.
        """
        if self.restored_from is not None:
            raise ShownFromBackup(self.home, self.restored_from)

    def desk(self, who: Actor | None = None) -> AbstractContextManager[Desk]:
        """Open a unit of work for `who`; None: for the office itself (`people.service.OFFICE`).

        When it stands, the monitoring points judge what it wrote, in a unit of work of their own.

        Raises:
            ShownFromBackup: the store is damaged, and a backup is shown in its place.
        """
        self.check_writable()
        return self._looked_after(self._office if who is None else who)

    @contextmanager
    def _looked_after(self, who: Actor) -> Iterator[Desk]:
        from village_board.desk import unit_of_work  # noqa: PLC0415 - who only reads opens none

        with unit_of_work(self.db, BY_PREFIX, self.clock, who) as desk:
            yield desk
        look_after(desk.written, self.records, lambda: unit_of_work(self.db, BY_PREFIX, self.clock, self._office))

    @property
    def _office(self) -> Actor:
        from village_board.people.service import OFFICE  # noqa: PLC0415 - PINs and their hashes: readers need none

        return OFFICE

    def version(self) -> int:
        """Return a number that differs after any commit, of this process or another."""
        return self.db.version()

    def sign_in(self, who: str, pin: str) -> Actor:
        """Return the actor `who` if `pin` is theirs; see `people.service.sign_in`."""
        from village_board.people.service import sign_in  # noqa: PLC0415 - see `desk`

        return sign_in(self.desk, who, pin, self.pepper())

    def only_sender(self) -> ExitStack:
        """Be the one process that sends this village's notices, the bot or a command, until the stack is closed (N15).

        On a server that several machines share, the store keeps a second one out as well.

        Raises:
            AlreadyRunning: another one sends already.
        """
        with ExitStack() as held:
            held.enter_context(HomeLock(self.home).single(SENDER_LOCK))
            held.enter_context(self.db.engine.single(SENDER_LOCK))
            return held.pop_all()

    def pepper(self) -> bytes:
        """Return the secret under which PINs are hashed.

        Raises:
            SecretMissing: its file is gone.
            SecretExposed: others than the owner can read its file.
        """
        file = self.home / PEPPER_FILE
        if not file.is_file():
            raise SecretMissing(file)
        check_secrets((file,))
        return file.read_bytes()

    @property
    def banner(self) -> Message | None:
        """What every reader must know before all else; None: nothing."""
        if self.restored_from is None:
            return None
        return say("The store is damaged. Read only: the backup of {when}.", when=self.restored_from)

    def verify(self, printed: Printed | None = None) -> Verdict:
        """Walk the log and the rows that it covers, up to the first that does not fit; nothing is written.

        With `printed` the log must also be the one of which that was noted.
        """
        from village_board.trust.verify import verify  # noqa: PLC0415 - nobody verifies to see the first screen

        with self.db.reading():
            return verify(self.db.every, logged(), exact=self.db.engine.keeps_text, printed=printed)

    def check_pages(self) -> None:
        """Read the store from end to end; one on a server is looked after there.

        Raises:
            StoreDamaged: a part of it cannot be read, or does not hang together with the rest.
        """
        if (path := sqlite_path(self.settings.store or sqlite_url(self.home / STORE_FILE))) is not None:
            read_through(path)

    def close(self) -> None:
        """Close the store."""
        self.db.close()
        if self._let_go is not None:
            self._let_go()


def found_board(home: Path, *, name: str, township: str = "", demo: str = "", clock: Clock | None = None) -> Board:
    """Make a board in `home` with the shipped catalogue, and return it open.

    Raises:
        BoardExists: there is one.
        HomeNotWritable: the folder cannot be made or written.
    """
    if (home / FILE).exists():
        raise BoardExists(home)
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        # The store comes first: where another program's file lies in its place, nothing of ours is left beside it.
        settings = Settings(village=new_id("w"), name=name, township=township, demo=demo)
        board = Board(home, settings, connect_home(home, settings, create=True), clock or SystemClock())
        for folder in ("log", "run"):
            (home / folder).mkdir(exist_ok=True)
        write_secret(home / PEPPER_FILE, os.urandom(PEPPER_BYTES))
    except OSError as error:
        raise HomeNotWritable(home, error.strerror or type(error).__name__) from None
    from village_board.catalogue.loading import shipped_entries  # noqa: PLC0415 - only a new board reads it
    from village_board.people.acts import Act  # noqa: PLC0415 - see `Board.desk`

    with board.desk() as desk:
        desk.require(Act.FOUND_BOARD)
        desk.put_many(shipped_entries())
        desk.record(settings.village)
    write_settings(home, settings)  # last: a home without it is no board, and init can be repeated
    return board


def open_board(
    home: Path, *, clock: Clock | None = None, before_long_work: Callable[[], object] = lambda: None
) -> Board:
    """Open the board in `home`.

    A store of an older format is renewed first, by one process, after a backup. In place of a damaged store the last
    good backup is shown, to be read only (`Board.restored_from`). Both may take minutes; `before_long_work` is called
    first.

    Raises:
        NoBoard: there is none.
        SettingsWrong: its settings file has problems.
        SecretExposed: others can read it, or another secret file of the home (A30).
        HomeInUse: it is being renewed or restored at this moment.
        StoreError: its store cannot be opened; nothing was changed.
    """
    if not (home / FILE).is_file():
        raise NoBoard(home)
    settings, clock = read_settings(home), clock or SystemClock()
    check_secrets(secret_files(home, settings))
    held = HomeLock(home).shared()
    try:
        try:
            return Board(home, settings, connect_home(home, settings), clock, held=held)
        except OlderSchema:
            from village_board.keeping import renew  # noqa: PLC0415 - only an old store needs it

            before_long_work()
            held.release()
            renew(home, settings, clock)
            held = HomeLock(home).shared()
            return Board(home, settings, connect_home(home, settings), clock, held=held)
        except DAMAGED:
            from village_board.keeping import shown_instead  # noqa: PLC0415 - only a damaged store needs it

            before_long_work()
            shown = shown_instead(home, settings)
            if shown is None:
                raise
            db, made_at = shown
            return Board(home, settings, db, clock, held=held, restored_from=made_at)
    except BaseException:
        held.release()
        raise


def board_as_it_is(home: Path, settings: Settings, clock: Clock) -> Board:
    """Open the board in `home` to look at it: it is not renewed, and no backup is shown in its place.

    Raises:
        HomeInUse: it is being renewed or restored at this moment.
        StoreError: its store cannot be opened.
    """
    held = HomeLock(home).shared()
    try:
        return Board(home, settings, connect_home(home, settings), clock, held=held)
    except BaseException:
        held.release()
        raise


def villages_of(url: str) -> OnServer:
    """Return which villages the database at `url` holds; nothing is written there.

    Raises:
        StoreUrlUnknown, StoreError: it cannot be looked at.
    """
    return villages_at(url, COLLECTIONS)


def read_village(url: str, settings: Settings, on_server: OnServer, clock: Clock) -> Board | None:
    """Open a village of a database to read only: the server refuses every write. None: there is no such village.

    Args:
        url: the database's.
        settings: the village's id, and its name; a database knows no others.
        on_server: of `villages_of`.
        clock: by which it is judged.

    Raises:
        StoreError: it cannot be opened.
    """
    db = connect_reader(url, settings.village, on_server)
    return None if db is None else Board(Path(), settings, db, clock)


def sqlite_version() -> str:
    """Return the version of SQLite that the board runs on, which is not the one of Python's own module."""
    return apsw.sqlite_lib_version()


def connect_home(home: Path, settings: Settings, *, create: bool = False) -> Database:
    """Open the store of a home.

    Raises:
        StoreError: it cannot be opened.
    """
    url = settings.store or sqlite_url(home / STORE_FILE)
    return connect(url, village=settings.village, collections=COLLECTIONS, create=create)


def secret_files(home: Path, settings: Settings) -> list[Path]:
    """Return the files of a home that must be their owner's alone, there or not."""
    token = token_place(home, settings.bot_token_file)
    return [home / FILE, home / PEPPER_FILE, *([token] if token else [])]


def write_secret(file: Path, secret: bytes) -> None:
    """Write a secret for its owner alone; one that stands there stays."""
    if file.exists():
        return
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(secret)
