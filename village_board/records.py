"""Reading the board: records by id, by query, by page, by words; and what was read once for one state of the store."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from village_board.base.clock import Clock, local
from village_board.base.codec import from_json
from village_board.base.errors import NotFound
from village_board.base.ids import is_id, prefix_of
from village_board.base.kind import Change, Record
from village_board.base.message import say
from village_board.base.page import Page
from village_board.store import Database, Hit
from village_board.store.search import behind, day_of
from village_board.text.fold import phrases
from village_board.trust.names import HEAD, HEAD_ID, LOG

if TYPE_CHECKING:
    from village_board.people.acts import Act

R = TypeVar("R", bound=Record)
T = TypeVar("T")

# What was read for one state of each store (`Records.remembered`).
_REMEMBERED: WeakKeyDictionary[Database, dict[Hashable, Any]] = WeakKeyDictionary()
_REMEMBERING = Lock()
_STATE = object()
_MOST_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of a search: the record, and the cursor after which the next ones follow."""

    record: Record
    cursor: Any


@dataclass(frozen=True, slots=True)
class Done:
    """One act as the log keeps it: when, what, about which record (an id, or a word of the program's)."""

    at: datetime
    act: Act
    subject: str


class Records:
    """Reading: records by id, by query, by page, by words."""

    def __init__(self, db: Database, kinds: Mapping[str, type[Record]], clock: Clock) -> None:
        self._db = db
        self._kinds = kinds
        self.now: datetime = clock.now()
        self.today: date = clock.today()

    def get(self, cls: type[R], id: str) -> R:  # noqa: A002 - the field's own name
        """Return the record with this id.

        Raises:
            NotFound: there is none.
        """
        document = self._db.table(cls.KIND.collection).get(doc_id=id)
        if document is None:
            raise NotFound(cls.KIND.label, id)
        return record_of(cls, document)

    def lookup(self, id: str) -> Record:  # noqa: A002
        """Return the record with this id, of whatever kind.

        Raises:
            NotFound: there is none.
        """
        cls = self._kinds.get(prefix_of(id)) if is_id(id) else None
        if cls is None:
            raise NotFound(say("record"), id)
        return self.get(cls, id)

    def one(self, cls: type[R], query: Any) -> R | None:
        """Return a record that matches `query`, or None."""
        document = self._db.table(cls.KIND.collection).get(query)
        return None if document is None else record_of(cls, document)

    def find(self, cls: type[R], query: Any) -> list[R]:
        """Return all records that match `query`."""
        return [record_of(cls, document) for document in self._db.table(cls.KIND.collection).search(query)]

    def all(self, cls: type[R]) -> Iterator[R]:
        """Yield every record of a kind, in the order in which they were first written."""
        for document in self._db.table(cls.KIND.collection):
            yield record_of(cls, document)

    def page(
        self,
        cls: type[R],
        query: Any = None,
        *,
        order_by: str,
        descending: bool = False,
        limit: int = 20,
        offset: int = 0,
    ) -> Page[R]:
        """Return one page of the records that match `query`, in the order of a declared field."""
        table = self._db.table(cls.KIND.collection)
        rows = table.page(query, order_by=order_by, descending=descending, limit=limit + 1, offset=offset)
        return Page([record_of(cls, row) for row in rows[:limit]], offset, more=len(rows) > limit)

    def count(self, cls: type[Record], query: Any = None) -> int:
        """Return how many records match `query`."""
        table = self._db.table(cls.KIND.collection)
        return len(table) if query is None else table.count(query)

    def size(self, collection: str) -> int:
        """Return how many records a collection holds; its kind is not loaded for it."""
        return self._db.size(collection)

    def sums(
        self, cls: type[Record], names: Sequence[str], query: Any = None, *, by: str | None = None
    ) -> dict[Any, Any]:
        """Return the sums of declared integer fields, for each value of the declared field `by`."""
        return self._db.table(cls.KIND.collection).sums(names, query, by=by)

    def highest_day(self, subject: str, act: Act) -> date:
        """Return the highest day that was seen since the last `act` about `subject`, today included (A34).

        A clock that was set back gives no day a second time: what the log has seen since then counts. What it saw
        before does not, so that a clock that was once ahead closes nothing for ever.
        """
        from village_board.trust.log import entry_id, frontier_of  # noqa: PLC0415 - who only reads pays for no digests

        log, highest = self._db.table(LOG), self.today
        for n in range(frontier_of(self._db.table(HEAD).get(doc_id=HEAD_ID)).size - 1, -1, -1):
            entry = log.get(doc_id=entry_id(n))
            if entry is None:
                break
            record = entry["record"]
            highest = max(highest, local(datetime.fromisoformat(record["at"])).date())
            if (record["subject"], record["act"]) == (subject, act):
                break
        return highest

    def acts_by(self, person: str, *, limit: int, within: int) -> list[Done]:
        """Return what `person` did last, the newest first (A20).

        Args:
            person: the id.
            limit: how many acts at most.
            within: how many entries of the log are looked at, from the newest on.
        """
        from village_board.people.acts import Act  # noqa: PLC0415 - the first screen asks for none
        from village_board.trust.log import entry_id, frontier_of  # noqa: PLC0415 - who only reads pays for no digests

        log, found = self._db.table(LOG), list[Done]()
        size = frontier_of(self._db.table(HEAD).get(doc_id=HEAD_ID)).size
        for n in range(size - 1, max(size - within, 0) - 1, -1):
            entry = log.get(doc_id=entry_id(n))
            if entry is None or len(found) == limit:
                break
            said = entry["record"]
            if said["by"] == person:
                found.append(Done(datetime.fromisoformat(said["at"]), Act(said["act"]), said["subject"]))
        return found

    def search(
        self, words: str, *, collections: Sequence[str] | None = None, limit: int = 50, before: Any = None
    ) -> list[Found]:
        """Return public records that hold all of `words`, the newest first."""
        hits = self.hits(words, collections=collections, limit=limit, before=before)
        found = self.several([str(hit.id) for hit in hits])
        return [Found(record, hit.cursor) for record, hit in zip(found, hits, strict=True)]

    def hits(
        self,
        words: str,
        *,
        collections: Sequence[str] | None = None,
        limit: int = 50,
        before: Any = None,
        first: date | None = None,
        last: date | None = None,
    ) -> list[Hit]:
        """Return the ids and cursors of what `search` finds, of the days from `first` to `last`; no record is read."""
        wanted = phrases(words)
        if not wanted:
            return []
        if before is None and last is not None:
            before = behind(last)
        found: list[Hit] = self._db.search(wanted, collections=collections, limit=limit, before=before)
        if first is None:
            return found
        return [hit for hit in found if (day := day_of(hit.cursor)) is not None and day >= first]

    def several(self, ids: Sequence[str]) -> list[Record]:
        """Return the records with these ids, of whatever kinds, in this order; those of a kind are read together.

        Raises:
            NotFound: one of them is not there.
        """
        by_prefix: dict[str, list[str]] = {}
        for id_ in ids:
            by_prefix.setdefault(prefix_of(id_), []).append(id_)
        found: dict[str, Record] = {}
        for prefix, mine in by_prefix.items():
            cls = self._kinds.get(prefix)
            if cls is not None:
                documents = self._db.table(cls.KIND.collection).get(doc_ids=mine)
                found.update((str(document.doc_id), record_of(cls, document)) for document in documents)
        return [found[id_] if id_ in found else self.lookup(id_) for id_ in ids]

    def log_head(self) -> tuple[int, str] | None:
        """Return size and root of the log as it stands; None where its head is missing or is none."""
        head: Mapping[str, object] = self._db.table(HEAD).get(doc_id=HEAD_ID) or {}
        size, root = head.get("size"), head.get("root")
        return (size, root) if isinstance(size, int) and size > 0 and isinstance(root, str) else None

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` reads; it is kept under `key`, for today, until the next act of whatever process.

        Args:
            key: what tells it from everything else that is remembered.
            make: reads records that the log covers, and nothing else. What it returns is shared, and never changed
                but by what holds for the same state.
        """
        head = self._db.table(HEAD).get(doc_id=HEAD_ID)
        state = (self.today, None if head is None else (head.rev, str(head)))
        with _REMEMBERING:
            kept = _REMEMBERED.setdefault(self._db, {})
            if kept.get(_STATE) != state or len(kept) > _MOST_REMEMBERED:
                kept = _REMEMBERED[self._db] = {_STATE: state}
            elif key in kept:
                return cast("T", kept[key])
        kept[key] = made = make()
        return made


def record_of(cls: type[R], document: Any) -> R:
    """Return the record of class `cls` that a document of the store holds, with its revision and its last change."""
    change = document.get("_change")
    return from_json(cls, document, rev=document.rev, change=None if change is None else from_json(Change, change))
