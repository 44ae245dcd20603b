"""Connections that break: what was saved is known, or it is said that it is not."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.store.conftest import HEARINGS, Opened, declare
from tests.store.crash import VILLAGE, judge, kill_while_writing, start, writers
from tests.store.proxy import Wire
from tests.store.server import CLERK, Server
from village_board.store import Database, connect
from village_board.store.errors import WorkUndone
from village_board.store.postgres.errors import ConnectionLost, OutcomeUnknown

pytestmark = pytest.mark.xdist_group("postgres")


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    """Return a wire to the server."""
    folder = Path(tempfile.mkdtemp(prefix="board-wire-"))
    made = Wire(folder, server.folder)
    yield made
    made.close()
    shutil.rmtree(folder)


@pytest.fixture
def database(wire: Wire, server: Server, on_server: Opened) -> Iterator[Database]:
    """Return an empty store at the other end of the wire."""
    url = server.url(CLERK, folder=wire.folder)
    with connect(url, village=on_server.village(), collections=(HEARINGS,)) as opened:
        yield opened


def test_a_commit_whose_answer_was_cut_off_is_looked_up_and_stands(database: Database, wire: Wire) -> None:
    """The server saved, the answer never came: the unit counts as saved, once, and the program goes on."""
    # Guard: village_board/store/postgres/units.py:was_committed - the key is looked for.
    before = database.version()
    wire.cut_after = b"COMMIT"
    with database.transaction():
        database.table("hearings").put("h1", {"n": 1}, expected_rev=0)
    assert wire.cut_after == b""
    assert database.table("hearings").get(doc_id="h1").rev == 1
    assert database.version() == before + 1


def test_a_commit_that_never_reached_the_server_is_said_to_be_undone(database: Database, wire: Wire) -> None:
    """The server never saw the commit: nothing stands, and the sentence says so."""
    # Guard: village_board/store/postgres/units.py:Transaction._commit - ConnectionLost where no key is found.
    wire.cut_before = b"COMMIT"
    with pytest.raises(ConnectionLost, match="Nothing was saved"), database.transaction():
        database.table("hearings").put("h1", {}, expected_rev=0)
    assert database.table("hearings").get(doc_id="h1") is None
    database.table("hearings").put("h1", {}, expected_rev=0)


def test_a_commit_about_which_nobody_can_be_asked_is_said_to_be_open(
    database: Database, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is gone with the answer: the sentence says that it must be looked up."""
    # Guard: village_board/store/postgres/units.py:was_committed - OutcomeUnknown; a guess would be a lie.
    monkeypatch.setattr("village_board.store.postgres.units.BUSY_SECONDS", -1)
    wire.cut_after = b"COMMIT"
    with pytest.raises(OutcomeUnknown, match="Look whether"), database.transaction():  # noqa: PT012
        database.table("hearings").put("h1", {}, expected_rev=0)
        wire.down = True
    wire.down = False
    assert database.table("hearings").get(doc_id="h1") == {}


@pytest.mark.parametrize("cut", ["cut_before", "cut_after"])
def test_a_single_write_is_done_once_whichever_way_its_connection_broke(
    database: Database, wire: Wire, cut: str
) -> None:
    """A write by itself is tried again only when it is certain that it does not stand."""
    # Guard: village_board/store/postgres/engine.py:write_alone - the look before the second try.
    table, before = database.table("hearings"), database.version()
    setattr(wire, cut, b"insert_alone")
    assert table.put("h1", {"n": 1}, expected_rev=0) == 1
    setattr(wire, cut, b"replace_alone")
    assert table.put("h1", {"n": 2}, expected_rev=1) == 2
    assert (table.get(doc_id="h1"), table.get(doc_id="h1").rev) == ({"n": 2}, 2)
    assert database.version() == before + 2


def test_a_connection_that_broke_while_idle_is_replaced_without_a_word(on_server: Opened, server: Server) -> None:
    """The server was restarted in the night: reading, writing, units and the signal go on."""
    # Guard: village_board/store/postgres/engine.py:run - the second try, where nothing had begun.
    database = on_server()
    table = database.table("hearings")
    for act in (
        lambda: len(table),
        lambda: table.put("h1", {}, expected_rev=0),
        lambda: table.insert_multiple([{}, {}]),
        database.storage.read,
    ):
        database.version()
        _end_connections(server)
        act()
        database.version()
    assert len(table) == 3


def test_a_connection_that_breaks_within_a_unit_undoes_it(on_server: Opened, server: Server) -> None:
    """What the unit had written is gone, and the rest of the unit is not written by itself."""
    # Guard: village_board/store/postgres/engine.py:_fail - `doomed`, and the connection kept: a new one would go on.
    database = on_server()
    table = database.table("hearings")
    with pytest.raises(WorkUndone), database.transaction():  # noqa: PT012 - a unit is several statements
        table.put("h1", {}, expected_rev=0)
        _end_connections(server)
        with pytest.raises(ConnectionLost):
            table.put("h2", {}, expected_rev=0)
        with pytest.raises(WorkUndone):
            table.put("h3", {}, expected_rev=0)
        with pytest.raises(ConnectionLost):
            len(table)
    assert len(table) == 0
    with pytest.raises(ConnectionLost), database.reading():  # noqa: PT012
        _end_connections(server)
        len(table)
    table.put("h1", {}, expected_rev=0)


def _end_connections(server: Server) -> None:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = %s", (CLERK,))


def test_four_processes_write_at_once_and_lose_nothing_on_a_server(on_server: Opened) -> None:
    """Every acknowledged unit is there whole, and the counter they share is exact."""
    # Guard: village_board/store/postgres/units.py:Transaction.__enter__ - the village's lock.
    outcome = writers(on_server.url, 4, 40, on_server.village())
    assert (outcome.acknowledged, outcome.lost, outcome.halves) == (160, 0, 0)


def test_a_writer_that_is_killed_loses_nothing_on_a_server_x7_x13(on_server: Opened) -> None:
    """X7, X13: after kill -9 of the program every acknowledged unit is whole and none is half."""
    # Guard: village_board/store/postgres/units.py:Transaction - one commit for all.
    outcome = kill_while_writing(on_server.url, 6, village=on_server.village())
    assert outcome.acknowledged >= 6
    assert (outcome.lost, outcome.halves, outcome.unreadable) == (0, 0, 0)


@pytest.mark.long
def test_two_hundred_kills_lose_nothing_on_a_server_x7_x13(on_server: Opened) -> None:
    """X7, X13: the same two hundred times."""
    outcome = kill_while_writing(on_server.url, 200, seed=2, village=on_server.village())
    assert outcome.acknowledged >= 200
    assert (outcome.lost, outcome.halves, outcome.unreadable) == (0, 0, 0)


@pytest.mark.long
def test_a_server_that_is_killed_loses_nothing_acknowledged_x7_x13() -> None:
    """X7, X13: the server is ended as by a kill while a program writes, ten times, and recovers."""
    server = Server(durable=True)
    try:
        declare(server, HEARINGS)
        acknowledged: list[str] = []
        for turn in range(10):
            with start(server.url(CLERK), f"s{turn}", 1_000_000, VILLAGE) as process:
                assert process.stdout
                acknowledged.extend(process.stdout.readline().strip() for _ in range(20))
                server.stop("immediate")
                process.kill()
                acknowledged.extend(line.strip() for line in process.stdout if line.endswith("\n"))
            server.start()
        outcome = judge(server.url(CLERK), acknowledged)
    finally:
        server.remove()
    assert outcome.acknowledged >= 200
    assert (outcome.lost, outcome.halves, outcome.unreadable) == (0, 0, 0)
