"""The store on PostgreSQL against plain psycopg on the same table, and its search; both as an account under RLS."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from itertools import cycle
from statistics import median
from typing import Any

import psycopg
from tinydb import Query

from tests.bench.pairs import Row, alternate, seconds, timed
from tests.bench.raw import DECLARED, decode, document, encode
from tests.bench.store import SEARCH_WORDS, paper
from tests.store.conftest import declare
from tests.store.server import CLERK, Server
from village_board.store import Collection, connect
from village_board.store.postgres import schema

_Q = Query()
_SIZE, _PAPERS = 10_000, 100_000
_VILLAGE, _COUNT = "bench", 25
_BARS = {"median": 0.005, "worst": 0.060}


class Plain:
    """What a programmer would write straight on psycopg, on the store's own table."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        self._connection.execute("SET search_path = village_board")
        self._connection.execute(f"SET village_board.village = '{_VILLAGE}'")

    def insert(self, doc_id: str, body: dict[str, Any]) -> None:
        self._connection.execute(
            "INSERT INTO docs (village, coll, id, rev, body) VALUES (%s, 'vouchers', %s, 1, %s)",
            (_VILLAGE, doc_id, encode(body)),
        )

    def get(self, doc_id: str) -> dict[str, Any]:
        found = self._connection.execute(
            "SELECT rev, body::text FROM docs WHERE village = %s AND coll = 'vouchers' AND id = %s", (_VILLAGE, doc_id)
        ).fetchone()
        assert found is not None
        return dict(decode(found[1])[0])

    def equal(self, number: str) -> list[dict[str, Any]]:
        found = self._connection.execute(
            "SELECT id, rev, body::text FROM docs WHERE village = %s AND coll = 'vouchers' AND body IS NOT NULL "
            'AND "vouchers.number:str" = %s',
            (_VILLAGE, number),
        )
        return [decode(body)[0] for _, _, body in found]

    def close(self) -> None:
        self._connection.close()


def rows() -> Iterator[Row]:
    """Take the figures of the store on a durable server."""
    # Client and server on one core: else a connection whose two ends happen to share a core is twice as fast as one
    # whose ends do not, and the figure would be the scheduler's.
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    server = Server(durable=True)
    try:
        declare(server, DECLARED, Collection("items"))
        yield from _against_plain(server)
        yield from _search(server)
    finally:
        server.remove()
        os.sched_setaffinity(0, cores)


def _against_plain(server: Server) -> Iterator[Row]:
    url = server.url(CLERK)
    with connect(url, village=_VILLAGE, collections=(DECLARED,)) as database, closing(Plain(url)) as plain:
        table = database.table(DECLARED.name)
        with database.transaction():
            for serial in range(_SIZE):
                table.put(f"v{serial:07d}", document(serial), expected_rev=0)
        _as_owner(server, "VACUUM ANALYZE docs")
        new, plain_new = _new("n"), _new("p")
        timing = alternate(
            lambda: table.put(*next(new), expected_rev=0),
            lambda: plain.insert(*next(plain_new)),
            pairs=_COUNT,
            calls=40,
        )
        yield timing.row("durable insert, PostgreSQL, 10k documents, against plain psycopg", 2.0)
        dice = random.Random(1)
        serials = [dice.randrange(_SIZE) for _ in range(5000)]
        ids = cycle([f"v{serial:07d}" for serial in serials])
        assert table.get(doc_id="v0000007") == plain.get("v0000007") == document(7)
        timing = alternate(lambda: table.get(doc_id=next(ids)), lambda: plain.get(next(ids)), calls=200)
        yield timing.row("get by id, PostgreSQL, 10k documents, against plain psycopg", 2.0)
        numbers = cycle([f"记-{serial:07d}" for serial in serials])
        assert table.search(_Q.number == "记-0000007") == plain.equal("记-0000007") == [document(7)]
        timing = alternate(
            lambda: table.search(_Q.number == next(numbers)), lambda: plain.equal(next(numbers)), calls=200
        )
        yield timing.row("indexed equality, PostgreSQL, 10k documents, against plain psycopg", 2.0)


def _new(first: str) -> Iterator[tuple[str, dict[str, Any]]]:
    return iter([(f"{first}{serial:07d}", document(_SIZE + serial)) for serial in range(40 * (_COUNT + 1))])


def _as_owner(server: Server, *statements: str) -> None:
    with psycopg.connect(server.url(), autocommit=True, options="-c search_path=village_board") as connection:
        for sql in statements:
            connection.execute(sql)


def _search(server: Server) -> Iterator[Row]:
    dice = random.Random(7)
    first = date(2016, 1, 1)
    with connect(server.url(CLERK), village=_VILLAGE) as database:
        # Filling is not what is measured: the index is made at once afterwards.
        _as_owner(server, "DROP INDEX found_keys")
        with database.transaction():
            for serial in range(_PAPERS):
                day = first + timedelta(days=dice.randrange(3650))
                database.index("items", f"i{serial:07d}", day, paper(dice))
        _as_owner(server, schema.FOUND_KEYS, "VACUUM ANALYZE found")
        single = sorted({word[0] for word in SEARCH_WORDS})[:50]
        for what, words in (("200 words", SEARCH_WORDS), ("50 single characters", single)):
            spans = [timed(partial(database.search, [word])) for word in words]
            for name, span in (("median", median(spans)), ("worst", max(spans))):
                yield Row(
                    f"search 100k documents, newest 50, PostgreSQL, {what}: {name}",
                    seconds(span),
                    "-",
                    seconds(span),
                    f"<= {seconds(_BARS[name])}",
                    span <= _BARS[name],
                )
