"""Chinese line breaking by terminal cells, and long messages in parts.

A line may break between Chinese characters, and never inside an amount, a date, a number with its unit or a
Latin word; no closing mark begins a line and no opening mark ends one. Where something is longer than the
whole line, the rules give way one after another: first the marks, then the units, and only then the number
itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

_OPENING = frozenset("([{<（［｛《〈「『【〔〖“‘¥￥$＄#＃@")
_CLOSING = frozenset(")]}>）］｝》〉」』】〕〗”’,.;:!?，。、；：！？…—·～%％‰°℃々ー")
# What divides two words and stays with the first: 元/亩.
_DIVIDING = frozenset("/／")
# What two of stays together: a dash and an ellipsis of two.
_DOUBLED = frozenset("—…")

_UNITS = (
    "万元|亿元|千元|百元|平方米|立方米|平方公里|公里|公斤|千克|小时|分钟|个月|个工作日|工作日|个|元|角|分|亩|畝|公顷|"
    "米|斤|吨|噸|户|戶|人|项|項|笔|筆|件|天|日|月|年|时|時|秒|次|份|组|組|号|號|期|季度|倍|成|折|股|票|间|間|座|口|"
    "头|頭|台|臺|辆|輛|处|處|条|條|块|塊|张|張|名|位|届|屆|章|款|级|級|层|層|岁|歲|周|萬元|億元|萬|億|万|亿"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = r"[-+−±]?[¥￥$]?[-+−±]?\d+(?:[,，.．:：/\-]\d+)*"
_KEPT = re.compile(
    r"\w?[-－]\d+(?:[-－]\d+)+"  # the number of a voucher or contract
    r"|\d{2,4}年\d{1,2}月(?:\d{1,2}[日号號])?"  # a date; the month of a year
    r"|\d{1,2}月\d{1,2}[日号號]"
    rf"|\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?|(?:{_MONTHS}) \d{{4}}"  # the same in English
    rf"|第?{_NUMBER}(?:[%％‰]|[ ]?(?:{_UNITS}|(?:yuan|mu|fen|days?|months?|years?|working days?)(?![a-z]))|[+])?"
)
_KEPT_IN_NEED = re.compile(r"\d{1,4}[年月日号號]")
# The rules in the order in which they give way.
_ALL, _WITHOUT_MARKS, _WITHOUT_UNITS, _NOTHING_HELD = range(4)

Measure = Callable[[str], int]

# Narrow by Unicode's own table, and yet painted in two cells: trigrams, hexagrams, counting rods.
_PAINTED_WIDE = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D356), (0x1D360, 0x1D376))
# Vowels and finals of Hangul syllables, its fillers, skin colours: painted onto what stands before.
_PAINTED_ON = ((0x1160, 0x11FF), (0x3164, 0x3164), (0xD7B0, 0xD7FB), (0xFFA0, 0xFFA0), (0x1F3FB, 0x1F3FF))


@lru_cache(4096)
def _char_cells(char: str) -> int:
    code = ord(char)
    if unicodedata.category(char) in ("Cc", "Cf", "Mc", "Me", "Mn", "Zl", "Zp"):
        return 0
    if any(first <= code <= last for first, last in _PAINTED_ON):
        return 0
    wide = unicodedata.east_asian_width(char) in ("W", "F")
    return 2 if wide or any(first <= code <= last for first, last in _PAINTED_WIDE) else 1


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes: a Chinese character 2, an East Asian ambiguous one 1."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_char_cells, text))


def utf16_units(text: str) -> int:
    """Return how many UTF-16 units `text` takes: what a chat service counts."""
    if max(text, default="") <= "\uffff":
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)


def break_lines(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` cells; spaces at a break are left out.

    A character wider than `width` has a line of its own. An empty text is one empty line.

    Raises:
        ValueError: `width` is less than 1.
    """
    if width < 1:
        raise ValueError(width)
    return [line for paragraph in text.split("\n") for line in _broken(paragraph, width, cells)]


