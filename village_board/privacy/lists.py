"""Tables of persons: each value judged by its column, each name by what the list is of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from village_board.privacy.columns import Column, Columns, Section
from village_board.privacy.flat import Flat
from village_board.privacy.found import NOT_PUBLIC, QUALIFIES, Found, stars
from village_board.privacy.lexicon import words_of
from village_board.privacy.matters import relief_name
from village_board.privacy.model import Kind, Policy
from village_board.privacy.names import is_masked
from village_board.privacy.numbers import Numbers

_NUMBER_COLUMNS = (Column.IDENTITY, Column.CARD, Column.PHONE, Column.HOME_PHONE)
_WORD_KINDS = {Column.HEALTH: Kind.HEALTH, Column.REASON: Kind.RELIEF_REASON}
_RELIEF_LIST = re.compile(words_of("lists", "relief"))
_CHILDREN_LIST = re.compile(words_of("lists", "children"))
_GUARDIAN = re.compile("监护|家长|父|母|抚养|领款|收款|持卡|经办|户主|申请人")
_SAYS_NOTHING = re.compile(
    r"[*\-—/\\ 无否其他有]*|符合条件|（不公开）|\(不公开\)|健康|良好|正常|[0-9.,]+(?:人|户|元)?|合计|小计|总计|\.+"
)
_HOUSE_PART = re.compile("(?:小?组|队|屯|社区|自然村|行政村|村)(?!委|民|组|小组)")
# What was masked already, whatever it was.
_HIDDEN = re.compile(r"[0-9A-Za-z]*\*[0-9A-Za-z*]*")
_DIGIT = re.compile("[0-9一二三四五六七八九十〇零]")
_ADDRESS_END = re.compile(
    "[0-9一二三四五六七八九十〇零].*(?:号|栋|幢|单元|室|户|楼|弄)|^[0-9\\- ]+$|(?:路|街|巷|弄|小区|苑|花园|公寓)"
)
_AGE = re.compile("([0-9]{1,3}) *(?:周?岁)?")


def lists(flat: Flat, columns: Columns, numbers: Numbers, policy: Policy) -> Iterator[Found]:
    """Yield what the columns of tables, and the cells of forms, tell to be personal."""
    for section in columns.sections:
        yield from _List(flat, columns, numbers, policy, section).found()
    for segment, column in columns.fields.items():
        yield from _by_column(flat, numbers, column, segment)
        block, row, _ = flat.where(segment)
        if column in _WORD_KINDS and _names_anybody(columns, block, row):
            yield from _word(flat, column, segment)


def _names_anybody(columns: Columns, block: int, row: int) -> bool:
    """Tell whether a form names somebody: a field for a name that is filled in."""
    del row
    flat = columns.flat
    return any(
        column in (Column.NAME, Column.CHILD) and flat.where(segment)[0] == block and flat.words(segment).strip(" *")
        for segment, column in columns.fields.items()
    )


def _by_column(flat: Flat, numbers: Numbers, column: Column, segment: int) -> Iterator[Found]:
    if column in _NUMBER_COLUMNS:
        yield from numbers.odd(column, segment)
    elif column is Column.ADDRESS:
        yield from _address(flat, segment)
    elif column is Column.BIRTH and _DIGIT.search(_HIDDEN.sub("", flat.words(segment))):
        yield Found(Kind.BIRTH_DATE, *flat.span(segment), NOT_PUBLIC)
    elif (
        column is Column.PLATE
        and _DIGIT.search(_HIDDEN.sub("", flat.words(segment)))
        and "*" not in flat.words(segment)
    ):
        words = "".join(flat.words(segment).split())
        yield Found(Kind.PLATE, *flat.span(segment), words[:2] + stars(max(1, len(words) - 2)))


def _word(flat: Flat, column: Column, segment: int) -> Iterator[Found]:
    if not _SAYS_NOTHING.fullmatch(_HIDDEN.sub("", flat.words(segment)).strip(" \n")):
        yield Found(_WORD_KINDS[column], *flat.span(segment), QUALIFIES)


def _address(flat: Flat, segment: int) -> Iterator[Found]:
    """Yield the part of an address behind the group, or behind the village where no group is named."""
    start, end = flat.span(segment)
    words = flat.text[start:end]
    begins = start + max((group.end() for group in _HOUSE_PART.finditer(words)), default=0)
    rest = flat.text[begins:end]
    if rest.strip(" *") and _ADDRESS_END.search(rest):
        yield Found(Kind.ADDRESS, begins, end, "" if begins > start else NOT_PUBLIC, shown=stars(end - begins))


class _List:
    """One section of a table."""

    def __init__(self, flat: Flat, columns: Columns, numbers: Numbers, policy: Policy, section: Section) -> None:
        self._flat, self._columns, self._numbers, self._policy = flat, columns, numbers, policy
        self._section = section
        title = columns.title(section)
        self._persons = bool(section.of(Column.NAME, Column.CHILD))
        self._children = bool(section.of(Column.CHILD)) or _CHILDREN_LIST.search(title) is not None
        self._children = self._children or bool(section.of(Column.SCHOOL) and self._persons)
        self._relief = _RELIEF_LIST.search(title) is not None or bool(section.of(Column.REASON))

    def found(self) -> Iterator[Found]:
        """Yield what the section's rows hold."""
        section, flat = self._section, self._flat
        kinds: list[tuple[int, Callable[[int, int], Iterator[Found]]]] = []
        for cell, column in section.columns.items():
            judge = self._judge(column)
            if judge is not None:
                kinds.append((cell, judge))
        rows = flat.table(section.block).rows
        ages = section.of(Column.AGE)
        for row in range(section.header + 1, section.end):
            first, width = flat.segment(section.block, row, 0), len(rows[row])
            for cell, judge in kinds:
                if cell < width and rows[row][cell]:
                    yield from judge(row, first + cell)
            if self._persons and (self._children or self._relief or ages):
                yield from self._names(row, [first + cell for cell in ages if cell < width])

    def _judge(self, column: Column) -> Callable[[int, int], Iterator[Found]] | None:
        flat, numbers = self._flat, self._numbers
        if column in _WORD_KINDS:
            return (lambda row, segment: self._word(column, row, segment)) if self._persons else None
        if column is Column.COORDINATES:
            return self._coordinates
        if column is Column.PLACE and self._persons:
            return lambda _, segment: _address(flat, segment)
        if column in (*_NUMBER_COLUMNS, Column.ADDRESS, Column.BIRTH, Column.PLATE):
            if column is Column.HOME_PHONE and not self._persons:
                return None
            return lambda _, segment: _by_column(flat, numbers, column, segment)
        return None

    def _word(self, column: Column, row: int, segment: int) -> Iterator[Found]:
        if self._columns.names(self._section.block, row):
            yield from _word(self._flat, column, segment)

    def _coordinates(self, row: int, segment: int) -> Iterator[Found]:
        del row
        words = self._flat.words(segment)
        about_houses = self._persons or "宅基" in self._columns.title(self._section)
        if about_houses and _DIGIT.search(_HIDDEN.sub("", words)):
            yield Found(Kind.COORDINATES, *self._flat.span(segment), NOT_PUBLIC)

    def _names(self, row: int, ages: list[int]) -> Iterator[Found]:
        section, flat = self._section, self._flat
        young = any(self._is_young(segment) for segment in ages)
        for segment in self._columns.names(section.block, row):
            start, end = flat.span(segment)
            name = flat.text[start:end]
            child = young if not self._children else (young or not ages) and not self._is_guardian(segment)
            if child or (self._children and self._columns.kind(segment) is Column.CHILD):
                yield Found(Kind.MINOR, start, end, stars(len(name.strip())))
            elif self._relief and not self._policy.names_in_relief and not is_masked(name):
                yield relief_name(flat.text, start, end)

    def _is_young(self, segment: int) -> bool:
        age = _AGE.fullmatch(self._flat.words(segment).strip())
        return age is not None and int(age[1]) < self._policy.adult_age

    def _is_guardian(self, segment: int) -> bool:
        """Tell whether a name is a grown-up's: its header says so, and the table names the child elsewhere."""
        named = self._section.of(Column.NAME, Column.CHILD)
        return len(named) > 1 and _GUARDIAN.search(self._columns.header(segment)) is not None
