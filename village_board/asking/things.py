"""Finding the records that somebody's words name: by the words, by another name, or with one character wrong.

Only the store's word index is asked, a few times for one question, and never all records of a kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from village_board.asking.alike import differing, sound_alike
from village_board.asking.lexicon import lexicon
from village_board.asking.understanding import core_of, things_in
from village_board.base.kind import Record
from village_board.desk import Found, Records
from village_board.text.clean import is_han
from village_board.text.fold import fold

R = TypeVar("R", bound=Record)

#: records that are looked at for one way of writing the words.
MOST = 40
#: characters of a word that are taken for wrong one after another.
MOST_WRONG = 12
#: from so many characters on, the wrong one may be any other.
ANY_OTHER = 3


def named(records: Records, thing: str, *classes: type[R]) -> list[R]:
    """Return the public records of these kinds that `thing` names, those first that hold it in their title.

    What is found by the words as they were said comes before what another name of the same thing finds; a wrong
    character is put right only where neither finds anything.
    """
    if not thing:
        return []
    found = {one.id: one for words in (core_of(thing), thing) for one in _holding(records, words, classes)}
    for words in other_names(thing):
        # By another name only what bears it: 大路 in a plan for street lights is no road.
        for one in _holding(records, words, classes):
            if words.replace(" ", "") in _plain(one.title):
                found.setdefault(one.id, one)
    if not found:
        found = {one.id: one for one in _with_a_slip(records, thing, classes)}
    plain = thing.replace(" ", "")
    return sorted(found.values(), key=lambda one: plain not in _plain(one.title))


def other_names(thing: str) -> list[str]:
    """Return `thing` with each name of a common thing in it replaced by its other names: 修路 also means 村道."""
    known = lexicon()
    made = [
        thing.replace(name, other)
        for name in things_in(thing)
        for other in known.names.get(name, ())
        if other != name and not other.isascii()  # records are written in Chinese
    ]
    # Where more was said than the common name alone (东头鱼塘), the name alone would find too much.
    return list(dict.fromkeys(made))


def holding(records: Records, words: str, *classes: type[R]) -> list[R]:
    """Return the public records of these kinds that hold `words`, those in their title first, then the newest."""
    return _holding(records, words, classes)


def _holding(records: Records, words: str, classes: Sequence[type[R]]) -> list[R]:
    if not words:
        return []
    hits = records.search(words, collections=[cls.KIND.collection for cls in classes], limit=MOST)
    found = _public(hits, classes)
    kept = [one for one in found if _means(one, words)]
    return sorted(kept, key=lambda one: words.replace(" ", "") not in _plain(one.title))


def _public(hits: Sequence[Found], classes: Sequence[type[R]]) -> list[R]:
    return [hit.record for hit in hits for cls in classes if isinstance(hit.record, cls) and hit.record.public]


def _means(record: Record, words: str) -> bool:
    """Tell whether a record that holds one character means that thing, and not a longer word: 路 is not in 路灯."""
    if len(words) > 1 or not is_han(words) or words not in lexicon().names:
        return True
    known = things_in(_plain(record.title))
    return words in known or not any(words in name for name in known)


def _with_a_slip(records: Records, thing: str, classes: Sequence[type[R]]) -> list[R]:
    """Return records in whose title `thing` stands but for one character."""
    said = thing.replace(" ", "")
    collections = [cls.KIND.collection for cls in classes]
    if len(said) < 2:  # noqa: PLR2004 - one character alone is another word
        return []
    for at in range(min(len(said), MOST_WRONG)):
        around = " ".join(filter(None, (said[:at], said[at + 1 :])))
        hits = records.search(around, collections=collections, limit=MOST)
        found = _public(hits, classes)
        if kept := [one for one in found if _slips_into(said, _plain(one.title), at)]:
            return kept
    return []


def _slips_into(said: str, title: str, at: int) -> bool:
    for start in range(len(title) - len(said) + 1):
        window = title[start : start + len(said)]
        if differing(said, window) == [at] and (len(said) >= ANY_OTHER or sound_alike(said[at], window[at])):
            return True
    return False


def _plain(title: str) -> str:
    return fold(title).replace(" ", "")
