"""Journeys at the desk: a form is filled in, refused at its field, mended, and done by the service."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tinydb import where

from kiosk.desk.blank.screen import BlankScreen
from kiosk.desk.rooms import (
    book_forms,
    case_forms,
    contract_forms,
    form_of,
    meeting_forms,
    receipt_forms,
    register_forms,
    screen_for,
    work_forms,
)
from tests.kiosk.desk_filling import LATER, again, as_, at_the_desk, done, fill, wrong
from tests.kiosk.desk_hall import HELD_ON, desk, office
from tests.support.builders import passed
from village_board.accounts.books_model import MoneyAccount, Reconciliation
from village_board.accounts.registers import Asset, Contract, Instalment
from village_board.accounts.stocktakes import Stocktake, StocktakeStatus
from village_board.accounts.subsidies import SubsidyBatch
from village_board.hearings.case import CaseState, DecisionCase
from village_board.hearings.execution import Execution
from village_board.hearings.model import Hearing
from village_board.people.acts import Act


async def test_a_matter_is_registered_and_moved_along_its_line(tmp_path: Path) -> None:
    """Register, study, announce the hearing: each step asks for what its guards ask for, and says what is missing."""
    async with at_the_desk(tmp_path) as (village, there):
        records = village.board.records
        screen = await fill(there, case_forms.REGISTER, number="2026-C9", matter="修机耕路", category="public_works")
        assert wrong(screen, "proposer")
        await again(there, screen, proposer="村党支部", amount="八万")
        assert wrong(screen, "amount")
        await again(there, screen, amount="80000")
        done(there, screen)
        case = records().one(DecisionCase, where("number") == "2026-C9")
        assert case is not None
        assert (case.amount, case.state) == (8_000_000, CaseState.PROPOSED)
        assert "2026-C9" in there.text  # its sheet

        screen = await fill(there, case_forms.STUDY, case.id, conflicts="无")
        assert "纪要" in there.text or "记录" in there.text
        assert records().get(DecisionCase, case.id).state is CaseState.PROPOSED
        await again(there, screen, minutes="党支部会议记录本第12页")
        done(there, screen)
        assert records().get(DecisionCase, case.id).state is CaseState.DISCUSSED

        when = f"{HELD_ON + timedelta(days=2)} 15:00"
        screen = await fill(there, meeting_forms.ANNOUNCE, case.id, number="2026-T9", when=when, place="村委会")
        assert wrong(screen, "when")
        await again(there, screen, when=f"{HELD_ON + timedelta(days=20)} 15:00")
        done(there, screen)
        hearing = records().one(Hearing, where("number") == "2026-T9")
        assert hearing is not None
        assert hearing.matter == "修机耕路"

        screen = await fill(there, meeting_forms.MOVE, hearing.id, place="文化礼堂")
        assert wrong(screen, "reason")
        await again(there, screen, reason="村委会在装修")
        done(there, screen)
        assert records().get(Hearing, hearing.id).place == "文化礼堂"


async def test_nothing_that_a_role_may_not_do_is_offered_or_done(tmp_path: Path) -> None:
    """The overseer sees no form of the clerk's; pushed by force it is refused in words, and nothing is written."""
    # Guard: kiosk/desk/blank/screen.py:_open - require; and village_board/desk.py:Desk.require behind it.
    async with at_the_desk(tmp_path, "overseer") as (village, there):
        before = village.board.records().count(DecisionCase)
        there.app.push_screen(BlankScreen(case_forms.REGISTER))
        await there.settle()
        assert not isinstance(there.app.screen, BlankScreen)
        assert village.board.records().count(DecisionCase) == before


@pytest.mark.long
async def test_a_decision_is_carried_out(tmp_path: Path) -> None:
    """In effect only after its notice period; then the way, offers and the choice, each refused where it cannot be."""
    with office(tmp_path) as village:
        made = passed(
            village.board, village.staff, village.clock, number="2026-90", matter="水渠清淤", amount=4_000_000, **LATER
        )
        case = village.board.records().one(DecisionCase, where("number") == made.case)
        assert case is not None
        async with desk(village.board) as there:
            await there.enter(village.staff.director)
            confirm = form_of("case.confirm")
            assert confirm is not None
            screen = await fill(there, confirm, case.id)
            assert screen.is_open  # its notice period runs
            village.clock.advance(timedelta(days=40))
            await again(there, screen)
            done(there, screen)
            execution = village.board.records().one(Execution, where("case") == case.number)
            assert execution is not None
            answers = {"purchase": "works", "way": "negotiated", "way_reason": "只有一家能做"}
            screen = await fill(there, work_forms.START, execution.id, **answers)
            assert wrong(screen, "way")  # too much money for that
            await again(there, screen, way="invited", call="请三家报价", place="公示栏")
            if screen.is_open:
                await again(there, screen, closes_on=f"{HELD_ON + timedelta(days=70)}")
            done(there, screen)
            screen = await fill(there, work_forms.OFFER, execution.id, bidder="临岚水利队", amount="三万八")
            assert wrong(screen, "amount")
            await again(there, screen, amount="38,000")
            done(there, screen)
            assert village.board.records().get(Execution, execution.id).offers[0].amount == 3_800_000
            screen = await fill(there, work_forms.CHOOSE, execution.id, number="7")
            assert screen.is_open  # there is no seventh offer
            there.app.push_screen(screen_for(execution.id))
            await there.settle()
            assert "临岚水利队" in there.text


