"""Vouchers, opening balances and closed months from their tables."""

from __future__ import annotations

from datetime import date

import pytest

from tests.interchange.conftest import VOUCHER_HEADERS, Office, told
from village_board.accounts.chart import AccountClass, chart
from village_board.accounts.model import Closing, Line, MoneyPlace, Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.rules import with_sums

HEADERS = (*VOUCHER_HEADERS, "账户", "审批层级(1-4)", "监委审核章", "附件数", "合同号")
RENT = (
    ("记-1", "2026-03-05", "收鱼塘承包金", "101", "库存现金", "1,200.00", "", "现金", "1", "√", "2", "H-1"),
    (
        "记-1",
        "2026-03-05",
        "收鱼塘承包金",
        "501-01",
        "发包收入",
        "",
        "1,200.00",
        "现金",
        "1",
        "√",
        "2",
        "H-1",
    ),
)


def voucher(*lines: Line, place: MoneyPlace | None = None) -> Voucher:
    return with_sums(Voucher(number="记-1", dated=date(2026, 3, 5), summary="x", lines=lines, place=place))


def test_the_chart_has_the_42_accounts_of_the_system() -> None:
    """The shipped chart is that of 财会〔2023〕14号."""
    assert len(chart()) == 42
    assert chart().find("50101").name == "经营收入"
    assert chart().find("133").account_class is AccountClass.CONTRA_ASSET


def test_the_lines_of_one_number_make_the_voucher(office: Office) -> None:
    """One row is a line; the voucher has the first row's words, and its month, key and sums."""
    report = office.read(office.csv("凭证.csv", HEADERS, *RENT))
    assert (report.inserted, report.findings, report.notes) == (1, (), ())
    (stored,) = office.all(Voucher)
    assert stored.lines == (Line("101", 120000, 0, "库存现金"), Line("50101", 0, 120000, "发包收入"))
    assert (stored.key, stored.month, stored.money_in, stored.money_out) == (
        "2026/记-1",
        "2026-03",
        120000,
        0,
    )
    assert (stored.place, stored.approval_tier, stored.oversight_stamp, stored.attachments, stored.contract) == (
        MoneyPlace.CASH, 1, True, 2, "H-1",
    )  # fmt: skip


def test_a_transfer_between_own_accounts_is_neither_in_nor_out() -> None:
    """Cash taken to the bank moves nothing in or out of the village (facts 2.4)."""
    # Guard: accounts/rules.py:with_sums - gross sums would show income that is none
    moved = voucher(Line("102", debit=500), Line("101", credit=500))
    assert (moved.money_in, moved.money_out, moved.place) == (0, 0, None)
    mixed = voucher(Line("102", debit=500), Line("513", debit=100), Line("101", credit=600))
    assert (mixed.money_in, mixed.money_out) == (0, 100)


def test_the_place_of_the_money_follows_from_the_lines_unless_it_is_named() -> None:
    """Cash is 101, a bank account is the basic one unless its name says that it is for one purpose."""
    assert voucher(Line("10201", debit=5, account_name="银行存款-土地补偿专户")).place is MoneyPlace.EARMARKED
    assert voucher(Line("102", debit=5)).place is MoneyPlace.BASIC
    assert voucher(Line("102", debit=5), place=MoneyPlace.EARMARKED).place is MoneyPlace.EARMARKED
    assert voucher(Line("513", debit=5)).place is None


def test_an_unbalanced_voucher_is_found_with_both_sums(office: Office) -> None:
    """A voucher whose debit and credit differ stops the import and names both sums."""
    # Guard: drafts/books.py:_unbalanced
    path = office.csv("凭证.csv", HEADERS, RENT[0], (*RENT[1][:6], "1,000.00", *RENT[1][7:]))
    ((row, column, words),) = told(office.read(path).findings)
    assert (row, column) == (2, "借方")
    assert "记-1" in words
    assert "120000" in words
    assert "100000" in words
    assert office.all(Voucher) == []


def test_all_problems_of_all_rows_come_back_at_once(office: Office) -> None:
    """Impossible date, unreadable amount, unknown account, missing amount, account and number: all in one report."""
    path = office.csv(
        "凭证.csv",
        HEADERS,
        *RENT,
        ("记-2", "2026-02-30", "买纸", "513", "", "五十", "", "", "9", "也许", "二", ""),
        ("记-3", "2026-03-06", "买笔", "999", "", "50", "", "", "7", "", "", ""),
        ("记-3", "2026-03-07", "买笔", "", "", "", "", "", "", "", "", ""),
        ("", "2026-03-08", "买墨", "513", "", "5", "", "", "", "", "", ""),
        ("记-4", "", "买砚", "513", "", "5", "", "", "", "", "", ""),
    )
    report = office.read(path)
    assert {(row, column) for row, column, _ in told(report.findings)} == {
        (4, "日期"), (4, "借方"), (4, "监委审核章"), (4, "附件数"), (5, "科目代码"), (5, "审批层级(1-4)"), (6, "日期"),
        (6, "借方"), (6, "科目代码"), (7, "凭证号"), (8, "日期"),
    }  # fmt: skip
    assert [row for row, _, _ in told(report.findings)] == sorted(row for row, _, _ in told(report.findings))
    assert all(str(finding.message).count(".") for finding in report.findings)
    assert office.all(Voucher) == []


