"""Cases through their service: a refusal names its guard with the numbers; the short ways; nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.builders import TODAY, Staff, a_case, a_hearing, announce, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.base.errors import NotPermitted, NumberTaken
from village_board.base.transitions import TableUnreadable, Vocabulary, read_transition
from village_board.board import Board
from village_board.hearings.case import CaseEvent, CaseState, DecisionCase, NilPeriod, Route
from village_board.hearings.cases import (
    AgainTooSoon,
    BeforeStep,
    CaseMissing,
    GuardRefused,
    NotFromHere,
    NotNil,
    StepFacts,
    StepUnknown,
    correct_step,
    declare_nil,
    register_case,
    register_emergency,
    study_together,
    take_step,
)
from village_board.hearings.guards import GUARDS
from village_board.hearings.line import PointState
from village_board.hearings.lines import line_of
from village_board.hearings.machine import machine
from village_board.hearings.model import Category, Hearing
from village_board.hearings.rules import Counts, NotYetHeld
from village_board.hearings.service import announce_hearing
from village_board.i18n import translator
from village_board.limits.service import change_limit
from village_board.limits.table import shipped_limits
from village_board.notices.model import Notice

S, E = CaseState, CaseEvent
FULL = StepFacts(minutes="记录", conflicts="无", reason="理由", words="进度", counts=Counts(45, 40, 30))


@pytest.fixture
def clock() -> GivenClock:
    return GivenClock(TODAY)


@pytest.fixture
def board(clock: GivenClock) -> Board:
    return memory_board(clock)


@pytest.fixture
def staff(board: Board) -> Staff:
    return hire(board)


def a_matter(**values: Any) -> DecisionCase:
    """Return a matter that is to be registered."""
    base = DecisionCase(number="C-1", matter="修桥", proposer="村党支部", opened_on=TODAY, moved_on=TODAY, amount=100)
    return replace(base, **values)


def put(board: Board, state: CaseState, **values: Any) -> DecisionCase:
    return keep(board, a_case(state, **values))[0]


def refused(board: Board, staff: Staff, case: DecisionCase, event: CaseEvent, facts: StepFacts) -> GuardRefused:
    """Return the refusal of a step that the clerk tries."""
    with pytest.raises(GuardRefused) as caught, board.desk(staff.clerk) as desk:
        take_step(desk, case.id, event, facts)
    assert board.records().get(DecisionCase, case.id) == case
    return caught.value


@pytest.mark.parametrize(
    ("state", "values", "event", "facts", "guard", "told"),
    [
        (S.PROPOSED, {}, E.PARTY_STUDY, replace(FULL, minutes=" "), "minutes_kept", "minutes are missing"),
        (S.PARTY_STUDIED, {}, E.TWO_COMMITTEE, replace(FULL, conflicts=""), "conflicts_declared", "'none' is an"),
        (S.DISCUSSED, {"amount": 5_000_000}, E.SKIP_HEARING, FULL, "below_trigger", "is at or above 50,000.00"),
        (S.DISCUSSED, {}, E.SKIP_HEARING, replace(FULL, reason=""), "reason_given", "reason is missing"),
        (S.DISCUSSED, {"amount": 1_000_001}, E.DECIDE_SMALL, FULL, "small_enough", "10,000.01 yuan is above 10,000.00"),
        (
            S.DISCUSSED, {"category": Category.HOUSE_SITE}, E.DECIDE_SMALL, FULL, "committee_may_decide",
            "go to the villagers",
        ),
        (
            S.DRAFT_SHOWN, {}, E.PARTY_REVIEW, replace(FULL, counts=Counts(45, 29, 29)), "party_quorum",
            "29 of 45 members came, 30 are needed",
        ),
        (
            S.DRAFT_SHOWN, {}, E.PARTY_REVIEW, replace(FULL, counts=Counts(45, 40, 22)), "party_majority",
            "22 members agreed, 23 of 45 are needed",
        ),
        (S.EXECUTING, {}, E.PROGRESS, replace(FULL, words=""), "words_given", "how far it is"),
        (S.CONVENED, {}, E.WITHDRAW, FULL, "proposer_withdraws", "only the proposer"),
    ],
)  # fmt: skip
def test_a_refusal_names_its_guard_with_the_numbers(
    board: Board,
    staff: Staff,
    state: CaseState,
    values: dict[str, Any],
    event: CaseEvent,
    facts: StepFacts,
    guard: str,
    told: str,
) -> None:
    """The clerk learns which condition failed, by how much; nothing was changed."""
    # Guard: data/law/case.toml - a row without its guard lets the step through.
    error = refused(board, staff, put(board, state, **values), event, facts)
    assert error.facts["guard"] == guard
    assert told in translator("en").say(error.message)


def test_the_plan_hangs_before_the_party_meeting(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Shown on the first, reviewed on the fourth at the earliest; a village that is strict waits fifteen days."""
    with board.desk(staff.clerk) as desk:
        case = register_case(desk, a_matter(), StepFacts())
        study_together(desk, case.id, FULL)
        case = take_step(desk, case.id, E.SKIP_HEARING, FULL)
    clock.advance(timedelta(days=2))
    error = refused(board, staff, case, E.PARTY_REVIEW, FULL)
    assert "2 days before the Party meeting; 3 are needed" in str(error.message)
    with board.desk(staff.director) as desk:
        change_limit(desk, "case.draft_shown_days", 15, clock.today(), "村民代表会议决定从严")
    clock.advance(timedelta(days=1))
    assert "15 are needed" in str(refused(board, staff, case, E.PARTY_REVIEW, FULL).message)
    clock.advance(timedelta(days=12))
    with board.desk(staff.clerk) as desk:
        assert take_step(desk, case.id, E.PARTY_REVIEW, FULL).state is S.REVIEWED


