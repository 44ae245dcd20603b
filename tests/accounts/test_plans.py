"""Payment plans: made from the contract, and not a fen is lost (issue point 6; facts 2.1)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.accounts.plans import (
    Escalation,
    EscalationUnreadable,
    NothingToPlan,
    add_months,
    escalation_of,
    largest_remainder,
    periods,
    plan_difference,
    plan_of,
)
from village_board.accounts.registers import Contract, Direction, RentFree, Rhythm

FIRST = date(2024, 1, 1)


def a_lease(**values: object) -> Contract:
    """Return a lease of three years for 10,000 yuan a year, each quarter in advance."""
    base: dict[str, object] = {
        "number": "HT-1", "name": "店面租赁", "type": "租赁", "party_b": "李四", "starts_on": FIRST,
        "ends_on": date(2026, 12, 31), "due_each_year": 1_000_000, "rhythm": Rhythm.QUARTERLY,
    }  # fmt: skip
    return Contract(**{**base, **values})  # type: ignore[arg-type]


def dues(contract: Contract) -> list[int]:
    """Return the amounts of a contract's plan."""
    return [one.due for one in plan_of(contract)]


def test_a_plain_lease_is_paid_each_quarter_in_advance() -> None:
    """Twelve quarters of 2,500 yuan, due on their first day; in arrears on their last."""
    plan = plan_of(a_lease())
    assert [one.due for one in plan] == [250_000] * 12
    assert [one.due_on for one in plan[:2]] == [date(2024, 1, 1), date(2024, 4, 1)]
    assert [one.due_on for one in plan_of(a_lease(in_advance=False))[:2]] == [date(2024, 3, 31), date(2024, 6, 30)]
    assert [one.key for one in plan[:2]] == ["HT-1/1", "HT-1/2"]
    assert {one.direction for one in plan} == {Direction.RECEIVABLE}


@pytest.mark.parametrize(
    ("text", "years", "percent", "step"),
    [
        ("每3年递增5%", 3, Fraction(5), 0),
        ("每年递增 2.5％", 1, Fraction(5, 2), 0),
        ("租金每五年上浮10%。", 5, Fraction(10), 0),
        ("每2年递增500元", 2, Fraction(0), 50_000),
        ("每年增加12.50元", 1, Fraction(0), 1_250),
        ("", 1, Fraction(0), 0),
        ("不递增", 1, Fraction(0), 0),
    ],
)
def test_the_words_of_an_escalation_are_read(text: str, years: int, percent: Fraction, step: int) -> None:
    """By percent or by a fixed step, every so many years."""
    assert escalation_of(text) == Escalation(years, percent, step)


@pytest.mark.parametrize("text", ["随行就市", "每3年递增", "每0年递增5%", "前三年不变，后两年递增5%"])
def test_words_that_cannot_be_reckoned_with_are_refused(text: str) -> None:
    """An escalation that the program does not understand is never taken for none."""
    # Guard: accounts/plans.py:escalation_of - rents that should grow stay as they are.
    with pytest.raises(EscalationUnreadable, match="每3年递增5%"):
        escalation_of(text)


@pytest.mark.parametrize(
    ("escalation", "expected"),
    [
        ("每年递增5%", [1_000_000, 1_050_000, 1_102_500]),
        ("每2年递增5%", [1_000_000, 1_000_000, 1_050_000]),
        ("每年递增300元", [1_000_000, 1_030_000, 1_060_000]),
    ],
)
def test_a_rent_grows_by_percent_or_by_steps(escalation: str, expected: list[int]) -> None:
    """Worked by hand: 10,000 yuan over three years."""
    assert dues(a_lease(rhythm=Rhythm.YEARLY, escalation=escalation)) == expected


def test_a_year_of_months_comes_to_the_years_rent() -> None:
    """10,000 yuan in twelve months: eight of 833.33 and four of 833.34, and each year comes to 10,000 yuan."""
    # Guard: accounts/plans.py:_by_year - a fen of one year is paid in another.
    plan = dues(a_lease(rhythm=Rhythm.MONTHLY))
    for year in range(3):
        assert sum(plan[12 * year : 12 * year + 12]) == 1_000_000
        assert sorted(plan[12 * year : 12 * year + 12]) == [83_333] * 8 + [83_334] * 4


def test_the_last_part_of_a_period_is_paid_by_its_days() -> None:
    """A year at 3,660 yuan in 2024 (366 days) until 31 March: 91 days of it, 910 yuan."""
    lease = a_lease(rhythm=Rhythm.YEARLY, due_each_year=366_000, ends_on=date(2024, 3, 31))
    assert dues(lease) == [91_000]


