"""Words of a cell: text, numbers of papers, yes and no, choices, groups, lists, accounts."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from village_board.accounts.chart import chart
from village_board.base.message import Message, say
from village_board.interchange.cells.shown import NOTHING, half_width, plain_text, shown
from village_board.interchange.kinds import fold, truth_words
from village_board.text.clean import FIELD_LIMIT, MAX_LINES, clean, is_han
from village_board.text.mask import (
    find_personal_numbers,
    mask_bank_card,
    mask_identity_number,
)
from village_board.text.numbers import is_identity_number

LONG_LIMIT = 5000
CODE_LIMIT = 100
#: the shortest personal number; shorter texts need no look.
_SHORTEST = 15
_MASKS = {"identity_number": mask_identity_number, "bank_card": mask_bank_card}

_APART = re.compile(r"[、,，;；/\n|]+|\s{1,}")
_GROUP = re.compile(r"(?:第)?(?:(\d{1,3})|([一二三四五六七八九十]{1,3}))(?:村民)?(?:小)?[组队]?", re.ASCII)
_HAN_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_CODE_FIRST = re.compile(r"(\d{3,9}(?:[.\-]\d{1,2}){0,4})(?:\D.*)?", re.ASCII)
_NAME_END = re.compile(r"[-/\\:>|(]")
_TWO = 2
# Characters of the longest Chinese name that is written with spaces.
_NAME = 4


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with something to tell about it that stops nothing."""

    value: Any
    message: Message


def text(cell: object) -> str | Message | Noted | None:
    """Return one line of text; identity and card numbers in it are masked and noted (P2)."""
    return _cleaned(plain_text(cell), FIELD_LIMIT, multiline=False)


def long(cell: object) -> str | Message | Noted | None:
    """Return a text of several lines; see `text`."""
    return _cleaned(plain_text(cell), LONG_LIMIT, multiline=True)


def name(cell: object) -> str | Message | Noted | None:
    """Return the name of a person or a firm; the space that sets 张 三 as wide as 欧阳修 is no part of it."""
    found = text(cell)
    if isinstance(found, str):
        parts = found.split()
        if len(parts) > 1 and _is_spaced_name(parts):
            return "".join(parts)
    return found


def _is_spaced_name(parts: list[str]) -> bool:
    """Tell whether the parts are one name; two whole names, 张三 李四, are not."""
    whole = "".join(parts)
    return len(whole) <= _NAME and min(map(len, parts)) == 1 and all(map(is_han, whole))


def code(cell: object) -> str | Message | None:
    """Return the number or sign of a person or paper. An identity number is none (P2)."""
    raw = plain_text(cell)
    cleaned = clean(raw, limit=CODE_LIMIT + 1)
    if len(cleaned) > CODE_LIMIT:
        return say("The text has more than {limit} characters. Shorten it.", limit=CODE_LIMIT)
    if len(cleaned) >= _SHORTEST and is_identity_number(half_width(cleaned).upper()):
        return say("An identity number stands here; the board never stores one. Give a number of the village's own.")
    return cleaned or None


def yes_no(cell: object) -> bool | Message | None:
    """Return whether the cell says yes; a tick, 是, 1 and 有 do, a cross, 否, 0 and 无 say no."""
    if isinstance(cell, bool):
        return cell
    word = half_width(plain_text(cell)).lower()
    truths = truth_words()
    if word in truths:
        return truths[word]
    if not word:
        return None
    return say("'{cell}' says neither yes nor no. Write 是 or 否.", cell=shown(cell))


def choice(choices: Mapping[str, Any], words: Mapping[Any, str]) -> Callable[[object], Any]:
    """Return a reader of the words of `choices` (folded); its problem names those of `words`."""
    listed = "、".join(words.values())

    def read(cell: object) -> Any:
        word = fold(plain_text(cell))
        if word in choices:
            return choices[word]
        if not word:
            return None
        return say("'{cell}' is none of the words for this column: {words}.", cell=shown(cell), words=listed)

    return read


def group(cell: object) -> int | Message | None:
    """Return the number of a villagers' group: 3, 3组, 第三村民小组."""
    written = half_width(plain_text(cell)).replace(" ", "")
    if written in NOTHING:
        return None
    if match := _GROUP.fullmatch(written):
        return int(match[1]) if match[1] else _han_number(match[2])
    return say("'{cell}' is not a villagers' group. Write its number, such as 3.", cell=shown(cell))


def listed(cell: object) -> tuple[str, ...] | Message | Noted | None:
    """Return what stands between 、, commas or spaces."""
    line = long(cell)
    if isinstance(line, Message):
        return line
    parts = tuple(part for part in _APART.split((line.value if isinstance(line, Noted) else line) or "") if part)
    parts = tuple(part for part in parts if part not in NOTHING)
    if isinstance(line, Noted):
        return Noted(parts, line.message)
    return parts or None


def account(cell: object) -> str | Message | None:
    """Return an account's code in digits, two for each further level: 501, 50101; 501.01 is the same.

    A name of the chart does as well.
    """
    if isinstance(cell, float) and math.isfinite(cell) and not cell.is_integer():
        # A spreadsheet drops the last zero of 501.10.
        written = code_of_float(cell)
    else:
        written = half_width(plain_text(cell))
    if written in NOTHING:
        return None
    if match := _CODE_FIRST.fullmatch(written):
        first, *further = re.split(r"[.\-]", match[1])
        digits = first + "".join(level.zfill(_TWO) for level in further)
        if chart().find(digits) is not None:
            return digits
    elif (named := account_of_name(written)) is not None:
        return named
    return say(
        "'{cell}' is not an account of the chart. Use a code such as 501, or one below it such as 50101.",
        cell=shown(cell),
    )


def account_of_name(name: str) -> str | None:
    """Return the code of the first-level account that `name` begins with: 经营收入-发包收入 is 501."""
    found = chart().named(name) or chart().named(_NAME_END.split(half_width(name), maxsplit=1)[0].strip())
    return None if found is None else found.code


def code_of_float(cell: float) -> str:
    """Return the code 501.10 that a spreadsheet holds as the number 501.1."""
    first, _, further = repr(cell).partition(".")
    return f"{first}.{further.ljust(_TWO, '0')}"


def _cleaned(raw: str, limit: int, *, multiline: bool) -> str | Message | Noted | None:
    cleaned = clean(raw, limit=limit + 1, multiline=multiline)
    if len(cleaned) > limit:
        return say("The text has more than {limit} characters. Shorten it.", limit=limit)
    if multiline and cleaned.count("\n") >= MAX_LINES - 1 and raw.count("\n") >= MAX_LINES:
        return say("The text has more than {limit} lines. Shorten it.", limit=MAX_LINES)
    if len(cleaned) >= _SHORTEST:
        return _masked(cleaned)
    return cleaned or None


def _masked(cleaned: str) -> str | Noted:
    kept, at = [], 0
    for span in find_personal_numbers(cleaned):
        if mask := _MASKS.get(span.kind):
            number = "".join(filter(str.isalnum, half_width(cleaned[span.start : span.end])))
            kept += [cleaned[at : span.start], mask(number)]
            at = span.end
    if not kept:
        return cleaned
    return Noted(
        "".join([*kept, cleaned[at:]]),
        say("An identity or card number stood here and was hidden. Take it out of the table too."),
    )


def _han_number(digits: str) -> int:
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return (_HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (_HAN_DIGITS.get(ones, 0) if ones else 0)
    return int("".join(str(_HAN_DIGITS[char]) for char in digits))
