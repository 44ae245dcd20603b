"""Chinese line breaking by terminal cells, and long messages in parts.

A line may break between Chinese characters, and never inside an amount, a date, a number with its unit or a
Latin word; no closing mark begins a line and no opening mark ends one. Where something is longer than the
whole line, the rules give way one after another: first the marks, then the units, and only then the number
itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

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
# All that is kept together has a figure in it.
_FIGURE = re.compile(r"\d")
# Printable ASCII, and what is wide without any doubt and takes three bytes in UTF-8.
_PLAIN = re.compile("[ -~\u3000-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]*")
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
    if text.isascii() and text.isprintable():
        return len(text)
    if _PLAIN.fullmatch(text):
        return (len(text) + len(text.encode())) // 2  # 1 and 1, or 1 and 3
    return sum(map(_char_cells, text))


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
    return Breakable(text).lines(width)


class Breakable:
    """A text that is broken at several widths: the places where it may break are looked for once, and when needed."""

    __slots__ = ("_paragraphs",)

    def __init__(self, text: str) -> None:
        self._paragraphs = [_Paragraph(paragraph, cells) for paragraph in text.split("\n")]

    def lines(self, width: int) -> list[str]:
        """Return its lines of at most `width` cells, as `break_lines` does.

        Raises:
            ValueError: `width` is less than 1.
        """
        if width < 1:
            raise ValueError(width)
        return [line for paragraph in self._paragraphs for line in paragraph.lines(width)]


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


def _broken(paragraph: str, width: int, measure: Measure) -> list[str]:
    """Return the lines of one paragraph."""
    return _Paragraph(paragraph, measure).lines(width)


# What stands between two places where a line may end, with the spaces at its end; what it measures, with them and
# without them.
_Piece = tuple[str, int, int]


class _Paragraph:
    """A text without line ends, and the pieces between which it may be broken."""

    __slots__ = ("_found", "_inner", "_level", "_measure", "_text")

    def __init__(self, text: str, measure: Measure, level: int = _ALL) -> None:
        self._text, self._measure, self._level = text, measure, level
        self._found: list[_Piece] | None = None
        self._inner: dict[int, _Paragraph] = {}

    def lines(self, width: int) -> list[str]:
        """Return its lines of at most `width`; a character that is wider has a line of its own."""
        whole = self._text.rstrip()
        if self._measure(whole) <= width:
            return [whole]
        lines: list[str] = []
        line, used = "", 0
        for piece, takes, bare in self._pieces(width):
            if line and used + bare > width:
                if line.strip():
                    lines.append(line.rstrip())
                line, used = "", 0
            line += piece
            used += takes
        return [*lines, line.rstrip()]

    def _pieces(self, width: int) -> Iterator[_Piece]:
        """Yield its pieces; one that is longer than `width` is broken itself."""
        if self._found is None:
            self._found = self._cut()
        for at, piece in enumerate(self._found):
            if self._level < _NOTHING_HELD and piece[2] > width:
                if at not in self._inner:
                    self._inner[at] = _Paragraph(piece[0], self._measure, self._level + 1)
                yield from self._inner[at]._pieces(width)  # noqa: SLF001 - of its own kind
            else:
                yield piece

    def _cut(self) -> list[_Piece]:
        text, measure = self._text, self._measure
        found: list[_Piece] = []
        for start, end in pairwise([0, *_breaks(text, self._level), len(text)]):
            if start < end:
                piece = text[start:end]
                takes = measure(piece)
                found.append((piece, takes, measure(piece.rstrip()) if piece[-1].isspace() else takes))
        return found


# What a character is at a place where a line might end.
_SPACE, _UNSEEN, _ASCII, _OPENS, _CLOSES, _DIVIDES, _DOUBLES, _WIDE, _BREAKS = (1 << bit for bit in range(9))


@lru_cache(4096)
def _kind(char: str) -> int:
    """Return what `char` is: a sum of the words above."""
    kind = 0
    for word, holds in (
        (_SPACE, char.isspace()),
        (_UNSEEN, _char_cells(char) == 0),
        (_ASCII, char.isascii()),
        (_OPENS, char in _OPENING),
        (_CLOSES, char in _CLOSING),
        (_DIVIDES, char in _DIVIDING),
        (_DOUBLES, char in _DOUBLED),
        (_WIDE, _is_wide(char)),
        (_BREAKS, _is_wide(char) or _is_chinese_mark(char)),
    ):
        kind += word if holds else 0
    return kind


def _breaks(text: str, level: int) -> list[int]:
    """Return the places in `text` at which a line may break."""
    held = _held(text, level)
    kinds = [*map(_kind, text), 0]
    places: list[int] = []
    before = last = 0
    for place in range(1, len(text)):
        before, after = kinds[place - 1], kinds[place]
        if not before & _SPACE:
            last = before
        if after & (_SPACE | _UNSEEN) or place in held:
            continue
        if level == _NOTHING_HELD:
            places.append(place)
            continue
        doubled = after & _DOUBLES and text[place - 1] == text[place]
        if doubled or after & _CLOSES or last & _OPENS or (after & _DIVIDES and not before & _SPACE):
            if level > _ALL and (before & _SPACE or not before & after & _ASCII):
                places.append(place)
        elif (before | after) & _BREAKS or before & _SPACE or (after & _OPENS and kinds[place + 1] & _WIDE):
            # The last of these is an opening mark of ASCII: any other is a Chinese mark.
            places.append(place)
    return places


def _held(text: str, level: int) -> set[int]:
    """Return the places inside what is kept together."""
    held = set[int]()
    if level < _NOTHING_HELD and _FIGURE.search(text):
        for match in (_KEPT_IN_NEED if level == _WITHOUT_UNITS else _KEPT).finditer(text):
            held.update(range(match.start() + 1, match.end()))
    return held


def _is_chinese_mark(char: str) -> bool:
    return not char.isascii() and (char in _CLOSING or char in _OPENING)


def _is_wide(char: str) -> bool:
    return char != "" and _char_cells(char) == 2  # noqa: PLR2004 - a Chinese character's cells
