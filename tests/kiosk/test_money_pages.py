"""The finance sheet, the trail and the explaining pages on the kiosk; bars that lie on no colour alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.bars import bar_groups
from kiosk.layout import BARS_WIDEST, lines_of, paginate
from kiosk.pages.accounts import AccountsPage, MonthPage, VoucherPage
from kiosk.pages.doors import door
from kiosk.pages.explained import DebtsPage, ExplainedPage, MonthlyPage, PayPage, RentsDuePage, UsePage, UsesPage
from kiosk.pages.finance import EntriesPage, FinanceSheetPage, FinanceSheetsPage
from kiosk.pages.follow import FollowPage
from kiosk.pages.resolutions import ResolutionPage
from kiosk.sheet import Bar, Bars, Page, Sheet
from kiosk.themes import DAY, NIGHT
from tests.accounts.own import a_draft, own_books, posted, stamped
from tests.kiosk.hall import entries, hall, shelf_of
from tests.kiosk.test_pages import words_of
from tests.support.builders import Staff, a_voucher, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.model import Voucher
from village_board.accounts.sheet_service import prepare_sheet, publish_sheet, review_sheet
from village_board.base.errors import NotFound
from village_board.board import Board
from village_board.text.lines import cells

DAY_OF_TEST = date(2026, 11, 20)
labels = st.text(st.sampled_from("收入支出村道abcde1，（）"), max_size=14)
bars = st.builds(
    Bar, labels, st.integers(0, 10**12), st.text("0123456789,.元", max_size=18), st.sampled_from(("full", "line")),
    st.one_of(st.just(0), st.integers(1, 10**12)),
)  # fmt: skip


def text(line: tuple[tuple[str, str], ...]) -> str:
    return "".join(words for words, _ in line)


@given(
    st.lists(st.tuples(labels, st.lists(bars, min_size=1, max_size=3).map(tuple)), max_size=5).map(tuple),
    st.integers(24, 108),
)
def test_k14_every_line_of_a_bar_is_as_wide_as_the_page(
    groups: tuple[tuple[str, tuple[Bar, ...]], ...], width: int
) -> None:
    """K14: whatever the labels and amounts: each line of the bars has the same width in cells, and none is wider."""
    # Guard: kiosk/bars.py:bar_groups - a long name pushes the amount over the edge of the screen.
    lines = [text(line) for line in lines_of(Bars(groups), width) if line]
    assert {cells(line) for line in lines} <= {min(width, BARS_WIDEST)}
    assert {cell_len(line) for line in lines} <= {min(width, BARS_WIDEST)}


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=6), st.integers(60, 108))
def test_bars_begin_at_nothing_and_are_as_long_as_their_value(values: list[int], width: int) -> None:
    """One scale from nothing on: the largest fills it, half is half as long, nothing has no bar, little one cell."""
    # Guard: kiosk/bars.py:_bar - a scale that begins at 90 % makes a small difference look huge.
    (group,) = bar_groups(Bars((("", tuple(Bar("用途", one, "1.00元") for one in values)),)), width)
    lengths = [text(line).count("▄") for line in group]
    room = width - 4 - 6 - 4
    for value, length in zip(values, lengths, strict=True):
        exact = value * room // max(values) if max(values) else 0
        assert length == (max(exact, 1) if value else 0)


def test_k2_bars_differ_in_word_and_texture_not_by_colour_alone() -> None:
    """K2: without any colour it is still plain which bar is income and which is spending."""
    # Guard: kiosk/bars.py:TEXTURES - on a grey screen income and spending are one.
    (group,) = bar_groups(Bars((("", (Bar("收入", 5, "5元"), Bar("支出", 5, "5元", "line"))),)), 60)
    first, second = map(text, group)
    assert ("收入" in first, "▄▄" in first, "━━" in first) == (True, True, False)
    assert ("支出" in second, "━━" in second, "▄▄" in second) == (True, True, False)


def test_a_bar_up_to_a_whole_shows_what_is_left_of_it() -> None:
    """A bar that ends at 100 % is full there, and shows the rest by dots."""
    (group,) = bar_groups(Bars((("", (Bar("已收", 50, "", of=100), Bar("已收", 200, "", of=100))),)), 60)
    half, full = map(text, group)
    assert half.count("▄") == half.count("·") or abs(half.count("▄") - half.count("·")) == 1
    assert full.count("·") == 0


def test_the_bars_of_a_month_stay_on_one_leaf() -> None:
    """A leaf never ends between a month's income and its spending."""
    pairs = tuple(("", (Bar(f"{n}月收入", n, "1元"), Bar(f"{n}月支出", n, "1元", "line"))) for n in range(1, 13))
    for leaf in paginate([Bars(pairs)], 80, 9):
        (block,) = leaf.blocks
        assert len(block) % 2 == 0


