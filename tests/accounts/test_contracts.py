"""Contracts in one's own entry: what is refused, and what amending, renewing, ending and handing back leave behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.support.builders import TODAY, Staff, keep
from village_board.accounts import contract_rules as rules
from village_board.accounts.asset_service import DayAhead, ReasonMissing
from village_board.accounts.contract_service import (
    ContractIncomplete,
    ContractOver,
    EndOutside,
    NothingAmended,
    amend_contract,
    end_contract,
    hand_back,
    register_contract,
    renew_contract,
)
from village_board.accounts.parts import PartTaken
from village_board.accounts.plan_service import PlanPaid, make_plan
from village_board.accounts.registers import Asset, Contract, ContractStatus, Instalment, Resource, Rhythm, Use
from village_board.base.errors import NotFound, NotPermitted, NumberTaken, Refused
from village_board.board import Board
from village_board.hearings.model import Resolution, ResolutionResult, ResolutionStatus, Variation
from village_board.people.model import Person


def a_lease(number: str = "HT-1", **values: Any) -> Contract:
    """Return a lease that nothing speaks against: three years, 9,000 yuan a year."""
    base: dict[str, Any] = {
        "number": number, "name": "老街店面租赁", "type": "租赁", "subject": "ZC-1", "party_b": "赵六",
        "starts_on": TODAY, "ends_on": date(2029, 8, 31), "due_each_year": 900_000, "rhythm": Rhythm.YEARLY,
    }  # fmt: skip
    return Contract(**{**base, **values})


@pytest.fixture
def things(board: Board, staff: Staff) -> None:
    """A shop, a field, a wood, waste land; a passed resolution, one that waits and one that failed."""
    keep(board, Asset(number="ZC-1", name="店面", use=Use.LEASED, tenant="钱七", operating=True))
    keep(
        board,
        Resource(number="ZY-1", name="东畈", category="耕地", area=Decimal("12.00"), area_let=Decimal("12.00")),
        Resource(number="ZY-2", name="后山", category="林地"),
        Resource(number="ZY-3", name="北坡", category="荒山"),
        Resource(number="ZY-4", name="草坡", category="草地"),
    )
    passed = {"result": ResolutionResult.PASSED, "status": ResolutionStatus.EXECUTING}
    keep(
        board,
        Resolution(number="J-1", matter="出租店面", hearing="T-1", **passed),
        Resolution(number="J-2", matter="未听证", **passed),
        Resolution(number="J-3", matter="免听证", hearing_waived="续租", **passed),
        Resolution(number="J-4", matter="未通过", result=ResolutionResult.REJECTED, status=ResolutionStatus.REJECTED),
        Resolution(
            number="J-5", matter="待确认", result=ResolutionResult.PASSED, status=ResolutionStatus.RECORDED
        ),
    )  # fmt: skip


def register(board: Board, staff: Staff, contract: Contract) -> Contract:
    """Register as the clerk."""
    with board.desk(staff.clerk) as desk:
        return register_contract(desk, contract)


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize(
    ("type_", "subject", "years"),
    [("租赁", "ZC-1", 20), ("租赁", "ZY-2", 20), ("承包", "ZY-1", 30), ("承包", "ZY-2", 70), ("承包", "ZY-3", 50),
     ("承包", "ZY-4", 50), ("承包", "ZC-1", 20)],
)  # fmt: skip
def test_c02_a_term_may_reach_the_legal_limit_and_not_a_day_more(
    board: Board, staff: Staff, type_: str, subject: str, years: int
) -> None:
    """C02: a lease of 20 years ends on the day before; one day longer is refused, with the last lawful day."""
    # Guard: accounts/contract_rules.py:term - a lease runs beyond what the law lets stand.
    last = date(TODAY.year + years, TODAY.month, TODAY.day) - timedelta(days=1)
    wanted = a_lease(type=type_, subject=subject, ends_on=last, due_each_year=1000)
    with pytest.raises(rules.TermTooLong, match=str(last)):
        register(board, staff, replace(wanted, ends_on=last + timedelta(days=1)))
    assert register(board, staff, wanted).ends_on == last


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"price": 800_000, "floor_price": 800_001}, rules.PriceTooLow),
        ({"price": 800_000, "valuation": 900_000, "resolution": "J-5"}, rules.PriceTooLow),
        ({"price": 800_000, "valuation": 900_000, "resolution": "J-1"}, None),
        ({"price": 800_000, "floor_price": 800_000}, None),
        ({"total": 5_000_000}, rules.DecisionMissing),
        ({"total": 5_000_000, "resolution": "J-4"}, rules.DecisionMissing),
        ({"total": 5_000_000, "resolution": "J-2"}, rules.HearingMissing),
        ({"total": 5_000_000, "resolution": "J-1"}, None),
        ({"total": 5_000_000, "resolution": "J-3"}, None),
        ({"total": 4_999_999}, None),
        ({"due_each_year": 1_000_000}, rules.PlatformMissing),
        ({"due_each_year": 1_000_000, "platform_number": "LL-9"}, None),
        ({"type": "道路工程", "subject": "村道", "due_each_year": None, "total": 4_000_000}, None),
        ({"subject": "ZY-1", "collective_member": False}, rules.TownshipMissing),
        ({"subject": "ZY-1", "collective_member": False, "township_number": "镇农〔2026〕3号"}, None),
        ({"subject": "ZC-1", "collective_member": False}, None),
        ({"party_b": "郑立新"}, rules.RecusalMissing),
        ({"party_b": "郑立民"}, rules.RecusalMissing),
        ({"party_b": "郑立民", "recusal": "郑立新回避"}, None),
        ({"ends_on": TODAY - timedelta(days=1)}, rules.EndsBeforeStart),
        ({"deposit": -1}, rules.AmountNegative),
        ({"resolution": "J-9"}, NotFound),
        ({"hearing": "T-9"}, NotFound),
        ({"signed_on": TODAY + timedelta(days=1)}, DayAhead),
        ({"name": " "}, ContractIncomplete),
        ({"party_b": "\u200b"}, ContractIncomplete),
    ],
)  # fmt: skip
def test_what_a_contract_lacks_is_refused_with_what_to_do(
    board: Board, staff: Staff, values: dict[str, Any], refusal: type[Refused] | None
) -> None:
    """C01, C05, C06, R02: at the limit itself the rule holds; a contract that keeps it is registered."""
    # Guard: accounts/contract_rules.py:broken - a contract without decision, hearing, platform or recusal stands.
    (director,) = [one for one in board.records().all(Person) if one.number == "1001"]
    keep(board, Person(number="2001", name="郑立民"))
    keep(board, replace(director, near_relatives=("2001",)))
    if refusal is None:
        assert register(board, staff, a_lease(**values)).status is ContractStatus.RUNNING
    else:
        with pytest.raises(refusal):
            register(board, staff, a_lease(**values))
        assert board.records().count(Contract) == 0


@pytest.mark.usefixtures("things")
def test_p6_an_overlap_in_ones_own_entry_is_refused(board: Board, staff: Staff) -> None:
    """P6: the same shop twice is refused with contract, party and day; another room of it is not."""
    register(board, staff, a_lease(part_rooms=("101",)))
    with pytest.raises(PartTaken, match=r"HT-1.*赵六.*2029-08-31"):
        register(board, staff, a_lease("HT-2", part_rooms=("101室",)))
    register(board, staff, a_lease("HT-3", part_rooms=("102",)))
    with pytest.raises(NumberTaken):
        register(board, staff, a_lease(part_rooms=("103",)))


def test_p12_a_personal_number_among_the_words_is_masked(board: Board, staff: Staff) -> None:
    """P12: a telephone beside a party's name, an identity number in the purpose: neither is kept."""
    # Guard: accounts/contract_service.py:cleaned - a tenant's telephone hangs in the hall.
    kept = register(
        board, staff, a_lease(subject="空地", party_b="赵六 13812345678", purpose="经营 11010519491231002X")
    )  # fmt: skip
    assert (kept.party_b, kept.purpose) == ("赵六 138****5678", "经营 110*************2X")
    assert kept.number == "HT-1"


