"""The accounts explained in a chat: within three taps, every amount with its unit, nobody's full name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.asking import Asking
from bot.reply import PAGE_LIMIT, Button, Reply
from bot.views import VIEWS
from tests.accounts.own import a_draft, own_books, posted
from tests.support.builders import Staff, a_case, a_voucher, keep
from village_board.accounts.model import Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.sheet_service import prepare_sheet, publish_sheet, review_sheet
from village_board.board import Board
from village_board.hearings.case import CaseState
from village_board.hearings.model import Resolution, ResolutionStatus
from village_board.i18n import translator

MARCH = date(2026, 3, 5)


def ask(board: Board, view: str, *args: str) -> Reply:
    """Return the bot's answer to a button."""
    return VIEWS[view](Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, args))


def press(board: Board, reply: Reply, label: str) -> Reply:
    """Return the answer to the button of `reply` whose label has these words."""
    button: Button = next(one for row in reply.rows for one in row if label in one.label)
    view, *args = button.data.split(":", 2)
    return ask(board, view, *args)


@pytest.fixture
def money(board: Board) -> list[Voucher]:
    """A month: a rent, a purchase, a deposit of a villager, a road with its decision."""
    keep(board, OpeningBalance(account="101", debit=900_000), OpeningBalance(account="102", debit=90_000_000))
    keep(board, a_case(CaseState.EXECUTING, number="C-1", matter="修路", resolution="D-1", told=1))
    keep(board, Resolution(number="D-1", matter="修路", case="C-1", amount=8_000_000, status=ResolutionStatus.EXECUTING,
                           notice_on=date(2026, 2, 1)))  # fmt: skip
    return keep(
        board,
        a_voucher("记-1", MARCH, ("102", 120_000, 0), ("50102", 0, 120_000), summary="收店面租金"),
        a_voucher("记-2", MARCH, ("51302", 20_000, 0), ("101", 0, 20_000), summary="购办公用纸"),
        a_voucher("记-3", MARCH, ("102", 600, 0), ("21101", 0, 600), counterparty="王小二", summary="收王小二押金"),
        a_voucher("记-4", MARCH, ("153", 6_000_000, 0), ("102", 0, 6_000_000), resolution="D-1", summary="修路工程款"),
        a_voucher("记-5", MARCH, ("153", 5_500_000, 0), ("102", 0, 5_500_000), summary="修桥工程款"),
    )


def sheet_of(board: Board, staff: Staff) -> FinanceSheet:
    """Publish the sheet of March."""
    with board.desk(staff.clerk) as desk:
        sheet = prepare_sheet(desk, "2026-03", village="试验村")
    with board.desk(staff.overseer) as desk:
        review_sheet(desk, sheet.id)
    with board.desk(staff.director) as desk:
        return publish_sheet(desk, sheet.id)


def test_every_explanation_is_within_three_taps_of_the_menu(board: Board, money: list[Voucher]) -> None:
    """Menu, accounts, explained: then uses, rents, debts, pay and sheets are one tap each."""
    # Guard: bot/answers/money.py:_around - in a chat the accounts stay a column of figures.
    year = press(board, press(board, ask(board, "m"), "账"), "看明白")
    assert "收入：1,206.00元" in year.text
    assert "支出：115,200.00元" in year.text
    assert "2026年支出比收入多113,994.00元。" in year.text
    expected = {
        "钱花到哪里去了": "工程和购置：115,000.00元",
        "应收租金": "没有逾期",
        "欠账": "别人欠村里",
        "报酬": "招待费0.00元",
    }
    for label, said in (*expected.items(), ("财务公开榜", "还没有公布")):
        assert said in press(board, year, label).text


def test_p14_debts_name_no_person_in_full(board: Board, money: list[Voucher]) -> None:
    """P14: who gave a deposit is a surname in a chat."""
    said = ask(board, "db").text
    assert "王**：6.00元" in said
    assert "王小二" not in said


