"""Queries become SQL: TinyDB's private hash is pinned, indexes serve, the answer is the query's own."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query

from tests.store.conftest import HEARINGS, Opened
from village_board.store import Collection, Database, Table, connect
from village_board.store.compile import BY_SCAN, EVERYTHING, Plan, plan

Q = Query()
FIELDS = HEARINGS.fields


def test_tinydb_still_hashes_queries_as_this_program_reads_them() -> None:
    """The private tuples of the installed TinyDB are those that `plan` reads; look at another version."""
    # Guard: village_board/store/compile.py:_read - a changed tuple would turn every search into a scan.
    assert version("tinydb").split(".")[:2] in (["4", "8"], ["4", "9"])
    assert (Q.cost == 5)._hash == ("==", ("cost",), 5)
    assert [q._hash[0] for q in (Q.cost < 5, Q.cost <= 5, Q.cost > 5, Q.cost >= 5)] == ["<", "<=", ">", ">="]
    assert Q.status.one_of(["a", "b"])._hash == ("one_of", ("status",), ("a", "b"))
    both = (Q.cost == 5) & (Q.status == "a")
    assert both._hash == ("and", frozenset([("==", ("cost",), 5), ("==", ("status",), "a")]))
    assert Q.noop()._hash == ()
    assert Q.status.map(str)._hash is None


@pytest.mark.parametrize(
    ("query", "terms", "exact"),
    [
        (Q.cost == 5, {("cost", "=", 5)}, True),
        ((Q.cost >= 5) & (Q.cost < 9), {("cost", ">=", 5), ("cost", "<", 9)}, True),
        (Q.status.one_of(["a", "b"]), {("status", "IN", ("a", "b"))}, True),
        ((Q.status == "a") & Q.title.search("路"), {("status", "=", "a")}, False),
        (Q.noop() & (Q.status == "a"), {("status", "=", "a")}, True),
        (Q.cost == "5", set(), False),
        (Q.cost == True, set(), False),  # noqa: E712 - the value is the point
        (Q.cost < 5.5, set(), False),
        (Q.cost < 1 << 63, set(), False),
        (Q.status == None, set(), False),  # noqa: E711 - the value is the point
        (Q.status == "\ud800", set(), False),
        (Q.status.one_of(["a", None]), set(), False),
        (Q.status.one_of("ab"), set(), False),
        (Q.title == "a", set(), False),
        (Q.status.deeper == "a", set(), False),
        ((Q.status == "a") | (Q.status == "b"), set(), False),
        (~(Q.status == "a"), set(), False),
        (Q.status != "a", set(), False),
        (Q.status.map(str.upper) == "A", set(), False),
        (lambda document: True, set(), False),
    ],
)
def test_only_comparisons_that_sql_judges_alike_are_handed_down(query: Any, terms: set[Any], exact: bool) -> None:
    """Declared field and operand agree in type, or the query decides by itself."""
    # Guard: village_board/store/compile.py:_operand - `'x' < 5` is an error to Python and an answer to SQL.
    found = plan(query, FIELDS)
    assert (set(found.terms), found.exact) == (terms, exact)


def test_no_query_asks_for_everything_and_an_unknown_one_for_a_scan() -> None:
    """None means all; what cannot be read is scanned."""
    assert plan(None, FIELDS) == EVERYTHING
    assert plan(Q.title.exists(), FIELDS) == BY_SCAN


@pytest.mark.parametrize(
    ("query", "order_by", "index"),
    [
        (Q.status == "open", None, "hearings:s_status"),
        (
            (Q.status == "open") & (Q.held_on > "2026"),
            None,
            "hearings:s_status,s_held_on (village=? AND s_status=? AND",
        ),
        (
            (Q.status == "open") & (Q.cost > 5),
            None,
            "hearings:s_status,i_cost (village=? AND s_status=? AND i_cost>?)",
        ),
        (Q.held_on > "2026", None, "hearings:s_held_on (village=? AND s_held_on>?)"),
        (Q.status == "open", "held_on", "hearings:s_status,s_held_on (village=? AND s_status=?)"),
        (None, "held_on", "hearings:s_held_on (village=?)"),
        (Q.title == "x", None, "hearings:live (village=?)"),
    ],
)
def test_an_index_serves_what_it_can(on_file: Opened, query: Any, order_by: str | None, index: str) -> None:
    """The planner takes the declared index for terms and order, and sorts nothing that lies in order."""
    # Guard: village_board/store/rows.py:_query - INDEXED BY; without it the planner takes the table's key.
    database = on_file()
    # Statistics that speak against every index, as a careless ANALYZE would leave them.
    database.table("hearings").insert_multiple({"status": "open", "held_on": "2026", "cost": 9} for _ in range(50))
    database.engine.write("ANALYZE")
    database = on_file()
    rows = database.table("hearings")._rows
    found = plan(query, FIELDS)
    sql = rows._ordered_sql(found, order_by, False) if order_by else rows._query("body", found)
    steps = database.engine.run(f"EXPLAIN QUERY PLAN {sql}", (*rows._bindings(found), *((1, 0) if order_by else ())))
    assert len(steps) == 1
    assert index in steps[0][3]


def test_sums_are_read_from_the_index_alone(on_file: Opened) -> None:
    """A declared index that holds group and amount serves the sums: no document is read, no JSON parsed."""
    # Guard: village_board/store/rows.py:_choose - `covers`.
    table = on_file().table("hearings")
    table.insert({})
    rows = table._rows
    steps = rows._engine.run(f"EXPLAIN {rows._sums_sql(['cost'], EVERYTHING, 'status')}", rows._bindings(EVERYTHING))
    index = next(step[2] for step in steps if step[1] == "DeferredSeek")
    table = next(step[4] for step in steps if step[1] == "DeferredSeek")
    assert index != table
    assert {step[2] for step in steps if step[1] == "Column"} == {index}
    assert not [step for step in steps if step[1] in ("Function", "PureFunc", "Seek")]


texts = st.text(st.characters(blacklist_categories=("Cs",)), max_size=3) | st.sampled_from(
    ["", "a", "\0", "a\0b", "村", "𠮷"]
)
numbers = st.integers() | st.booleans() | st.integers(-3, 3) | st.just(2**70) | st.just(-(2**63))
anything = st.none() | texts | numbers | st.lists(st.integers(), max_size=2) | st.floats(allow_nan=False)
bodies = st.fixed_dictionaries({}, optional={"s": texts, "n": numbers, "x": anything})


@st.composite
def queries(draw: st.DrawFn) -> Any:
    """Return a query over declared and other fields, with and without what can be handed down."""
    compare = draw(
        st.lists(
            st.one_of(
                st.builds(lambda v: Q.s == v, texts),
                st.builds(lambda v: Q.s >= v, texts),
                st.builds(lambda v: Q.s < v, texts),
                st.builds(lambda v: Q.n == v, numbers),
                st.builds(lambda v: Q.n > v, numbers),
                st.builds(lambda v: Q.n <= v, numbers),
                st.builds(Q.s.one_of, st.lists(texts, max_size=3)),
                st.builds(Q.n.one_of, st.lists(numbers, max_size=3)),
                st.builds(lambda v: Q.x == v, anything),
                st.builds(lambda v: Q.n != v, numbers),
                st.builds(lambda v: ~(Q.s == v), texts),
                st.builds(lambda v, w: (Q.s == v) | (Q.n == w), texts, numbers),
                st.just(Q.noop()),
            ),
            min_size=1,
            max_size=3,
        )
    )
    query = compare[0]
    for further in compare[1:]:
        query &= further
    return query


@pytest.fixture(scope="module")
def mixed() -> Iterator[Database]:
    """Return a store whose one collection declares `s` and `n`."""
    declared = Collection("mixed", {"s": str, "n": int}, (("s", "n"), ("n",)))
    with connect("memory:", collections=(declared,)) as database:
        yield database


@settings(max_examples=300, deadline=None)
@given(st.lists(bodies, max_size=8), queries())
def test_handing_down_changes_no_answer(mixed: Database, documents: list[dict[str, Any]], query: Any) -> None:
    """Search, get, count, contains and pages give just what the query says of each document, in order."""
    # Guard: village_board/store/schema.py:_column_sql - a column that holds what Python does not compare.
    answers_as_the_query_says(mixed.table("mixed"), documents, query)
    assert isinstance(plan(query, {"s": str, "n": int}), Plan)


def answers_as_the_query_says(table: Table, documents: list[dict[str, Any]], query: Any) -> None:
    """Write `documents` into an empty table and ask for them in every way."""
    table.truncate()
    table.insert_multiple(documents)
    wanted = [document for document in documents if query(document)]
    assert table.search(query) == wanted
    assert table.get(query) == (wanted[0] if wanted else None)
    assert (table.count(query), table.contains(query)) == (len(wanted), bool(wanted))
    assert table.page(query, limit=2, offset=1) == wanted[1:3]
    by_number = table.page(query, order_by="n", limit=99)
    # An engine may keep the values and neither the order of the keys nor the sign of a zero.
    assert len(by_number) == len(wanted)
    assert all(by_number.count(document) == wanted.count(document) for document in wanted)
