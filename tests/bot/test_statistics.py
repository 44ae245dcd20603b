"""What the bot answers when somebody asks for the figures of hearings."""

from __future__ import annotations

from tests.bot.players import Players
from tests.hearings.test_statistics import decided, held
from tests.support.builders import keep
from village_board.board import Board
from village_board.hearings.figures import FIGURES
from village_board.i18n import translator

VILLAGER = 71


async def test_the_figures_stand_under_the_hearings(players: Players, village: Board) -> None:
    """One button below the list of hearings, and the word for it, give the same answer, money first."""
    # Guard: bot/views.py:VIEWS - the kiosk would know what the bot does not (P21).
    keep(village, held(number="T-9", amount=123_450), decided(number="J-9", amount=99_900))
    asked = await players.say(VILLAGER, "统计")
    assert "已办听证1次，涉及1,234.50元。应到20人次，实到18人次。" in asked.text
    assert "通过决议1项，999.00元" in asked.text
    await players.say(VILLAGER, "听证")
    pressed = await players.press(VILLAGER, "听证统计")
    assert pressed.text == asked.text


async def test_every_figure_is_told_with_what_it_counts(players: Players, village: Board) -> None:
    """Behind a button all figures stand with their sentences; the groups are changed by buttons too."""
    keep(village, held(number="T-9", amount=123_450), decided(number="J-9"))
    await players.say(VILLAGER, "统计")
    everything = await players.press(VILLAGER, "全部数字和统计口径")
    t = translator("zh-Hans")
    assert all(t.say(figure.counts) in everything.text for figure in FIGURES)
    by_month = await players.press(VILLAGER, "按月看")
    assert "2026年8月：听证1次" in by_month.text
