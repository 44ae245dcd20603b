"""kill -9 (N4, N6, X7, X13): nothing is lost, nothing normal is told twice, and the states sum to what was due."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.bot.homes import announce, home_with, running, start, states
from tests.support.bot_api import BotApi, Fault
from village_board.notices.model import DeliveryState

S = DeliveryState


@pytest.mark.parametrize("taken", [False, True], ids=["before the server took it", "after the server took it"])
def test_n6_x7_killed_between_commit_and_answer_is_unknown(tmp_path: Path, api: BotApi, taken: bool) -> None:
    """N4, N6, X7: killed while a send is under way: that row is unknown, the others are sent, nobody twice."""
    # Guard: village_board/notices/outbox.py:recover - PENDING instead of UNKNOWN gave a second copy
    home = tmp_path / "h"
    board, staff = home_with(home, chats=6)
    api.fail("sendMessage", Fault.hang(taken=taken), chats={1003})
    with running(home, "--api-base", api.base) as process:
        api.wait(lambda one: one.requested("getUpdates"))
        announce(board, staff)
        api.wait(lambda one: len(one.requested("sendMessage")) >= 6 and len({o.chat for o in one.sent()}) >= 5)
        process.kill()
        process.wait()
    assert states(board)[S.SENDING] >= 1
    with running(home, "--api-base", api.base):
        api.wait(lambda _: (states(board)[S.SENDING] + states(board)[S.PENDING] == 0) or None)
    found = states(board)
    assert found.total() == 6
    assert found[S.UNKNOWN] >= 1
    copies = Counter(one.chat for one in api.sent())
    assert max(copies.values()) == 1
    assert copies[1003] == int(taken)
    assert len(copies) >= found[S.SENT]
    board.close()


@pytest.mark.long
def test_x7_killed_at_random_points_of_a_fan_out(tmp_path: Path, api: BotApi) -> None:
    """X7: thirty kills at random points of one fan-out to 200 chats: no second copy, none lost, the sum is due."""
    # Guard: bot/outbox.py:_claimed - a send before the commit would leave messages that no row knows
    home, due = tmp_path / "h", 200
    board, staff = home_with(home, chats=due)
    announce(board, staff)
    chance = random.Random(7)
    for _ in range(30):
        process = start(home, "--api-base", api.base)
        before = len(api.requested("sendMessage"))
        with_sends = chance.random() < 0.8
        if with_sends:
            api.wait(lambda one, before=before: len(one.requested("sendMessage")) > before or not _open(board), 20)
        time.sleep(chance.random() * 0.25)  # the point of the kill, not a wait for anything
        process.kill()
        process.communicate()
        assert states(board).total() == due
    with running(home, "--api-base", api.base):
        api.wait(lambda _: (not _open(board)) or None, 60)
    found = states(board)
    assert found.total() == due
    assert set(found) <= {S.SENT, S.UNKNOWN}
    copies = Counter(one.chat for one in api.sent())
    assert max(copies.values()) == 1
    assert found[S.SENT] <= len(copies) <= due
    board.close()


def _open(board: object) -> bool:
    found = states(board)  # type: ignore[arg-type]
    return found[S.PENDING] + found[S.SENDING] > 0
