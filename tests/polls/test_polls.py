"""Polls (issue 9.5): counted once from each chat and slip, without who said what, and never taken for a vote."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import TODAY, Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.base.codec import to_json
from village_board.base.errors import NotPermitted, Refused
from village_board.board import Board
from village_board.notices.model import Notice
from village_board.people.service import OFFICE
from village_board.polls.model import Poll, PollBox, PollMark, PollQuestion, PollSlip, PollState, no_counts
from village_board.polls.refusals import (
    AnsweredBefore,
    ChoiceUnknown,
    NothingAnswered,
    PollChoicesWrong,
    PollDaysWrong,
    PollOver,
    PollPersonal,
    PollQuestionsWrong,
    PollReasonMissing,
    PollSlipCountWrong,
    PollTextMissing,
    SlipsOnly,
)
from village_board.polls.rules import how_counted, shown
from village_board.polls.running import open_polls
from village_board.polls.service import (
    answer_by_chat,
    answer_by_slip,
    close_early,
    close_over,
    counted,
    hand_out_slips,
    has_answered,
    open_poll,
    slip_of,
    withdraw_poll,
)
from village_board.slips import sealed
from village_board.trust.names import LOG

BUS = Poll(
    name="村口班车时间",
    about="班车公司问村里要几点的车。结果交给班车公司。",
    asked="本村村民",
    questions=(
        PollQuestion("早班车几点好？", ("六点", "七点", "八点")),
        PollQuestion("周末要不要加一班？", ("要", "不要")),
    ),
    opened_on=TODAY,
    closes_on=TODAY + timedelta(days=10),
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make digests quick: how slow they are is not what these tests are about."""
    monkeypatch.setitem(sealed._COST, "n", 2)


def opened(board: Board, staff: Staff, poll: Poll = BUS) -> Poll:
    """Open `poll` as the director."""
    with board.desk(staff.director) as desk:
        return open_poll(desk, poll)


def by_chat(board: Board, poll: Poll, chat: int, *picks: int | None) -> None:
    """Answer from a chat."""
    with board.desk(OFFICE) as desk:
        answer_by_chat(desk, poll.id, chat, picks)


def by_slip(board: Board, code: str, *picks: int | None) -> None:
    """Answer with a slip."""
    with board.desk(OFFICE) as desk:
        found = slip_of(desk, code)
        assert found is not None
        answer_by_slip(desk, *found, picks)


def slips(board: Board, staff: Staff, poll: Poll, count: int) -> list[str]:
    """Return the codes of so many slips."""
    with board.desk(staff.clerk) as desk:
        return hand_out_slips(desk, poll.id, count)


def closed(board: Board, clock: GivenClock, poll: Poll) -> Poll:
    """Return `poll` after the night behind its last day."""
    clock.move(poll.closes_on + timedelta(days=1))
    with board.desk(OFFICE) as desk:
        close_over(desk)
    return board.records().get(Poll, poll.id)


def test_a_chat_answers_once_and_a_slip_once(board: Board, staff: Staff) -> None:
    """The second time it is refused, whatever it says then, and the counts stay as they were."""
    # Guard: polls/service.py:answer_by_chat - a chat would count as often as it presses.
    # Guard: polls/service.py:answer_by_slip - a slip would count as often as it is typed.
    poll = opened(board, staff)
    first, second = slips(board, staff, poll, 2)
    by_chat(board, poll, 77, 0, 1)
    by_slip(board, first, 2, None)
    with pytest.raises(AnsweredBefore):
        by_chat(board, poll, 77, 1, 0)
    with pytest.raises(AnsweredBefore):
        by_slip(board, first, 1, 1)
    by_slip(board, second, None, 0)
    box = next(board.records().all(PollBox)).counts
    assert box.by_choice == ((1, 0, 1), (1, 1))
    assert (box.by_chat, box.by_slip) == (1, 2)


def test_p22_nothing_says_who_answered_what(board: Board, staff: Staff) -> None:
    """No chat number and no code stands in the store, no entry of the log tells of an answer."""
    # Guard: polls/model.py:PollMark - a logged mark would stand in the order of the answers.
    poll = opened(board, staff)
    (code,) = slips(board, staff, poll, 1)
    before = board.records().size(LOG)
    by_chat(board, poll, 770077, 0, 1)
    by_slip(board, code, 1, 1)
    records = board.records()
    assert records.size(LOG) == before
    kept = [*records.all(PollMark), *records.all(PollSlip), *records.all(PollBox)]
    assert not any(word in str(to_json(one)) for one in kept for word in ("770077", code))
    assert set(to_json(kept[0])) == {"id", "poll", "digest"}
    assert all(not one.KIND.logged and not one.public for one in kept)


