"""The ledger's sheets are what the vouchers come to, however these were written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.accounts.recount import trial, undistributed
from tests.support.builders import TODAY, a_voucher, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.identities import chain_findings, kept_findings
from village_board.accounts.kept import count
from village_board.accounts.kept_model import STATE, LedgerTotal
from village_board.accounts.ledger import Ledger, recount
from village_board.accounts.model import Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.rules import with_sums
from village_board.board import Board
from village_board.people.acts import Act
from village_board.people.service import OFFICE

CODES = (
    "101",
    "10201",
    "10202",
    "112",
    "11301",
    "152",
    "24101",
    "311",
    "32101",
    "32202",
    "401",
    "50101",
    "51301",
    "514",
)
FEN = st.integers(1, 10**9)
DAYS = st.dates(date(2023, 11, 1), date(2026, 3, 31))
PAIRS = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES), FEN), min_size=1, max_size=3)


def lines_of(pairs: list[tuple[str, str, int]]) -> list[tuple[str, int, int]]:
    """Return balanced lines."""
    return [line for debit, credit, fen in pairs for line in ((debit, fen, 0), (credit, 0, fen))]


def balanced_openings(pairs: list[tuple[str, str, int]]) -> list[OpeningBalance]:
    """Return opening balances that balance."""
    return [OpeningBalance(account=code, debit=debit, credit=credit) for code, debit, credit in lines_of(pairs)]


@st.composite
def books(draw: st.DrawFn) -> tuple[list[OpeningBalance], list[Voucher]]:
    """Return opening balances and vouchers over three years."""
    made = draw(st.lists(st.tuples(DAYS, PAIRS), max_size=14))
    openings = balanced_openings(
        draw(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES), FEN), max_size=3))
    )
    return openings, [a_voucher(f"记-{n}", day, *lines_of(pairs)) for n, (day, pairs) in enumerate(made)]


def board_with(openings: list[OpeningBalance], vouchers: list[Voucher]) -> Board:
    """Return a board in memory that holds them."""
    board = memory_board(GivenClock(TODAY))
    keep(board, *openings)
    keep(board, *vouchers)
    return board


def shown(board: Board, first: date, last: date) -> dict[str, tuple[int, int, int, int]]:
    """Return the rows of the trial balance."""
    rows = Ledger(board.records()).trial_balance(first, last).rows
    return {row.account: (row.opening, row.debit, row.credit, row.closing) for row in rows}


@given(made=books(), first=DAYS, days=st.integers(0, 900))
@settings(max_examples=25)
def test_the_trial_balance_is_a_naive_recount(
    made: tuple[list[OpeningBalance], list[Voucher]], first: date, days: int
) -> None:
    """Any span of days, whole months or broken ones: opening, debit, credit, closing of every account."""
    # Guard: accounts/ledger.py:_parts, _ranges - a month counted twice or left out at a year's end.
    openings, vouchers = made
    last = first + timedelta(days=days)
    board = board_with(openings, vouchers)
    assert shown(board, first, last) == trial(openings, vouchers, first, last)
    board.close()


@given(made=books(), data=st.data())
@settings(max_examples=20)
def test_kept_totals_follow_every_way_of_writing(
    made: tuple[list[OpeningBalance], list[Voucher]], data: st.DataObject
) -> None:
    """New, written again, corrected in day and lines, removed: the kept totals are those of the vouchers that stand."""
    # Guard: desk.py:put, remove, _put_new - one way of writing passes the totals by.
    openings, vouchers = made
    board = board_with(openings, [])
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        stored = [desk.put(one) for one in vouchers[:5]] + desk.put_many(vouchers[5:])
        desk.record("test")
    for one in data.draw(st.lists(st.sampled_from(stored), unique_by=lambda one: one.id, max_size=5)) if stored else ():
        with board.desk(OFFICE) as desk:
            desk.require(Act.IMPORT)
            if data.draw(st.booleans()):
                desk.remove(desk.get(Voucher, one.id))
            else:
                lines = a_voucher("x", TODAY, *lines_of(data.draw(PAIRS))).lines
                desk.put(with_sums(replace(desk.get(Voucher, one.id), dated=data.draw(DAYS), lines=lines)))
            desk.put_many(desk.get(Voucher, other.id) for other in stored if desk.one(Voucher, _is(other)))
            desk.record("test")
    assert recount(board.records()) == []
    board.close()


def _is(voucher: Voucher) -> Any:
    from tinydb import where  # noqa: PLC0415

    return where("id") == voucher.id


def test_an_act_that_is_undone_leaves_the_totals_as_they_were(board: Board) -> None:
    """Rows and totals are one commit."""
    keep(board, a_voucher("记-1", TODAY, ("101", 5, 0), ("501", 0, 5)))

    def undone() -> None:
        with board.desk(OFFICE) as desk:
            desk.require(Act.IMPORT)
            desk.put(a_voucher("记-2", TODAY, ("101", 7, 0), ("501", 0, 7)))
            desk.record("test")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert recount(board.records()) == []
    assert Ledger(board.records()).balances(TODAY) == {"101": 5, "501": -5}


def test_a_board_from_before_totals_were_kept_is_counted_from_its_vouchers(board: Board) -> None:
    """Without kept totals every sheet is the same; the next voucher brings them all."""
    # Guard: accounts/kept.py:Keeping.write - after an update of the program all earlier months are zero.
    vouchers = [a_voucher(f"记-{n}", date(2025, n, 9), ("101", n, 0), ("501", 0, n)) for n in range(1, 12)]
    keep(board, *vouchers)
    wanted = shown(board, date(2025, 3, 5), date(2025, 9, 30))
    months = Ledger(board.records()).months
    board.db.table(LedgerTotal.KIND.collection).truncate()
    board.db.table(LedgerTotal.KIND.collection)
    assert shown(board, date(2025, 3, 5), date(2025, 9, 30)) == wanted
    assert Ledger(board.records()).months == months


def test_the_first_voucher_after_an_update_brings_the_totals_of_all(board: Board) -> None:
    """A board that came without totals gets them with the next commit that writes a voucher."""
    # Guard: accounts/kept.py:Keeping.write - only what is new is counted, and the sheets lose the past.
    old = [a_voucher(f"记-{n}", date(2025, n, 9), ("101", n, 0), ("501", 0, n)) for n in range(1, 12)]
    with board.db.transaction():
        board.db.table("vouchers").put_new({f"v22222{n:02d}": _document(one) for n, one in enumerate(old)})
    assert Ledger(board.records()).balances(TODAY)["101"] == 66
    keep(board, a_voucher("记-99", TODAY, ("101", 4, 0), ("501", 0, 4)))
    assert any(row.period == STATE for row in board.records().all(LedgerTotal))
    assert Ledger(board.records()).balances(TODAY)["101"] == 70
    assert recount(board.records()) == []


def _document(voucher: Voucher) -> dict[str, Any]:
    from village_board.base.codec import to_json  # noqa: PLC0415

    return to_json(voucher)


def test_a_kept_total_that_lies_is_named_with_both_numbers(board: Board) -> None:
    """Whoever changes a kept total by hand is found by counting again."""
    # Guard: accounts/ledger.py:recount - a forged sheet looks right for ever.
    keep(board, a_voucher("记-1", TODAY, ("101", 500, 0), ("501", 0, 500)))
    table = board.db.table(LedgerTotal.KIND.collection)
    row = table.get(doc_id=f"{TODAY:%Y-%m}/101")
    table.put(f"{TODAY:%Y-%m}/101", {**row, "debit": 499}, expected_rev=row.rev)
    (found,) = recount(board.records())
    assert (found.message.facts["said"], found.message.facts["true"]) == (499, 500)


def test_the_kept_rows_compare_with_any_count() -> None:
    """A row too many and a row too few are both named."""
    counted = count([a_voucher("记-1", TODAY, ("101", 5, 0), ("501", 0, 5))])
    assert list(kept_findings(counted, counted)) == []
    assert len(list(kept_findings({}, counted))) == len(list(kept_findings(counted, {}))) > 0


@given(made=books(), year=st.integers(2024, 2026))
@settings(max_examples=25)
def test_every_identity_of_the_statements_holds_in_balanced_books(
    made: tuple[list[OpeningBalance], list[Voucher]], year: int
) -> None:
    """2.3: assets = liabilities + equity; distributable; undistributed by both sheets; closing = next opening."""
    # Guard: accounts/kept.py:is_carrying - carrying the year's result over counts as spending it.
    openings, vouchers = made
    board = board_with(openings, vouchers)
    ledger = Ledger(board.records())
    for day in (date(year, 12, 31), date(year, 5, 17), date(year, 2, 28)):
        assert ledger.findings(day) == []
        trial_balance = ledger.trial_balance(date(year, 1, 1), day)
        assert trial_balance.movement.debit == trial_balance.movement.credit
        assert trial_balance.first_level().closing.debit - trial_balance.closing.debit == (
            trial_balance.first_level().closing.credit - trial_balance.closing.credit
        )
        sheet = ledger.balance_sheet(day)
        assert sheet.amount("assets") == sheet.amount("liabilities_equity")
        assert sheet.amount("undistributed") == undistributed(openings, vouchers, day)
        assert ledger.income(day).amount("undistributed") == sheet.amount("undistributed")
    before = ledger.trial_balance(date(year - 1, 1, 1), date(year - 1, 12, 31))
    assert list(chain_findings(before, ledger.trial_balance(date(year, 1, 1), date(year, 12, 31)))) == []
    board.close()


def test_income_by_month_adds_up_to_the_year(board: Board) -> None:
    """Income and expense of the months are those of the year, carried over or not."""
    keep(
        board,
        a_voucher("记-1", date(2025, 3, 5), ("101", 900, 0), ("501", 0, 900)),
        a_voucher("记-2", date(2025, 4, 5), ("513", 250, 0), ("101", 0, 250)),
        a_voucher("记-3", date(2025, 4, 6), ("513", 50, 0), ("101", 0, 50)),
        a_voucher("记-4", date(2025, 12, 31), ("501", 900, 0), ("321", 0, 900)),
        a_voucher("记-5", date(2025, 12, 31), ("321", 300, 0), ("513", 0, 300)),
    )
    ledger = Ledger(board.records())
    by_month = ledger.income_by_month(date(2025, 1, 1), date(2025, 12, 31))
    assert by_month == {"2025-03": {"501": 900}, "2025-04": {"513": -300}, "2025-12": {"501": 0, "513": 0}}
    assert ledger.income(date(2025, 12, 31)).amount("net") == 600
    assert ledger.balances(date(2025, 12, 31))["501"] == 0
