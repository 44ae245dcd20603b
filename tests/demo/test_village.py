"""The invented village itself, on several days: its counts, its shares, its books."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from village_board.demo.making import _maker
from village_board.demo.story import due_quarter

DAYS = [
    date(2026, 11, 22),
    date(2028, 2, 29),
    date(2027, 1, 1),
    date(2026, 12, 31),
    date(2027, 1, 20),
    date(2027, 7, 19),
]
MAKER = _maker()
days = st.dates(date(2026, 1, 1), date(2034, 12, 31))


@pytest.fixture(scope="module", params=DAYS, ids=str)
def village(request: pytest.FixtureRequest) -> Any:
    """Return the village on one of several days."""
    return MAKER.make_village(request.param)


def test_the_village_has_the_counts_of_its_description(village: Any) -> None:
    """320 households, 1,050 people, 42 representatives, 600 vouchers, 60 assets, 80 parcels, 40 contracts."""
    people = village.people.everyone
    assert len(people) == 1050
    assert len({p.number for p in people}) == 1050
    assert len({p.household for p in people if p.household}) == 320
    assert {p.group for p in people if p.household} == set(range(1, 13))
    assert len(village.people.representatives) == 42
    counts = [len(x) for x in (village.books.vouchers, village.assets, village.parcels, village.contracts)]
    assert counts == [600, 60, 80, 40]
    assert sum(len(voucher.lines) for voucher in village.books.vouchers) >= 1300
    assert len(village.decisions.hearings) >= 12
    assert len(village.decisions.resolutions) >= 12


def test_the_representative_assembly_has_its_lawful_shares(village: Any) -> None:
    """Chosen representatives are four fifths of the assembly, women a third (Organic Law)."""
    # Guard: people.py:_offices - choosing the committee from outside the 42 breaks the shares
    members = village.people.representatives
    committee = [p for p in members if p.post.startswith("村委会")]
    assert len(committee) == 5
    assert 5 * (len(members) - len(committee)) >= 4 * len(members)
    assert 3 * sum(p.sex == "女" for p in members) >= len(members)
    assert any(p.sex == "女" for p in committee)


def test_no_overseer_is_of_the_committee_or_its_near_relatives(village: Any) -> None:
    """Committee members and their near relatives are not in the oversight committee (Organic Law)."""
    overseers = {p.number for p in village.people.everyone if p.post.startswith("村务监督")}
    committee = [p for p in village.people.everyone if p.post.startswith("村委会")]
    assert len(overseers) == 3
    assert overseers.isdisjoint({relative for p in committee for relative in p.relatives})


@given(today=days)
@settings(max_examples=12, deadline=None)
def test_every_voucher_balances_and_lies_in_the_year_that_ends_today(today: date) -> None:
    """Debits equal credits, numbers are unique in a calendar year, no day lies outside the twelve months."""
    # Guard: books.py:year_end - closing a December that is not over puts vouchers into the future
    books = MAKER.make_village(today).books
    assert all(sum(line.debit - line.credit for line in v.lines) == 0 for v in books.vouchers)
    assert all(bool(line.debit) != bool(line.credit) for v in books.vouchers for line in v.lines)
    assert len({(v.day.year, v.number) for v in books.vouchers}) == 600
    assert books.calendar.start <= min(v.day for v in books.vouchers)
    assert today - timedelta(days=5) <= max(v.day for v in books.vouchers) <= today
    assert sum(books.opening.values()) == 0


@given(today=days)
@settings(max_examples=12, deadline=None)
def test_books_registers_and_contracts_tell_the_same(today: date) -> None:
    """Assets, depreciation and receivables of the books are those of the registers; no account runs dry."""
    # Guard: postings.py:_from_registers - an opening balance of its own would drift from the registers
    village = MAKER.make_village(today)
    held = village.books.balances(today)
    in_use = [a for a in village.assets if a.fixed and a.use != "报废"]
    assert held["15101"] == sum(a.value for a in in_use)
    assert -held["152"] == sum(a.depreciation(village.calendar.months[-1]) for a in in_use)
    late = [c for c in village.contracts if c.name == "大塘鱼塘承包合同"]
    assert held["112"] == sum(c.arrears(today) for c in late) == 24_000_00
    assert -held["32202"] > 0
    low = _lowest(village.books)
    assert low["101"] >= 0
    assert min(low["10201"], low["10202"]) > 0


def _lowest(books: Any) -> dict[str, int]:
    held, low = dict(books.opening), {}
    for voucher in books.vouchers:
        for line in voucher.lines:
            held[line.account] = held.get(line.account, 0) + line.debit - line.credit
            low[line.account] = min(low.get(line.account, held[line.account]), held[line.account])
    return low


def test_large_payments_name_their_resolution_and_cash_stays_small(village: Any) -> None:
    """Above 50,000 yuan nothing is paid without a resolution; cash is paid up to 1,000, kept up to 5,000."""
    for voucher in village.books.vouchers:
        if voucher.moved < -50_000_00:
            assert voucher.resolution, voucher.summary
        if voucher.in_cash and voucher.moved < 0:
            assert voucher.moved >= -1_000_00
    held = village.books.opening["101"]
    for voucher in village.books.vouchers:
        held += sum(line.debit - line.credit for line in voucher.lines if line.account == "101")
        assert held <= 5_000_00


def test_paid_instalments_of_the_year_are_vouchers_of_the_same_sum(village: Any) -> None:
    """What a contract's plan says was paid in the year stands in the books under its number."""
    start = village.calendar.start
    for contract in village.contracts:
        paid = sum(part.paid for part in contract.plan if part.paid_on and part.paid_on >= start)
        moved = sum(v.moved for v in village.books.vouchers if v.contract == contract.number)
        deposit = contract.deposit if contract.deposit and contract.signed >= start else 0
        assert moved == (paid + deposit if contract.incoming else -paid), contract.name


