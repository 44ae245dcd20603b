"""Polls and sealed slips in a chat: by buttons, once, and nothing of what was chosen stands beside the chat."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from tinydb import where

from tests.bot.players import Players
from tests.bot.test_talks import does
from tests.polls.test_polls import BUS, opened, slips
from tests.support.builders import Staff
from tests.support.clocks import GivenClock
from village_board.base.codec import to_json
from village_board.chats.model import Chat
from village_board.evaluation.rating import DISCLOSURE
from village_board.evaluation.rating_service import hand_out, open_round
from village_board.polls.model import Counts, PollBox
from village_board.slips import sealed

CHAT, OTHER = 901, 902


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make digests quick: how slow they are is not what these tests are about."""
    monkeypatch.setitem(sealed._COST, "n", 2)


def counts(players: Players) -> Counts:
    """Return what was answered so far."""
    return next(players.board.records().all(PollBox)).counts


async def test_p22_a_chat_answers_a_poll_once_and_nothing_of_it_is_kept(players: Players, staff: Staff) -> None:
    """From the menu to the thanks; the same buttons again, forged ones and another's old ones change nothing (A14)."""
    # Guard: bot/handlers/polling.py:PollHandlers - a choice would stand in the conversation of the chat.
    poll = opened(players.board, staff)
    heard = await does(players, CHAT, "/start", "[民意调查和评议]", f"[{BUS.name}]")
    assert "不作任何决定" in heard.text
    heard = await does(players, CHAT, "[我来回答]", "[七点]", "[这题不答]", "[上一步]", "[不要]")
    assert "早班车几点好？：七点" in heard.text
    kept = players.board.records().one(Chat, where("chat") == CHAT)
    assert kept is None or kept.talk is None
    assert counts(players).answered == 0
    done = heard.labels["是，提交"]
    heard = await players.press(CHAT, "是，提交")
    assert "谢谢" in heard.text
    assert "七点" not in heard.text
    assert counts(players) == Counts(((0, 1, 0), (0, 1)), by_chat=1)
    for again in (done, f"pd:{poll.id}:00", f"pd:{poll.id}:9x", f"pd:{poll.id}:", "pd:po2222222:00", "pd"):
        await players.press(CHAT, again)
    assert counts(players).answered == 1
    assert "已经回答过" in (await players.press(CHAT, f"pq:{poll.id}")).text
    await players.press(OTHER, f"pd:{poll.id}:0-")
    assert counts(players) == Counts(((1, 1, 0), (0, 1)), by_chat=2)
    told = json.dumps([to_json(one) for one in players.board.records().all(PollBox)])
    assert str(CHAT) not in told


async def test_p22_the_codes_of_both_kinds_of_slips_are_typed(players: Players, staff: Staff) -> None:
    """Twelve digits, with spaces or not, open the rating or the poll; each reaches its counts and is used up."""
    # Guard: bot/words.py:understood - a code would be taken for somebody's number, or searched for.
    poll = opened(players.board, staff)
    (of_poll,) = slips(players.board, staff, poll, 1)
    with players.board.desk(staff.overseer) as desk:
        of_rating, _ = hand_out(desk, 2)
    assert "待我评" not in (await players.say(CHAT, "/start")).text
    heard = await does(players, CHAT, of_rating, "[满意]", "[这题不答]", "[不满意]")
    assert "村务公开做得怎么样" in heard.text or "村务公开" in heard.text
    await players.press(CHAT, "是，提交")
    kept = open_round(players.board.records())
    tallies = {one.target: one for one in kept.tallies}
    assert (kept.used, tallies["村委会主任"].good, tallies[DISCLOSURE].poor) == (1, 1, 1)
    assert "用过" in (await players.say(CHAT, of_rating)).text
    grouped = f"{of_poll[:4]} {of_poll[4:8]} {of_poll[8:]}"
    await does(players, CHAT, f"/slip {grouped}", "[六点]", "[要]", "[是，提交]")
    assert counts(players) == Counts(((1, 0, 0), (1, 0)), by_slip=1)
    await players.press(CHAT, f"sd:{of_poll}:11")
    assert counts(players).answered == 1


async def test_a_poll_that_is_over_shows_its_numbers_and_takes_no_answer(
    players: Players, staff: Staff, clock: GivenClock
) -> None:
    """Its card says how it was counted; the old button says that it is over."""
    poll = opened(players.board, staff)
    for chat in range(10):
        await players.press(1000 + chat, f"pd:{poll.id}:{chat % 2}-")
    clock.move(poll.closes_on + timedelta(days=1))
    heard = await players.press(CHAT, f"pq:{poll.id}")
    assert "不能再回答" in heard.text
    heard = await players.press(CHAT, f"r:{poll.id}")
    assert "六点：5人，共10人回答" in heard.text
    assert "不到10人" in heard.text
    assert "我来回答" not in heard.labels


@pytest.mark.parametrize(
    ("words", "none", "one"),
    [
        ("村里有什么调查", "现在没有可以参加的调查", "现在有1项调查可以参加"),
        ("有什么投票", "现在没有可以参加的调查", "现在有1项调查可以参加"),
        ("有没有問卷", "现在没有可以参加的调查", "现在有1项调查可以参加"),
        ("what polls are open?", "现在没有可以参加的调查", "现在有1项调查可以参加"),
    ],
)
async def test_whoever_asks_for_polls_hears_which_are_open(
    players: Players, staff: Staff, words: str, none: str, one: str
) -> None:
    """However it is asked, the open polls are told, or that none is; no search for the words."""
    # Guard: data/asking/kinds.toml:polls - "调查" would be looked for in every title.
    assert none in (await players.say(CHAT, words)).text
    opened(players.board, staff)
    heard = await players.say(CHAT, words)
    assert one in heard.text
    assert BUS.name in heard.text
