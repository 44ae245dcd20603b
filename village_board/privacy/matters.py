"""Words that must not stand beside a person, found in one pass: illness, children, relief, offences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from village_board.privacy.columns import Columns
from village_board.privacy.flat import Flat
from village_board.privacy.found import NOT_PUBLIC, QUALIFIES, Found, stars
from village_board.privacy.lexicon import beginnings_of, word_list, words_of
from village_board.privacy.model import Kind, Policy, Severity
from village_board.privacy.names import is_masked, names_in
from village_board.text.mask import mask_listed_name
from village_board.text.plain import BLOCK, CELL, ROW

_WORDS = {
    "matter": "matters", "other": "offences", "health": "health", "reason": "reasons", "relief": "relief",
    "child": "children",
}  # fmt: skip
_BEGINNINGS = beginnings_of(word for key in _WORDS.values() for word in word_list("matters", key))
_PATTERN = re.compile(
    f"(?=[{_BEGINNINGS}])(?:"
    + "|".join(f"(?P<{name}>{words_of('matters', key)})" for name, key in _WORDS.items())
    + ")"
)
# Organs before 癌 and 瘤, and the words by which an illness is said of somebody.
_ORGANS = re.compile(
    "(?:[一二三四1-4肺肝胃肠直结乳腺食管道鼻咽喉宫颈子卵巢前列胰胆囊膀胱脑骨淋巴甲状舌血黏膜肾心膝眼耳]|"
    "(?:系统|原发|继发|恶|良|急|慢|先天|后天|进行|遗传|间歇|风湿|缺血|动脉硬化|病毒)性|重度|中度|轻度|严重|重型|巨型)*$"
)
_BEFORE_ILLNESS = 12
_SAID = re.compile("(?:因|由于)?(?:其)?(?:长期)?(?:身?患有?|罹患|得了?|查出|确诊(?:为|患)?|突发|患上|诊断为)?$")
_STAGE = re.compile(
    "(?:[早中晚]期|[死塞竭征症炎]|性?关节炎|残疾|术后|手术|转移|病|患者|住院|治疗|后遗症|并发症|[一二三四1-4]级|伴有?)*"
)
_CLAUSE_END = re.compile(f"[,。;!?\n){CELL}{ROW}{BLOCK}]")
_LONGEST_CLAUSE = 40
_AGE = re.compile("(?<![0-9.])([0-9]{1,2}|[一二三四五六七八九十]{1,2}) ?周?$")
_LONGEST_AGE = 5
_HAN_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_TEN = 10

# How far a name may stand from a word that tells of a child.
_CHILD_REACH = 14
_SCHOOLS = frozenset({"小学", "中学", "初中", "高中", "幼儿"})
# Between a word of relief and the names it is said of, and between a name and the words it is brought under.
_RELIEF_THEN = re.compile(
    "(?>户主|户|对象|人员|家庭|老人|供养|分散|集中|保障|名单|补助|救助|的|为|有|是|如下|村民|[:,、( )\n]|"
    "[0-9]+[.人户名]|[\u4e00-\u9fff*]{2,4}(?=[、, ]))*+"
)
_BROUGHT_UNDER = re.compile("[^。;]{0,10}(?:纳入|享受|列入|领取|获|属|系|是|为|被|申请)[^。;]{0,6}")


def _spaced(key: str, apart: str) -> str:
    return "|".join(apart.join(word) for word in words_of("matters", key).split("|"))


_BORDERS = f"[\n{CELL}{ROW}{BLOCK}]"
_APART, _FAR_APART = "[ \n]?", " {0,3}"
_SECRECY = re.compile(
    f"(?=[密 【([{beginnings_of(word_list('matters', 'secret_levels') + word_list('matters', 'internal'))}])"
    f"(?:(?:{_spaced('secret_levels', _APART)}) ?[★☆*]"
    f"|密 ?级[: {CELL}]{{1,3}}(?:{_spaced('secret_levels', _APART)})"
    f"|(?:^|(?<={_BORDERS})) *[【([]?(?:{_spaced('secret_levels', _FAR_APART)})[】)\\]]? *(?={_BORDERS}|$)"
    f"|(?:{_spaced('internal', _APART)})(?!性))"
)


class Matters:
    """The words of one document that must not stand beside a person."""

    def __init__(self, flat: Flat, columns: Columns, policy: Policy) -> None:
        self._flat, self._columns, self._policy = flat, columns, policy
        self._text = flat.text
        self._rows: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def found(self) -> Iterator[Found]:
        """Yield what must not stand beside a person, and marks of secrecy."""
        for match in _SECRECY.finditer(self._text):
            yield Found(Kind.SECRECY, *match.span(), None, shown=match[0].strip(" \n"))
        judges: dict[str, Callable[[re.Match[str]], Iterator[Found]]] = {
            "matter": self._matter, "other": self._other, "health": self._health,
            "reason": self._reason, "relief": self._relief, "child": self._child,
        }  # fmt: skip
        for match in _PATTERN.finditer(self._text):
            yield from judges[str(match.lastgroup)](match)

    def persons(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where private persons are named in the sentence, or in the row of a table, round a span.

        In a table without a column of names, as registers of papers are, only the cells beside the span count: who
        signed a voucher is not whom it was paid for.
        """
        segment = self._flat.segment_at(start)
        block, row, _ = self._flat.where(segment)
        if row < 0:
            least, most = self._flat.sentence(start, end)
            return [*names_in(self._text, least, start), *names_in(self._text, end, most)]
        if (block, row) not in self._rows:
            self._rows[block, row] = self._in_row(block, row)
        named = self._rows[block, row]
        if not self._columns.lists_persons(block, row):
            named = [name for name in named if abs(self._flat.segment_at(name[0]) - segment) <= 1]
        return [name for name in named if name[1] <= start or name[0] >= end]

    def _in_row(self, block: int, row: int) -> list[tuple[int, int]]:
        flat = self._flat
        named = [flat.span(segment) for segment in self._columns.names(block, row)]
        if named or self._columns.section_at(block, row):
            return named
        # A row of words and no table of persons: its cells are read like sentences.
        cells = range(len(flat.table(block).rows[row]))
        spans = [flat.span(flat.segment(block, row, cell)) for cell in cells]
        return [name for start, end in spans for name in names_in(self._text, start, end)]

    def _matter(self, match: re.Match[str]) -> Iterator[Found]:
        if not self._is_said_of_person(match):
            yield Found(Kind.MATTER, *match.span(), None, Severity.WARN, match[0])
        else:
            yield self._hidden(match)

    def _other(self, match: re.Match[str]) -> Iterator[Found]:
        if self._is_said_of_person(match):
            yield self._hidden(match)

    def _hidden(self, match: re.Match[str]) -> Found:
        least, limit = match.start(), match.end() + _LONGEST_CLAUSE
        ends = _CLAUSE_END.search(self._text, match.end(), limit)
        end = ends.start() if ends else min(limit, len(self._text))
        # What follows may name somebody: a name is no part of the matter.
        names = [first for first, last in self.persons(*match.span()) if least < first < end]
        return Found(Kind.MATTER, least, min([end, *names]), NOT_PUBLIC)

    def _is_said_of_person(self, match: re.Match[str]) -> bool:
        return bool(self.persons(*match.span()))

    def _health(self, match: re.Match[str]) -> Iterator[Found]:
        start, end = match.span()
        organs = _ORGANS.search(self._text, max(0, start - _BEFORE_ILLNESS), start)
        start = organs.start() if organs else start
        stage = _STAGE.match(self._text, end)
        end = stage.end() if stage else end
        if not self.persons(start, end):
            return
        said = _SAID.search(self._text, max(0, start - _BEFORE_ILLNESS), start)
        yield Found(Kind.HEALTH, said.start() if said else start, end, QUALIFIES)

    def _reason(self, match: re.Match[str]) -> Iterator[Found]:
        start, end = match.span()
        if "原因" in match[0]:
            ends = _CLAUSE_END.search(self._text, end, end + _LONGEST_CLAUSE)
            start, end = end, ends.start() if ends else min(end + _LONGEST_CLAUSE, len(self._text))
            if set(self._text[start:end]) <= _SAYS_NOTHING or self._text[start:end] == QUALIFIES:
                return
        if self.persons(start, end):
            yield Found(Kind.RELIEF_REASON, start, end, QUALIFIES)

    def _relief(self, match: re.Match[str]) -> Iterator[Found]:
        if self._policy.names_in_relief:
            return
        in_table = self._flat.where(self._flat.segment_at(match.start()))[1] >= 0
        for start, end in self.persons(*match.span()):
            if not is_masked(self._text[start:end]) and (in_table or self._is_on_relief(match, start, end)):
                yield relief_name(self._text, start, end)

    def _is_on_relief(self, match: re.Match[str], start: int, end: int) -> bool:
        if start >= match.end():
            return _RELIEF_THEN.fullmatch(self._text, match.end(), start) is not None
        return _BROUGHT_UNDER.fullmatch(self._text, end, match.start()) is not None

    def _child(self, match: re.Match[str]) -> Iterator[Found]:
        if match[0] == "岁":
            age = _AGE.search(self._text, max(0, match.start() - _LONGEST_AGE), match.start())
            if age is None or _years(age[1]) >= self._policy.adult_age:
                return
        in_table = self._flat.where(self._flat.segment_at(match.start()))[1] >= 0
        for start, end in self.persons(*match.span()):
            apart = start - match.end() if start >= match.end() else match.start() - end
            if match[0] in _SCHOOLS and (in_table or end == match.start()):
                continue  # 石桥中学 is no child, nor is a building that was one
            if in_table or apart <= _CHILD_REACH:
                yield Found(Kind.MINOR, start, end, stars(end - start))


_SAYS_NOTHING = frozenset("*-—/无否 不详(公开)")


def relief_name(text: str, start: int, end: int) -> Found:
    """Return a name in a list of relief with its mask, 张*三."""
    return Found(Kind.RELIEF_NAME, start, end, mask_listed_name(text[start:end].replace(" ", "")))


def _years(words: str) -> int:
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return (_HAN_DIGITS.get(tens, 1) * _TEN if ten else 0) + _HAN_DIGITS.get(ones, 0)
