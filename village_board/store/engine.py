"""What the documents need of an engine; another one fits in behind these protocols."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from village_board.store.collection import Hit, Id, KeptRow, Row, Value
from village_board.store.compile import Plan


class Rows(Protocol):
    """The rows of one collection of one village. Each method is one statement, atomic by itself."""

    def get(self, doc_id: Id) -> tuple[int, str] | None:
        """Return revision and body of a live document."""
        ...

    def some(self, doc_ids: Iterable[Id]) -> list[Row]:
        """Return the live documents of these ids, in the order of insertion."""
        ...

    def revision(self, doc_id: Id) -> int | None:
        """Return the revision of a live or removed document; None when the id was never given."""
        ...

    def insert(self, doc_id: Id, body: str) -> bool:
        """Write a new document at revision 1; False when the id was given before."""
        ...

    def insert_many(self, documents: Sequence[tuple[Id, str]]) -> None:
        """Write new documents at revision 1, inside a transaction, which fails when one of the ids was given before."""
        ...

    def given(self, doc_ids: Sequence[Id]) -> set[Id]:
        """Return those of these ids that were ever given, also to documents that were removed."""
        ...

    def replace(self, doc_id: Id, body: str, expected: int | None) -> int:
        """Write the next revision of a live document and return it; 0 when it is not live at `expected`."""
        ...

    def remove(self, doc_id: Id) -> bool:
        """Remove a live document; with opaque ids a tombstone keeps its id."""
        ...

    def clear(self) -> None:
        """Remove all documents."""
        ...

    def highest(self) -> int:
        """Return the highest id of a live document; 0 when there is none. For counted ids."""
        ...

    def next_counted(self) -> int | None:
        """Return the id that was noted as the next one; None: none was. For counted ids."""
        ...

    def count_on(self, number: int | None) -> None:
        """Note the next id, for every handle on the store; None: forget it. For counted ids."""
        ...

    def select(self, plan: Plan) -> Iterable[Row]:
        """Return the rows that the terms of `plan` let through, in no certain order."""
        ...

    def ordered(
        self, plan: Plan, order_by: str | None, *, descending: bool, limit: int = -1, offset: int = 0
    ) -> Iterator[Row]:
        """Return them in the order of a declared field, then of insertion; None: of insertion alone."""
        ...

    def after(self, seq: int, until: int, limit: int) -> list[Row]:
        """Return rows in the order of insertion, above `seq` and up to `until`."""
        ...

    def last_seq(self) -> int:
        """Return the place of the newest row; 0 when there is none."""
        ...

    def every(self) -> Iterator[KeptRow]:
        """Return the live rows as they lie, in the order of insertion, then the removed ones by their ids."""
        ...

    def load(self, doc_id: Id, rev: int, body: str | None) -> bool:
        """Write a row as it stood elsewhere, a tombstone too; False when the id was given before."""
        ...

    def count(self, plan: Plan) -> int:
        """Count them."""
        ...

    def sums(self, fields: Sequence[str], plan: Plan, by: str | None) -> list[tuple[Value, ...]]:
        """Return a row a group: the value of `by` (None without it), then the sum of each field."""
        ...


class Words(Protocol):
    """Full text of documents."""

    def put(self, collection: str, doc_id: Id, day: date | None, text: str) -> None:
        """Replace the search row of a document."""
        ...

    def put_new(self, collection: str, found: Sequence[tuple[Id, date | None, str]]) -> None:
        """Write the search rows of documents that never had one."""
        ...

    def every(self) -> Iterator[tuple[str, Id, date | None, str]]:
        """Return the search rows, from the oldest: collection, id, day and folded words."""
        ...

    def find(
        self, phrases: Sequence[str], *, collections: Sequence[str] | None, limit: int, before: int | None
    ) -> list[Hit]:
        """Return the documents that hold all phrases, newest first."""
        ...


class Engine(Protocol):
    """Where documents lie."""

    @property
    def path(self) -> str:
        """Where the documents lie, for people."""
        ...

    @property
    def schema_version(self) -> int:
        """The version of the schema."""
        ...

    @property
    def keeps_text(self) -> bool:
        """Whether a body is kept as the very text that was written, and not as a value that is written anew."""
        ...

    @property
    def words(self) -> Words:
        """The full text of its documents."""
        ...

    def rows(self, collection: str) -> Rows:
        """Return the rows of a collection, declared or not."""
        ...

    def collections(self) -> set[str]:
        """Return the names of the collections that hold live documents."""
        ...

    def size(self, collection: str) -> int:
        """Return how many live documents a collection holds, whatever it declares."""
        ...

    def given(self) -> set[str]:
        """Return the names of the collections that hold documents, or ids of removed ones."""
        ...

    def fields(self, collection: str) -> Mapping[str, type]:
        """Return the declared fields of a collection."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Begin to write, or join the transaction that this thread has begun."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Hold one snapshot for this thread's reads."""
        ...

    def single(self, name: str) -> AbstractContextManager[object]:
        """Be the only program called `name` on a store that several homes may share, until the block ends."""
        ...

    def version(self) -> int:
        """Return a number that every commit changes, whoever commits."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...
