"""The pure rules: each refusal with its numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import a_resolution
from village_board.base.clock import instant
from village_board.base.money import Fen
from village_board.hearings.law import shipped_hearing_limits
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
    Variation,
)
from village_board.hearings.rules import (
    BeforeNotice,
    ConclusionMissing,
    Counts,
    CountsWrong,
    HearingNeeded,
    MostDisagree,
    NobodyDue,
    NoticeAhead,
    NoticeTooShort,
    NotYetHeld,
    QuorumMissed,
    check_conclusion,
    check_counts,
    check_hearing_came_first,
    check_held,
    check_notice,
    check_notice_day,
    was_recorded_later,
)

LIMITS = shipped_hearing_limits()
DAY = date(2026, 9, 1)
C = HearingConclusion


@given(
    due=st.integers(-2, 30),
    present=st.integers(-2, 30),
    votes=st.tuples(st.integers(-2, 30), st.integers(-2, 30), st.integers(-2, 30)),
)
def test_counts_are_taken_only_where_they_can_be(due: int, present: int, votes: tuple[int, int, int]) -> None:
    """Nobody is counted twice, nobody votes who was not there, and a meeting of nobody is none."""
    # Guard: hearings/rules.py:check_counts - thirty votes of twenty people are published.
    counts = Counts(due, present, *votes)
    possible = 0 <= present <= due and min(votes) >= 0 and sum(votes) <= present and due > 0
    if possible:
        check_counts(counts)
    else:
        with pytest.raises(CountsWrong):
            check_counts(counts)


def test_wrong_counts_are_told_with_all_numbers() -> None:
    """The clerk sees which number contradicts which."""
    with pytest.raises(CountsWrong) as failed:
        check_counts(Counts(20, 18, 15, 4, 1))
    assert failed.value.facts == {"due": 20, "present": 18, "in_favour": 15, "against": 4, "abstained": 1}


def test_nobody_due_is_no_quorum() -> None:
    """Two thirds of nobody would be nobody: that decides nothing."""
    # Guard: hearings/rules.py:NobodyDue - a members' assembly of nobody passes a resolution.
    with pytest.raises(NobodyDue):
        check_counts(Counts(0, 0))


@pytest.mark.parametrize("conclusion", list(C))
def test_without_quorum_there_is_no_conclusion(conclusion: C) -> None:
    """13 of 20 came, 14 are needed: whatever they said, the hearing was without quorum."""
    # Guard: hearings/rules.py:check_conclusion - A25, a result without quorum.
    with pytest.raises(QuorumMissed) as failed:
        check_conclusion(Counts(20, 13, 13), conclusion, LIMITS)
    assert failed.value.facts == {"present": 13, "due": 20, "needed": 14}
    check_conclusion(Counts(20, 13), None, LIMITS)


def test_with_quorum_the_conclusion_is_not_left_out() -> None:
    """14 of 20 came: it cannot be recorded as a meeting without quorum."""
    # Guard: hearings/rules.py:check_conclusion - an unwelcome hearing is declared void.
    with pytest.raises(ConclusionMissing) as failed:
        check_conclusion(Counts(20, 14, 3, 11), None, LIMITS)
    assert failed.value.facts == {"present": 14, "due": 20, "needed": 14}


@pytest.mark.parametrize("conclusion", [C.PASSED, C.PASSED_WITH_CHANGES])
def test_what_most_are_against_does_not_go_on(conclusion: C) -> None:
    """8 of 15 against: the matter is revised or dropped (facts 1.6, outcome rule)."""
    # Guard: hearings/rules.py:MostDisagree - the committee records "agreed" over the people's heads.
    with pytest.raises(MostDisagree) as failed:
        check_conclusion(Counts(20, 15, 7, 8), conclusion, LIMITS)
    assert failed.value.facts == {"against": 8, "present": 15}
    check_conclusion(Counts(20, 16, 8, 8), conclusion, LIMITS)


@pytest.mark.parametrize("conclusion", [C.HEAR_AGAIN, C.REJECTED, C.TERMINATED])
def test_what_most_are_against_can_be_sent_back_or_dropped(conclusion: C) -> None:
    """These go nowhere forward, so the majority does not forbid them."""
    check_conclusion(Counts(20, 15, 0, 15), conclusion, LIMITS)


def test_p3_what_is_still_to_come_was_not_held() -> None:
    """P3: tomorrow's meeting is not recorded today; today's is, and last month's too."""
    # Guard: hearings/rules.py:check_held - a result written before the meeting.
    with pytest.raises(NotYetHeld) as failed:
        check_held(DAY + timedelta(days=1), DAY, None)
    assert failed.value.facts == {"held": DAY + timedelta(days=1), "today": DAY}
    check_held(DAY, DAY, None)
    check_held(DAY - timedelta(days=40), DAY, None)


def test_p3_nothing_is_held_before_its_notice() -> None:
    """P3: the day before the notice is refused, the day of the notice is not this rule's matter."""
    # Guard: hearings/rules.py:check_held - A25, a back-dated result.
    with pytest.raises(BeforeNotice) as failed:
        check_held(DAY - timedelta(days=1), DAY, DAY)
    assert failed.value.facts == {"held": DAY - timedelta(days=1), "notice": DAY}
    check_held(DAY, DAY, DAY)


