"""Payment plans on the board: made, made anew where a contract ends early, and read: arrears and endings."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from tinydb import where

from village_board.accounts.arrears import Arrears, Ending, arrears_of, endings
from village_board.accounts.plans import plan_of
from village_board.accounts.receipts import Receipt
from village_board.accounts.registers import Contract, Direction, Instalment
from village_board.base.errors import Refused
from village_board.base.kind import Record
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.people.acts import Act

R = TypeVar("R", bound=Record)


class PlanPaid(Refused):
    """A new plan would change instalments that are paid."""

    sentence = N_(
        "{number}: {count} instalments that are paid, in part or in whole, would change. "
        "Undo their receipts first, or correct the table of payment plans and import it."
    )

    def __init__(self, number: str, count: int) -> None:
        super().__init__(number=number, count=count)


def make_plan(desk: Desk, id: str) -> list[Instalment]:  # noqa: A002
    """Make the payment plan of a contract, in place of the one that stands; what is paid must stay as it is.

    Raises:
        NothingToPlan, EscalationUnreadable: the contract lacks what a plan is made of.
        PlanPaid: an instalment that is paid would change.
    """
    desk.require(Act.MAKE_PLAN)
    contract = desk.get(Contract, id)
    made = plan_of(contract)
    standing = desk.find(Instalment, where("contract") == contract.number)
    new = {one.key: (one.due, one.due_on) for one in made}
    if paid := [one for one in standing if one.paid and new.get(one.key) != (one.due, one.due_on)]:
        raise PlanPaid(contract.number, len(paid))
    by_key = {one.key: one for one in standing}
    kept = [_replaced(one, by_key.pop(one.key, None)) for one in made]
    for left in by_key.values():
        desk.remove(left)
    written = [desk.put(one) for one in kept]
    desk.record(id)
    return written


def _replaced(made: Instalment, standing: Instalment | None) -> Instalment:
    if standing is None:
        return made
    return replace(standing, due_on=made.due_on, due=made.due, direction=made.direction)


def replan(desk: Desk, before: Contract, ended: Contract) -> None:
    """Let the plan that was made from `before` end with the contract's last day; what a table brought stays.

    An instalment that is paid in part stays, with what is due of it by that day. What of a whole price is owed at an
    early end is for the parties to agree: such a plan stays too.
    """
    yearly = before.due_each_year or before.owed_each_year
    if before.rhythm is None or yearly is None or ended.last_day == before.last_day:
        return
    made = {one.key: one for one in plan_of(before)}
    left = {one.key: one for one in plan_of(ended)}
    for one in desk.find(Instalment, where("contract") == before.number):
        old, new = made.get(one.key), left.get(one.key)
        if old is None or (old.due, old.due_on) != (one.due, one.due_on):
            continue
        if new is not None:
            desk.put(replace(one, due=new.due, due_on=new.due_on))
        elif one.paid:
            desk.put(replace(one, due=0))
        else:
            desk.remove(one)


def all_arrears(records: Records) -> list[Arrears]:
    """Return what every contract that brings in money owes today, the largest first."""
    plans = grouped(records, Instalment)
    receipts = grouped(records, Receipt)
    grace = limits_of(records).days("contracts.grace_days")
    found = [
        arrears_of(
            contract,
            plans[contract.number],
            records.today,
            grace=grace,
            carried=sum(receipt.carried for receipt in receipts.get(contract.number, ())),
        )
        for contract in records.all(Contract)
        if any(one.direction is Direction.RECEIVABLE for one in plans.get(contract.number, ()))
    ]
    return sorted(found, key=lambda one: (-one.lacking, one.contract.number))


def arrears_in(records: Records, contract: Contract) -> Arrears:
    """Return what one contract owes today, as `all_arrears` reckons it."""
    named = where("contract") == contract.number
    return arrears_of(
        contract,
        records.find(Instalment, named),
        records.today,
        grace=limits_of(records).days("contracts.grace_days"),
        carried=sum(receipt.carried for receipt in records.find(Receipt, named)),
    )


def all_endings(records: Records, within: int | None = None) -> list[Ending]:
    """Return contracts that end soon (by default within the limit's days) or are past their end and still in use."""
    days = limits_of(records).days("contracts.ending_days") if within is None else within
    return endings(records.all(Contract), records.today, days)


def grouped(records: Records, cls: type[R]) -> dict[str, list[R]]:
    """Return all records of a kind by the contract that they name."""
    found: dict[str, list[R]] = {}
    for one in records.all(cls):
        found.setdefault(vars(one)["contract"], []).append(one)
    return found
