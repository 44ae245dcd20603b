"""Rules of the accounts: pure, from the records alone. Amounts in fen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from village_board.accounts.chart import CASH, MONEY, first_level
from village_board.accounts.model import Line, MoneyPlace, Voucher

#: what a bank account for one purpose only is called: 专户, 专项, 专用.
_EARMARKED = "专"


def voucher_key(number: str, dated: date, *, by_month: bool = False) -> str:
    """Return what tells a voucher from every other: ``2026/记-1``, for numbers start again each year.

    Where they start again each month (记-1 in January and in February), the later ones carry their month:
    ``2026-02/记-1``. Which of the two it is, is settled when the voucher first comes (see
    `interchange.drafts.numbering`) and stays.
    """
    return f"{month_of(dated) if by_month else dated.year}/{number}"


def is_keyed_by_month(key: str) -> bool:
    """Tell whether the key of a voucher carries its month."""
    return key[4:5] == "-" and key[7:8] == "/"


def month_of(day: date) -> str:
    """Return the month of `day`: ``2026-03``."""
    return f"{day.year:04d}-{day.month:02d}"


def balance(lines: Iterable[Line]) -> tuple[int, int]:
    """Return the sums of debit and credit; in a voucher they are equal (有借必有贷，借贷必相等)."""
    debit = credit = 0
    for line in lines:
        debit += line.debit
        credit += line.credit
    return debit, credit


def with_sums(voucher: Voucher) -> Voucher:
    """Return `voucher` with what follows from its lines: key, month, money in and out, and the money's place.

    Money accounts are cash on hand (101) and bank deposits (102) with all below them. What a voucher moves is
    taken net, so that a transfer between the village's own accounts is neither in nor out (facts 2.4). A place
    that the voucher names stays, and a key that carries the month goes on to carry it.
    """
    key = voucher_key(voucher.number, voucher.dated, by_month=is_keyed_by_month(voucher.key))
    return replace(voucher, key=key, **sums(voucher.dated, voucher.lines, voucher.place))


def sums(dated: date, lines: Iterable[Line], place: MoneyPlace | None) -> dict[str, Any]:
    """Return the fields of a voucher that follow from its date, its lines and the place it names; see `with_sums`."""
    lines = tuple(lines)
    net = sum(line.debit - line.credit for line in lines if line.account[:3] in MONEY)
    return {
        "month": month_of(dated),
        "place": place or place_of(lines),
        "money_in": max(net, 0),
        "money_out": max(-net, 0),
    }


def place_of(lines: Iterable[Line]) -> MoneyPlace | None:
    """Return where the money of these lines lies, or None where it is in several places or in none.

    A bank account is the basic one unless its name says that it is for one purpose: a village keeps one basic
    account.
    """
    places = {_place(line) for line in lines if first_level(line.account) in MONEY}
    return places.pop() if len(places) == 1 else None


def moves_cash(lines: Iterable[Line]) -> bool:
    """Tell whether a line moves cash on hand."""
    return any(first_level(line.account) == CASH for line in lines)


def _place(line: Line) -> MoneyPlace:
    if first_level(line.account) == CASH:
        return MoneyPlace.CASH
    return MoneyPlace.EARMARKED if _EARMARKED in line.account_name else MoneyPlace.BASIC
