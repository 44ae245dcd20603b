"""A cell's content as a message shows it, and texts made comparable."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from decimal import Decimal

from village_board.text.clean import clean
from village_board.text.mask import mask_personal_numbers

_SHOWN = 40
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−─━﹣－", "-"))
#: what a clerk writes where there is nothing to write.
NOTHING = frozenset({"", "-", "--", "---", "/", "\\", "无", "空", "*", "."})


def shown(cell: object) -> str:
    """Return a cell's content for a message: one line, short, personal numbers masked."""
    text = mask_personal_numbers(clean(plain_text(cell), limit=200))
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def plain_text(cell: object) -> str:
    """Return a cell's content as text: a whole number without ``.0``, a day without midnight."""
    match cell:
        case str():
            return cell
        case bool():
            return "是" if cell else "否"
        case float() if math.isfinite(cell):
            return number_text(Decimal(repr(cell)))
        case dt.datetime():
            return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "minutes")
        case _:
            return str(cell)


def number_text(number: Decimal) -> str:
    """Return `number` in digits, without an exponent and without zeros behind the last place."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def half_width(text: str) -> str:
    """Return `text` in half-width characters, with one kind of dash, without spaces around it."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
