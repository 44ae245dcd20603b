"""Ratings by sealed one-time slips (P22): how many and which are used, never whose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, Staff
from tests.support.clocks import GivenClock
from village_board.base.codec import to_json
from village_board.base.errors import NotPermitted, Refused
from village_board.board import Board
from village_board.evaluation.counting import WAYS, Asked
from village_board.evaluation.model import Half, Measured
from village_board.evaluation.rating import DISCLOSURE, Grade, RatingRound, RatingSlip, Tally, draw, is_code, share_of
from village_board.evaluation.rating_service import (
    CodeUnknown,
    NoRatingRuns,
    NothingRated,
    SlipCountWrong,
    SlipUsed,
    TargetUnknown,
    hand_out,
    open_round,
    rate,
)
from village_board.evaluation.table import shipped_indicators
from village_board.people.service import OFFICE

DIRECTOR = "村委会主任"
HALF = Half(2026, 2)


def slips(board: Board, staff: Staff, count: int) -> list[str]:
    """Return the codes of slips that the oversight committee printed."""
    with board.desk(staff.overseer) as desk:
        return hand_out(desk, count)


def use(board: Board, code: str, **grades: Grade) -> RatingRound:
    """Rate with a slip, in the hall."""
    named = {DIRECTOR if key == "director" else key: grade for key, grade in grades.items()}
    with board.desk(OFFICE) as desk:
        return rate(desk, code, named)


def the_rating(board: Board) -> Measured:
    """Return what the indicator says of this half-year."""
    indicator = shipped_indicators()["villagers_rating"]
    return WAYS["villagers_rating"](Asked(board.records(), HALF, indicator.weight, indicator.settings))


def test_p22_a_slip_rates_once(board: Board, staff: Staff) -> None:
    """The second time it is refused, and nothing is counted; spaces and full-width digits are taken."""
    # Guard: evaluation/rating_service.py:slip_of - one slip would vote as often as somebody types it.
    first, second, _ = slips(board, staff, 3)
    use(board, f" {first[:4]} {first[4:]} ", disclosure=Grade.GOOD)
    with pytest.raises(SlipUsed):
        use(board, first, disclosure=Grade.GOOD)
    use(board, second.translate({48 + n: 0xFF10 + n for n in range(10)}), director=Grade.POOR)
    current = open_round(board.records())
    counts = {one.target: one for one in current.tallies}
    assert (current.handed_out, current.used) == (3, 2)
    assert counts[DISCLOSURE] == Tally(DISCLOSURE, good=1)
    assert counts[DIRECTOR] == Tally(DIRECTOR, poor=1)


def test_p22_nothing_in_the_store_gives_a_code_or_a_person(board: Board, staff: Staff) -> None:
    """A slip keeps that it is used; no code, no grade, and nobody's name stands with it."""
    # Guard: evaluation/rating_service.py:hand_out - who reads the store would vote, or know how somebody did.
    codes = slips(board, staff, 3)
    use(board, codes[0], disclosure=Grade.POOR)
    kept = list(board.records().all(RatingSlip))
    assert [one.used for one in kept].count(True) == 1
    assert all(code not in str(to_json(one)) for one in kept for code in codes)
    assert {name for one in kept for name in to_json(one)} == {"id", "digest", "round", "used"}
    assert [one.digest for one in kept] == sorted(one.digest for one in kept)
    assert next(one for one in kept if one.used).change is not None
    assert all(one.change and one.change.by == OFFICE.id for one in kept if one.used)


def test_cadres_do_not_print_what_they_are_rated_by(board: Board, staff: Staff) -> None:
    """The oversight committee hands out; committee, clerk and township do not."""
    # Guard: people/acts.py:PERMITTED - who is rated would print slips for themselves.
    for who in (staff.director, staff.clerk, staff.township, staff.villager):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            hand_out(desk, 1)


def test_nobody_rates_under_their_name(board: Board, staff: Staff) -> None:
    """P22: only the hall's or the office's machine acts, so that the log names nobody."""
    (code,) = slips(board, staff, 1)
    for who in (staff.villager, staff.director, staff.overseer):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            rate(desk, code, {DISCLOSURE: Grade.GOOD})


