"""Units of work: all of it or nothing, over tables, search rows and threads; and the change signal."""

# A unit of work that fails is several statements.
# ruff: noqa: PT012

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.conftest import Opened
from tests.store.crash import in_another_process
from village_board.store import Database, Document, RevisionConflict, connect
from village_board.store.errors import StoreBusy, StoreFull, WorkUndone


class Stop(Exception):
    """Leaves a block."""


def test_several_tables_and_search_are_committed_together(opened: Opened) -> None:
    """Rows of two tables and a search row are there after the commit."""
    database = opened()
    with database.transaction():
        database.table("hearings").put("h1", {}, expected_rev=0)
        database.table("entries").put("e1", {}, expected_rev=0)
        database.index("hearings", "h1", date(2026, 1, 1), "修路")
    assert (len(database.table("hearings")), len(database.table("entries"))) == (1, 1)
    assert [hit.id for hit in database.search(["修路"])] == ["h1"]


def test_a_failure_undoes_everything_in_the_block(opened: Opened) -> None:
    """Whatever leaves the block by an exception leaves no trace: rows, removals, search rows, revisions."""
    # Guard: village_board/store/sqlite.py:_Transaction.__exit__ - its rollback.
    database = opened()
    hearings = database.table("hearings")
    hearings.put("h1", {"n": 1}, expected_rev=0)
    database.index("hearings", "h1", None, "鱼塘")
    with pytest.raises(Stop), database.transaction():
        hearings.put("h1", {"n": 2}, expected_rev=1)
        hearings.remove(doc_ids=["h1"])
        database.table("entries").insert_multiple([{}, {}])
        database.index("entries", "e1", None, "鱼塘")
        raise Stop
    assert (hearings.get(doc_id="h1"), hearings.get(doc_id="h1").rev) == ({"n": 1}, 1)
    assert len(database.table("entries")) == 0
    assert [hit.id for hit in database.search(["鱼塘"])] == ["h1"]


def test_an_inner_block_joins_the_outer_one(opened: Opened) -> None:
    """Nothing of an inner block stands before the outer commits, and the outer's failure undoes it."""
    database = opened()
    with pytest.raises(Stop), database.transaction():
        with database.transaction():
            database.table("hearings").put("h1", {}, expected_rev=0)
        raise Stop
    assert len(database.table("hearings")) == 0


def test_a_failed_inner_block_cannot_be_committed_around(opened: Opened) -> None:
    """Whoever catches an inner failure still cannot commit half of the work."""
    # Guard: village_board/store/sqlite.py:_Transaction.__exit__ - `doomed`.
    database = opened()
    hearings = database.table("hearings")
    with pytest.raises(WorkUndone), database.transaction():
        with pytest.raises(Stop), database.transaction():
            hearings.put("h1", {}, expected_rev=0)
            raise Stop
        with pytest.raises(WorkUndone):
            hearings.put("h2", {}, expected_rev=0)
    assert len(hearings) == 0
    hearings.put("h3", {}, expected_rev=0)


def test_a_refused_put_may_be_answered_inside_the_block(opened: Opened) -> None:
    """A revision conflict writes nothing, so the block can go on and commit."""
    database = opened()
    hearings = database.table("hearings")
    hearings.put("h1", {}, expected_rev=0)
    with database.transaction():
        with pytest.raises(RevisionConflict):
            hearings.put("h1", {}, expected_rev=0)
        hearings.put("h2", {}, expected_rev=0)
    assert len(hearings) == 2


def test_several_documents_are_inserted_all_or_none(opened: Opened) -> None:
    """One id that was given before keeps the whole list out."""
    table = opened().table("hearings")
    table.insert(Document({}, "h3"))
    with pytest.raises(ValueError, match="h3 already exists"):
        table.insert_multiple([Document({}, "h1"), Document({}, "h2"), Document({}, "h3")])
    assert [document.doc_id for document in table] == ["h3"]


def test_reading_holds_one_state_while_others_commit(shared: Opened) -> None:
    """Inside `reading` two reads agree, whatever is committed between; afterwards the new state shows."""
    # Guard: village_board/store/sqlite.py:_Snapshot.__enter__ - its BEGIN and first read.
    reader, writer = shared(), shared()
    with reader.reading():
        writer.table("hearings").put("h1", {}, expected_rev=0)
        assert len(reader.table("hearings")) == 0
        with reader.reading():
            assert reader.table("hearings").get(doc_id="h1") is None
        assert len(reader.table("hearings")) == 0
    assert len(reader.table("hearings")) == 1


def test_nothing_is_written_inside_reading(opened: Opened) -> None:
    """A write in a snapshot is a mistake in the program and is refused, not lost at the end of the block."""
    # Guard: village_board/store/sqlite.py:write - the refusal; the snapshot's end would roll the write back.
    database = opened()
    with database.reading():
        with pytest.raises(RuntimeError, match="inside reading"):
            database.table("hearings").put("h1", {}, expected_rev=0)
        with pytest.raises(RuntimeError, match="inside reading"), database.transaction():
            pass
    with database.transaction(), database.reading():
        database.table("hearings").put("h1", {}, expected_rev=0)
    assert len(database.table("hearings")) == 1


