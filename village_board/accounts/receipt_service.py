"""Receipts matched to instalments, undone, and what is matched to nothing. Amounts in fen.

An instalment's `paid` is what a clerk's table says, plus what receipts on the board add (`matched`). Money that a table
has counted as paid already is not matched again: the table's payments of a contract cover its vouchers, the oldest
first where none has the same money and day, and only what they leave over can be matched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tinydb import where

from village_board.accounts.asset_service import ReasonMissing
from village_board.accounts.contract_law import type_of
from village_board.accounts.model import Voucher
from village_board.accounts.plan_service import grouped
from village_board.accounts.receipts import Receipt, Taken, carried_of, opposite, share_out
from village_board.accounts.registers import Contract, Direction, Instalment
from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_
from village_board.base.money import Fen
from village_board.desk import Desk, Records
from village_board.people.acts import Act
from village_board.text.clean import clean

#: a table's day of payment and its voucher's may lie so far apart.
_DAYS_APART = 10


class NoSuchInstalment(NotFound):
    """An instalment that the plan does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(Instalment.KIND.label, name)


class NothingToMatch(Refused):
    """There is no money to be matched, or less than was asked for."""

    sentence = N_(
        "{asked} is to be matched, but only {left} of {voucher} is left: the rest is matched already, "
        "or the table of payment plans counts it as paid."
    )

    def __init__(self, voucher: str, asked: int, left: int) -> None:
        super().__init__(voucher=voucher, asked=Fen(asked), left=Fen(left))


