"""One shape for looking into foreign text: every character becomes one, so that what is found can be put back.

Full-width, mathematical and circled digits become ASCII digits, Traditional becomes Simplified, and what
hides (zero-width characters, stacked marks, controls) goes. Characters that stay are never split or joined;
where some went, `Plain.original` tells where a place lay before.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from village_board.text.clean import is_han
from village_board.text.fold import simplified

#: what stands between the cells, the rows and the blocks of a document that is looked at as one text.
CELL, ROW, BLOCK = "\x1f", "\x1e", "\x1d"
_CONTROLS = {"\t": " ", "\n": "\n", "\r": "\n", "\v": "\n", "\f": "\n", CELL: CELL, ROW: ROW, BLOCK: BLOCK}
_GONE = frozenset({"Cc", "Cf", "Cs", "Mn", "Me"})
# Letters with nothing to see, and letters and signs that are drawn like one in a number.
_INVISIBLE = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_LIKE = {
    "Х": "X", "х": "x", "Χ": "X", "χ": "x", "О": "O", "о": "o", "Ο": "O", "ο": "o", "І": "I", "і": "i", "Ι": "I",
    "×": "x", "╳": "X", "○": "〇", "◯": "〇", "Ｏ": "O", "\u2028": "\n", "\u2029": "\n", "\x85": "\n",
}  # fmt: skip
_ALWAYS = {**_CONTROLS, **_LIKE}


class _Table(dict[int, str | None]):
    """What each character becomes, found when it is first met: `str.translate` asks."""

    def __missing__(self, code: int) -> str | None:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(char: str) -> str | None:
    if char in _ALWAYS:
        return _ALWAYS[char]
    if char in _INVISIBLE or unicodedata.category(char) in _GONE:
        return None
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    one = unicodedata.normalize("NFKC", char)
    # A circled 10 or a unit such as ㎡ stays what it is: one character, and no digit of a longer number.
    one = one if len(one) == 1 else char
    if is_han(one):
        return simplified(one)
    return " " if one.isspace() else one


class _NumbersTable(_Table):
    """The same without the dictionary of Traditional characters, which takes a moment to load."""

    def __missing__(self, code: int) -> str | None:
        self[code] = shaped = chr(code) if is_han(chr(code)) else _plain(chr(code))
        return shaped


_TABLE, _NUMBERS_TABLE = _Table(), _NumbersTable()


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in its plain shape.

    Attributes:
        text: the plain shape.
        went: for each character that went, in order, the place in `text` before which it stood.
        length: characters of the original.
    """

    text: str
    went: tuple[int, ...]
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where `start` and `end` of a span of `text` lie in the original.

        What went between the characters of the span belongs to it, and so does what went right behind its
        last one: a mark set on a digit would else stay behind.
        """
        if not self.went:
            return start, end
        return start + bisect_right(self.went, start), end + bisect_right(self.went, end)


def plain(text: str, *, simplify: bool = True) -> Plain:
    """Return `text` in its plain shape, in time linear in its length; for numbers alone, it need not `simplify`."""
    table = _TABLE if simplify else _NUMBERS_TABLE
    shaped = text.translate(table)
    if len(shaped) == len(text):
        return Plain(shaped, (), len(text))
    hidden = re.escape("".join(chr(code) for code, shape in table.items() if shape is None))
    gone = (match.start() for match in re.finditer(f"[{hidden}]", text))
    return Plain(shaped, tuple(at - before for before, at in enumerate(gone)), len(text))
