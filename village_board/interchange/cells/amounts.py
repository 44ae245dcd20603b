"""Money, areas and numbers of a cell. No float reaches a record: a spreadsheet's is taken by its digits."""

from __future__ import annotations

import re
from decimal import Decimal

from village_board.base.message import Message, say
from village_board.interchange.cells.shown import NOTHING, half_width, number_text, shown

_NUMBER = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+|\d+)?(?:\.\d*)?", re.ASCII
)  # thousands by three as banks write them, or by four as Chinese reads them
_PLAIN = re.compile(r"-?\d+(?:\.\d{1,2})?", re.ASCII)
_COUNTED = re.compile(r"(\d+)(?:\.0+)? ?(?:[人户张年次份期个级名项层]|元)?", re.ASCII)
_LESS = ("负", "减", "△", "▲")
_CURRENCY = re.compile(r"^(?:人民币|RMB|CNY)[:：]?\s*|[¥￥]\s*|\s*(?:RMB|CNY)$", re.IGNORECASE)
# Spaces between thousands: 1 234 567.
_SPACED = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")

_CENT = Decimal("0.01")
# What a spreadsheet's arithmetic leaves behind the last place: 0.1 + 0.2 = 0.30000000000000004.
_NOISE = Decimal("0.000001")
_TOO_MUCH = Decimal(10) ** 13
_MOST = 10**9


def money(cell: object, factor: int = 100) -> int | Message | None:
    """Return an amount in fen.

    Read are 1234.5, 1,234.50, ￥1,234.50, RMB 1234.5, 1234.5元, 0.12万元, and for what is owed (1,234.50), -1,234.50,
    －1,234.50, 1,234.50- and 负1234; all of it also in full-width digits.

    Args:
        cell: what the spreadsheet holds.
        factor: fen in one unit of the column: 100, or 1,000,000 where its header says 万元.
    """
    if cell.__class__ is int:
        amount = Decimal(cell)
    elif isinstance(cell, float):
        return _fen(_of_float(cell), cell, factor)
    elif isinstance(cell, str):
        if _PLAIN.fullmatch(cell):
            amount = Decimal(cell)
        else:
            text = half_width(cell)
            if text in NOTHING:
                return None
            text, factor = _without_unit(text, factor)
            amount = _signed(text)
    else:
        amount = Decimal("NaN")
    return _fen(amount, cell, factor)


def area(cell: object) -> Decimal | Message | None:
    """Return an area in mu with two places."""
    if isinstance(cell, str):
        text = half_width(cell)
        if text in NOTHING:
            return None
        amount = _signed(text.removesuffix("亩").rstrip())
    else:
        amount = _of_number(cell)
    if not amount.is_finite() or abs(amount) > _TOO_MUCH:
        return say("'{cell}' is not an area. Write mu in digits, such as 12.50.", cell=shown(cell))
    if amount < 0:
        return say("An area cannot be less than nothing: {cell}.", cell=shown(cell))
    places = amount.quantize(_CENT)
    if places != amount and not (isinstance(cell, float) and abs(places - amount) < _NOISE):
        return say("{cell} mu has more than two decimal places. Round it to two.", cell=shown(cell))
    return places


def number(cell: object) -> Decimal | Message | None:
    """Return a number that is not negative, such as a quantity."""
    if isinstance(cell, str):
        text = half_width(cell)
        if text in NOTHING:
            return None
        amount = _signed(text.removesuffix("年"))
    else:
        amount = _of_number(cell)
    if not amount.is_finite() or amount < 0 or amount > _TOO_MUCH:
        return say("'{cell}' is not a number. Write digits only, such as 3 or 1.5.", cell=shown(cell))
    return Decimal(number_text(amount))


def count(cell: object) -> int | Message | None:
    """Return a whole number that is not negative, such as a number of people."""
    if cell.__class__ is int and 0 <= cell <= _MOST:
        return cell
    if isinstance(cell, float) and cell.is_integer() and 0 <= cell <= _MOST:
        return int(cell)
    if isinstance(cell, str):
        text = half_width(cell)
        if text in NOTHING:
            return None
        if (match := _COUNTED.fullmatch(text)) and int(match[1][:12]) <= _MOST:
            return int(match[1][:12])
    return say("'{cell}' is not a whole number. Write digits only, such as 42.", cell=shown(cell))


def _fen(amount: Decimal, cell: object, factor: int) -> int | Message:
    if not amount.is_finite() or abs(amount) * factor > _TOO_MUCH * 100:
        return say("'{cell}' is not an amount. Write yuan in digits, such as 1234.50.", cell=shown(cell))
    fen = amount * factor
    whole = fen.to_integral_value()
    if whole != fen and not (isinstance(cell, float) and abs(whole - fen) < _NOISE * factor):
        return say("The amount {cell} is finer than a fen. Round it to two decimal places.", cell=shown(cell))
    return int(whole)


def _of_number(cell: object) -> Decimal:
    if isinstance(cell, bool):
        return Decimal("NaN")
    if isinstance(cell, int):
        return Decimal(cell)
    return _of_float(cell) if isinstance(cell, float) else Decimal("NaN")


def _of_float(cell: float) -> Decimal:
    return Decimal(repr(cell))


def _without_unit(text: str, factor: int) -> tuple[str, int]:
    """Return `text` without currency and unit, and fen in one unit."""
    text, less = _without_sign(_CURRENCY.sub("", text))
    text = text.removesuffix("整").removesuffix("正")
    for unit, fen in (("万元", 1_000_000), ("万", 1_000_000), ("元", 100), ("圆", 100)):
        if text.endswith(unit):
            text, factor = text.removesuffix(unit).rstrip(), fen
            break
    if not less:
        text, less = _without_sign(text)  # (500)元
    return ("-" if less else "") + _SPACED.sub("", text), factor


def _without_sign(text: str) -> tuple[str, bool]:
    """Return `text` without an accountant's ways to write a minus, and whether there was one."""
    for first, last in (("(", ")"), ("[", "]"), ("〔", "〕"), ("【", "】")):
        if text.startswith(first) and text.endswith(last):
            return text[1:-1].strip(), True
    if text.startswith(_LESS):
        return text[1:].strip(), True
    if text.endswith("-") and not text.startswith(("-", "+")):
        return text[:-1].rstrip(), True
    if text.startswith("-") and text[1:2].isspace():
        return text[1:].strip(), True
    return text, False


def _signed(text: str) -> Decimal:
    """Return the number in `text`, or NaN."""
    if not any(map(str.isdecimal, text)) or not _NUMBER.fullmatch(text):
        return Decimal("NaN")
    return Decimal(text.replace(",", ""))
