"""In SQLite a collection has a table of its own, which its first document makes."""

# A unit of work that fails is several statements.
# ruff: noqa: PT012

from __future__ import annotations

import apsw
import pytest
from tinydb import Query

from tests.store.conftest import HEARINGS, Opened
from village_board.kinds import COLLECTIONS
from village_board.store import Collection, Document, connect, schema

Q = Query()


class Stop(Exception):
    """Leaves a block."""


def test_what_nobody_wrote_to_answers_as_empty(opened: Opened) -> None:
    """Every way to read a collection without documents answers, declared or not, and makes nothing."""
    # Guard: village_board/store/rows.py:SqliteRows._run - a query over a kind without records is a traceback.
    database = opened()
    for name in ("hearings", "papers"):
        table = database.table(name)
        assert (table.get(doc_id="h1"), table.all(), len(table), table.search(Q.status == "x")) == (None, [], 0, [])
        assert (table.ever("h1"), table.given(["h1"]), table.get(doc_ids=["h1"])) == (False, set(), [])
        assert table.update({"a": 1}) == table.remove(Q.status == "x") == table.remove(doc_ids=["h1"]) == []
        table.truncate()
    hearings = database.table("hearings")
    assert hearings.page(Q.status == "open", order_by="held_on", limit=9) == []
    assert (hearings.sums(["cost"]), hearings.sums(["cost"], by="status")) == ({"cost": 0}, {})
    assert (list(database.every("hearings")), database.tables(), database.engine.given()) == ([], set(), set())


def test_a_row_costs_no_more_where_there_are_more_kinds() -> None:
    """A write opens the table of its collection and that collection's indexes, and no other."""
    # Guard: village_board/store/schema.py - one table of all kinds: each row asked 138 indexes whether they want it.
    with connect("memory:", collections=COLLECTIONS) as database:
        for collection in COLLECTIONS:
            database.table(collection.name).put("a", {}, expected_rev=0)
        vouchers = COLLECTIONS.get("vouchers")
        assert vouchers is not None
        rows = database.table("vouchers")._rows
        steps = database.engine.run(f"EXPLAIN {rows._insert_all}", ("village", "v", "{}"))
        # The table, its key, its live rows, and what it declares.
        assert sum(step[1] == "OpenWrite" for step in steps) == 3 + len(vouchers.indexes)


def test_a_handle_opened_before_sees_a_table_that_another_makes(shared: Opened) -> None:
    """Whoever found a collection empty finds what another wrote to it since, through its index too."""
    # Guard: village_board/store/sqlite.py:ready - "there is no table" kept as if it were for ever.
    one, other = shared(), shared()
    assert len(one.table("hearings")) == 0
    other.table("hearings").put("h1", {"status": "open"}, expected_rev=0)
    assert [document.doc_id for document in one.table("hearings").search(Q.status == "open")] == ["h1"]
    one.table("hearings").put("h2", {"status": "open"}, expected_rev=0)
    assert other.table("hearings").count(Q.status == "open") == 2


def test_a_table_made_in_work_that_failed_is_made_again(opened: Opened) -> None:
    """The first document of a collection is undone with its table; then the next first one makes it."""
    # Guard: village_board/store/sqlite.py:Session.roll_back - the session goes on to think that the table stands.
    database = opened()
    for _ in range(2):
        with pytest.raises(Stop), database.transaction():
            database.table("hearings").put("h1", {"status": "open"}, expected_rev=0)
            assert database.table("hearings").count(Q.status == "open") == 1
            raise Stop
        assert database.table("hearings").count(Q.status == "open") == 0
    database.table("hearings").put("h1", {"status": "open"}, expected_rev=0)
    assert database.table("hearings").count(Q.status == "open") == 1


def test_a_table_is_made_while_a_walk_is_open(opened: Opened) -> None:
    """A first document of a kind may be written inside a loop over another kind."""
    database = opened()
    database.table("hearings").insert_multiple({"n": n, "status": "open"} for n in range(700))
    with database.transaction():
        for at, document in enumerate(database.table("hearings")):
            database.table(f"made{at % 3}").put(document.doc_id, {}, expected_rev=0)
    assert sum(len(database.table(f"made{n}")) for n in range(3)) == 700


def test_columns_that_another_program_left_out_are_added(on_file: Opened) -> None:
    """A table made by a program that declares nothing gets columns and indexes at the first question that needs them.

    The handle that asks was opened before the table was there.
    """
    # Guard: village_board/store/sqlite.py:ready - `lacking`; the query names an index that nobody made.
    one, bare = on_file(), on_file(collections=())
    bare.table("hearings").put("h1", {"status": "open"}, expected_rev=0)
    assert one.table("hearings").count(Q.status == "open") == 1


def test_an_open_adds_what_a_newer_program_declares(on_file: Opened) -> None:
    """A field that a collection declares since then is served at the next opening, over the documents of before."""
    # Guard: village_board/store/schema.py:declare
    old = on_file(collections=(Collection("hearings"),))
    old.table("hearings").put("h1", {"status": "open", "cost": 5}, expected_rev=0)
    old.close()
    new = on_file()
    connection = apsw.Connection(new.path)
    assert schema.lacking(connection, HEARINGS) == []
    connection.close()
    assert new.table("hearings").sums(["cost"], by="status") == {"open": {"cost": 5}}


def test_names_that_differ_in_capitals_are_different_collections(opened: Opened) -> None:
    """TinyDB's table names may be any text; none meets another's documents or the store's own tables."""
    # Guard: village_board/store/schema.py:table_name - SQLite takes A for a.
    database = opened(collections=())
    names = ["a", "A", "村", "meta", "plain", "docs", "a:docs", 'a"b', "a'b", "sqlite_a", "", "%"]
    for name in names:
        database.table(name).insert(Document({"name": name}, "d1"))
    assert database.tables() == database.engine.given() == set(names)
    assert [database.table(name).all() for name in names] == [[{"name": name}] for name in names]


def test_the_size_of_a_collection_needs_nothing_that_it_declares(opened: Opened) -> None:
    """Live documents are counted, of declared collections, others, plain ones, and those that nobody wrote to."""
    # Guard: village_board/store/sqlite.py:size - a removed document is counted, or a plain collection is not.
    database = opened(collections=(HEARINGS, Collection("log", plain=True)))
    for name in ("hearings", "papers", "log"):
        assert database.size(name) == 0
        database.table(name).insert_multiple(Document({}, f"d{n}") for n in range(3))
        database.table(name).remove(doc_ids=["d1"])
        assert database.size(name) == len(database.table(name)) == 2
