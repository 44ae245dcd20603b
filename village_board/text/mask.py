"""Personal numbers and names: found in what people type, hidden in what is shown.

Found are identity numbers (GB 11643: area, birth date, check digit; the old ones of 15 digits), mobile numbers and
bank cards (Luhn), however they are written: see `village_board.text.numbers`. Voucher and contract numbers, amounts
and dates are none of these. What else a publication must not show is found by `village_board.privacy`. The masks are
the strict ones of the disclosure rules: 13 of 18 digits hidden, because area and birthday are no secret in a village.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from village_board.text.numbers import Candidate, find_numbers, is_of_paper_or_money, shape_of_digits
from village_board.text.plain import plain

PersonalKind = Literal["identity_number", "mobile", "bank_card"]

_COMPOUND_SURNAMES = frozenset(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 东方 東方 独孤 獨孤 南宫 南宮 夏侯 皇甫 尉迟 尉遲 公孙 公孫 "  # noqa: SIM905
    "慕容 令狐 长孙 長孫 宇文 轩辕 軒轅 端木 百里 呼延 闻人 聞人 澹台 澹臺 公冶 宗政 濮阳 濮陽 太叔 申屠 "
    "钟离 鍾離 西门 西門 第五 拓跋 万俟 完颜 完顏".split()
)

_LENGTH = 18


@dataclass(frozen=True, slots=True)
class Span:
    """A personal number in a text.

    Attributes:
        kind: what it is.
        start: the first character of it.
        end: the character after the last one.
    """

    kind: PersonalKind
    start: int
    end: int


def find_personal_numbers(text: str) -> list[Span]:
    """Return every identity number, mobile number and bank card in `text`, in order, none within another."""
    shape = plain(text, simplify=False)

    def judge(found: Candidate) -> bool:
        if found.kind == "identity_number":
            return found.sure
        return found.sure and found.kind != "landline" and not is_of_paper_or_money(shape.text, found.start, found.end)

    return [
        Span(found.kind, *shape.original(found.start, found.end))
        for found in find_numbers(shape.text, judge)
        if found.kind != "landline"
    ]


def mask_personal_numbers(text: str) -> str:
    """Return `text` with every personal number masked; the rest stays as it is."""
    masked, at = [], 0
    for span in find_personal_numbers(text):
        digits = shape_of_digits(plain(text[span.start : span.end], simplify=False).text)
        masked += [text[at : span.start], _MASKS[span.kind](digits)]
        at = span.end
    return "".join([*masked, text[at:]])


def mask_name(name: str) -> str:
    """Return `name` with the surname only: 张三丰 -> 张**, 欧阳修 -> 欧阳*; one character alone is hidden."""
    letters = _letters(name.strip())
    surname = 2 if len(letters) > 2 and "".join(letters[:2]) in _COMPOUND_SURNAMES else 1  # noqa: PLR2004
    if len(letters) <= 1:
        return "*" * len(letters)
    return "".join(letters[:surname]) + "*" * (len(letters) - surname)


def mask_listed_name(name: str) -> str:
    """Return `name` as a list of relief shows it: 张三丰 -> 张*丰, 张三 -> 张*, 欧阳修 -> 欧阳*."""
    masked, letters = mask_name(name), _letters(name.strip())
    return masked[:-1] + letters[-1] if masked.endswith("**") else masked


def mask_birthday_only(number: str) -> str:
    """Return an identity number of 18 without the eight digits of the birth date: ``320584********001X``."""
    return _masked(number, 6, len(number) - 14) if len(number) == _LENGTH else mask_identity_number(number)


def mask_identity_number(number: str) -> str:
    """Return an identity number with its first 3 and last 2 characters: ``320*************1X``."""
    return _masked(number, 3, 2)


def mask_mobile(number: str) -> str:
    """Return a mobile number without the four digits before its last four: ``138****1234``."""
    return _masked(number, len(number) - 8, 4)


def mask_bank_card(number: str) -> str:
    """Return a card number with its last 4 digits: for the holder's eyes; a public sheet leaves it out."""
    return _masked(number, 0, 4)


_MASKS = {"identity_number": mask_identity_number, "mobile": mask_mobile, "bank_card": mask_bank_card}


def _masked(number: str, first: int, last: int) -> str:
    hidden = len(number) - first - last
    return "*" * len(number) if hidden <= 0 else number[:first] + "*" * hidden + number[-last:]


def _letters(name: str) -> list[str]:
    """Return the letters of `name`, each with its marks and variation selectors."""
    letters: list[str] = []
    for char in name:
        if letters and unicodedata.category(char)[0] == "M":
            letters[-1] += char
        else:
            letters.append(char)
    return letters