def test_what_is_over_keeps_its_counts_alone(board: Board, staff: Staff, clock: GivenClock) -> None:
    """After its last day the night closes it, throws marks, slips and box away, and tells it."""
    # Guard: polls/service.py:_empty - whoever has the store later would learn which chats took part.
    poll = opened(board, staff)
    (code,) = slips(board, staff, poll, 1)
    by_chat(board, poll, 77, 0, 1)
    assert has_answered(board.records(), poll, 77)
    done = closed(board, clock, poll)
    records = board.records()
    assert (done.state, done.ended_on) == (PollState.CLOSED, clock.today())
    assert done.counts is not None
    assert done.counts.by_choice == ((1, 0, 0), (0, 1))
    assert not [*records.all(PollMark), *records.all(PollSlip), *records.all(PollBox)]
    assert slip_of(records, code) is None
    assert {one.event for one in records.all(Notice)} == {"poll.opened", "poll.closed"}
    with pytest.raises(PollOver):
        by_chat(board, done, 78, 0, 1)


def test_reading_closes_what_no_night_has_closed_yet(board: Board, staff: Staff, clock: GivenClock) -> None:
    """On the day after its last one it is over for whoever reads, with the same counts; on its last day it is open."""
    # Guard: polls/service.py:counted - a machine that slept at night would leave a poll open for ever.
    poll = opened(board, staff)
    by_chat(board, poll, 77, 0, 1)
    clock.move(poll.closes_on)
    assert [one.id for one in open_polls(board.records())] == [poll.id]
    assert counted(board.records(), poll) is poll
    clock.move(poll.closes_on + timedelta(days=1))
    assert not open_polls(board.records())
    with pytest.raises(PollOver):
        by_chat(board, poll, 78, 0, 1)
    read = counted(board.records(), poll)
    assert replace(closed(board, clock, poll), rev=read.rev, change=read.change) == read