def test_p3_a_notice_is_not_dated_in_the_future() -> None:
    """P3: a notice hangs already, or it is none."""
    with pytest.raises(NoticeAhead):
        check_notice_day(DAY + timedelta(days=1), DAY)
    check_notice_day(DAY, DAY)
    check_notice_day(DAY - timedelta(days=9), DAY)


def test_the_day_of_the_notice_does_not_count() -> None:
    """Civil Code, time limits: seven days from the 1st end on the 8th."""
    # Guard: hearings/rules.py:check_notice - six days of notice pass for seven.
    with pytest.raises(NoticeTooShort) as failed:
        check_notice(DAY, date(2026, 9, 7), 7)
    assert failed.value.facts == {"notice": DAY, "held": date(2026, 9, 7), "days": 6, "needed": 7}
    check_notice(DAY, date(2026, 9, 8), 7)


def heard(**values: object) -> Hearing:
    """Return a hearing whose result was published."""
    base: dict[str, object] = {"status": HearingStatus.PUBLISHED, "conclusion": C.PASSED}
    return Hearing(number="2026-07", matter="路灯", **{**base, **values})  # type: ignore[arg-type]


def test_h01_a_matter_at_the_trigger_needs_a_hearing_or_a_reason() -> None:
    """H01: at 50,000.00 yuan a hearing or a recorded reason is needed, at 49,999.99 neither."""
    # Guard: hearings/rules.py:check_hearing_came_first - a large matter goes past the villagers.
    with pytest.raises(HearingNeeded) as failed:
        check_hearing_came_first(a_resolution(amount=5_000_000), None, LIMITS)
    assert failed.value.facts == {"amount": Fen(5_000_000), "trigger": Fen(5_000_000)}
    assert isinstance(failed.value.facts["amount"], Fen)
    check_hearing_came_first(a_resolution(amount=4_999_999), None, LIMITS)
    check_hearing_came_first(a_resolution(amount=None), None, LIMITS)
    check_hearing_came_first(a_resolution(amount=9_000_000, hearing_waived="抢险"), None, LIMITS)
    check_hearing_came_first(a_resolution(amount=9_000_000), heard(), LIMITS)
    check_hearing_came_first(a_resolution(amount=9_000_000), heard(conclusion=C.PASSED_WITH_CHANGES), LIMITS)


@pytest.mark.parametrize(
    "hearing",
    [
        heard(status=HearingStatus.ANNOUNCED, conclusion=None),
        heard(status=HearingStatus.RECORDED),
        heard(status=HearingStatus.CANCELLED, conclusion=None),
        heard(status=HearingStatus.NO_QUORUM, conclusion=None),
        heard(conclusion=C.REJECTED),
        heard(conclusion=C.HEAR_AGAIN),
        heard(conclusion=C.TERMINATED),
    ],
    ids=lambda h: f"{h.status.value}-{h.conclusion and h.conclusion.value}",
)
def test_h01_a_hearing_that_did_not_agree_or_is_not_confirmed_does_not_do(hearing: Hearing) -> None:
    """H01: only a confirmed result that agreed opens the way to the vote."""
    # Guard: hearings/rules.py:check_hearing_came_first - a rejected matter is voted on all the same.
    with pytest.raises(HearingNeeded):
        check_hearing_came_first(a_resolution(amount=5_000_000), hearing, LIMITS)


def public(**values: object) -> Resolution:
    """Return a resolution that was published on `DAY`."""
    return a_resolution(status=ResolutionStatus.PUBLIC, published_on=DAY, **values)


def test_p3_recorded_later_is_by_the_day_in_the_village() -> None:
    """P3: Saturday's hearing typed on Monday is 补录; typed the same evening it is not."""
    held = instant(date(2026, 9, 5), 15)
    assert was_recorded_later(held, instant(date(2026, 9, 7), 9))
    assert not was_recorded_later(held, instant(date(2026, 9, 5), 23, 59))
    assert was_recorded_later(held, instant(date(2026, 9, 6), 0, 0))


@given(amount=st.integers(0, 10**12), changes=st.lists(st.integers(-(10**10), 10**10), max_size=5))
def test_p4_a_variation_raises_or_lowers_what_was_decided(amount: int, changes: list[int]) -> None:
    """P4: paid is compared with decided plus variations."""
    variations = tuple(Variation(DAY, change, "", "") for change in changes)
    assert a_resolution(amount=amount, variations=variations).decided_amount == amount + sum(changes)
    assert a_resolution(variations=variations).decided_amount is None


def test_a_hearing_cannot_pass_anything_by_its_type() -> None:
    """Facts 0.2: a hearing collects opinions; what it comes to is no result of a vote."""
    # Guard: hearings/model.py:HearingConclusion - a hearing stands in for the assembly.
    assert not set(Hearing.__dataclass_fields__) & {"result", "body", "executing_since", "final_cost"}
    assert not issubclass(HearingConclusion, ResolutionResult)
    assert not {status.value for status in HearingStatus} & {"passed", "public", "executing", "closed"}
