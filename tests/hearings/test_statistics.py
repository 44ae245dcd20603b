"""Statistics of hearings: what is counted, that it adds up, and over a whole city."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, a_hearing, a_resolution, keep
from village_board.base.clock import instant
from village_board.board import Board
from village_board.hearings.case import DecisionCase
from village_board.hearings.figures import FIGURES, group_label
from village_board.hearings.model import (
    Body,
    Category,
    Hearing,
    HearingConclusion,
    HearingStatus,
    Missed,
    Moved,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
    Stance,
    Statement,
    Variation,
)
from village_board.hearings.outward import sittings
from village_board.hearings.statistics import Figures, Grouping, Statistics, combine, longest, median, tally
from village_board.hearings.statistics_service import statistics_of

#: the city of which the seeds tell: so many villages, hearings, and yuan heard (facts, section 10).
VILLAGES, HEARINGS, FEN = 150, 482, 421_000_000_00


def held(**values: object) -> Hearing:
    """Return a hearing with a published result: twenty invited, eighteen came."""
    base = a_hearing(
        held_at=instant(TODAY - timedelta(days=20), 9),
        notice_on=TODAY - timedelta(days=30),
        present=18,
        in_favour=15,
        conclusion=HearingConclusion.PASSED,
        status=HearingStatus.PUBLISHED,
        result_published_on=TODAY - timedelta(days=18),
    )
    return replace(base, **values)


def decided(result: ResolutionResult = ResolutionResult.PASSED, **values: object) -> Resolution:
    """Return a resolution with a published result: forty-two due, thirty came."""
    status = ResolutionStatus.PUBLIC if result is ResolutionResult.PASSED else ResolutionStatus.REJECTED
    base = a_resolution(
        meeting_on=TODAY - timedelta(days=5),
        notice_on=TODAY - timedelta(days=16),
        published_on=TODAY - timedelta(days=4),
        due=42,
        present=30,
        in_favour=28,
        result=result,
        status=status,
    )
    return replace(base, **values)


def counted(*records: Hearing | Resolution, by: Grouping = Grouping.YEAR) -> Statistics:
    """Return the statistics of one village with these records."""
    hearings = [record for record in records if isinstance(record, Hearing)]
    return tally(sittings(hearings, [record for record in records if isinstance(record, Resolution)]), by)


def value(statistics: Statistics, name: str) -> int | None:
    """Return one figure of the whole, by its name."""
    return next(figure.of(statistics.whole) for figure in FIGURES if figure.name == name)


def test_a_held_hearing_is_counted_with_its_amount_its_people_and_its_days() -> None:
    """Held, amount, invited, came, conclusion, days from the notice to the published result."""
    # Guard: hearings/statistics.py:_of_hearing - the figures of the yearly report.
    stats = counted(held(amount=1_000_01), held(number="2", amount=None))
    assert (value(stats, "hearings_held"), value(stats, "hearings_amount")) == (2, 1_000_01)
    assert value(stats, "hearings_without_amount") == 1
    assert (value(stats, "hearings_due"), value(stats, "hearings_present")) == (40, 36)
    assert value(stats, "conclusion_passed") == 2
    assert (value(stats, "hearings_days_median"), value(stats, "hearings_days_longest")) == (12, 12)


def test_hearings_that_came_to_nothing_are_counted_apart() -> None:
    """Cancelled, postponed without a new time, no quorum and not yet held never enter amounts or attendance."""
    # Guard: hearings/statistics.py:_apart - a cancelled hearing would swell the amount heard.
    was = instant(TODAY, 9)
    stats = counted(
        held(status=HearingStatus.CANCELLED, amount=7),
        held(status=HearingStatus.POSTPONED, held_at=None, moved=(Moved(was, None, "雨", was),), amount=7),
        held(status=HearingStatus.NO_QUORUM, conclusion=None, amount=7),
        held(status=HearingStatus.ANNOUNCED, amount=7),
        held(status=HearingStatus.RECORDED, amount=7),
    )
    names = ("held", "cancelled", "unfixed", "no_quorum", "open", "amount", "due", "present")
    assert [value(stats, f"hearings_{name}") for name in names] == [0, 1, 1, 1, 2, 0, 0, 0]


def test_a_result_that_nobody_confirmed_is_in_no_figure() -> None:
    """Between the recording and the second person's word nothing is public, and so nothing is counted."""
    # Guard: hearings/outward.py:of_resolution - the figures would tell a result before it is published.
    stats = counted(decided(status=ResolutionStatus.RECORDED, amount=5))
    assert [value(stats, f"resolutions_{name}") for name in ("passed", "open", "amount", "due")] == [0, 1, 0, 0]
    assert not counted(a_hearing(notice_on=None)).groups


