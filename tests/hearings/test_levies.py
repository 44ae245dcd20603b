"""Case-by-case levies: exemptions, the province's ceilings, plans by household inside and totals in public."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, Staff, a_resolution, keep
from village_board.base.errors import Refused
from village_board.board import Board
from village_board.hearings.levies import (
    Exempt,
    ExemptTwice,
    ExemptUnknown,
    GroundUnknown,
    LabourAboveCeiling,
    Levy,
    LevyBelowNothing,
    LevyOfNothing,
    MoneyAboveCeiling,
    Share,
    Terms,
    asked,
    check_ceiling,
    check_exempt,
    grounds,
    levy_findings,
    public_totals,
    shares,
)
from village_board.hearings.levies_service import LevyPlanned, NoLevyMatter, levy_of, levy_told, levy_totals, plan_levy
from village_board.hearings.model import Category, Resolution, ResolutionStatus
from village_board.people.model import Office, Person, Role

#: four in one household, one alone, one of no household, the township's official
PEOPLE = (
    Person(number="1", name="父", group=1, household="01"),
    Person(number="2", name="母", group=1, household="01"),
    Person(number="3", name="子", group=1, household="01"),
    Person(number="4", name="孙", group=1, household="01", adult=False),
    Person(number="5", name="独居", group=2, household="02"),
    Person(number="6", name="无户", group=2),
    Person(number="9", name="镇", group=0, household="99", offices=(Office("驻村干部", Role.TOWNSHIP),)),
)
TERMS = Terms(money=1550, days=3)
CEILING = Terms(money=2000, days=10)


def test_each_household_gives_by_heads_and_by_workers() -> None:
    """Money of every head, labour of adults; whole fen."""
    first, second = shares(asked(PEOPLE, TODAY), TERMS, ())
    assert first == Share("01", 1, 4, 6200, 3, 9)
    assert second == Share("02", 2, 1, 1550, 1, 3)


EXEMPTIONS = [
    ((), (4, 3)),
    ((Exempt("service", person="3"),), (3, 2)),
    ((Exempt("subsistence", household="01"),), (0, 3)),
    ((Exempt("disabled_veteran", person="1"),), (4, 2)),
    ((Exempt("student", person="3"),), (4, 2)),
    ((Exempt("mother", person="2"),), (4, 2)),
    ((Exempt("over_age", person="1"), Exempt("over_age", person="2")), (4, 1)),
    ((Exempt("subsistence", household="01"), Exempt("service", person="3")), (0, 2)),
    ((Exempt("student", person="4"),), (4, 3)),
]


@pytest.mark.parametrize(("exempt", "left"), EXEMPTIONS)
def test_who_is_exempt_from_what(exempt: tuple[Exempt, ...], left: tuple[int, int]) -> None:
    """Servicemen from both, subsistence households from money, the others from labour (facts 1.4)."""
    # Guard: hearings/levies.py:shares - a household on subsistence allowance pays.
    first, _ = shares(asked(PEOPLE, TODAY), TERMS, exempt)
    assert (first.heads, first.workers) == left


def test_every_ground_is_tested_and_has_its_source() -> None:
    """The grounds are those of the law, each with its words and its source."""
    assert set(grounds()) == {tick.ground for ticks, _ in EXEMPTIONS for tick in ticks}
    assert all(ground.source and ground.zh and ground.en for ground in grounds().values())


BAD = [
    (GroundUnknown, Exempt("poor", person="1"), "'poor' is no ground"),
    (GroundUnknown, Exempt("subsistence", person="1"), "For a household: subsistence"),
    (GroundUnknown, Exempt("service", household="01"), "For a person: service"),
    (GroundUnknown, Exempt("service"), "'service'"),
    (GroundUnknown, Exempt("subsistence", person="1", household="01"), "'subsistence'"),
    (ExemptUnknown, Exempt("service", person="8"), "'8'"),
    (ExemptUnknown, Exempt("service", person="9"), "'9'"),
    (ExemptUnknown, Exempt("subsistence", household="99"), "'99'"),
]


@pytest.mark.parametrize(("error", "tick", "said"), BAD)
def test_a_tick_that_cannot_be_is_refused(error: type[Refused], tick: Exempt, said: str) -> None:
    """An unknown ground, a ground of the other sort, or somebody of whom nothing is asked."""
    # Guard: hearings/levies.py:check_exempt - a tick that frees nobody stands in the plan.
    with pytest.raises(error) as refused:
        check_exempt(asked(PEOPLE, TODAY), [tick])
    assert said in str(refused.value)
    with pytest.raises(ExemptTwice, match="1 is ticked twice on the ground 'service'"):
        check_exempt(PEOPLE, [Exempt("service", person="1")] * 2)


@pytest.mark.parametrize(
    ("terms", "before", "refusal", "said"),
    [
        (Terms(2000, 10), [], None, ""),
        (Terms(2001, 0), [], MoneyAboveCeiling, "2001 a head with 0 levied before this year is 2001"),
        (Terms(500, 0), [Terms(1500, 9)], None, ""),
        (Terms(501, 0), [Terms(1500, 9)], MoneyAboveCeiling, "with 1500 levied before this year is 2001"),
        (Terms(0, 11), [], LabourAboveCeiling, "11 days a worker with 0"),
        (Terms(0, 2), [Terms(0, 5), Terms(0, 4)], LabourAboveCeiling, "with 9 levied before this year is 11"),
        (Terms(0, 1), [Terms(9999, 9)], None, ""),
        (Terms(0, 0), [], LevyOfNothing, "0 days"),
        (Terms(-1, 5), [], LevyBelowNothing, "neither can be less than 0"),
    ],
)
def test_the_ceiling_of_the_year_holds_at_its_boundary(
    terms: Terms, before: list[Terms], refusal: type[Refused] | None, said: str
) -> None:
    """At the province's ceiling is lawful, one fen or one day above is refused with the numbers."""
    # Guard: hearings/levies.py:check_ceiling - a village levies more than its province allows.
    if refusal is None:
        check_ceiling(terms, before, CEILING)
        return
    with pytest.raises(refusal) as refused:
        check_ceiling(terms, before, CEILING)
    assert said in str(refused.value)


