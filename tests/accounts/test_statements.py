"""Layouts of the statements are whole, old data fill the old one, and a broken identity is named with both numbers."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.support.builders import a_voucher, keep
from village_board.accounts.chart import RESULT, chart
from village_board.accounts.identities import (
    chain_findings,
    income_findings,
    sheet_findings,
    trial_findings,
    voucher_findings,
)
from village_board.accounts.layouts import BALANCE_SHEET, INCOME, INCOME_2004, age_bands, aged_accounts, layout
from village_board.accounts.ledger import Ledger
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.statements import Filling, Sides, Statement, fill, trial_balance
from village_board.base.finding import Finding
from village_board.board import Board

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
WAN = 10_000_00


def filled(key: str, balances: dict[str, int], **figures: int) -> Statement:
    """Return a statement of one column."""
    return fill(layout(key), FIRST, LAST, [Filling("closing", balances, figures)])


def numbers(findings: list[Finding]) -> list[tuple[object, ...]]:
    """Return the facts of findings, days left out."""
    return [tuple(v for v in found.message.facts.values() if isinstance(v, int)) for found in findings]


def test_the_old_worked_vector_comes_to_its_closing() -> None:
    """2.3, system of 2004, in 10,000 yuan: 180 in, 125 out, 28 operating, 55 net, 70 to give, 36 left."""
    # Guard: data/statements/income_2004.toml - a sign turned round.
    figures = {
        "operating_income": 68, "contract_income": 35, "investment_income": 5, "subsidies": 30, "other_income": 42,
        "operating_expense": 45, "administration": 35, "other_expense": 45, "opening": 15, "reserve": 7, "welfare": 7,
        "members": 20,
    }  # fmt: skip
    sheet = filled(INCOME_2004, {}, **{name: fen * WAN for name, fen in figures.items()})
    wanted = {"operating_result": 28, "net": 55, "distributable": 70, "undistributed": 36}
    assert {key: sheet.amount(key) for key in wanted} == {key: fen * WAN for key, fen in wanted.items()}
    income = sum(figures[key] for key in ("operating_income", "contract_income", "investment_income", "subsidies"))
    assert income + figures["other_income"] == 180
    assert sum(figures[key] for key in ("operating_expense", "administration", "other_expense")) == 125


def test_every_account_stands_on_the_balance_sheet_once() -> None:
    """One fen on any account of the chart keeps the sheet balanced against one fen of capital."""
    # Guard: data/statements/balance_sheet.toml - an account that no line or two lines count.
    for account in chart():
        for fen in (1, -1):
            balances = Counter({account.code: fen})
            balances["301"] -= fen
            sheet = filled(BALANCE_SHEET, dict(balances))
            assert sheet.amount("assets") == sheet.amount("liabilities_equity"), account.code
            assert list(sheet_findings(sheet)) == []


def test_income_and_distribution_has_every_account_of_income_and_expense_once() -> None:
    """One fen of income makes the net result one more, one fen of expense one less."""
    for account in chart():
        net = filled(INCOME, {account.code: 1}).amount("net")
        assert net == (-1 if account.account_class in RESULT else 0), account.code


def test_the_layouts_say_that_they_are_this_programs() -> None:
    """The wording of the official annex was not at hand: no layout claims to be the form."""
    assert not any(layout(key).official for key in (BALANCE_SHEET, INCOME, INCOME_2004))
    for key in (BALANCE_SHEET, INCOME, INCOME_2004):
        lines = {line.key: line for line in layout(key).lines}
        assert len(lines) == len(layout(key).lines)
        assert all(part.removeprefix("-") in lines for line in lines.values() for part in line.sum)
        assert all(line.zh and line.en for line in lines.values())


def test_internal_accounts_stand_on_both_sides_of_the_sheet() -> None:
    """113: what members owe is an asset, what they are owed a debt; the two are not set off against each other."""
    # Guard: accounts/statements.py:_of_accounts - debts to members vanish behind what other members owe.
    sheet = filled(BALANCE_SHEET, {"11301": 700, "11302": -300, "301": -400})
    assert (sheet.amount("receivables"), sheet.amount("payables")) == (700, 300)


def test_unbalanced_sums_are_named_with_both_numbers() -> None:
    """Opening, movement, closing, balance sheet: each with debit and credit."""
    moved = {"101": Sides(50, 0), "501": Sides(0, 40)}
    trial = trial_balance(FIRST, LAST, {"101": 7, "301": -5}, moved, {})
    assert numbers(list(trial_findings(trial))) == [(7, 5), (50, 40), (57, 45)]
    sheet = filled(BALANCE_SHEET, {"101": 57, "301": -5, "501": -40})
    assert numbers(list(sheet_findings(sheet))) == [(57, 45)]
    later = trial_balance(LAST, LAST, {"101": 58, "301": -5, "501": -40}, {}, {})
    assert numbers(list(chain_findings(trial, later))) == [(57, 58)]
    made = a_voucher("记-1", LAST, ("101", 50, 0), ("501", 0, 40))
    assert numbers(list(voucher_findings([made]))) == [(50, 40)]


def test_two_sheets_that_disagree_on_what_is_left_are_named() -> None:
    """年末未分配收益 of one sheet is 未分配收益 of the other."""
    income = filled(INCOME, {"501": -90}, opening=10, members=30)
    assert income.amount("undistributed") == 70
    sheet = filled(BALANCE_SHEET, {"101": 60, "322": -60})
    assert numbers(list(income_findings(income, sheet))) == [(70, 60)]
    assert list(income_findings(income, filled(BALANCE_SHEET, {"322": -70}))) == []


@pytest.mark.parametrize(
    ("credit", "key"), [("311", "to_reserve"), ("11301", "to_members"), ("10201", "to_members"), ("241", "to_others")]
)
def test_what_is_distributed_is_told_by_where_it_went(board: Board, credit: str, key: str) -> None:
    """322 to the reserve, to members, or elsewhere; carrying the result over is no distribution."""
    # Guard: accounts/kept.py:_distributed
    keep(
        board,
        a_voucher("记-1", date(2025, 2, 1), ("101", 1000, 0), ("501", 0, 1000)),
        a_voucher("记-2", date(2025, 12, 30), ("501", 1000, 0), ("321", 0, 1000)),
        a_voucher("记-3", date(2025, 12, 30), ("321", 1000, 0), ("32202", 0, 1000)),
        a_voucher("记-4", date(2025, 12, 31), ("32201", 600, 0), (credit, 0, 600)),
        a_voucher("记-5", date(2025, 12, 31), ("32202", 600, 0), ("32201", 0, 600)),
    )
    income = Ledger(board.records()).income(LAST)
    assert {name: income.amount(name) for name in ("net", "opening", "transfers", "distributable", key)} == {
        "net": 1000, "opening": 0, "transfers": 0, "distributable": 1000, key: 600,
    }  # fmt: skip
    assert income.amount("undistributed") == 400
    assert Ledger(board.records()).findings(LAST) == []


def test_books_that_begin_within_a_year_have_the_year_so_far_in_their_openings(board: Board) -> None:
    """Opening balances of income and expense are the months before the first voucher, not last year's."""
    # Guard: accounts/ledger.py:_income_filling - the yearly sheet lacks everything before the program came.
    keep(
        board,
        OpeningBalance(account="101", debit=900),
        OpeningBalance(account="501", credit=1000),
        OpeningBalance(account="513", debit=400),
        OpeningBalance(account="322", credit=300),
        a_voucher("记-1", date(2025, 10, 1), ("101", 70, 0), ("501", 0, 70)),
    )
    year = Ledger(board.records()).income(LAST, date(2025, 10, 1))
    assert year.columns == ("period", "year")
    assert [year.amount("operating_income", at) for at in (0, 1)] == [70, 1070]
    assert (year.amount("net"), year.amount("opening"), year.amount("undistributed")) == (670, 300, 970)
    assert (year.amount("net", 0), year.amount("opening", 0), year.amount("undistributed", 0)) == (70, 900, 970)
    assert Ledger(board.records()).findings(LAST) == []
    following = Ledger(board.records()).income(date(2026, 6, 30))
    assert (following.amount("net"), following.amount("opening")) == (0, 970)


def test_the_age_bands_rise_and_the_last_has_no_end() -> None:
    """Bands and accounts are data."""
    months = [band.months for band in age_bands()]
    assert months[-1] is None
    assert months[:-1] == sorted(months[:-1])  # type: ignore[type-var]
    assert set(aged_accounts()) == {"112", "113", "211"}
