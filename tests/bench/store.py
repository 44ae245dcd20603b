"""The store against raw apsw rows and against stock TinyDB; first read, search, writers, crashes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from tinydb import Query, TinyDB

from tests.bench.pairs import Row, alternate, seconds, timed
from tests.bench.raw import DECLARED, RawRows, document
from tests.store.crash import kill_while_writing, writers
from village_board.store import Collection, Database, Document, connect, sqlite_url

_Q = Query()
_ROOT = Path(__file__).parents[2]
_FEW, _SOME, _MANY = 1_000, 10_000, 100_000
_INSERT_PAIRS = 25


def rows() -> Iterator[Row]:
    """Take the figures of the store."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in (_FEW, _SOME, _MANY):
            _fill(folder, size)
        for size in (_SOME, _MANY):
            yield from _against_raw(folder, size)
        yield from _against_stock(folder)
        yield from _first_read(folder)
        yield from _memory(folder)
    with tempfile.TemporaryDirectory() as name:
        yield from _search(Path(name))
    with tempfile.TemporaryDirectory() as name:
        yield from _crashes(Path(name))


def _ours(folder: Path, size: int, *, create: bool = False) -> Database:
    return connect(sqlite_url(folder / f"ours{size}.db"), collections=(DECLARED,), create=create)


def _id(serial: int) -> str:
    return f"v{serial:07d}"


def _fill(folder: Path, size: int) -> None:
    with _ours(folder, size, create=True) as database:
        table = database.table(DECLARED.name)
        with database.transaction():
            for serial in range(size):
                table.put(_id(serial), document(serial), expected_rev=0)
    raw = RawRows(folder / f"raw{size}.db")
    raw.create()
    raw.fill((_id(serial), document(serial)) for serial in range(size))
    raw.connection.close()


def _against_raw(folder: Path, size: int) -> Iterator[Row]:
    database, raw = _ours(folder, size), RawRows(folder / f"raw{size}.db")
    table = database.table(DECLARED.name)
    documents = f"{size // 1000}k documents"
    new, raw_new = _new(size), _new(size)
    timing = alternate(
        lambda: table.put(*next(new), expected_rev=0),
        lambda: raw.insert(*next(raw_new)),
        pairs=_INSERT_PAIRS,
        calls=40,
    )
    yield timing.row(f"durable insert, {documents}, against raw apsw rows", 2.0)
    ids = cycle([_id(serial) for serial in _dice(size)])
    assert dict(table.get(doc_id=_id(7))) == raw.get(_id(7))[1]
    timing = alternate(lambda: table.get(doc_id=next(ids)), lambda: raw.get(next(ids)), calls=400)
    yield timing.row(f"get by id, {documents}, against raw apsw rows", 2.0)
    numbers = cycle([f"记-{serial:07d}" for serial in _dice(size)])
    assert table.search(_Q.number == "记-0000007") == [row[2] for row in raw.equal("记-0000007")] != []
    timing = alternate(lambda: table.search(_Q.number == next(numbers)), lambda: raw.equal(next(numbers)), calls=400)
    yield timing.row(f"indexed equality, {documents}, against raw apsw rows", 2.5)
    lows = cycle([serial % (size - 50) for serial in _dice(size)])

    def between(low: int) -> list[Document]:
        return table.search((_Q.serial >= low) & (_Q.serial < low + 50))

    assert between(9) == [row[2] for row in raw.between(9, 59)]
    assert len(between(9)) == 50
    timing = alternate(lambda: between(next(lows)), lambda: raw.between((low := next(lows)), low + 50), calls=40)
    yield timing.row(f"indexed range of 50 hits, {documents}, against raw apsw rows", 2.5)
    database.close()
    raw.connection.close()


