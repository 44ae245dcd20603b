"""P14 in the bot: a batch that a villager opens, and a parcel whose parts miss its area (R01)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.answers.cards import opened
from bot.asking import Asking
from tests.support.builders import TODAY, Staff, keep
from village_board.accounts.registers import Resource
from village_board.accounts.subsidies import ListLine, SubsidyBatch, SubsidyKind
from village_board.accounts.subsidy_service import correct_subsidy, record_subsidy
from village_board.board import Board
from village_board.i18n import translator


def card(board: Board, id_: str) -> str:
    """Return what the bot says of a record."""
    return opened(Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, (id_,))).text


def test_p14_a_batch_opens_without_anybodys_name(board: Board, staff: Staff) -> None:
    """Policy, sum, rate and heads; names and single amounts stay in the hall."""
    # Guard: bot/answers/registers.py:subsidy_text - a chat shows who got how much.
    batch = SubsidyBatch(
        number="BT-1", policy="高龄补贴", subsidy=SubsidyKind.HEAD, period="2026-08", rate=5_000, total=10_000,
        headcount=2, paid_on=TODAY, listed=(ListLine(3, "张三丰", Decimal(1), 10_000),),
    )  # fmt: skip
    with board.desk(staff.clerk) as desk:
        kept = record_subsidy(desk, batch)
    said = card(board, kept.id)
    assert "高龄补贴 2026-08：共发放100.00元" in said
    assert "每人50.00元" in said
    assert "2人" in said
    assert "张" not in said
    with board.desk(staff.clerk) as desk:
        correct_subsidy(desk, kept.id, {"remark": "补登"}, "补登")
    assert card(board, kept.id).startswith("这是旧版，已经更正。")


def test_r01_a_parcel_that_does_not_add_up_says_so(board: Board) -> None:
    """Half a mu apart is said; a parcel that is right says nothing of it."""
    right = Resource(number="1", name="东畈", area=Decimal("10.00"), area_let=Decimal("10.00"))
    kept, wrong = keep(board, right, replace(right, number="2", area_let=Decimal("9.50")))
    assert "差0.50亩" in card(board, wrong.id)
    assert "差" not in card(board, kept.id)
