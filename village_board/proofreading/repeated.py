"""The same quantity named twice with different numbers, and a number of a paper whose year its title contradicts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from village_board.base.message import Message
from village_board.proofreading.lexicon import any_of, verbs
from village_board.proofreading.model import Kind, Remark
from village_board.proofreading.quantities import Quantity, quantities
from village_board.proofreading.reading import Reading, Sentence
from village_board.proofreading.words import NAMED_TWICE, TITLE_OF_A_LATER_YEAR

_YEARLY = "全年度?|本年度?|年内|今年以来|一年来"
_VERBS = verbs()
_MENTION = re.compile(rf"(?P<yearly>(?:{_YEARLY})(?:累计|总共|共计|共)?)|(?<!公)(?:累计|总共|共计|一共|共)")
_TRIGGER = re.compile("共|累计|年度|年内|以来|本年|全年|一年")
_COUNTED = re.compile(
    rf"(?:[全我本][村镇县区市])?(?P<verb>{any_of(list(_VERBS))})?[了各类种]{{0,3}}(?P<noun>[\u4e00-\u9fff、]{{2,16}}?)(?=\d)"
)
_PERIOD = re.compile(r"[一二三四]季度|[上下]半年|第[一二三四]季|\d{1,2}月份?|[上中下]旬|本月|上月|当月|本季|期间|以来")
_PART_OF_ALL = re.compile(r"(?:[村组镇乡局办委站]|街道|公司|中心|社区|学校|部门|支部|小区)$")
_WHOLE = re.compile(r"(?:全|我|本|各)(?:[村组镇乡县区市]|街道|社区)$")
_YEAR = re.compile(r"((?:19|20)\d{2})年|(去年|上年|前年)")
_CITED = re.compile(
    r"《(?P<title>[^《》\n]{0,40}?(?P<year>(?:19|20)\d{2})年[^《\n]{0,60}?)》[^《》。\n]{0,4}?\([^()\n]{0,12}?"
    r"[〔\[(](?P<number>(?:19|20)\d{2})[〕\])]\d{1,4}号"
)
_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d{2}年?[-—~至](?:19|20)?\d{2}|规划|纲要")
# Characters before a mention in which its subject stands.
_SUBJECT = 12
# Mentions of one quantity that later ones are compared with.
_KEPT = 20
# Digits of the least number in which a slip of the pen tells that two totals without a year are one.
_LEAST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class _Mention:
    quantity: Quantity
    start: int
    end: int
    yearly: bool


def repeated(reading: Reading) -> Iterator[Remark]:
    """Yield each quantity that was named before with another number, for the same year."""
    known: dict[tuple[str, ...], list[_Mention]] = defaultdict(list)
    default = _YEAR.search(reading.text)
    for sentence in reading.sentences:
        if _TRIGGER.search(sentence.text) is None:
            continue
        for key, mention in _mentions(sentence, default[0] if default else ""):
            before = next((one for one in known[key] if _differ(one, mention)), None)
            if before is not None and (place := reading.place(before.start, before.end)) is not None:
                facts = {"here": mention.quantity.shown, "before": before.quantity.shown, "place": place.words}
                reason = Message(NAMED_TWICE, facts)
                yield from reading.remark(Kind.CONTRADICTION, mention.start, mention.end, reason)
            elif len(known[key]) < _KEPT and not any(
                one.quantity.value == mention.quantity.value for one in known[key]
            ):
                known[key].append(mention)


def _mentions(sentence: Sentence, default: str) -> Iterator[tuple[tuple[str, ...], _Mention]]:
    """Yield the totals of a sentence, each with what it counts: year, verb, noun and unit."""
    text, done = sentence.text, 0
    for mark in _MENTION.finditer(text):
        counted = _COUNTED.match(text, mark.end())
        if counted is None or mark.start() < done:
            continue
        done = counted.end()
        number = quantities(text[done : done + _SUBJECT * 2])
        before = text[max(0, mark.start() - _SUBJECT) : mark.start()]
        if not number or number[0].start or number[0].about or counted["noun"] in _VERBS:
            continue
        if _PERIOD.search(text, 0, mark.start()) or (_PART_OF_ALL.search(before) and not _WHOLE.search(before)):
            continue
        years = [year[0] for year in _YEAR.finditer(text, 0, mark.start())]
        verb = _VERBS.get(counted["verb"] or "", "")
        key = (years[-1] if years else default, verb, counted["noun"], number[0].group)
        span = sentence.start + mark.start(), sentence.start + done + number[0].end
        yield key, _Mention(number[0], *span, bool(mark["yearly"]))


def _differ(one: _Mention, other: _Mention) -> bool:
    """Tell whether two numbers are meant to be one; of a total without a year only a slip of the pen tells it."""
    first, second = one.quantity, other.quantity
    rounded = sum(each.step for each in (first, second) if each.step > 1) / 2
    if abs(first.value - second.value) <= rounded:
        return False
    if one.yearly and other.yearly:
        return True
    ours, theirs = str(first.value), str(second.value)
    if not (first.whole and second.whole) or len(ours) != len(theirs):
        return False
    enough = one.yearly or other.yearly or len(ours) >= _LEAST_DIGITS
    slip = sum(a != b for a, b in zip(ours, theirs, strict=True)) == 1 or sorted(ours) == sorted(theirs)
    return enough and slip


def cited(reading: Reading) -> Iterator[Remark]:
    """Yield the papers that are cited by a title of a later year than their number; plans of several years are none."""
    for match in _CITED.finditer(reading.text):
        if int(match["year"]) > int(match["number"]) and not _SPAN_OF_YEARS.search(match["title"]):
            facts = {"number": match["number"], "title": match["year"]}
            yield from reading.remark(Kind.CONTRADICTION, *match.span(), Message(TITLE_OF_A_LATER_YEAR, facts))