def test_an_account_may_be_named_instead_of_coded(office: Office) -> None:
    """A table with names only is read by the chart's names."""
    headers = ("凭证号", "日期", "摘要", "科目名称", "借方", "贷方")
    good = (
        ("记-1", "2026-03-05", "x", "库存现金", "5", ""),
        ("记-1", "2026-03-05", "x", "经营收入-租赁收入", "", "5"),
    )
    assert not office.read(office.csv("凭证.csv", headers, *good)).blocked
    assert [line.account for line in office.all(Voucher)[0].lines] == ["101", "501"]
    bad = ("记-2", "2026-03-05", "x", "小金库", "5", "")
    ((row, column, _),) = told(office.read(office.csv("凭证.csv", headers, *good, bad)).findings)
    assert (row, column) == (4, "科目名称")


def test_a_voucher_without_a_summary_is_called_by_its_accounts(office: Office) -> None:
    """The summary may be missing; a list still names the voucher."""
    headers = ("凭证号", "日期", "科目代码", "借方", "贷方")
    office.read(office.csv("凭证.csv", headers, ("1", "2026-03-05", "101", "5", ""), ("1", "", "501", "", "5")))
    assert office.all(Voucher)[0].title == "库存现金、经营收入"


def test_the_same_number_in_another_year_is_another_voucher(office: Office) -> None:
    """Numbers start again each year."""
    again = tuple((row[0], "2025-03-05", *row[2:]) for row in RENT)
    assert office.read(office.csv("凭证.csv", HEADERS, *RENT, *again)).inserted == 2


def test_a_number_in_two_files_is_found(office: Office) -> None:
    """The same voucher in two files of one import is named with the file where it stands first."""
    one, two = office.csv("一.csv", HEADERS, *RENT), office.csv("二.csv", HEADERS, *RENT)
    ((row, column, words),) = told(office.read(one, two).findings)
    assert (row, column) == (2, "凭证号")
    assert "记-1 stands in 一.csv row 2 already" in words


def test_a_corrected_file_corrects_the_copy(office: Office) -> None:
    """P1: the disclosure copy is corrected by importing again; id and what the table has no column for stay."""
    office.read(office.csv("凭证.csv", HEADERS, *RENT))
    (before,) = office.all(Voucher)
    better = [(*row[:2], "收东塘承包金", *row[3:7], "", *row[8:-1], "") for row in RENT]
    report = office.read(office.csv("凭证.csv", HEADERS, *better))
    (after,) = office.all(Voucher)
    assert (report.inserted, report.updated, report.unchanged) == (0, 1, 0)
    assert (after.id, after.summary, after.contract) == (before.id, "收东塘承包金", "")
    assert after.place is MoneyPlace.CASH  # no longer named, so the lines tell it


@pytest.mark.parametrize(
    "headers",
    [("科目代码", "科目名称", "期初借方", "期初贷方"), ("account", "account_name", "debit", "credit")],
)
def test_opening_balances_are_read(office: Office, headers: tuple[str, ...]) -> None:
    """One row is one account's balance."""
    path = office.csv("期初.csv", headers, ("101", "", "1,000", ""), ("", "公积公益金", "", "1,000"))
    assert office.read(path, kind="opening_balances").inserted == 2
    assert {(one.account, one.account_name, one.debit, one.credit) for one in office.all(OpeningBalance)} == {
        ("101", "库存现金", 100000, 0),
        ("311", "公积公益金", 0, 100000),
    }


def test_months_closed_are_read(office: Office) -> None:
    """A month is closed on a day that cannot lie before it."""
    path = office.xlsx("结账.xlsx", ("期间", "结账日期"), ("2026年3月", date(2026, 4, 10)), (202604, "2026-05-09"))
    assert office.read(path).inserted == 2
    assert {(one.month, one.closed_on) for one in office.all(Closing)} == {
        ("2026-03", date(2026, 4, 10)),
        ("2026-04", date(2026, 5, 9)),
    }
    ((row, column, _),) = told(
        office.read(office.csv("b.csv", ("期间", "结账日期"), ("2026-03", "2026-02-01"))).findings
    )
    assert (row, column) == (2, "结账日期")
