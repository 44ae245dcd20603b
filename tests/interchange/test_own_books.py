"""What an import brings to the books beside its rows, and what it may not touch (P1)."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interchange.conftest import TODAY, VOUCHER_HEADERS, Office, told
from village_board.accounts.books_model import Account, Books, BooksMode, NumberSeries
from village_board.accounts.ledger import Ledger, recount
from village_board.accounts.model import Closing, Reopening, Voucher, VoucherStep
from village_board.accounts.rules import with_sums

RENT = (
    ("记-1", "2026-03-05", "收塘租", "10201", "银行存款-基本户", "1,200.00", ""),
    ("记-1", "2026-03-05", "收塘租", "50101", "经营收入-发包收入", "", "1,200.00"),
)
PAPER = (
    ("记-2", "2026-04-05", "购纸", "51302", "管理费用-办公费", "50.00", ""),
    ("记-2", "2026-04-05", "购纸", "10201", "银行存款-基本户", "", "50.00"),
)


def test_the_villages_own_accounts_are_learned_with_their_names(office: Office) -> None:
    """Second-level codes of a table and of the opening balances are kept below the chart, once."""
    # Guard: interchange/entering.py:_write_books - sheets with bare codes.
    office.read(office.csv("凭证.csv", VOUCHER_HEADERS, *RENT, *PAPER))
    opening = office.csv(
        "期初余额.csv", ("科目代码", "科目名称", "期初借方", "期初贷方"), ("21101", "应付款－押金", "", "9")
    )
    office.read(opening)
    learned = {one.code: (one.name, one.parent, one.learned) for one in office.all(Account)}
    assert learned == {
        "10201": ("基本户", "102", True),
        "21101": ("押金", "211", True),
        "50101": ("发包收入", "501", True),
        "51302": ("办公费", "513", True),
    }
    with office.desk() as desk:
        assert Ledger(desk).name("51302") == "管理费用-办公费"


def test_the_copy_carries_the_day_on_which_it_was_taken(office: Office) -> None:
    """P1: a disclosure copy is dated; the same table again changes nothing, not even that."""
    # Guard: accounts/books.py:note_copy
    path = office.csv("凭证.csv", VOUCHER_HEADERS, *RENT)
    office.read(path)
    (books,) = office.all(Books)
    assert (books.mode, books.copied_on) == (BooksMode.DISCLOSURE_COPY, TODAY)
    office.today = date(2026, 11, 30)
    assert office.read(path).unchanged == 1
    assert office.all(Books) == [books]
    office.read(office.csv("四月.csv", VOUCHER_HEADERS, *PAPER))
    assert office.all(Books)[0].copied_on == date(2026, 11, 30)


@given(amounts=st.lists(st.integers(1, 10**9), min_size=1, max_size=6), again=st.integers(1, 3))
@settings(max_examples=15)
def test_importing_again_changes_no_sheet(office: Office, amounts: list[int], again: int) -> None:
    """Twice or four times the same table, then a corrected one: the sheets are those of the last table."""

    # Guard: accounts/kept.py:Keeping.changed - each import adds its amounts once more.
    def table(fens: list[int]) -> list[tuple[object, ...]]:
        return [
            row
            for n, fen in enumerate(fens)
            for row in (
                (f"记-{n}", f"2026-0{n % 6 + 1}-05", "收", "101", "库存现金", f"{fen / 100:.2f}", ""),
                (f"记-{n}", f"2026-0{n % 6 + 1}-05", "收", "501", "经营收入", "", f"{fen / 100:.2f}"),
            )
        ]

    for _ in range(again):
        office.read(office.csv("凭证.csv", VOUCHER_HEADERS, *table(amounts)))
    corrected = [fen + 1 for fen in amounts]
    office.read(office.csv("凭证.csv", VOUCHER_HEADERS, *table(corrected)))
    with office.desk() as desk:
        assert Ledger(desk).balances(TODAY) == {"101": sum(corrected), "501": -sum(corrected)}
        assert recount(desk) == []
        for voucher in list(desk.all(Voucher)):
            desk.require("import")  # type: ignore[arg-type]
            desk.remove(voucher)
            desk.record()


def test_a_village_with_its_own_books_posts_and_does_not_import(office: Office) -> None:
    """P1: from the day on which its own books begin no table adds a voucher; before it, it may."""
    # Guard: interchange/drafts/own.py:find_own - two sets of books.
    office.put(Books(mode=BooksMode.OWN_BOOKS, since=date(2026, 4, 1)))
    report = office.read(office.csv("凭证.csv", VOUCHER_HEADERS, *RENT, *PAPER))
    assert [(row, column) for row, column, _ in told(report.findings)] == [(4, "凭证号")]
    assert office.all(Voucher) == []
    assert office.read(office.csv("三月.csv", VOUCHER_HEADERS, *RENT)).inserted == 1


def test_a_table_cannot_change_a_voucher_that_was_posted(office: Office) -> None:
    """Reversal instead of edit: the same again is no finding, another amount is one."""
    # Guard: interchange/drafts/own.py:find_own - an import edits the village's own books.
    path = office.csv("凭证.csv", VOUCHER_HEADERS, *RENT)
    office.read(path)
    (copied,) = office.all(Voucher)
    office.put(with_sums(_as(copied, step=VoucherStep.POSTED)))
    assert office.read(path).unchanged == 1
    other = [(*row[:5], row[5].replace("1,200", "1,300"), row[6].replace("1,200", "1,300")) for row in RENT]
    report = office.read(office.csv("改.csv", VOUCHER_HEADERS, *other))
    assert [(row, column) for row, column, _ in told(report.findings)] == [(2, "凭证号")]
    assert office.all(Voucher)[0].money_in == 120_000


def _as(voucher: Voucher, **changed: object) -> Voucher:
    from dataclasses import replace  # noqa: PLC0415

    return replace(voucher, **changed)  # type: ignore[arg-type]


def test_a_number_of_the_programs_own_series_is_not_imported(office: Office) -> None:
    """A late table of the township's cannot take a number that the program gives next."""
    office.put(NumberSeries(series="2026/记", first=2, last=5), Books(mode=BooksMode.OWN_BOOKS, since=date(2026, 6, 1)))
    report = office.read(office.csv("凭证.csv", VOUCHER_HEADERS, *RENT, *PAPER))
    assert [row for row, _, _ in told(report.findings)] == [4]


def test_a_month_that_was_opened_again_takes_vouchers(office: Office) -> None:
    """Only months that are closed now keep new vouchers out."""
    # Guard: interchange/importing.py:_closed
    office.read(office.csv("三月.csv", VOUCHER_HEADERS, *RENT))
    again = (Reopening(date(2026, 4, 9), "p2222222", "漏记"),)
    office.put(Closing(month="2026-03", closed_on=date(2026, 4, 5), is_open=True, reopened=again))
    late = [(row[0].replace("2", "9"), "2026-03-09", *row[2:]) for row in PAPER]
    assert office.read(office.csv("补.csv", VOUCHER_HEADERS, *late)).inserted == 1
