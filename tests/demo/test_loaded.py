"""The demo's board: what the importer and the services made of the clerks' files and the story."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tinydb import where

from tests.demo.conftest import TODAY
from village_board.accounts.model import Closing, Voucher
from village_board.accounts.month_money import months
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.plan_service import all_arrears
from village_board.accounts.registers import Asset, Contract, Instalment, Resource, Use
from village_board.base.clock import DayClock
from village_board.board import Board
from village_board.demo import DEMO_PIN
from village_board.desk import Records
from village_board.disclosure.due import due_items
from village_board.disclosure.model import Item, ItemStatus
from village_board.hearings.case import CaseEvent, DecisionCase
from village_board.hearings.execution import ExecutionState
from village_board.hearings.executions import carried
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionStatus,
)
from village_board.hearings.roll_model import RollEntry
from village_board.interchange.importing import import_files
from village_board.people.model import Household, Person, Role
from village_board.people.service import find_person
from village_board.polls.model import PollBox
from village_board.polls.running import open_polls
from village_board.polls.service import has_answered

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture
def records(board: Board) -> Records:
    """Return the demo's records."""
    return board.records()


def test_the_board_holds_what_the_files_hold(records: Records) -> None:
    """The counts of the description stand in the store, with the whole catalogue."""
    wanted = {
        Person: 1050, Household: 320, Voucher: 600, Asset: 60, Resource: 80, Contract: 40, RollEntry: 84,
        Instalment: 388, Closing: 11,
    }  # fmt: skip
    assert {cls: records.count(cls) for cls in wanted} == wanted
    assert records.count(Item, where("status") == ItemStatus.PUBLISHED.value) == 250
    assert records.count(Hearing) >= 12
    assert records.count(OpeningBalance) > 20


def test_every_state_of_hearings_and_resolutions_can_be_seen(records: Records) -> None:
    """What can happen to a hearing and a resolution is in the demo, "25 of 42 came" among it; none was only moved."""
    hearings = {hearing.matter: hearing for hearing in records.all(Hearing)}
    seen = {hearing.status for hearing in hearings.values()}
    unseen = {HearingStatus.RECORDED, HearingStatus.MOVED, HearingStatus.ANSWERING}
    assert seen == set(HearingStatus) - unseen
    concluded = {hearing.conclusion for hearing in hearings.values()}
    assert set(HearingConclusion) - {HearingConclusion.TERMINATED} <= concluded
    empty = hearings["村内河道保洁外包方案"]
    assert (empty.status, empty.present, empty.due) == (HearingStatus.NO_QUORUM, 25, 42)
    assert hearings["公共停车场建设方案"].moved[0].reason
    states = {resolution.matter: resolution for resolution in records.all(Resolution)}
    objected, road, lights = (
        states[matter] for matter in ("老年助餐点运营补贴", "村道南段修补工程", "太阳能路灯亮化工程")
    )
    assert objected.status is ResolutionStatus.OBJECTED
    assert not objected.objections[0].answer
    assert road.status is ResolutionStatus.EXECUTING
    assert road.decided_amount == 294_600_00
    assert (lights.status, lights.final_cost) == (ResolutionStatus.CLOSED, 94_380_00)
    wanted = {ResolutionStatus.REJECTED, ResolutionStatus.NO_QUORUM, ResolutionStatus.CONVENED}
    assert wanted <= {resolution.status for resolution in states.values()}


def test_the_next_hearing_is_a_few_days_away(records: Records) -> None:
    """Somebody who starts the demo sees a meeting about the village road within the week."""
    ahead = [
        h for h in records.all(Hearing) if h.status is HearingStatus.ANNOUNCED and h.held_at and h.held_at > records.now
    ]
    ahead.sort(key=lambda hearing: hearing.held_at)
    assert [hearing.matter for hearing in ahead] == ["村道北段拓宽硬化工程方案", "老村部改造成共享厨房"]
    assert (ahead[0].day - TODAY).days <= 7


def test_the_newest_result_was_recorded_by_one_and_confirmed_by_another(records: Records) -> None:
    """The story plays the two persons that every result needs."""
    hearing = next(h for h in records.all(Hearing) if h.matter == "老年活动室修缮方案")
    assert hearing.recorded_by != hearing.confirmed_by
    assert len(hearing.statements) == 3
    assert not any(statement.speaker for statement in hearing.statements)


def test_opening_and_movements_make_the_closing_of_every_month(records: Records) -> None:
    """Opening + income - expense = closing, month by month, down to the lines on cash and bank."""
    found = months(records)
    assert len(found) == 12
    for before, after in pairwise(found):
        assert before.closing == after.opening
    money = sum(b.debit - b.credit for b in records.all(OpeningBalance) if b.account[:3] in ("101", "102"))
    assert found[0].opening == money
    moved = sum(
        line.debit - line.credit
        for voucher in records.all(Voucher)
        for line in voucher.lines
        if line.account[:3] in ("101", "102")
    )
    assert found[-1].closing == money + moved


def test_finance_items_say_what_the_books_say(records: Records) -> None:
    """The sentence of each month's item has the sums of that month's vouchers."""
    # Guard: figures.py:by_month - a figure typed into the item instead of taken from the books
    by_month = {month.month: month for month in months(records)}
    items = records.find(Item, where("catalogue") == "SG-13")
    assert len(items) == 11
    for item in items:
        month = by_month[item.period]
        for fen in (month.opening, month.income, month.expense, month.closing):
            assert f"{fen // 100:,}.{fen % 100:02d}元" in item.content


