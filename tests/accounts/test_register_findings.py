"""The finders of A01-A04, R01-R04, C01-C06, P4, P6: each fault is found, and clean registers have none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.support.builders import TODAY
from village_board.accounts.register_findings import FINDERS, all_findings
from village_board.accounts.register_view import RegisterFinding, Registers
from village_board.accounts.registers import Asset, AssetChange, Contract, ContractStatus, Instalment, Resource, Use
from village_board.accounts.stocktakes import Stocktake, StocktakeStatus
from village_board.base.finding import Finding
from village_board.hearings.model import Resolution, ResolutionResult, ResolutionStatus
from village_board.limits.rules import Limits
from village_board.limits.table import shipped_limits
from village_board.people.model import Office, Person, Role

LIMITS = Limits(shipped_limits(), {})


def ago(days: int) -> date:
    """Return the day so many days before today."""
    return TODAY - timedelta(days=days)


def passed(number: str, **values: Any) -> Resolution:
    """Return a passed resolution: 42 of 50 in favour."""
    base: dict[str, Any] = {
        "number": number, "matter": number, "hearing": "T-1", "due": 50, "present": 45, "in_favour": 42,
        "result": ResolutionResult.PASSED, "status": ResolutionStatus.EXECUTING,
    }  # fmt: skip
    return Resolution(**{**base, **values})


SHOP = Asset(id="a2222222", number="ZC-1", name="店面", operating=True, use=Use.LEASED, stocktake="2025年度相符")
FIELD = Resource(
    id="r2222222", number="ZY-1", name="东畈", category="耕地", purpose="水稻种植", area=Decimal("100.00"),
    area_households=Decimal("60.00"), area_let=Decimal("20.00"), area_reserve=Decimal("15.00"),
    area_idle=Decimal("5.00"),
)  # fmt: skip
LEASE = Contract(
    id="c2222222", number="HT-1", name="店面租赁", type="租赁", subject="ZC-1", party_b="李四", signed_on=ago(100),
    starts_on=ago(90), ends_on=TODAY + timedelta(days=900), due_each_year=900_000, collective_member=True,
)  # fmt: skip
LAND = replace(
    LEASE, id="c3333333", number="HT-2", type="承包", subject="ZY-1", purpose="水稻 种植", resolution="J-1"
)  # fmt: skip
DUE = Instalment(contract="HT-1", sequence=1, due_on=ago(60), due=900_000, paid=900_000, key="HT-1/1")
CADRE = Person(number="1", name="郑立新", offices=(Office("主任", Role.COMMITTEE),), near_relatives=("2",))
CLEAN = Registers(
    assets=(SHOP,), resources=(FIELD,), contracts=(LEASE, LAND), instalments=(DUE,), resolutions=(passed("J-1"),),
    people=(CADRE, Person(number="2", name="郑立民")),
)  # fmt: skip


def told(registers: Registers) -> list[tuple[str, str]]:
    """Return rule and level of everything found."""
    return [(one.rule, one.level.value) for one in all_findings(registers, TODAY, LIMITS)]


def one(**values: Any) -> tuple[Registers, RegisterFinding]:
    """Return clean registers with some records in the place of others, and the one finding in them."""
    registers = replace(CLEAN, **values)
    (found,) = all_findings(registers, TODAY, LIMITS)
    return registers, found


def with_lease(**values: Any) -> Registers:
    """Return clean registers with another lease of the shop."""
    return replace(CLEAN, contracts=(replace(LEASE, **values), LAND))


def with_shop(**values: Any) -> Registers:
    """Return registers with another shop, let to nobody."""
    return replace(CLEAN, assets=(replace(SHOP, **values),), contracts=(LAND,))


def with_field(**values: Any) -> Registers:
    """Return clean registers with another field."""
    return replace(CLEAN, resources=(replace(FIELD, **values),))


def with_land(**values: Any) -> Registers:
    """Return clean registers with another contract of the field."""
    return replace(CLEAN, contracts=(LEASE, replace(LAND, **values)))


def test_clean_registers_have_no_finding() -> None:
    """Nothing is found where nothing is wrong."""
    # Guard: accounts/register_findings.py:FINDERS - the committee is alarmed by what is in order.
    assert told(CLEAN) == []
    assert told(Registers()) == []


SCRAPPED = {"use": Use.SCRAPPED, "changes": (AssetChange(ago(9), "报废", "J-1"),)}
FAULTS: list[tuple[Registers, list[tuple[str, str]]]] = [
    (with_shop(stocktake=""), [("A01", "red")]),
    (with_shop(use=Use.SCRAPPED), [("A02", "red")]),
    (with_shop(**SCRAPPED), []),
    (with_shop(**{**SCRAPPED, "changes": (AssetChange(ago(9), "报废", "J-9"),)}), [("A02", "red")]),
    (with_shop(use=Use.IDLE, idle_since=ago(90)), []),
    (with_shop(use=Use.IDLE, idle_since=ago(91)), [("A03", "yellow")]),
    (with_shop(use=Use.IDLE, idle_since=ago(181)), [("A03", "red")]),
    (with_shop(use=Use.IDLE, idle_since=ago(181), operating=False), []),
    (with_lease(type="出让", subject="旧设备"), [("A04", "red")]),
    (with_lease(type="出让", subject="旧设备", valuation=1, valuation_shown_on=ago(114)), [("A04", "red")]),
    (with_lease(type="出让", subject="旧设备", valuation=1, valuation_shown_on=ago(115)), []),
    (with_field(area=Decimal("101.00")), []),
    (with_field(area=Decimal("101.02")), [("R01", "yellow")]),
    (with_field(area=Decimal("90.00")), [("R01", "red")]),
    (with_land(collective_member=False, township_number="镇-1"), []),
    (with_land(collective_member=False), [("R02", "red")]),
    (with_land(collective_member=False, township_number="镇-1", resolution=""), [("R02", "red")]),
    (with_field(purpose="苗木种植"), [("R03", "red")]),
    (with_field(idle_since=ago(181)), [("R04", "yellow")]),
    (with_field(idle_since=ago(366)), [("R04", "red")]),
    (with_field(idle_since=ago(366), area_reserve=Decimal(0), area_idle=Decimal("20.00")), []),
    (with_lease(due_each_year=1_000_000), [("C01", "red")]),
    (with_lease(due_each_year=1_000_000, platform_number="LL-1"), []),
    (with_lease(ends_on=date(2046, 6, 2)), []),
    (with_lease(ends_on=date(2046, 6, 3)), [("C02", "red")]),
    (replace(CLEAN, instalments=(replace(DUE, paid=899_999),)), [("C03", "yellow")]),
    (replace(CLEAN, instalments=(replace(DUE, paid=0, due_on=ago(90)),)), [("C03", "red")]),
    (with_lease(ends_on=TODAY + timedelta(days=90)), [("C04", "yellow")]),
    (with_lease(ends_on=TODAY + timedelta(days=90), at_end="公开招租"), []),
    (with_lease(ends_on=ago(1), at_end="公开招租"), [("C04", "red")]),
    (with_lease(price=800_000, floor_price=800_001), [("C05", "red")]),
    (with_lease(price=800_000, floor_price=800_001, resolution="J-1"), []),
    (with_lease(party_b="郑立民"), [("C06", "red")]),
    (with_lease(party_b="郑立民", resolution="J-1"), [("C06", "yellow")]),
    (with_lease(party_b="郑立民", recusal="郑立新回避"), []),
    (replace(CLEAN, contracts=(LEASE, LAND, replace(LEASE, id="c4444444", number="HT-3"))), [("P6", "red")]),
    (
        replace(CLEAN, contracts=(LAND, replace(LEASE, type="资产转让", valuation=1, valuation_shown_on=ago(200)))),
        [("sold_but_listed", "red")],
    ),
    (
        replace(with_lease(resolution="J-2"), resolutions=(passed("J-1"), passed("J-2", amount=950_000))),
        [("worse_than_decided", "red")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("registers", "expected"), FAULTS)
def test_each_fault_is_found_and_nothing_else(registers: Registers, expected: list[tuple[str, str]]) -> None:
    """A01-A04, R01-R04, C01-C06, P6: one fault in clean registers is one finding, on the right side of its limit."""
    # Guard: accounts/register_findings.py:all_findings - what is wrong stays unseen.
    assert told(registers) == expected


def test_every_finder_is_proven() -> None:
    """Each finder has a fault above that it finds."""
    found = {rule for _, expected in FAULTS for rule, _ in expected}
    assert len(found) == len(FINDERS) == 17


def test_a01_a_confirmed_stocktake_is_enough() -> None:
    """A01: only a confirmed one counts, and only that of the year; before February nothing is said."""
    bare = with_shop(stocktake="")
    counted = Stocktake(year=2025, counted_by=("徐小云",), counted_on=ago(200), lines=())
    assert told(replace(bare, stocktakes=(counted,))) == [("A01", "red")]
    confirmed = replace(counted, status=StocktakeStatus.CONFIRMED)
    assert told(replace(bare, stocktakes=(confirmed,))) == []
    assert told(replace(bare, stocktakes=(replace(confirmed, year=2024),))) == [("A01", "red")]
    for day, level in ((date(2026, 1, 31), None), (date(2026, 2, 1), "yellow"), (date(2026, 3, 1), "red")):
        levels = [found.level.value for found in FINDERS[0](bare, day, LIMITS)]
        assert levels == ([level] if level else [])


def test_a_finding_names_the_record_and_the_numbers() -> None:
    """C03 says who, how much, for how long, and leads to the contract."""
    _, found = one(instalments=(replace(DUE, paid=100_000),))
    assert isinstance(found, Finding)
    assert (found.subject, found.message.facts["amount"], found.message.facts["days"]) == ("c2222222", 800_000, 60)
    assert "HT-1: 李四" in str(found.message)


def test_contracts_that_are_over_are_not_judged_any_more() -> None:
    """A price or a term of long ago is no alarm of today."""
    over = with_lease(
        status=ContractStatus.DONE, ends_on=date(2050, 1, 1), ended_on=ago(5), price=1, floor_price=2, party_b="郑立民"
    )
    assert told(over) == []


def test_a_village_own_limit_holds() -> None:
    """The ending is called up 120 days before where the village decided so."""
    ending = with_lease(ends_on=TODAY + timedelta(days=120))
    assert told(ending) == []
    own = Limits(shipped_limits(), {"contracts.ending_days": 120})
    assert [found.rule for found in all_findings(ending, TODAY, own)] == ["C04"]
