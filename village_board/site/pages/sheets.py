"""The finance disclosure sheets: each as it was signed, entry by entry, with what changed since (facts 2.4)."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.accounts.model import Voucher
from village_board.accounts.sheet_model import FinanceSheet, SheetEntry, SheetState
from village_board.accounts.sheet_print import ENTRIES, Cell, Section, entry_words, printed
from village_board.accounts.sheet_reading import books_changed, published_sheets, sheet_breaks, signers_of
from village_board.base.message import say
from village_board.base.money import Fen, yuan
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Table, Words
from village_board.site.pages.files import attached
from village_board.site.pages.words import advice
from village_board.site.said import Said, joined
from village_board.site.stock import Stock

SECTION = "accounts"
SHEETS = "accounts/sheets/"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the list of all published sheets, and a page for each, earlier versions too."""
    rows = tuple(sheet_row(stock, one) for one in published_sheets(stock.records))
    nothing = (Words(say("No finance sheet is published yet.")), Words(say("Every voucher stands under its month.")))
    yield Page(SHEETS, say("Finance sheets"), (Rows(rows),) if rows else nothing, SECTION)
    for sheet in stock.all(FinanceSheet):
        yield _page(stock, sheet)


def sheet_row(stock: Stock, sheet: FinanceSheet) -> Row:
    """Return the row of a sheet."""
    body = sheet.body
    return Row(
        sheet.name,
        stock.address(sheet),
        say("income {income}, expense {expense}", income=Fen(body.income), expense=Fen(body.expense)),
        say("left {closing}", closing=Fen(body.closing)),
        say("corrected") if sheet.version > 1 else None,
    )


def _page(stock: Stock, sheet: FinanceSheet) -> Page:
    records = stock.records
    whole = printed(
        sheet,
        signers_of(records, sheet),
        breaks=sheet_breaks(records, sheet),
        changed=books_changed(records, sheet) if sheet.state is SheetState.PUBLISHED else (),
    )
    parts: list[Part] = []
    if sheet.state is SheetState.SUPERSEDED:
        parts.append(Words(say("An earlier version: it was replaced by a correction."), "strong"))
    parts += [Words(whole.equation, "strong"), *(Words(note, "strong") for note in whole.notes)]
    parts.append(Facts((*((label, value) for label, value in whole.head), (say("Short code"), sheet.id))))
    for section in whole.sections:
        if section.key != ENTRIES:
            parts += [Heading(section.title), _table(section)]
    if sheet.body.entries:
        parts += [Heading(say("Entry by entry")), Rows(tuple(_entry(stock, one) for one in sheet.body.entries))]
    parts += attached(stock, sheet.id)
    parts += advice(say("Questions about this sheet go to the oversight committee."))
    if sheet.correction is not None and (before := stock.get(FinanceSheet, sheet.correction.replaces)):
        parts.append(Rows((Row(before.name, stock.address(before), say("The version before it")),)))
    kind, found_by = FinanceSheet.KIND.label, (sheet.number,)
    return Page(stock.address(sheet), sheet.name, tuple(parts), SECTION, sheet.id, kind, sheet.day, found_by)


def _entry(stock: Stock, entry: SheetEntry) -> Row:
    right: Said = say("no money moved")
    if entry.income:
        right = say("income {amount}", amount=Fen(entry.income))
    elif entry.expense:
        right = say("expense {amount}", amount=Fen(entry.expense))
    elif entry.moved:
        right = say("moved {amount}", amount=Fen(entry.moved))
    words = entry_words(entry) if entry.takes_back or not entry.moved else entry.remark
    left = say("left {closing}", closing=Fen(entry.balance))
    note = joined(say("no. {n}", n=entry.number), entry.on, entry.voucher, left, entry.handler, words)
    voucher = stock.get(Voucher, entry.id)
    return Row(entry.summary, stock.address(voucher) if voucher is not None else None, note, right)


def _table(section: Section) -> Table:
    rows = tuple(tuple(_said(cell) for cell in row) for row in section.rows)
    return Table(section.heads, rows, section.title, total=section.total)


def _said(cell: Cell) -> Said:
    return yuan(cell) if isinstance(cell, Fen) else cell
