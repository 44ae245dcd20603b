"""Sums and parts in sentences: 共7件,其中A 2件,B 1件,C 4件; 2032项(A 1648项、B 154项 …); 91家和22个共113家."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, pairwise

from village_board.base.message import Message
from village_board.proofreading.lexicon import any_of, words_of
from village_board.proofreading.model import Kind, Remark
from village_board.proofreading.quantities import Quantity, number_shown
from village_board.proofreading.reading import Reading, Sentence
from village_board.proofreading.words import (
    MORE_CAME_THAN_CALLED,
    PART_ABOVE_WHOLE,
    PARTS_DO_NOT_ADD_UP,
    REST_IS_WRONG,
    VOTES_ABOVE_VOTERS,
)

_OVERLAPPING = re.compile(any_of(words_of("sums", "overlapping")))
_REMAINDER = re.compile(any_of(words_of("sums", "remainder")))
_EACH = re.compile(any_of(words_of("sums", "each")))
# What stands between a whole and its parts: the brackets and the colon name all of them, the rest perhaps some.
_OPENS = re.compile(
    r"[^,。;:(\d]{0,8}?(?:,? ?(?P<some>其中|包括|含|有)[:,]?|(?P<bracket>\()|[,:]? ?(?:分别[为是]?|即|:))"
)
_SOME_INSIDE = re.compile("等|其中|包括|含|如")
_LESS = re.compile(r"(?:扣除|减去|剔除|除去)(?:其中)?(?:的|了)?[^,\d]{0,6}$")
_REST = re.compile(r"(?:其余|剩余|剩下|还有|余|保留|实有)(?:的)?[^,\d]{0,4}$")
_TOTAL = re.compile(r"(?<!公)(?:合计|总计|共计|一共|共有?)[为是:达]? ?$")
_NEW_TOTAL = re.compile(r"(?<!公)(?:合计|总计|共计|一共|累计|共)[^,、。;]{0,12}$")
_JOIN = re.compile("[和及与、]")
_CALLED = re.compile(r"应[到参](?:会|加)?[^,\d]{0,10}$")
_CAME = re.compile(r"(?:实到|实际到会|到会|实际参加)[^,\d]{0,10}$")
_VOTE = re.compile(r"(?:同意|赞成|反对|弃权|不同意)[^,\d]{0,4}$")
# Characters between two parts of one list, and before a part in which its name stands.
_APART, _NAME = 40, 24
_LEAST_PARTS, _LEAST_KINDS_OF_VOTES = 2, 3


def sums(reading: Reading) -> Iterator[Remark]:
    """Yield what does not add up within one sentence."""
    for sentence in reading.sentences:
        if len(sentence.quantities) < _LEAST_PARTS:
            continue
        yield from _wholes(reading, sentence)
        yield from _totals(reading, sentence)
        yield from _rests(reading, sentence)
        yield from _votes(reading, sentence)


def _wholes(reading: Reading, sentence: Sentence) -> Iterator[Remark]:
    """Yield the wholes that are followed by parts of another sum."""
    found, text = sentence.quantities, sentence.text
    for at, whole in enumerate(found[:-1]):
        opens = _OPENS.match(text, whole.end)
        if opens is None or whole.about or _LESS.search(text[max(0, whole.start - _NAME) : whole.start]):
            continue
        closed = _closing(text, opens.end()) if opens["bracket"] else len(text)
        parts = _parts(text, whole, found[at + 1 :], opens.end(), closed)
        inside = text[opens.end() : parts[-1].end if parts else opens.end()]
        if not parts or any(part.about for part in parts) or _EACH.search(inside):
            continue
        most = max(parts, key=lambda part: part.value)
        if opens["some"] and most.value > whole.value + _tolerance(whole, [most]):
            reason = Message(PART_ABOVE_WHOLE, {"part": most.shown, "whole": whole.shown})
            span = sentence.start + whole.start, sentence.start + most.end
            yield from reading.remark(Kind.CONTRADICTION, *span, reason)
        elif len(parts) >= _LEAST_PARTS and not _OVERLAPPING.search(inside):
            all_named = not opens["some"] and not _SOME_INSIDE.search(inside)
            all_named = all_named or bool(_REMAINDER.search(inside))
            yield from _judged(reading, sentence, whole, parts, all_named=all_named)


def _judged(
    reading: Reading, sentence: Sentence, whole: Quantity, parts: list[Quantity], *, all_named: bool
) -> Iterator[Remark]:
    total = sum((part.value for part in parts), Decimal(0))
    start = sentence.start
    gap = whole.value - total
    # A list of some parts may leave out others, but hardly one that is smaller than all it names.
    if abs(gap) <= _tolerance(whole, parts) or (not all_named and gap > min(part.value for part in parts)):
        return
    reason = Message(PARTS_DO_NOT_ADD_UP, {"sum": number_shown(total), "whole": whole.shown})
    yield from reading.remark(Kind.CONTRADICTION, start + whole.start, start + parts[-1].end, reason)


def _tolerance(whole: Quantity, parts: list[Quantity]) -> Decimal:
    """Return by how much rounded numbers may differ; whole ones and amounts in yuan do not."""
    rounded = [one for one in (whole, *parts) if one.step > 1]
    return sum((one.step for one in rounded), Decimal(0)) / 2


def _closing(text: str, at: int) -> int:
    depth = 1
    for match in re.compile("[()]").finditer(text, at):
        depth += 1 if match[0] == "(" else -1
        if depth == 0:
            return match.start()
    return len(text)


def _parts(text: str, whole: Quantity, behind: list[Quantity], start: int, end: int) -> list[Quantity]:
    """Return the quantities of the whole's unit that stand between two places, outside of brackets within."""
    parts: list[Quantity] = []
    last, depth = start, 0
    for one in behind:
        between = text[last : one.start]
        depth += between.count("(") - between.count(")")
        if one.start >= end or len(between) > _APART or "其中" in between or _NEW_TOTAL.search(between):
            break
        last = one.end
        if depth == 0 and one.group == whole.group:
            parts.append(one)
    return parts