def test_a_step_out_of_its_place_says_what_is_possible(board: Board, staff: Staff) -> None:
    """Nobody decides on what was not discussed."""
    case = put(board, S.PROPOSED)
    with pytest.raises(NotFromHere) as caught, board.desk(staff.clerk) as desk:
        take_step(desk, case.id, E.PARTY_REVIEW, FULL)
    assert "Study by the Party organisation" in str(caught.value.facts["possible"])


def test_p3_written_down_later_is_lawful_ahead_of_time_is_not(board: Board, staff: Staff) -> None:
    """P3: last week's meeting typed today stands; tomorrow's does not, nor one before the step before it."""
    with board.desk(staff.clerk) as desk:
        case = register_case(desk, a_matter(), StepFacts(done_on=TODAY - timedelta(days=9)))
        case = take_step(desk, case.id, E.PARTY_STUDY, replace(FULL, done_on=TODAY - timedelta(days=7)))
    assert case.steps[-1].recorded_at.date() >= TODAY - timedelta(days=1)
    with pytest.raises(NotYetHeld), board.desk(staff.clerk) as desk:
        take_step(desk, case.id, E.TWO_COMMITTEE, replace(FULL, done_on=TODAY + timedelta(days=1)))
    with pytest.raises(BeforeStep), board.desk(staff.clerk) as desk:
        take_step(desk, case.id, E.TWO_COMMITTEE, replace(FULL, done_on=TODAY - timedelta(days=8)))


@pytest.mark.parametrize(
    ("values", "guard"),
    [
        ({"matter": "\u200b"}, "category_set"),
        ({"amount": -1}, "amount_counted"),
        ({"proposer": ""}, "proposer_named"),
    ],
)
def test_a_matter_needs_a_name_an_amount_and_a_proposer(
    board: Board, staff: Staff, values: dict[str, Any], guard: str
) -> None:
    """Nothing is registered that nobody could look up later."""
    with pytest.raises(GuardRefused) as caught, board.desk(staff.clerk) as desk:
        register_case(desk, a_matter(**values), StepFacts())
    assert caught.value.facts["guard"] == guard
    assert not board.records().count(DecisionCase)


def test_a_number_is_one_matter_s(board: Board, staff: Staff) -> None:
    """One case, one matter."""
    with board.desk(staff.clerk) as desk:
        register_case(desk, a_matter(), StepFacts())
    with pytest.raises(NumberTaken), board.desk(staff.clerk) as desk:
        register_case(desk, a_matter(matter="修路"), StepFacts())


