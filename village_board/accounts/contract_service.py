"""What the office does with contracts: register, amend, renew, end, hand back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from tinydb import where

from village_board.accounts.asset_service import ReasonMissing, check_past, public_words, put_to_use, resolution_named
from village_board.accounts.contract_rules import Around, broken, contract_limits, near_cadres
from village_board.accounts.parts import gives_use, in_the_same_days
from village_board.accounts.plan_service import replan
from village_board.accounts.registers import (
    NO_AREA,
    Amended,
    Amendment,
    Asset,
    Contract,
    ContractStatus,
    Resource,
    Use,
)
from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.hearings.model import Hearing
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.text.clean import clean

#: what an amendment may change; number, status and what acts write are not among them.
AMENDABLE = frozenset(
    {
        "name", "type", "subject", "part_rooms", "part_share", "part_area", "party_a", "party_b", "collective_member",
        "starts_on", "ends_on", "years", "total", "pricing", "due_each_year", "owed_each_year", "deposit",
        "escalation", "rhythm", "in_advance", "grace_days", "rent_free", "trading", "platform_number", "price",
        "floor_price", "valuation", "valuation_shown_on", "purpose", "resolution", "hearing", "township_number",
        "recusal", "at_end",
    }
)  # fmt: skip


#: numbers of papers and things: never words in which a person's number could stand.
_NUMBERS = frozenset({"number", "subject", "resolution", "hearing", "township_number", "platform_number", "renews"})
#: what a renewal decides anew: the decision, its prices and its papers are not those of the contract before.
_ANEW = frozenset(
    {
        "starts_on", "ends_on", "years", "total", "rent_free", "resolution", "hearing", "township_number",
        "platform_number", "valuation", "valuation_shown_on", "recusal", "at_end",
    }
)  # fmt: skip


class ContractIncomplete(Refused):
    """What every contract has is missing."""

    sentence = N_("A contract needs a number, a name, its other party, and the days on which it begins and ends.")

    def __init__(self) -> None:
        super().__init__()


class ContractOver(Refused):
    """The contract has ended already."""

    sentence = N_("{number} has ended already ({day}).")

    def __init__(self, contract: Contract) -> None:
        super().__init__(number=contract.number, day=contract.last_day or "")


class EndOutside(Refused):
    """A contract is ended on a day on which it does not run."""

    sentence = N_("{number} runs from {starts} to {ends}; it cannot be ended on {day}.")

    def __init__(self, contract: Contract, day: date) -> None:
        starts, ends = contract.starts_on or "…", contract.ends_on or "…"
        super().__init__(number=contract.number, starts=starts, ends=ends, day=day)


class NothingAmended(Refused):
    """The amendment changes nothing."""

    sentence = N_("{number}: this amendment changes nothing. Give at least one field with another value.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


def around(records: Records, contract: Contract) -> Around:
    """Return what stands around `contract`: its thing, its decision, others on the thing, who is near to cadres.

    Raises:
        NotFound: its resolution is not on the board.
    """
    subject = contract.subject
    signed = contract.signed_on or records.today
    return Around(
        records.one(Asset, where("number") == subject) if subject else None,
        records.one(Resource, where("number") == subject) if subject else None,
        resolution_named(records, contract.resolution),
        tuple(records.find(Contract, where("subject") == subject)) if subject else (),
        near_cadres(records.all(Person), signed),
    )


def check_contract(desk: Desk, contract: Contract) -> None:
    """Refuse a contract in one's own entry that breaks a rule; the first one is told.

    Raises:
        Refused: see `contract_rules.broken`.
        NotFound: its resolution or hearing is not on the board.
    """
    if contract.hearing and desk.one(Hearing, where("number") == contract.hearing) is None:
        raise NotFound(Hearing.KIND.label, contract.hearing)
    beside = around(desk, contract)
    if beside.asset is None and beside.resource is None:
        # Words for a thing are no number: two works on one road are not in each other's way.
        beside = replace(beside, others=())
    for problem in broken(contract, beside, contract_limits(limits_of(desk))):
        raise problem


def register_contract(desk: Desk, contract: Contract) -> Contract:
    """Register a contract.

    Raises:
        ContractIncomplete: number, name, party or days are missing.
        NumberTaken: another contract has its number.
        Refused: it breaks a rule of `contract_rules.broken`.
    """
    desk.require(Act.REGISTER_CONTRACT)
    kept = desk.put(_checked_new(desk, contract))
    _let(desk, kept)
    desk.record(kept.id)
    return kept


def _let(desk: Desk, contract: Contract) -> None:
    """Let an idle asset count as let from the day on which its lease begins, where that day has come."""
    if not gives_use(contract) or contract.starts_on is None or contract.starts_on > desk.today:
        return
    asset = desk.one(Asset, where("number") == contract.subject)
    if asset is not None and asset.use is Use.IDLE:
        let = put_to_use(asset, Use.LEASED, contract.starts_on, contract.number)
        leased = replace(let, leased_from=contract.starts_on, leased_to=contract.ends_on)
        desk.put(replace(leased, tenant=contract.party_b, rent=contract.due_each_year))


def _checked_new(desk: Desk, contract: Contract) -> Contract:
    made = cleaned(contract)
    if not (made.number and made.name and made.party_b and made.starts_on and made.ends_on):
        raise ContractIncomplete
    if made.signed_on is not None:
        check_past(made.signed_on, desk.today)
    desk.check_number(Contract, made.number)
    check_contract(desk, made)
    return replace(made, status=ContractStatus.RUNNING, ended_on=None, end_reason="", handed_back_on=None)


def amend_contract(
    desk: Desk,
    id: str,  # noqa: A002 - the field's own name
    changes: Mapping[str, Any],
    *,
    on: date,
    reason: str,
    resolution: str = "",
) -> Contract:
    """Change fields of a running contract by an amendment; what stood before stands in it.

    Args:
        desk: the unit of work.
        id: the contract's.
        changes: field -> new value; see `AMENDABLE`.
        on: the day of the amendment.
        reason: why; public.
        resolution: the number of the resolution behind it.

    Raises:
        ReasonMissing, ContractOver, NothingAmended, DayAhead: with the facts.
        Refused: the contract would break a rule.
    """
    desk.require(Act.AMEND_CONTRACT)
    contract = desk.get(Contract, id)
    _check_running(contract)
    why, number = public_words(reason), clean(resolution)
    if not why:
        raise ReasonMissing
    check_past(on, desk.today)
    resolution_named(desk, number)
    if unknown := changes.keys() - AMENDABLE:
        raise ValueError(", ".join(sorted(unknown)))
    amended = cleaned(replace(contract, **changes))
    changed = tuple(
        Amended(name, _text(getattr(contract, name)), _text(getattr(amended, name)))
        for name in sorted(changes)
        if getattr(contract, name) != getattr(amended, name)
    )
    if not changed:
        raise NothingAmended(contract.number)
    check_contract(desk, amended)
    kept = desk.put(replace(amended, amended=(*contract.amended, Amendment(on, why, number, changed))))
    desk.record(id)
    return kept


def renew_contract(desk: Desk, id: str, contract: Contract) -> Contract:  # noqa: A002
    """Register the contract that goes on from contract `id`, which is settled by it.

    Fields that `contract` leaves open stay as in the one before, but for decision, valuation and papers, which are its
    own; it begins on the day after that one's last.

    Raises:
        ContractIncomplete, NumberTaken, Refused: see `register_contract`.
    """
    desk.require(Act.RENEW_CONTRACT)
    before = desk.get(Contract, id)
    begin = before.last_day + timedelta(days=1) if before.last_day else None
    blank = Contract(number="", name="")
    given = {f.name: getattr(contract, f.name) for f in fields(Contract) if f.metadata.get("stored", True)}
    stays = {name: getattr(before, name) for name in AMENDABLE - _ANEW
             if given[name] == getattr(blank, name)}  # fmt: skip
    made = replace(contract, **stays, renews=before.number, starts_on=contract.starts_on or begin)
    kept = desk.put(_checked_new(desk, made))
    if before.status is ContractStatus.RUNNING and before.last_day and before.last_day < desk.today:
        desk.put(replace(before, status=ContractStatus.DONE, ended_on=before.last_day))
    desk.record(kept.id)
    return kept


def end_contract(desk: Desk, id: str, on: date, reason: str, at_end: str = "") -> Contract:  # noqa: A002
    """End a contract on a day of its term, or close one whose term is over; its plan then ends on that day.

    Args:
        desk: the unit of work.
        id: the contract's.
        on: its last day.
        reason: why; public.
        at_end: what becomes of the thing (到期处置).

    Raises:
        ReasonMissing, ContractOver, EndOutside, DayAhead: with the facts.
    """
    desk.require(Act.END_CONTRACT)
    contract = desk.get(Contract, id)
    _check_running(contract)
    why = public_words(reason)
    if not why:
        raise ReasonMissing
    check_past(on, desk.today)
    if on < (contract.starts_on or date.min) or on > (contract.ends_on or date.max):
        raise EndOutside(contract, on)
    ended = desk.put(
        replace(
            contract,
            status=ContractStatus.DONE,
            ended_on=on,
            end_reason=why,
            at_end=public_words(at_end) or contract.at_end,
        )
    )
    replan(desk, contract, ended)
    desk.record(id)
    return ended


def hand_back(desk: Desk, id: str, on: date, reason: str, at_end: str = "") -> Contract:  # noqa: A002
    """Record that the thing was handed back; a running contract ends with it, and an asset let to nobody is idle.

    Raises:
        ReasonMissing, ContractOver, EndOutside, DayAhead: with the facts.
    """
    desk.require(Act.HAND_BACK)
    contract = desk.get(Contract, id)
    why = public_words(reason)
    if not why:
        raise ReasonMissing
    check_past(on, desk.today)
    if contract.handed_back_on is not None:
        raise ContractOver(contract)
    if on < (contract.starts_on or date.min):
        raise EndOutside(contract, on)
    last = contract.ended_on or min(on, contract.ends_on or on)
    back = desk.put(
        replace(
            contract,
            status=ContractStatus.DONE,
            ended_on=last,
            end_reason=contract.end_reason or why,
            handed_back_on=on,
            at_end=public_words(at_end) or contract.at_end,
        )
    )
    replan(desk, contract, back)
    _free(desk, back, on)
    desk.record(id)
    return back


def _free(desk: Desk, contract: Contract, on: date) -> None:
    """Let the thing lie idle from `on` where no other contract gives it, and a parcel's area with it."""
    if not contract.subject or not gives_use(contract):
        return
    day = replace(contract, starts_on=on, ended_on=on)
    others = desk.find(Contract, where("subject") == contract.subject)
    if any(one.id != contract.id and gives_use(one) and in_the_same_days(one, day) for one in others):
        return
    asset = desk.one(Asset, where("number") == contract.subject)
    if asset is not None and asset.use is Use.LEASED:
        desk.put(put_to_use(asset, Use.IDLE, on, contract.number))
    parcel = desk.one(Resource, where("number") == contract.subject)
    if parcel is not None and parcel.contract == contract.number:
        idle = parcel.area_idle + parcel.area_let
        desk.put(
            replace(
                parcel, contract="", contractor="", let_from=None, let_to=None, fee=None,
                area_let=NO_AREA, area_idle=idle, idle_since=on,
            )
        )  # fmt: skip


def cleaned(contract: Contract) -> Contract:
    """Return `contract` with every typed text through the gate, and personal numbers in words masked (P12)."""
    texts: dict[str, Any] = {
        f.name: clean(value) if f.name in _NUMBERS else public_words(value)
        for f in fields(contract)
        if f.metadata.get("stored", True) and type(value := getattr(contract, f.name)) is str
    }
    return replace(contract, **texts, part_rooms=tuple(filter(None, map(clean, contract.part_rooms))))


def _check_running(contract: Contract) -> None:
    if contract.status is not ContractStatus.RUNNING:
        raise ContractOver(contract)


def _text(value: Any) -> str:
    """Return a field's value as an amendment keeps it: amounts in fen, days as 2026-09-30."""
    match value:
        case None:
            return ""
        case Enum():
            return str(value.value)
        case tuple():
            return "、".join(map(_text, value))
        case date() | Decimal() | int() | str():
            return str(value)
        case _:
            return f"{value.first}/{value.last}"
