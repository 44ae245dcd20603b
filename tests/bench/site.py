"""What a site of five thousand pages costs beside rendering the same templates with constant data."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

from tests.bench.pairs import Row, alternate
from tests.support.builders import TODAY, a_voucher, keep
from tests.support.clocks import GivenClock
from village_board.accounts.model import Voucher
from village_board.board import Board, found_board
from village_board.disclosure.model import Item
from village_board.i18n import LANGUAGES, translator
from village_board.site.layout import lay
from village_board.site.rendering import frame
from village_board.site.service import every_page, export_site, site_files
from village_board.site.stock import Stock

#: records of which each has a page in each of the three languages; the catalogue and the lists bring the others.
VOUCHERS, ITEMS = 800, 700
_PAIRS = 3
_CONTENT = "经村民代表会议讨论通过，现将有关情况公开如下。\n" * 4


def rows() -> Iterator[Row]:
    """Take the figures."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        board = found_board(here / "home", name="试验村", clock=GivenClock(TODAY))
        keep(board, *(_voucher(n) for n in range(1, VOUCHERS + 1)))
        days = [TODAY - timedelta(days=n % 200) for n in range(ITEMS)]
        hung = (Item(number=f"GK-{n}", name=f"事项{n}", content=_CONTENT, published_on=on) for n, on in enumerate(days))
        keep(board, *hung)
        constant, fresh = _Constant(board), count()
        made = alternate(lambda: _make(board), constant.render, _PAIRS)
        yield made.row(f"{constant.pages:,} pages made, against their templates rendered with constant data", 3.0)
        written = alternate(
            lambda: _export(board, here / f"site-{next(fresh)}"),
            lambda: constant.write(here / f"plain-{next(fresh)}"),
            _PAIRS,
        )
        yield written.row("the same as an export, against those rendered and simply written", 3.0)
        board.close()


def _voucher(number: int) -> Voucher:
    fen = 1_000 + number
    lines = (("513", fen, 0), ("102", 0, fen)) if number % 3 else (("102", fen, 0), ("501", 0, fen))
    made = a_voucher(f"记-{number}", TODAY - timedelta(days=number % 200), *lines, oversight_stamp=True)
    return replace(made, summary=f"支付第{number}笔")


def _make(board: Board) -> int:
    with board.reading() as records:
        return sum(len(content) for _, content in site_files(records, board.settings, board.home))


def _export(board: Board, out: Path) -> None:
    with board.reading() as records:
        export_site(records, board.settings, board.home, out)


class _Constant:
    """The same pages, laid out once and for ever: what is left is Jinja2."""

    def __init__(self, board: Board) -> None:
        with board.reading() as records:
            every = every_page(Stock(records, board.settings, board.home))
            frames = [frame(board.settings, translator(language)) for language in LANGUAGES]
            self._laid = [(around, page, lay(page, around.t)) for around in frames for page in every]
        self.pages = len(self._laid)

    def render(self) -> int:
        """Render them all and return how many characters they have."""
        return sum(len(around.html(page, laid)) for around, page, laid in self._laid)

    def write(self, out: Path) -> None:
        """Render them all and write each where it belongs, without a look at what stands there."""
        for around, page, laid in self._laid:
            file = out / around.t.language / page.address / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(around.html(page, laid).encode())
