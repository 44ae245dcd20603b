"""What a board needs beside TinyDB's operations: revisions, ids, pages, sums."""

from __future__ import annotations

from datetime import date

import pytest
from tinydb import Query

from tests.store.conftest import Opened
from village_board.store import Document, RevisionConflict

Q = Query()
PAPERS = [
    {"status": "open", "held_on": "2026-03-01", "cost": 300},
    {"status": "open", "held_on": "2026-01-01", "cost": 100},
    {"status": "done", "held_on": "2026-02-01", "cost": 200},
    {"status": "done"},
]


def test_each_put_raises_the_revision_and_get_shows_it(opened: Opened) -> None:
    """A document starts at revision 1 and has one more after each change, whoever asks for it."""
    # Guard: village_board/store/rows.py:replace - without it the second of two writers is not noticed.
    table = opened().table("hearings")
    assert table.put("h1", {"title": "修路"}, expected_rev=0) == 1
    assert table.put("h1", {"title": "修桥"}, expected_rev=1) == 2
    found = table.get(doc_id="h1")
    assert (found, found.doc_id, found.rev) == ({"title": "修桥"}, "h1", 2)
    assert [document.rev for document in table.all()] == [2]


def test_the_second_of_two_writers_is_refused_and_changes_nothing_a16(opened: Opened) -> None:
    """A16: who read revision 1 cannot write over revision 2, and learns which revision stands."""
    # Guard: village_board/store/table.py:put - the conflict, without which the first writer's change is lost.
    table = opened().table("hearings")
    table.put("h1", {"n": 1}, expected_rev=0)
    table.put("h1", {"n": 2}, expected_rev=1)
    with pytest.raises(RevisionConflict) as refused:
        table.put("h1", {"n": 3}, expected_rev=1)
    assert (refused.value.collection, refused.value.id) == ("hearings", "h1")
    assert (refused.value.expected, refused.value.found) == (1, 2)
    assert table.get(doc_id="h1") == {"n": 2}


@pytest.mark.parametrize("expected", [0, 1, 2])
def test_an_id_is_never_given_twice_even_after_its_document_is_gone(opened: Opened, expected: int) -> None:
    """A removed document leaves a tombstone: no put and no insert brings its id back."""
    # Guard: village_board/store/rows.py:_remove - a DELETE in place of the tombstone frees the id.
    table = opened().table("hearings")
    table.put("h1", {"n": 1}, expected_rev=0)
    assert table.remove(doc_ids=["h1"]) == ["h1"]
    assert table.get(doc_id="h1") is None
    assert table.ever("h1")
    assert not table.ever("h2")
    with pytest.raises(RevisionConflict):
        table.put("h1", {"n": 2}, expected_rev=expected)
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"n": 2}, "h1"))
    assert len(table) == 0


@pytest.mark.parametrize("empty", ["truncate", "drop_table", "drop_tables"])
def test_emptying_a_table_keeps_its_ids_given(opened: Opened, empty: str) -> None:
    """Truncating and dropping remove the documents, not the memory of their ids."""
    # Guard: village_board/store/rows.py:clear - the tombstones of a whole table.
    database = opened()
    database.table("hearings").put("h1", {}, expected_rev=0)
    {
        "truncate": lambda: database.table("hearings").truncate(),
        "drop_table": lambda: database.drop_table("hearings"),
        "drop_tables": database.drop_tables,
    }[empty]()
    assert database.tables() == set()
    assert database.table("hearings").ever("h1")


def test_insert_gives_a_new_opaque_id(opened: Opened) -> None:
    """A document without an id gets a random one of the board's shape."""
    ids = opened().table("hearings").insert_multiple([{} for _ in range(50)])
    assert len(set(ids)) == 50
    assert all(doc_id[0] == "x" and len(doc_id) == 8 for doc_id in ids)


def test_a_page_comes_in_the_order_of_a_field_then_of_insertion(opened: Opened) -> None:
    """Pages follow a declared field either way; absent values count as the lowest."""
    # Guard: village_board/store/rows.py:_ordered_sql - its ORDER BY, without which pages shuffle.
    table = opened().table("hearings")
    table.insert_multiple(PAPERS)

    def dates(**page: object) -> list[str | None]:
        return [document.get("held_on") for document in table.page(order_by="held_on", **page)]

    assert dates(limit=2) == [None, "2026-01-01"]
    assert dates(limit=2, offset=2) == ["2026-02-01", "2026-03-01"]
    assert dates(limit=9, descending=True) == ["2026-03-01", "2026-02-01", "2026-01-01", None]
    assert dates(limit=9, query=Q.status == "open") == ["2026-01-01", "2026-03-01"]
    # A query that no index can decide is paged as exactly.
    assert dates(limit=1, offset=1, query=Q.status.test(lambda s: s == "open")) == ["2026-03-01"]
    assert [d["status"] for d in table.page(limit=3)] == ["open", "open", "done"]


