"""Keeping a roll on the board: the due list, the marks, the result by the roll, corrections as new lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest

from tests.support.builders import TODAY, Staff, a_resolution, convened, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import NotPermitted, Refused
from village_board.board import Board
from village_board.desk import Desk
from village_board.hearings.model import Ballot, Body, Category, Resolution, ResolutionResult, ResolutionStatus
from village_board.hearings.resolutions import confirm_resolution, record_resolution, send_back_resolution
from village_board.hearings.roll import Coming, Roll
from village_board.hearings.roll_model import ItemVote, MeetingRoll, RollEntry, Vote, cast_vote
from village_board.hearings.roll_refusals import (
    AgendaMixed,
    CameAlready,
    CorrectionReason,
    DueTwice,
    NobodyOnRoll,
    OpenBallot,
    RollDiffers,
    RollExists,
    RollMissing,
    SealedCountWrong,
)
from village_board.hearings.rolls_service import (
    mark_aside,
    mark_came,
    mark_left,
    record_secret,
    record_votes,
    recount_by_roll,
    roll_of,
    set_roll,
    take_back,
)
from village_board.hearings.rules import Counts
from village_board.people.model import Actor, Person

T = TypeVar("T")
MEETING = TODAY + timedelta(days=12)
REPRESENTATIVES = tuple(
    Person(number=f"{n:02d}", name=f"代表{n:02d}", sex="女", group=1, household=f"H{n // 2}", representative=True)
    for n in range(1, 10)
)
NUMBERS = [person.number for person in REPRESENTATIVES]


@pytest.fixture
def meeting(board: Board, staff: Staff, clock: GivenClock) -> Resolution:
    """A meeting of nine representatives and the director, on the day on which the clock stands."""
    keep(board, *REPRESENTATIVES)
    made = convened(board, staff)
    clock.move(MEETING)
    return made


def act(board: Board, who: Actor, do: Callable[[Desk], T]) -> T:
    """Do something in one unit of work."""
    with board.desk(who) as desk:
        return do(desk)


def began(board: Board, staff: Staff, *ids: str) -> Roll:
    """Return the roll of these resolutions, begun by the clerk."""
    return act(board, staff.clerk, lambda desk: set_roll(desk, ids))


def all_came(board: Board, staff: Staff, of: str, numbers: list[str]) -> Roll:
    """Mark these as present in person."""
    return act(board, staff.clerk, lambda desk: mark_came(desk, of, dict.fromkeys(numbers, Coming())))


def decided(board: Board, staff: Staff, of: str) -> Resolution:
    """Mark eight of ten as present, let six vote for it and two against, record the result by the roll."""
    began(board, staff, of)
    all_came(board, staff, of, NUMBERS[:8])
    against = dict.fromkeys(NUMBERS[:2], cast_vote(1, Vote.AGAINST))
    act(board, staff.clerk, lambda desk: record_votes(desk, of, against, rest=Vote.FOR))
    return act(board, staff.clerk, lambda desk: record_resolution(desk, of, MEETING))


def kept(board: Board, of: str) -> Roll:
    """Return the roll as it lies on the board."""
    records = board.records()
    found = roll_of(records, records.get(Resolution, of))
    assert found is not None
    return found


def test_the_due_list_is_that_of_the_register_on_the_day(board: Board, staff: Staff, meeting: Resolution) -> None:
    """Representatives and the committee; each stands on the roll with name and household, absent until marked."""
    roll = began(board, staff, meeting.id)
    assert sorted(line.person_number for line in roll.lines) == [*NUMBERS, "1001"]
    assert not any(line.present for line in roll.lines)
    assert kept(board, meeting.id) == roll
    assert not roll.head.public
    assert not any(line.public for line in roll.lines)
    assert (roll.head.title, roll.head.day) == (meeting.number, MEETING)


def test_the_result_follows_from_the_roll(board: Board, staff: Staff, meeting: Resolution) -> None:
    """Nothing is typed: due, present and votes are those of the lines, and the public sees the counts only (P10)."""
    # Guard: hearings/resolutions.py:record_resolution - counts beside the roll decide.
    recorded = decided(board, staff, meeting.id)
    counts = (recorded.due, recorded.present, recorded.in_favour, recorded.against, recorded.abstained)
    assert counts == (10, 8, 6, 2, 0)
    assert recorded.result is ResolutionResult.PASSED


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (Counts(11, 8, 6, 2), "Due: 11 typed, 10 by the roll"),
        (Counts(10, 9, 6, 2), "Present: 9 typed, 8 by the roll"),
        (Counts(10, 8, 7, 1), "For: 7 typed, 6 by the roll"),
        (Counts(10, 8, 6, 1, 1), "Against: 1 typed, 2 by the roll"),
        (Counts(10, 8, 6, 2, 1), "Abstained: 1 typed, 0 by the roll"),
    ],
)
def test_typed_counts_must_be_those_of_the_roll(
    board: Board, staff: Staff, meeting: Resolution, typed: Counts, said: str
) -> None:
    """A difference is refused with both numbers, and nothing is recorded."""
    # Guard: hearings/rolls_service.py:close_item - a passed vote is typed over a failed one.
    began(board, staff, meeting.id)
    all_came(board, staff, meeting.id, NUMBERS[:8])
    against = dict.fromkeys(NUMBERS[:2], cast_vote(1, Vote.AGAINST))
    act(board, staff.clerk, lambda desk: record_votes(desk, meeting.id, against, rest=Vote.FOR))
    with pytest.raises(RollDiffers) as refused:
        act(board, staff.clerk, lambda desk: record_resolution(desk, meeting.id, MEETING, typed))
    assert said in str(refused.value)
    assert board.records().get(Resolution, meeting.id).status is ResolutionStatus.CONVENED


def test_without_votes_on_the_roll_they_may_be_typed(board: Board, staff: Staff, meeting: Resolution) -> None:
    """A village that only signs people in types for, against and abstained; due and present are the roll's."""
    began(board, staff, meeting.id)
    all_came(board, staff, meeting.id, NUMBERS[:8])
    typed = Counts(10, 8, 5, 2, 1)
    recorded = act(board, staff.clerk, lambda desk: record_resolution(desk, meeting.id, MEETING, typed))
    assert (recorded.in_favour, recorded.against, recorded.abstained) == (5, 2, 1)