def split_message(text: str, limit: int = 4096) -> list[str]:
    """Return `text` as parts of at most `limit` UTF-16 units, cut at line ends where it can be (N18).

    More than one part are numbered at the end, ``(1/3)``. A text of spaces only has no part.

    Raises:
        ValueError: `limit` is too small for a number and one character.
    """
    text = text.strip()
    if utf16_units(text) <= limit:
        return [text] if text else []
    room = limit - 2 * len(str(len(text))) - len("\n(/)")
    if room < 2:  # noqa: PLR2004 - one character may take two units
        raise ValueError(limit)
    parts = _parts(text, room)
    return [f"{part}\n({number}/{len(parts)})" for number, part in enumerate(parts, 1)]


def beginning(text: str, limit: int, measure: Measure = utf16_units) -> str:
    """Return as much of `text` from its beginning as `limit` takes, cut where a line may break.

    Args:
        text: any text.
        limit: what the result may measure at most.
        measure: how long a text is; by default in UTF-16 units.
    """
    kept = ""
    for paragraph in text.strip().split("\n"):
        for line in _broken(paragraph, limit, measure):
            longer = f"{kept}\n{line}" if kept else line
            if measure(longer) > limit:
                return kept
            kept = longer
    return kept


def _parts(text: str, room: int) -> list[str]:
    lines = [line for paragraph in text.split("\n") for line in _broken(paragraph, room, utf16_units)]
    parts: list[list[str]] = []
    left = 0
    for line in lines:
        needed = utf16_units(line) + 1
        if parts and needed <= left:
            parts[-1].append(line)
            left -= needed
        elif line:
            parts.append([line])
            left = room - needed + 1
    return ["\n".join(part).rstrip() for part in parts]


def _broken(paragraph: str, width: int, measure: Measure) -> Iterator[str]:
    """Yield the lines of one paragraph."""
    line, used = "", 0
    for piece in _pieces(paragraph, width, measure):
        bare = piece.rstrip()
        if line and used + measure(bare) > width:
            if line.strip():
                yield line.rstrip()
            line, used = "", 0
        line += piece
        used += measure(piece)
    yield line.rstrip()


def _pieces(text: str, width: int, measure: Measure, level: int = _ALL) -> Iterator[str]:
    """Yield the pieces of `text` between which a line may break; one longer than `width` is broken itself."""
    for piece in _cut(text, _breaks(text, level)):
        if level < _NOTHING_HELD and measure(piece.rstrip()) > width:
            yield from _pieces(piece, width, measure, level + 1)
        else:
            yield piece


def _cut(text: str, places: Sequence[int]) -> Iterator[str]:
    for start, end in zip([0, *places], [*places, len(text)], strict=True):
        if start < end:
            yield text[start:end]


def _breaks(text: str, level: int) -> list[int]:
    """Return the places in `text` at which a line may break."""
    held = set[int]()
    if level < _NOTHING_HELD:
        for match in (_KEPT_IN_NEED if level == _WITHOUT_UNITS else _KEPT).finditer(text):
            held.update(range(match.start() + 1, match.end()))
    places, last = [], ""
    for place in range(1, len(text)):
        before = text[place - 1]
        last = last if before.isspace() else before
        if place not in held and _may_break(before, text[place], text[place + 1 : place + 2], last, level):
            places.append(place)
    return places


def _may_break(before: str, after: str, next_one: str, last: str, level: int) -> bool:
    """Tell whether a line may end with `before`; `last` is the last character there that is no space."""
    if after.isspace() or _char_cells(after) == 0:
        return False
    if level == _NOTHING_HELD:
        return True
    stuck = after in _CLOSING or last in _OPENING or (before == after and before in _DOUBLED)
    if stuck or (after in _DIVIDING and not before.isspace()):
        return level > _ALL and (before.isspace() or not (before.isascii() and after.isascii()))
    if after in _OPENING and after.isascii() and _is_wide(next_one):
        return True
    return before.isspace() or any(_is_wide(char) or _is_chinese_mark(char) for char in (before, after))


def _is_chinese_mark(char: str) -> bool:
    return not char.isascii() and (char in _CLOSING or char in _OPENING)


def _is_wide(char: str) -> bool:
    return char != "" and _char_cells(char) == 2  # noqa: PLR2004 - a Chinese character's cells