def _new(size: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return new documents for a table of `size`, made beforehand: making them is not what is timed."""
    serials = range(10 * size, 10 * size + 40 * (_INSERT_PAIRS + 1))
    return iter([(_id(serial), document(serial)) for serial in serials])


def _dice(size: int) -> list[int]:
    dice = random.Random(size)
    return [dice.randrange(size) for _ in range(5000)]


def _against_stock(folder: Path) -> Iterator[Row]:
    database = _ours(folder, _SOME)
    table = database.table(DECLARED.name)
    with TinyDB(folder / "stock.json", encoding="utf-8", ensure_ascii=False) as stock:
        stock.insert_multiple(document(serial) for serial in range(_SOME))
        new, stock_new = _new(2 * _SOME), _new(2 * _SOME)
        timing = alternate(
            lambda: table.put(*next(new), expected_rev=0),
            lambda: stock.insert(next(stock_new)[1]),
            calls=40,
            peer_calls=1,
        )
        yield timing.faster_row("durable insert, 10k documents, against stock TinyDB", 200)
        serials = cycle(_dice(_SOME))
        timing = alternate(
            lambda: table.get(doc_id=_id(next(serials))),
            lambda: stock.get(doc_id=next(serials) + 1),
            calls=400,
            peer_calls=1,
        )
        yield timing.faster_row("get by id, 10k documents, against stock TinyDB", 200)
    database.close()


_KINDS = ", ".join(f"{name!r}: {kind.__name__}" for name, kind in DECLARED.fields.items())
_OPEN_RAW = """
connection = apsw.Connection({path!r})
connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL").fetchall()
connection.set_busy_timeout(10_000)
found = connection.execute("SELECT rev, body FROM rows WHERE id = ?", ("v0000500",)).fetchone()
document = json.loads(found[1])
"""
_OPEN_OURS = f"""
declared = store.Collection({DECLARED.name!r}, {{{{{_KINDS}}}}}, {DECLARED.indexes!r})
database = store.connect({{path!r}}, collections=(declared,))
document = database.table({DECLARED.name!r}).get(doc_id="v0000500")
"""
_READ = """
import {imports}
import time
def memory():
    return int(open("/proc/self/statm").read().split()[1]) * 4
before, start = memory(), time.perf_counter()
{read}
span = time.perf_counter() - start
assert document["serial"] == 500
print(span, memory() - before)
"""


def _fresh(folder: Path, size: int, *, raw: bool) -> tuple[float, int]:
    """Run the first read of a fresh interpreter; return seconds and KB that opening and reading added."""
    if raw:
        code = _READ.format(imports="apsw, json", read=_OPEN_RAW.format(path=str(folder / f"raw{size}.db")))
    else:
        url = sqlite_url(folder / f"ours{size}.db")
        code = _READ.format(imports="village_board.store as store", read=_OPEN_OURS.format(path=url))
    # As installed: modules are compiled once, whatever the shell says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    out = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=_ROOT, env=environment
    ).stdout.split()
    return float(out[0]), int(out[1])


def _first_read(folder: Path) -> Iterator[Row]:
    timing = alternate(lambda: _fresh(folder, _MANY, raw=False), lambda: _fresh(folder, _MANY, raw=True))
    yield timing.row("fresh process: start, imports, first read, 100k documents", 3.0)
    ours = median(_fresh(folder, _MANY, raw=False)[0] for _ in range(15))
    peer = median(_fresh(folder, _MANY, raw=True)[0] for _ in range(15))
    yield Row(
        "  of that, open and first read (imports done)",
        seconds(ours),
        seconds(peer),
        f"{ours / peer:.2f}x",
        "<= 3x",
        ours <= 3 * peer,
    )


def _memory(folder: Path) -> Iterator[Row]:
    few = median(_fresh(folder, _FEW, raw=False)[1] for _ in range(5))
    many = median(_fresh(folder, _MANY, raw=False)[1] for _ in range(5))
    yield Row(
        "memory added by the first read: 100k against 1k documents",
        f"{many:.0f} KB",
        f"{few:.0f} KB",
        f"{many - few:+.0f} KB",
        "<= +256 KB",
        many - few <= 256,
    )


# Words of a village's papers, and characters for the rest: common and rare words, as in real titles.
_WORDS = (
    "村民会议决定公示道路硬化工程鱼塘承包合同租金补贴低保名单收入支出账目监督委员代表小组土地流转确权宅基申请审批"
    "养老医疗水渠维修路灯绿化环境整治垃圾收运选举投票结果异议变更验收决算学校操场仓库招标中标"
)
_PAIRS_OF_CHARACTERS = [_WORDS[at : at + 2] for at in range(0, len(_WORDS), 2)]
_CHARACTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
# Common characters that hardly ever meet are the hardest to search for.
_WORD_DICE = random.Random(11)
SEARCH_WORDS = _PAIRS_OF_CHARACTERS + [
    "".join(_WORD_DICE.sample(_WORDS + _CHARACTERS, 2)) for _ in range(200 - len(_PAIRS_OF_CHARACTERS))
]
_BARS = {"median": 0.003, "worst": 0.030}


def paper(dice: random.Random) -> str:
    """Return an invented title and text of some 140 characters."""
    return "".join(
        dice.choice(_PAIRS_OF_CHARACTERS) if dice.random() < 0.6 else "".join(dice.choices(_CHARACTERS, k=3))
        for _ in range(60)
    )


def _search(folder: Path) -> Iterator[Row]:
    dice = random.Random(7)
    first = date(2016, 1, 1)
    with connect(sqlite_url(folder / "search.db"), collections=(Collection("items"),), create=True) as database:
        items = database.table("items")
        with database.transaction():
            for serial in range(_MANY):
                text = paper(dice)
                items.put(_id(serial), {"text": text}, expected_rev=0)
                database.index("items", _id(serial), first + timedelta(days=dice.randrange(3650)), text)
        for scope, collections in (("everywhere", None), ("one collection", ["items"])):
            spans = [timed(partial(database.search, [word], collections=collections)) for word in SEARCH_WORDS]
            for name, span in (("median", median(spans)), ("worst", max(spans))):
                yield Row(
                    f"search 100k documents, newest 50, 200 words, {scope}: {name}",
                    seconds(span),
                    "-",
                    seconds(span),
                    f"<= {seconds(_BARS[name])}",
                    span <= _BARS[name],
                )


def _crashes(folder: Path) -> Iterator[Row]:
    for what, outcome in (
        ("4 processes x 500 writes", writers(folder / "writers.db", 4, 500)),
        ("200 x kill -9 while writing", kill_while_writing(folder / "kills.db", 200)),
    ):
        bad = outcome.lost + outcome.halves + outcome.unreadable
        yield Row(
            f"{what}: lost, half written, unreadable",
            f"{outcome.lost}, {outcome.halves}, {outcome.unreadable}",
            f"of {outcome.acknowledged}",
            str(bad),
            "0",
            bad == 0,
        )
