"""Vouchers: each with its lines, its contract, its decision and its masked pictures (P1, P13, P14)."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract
from village_board.accounts.words import MONEY_PLACE
from village_board.base.message import Message, say
from village_board.base.money import Fen, yuan
from village_board.hearings.model import Resolution
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Table
from village_board.site.pages.files import attached
from village_board.site.pages.words import advice, published
from village_board.site.said import Period, Said, joined
from village_board.site.stock import Stock
from village_board.text.party import public_party

SECTION = "accounts"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield a page for each public voucher."""
    for voucher in stock.all(Voucher):
        yield _page(stock, voucher)


def voucher_row(stock: Stock, voucher: Voucher) -> Row:
    """Return the row of a voucher."""
    note = joined(voucher.dated, say("voucher {number}", number=voucher.number))
    return Row(voucher.summary, stock.address(voucher), note, flow(voucher))


def flow(voucher: Voucher) -> Said:
    """Return in words what a voucher moved."""
    if voucher.money_in:
        return say("income {amount}", amount=Fen(voucher.money_in))
    if voucher.money_out:
        return say("expense {amount}", amount=Fen(voucher.money_out))
    return say("no money moved")


def _page(stock: Stock, voucher: Voucher) -> Page:
    from village_board.site.pages.accounts import month_address  # noqa: PLC0415 - pages point to each other

    parts: list[Part] = [Facts(_facts(voucher)), Heading(say("Entries in the books")), _lines(voucher)]
    parts += attached(stock, voucher.id, hall=False)
    parts += advice(
        say("The original can be seen at the village office."),
        say("Questions about this payment go to the oversight committee."),
    )
    rows = [*_related(stock, voucher), Row(Period(voucher.month), month_address(voucher.month), say("The whole month"))]
    parts.append(Rows(tuple(rows)))
    kind, found_by = Voucher.KIND.label, (voucher.number,)
    return Page(
        stock.address(voucher), voucher.summary, tuple(parts), SECTION, voucher.id, kind, voucher.dated, found_by
    )


def _facts(voucher: Voucher) -> tuple[tuple[Said, Said], ...]:
    return (
        (say("Amount"), flow(voucher)),
        (say("Date"), voucher.dated),
        (say("Period"), Period(voucher.month)),
        (say("Where the money lies"), Message(MONEY_PLACE[voucher.place]) if voucher.place else None),
        (say("Paid to or received from"), public_party(voucher.counterparty)),
        (say("Project"), voucher.project),
        (say("Handled by"), voucher.handler),
        (say("Witnessed by"), voucher.witness),
        (say("Approved by"), voucher.approver),
        (say("Oversight committee"), say("stamped") if voucher.oversight_stamp else None),
        (say("Receipt"), joined(voucher.receipt_kind, voucher.receipt_number)),
        (say("Papers attached"), voucher.attachments or None),
        (say("Remark"), voucher.remark),
        *published(voucher.number, voucher.id, by=say("Village committee, from the township's books")),
    )


def _lines(voucher: Voucher) -> Table:
    rows = [
        (
            " ".join(part for part in (line.account, line.account_name) if part),
            yuan(line.debit) if line.debit else "",
            yuan(line.credit) if line.credit else "",
        )
        for line in voucher.lines
    ]
    debit, credit = sum(line.debit for line in voucher.lines), sum(line.credit for line in voucher.lines)
    total = (say("Sum"), yuan(debit), yuan(credit))
    heads = (say("Account"), say("Debit"), say("Credit"))
    return Table(heads, (*rows, total), say("Entries in the books"), total=True)


def _related(stock: Stock, voucher: Voucher) -> list[Row]:
    from village_board.site.pages.contracts import contract_row  # noqa: PLC0415 - pages point to each other
    from village_board.site.pages.resolutions import resolution_row  # noqa: PLC0415

    rows = [contract_row(stock, one) for one in stock.by(Contract, "number", voucher.contract)[:1]]
    return rows + [resolution_row(stock, one) for one in stock.by(Resolution, "number", voucher.resolution)[:1]]