def test_counts_are_shown_from_the_least_number_on_and_only_when_it_is_over(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Ten answered the first question and nine the second: the first is shown, the second only as too few."""
    # Guard: polls/rules.py:shown - among few, neighbours would guess who said what; while it runs, what the last said.
    poll = opened(board, staff)
    for chat in range(10):
        by_chat(board, poll, 100 + chat, chat % 3, 0 if chat else None)
    assert shown(board.records().get(Poll, poll.id)) == ()
    first, second = shown(closed(board, clock, poll))
    assert (first.answered, first.counts) == (10, (4, 3, 3))
    assert (second.answered, second.counts) == (9, None)


def test_how_it_was_counted_is_said(board: Board, staff: Staff) -> None:
    """Each page says that it decides nothing, who was asked, and that nobody checks who owns a chat."""
    said = [str(one) for one in how_counted(opened(board, staff))]
    assert "decides nothing" in said[0]
    assert any("本村村民" in one for one in said)
    assert any("Nobody checks who owns a chat" in one for one in said)
    assert not any("owns a chat" in str(one) for one in how_counted(replace(BUS, by_chat=False)))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": "  "}, PollTextMissing),
        ({"about": "\u200b"}, PollTextMissing),
        ({"asked": ""}, PollTextMissing),
        ({"questions": ()}, PollQuestionsWrong),
        ({"questions": BUS.questions * 5}, PollQuestionsWrong),
        ({"questions": (PollQuestion("", ("要", "不要")),)}, PollTextMissing),
        ({"questions": (PollQuestion("要吗？", ("要",)),)}, PollChoicesWrong),
        ({"questions": (PollQuestion("要吗？", ("要", " 要 ")),)}, PollChoicesWrong),
        ({"questions": (PollQuestion("几点？", tuple("一二三四五六七")),)}, PollChoicesWrong),
        ({"closes_on": TODAY - timedelta(days=1)}, PollDaysWrong),
        ({"closes_on": TODAY + timedelta(days=61)}, PollDaysWrong),
        ({"about": "有事打 13800138000"}, PollPersonal),
    ],
)
def test_a_poll_that_cannot_be_answered_is_not_opened(
    board: Board, staff: Staff, change: dict[str, object], refusal: type[Refused]
) -> None:
    """It is refused with the reason, and nothing is kept or told."""
    # Guard: polls/rules.py:check - a poll with one choice, or without an end, would be opened.
    with pytest.raises(refusal):
        opened(board, staff, replace(BUS, **change))  # type: ignore[arg-type]
    assert not list(board.records().all(Poll))
    assert not list(board.records().all(Notice))


def test_a5_hostile_words_are_cleaned(board: Board, staff: Staff) -> None:
    """Escape sequences and direction marks are gone before anything is kept; an empty choice is none."""
    # Guard: polls/rules.py:cleaned - a terminal would obey what a clerk pasted.
    question = PollQuestion("早班\x1b[2J车\u202e几点？", ("六点\x07", "", "七点"))
    poll = opened(board, staff, replace(BUS, name="班车\x1b]0;x\x07", questions=(question,)))
    assert poll.questions[0] == PollQuestion("早班[2J车几点？", ("六点", "七点"))
    assert poll.name == "班车]0;x"


def test_only_the_committee_opens_and_ends_a_poll(board: Board, staff: Staff) -> None:
    """A clerk and a villager do not; slips are handed out by the office and the overseers; the machine counts."""
    # Guard: people/acts.py:PERMITTED - whoever can type would ask the village in its name.
    for who in (staff.clerk, staff.villager, staff.overseer):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            open_poll(desk, BUS)
    poll = opened(board, staff)
    for who in (staff.clerk, staff.villager):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            withdraw_poll(desk, poll.id, "问错了")
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        hand_out_slips(desk, poll.id, 1)
    with pytest.raises(NotPermitted), board.desk(staff.director) as desk:
        answer_by_chat(desk, poll.id, 7, (0, 0))


def test_withdrawn_with_the_reason_and_nothing_counted(board: Board, staff: Staff) -> None:
    """Without a reason it stays; with one everything that was answered is thrown away, and everybody is told."""
    # Guard: polls/service.py:_reason - a poll whose answers displease would be gone without a word.
    poll = opened(board, staff)
    by_chat(board, poll, 7, 0, 0)
    with pytest.raises(PollReasonMissing), board.desk(staff.director) as desk:
        withdraw_poll(desk, poll.id, " ")
    with board.desk(staff.director) as desk:
        withdraw_poll(desk, poll.id, "班车停运了")
    records = board.records()
    kept = records.get(Poll, poll.id)
    assert (kept.state, kept.reason, kept.counts) == (PollState.WITHDRAWN, "班车停运了", None)
    assert not list(records.all(PollBox))
    assert kept.public
    with pytest.raises(PollOver) as refused:
        by_chat(board, poll, 8, 0, 0)
    assert "班车停运了" in str(refused.value)
    with pytest.raises(PollOver), board.desk(staff.director) as desk:
        close_early(desk, poll.id, "再来一次")


def test_closed_early_with_the_reason(board: Board, staff: Staff) -> None:
    """It is counted as it is, and the reason stands with it."""
    poll = opened(board, staff)
    by_chat(board, poll, 7, 0, 0)
    with board.desk(staff.director) as desk:
        early = close_early(desk, poll.id, "班车公司今天要答复")
    assert early.counts is not None
    assert (early.state, early.reason, early.counts.by_chat) == (PollState.CLOSED, "班车公司今天要答复", 1)


def test_an_answer_that_belongs_to_no_choice_is_not_counted(board: Board, staff: Staff) -> None:
    """Forged places, too many answers and none at all are refused, and the chat can still answer (A14)."""
    # Guard: polls/rules.py:check_picks - a forged button would count where no choice is.
    poll = opened(board, staff)
    for picks in ((3, 0), (0, -1), (0,), (0, 0, 0)):
        with pytest.raises(ChoiceUnknown):
            by_chat(board, poll, 7, *picks)
    with pytest.raises(NothingAnswered):
        by_chat(board, poll, 7, None, None)
    by_chat(board, poll, 7, 0, 0)


def test_a_poll_by_slips_takes_no_chat(board: Board, staff: Staff) -> None:
    """Where only slips answer, a chat is told so; and no more slips are printed than the limit allows."""
    # Guard: polls/service.py:answer_by_chat - chats would be added to a poll of one slip a household.
    poll = opened(board, staff, replace(BUS, by_chat=False))
    with pytest.raises(SlipsOnly):
        by_chat(board, poll, 7, 0, 0)
    for count in (0, 3001):
        with pytest.raises(PollSlipCountWrong):
            slips(board, staff, poll, count)


PICKS = st.tuples(st.none() | st.integers(0, 2), st.none() | st.integers(0, 1)).filter(lambda one: one != (None, None))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), PICKS), max_size=10))
def test_counting_is_the_sum_of_first_answers(tried: list[tuple[int, bool, tuple[int | None, int | None]]]) -> None:
    """Whatever chats and slips try in whatever order: counted is the first answer of each, and nothing else."""
    clock = GivenClock(TODAY)
    board = memory_board(clock)
    staff = hire(board)
    poll = opened(board, staff)
    codes = slips(board, staff, poll, 4)
    first: dict[tuple[int, bool], tuple[int | None, int | None]] = {}
    for who, chat, picks in tried:
        key = (who, chat)
        with pytest.raises(AnsweredBefore) if key in first else nullcontext():
            if chat:
                by_chat(board, poll, who, *picks)
            else:
                by_slip(board, codes[who], *picks)
        first.setdefault(key, picks)
    expected = no_counts(poll.questions)
    for (_, chat), said in first.items():
        expected = expected.plus(said, chat=chat)
    assert closed(board, clock, poll).counts == expected
    board.close()
