"""Personal numbers however they are written: where one may stand, and whether its form alone gives it away.

A run is digits with little between them: spaces, dashes, dots, line ends, the borders of table cells. A digit may be
ASCII, a Chinese numeral, or a letter that is drawn like one (O, l, I). Of each run, every window of whole groups that
has the length and the checks of a personal number is a candidate. Texts come in the shape of
`village_board.text.plain`; time is linear in their length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from village_board.text.plain import BLOCK, CELL, ROW

NumberKind = Literal["identity_number", "mobile", "bank_card", "landline"]

_HAN = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_DIGIT = f"0-9OoIl{_HAN}"
_GAP = " \\-_.·•・‧∙⋅˙\u2010-\u2015\u2212~\n\x1f"
#: what may stand between two digits of one number: at most so many characters.
_GAPS = 3
#: the characters of a digit and of a gap, for patterns of other rooms.
DIGIT_CLASS, GAP_CLASS = f"[{_DIGIT}]", f"[{_GAP}]"
_VALUES = str.maketrans({
    **{han: str(value) for value, han in enumerate("〇一二三四五六七八九")},
    **{han: str(value) for value, han in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "幺": "1", "O": "0", "o": "0", "I": "1", "l": "1", "x": "X",
})  # fmt: skip

# Digits of the shortest number of these kinds, and of the longest.
_SHORTEST, _LONGEST = 11, 19
_RUN = re.compile(
    rf"(?<![{_DIGIT}])[{_DIGIT}](?:[{_GAP}]{{0,{_GAPS}}}[{_DIGIT}]){{{_SHORTEST - 1},}}+"
    rf"(?:[{_GAP}]{{0,2}}[Xx](?![A-Za-z]))?"
)
_GROUP = re.compile(f"[0-9]+[Xx]?|[{_HAN}]+[Xx]?|[OoIl]+|[Xx]")
_REAL_DIGIT = re.compile(f"[0-9{_HAN}]")

# Province codes of GB/T 2260, with Hong Kong, Macao and Taiwan and their residents' numbers.
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 "  # noqa: SIM905
    "71 81 82 83".split()
)
_IDENTITY_LENGTH, _OLD_IDENTITY_LENGTH = 18, 15
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY = re.compile(r"[0-9]{17}[0-9X]")
_CREDIT_ALPHABET, _CREDIT_LENGTH = "0123456789ABCDEFGHJKLMNPQRTUWXY", 18
_CHECK_DIGITS = "10X98765432"
# Chinese cards begin with 62, 60, 68 or a bank's own 95; cards of the foreign schemes have 16 digits.
_CARD = re.compile(r"(?:6[028]|95)\d{14,17}|(?:4\d|5[1-5]|35)\d{14}")
_SHORTEST_CARD = 13
_MOBILE = re.compile(r"(?:(?:00)?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"0[1-9]\d{9,10}")

# The first two digits of whatever can be known by its form.
_BEGINNINGS = _PROVINCES | frozenset(
    "62 60 68 95 35 51 52 53 54 55 13 14 15 16 17 18 19 86 00 01 02 03 04 05 06 07 08 09 "  # noqa: SIM905
    "40 41 42 43 44 45 46 47 48 49".split()
)

# Where a number that its form gives away may begin, among ASCII digits: amounts and dates are passed over by it. The
# first digits of all but identity numbers stand together, or each alone, or are parted by what parts no amounts.
_NEXT, _CLOSE, _ALONE = f"[{_GAP}]{{0,{_GAPS}}}", "[\\-\n·_]?", f"[{_GAP}]{{1,{_GAPS}}}"
_MORE, _END = f"(?:{_NEXT}[0-9])", "(?![0-9])"


def _first(*digits: str) -> str:
    return f"(?:{_CLOSE.join(digits)}|{_ALONE.join(digits)})"


_CARD_FIRST = (("6", "[028]"), ("9", "5"), ("4", "[0-9]"), ("5", "[1-5]"), ("3", "5"))
_STRONG = re.compile(
    f"(?<![0-9])(?=[0-9](?:(?<=[18])(?:{_CLOSE}6{_CLOSE}1)?{_first('', '[3-9]', '[0-9]')}{_MORE}{{8}}{_END}"
    f"|(?<=0){_CLOSE}(?:086{_CLOSE}1[3-9]{_MORE}{{9}}|[1-9][0-9]{_MORE}{{8,9}}){_END}"
    f"|(?<=[1-8]){_MORE}{{5}}{_NEXT}(?:1{_NEXT}[89]|2{_NEXT}0){_MORE}{{2}}{_NEXT}[01]{_MORE}{_NEXT}[0-3]{_MORE}{{4}}"
    f"{_NEXT}[0-9Xx]{_END}"
    f"|(?<=[1-8]){_first('', *['[0-9]'] * 5)}{_MORE}{{2}}{_NEXT}[01]{_MORE}{_NEXT}[0-3]{_MORE}{{4}}{_END}))"
    "|(?<![0-9])(?:"
    + "|".join(_first(one, two, "[0-9]", "[0-9]") for one, two in _CARD_FIRST)
    + f")(?={_MORE}{{12,15}}{_END})"
)
# Han digits and letters change the place where a number may begin: such runs are looked through group by group.
_MIXED = re.compile(f"[0-9][OoIl{_HAN}]|[OoIl{_HAN}][0-9]|[OoIl{_HAN}]{_NEXT}[OoIl{_HAN}]{_NEXT}[OoIl{_HAN}]")

_MOBILE_GROUPS = frozenset({(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (1,) * 11})
_IDENTITY_GROUPS = frozenset(
    {
        (17, 1), (6, 12), (14, 4), (6, 8, 4), (6, 8, 3, 1), (6, 4, 4, 4), (6, 4, 2, 2, 4), (3, 3, 8, 4),
        (3, 3, 4, 4, 4), (6, 6, 6), (1,) * 18,
    }
)  # fmt: skip
# Digits of a province and a city, before which nobody parts a number; where the birth date begins.
_AREA, _BIRTH_AT = 3, 6
_OLD_IDENTITY_GROUPS = frozenset({(6, 9), (6, 6, 3), (1,) * 15})
_LANDLINE_GROUPS = frozenset(
    {(11,), (12,), (3, 8), (4, 7), (4, 8), (3, 4, 4), (4, 4, 4), (4, 3, 4), (1,) * 11, (1,) * 12}
)
_CARD_GROUPS = re.compile(r"4444[1-3]?|6(9|1[0-3])|1{16,19}")
# What shows that a number counts money or land, or is the number of a paper.
_MONEY_BEFORE = re.compile(r"[¥$] ?[-+\u2212]? ?$|\d\.$")
_MONEY_AFTER = re.compile(r"\.\d{1,2}(?!\d)|\s?(?:元|[万萬]|[亿億]|[亩畝]|yuan|mu)")
_PAPER_WORD = r"[编編][号號码碼]|代[码碼]|(?:合同|[凭憑][证證]|[单單]|票|流水|批|文|[证證][书書]|案|[书書])[号號]"
_PAPER_BEFORE = re.compile(rf"(?:([A-Za-z]+)[-_]?|(?:{_PAPER_WORD})[- :\x1f]{{0,3}}|[第字][- ]?)$")
_PERSON_WORDS = frozenset({"tel", "phone", "mobile", "cell", "wechat", "wx", "id", "no", "card", "account", "sfz"})
# Characters before a number in which such a word is looked for.
_LOOKED_BACK = 24

# Kinds whose form is the stronger come first.
_STRENGTH = ("identity_number", "bank_card", "mobile", "landline")
# Of so many digits at least one is no letter.
_LEAST_REAL = 3
_COUNTRY = frozenset({"86", "0086"})
_YEAR_LENGTH, _DECIMAL_DOTS = 4, 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a personal number.

    Attributes:
        kind: what it would be.
        start: where it begins in the plain text.
        end: the place behind it.
        digits: its digits in ASCII, an X as the last one of an identity number.
        sure: whether its form alone gives it away; otherwise only a label, a column or a name does.
        checked: whether its check digit and its birth date hold, where such a number has them.
    """

    kind: NumberKind
    start: int
    end: int
    digits: str
    sure: bool
    checked: bool


