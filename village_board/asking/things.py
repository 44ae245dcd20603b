"""Finding the records that somebody's words name: by the words, by another name, or with one character wrong.

Only the store's word index is asked, a few times for one question, and never all records of a kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from village_board.accounts.model import Voucher
from village_board.asking.alike import differing, sound_alike
from village_board.asking.lexicon import lexicon
from village_board.asking.understanding import core_of, things_in
from village_board.base.kind import Record
from village_board.desk import Records
from village_board.disclosure.model import Item
from village_board.text.clean import is_han
from village_board.text.fold import fold

R = TypeVar("R", bound=Record)

#: records that are looked at for one way of writing the words: of the kinds of which there are very many; of others
#: practically all.
_MOST_OF_MANY, _MOST_OF_FEW = 40, 400
_MANY: frozenset[type[Record]] = frozenset({Item, Voucher})
#: records that are kept until something changes.
_MOST_KNOWN = 4096
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
    known, said = _known(records), dict.fromkeys((core_of(thing), thing))
    found = {one.id: one for words in said for one in _holding(records, words, classes, known)}
    for words in other_names(thing):
        # By another name only what bears it: 大路 in a plan for street lights is no road.
        for one in _holding(records, words, classes, known):
            if words.replace(" ", "") in _plain(one.title):
                found.setdefault(one.id, one)
    if not found:
        found = {one.id: one for one in _with_a_slip(records, thing, classes, known)}
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
    return _holding(records, words, classes, _known(records))


def every_of(records: Records, words: str, cls: type[R], first: date, last: date, *, most: int) -> tuple[list[R], bool]:
    """Return the public records of a kind, with a day from `first` to `last`, that hold `words`, the newest first.

    Of more than `most` only the newest are read; the second value tells whether there are more.
    """
    if not words:
        return [], False
    hits = records.hits(words, collections=[cls.KIND.collection], limit=most + 1, first=first, last=last)
    ids = [str(hit.id) for hit in hits]
    found = [one for one in _read(records, ids[:most], _known(records)) if isinstance(one, cls) and one.public]
    return [one for one in found if _means(one, words)], len(ids) > most


def most_of(classes: Sequence[type[Record]]) -> int:
    """Return how many records of these kinds are looked at for one way of writing the words."""
    return _MOST_OF_FEW if _MANY.isdisjoint(classes) else _MOST_OF_MANY


def _known(records: Records) -> dict[str, Record]:
    """Return the records that were found since something changed, by their ids.

    One question, and the next about the same pond, look at the same records many times.
    """
    return records.remembered(_known, dict)


def _holding(records: Records, words: str, classes: Sequence[type[R]], known: dict[str, Record]) -> list[R]:
    if not words:
        return []
    kept = [one for one in _found(records, words, classes, known) if _means(one, words)]
    return sorted(kept, key=lambda one: words.replace(" ", "") not in _plain(one.title))


def _found(records: Records, words: str, classes: Sequence[type[R]], known: dict[str, Record]) -> list[R]:
    """Return the public records of these kinds that hold `words`, the newest first; see `most_of`."""
    hits = records.hits(words, collections=[cls.KIND.collection for cls in classes], limit=most_of(classes))
    found = _read(records, [str(hit.id) for hit in hits], known)
    return [one for one in found for cls in classes if isinstance(one, cls) and one.public]


def _read(records: Records, ids: Sequence[str], known: dict[str, Record]) -> list[Record]:
    """Return the records with these ids, in this order."""
    unknown = [id_ for id_ in ids if id_ not in known]
    read = dict(zip(unknown, records.several(unknown), strict=True))
    if len(known) + len(read) <= _MOST_KNOWN:
        known.update(read)
    return [known[id_] if id_ in known else read[id_] for id_ in ids]


def _means(record: Record, words: str) -> bool:
    """Tell whether a record that holds one character means that thing, and not a longer word: 路 is not in 路灯."""
    if len(words) > 1 or not is_han(words) or words not in lexicon().names:
        return True
    known = things_in(_plain(record.title))
    return words in known or not any(words in name for name in known)


def _with_a_slip(records: Records, thing: str, classes: Sequence[type[R]], known: dict[str, Record]) -> list[R]:
    """Return records in whose title `thing` stands but for one character."""
    said = thing.replace(" ", "")
    if len(said) < 2:  # noqa: PLR2004 - one character alone is another word
        return []
    for at in range(min(len(said), MOST_WRONG)):
        around = " ".join(filter(None, (said[:at], said[at + 1 :])))
        if kept := [one for one in _found(records, around, classes, known) if _slips_into(said, _plain(one.title), at)]:
            return kept
    return []


def _slips_into(said: str, title: str, at: int) -> bool:
    for start in range(len(title) - len(said) + 1):
        window = title[start : start + len(said)]
        if differing(said, window) == [at] and (len(said) >= ANY_OTHER or sound_alike(said[at], window[at])):
            return True
    return False


@lru_cache(maxsize=_MOST_KNOWN)
def _plain(title: str) -> str:
    return fold(title).replace(" ", "")
