"""The contract that follows from the choice; with the first one, work begins (facts 2.5; P12)."""

from __future__ import annotations

from dataclasses import replace

from tinydb import where

from village_board.accounts.registers import Bid, Contract
from village_board.base.errors import NotFound
from village_board.desk import Desk
from village_board.hearings.case import CaseState
from village_board.hearings.cases import WORDS_LIMIT, StepFacts
from village_board.hearings.choice_rules import (
    ChoiceObjected,
    ContractElsewhere,
    NothingChosen,
    OtherParty,
    OtherPrice,
    StillShown,
    WayMissing,
    check_way,
)
from village_board.hearings.execution import (
    Execution,
    Offer,
)
from village_board.hearings.execution_law import needs_of, rule_for
from village_board.hearings.execution_rules import (
    check_open,
)
from village_board.hearings.executions import decided_of
from village_board.hearings.underway import Underway, begin_work, underway
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.text.clean import clean


def add_contract(desk: Desk, number: str, contract_number: str, facts: StepFacts = StepFacts()) -> Execution:  # noqa: B008
    """Add a registered contract; with the first one, work begins. `facts.reason` says why its price differs.

    Raises:
        NotFound: no contract has this number.
        ContractElsewhere, OtherParty, OtherPrice: it does not follow from the choice.
        NothingChosen, WayMissing, WayBelow, StillShown, ChoiceObjected: the choice is not that far.
        NotOpen, GuardRefused: the work cannot begin.
    """
    desk.require(Act.START_EXECUTION)
    under = underway(desk, number)
    check_open(under.execution)
    contract = desk.one(Contract, where("number") == clean(contract_number))
    if contract is None:
        raise NotFound(Contract.KIND.label, contract_number)
    _check_contract(desk, under, contract, clean(facts.reason, limit=WORDS_LIMIT))
    bids = contract.bids or tuple(_bids(under.execution))
    desk.put(replace(contract, resolution=contract.resolution or under.execution.resolution, bids=bids))
    execution = desk.put(
        replace(under.execution, contracts=(*under.execution.contracts, contract.number), no_contract="")
    )
    under = replace(under, execution=execution)
    if under.case.state is CaseState.EFFECTIVE:
        under = begin_work(desk, under, StepFacts(done_on=facts.done_on))
    desk.record(execution.id)
    return under.execution


def _check_contract(desk: Desk, under: Underway, contract: Contract, reason: str) -> None:
    execution = under.execution
    if contract.resolution not in ("", execution.resolution):
        raise ContractElsewhere(contract.number, contract.resolution)
    for other in desk.all(Execution):
        if contract.number in other.contracts:
            raise ContractElsewhere(contract.number, other.matter)
    price = contract.total if contract.total is not None else contract.price
    amount = max(price or 0, decided_of(under.case, execution, under.resolution) or 0)
    limits = limits_of(desk)
    chosen = execution.chosen
    if chosen is None:
        asks = rule_for(execution.purchase, amount, limits) is not None and not execution.emergency
        if execution.way is None and asks:
            raise WayMissing(execution.title)
        if execution.way is not None and needs_of(execution.way).offers:
            raise NothingChosen(execution.title)
    else:
        _check_chosen(desk, execution, chosen, contract)
        if price is not None and price != chosen.amount and not reason:
            raise OtherPrice(contract.number, price, chosen.amount)
    if execution.way is not None and not execution.emergency:
        check_way(execution.purchase, execution.way, amount, limits)


def _check_chosen(desk: Desk, execution: Execution, chosen: Offer, contract: Contract) -> None:
    if execution.open_objections:
        raise ChoiceObjected(len(execution.open_objections), execution.open_objections[0].number)
    signed = contract.signed_on or desk.today
    until = execution.choice.shown_until if execution.choice is not None else None
    if until is not None and signed <= until:
        raise StillShown(until, signed)
    if clean(contract.party_b) != chosen.bidder:
        raise OtherParty(contract.number, contract.party_b, chosen.bidder)


def _bids(execution: Execution) -> list[Bid]:
    chosen = execution.choice
    return [
        Bid(one.bidder, one.amount, chosen is not None and chosen.offer == one.number,
            chosen.reason if chosen is not None and chosen.offer == one.number else "")
        for one in execution.offers
        if one.valid
    ]  # fmt: skip
