"""Reading for the finance disclosure sheet: the month from the kept totals, and what stands open at its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tinydb import where

from village_board.accounts.ageing import ageing
from village_board.accounts.chart import EARMARKED_FUNDS, MONEY, Side, first_level
from village_board.accounts.contract_law import type_of
from village_board.accounts.kept_model import NOTHING, Amounts
from village_board.accounts.layouts import aged_accounts
from village_board.accounts.ledger import Ledger
from village_board.accounts.registers import Contract, ContractStatus, Direction, Instalment
from village_board.accounts.sheet import Period, breaks_of, changed_since, period_of, sheet_of
from village_board.accounts.sheet_model import (
    ContractDue,
    Ending,
    FinanceSheet,
    OpenDebt,
    QuestionAnswered,
    SheetBody,
    SheetState,
    Standing,
)
from village_board.base.errors import NotFound
from village_board.base.finding import Finding
from village_board.desk import Records
from village_board.disclosure.model import Item
from village_board.hearings.voices import Interpellation
from village_board.people.model import Person
from village_board.text.party import public_party


def body_of(records: Records, period: Period, ledger: Ledger | None = None) -> SheetBody:
    """Return the sheet of a period as the books stand: entries, accounts, funds, receivables and payables.

    It reads the period's vouchers and the kept totals only, so that it takes no longer in a longer ledger.
    """
    ledger = ledger or Ledger(records)
    before = ledger.balances(period.first - timedelta(days=1))
    moved = {code: of for code, of in ledger.moved(period.first, period.last).items() if code[0] != "~"}
    # By the totals kept with the vouchers, and not by the entries: so that one proves the other.
    after = dict(before)
    for code, of in moved.items():
        after[code] = after.get(code, 0) + of[0] - of[1]
    aged = aged_accounts()
    return sheet_of(
        period,
        ledger.vouchers(period.first, period.last),
        _money(before),
        _money(after),
        {code: _plain_name(ledger, code) for code in before.keys() | after.keys()},
        standing=[
            one
            for code in sorted(before.keys() | after.keys())
            if first_level(code) in aged
            for one in _standing(ledger, code, before, moved, aged[first_level(code)])
        ],
        funds=[
            one
            for code in sorted(before.keys() | after.keys())
            if first_level(code) == EARMARKED_FUNDS
            for one in _standing(ledger, code, before, moved, Side.CREDIT)
        ],
    )


def whole_body(records: Records, period: Period) -> SheetBody:
    """Return the sheet with what stands open at its end: debts by party, contracts, questions with their answers."""
    return replace(
        body_of(records, period),
        debts=tuple(_debts(records, period)),
        dues=tuple(_dues(records, period)),
        endings=tuple(_endings(records, period)),
        questions=tuple(_questions(records, period)),
    )


def published_sheets(records: Records) -> list[FinanceSheet]:
    """Return the sheets that are public and not replaced, the newest period first."""
    found = records.find(FinanceSheet, where("state") == SheetState.PUBLISHED.value)
    return sorted(found, key=lambda one: (one.body.last, one.body.first), reverse=True)


def versions_of(records: Records, period: str) -> list[FinanceSheet]:
    """Return every version of the sheet of a period, the newest first."""
    found = records.find(FinanceSheet, where("period") == period)
    return sorted(found, key=lambda one: one.version, reverse=True)


def standing_sheet(records: Records, period: str) -> FinanceSheet | None:
    """Return the published sheet of a period; None where none is."""
    asked = (where("state") == SheetState.PUBLISHED.value) & (where("period") == period)
    return records.one(FinanceSheet, asked)


def books_changed(records: Records, sheet: FinanceSheet) -> list[Finding]:
    """Return what the books say differently now than the sheet."""
    return changed_since(sheet.body, body_of(records, period_of(sheet.period)))


def sheet_breaks(records: Records, sheet: FinanceSheet) -> list[Finding]:
    """Return what does not come out even in a sheet, and between it and the published one before."""
    return list(breaks_of(sheet.body, body_before(records, period_of(sheet.period))))


def body_before(records: Records, period: Period) -> SheetBody | None:
    """Return the published sheet that ends on the day before `period` begins; of the same length first."""
    last = period.first - timedelta(days=1)
    month = f"{last.year:04d}-{last.month:02d}"
    quarter = f"{last.year:04d}-Q{(last.month + 2) // 3}"
    for text in (quarter, month) if period.quarterly else (month, quarter):
        if (found := standing_sheet(records, text)) is not None and found.body.last == last:
            return found.body
    return None


def _money(held: dict[str, int]) -> dict[str, int]:
    return {code: fen for code, fen in held.items() if first_level(code) in MONEY}


def _plain_name(ledger: Ledger, code: str) -> str:
    return ledger.name(code) or code


def _standing(
    ledger: Ledger, code: str, before: dict[str, int], moved: dict[str, Amounts], side: Side
) -> list[Standing]:
    """Return one account by its side: what stood open, came, was settled, and stands open now."""
    sign = -1 if side is Side.CREDIT else 1
    opening, amounts = sign * before.get(code, 0), moved.get(code, NOTHING)
    debit, credit = amounts[0], amounts[1]
    added, taken = (credit, debit) if side is Side.CREDIT else (debit, credit)
    closing = opening + added - taken
    if not any((opening, added, taken)):
        return []
    name = _plain_name(ledger, code)
    if first_level(code) == EARMARKED_FUNDS:
        name = name.partition("-")[2] or name  # what it is for
    return [Standing(code, name, opening, added, taken, closing, side is not Side.CREDIT)]


def _debts(records: Records, period: Period) -> list[OpenDebt]:
    return [
        OpenDebt(debt.account, public_party(debt.counterparty), debt.amount, debt.since, debt.from_opening)
        for debt in ageing(records, period.last)
    ]


def _dues(records: Records, period: Period) -> list[ContractDue]:
    """Return what fell due in the period, and what was due before and is not paid, the oldest first."""
    last = period.last.isoformat()
    contracts: dict[str, Contract | None] = {}
    found = []
    for part in records.find(Instalment, where("due_on") <= last):
        unpaid = part.paid < part.due or (part.paid_on is not None and part.paid_on > period.last)
        if part.due_on < period.first and not unpaid:
            continue
        if part.contract not in contracts:
            contracts[part.contract] = records.one(Contract, where("number") == part.contract)
        contract = contracts[part.contract]
        ended = contract.ended_on if contract is not None else None
        if contract is None or (ended is not None and part.due_on > ended):
            continue
        found.append(
            ContractDue(
                contract.number,
                contract.name,
                contract.party_b,
                part.due_on,
                part.due,
                part.paid,
                part.direction is Direction.PAYABLE or type_of(contract).pays_out,
            )
        )
    return sorted(found, key=lambda one: (one.due_on, one.contract))


def _endings(records: Records, period: Period) -> list[Ending]:
    asked = (where("ends_on") >= period.first.isoformat()) & (where("ends_on") <= period.last.isoformat())
    return [
        Ending(one.number, one.name, one.party_b, one.ends_on)
        for one in sorted(records.find(Contract, asked), key=lambda one: (one.ends_on or date.max, one.number))
        if one.ends_on is not None and one.status is ContractStatus.RUNNING
    ]


def _questions(records: Records, period: Period) -> list[QuestionAnswered]:
    """Return corrections that were published in the period, and questionings that were answered in it."""
    first, last = period.first.isoformat(), period.last.isoformat()
    asked = (where("published_on") >= first) & (where("published_on") <= last)
    found = [
        QuestionAnswered(item.published_on, f"{item.name}：{item.correction.what}", item.correction.why, item.id)
        for item in records.find(Item, asked)
        if item.correction is not None and item.public and item.published_on is not None
    ]
    found += [
        QuestionAnswered(one.answered_on, one.question, one.answer, one.id)
        for one in records.find(Interpellation, where("asked_on") <= last)
        if one.answered_on is not None and period.first <= one.answered_on <= period.last
    ]
    return sorted(found, key=lambda one: (one.on, one.id))


def signers_of(records: Records, sheet: FinanceSheet) -> dict[str, str]:
    """Return the names of those who prepared, reviewed and signed a sheet, by their person ids."""
    names = {}
    for id_ in (sheet.prepared_by, sheet.reviewed_by, sheet.signed_by):
        if id_:
            try:
                names[id_] = records.get(Person, id_).name
            except NotFound:
                continue  # the office's machine, or a person removed since
    return names