def test_two_works_on_one_road_are_in_nobodys_way(board: Board, staff: Staff) -> None:
    """Words for a thing are no number: only what stands in a register can be given twice."""
    for number in ("HT-1", "HT-2"):
        register(board, staff, a_lease(number, subject="东路绿化带"))
    assert board.records().count(Contract) == 2


@pytest.mark.usefixtures("things")
def test_an_amendment_keeps_what_stood_before(board: Board, staff: Staff) -> None:
    """Another rent: before and after, day, reason and resolution; what changes nothing is refused."""
    kept = register(board, staff, a_lease())
    with board.desk(staff.clerk) as desk:
        changed = amend_contract(
            desk, kept.id, {"due_each_year": 950_000, "ends_on": date(2030, 8, 31)}, on=TODAY, reason="续期",
            resolution="J-1",
        )  # fmt: skip
    (amendment,) = changed.amended
    assert (amendment.on, amendment.reason, amendment.resolution) == (TODAY, "续期", "J-1")
    assert [(one.field, one.before, one.after) for one in amendment.changed] == [
        ("due_each_year", "900000", "950000"),
        ("ends_on", "2029-08-31", "2030-08-31"),
    ]
    for changes, reason, refusal in (
        ({"due_each_year": 950_000}, "无", NothingAmended),
        ({"due_each_year": 960_000}, " ", ReasonMissing),
        ({"ends_on": date(2050, 1, 1)}, "太长", rules.TermTooLong),
    ):
        with pytest.raises(refusal), board.desk(staff.clerk) as desk:
            amend_contract(desk, kept.id, changes, on=TODAY, reason=reason)
    with pytest.raises(ValueError, match="status"), board.desk(staff.clerk) as desk:
        amend_contract(desk, kept.id, {"status": ContractStatus.DONE}, on=TODAY, reason="x")