def test_a_refused_rating_uses_nothing_up(board: Board, staff: Staff) -> None:
    """A wrong code, an unknown target and an empty rating leave the slip as it was."""
    (code,) = slips(board, staff, 1)
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    for given_code, grades, error in (
        (wrong, {DISCLOSURE: Grade.GOOD}, CodeUnknown),
        (draw(), {DISCLOSURE: Grade.GOOD}, CodeUnknown),
        (code, {"乡长": Grade.GOOD}, TargetUnknown),
        (code, {}, NothingRated),
    ):
        expected: type[Refused] = error
        with pytest.raises(expected):
            use(board, given_code, **grades)
    assert use(board, code, disclosure=Grade.FAIR).used == 1


def test_a_round_is_over_on_its_day(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Thirty days by default; then a slip is paper, and new ones open a new round."""
    # Guard: evaluation/rating_service.py:open_round - slips found in a drawer would change a score that stands.
    with pytest.raises(NoRatingRuns):
        open_round(board.records())
    (code,) = slips(board, staff, 1)
    clock.move(TODAY + timedelta(days=30))
    assert open_round(board.records()).handed_out == 1
    clock.move(TODAY + timedelta(days=31))
    with pytest.raises(NoRatingRuns):
        use(board, code, disclosure=Grade.GOOD)
    slips(board, staff, 1)
    assert board.records().count(RatingRound) == 2
    with pytest.raises(CodeUnknown):
        use(board, code, disclosure=Grade.GOOD)


@pytest.mark.parametrize("count", [0, -1, 3001])
def test_slips_are_printed_in_number(board: Board, staff: Staff, count: int) -> None:
    """From one to the limit of a round."""
    with pytest.raises(SlipCountWrong):
        slips(board, staff, count)


def test_p22_counts_are_shown_from_a_least_number_on(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Not while slips can be used, and not of a target that fewer than ten rated."""
    # Guard: evaluation/rating.py:RatingRound.shown - among three everybody knows who was not satisfied.
    codes = slips(board, staff, 11)
    for code in codes[:9]:
        use(board, code, disclosure=Grade.GOOD, director=Grade.GOOD)
    current = use(board, codes[9], disclosure=Grade.POOR)
    assert current.shown(TODAY) == ()
    assert the_rating(board).share is None
    clock.move(TODAY + timedelta(days=31))
    assert current.shown(clock.today()) == (Tally(DISCLOSURE, good=9, poor=1),)
    assert the_rating(board).share == share_of([Tally("x", good=9, poor=1)], {"good": 100, "fair": 60, "poor": 0})


def test_a_round_whose_counts_are_shown_gets_no_more_slips(board: Board, staff: Staff) -> None:
    """When the last slip is used the round is over; one printed afterwards belongs to a new one."""
    # Guard: evaluation/rating.py:RatingRound.is_open - one slip more would show how that one slip rated.
    codes = slips(board, staff, 10)
    for code in codes:
        done = use(board, code, disclosure=Grade.GOOD)
    assert done.shown(TODAY) == (Tally(DISCLOSURE, good=10),)
    (late,) = slips(board, staff, 1)
    assert use(board, late, disclosure=Grade.POOR).shown(TODAY) == ()
    assert the_rating(board).share == 1


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_a_rating_lies_between_its_worst_and_its_best(good: int, fair: int, poor: int) -> None:
    """The mean of the worth of all ratings; of none there is none."""
    worth = {"good": 100, "fair": 60, "poor": 0}
    share = share_of([Tally("a", good, fair), Tally("b", poor=poor)], worth)
    assert (share is None) == (good + fair + poor == 0)
    assert share is None or share * 100 * (good + fair + poor) == good * 100 + fair * 60


@given(st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_no_code(place: int, by: int) -> None:
    """The check digit catches each single wrong digit before anything is asked of the store."""
    code = draw()
    other = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    assert is_code(code)
    assert not is_code(other)
