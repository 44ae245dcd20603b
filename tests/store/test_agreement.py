"""Operation by operation, the store does what stock TinyDB does (ids=int counts as TinyDB counts)."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB
from tinydb import operations as change
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from tests.store.conftest import Opened
from village_board.store import Collection, connect, sqlite_url

Q = Query()
DECLARED = Collection("t", {"a": int, "b": str}, (("a",), ("b", "a")))

numbers = st.integers(-3, 3)
words = st.sampled_from(["", "x", "村", "村民"])
bodies = st.fixed_dictionaries(
    {},
    optional={
        "a": numbers,
        "b": words,
        "c": st.none() | numbers | st.lists(words, max_size=2),
        "d": st.just({"e": 1}),
    },
)
conditions = st.one_of(
    st.builds(lambda v: Q.a == v, numbers),
    st.builds(lambda v: Q.a >= v, numbers),
    st.builds(lambda v, w: (Q.a < v) & (Q.b == w), numbers, words),
    st.builds(Q.b.one_of, st.lists(words, max_size=2)),
    st.builds(lambda v: (Q.c == v) | (Q.a == 1), numbers),
    st.builds(Q.c.any, st.lists(words, max_size=2)),
    st.builds(lambda v: ~(Q.b.search(v)), words),
    st.just(Q.d.e == 1),
    st.just(Q.fragment({"a": 1})),
    st.just(Q.c.exists()),
)
ids = st.integers(1, 12)
some_ids = st.lists(ids, max_size=4, unique=True)
changes = st.one_of(
    bodies,
    st.just(change.set("a", 2)),
    st.builds(lambda w: change.set("b", w), words),
    st.just(_drop := (lambda d: d.pop("c", None))),
)

inserts = st.one_of(
    st.tuples(st.just("insert"), bodies),
    st.tuples(st.just("insert"), st.builds(Document, bodies, ids)),
    st.tuples(st.just("insert_multiple"), st.lists(bodies, max_size=3)),
)
writes = st.one_of(
    st.tuples(st.just("update"), changes, conditions),
    st.tuples(st.just("update"), changes, st.none(), some_ids),
    st.tuples(st.just("update"), changes),
    st.tuples(st.just("update_multiple"), st.lists(st.tuples(changes, conditions), max_size=3)),
    st.tuples(st.just("upsert"), bodies, conditions),
    st.tuples(st.just("upsert"), st.builds(Document, bodies, ids)),
    st.tuples(st.just("remove"), conditions),
    st.tuples(st.just("remove"), st.none(), some_ids),
    st.tuples(st.just("truncate")),
)
reads = st.one_of(
    st.tuples(st.just("search"), conditions),
    st.tuples(st.just("get"), conditions),
    st.tuples(st.just("get"), st.none(), ids),
    st.tuples(st.just("get"), st.none(), st.none(), some_ids),
    st.tuples(st.just("contains"), conditions),
    st.tuples(st.just("contains"), st.none(), ids),
    st.tuples(st.just("count"), conditions),
    st.tuples(st.just("all")),
    st.tuples(st.just("__len__")),
)
refused = st.sampled_from([("remove",), ("get",), ("contains",), ("upsert", {"a": 1}), ("insert", [1])])
operations = st.one_of(inserts, inserts, writes, reads, refused)


def _do(table: Table, name: str, arguments: tuple[Any, ...]) -> Any:
    try:
        answer = getattr(table, name)(*arguments)
    except (ValueError, RuntimeError) as error:
        return type(error)
    return _with_ids(answer)


def _with_ids(answer: Any) -> Any:
    if isinstance(answer, Document):
        return answer.doc_id, dict(answer)
    return [_with_ids(item) for item in answer] if isinstance(answer, list) else answer


@settings(max_examples=200, deadline=None)
@given(st.lists(operations, max_size=20))
@pytest.mark.parametrize("declared", [(), (DECLARED,)], ids=["undeclared", "declared"])
def test_every_documented_operation_answers_as_stock_tinydb(declared: tuple[Collection, ...], steps: list[Any]) -> None:
    """The same operations on stock TinyDB and here give the same answers, errors, ids and documents."""
    # Guard: village_board/store/table.py:Table - any operation that departs from TinyDB's documents.
    with TinyDB(storage=MemoryStorage) as stock, connect("memory:", ids=int, collections=declared) as ours:
        agree(stock.table("t"), ours.table("t"), steps)


def agree(stock: Table, ours: Table, steps: list[Any]) -> None:
    """Do the same on both and compare every answer, and what is there in the end."""
    for name, *given_ in steps:
        arguments = tuple(given_)
        expected = _do(stock, name, arguments)
        assert _do(ours, name, arguments) == expected, (name, arguments)
    assert _with_ids(ours.all()) == _with_ids(stock.all())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), operations), max_size=20))
def test_two_handles_at_once_answer_as_one_stock_tinydb(steps: list[tuple[bool, Any]]) -> None:
    """Whichever of two handles on one file an operation goes through, the answer is stock TinyDB's."""
    # Guard: village_board/store/table.py:Table - a cached query, id or count would be the other handle's past.
    with tempfile.TemporaryDirectory() as folder, TinyDB(storage=MemoryStorage) as stock:
        url = sqlite_url(Path(folder) / "board.db")
        with connect(url, ids=int, collections=(DECLARED,), create=True) as one, connect(url, ids=int) as other:
            tables = (one.table("t"), other.table("t"))
            for through_other, (name, *given_) in steps:
                arguments = tuple(given_)
                expected = _do(stock.table("t"), name, arguments)
                assert _do(tables[through_other], name, arguments) == expected, (name, arguments)
            for table in tables:
                assert _with_ids(table.all()) == _with_ids(stock.table("t").all())


def test_counted_ids_go_on_where_the_other_handle_stopped(shared: Opened) -> None:
    """The next number is the store's: a removed highest one is not given again, and a truncated table begins at 1."""
    # Guard: village_board/store/table.py:_next_number - a count kept in one handle is the other handle's past.
    one, other = (shared(ids=int).table("t") for _ in range(2))
    assert [one.insert({}), other.insert({}), one.insert({})] == [1, 2, 3]
    one.remove(doc_ids=[3])
    assert other.insert({}) == 4
    one.truncate()
    assert [other.insert({}), one.insert({})] == [1, 2]
    other.insert(Document({}, 9))
    assert one.insert({}) == 10