class _Group(NamedTuple):
    digits: str
    start: int
    end: int
    real: int


Judge = Callable[[Candidate], bool]
Named = Callable[[int, int], bool]


def find_numbers(text: str, judge: Judge, named: Named | None = None) -> Iterator[Candidate]:
    """Yield what `judge` takes for personal numbers in the plain `text`, in order, none within another.

    Args:
        text: in the shape of `village_board.text.plain`.
        judge: tells whether a candidate is a personal number, by what stands around it.
        named: tells whether a label or a column says that a number begins between two places; only there are
            numbers candidates whose form or check digit does not hold.
    """
    for run in _RUN.finditer(text):
        start, end = run.span()
        if _MIXED.search(text, start, end) or (named is not None and named(start, end)):
            yield from _found(text, run, judge, named, None)
        elif starts := {match.start() for match in _STRONG.finditer(text, start, end)}:
            yield from _found(text, run, judge, None, starts)


def shape_of_digits(written: str) -> str:
    """Return the digits of a number as written in plain text, in ASCII and without gaps."""
    return "".join(_GROUP.findall(written)).translate(_VALUES)


def is_of_paper_or_money(text: str, start: int, end: int) -> bool:
    """Tell whether what stands beside a number in plain text shows an amount, an area, or the number of a paper."""
    before = text[max(0, start - _LOOKED_BACK) : start]
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(text, end):
        return True
    if text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return True
    paper = _PAPER_BEFORE.search(before)
    return paper is not None and (paper[1] or "").lower() not in _PERSON_WORDS


