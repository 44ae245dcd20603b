"""`verify` against parsing and canonicalising the same records: what anybody must do who works out their digests.

The peer reads the same rows of the same file with plain apsw, parses each with a decoder made once, and writes the
canonical bytes of the same values with the program's own encoder; it digests nothing, compares nothing and remembers
nothing. A village's ten years: 10,000 rows by import, and 2,000 acts of one row.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import apsw

from tests.bench.pairs import Row, alternate
from tests.support.builders import TODAY, VILLAGE, a_hearing, a_voucher, keep
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.kinds import COLLECTIONS, logged
from village_board.settings import Settings
from village_board.store import connect, schema, sqlite_url
from village_board.trust.log import LOG, canonical

_IMPORTED, _ACTS = 10_000, 2_000
_decode = json.JSONDecoder().raw_decode


def rows() -> Iterator[Row]:
    """Take the figure."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "board.db"
        db = connect(sqlite_url(path), village=VILLAGE, collections=COLLECTIONS, create=True)
        board = Board(Path(name), Settings(village=VILLAGE, name="试验村"), db, GivenClock(TODAY))
        _fill(board)
        peer = apsw.Connection(str(path))
        verdict = board.verify()
        assert verdict.misfit is None
        assert verdict.rows == _IMPORTED + 1 == _canonicalise(peer)
        timing = alternate(board.verify, lambda: _canonicalise(peer))
        yield timing.row(f"verify {verdict.rows:,} rows, {verdict.entries:,} entries, against canonicalising", 1.2)
        peer.close()
        board.close()


def _fill(board: Board) -> None:
    kept = keep(board, *(_voucher(n) for n in range(_IMPORTED)))
    assert len(kept) == _IMPORTED
    (hearing,) = keep(board, a_hearing())
    for n in range(_ACTS):
        (hearing,) = keep(board, replace(hearing, place=f"会议室{n}"))


def _voucher(n: int) -> object:
    return a_voucher(
        f"记-{n:05d}",
        date(2016 + n % 10, n % 12 + 1, n % 28 + 1),
        ("101", 120_000 + n, 0),
        ("501", 0, 100_000),
        ("50101", 0, 20_000 + n),
        summary="收到村集体鱼塘承包费，承包人按合同约定缴纳本年度租金",
    )


def _canonicalise(peer: apsw.Connection) -> int:
    seen = 0
    for (text,) in peer.execute("SELECT body FROM plain WHERE coll = ? AND body IS NOT NULL", (LOG,)):
        entry = _decode(text)[0]
        canonical(entry["record"])
        canonical(entry["opening"]["facts"])
    for coll in sorted({*logged()} & {*schema.standing(peer)}):
        sql = f'SELECT id, rev, body FROM "{schema.table_name(coll)}" WHERE body IS NOT NULL'
        for row_id, rev, text in peer.execute(sql):
            canonical([coll, row_id, rev, _decode(text)[0]])
            seen += 1
    return seen