def test_a_page_by_an_undeclared_field_is_refused(opened: Opened) -> None:
    """Ordering needs a declared field; a mistake in the program does not become a full sort."""
    with pytest.raises(ValueError, match="title"):
        opened().table("hearings").page(order_by="title", limit=1)


def test_sums_add_declared_integers_by_group(opened: Opened) -> None:
    """Sums are of all, of a query, or of each value of a field; an absent amount counts as 0."""
    # Guard: village_board/store/table.py:sums - the branch for queries that the engine cannot decide.
    table = opened().table("hearings")
    assert table.sums(["cost"]) == {"cost": 0}
    table.insert_multiple(PAPERS)
    assert table.sums(["cost"]) == {"cost": 600}
    assert table.sums(["cost"], by="status") == {"open": {"cost": 400}, "done": {"cost": 200}}
    assert table.sums(["cost"], Q.held_on >= "2026-02-01", by="status") == {
        "open": {"cost": 300},
        "done": {"cost": 200},
    }
    assert table.sums(["cost"], Q.held_on.search("01-01")) == {"cost": 100}
    with pytest.raises(ValueError, match="status"):
        table.sums(["status"])


def test_a_null_is_in_no_range_and_raises_nothing(opened: Opened) -> None:
    """An open date (null) is left out of comparisons, where stock TinyDB would fail with a TypeError."""
    # Guard: village_board/store/schema.py:_column_sql - the cases by type.
    table = opened().table("hearings")
    table.insert_multiple([{"held_on": None}, {"held_on": 7}, {"held_on": "2026-01-01"}])
    assert [d["held_on"] for d in table.search(Q.held_on <= "2026-12-31")] == ["2026-01-01"]
    assert table.count(Q.held_on > "") == 1


def test_villages_never_see_each_other(shared: Opened) -> None:
    """Two villages in one store have their own documents, ids, sums and search."""
    # Guard: village_board/store/rows.py:_live - `village = ?`.
    east, west = shared(village="east"), shared(village="west")
    east.table("hearings").put("h1", {"status": "open", "cost": 5}, expected_rev=0)
    east.index("hearings", "h1", date(2026, 1, 1), "修路")
    assert west.table("hearings").get(doc_id="h1") is None
    assert (len(west.table("hearings")), west.tables()) == (0, set())
    assert west.table("hearings").sums(["cost"]) == {"cost": 0}
    assert west.search(["修路"]) == west.search(["修路"], collections=["hearings"]) == []
    assert not west.table("hearings").ever("h1")


def test_what_json_cannot_say_is_refused_before_anything_is_written(opened: Opened) -> None:
    """A body that JSON cannot hold raises, and the documents beside it are not written either."""
    table = opened().table("hearings")
    with pytest.raises(TypeError):
        table.insert_multiple([{"ok": 1}, {"day": date(2026, 1, 1)}])
    assert len(table) == 0


def test_a_loop_may_change_the_table_it_walks(opened: Opened) -> None:
    """Walking a table while removing from it and adding to it ends, and meets each document once."""
    # Guard: village_board/store/table.py:__iter__ - `until`; without it the walk never ends.
    table = opened().table("hearings")
    table.insert_multiple({"n": n} for n in range(1200))
    met = []
    for document in table:
        met.append(document["n"])
        table.remove(doc_ids=[document.doc_id])
        table.insert({"n": -1})
    assert met == list(range(1200))
    assert len(table) == 1200


def test_the_default_table_answers_for_the_database(opened: Opened) -> None:
    """As with TinyDB: operations of the database itself are those of its default table."""
    database = opened()
    doc_id = database.insert({"a": 1})
    assert database.search(Q.a == 1) == database.all() == [{"a": 1}]
    assert (len(database), database.get(doc_id=doc_id)) == (1, {"a": 1})
    assert database.tables() == {"_default"}


def test_the_whole_can_be_read_and_written_as_tinydb_does(opened: Opened) -> None:
    """The storage reads all tables as TinyDB's dict and writes back only what differs."""
    # Guard: village_board/store/documents.py:RowStorage.write - without its comparison every revision rises.
    database = opened()
    database.table("a").put("a1", {"n": 1}, expected_rev=0)
    database.table("a").put("a2", {"n": 2}, expected_rev=0)
    whole = database.storage.read()
    assert whole == {"a": {"a1": {"n": 1}, "a2": {"n": 2}}}
    del whole["a"]["a2"]
    database.storage.write(whole | {"b": {"b1": {"n": 3}}})
    assert database.storage.read() == {"a": {"a1": {"n": 1}}, "b": {"b1": {"n": 3}}}
    assert database.table("a").get(doc_id="a1").rev == 1
