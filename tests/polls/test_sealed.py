"""Sealed slips (P22): one way in for ratings and polls, and each is used once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.polls.test_polls import BUS, by_chat, opened, slips
from tests.support.builders import TODAY as DAY
from tests.support.builders import Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.base.errors import Refused
from village_board.board import Board
from village_board.evaluation.rating import DISCLOSURE, Tally
from village_board.evaluation.rating_service import NothingRated, SlipUsed, hand_out, open_round
from village_board.people.service import OFFICE
from village_board.polls import sealed as ways
from village_board.polls.model import PollBox
from village_board.polls.refusals import AnsweredBefore, NothingAnswered
from village_board.slips import sealed


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make digests quick: how slow they are is not what these tests are about."""
    monkeypatch.setitem(sealed._COST, "n", 2)


def use(board: Board, code: str, *picks: int | None) -> None:
    """Use a slip in the hall."""
    with board.desk(OFFICE) as desk:
        ways.hand_in(desk, code, picks)


def rating(board: Board, staff: Staff, count: int = 1) -> list[str]:
    """Return codes of rating slips."""
    with board.desk(staff.overseer) as desk:
        return hand_out(desk, count)


def test_p22_a_code_opens_the_rating_or_the_poll_that_it_belongs_to(board: Board, staff: Staff) -> None:
    """Both are answered by the same places, and both reach their counts."""
    poll = opened(board, staff)
    (of_poll,), (of_rating,) = slips(board, staff, poll, 1), rating(board, staff)
    assert str(ways.opened(board.records(), of_poll).title) == BUS.name
    asked = ways.opened(board.records(), f"{of_rating[:4]} {of_rating[4:]}").questions
    assert [len(one.choices) for one in asked] == [3, 3, 3]
    use(board, of_poll, 1, None)
    use(board, of_rating, 0, None, 2)
    assert next(board.records().all(PollBox)).counts.by_choice == ((0, 1, 0), (0, 0))
    tallies = {one.target: one for one in open_round_of(board)}
    assert tallies["村委会主任"] == Tally("村委会主任", good=1)
    assert tallies[DISCLOSURE] == Tally(DISCLOSURE, poor=1)


def open_round_of(board: Board) -> tuple[Tally, ...]:
    """Return the counts of the newest round, be it used up."""
    from village_board.evaluation.rating import RatingRound  # noqa: PLC0415

    return list(board.records().all(RatingRound))[-1].tallies


def test_p22_used_slips_and_mistyped_codes_are_refused(board: Board, staff: Staff) -> None:
    """One wrong digit is told apart from a code that nothing has; a used one from both."""
    # Guard: polls/sealed.py:_found - a mistyped code would read like somebody else's slip.
    first, second = rating(board, staff, 2)
    wrong = first[:-1] + str((int(first[-1]) + 1) % 10)
    with pytest.raises(ways.SealedMistyped):
        use(board, wrong, 0, 0, 0)
    with pytest.raises(ways.SealedUnknown):
        use(board, sealed.draw(), 0, 0, 0)
    use(board, first, 0, 0, 0)
    with pytest.raises(SlipUsed):
        use(board, first, 0, 0, 0)
    with pytest.raises(ways.SealedChoice):
        use(board, second, 3, 0, 0)
    with pytest.raises(ways.SealedChoice):
        use(board, second, 0, 0)
    with pytest.raises(NothingRated):
        use(board, second, None, None, None)
    assert open_round(board.records()).used == 1


def test_p22_an_empty_answer_does_not_use_a_poll_slip_up(board: Board, staff: Staff) -> None:
    """It is refused, and the slip answers afterwards; the same slip twice does not."""
    poll = opened(board, staff)
    (code,) = slips(board, staff, poll, 1)
    with pytest.raises(NothingAnswered):
        use(board, code, None, None)
    use(board, code, 0, 0)
    with pytest.raises(AnsweredBefore):
        use(board, code, 0, 0)
    by_chat(board, poll, 9, 0, 0)


@settings(max_examples=40)
@given(st.text(alphabet="0123456789 ０１２[]\x1b吧", max_size=16))
def test_whatever_is_typed_for_a_code_is_refused_and_changes_nothing(typed: str) -> None:
    """Hostile text is never a code by chance, and opens nothing."""
    board = memory_board(GivenClock(DAY))
    hire(board)
    with pytest.raises(Refused):
        ways.opened(board.records(), typed)
    board.close()
