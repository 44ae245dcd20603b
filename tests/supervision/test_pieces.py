"""Payments that belong together are judged when they are committed, and exactly as the night judges them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tinydb import where

from tests.support.builders import TODAY, a_voucher, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts import pieces
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract
from village_board.board import Board
from village_board.hearings.model import Resolution, ResolutionResult
from village_board.supervision.model import Alarm
from village_board.supervision.running import check_everything

FEN = 150_000


def paid(number: str, ago: int, fen: int = FEN, **values: object) -> Voucher:
    """Return a payment out of the bank, approved and stamped, so many days ago."""
    given_ = {"counterparty": "建筑队", "approver": "郑立新", "approval_tier": 4, "oversight_stamp": True, **values}
    return a_voucher(number, TODAY - timedelta(days=ago), ("514", fen, 0), ("102", 0, fen), **given_)


def standing(board: Board, *points: str) -> list[tuple[str, str]]:
    """Return point and key of the alarms that stand."""
    found = board.records().find(Alarm, where("standing") == 1)
    return sorted((one.point, one.key) for one in found if one.point in points)


def test_f05_a_split_payment_is_seen_at_its_commit_and_over_when_one_part_is_taken_back(board: Board) -> None:
    """Two payments within seven days, each under a tier: nobody waits for the night, nor for its end."""
    # Guard: supervision/running.py:_judge_near - the spans: the alarm would be raised and ended by the night alone.
    keep(board, paid("记-1", 6))
    assert not standing(board, "F05")
    (second,) = keep(board, paid("记-2", 1))
    assert standing(board, "F05") == [("F05", f"建筑队|{TODAY - timedelta(days=6)}")]
    keep(board, replace(second, reversed_by="2026/记-3"))
    assert not standing(board, "F05")


def test_h01_a_matter_in_pieces_is_seen_at_its_commit_and_over_when_it_is_decided(board: Board) -> None:
    """The third part of 20,000 yuan passes the trigger; the decision behind the contract ends it."""
    # Guard: supervision/checks/books.py:paid_in_pieces_near - the contracts near by end what stands.
    (contract,) = keep(board, Contract(number="HT-3", name="修桥合同", type="工程施工"))
    for n in range(3):
        assert not standing(board, "H01")
        keep(board, paid(f"记-{n}", 30 * n, 2_000_000, contract="HT-3"))
    assert standing(board, "H01") == [("H01", "HT-3|")]
    keep(board, Resolution(number="2026-31", matter="修桥", result=ResolutionResult.PASSED))
    keep(board, replace(contract, resolution="2026-31"))
    assert not standing(board, "H01")


def test_h01_two_payees_of_one_project_are_two_alarms(board: Board) -> None:
    """The second payee is not hidden behind the first."""
    # Guard: supervision/checks/books.py:paid_in_pieces - the payee in the key.
    for n, payee in enumerate(("甲队", "甲队", "乙队", "乙队")):
        keep(board, paid(f"记-{n}", 20 * n, 3_000_000, project="修桥", counterparty=payee))
    both = [("H01", "修桥|乙队"), ("H01", "修桥|甲队")]
    assert standing(board, "H01") == both
    check_everything(board.desk, board.records())
    assert standing(board, "H01") == both


payments = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from((FEN, 1_000_000, 2_600_000)), st.sampled_from("甲乙"),
              st.sampled_from(("", "修桥")), st.booleans()),
    max_size=9,
)  # fmt: skip


@given(payments)
@example([(ago, FEN, "甲", "", False) for ago in (12, 6, 0)])  # the second belongs to the first, not to the third
@settings(max_examples=20)
def test_whatever_is_paid_the_night_finds_nothing_that_the_commit_did_not(
    made: list[tuple[int, int, str, str, bool]],
) -> None:
    """F05 and H01: judged around what was touched, or over everything: the same alarms stand."""
    # Guard: accounts/pieces.py:run_around - a run that is cut short begins its days elsewhere than the night does.
    board = memory_board(GivenClock(TODAY))
    for n, (ago, fen, payee, project, taken_back) in enumerate(made):
        (one,) = keep(board, paid(f"记-{n}", ago, fen, counterparty=payee, project=project))
        if taken_back:
            keep(board, replace(one, reversed_by="2026/记-0"))
    seen = standing(board, "F05", "H01")
    check_everything(board.desk, board.records())
    assert standing(board, "F05", "H01") == seen
    board.close()


def test_a_payee_of_every_day_is_left_to_the_night(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit never reads the payments of years; what it leaves, the night finds."""
    # Guard: accounts/pieces.py:_some - the look after a commit would grow with the books.
    monkeypatch.setattr(pieces, "MOST_READ", 3)
    for n in range(5):
        keep(board, paid(f"记-{n}", n, FEN))
    before = standing(board, "F05")
    check_everything(board.desk, board.records())
    assert standing(board, "F05") != before
