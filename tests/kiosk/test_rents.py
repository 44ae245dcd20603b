"""What is owed, on the kiosk: with grace, with money carried forward, after an early end; the same as the office's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from kiosk.pages.contracts import ContractPage, RentsPage
from kiosk.pages.registers import PropertyPage
from tests.kiosk.hall import shelf_of
from tests.kiosk.test_pages import words_of
from tests.support.builders import TODAY, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.registers import Contract, Instalment
from village_board.board import Board

PAST = TODAY - timedelta(days=10)
GRACE = "还在宽限期"


@pytest.fixture
def board() -> Iterator[Board]:
    """An empty board in memory, to be written."""
    made = memory_board(GivenClock(TODAY))
    yield made
    made.close()


def page_of(board: Board, contract: Contract, *paid: int) -> str:
    """Keep `contract` with instalments of 10 yuan that were due ten days ago and return its page."""
    (kept,) = keep(board, contract)
    for n, fen in enumerate(paid, start=1):
        keep(board, Instalment(contract=contract.number, sequence=n, due_on=PAST, due=1000, paid=fen,
                               key=f"{contract.number}/{n}"))  # fmt: skip
    return words_of(ContractPage(kept.id).read(shelf_of(board)))


def test_within_its_grace_a_rent_is_neither_late_nor_called_paid(board: Board) -> None:
    """Thirty days of grace: nobody owes on the wall, and nobody is said to have paid."""
    # Guard: kiosk/pages/contracts.py:none_late - "all rents are paid" while one is not.
    assert "欠" not in page_of(board, Contract(number="HT-1", name="宽限合同", grace_days=30), 0)
    for page in (RentsPage(), PropertyPage()):
        shown = words_of(page.read(shelf_of(board)))
        assert ("逾期10天" in shown, "租金都已交清" in shown, GRACE in shown) == (False, False, True)


def test_an_early_end_and_what_another_instalment_made_up_are_not_late(board: Board) -> None:
    """After its end nothing falls due; 5 yuan too little and 5 too much are even; what lacks is late, in days."""
    # Guard: kiosk/pages/contracts.py:_paid - "late" beside an instalment of a contract that ended before.
    ended = page_of(board, Contract(number="HT-1", name="终止合同", ended_on=PAST - timedelta(days=1)), 0)
    assert ("不再收" in ended, "10天" in ended) == (True, False)
    made_up = page_of(board, Contract(number="HT-2", name="补足合同"), 500, 1500)
    assert ("未逾期" in made_up, "10天" in made_up) == (True, False)
    assert "10天" in page_of(board, Contract(number="HT-3", name="欠租合同"), 0)
