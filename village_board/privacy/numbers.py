"""Identity numbers, cards, telephones, plates and dates of birth: by their form, their label, their column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from village_board.privacy.columns import Column, Columns
from village_board.privacy.flat import Flat
from village_board.privacy.found import NOT_PUBLIC, Found, stars
from village_board.privacy.lexicon import beginnings_of, word_list, words_of
from village_board.privacy.model import IdentityMask, Kind, Policy, Severity
from village_board.privacy.names import names_in
from village_board.text.mask import mask_bank_card, mask_birthday_only, mask_identity_number, mask_mobile
from village_board.text.numbers import (
    DIGIT_CLASS,
    GAP_CLASS,
    Candidate,
    find_numbers,
    is_of_paper_or_money,
    is_social_credit_code,
    keeps_luhn,
    shape_of_digits,
)
from village_board.text.plain import BLOCK, CELL, ROW

_KINDS = {
    "identity_number": Kind.IDENTITY_NUMBER,
    "bank_card": Kind.BANK_CARD,
    "mobile": Kind.MOBILE,
    "landline": Kind.LANDLINE,
}
# Characters before a number in which its label is looked for, and behind one in which its owner is.
_LOOKED_BACK, _LOOKED_ON = 32, 12
# Between a label and its number: a colon, a bracket, a border, a line end, a few words; no other number, no sentence.
_THEN = f"[^0-9。;!?{ROW}{BLOCK}]{{0,10}}$"


def _label(key: str, then: str = _THEN) -> re.Pattern[str]:
    return re.compile(f"(?:{words_of('labels', key)}){then}", re.IGNORECASE)


_IDENTITY_LABEL, _PHONE_LABEL, _CARD_LABEL = _label("identity"), _label("phone"), _label("card")
_HOME_LABEL, _CREDIT_LABEL = _label("home"), _label("credit_code")
_ACCOUNT_LABEL = re.compile(rf"[账帐] ?[号户]{_THEN}")
_OWNER_LABEL = _label("owner", "[^。;]{0,12}$")
_OFFICE_LABEL = _label("office", f"[^0-9。;{ROW}{BLOCK}]{{0,12}}$")
_LABELS = [*(words_of("labels", key) for key in ("identity", "phone", "card", "home")), "[账帐] ?[号户]"]
_LABEL_BEGINNINGS = beginnings_of(
    word for key in ("identity", "phone", "card", "home") for word in word_list("labels", key)
)
_ANY_LABEL = re.compile(f"(?=[{_LABEL_BEGINNINGS}账帐])(?:{'|'.join(_LABELS)}){_THEN}", re.IGNORECASE)
_NUMBER_COLUMNS = (Column.IDENTITY, Column.CARD, Column.PHONE, Column.HOME_PHONE, Column.OFFICE_PHONE)
_DIGIT = re.compile("[0-9]")
# What stands between two numbers of one run is no longer than this.
_GAPS = 4
_PAPER_YEAR = 2010
_BIRTH_YEAR = slice(6, 10)
_CREDIT_LENGTH = 18
_LEAST_HOME, _LEAST_IDENTITY, _LEAST_CARD, _LEAST_PHONE = 7, 6, 8, 7
_MOBILE_DIGITS = 11

_HOME = re.compile(
    f"(?:{words_of('labels', 'home')})[^0-9。;{ROW}{BLOCK}]{{0,8}}?"
    f"((?<!{DIGIT_CLASS}){DIGIT_CLASS}(?:{GAP_CLASS}{{0,3}}{DIGIT_CLASS}){{6,11}})(?!{DIGIT_CLASS})"
)
_SOCIAL_CARD = re.compile(r"社(?:会)?保(?:障)?卡(?:号|号码)?[: ()]{0,3}([A-Za-z][0-9]{8})(?![0-9A-Za-z])")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE_CHAR = "[A-HJ-NP-Za-hj-np-z0-9〇零一二三四五六七八九OoIl]"
# Three ways to write one: 苏E·12345 with at most one border or line end within, 苏E 1 2 3 4 5, 苏 E 1 2 3 4 5.
_PLATE_HAS_DIGIT = "(?=[A-Za-z]{0,3}[0-9〇零一二三四五六七八九])"
_PLATE_APART = f"(?:{GAP_CLASS}{{1,2}}{_PLATE_CHAR}){{5,6}}"
_PLATE = re.compile(
    f"(?:[{_PROVINCES}] ?[A-Za-z]"
    f"(?:{GAP_CLASS}{{0,2}}{_PLATE_HAS_DIGIT}{_PLATE_CHAR}(?:[\n{CELL}]?{_PLATE_CHAR}){{4,5}}|{_PLATE_APART})"
    f"|[{_PROVINCES}]{GAP_CLASS}{{1,2}}[A-Za-z]{_PLATE_APART})(?![A-Za-z0-9])"
)
_PLATE_SHOWN = 2
_BIRTH = re.compile("出 ?生|生日|生于|生(?<=[日月年0-9 ]生)(?=[,。; )])")
_DATE = r"(\d{4} ?[-./年] ?\d{1,2} ?(?:[-./月] ?\d{1,2} ?日?|月)"
_DATE_BEHIND = re.compile(rf"(?: ?(?:日期|年月日?|时间))?[: 于是为{CELL}()]{{0,4}}{_DATE}|\d{{8}}(?!\d)|\d{{6}}(?!\d))")
_DATE_BEFORE = re.compile(f"{_DATE}) ?$")
_LONGEST_DATE = 16
# An identity number, a mobile or a card of which too little is hidden: the mark that hides, and all of it.
_HIDES = re.compile("(?=[*●x])(?:[*●]|(?<=[0-9])x(?=x))")
_HALF_MASKED = re.compile(r"[0-9]{0,18}[*x●]{1,19}(?:[0-9*x●]{0,18}[0-9Xx*●])?(?![0-9*●A-Za-z])")
_HIDDEN = re.compile("[0-9*x●]+")
_LONGEST_NUMBER = 19
_SHOWN_MOBILE, _SHOWN_CARD, _SHOWN_STRICT, _SHOWN_COMMON = 7, 4, 5, 10
_IDENTITY_LENGTHS = (15, 18)
_CARD_LENGTHS = (16, 17, 19)


class Numbers:
    """The numbers of one document."""

    def __init__(self, flat: Flat, columns: Columns, policy: Policy) -> None:
        self._flat, self._columns, self._policy = flat, columns, policy
        self._text = flat.text
        self._has_columns = bool(columns.sections or columns.fields)
        self._named_cells = sorted(map(flat.span, columns.cells(*_NUMBER_COLUMNS)))

    def found(self) -> Iterator[Found]:
        """Yield the personal numbers of the document."""
        for number in find_numbers(self._text, self._is_personal, self._is_named):
            severity = Severity.WARN if self._is_office_mobile(number) else Severity.BLOCK
            kind = _KINDS[number.kind]
            yield Found(kind, number.start, number.end, self.mask(kind, number.digits), severity)
        yield from self._labelled()
        yield from self._half_masked()

    def mask(self, kind: Kind, digits: str) -> str:
        """Return how a number is shown."""
        if kind is Kind.IDENTITY_NUMBER:
            strict = self._policy.identity is IdentityMask.STRICT
            return mask_identity_number(digits) if strict else mask_birthday_only(digits)
        if kind is Kind.BANK_CARD:
            return mask_bank_card(digits)
        return mask_mobile(digits) if kind is Kind.MOBILE else stars(len(digits))

    def odd(self, column: Column, segment: int) -> Iterator[Found]:
        """Yield the value of a cell that its column tells to be a personal number, whatever it looks like."""
        start, end = self._flat.span(segment)
        words = self._text[start:end]
        kind, least = _ODD[column]
        digits = shape_of_digits(words)
        if len(digits) < least or "*" in words:
            return
        if column is Column.PHONE and (digits[0] != "1" or len(digits) < _MOBILE_DIGITS - 1):
            return
        yield Found(kind, start, end, self.mask(kind, digits))

    def _is_personal(self, number: Candidate) -> bool:
        if "*" in (self._text[number.start - 1 : number.start], self._text[number.end : number.end + 1]):
            return False  # a part of what was masked
        column = self._column(number.start)
        if column is Column.PAPER or (self._has_columns and self._column(number.end - 1) is not column):
            return False
        return _JUDGES[number.kind](self, number, column)

    def _is_named(self, start: int, end: int) -> bool:
        """Tell whether a label or a column says that a personal number begins between two places."""
        # Behind another number there is no room for a label.
        if not _DIGIT.search(self._text, max(0, start - _GAPS), start) and self._said_before(_ANY_LABEL, start):
            return True
        at = bisect_right(self._named_cells, (start, len(self._text)))
        before = at and self._named_cells[at - 1][1] > start
        return bool(before) or (at < len(self._named_cells) and self._named_cells[at][0] < end)

    def _column(self, at: int) -> Column | None:
        return self._columns.kind(self._flat.segment_at(at)) if self._has_columns else None

    def _said_before(self, label: re.Pattern[str], start: int) -> bool:
        return label.search(self._text, max(0, start - _LOOKED_BACK), start) is not None

    def _is_identity(self, number: Candidate, column: Column | None) -> bool:
        if column is Column.CARD or self._said_before(_CARD_LABEL, number.start):
            return number.checked and len(number.digits) == _CREDIT_LENGTH
        labelled = column is Column.IDENTITY or self._said_before(_IDENTITY_LABEL, number.start)
        if not number.checked or not number.sure:
            return labelled
        if labelled:
            return not self._said_before(_CREDIT_LABEL, number.start)
        if is_social_credit_code(number.digits) and self._said_before(_CREDIT_LABEL, number.start):
            return False
        if len(number.digits) < _CREDIT_LENGTH:
            return not is_of_paper_or_money(self._text, number.start, number.end)
        # Numbers of projects begin with an area and a day as well; nobody born so late is listed by a paper's number.
        recent = int(number.digits[_BIRTH_YEAR]) >= _PAPER_YEAR
        return not (recent and is_of_paper_or_money(self._text, number.start, number.end))

    def _is_card(self, number: Candidate, column: Column | None) -> bool:
        if column is Column.CARD or self._said_before(_CARD_LABEL, number.start):
            return True
        if not number.checked and not self._said_before(_ACCOUNT_LABEL, number.start):
            return False
        if self._said_before(_ACCOUNT_LABEL, number.start):
            return keeps_luhn(number.digits) or self._has_owner(number.start)
        return number.sure and not is_of_paper_or_money(self._text, number.start, number.end)

    def _has_owner(self, start: int) -> bool:
        least = max(0, start - 2 * _LOOKED_BACK)
        owner = _OWNER_LABEL.search(self._text, least, start)
        return owner is not None and any(names_in(self._text, owner.start(), start))

    def _is_mobile(self, number: Candidate, column: Column | None) -> bool:
        if column in (Column.PHONE, Column.HOME_PHONE, Column.OFFICE_PHONE):
            return True
        if self._said_before(_PHONE_LABEL, number.start):
            return True
        return number.sure and not is_of_paper_or_money(self._text, number.start, number.end)

    def _is_office_mobile(self, number: Candidate) -> bool:
        if number.kind != "mobile":
            return False
        if self._column(number.start) is Column.OFFICE_PHONE:
            return True
        return self._said_before(_OFFICE_LABEL, number.start) and not self._is_beside_name(number)

    def _is_landline(self, number: Candidate, column: Column | None) -> bool:
        if column is Column.HOME_PHONE or self._said_before(_HOME_LABEL, number.start):
            return True
        if column is Column.OFFICE_PHONE or self._said_before(_OFFICE_LABEL, number.start):
            return False
        if column is Column.PHONE:
            block, row, _ = self._flat.where(self._flat.segment_at(number.start))
            return row >= 0 and bool(self._columns.names(block, row)) and not self._is_office_row(block, row)
        return number.sure and self._is_beside_name(number)

    def _is_office_row(self, block: int, row: int) -> bool:
        words = CELL.join(self._flat.table(block).rows[row])
        return _OFFICE_LABEL.search(words + CELL) is not None or re.search(_OFFICE_WORDS, words) is not None

    def _is_beside_name(self, number: Candidate) -> bool:
        least, most = self._flat.sentence(number.start, number.end)
        near = max(least, number.start - _LOOKED_BACK), min(most, number.end + _LOOKED_ON)
        return any(names_in(self._text, near[0], number.start) if near[0] < number.start else ()) or any(
            names_in(self._text, number.end, near[1])
        )

    def _labelled(self) -> Iterator[Found]:
        for match in _HOME.finditer(self._text):
            start, end = match.span(1)
            digits = shape_of_digits(match[1])
            if not self._said_before(_OFFICE_LABEL, match.start()) and len(digits) >= _LEAST_HOME:
                yield Found(Kind.LANDLINE, start, end, stars(len(digits)))
        for match in _SOCIAL_CARD.finditer(self._text):
            yield Found(Kind.BANK_CARD, *match.span(1), mask_bank_card(match[1]))
        for match in _PLATE.finditer(self._text):
            letters = "".join(filter(str.isalnum, match[0]))
            if any(char.isdigit() or char in "〇零一二三四五六七八九" for char in letters[_PLATE_SHOWN:]):
                yield Found(Kind.PLATE, *match.span(), letters[:_PLATE_SHOWN] + stars(len(letters) - _PLATE_SHOWN))
        yield from self._births()

    def _births(self) -> Iterator[Found]:
        for match in _BIRTH.finditer(self._text):
            date = _DATE_BEHIND.match(self._text, match.end())
            date = date or _DATE_BEFORE.search(self._text, max(0, match.start() - _LONGEST_DATE), match.start())
            if date:
                yield Found(Kind.BIRTH_DATE, *date.span(1), NOT_PUBLIC)

    def _with_hidden_part(self) -> Iterator[re.Match[str]]:
        end = 0
        for mark in _HIDES.finditer(self._text):
            if mark.start() < end:
                continue
            before = self._text[max(end, mark.start() - _LONGEST_NUMBER) : mark.start()]
            start = mark.start() - (len(before) - len(before.rstrip("0123456789")))
            match = _HALF_MASKED.match(self._text, start)
            if match and not self._text[start - 1 : start].isdecimal():
                yield match
            hidden = _HIDDEN.match(self._text, mark.start())
            end = match.end() if match else hidden.end() if hidden else mark.end()

    def _half_masked(self) -> Iterator[Found]:
        """Yield numbers that were masked too little: most leaks of masked lists hide the last four only."""
        strict = self._policy.identity is IdentityMask.STRICT
        for match in self._with_hidden_part():
            number = match[0].replace("x", "*").replace("●", "*")
            if match[0][-1] in "xX" and len(match[0]) in _IDENTITY_LENGTHS:
                number = number[:-1] + "X"
            shown = len(number) - number.count("*")
            length = len(number)
            if length in _IDENTITY_LENGTHS and shown > (_SHOWN_STRICT if strict else _SHOWN_COMMON):
                yield Found(Kind.IDENTITY_NUMBER, *match.span(), self.mask(Kind.IDENTITY_NUMBER, number))
            elif length == _MOBILE_DIGITS and number[0] == "1" and shown > _SHOWN_MOBILE:
                yield Found(Kind.MOBILE, *match.span(), mask_mobile(number))
            elif length in _CARD_LENGTHS and shown > _SHOWN_CARD and number.strip("0123456789X") != number[3:-2]:
                yield Found(Kind.BANK_CARD, *match.span(), mask_bank_card(number))


_OFFICE_WORDS = "村委|居委|办公|政府|中心|公司|合作社|委员会|派出所|卫生室|服务站|学校|值班|咨询|主任|书记"
_Judge = Callable[[Numbers, Candidate, Column | None], bool]
_JUDGES: dict[str, _Judge] = {
    "identity_number": Numbers._is_identity,  # noqa: SLF001
    "bank_card": Numbers._is_card,  # noqa: SLF001
    "mobile": Numbers._is_mobile,  # noqa: SLF001
    "landline": Numbers._is_landline,  # noqa: SLF001
}
_ODD = {
    Column.IDENTITY: (Kind.IDENTITY_NUMBER, _LEAST_IDENTITY),
    Column.CARD: (Kind.BANK_CARD, _LEAST_CARD),
    Column.PHONE: (Kind.MOBILE, _LEAST_PHONE),
    Column.HOME_PHONE: (Kind.LANDLINE, _LEAST_HOME),
}
