"""Reading executions: what was decided, what was paid, what is late; and keeping an execution with its case.

Paid is the sum of the vouchers that name the resolution or one of the contracts, reckoned anew at every look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tinydb import where

from village_board.accounts.contract_law import type_of
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract
from village_board.base.errors import Refused
from village_board.base.ids import is_id, prefix_of
from village_board.base.message import N_
from village_board.calendar.service import calendar_of
from village_board.desk import Desk, Records
from village_board.hearings.case import CaseEvent, CaseState, DecisionCase
from village_board.hearings.execution import STATE_OF, Execution, Progress, Purchase, after, opened
from village_board.hearings.execution_law import purchase_of
from village_board.hearings.line import progress_since
from village_board.hearings.model import Category, Resolution, Variation
from village_board.hearings.periods import due_after
from village_board.limits.service import limits_of

#: categories in which the amount is what the village receives.
_INCOME = frozenset({Category.PROPERTY_DISPOSAL, Category.LAND_CONTRACTING})


class NoSuchExecution(Refused):
    """Nothing is carried out under this number."""

    sentence = N_("Nothing is carried out under {number}. Give the number of a case or of a resolution in effect.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


@dataclass(frozen=True)
class Late:
    """What was due on a day and has not come: a progress entry, the result, the ratification, the contract."""

    event: CaseEvent
    due: date
    days: int


@dataclass(frozen=True)
class Carried:
    """An execution with what the records say of it. Amounts in fen.

    Attributes:
        decided: what was decided at first; None: no amount was.
        variations: the approved ones, in their order.
        contracts: those that rest on it.
        vouchers: the public vouchers that name it, by day.
        paid: what they come to, less what was taken back.
        spends: whether money goes out for it, as far as the records tell: a lease brings money in, and what names
            neither voucher nor contract is compared with nothing.
        late: what is due and missing today.
        ratified_late: by how many days an emergency was ratified late; 0: in time, or none.
    """

    execution: Execution
    case: DecisionCase
    resolution: Resolution | None
    decided: int | None
    variations: tuple[Variation, ...]
    contracts: tuple[Contract, ...]
    vouchers: tuple[Voucher, ...]
    paid: int
    spends: bool
    late: tuple[Late, ...]
    ratified_late: int

    @property
    def allowed(self) -> int | None:
        """What may be spent: decided with its variations (P4)."""
        if self.decided is None:
            return None
        return self.decided + sum(variation.amount for variation in self.variations)

    @property
    def percent_paid(self) -> int | None:
        """How much of what may be spent is paid, in whole percent rounded down; None where nothing is to be spent."""
        if not self.spends or not self.allowed:
            return None
        return self.paid * 100 // self.allowed


def by_quarter(progress: Sequence[Progress]) -> list[tuple[str, list[Progress]]]:
    """Return the entries of each quarter that has some, as ``2026-Q3``, the newest first."""
    found: dict[str, list[Progress]] = {}
    for entry in sorted(progress, key=lambda entry: entry.on, reverse=True):
        found.setdefault(f"{entry.on.year}-Q{(entry.on.month + 2) // 3}", []).append(entry)
    return list(found.items())


def execution_of(records: Records, case: DecisionCase) -> Execution | None:
    """Return the execution of `case`, None where none was opened."""
    return records.one(Execution, where("case") == case.number)


def follow_case(
    desk: Desk, case: DecisionCase, resolution: Resolution | None, percent: int | None = None
) -> Execution | None:
    """Keep the execution of `case` with its newest step; one that is not there yet is opened."""
    if case.state not in STATE_OF:
        return None
    standing = execution_of(desk, case)
    if standing is None:
        return open_for(desk, case, resolution)
    body = resolution.body if resolution is not None else standing.body
    return desk.put(replace(after(standing, case, case.steps[-1], percent), body=body))


def open_for(desk: Desk, case: DecisionCase, resolution: Resolution | None) -> Execution:
    """Open the execution of `case`, with what its steps and its resolution tell."""
    begun = opened(case, purchase_of(case.category))
    if resolution is not None:
        begun = replace(
            begun,
            body=resolution.body,
            started_on=begun.started_on or resolution.executing_since,
            final_cost=begun.final_cost if begun.final_cost is not None else resolution.final_cost,
        )
    return desk.put(begun)


def variations_of(execution: Execution | None, resolution: Resolution | None) -> tuple[Variation, ...]:
    """Return all approved variations: those of the resolution, and those from before there was one."""
    before = execution.variations if execution is not None else ()
    return (*before, *(resolution.variations if resolution is not None else ()))


def base_amount(case: DecisionCase, resolution: Resolution | None) -> int | None:
    """Return the amount that was decided at first, in fen; None where none was."""
    if resolution is not None and resolution.amount is not None:
        return resolution.amount
    return case.amount


def decided_of(case: DecisionCase, execution: Execution | None, resolution: Resolution | None) -> int | None:
    """Return what was decided with the approved variations, in fen; None where no amount was decided."""
    base = base_amount(case, resolution)
    if base is None:
        return None
    return base + sum(variation.amount for variation in variations_of(execution, resolution))


def case_behind(records: Records, number: str) -> DecisionCase:
    """Return the case under the number of a case, a resolution, or an execution's id.

    Raises:
        NoSuchExecution: nothing has this number.
        NotFound: nothing has this id.
    """
    for name in ("number", "resolution"):
        if found := records.one(DecisionCase, where(name) == number):
            return found
    execution = execution_named(records, number)
    if case := records.one(DecisionCase, where("number") == execution.case):
        return case
    raise NoSuchExecution(number)


def execution_named(records: Records, number: str) -> Execution:
    """Return the execution of the case or the resolution with this number, or with this id.

    Raises:
        NoSuchExecution: there is none.
        NotFound: nothing has this id.
    """
    for name in ("case", "resolution"):
        if found := records.one(Execution, where(name) == number):
            return found
    if is_id(number) and prefix_of(number) == Execution.KIND.prefix:
        return records.get(Execution, number)
    raise NoSuchExecution(number)


def contracts_of(records: Records, execution: Execution) -> tuple[Contract, ...]:
    """Return the contracts that name its resolution, and those it names, by number."""
    found = {}
    if execution.resolution:
        found = {one.number: one for one in records.find(Contract, where("resolution") == execution.resolution)}
    for number in execution.contracts:
        if number not in found and (one := records.one(Contract, where("number") == number)):
            found[number] = one
    return tuple(found[number] for number in sorted(found))


def vouchers_of(records: Records, execution: Execution, contracts: tuple[Contract, ...]) -> tuple[Voucher, ...]:
    """Return the public vouchers that name the resolution or one of `contracts`, or are named, each once, by day."""
    found: dict[str, Voucher] = {}
    if execution.resolution:
        found |= {one.id: one for one in records.find(Voucher, where("resolution") == execution.resolution)}
    for contract in contracts:
        found |= {one.id: one for one in records.find(Voucher, where("contract") == contract.number)}
    for key in execution.vouchers:
        found |= {one.id: one for one in records.find(Voucher, where("key") == key)}
    return tuple(sorted((one for one in found.values() if one.public), key=lambda one: (one.dated, one.number)))


def paid_by(vouchers: tuple[Voucher, ...]) -> int:
    """Return what `vouchers` paid, in fen: what went out, less what a reversal brought back."""
    return sum(one.money_out - (one.money_in if one.reverses else 0) for one in vouchers)


def carried(records: Records, case: DecisionCase) -> Carried | None:
    """Return the execution of `case` with what the records say of it; None where nothing is in effect.

    One that came by import and has no record yet is shown as its resolution tells it.
    """
    if case.state not in STATE_OF:
        return None
    resolution = records.one(Resolution, where("number") == case.resolution) if case.resolution else None
    execution = execution_of(records, case) or opened(case, purchase_of(case.category))
    contracts = contracts_of(records, execution)
    vouchers = vouchers_of(records, execution, contracts)
    earns = case.category in _INCOME or (bool(contracts) and not any(type_of(one).pays_out for one in contracts))
    return Carried(
        execution=execution,
        case=case,
        resolution=resolution,
        decided=base_amount(case, resolution),
        variations=variations_of(execution, resolution),
        contracts=contracts,
        vouchers=vouchers,
        paid=paid_by(vouchers),
        spends=not earns and bool(execution.purchase is not Purchase.NONE or vouchers or contracts),
        late=tuple(_late(records, case, execution)),
        ratified_late=_ratified_late(records, case),
    )


def _late(records: Records, case: DecisionCase, execution: Execution) -> list[Late]:
    found: list[Late] = []

    def look(event: CaseEvent, key: str, since: date | None) -> None:
        if since is None:
            return
        due = due_after(limits_of(records), calendar_of(records), key, since).due
        if records.today > due:
            found.append(Late(event, due, (records.today - due).days))

    if case.state is CaseState.EXECUTING:
        look(CaseEvent.PROGRESS, "case.progress_months", progress_since(case))
    if case.state is CaseState.ACCEPTED:
        accepted = case.last(CaseEvent.ACCEPT)
        look(CaseEvent.PUBLISH_RESULT, "case.publish_result_days", accepted.done_on if accepted else None)
    if execution.emergency and case.ratified_on is None and case.state is not CaseState.REVOKED:
        look(CaseEvent.RATIFY, "case.ratify_days", execution.opened_on)
    if case.state is CaseState.EFFECTIVE and execution.choice is not None:
        look(CaseEvent.START, "execution.contract_days", execution.choice.on)
    return found


def _ratified_late(records: Records, case: DecisionCase) -> int:
    begun = case.last(CaseEvent.EMERGENCY)
    if begun is None or case.ratified_on is None:
        return 0
    limits = limits_of(records, case.ratified_on)
    due = due_after(limits, calendar_of(records), "case.ratify_days", begun.done_on).due
    return max((case.ratified_on - due).days, 0)
