"""What a year's report costs beside reading its records once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.bench.pairs import Row, alternate
from tests.support.builders import TODAY, a_voucher, keep
from tests.support.clocks import GivenClock
from village_board.accounts.model import Voucher
from village_board.applications.model import Application
from village_board.board import Board, found_board
from village_board.disclosure.model import Item
from village_board.enquiries.model import Enquiry
from village_board.hearings.case import DecisionCase
from village_board.hearings.model import Hearing, Resolution
from village_board.i18n import translator
from village_board.reports.gathering import of_village
from village_board.reports.model import ReportKind
from village_board.reports.report import Place, lay
from village_board.reports.texts import shipped

VOUCHERS, ITEMS = 3_000, 1_000
_READ = (Voucher, Item, Hearing, Resolution, DecisionCase, Enquiry, Application)


def rows() -> Iterator[Row]:
    """Take the figure."""
    with tempfile.TemporaryDirectory() as folder:
        board = found_board(Path(folder) / "home", name="试验村", clock=GivenClock(TODAY))
        keep(board, *(_voucher(n) for n in range(1, VOUCHERS + 1)))
        days = [TODAY - timedelta(days=n % 200) for n in range(ITEMS)]
        keep(board, *(Item(number=f"GK-{n}", name=f"事项{n}", published_on=day) for n, day in enumerate(days)))
        taken = alternate(lambda: _report(board), lambda: _read(board))
        yield taken.row(f"the yearly report over {VOUCHERS:,} vouchers, against reading its records once", 3.0)
        board.close()


def _voucher(number: int) -> Voucher:
    fen = 1_000 + number
    lines = (("513", fen, 0), ("102", 0, fen)) if number % 3 else (("102", fen, 0), ("501", 0, fen))
    return a_voucher(f"记-{number}", TODAY - timedelta(days=number % 200), *lines, oversight_stamp=True)


def _report(board: Board) -> None:
    t = translator("zh-Hans")
    with board.reading() as records:
        known = of_village(records, ReportKind.ANNUAL, date(TODAY.year, 1, 1), date(TODAY.year, 12, 31))
    lay(known, shipped(ReportKind.ANNUAL, "zh-Hans"), Place("试验村", "镇", TODAY), t)


def _read(board: Board) -> int:
    with board.reading() as records:
        return sum(1 for cls in _READ for _ in records.all(cls))