# The pages


def with_sheet(board: Board, staff: Staff) -> str:
    """Publish the sheet of October and return its id."""
    with board.desk(staff.clerk) as desk:
        sheet = prepare_sheet(desk, "2026-10", village="桃溪村", telephone="0512-1")
    with board.desk(staff.overseer) as desk:
        review_sheet(desk, sheet.id)
    with board.desk(staff.director) as desk:
        return publish_sheet(desk, sheet.id).id


def test_k3_every_explaining_page_is_within_three_taps_of_home(board: Board) -> None:
    """K3: home, accounts, and there: months, uses, rents, debts, pay, sheets."""
    # Guard: kiosk/pages/explained.py:explained_entry - the village's money is explained where nobody looks.
    shelf = shelf_of(board)
    assert isinstance(door(2), AccountsPage)
    second = [row.goto for row in entries(door(2).read(shelf))]
    assert {ExplainedPage(2026), FinanceSheetsPage()} <= set(second[:4])
    third = {row.goto for row in entries(ExplainedPage(2026).read(shelf))}
    assert third >= {MonthlyPage(2026), UsesPage(2026), RentsDuePage(), DebtsPage(), PayPage(2026)}
    uses = UsesPage(2026).read(shelf)
    assert any(isinstance(row.goto, UsePage) for row in entries(uses))


def test_the_year_is_three_numbers_and_one_sentence(board: Board) -> None:
    """Income, spending, what is left, with their unit; and one plain sentence."""
    said = words_of(ExplainedPage(2026).read(shelf_of(board)))
    for expected in ("本年收入", "本年支出", "结余", "2026年", "元"):
        assert expected in said


@pytest.mark.parametrize("size", [(80, 24), (53, 47), (240, 67)])
@pytest.mark.parametrize("theme", [DAY, NIGHT])
async def test_k14_the_bars_fit_every_size_in_both_themes(board: Board, size: tuple[int, int], theme: str) -> None:
    """K14: at 80x24, portrait and a large screen, by day and by night, nothing is cut and the unit stands there."""
    async with hall(board, size) as there:
        there.app.theme = theme
        for page in (MonthlyPage(2026), UsesPage(2026), RentsDuePage()):
            await there.open(page)
            if "▄▄" not in there.text:
                await there.press("+")
            shown = there.text
            assert all(cell_len(line) == size[0] for line in shown.split("\n"))
            assert "…" not in shown
            assert "元" in shown
            if isinstance(page, MonthlyPage) and size == (80, 24):  # the figures first, the bars behind them
                await there.press("+")
            assert "▄▄" in there.text


def test_the_sheet_shows_accounts_people_and_every_entry(own_board: Board) -> None:
    """Head, account by account, the three people, and each entry as a row that opens its voucher."""
    id_ = with_sheet(own_board, hire(own_board))
    shelf = shelf_of(own_board)
    assert [row.goto for row in entries(FinanceSheetsPage().read(shelf))] == [FinanceSheetPage(id_)]
    said = words_of(FinanceSheetPage(id_).read(shelf))
    for expected in ("桃溪村", "CW-2026-10", "徐小云", "吴长河", "郑立新", "0512-1", "分账户", "银行存款"):
        assert expected in said
    rows = entries(EntriesPage(id_).read(shelf))
    vouchers = {VoucherPage(one.id) for one in shelf.records.all(Voucher) if one.month == "2026-10"}
    assert {row.goto for row in rows} == vouchers
    keep(own_board, a_voucher("10-900", date(2026, 10, 31), ("531", 1, 0), ("102", 0, 1)))
    assert "账有变动" in words_of(FinanceSheetPage(id_).read(shelf_of(own_board)))


def test_a_sheet_that_nobody_signed_is_not_shown(own_board: Board) -> None:
    """A prepared sheet is not public, by its id neither."""
    with own_board.desk(hire(own_board).clerk) as desk:
        sheet = prepare_sheet(desk, "2026-10")
    for page in (FinanceSheetPage(sheet.id), EntriesPage(sheet.id)):
        with pytest.raises(NotFound):
            page.read(shelf_of(own_board))
    assert entries(FinanceSheetsPage().read(shelf_of(own_board))) == []