def plan_of(sizes: list[int]) -> Levy:
    """Return a plan with so many households in each group."""
    return Levy(
        resolution="L-1",
        year=2026,
        terms=TERMS,
        shares=tuple(
            Share(f"{group}-{n}", group, 3, 3 * TERMS.money, 2, 2 * TERMS.days)
            for group, size in enumerate(sizes, 1)
            for n in range(size)
        ),
    )


@given(sizes=st.lists(st.integers(0, 12), max_size=8), least=st.integers(2, 6))
def test_p10_the_public_totals_name_no_household(sizes: list[int], least: int) -> None:
    """P10: no line of fewer households than the least, unless the whole levy has fewer; the sums stay the same."""
    # Guard: hearings/levies.py:public_totals - a group of one household shows what that household pays.
    levy = plan_of(sizes)
    totals = public_totals(levy, least)
    assert sum(one.households for one in totals) == len(levy.shares)
    assert sum(one.money for one in totals) == sum(share.money for share in levy.shares)
    assert sum(one.days for one in totals) == sum(share.days for share in levy.shares)
    assert len({one.group for one in totals}) == len(totals)
    if len(levy.shares) >= least:
        assert all(one.households >= least for one in totals)


def test_people_of_no_household_are_told() -> None:
    """The plan leaves them out and says so."""
    (finding,) = levy_findings(PEOPLE)
    assert "1 people have no household in the register, such as 无户" in str(finding.message)
    assert levy_findings(PEOPLE[:2]) == []


# ---------------------------------------------------------------- on the board


@pytest.fixture
def levy(board: Board, staff: Staff) -> Resolution:
    """A levy to be voted on, in a village of two households."""
    keep(board, *PEOPLE[:5])
    return a_levy(board, "L-1")


