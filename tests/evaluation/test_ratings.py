"""Ratings by sealed one-time slips (P22): how many and which are used, never whose."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import TODAY, Staff, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.base.codec import to_json
from village_board.base.errors import NotPermitted, Refused
from village_board.board import Board
from village_board.evaluation import rating_service
from village_board.evaluation.counting import WAYS, Asked
from village_board.evaluation.model import Half, Measured
from village_board.evaluation.rating import (
    DISCLOSURE,
    Grade,
    RatingBox,
    RatingPaper,
    RatingRound,
    RatingSlip,
    Tally,
    share_of,
)
from village_board.evaluation.rating_service import (
    CodeUnknown,
    NoRatingRuns,
    NothingRated,
    RatingReasonMissing,
    SlipCountWrong,
    SlipUsed,
    TargetUnknown,
    close_rounds,
    end_round,
    hand_out,
    open_round,
    rate,
    rounds_of,
)
from village_board.evaluation.table import shipped_indicators
from village_board.people.service import OFFICE
from village_board.slips.sealed import digest_of, draw, draw_many, is_code
from village_board.trust.names import LOG

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
    """A slip keeps that it is used; no code, no grade, nobody's name and no time stands with it."""
    # Guard: evaluation/rating_service.py:hand_out - who reads the store would vote, or know how somebody did.
    codes = slips(board, staff, 3)
    use(board, codes[0], disclosure=Grade.POOR)
    kept = list(board.records().all(RatingPaper))
    assert [one.used for one in kept].count(True) == 1
    assert all(code not in str(to_json(one)) for one in kept for code in codes)
    assert {name for one in kept for name in to_json(one)} == {"id", "digest", "round", "used"}
    assert [one.digest for one in kept] == sorted(one.digest for one in kept)
    assert all(one.change is None and not one.KIND.logged for one in (*kept, *board.records().all(RatingBox)))


GRADES = st.fixed_dictionaries({}, optional={DISCLOSURE: st.sampled_from(Grade), DIRECTOR: st.sampled_from(Grade)})


@settings(max_examples=15)
@given(st.lists(GRADES.filter(bool), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_p22_any_order_of_slips_leaves_the_same_store(said: list[dict[str, Grade]], chance: Random) -> None:
    """While the round runs and when it is over: the same rows and log, whichever slip was used first."""
    # Guard: evaluation/rating.py:RatingBox - logged, its revisions would tell how the first and the last slip rated.
    turned = list(enumerate(said))
    chance.shuffle(turned)
    assert _left_by(list(enumerate(said)), len(said)) == _left_by(turned, len(said))


def _left_by(uses: list[tuple[int, dict[str, Grade]]], count: int) -> list[Any]:
    """Return what stands in the store before the last slip is used, when it is, and what the log says of it all."""
    board = memory_board(GivenClock(TODAY))
    staff = hire(board)
    left: list[Any] = []
    with patch.multiple(
        rating_service,
        digest_of=lambda code, _salt: f"d{code}",
        draw_many=lambda count: [f"{n:012}" for n in range(count)],
        is_code=lambda _code: True,
    ):
        slips(board, staff, count + 1)
        before = board.records().size(LOG)
        for n, grades in uses:
            use(board, f"{n:012}", **grades)
        left += [_rows_of(board), board.records().size(LOG)]
        assert left[-1] == before, "a slip stands in the log"
        use(board, f"{count:012}", disclosure=Grade.FAIR)
    left += [_rows_of(board), board.records().size(LOG)]
    board.close()
    return left


def _rows_of(board: Board) -> list[str]:
    """Return every row of ratings without its ids, salt and time, and with the revision that the store gave it."""
    rows = []
    for name in ("rating_rounds", "rating_papers", "rating_boxes", "rating_slips"):
        for row in board.db.table(name).all():
            body = {key: each for key, each in row.items() if key not in {"id", "salt", "round", "_change"}}
            rows.append(f"{name} {row.rev} {sorted(body.items())}")  # type: ignore[attr-defined]
    return sorted(rows)


def test_p22_what_is_over_keeps_its_counts_alone(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The night after its last day takes the counts out of the box; slips and box are gone. Readers saw the same."""
    # Guard: evaluation/rating_service.py:_close - whoever has the store later would learn which slips were used.
    codes = slips(board, staff, 3)
    before = board.records().size(LOG)
    for code in codes[:2]:
        use(board, code, disclosure=Grade.GOOD)
    assert board.records().size(LOG) == before
    assert next(board.records().all(RatingRound)).used == 0
    clock.move(TODAY + timedelta(days=31))
    (read,) = rounds_of(board.records(), HALF)
    with board.desk(OFFICE) as desk:
        (closed,) = close_rounds(desk)
        assert close_rounds(desk) == []
    assert (closed.used, closed.tallies, closed.ended_on) == (2, read.tallies, clock.today())
    assert not [*board.records().all(RatingBox), *board.records().all(RatingPaper)]
    assert rounds_of(board.records(), HALF)[0].tallies == read.tallies


def test_a_round_is_ended_early_with_the_reason(board: Board, staff: Staff) -> None:
    """By the oversight committee alone: it is counted as it is, and takes no slip any more."""
    # Guard: evaluation/rating_service.py:end_round - a round could be cut off without anybody saying why.
    first, second = slips(board, staff, 2)
    use(board, first, disclosure=Grade.GOOD)
    with pytest.raises(NotPermitted), board.desk(staff.director) as desk:
        end_round(desk, "够了")
    with pytest.raises(RatingReasonMissing), board.desk(staff.overseer) as desk:
        end_round(desk, " \u200b")
    with board.desk(staff.overseer) as desk:
        closed = end_round(desk, "选举提前了")
    assert (closed.used, closed.reason, closed.is_open(TODAY)) == (1, "选举提前了", False)
    with pytest.raises(NoRatingRuns):
        use(board, second, disclosure=Grade.GOOD)


def test_a_round_of_before_goes_on_with_its_slips(board: Board, staff: Staff) -> None:
    """What it had counted in the log stays; its slips still rate once, without another entry; then they are gone."""
    # Guard: evaluation/rating_service.py:_box_of - slips used before the change would fall out of the counts.
    used, left, last = draw_many(3)
    counts = (Tally(DISCLOSURE, good=1),)
    running = RatingRound(half=str(HALF), opened_on=TODAY, closes_on=TODAY, salt="ab", least=1, handed_out=3, used=1,
                          tallies=counts)  # fmt: skip
    (kept,) = keep(board, running)
    for one in (used, left, last):
        keep(board, RatingSlip(digest=digest_of(one, "ab"), round=kept.id, used=one == used))
    before = board.records().size(LOG)
    for code in (used, left, left):
        with pytest.raises(SlipUsed) if code != left or open_round(board.records()).used == 2 else nullcontext():
            use(board, code, disclosure=Grade.POOR)
    assert board.records().size(LOG) == before
    assert open_round(board.records()).tallies == (Tally(DISCLOSURE, good=1, poor=1),)
    done = use(board, last, disclosure=Grade.POOR)
    assert done.tallies == (Tally(DISCLOSURE, good=1, poor=2),)
    assert not [*board.records().all(RatingSlip), *board.records().all(RatingPaper)]
    assert board.verify().misfit is None


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
