"""Numbers that a clerk typed into the text of a report as digits: no record stands behind them, nobody counted them.

What digits say beside amounts and counts is left alone: days, times, articles, ordinals, telephones, marks of a list.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from village_board.base.errors import Refused
from village_board.base.message import N_

_NAME = re.compile(r"\{\{[^{}]*\}\}")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NO_COUNTS = re.compile(
    r"^\s*#*\s*[（(]?\d{1,2}(?:[)）、．]|\.(?!\d))"  # 1. of a list
    r"|\d{4}\s*年(?:度|\s*\d{1,2}\s*月(?:份|\s*\d{1,2}\s*[日号])?)?"
    r"|\d{1,2}\s*月(?:份|\s*\d{1,2}\s*[日号])|每月\s*\d{1,2}\s*[日号]"
    r"|(?<!\d)\d{4}-\d{1,2}(?:-\d{1,2})?(?!\d)|(?<!\d)\d{1,2}[:：]\d{2}(?!\d)"
    rf"|\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?\b|\b(?:{_MONTHS}|in|of|year|since|until|by) (?:19|20)\d\d\b"
    r"|第\s*\d+\s*[条款项届次章节号组期页]|[〔\[（(]\d{4}[〕\])）]\s*\d+\s*号"
    r"|\b(?:article|section|no\.|group|page) \d+\b"
    r"|(?:电话|热线|telephone|phone)\D{0,4}[\d -]+|\d{3,12}\s*(?:热线|电话)|(?<!\d)(?:\d{3,4}-\d{7,8}|1\d{10})(?!\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,，．]\d+)*\s*[%％‰]?")
#: numbers that a refusal names.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number in the clerk's words: the line, from 1, and how it stands there."""

    line: int
    number: str


class NumbersTyped(Refused):
    """The text holds numbers that no record stands behind; it is kept once somebody says that they are meant."""

    sentence = N_(
        "Numbers typed in the text are not counted by the program: {numbers}, the first in line {line}. "
        "Write the name of a figure instead; or give --sure where you counted them yourself."
    )

    def __init__(self, found: Sequence[TypedNumber]) -> None:
        super().__init__(numbers=tuple(one.number for one in found[:_SHOWN]), line=found[0].line)


def typed_numbers(text: str) -> Iterator[TypedNumber]:
    """Yield the numbers that stand in `text` as digits, outside the names of figures."""
    for number, line in enumerate(text.splitlines(), 1):
        words = _NO_COUNTS.sub(" ", _NAME.sub(" ", line))
        yield from (TypedNumber(number, found[0].strip()) for found in _NUMBER.finditer(words))
