"""What PostgreSQL adds to the contract: villages kept apart by the database, its indexes, its errors."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB
from tinydb.storages import MemoryStorage

from tests.store.conftest import HEARINGS, Opened, declare
from tests.store.server import CLERK, Server
from tests.store.test_agreement import DECLARED, agree, operations
from tests.store.test_compile import answers_as_the_query_says, queries
from tests.store.test_search import TEXT, found_as_it_stands
from village_board.base.errors import StoreError
from village_board.store import Collection, Database, connect
from village_board.store.compile import plan
from village_board.store.errors import (
    AlreadyRunning,
    DriverMissing,
    NewerSchema,
    NotABoard,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreMissing,
    StoreUnwritable,
    StoreUrlUnknown,
)
from village_board.store.postgres.connecting import address_of
from village_board.store.postgres.errors import LoginRefused, NotStorable, ServerSilent, ServerUnfit

pytestmark = pytest.mark.xdist_group("postgres")
Q = Query()
MIXED = Collection("mixed", {"s": str, "n": int}, (("s", "n"), ("n",)))


# Villages


@pytest.fixture
def two(on_server: Opened) -> tuple[Database, Database]:
    """Return two villages of one database, with one document and one search row in the first."""
    east, west = on_server(village="east"), on_server(village="west")
    east.table("hearings").put("h1", {"status": "open", "cost": 5}, expected_rev=0)
    east.index("hearings", "h1", date(2026, 1, 1), "修路")
    return east, west


def test_nothing_of_one_village_is_seen_or_changed_from_another(two: tuple[Database, Database]) -> None:
    """Every way to read or write of one village leaves the other's documents alone."""
    # Guard: village_board/store/postgres/rows.py:_ONE - `village = %s`; with the owner's account nothing else guards.
    east, west = two
    there = west.table("hearings")
    before = east.version()
    assert there.get(doc_id="h1") is None
    assert there.get(doc_ids=["h1"]) == there.search(Q.status == "open") == there.all() == []
    assert (len(there), there.count(Q.cost == 5), west.tables(), there.ever("h1")) == (0, 0, set(), False)
    assert there.sums(["cost"]) == {"cost": 0}
    assert there.page(order_by="cost", limit=9) == west.search(["修路"]) == []
    assert west.engine.given() == set()
    there.put("h1", {"cost": 1}, expected_rev=0)
    there.remove(doc_ids=["h1"])
    there.truncate()
    west.index("hearings", "h1", None, "")
    assert east.table("hearings").get(doc_id="h1") == {"status": "open", "cost": 5}
    assert [hit.id for hit in east.search(["修路"])] == ["h1"]
    assert east.version() == before


def test_the_owner_s_account_is_kept_apart_by_the_queries_alone(server: Server, on_server: Opened) -> None:
    """For the owner of the tables the database guards nothing; each query still asks for its own village."""
    # Guard: village_board/store/postgres/rows.py:_own - `village = %s`.
    with (
        connect(server.url(), village=on_server.village("a"), collections=(HEARINGS,)) as east,
        connect(server.url(), village=on_server.village("b"), collections=(HEARINGS,)) as west,
    ):
        test_nothing_of_one_village_is_seen_or_changed_from_another(_with_one_document(east, west))


def _with_one_document(east: Database, west: Database) -> tuple[Database, Database]:
    east.table("hearings").put("h1", {"status": "open", "cost": 5}, expected_rev=0)
    east.index("hearings", "h1", date(2026, 1, 1), "修路")
    return east, west


@pytest.mark.parametrize("table", ["docs", "found", "commits"])
def test_the_database_itself_keeps_villages_apart(server: Server, two: tuple[Database, Database], table: str) -> None:
    """For an account that owns no table, a query without a village sees its own rows, and none without a village."""
    # Guard: village_board/store/postgres/schema.py:_APART - the policies.
    east, west = two
    with psycopg.connect(server.url(CLERK), autocommit=True) as connection:
        read = f"SELECT DISTINCT village FROM village_board.{table}"
        assert connection.execute(read).fetchall() == []
        for database in (east, west):
            connection.execute("SELECT set_config('village_board.village', %s, false)", (database.engine.village,))
            own = [(east.engine.village,)] if database is east else []
            assert connection.execute(read).fetchall() == own
        assert connection.execute(f"DELETE FROM village_board.{table}").rowcount == 0
        foreign = '{"village": "another", "coll": "a", "id": "b", "n": 1, "text": "", "keys": [], "key": "k"}'
        insert = f"INSERT INTO village_board.{table} SELECT (jsonb_populate_record(NULL::village_board.{table}, %s)).*"
        if table == "docs":
            insert = "INSERT INTO village_board.docs (village, coll, id, rev) SELECT %s::jsonb->>'village', '', '', 1"
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            connection.execute(insert, (foreign,))


