"""The kiosk as it is used: started in a terminal of its own, seen as a person sees it.

Ours is the real program on a board of 20,000 documents; the peer is the least that Textual can show, in the same run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from tests.bench.pairs import PAIRS, Row, seconds
from tests.kiosk.village import TODAY, make_village
from tests.support.terminal import Terminal
from village_board.accounts.model import Line, Voucher
from village_board.accounts.rules import with_sums
from village_board.board import Board, open_board
from village_board.disclosure.model import Item
from village_board.hearings.model import Hearing
from village_board.people.acts import Act

DOCUMENTS = 20_000
COMMITS = 15
_PER_COMMIT = 2_000
_PEER = """
from textual.app import App
from textual.widgets import Static
class Least(App):
    def compose(self):
        yield Static("painted")
Least().run()
"""
_OURS = "from kiosk.main import run; run()"


def rows() -> Iterator[Row]:
    """Take the figures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        board = _large_village(home)
        try:
            yield from _start(home)
            yield _commit_to_paint(home, board)
        finally:
            board.close()


def _start(home: Path) -> Iterator[Row]:
    times: list[tuple[float, float]] = []
    sizes: list[tuple[float, float]] = []
    for pair in range(PAIRS + 1):
        if pair % 2:
            peer, ours = _run([sys.executable, "-c", _PEER], "painted"), _ours(home)
        else:
            ours, peer = _ours(home), _run([sys.executable, "-c", _PEER], "painted")
        if pair:  # the first pair warms both up
            times.append((ours[0], peer[0]))
            sizes.append((ours[1], peer[1]))
    for what, figures, show, bar in (
        ("kiosk: start to painted home, 20,000 documents", times, seconds, 1.8),
        ("kiosk: memory with the home painted", sizes, lambda size: f"{size:.0f} MB", 1.8),
    ):
        ratio = median(a / b for a, b in figures)
        mine, theirs = (median(column) for column in zip(*figures, strict=True))
        yield Row(what, show(mine), show(theirs), f"{ratio:.2f}x", f"<= {bar:g}x", ratio <= bar)


def _commit_to_paint(home: Path, board: Board) -> Row:
    """Commit in this process, and wait until the kiosk's process has painted the record's own text."""
    waits = []
    with Terminal(_argv(home)) as terminal:
        terminal.wait_for("English")
        for number in range(COMMITS):
            marker = f"第{number}次试验公开"
            time.sleep(0.1 + 0.013 * number)  # not in step with the kiosk's own looking
            with board.desk() as desk:
                desk.require(Act.IMPORT)
                desk.put(Item(number=f"SY-{number}", name=marker, published_on=TODAY + timedelta(days=1)))
                desk.record()
            committed = time.monotonic()
            terminal.wait_for(marker)
            waits.append(time.monotonic() - committed)
    middle, bar = median(waits), 0.4
    return Row(
        "kiosk: commit in another process to its text painted",
        seconds(middle),
        f"worst {seconds(max(waits))}",
        seconds(middle),
        f"<= {bar:g} s",
        middle <= bar,
    )


def _argv(home: Path) -> list[str]:
    return [sys.executable, "-c", _OURS, "--home", str(home), "--today", TODAY.isoformat()]


def _ours(home: Path) -> tuple[float, float]:
    return _run(_argv(home), "English")  # the last word that the home paints


def _run(argv: list[str], painted: str) -> tuple[float, float]:
    """Return the seconds until `painted` stands there, and the megabytes of the process then."""
    start = time.monotonic()
    with Terminal(argv, env={"PYTHONPATH": str(Path.cwd())}) as terminal:
        terminal.wait_for(painted)
        taken = time.monotonic() - start
        return taken, _resident(terminal.child.pid)


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(pid)


def _large_village(home: Path) -> Board:
    """Make a village of `DOCUMENTS` documents: vouchers most of all, items, some hearings."""
    make_village(home).close()
    board = open_board(home)
    records = _records()
    for start in range(0, DOCUMENTS, _PER_COMMIT):
        with board.desk() as desk:
            desk.require(Act.IMPORT)
            desk.put_many(next(records) for _ in range(min(_PER_COMMIT, DOCUMENTS - start)))
            desk.record()
    return board


def _records() -> Iterator[Voucher | Item | Hearing]:
    number = 0
    while True:
        number += 1
        day = date(2024, 1, 1) + timedelta(days=number % 1000)
        if number % 10 == 0:
            yield Item(
                number=f"GK-{number}",
                name="集体资金收支公开表",
                catalogue="SG-09",
                period=f"{day:%Y-%m}",
                published_on=day,
                content="收入与支出。" * 20,
            )
        elif number % 200 == 1:
            yield Hearing(number=f"TZ-{number}", matter="村道维修听证会", notice_on=day)
        else:
            lines = (Line("531", debit=number), Line("102", credit=number))
            yield replace(
                with_sums(Voucher(number=str(number), dated=day, summary="付办公费", lines=lines)), key=str(number)
            )