def test_the_four_parts_of_a_parcel_are_its_area(village: Any) -> None:
    """Let to households, let otherwise, reserve and not let make the whole, none of them below nothing."""
    for parcel in village.parcels:
        parts = (parcel.households, parcel.let, parcel.reserve, parcel.unlet)
        assert min(parts) >= 0
        assert sum(parts) == parcel.area > Decimal(0)


def _quarter_is_due(period: str, today: date) -> bool:
    """Tell whether a quarter (2026年第三季度) had to be out by `today`: the 20th after it."""
    year, quarter = int(period[:4]), "〇一二三四".index(period[period.index("第") + 1])
    return date(year + quarter // 4, quarter * 3 % 12 + 1, 20) <= today


@given(today=days)
@settings(max_examples=12, deadline=None)
def test_everything_the_village_owes_for_the_year_is_published_but_one(today: date) -> None:
    """250 items; all that the village owes of each month and quarter but for one gap; one nil return (P4)."""
    # Guard: items.py:_gap - a gap in a quarter that is not due yet would show nothing
    village = MAKER.make_village(today)
    made = MAKER.items.make_items(village)
    assert len(made) == 250
    assert [item.number for item in made] == list(range(1, 251))
    assert all(village.calendar.start <= item.day <= today for item in made)
    assert sum(item.content == "本期无" for item in made) == 1
    own = Counter((item.catalogue, item.period) for item in made if item.catalogue.startswith("SG") and item.period)
    assert set(own.values()) == {1}
    quarters = Counter(period for _, period in own if "季度" in period)
    assert max(quarters.values()) == 11
    # The gap's quarter has one entry less than the others that were due.
    assert sum(11 - count for period, count in quarters.items() if _quarter_is_due(period, today)) == 1


@given(today=days)
@settings(max_examples=60, deadline=None)
def test_maker_and_story_mean_the_same_quarter(today: date) -> None:
    """The gap that the maker leaves is the one that the story explains."""
    first = MAKER.Calendar(today).due_quarter()
    assert due_quarter(today) == f"{first.year}-Q{(first.month - 1) // 3 + 1}"


def test_meetings_lie_at_weekends_or_in_the_evening(village: Any) -> None:
    """A past meeting is on a Saturday; one near today meets after work, unless its day is a weekend."""
    for hearing in village.decisions.hearings:
        if (village.calendar.today - hearing.day).days > 28:
            assert hearing.day.weekday() == 5
    sheet = MAKER.decisions.hearings_sheet(village.decisions, village.people)
    at = sheet.headers[0].index("听证时间")
    assert {(row[at].weekday() >= 5, row[at].hour) for row in sheet.rows} <= {(True, 9), (False, 19)}


def test_nobody_bears_a_known_name_and_every_party_is_on_the_list(village: Any, content: ModuleType) -> None:
    """Names are composed of the lists; firms and offices come from the list of invented parties."""
    names = content.content("names")
    assert not {p.name for p in village.people.everyone} & set(names["avoid"])
    surnames = tuple(surname for surname, _ in names["surnames"])
    assert all(p.name.startswith(surnames) for p in village.people.everyone)
    known = set(names["parties"].values()) | {p.name for p in village.people.everyone}
    assert {c.party for c in village.contracts} <= known
    rare = "".join(p.name for p in village.people.everyone)
    assert all(sign in rare for sign in "𠮷㐂䶮𬭚单曾解查仇")
