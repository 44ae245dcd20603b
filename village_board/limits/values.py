"""A limit's value as a person writes and reads it: yuan, "2/3", "above 1/2"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen, yuan
from village_board.limits.model import Limit, LimitUnit

_SHARE = re.compile(r"(above |>)?\s*(\d{1,3})\s*/\s*(\d{1,3})")
_NUMBER = re.compile(r"\d{1,15}")
_YUAN = re.compile(r"(\d{1,13})(?:\.(\d{1,2}))?")

WORDS: dict[LimitUnit, str] = {
    LimitUnit.NATURAL_DAYS: N_("{n} natural days"),
    LimitUnit.WORKING_DAYS: N_("{n} working days"),
    LimitUnit.PLAIN_DAYS: N_("{n} days"),
    LimitUnit.MONTHS: N_("{n} months"),
    LimitUnit.YEARS: N_("{n} years"),
    LimitUnit.PERCENT: N_("{n} percent"),
    LimitUnit.DAY_OF_MONTH: N_("day {n} of the month"),
    LimitUnit.COUNT: N_("{n}"),
}


class LimitUnreadable(UsageError):
    """A value given for a limit cannot be read."""

    sentence = N_("'{text}' cannot be read as a value of '{key}'. Write it like '{example}'.")

    def __init__(self, key: str, text: str, example: str) -> None:
        super().__init__(key=key, text=text, example=example)


def value_of(limit: Limit, text: str) -> Any:
    """Return the value that a person wrote: yuan for money, ``2/3`` or ``above 1/2`` for a share, else a number.

    Raises:
        LimitUnreadable: it is none.
    """
    text = unicodedata.normalize("NFKC", text)
    wanted = text.strip().replace(",", "")
    if limit.unit is LimitUnit.FEN:
        return _fen(limit, wanted)
    if limit.unit is LimitUnit.AMOUNTS:
        return [_fen(limit, part.strip().replace(",", "")) for part in text.split(";")]
    if limit.unit is LimitUnit.SHARE:
        if not (match := _SHARE.fullmatch(wanted)):
            raise LimitUnreadable(limit.key, text, "2/3")
        return {"above" if match[1] else "least": [int(match[2]), int(match[3])]}
    if not _NUMBER.fullmatch(wanted):
        raise LimitUnreadable(limit.key, text, "15")
    return int(wanted)


def _several(value: Any) -> Sequence[int]:
    """Return amounts as several: of one alone a change keeps the bare number."""
    return [value] if isinstance(value, int) else list(value)


def text_of(limit: Limit, value: Any) -> str:
    """Return `value` as `value_of` reads it."""
    if limit.unit is LimitUnit.FEN:
        return yuan(value)
    if limit.unit is LimitUnit.AMOUNTS:
        return "; ".join(yuan(each) for each in _several(value))
    if limit.unit is LimitUnit.SHARE:
        ((way, (part, whole)),) = value.items()
        return f"above {part}/{whole}" if way == "above" else f"{part}/{whole}"
    return str(value)


def shown(limit: Limit, value: Any) -> Message:
    """Return `value` in words."""
    if limit.unit is LimitUnit.FEN:
        return say("{amount}", amount=Fen(value))
    if limit.unit is LimitUnit.AMOUNTS:
        return _chain([say("{amount}", amount=Fen(each)) for each in _several(value)])
    if limit.unit is LimitUnit.SHARE:
        ((way, (part, whole)),) = value.items()
        share = f"{part}/{whole}"
        return say("more than {share}", share=share) if way == "above" else say("at least {share}", share=share)
    return Message(WORDS[limit.unit], {"n": value})


def _chain(parts: Sequence[Message]) -> Message:
    chained = parts[-1]
    for part in reversed(parts[:-1]):
        chained = say("{first}; {rest}", first=part, rest=chained)
    return chained


def _fen(limit: Limit, text: str) -> int:
    if not (match := _YUAN.fullmatch(text.replace(",", ""))):
        raise LimitUnreadable(limit.key, text, "50000.00")
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