def test_days_without_rent_cost_nothing() -> None:
    """A rent-free January leaves 60 of the 91 days of the first quarter; a whole free quarter is no instalment."""
    free = (RentFree(date(2024, 1, 1), date(2024, 1, 31)),)
    assert dues(a_lease(rent_free=free))[0] == round(Fraction(250_000) * 60 / 91)
    quarter = (RentFree(date(2024, 1, 1), date(2024, 3, 31)),)
    plan = plan_of(a_lease(rent_free=quarter))
    assert (len(plan), plan[0].sequence, plan[0].due_on) == (11, 1, date(2024, 4, 1))


def test_a_contract_with_a_whole_price_only_shares_it_out() -> None:
    """100 yuan over three years: 33.33, 33.33, 33.34; the total is met to the fen."""
    lease = a_lease(rhythm=Rhythm.YEARLY, due_each_year=None, total=10_000)
    assert sorted(dues(lease)) == [3_333, 3_333, 3_334]
    assert plan_difference(lease, plan_of(lease)) == 0


def test_what_the_village_pays_is_planned_as_payable() -> None:
    """Cleaning for 12,000 yuan a year is money out."""
    service = a_lease(type="保洁服务", due_each_year=None, owed_each_year=1_200_000, rhythm=Rhythm.MONTHLY)
    assert {one.direction for one in plan_of(service)} == {Direction.PAYABLE}


@pytest.mark.parametrize("missing", ["starts_on", "ends_on", "rhythm", "due_each_year"])
def test_a_plan_needs_term_rhythm_and_price(missing: str) -> None:
    """What is missing is named."""
    with pytest.raises(NothingToPlan):
        plan_of(a_lease(**{missing: None}))


@given(
    first=st.dates(date(2000, 1, 1), date(2030, 12, 31)),
    days=st.integers(0, 4000),
    rhythm=st.sampled_from(Rhythm),
    rent=st.integers(1, 10**9),
    escalation=st.sampled_from(["", "每年递增3%", "每3年递增7.5%", "每2年递增123.45元", "每年递增33.33%"]),
    free=st.lists(st.tuples(st.integers(-50, 4000), st.integers(0, 200)), max_size=3),
)
def test_a_plan_adds_up_whatever_the_escalation(
    first: date, days: int, rhythm: Rhythm, rent: int, escalation: str, free: list[tuple[int, int]]
) -> None:
    """The instalments add up to the exact sum of the periods, rounded once; each is near its exact share."""
    # Guard: accounts/plans.py:_by_year - fen are lost or made by rounding each instalment.
    spans = tuple(
        RentFree(first + timedelta(days=begin), first + timedelta(days=begin + long)) for begin, long in free
    )  # fmt: skip
    lease = a_lease(
        starts_on=first, ends_on=first + timedelta(days=days), rhythm=rhythm, due_each_year=rent,
        escalation=escalation, rent_free=spans,
    )  # fmt: skip
    months = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}[rhythm]
    grows = escalation_of(escalation)
    exact: dict[date, Fraction] = {}
    for period in periods(first, lease.ends_on or first, rhythm):
        whole = [period.first + timedelta(days=n) for n in range(period.days)]
        payable = sum(not any(one.first <= day <= one.last for one in spans) for day in whole)
        yearly = rent * (1 + grows.percent / 100) ** (period.year // grows.years) + grows.step * (
            period.year // grows.years
        )
        exact[period.first] = yearly * Fraction(months, 12) * Fraction(payable, period.full_days)
    total = sum(exact.values(), Fraction(0))
    plan = plan_of(lease)
    assert abs(sum(one.due for one in plan) - total) <= Fraction(1, 2)
    for one in plan:
        assert abs(one.due - exact[one.due_on]) < 3


@given(parts=st.lists(st.fractions(0, 10**6), min_size=1, max_size=40))
def test_the_largest_remainder_gives_every_fen_once(parts: list[Fraction]) -> None:
    """Whole fen that add up to the total, each within one of its exact part."""
    total = int(sum(parts))
    shared = largest_remainder(parts, total)
    assert sum(shared) == total
    assert all(-1 < part - fen < 1 for part, fen in zip(parts, shared, strict=True))


@given(
    first=st.dates(date(2000, 1, 1), date(2040, 12, 31)),
    days=st.integers(0, 3000),
    rhythm=st.sampled_from(Rhythm),
)
def test_periods_follow_each_other_without_a_gap(first: date, days: int, rhythm: Rhythm) -> None:
    """From the first day to the last, no day twice and none left out; a month's end does not drift."""
    last = first + timedelta(days=days)
    found = periods(first, last, rhythm)
    assert (found[0].first, found[-1].last) == (first, last)
    for one, following in pairwise(found):
        assert following.first == one.last + timedelta(days=1)
        assert one.days == one.full_days
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 31), 2) == date(2024, 3, 31)
