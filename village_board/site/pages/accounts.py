"""The accounts: month by month, down to each voucher (P1: a copy of the township's books)."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.accounts.explained_service import overview_of
from village_board.accounts.model import Voucher
from village_board.accounts.month_money import MonthMoney, months
from village_board.accounts.service import waiting_of
from village_board.accounts.sheet_reading import published_sheets
from village_board.base.message import say
from village_board.base.money import Fen, yuan
from village_board.site.model import Page, Part, Row, Rows, Table, Words
from village_board.site.pages.explained import explained_address, explained_years
from village_board.site.pages.sheets import SHEETS
from village_board.site.pages.vouchers import voucher_row
from village_board.site.pages.words import judged
from village_board.site.said import Many, Period
from village_board.site.stock import Stock

SECTION = "accounts"
ACCOUNTS = "accounts/"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the door and a page for each month."""
    known = months(stock.records)
    yield _door(stock, known)
    for money in known:
        yield _month(stock, money)


def month_address(month: str) -> str:
    """Return where the page of ``2026-03`` lies."""
    return f"{ACCOUNTS}{month}/"


def month_row(money: MonthMoney) -> Row:
    """Return the row of a month."""
    note = say("income {income}, expense {expense}", income=Fen(money.income), expense=Fen(money.expense))
    return Row(Period(money.month), month_address(money.month), note, say("left {closing}", closing=Fen(money.closing)))


def _door(stock: Stock, known: list[MonthMoney]) -> Page:
    if not known:
        return Page(ACCOUNTS, say("Accounts"), (Words(say("No voucher is recorded yet.")),), SECTION)
    rows = [month_row(money) for money in reversed(known)]
    sheets = published_sheets(stock.records)
    newest = sheets[0].name if sheets else say("No finance sheet is published yet.")
    doors = [
        Row(
            say("The year {year} explained", year=str(year)),
            explained_address(year),
            overview_of(stock.records, year).sentence,
        )
        for year in explained_years(stock)
    ]
    doors.append(Row(say("Finance sheets"), SHEETS, newest))
    return Page(ACCOUNTS, say("Accounts"), (Rows((rows[0], *doors, *rows[1:])),), SECTION)


def _month(stock: Stock, money: MonthMoney) -> Page:
    parts: list[Part] = [_balance(money)]
    if waiting := waiting_of(stock.records, money.month):
        words = Many.n(
            "{n} voucher counted here is not shown: the oversight committee has not stamped it.",
            "{n} vouchers counted here are not shown: the oversight committee has not stamped them.",
            waiting,
        )
        parts.append(Words(words, "soft"))
    found = sorted(stock.by(Voucher, "month", money.month), key=lambda one: (one.dated, one.number))
    parts += [judged(stock), Rows(tuple(voucher_row(stock, one) for one in found))]
    title = say("Accounts of {month}", month=Period(money.month))
    return Page(month_address(money.month), title, tuple(parts), SECTION, kind=say("accounts"), dated=True)


def _balance(money: MonthMoney) -> Table:
    rows = (
        (say("At the beginning of the month"), yuan(money.opening)),
        (say("+ income"), yuan(money.income)),
        (say("- expense"), yuan(money.expense)),
        (say("= at the end of the month"), yuan(money.closing)),
    )
    heads = (say("Cash and bank together"), say("yuan"))
    return Table(heads, rows, say("Cash and bank together"), total=True)
