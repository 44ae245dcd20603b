"""Numbers with units in a sentence of plain text: 7215条, 4.21亿元, 9.6万件."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from village_board.proofreading.lexicon import any_of, unit_group, words_of

_UNITS = any_of([*words_of("units", "count"), *words_of("units", "measure")])
_COUNTS = frozenset(words_of("units", "count"))
# A number of at most 15 digits with its scale; longer runs of digits are no counts. The search for its first digit is
# quick, so what must not stand before it is asked behind it.
_NUMBER = r"(\d(?<![\d.第\-/A-Za-z]\d)(?<!\d,\d)(?:\d{0,2}(?:,\d{3}){1,4}|\d{0,14}+))(\.\d{1,6})?(?![\d.]) ?"
_QUANTITY = re.compile(rf"{_NUMBER}(万|亿|千)?(余|多)?({_UNITS})(?!号|级|月)")
_ABOUT = re.compile(r"(?:近|约|大约|超|超过|逾|不足|至少|不少于|不低于|最多|左右|达到?近|每|第) ?$")
_SCALES = {"": 0, "千": 3, "万": 4, "亿": 8}
# Characters before a number in which a word such as 超过 stands.
_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        start: where it begins.
        end: the place behind its unit.
        value: in single units.
        step: what its last digit stands for, in single units.
        unit: as it is written.
        about: whether it is said to be rough (近, 超过, 余).
        shown: the number with its unit, as it is written.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str
    about: bool
    shown: str

    @property
    def group(self) -> str:
        """One name for the units that count the same thing."""
        return unit_group(self.unit)

    @property
    def whole(self) -> bool:
        """Whether it counts single things exactly."""
        return self.unit in _COUNTS and self.step == 1 and not self.about


def quantities(text: str) -> list[Quantity]:
    """Return the numbers with units of a plain text, in order."""
    found = []
    for match in _QUANTITY.finditer(text):
        digits, fraction, scale, rough, unit = match.groups()
        power = _SCALES[scale or ""]
        step = Decimal(1).scaleb(power - max(0, len(fraction or "") - 1))
        value = Decimal(digits.replace(",", "") + (fraction or "")).scaleb(power)
        about = bool(rough) or bool(_ABOUT.search(text, max(0, match.start() - _BEFORE), match.start()))
        found.append(Quantity(match.start(), match.end(), value, step, unit, about, match[0]))
    return found


def number_shown(value: Decimal) -> str:
    """Return a number without needless noughts."""
    return f"{value.normalize():f}" if value else "0"
