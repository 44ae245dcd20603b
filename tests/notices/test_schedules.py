"""Random schedules of a hearing: announced, moved, put off, revived, cancelled; people come and go (issue 4.6)."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.notices.world import World, awake_all_night
from tests.support.builders import TODAY, hire, memory_board
from tests.support.clocks import GivenClock

STEPS = 24
#: Schedules played on one board before it is made anew.
A_BOARD = 25


def play(seeds: Iterable[int]) -> int:
    """Play these schedules; return how many messages were about to leave."""
    seeds, sends = list(seeds), 0
    for start in range(0, len(seeds), A_BOARD):
        clock = GivenClock(TODAY)
        board = memory_board(clock)
        staff = hire(board)
        awake_all_night(board, staff)
        for seed in seeds[start : start + A_BOARD]:
            try:
                sends += World(board, staff, clock, seed).run(STEPS)
            except AssertionError as error:
                raise AssertionError(f"schedule {seed}: {error}") from error
        board.close()
    return sends


def test_no_dead_reminder_nobody_told_twice_nobody_forgotten() -> None:
    """N19, N20, X9: whatever happens to a hearing, each hears each state at most once, the last one for certain."""
    # Guard: notices/telling.py:tell_meeting - without `supersede` dead invitations are sent after the change.
    # Guard: notices/reminders.py:out_of_date - without it a reminder whose send failed comes after the change.
    assert play(range(1, 41)) > 50


@pytest.mark.long
def test_a_thousand_random_schedules() -> None:
    """N19, N20, X9: the same over a thousand schedules (issue 4)."""
    # Guard: notices/rows.py:part - without the heir one who registered and unsubscribed is forgotten.
    assert play(range(1001, 2001)) > 1000