def test_the_sheet_is_told_in_pages_that_fit_and_holds_every_entry(
    board: Board, staff: Staff, money: list[Voucher]
) -> None:
    """Every entry of the sheet stands in its text, in pages of one message each."""
    keep(
        board,
        *(
            a_voucher(f"记-{n}", MARCH, ("51302", 100, 0), ("101", 0, 100), summary=f"办公用品{n}")
            for n in range(10, 60)
        ),
    )
    sheet = sheet_of(board, staff)
    page = press(board, ask(board, "fs"), "财务公开榜")
    whole = page.text
    while any("下一页" in one.label for row in page.rows for one in row):
        page = press(board, page, "下一页")
        whole += page.text
        assert len(page.text) <= PAGE_LIMIT
    assert all(f"办公用品{n}" in whole for n in range(10, 60))
    assert "王小二" not in whole
    assert sheet.number in whole


def test_a_sheet_that_is_not_signed_opens_nothing(board: Board, staff: Staff, money: list[Voucher]) -> None:
    """The id of a sheet on its way is as if it did not exist."""
    with board.desk(staff.clerk) as desk:
        sheet = prepare_sheet(desk, "2026-03", village="试验村")
    assert "CW-2026-03" not in ask(board, "r", sheet.id).text
    assert "CW-2026-03" not in ask(board, "fs").text


def test_from_an_entry_to_the_decision_and_back_in_three_taps(board: Board, money: list[Voucher]) -> None:
    """An entry of the month, its trail, the decision; from there the trail leads back to the voucher."""
    # Guard: bot/answers/cards.py:_voucher - in a chat nobody finds who decided.
    entry = press(board, ask(board, "v", "0", "2026-03"), "修路")
    trail = press(board, entry, "追这笔钱")
    assert "已付60,000.00元，决议金额80,000.00元。" in trail.text
    decision = press(board, trail, "决议")
    assert decision.text.startswith("决议：修路")
    assert "修路工程款" in press(board, press(board, decision, "追这笔钱"), "修路工程款").text


def test_p11_a_missing_decision_is_said_in_neutral_words(board: Board, money: list[Voucher]) -> None:
    """P11, P18: the missing link is said, and no word of blame."""
    voucher = next(one for one in money if "修桥" in one.summary)
    assert "还没有关联决议" in ask(board, "fo", voucher.id).text
    small = next(one for one in money if "办公" in one.summary)
    assert "决议" not in ask(board, "fo", small.id).text


@pytest.mark.parametrize("code", ["", "vxxxxxxx", "p2345678", "drop table"])
def test_a14_a_trail_of_nothing_is_the_menu(board: Board, code: str) -> None:
    """A14, A28: a made-up button opens nothing and breaks nothing."""
    assert ask(board, "fo", code).rows
    for view in ("ov", "us", "rd", "db", "py", "fs"):
        assert ask(board, view, code).text


def test_p1_what_is_not_stamped_has_no_trail(board: Board, staff: Staff) -> None:
    """A voucher without its stamp cannot be followed."""
    own_books(board, staff)
    hidden = posted(board, staff, replace(a_draft(MARCH, ("513", 100, 0), ("102", 0, 100)), summary="还没审的钱"))
    assert "还没审的钱" not in ask(board, "fo", hidden.id).text


def test_p5_a_voucher_without_its_stamp_has_no_card_and_is_not_found(board: Board, staff: Staff) -> None:
    """The month counts it and says so; list, search and card do not know it."""
    # Guard: bot/answers/cards.py:shown - a code from somebody in the office opens what nobody stamped.
    own_books(board, staff)
    waits = posted(board, staff, a_draft(MARCH, ("513", 100, 0), ("102", 0, 100), summary="等盖章的纸"))
    assert "1张" in ask(board, "a", "2026-03").text
    assert "等盖章" not in ask(board, "v", "0", "2026-03").text
    assert "等盖章的纸：" not in ask(board, "f", "0", "等盖章的纸").text
    assert ask(board, "r", waits.id).text == ask(board, "r", "v2222222").text
