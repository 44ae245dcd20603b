"""A full disk and a locked store: an act is there whole or not at all, and reading goes on."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.keeping.homes import lived_in
from tests.support.builders import a_hearing, actor_of, announce, keep
from tests.support.clocks import GivenClock
from village_board.board import STORE_FILE, Board, open_board
from village_board.desk import Desk
from village_board.hearings.model import Hearing
from village_board.interchange.importing import import_files
from village_board.notices.model import Delivery, Notice
from village_board.notices.service import subscribe
from village_board.people.model import Actor, Household, Office, Person, Role
from village_board.people.service import OFFICE
from village_board.store import sqlite
from village_board.store.errors import StoreBusy, StoreFull
from village_board.trust.log import HEAD, HEAD_ID, LOG

_ROOT = Path(__file__).parents[2]


@pytest.fixture
def board(tmp_path: Path, clock: GivenClock) -> Board:
    """The open board of a home that was lived in, with a director and a subscriber."""
    board = lived_in(tmp_path / "home", clock)
    keep(board, Person(number="1001", name="郑立新", offices=(Office("村委会主任", Role.COMMITTEE),)))
    with board.desk() as desk:
        subscribe(desk, 4711, "zh-Hans")
    return board


def state(board: Board) -> dict[str, list[Any]]:
    """Return every row and search row of a board."""
    rows = {name: list(board.db.every(name)) for name in sorted(board.db.engine.given())}
    return {**rows, "words": list(board.db.engine.words.every())}


def sound(home: Path) -> bool:
    """Tell whether pages, indexes and search rows hang together."""
    connection = apsw.Connection(str(home / STORE_FILE))
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()


def _room(board: Board, pages: int | None) -> None:
    """Leave so many pages of room in the file, as a full disk does; None: as much as there is."""
    connection = board.db.engine.session().connection  # type: ignore[attr-defined]
    ((used,),) = connection.execute("PRAGMA page_count").fetchall()
    connection.execute(f"PRAGMA max_page_count = {1 << 30 if pages is None else used + pages}").fetchall()


def _announce(desk: Desk) -> object:
    return announce(desk, a_hearing(number="2026-99", matter="修路" * 900))


def _import(desk: Desk, folder: Path) -> object:
    rows = "".join(f"{n},{'张' * 60}{n}\n" for n in range(7000, 7600))
    (folder / "people.csv").write_text("人员编号,姓名\n" + rows, "utf-8")
    return import_files(desk, [folder / "people.csv"])


def _refused(board: Board, who: Actor, act: Callable[[Desk], object]) -> str:
    try:
        with board.desk(who) as desk:
            act(desk)
    except StoreFull as error:
        return str(error)
    return ""


@pytest.mark.parametrize("what", ["act", "import"])
def test_a_full_disk_undoes_the_whole_act_x10(board: Board, tmp_path: Path, what: str) -> None:
    """X10: wherever the disk fills up, rows, log, outbox and search rows are as before, and all of it can be read."""
    # Guard: store/sqlite.py:Session.doomed - what follows the full disk would be committed one by one.
    (director,) = board.records().find(Person, lambda body: body.get("number") == "1001")
    who = actor_of(director) if what == "act" else OFFICE
    before, refused = state(board), 0
    for pages in range(0, 4 if what == "act" else 40, 1 if what == "act" else 8):
        _room(board, pages)
        told = _refused(board, who, _announce if what == "act" else partial(_import, folder=tmp_path))
        if not told:
            break
        refused += 1
        assert "Nothing was saved" in told
        assert state(board) == before
        assert board.records().count(Hearing) == 1
        assert sound(board.home)
        assert board.verify().misfit is None
    assert refused > 0
    _room(board, None)
    keep(board, Household(number="after"))
    assert board.verify().misfit is None
    board.close()


_FILL = """
import resource, signal, sys
from pathlib import Path
from village_board.base.errors import BoardError
from village_board.board import open_board
from village_board.people.acts import Act
from village_board.people.model import Household
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
board = open_board(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
for n in range(10_000):
    try:
        with board.desk() as desk:
            desk.require(Act.IMPORT)
            desk.put(Household(number=f"x{n}"))
            desk.record("x")
    except BoardError as error:
        print(type(error).__name__, error.exit_code, board.records().count(Household))
        break
    print(n, flush=True)
"""


def test_a_log_that_may_not_grow_loses_nothing_acknowledged_x10(board: Board, clock: GivenClock) -> None:
    """X10: the system refuses to write on (the log of the store is full): one sentence, and all before it is there."""
    board.close()
    size = (board.home / STORE_FILE).stat().st_size
    told = subprocess.run(
        [sys.executable, "-c", _FILL, str(board.home), str(size)], capture_output=True, text=True, check=True, cwd=_ROOT
    ).stdout.splitlines()
    *acknowledged, (error, code, seen) = [*told[:-1], tuple(told[-1].split())]
    assert (error, code) in {("StoreFull", "3"), ("StoreUnreadable", "3")}
    assert len(acknowledged) > 3
    assert int(seen) == 11 + len(acknowledged)
    again = open_board(board.home, clock=clock)
    numbers = {household.number for household in again.records().all(Household)}
    assert {f"x{n}" for n in acknowledged} <= numbers
    assert again.verify().misfit is None
    assert sound(again.home)
    again.close()


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Let another program hold the write lock until the block ends."""
    other = apsw.Connection(str(home / STORE_FILE))
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def test_a_lock_that_stays_publishes_nothing_x11(
    board: Board, clock: GivenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X11: after the wait one sentence; no hearing, notice, delivery or entry is there, and reading never waited."""
    # Guard: store/sqlite.py:_Transaction.__enter__ - IMMEDIATE: the lock is had before anything is written.
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 1)
    mine = open_board(board.home, clock=clock)
    (director,) = mine.records().find(Person, lambda body: body.get("number") == "1001")
    before = state(mine)
    with locked(board.home):
        begun = time.monotonic()
        with pytest.raises(StoreBusy, match="Nothing was saved") as failed, mine.desk(actor_of(director)) as desk:
            announce(desk, a_hearing(number="2026-99"))
        assert 0.9 < time.monotonic() - begun < 5
        assert failed.value.exit_code == 3
        assert state(mine) == before
    assert mine.records().count(Notice) == mine.records().count(Delivery) == 0
    with mine.desk(actor_of(director)) as desk:
        announce(desk, a_hearing(number="2026-99"))
    assert mine.records().count(Delivery) == 1
    assert mine.verify().misfit is None
    mine.close()
    board.close()


def test_a_lock_that_goes_is_waited_for_x11(board: Board) -> None:
    """X11: another program's short write delays an act and does not refuse it."""
    # Guard: store/sqlite.py:_connect - the busy timeout.
    size = board.db.table(HEAD).get(doc_id=HEAD_ID)["size"]
    with locked(board.home):
        writer = threading.Thread(target=keep, args=(board, Household(number="waited")))
        writer.start()
        writer.join(0.3)
        assert writer.is_alive()
    writer.join()
    assert len(board.db.table(LOG)) == size + 1
    board.close()