async def test_k3_from_an_entry_to_its_decision_in_three_keys(board: Board) -> None:
    """From an entry of a month: its voucher, its trail, its decision: each on the first leaf, each under a key."""
    # Guard: kiosk/pages/accounts.py:VoucherPage.read - the way to the vote lies on the second leaf.
    async with hall(board) as there:
        await there.open(MonthPage("2026-03"))
        await there.press("1", "1")
        assert isinstance(there.app.screen.place.page, FollowPage)
        assert "追这笔钱" in there.text
        await there.press("2")
        assert isinstance(there.app.screen.place.page, ResolutionPage)


def test_back_from_the_decision_to_every_voucher_with_the_sums(board: Board) -> None:
    """The decision's trail lists all its vouchers and says what was paid of what was decided."""
    shelf = shelf_of(board)
    decision = next(one for one in shelf.records.all(Voucher) if one.resolution)
    sheet = FollowPage(decision.id).read(shelf)
    vouchers = [row for row in entries(sheet) if isinstance(row.goto, VoucherPage)]
    assert len(vouchers) == 10
    assert "决议金额312,500.00元" in words_of(sheet)


@pytest.fixture
def bare() -> Iterator[Board]:
    """An empty board in memory."""
    made = memory_board(GivenClock(DAY_OF_TEST))
    yield made
    made.close()


def test_a_village_without_vouchers_has_pages_that_say_so(bare: Board) -> None:
    """Nothing is recorded: every page says it in a sentence, and none breaks."""
    pages: list[Page] = [
        AccountsPage(),
        ExplainedPage(2026),
        MonthlyPage(2026),
        UsesPage(2026),
        RentsDuePage(),
        DebtsPage(),
        PayPage(2026),
    ]
    for page in (*pages, FinanceSheetsPage(), UsePage(2026, "x")):
        sheet: Sheet = page.read(shelf_of(bare))
        assert sheet.title
        assert sheet.parts


def test_p1_what_is_not_stamped_yet_is_nowhere(bare: Board) -> None:
    """A voucher of the village's own books is in no list and opens on no page before its stamp."""
    # Guard: kiosk/pages/accounts.py:MonthPage.read - an unapproved payment hangs in the hall.

    staff = hire(bare)
    own_books(bare, staff)
    seen = stamped(bare, staff, a_draft(date(2026, 3, 1), ("102", 90_000, 0), ("501", 0, 90_000)))
    hidden = posted(bare, staff, a_draft(date(2026, 3, 2), ("513", 100, 0), ("102", 0, 100)))
    rows = [row.goto for row in entries(MonthPage("2026-03").read(shelf_of(bare)))]
    assert rows == [VoucherPage(seen.id)]
    with pytest.raises(NotFound):
        VoucherPage(hidden.id).read(shelf_of(bare))


def test_f06_no_reception_is_said_and_one_is_named(bare: Board) -> None:
    """F06: zero is said explicitly; where there is an entry it stands there."""
    keep(bare, a_voucher("记-1", date(2026, 3, 1), ("51302", 400, 0), ("102", 0, 400), summary="办公用纸"))
    assert "招待费0.00元" in words_of(PayPage(2026).read(shelf_of(bare)))
    keep(bare, replace(a_voucher("记-2", date(2026, 3, 1), ("51302", 400, 0), ("102", 0, 400)), summary="招待用餐"))
    sheet = PayPage(2026).read(shelf_of(bare))
    assert "招待费0.00元" not in words_of(sheet)
    assert [row.title for row in entries(sheet)] == ["招待用餐"]


def test_p5_a_voucher_without_its_stamp_is_counted_and_said_but_not_shown() -> None:
    """In own books the sums count what waits for its stamp and say so; its row and its page do not exist."""
    # Guard: kiosk/pages/accounts.py:VoucherPage - a payment nobody checked stands on the wall with its payee.
    # Guard: kiosk/pages/accounts.py:_waiting - a month whose rows do not add up to its sums, and nobody says why.
    board = memory_board(GivenClock(DAY_OF_TEST))
    staff = hire(board)
    own_books(board, staff)
    lines = (("513", 100, 0), ("102", 0, 100))
    waits = posted(board, staff, a_draft(date(2026, 10, 5), *lines, summary="等盖章的纸"))
    assert "等盖章" not in words_of(MonthPage("2026-10").read(shelf_of(board)))
    assert "1张" in words_of(MonthPage("2026-10").read(shelf_of(board)))
    with pytest.raises(NotFound):
        VoucherPage(waits.id).read(shelf_of(board))
    done = stamped(board, staff, a_draft(date(2026, 9, 5), *lines, summary="盖过章的纸"))
    september = words_of(MonthPage("2026-09").read(shelf_of(board)))
    assert ("盖过章的纸" in september, "1张" in september) == (True, False)
    assert VoucherPage(done.id).read(shelf_of(board)).subject == done.id
    board.close()