def test_a_small_village_types_its_counts(board: Board, staff: Staff, meeting: Resolution) -> None:
    """Without a roll the counts alone are enough; with neither, it is refused."""
    with pytest.raises(RollMissing, match="roll set"):
        act(board, staff.clerk, lambda desk: record_resolution(desk, meeting.id, MEETING))
    typed = Counts(42, 30, 28, 1, 1)
    recorded = act(board, staff.clerk, lambda desk: record_resolution(desk, meeting.id, MEETING, typed))
    assert recorded.result is ResolutionResult.PASSED
    with pytest.raises(RollMissing):
        act(board, staff.clerk, lambda desk: mark_came(desk, meeting.id, {"01": Coming()}))


def test_a_roll_of_several_items_counts_each_by_itself(
    board: Board, staff: Staff, meeting: Resolution, clock: GivenClock
) -> None:
    """Who left before the second item is present for the first only; each item has its own quorum."""
    # Guard: hearings/rolls_service.py:item_of - the second resolution is recorded with the counts of the first.
    clock.move(TODAY)
    second = convened(board, staff, number="2026-32", matter="第二件事", ballot=Ballot.SECRET)
    clock.move(MEETING)
    began(board, staff, meeting.id, second.id)
    all_came(board, staff, second.id, NUMBERS[:8])
    act(board, staff.clerk, lambda desk: mark_left(desk, meeting.id, NUMBERS[:2], 2))
    act(board, staff.clerk, lambda desk: record_votes(desk, meeting.id, {}, rest=Vote.FOR))
    with pytest.raises(OpenBallot, match="Item 1"):
        act(board, staff.clerk, lambda desk: record_secret(desk, meeting.id, 8, 0, 0))
    with pytest.raises(SealedCountWrong, match="do not fit 6 present"):
        act(board, staff.clerk, lambda desk: record_secret(desk, second.id, 7, 0, 0))
    act(board, staff.clerk, lambda desk: record_secret(desk, second.id, 5, 1, 0))
    first = act(board, staff.clerk, lambda desk: record_resolution(desk, meeting.id, MEETING))
    assert (first.present, first.in_favour, first.result) == (8, 8, ResolutionResult.PASSED)
    other = act(board, staff.clerk, lambda desk: record_resolution(desk, second.id, MEETING))
    assert (other.present, other.in_favour, other.result) == (6, 5, ResolutionResult.NO_QUORUM)


