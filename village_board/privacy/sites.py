"""Where people live: house numbers behind a village, a group or a street, and the coordinates of houses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from village_board.privacy.flat import Flat
from village_board.privacy.found import NOT_PUBLIC, Found, stars
from village_board.privacy.lexicon import words_of
from village_board.privacy.model import Kind
from village_board.privacy.names import names_in
from village_board.text.plain import BLOCK, CELL, ROW

_NUMBER = "[0-9一二三四五六七八九十百〇零]"
_G = f"[ \n{CELL}\\-]{{0,2}}"
_NUMBERS = f"{_NUMBER}(?:{_G}{_NUMBER}){{0,3}}"
_TAIL = f"(?:{_G}(?:院|内|附|之|-)?{_G}{_NUMBERS}{_G}(?:号楼?|栋|幢|座|单元|室|户|层|楼|门))*"
# A house behind a group, a hamlet; behind a street; by its flat alone.
_HOUSE = re.compile(
    # The characters with which any of these begins, so that the search passes over all others.
    "(?=[小组队屯湾寨圩埭浜垸塆自村庄社路街巷弄大道里坊苑花公胡号栋幢座单门])(?:"
    f"(?P<group>(?:[小]?组|队|屯|湾|寨|圩|埭|浜|垸|塆|自然村|村|庄|社)){_G}"
    f"(?P<house>(?:门牌)?(?:第)?{_NUMBERS}{_G}(?:号(?!楼?[一-龥]{{0,2}}文)|栋|幢){_TAIL})"
    f"|(?P<street>(?:路|街|巷|弄|大道|里|坊|小区|苑|花园|公寓|胡同)){_G}"
    f"(?P<number>{_NUMBERS}{_G}(?:号|弄|栋|幢){_TAIL})"
    f"|(?P<flat>(?<={_NUMBER})(?:号楼|栋|幢|座){_G}(?:{_NUMBERS}{_G}单元)?{_G}[0-9]{{3,4}}{_G}(?:室|户|房)?"
    f"|(?<={_NUMBER})单元{_G}{_NUMBERS}{_G}(?:室|户|号|房)?)"
    f"|门 ?牌 ?号?码?[: {CELL}]{{1,3}}(?P<door>{_NUMBERS}{_G}号?{_TAIL}))"
)
# What follows a house: nothing, or somebody; 3组12号鱼塘 is no house.
_NO_HOUSE = re.compile(words_of("sites", "no_houses"))
_LIVES = re.compile(r"(?:住址|地址|现住|居住|家住|户籍|住在|住所|家在|门牌)[^。;]{0,40}$")
# Who lives just there: a telephone or an office named beside it makes no office of the house.
_HERE = re.compile(r"(?<![居入])住(?![所房宅建保院宿户])[^。;，,]{0,10}$")
_OFFICE = re.compile(words_of("sites", "offices"))
_FLAT_NUMBER = re.compile(f"{_NUMBERS}$")
_NEAR, _REACH = 14, 40

_DEGREES = r"(?:1[0-3][0-9]|[7-9][0-9])\.[0-9]{4,9}"
_LATITUDE = r"[1-5][0-9]\.[0-9]{4,9}"
_MINUTES = r"[0-9]{2,3} ?°(?: ?[0-9]{1,2} ?['′])?(?: ?[0-9]{1,2}(?:\.[0-9]+)? ?[\"″]?)?"
_BETWEEN = f"[^0-9。;{ROW}{BLOCK}]{{0,10}}"
_COORDINATES = re.compile(
    f"(?<![0-9.])(?:{_DEGREES}{_BETWEEN}{_LATITUDE}|{_LATITUDE}{_BETWEEN}{_DEGREES}|{_MINUTES}(?:{_BETWEEN}{_MINUTES})?"
    r"|(?<![A-Za-z])[XxYy][: =]{1,3}[0-9]{6,8}(?:\.[0-9]+)?)"
)
# What every coordinate has, and the characters before it that belong to it.
_SIGN = re.compile("(?=[.°XxYy])(?:\\.(?=[0-9]{4})|°|[XxYy](?=[: =]))")
_BEFORE_SIGN = 4
_OF_HOUSE = re.compile(words_of("sites", "houses"))

Persons = Callable[[int, int], list[tuple[int, int]]]


def sites(flat: Flat, persons: Persons) -> Iterator[Found]:
    """Yield house numbers and coordinates of houses.

    Args:
        flat: the document.
        persons: returns where private persons are named round a span.
    """
    text = flat.text
    for match in _HOUSE.finditer(text):
        least, most = flat.sentence(*match.span())
        here = _HERE.search(text, max(least, match.start() - _NEAR), match.start()) is not None
        other = _NO_HOUSE.match(text, match.end())
        if match.lastgroup is None or (other and not (here and other[0] == ",")):
            continue
        kind = next(name for name in ("house", "number", "flat", "door") if match[name])
        lives = _LIVES.search(text, max(least, match.start() - _REACH), match.start()) is not None or kind == "door"
        named = _is_beside_name(text, match, least, most) or bool(persons(*match.span()) and _is_in_table(flat, match))
        office = _OFFICE.search(text, max(least, match.start() - _NEAR), min(most, match.end() + _NEAR)) is not None
        if (lives or named or kind in ("house", "flat")) and (not office or here or (lives and named)):
            start, end = match.span(kind)
            if kind == "flat" and (number := _FLAT_NUMBER.search(text, max(0, start - _NEAR), start)):
                start = number.start()
            yield Found(Kind.ADDRESS, start, end, "", shown=stars(end - start))
    for match in _coordinates(text):
        least, most = flat.sentence(*match.span())
        if _OF_HOUSE.search(text, least, most) or persons(*match.span()):
            yield Found(Kind.COORDINATES, *match.span(), NOT_PUBLIC)


def _coordinates(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < end:
            continue
        before = text[max(end, sign.start() - _BEFORE_SIGN) : sign.start()]
        match = _COORDINATES.match(text, sign.start() - len(before) + len(before.rstrip("0123456789 ")))
        match = match or _COORDINATES.match(text, sign.start() - len(before) + len(before.rstrip("0123456789")))
        if match:
            end = match.end()
            yield match


def _is_beside_name(text: str, match: re.Match[str], least: int, most: int) -> bool:
    before = names_in(text, max(least, match.start() - _REACH), match.start())
    behind = names_in(text, match.end(), min(most, match.end() + _NEAR))
    # What ends where the street begins is its name: 文昌路 is nobody's.
    return any(last < match.start() for _, last in before) or any(behind)


def _is_in_table(flat: Flat, match: re.Match[str]) -> bool:
    return flat.where(flat.segment_at(match.start()))[1] >= 0
