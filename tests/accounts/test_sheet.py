"""The finance disclosure sheet: entry by entry, per account, reviewed, frozen, corrected by a new version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.accounts.own import a_draft, own_books, posted, spending, stamped
from tests.support.builders import TODAY, Staff, a_voucher, an_entry, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher
from village_board.accounts.months import MonthNotOver
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import Contract, Instalment
from village_board.accounts.service import month_money
from village_board.accounts.sheet import SheetPeriodWrong, breaks_of, period_of, sheet_of
from village_board.accounts.sheet_model import FinanceSheet, SheetState
from village_board.accounts.sheet_print import ENTRIES, printed
from village_board.accounts.sheet_reading import body_of, books_changed, published_sheets, sheet_breaks, standing_sheet
from village_board.accounts.sheet_service import (
    BooksMoved,
    CorrectionUnexplained,
    SheetNotReady,
    SheetOpen,
    VouchersUnstamped,
    prepare_sheet,
    publish_sheet,
    review_sheet,
)
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.catalogue.model import Frequency
from village_board.disclosure.finance_item import EntryAnswered, NoFinanceEntry, submit_sheet_item
from village_board.disclosure.model import Correction, Item, ItemStatus
from village_board.disclosure.refusals import ItemNotReady
from village_board.disclosure.service import review_item, sign_item
from village_board.interchange.print_sheet import PrintSheet, PrintTable, write_print_sheet
from village_board.people.acts import Act
from village_board.people.service import OFFICE, SamePerson

MONTH = "2026-03"
FEN = st.integers(1, 10**8)
LINES = st.lists(
    st.tuples(st.sampled_from(("101", "10201", "10202", "501", "51301", "211")),
              st.sampled_from(("101", "10201", "10202", "503", "514", "112")), FEN),
    min_size=1, max_size=3,
)  # fmt: skip


def opened(board: Board) -> None:
    """Give the village cash and two bank accounts."""
    keep(
        board,
        OpeningBalance(account="101", account_name="库存现金", debit=50_000),
        OpeningBalance(account="10201", account_name="银行存款-基本户", debit=900_000),
        OpeningBalance(account="10202", account_name="银行存款-专户", debit=300_000),
        OpeningBalance(account="311", credit=1_250_000),
    )


def march(board: Board, *extra: Voucher) -> list[Voucher]:
    """Keep a rent, a purchase, a transfer between own accounts and a deposit of a villager."""
    return keep(
        board,
        a_voucher("记-1", date(2026, 3, 2), ("10201", 120_000, 0), ("50102", 0, 120_000)),
        a_voucher("记-2", date(2026, 3, 5), ("51302", 20_000, 0), ("101", 0, 20_000)),
        a_voucher("记-3", date(2026, 3, 9), ("10202", 70_000, 0), ("10201", 0, 70_000)),
        replace(
            a_voucher("记-4", date(2026, 3, 9), ("10201", 6_000, 0), ("21101", 0, 6_000)),
            summary="收王小二租赁押金",
            counterparty="王小二",
        ),
        *extra,
    )


def prepared(board: Board, staff: Staff, period: str = MONTH, **given: Any) -> FinanceSheet:
    """Return the sheet that the clerk prepared."""
    with board.desk(staff.clerk) as desk:
        return prepare_sheet(desk, period, village="试验村", **given)


def published(board: Board, staff: Staff, period: str = MONTH, **given: Any) -> FinanceSheet:
    """Return a sheet after its three people."""
    sheet = prepared(board, staff, period, **given)
    with board.desk(staff.overseer) as desk:
        review_sheet(desk, sheet.id)
    with board.desk(staff.director) as desk:
        return publish_sheet(desk, sheet.id)


@pytest.fixture
def board() -> Any:
    """A board with opening balances and one month."""
    made = memory_board(GivenClock(TODAY))
    opened(made)
    march(made)
    yield made
    made.close()


def test_each_account_opens_earns_spends_and_closes_and_a_transfer_is_no_spending(board: Board) -> None:
    """Per account: opening + income - expense, with what was moved, is what the ledger holds at the end."""
    # Guard: accounts/sheet.py:_share_out - 700 yuan carried to another bank account hang on the wall as spending.
    body = body_of(board.records(), period_of(MONTH))
    rows = {
        one.account: (one.opening, one.income, one.expense, one.moved_in, one.moved_out, one.closing)
        for one in body.accounts
    }
    assert rows == {
        "101": (50_000, 0, 20_000, 0, 0, 30_000),
        "10201": (900_000, 126_000, 0, 0, 70_000, 956_000),
        "10202": (300_000, 0, 0, 70_000, 0, 370_000),
    }
    assert [(one.income, one.expense, one.moved, one.balance) for one in body.entries] == [
        (120_000, 0, 0, 1_370_000), (0, 20_000, 0, 1_350_000), (0, 0, 70_000, 1_350_000), (6_000, 0, 0, 1_356_000),
    ]  # fmt: skip
    money = month_money(board.records(), MONTH)
    assert money is not None
    assert (body.opening, body.income, body.expense, body.closing) == (
        money.opening,
        money.income,
        money.expense,
        money.closing,
    )


@given(
    made=st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 4, 30)), LINES), max_size=10),
    text=st.sampled_from(("2026-01", "2026-03", "2026-Q1")),
)
@settings(max_examples=25, deadline=None)
def test_the_sheet_comes_out_even_whatever_is_posted(made: list[Any], text: str) -> None:
    """Opening + income - expense = closing, for all accounts together and for each; entries add up to the accounts."""
    board = memory_board(GivenClock(TODAY))
    opened(board)
    for n, (day, pairs) in enumerate(made):
        lines = [line for debit, credit, fen in pairs for line in ((debit, fen, 0), (credit, 0, fen))]
        keep(board, a_voucher(f"记-{n}", day, *lines))
    body = body_of(board.records(), period_of(text))
    assert list(breaks_of(body)) == []
    assert body.opening + body.income - body.expense == body.closing
    assert sum(one.income for one in body.accounts) == body.income
    assert sum(one.moved_in for one in body.accounts) == sum(one.moved_out for one in body.accounts)
    assert body.entries == () or body.entries[-1].balance == body.closing
    board.close()


def test_a_break_is_named_with_its_numbers() -> None:
    """Where the books hold another sum than the entries make, the sheet says which, and prints nothing away."""
    # Guard: accounts/sheet.py:breaks_of - a sheet that does not add up looks like one that does.
    vouchers = [a_voucher("记-1", date(2026, 3, 2), ("101", 500, 0), ("50102", 0, 500))]
    body = sheet_of(period_of(MONTH), vouchers, {"101": 1_000}, {"101": 1_400}, {"101": "库存现金"})
    (found,) = breaks_of(body)
    assert str(found.message) == "库存现金: opening 1000 and the entries make 1500, but the books hold 1400."


@pytest.mark.parametrize("text", ["2026", "2026-13", "2026-Q5", "三月", "0000-01", ""])
def test_what_is_neither_month_nor_quarter_is_refused(text: str) -> None:
    """A sheet is of a month or of a quarter."""
    with pytest.raises(SheetPeriodWrong):
        period_of(text)


def test_p5_three_people_take_the_three_steps(board: Board, staff: Staff) -> None:
    """P5: prepared, reviewed by the oversight committee, signed: no person does two, none is left out."""
    # Guard: accounts/sheet_service.py:publish_sheet - one person writes, passes and signs the village's money.
    sheet = prepared(board, staff)
    assert not sheet.public
    with board.desk(staff.director) as desk, pytest.raises(SheetNotReady):
        publish_sheet(desk, sheet.id)
    with board.desk(staff.clerk) as desk, pytest.raises(NotPermitted):
        review_sheet(desk, sheet.id)
    with board.desk(staff.overseer) as desk:
        assert review_sheet(desk, sheet.id).state is SheetState.REVIEWED
    with board.desk(staff.overseer) as desk, pytest.raises(NotPermitted):
        publish_sheet(desk, sheet.id)
    with board.desk(staff.director) as desk:
        done = publish_sheet(desk, sheet.id)
    assert (done.public, done.published_on) == (True, TODAY)
    assert [one.id for one in published_sheets(board.records())] == [done.id]


def test_p5_who_prepared_cannot_sign(board: Board, staff: Staff) -> None:
    """P5: a director who prepared the sheet is not its signer."""
    with board.desk(staff.director) as desk:
        sheet = prepare_sheet(desk, MONTH)
    with board.desk(staff.overseer) as desk:
        review_sheet(desk, sheet.id)
    with board.desk(staff.director) as desk, pytest.raises(SamePerson):
        publish_sheet(desk, sheet.id)


def test_a_month_that_is_not_over_has_no_sheet(board: Board, staff: Staff) -> None:
    """The sheet of a month is prepared after its last day."""
    with pytest.raises(MonthNotOver):
        prepared(board, staff, f"{TODAY:%Y-%m}")


def test_a_later_change_of_the_books_is_seen_and_stops_the_signature(board: Board, staff: Staff) -> None:
    """What was prepared is frozen: a voucher that changes afterwards is named, and nobody signs over it."""
    # Guard: accounts/sheet.py:changed_since - the wall says one sum, the books another, and nothing tells.
    sheet = prepared(board, staff)
    with board.desk(staff.overseer) as desk:
        review_sheet(desk, sheet.id)
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        (voucher,) = [one for one in desk.all(Voucher) if one.number == "记-2"]
        desk.put(replace(voucher, summary="另一件事"))
        desk.record()
    (found,) = books_changed(board.records(), sheet)
    assert "2026/记-2" in str(found.message)
    with board.desk(staff.director) as desk, pytest.raises(BooksMoved, match="记-2"):
        publish_sheet(desk, sheet.id)
    again = prepared(board, staff, again=True)
    assert (again.id, again.state, books_changed(board.records(), again)) == (sheet.id, SheetState.PREPARED, [])


def test_a_new_voucher_and_an_old_opening_are_seen_too(board: Board, staff: Staff) -> None:
    """A voucher that came later, and an earlier month that moved the opening balance, are both named."""
    sheet = published(board, staff)
    keep(board, a_voucher("记-9", date(2026, 3, 20), ("51302", 100, 0), ("101", 0, 100)))
    keep(board, a_voucher("记-0", date(2026, 2, 20), ("51302", 700, 0), ("101", 0, 700)))
    said = " ".join(str(found.message) for found in books_changed(board.records(), sheet))
    assert "2026/记-9" in said
    assert "The opening balance was 1250000 and is 1249300." in said


def test_a_correction_is_a_new_version_and_the_old_one_stays(board: Board, staff: Staff) -> None:
    """A published sheet is never edited: the next version says what and why, and the first stays readable."""
    # Guard: accounts/sheet_service.py:prepare_sheet - yesterday's sheet is gone, and with it what was wrong in it.
    first = published(board, staff)
    with pytest.raises(CorrectionUnexplained):
        prepared(board, staff)
    keep(board, a_voucher("记-9", date(2026, 3, 20), ("51302", 100, 0), ("101", 0, 100)))
    second = prepared(board, staff, what="补记一笔办公费", why="票据迟到")
    with pytest.raises(SheetOpen):
        prepared(board, staff, what="再补", why="再补")
    assert standing_sheet(board.records(), MONTH) == board.records().get(FinanceSheet, first.id)
    with board.desk(staff.overseer) as desk:
        review_sheet(desk, second.id)
    with board.desk(staff.director) as desk:
        second = publish_sheet(desk, second.id)
    kept = board.records().get(FinanceSheet, first.id)
    assert (kept.state, kept.public, kept.body) == (SheetState.SUPERSEDED, True, first.body)
    assert (second.version, second.correction.replaces, second.body.expense) == (2, first.id, 20_100)


def submitted(board: Board, staff: Staff, sheet: FinanceSheet) -> Item:
    """Draft and submit the sheet's item, as the clerk."""
    with board.desk(staff.clerk) as desk:
        return submit_sheet_item(desk, board.attachments, sheet.id)[0]