def test_a_missed_sitting_is_counted_beside_the_one_that_was_called_again() -> None:
    """A hearing without quorum that was held later counts once as held, and once as without quorum."""
    # Guard: hearings/outward.py:missed - a hearing called again would hide that too few had come.
    miss = Missed(instant(TODAY - timedelta(days=60), 9), due=20, present=5)
    stats = counted(held(missed=(miss,)), decided(missed=(miss, miss)))
    assert (value(stats, "hearings_held"), value(stats, "hearings_no_quorum")) == (1, 1)
    assert (value(stats, "resolutions_passed"), value(stats, "resolutions_no_quorum")) == (1, 2)


def test_opinions_are_counted_by_their_answer() -> None:
    """Adopted, in part, not, and those that wait add up to all opinions."""
    said = [Statement(slip, "村民", Stance.FOR, "好", adopted=how) for slip, how in enumerate(
        ("adopted", "adopted", "partly", "not", ""), 1)]  # fmt: skip
    stats = counted(held(statements=tuple(said)))
    names = ("statements", "statements_adopted", "statements_partly", "statements_declined", "statements_waiting")
    assert [value(stats, name) for name in names] == [5, 2, 1, 1, 1]


def test_resolutions_count_what_passed_with_its_variations() -> None:
    """The amount decided is that of the resolutions passed, with approved variations (P4)."""
    change = Variation(TODAY, 50, "多", "村民代表会议")
    stats = counted(decided(amount=100, variations=(change,)), decided(ResolutionResult.REJECTED, amount=900))
    names = ("passed", "rejected", "amount", "due", "present", "days_median", "days_longest")
    assert [value(stats, f"resolutions_{name}") for name in names] == [1, 1, 150, 84, 60, 12, 12]


def test_the_time_begins_with_the_proposal_where_a_case_tells_it() -> None:
    """From the case's first step; without a case from the notice."""
    # Guard: hearings/outward.py:sittings - a matter that lay a year would seem quick.
    hearing = held()
    case = DecisionCase(number="A-1", matter="路", opened_on=date(2026, 1, 1), moved_on=TODAY, hearing=hearing.number)
    (sitting,) = sittings([hearing], [], [case])
    assert sitting.days == (hearing.result_published_on - date(2026, 1, 1)).days
    assert next(sittings([hearing], [])).days == 12


def test_a_hearing_belongs_to_the_body_that_voted_on_it() -> None:
    """By body a hearing stands with the resolution that followed; one not voted on stands alone."""
    stats = counted(
        held(number="T-1"),
        held(number="T-2"),
        decided(hearing="T-1", body=Body.MEMBERS_ASSEMBLY),
        by=Grouping.BODY,
    )
    groups = {key: (figures.hearings.held, figures.resolutions.passed) for key, figures in stats.groups}
    assert groups == {"members_assembly": (1, 1), "": (1, 0)}


def test_groups_are_years_months_and_categories() -> None:
    """A sitting is counted on the day on which people met."""
    hearing = held(held_at=instant(date(2025, 12, 31), 23), category=Category.HOUSE_SITE)
    assert [key for key, _ in counted(hearing).groups] == ["2025"]
    assert [key for key, _ in counted(hearing, by=Grouping.MONTH).groups] == ["2025-12"]
    assert [key for key, _ in counted(hearing, by=Grouping.CATEGORY).groups] == ["house_site"]
    assert group_label(Grouping.CATEGORY, "house_site") != "house_site"


def test_every_figure_says_what_it_counts() -> None:
    """No figure without a sentence of its own, and no two with the same name."""
    assert len({figure.name for figure in FIGURES}) == len(FIGURES)
    for figure in FIGURES:
        assert str(figure.counts).endswith(".")
        assert str(figure.label) != str(figure.counts)


