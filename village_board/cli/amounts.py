"""Amounts in yuan on the command line."""

from __future__ import annotations

from decimal import Decimal

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.base.money import fen_of_yuan

#: A thousand thousand million yuan: more is a slip of the key, and sums must stay within 64 bits.
MOST_FEN = 10**14


class AmountUnreadable(UsageError):
    """An amount given on the command line is none."""

    sentence = N_("'{text}' is no amount in yuan. Write it as 98000 or 1234.50.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


def amount_of(text: str) -> int | None:
    """Return the fen of an amount in yuan such as ``98,000`` or ``-1234.50``; None for nothing.

    Raises:
        AmountUnreadable: it is no amount, or finer than a fen.
    """
    if not text:
        return None
    try:
        fen = fen_of_yuan(Decimal(text.replace(",", "")))
    except (ArithmeticError, ValueError):
        raise AmountUnreadable(text) from None
    if abs(fen) > MOST_FEN:
        raise AmountUnreadable(text)
    return fen


def amount_required(text: str) -> int:
    """Return the fen of an amount that must be given.

    Raises:
        AmountUnreadable: it is no amount.
    """
    fen = amount_of(text)
    if fen is None:
        raise AmountUnreadable(text)
    return fen