@pytest.mark.usefixtures("things")
def test_a_renewal_goes_on_from_the_contract_before(board: Board, staff: Staff, clock: Any) -> None:
    """It begins on the day after, keeps what is not said anew, and settles the old one."""
    old = register(board, staff, a_lease(part_rooms=("101",), deposit=5_000, resolution="J-1", total=2_700_000))
    clock.move(date(2029, 9, 15))
    with board.desk(staff.clerk) as desk:
        new = renew_contract(desk, old.id, Contract(number="HT-8", name="", ends_on=date(2032, 8, 31)))
    assert (new.renews, new.starts_on, new.part_rooms, new.party_b) == ("HT-1", date(2029, 9, 1), ("101",), "赵六")
    assert (new.deposit, new.due_each_year, new.resolution, new.total) == (5_000, 900_000, "", None)
    before = board.records().get(Contract, old.id)
    assert (before.status, before.last_day) == (ContractStatus.DONE, date(2029, 8, 31))


@pytest.mark.usefixtures("things")
def test_a_thing_handed_back_lies_idle(board: Board, staff: Staff, clock: Any) -> None:
    """The contract ends, the shop has no tenant any more, and a parcel's area let becomes area not let."""
    # Guard: accounts/contract_service.py:_free - an empty shop stands as let for years.
    shop = register(board, staff, a_lease())
    land = register(board, staff, a_lease("HT-2", subject="ZY-1", type="承包"))
    (parcel,) = [one for one in board.records().all(Resource) if one.number == "ZY-1"]
    keep(board, replace(parcel, contract="HT-2", contractor="赵六"))
    clock.move(date(2027, 3, 1))
    for id_ in (shop.id, land.id):
        with board.desk(staff.clerk) as desk:
            back = hand_back(desk, id_, date(2027, 2, 28), "停业", "收回重新发包")
        assert (back.status, back.ended_on, back.handed_back_on) == (
            ContractStatus.DONE, date(2027, 2, 28), date(2027, 2, 28),
        )  # fmt: skip
    (asset,) = board.records().all(Asset)
    assert (asset.use, asset.idle_since, asset.tenant) == (Use.IDLE, date(2027, 2, 28), "")
    assert [(one.before, one.after, one.reason) for one in asset.changes] == [("leased", "idle", "HT-1")]
    parcel = next(one for one in board.records().all(Resource) if one.number == "ZY-1")
    assert (parcel.area_let, parcel.area_idle, parcel.contract) == (Decimal("0.00"), Decimal("12.00"), "")
    assert parcel.area_difference == 0
    with pytest.raises(ContractOver), board.desk(staff.clerk) as desk:
        hand_back(desk, shop.id, date(2027, 3, 1), "再次")


