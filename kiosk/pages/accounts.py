"""The accounts: month by month, down to each voucher (P1: a copy of the township's books)."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.attached import attached, attached_rows
from kiosk.pages.imprint import told
from kiosk.pages.judged import judged
from kiosk.pages.listing import WINDOW
from kiosk.pages.wording import day, joined, kept_on, month, party
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Table, Words
from village_board.accounts.model import Voucher
from village_board.accounts.month_money import MonthMoney, months
from village_board.accounts.registers import Contract
from village_board.accounts.service import month_money, vouchers_of, waiting_of
from village_board.accounts.words import MONEY_PLACE
from village_board.base.errors import NotFound
from village_board.base.money import Fen, yuan
from village_board.hearings.model import Resolution

#: rows above those of the months before: the newest month, what explains the year, the finance sheets.
_DOORS = 3


@dataclass(frozen=True, slots=True)
class AccountsPage(Page):
    """The year in three numbers and a sentence; the newest month, what explains it, the sheets; then every month."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the rows."""
        from kiosk.pages.explained import explained_entry, three_numbers  # noqa: PLC0415 - pages point to each other
        from kiosk.pages.finance import sheets_entry  # noqa: PLC0415

        t, known = shelf.t, months(shelf.records)
        if not known:
            return Sheet(t("Accounts"), (Words(t("No voucher is recorded yet.")),))
        newest, *others = [month_entry(shelf, money) for money in reversed(known)]
        rows = (newest, explained_entry(shelf), sheets_entry(shelf), *others)
        before = Heading(t("The months before"), spare=True)
        parts = (*three_numbers(shelf), *rows[:_DOORS], before, *rows[_DOORS:])
        return Sheet(t("Accounts"), parts, counted=(1, len(rows)))


@dataclass(frozen=True, slots=True)
class MonthPage(Page):
    """One month: what there was, came in, went out, is left; then its vouchers."""

    month: str
    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the month."""
        t, money = shelf.t, month_money(shelf.records, self.month)
        every = vouchers_of(shelf.records, self.month)  # the public ones
        end = self.offset + WINDOW
        rows: list[Part] = [voucher_entry(shelf, voucher) for voucher in every[self.offset : end]]
        head: list[Part] = (
            [_balance(shelf, money), *_waiting(shelf, self.month), judged(shelf)] if money and not self.offset else []
        )
        return Sheet(
            t("Accounts of {month}", month=month(t, self.month)),
            (*head, *(rows or [Words(t("This month has no voucher."))])),
            before=MonthPage(self.month, max(self.offset - WINDOW, 0)) if self.offset else None,
            after=MonthPage(self.month, end) if end < len(every) else None,
            counted=(self.offset + 1, len(every)),
        )


@dataclass(frozen=True, slots=True)
class VoucherPage(Page):
    """One voucher with its lines, its contract and its decision."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what is public of it."""
        from kiosk.pages.follow import follow_entry  # noqa: PLC0415 - pages point to each other

        t, records = shelf.t, shelf.records
        voucher = records.get(Voucher, self.id)
        if not voucher.public:
            raise NotFound(Voucher.KIND.label, self.id)
        about, imprint = told(shelf, _facts(shelf, voucher))
        parts: list[Part] = [about, follow_entry(shelf, voucher), *attached_rows(shelf, voucher.id), imprint]
        parts += [Heading(t("Entries in the books")), _lines(shelf, voucher)]
        parts += attached(shelf, voucher.id, hall=False, doors=False)
        parts += [Heading(t("What you can do")), Words(t("The original can be seen at the village office."))]
        parts.append(Words(t("Questions about this payment go to the oversight committee.")))
        parts += _related(shelf, voucher)
        return Sheet(voucher.summary, tuple(parts), subject=voucher.id)


def voucher_entry(shelf: Shelf, voucher: Voucher) -> Entry:
    """Return the row of a voucher."""
    t = shelf.t
    return Entry(
        voucher.summary,
        VoucherPage(voucher.id),
        note=joined([day(t, voucher.dated), t("voucher {number}", number=voucher.number)]),
        right=flow(shelf, voucher),
    )