def test_a_draft_changes_in_place_until_the_result_is_recorded(board: Board, staff: Staff, meeting: Resolution) -> None:
    """Before the result a mistake is taken back and the line stays one line."""
    began(board, staff, meeting.id)
    all_came(board, staff, meeting.id, ["01", "02"])
    with pytest.raises(CameAlready):
        all_came(board, staff, meeting.id, ["01"])
    act(board, staff.clerk, lambda desk: take_back(desk, meeting.id, "01"))
    act(board, staff.clerk, lambda desk: mark_aside(desk, meeting.id, "02", "本人承包"))
    roll = kept(board, meeting.id)
    assert len(roll.lines) == 10
    assert (roll.line("01").present, roll.counts(1).present) == (False, 0)
    act(board, staff.clerk, lambda desk: take_back(desk, meeting.id, "02", vote_only=True))
    assert kept(board, meeting.id).counts(1).present == 1


def test_a_correction_is_a_new_line_that_says_who_what_and_why(board: Board, staff: Staff, meeting: Resolution) -> None:
    """After the result the old line stays readable, the recount shows both, and the resolution stays as recorded."""
    # Guard: hearings/rolls_service.py:_mark - a recorded vote is changed and nobody sees it.
    decided(board, staff, meeting.id)
    before = kept(board, meeting.id)

    def wrong(desk: Desk) -> Roll:
        return take_back(desk, meeting.id, "03", vote_only=True)

    with pytest.raises(CorrectionReason, match="result of item 1 is recorded"):
        act(board, staff.clerk, wrong)
    assert kept(board, meeting.id) == before
    act(board, staff.clerk, lambda desk: take_back(desk, meeting.id, "03", vote_only=True, why="唱票记错"))
    changed = {"03": cast_vote(1, Vote.AGAINST)}
    act(board, staff.clerk, lambda desk: record_votes(desk, meeting.id, changed, why="唱票记错"))
    after = kept(board, meeting.id)
    assert set(before.lines) < set(after.lines)
    assert len(after.lines) == len(before.lines) + 2
    newest = after.line("03")
    assert (newest.correction, newest.corrected_by) == ("唱票记错", staff.clerk.id)
    assert newest.corrects in {line.id for line in after.lines}
    found = recount_by_roll(after, board.records().get(Resolution, meeting.id))
    assert found.corrected is not None
    assert (found.recorded.counts.in_favour, found.corrected.counts.in_favour) == (6, 5)
    assert [line.correction for line in found.lines] == ["唱票记错"] * 2
    assert board.records().get(Resolution, meeting.id).in_favour == 6
    assert newest.change is not None
    assert newest.change.act == "correct_roll"


