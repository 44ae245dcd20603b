"""From a villager's words to the questions that they may mean, the likeliest first. Pure.

Known words are marked, the longest first; what none of them covers is the thing that is asked about. Where a word is
known but for one character, it is taken for that word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from village_board.asking.alike import LATIN_SLIP, is_slip, one_edit
from village_board.asking.lexicon import LONGEST, WEIGHTS, WHOLE, Lexicon, Word, lexicon, masked
from village_board.asking.model import Kind, Question, Reading, Understood
from village_board.asking.times import period_in
from village_board.text.fold import fold

#: of what is longer only the beginning is read: nobody asks in more.
MOST_CHARACTERS = 100
#: what a thing or a time adds to a kind that takes it, and takes from one that does not.
_FITS, _DOES_NOT_FIT = 0.5, -1.5
#: a thing alone; a thing beside hints only; a thing beside a question.
_THING_ALONE, _THING_BESIDE_HINTS, _THING_LAST = 3.0, 2.2, 0.6
#: what a further word of the same kind adds, and what the last word of a Chinese question does: it asks.
_FURTHER, _LAST = 0.2, 0.5
#: by how much a question wins over one that it says more than.
_ABOVE = 0.6
_SURE = 6.0
#: texts whose things are remembered: one question looks at the same titles many times.
_TITLES = 4096
_CHILD = re.compile("(?<=[哪这那])儿")
_HAN = "\u3400-\u9fff"
_SPACE_BESIDE_HAN = re.compile(f"(?<=[{_HAN}]) | (?=[{_HAN}])")
_GROUP = re.compile(
    r"第?(?P<group>\d{1,2}|[一二三四五六七八九]|十[一二三四五六七八九]?|[一二三]十[一二三四五六七八九]?)(?:村民)?小?组"
    r"|\bgroup (?P<no>\d{1,2})\b"
)
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    word: Word
    weight: float = 1.0  # less than 1 where a character was wrong


def understood(text: str, today: date) -> Understood:
    """Return what `text` may mean, asked on the day `today`; whatever it holds, nothing is raised."""
    known = lexicon()
    said = _SPACE_BESIDE_HAN.sub("", fold(text[: MOST_CHARACTERS * 2]))[:MOST_CHARACTERS]
    said = _spelled(_CHILD.sub("", said), known)
    if not said:
        return Understood()
    period, (start, end) = period_in(said, today)
    group, (group_start, group_end) = _group(said)
    bare = _blank(_blank(said, start, end), group_start, group_end)
    marks = _marks(bare, known)
    thing = " ".join(_stretches(bare, marks, known))
    scores = _scores(bare, marks, known)
    if Kind.WRONGDOING in scores:  # whatever else was said, nothing of it is looked for (P15)
        return Understood((Reading(Question(Kind.WRONGDOING), 1.0),))
    if period is not None and not scores:
        scores[Kind.ACCOUNTS] = 1.0 if thing else WHOLE
    fitted = {kind: score + _fit(known, kind, thing, has_period=period is not None) for kind, score in scores.items()}
    if thing or group:
        best = max(scores.values(), default=0.0)
        fitted[Kind.THING] = (
            _THING_ALONE if not best else _THING_BESIDE_HINTS if best < WEIGHTS["likely"] else _THING_LAST
        )
    ordered = sorted(fitted.items(), key=lambda one: (-one[1], list(Kind).index(one[0])))
    readings = tuple(
        Reading(Question(kind, period if _takes(known, kind, "time") else None, thing, group), min(score / _SURE, 1.0))
        for kind, score in ordered
        if score > 0
    )
    return Understood(readings, thing)


def _scores(said: str, marks: list[_Mark], known: Lexicon) -> dict[Kind, float]:
    """Return how much speaks for each kind: its weightiest word, a part of the others, and more for the last word."""
    whole = _whole(said, known)
    found: dict[Kind, list[float]] = {kind: [WHOLE] for kind in whole}
    end = max((mark.end for mark in marks if mark.word.weights), default=0)
    for mark in marks:
        last = _LAST if mark.end == end and not mark.word.form.isascii() else 0.0
        for kind, weight in mark.word.weights.items():
            if kind in whole:
                continue
            found.setdefault(kind, []).append(weight * mark.weight + (last if weight > WEIGHTS["hint"] else 0.0))
    scores = {kind: max(of) + _FURTHER * (sum(of) - max(of)) for kind, of in found.items()}
    for kind, of in found.items():
        # What says more than another question wins over it: 吃喝花了多少 asks for receptions.
        if max(of) >= WEIGHTS["likely"] and kind in known.kinds:
            lower = max((scores.get(other, 0.0) for other in known.kinds[kind].above), default=0.0)
            scores[kind] = max(scores[kind], lower + _ABOVE if lower else 0.0)
    return scores


def core_of(thing: str) -> str:
    """Return a thing without the words in it that may belong to a question: looked for where the whole is not found."""
    known = lexicon()
    marks = [mark for mark in _exact(thing, known) if mark.word.weights and not mark.word.thing]
    for mark in marks:
        thing = _blank(thing, mark.start, mark.end)
    return " ".join(filter(None, (_stripped(part, known) for part in thing.split("\0"))))


@lru_cache(maxsize=_TITLES)
def things_in(text: str) -> tuple[str, ...]:
    """Return the common names of things in a folded text, the longest first where they lie over each other."""
    return tuple(mark.word.form for mark in _exact(text, lexicon()) if mark.word.thing)


def _spelled(said: str, known: Lexicon) -> str:
    """Return `said` with each unknown Latin word put right that is a known one but for a slip."""

    def right(match: re.Match[str]) -> str:
        word = match[0]
        if word in known.latin:
            return word
        return min((one for one in known.latin if len(one) >= LATIN_SLIP and one_edit(word, one)), default=word)

    return re.sub(rf"[a-z]{{{LATIN_SLIP - 1},}}", right, said)


def _group(said: str) -> tuple[int, tuple[int, int]]:
    match = _GROUP.search(said)
    if match is None:
        return 0, (0, 0)
    number = match["no"] or match["group"]
    if number.isascii():
        return int(number), match.span()
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (_DIGITS.index(ones) if ones else 0), match.span()


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\0" * (end - start) + text[end:]


def _marks(said: str, known: Lexicon) -> list[_Mark]:
    """Return the known words in `said`, also those with one wrong character.

    Words of a question and names of things may lie over each other (种粮补贴 and 补贴发了多少); two of a sort never do.
    """
    marks = _exact(said, known)
    for mark in _slips(said, marks, known):
        rivals = [one for one in marks if one.word.thing == mark.word.thing]
        if all(mark.end <= one.start or one.end <= mark.start or _inside(one, mark) for one in rivals):
            marks = [one for one in marks if one not in rivals or not _inside(one, mark)] + [mark]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _inside(one: _Mark, other: _Mark) -> bool:
    return other.start <= one.start and one.end <= other.end and one.end - one.start < other.end - other.start


def _exact(said: str, known: Lexicon) -> list[_Mark]:
    blank = [char != "\0" for char in said]
    free = {True: list(blank), False: list(blank)}
    marks = []
    for word in known.words:
        form, at = word.form, -1
        while (at := said.find(form, at + 1)) >= 0:
            end = at + len(form)
            if all(free[word.thing][at:end]) and _stands_alone(said, at, end, free[False], word):
                free[word.thing][at:end] = [False] * len(form)
                if word.kept:
                    free[False][at:end] = [False] * len(form)
                marks.append(_Mark(at, end, word))
    return marks


def _stands_alone(said: str, start: int, end: int, free: list[bool], word: Word) -> bool:
    """Tell whether a word is not just a part of another: Latin words are whole, and one character stands apart."""
    if word.form.isascii():
        return not (start and said[start - 1].isalpha()) and not said[end : end + 1].isalpha()
    if len(word.form) > 1 or word.thing:
        return True
    return not (start > 0 and free[start - 1] and end < len(said) and free[end])


def _slips(said: str, marks: list[_Mark], known: Lexicon) -> Iterator[_Mark]:
    """Yield words that stand in `said` but for one character, the longest first."""
    # One character alone may itself be the wrong one: 地 in 地保.
    covered = {at for mark in marks if mark.end - mark.start > 1 for at in range(mark.start, mark.end)}
    for length in range(min(LONGEST, len(said)), 1, -1):
        for start in range(len(said) - length + 1):
            window = said[start : start + length]
            if "\0" in window or window.isascii() or all(at in covered for at in range(start, start + length)):
                continue
            for key in masked(window):
                # The wrong character is one that no word covers: what is known as it stands is not put right.
                if start + key.index("\0") in covered:
                    continue
                for word in known.masked.get(key, ()):
                    if is_slip(window, word.form):
                        yield _Mark(start, start + length, word, 0.9)


def _stretches(said: str, marks: list[_Mark], known: Lexicon) -> list[str]:
    """Return what names the thing: what no word of a question covers, things put right, small words left out."""
    written = [*said]
    for mark in marks:
        if not mark.word.thing:
            written[mark.start : mark.end] = "\0" * (mark.end - mark.start)
    for mark in marks:
        if mark.word.thing:
            written[mark.start : mark.end] = [mark.word.form, *[""] * (mark.end - mark.start - 1)]
    parts = re.split("[\0的]+", "".join(written))
    return list(dict.fromkeys(filter(None, (_stripped(part, known) for part in parts))))


def _stripped(part: str, known: Lexicon) -> str:
    """Return a stretch without the small words at its ends; nothing where it holds nothing else."""
    part = part.strip()
    while part and part not in known.names:
        word = next((one for one in known.small if _ends(part, one, known)), None)
        if word is None:
            break
        part = (part.removeprefix(word) if _begins(part, word, known) else part.removesuffix(word)).strip()
    return part


def _ends(part: str, word: str, known: Lexicon) -> bool:
    if not word.isascii():
        return _begins(part, word, known) or (part.endswith(word) and not _is_in_name(part, word, known))
    return part == word or part.startswith(f"{word} ") or part.endswith(f" {word}")


def _begins(part: str, word: str, known: Lexicon) -> bool:
    """Tell whether a stretch begins with a small word that is not the beginning of a name: 村 in 村道."""
    if not part.startswith(word):
        return False
    return word.isascii() or not any(name != word and part.startswith(name) for name in known.begun.get(word[0], ()))


def _is_in_name(part: str, word: str, known: Lexicon) -> bool:
    return any(len(name) > len(word) and name.endswith(word) and part.endswith(name) for name in known.names)


def _whole(said: str, known: Lexicon) -> tuple[Kind, ...]:
    """Return the kinds that the words mean when they are all that was said."""
    close = re.sub("\0+", "", said).strip()
    polite = sorted((word.form for word in known.words if word.polite), key=len, reverse=True)
    for form in polite:
        close = close.replace(form, "") if not form.isascii() else close.removeprefix(form).strip()
    for tried in (re.sub("\0+", "", said).strip(), close, _stripped(close, known)):
        if found := known.whole.get(tried):
            return found
    return ()


def _takes(known: Lexicon, kind: Kind, what: str) -> bool:
    return kind in known.kinds and what in known.kinds[kind].takes


def _fit(known: Lexicon, kind: Kind, thing: str, *, has_period: bool) -> float:
    fit = 0.0
    if thing:
        fit += _FITS if _takes(known, kind, "thing") else _DOES_NOT_FIT
    if has_period:
        fit += _FITS if _takes(known, kind, "time") else _DOES_NOT_FIT
    return fit