def test_writers_of_two_villages_do_not_wait_for_each_other(
    two: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A unit of work holds its own village's lock and no other's."""
    # Guard: village_board/store/postgres/units.py:village_lock - its village.
    east, west = two
    with east.transaction():
        east.table("hearings").put("h2", {}, expected_rev=0)
        west.table("hearings").put("h2", {}, expected_rev=0)
        with west.transaction():
            west.table("hearings").put("h3", {}, expected_rev=0)
    assert len(west.table("hearings")) == 2


# Agreement


@settings(max_examples=60)
@given(st.lists(operations, max_size=20))
@pytest.mark.parametrize("declared", [(), (DECLARED,)], ids=["undeclared", "declared"])
def test_every_documented_operation_answers_as_stock_tinydb_on_a_server(
    server: Server, declared: tuple[Collection, ...], steps: list[Any]
) -> None:
    """The same operations on stock TinyDB and here give the same answers, errors, ids and documents."""
    # Guard: village_board/store/postgres/rows.py:PostgresRows - any statement that departs from SQLite's.
    name = "t" if declared else "free"
    if declared:
        declare(server, *declared)
    with (
        TinyDB(storage=MemoryStorage) as stock,
        connect(server.url(CLERK), village="agreement", ids=int, collections=declared) as ours,
    ):
        ours.table(name).truncate()
        agree(stock.table(name), ours.table(name), steps)


sayable = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=3)
whole = st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.integers(-3, 3)
anything = st.none() | sayable | st.integers() | st.lists(st.integers(), max_size=2) | st.floats(-1e9, 1e9)


@pytest.fixture(scope="module")
def mixed(server: Server) -> Iterator[Database]:
    """Return a store whose one collection declares `s` and `n`."""
    declare(server, MIXED)
    with connect(server.url(CLERK), village="mixed", collections=(MIXED,)) as database:
        yield database


@settings(max_examples=120)
@given(st.lists(st.fixed_dictionaries({}, optional={"s": sayable, "n": whole, "x": anything}), max_size=8), queries())
def test_handing_down_changes_no_answer_on_a_server(
    mixed: Database, documents: list[dict[str, Any]], query: Any
) -> None:
    """Search, get, count, contains and pages give just what the query says of each document, in order."""
    # Guard: village_board/store/postgres/schema.py:_assignment - a column that holds what Python does not compare.
    answers_as_the_query_says(mixed.table("mixed"), documents, query)


@settings(max_examples=80)
@given(st.lists(TEXT, max_size=5), TEXT)
def test_a_chinese_phrase_is_found_where_it_stands_on_a_server(mixed: Database, texts: list[str], words: str) -> None:
    """Search agrees with looking for the tokens in each text; a last Latin run is a beginning."""
    # Guard: village_board/store/postgres/words.py:sought - the part that is looked for in the text.
    with mixed.transaction():
        mixed.engine.words.forget_all("t")
    found_as_it_stands(mixed, texts, words)


def test_long_runs_of_letters_and_digits_are_found_by_any_beginning(opened: Opened) -> None:
    """A number longer than its keys is told from one that begins alike."""
    # Guard: village_board/store/postgres/words.py:_LONGEST_KEY - the look at the text beyond it.
    database = opened()
    database.index("hearings", "h1", None, "合同 20260930001 号")
    database.index("hearings", "h2", None, "合同 20260930002 号")
    assert len(database.search(["20260930"])) == 2
    assert [hit.id for hit in database.search(["20260930002"])] == ["h2"]
    assert [hit.id for hit in database.search(["合同 20260930001 号"])] == ["h1"]
    assert database.search(["合同 2026093000 号"]) == []
    assert [hit.id for hit in database.search(["ABC"])] == []


def test_a_phrase_whose_pairs_stand_apart_is_not_found(opened: Opened) -> None:
    """All pairs of a phrase in one text do not make the phrase."""
    # Guard: village_board/store/postgres/words.py:sought - the part that is looked for in the text.
    database = opened()
    database.index("hearings", "h1", None, "村民会，民会议 2026 年")
    database.index("hearings", "h2", None, "村民会议 20 年")
    assert [hit.id for hit in database.search(["村民会议"])] == ["h2"]
    assert [hit.id for hit in database.search(["20 年"])] == ["h2"]
    assert [hit.id for hit in database.search(["议 20"])] == ["h2", "h1"]


# Indexes


@pytest.mark.parametrize(
    ("query", "order_by", "index"),
    [
        (Q.status == "s7", None, "hearings.status:str"),
        ((Q.status == "s7") & (Q.cost > 50), None, "hearings.status:str"),
        (Q.held_on == "2026-01-07", None, "hearings.held_on:str"),
        (Q.status.one_of(["s7", "s8"]), None, "hearings.status:str"),
        (None, "held_on", "hearings.held_on:str"),
    ],
)
def test_an_index_serves_under_row_level_security(
    server: Server, on_server: Opened, query: Any, order_by: str | None, index: str
) -> None:
    """The planner takes a declared index for an account that owns no table, and sorts nothing that lies in order."""
    # Guard: village_board/store/postgres/schema.py:_column_sql - bigint; no index serves `numeric` there.
    database = on_server()
    database.table("hearings").insert_multiple(
        {"status": f"s{n % 40}", "held_on": f"2026-01-{n % 28:02d}", "cost": n} for n in range(2000)
    )
    with psycopg.connect(server.url(), autocommit=True) as owner:
        owner.execute("ANALYZE village_board.docs")
    rows = database.table("hearings")._rows
    found = plan(query, HEARINGS.fields)
    sql = rows._ordered_sql(found, order_by, False) if order_by else rows._query("rev", found)
    values = (*rows._bindings(found), *((5, 0) if order_by else ()))
    steps = "\n".join(row[0] for row in database.engine.run(f"EXPLAIN (COSTS OFF) {sql}", values))
    assert index in steps
    assert "Seq Scan" not in steps
    assert "Sort" not in steps


def test_one_document_is_read_by_its_key_whatever_the_statistics_say(server: Server) -> None:
    """A plan made while the table was empty, and kept, still walks the key: nothing grows with the table."""
    # Guard: village_board/store/postgres/rows.py:_IS_LIVE - said so that no other index seems to do.
    url = server.new_database("empty_statistics")
    with connect(url, collections=(HEARINGS,), create=True) as database:
        for sql in ("VACUUM ANALYZE docs", "VACUUM ANALYZE found", "SET plan_cache_mode = force_generic_plan"):
            database.engine.session().connection.execute(sql)
        from village_board.store.postgres import rows  # noqa: PLC0415 - its statements are the matter

        run = database.engine.run
        for sql, index, more in (
            (rows._GET, "docs_pkey", ("x",)),
            (rows._SOME, "docs_pkey", (["x", "y"],)),
            (rows._AFTER, "docs_live", (0, 9, 500)),
            (rows._LAST, "docs_live", ()),
            (rows._EVERY, "docs_live", ()),
        ):
            steps = "\n".join(row[0] for row in run(f"EXPLAIN (COSTS OFF) {sql}", ("village", "hearings", *more)))
            assert index in steps


# Errors


def _sql(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for sql in statements:
            connection.execute(sql)


def _board(server: Server, name: str, *statements: str) -> str:
    url = server.new_database(name)
    connect(url, collections=(HEARINGS,), create=True).close()
    _sql(url, *statements)
    return url


def _foreign(server: Server) -> str:
    url = server.new_database("foreign_one")
    _sql(url, "CREATE SCHEMA village_board", "CREATE TABLE village_board.notes (a int)")
    return url


CASES: dict[str, tuple[Callable[[Server], str], type[StoreError], bool]] = {
    "no server": (lambda _: "postgresql://clerk@127.0.0.1:9/board", ServerSilent, True),
    "no such database": (lambda s: s.url(database="nowhere"), LoginRefused, True),
    "no such account": (lambda s: s.url("stranger"), LoginRefused, True),
    "an empty database": (lambda s: s.new_database("empty"), StoreMissing, False),
    "another program's schema": (_foreign, NotABoard, True),
    "a newer schema": (lambda s: _board(s, "newer", "UPDATE village_board.meta SET value = '99'"), NewerSchema, True),
    "no schema said": (lambda s: _board(s, "said", "DELETE FROM village_board.meta"), StoreDamaged, True),
    "a table gone": (lambda s: _board(s, "gone", "DROP TABLE village_board.declared"), StoreDamaged, True),
    "another encoding": (
        lambda s: s.new_database("plain", "ENCODING 'SQL_ASCII' TEMPLATE template0"),
        ServerUnfit,
        True,
    ),
    "no rights": (lambda s: _board(s, "locked").replace("postgres@", f"{CLERK}@"), StoreUnwritable, True),
}


@pytest.mark.parametrize("case", CASES)
def test_a_database_that_is_no_board_is_one_error_x12(server: Server, case: str) -> None:
    """X12: each has one clear sentence that names the database, with and without `create`, and nothing is changed."""
    # Guard: village_board/store/postgres/schema.py:prepare - the looks before anything is made.
    make, error, with_create = CASES[case]
    url = make(server)
    for create in (False, True) if with_create else (False,):
        with pytest.raises(error) as raised:
            connect(url, collections=(HEARINGS,), create=create)
        assert address_of(url).path in str(raised.value)
        assert raised.value.exit_code == 3


@pytest.mark.parametrize("password", ["geheim-7391", ""])
def test_a_wrong_password_is_said_without_the_password_a30(server: Server, password: str) -> None:
    """A30: no password of a URL stands in a sentence, a path or a representation."""
    # Guard: village_board/store/postgres/connecting.py:address_of - the path is made of server and database alone.
    server.demand_password("guarded", "right-one")
    url = server.url(f"guarded:{password}" if password else "guarded")
    with pytest.raises(LoginRefused) as raised:
        connect(url)
    told = f"{raised.value} {raised.value.__cause__} {address_of(url)!r} {address_of(url).path}"
    assert "password" in told
    assert "geheim" not in told
    assert "guarded" not in address_of(url).path
    with connect(server.url("guarded:right-one").replace("guarded:right-one", "postgres")) as database:
        assert "postgres@" not in database.path


@pytest.mark.parametrize(
    "url", ["postgresql://a:geheim%zz@h/x", "postgresql://a:geheim@h/x?no=1", "mysql://a:geheim@h/x"]
)
def test_a_url_that_cannot_be_read_is_not_repeated_a30(url: str) -> None:
    """A30: a mistyped URL may hold a password, so its sentence shows only how it begins."""
    # Guard: village_board/store/errors.py:StoreUrlUnknown - what stands before the @.
    with pytest.raises(StoreUrlUnknown) as raised:
        connect(url)
    assert "geheim" not in f"{raised.value} {raised.value.__cause__} {raised.value.facts}"


def test_a_full_disk_undoes_the_whole_unit_on_a_server_x10(server: Server) -> None:
    """X10: after the server's "disk full" nothing of the unit stands, and the store goes on."""
    # Guard: village_board/store/postgres/connecting.py:_SENTENCES - DiskFull; engine.py:_fail - `doomed`.
    url = _board(
        server,
        "full_disk",
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = 'full' THEN "
        "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON village_board.docs FOR EACH ROW EXECUTE FUNCTION full_disk()",
    )
    with connect(url, collections=(HEARINGS,)) as database:
        table = database.table("hearings")
        with pytest.raises(StoreFull), database.transaction():  # noqa: PT012 - a unit is several statements
            table.put("h1", {}, expected_rev=0)
            table.put("full", {}, expected_rev=0)
        with pytest.raises(StoreFull):
            table.put("full", {}, expected_rev=0)
        assert len(table) == 0
        table.put("h2", {}, expected_rev=0)


def test_a_village_s_lock_that_is_held_too_long_is_one_sentence_x11(
    on_server: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X11: when another writer of the village does not let go, the act fails whole and says so."""
    # Guard: village_board/store/postgres/connecting.py:_SENTENCES - LockNotAvailable.
    writer = on_server()
    monkeypatch.setattr("village_board.store.postgres.connecting.BUSY_SECONDS", 0)
    database = on_server()
    with writer.transaction():
        for act in (
            lambda: database.table("hearings").put("h1", {}, expected_rev=0),
            lambda: database.table("hearings").insert_multiple([{}]),
        ):
            with pytest.raises(StoreBusy, match="Nothing was saved"):
                act()
    database.table("hearings").put("h1", {}, expected_rev=0)


@pytest.mark.parametrize(
    "body", [{"a": "x\0y"}, {"cost": 5.5}, {"cost": 2**70}, {"a": float("inf")}, {"status": "x" * 9000}]
)
def test_what_the_database_cannot_keep_is_refused_with_its_reason(on_server: Opened, body: dict[str, Any]) -> None:
    """A NUL, a fraction in a field of whole numbers, an infinite number: refused, alone and within a unit."""
    # Guard: village_board/store/postgres/schema.py:_FUNCTIONS - `whole`, which would round.
    database = on_server()
    table = database.table("hearings")
    if body.get("status"):
        body = {"status": "".join(chr(0x4E00 + n * 7 % 20000) for n in range(9000))}
    with pytest.raises(NotStorable, match="Nothing was saved"):
        table.put("h1", body, expected_rev=0)
    with pytest.raises(NotStorable), database.transaction():  # noqa: PT012 - a unit is several statements
        table.put("h2", {}, expected_rev=0)
        table.put("h1", body, expected_rev=0)
    assert len(table) == 0


def test_a_whole_number_written_as_a_fraction_counts(on_server: Opened) -> None:
    """5.0 is 5 to Python, and to the column."""
    table = on_server().table("hearings")
    table.insert({"cost": 5.0})
    assert table.count(Q.cost == 5) == 1


def test_a_field_declared_later_finds_what_was_written_before_on_a_server(server: Server) -> None:
    """A database gains the columns and indexes of collections that it did not know; long names stay apart."""
    # Guard: village_board/store/postgres/schema.py:_declare - the rows that stood there before.
    url = server.new_database("later")
    with connect(url, create=True) as database:
        database.table("hearings").put("h1", {"cost": 5}, expected_rev=0)
    long = "f" * 60
    with connect(url, collections=(HEARINGS, Collection("longer", {f"{long}a": str, f"{long}b": str}))) as database:
        assert database.table("hearings").sums(["cost"]) == {"cost": 5}
        database.table("longer").insert({f"{long}a": "x"})
        assert database.table("longer").count(Q[f"{long}a"] == "x") == 1
        assert database.table("longer").count(Q[f"{long}b"] == "x") == 0


def test_names_of_collections_are_never_read_as_sql(on_server: Opened) -> None:
    """An undeclared collection may have any name."""
    # Guard: village_board/store/postgres/rows.py:_own - quote and percent sign doubled.
    database = on_server()
    for name in ("it's", "100%", "%s", '"', "\\", "村"):
        table = database.table(name)
        table.insert({"a": 1})
        assert (len(table), table.search(Q.a == 1), table.all()) == (1, [{"a": 1}], [{"a": 1}])
    assert len(database.tables()) == 6


# The extra


def test_a_board_on_a_file_never_loads_the_driver(tmp_path: Path) -> None:
    """Who keeps a board in a file pays nothing for the other engine, neither time nor an installation."""
    # Guard: village_board/store/__init__.py:_open_server - its imports stand inside.
    code = (
        "import sys; from village_board.store import connect; connect(sys.argv[1], create=True).close(); "
        "assert not [name for name in sys.modules if 'psycopg' in name or 'postgres' in name]"
    )
    url = f"sqlite:///{tmp_path}/board.db"
    subprocess.run([sys.executable, "-c", code, url], check=True, cwd=Path(__file__).parents[2])


def test_without_the_driver_a_server_s_url_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is not installed: one sentence names it."""
    # Guard: village_board/store/__init__.py:_open_server - DriverMissing.
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissing, match=r"village-board\[postgres\]"):
        connect("postgresql://h/x")


def test_n15_one_sender_a_village_on_whichever_machine(two: tuple[Database, Database]) -> None:
    """N15: a second program of one village is kept out by the server itself; another village's is not."""
    # Guard: village_board/store/postgres/engine.py:single - two homes on one database would both send
    first, other = two
    with first.engine.single("village-bot"), other.engine.single("village-bot"), pytest.raises(AlreadyRunning):
        first.engine.single("village-bot")
    with first.engine.single("village-bot"):
        pass
