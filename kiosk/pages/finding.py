"""Searching: by words, by the first letters of their pinyin, or by the digits under which those letters lie (K20)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.letters import LETTERS, MOST, topics_for
from kiosk.pages.places import PUBLIC_KINDS, entry_of
from kiosk.sheet import Entry, Page, Sheet, Shelf, Words

#: hits that are read; whoever wants others types more.
LIMIT = 60
#: digits that are spelled; longer runs are numbers of papers.
_SPELLED = 6
#: spellings that are followed at once.
_FOLLOWED = 64
#: collections in which anything is looked for: those that have a page here, and so never people.
SEARCHED = tuple(cls.KIND.collection for cls in PUBLIC_KINDS)


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found for a query.

    Attributes:
        query: what was typed.
        rows: topics, or records; of topics the last row leads to all titles with these letters.
        more: whether there are more than these.
        count: how many were found, without the row that leads further.
    """

    query: str
    rows: tuple[Entry, ...]
    more: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class TitlesPage(Page):
    """All records whose titles hold these letters."""

    query: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return the rows, the newest first."""
        found = titles(shelf, self.query)
        rows = found.rows or (Words(shelf.t("Nothing found. Try fewer letters.")),)
        return Sheet(shelf.t("Titles with {letters}", letters=self.query), rows, counted=(1, found.count))


def find(shelf: Shelf, query: str) -> Hits:
    """Return the topics that `query` spells, else the records that it finds; runs in the reading thread."""
    spelled = query.lower()
    if spelled.isascii() and (spelled.isalpha() or (spelled.isdecimal() and len(spelled) <= _SPELLED)):
        topics = topics_for(shelf, spelled)
        if topics:
            further = Entry(shelf.t("All titles with these letters"), TitlesPage(query))
            return Hits(query, (*topics, further), more=False, count=len(topics))
    return titles(shelf, query)


def titles(shelf: Shelf, query: str) -> Hits:
    """Return the records that `query` finds, by words or by the letters of its digits, the newest first."""
    found: dict[str, Entry] = {}
    for words in (query, *spellings(shelf, query)):
        for hit in shelf.records.search(words, collections=SEARCHED, limit=LIMIT):
            if hit.record.id not in found and (entry := entry_of(shelf, hit.record)):
                found[hit.record.id] = entry
        if len(found) >= LIMIT:
            break
    rows = tuple(found.values())
    return Hits(query, rows[:LIMIT], more=len(rows) >= LIMIT, count=len(rows[:LIMIT]))


def spellings(shelf: Shelf, query: str) -> list[str]:
    """Return what the digits of `query` may spell and something begins with: ``94`` -> ``yg``, ``xh`` ..."""
    if not query or len(query) > _SPELLED or not all(digit in LETTERS for digit in query):
        return []
    begun = [""]
    for digit in query:
        longer = [start + letter for start in begun for letter in LETTERS[digit]]
        begun = [word for word in longer if shelf.records.search(word, limit=1)][:_FOLLOWED]
    return begun


__all__ = ["LETTERS", "MOST", "SEARCHED", "Hits", "TitlesPage", "find", "spellings", "titles"]
