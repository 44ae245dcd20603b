"""Searching: by words, by the first letters of their pinyin, or by the digits under which those letters lie (K20)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.places import entry_of
from kiosk.sheet import Entry, Shelf

#: hits that are read; whoever wants others types more.
LIMIT = 60
#: letters on a telephone's digits.
LETTERS = {"2": "abc", "3": "def", "4": "ghi", "5": "jkl", "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz"}
#: digits that are spelled; longer runs are numbers of papers.
_SPELLED = 6
#: spellings that are followed at once.
_FOLLOWED = 64


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found for a query."""

    query: str
    rows: tuple[Entry, ...]
    more: bool


def find(shelf: Shelf, query: str) -> Hits:
    """Return the records that `query` finds, the newest first; runs in the reading thread."""
    found: dict[str, Entry] = {}
    for words in (query, *spellings(shelf, query)):
        for hit in shelf.records.search(words, limit=LIMIT):
            if hit.record.id not in found and (entry := entry_of(shelf, hit.record)):
                found[hit.record.id] = entry
        if len(found) >= LIMIT:
            break
    rows = tuple(found.values())
    return Hits(query, rows[:LIMIT], more=len(rows) >= LIMIT)


def spellings(shelf: Shelf, query: str) -> list[str]:
    """Return what the digits of `query` may spell and something begins with: ``94`` -> ``yg``, ``xh`` ..."""
    if not query or len(query) > _SPELLED or not all(digit in LETTERS for digit in query):
        return []
    begun = [""]
    for digit in query:
        longer = [start + letter for start in begun for letter in LETTERS[digit]]
        begun = [word for word in longer if shelf.records.search(word, limit=1)][:_FOLLOWED]
    return begun