def a_levy(board: Board, number: str, **values: object) -> Resolution:
    """Return a levy on which a meeting is to vote."""
    (made,) = keep(
        board, a_resolution(number=number, category=Category.LEVY, meeting_on=TODAY + timedelta(days=9), **values)
    )
    return made


def planned(board: Board, staff: Staff, of: str, terms: Terms = TERMS, *exempt: Exempt) -> Levy:
    """Plan a levy as the clerk."""
    with board.desk(staff.clerk) as desk:
        return plan_levy(desk, of, terms, exempt)


def test_a_plan_is_kept_inside_and_its_totals_are_public(board: Board, staff: Staff, levy: Resolution) -> None:
    """The list by household with its grounds is internal; a second plan before the vote replaces the first."""
    first = planned(board, staff, levy.id, TERMS, Exempt("service", person="3"))
    assert not first.public
    assert [share.money for share in first.shares] == [3 * 1550, 1550]
    again = planned(board, staff, levy.id, Terms(2000, 0))
    assert (again.id, again.rev) == (first.id, 2)
    records = board.records()
    (total,) = levy_totals(records, levy)
    assert (total.group, total.households, total.money) == (0, 2, 5 * 2000)
    assert levy_of(records, levy) == again
    assert levy_totals(records, a_resolution(number="none")) == ()


def test_what_is_asked_is_told_to_everybody_by_group(board: Board, staff: Staff, levy: Resolution) -> None:
    """P10: before the vote everybody reads what a head and a worker give and what it makes; nobody's ground."""
    # Guard: hearings/levies_service.py:levy_told - households vote on a levy that no page shows.
    assert not list(levy_told(board.records(), levy))
    planned(board, staff, levy.id, TERMS, Exempt("service", person="3"))
    told = [str(line) for line in levy_told(board.records(), levy)]
    assert told[-1] == "In all: 2 households, 6200, 9 days."
    assert len(told) == 3
    assert not any("service" in line for line in told)
    assert not list(levy_told(board.records(), a_resolution(number="none")))


def test_the_year_s_other_levies_count(board: Board, staff: Staff, levy: Resolution) -> None:
    """What the same people gave for another levy of the year counts, unless that one was not passed."""
    # Guard: hearings/levies_service.py:levied_before - ten levies at the ceiling in one year.
    planned(board, staff, levy.id)
    other = a_levy(board, "L-2")
    with pytest.raises(MoneyAboveCeiling):
        planned(board, staff, other.id)
    planned(board, staff, other.id, Terms(450, 0))
    rejected = a_levy(board, "L-3", status=ResolutionStatus.REJECTED)
    with pytest.raises(MoneyAboveCeiling):
        planned(board, staff, rejected.id, Terms(1, 0))
    groups = a_levy(board, "L-4", group=2)
    with pytest.raises(MoneyAboveCeiling):
        planned(board, staff, groups.id, Terms(1, 0))


def test_a_rejected_levy_and_that_of_another_group_do_not_count(board: Board, staff: Staff, levy: Resolution) -> None:
    """Nobody pays for what was not passed, and group 1 does not pay for group 2."""
    dead = a_levy(board, "L-2", status=ResolutionStatus.REJECTED)
    planned(board, staff, dead.id, Terms(2000, 10))
    one, two = a_levy(board, "L-3", group=1), a_levy(board, "L-4", group=2)
    for resolution in (one, two):
        kept = planned(board, staff, resolution.id, Terms(2000, 0))
        assert {share.group for share in kept.shares} == {resolution.group}


def test_what_was_voted_on_keeps_its_plan(board: Board, staff: Staff, levy: Resolution) -> None:
    """After the vote the plan stays; a resolution about something else has none."""
    planned(board, staff, levy.id)
    records = board.records()
    keep(board, replace(records.get(Resolution, levy.id), recorded_at=records.now))
    with pytest.raises(LevyPlanned, match="5 heads in 2 households"):
        planned(board, staff, levy.id)
    (other,) = keep(board, a_resolution(number="J-5"))
    with pytest.raises(NoLevyMatter, match="J-5"):
        planned(board, staff, other.id)
