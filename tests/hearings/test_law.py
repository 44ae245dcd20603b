"""Quorum and majority: the shares of the law, in integers, by worked numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.base.share import Share
from village_board.hearings.law import body_rule, shipped_hearing_limits
from village_board.hearings.model import Body, ResolutionResult
from village_board.hearings.rules import Counts, outcome

SHARES = st.builds(Share, st.integers(1, 9), st.integers(1, 9), st.booleans()).filter(
    lambda share: share.numerator <= share.denominator
)

PASSED, REJECTED, NO_QUORUM = ResolutionResult.PASSED, ResolutionResult.REJECTED, ResolutionResult.NO_QUORUM


@given(share=SHARES, part=st.integers(0, 5000), whole=st.integers(1, 5000))
def test_a_share_is_exact(share: Share, part: int, whole: int) -> None:
    """以上 includes the number, 过半数 does not; no float decides (Civil Code, counting rules)."""
    # Guard: base/share.py:Share.met - 28 of 42 would fail by a rounding error.
    wanted = Fraction(share.numerator, share.denominator)
    assert share.met(part, whole) == (
        Fraction(part, whole) > wanted if share.strict else Fraction(part, whole) >= wanted
    )


@given(share=SHARES, whole=st.integers(1, 5000))
def test_the_number_that_is_needed_is_the_smallest_that_is_enough(share: Share, whole: int) -> None:
    """What a refusal says is needed is neither one too many nor one too few."""
    # Guard: base/share.py:Share.needed - a refusal names a number that would not do.
    needed = share.needed(whole)
    assert share.met(needed, whole)
    assert not share.met(needed - 1, whole)


# body, due -> present that are needed; law and default as in data/law/bodies.toml
QUORUMS = [
    (Body.VILLAGERS_ASSEMBLY, 800, 401),
    (Body.VILLAGERS_ASSEMBLY, 801, 401),
    (Body.REPRESENTATIVE_ASSEMBLY, 42, 28),
    (Body.REPRESENTATIVE_ASSEMBLY, 43, 29),
    (Body.GROUP_MEETING, 60, 40),
    (Body.PARTY_MEETING, 31, 21),
    (Body.MEMBERS_ASSEMBLY, 600, 400),
    (Body.MEMBER_DELEGATES, 45, 30),
    (Body.COUNCIL, 5, 4),
    (Body.COUNCIL, 3, 2),
]


def test_every_body_has_a_worked_quorum_here() -> None:
    """No body of the data is untested."""
    assert {row[0] for row in QUORUMS} == set(Body)
    assert {row[0] for row in MAJORITIES} == set(Body)


@pytest.mark.parametrize(("body", "due", "needed"), QUORUMS)
def test_quorum_by_worked_numbers(body: Body, due: int, needed: int) -> None:
    """Organic Law and Law on Rural Collective Economic Organisations: who must come."""
    # Guard: data/law/bodies.toml:quorum - a meeting of too few decides.
    rule = body_rule(body)
    assert rule.quorum.needed(due) == needed
    all_for = Counts(due, needed - 1, needed - 1)
    assert outcome(all_for, rule) is NO_QUORUM
    assert outcome(Counts(due, due, due), rule) is PASSED


# body, due, present, in favour that are needed
MAJORITIES = [
    (Body.VILLAGERS_ASSEMBLY, 800, 401, 201),
    (Body.REPRESENTATIVE_ASSEMBLY, 42, 28, 15),
    (Body.REPRESENTATIVE_ASSEMBLY, 42, 42, 22),
    (Body.GROUP_MEETING, 60, 41, 21),
    (Body.PARTY_MEETING, 31, 21, 16),  # of those who should attend
    (Body.MEMBERS_ASSEMBLY, 600, 400, 400),  # two thirds of all members, not of those who came
    (Body.MEMBERS_ASSEMBLY, 601, 500, 401),
    (Body.MEMBER_DELEGATES, 45, 40, 30),
    (Body.COUNCIL, 5, 4, 3),  # of all its members
]


@pytest.mark.parametrize(("body", "due", "present", "needed"), MAJORITIES)
def test_majority_by_worked_numbers(body: Body, due: int, present: int, needed: int) -> None:
    """One vote fewer fails, and the missing vote is not made up by abstentions."""
    # Guard: data/law/bodies.toml:majority - a resolution passes with too few votes.
    rule = body_rule(body)
    assert outcome(Counts(due, present, needed, present - needed), rule) is PASSED
    assert outcome(Counts(due, present, needed - 1, present - needed + 1), rule) is REJECTED
    assert outcome(Counts(due, present, needed - 1, 0, present - needed + 1), rule) is REJECTED


def test_twenty_five_of_forty_two_is_no_quorum() -> None:
    """The demo's case: 28 representatives are needed."""
    rule = body_rule(Body.REPRESENTATIVE_ASSEMBLY)
    assert outcome(Counts(42, 25, 25), rule) is NO_QUORUM
    assert outcome(Counts(42, 27, 27), rule) is NO_QUORUM
    assert outcome(Counts(42, 28, 28), rule) is PASSED


