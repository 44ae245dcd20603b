"""TinyDB's database over an engine: tables, transactions, the change signal and search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.storages import Storage

from village_board.store.table import Document, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from tinydb.queries import QueryLike

    from village_board.store.collection import Id, KeptRow
    from village_board.store.engine import Engine


class Database(TinyDB):
    """A board's documents. As with TinyDB, what is asked of the database itself goes to its default table.

    Any thread may use it; a transaction belongs to the thread that began it.
    """

    table_class = Table  # type: ignore[assignment]  # it is made by `table` alone

    def __init__(self, engine: Engine, ids: type[str | int]) -> None:
        self.engine = engine
        self.ids = ids
        super().__init__(storage=partial(RowStorage, self))

    @property
    def path(self) -> str:
        """Where it lies: the file, or ``memory:``."""
        return self.engine.path

    @property
    def schema_version(self) -> int:
        """The version of its schema."""
        return self.engine.schema_version

    def table(self, name: str, **_: object) -> Table:
        """Return the table of a collection, declared or not."""
        try:
            return self._tables[name]  # type: ignore[return-value]
        except KeyError:
            table = self._tables[name] = Table(self.storage, name, self.engine, self.ids)
            return table

    def transaction(self) -> AbstractContextManager[None]:
        """Write over several tables: all of it is committed, or nothing.

        Inside another one on this thread it joins that; a failure in it undoes the whole.

        Raises:
            StoreBusy: another program did not stop writing.
            WorkUndone: at the end, a part had failed and its error was caught inside.
        """
        return self.engine.transaction()

    def reading(self) -> AbstractContextManager[None]:
        """Read from one state of all tables, whatever others commit meanwhile; nothing is written inside."""
        return self.engine.reading()

    def version(self) -> int:
        """Return a number that every commit changes, of this process or another."""
        return self.engine.version()

    def size(self, coll: str) -> int:
        """Return how many documents a collection holds; nothing that it declares is asked for."""
        return self.engine.size(coll)

    def every(self, coll: str) -> Iterator[KeptRow]:
        """Return the live rows of a collection as they lie, in the order of insertion, then the removed ones."""
        return self.engine.rows(coll).every()

    def load(self, coll: str, doc_id: Id, rev: int, body: str | None) -> bool:
        """Write a row as it stood in another store; False when its id was given before.

        For carrying a whole board over, never for an act: revision and text are taken as they are.
        """
        return self.engine.rows(coll).load(doc_id, rev, body)

    def index(self, coll: str, doc_id: Id, day: date | None, tokens: str) -> None:
        """Write or replace the search row of a document; removing the document removes it.

        Args:
            coll: its collection.
            doc_id: its id.
            day: the day by which "newest" is judged; None sorts last.
            tokens: its folded text; empty: it is not found any more.
        """
        self.engine.words.put(coll, doc_id, day, tokens)

    def index_new(self, coll: str, found: Sequence[tuple[Id, date | None, str]]) -> None:
        """Write the search rows of documents that never had one, inside a transaction; see `index`."""
        self.engine.words.put_new(coll, found)

    def search(
        self,
        phrases: Sequence[str] | QueryLike,
        *,
        collections: Sequence[str] | None = None,
        limit: int = 50,
        before: int | None = None,
    ) -> list[Any]:
        """Return the documents that hold all phrases, by day from the newest, then from the latest written.

        Args:
            phrases: folded words; each is matched as it stands, Latin letters and digits also as a beginning.
                A TinyDB query instead searches the default table, as TinyDB does.
            collections: where to look; None: everywhere.
            limit: hits at most.
            before: the cursor of the last hit of the page before.
        """
        if callable(phrases):
            return self.table(self.default_table_name).search(phrases)
        if isinstance(phrases, str):
            raise TypeError("phrases is a sequence of strings")
        return self.engine.words.find(phrases, collections=collections, limit=limit, before=before)

    def tables(self) -> set[str]:
        """Return the names of the tables that hold documents."""
        return self.engine.collections()

    def drop_table(self, name: str) -> None:
        """Remove all documents of a table."""
        self.table(name).truncate()
        del self._tables[name]

    def drop_tables(self) -> None:
        """Remove all documents of all tables."""
        with self.transaction():
            for name in self.tables():
                self.drop_table(name)
        self._tables.clear()


class RowStorage(Storage):
    """TinyDB's storage over the same rows, for programs that read or write a database whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return all tables; None when there are none."""
        with self._database.reading():
            names = sorted(self._database.tables())
            return {
                name: {str(document.doc_id): dict(document) for document in self._database.table(name)}
                for name in names
            } or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the documents those of `data`: one transaction, and only what differs is written."""
        database = self._database
        with database.transaction():
            for name in database.tables() | set(data):
                table, wanted = database.table(name), dict(data.get(name, {}))
                for document in table:
                    body = wanted.pop(str(document.doc_id), None)
                    if body is None:
                        table.remove(doc_ids=[document.doc_id])
                    elif body != document:
                        table.put(document.doc_id, body, expected_rev=document.rev)
                for doc_id, body in wanted.items():
                    table.insert(Document(body, database.ids(doc_id)))

    def close(self) -> None:
        """Close the engine."""
        self._database.engine.close()
