"""The forms of money received: matched to the instalments of a contract, and taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from kiosk.desk.rooms.asking import WHY, half_width
from village_board.accounts.asset_service import ReasonMissing
from village_board.accounts.contract_law import type_of
from village_board.accounts.model import Voucher
from village_board.accounts.receipt_service import (
    NoSuchInstalment,
    NothingCarried,
    NothingToMatch,
    OtherContract,
    match_receipt,
    undo_receipt,
    unmatched,
)
from village_board.accounts.receipts import Receipt
from village_board.accounts.registers import Contract, Instalment
from village_board.base.errors import NotFound
from village_board.base.message import N_
from village_board.base.money import Fen
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator

#: months back in which a voucher that names no contract is proposed for one.
_MONTHS_BACK = 6


def _match(desk: Desk, filled: Filled) -> Receipt:
    chosen = re.findall(r"[^\s,、;第期]+", half_width(filled.text("instalments")))
    voucher = filled.picked("voucher")
    return match_receipt(desk, filled.subject, voucher, amount=filled.fen_or_none("amount"), instalments=chosen)


def _matched(t: Translator, done: Receipt) -> str:
    return t(
        "{amount} matched to {n} instalments, {carried} carried forward",
        amount=Fen(sum(one.amount for one in done.taken)),
        n=len(done.taken),
        carried=Fen(done.carried),
    )


def _undone(t: Translator, done: Receipt) -> str:
    return t("Undone: {amount} is matched to nothing again.", amount=Fen(-sum(one.amount for one in done.taken)))


def _vouchers(records: Records, t: Translator, contract: Contract | None = None) -> list[Option]:
    """Return the vouchers whose money goes the contract's way; of no contract in particular: what came in."""
    pays = contract is not None and type_of(contract).pays_out
    since = records.today - timedelta(days=31 * _MONTHS_BACK)
    unnamed = records.find(Voucher, (where("dated") >= since.isoformat()) & (where("contract") == ""))
    found = [
        (one.voucher, one.left)
        for one in unmatched(records)
        if one.left > 0
        and (one.voucher.money_out if pays else one.voucher.money_in)
        and (contract is None or one.voucher.contract == contract.number)
    ]
    standing = [one for one in unnamed if not (one.reverses or one.reversed_by)]
    found += [(one, moved) for one in standing if (moved := one.money_out if pays else one.money_in) > 0]
    found.sort(key=lambda one: (not one[0].contract, -one[0].dated.toordinal()))
    return [
        Option(one.id, f"{t.date(one.dated)}  {one.number}  {one.summary}", f"{one.contract} {t.fact(Fen(left))}")
        for one, left in found
    ]


def _plan_beside(records: Records, filled: Filled, t: Translator) -> list[Paragraph]:
    """Return the instalments that are open: what the money will be taken for."""
    contract = records.get(Contract, filled.subject)
    parts = sorted(records.find(Instalment, where("contract") == contract.number), key=lambda one: one.sequence)
    said: list[Paragraph] = [(t("Instalments not paid yet"), "accent")]
    for one in parts:
        if one.due > one.paid:
            left = t("{amount} left", amount=Fen(one.due - one.paid))
            said.append((f"{one.sequence:>3}  {one.due_on.isoformat()}  {left}", "ink"))
    return said if len(said) > 1 else [(t("Every instalment is paid."), "ink")]


MATCH = Form(
    name="contract.match",
    title=N_("Match money to instalments"),
    act=Act.MATCH_RECEIPT,
    about=N_("What the instalments do not take is carried forward."),
    fields=(
        Field("voucher", N_("Voucher"), Kind.PICK, options=_vouchers, free=True,
              hint=N_("F4 shows what came in. Empty: what is carried forward.")),
        Field("amount", N_("How much of it, in yuan"), Kind.AMOUNT, hint=N_("Empty: all that is left.")),
        Field("instalments", N_("Which instalments"), hint=N_("Their numbers. Empty: the oldest first.")),
    ),
    beside=_plan_beside,
    places=(
        Place(NothingToMatch, "amount"), Place(OtherContract, "voucher"),
        Place(NothingCarried, "voucher", N_("Nothing is carried forward. Choose with F4 the voucher of the money.")),
        Place(NoSuchInstalment, "instalments", N_("The plan has no instalment {id}. Their numbers stand at the side.")),
        Place(NotFound, "voucher", N_("There is no voucher {id}. Choose from the list with F4.")),
    ),
    button=N_("Match"),
    told=_matched,
    do=_match,
)  # fmt: skip


def undo_form(receipt: str) -> Form:
    """Return the form that undoes one receipt."""
    return Form(
        name=f"contract.undo.{receipt}",
        title=N_("Undo a match"),
        act=Act.UNDO_RECEIPT,
        about=N_("By an entry with the opposite amounts; both stay."),
        fields=(WHY,),
        places=(Place(ReasonMissing, "reason"),),
        button=N_("Undo"),
        told=_undone,
        do=lambda desk, filled: undo_receipt(desk, receipt, filled.text("reason")),
    )


def match_form(contract: Contract) -> Form:
    """Return the form that matches money to a contract's instalments: its vouchers are those of its direction."""
    voucher, *others = MATCH.fields
    return replace(MATCH, fields=(replace(voucher, options=partial(_vouchers, contract=contract)), *others))