def signed(board: Board, staff: Staff, item: Item) -> Item:
    """Let two others review and sign it."""
    with board.desk(staff.overseer) as desk:
        review_item(desk, item.id)
    with board.desk(staff.director) as desk:
        return sign_item(desk, item.id)


def test_p5_publishing_a_sheet_publishes_no_item(board: Board, staff: Staff) -> None:
    """P5: the sheet's item is drafted from it and goes past the machine, a reviewer and a signer like any other."""
    # Guard: accounts/sheet_service.py:publish_sheet - an item on the wall that the gate never saw.
    keep(board, an_entry("SG-13", Frequency.MONTHLY))
    first = published(board, staff)
    assert (first.item, list(board.records().all(Item))) == ("", [])
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        submit_sheet_item(desk, board.attachments, first.id)
    item = submitted(board, staff, first)
    assert (item.status, item.public, item.submitted_by) == (ItemStatus.SUBMITTED, False, staff.clerk.id)
    assert board.records().get(FinanceSheet, first.id).item == item.id
    with pytest.raises(ItemNotReady):
        submitted(board, staff, first)
    done = signed(board, staff, item)
    assert (done.catalogue, done.period, done.status, done.signed_by) == (
        "SG-13",
        MONTH,
        ItemStatus.PUBLISHED,
        staff.director.id,
    )
    assert "上期结存 12,500.00元 ＋ 本期收入 1,260.00元 － 本期支出 200.00元 ＝ 本期结存 13,560.00元" in done.content