@pytest.mark.usefixtures("things")
def test_an_idle_asset_is_let_from_the_first_day_of_its_lease(board: Board, staff: Staff) -> None:
    """It is idle no more, and has its tenant; a lease that begins later leaves it idle until then."""
    (asset,) = board.records().all(Asset)
    keep(board, replace(asset, use=Use.IDLE, idle_since=TODAY - timedelta(days=9), tenant=""))
    register(board, staff, a_lease("HT-2", starts_on=TODAY + timedelta(days=1), part_rooms=("101",)))
    assert next(board.records().all(Asset)).use is Use.IDLE
    register(board, staff, a_lease(part_rooms=("102",)))
    (asset,) = board.records().all(Asset)
    assert (asset.use, asset.idle_since, asset.tenant, asset.rent) == (Use.LEASED, None, "赵六", 900_000)


@pytest.mark.usefixtures("things")
def test_a_contract_ends_within_its_term_and_its_plan_with_it(board: Board, staff: Staff, clock: Any) -> None:
    """Ended after half a year: the second and third year are not due, the first by its days."""
    kept = register(board, staff, a_lease())
    with board.desk(staff.clerk) as desk:
        assert [one.due for one in make_plan(desk, kept.id)] == [900_000] * 3
    clock.move(date(2027, 3, 1))
    for day, refusal in ((TODAY - timedelta(days=1), EndOutside), (date(2027, 3, 2), DayAhead)):
        with pytest.raises(refusal), board.desk(staff.clerk) as desk:
            end_contract(desk, kept.id, day, "停业")
    with board.desk(staff.clerk) as desk:
        ended = end_contract(desk, kept.id, date(2027, 2, 28), "停业", "收回")
    assert (ended.end_reason, ended.at_end, ended.last_day) == ("停业", "收回", date(2027, 2, 28))
    (left,) = board.records().all(Instalment)
    assert left.due == round(900_000 * 181 / 365)
    with pytest.raises(ContractOver), board.desk(staff.clerk) as desk:
        end_contract(desk, kept.id, date(2027, 2, 28), "再次")


@pytest.mark.usefixtures("things")
def test_a_plan_is_made_anew_only_where_nothing_paid_would_change(board: Board, staff: Staff) -> None:
    """Made twice it is the same records; a paid instalment is not changed behind its receipt."""
    kept = register(board, staff, a_lease())
    with board.desk(staff.clerk) as desk:
        first = make_plan(desk, kept.id)
    with board.desk(staff.clerk) as desk:
        assert [one.id for one in make_plan(desk, kept.id)] == [one.id for one in first]
    keep(board, replace(first[0], paid=100))
    with board.desk(staff.clerk) as desk:
        make_plan(desk, kept.id)
        amend_contract(desk, kept.id, {"due_each_year": 1_000}, on=TODAY, reason="降租")
    with pytest.raises(PlanPaid), board.desk(staff.clerk) as desk:
        make_plan(desk, kept.id)


def test_only_the_office_registers_contracts(board: Board, staff: Staff) -> None:
    """A villager and the oversight committee do not."""
    for who in (staff.villager, staff.overseer, staff.township):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            register_contract(desk, a_lease())


def test_prices_are_compared_with_what_was_decided_and_its_variations(board: Board) -> None:
    """P4: one rent may not be below its decision; works together may not cost more than decided plus variations."""
    decided = Resolution(
        number="J-1", matter="出租", amount=1_800_000, result=ResolutionResult.PASSED, status=ResolutionStatus.EXECUTING
    )
    low = a_lease("1", due_each_year=1_799_999)
    assert [type(one) for one in rules.against_decision([low], decided)] == [rules.PriceAgainstDecision]
    assert not list(rules.against_decision([replace(low, due_each_year=1_800_000)], decided))
    assert not list(rules.against_decision([low, low], decided))
    road = a_lease("3", type="道路工程", due_each_year=None, total=1_700_000)
    watch = a_lease("4", type="工程监理", due_each_year=None, total=100_001)
    assert [type(one) for one in rules.against_decision([road, watch], decided)] == [rules.PriceAgainstDecision]
    assert not list(rules.against_decision([road, replace(watch, total=100_000)], decided))
    more = replace(decided, variations=(Variation(TODAY, 1, "加固", "村民代表会议"),))
    assert not list(rules.against_decision([road, watch], more))


@pytest.mark.parametrize("kind", [Asset, Resource, Contract])
def test_a_public_register_has_no_field_for_papers_or_addresses(kind: type) -> None:
    """P12: identity number, telephone, card and address of a party have no place in the record."""
    names = " ".join(kind.__dataclass_fields__)
    assert not [word for word in ("identity", "phone", "mobile", "card", "address", "birth") if word in names]
