"""Money: an integer number of fen (1/100 yuan), everywhere. No float touches it."""

from __future__ import annotations

from decimal import Decimal


class Fen(int):
    """An amount in fen. A plain int in arithmetic; the type tells a translator to write it as money."""

    __slots__ = ()


def yuan(fen: int) -> str:
    """Return `fen` as yuan with thousands separators and two places: ``-1,234.50``."""
    sign = "-" if fen < 0 else ""
    whole, cents = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{cents:02d}"


def fen_of_yuan(amount: Decimal) -> int:
    """Return `amount` yuan in fen.

    Raises:
        ValueError: the amount is finer than a fen, or not a finite number.
    """
    if not amount.is_finite():
        raise ValueError(str(amount))
    fen = amount * 100
    if fen != fen.to_integral_value():
        raise ValueError(str(amount))
    return int(fen)