def test_a_secret_count_is_corrected_by_a_further_one(board: Board, staff: Staff, meeting: Resolution) -> None:
    """The count as recorded and the count as corrected are both kept, with the reason."""
    secret = convened_secret(board, staff)
    began(board, staff, secret.id)
    all_came(board, staff, secret.id, NUMBERS)
    act(board, staff.clerk, lambda desk: record_secret(desk, secret.id, 7, 2, 0))
    act(board, staff.clerk, lambda desk: record_resolution(desk, secret.id, MEETING))
    with pytest.raises(CorrectionReason):
        act(board, staff.clerk, lambda desk: record_secret(desk, secret.id, 4, 5, 0))
    act(board, staff.clerk, lambda desk: record_secret(desk, secret.id, 4, 5, 0, why="重新计票"))
    found = recount_by_roll(kept(board, secret.id), board.records().get(Resolution, secret.id))
    assert found.corrected is not None
    assert (found.recorded.result, found.corrected.result) == (ResolutionResult.PASSED, ResolutionResult.REJECTED)
    assert [count.correction for count in found.sealed] == ["重新计票"]


def convened_secret(board: Board, staff: Staff) -> Resolution:
    """Return a meeting with a secret ballot on the same day."""
    (made,) = keep(
        board,
        a_resolution(number="2026-33", ballot=Ballot.SECRET, meeting_on=MEETING, notice_on=TODAY),
    )
    return made


def test_a_result_sent_back_makes_the_roll_a_draft_again(board: Board, staff: Staff, meeting: Resolution) -> None:
    """What was never public is mended in place, and the result recorded anew by the roll."""
    # Guard: hearings/rolls_service.py:reopen_item - a typing mistake becomes a correction for ever.
    decided(board, staff, meeting.id)
    act(board, staff.overseer, lambda desk: send_back_resolution(desk, meeting.id, "少记一人"))
    act(board, staff.clerk, lambda desk: mark_came(desk, meeting.id, {"09": Coming()}))
    act(board, staff.clerk, lambda desk: record_votes(desk, meeting.id, {"09": cast_vote(1, Vote.FOR)}))
    assert len(kept(board, meeting.id).lines) == 10
    again = act(board, staff.clerk, lambda desk: record_resolution(desk, meeting.id, MEETING))
    assert (again.present, again.in_favour) == (9, 7)


def test_the_next_meeting_after_one_without_quorum_has_its_own_roll(
    board: Board, staff: Staff, meeting: Resolution
) -> None:
    """The roll of the meeting that failed stays, and binds nobody at the next one."""
    began(board, staff, meeting.id)
    all_came(board, staff, meeting.id, NUMBERS[:3])
    missed = act(board, staff.clerk, lambda desk: record_resolution(desk, meeting.id, MEETING))
    assert missed.result is ResolutionResult.NO_QUORUM
    act(board, staff.overseer, lambda desk: confirm_resolution(desk, meeting.id))
    began(board, staff, meeting.id)
    all_came(board, staff, meeting.id, NUMBERS)
    act(board, staff.clerk, lambda desk: record_votes(desk, meeting.id, {}, rest=Vote.FOR))
    again = act(board, staff.clerk, lambda desk: record_resolution(desk, meeting.id, MEETING))
    assert (again.present, again.result) == (9, ResolutionResult.PASSED)
    assert len(list(board.records().all(MeetingRoll))) == 2
    assert [sitting.roll for sitting in again.missed] == [missed.roll]
    act(board, staff.overseer, lambda desk: send_back_resolution(desk, meeting.id, "漏记一人"))
    act(board, staff.clerk, lambda desk: take_back(desk, meeting.id, "09"))
    anew = act(board, staff.clerk, lambda desk: record_resolution(desk, meeting.id, MEETING))
    assert (anew.present, anew.roll) == (8, again.roll)
    assert [sitting.roll for sitting in anew.missed] == [missed.roll]


