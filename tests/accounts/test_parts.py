"""P6: two leases may share a building or a parcel; compared is the part."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.accounts.parts import (
    PartsAboveWhole,
    PartsNotComparable,
    PartTaken,
    PartUnclear,
    check_part,
    clashes,
    room_of,
)
from village_board.accounts.registers import Contract, ContractStatus

WHOLE = Decimal("12.00")


def lease(number: str, **values: object) -> Contract:
    """Return a lease of the building for 2025 and 2026."""
    base: dict[str, object] = {
        "number": number, "name": number, "type": "租赁", "subject": "ZC-1", "party_b": f"承租人{number}",
        "starts_on": date(2025, 1, 1), "ends_on": date(2026, 12, 31),
    }  # fmt: skip
    return Contract(**{**base, **values})  # type: ignore[arg-type]


def kinds(contract: Contract, *others: Contract, whole: Decimal | None = None) -> list[type]:
    """Return the kinds of clashes."""
    return [type(one) for one in clashes(contract, others, whole)]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({}, {}, [PartTaken]),
        ({"part_rooms": ("101",)}, {}, [PartTaken]),
        ({}, {"part_share": "1/3"}, [PartTaken]),
        ({"part_rooms": ("101", "102")}, {"part_rooms": ("103",)}, []),
        ({"part_rooms": ("101", "102")}, {"part_rooms": ("第１０２室",)}, [PartTaken]),
        ({"part_share": "1/3"}, {"part_share": "2/3"}, []),
        ({"part_share": "1/2"}, {"part_share": "2/3"}, [PartsAboveWhole]),
        ({"part_rooms": ("101",)}, {"part_share": "1/3"}, [PartsNotComparable]),
        ({"part_area": Decimal("5.00")}, {"part_area": Decimal("7.00")}, []),
        ({"part_area": Decimal("5.01")}, {"part_area": Decimal("7.00")}, [PartsAboveWhole]),
        ({"part_area": Decimal("6.00")}, {"part_share": "1/2"}, []),
        ({"part_area": Decimal("6.01")}, {"part_share": "1/2"}, [PartsAboveWhole]),
    ],
)
def test_p6_leases_of_one_thing_are_compared_by_part(
    mine: dict[str, object], theirs: dict[str, object], expected: list[type]
) -> None:
    """Other rooms are no overlap; the same room, the whole, or more than there is are one."""
    # Guard: accounts/parts.py:clashes - one room is let twice, or two lawful leases shut each other out.
    assert kinds(lease("2", **mine), lease("1", **theirs), whole=WHOLE) == expected


@pytest.mark.parametrize(("ends", "clash"), [(date(2024, 12, 31), False), (date(2025, 1, 1), True)])
def test_p6_leases_one_after_the_other_do_not_overlap(ends: date, *, clash: bool) -> None:
    """The boundary day: who moves out on 31 December leaves room for 1 January."""
    before = lease("1", starts_on=date(2020, 1, 1), ends_on=ends)
    assert bool(kinds(lease("2"), before)) is clash


def test_p6_a_lease_that_ended_early_is_in_nobodys_way() -> None:
    """Ended on 30 June 2025: the next may begin on 1 July."""
    ended = lease("1", status=ContractStatus.DONE, ended_on=date(2025, 6, 30))
    assert kinds(lease("2", starts_on=date(2025, 7, 1)), ended) == []
    assert kinds(lease("2", starts_on=date(2025, 6, 30)), ended) == [PartTaken]


def test_p6_works_are_in_nobodys_way() -> None:
    """A repair of the building is no use of it."""
    assert kinds(lease("2"), lease("1", type="维修工程")) == []
    assert kinds(lease("2", type="维修工程"), lease("1")) == []


def test_p6_shares_that_meet_only_one_at_a_time_are_lawful() -> None:
    """2/3 until June and 2/3 from July stand beside 1/3 all the time."""
    first = lease("1", part_share="2/3", ends_on=date(2025, 6, 30))
    second = lease("3", part_share="2/3", starts_on=date(2025, 7, 1))
    assert kinds(lease("2", part_share="1/3"), first, second) == []
    (problem,) = clashes(lease("2", part_share="1/2"), (first, second), None)
    assert "7/6" in str(problem)


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ({"part_share": "4/3"}, True),
        ({"part_share": "0/3"}, True),
        ({"part_share": "一半"}, True),
        ({"part_area": Decimal("0.00")}, True),
        ({"part_rooms": ("室",)}, True),
        ({"part_share": "1/3", "part_rooms": ("101",)}, True),
        ({"part_share": "1/3"}, False),
        ({}, False),
    ],
)
def test_a_part_is_named_in_one_clear_way(part: dict[str, object], *, wrong: bool) -> None:
    """Rooms, or a share of at most the whole, or an area."""
    assert [type(one) for one in check_part(lease("1", **part))] == ([PartUnclear] if wrong else [])


@given(areas=st.lists(st.integers(1, 900), min_size=1, max_size=6))
def test_p6_areas_given_together_never_pass_the_whole_unseen(areas: list[int]) -> None:
    """Entered one after the other, the first that passes the whole is the first that is refused."""
    standing: list[Contract] = []
    for number, area in enumerate(areas):
        made = lease(str(number), part_area=Decimal(area).scaleb(-2) * 2)
        given = sum(2 * other for other in areas[: number + 1])
        assert bool(kinds(made, *standing, whole=WHOLE)) is (given > 1200)
        if given > 1200:
            return
        standing.append(made)


def test_rooms_are_compared_as_they_are_meant() -> None:
    """101, 101室, 第101号 and full-width 101 are one room."""
    assert {room_of(name) for name in ("101", "101室", "第101号", "１０１")} == {"101"}
