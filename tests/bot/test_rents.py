"""What is owed, in a chat: with grace and after an early end; the same as on the wall."""

from __future__ import annotations

from datetime import timedelta

from bot.answers.cards import opened
from bot.answers.land import overview
from bot.asking import Asking
from tests.support.builders import TODAY, keep
from village_board.accounts.registers import Contract, Instalment
from village_board.board import Board
from village_board.i18n import translator

PAST = TODAY - timedelta(days=10)


def asking(board: Board, *args: str) -> Asking:
    """Return a question of a villager."""
    return Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, args)


def test_a_rent_within_its_grace_is_not_owed_and_not_called_paid(board: Board) -> None:
    """A contract of 30 days of grace is late for nobody; one without is, by ten days; one that ended owes nothing."""
    # Guard: bot/answers/registers.py:_rent - the chat calls a tenant late whom the office does not.
    graced, late, ended = keep(
        board,
        Contract(number="HT-1", name="宽限合同", grace_days=30),
        Contract(number="HT-2", name="欠租合同"),
        Contract(number="HT-3", name="终止合同", ended_on=PAST - timedelta(days=1)),
    )
    for n in (1, 2, 3):
        keep(board, Instalment(contract=f"HT-{n}", sequence=1, due_on=PAST, due=1000, key=f"HT-{n}/1"))
    said = opened(asking(board, graced.id)).text
    assert ("宽限期" in said, "10天" in said, "都已" in said) == (True, False, False)
    assert "10天" in opened(asking(board, late.id)).text
    assert "10天" not in opened(asking(board, ended.id)).text
    owed = overview(asking(board, "0")).text
    assert ("欠租合同" in owed, "宽限合同" in owed, "终止合同" in owed) == (True, False, False)
