"""A QR code that somebody pasted over ours: anybody can ask whether a code is the village's (A27, A28)."""

from __future__ import annotations

import pytest

from tests.bot.players import Players
from village_board.hearings.model import Hearing
from village_board.links.service import bot_is_here


async def test_a27_our_own_code_and_link_are_named(players: Players) -> None:
    """A27: a short code and a link of ours open what they say."""
    # Guard: bot/answers/verify.py:_found
    with players.board.desk() as desk:
        bot_is_here(desk, "player_bot")
    hearing = next(players.board.records().all(Hearing))
    for given in (hearing.id, f"https://t.me/player_bot?start=r_{hearing.id}", f"t.me/Player_Bot?start=r_{hearing.id}"):
        heard = await players.say(7, f"/verify {given}")
        assert "是本村的" in heard.text
        assert hearing.matter in heard.text
        assert f"r:{hearing.id}" in heard.labels.values()


@pytest.mark.parametrize(
    "given", ["h2345678", "https://t.me/other_bot?start=r_{id}", "' OR 1=1 --", "../../etc", "x" * 99]
)
async def test_a27_a28_an_unknown_code_is_not_of_this_village(players: Players, given: str) -> None:
    """A27, A28: an unknown code, another bot's link with our code, and nonsense are not of this village."""
    # Guard: bot/answers/verify.py:_found - the code alone would make the false sticker's link look true
    with players.board.desk() as desk:
        bot_is_here(desk, "player_bot")
    hearing = next(players.board.records().all(Hearing))
    heard = await players.say(7, "/verify " + given.replace("{id}", hearing.id))
    assert "不是本村的" in heard.text
    assert not any(data.startswith("r:") for data in heard.labels.values())


async def test_a27_without_a_code_it_says_how_ours_look(players: Players) -> None:
    """A27: the bot's own name is told, by which a false one is known."""
    # Guard: bot/answers/verify.py:verify
    with players.board.desk() as desk:
        bot_is_here(desk, "player_bot")
    assert "t．me/player_bot" in (await players.say(7, "/verify")).text
