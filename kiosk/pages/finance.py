"""The finance disclosure sheets: each as it was signed, entry by entry, with what changed since (facts 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.pages.accounts import VoucherPage
from kiosk.pages.imprint import told
from kiosk.pages.listing import WINDOW
from kiosk.pages.wording import day, joined
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Table, Words
from village_board.accounts.sheet_model import FinanceSheet, SheetEntry, SheetState
from village_board.accounts.sheet_print import ENTRIES, Cell, Section, entry_words, printed
from village_board.accounts.sheet_reading import books_changed, published_sheets, sheet_breaks, signers_of
from village_board.base.errors import NotFound
from village_board.base.message import N_, Message
from village_board.base.money import Fen, yuan

#: sections whose first two columns stand in one, so that all fit beside each other: its name, and their order.
_FIRST_TWO = {"debts": (N_("What for, with whom"), (1, 0)), "dues": (N_("Contract, with whom"), (0, 1))}


@dataclass(frozen=True, slots=True)
class FinanceSheetsPage(Page):
    """All published sheets, the newest first."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        t = shelf.t
        rows = tuple(finance_entry(shelf, one) for one in published_sheets(shelf.records))
        nothing = (Words(t("No finance sheet is published yet.")), Words(t("Every voucher stands under its month.")))
        return Sheet(t("Finance sheets"), rows or nothing, counted=(1, len(rows)))


@dataclass(frozen=True, slots=True)
class FinanceSheetPage(Page):
    """One sheet: head, account by account, what stands open; then every entry."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what was published, and what the books say differently now."""
        t, records = shelf.t, shelf.records
        sheet = records.get(FinanceSheet, self.id)
        if not sheet.public:
            raise NotFound(FinanceSheet.KIND.label, self.id)
        whole = printed(
            sheet,
            signers_of(records, sheet),
            breaks=sheet_breaks(records, sheet),
            changed=books_changed(records, sheet) if sheet.state is SheetState.PUBLISHED else (),
        )
        parts: list[Part] = []
        if sheet.state is SheetState.SUPERSEDED:
            parts.append(Words(t("An earlier version: it was replaced by a correction."), "strong"))
        parts += [Words(t.say(whole.equation), "strong"), *(Words(t.say(note), "strong") for note in whole.notes)]
        count = t.n("{n} receipt or payment", "{n} receipts and payments", len(sheet.body.entries))
        if sheet.body.entries:
            parts.append(
                Entry(t("Entry by entry"), EntriesPage(sheet.id), note=t("Each with its voucher"), right=count)
            )
        about = [(t.say(label), _words(shelf, value)) for label, value in whole.head]
        parts += told(shelf, (*about, (t("Short code"), sheet.id)))
        for section in whole.sections:
            if section.key != ENTRIES:
                parts += [Heading(t.say(section.title)), _table(shelf, section)]
        parts += [Heading(t("What you can do")), Words(t("Questions about this sheet go to the oversight committee."))]
        if sheet.correction is not None:
            parts.append(Entry(t("The version before"), FinanceSheetPage(sheet.correction.replaces)))
        return Sheet(sheet.name, tuple(parts), subject=sheet.id)


@dataclass(frozen=True, slots=True)
class EntriesPage(Page):
    """The entries of a sheet, each a row that opens its voucher."""

    id: str
    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return one window of the entries."""
        t, sheet = shelf.t, shelf.records.get(FinanceSheet, self.id)
        if not sheet.public:
            raise NotFound(FinanceSheet.KIND.label, self.id)
        every = sheet.body.entries
        shown = every[self.offset : self.offset + WINDOW]
        return Sheet(
            sheet.name,
            tuple(_entry(shelf, one) for one in shown),
            before=EntriesPage(self.id, max(self.offset - WINDOW, 0)) if self.offset else None,
            after=EntriesPage(self.id, self.offset + WINDOW) if self.offset + WINDOW < len(every) else None,
            counted=(self.offset + 1, len(every)),
            as_of=t("Published on {day}", day=sheet.published_on) if sheet.published_on else "",
        )


def finance_entry(shelf: Shelf, sheet: FinanceSheet) -> Entry:
    """Return the row of a sheet."""
    t, body = shelf.t, sheet.body
    return Entry(
        sheet.name,
        FinanceSheetPage(sheet.id),
        note=t("income {income}, expense {expense}", income=Fen(body.income), expense=Fen(body.expense)),
        right=t("left {closing}", closing=Fen(body.closing)),
        mark=t("corrected") if sheet.version > 1 else "",
    )


def sheets_entry(shelf: Shelf) -> Entry:
    """Return the row that opens the list of sheets."""
    t, found = shelf.t, published_sheets(shelf.records)
    newest = found[0].name if found else t("No finance sheet is published yet.")
    return Entry(t("Finance sheets"), FinanceSheetsPage(), note=newest)


def _entry(shelf: Shelf, entry: SheetEntry) -> Entry:
    t = shelf.t
    amount = t("no money moved")
    if entry.income:
        amount = t("income {amount}", amount=Fen(entry.income))
    elif entry.expense:
        amount = t("expense {amount}", amount=Fen(entry.expense))
    elif entry.moved:
        amount = t("moved {amount}", amount=Fen(entry.moved))
    note = (
        t("no. {n}", n=entry.number),
        day(t, entry.on),
        entry.voucher,
        t("left {closing}", closing=Fen(entry.balance)),
        entry.handler,
        _words(shelf, entry_words(entry)) if entry.takes_back or not entry.moved else entry.remark,
    )
    return Entry(entry.summary, VoucherPage(entry.id), note=joined(note), right=amount)


def _table(shelf: Shelf, section: Section) -> Table:
    rows = tuple(tuple(_words(shelf, cell) for cell in row) for row in section.rows)
    heads = tuple(shelf.t.say(head) for head in section.heads)
    if section.key in _FIRST_TWO:
        named, order = _FIRST_TWO[section.key]
        heads = (shelf.t(named), *heads[2:])
        rows = tuple((joined(row[at] for at in order), *row[2:]) for row in rows)
    return Table(heads, rows, total=section.total)


def _words(shelf: Shelf, cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Fen():
            return yuan(cell)
        case date():
            return shelf.t.date(cell)
        case Message():
            return shelf.t.say(cell).strip()
        case _:
            return str(cell)