def test_the_item_of_a_corrected_sheet_is_a_correction_with_the_sheets_reason(board: Board, staff: Staff) -> None:
    """A new version of the sheet points to the item that stands; what it says otherwise becomes its correction."""
    keep(board, an_entry("SG-13", Frequency.MONTHLY))
    item = signed(board, staff, submitted(board, staff, published(board, staff)))
    keep(board, a_voucher("记-9", date(2026, 3, 20), ("51302", 100, 0), ("101", 0, 100)))
    second = published(board, staff, what="补记一笔办公费", why="票据迟到")
    assert second.item == item.id
    corrected = signed(board, staff, submitted(board, staff, second))
    assert corrected.correction is not None
    assert (corrected.version, corrected.correction.replaces, corrected.correction.what) == (
        2,
        item.id,
        "补记一笔办公费",
    )
    assert board.records().get(Item, item.id).status is ItemStatus.SUPERSEDED
    with pytest.raises(EntryAnswered):
        submitted(board, staff, second)


def test_an_item_is_drafted_of_a_published_sheet_and_for_an_entry_only(board: Board, staff: Staff) -> None:
    """What is only prepared has no item, nor has a village without the entry in its catalogue."""
    with pytest.raises(SheetNotReady):
        submitted(board, staff, prepared(board, staff))
    with pytest.raises(NoFinanceEntry):
        submitted(board, staff, published(board, staff, again=True))


