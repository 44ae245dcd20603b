"""Full text over the documents: FTS5, one token a Chinese character, one a run of Latin letters or digits.

A trigram index finds nothing for words of one or two characters, which is most Chinese search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from village_board.store.collection import Hit

if TYPE_CHECKING:
    from datetime import date

    from village_board.store.collection import Id
    from village_board.store.sqlite import SqliteEngine

#: A search row's number is its day above these bits, then a count: downwards is newest first.
DAY = 40
# Han and its marks, kana, bopomofo: a character each.
_SINGLE = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
# Punctuation is a token of its own, so that no phrase reaches across it.
_BREAK = "\u00b7"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # Made at the first use: they take 4 ms, and no start waits for a search.
    return re.compile(rf"[{_SINGLE}]|[^\W_{_SINGLE}]+|(?:[^\w ]|_)+"), re.compile(rf"[^{_SINGLE}]")


def tokens(text: str) -> list[str]:
    """Return the tokens of folded `text`; a space divides and is none itself."""
    # Text as `village_board.text.fold.tokens` writes it stands in tokens already: an import writes thousands.
    words = text.replace("\n", f" {_BREAK} ").split()
    told = "".join([word for word in words if word != _BREAK])
    if told.isalnum() and "".join([word for word in words if len(word) > 1]).isascii():
        return words
    return [token if token[0].isalnum() else _BREAK for token in _patterns()[0].findall(text)]


def day_of(number: int) -> date | None:
    """Return the day that stands in a search row's number."""
    from datetime import date  # noqa: PLC0415 - only a move asks

    return date.fromordinal(number >> DAY) if number >> DAY else None


def behind(day: date) -> int:
    """Return the cursor behind which the hits of `day` and of earlier days follow."""
    return (day.toordinal() + 1) << DAY


def trimmed(found: list[str]) -> list[str]:
    """Return the tokens of a phrase without the punctuation around it."""
    first = next((at for at, token in enumerate(found) if token != _BREAK), len(found))
    last = next((at for at in range(len(found), first, -1) if found[at - 1] != _BREAK), first)
    return found[first:last]


def is_single(token: str) -> bool:
    """Tell whether `token` is one Chinese character, and no run of Latin letters or digits."""
    return not _patterns()[1].match(token)


def phrase(words: str) -> str | None:
    """Return `words` as an FTS5 phrase; None when they hold nothing to search for.

    A run of Latin letters or digits at the end matches every run that begins so.
    """
    found = trimmed(tokens(words))
    if not found:
        return None
    return f'"{" ".join(found)}"' + ("" if is_single(found[-1]) else "*")


class SqliteWords:
    """Search rows in the documents' own file; see `village_board.store.engine.Words`."""

    def __init__(self, engine: SqliteEngine) -> None:
        self._engine = engine

    def put(self, collection: str, doc_id: Id, day: date | None, text: str) -> None:
        """Replace the search row of a document; an empty text leaves it without one."""
        engine, village = self._engine, self._engine.village
        first = (day.toordinal() if day else 0) << DAY
        with engine.transaction():
            self.forget(collection, doc_id)
            words = " ".join(tokens(text))
            if not words:
                return
            last = engine.run("SELECT max(n) FROM found WHERE n >= ? AND n < ?", (first, first + (1 << DAY)))
            n = first + 1 if last[0][0] is None else last[0][0] + 1
            engine.write(
                "INSERT INTO found (n, village, coll, id) VALUES (?, ?, ?, ?)",
                (n, village, collection, doc_id),
            )
            engine.write(
                "INSERT INTO words (rowid, scope, text) VALUES (?, ?, ?)",
                (n, _scope(village, collection), words),
            )

    def put_new(self, collection: str, found: Sequence[tuple[Id, date | None, str]]) -> None:
        """Write the search rows of documents that never had one, inside a transaction."""
        engine, village = self._engine, self._engine.village
        scope = _scope(village, collection)
        last: dict[int, int] = {}
        places: list[tuple[int, str, str, Id]] = []
        texts: list[tuple[int, str, str]] = []
        for doc_id, day, text in found:
            words = " ".join(tokens(text))
            if not words:
                continue
            first = (day.toordinal() if day else 0) << DAY
            if first not in last:
                of_day = engine.run("SELECT max(n) FROM found WHERE n >= ? AND n < ?", (first, first + (1 << DAY)))
                last[first] = first if of_day[0][0] is None else of_day[0][0]
            last[first] += 1
            places.append((last[first], village, collection, doc_id))
            texts.append((last[first], scope, words))
        engine.write_many("INSERT INTO found (n, village, coll, id) VALUES (?, ?, ?, ?)", places)
        engine.write_many("INSERT INTO words (rowid, scope, text) VALUES (?, ?, ?)", texts)

    def forget(self, collection: str, doc_id: Id) -> None:
        """Remove the search row of a document."""
        self._drop("village = ? AND coll = ? AND id = ?", (self._engine.village, collection, doc_id))

    def forget_all(self, collection: str) -> None:
        """Remove the search rows of a collection."""
        self._drop("village = ? AND coll = ?", (self._engine.village, collection))

    def _drop(self, condition: str, values: tuple[Id, ...]) -> None:
        for (n,) in self._engine.write(f"DELETE FROM found WHERE {condition} RETURNING n", values):  # noqa: S608
            self._engine.write("DELETE FROM words WHERE rowid = ?", (n,))

    def every(self) -> Iterator[tuple[str, Id, date | None, str]]:
        """Return the search rows, from the oldest: collection, id, day and folded words."""
        engine = self._engine
        # The index keeps no texts; they are put together from the places of their tokens.
        engine.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab (main, words, instance)")
        rows = engine.stream(
            "SELECT n, coll, id, term FROM found JOIN temp.places ON doc = n "
            "WHERE village = ? AND col = 'text' ORDER BY n, offset",
            (engine.village,),
        )
        for (n, coll, doc_id), terms in groupby(rows, itemgetter(0, 1, 2)):
            yield coll, doc_id, day_of(n), " ".join(term for *_, term in terms)

    def find(
        self, phrases: Sequence[str], *, collections: Sequence[str] | None, limit: int, before: int | None
    ) -> list[Hit]:
        """Return the documents that hold all phrases, newest first."""
        wanted = [phrase(words) for words in phrases]
        if not wanted or None in wanted or (collections is not None and not collections):
            return []
        match = f"text : ({' AND '.join(str(words) for words in wanted)})"
        if collections is not None:
            scopes = " OR ".join(f'"{_scope(self._engine.village, name)}"' for name in collections)
            match = f"scope : ({scopes}) AND {match}"
        # CROSS JOIN keeps the order of the tables: `words` backwards is the order wanted.
        rows = self._engine.run(
            "SELECT coll, id, n FROM words CROSS JOIN found ON n = words.rowid WHERE words MATCH ? "
            "AND words.rowid < ? AND village = ? ORDER BY words.rowid DESC LIMIT ?",
            (match, (1 << 62) if before is None else before, self._engine.village, limit),
        )
        return [Hit(coll, doc_id, n) for coll, doc_id, n in rows]


def _scope(village: str, collection: str) -> str:
    # One token whatever the names hold; hexadecimal is safe in a query.
    return f"{village.encode().hex()}z{collection.encode().hex()}"