def test_one_item_is_missing_with_a_reason_and_nothing_else(records: Records) -> None:
    """The village is on time but for one gap, whose reason stands beside it (P4, P11)."""
    (missing,) = due_items(records)
    assert missing.entry.code == "SG-12"
    assert missing.gap is not None
    assert missing.gap.reason


def test_one_item_was_corrected_and_one_says_that_nothing_happened(records: Records) -> None:
    """The corrected item has three signers and keeps its first version; one item is a nil return."""
    corrected = [item for item in records.all(Item) if item.correction]
    assert [item.version for item in corrected] == [2]
    assert len({corrected[0].drafted_by, corrected[0].reviewed_by, corrected[0].signed_by}) == 3
    before = records.get(Item, corrected[0].correction.replaces)  # type: ignore[union-attr]
    assert before.status is ItemStatus.SUPERSEDED
    assert before.content != corrected[0].content
    assert sum(item.nil for item in records.all(Item)) == 1


def test_the_subsidy_list_is_masked(records: Records) -> None:
    """The list by group shows surnames only (P14)."""
    (item,) = records.find(Item, where("catalogue") == "DC-14")
    lines = [line for line in item.content.split("\n")[1:] if "亩" in line]
    assert len(lines) > 60
    assert all("*" in line.split()[0] for line in lines)
    assert not any(person.name in item.content for person in records.all(Person))


def test_the_pond_is_in_arrears_and_the_road_has_three_bids(records: Records) -> None:
    """大塘 owes 24,000 yuan; the road's contract shows three offers, the lowest chosen with its reason."""
    worst = all_arrears(records)[0]
    assert (worst.contract.name, worst.lacking) == ("大塘鱼塘承包合同", 24_000_00)
    assert worst.days > 90
    road = next(contract for contract in records.all(Contract) if len(contract.bids) == 3)
    assert [bid.chosen for bid in sorted(road.bids, key=lambda bid: bid.amount)] == [True, False, False]
    assert road.name == "村道南段修补工程施工合同"


def test_the_old_school_is_idle(records: Records) -> None:
    """The school has stood empty since a day that is on record."""
    school = next(asset for asset in records.all(Asset) if asset.name == "原云溪小学校舍")
    assert school.use is Use.IDLE
    assert school.idle_since is not None


def test_everyone_in_office_can_sign_in_with_the_demos_pin(board: Board) -> None:
    """Committee, oversight, clerk and township have the PIN that the README gives."""
    roles = {role for person in board.records().all(Person) for role in person.roles(TODAY)}
    assert roles == set(Role)
    for role in set(Role) - {Role.VILLAGER}:
        person = next(p for p in board.records().all(Person) if role in p.roles(TODAY))
        assert role in board.sign_in(person.number, DEMO_PIN).roles
        assert find_person(board.records(), person.name) == person


def test_the_clerks_files_can_be_imported_again_without_a_change(board: Board) -> None:
    """The files lie in the demo's folder; importing them again changes nothing and finds nothing wrong."""
    folder = board.home / "clerk-files"
    with board.desk() as desk:
        report = import_files(desk, sorted(folder.iterdir()))
    assert not report.findings
    assert not report.loose_ends
    assert (report.inserted, report.updated) == (0, 0)
    assert report.unchanged > 2600


def test_the_board_says_that_it_is_a_demo(board: Board) -> None:
    """Every screen can say so: the settings carry the day to which the demo was made."""
    assert board.settings.demo == TODAY.isoformat()
    assert isinstance(board.clock, DayClock)


def test_works_are_carried_out_in_every_way(records: Records) -> None:
    """One work under way with offers and changes, one closed below what was decided, one emergency ratified late."""
    found = {shown.execution.matter: shown for case in records.all(DecisionCase) if (shown := carried(records, case))}
    road, lights, fence = (found[m] for m in ("村道南段修补工程方案", "太阳能路灯亮化工程方案", "文化广场断栏抢修"))
    assert (road.execution.state, len(road.execution.offers)) == (ExecutionState.RUNNING, 3)
    assert road.paid == sum(voucher.money_out for voucher in road.vouchers) > 0
    assert lights.execution.final_cost is not None
    assert lights.allowed is not None
    assert lights.paid <= lights.execution.final_cost < lights.allowed
    assert fence.execution.final_cost == fence.paid > 0
    assert fence.ratified_late > 0
    assert fence.resolution is not None
    assert fence.resolution.status is ResolutionStatus.CLOSED
    assert not any(late.event is CaseEvent.PROGRESS for shown in found.values() for late in shown.late)


def test_whoever_plays_in_the_simulator_answers_the_poll_themselves(records: Records) -> None:
    """The demo's answers come from chats that nobody can be: the open poll is not answered for the players."""
    # Guard: village_board/demo/asked.py:_NOBODY - the first player would be told that they have answered already.
    (poll,) = open_polls(records)
    box = next(one for one in records.all(PollBox) if one.poll == poll.id)
    assert box.counts.answered
    assert not [player for player in (1, 2, 3) if has_answered(records, poll, player)]
