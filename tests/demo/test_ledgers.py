"""The demo's books for other programs: they find nothing wrong in a whole year, and compute what the board shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interchange.outside import HLEDGER, bean_check
from tests.interchange.test_ledgers import agrees_with_hledger, written
from village_board.board import Board

pytestmark = pytest.mark.xdist_group("demo")


def test_bean_check_finds_nothing_wrong_in_the_demo(board: Board, tmp_path: Path) -> None:
    """Issue 5, 10: 600 vouchers, sixty things, eighty parcels; every account at every month's end, to the fen."""
    # Guard: interchange/standards/books.py:journal_of - the demo shows books that an accountant's program refuses.
    assert bean_check(written(board, "beancount", tmp_path)) == ""


def test_hledger_computes_what_the_demo_shows(board: Board, tmp_path: Path) -> None:
    """The same by hledger where it is installed; `make proof` asks for it."""
    if HLEDGER is not None:
        agrees_with_hledger(board, tmp_path)
