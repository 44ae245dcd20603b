"""Percentages that do not follow from the numbers beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from village_board.base.message import Message
from village_board.proofreading.model import Certainty, Kind, Remark
from village_board.proofreading.quantities import Quantity, number_shown
from village_board.proofreading.reading import Reading, Sentence
from village_board.proofreading.words import (
    CHANGE_IS_IMPOSSIBLE,
    CHANGE_IS_WRONG,
    DIRECTION_IS_WRONG,
    RATE_ABOVE_ALL,
    SHARE_IS_WRONG,
    SHARES_DO_NOT_ADD_UP,
)

_PERCENT = re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d{1,4})?)%(?!以|左|的基)")
_UP = r"增长|上升|增加|提高|提升|上涨"
_DOWN = r"下降|减少|降低|下滑|下跌|回落"
_CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?$")
_BEFORE_NUMBER = re.compile(
    r"(?:(?:上|去)(?:一)?(?:年度?|年同期|期|季度|月)|前年|(?<!自)由|(?<!自)从|同期)[^,。\d]{0,8}$"
)
_NOW_NUMBER = re.compile(r"(?:[增减降升]?[至到为]|今年|本年度?|本期)[^,。\d]{0,8}$")
_RATE = re.compile(r"[\u4e00-\u9fff](?P<rate>率)[为是达到约:]{0,2}$")
_SHARE = re.compile(r"占(?:比|总数|总量|全部|其中|应到|总户数|总人数|总额)?[为是达的:]{0,2}$")
_FULL_RATES = re.compile(
    r"(?:办结|满意|到会|出席|参与|覆盖|合格|及时|按时|完成|普及|参保|公开|答复|回复|入户|知晓)率[为是达到:]{0,2}$"
)
_ROUGH = re.compile(r"(?:近|约|超过?|逾|不足|高于|低于|不低于|以上)$")
# Characters before a number or a percentage in which its word stands.
_WORD = 14
_HUNDRED = Decimal(100)
# So many shares of one sentence are meant as a split of all, if they come so near to it.
_LEAST_SHARES, _NEAR = 3, 5
_PAIR = 2
# Above so many things every percentage of one decimal place has a whole number that gives it.
_MOST_TRIED = 100_000


def percentages(reading: Reading) -> Iterator[Remark]:
    """Yield the percentages that contradict the numbers of their sentence."""
    if "%" not in reading.text:
        return
    for sentence in reading.sentences:
        if "%" not in sentence.text:
            continue
        shares: list[re.Match[str]] = []
        for match in _PERCENT.finditer(sentence.text):
            before = sentence.text[max(0, match.start() - _WORD) : match.start()]
            if _ROUGH.search(before):
                continue
            if change := _CHANGE.search(before):
                yield from _change(reading, sentence, match, up=bool(change["up"]))
            elif _SHARE.search(before):
                shares.append(match)
                yield from _share(reading, sentence, match)
            elif _RATE.search(before):
                yield from _rate(reading, sentence, match, full=bool(_FULL_RATES.search(before)))
        yield from _split(reading, sentence, shares)


def _change(reading: Reading, sentence: Sentence, match: re.Match[str], *, up: bool) -> Iterator[Remark]:
    now, before = _now_and_before(sentence, match)
    if now is None or now.about or (before is not None and before.about):
        return
    said, step = _said(match)
    signed = said if up else -said
    span = sentence.start + now.start, sentence.start + match.end()
    if before is not None:
        span = min(span[0], sentence.start + before.start), max(span[1], sentence.start + before.end)
        if not before.value:
            return
        right = (now.value / before.value - 1) * _HUNDRED
        facts = {"before": before.shown, "now": now.shown}
        if right * signed < 0 and abs(abs(right) - said) <= step:
            yield from reading.remark(Kind.PERCENTAGE, *span, Message(DIRECTION_IS_WRONG, facts))
        elif abs(right - signed) > step / 2 + _slack(now, before) * abs(right + _HUNDRED):
            more = {"right": _shown(abs(right), step), "said": number_shown(said)}
            yield from reading.remark(Kind.PERCENTAGE, *span, Message(CHANGE_IS_WRONG, facts | more))
    elif now.whole and 0 < now.value < _MOST_TRIED and signed > -_HUNDRED and not _some_whole(now.value, signed, step):
        facts = {"now": now.shown, "said": number_shown(said)}
        yield from reading.remark(
            Kind.PERCENTAGE, *span, Message(CHANGE_IS_IMPOSSIBLE, facts), None, Certainty.INFERRED
        )


def _now_and_before(sentence: Sentence, match: re.Match[str]) -> tuple[Quantity | None, Quantity | None]:
    """Return the number that a change leads to, and the one it comes from, where the sentence names them."""
    text, now, before = sentence.text, None, None
    earlier = [one for one in sentence.quantities if one.end <= match.start()]
    for one in reversed(earlier):
        words = text[max(0, one.start - _WORD) : one.start]
        if _BEFORE_NUMBER.search(words):
            before = before or one
        elif now is None and (before is None or one.group == before.group):
            now = one
        if now and before:
            break
        # Another percentage belongs to the numbers before it.
        if "%" in text[one.start : match.start()]:
            break
    if now is not None and "%" in text[now.end : match.start()]:
        return None, None
    if now is not None and before is not None and before.group != now.group:
        before = None
    later = [one for one in sentence.quantities if match.end() <= one.start <= match.end() + _WORD]
    if before is None and now is not None and later and later[0].group == now.group:
        words = text[match.end() : later[0].start]
        before = later[0] if re.match(r"\((?:上|去)(?:一)?年(?:同期|度)?[为:]?$", words) else None
    # A change to what stands far away is a change of something else.
    if now is not None and match.start() - max(now.end, before.end if before else 0) > _WORD * 2:
        return None, None
    return now, before


def _some_whole(now: Decimal, signed: Decimal, step: Decimal) -> bool:
    """Tell whether a whole number changes to `now` by a percentage that is rounded to `signed`."""
    middle = int((now / (1 + signed / _HUNDRED)).to_integral_value(ROUND_HALF_UP))
    return any(
        before > 0 and abs((now / before - 1) * _HUNDRED - signed) <= step / 2
        for before in range(middle - 1, middle + 2)
    )


def _share(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Iterator[Remark]:
    """Yield 共120户,其中低保户12户,占12% that no whole before it explains."""
    earlier = [one for one in sentence.quantities if one.end <= match.start() and not one.about]
    if not earlier or "%" in sentence.text[earlier[-1].end : match.start()]:
        return
    part = earlier[-1]
    wholes = [one for one in earlier[:-1] if one.group == part.group and one.value >= part.value]
    yield from _judged(reading, sentence, match, part, wholes)


def _rate(reading: Reading, sentence: Sentence, match: re.Match[str], *, full: bool) -> Iterator[Remark]:
    """Yield a rate above all, and one that the two numbers before it do not give."""
    if full and _said(match)[0] > _HUNDRED:
        span = sentence.start + match.start(), sentence.start + match.end()
        yield from reading.remark(Kind.PERCENTAGE, *span, Message(RATE_ABOVE_ALL, {"said": match[1]}))
        return
    earlier = [one for one in sentence.quantities if one.end <= match.start()]
    begin = sentence.text.rfind("%", 0, match.start())
    earlier = [one for one in earlier if one.start > begin]
    if len(earlier) != _PAIR or any(one.about for one in earlier) or earlier[0].group != earlier[1].group or not full:
        return
    part, whole = sorted(earlier, key=lambda one: one.value)
    yield from _judged(reading, sentence, match, part, [whole])


def _judged(
    reading: Reading, sentence: Sentence, match: re.Match[str], part: Quantity, wholes: list[Quantity]
) -> Iterator[Remark]:
    said, step = _said(match)
    wholes = [whole for whole in wholes if whole.value]
    rights = [part.value / whole.value * _HUNDRED for whole in wholes]
    if not rights or any(
        abs(right - said) <= step / 2 + _slack(part, whole) * right for right, whole in zip(rights, wholes, strict=True)
    ):
        return
    facts = {
        "part": part.shown,
        "whole": wholes[-1].shown,
        "right": _shown(rights[-1], step),
        "said": number_shown(said),
    }
    span = sentence.start + min(part.start, wholes[-1].start), sentence.start + match.end()
    yield from reading.remark(Kind.PERCENTAGE, *span, Message(SHARE_IS_WRONG, facts))


def _split(reading: Reading, sentence: Sentence, shares: list[re.Match[str]]) -> Iterator[Remark]:
    """Yield the shares of one sentence that come near to all and are not all."""
    if len(shares) < _LEAST_SHARES:
        return
    said = [_said(match) for match in shares]
    total = sum((one for one, _ in said), Decimal(0))
    rounding = sum((step for _, step in said), Decimal(0)) / 2
    if rounding < abs(total - _HUNDRED) <= _NEAR:
        span = sentence.start + shares[0].start(), sentence.start + shares[-1].end()
        yield from reading.remark(Kind.PERCENTAGE, *span, Message(SHARES_DO_NOT_ADD_UP, {"sum": number_shown(total)}))


def _said(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Return a percentage and what its last digit stands for."""
    whole, _, fraction = match[1].partition(".")
    return Decimal(match[1]) if fraction else Decimal(whole), Decimal(1).scaleb(-len(fraction))


def _slack(one: Quantity, other: Quantity) -> Decimal:
    """Return by which share two rounded numbers may shift their quotient."""
    return sum((each.step / each.value / 2 for each in (one, other) if each.step != 1 and each.value), Decimal(0))


def _shown(value: Decimal, step: Decimal) -> str:
    return number_shown(value.quantize(step, ROUND_HALF_UP))