def test_every_commit_changes_the_version_and_nothing_else_does(opened: Opened) -> None:
    """The signal moves at a put and at a transaction's end, and stands still while only reading."""
    # Guard: village_board/store/sqlite.py:version - its own connection; one that writes misses its commits.
    database = opened()
    table = database.table("hearings")
    before = database.version()
    table.put("h1", {}, expected_rev=0)
    after = database.version()
    assert after != before
    assert (table.get(doc_id="h1"), len(table), database.version()) == ({}, 1, after)
    with database.transaction():
        table.put("h2", {}, expected_rev=0)
        table.remove(doc_ids=["h1"])
    assert database.version() != after


def test_another_process_commit_changes_the_version_even_while_reading(shared: Opened) -> None:
    """The signal sees another process's commit, also while this thread holds a snapshot open."""
    database = shared()
    before = database.version()
    with database.reading():
        in_another_process(shared.url, "p", 1, shared.village())
        assert database.version() != before
        assert len(database.table("papers")) == 0
    assert len(database.table("papers")) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.lists(st.sampled_from(["a", "b", "c"]), max_size=4)), max_size=6))
def test_only_whole_units_of_work_are_ever_seen(units: list[tuple[bool, list[str]]]) -> None:
    """Over random units, some failing, three tables hold what the units wrote that ended well."""
    with connect("memory:") as database:
        expected = dict.fromkeys("abc", 0)
        for good, names in units:
            try:
                with database.transaction():
                    for name in names:
                        database.table(name).insert({})
                    if not good:
                        raise Stop  # noqa: TRY301 - what is tested
            except Stop:
                continue
            for name in names:
                expected[name] += 1
        assert {name: len(database.table(name)) for name in "abc"} == expected


def test_threads_write_and_read_at_once_and_lose_nothing(opened: Opened) -> None:
    """Eight threads each count up one document a hundred times under transactions: 800 in the end."""
    # Guard: village_board/store/sqlite.py:session - one connection a thread (a shared one refuses threads).
    database = opened()
    counters = database.table("counters")
    counters.put("c", {"n": 0}, expected_rev=0)

    def count_up() -> None:
        for _ in range(100):
            with database.transaction():
                found = counters.get(doc_id="c")
                counters.put("c", {"n": found["n"] + 1}, expected_rev=found.rev)
            assert counters.get(doc_id="c")["n"] > 0

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(count_up) for _ in range(8)]:
            done.result()
    assert counters.get(doc_id="c") == {"n": 800}


def test_the_connection_of_a_finished_thread_is_closed(shared: Opened) -> None:
    """A thousand short threads do not leave a thousand open files."""
    # Guard: village_board/store/sqlite.py:_open - sessions held weakly.
    database = shared()
    for _ in range(20):
        thread = threading.Thread(target=lambda: len(database.table("hearings")))
        thread.start()
        thread.join()
    gc.collect()
    assert len(database.engine._sessions) == 1


def test_a_closed_store_says_so(opened: Opened) -> None:
    """After `close` nothing opens the store again behind the program's back."""
    database = opened()
    database.close()
    for act in (lambda: len(database.table("hearings")), database.version):
        with pytest.raises(RuntimeError, match="closed"):
            act()


def test_a_full_disk_undoes_the_whole_unit_and_the_store_goes_on_x10(in_sqlite: Opened) -> None:
    """X10: after SQLITE_FULL nothing of the transaction stands, and later writes in it are refused."""
    # Guard: village_board/store/sqlite.py:write - `doomed`; without it later writes commit singly.
    database = in_sqlite()
    table = database.table("hearings")
    table.put("h1", {"n": 1}, expected_rev=0)
    connection = database.engine.session().connection
    pages = connection.execute("PRAGMA page_count").fetchall()[0][0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    with pytest.raises(StoreFull), database.transaction():
        table.put("h1", {"n": 2}, expected_rev=1)
        try:
            table.put("h2", {"text": "满" * 100_000}, expected_rev=0)
        except StoreFull:
            with pytest.raises(WorkUndone):
                table.put("h3", {}, expected_rev=0)
            raise
    connection.execute("PRAGMA max_page_count = 100000").fetchall()
    assert [(document.doc_id, document["n"]) for document in table] == [("h1", 1)]
    table.put("h4", {}, expected_rev=0)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_lock_that_is_held_too_long_is_one_sentence_x11(on_file: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """X11: when another writer does not let go, the act fails whole and says so."""
    # Guard: village_board/store/sqlite.py:explain - busy.
    monkeypatch.setattr("village_board.store.sqlite.BUSY_SECONDS", 0)
    database = on_file()
    other = apsw.Connection(database.path)
    other.execute("BEGIN IMMEDIATE")
    for act in (lambda: _begin(database), lambda: database.table("hearings").put("h1", {}, expected_rev=0)):
        with pytest.raises(StoreBusy, match="Nothing was saved"):
            act()
    other.execute("ROLLBACK")
    other.close()
    database.table("hearings").put("h1", {}, expected_rev=0)


def _begin(database: Database) -> None:
    with database.transaction():
        pass
