"""Topics under the first letters of their pinyin: a small table of its own, so that no dictionary is loaded (K20)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kiosk.pages.asked import question_page
from kiosk.sheet import Entry, Shelf
from village_board.asking.lexicon import lexicon
from village_board.asking.model import Kind, Question
from village_board.base.message import Message
from village_board.data_files import data_path

#: letters on a telephone's digits.
LETTERS = {"2": "abc", "3": "def", "4": "ghi", "5": "jkl", "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz"}
#: topics that one screen shows, and other names that stand beside one.
MOST = 6
_NAMES = 3


@dataclass(frozen=True, slots=True)
class LetterTopic:
    """One topic: its word, the first letters of all its readings, what it asks."""

    word: str
    letters: tuple[str, ...]
    asks: Kind


def digits_of(letters: str) -> str:
    """Return the digits under which letters lie: ``yt`` -> ``98``."""
    return "".join(_DIGITS[letter] for letter in letters)


def topics_for(shelf: Shelf, query: str) -> list[Entry]:
    """Return the topics whose first letters begin with `query`, digits or letters.

    Those that it spells whole come first, by their usual reading and their official name before any other, at most
    `MOST`; beside them stand others up to `MOST`, which one more letter finds. A thing that no public record names is
    left out, and one name of a thing stands for all.
    """
    whole: dict[str, tuple[bool, bool, LetterTopic]] = {}
    begun: dict[str, LetterTopic] = {}
    for topic in sorted(topics(), key=lambda one: (one.word != _group(one), len(one.word))):
        spelled = [digits_of(letters) if query.isdecimal() else letters for letters in topic.letters]
        group = _group(topic)
        if query in spelled:
            whole.setdefault(group, (spelled[0] != query, topic.word != group, topic))
        elif any(text.startswith(query) for text in spelled):
            begun.setdefault(group, topic)
    found = [one for *_, one in sorted(whole.values(), key=lambda rank: rank[:2]) if _is_known(shelf, one)][:MOST]
    further = [one for group, one in begun.items() if group not in whole and _is_known(shelf, one)]
    if found:
        further = further[: MOST - len(found)]
    return [_entry(shelf, topic) for topic in (*found, *further)]


@cache
def topics() -> tuple[LetterTopic, ...]:
    """Return the shipped topics."""
    rows = tomllib.loads(data_path("finding", "topics.toml").read_text(encoding="utf-8"))
    return tuple(LetterTopic(word, tuple(row["letters"]), Kind(row["asks"])) for word, row in rows.items())


def _entry(shelf: Shelf, topic: LetterTopic) -> Entry:
    t = shelf.t
    if topic.asks is not Kind.THING:
        label: Message = lexicon().kinds[topic.asks].label
        return Entry(topic.word, question_page(Question(topic.asks)), note=t.say(label))
    names = [name for name in lexicon().names[topic.word] if name != topic.word and not name.isascii()]
    page = question_page(Question(Kind.THING, thing=topic.word))
    return Entry(topic.word, page, note=t("Also called: {names}", names="、".join(names[:_NAMES])) if names else "")


def _group(topic: LetterTopic) -> str:
    return lexicon().names[topic.word][0] if topic.asks is Kind.THING else topic.word


def _is_known(shelf: Shelf, topic: LetterTopic) -> bool:
    if topic.asks is not Kind.THING:
        return True
    names = [name for name in lexicon().names[topic.word] if len(name) > 1 and not name.isascii()]
    return any(shelf.records.search(name, limit=1) for name in names)


_DIGITS: Mapping[str, str] = MappingProxyType({letter: digit for digit, some in LETTERS.items() for letter in some})