def test_two_sheets_in_a_row_hang_together(board: Board, staff: Staff) -> None:
    """This sheet begins with what the one before ended with; where it does not, both numbers are named."""
    published(board, staff)
    keep(board, a_voucher("记-20", date(2026, 4, 2), ("101", 500, 0), ("50102", 0, 500)))
    april = prepared(board, staff, "2026-04")
    assert sheet_breaks(board.records(), april) == []
    keep(board, a_voucher("记-9", date(2026, 3, 31), ("51302", 100, 0), ("101", 0, 100)))
    april = prepared(board, staff, "2026-04", again=True)
    (found,) = sheet_breaks(board.records(), april)
    assert "300" in str(found.message)
    assert "29900" in str(found.message)


def test_p14_a_private_payee_has_a_surname_only(board: Board, staff: Staff) -> None:
    """P14: the deposit of a villager stands there with amount and day; the name is masked, in the summary too."""
    # Guard: text/party.py:without_party - who pays a deposit for a room hangs on the wall by name.
    body = prepared(board, staff).body
    assert body.entries[-1].summary == "收王**租赁押金"
    assert [(one.party, one.amount) for one in body.debts] == [("王**", -6_000)]


def test_instalments_due_and_corrections_of_the_period_stand_there(board: Board, staff: Staff) -> None:
    """What fell due and what is still unpaid from before; and what the village corrected, with the reason."""
    keep(board, Contract(number="HT-1", name="鱼塘承包合同", type="承包", party_b="王塘主"))
    keep(
        board,
        Instalment(contract="HT-1", sequence=1, due_on=date(2026, 1, 10), due=500, paid=200, key="HT-1/1"),
        Instalment(contract="HT-1", sequence=2, due_on=date(2026, 3, 10), due=500, paid=500, key="HT-1/2"),
        Instalment(contract="HT-1", sequence=3, due_on=date(2026, 4, 10), due=500, key="HT-1/3"),
    )
    said = Correction("电费更正为 96 元。", "漏记一笔。", "i2345678", date(2026, 3, 8))
    keep(board, Item(number="GK-1", name="二月收支", published_on=date(2026, 3, 8), version=2, correction=said))
    body = prepared(board, staff).body
    assert [(one.due_on.month, one.lacking) for one in body.dues] == [(1, 300), (3, 0)]
    assert [(one.question, one.answer) for one in body.questions] == [("二月收支：电费更正为 96 元。", "漏记一笔。")]