@pytest.mark.long
async def test_a_contract_its_plan_and_its_receipts(tmp_path: Path) -> None:
    """A contract that ends before it begins is refused; its plan is made; it is ended with a reason."""
    async with at_the_desk(tmp_path) as (village, there):
        records = village.board.records
        answers = {
            "number": "HT-9", "name": "鱼塘承包", "party_b": "王大", "due_each_year": "3600", "purpose": "养鱼",
            "starts_on": "2026-01-01", "ends_on": "2025-12-31", "rhythm": "yearly", "signed_on": "2025-12-20",
        }  # fmt: skip
        screen = await fill(there, contract_forms.REGISTER, **answers)
        assert screen.is_open
        assert not records().count(Contract)
        await again(there, screen, ends_on="2026-12-31", in_advance="yes")
        done(there, screen)
        contract = records().one(Contract, where("number") == "HT-9")
        assert contract is not None
        done(there, await fill(there, contract_forms.PLAN, contract.id))
        assert [one.due for one in records().all(Instalment)] == [360_000]
        screen = await fill(there, receipt_forms.MATCH, contract.id)
        assert wrong(screen, "voucher")  # nothing is carried forward
        await there.press("escape")
        screen = await fill(there, contract_forms.END, contract.id)
        assert wrong(screen, "reason")
        await again(there, screen, reason="承包人搬走", on="2026-9-1")
        done(there, screen)
        assert records().get(Contract, contract.id).ended_on is not None


@pytest.mark.long
async def test_a_stocktake_and_a_subsidy(tmp_path: Path) -> None:
    """A count that is none and a total that does not come out are refused at their fields; the overseer confirms."""
    async with at_the_desk(tmp_path) as (village, there):
        records = village.board.records
        with village.board.desk() as unit:
            unit.require(Act.IMPORT)
            unit.put(Asset(number="ZC-001", name="水泵", quantity=None, original_value=100_000))
            unit.record("test")
        screen = await fill(there, register_forms.STOCKTAKE, year="2025", counted_by="徐小云", surplus="铁锹 三把")
        assert wrong(screen, "surplus")
        await again(there, screen, surplus="铁锹=3")
        done(there, screen)
        counted = next(iter(records().all(Stocktake)))
        assert counted.lines[-1].name == "铁锹"
        answers = {
            "number": "BT-9", "policy": "耕地地力保护", "subsidy": "land", "period": "2026", "rate": "98.5",
            "area": "100", "total": "9000", "households": "40",
        }  # fmt: skip
        screen = await fill(there, register_forms.SUBSIDY, **answers)
        assert wrong(screen, "total")
        await again(there, screen, total="9850")
        done(there, screen)
        assert [one.total for one in records().all(SubsidyBatch)] == [985_000]
        await as_(there, village.staff.overseer)
        done(there, await fill(there, register_forms.CONFIRM, counted.id))
        assert records().get(Stocktake, counted.id).status is StocktakeStatus.CONFIRMED


@pytest.mark.long
async def test_an_account_is_compared_with_its_statement(tmp_path: Path) -> None:
    """A month that is not over is refused at its field; posting is refused where the books are a copy."""
    async with at_the_desk(tmp_path) as (village, there):
        with village.board.desk() as unit:
            unit.require(Act.IMPORT)
            unit.put(MoneyAccount(account="10201", bank="农商行"))
            unit.record("test")
        screen = await fill(there, book_forms.RECONCILE, month="2026-09", account="10201", theirs="0")
        assert wrong(screen, "month")
        await again(there, screen, month="2026-08")
        done(there, screen)
        assert [one.month for one in village.board.records().all(Reconciliation)] == ["2026-08"]
        lines = "501 借 120\n10201 贷 120"
        screen = await fill(there, book_forms.POST, summary="买纸", lines="五百", dated="9-1")
        assert wrong(screen, "lines")
        await again(there, screen, lines=lines)
        assert screen.is_open
        assert "代管账" in there.text  # the books are a copy