@given(body=st.sampled_from(Body), outside=st.booleans(), data=st.data(), due=st.integers(1, 300))
def test_an_abstention_helps_nobody(body: Body, outside: bool, data: st.DataObject, due: int) -> None:
    """Who is present and abstains counts as present: turning a no into an abstention changes no result."""
    # Guard: hearings/rules.py:outcome - a majority of those voting, not of those present.
    present = data.draw(st.integers(0, due))
    in_favour = data.draw(st.integers(0, present))
    rule = body_rule(body, outside_collective=outside)
    against = outcome(Counts(due, present, in_favour, present - in_favour), rule)
    assert outcome(Counts(due, present, in_favour, 0, present - in_favour), rule) is against
    assert outcome(Counts(due, present, in_favour), rule) is against


@given(body=st.sampled_from(Body), outside=st.booleans(), data=st.data(), due=st.integers(1, 300))
def test_one_more_vote_in_favour_never_undoes_a_resolution(
    body: Body, outside: bool, data: st.DataObject, due: int
) -> None:
    """With the same people present, more agreement is never worse."""
    present = data.draw(st.integers(1, due))
    in_favour = data.draw(st.integers(0, present - 1))
    rule = body_rule(body, outside_collective=outside)
    if outcome(Counts(due, present, in_favour), rule) is PASSED:
        assert outcome(Counts(due, present, in_favour + 1), rule) is PASSED


@pytest.mark.parametrize("body", list(Body))
def test_outside_the_collective_two_thirds_of_all_are_needed(body: Body) -> None:
    """Law on Land Contracting: to a stranger of the collective, whatever the body, two thirds of all."""
    # Guard: hearings/law.py:body_rule - land goes to an outsider by a bare majority.
    rule = body_rule(body, outside_collective=True)
    assert rule.quorum == body_rule(body).quorum
    assert outcome(Counts(42, 42, 28, 14), rule) is PASSED
    assert outcome(Counts(42, 42, 27, 15), rule) is REJECTED
    assert outcome(Counts(42, 30, 27, 3), rule) is REJECTED


@pytest.mark.parametrize(
    ("body", "days"),
    [(Body.VILLAGERS_ASSEMBLY, 10), (Body.MEMBERS_ASSEMBLY, 10), (Body.PARTY_MEETING, 3), (Body.COUNCIL, 0)],
)
def test_notice_days_are_those_of_the_law(body: Body, days: int) -> None:
    """Ten days for the assemblies of all; three for the Party meeting's plan."""
    assert body_rule(body).notice_days == days


def test_the_defaults_of_hearings_are_those_of_the_facts() -> None:
    """Facts 1.6: 50,000 yuan, seven days of notice, two thirds; a notice period of seven days."""
    limits = shipped_hearing_limits()
    assert limits.trigger_amount == 5_000_000
    assert (limits.notice_days, limits.material_days) == (7, 3)
    assert (limits.notice_period_days, limits.objection_days) == (7, 15)
    assert limits.quorum == Share(2, 3, strict=False)