class NothingCarried(Refused):
    """No money is carried forward that an instalment could take."""

    sentence = N_("{number}: nothing is carried forward that an instalment could take.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class OtherContract(Refused):
    """The voucher names another contract."""

    sentence = N_("Voucher {voucher} names contract {theirs}, not {number}. Correct the voucher's table first.")

    def __init__(self, voucher: str, theirs: str, number: str) -> None:
        super().__init__(voucher=voucher, theirs=theirs, number=number)


class UndoneAlready(Refused):
    """The entry was undone, or is one that undoes."""

    sentence = N_("This receipt was undone already, or undoes another one. Match the money anew instead.")

    def __init__(self) -> None:
        super().__init__()


class CarriedUsed(Refused):
    """What the entry carried forward was used by a later one."""

    sentence = N_("{number}: later receipts used {used} of what this one carried forward. Undo them first.")

    def __init__(self, number: str, used: int) -> None:
        super().__init__(number=number, used=Fen(used))


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Money of a voucher that no instalment has taken; below nothing where a voucher that was matched was reversed."""

    voucher: Voucher
    left: int


def match_receipt(
    desk: Desk,
    contract_id: str,
    voucher_id: str = "",
    *,
    amount: int | None = None,
    instalments: Sequence[str] = (),
) -> Receipt:
    """Match a voucher's money to instalments of a contract; what they do not take is carried forward.

    Args:
        desk: the unit of work.
        contract_id: the contract's id.
        voucher_id: the voucher's id; without one, what is carried forward is used.
        amount: how much of the voucher's money; by default all that is left.
        instalments: keys or numbers of the instalments to be paid in this order; by default the oldest first.

    Raises:
        NothingToMatch, NothingCarried, OtherContract: with the facts.
        NotFound: an instalment that was named does not exist.
    """
    desk.require(Act.MATCH_RECEIPT)
    contract = desk.get(Contract, contract_id)
    carried = carried_of(desk.find(Receipt, where("contract") == contract.number))
    money, on = _money(desk, contract, voucher_id, amount, carried)
    plan = _plan(desk, contract)
    taken, left = share_out(money + carried, plan, _keys(contract, plan, instalments))
    if not money and not taken:
        raise NothingCarried(contract.number)
    _pay(desk, plan, taken, on)
    receipt = desk.put(
        Receipt(
            contract=contract.number,
            on=on,
            amount=money,
            voucher=voucher_id,
            taken=taken,
            carried=left - carried,
            recorded_at=desk.now,
        )
    )
    desk.record(receipt.id)
    return receipt


def undo_receipt(desk: Desk, id: str, reason: str) -> Receipt:  # noqa: A002 - the field's own name
    """Undo a receipt by an entry with the opposite amounts; both stay.

    Raises:
        ReasonMissing: no reason was given.
        UndoneAlready: it was undone, or undoes another.
        CarriedUsed: a later receipt used what it carried forward.
    """
    desk.require(Act.UNDO_RECEIPT)
    receipt = desk.get(Receipt, id)
    why = clean(reason)
    if not why:
        raise ReasonMissing
    if receipt.undoes or desk.one(Receipt, where("undoes") == id) is not None:
        raise UndoneAlready
    amount, taken, carried = opposite(receipt)
    standing = carried_of(desk.find(Receipt, where("contract") == receipt.contract))
    if standing + carried < 0:
        raise CarriedUsed(receipt.contract, -(standing + carried))
    contract = desk.one(Contract, where("number") == receipt.contract)
    if contract is None:
        raise NotFound(Contract.KIND.label, receipt.contract)
    _pay(desk, _plan(desk, contract), taken, None)
    undone = desk.put(
        Receipt(
            contract=receipt.contract,
            on=desk.today,
            amount=amount,
            voucher=receipt.voucher,
            taken=taken,
            carried=carried,
            undoes=id,
            reason=why,
            recorded_at=desk.now,
        )
    )
    desk.record(undone.id)
    return undone


def unmatched(records: Records) -> list[Unmatched]:
    """Return the money of vouchers that name a contract with a plan, and that no instalment has taken.

    One voucher of the contract's deposit is none of it.
    """
    plans = grouped(records, Instalment)
    receipts = grouped(records, Receipt)
    vouchers = grouped(records, Voucher)
    found: list[Unmatched] = []
    for contract in records.all(Contract):
        if contract.number in plans:
            mine = vouchers.get(contract.number, [])
            left = _left(contract, mine, plans[contract.number], receipts.get(contract.number, []))
            deposit = next((one for one in left if one.left == contract.deposit), None)
            found += [one for one in left if one is not deposit]
    return sorted(found, key=lambda one: (one.voucher.dated, one.voucher.number))


def _left(
    contract: Contract, vouchers: Sequence[Voucher], plan: Sequence[Instalment], receipts: Sequence[Receipt]
) -> list[Unmatched]:
    """Return what the table's payments and the receipts leave over of the vouchers, the oldest covered first."""
    in_order = sorted(vouchers, key=lambda one: (one.dated, one.number))
    left = {
        voucher.id: _moved(contract, voucher) - sum(one.amount for one in receipts if one.voucher == voucher.id)
        for voucher in in_order
    }
    since = in_order[0].dated if in_order else date.max
    covered = 0
    for part in plan:
        by_table = part.paid - part.matched
        if by_table and (part.paid_on is None or part.paid_on >= since):
            same = next((one for one in in_order if left[one.id] == by_table and _near(one, part)), None)
            if same is None:
                covered += by_table
            else:
                left[same.id] = 0
    for voucher in in_order:
        taken = max(min(covered, left[voucher.id]), 0)
        covered -= taken
        left[voucher.id] -= taken
    return [Unmatched(voucher, left[voucher.id]) for voucher in in_order if left[voucher.id]]


def _near(voucher: Voucher, part: Instalment) -> bool:
    """Tell whether a voucher may be the payment that a table has: the same money within days of it."""
    return part.paid_on is None or abs((voucher.dated - part.paid_on).days) <= _DAYS_APART


def _moved(contract: Contract, voucher: Voucher) -> int:
    """Return the money that a voucher moves in the contract's direction: none where it was taken back."""
    if voucher.reverses or voucher.reversed_by:
        return 0
    return voucher.money_out if type_of(contract).pays_out else voucher.money_in


def _money(
    desk: Desk, contract: Contract, voucher_id: str, amount: int | None, carried: int
) -> tuple[int, date]:  # fmt: skip
    """Return how much of the voucher's money is to be matched, and its day."""
    if not voucher_id:
        if carried <= 0:
            raise NothingCarried(contract.number)
        return 0, desk.today
    voucher = desk.get(Voucher, voucher_id)
    if voucher.contract and voucher.contract != contract.number:
        raise OtherContract(voucher.number, voucher.contract, contract.number)
    most = _most(desk, contract, voucher)
    money = most if amount is None else amount
    if money <= 0 or money > most:
        raise NothingToMatch(voucher.number, money, most)
    return money, voucher.dated


def _most(desk: Desk, contract: Contract, voucher: Voucher) -> int:
    """Return what of the voucher's money can still be matched."""
    if not voucher.contract:
        # A voucher that names no contract may pay several, and no table can have counted it.
        return _moved(contract, voucher) - sum(one.amount for one in desk.find(Receipt, where("voucher") == voucher.id))
    of_contract = where("contract") == contract.number
    left = _left(
        contract,
        desk.find(Voucher, of_contract),
        desk.find(Instalment, of_contract),
        desk.find(Receipt, of_contract),
    )
    return sum(one.left for one in left if one.voucher.id == voucher.id)


def _plan(desk: Desk, contract: Contract) -> list[Instalment]:
    direction = Direction.PAYABLE if type_of(contract).pays_out else Direction.RECEIVABLE
    return [one for one in desk.find(Instalment, where("contract") == contract.number) if one.direction is direction]


def _keys(contract: Contract, plan: Sequence[Instalment], chosen: Sequence[str]) -> list[str]:
    known = {one.key for one in plan}
    keys = []
    for name in chosen:
        key = name if name in known else f"{contract.number}/{name}"
        if key not in known:
            raise NoSuchInstalment(name)
        keys.append(key)
    return keys


def _pay(desk: Desk, plan: Sequence[Instalment], taken: Sequence[Taken], on: date | None) -> None:
    """Write what each instalment took; `on` is the day of the money, None where money is taken back."""
    by_key = {one.key: one for one in plan}
    for part in taken:
        one = by_key[part.instalment]
        paid = one.paid + part.amount
        paid_on = max(filter(None, (one.paid_on, on)), default=None) if paid else None
        desk.put(replace(one, paid=paid, matched=one.matched + part.amount, paid_on=paid_on))
