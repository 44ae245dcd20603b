"""The gates before publication against NFKC and one compiled pattern: what a simple checker would do.

The text is 1 MB of an invented village's papers, some with personal data in them. The peer brings it into NFKC and
looks for identity numbers, mobiles and cards with one pattern; it knows no labels, tables, names or checks.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.bench.pairs import Row, alternate, seconds
from tests.privacy.innocent import clean_paper
from tests.privacy.planting import planted_paper
from tests.support.builders import TODAY, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.disclosure.model import Item
from village_board.disclosure.rescanning import rescan_items
from village_board.privacy.document import Document, document_of
from village_board.privacy.gate import gate

_SIZE = 1_000_000
_PLANTED_AMONG = 10
_PAIRS, _GROWTH = 7, 2.2
_ITEMS, _PAPER, _SCAN = 20_000, 600, 4
_PEER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9}|\d{16,19})(?!\d)")


def rows() -> Iterator[Row]:
    """Take the figures."""
    text = _text(_SIZE)
    document, double = document_of(text), document_of(text + text)
    timing = alternate(lambda: gate(document), lambda: _peer(text), pairs=_PAIRS)
    yield timing.row("privacy gate, 1 MB, against NFKC and one pattern", 6)
    yield _doubled("privacy gate", lambda: gate(document), lambda: gate(double))
    tables = _tables(_SIZE)
    flat = "\n".join(" ".join(cell for row in block.rows for cell in row) for block in tables.blocks)  # type: ignore[union-attr]
    timing = alternate(lambda: gate(tables), lambda: _peer(flat), pairs=_PAIRS)
    yield timing.row("privacy gate, 1 MB of tables, against NFKC and one pattern", 10)
    if find_spec("village_board.proofreading") is not None:
        yield from _both(text, document, double)
    yield _rescan()


def _both(text: str, document: Document, double: Document) -> Iterator[Row]:
    from village_board.proofreading.rules import findings  # noqa: PLC0415 - where that room stands already

    def both(of: Document) -> None:
        gate(of)
        findings(of)

    timing = alternate(lambda: both(document), lambda: _peer(text), pairs=_PAIRS)
    yield timing.row("both gates, 1 MB, against NFKC and one pattern", 10)
    yield _doubled("both gates", lambda: both(document), lambda: both(double))


def _rescan() -> Row:
    """Scan 20,000 items again, stopped half-way: the second run goes on there, and the gate alone is what it costs."""
    board = memory_board(GivenClock(TODAY), Path("/nowhere"))
    papers = [_text(_PAPER)] * _ITEMS
    keep(board, *(Item(number=f"A{n:05}", name="公示", content=paper) for n, paper in enumerate(papers)))
    clerk, told = hire(board).clerk, list[int]()

    def half_way(done: int, _total: int) -> bool:
        told.append(done)
        return done < _ITEMS // 2

    def rest(done: int, _total: int) -> None:
        told.append(done)

    start = time.perf_counter()
    cut = rescan_items(board, clerk, half_way)
    ended = rescan_items(board, clerk, rest)
    ours = time.perf_counter() - start
    documents = [document_of(paper) for paper in papers]
    start = time.perf_counter()
    for document in documents:
        gate(document)
    alone = time.perf_counter() - start
    ratio = ours / alone
    went_on = ended.id == cut.id and told == sorted(set(told)) and ended.done == _ITEMS and ended.ended_at is not None
    board.close()
    what = f"re-scanning {_ITEMS:,} items, stopped at {cut.done:,}, told {len(told)} times, against the gate alone"
    return Row(what, seconds(ours), seconds(alone), f"{ratio:.2f}x", "<= 4x, each once", went_on and ratio <= _SCAN)


def _peer(text: str) -> list[str]:
    return _PEER.findall(unicodedata.normalize("NFKC", text))


def _doubled(what: str, once: Callable[[], object], twice: Callable[[], object]) -> Row:
    """Return the line of twice the text against once, by the least of several runs in time of the processor."""
    first, second = min(_used(once) for _ in range(5)), min(_used(twice) for _ in range(5))
    ratio = second / first
    return Row(f"{what}, twice the text", seconds(second), seconds(first), f"{ratio:.2f}x", "<= 2.2x", ratio <= _GROWTH)


def _used(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _text(size: int) -> str:
    lines: list[str] = []
    room, seed = size, 0
    while room > 0:
        paper = (clean_paper if seed % _PLANTED_AMONG else planted_paper)(f"bench-{seed}")
        for part in paper.parts:
            lines += [part] if isinstance(part, str) else ["\t".join(row) for row in part]
            room -= len(lines[-1].encode()) + 1
        seed += 1
    return "\n".join(lines).encode()[:size].decode(errors="ignore")


def _tables(size: int) -> Document:
    parts: list[str | list[list[str]]] = []
    room, seed = size, 0
    while room > 0:
        paper = (clean_paper if seed % _PLANTED_AMONG else planted_paper)(f"bench-{seed}")
        tables = [part for part in paper.parts if not isinstance(part, str)]
        room -= sum(len(cell.encode()) + 1 for table in tables for row in table for cell in row)
        parts += tables
        seed += 1
    return document_of(*parts)