def _totals(reading: Reading, sentence: Sentence) -> Iterator[Remark]:
    """Yield the totals that the numbers before them do not give, however many of those are taken."""
    found, text, begin = sentence.quantities, sentence.text, 0
    for at, whole in enumerate(found):
        if not _TOTAL.search(text[max(0, whole.start - _NAME) : whole.start]):
            continue
        first = at
        while first > begin and len(text[found[first - 1].end : found[first].start]) <= _NAME:
            first -= 1
        parts, begin = found[first:at], at + 1
        if len(parts) < _LEAST_PARTS or not _of_one_kind(text, parts, whole):
            continue
        before = text[max(0, parts[0].start - _NAME) : whole.start]
        if whole.about or any(one.about for one in parts) or _EACH.search(before) or _OVERLAPPING.search(before):
            continue
        sums_of_last = list(accumulate(one.value for one in reversed(parts)))[1:]
        if all(abs(total - whole.value) > _tolerance(whole, parts) for total in sums_of_last):
            reason = Message(PARTS_DO_NOT_ADD_UP, {"sum": number_shown(sums_of_last[-1]), "whole": whole.shown})
            start = sentence.start
            yield from reading.remark(Kind.CONTRADICTION, start + parts[0].start, start + whole.end, reason)


def _of_one_kind(text: str, parts: list[Quantity], whole: Quantity) -> bool:
    """Tell whether the parts count what the whole counts, or are joined as one enumeration that does."""
    if all(part.group == whole.group for part in parts):
        return True
    gaps = [text[one.end : two.start] for one, two in pairwise(parts)]
    joined = all(_JOIN.search(gap) and not re.search("[,;]", gap) for gap in gaps)
    return joined and any(part.group == whole.group for part in parts) and "," not in text[parts[-1].end : whole.start]


def _rests(reading: Reading, sentence: Sentence) -> Iterator[Remark]:
    """Yield 65项 … 扣除4项 … 其余61项 that do not fit."""
    found, text = sentence.quantities, sentence.text
    for at, (whole, less, rest) in enumerate(zip(found, found[1:], found[2:], strict=False)):
        if not (whole.group == less.group == rest.group) or whole.about or less.about or rest.about:
            continue
        behind_whole = text[found[at].end : less.start]
        if _LESS.search(behind_whole) and _REST.search(text[less.end : rest.start]):
            left = whole.value - less.value
            if abs(left - rest.value) > _tolerance(whole, [less, rest]):
                facts = {"whole": whole.shown, "less": less.shown, "sum": number_shown(left), "rest": rest.shown}
                start = sentence.start
                yield from reading.remark(
                    Kind.CONTRADICTION, start + whole.start, start + rest.end, Message(REST_IS_WRONG, facts)
                )


def _votes(reading: Reading, sentence: Sentence) -> Iterator[Remark]:
    """Yield more votes than voters, and more who came than were called."""
    text, start = sentence.text, sentence.start
    called = came = None
    votes: list[Quantity] = []
    for one in sentence.quantities:
        before = text[max(0, one.start - _NAME) : one.start]
        if one.unit not in ("人", "名", "票", "户") or one.about:
            continue
        if _VOTE.search(before):
            votes.append(one)
        elif _CALLED.search(before):
            called = one
        elif _CAME.search(before):
            came = one
    if called and came and called.group == came.group and came.value > called.value:
        facts = {"part": came.shown, "whole": called.shown}
        span = start + min(called.start, came.start), start + max(called.end, came.end)
        yield from reading.remark(Kind.CONTRADICTION, *span, Message(MORE_CAME_THAN_CALLED, facts))
    total = sum((one.value for one in votes), Decimal(0))
    if came and len(votes) == _LEAST_KINDS_OF_VOTES and total > came.value:
        reason = Message(VOTES_ABOVE_VOTERS, {"sum": number_shown(total), "whole": came.shown})
        yield from reading.remark(Kind.CONTRADICTION, start + votes[0].start, start + votes[-1].end, reason)