def test_what_was_not_passed_waits_before_it_comes_again(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Ninety days, under the same words; a village may choose another time."""
    put(board, S.REJECTED, number="C-0", matter="修桥", moved_on=TODAY)
    clock.advance(timedelta(days=89))
    with pytest.raises(AgainTooSoon) as caught, board.desk(staff.clerk) as desk:
        register_case(desk, a_matter(), StepFacts())
    assert caught.value.facts["earliest"] == TODAY + timedelta(days=90)
    clock.advance(timedelta(days=1))
    with board.desk(staff.clerk) as desk:
        assert register_case(desk, a_matter(), StepFacts()).state is S.PROPOSED


def test_p4_an_emergency_is_done_at_once_and_says_until_when_it_is_ratified(board: Board, staff: Staff) -> None:
    """P4: it is public with its reason from the first day, and what comes next is its ratification."""
    with pytest.raises(GuardRefused), board.desk(staff.clerk) as desk:
        register_emergency(desk, a_matter(), StepFacts())
    with board.desk(staff.clerk) as desk:
        case = register_emergency(desk, a_matter(), StepFacts(reason="洪水冲断"))
    records = board.records()
    line = line_of(records, case)
    assert (case.state, case.route, case.public) == (S.EXECUTING, Route.EMERGENCY, True)
    assert line.next is not None
    assert (line.next.event, line.next.due) == (E.RATIFY, date(2026, 10, 8))  # 1 October is a day off, and so on
    assert [point.state for point in line.points[:4]] == [PointState.SKIPPED] * 3 + [PointState.NEXT]
    assert "洪水冲断" in str(next(records.all(Notice)).message)


def test_a_wrong_word_is_corrected_by_a_new_entry(board: Board, staff: Staff) -> None:
    """A26: who, why and what it said before stay readable; the state does not move."""
    with board.desk(staff.clerk) as desk:
        case = register_case(desk, a_matter(), StepFacts(words="修老桥"))
        case = correct_step(desk, case.id, 1, "修新桥", "写错桥名")
    wrong, right = case.steps
    assert (wrong.words, right.words, right.corrects, right.reason) == ("修老桥", "修新桥", 1, "写错桥名")
    assert (right.by, case.state) == (staff.clerk.id, S.PROPOSED)
    with pytest.raises(GuardRefused), board.desk(staff.clerk) as desk:
        correct_step(desk, case.id, 1, "又改", " ")
    with pytest.raises(StepUnknown), board.desk(staff.clerk) as desk:
        correct_step(desk, case.id, 9, "又改", "没有")


def test_p4_nothing_happened_is_a_publication_unless_something_did(board: Board, staff: Staff) -> None:
    """P4: a quarter without a case is declared empty; one with a step in it cannot be."""
    keep(board, a_case(S.DRAFT_SHOWN))
    with board.desk(staff.clerk) as desk:
        assert declare_nil(desk, "2026-Q1", date(2026, 1, 1), date(2026, 3, 31)).declared_on == TODAY
    # Guard: village_board/hearings/cases.py:declare_nil - a code of clerks on the hall's screen and in chats.
    (told,) = board.records().all(Notice)
    assert translator("zh-Hans").say(told.message) == "2026年第1季度没有听证和决议事项。"
    with board.desk(staff.clerk) as desk:
        case = register_case(desk, a_matter(), StepFacts(done_on=date(2026, 5, 9)))
    with pytest.raises(NotNil) as caught, board.desk(staff.clerk) as desk:
        declare_nil(desk, "2026-Q2", date(2026, 4, 1), date(2026, 6, 30))
    assert caught.value.facts["title"] == case.title
    with pytest.raises(NotYetHeld), board.desk(staff.clerk) as desk:
        declare_nil(desk, "2026-Q3", date(2026, 7, 1), date(2026, 9, 30))
    assert board.records().count(NilPeriod) == 1


def test_a_hearing_belongs_to_a_case_that_stands_where_hearings_come(board: Board, staff: Staff) -> None:
    """One case, one matter: no hearing of nothing, and none of what is not discussed."""
    with pytest.raises(CaseMissing), board.desk(staff.director) as desk:
        announce_hearing(desk, a_hearing())
    put(board, S.PARTY_STUDIED, number="C-7")
    with pytest.raises(NotFromHere), board.desk(staff.director) as desk:
        announce_hearing(desk, a_hearing(case="C-7"))
    assert not board.records().count(Hearing)


def test_a_hearing_says_what_its_case_says(board: Board, staff: Staff) -> None:
    """Matter, category and amount are the case's; whatever was typed beside it is not."""
    put(board, S.DISCUSSED, number="C-7", matter="修桥", amount=77, category=Category.PUBLIC_WORKS)
    with board.desk(staff.director) as desk:
        made = announce(desk, a_hearing(case="C-7", matter="别的事", amount=1))
    assert (made.matter, made.amount, made.category) == ("修桥", 77, Category.PUBLIC_WORKS)


def test_p27_only_the_township_approves(board: Board, staff: Staff) -> None:
    """P27: the village asks, the township answers with its number; nobody answers for it."""
    case = put(board, S.RESOLUTION_PUBLIC)
    with pytest.raises(NotPermitted), board.desk(staff.director) as desk:
        take_step(desk, case.id, E.TOWNSHIP_APPROVE, replace(FULL, township_number="镇批1号"))
    with board.desk(staff.clerk) as desk:
        take_step(desk, case.id, E.REQUEST_TOWNSHIP, FULL)
    with pytest.raises(GuardRefused), board.desk(staff.township) as desk:
        take_step(desk, case.id, E.TOWNSHIP_APPROVE, FULL)
    with board.desk(staff.township) as desk:
        approved = take_step(desk, case.id, E.TOWNSHIP_APPROVE, replace(FULL, township_number="镇批1号"))
    assert (approved.township_number, approved.state) == ("镇批1号", S.RESOLUTION_PUBLIC)


def test_an_unannounced_matter_is_nobody_s_reading(board: Board, staff: Staff) -> None:
    """Until its first public step a matter is not searched and not shown."""
    with board.desk(staff.clerk) as desk:
        case = register_case(desk, a_matter(matter="征地谈判底价"), StepFacts())
    assert not case.public
    assert not board.records().search("征地谈判")
    with board.desk(staff.clerk) as desk:
        study_together(desk, case.id, FULL)
        take_step(desk, case.id, E.SKIP_HEARING, FULL)
    assert board.records().search("征地谈判")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"event": "registr"}, "meant 'register'?"),
        ({"guards": ["minutes_keept"]}, "meant 'minutes_kept'?"),
        ({"to": "discused"}, "meant 'discussed'?"),
        ({"within": "hearing.notice_day"}, "meant 'hearing.notice_days'?"),
        ({"publik": True}, "meant 'public'?"),
    ],
)
def test_a_wrong_row_of_the_table_is_named_with_the_nearest_name(row: dict[str, Any], told: str, tmp_path: Any) -> None:
    """Whoever edits the table learns file, row and what was meant."""
    right = {"event": "party_study", "from": ["proposed"], "to": "discussed", "guards": [], "actor": "x", "source": "y"}
    names = Vocabulary(CaseEvent, CaseState, GUARDS, shipped_limits())
    with pytest.raises(TableUnreadable) as caught:
        read_transition(tmp_path / "case.toml", {**right, **row}, names)
    assert told in str(caught.value.message)


def test_every_guard_of_the_table_is_used_and_every_event_stands_in_it() -> None:
    """No guard is written and forgotten; no event is without its row and its source."""
    used = {name for row in machine().transitions.values() for name in row.guards}
    assert used == set(GUARDS)
    assert set(machine().transitions) == set(CaseEvent)
    assert all(row.source for row in machine().transitions.values())


def test_a_case_in_its_notice_period_says_from_when_it_is_in_effect(board: Board, staff: Staff) -> None:
    """Published on Tuesday the first, seven days: in effect from Wednesday the ninth, if nobody objects."""
    step = put(board, S.RESOLVED)
    with board.desk(staff.director) as desk:
        case = take_step(desk, step.id, E.PUBLISH_RESOLUTION, FULL)
    following = line_of(board.records(), case).next
    assert following is not None
    assert (following.event, following.earliest) == (E.CONFIRM, date(2026, 9, 9))
    assert instant(TODAY).date() <= TODAY
