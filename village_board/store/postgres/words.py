"""Full text over the documents: a row a document with its keys, one or two characters each, in a GIN index.

Words of one or two characters, which is most Chinese search, are answered by the index alone. Longer ones ask for all
their pairs, and the rows that have those are looked at.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from village_board.store.collection import Hit
from village_board.store.search import DAY, day_of, is_single, tokens, trimmed

if TYPE_CHECKING:
    from datetime import date

    from village_board.store.collection import Id
    from village_board.store.postgres.engine import PostgresEngine

#: Latin letters and digits are found by their beginning: so many beginnings are keys, longer ones are looked at.
_LONGEST_KEY = 8
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)

_PUT = """INSERT INTO found (village, coll, id, text, keys, n) SELECT %s, %s, %s, %s, %s::text[],
    1 + coalesce(max(n), %s::bigint) FROM found WHERE village = %s AND n > 0 AND n >= %s::bigint AND n < %s::bigint"""


class Sought(NamedTuple):
    """A phrase: the keys that its documents have, and the part of their text that must stand there, if any."""

    keys: list[str]
    part: str | None


def keys_of(found: Sequence[str]) -> set[str]:
    """Return the keys of a text, given as its tokens."""
    keys: set[str] = set()
    for token in found:
        if is_single(token):
            keys.add(token)
        elif token.isalnum():
            keys.update(token[:length] for length in range(1, min(len(token), _LONGEST_KEY) + 1))
    keys.update(one + other for one, other in pairwise(found) if is_single(one) and is_single(other))
    return keys


def sought(words: str) -> Sought | None:
    """Return how `words` are looked for; None when they hold nothing to search for."""
    found = trimmed(tokens(words.translate(_LOWER)))
    if not found:
        return None
    last = found[-1]
    begins = not is_single(last)
    if len(found) == 1:
        return Sought([last[:_LONGEST_KEY]], f" {last}" if len(last) > _LONGEST_KEY else None)
    pairs = [one + other for one, other in pairwise(found) if is_single(one) and is_single(other)]
    runs = [token[:_LONGEST_KEY] for token in found if not is_single(token) and token.isalnum()]
    if len(found) == 2 and pairs:  # noqa: PLR2004 - a pair
        return Sought(pairs, None)
    singles = [] if len(pairs) == len(found) - 1 else [token for token in found if is_single(token)]
    return Sought(pairs + runs + singles, f" {' '.join(found)}" + ("" if begins else " "))


class PostgresWords:
    """Search rows beside the documents; see `village_board.store.engine.Words`."""

    def __init__(self, engine: PostgresEngine) -> None:
        self._engine = engine
        # A key carries its village, so that no search walks through another's postings.
        self._of = f"{engine.village} "

    def put_new(self, collection: str, found: Sequence[tuple[Id, date | None, str]]) -> None:
        """Write the search rows of documents that never had one, inside a transaction."""
        for doc_id, day, text in found:
            self.put(collection, doc_id, day, text)

    def put(self, collection: str, doc_id: Id, day: date | None, text: str) -> None:
        """Replace the search row of a document; an empty text leaves it without one."""
        with self._engine.transaction():
            self.forget(collection, doc_id)
            found = tokens(text.translate(_LOWER))
            if not found:
                return
            village, first = self._engine.village, (day.toordinal() if day else 0) << DAY
            self._engine.write(
                _PUT,
                (
                    *(village, collection, str(doc_id), f" {' '.join(found)} "),
                    [self._of + key for key in sorted(keys_of(found))],
                    *(first, village, first, first + (1 << DAY)),
                ),
            )

    def every(self) -> Iterator[tuple[str, Id, date | None, str]]:
        """Return the search rows, from the oldest: collection, id, day and folded words."""
        sql = "SELECT coll, id, n, text FROM found WHERE village = %s AND n > 0 ORDER BY n"
        given = str if self._engine.keep_ids else int
        for coll, doc_id, n, text in self._engine.stream(sql, (self._engine.village,)):
            yield coll, given(doc_id), day_of(n), text.strip()

    def forget(self, collection: str, doc_id: Id) -> None:
        """Remove the search row of a document."""
        values = (self._engine.village, collection, str(doc_id))
        self._engine.write("DELETE FROM found WHERE village = %s AND coll = %s AND id = %s", values)

    def forget_all(self, collection: str) -> None:
        """Remove the search rows of a collection."""
        values = (self._engine.village, collection)
        self._engine.write("DELETE FROM found WHERE village = %s AND coll = %s", values)

    def find(
        self, phrases: Sequence[str], *, collections: Sequence[str] | None, limit: int, before: int | None
    ) -> list[Hit]:
        """Return the documents that hold all phrases, newest first."""
        wanted = [sought(words) for words in phrases]
        if not wanted or None in wanted or (collections is not None and not collections):
            return []
        all_keys = sorted({self._of + key for one in wanted if one for key in one.keys})
        parts = [one.part for one in wanted if one and one.part]
        rows = self._engine.run(
            "SELECT coll, id, n FROM find_words(%s::text[], %s::text[], %s::text[], %s::bigint, %s::bigint)",
            (
                all_keys,
                parts,
                None if collections is None else list(collections),
                1 << 62 if before is None else before,
                limit,
            ),
        )
        given = str if self._engine.keep_ids else int
        return [Hit(coll, given(doc_id), n) for coll, doc_id, n in rows]