def month_entry(shelf: Shelf, money: MonthMoney) -> Entry:
    """Return the row of a month: what came in, went out, is left."""
    t = shelf.t
    return Entry(
        month(t, money.month),
        MonthPage(money.month),
        note=t("income {income}, expense {expense}", income=Fen(money.income), expense=Fen(money.expense)),
        right=t("left {closing}", closing=Fen(money.closing)),
    )


def _balance(shelf: Shelf, money: MonthMoney) -> Table:
    t = shelf.t
    return Table(
        (t("Cash and bank together"), t("yuan")),
        (
            (t("At the beginning of the month"), yuan(money.opening)),
            (t("+ income"), yuan(money.income)),
            (t("- expense"), yuan(money.expense)),
            (t("= at the end of the month"), yuan(money.closing)),
        ),
        total=True,
    )


def _waiting(shelf: Shelf, month: str) -> list[Part]:
    if not (n := waiting_of(shelf.records, month)):
        return []
    words = shelf.t.n(
        "{n} voucher counted here is not shown: the oversight committee has not stamped it.",
        "{n} vouchers counted here are not shown: the oversight committee has not stamped them.",
        n,
    )
    return [Words(words, "soft")]


def flow(shelf: Shelf, voucher: Voucher) -> str:
    """Return in words what a voucher moved."""
    t = shelf.t
    if voucher.money_in:
        return t("income {amount}", amount=Fen(voucher.money_in))
    if voucher.money_out:
        return t("expense {amount}", amount=Fen(voucher.money_out))
    return t("no money moved")


def _facts(shelf: Shelf, voucher: Voucher) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    receipt = joined((voucher.receipt_kind, voucher.receipt_number))
    return (
        (t("Amount"), flow(shelf, voucher)),
        (t("Date"), day(t, voucher.dated)),
        (t("Period"), month(t, voucher.month)),
        (t("Where the money lies"), t(MONEY_PLACE[voucher.place]) if voucher.place else ""),
        (t("Paid to or received from"), party(voucher.counterparty)),
        (t("Project"), voucher.project),
        (t("Handled by"), voucher.handler),
        (t("Witnessed by"), voucher.witness),
        (t("Approved by"), voucher.approver),
        (t("Oversight committee"), t("stamped") if voucher.oversight_stamp else ""),
        (t("Receipt"), receipt),
        (t("Papers attached"), str(voucher.attachments) if voucher.attachments else ""),
        (t("Remark"), voucher.remark),
        (t("Last changed on"), kept_on(t, voucher)),
        (t("Published by"), t("Village committee, from the township's books")),
        (t("Number"), voucher.number),
        (t("Short code"), voucher.id),
    )


def _lines(shelf: Shelf, voucher: Voucher) -> Table:
    t = shelf.t
    rows = tuple(
        (
            " ".join(part for part in (line.account, line.account_name) if part),
            yuan(line.debit) if line.debit else "",
            yuan(line.credit) if line.credit else "",
        )
        for line in voucher.lines
    )
    debit, credit = (sum(getattr(line, side) for line in voucher.lines) for side in ("debit", "credit"))
    total = (t("Sum"), yuan(debit), yuan(credit))
    return Table((t("Account"), t("Debit"), t("Credit")), (*rows, total), total=True)


def _related(shelf: Shelf, voucher: Voucher) -> list[Part]:
    from kiosk.pages.contracts import contract_entry  # noqa: PLC0415 - pages point to each other
    from kiosk.pages.resolutions import resolution_entry  # noqa: PLC0415

    records = shelf.records
    parts: list[Part] = []
    if voucher.contract and (contract := records.one(Contract, where("number") == voucher.contract)):
        parts.append(contract_entry(shelf, contract))
    if voucher.resolution and (resolution := records.one(Resolution, where("number") == voucher.resolution)):
        parts.append(resolution_entry(shelf, resolution))
    return parts