def test_a_levy_is_voted_on_by_the_households_that_asked(board: Board, staff: Staff, meeting: Resolution) -> None:
    """A representative brings the votes of the households they stand for (一事一议)."""
    (levy,) = keep(board, a_resolution(number="L-1", category=Category.LEVY, meeting_on=MEETING, notice_on=TODAY))
    roll = began(board, staff, levy.id)
    assert roll.head.households == len({person.household for person in REPRESENTATIVES})
    act(board, staff.clerk, lambda desk: mark_came(desk, levy.id, {"01": Coming(stands_for=4)}))
    act(board, staff.clerk, lambda desk: record_votes(desk, levy.id, {"01": ItemVote(1, 3, 1)}))
    recorded = act(board, staff.clerk, lambda desk: record_resolution(desk, levy.id, MEETING))
    assert (recorded.households_due, recorded.households_present, recorded.in_favour) == (5, 4, 3)
    assert recorded.result is ResolutionResult.PASSED


def test_the_rest_of_a_levy_is_one_vote_a_household(board: Board, staff: Staff, meeting: Resolution) -> None:
    """That all others were for it gives each household one vote in the assembly."""
    (levy,) = keep(
        board,
        a_resolution(
            number="L-2", category=Category.LEVY, body=Body.VILLAGERS_ASSEMBLY, meeting_on=MEETING, notice_on=TODAY
        ),
    )
    began(board, staff, levy.id)
    all_came(board, staff, levy.id, NUMBERS)
    against = {"02": cast_vote(1, Vote.AGAINST)}
    roll = act(board, staff.clerk, lambda desk: record_votes(desk, levy.id, against, rest=Vote.FOR))
    counts = roll.counts(1)
    assert (counts.in_favour, counts.against, counts.households_present) == (4, 1, 5)


def test_a_roll_is_of_one_meeting_and_begun_once(board: Board, staff: Staff, meeting: Resolution) -> None:
    """Another day or body is another roll; a list that is empty or names somebody twice is none."""
    (other,) = keep(board, a_resolution(number="J-9", body=Body.COUNCIL, meeting_on=MEETING))
    for ids in ((meeting.id, other.id), (meeting.id, meeting.id)):
        with pytest.raises(AgendaMixed, match=meeting.number):
            began(board, staff, *ids)
    with pytest.raises(NobodyOnRoll):
        began(board, staff, other.id)
    with pytest.raises(DueTwice, match="代表01"):
        act(board, staff.clerk, lambda desk: set_roll(desk, [other.id], ["01", "代表01"]))
    made = act(board, staff.clerk, lambda desk: set_roll(desk, [other.id], ["01", "02"]))
    assert len(made.lines) == 2
    began(board, staff, meeting.id)
    with pytest.raises(RollExists, match=meeting.number):
        began(board, staff, meeting.id)


def test_a_villager_keeps_no_roll(board: Board, staff: Staff, meeting: Resolution) -> None:
    """Only the office keeps it (P10)."""
    began(board, staff, meeting.id)
    for do in (
        lambda desk: set_roll(desk, [meeting.id]),
        lambda desk: mark_came(desk, meeting.id, {"01": Coming()}),
        lambda desk: record_secret(desk, meeting.id, 1, 0, 0),
    ):
        with pytest.raises(NotPermitted):
            act(board, staff.villager, do)


def test_the_roll_of_a_table_is_shown_and_binds_nobody(board: Board, staff: Staff, meeting: Resolution) -> None:
    """Imported lines are recounted as they stand; typed counts may know more than the table."""
    keep(board, RollEntry(resolution=meeting.number, person_number="01", present=True, vote="for"))
    roll = kept(board, meeting.id)
    assert (roll.head.id, roll.counts(1).in_favour) == ("", 1)
    with pytest.raises(Refused):
        act(board, staff.clerk, lambda desk: mark_came(desk, meeting.id, {"01": Coming()}))
    typed = Counts(42, 30, 28, 1, 1)
    assert act(board, staff.clerk, lambda desk: record_resolution(desk, meeting.id, MEETING, typed)).present == 30
