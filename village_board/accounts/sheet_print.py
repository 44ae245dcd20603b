"""The finance disclosure sheet as tables, still without a language: the same on paper, on screens and in chats. Pure.

A cell is a person's words, a number, an amount (`Fen`), a day, or a `Message` that an edge turns into words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from village_board.accounts.sheet_model import FinanceSheet, SheetBody, SheetEntry
from village_board.base.finding import Finding
from village_board.base.message import Message, say
from village_board.base.money import Fen

Cell = str | int | Fen | date | Message | None
ENTRIES = "entries"
#: the discipline and supervision authorities' own telephone, the same in the whole country (P15)
DISCIPLINE_TELEPHONE = "12388"


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the sheet. `key` tells what it is; the last row is a sum where `total`."""

    key: str
    title: Message
    heads: tuple[Message, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """A whole sheet: its head, its tables, and what has to be said of it."""

    title: str
    head: tuple[tuple[Message, Cell], ...]
    equation: Message
    sections: tuple[Section, ...]
    notes: tuple[Message, ...] = ()


def printed(
    sheet: FinanceSheet, names: Mapping[str, str], *, breaks: Sequence[Finding] = (), changed: Sequence[Finding] = ()
) -> PrintedSheet:
    """Return `sheet` as tables.

    Args:
        sheet: what is printed.
        names: the names of those who prepared, reviewed and signed, by their person ids.
        breaks: what does not come out even.
        changed: what the books say differently now.
    """
    body = sheet.body
    made = [
        _accounts(body),
        _entries(body),
        *_standings(body),
        _debts(body),
        _dues(body),
        _endings(body),
        _questions(body),
    ]
    notes = [found.message for found in breaks]
    if changed:
        notes += [say("The books changed since this sheet was prepared:"), *(found.message for found in changed)]
    if sheet.correction is not None:
        notes.append(say("Corrected: {what} Why: {why}", what=sheet.correction.what, why=sheet.correction.why))
    return PrintedSheet(
        sheet.name, _head(sheet, names), equation(body), tuple(one for one in made if one.rows), tuple(notes)
    )


def equation(body: SheetBody) -> Message:
    """Return the sheet in one line: opening + income - expense = closing."""
    return say(
        "Opening {opening} + income {income} - expense {expense} = closing {closing}",
        opening=Fen(body.opening),
        income=Fen(body.income),
        expense=Fen(body.expense),
        closing=Fen(body.closing),
    )


def entry_words(entry: SheetEntry) -> Cell:
    """Return the remark of an entry: a person's words, or that it was only moved, or what it takes back."""
    if entry.takes_back:
        return say("takes back {voucher} {remark}", voucher=entry.takes_back, remark=entry.remark)
    if entry.moved and not (entry.income or entry.expense):
        return say("{amount} moved between own accounts {remark}", amount=Fen(entry.moved), remark=entry.remark)
    return entry.remark


def _head(sheet: FinanceSheet, names: Mapping[str, str]) -> tuple[tuple[Message, Cell], ...]:
    body = sheet.body
    return (
        (say("Village"), sheet.village),
        (say("Period of the sheet"), say("{first} to {last}", first=body.first, last=body.last)),
        (say("Number of the sheet"), f"{sheet.number}-{sheet.version}" if sheet.version > 1 else sheet.number),
        (say("Published on"), sheet.published_on),
        (say("Prepared by"), names.get(sheet.prepared_by, "")),
        (say("Reviewed by the oversight committee"), names.get(sheet.reviewed_by, "")),
        (say("Person in charge"), names.get(sheet.signed_by, "")),
        (say("Telephone for questions"), sheet.telephone),
        (say("Telephone of the discipline office"), DISCIPLINE_TELEPHONE),
    )


def _accounts(body: SheetBody) -> Section:
    moved = any(one.moved_in or one.moved_out for one in body.accounts)
    heads = [say("Money account"), say("Opening"), say("Income"), say("Expense")]
    heads += [say("Moved in"), say("Moved out")] if moved else []
    rows = [
        (one.opening, one.income, one.expense, *((one.moved_in, one.moved_out) if moved else ()), one.closing)
        for one in body.accounts
    ]
    lines: list[tuple[Cell, ...]] = [(one.name, *map(Fen, row)) for one, row in zip(body.accounts, rows, strict=True)]
    if rows:
        lines.append((say("Sum"), *(Fen(sum(column)) for column in zip(*rows, strict=True))))
    title = say("Account by account, in yuan: opening + income - expense = closing")
    return Section("accounts", title, (*heads, say("Closing")), tuple(lines), total=True)


def _entries(body: SheetBody) -> Section:
    heads = (
        say("No."),
        say("Day"),
        say("Voucher number"),
        say("Summary"),
        say("Income"),
        say("Expense"),
        say("Balance"),
        say("Handled by"),
        say("Remark"),
    )
    rows = tuple(
        (
            one.number,
            one.on,
            one.voucher,
            one.summary,
            Fen(one.income) if one.income else None,
            Fen(one.expense) if one.expense else None,
            Fen(one.balance),
            one.handler,
            entry_words(one),
        )
        for one in body.entries
    )
    return Section(ENTRIES, say("Entry by entry, in yuan"), heads, rows)


def _standings(body: SheetBody) -> list[Section]:
    heads = (say("Account"), say("Opening"), say("Came"), say("Settled"), say("Closing"))
    fund_heads = (say("Project"), say("Opening"), say("Received"), say("Taken out"), say("Left"))
    to_village = tuple(one for one in body.standing if one.owed_to_village)
    by_village = tuple(one for one in body.standing if not one.owed_to_village)
    parts = (
        ("receivable", say("Owed to the village, in yuan"), heads, to_village),
        ("payable", say("Owed by the village, in yuan"), heads, by_village),
        ("funds", say("Earmarked funds, in yuan"), fund_heads, body.funds),
    )
    return [
        Section(
            key,
            title,
            row_heads,
            tuple((one.name, Fen(one.opening), Fen(one.added), Fen(one.taken), Fen(one.closing)) for one in found),
        )
        for key, title, row_heads, found in parts
    ]


def _debts(body: SheetBody) -> Section:
    names = {one.account: one.name for one in body.standing}
    rows = tuple(
        (
            one.party or say("(opening balance)"),
            names.get(one.account, one.account),
            say("{day} or earlier", day=one.since) if one.from_opening else one.since,
            Fen(one.amount) if one.amount > 0 else None,
            Fen(-one.amount) if one.amount < 0 else None,
        )
        for one in body.debts
    )
    heads = (
        say("Other party"),
        say("Account"),
        say("Owed since"),
        say("Owed to the village"),
        say("Owed by the village"),
    )
    return Section("debts", say("Debts one by one, in yuan, the oldest first"), heads, rows)


def _dues(body: SheetBody) -> Section:
    rows = tuple(
        (
            say("{name} (the village pays)", name=one.name) if one.pays_out else one.name,
            one.party,
            one.due_on,
            Fen(one.due),
            Fen(one.paid),
            Fen(one.lacking) if one.lacking else None,
        )
        for one in body.dues
    )
    heads = (say("Contract"), say("Party"), say("Due on"), say("Amount due"), say("Amount paid"), say("Not paid"))
    return Section("dues", say("Contracts: instalments due, in yuan"), heads, rows)


def _endings(body: SheetBody) -> Section:
    rows = tuple((one.name, one.party, one.ends_on) for one in body.endings)
    heads = (say("Contract"), say("Party"), say("Ends on"))
    return Section("endings", say("Contracts that end in this period"), heads, rows)


def _questions(body: SheetBody) -> Section:
    rows = tuple((one.question, one.on, one.answer) for one in body.questions)
    return Section("questions", say("Questions and answers"), (say("What"), say("Day"), say("Answer")), rows)
