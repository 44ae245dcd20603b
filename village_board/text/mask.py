"""Personal numbers and names: found before publication, hidden in what is shown.

Found are identity numbers (GB 11643: area, birth date, check digit; the old ones of 15 digits), mobile
numbers and bank cards (Luhn), also in full-width digits and with spaces or hyphens between them. Voucher and
contract numbers, amounts and dates are none of these. The masks are the strict ones of the disclosure rules:
13 of 18 digits hidden, because area and birthday are no secret in a village.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

NumberKind = Literal["identity_number", "mobile", "bank_card"]

# Province codes of GB/T 2260, with Hong Kong, Macao and Taiwan and their residents' numbers.
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 "  # noqa: SIM905
    "71 81 82 83".split()
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY = re.compile(r"[0-9]{17}[0-9X]")
_CHECK_DIGITS = "10X98765432"

# Chinese cards begin with 62, 60, 68 or 9; cards of the foreign schemes have 16 digits.
_CARD = re.compile(r"(?:6[028]|9)\d{14,17}|(?:4\d|5[1-5]|35)\d{14}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_COUNTRY = re.compile(r"^(?:00)?86")

_GAP = r"[ \u00a0\u3000\-\u2010-\u2015－_]{1,2}"
_RUN = re.compile(rf"\d+(?:{_GAP}\d+)*(?:(?:{_GAP})?[XxＸｘ](?![A-Za-z]))?")
_GROUP = re.compile(r"\d+[XxＸｘ]?|[XxＸｘ]")
_MOBILE_GROUPS = frozenset({(11,), (3, 4, 4), (3, 8), (7, 4), (1,) * 11})
_OLD_IDENTITY_GROUPS = frozenset({(15,), (6, 9), (6, 6, 3), (1,) * 15})
_IDENTITY_GROUPS = frozenset(
    {
        (18,), (17, 1), (6, 12), (14, 4), (6, 8, 4), (6, 8, 3, 1), (6, 4, 4, 4), (6, 4, 2, 2, 4),
        (3, 3, 8, 4), (3, 3, 4, 4, 4), (4, 4, 4, 4, 2), (6, 6, 6), (3,) * 6, (2,) * 9, (1,) * 18,
    }
)  # fmt: skip
_CARD_GROUPS = re.compile(r"(1[6-9])|4444[1-3]?|6(9|1[0-3])|1{16,19}")

# Digits of a mobile number, and of the longest card.
_SHORTEST, _LONGEST = 11, 19

# What shows that a number counts money or land, or is the number of a paper.
_MONEY_BEFORE = re.compile(r"[¥￥$]\s?[-+−]?$|\d[.．]$")
_MONEY_AFTER = re.compile(r"[.．]\d{1,2}(?!\d)|\s?(?:元|万|亿|萬|億|亩|畝|yuan|mu)")
_PAPER_BEFORE = re.compile(
    r"(?:([A-Za-z]+)[-_]?|(?:第|字|编号|編號|合同号|合同號|凭证号|憑證號|单号|單號|票号|票號)[- :：]{0,2})$"
)
_PERSON_WORDS = frozenset({"tel", "phone", "mobile", "cell", "wechat", "wx", "id", "no", "card", "account"})

_COMPOUND_SURNAMES = frozenset(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 东方 東方 独孤 獨孤 南宫 南宮 夏侯 皇甫 尉迟 尉遲 公孙 公孫 "  # noqa: SIM905
    "慕容 令狐 长孙 長孫 宇文 轩辕 軒轅 端木 百里 呼延 闻人 聞人 澹台 澹臺 公冶 宗政 濮阳 濮陽 太叔 申屠 "
    "钟离 鍾離 西门 西門 第五 拓跋 万俟 完颜 完顏".split()
)


@dataclass(frozen=True, slots=True)
class Span:
    """A personal number in a text.

    Attributes:
        kind: what it is.
        start: the first character of it.
        end: the character after the last one.
    """

    kind: NumberKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Group:
    digits: str
    start: int
    end: int


def find_personal_numbers(text: str) -> list[Span]:
    """Return every identity number, mobile number and bank card in `text`, in order, none within another."""
    return [span for run in _RUN.finditer(text) for span in _spans(text, run)]


def mask_personal_numbers(text: str) -> str:
    """Return `text` with every personal number masked; the rest stays as it is."""
    masked, at = [], 0
    for span in find_personal_numbers(text):
        digits = _plain("".join(_GROUP.findall(text[span.start : span.end])))
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


def _plain(digits: str) -> str:
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else "X" for char in digits)


def _spans(text: str, run: re.Match[str]) -> Iterator[Span]:
    """Yield the personal numbers in one run of digits and gaps, each made of whole groups of it."""
    if run.end() - run.start() < _SHORTEST:
        return
    groups = [_Group(_plain(g[0]), g.start(), g.end()) for g in _GROUP.finditer(text, run.start(), run.end())]
    at = 0
    while at < len(groups):
        length = 0
        for kind, count in _candidates(groups, at):
            span = Span(kind, groups[at].start, groups[at + count - 1].end)
            if kind == "identity_number" or not _is_other(text, span):
                yield span
                length = count
                break
        at += length or 1


def _candidates(groups: list[_Group], at: int) -> Iterator[tuple[NumberKind, int]]:
    """Yield what may begin at group `at`: the kind, and of how many groups it consists."""
    digits, shape = "", list[int]()
    for group in groups[at : at + _LONGEST]:
        digits += group.digits
        shape.append(len(group.digits))
        if len(digits) > _LONGEST:
            return
        if len(digits) >= _SHORTEST and (kind := _kind(digits, tuple(shape))):
            yield kind, len(shape)


def _kind(digits: str, shape: tuple[int, ...]) -> NumberKind | None:
    """Return what `digits` are, written in groups of `shape`."""
    if (shape in _IDENTITY_GROUPS and is_identity_number(digits)) or (
        shape in _OLD_IDENTITY_GROUPS and _is_old_identity_number(digits)
    ):
        return "identity_number"
    if _CARD.fullmatch(digits) and _CARD_GROUPS.fullmatch("".join(map(str, shape))) and _luhn(digits):
        return "bank_card"
    bare = _COUNTRY.sub("", digits) if len(shape) == 1 else digits
    if _MOBILE.fullmatch(bare) and (bare != digits or shape in _MOBILE_GROUPS):
        return "mobile"
    return None


def is_identity_number(number: str) -> bool:
    """Tell whether `number` is one of 18 characters by GB 11643: area, birth date, check digit."""
    if len(number) != 18 or number[:2] not in _PROVINCES or not _IDENTITY.fullmatch(number):  # noqa: PLR2004
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECK_DIGITS[total % 11] == number[17] and _is_birth_date(number[6:14])


def _is_old_identity_number(number: str) -> bool:
    return number.isdecimal() and number[:2] in _PROVINCES and _is_birth_date("19" + number[6:12])


def _is_birth_date(digits: str) -> bool:
    if digits[:2] not in ("18", "19", "20"):
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    return (sum(map(int, digits[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0  # noqa: PLR2004


def _is_other(text: str, span: Span) -> bool:
    """Tell whether what stands beside `span` shows that it is an amount, or the number of a paper."""
    before = text[max(0, span.start - 24) : span.start]
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(text, span.end):
        return True
    if text[span.end : span.end + 1].isascii() and text[span.end : span.end + 1].isalpha():
        return True
    paper = _PAPER_BEFORE.search(before)
    return paper is not None and (paper[1] or "").lower() not in _PERSON_WORDS