HEARD = st.builds(
    held,
    number=st.uuids().map(str),
    amount=st.none() | st.integers(0, 10**12),
    held_at=st.dates(date(2024, 1, 1), date(2026, 12, 31)).map(lambda day: instant(day, 9)),
    result_published_on=st.dates(date(2026, 8, 1), date(2027, 1, 1)),
    category=st.sampled_from(list(Category)),
    conclusion=st.sampled_from(list(HearingConclusion)),
    status=st.sampled_from(list(HearingStatus)),
)
DECIDED = st.builds(
    decided,
    st.sampled_from([ResolutionResult.PASSED, ResolutionResult.REJECTED]),
    amount=st.none() | st.integers(0, 10**12),
    body=st.sampled_from(list(Body)),
    status=st.sampled_from(list(ResolutionStatus)),
)
VILLAGE = st.lists(HEARD | DECIDED, max_size=6)


@given(villages=st.lists(VILLAGE, min_size=3, max_size=3), by=st.sampled_from(list(Grouping)))
def test_parts_counted_apart_come_to_the_whole(villages: list[list[Hearing | Resolution]], by: Grouping) -> None:
    """Adding up is associative and commutative, and the sum of the villages is the count of all their records."""
    # Guard: hearings/statistics.py:_sum - a city's figures would depend on who adds first.
    a, b, c = (counted(*village, by=by) for village in villages)
    assert (
        combine(combine(a, b), c) == combine(a, combine(b, c)) == combine(c, a, b) == combine(Statistics(by), a, b, c)
    )
    if by is not Grouping.BODY:  # a hearing's body is that of its own village's resolution
        together = counted(*(record for village in villages for record in village), by=by)
        assert combine(a, b, c).groups == together.groups
    assert combine(a, b, c).whole == combine(*(counted(*village) for village in villages)).whole


@given(days=st.lists(st.integers(0, 400), min_size=1))
def test_the_median_of_what_was_added_up_is_that_of_all(days: list[int]) -> None:
    """The median of the tally is the lower median of the days themselves, the longest their maximum."""
    tallied = tuple(sorted((day, days.count(day)) for day in set(days)))
    assert median(tallied) == median_low(days)
    assert longest(tallied) == max(days)
    assert (median(()), longest(())) == (None, None)


def test_figures_grouped_differently_are_not_added() -> None:
    """Years and months do not mix."""
    with pytest.raises(ValueError, match="month"):
        combine(Statistics(Grouping.YEAR), Statistics(Grouping.MONTH))


def a_city(villages: int, hearings: int, fen: int, seed: int) -> list[list[Hearing]]:
    """Return the hearings of a city: whole fen, split at random, so that nothing is lost and nothing rounded."""
    dice = Random(seed)
    cuts = sorted(dice.sample(range(1, fen), hearings - 1))
    amounts = [high - low for low, high in zip((0, *cuts), (*cuts, fen), strict=True)]
    city: list[list[Hearing]] = [[] for _ in range(villages)]
    for number, amount in enumerate(amounts):
        held_at = instant(date(2012, 1, 1) + timedelta(days=dice.randrange(366)), dice.randrange(8, 18))
        at = number if number < villages else dice.randrange(villages)
        hearing = held(number=f"T-{number}", amount=amount, held_at=held_at, category=dice.choice(list(Category)))
        city[at].append(replace(hearing, notice_on=None))
    return city


@pytest.mark.parametrize("by", Grouping)
def test_a_city_of_150_villages_adds_up_to_the_fen(by: Grouping) -> None:
    """482 hearings over 421,000,000.00 yuan in 150 villages give exactly that, however they are grouped."""
    city = a_city(VILLAGES, HEARINGS, FEN, seed=2012)
    whole = combine(*(counted(*village, by=by) for village in city))
    assert (whole.villages, value(whole, "hearings_held"), value(whole, "hearings_amount")) == (
        150,
        482,
        42_100_000_000,
    )
    assert sum(figures.hearings.amount for _, figures in whole.groups) == FEN
    mean = Fraction(whole.whole.hearings.amount, whole.whole.hearings.held) / 100
    assert round(mean) == 873_444  # as facts, section 10, reckon it


def test_the_service_counts_what_the_board_holds(board: Board) -> None:
    """`statistics_of` reads hearings and resolutions of one board."""
    keep(board, held(amount=100), decided(amount=90))
    with board.reading() as records:
        stats = statistics_of(records)
    assert (stats.villages, value(stats, "hearings_amount"), value(stats, "resolutions_amount")) == (1, 100, 90)
    assert Statistics(Grouping.YEAR).whole == Figures()