def test_a_sheet_waits_for_the_stamps_of_own_books() -> None:
    """Where the village posts itself, no sheet is passed while a voucher of its period has no stamp."""
    own = memory_board(GivenClock(TODAY))
    people = hire(own)
    own_books(own, people)
    stamped(own, people, a_draft(date(2026, 3, 1), ("102", 90_000, 0), ("501", 0, 90_000)))
    posted(own, people, spending(1_000, date(2026, 3, 4)))
    sheet = prepared(own, people)
    with own.desk(people.overseer) as desk, pytest.raises(VouchersUnstamped):
        review_sheet(desk, sheet.id)
    own.close()


def test_a_month_reads_its_own_vouchers_only(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the ledger: a month's sheet reads the vouchers of that month, and kept totals."""
    # Guard: accounts/sheet_reading.py:body_of - the sheet grows slower with every year of the books.
    keep(board, *(
        a_voucher(f"记-{n}", date(2024 + n % 2, n % 12 + 1, 5), ("51302", 1, 0), ("101", 0, 1)) for n in range(100, 160)
    ))  # fmt: skip
    seen: list[str] = []
    monkeypatch.setattr("village_board.accounts.sheet._net", lambda voucher: seen.append(voucher.month) or {})
    records = board.records()
    monkeypatch.setattr(records, "all", lambda cls: pytest.fail("every voucher") if cls is Voucher else iter(()))
    body_of(records, period_of(MONTH), Ledger(records))
    assert seen == [MONTH] * 4


def test_a11_the_wall_sheet_is_a4_across_and_runs_no_formula(board: Board, staff: Staff, tmp_path: Path) -> None:
    """A11, A12: XLSX set up for A4 across, as wide as one page; a summary that is a formula stays a text."""
    # Guard: interchange/print_sheet.py:_put - a shop's bill runs a command on the clerk's machine.
    keep(
        board,
        replace(a_voucher("记-9", date(2026, 3, 20), ("51302", 100, 0), ("101", 0, 100)), summary="=HYPERLINK(1)"),
    )
    whole = printed(prepared(board, staff), {})
    entries = next(section for section in whole.sections if section.key == ENTRIES)
    rows = tuple(tuple(cell if isinstance(cell, str | int | date) else None for cell in row) for row in entries.rows)
    sheet = PrintSheet(whole.title, (("村名", "试验村"),), (PrintTable("逐笔", ("列",) * 9, rows, apart=True),))
    write_print_sheet(tmp_path / "榜.xlsx", sheet)
    write_print_sheet(tmp_path / "榜.csv", sheet)
    book = openpyxl.load_workbook(tmp_path / "榜.xlsx")
    page = book["逐笔"]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    cells = [cell for row in page.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert [cell.data_type for cell in cells] == ["s"]
    assert "'=HYPERLINK(1)" in (tmp_path / "榜.csv").read_text("utf-8-sig")


def test_an_item_from_the_clerks_table_stands_and_is_pointed_to(board: Board, staff: Staff) -> None:
    """An imported item of the period is not replaced: importing the table again must change nothing."""
    # Guard: disclosure/finance_item.py:_drafted - the next import makes two items of one period.
    keep(board, an_entry("SG-13", Frequency.MONTHLY))
    (item,) = keep(board, Item(number="GK-3", name="三月收支", catalogue="SG-13", period=MONTH, imported=True))
    sheet = published(board, staff)
    assert sheet.item == item.id
    with pytest.raises(EntryAnswered):
        submitted(board, staff, sheet)
    assert board.records().get(Item, item.id) == item