def is_identity_number(number: str) -> bool:
    """Tell whether `number` is one of 18 characters by GB 11643: area, birth date, check digit."""
    if len(number) != _IDENTITY_LENGTH or number[:2] not in _PROVINCES or not _IDENTITY.fullmatch(number):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECK_DIGITS[total % 11] == number[17] and _is_birth_date(number[6:14])


def keeps_luhn(digits: str) -> bool:
    """Tell whether the last of `digits` is their check digit by Luhn, as it is on bank cards (ISO/IEC 7812)."""
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    return (sum(map(int, digits[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0  # noqa: PLR2004


def is_social_credit_code(code: str) -> bool:
    """Tell whether `code` is a unified social credit code of 18 characters with its check character (GB 32100)."""
    if len(code) != _CREDIT_LENGTH or any(char not in _CREDIT_ALPHABET for char in code):
        return False
    total = sum(_CREDIT_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(code[:-1]))
    return _CREDIT_ALPHABET[-total % 31] == code[-1]


def _found(
    text: str, run: re.Match[str], judge: Judge, named: Named | None, starts: Collection[int] | None
) -> Iterator[Candidate]:
    """Yield the numbers of one run; with `starts`, those alone that begin there."""
    groups = [
        _Group(match[0].translate(_VALUES), *match.span(), 0 if match[0][0] in "OoIlXx" else len(match[0]))
        for match in _GROUP.finditer(text, *run.span())
    ]
    at = 0
    while at < len(groups):
        if starts is not None and groups[at].start not in starts:
            at += 1
            continue
        weak = named is not None and named(groups[at].start, groups[at].start + 1)
        window = _best(text, groups, at, judge, weak=weak)
        if window is None:
            at += 1
        else:
            yield window[0]
            at += window[1]


def _best(text: str, groups: list[_Group], at: int, judge: Judge, *, weak: bool) -> tuple[Candidate, int] | None:
    """Return the strongest candidate that begins with group `at` and that `judge` takes, and of how many groups."""
    taken: list[tuple[int, int, Candidate]] = []
    digits, real = "", 0
    for count, group in enumerate(groups[at : at + _LONGEST], 1):
        digits += group.digits
        if not weak and len(digits) > 1 and digits[:2] not in _BEGINNINGS:
            return None
        real += group.real
        length = len(digits)
        if length > _LONGEST:
            break
        if length < _SHORTEST or real * _LEAST_REAL < length:
            continue
        for kind, checked in _kinds(digits):
            if not (checked or weak) or (kind == "mobile" and groups[at].digits in _COUNTRY):
                continue  # behind the number of a country the number itself begins
            sure = checked and _is_sure(text, groups, at, count, kind)
            if not (sure or weak):
                continue
            found = Candidate(kind, groups[at].start, group.end, digits, sure, checked)
            if judge(found):
                # A card without its check digit comes last; of one kind the longest counts.
                strength = _STRENGTH.index(kind) if checked or kind != "bank_card" else len(_STRENGTH)
                taken.append((strength, -count, found))
    if not taken:
        return None
    _, count, found = min(taken, key=lambda one: one[:2])
    return found, -count


def _kinds(digits: str) -> list[tuple[NumberKind, bool]]:
    """Return what `digits` may be, and whether their checks hold."""
    kinds: list[tuple[NumberKind, bool]] = []
    length = len(digits)
    if length == _IDENTITY_LENGTH and digits[:2] in _PROVINCES:
        if _IDENTITY.fullmatch(digits) and _is_birth_date(digits[6:14]):
            kinds.append(("identity_number", is_identity_number(digits)))
    elif length == _OLD_IDENTITY_LENGTH and _is_old_identity_number(digits):
        kinds.append(("identity_number", True))
    if length >= _SHORTEST_CARD and digits.isdecimal():
        kinds.append(("bank_card", _CARD.fullmatch(digits) is not None and keeps_luhn(digits)))
    if length <= _OLD_IDENTITY_LENGTH:
        if _MOBILE.fullmatch(digits):
            kinds.append(("mobile", True))
        elif _LANDLINE.fullmatch(digits):
            kinds.append(("landline", True))
    return kinds


def _is_sure(text: str, groups: list[_Group], at: int, count: int, kind: NumberKind) -> bool:
    """Tell whether a window is a number by the way it is grouped, whatever stands around it."""
    window = groups[at : at + count]
    gaps = [text[one.end : two.start] for one, two in pairwise(window)]
    wide = [gap for gap in gaps if gap]
    if not wide:
        return True
    if kind == "identity_number" and sum(len(one.digits) for one in window) == _IDENTITY_LENGTH:
        return _is_one_identity_number(_shape(window, gaps), {gap.strip(" ") for gap in wide})
    return _is_sure_apart(text, groups, at, count, kind)


def _is_one_identity_number(shape: tuple[int, ...], marks: set[str]) -> bool:
    """Tell whether 18 digits in groups are one number, and not a decimal, a month and two dates side by side."""
    if len(marks) > 1:
        return shape in _IDENTITY_GROUPS and "." not in marks
    if shape[0] < _AREA and len(set(shape)) > 1:
        return False
    starts = accumulate(shape, initial=0)
    dates = [at for at, *lengths in zip(starts, shape, shape[1:], shape[2:], strict=False) if lengths == [4, 2, 2]]
    return not any(at != _BIRTH_AT for at in dates)


def _is_sure_apart(text: str, groups: list[_Group], at: int, count: int, kind: NumberKind) -> bool:
    """Tell the same of a window whose groups stand apart, where no check digit speaks for it."""
    window = groups[at : at + count]
    gaps = [text[one.end : two.start] for one, two in pairwise(window)]
    wide = [gap for gap in gaps if gap]
    marks = {gap.strip(" ") for gap in wide}
    shape = _shape(window, gaps)
    known = _is_known(kind, shape)
    if kind == "landline":
        return known
    if any(CELL in mark for mark in marks):
        # Amounts stand in cells side by side as well; none of them begins with a nought.
        return kind != "identity_number" and known and _has_leading_nought(window, gaps)
    if any("\n" in mark for mark in marks):
        # A line of text was broken within the number; in a column of amounts each line begins with one.
        return wide == ["\n"] and text[window[0].start - 1 : window[0].start].strip(f" \n{CELL}{ROW}{BLOCK}") != ""
    if len(marks) > 1:
        return known
    return _is_sure_in_groups(
        marks.pop(), shape, known=known, alone=_stands_alone(text, groups, at, count, wide[0])
    ) or (known and _has_leading_nought(window, gaps))


def _is_sure_in_groups(mark: str, shape: tuple[int, ...], *, known: bool, alone: bool) -> bool:
    """Tell whether digits in groups of `shape`, the same `mark` between all of them, make one number."""
    if not mark:
        return known and alone
    if mark == ".":
        return len(shape) - 1 > _DECIMAL_DOTS
    # 1998-2003-001 is the number of a paper.
    return known or (alone and shape[0] != _YEAR_LENGTH)


def _shape(window: list[_Group], gaps: list[str]) -> tuple[int, ...]:
    """Return how many digits stand together; what only changes its script stands together."""
    shape = [len(window[0].digits)]
    for gap, group in zip(gaps, window[1:], strict=True):
        if gap:
            shape.append(len(group.digits))
        else:
            shape[-1] += len(group.digits)
    return tuple(shape)


def _is_known(kind: NumberKind, shape: tuple[int, ...]) -> bool:
    """Tell whether people write numbers of `kind` in groups of `shape`."""
    if kind == "landline":
        return shape in _LANDLINE_GROUPS
    if kind == "mobile":
        return shape in _MOBILE_GROUPS or (shape[0] in (2, 4) and shape[1:] in _MOBILE_GROUPS)
    if kind == "bank_card":
        return _CARD_GROUPS.fullmatch("".join(map(str, shape))) is not None
    return shape in _OLD_IDENTITY_GROUPS


def _has_leading_nought(window: list[_Group], gaps: list[str]) -> bool:
    later = zip(gaps, window[1:], strict=True)
    return any(gap and group.digits[0] == "0" and len(group.digits) > 1 for gap, group in later)


def _stands_alone(text: str, groups: list[_Group], at: int, count: int, gap: str) -> bool:
    """Tell whether no other group stands beside a window in the same distance as its own groups."""
    last = at + count - 1
    country = (
        at > 0 and groups[at - 1].digits in _COUNTRY and text[groups[at - 1].start - 1 : groups[at - 1].start] != "."
    )
    before = text[groups[at - 1].end : groups[at].start] if at and not country else ""
    after = text[groups[last].end : groups[last + 1].start] if last + 1 < len(groups) else ""
    return gap not in (before, after)


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
