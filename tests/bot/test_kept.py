"""Answers that are kept are those that everybody gets, and none outlives a commit."""

from __future__ import annotations

from datetime import date

from tests.bot.players import Players
from tests.support.builders import Staff, a_voucher, announced, keep
from village_board.hearings.model import Hearing


async def test_a_kept_answer_ends_with_the_next_commit(players: Players, staff: Staff) -> None:
    """What changed is told to whoever asks next, within the same minute."""
    # Guard: bot/kept.py:answer - without the state an old list would be shown for ever
    before = await players.press(7, "h:0")
    assert "鱼塘清淤" not in before.text
    announced(players.board, staff, number="2026-99", matter="鱼塘清淤")
    assert "鱼塘清淤" in (await players.press(8, "h:0")).text


async def test_what_depends_on_who_asks_is_not_kept(players: Players) -> None:
    """Each chat has its own menu and its own list, in its own language."""
    # Guard: bot/kept.py:_Watched - the first one's list would be everybody's
    await players.say(7, "/subscribe")
    await players.press(7, "sub:yes")
    first, second = await players.press(7, "m"), await players.press(8, "m")
    assert first.labels != second.labels
    chinese = await players.press(7, "h:0")
    text = chinese.text
    await players.press(8, "lang:en")
    assert (await players.press(8, "h:0")).text != text


async def test_the_same_question_is_worked_out_once(players: Players) -> None:
    """Two chats, one state of the store: the second answer is the first one."""
    # Guard: bot/kept.py:answer
    hearing = next(players.board.records().all(Hearing))
    keep(players.board, a_voucher("9", date(2026, 3, 9)))
    one, two = await players.press(7, f"r:{hearing.id}"), await players.press(8, f"r:{hearing.id}")
    assert one.text == two.text
