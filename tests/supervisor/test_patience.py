"""When the kiosk starts again, and when the board is closed for a while (K12)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.supervisor.patience import Patience, Times, Wait

TIMES = Times()


def test_k12_four_ends_in_a_minute_restart_and_the_fifth_closes() -> None:
    """K12: within five seconds each time, then the closed page for a minute."""
    # Guard: kiosk/supervisor/patience.py:Patience.ended - a kiosk that cannot start flickers all day.
    patience = Patience(TIMES)
    waits = [patience.ended(at - 2, at) for at in (2.0, 4.0, 6.0, 8.0, 10.0)]
    assert waits[:4] == [Wait(TIMES.pause, closed=False)] * 4
    assert waits[4] == Wait(TIMES.rest, closed=True)
    assert TIMES.pause <= 5


def test_k12_ends_that_lie_apart_never_close() -> None:
    """K12: five crashes on five days are five restarts."""
    patience = Patience(TIMES)
    assert not any(patience.ended(at, at + 61).closed for at in range(0, 10_000, 62))


def test_k12_after_a_rest_one_early_end_closes_again_for_twice_as_long() -> None:
    """K12: it tries again after a while; the while doubles up to ten minutes, and who lives a minute is well again."""
    # Guard: kiosk/supervisor/patience.py:_rests - five crashes in front of the public after each rest.
    patience = Patience(TIMES)
    for at in (1.0, 2.0, 3.0, 4.0, 5.0):
        last = patience.ended(at - 1, at)
    assert last.closed
    rests = [patience.ended(at, at + 3).seconds for at in (100.0, 300.0, 600.0, 1200.0, 2400.0)]
    assert rests == [120, 240, 480, 600, 600]
    assert patience.ended(3000, 3061) == Wait(TIMES.pause, closed=False)


@given(st.lists(st.floats(0, 200), min_size=1, max_size=60))
def test_k12_never_five_starts_in_a_minute_whatever_the_lives(lives: list[float]) -> None:
    """K12: any row of lives: no more than five starts fall into one minute."""
    patience, now, starts = Patience(TIMES), 0.0, [0.0]
    for life in lives:
        wait = patience.ended(now, now + life)
        now += life + wait.seconds
        starts.append(now)
    for first in starts:
        assert sum(first <= start < first + TIMES.window for start in starts) <= TIMES.ends
