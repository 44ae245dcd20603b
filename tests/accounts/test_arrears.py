"""Arrears by days after grace, by contract and by party; contracts near or past their end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.accounts.arrears import ageing, arrears_of, by_party, endings
from village_board.accounts.registers import Contract, ContractStatus, Direction, Instalment

TODAY = date(2026, 9, 1)


def a_contract(number: str = "HT-1", **values: object) -> Contract:
    """Return a running lease."""
    base: dict[str, object] = {"number": number, "name": number, "type": "租赁", "party_b": "李四"}
    return Contract(**{**base, **values})  # type: ignore[arg-type]


def part(sequence: int, due_on: date, due: int, paid: int = 0, **values: object) -> Instalment:
    """Return an instalment."""
    key = f"HT-1/{sequence}"
    return Instalment(contract="HT-1", sequence=sequence, due_on=due_on, due=due, paid=paid, key=key, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "grace", "days"),
    [
        (date(2026, 4, 1), None, 1),
        (date(2026, 3, 31), None, 0),
        (date(2026, 4, 10), 10, 0),
        (date(2026, 4, 11), 10, 1),
        (date(2026, 6, 29), 10, 80),
    ],
)
def test_an_instalment_is_late_from_the_day_after_its_grace(today: date, grace: int | None, days: int) -> None:
    """Due on 31 March with ten days of grace: on 10 April nothing is late, on 11 April one day is."""
    # Guard: accounts/arrears.py:arrears_of - a tenant is called late within the agreed grace.
    owed = arrears_of(a_contract(grace_days=grace), [part(1, date(2026, 3, 31), 800)], today)
    assert owed.days == days
    assert owed.lacking == (800 if days else 0)


def test_the_village_own_grace_holds_where_the_contract_says_none() -> None:
    """A contract that says 0 days means 0."""
    plan = [part(1, TODAY - timedelta(days=5), 800)]
    assert arrears_of(a_contract(), plan, TODAY, grace=30).lacking == 0
    assert arrears_of(a_contract(grace_days=0), plan, TODAY, grace=30).days == 5


def test_a_hand_worked_plan() -> None:
    """Four quarters of 800: paid, paid 500, paid 900, unpaid; the hundred over makes up for the second."""
    plan = [
        part(1, date(2025, 9, 30), 800, 800),
        part(2, date(2025, 12, 31), 800, 500),
        part(3, date(2026, 3, 31), 800, 900),
        part(4, date(2026, 6, 30), 800),
        part(5, date(2026, 9, 30), 800),
    ]
    owed = arrears_of(a_contract(), plan, TODAY)
    assert (owed.due, owed.paid) == (3200, 2200)
    assert [(late.instalment.sequence, late.lacking, late.days) for late in owed.late] == [(2, 200, 244), (4, 800, 63)]
    assert owed.due - owed.paid == owed.lacking == 1000
    assert arrears_of(a_contract(), plan, TODAY, carried=250).lacking == 750


def test_what_falls_due_after_an_early_end_is_not_owed() -> None:
    """Ended in June: the instalment of July is nobody's debt."""
    ended = a_contract(status=ContractStatus.DONE, ended_on=date(2026, 6, 30))
    assert arrears_of(ended, [part(1, date(2026, 7, 1), 800)], TODAY).due == 0


def test_what_the_village_pays_is_no_arrears() -> None:
    """An unpaid builder does not owe the village anything."""
    plan = [part(1, date(2026, 1, 1), 800, direction=Direction.PAYABLE)]
    assert arrears_of(a_contract(), plan, TODAY).due == 0


@given(
    plan=st.lists(st.tuples(st.integers(-500, 100), st.integers(0, 1000), st.integers(0, 1500)), max_size=8),
    carried=st.integers(0, 2000),
)
def test_due_less_paid_is_what_lacks(plan: list[tuple[int, int, int]], carried: int) -> None:
    """Without grace what is late and what falls due today make up the difference, and nothing is below nothing."""
    parts = [part(n, TODAY + timedelta(days=offset), due, paid) for n, (offset, due, paid) in enumerate(plan)]
    owed = arrears_of(a_contract(), parts, TODAY, carried=carried)
    missing = owed.due - owed.paid
    todays = sum(due for offset, due, _ in plan if offset == 0)
    assert 0 <= owed.lacking <= missing <= owed.lacking + todays
    assert all(late.lacking > 0 and late.days > 0 for late in owed.late)
    steps = (30, 90, 365)
    assert sum(ageing([owed], steps).values()) == owed.lacking


def test_one_party_owes_under_all_its_contracts() -> None:
    """李四 with two contracts comes before 王五 with one larger one only where the sum is larger."""
    found = [
        arrears_of(a_contract(number, party_b=party), [part(1, TODAY - timedelta(days=days), due)], TODAY)
        for number, party, days, due in (("1", "李四", 10, 600), ("2", "王五", 5, 900), ("3", "李四", 40, 500))
    ]
    parties = by_party([*found, arrears_of(a_contract("4", party_b="赵六"), [], TODAY)])
    assert [(one.party, one.lacking, one.days, one.contracts) for one in parties] == [
        ("李四", 1100, 40, ("1", "3")),
        ("王五", 900, 5, ("2",)),
    ]


def test_contracts_that_end_within_days_and_those_past_their_end() -> None:
    """Ninety days reach the ninetieth; handed back, renewed, ended, or no use at all: settled."""
    # Guard: accounts/arrears.py:endings - a shop is used for a year without a contract.
    day = TODAY + timedelta(days=90)
    contracts = [
        a_contract("soon", ends_on=day),
        a_contract("later", ends_on=day + timedelta(days=1)),
        a_contract("expired", ends_on=TODAY - timedelta(days=1)),
        a_contract("back", ends_on=TODAY - timedelta(days=1), handed_back_on=TODAY),
        a_contract("renewed", ends_on=TODAY - timedelta(days=1)),
        a_contract("follower", ends_on=date(2030, 1, 1), renews="renewed"),
        a_contract("ended", ends_on=TODAY, status=ContractStatus.DONE),
        a_contract("works", ends_on=TODAY, type="道路工程"),
    ]
    found = endings(contracts, TODAY, 90)
    assert [(one.contract.number, one.days, one.expired) for one in found] == [
        ("expired", -1, True),
        ("soon", 90, False),
    ]
