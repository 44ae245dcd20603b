"""How decisions of the demo village are carried out, each act through the services: ``[[execution]]`` of the story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tinydb import where

from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract
from village_board.base.errors import NotFound
from village_board.board import Board
from village_board.desk import Desk
from village_board.hearings.carrying_out import accept_work, count_voucher, publish_result, report_progress, vary
from village_board.hearings.case import DecisionCase
from village_board.hearings.cases import StepFacts, case_of
from village_board.hearings.contracting import add_contract
from village_board.hearings.execution import Call, Choice, Offer, Purchase, Way
from village_board.hearings.executions import carried
from village_board.hearings.model import Resolution, Variation
from village_board.hearings.selecting import (
    Selection,
    add_offer,
    choose_offer,
    open_execution,
)
from village_board.people.model import Actor, Person


class Executions:
    """Plays executions: the clerk writes, the director chooses, accepts and publishes; the overseer signs too."""

    def __init__(self, board: Board, clerk: Actor, director: Actor, overseer: Actor) -> None:
        self._board, self._clerk, self._director, self._overseer = board, clerk, director, overseer
        self._today = board.records().today

    def play(self, row: dict[str, Any]) -> None:
        """Carry out the matter of `row`, its steps in their order."""
        number = self._number(row["matter"])
        for step in row["step"]:
            getattr(self, f"_{step['do']}")(number, step)

    def _open(self, number: str, step: dict[str, Any]) -> None:
        call = Call(self._day(step["on"]), step["call"], place=step["place"]) if "call" in step else None
        selection = Selection(
            Purchase(step["purchase"]) if "purchase" in step else None,
            Way(step["way"]),
            step.get("reason", ""),
            call,
        )
        facts = StepFacts(reason=step.get("no_contract", ""))
        self._act(self._director, lambda desk: open_execution(desk, number, selection, facts))

    def _offer(self, number: str, step: dict[str, Any]) -> None:
        offer = Offer(
            0, step["bidder"], step["amount"] * 100, self._day(step["on"]), why_invalid=step.get("invalid", "")
        )
        self._act(self._clerk, lambda desk: add_offer(desk, number, offer))

    def _choose(self, number: str, step: dict[str, Any]) -> None:
        choice = Choice(step["offer"], self._day(step["on"]), step["reason"])
        self._act(self._director, lambda desk: choose_offer(desk, number, choice))

    def _contract(self, number: str, step: dict[str, Any]) -> None:
        found = next((one for one in self._board.records().all(Contract) if one.name == step["name"]), None)
        if found is None:
            raise NotFound(Contract.KIND.label, step["name"])
        self._act(self._director, lambda desk: add_contract(desk, number, found.number))

    def _progress(self, number: str, step: dict[str, Any]) -> None:
        facts = StepFacts(done_on=self._day(step["on"]), words=step["words"], percent=step.get("percent"))
        self._act(self._clerk, lambda desk: report_progress(desk, number, facts))

    def _vary(self, number: str, step: dict[str, Any]) -> None:
        change = Variation(self._day(step["on"]), step["amount"] * 100, step["reason"], step["approved_by"])
        self._act(self._director, lambda desk: vary(desk, number, change))

    def _paid(self, number: str, step: dict[str, Any]) -> None:
        """Count the first voucher from a day on whose words end so, and which names no decision."""
        since = self._day(step["on"])
        found = (
            one
            for one in self._board.records().all(Voucher)
            if one.summary.endswith(step["summary"])
            and one.dated >= since
            and one.money_out
            and not (one.resolution or one.contract)
        )
        voucher = min(found, key=lambda one: (one.dated, one.key), default=None)
        if voucher is None:
            raise NotFound(Voucher.KIND.label, step["summary"])
        self._act(self._clerk, lambda desk: count_voucher(desk, number, voucher.key))

    def _accept(self, number: str, step: dict[str, Any]) -> None:
        signers = (self._number_of(self._director), self._number_of(self._overseer))
        facts = StepFacts(done_on=self._day(step["on"]), signers=signers, minutes=step["sheet"], words=step["words"])
        until = self._day(step["guarantee"]) if "guarantee" in step else None
        self._act(self._director, lambda desk: accept_work(desk, number, facts, until))

    def _publish(self, number: str, step: dict[str, Any]) -> None:
        """Publish the result; where no cost is said, it is what the vouchers came to."""
        records = self._board.records()
        shown = carried(records, case_of(records, number))
        cost = step["final_cost"] * 100 if "final_cost" in step else shown.paid if shown is not None else 0
        facts = StepFacts(done_on=self._day(step["on"]), words=step["words"])
        self._act(self._director, lambda desk: publish_result(desk, number, cost, facts))

    def _number(self, matter: str) -> str:
        """Return the number of the case of `matter`; by its resolution first, since a hearing has other words."""
        records = self._board.records()
        for resolution in records.all(Resolution):
            if resolution.matter == matter:
                case = records.one(DecisionCase, where("resolution") == resolution.number)
                return case.number if case is not None else resolution.number
        for case in records.all(DecisionCase):
            if case.matter == matter:
                return case.number
        raise NotFound(DecisionCase.KIND.label, matter)

    def _number_of(self, actor: Actor) -> str:
        return self._board.records().get(Person, actor.id).number

    def _act(self, who: Actor, act: Callable[[Desk], object]) -> None:
        with self._board.desk(who) as desk:
            act(desk)

    def _day(self, offset: int) -> date:
        return self._today + timedelta(days=offset)
