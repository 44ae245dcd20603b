"""The kiosk as it is used: started in a terminal of its own, seen as a person sees it.

Ours is the real program on a board of 20,000 documents; the peer is the least that Textual can show, in the same run.
"""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, islice
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
#: the village of the taps: items, and vouchers with so many ledger lines each.
ITEMS, VOUCHERS, LINES = 20_000, 10_000, 10
TAPS = 80
_ITEM, _VOUCHER, _NEXT = "item from the home", "voucher of a month", "next leaf"
IDLE_SECONDS = 10.0
_PER_COMMIT = 2_000
_PEER = """
from textual.app import App
from textual.widgets import Static
class Least(App):
    def compose(self):
        yield Static("painted")
Least().run()
"""
#: two installed screens that never change, made of as many widgets and as much text as a page of ours: a key opens
#: one or the other.
_STATIC = """
from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static
SAID = "2026年10月 付灌溉渠清淤人工费 13,450.50元，经手人周会计，监督委员会已审核。"
class Page(Screen):
    def __init__(self, word, said):
        super().__init__()
        self.word, self.said = word, said
    def compose(self):
        with Horizontal(classes="three"):
            for number in range(4):
                yield Static(f"head {number}")
        yield Static("title", classes="title")
        with Vertical():
            yield Static("\\n".join(f"{self.said} {self.word} {number}" for number in range(10)))
            yield Static(f"1 {self.said}\\n  {self.said}", classes="three")
        with Horizontal(classes="three"):
            for number in range(6):
                yield Static(f"key {number}", classes="key")
class Least(App):
    CSS = ".three { height: 3; background: #dfe9e6; } .title { height: 2; } .key { width: 1fr; }"
    def on_mount(self):
        self.install_screen(Page("first", SAID), "a")
        self.install_screen(Page("second", SAID[::-1]), "b")
        self.push_screen("a")
    def on_key(self, event):
        self.switch_screen(event.key)
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
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        _reading_village(home).close()
        yield from _taps(home)
        yield _idle(home)


class Typist:
    """A program in a terminal of its own whose bytes are read as they come: no emulator's time is counted."""

    def __init__(self, argv: list[str]) -> None:
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.child = subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True)
        os.close(slave)

    def until(self, key: str, word: str) -> float:
        """Type `key`, and return after how many seconds `word` came."""
        wanted, seen, start = word.encode(), b"", time.monotonic()
        os.write(self._master, key.encode())
        while wanted not in seen:
            if not select.select([self._master], [], [], 15)[0]:
                raise AssertionError(f"{word} did not come: {seen!r}")
            seen += os.read(self._master, 65536)
        return time.monotonic() - start

    def rest(self) -> None:
        """Read on until nothing comes any more."""
        while select.select([self._master], [], [], 0.12)[0]:
            os.read(self._master, 65536)

    def close(self) -> None:
        """End the program."""
        self.child.terminate()
        self.child.wait(10)
        os.close(self._master)


def _taps(home: Path) -> Iterator[Row]:
    """Open one record after another by its number key, and switch between two installed static screens, in turn."""
    ways: dict[str, list[float]] = {_ITEM: [], _VOUCHER: [], _NEXT: []}
    peer: list[float] = []
    kiosk = Typist(_argv(home))
    least = Typist([sys.executable, "-c", _STATIC])
    try:
        kiosk.until("", "English")
        least.until("", "first")
        for turn in range(TAPS):
            kiosk.rest()
            _tap(kiosk, ways, turn)
            kiosk.rest()
            kiosk.until("\x1b[H", "English")
            least.rest()
            peer.append(least.until("b", "second"))
            least.rest()
            least.until("a", "first")
    finally:
        kiosk.close()
        least.close()
    for way, taps in ways.items():
        for what, at, bar in (("median", 50, 1.5), ("95th percentile", 95, 2.5)):
            one, other = (sorted(some[2:])[(len(some) - 2) * at // 100] for some in (taps, peer))
            name = f"kiosk: tap to text, {way}, {what}; {ITEMS:,} items, {VOUCHERS * LINES:,} lines"
            yield Row(name, seconds(one), seconds(other), f"{one / other:.2f}x", f"<= {bar:g}x", one / other <= bar)


def _tap(kiosk: Typist, ways: dict[str, list[float]], turn: int) -> None:
    """Tap once or twice what is measured, from the home that is painted."""
    if turn % 2:  # the newest item, from the home
        ways[_ITEM].append(kiosk.until("7", "每亩 98.50 元"))
        return
    # One voucher after another, from the newest month of the accounts: on its first leaf, and on its second.
    kiosk.until("2", "第1至")
    kiosk.rest()
    kiosk.until("1", "月初余额")
    kiosk.rest()
    if turn % 4:
        ways[_NEXT].append(kiosk.until("+", "上一页"))
        kiosk.rest()
    ways[_VOUCHER].append(kiosk.until("1" if turn % 4 else "2", "涉及金额"))
    if not turn % 4:
        kiosk.rest()
        kiosk.until("\x1b", "月初余额")
        kiosk.rest()
        ways[_NEXT].append(kiosk.until("+", "上一页"))


def _idle(home: Path) -> Row:
    """Measure the processor time of a kiosk before which nobody stands."""
    with Terminal(_argv(home)) as terminal:
        terminal.wait_for("English")
        time.sleep(3)  # what is begun after the first picture is over
        before, start = _processor(terminal.child.pid), time.monotonic()
        time.sleep(IDLE_SECONDS)
        share = (_processor(terminal.child.pid) - before) / (time.monotonic() - start)
    bar = 0.01
    return Row("kiosk: processor while idle", f"{share:.2%}", "-", f"{share:.2%}", f"<= {bar:.0%}", share <= bar)


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _reading_village(home: Path) -> Board:
    """Make a village with `ITEMS` items and `VOUCHERS` vouchers of `LINES` lines each."""
    make_village(home).close()
    board = open_board(home)
    first = date(2024, 1, 1)
    items = (
        Item(
            number=f"GK-{number}",
            name=f"集体资金收支公开表{number}",
            catalogue="SG-12",
            period=f"{first + timedelta(days=number % 1000):%Y-%m}",
            published_on=first + timedelta(days=number % 1000),
            content=f"第{number}号公开的内容。" + "收入与支出。" * 20,
        )
        for number in range(ITEMS)
    )
    vouchers = (
        replace(
            with_sums(
                Voucher(
                    number=f"V{number}",
                    dated=first + timedelta(days=number % 1000),
                    summary="付办公费",
                    lines=(
                        *(Line("531", debit=number + 1) for _ in range(LINES - 1)),
                        Line("102", credit=(number + 1) * (LINES - 1)),
                    ),
                )
            ),
            key=f"V{number}",
        )
        for number in range(VOUCHERS)
    )
    records = chain(items, vouchers)
    while batch := list(islice(records, _PER_COMMIT)):
        with board.desk() as desk:
            desk.require(Act.IMPORT)
            desk.put_many(batch)
            desk.record()
    return board


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
