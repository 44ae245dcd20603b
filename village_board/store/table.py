"""TinyDB's table over rows: its documents, queries and operations, and what a board needs beside.

Nothing here reads or writes more than the rows an operation touches, and nothing is cached.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from tinydb.queries import QueryLike
from tinydb.table import Document as StockDocument
from tinydb.table import Table as StockTable

from village_board.store.compile import plan
from village_board.store.errors import RevisionConflict

if TYPE_CHECKING:
    from tinydb.storages import Storage

    from village_board.store.collection import Id, Row, Value
    from village_board.store.engine import Engine, Rows

    Change = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]

_CHUNK = 500
# In the canonical form of the log, so that whoever checks a row digests its text as it lies.
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode
_seq = itemgetter(0)


class Document(StockDocument):
    """A document with its id and its revision.

    Attributes:
        doc_id: its id.
        rev: 1 when it was new, one more at each change.
    """

    def __init__(self, value: Mapping[str, Any], doc_id: Id, rev: int = 0) -> None:
        super().__init__(value, doc_id)  # type: ignore[arg-type]
        self.rev = rev


def encode(body: Mapping[str, Any]) -> str:
    """Return `body` as compact JSON.

    Raises:
        TypeError: it holds what JSON has no name for.
    """
    return _encode(body if isinstance(body, dict) else dict(body))


def _document(row: Row) -> Document:
    return Document(_decode(row[3])[0], row[1], row[2])


class Table(StockTable):
    """One collection. Every operation of TinyDB's table behaves as documented there, over rows.

    With opaque ids (``ids=str``) an id is never given a second time, not even after its document was removed.
    """

    document_class = Document
    default_query_cache_capacity = 0

    def __init__(self, storage: Storage, name: str, engine: Engine, ids: type[str | int]) -> None:
        super().__init__(storage, name, cache_size=0)
        self._engine = engine
        self._rows: Rows = engine.rows(name)
        self._fields = engine.fields(name)
        self._ids = ids

    # What a board needs beside TinyDB's operations

    def put(self, doc_id: Id, body: Mapping[str, Any], *, expected_rev: int) -> int:
        """Write a document whole and return its new revision.

        Args:
            doc_id: its id.
            body: what it holds, without id and revision.
            expected_rev: the revision that was read; 0 for a new document, with an id never given.

        Raises:
            RevisionConflict: it stands at another revision; nothing was written.
        """
        return self.put_text(doc_id, encode(body), expected_rev=expected_rev)

    def put_text(self, doc_id: Id, text: str, *, expected_rev: int) -> int:
        """Write a document whole that is JSON already, as `encode` writes it; see `put`."""
        if expected_rev == 0:
            if self._rows.insert(doc_id, text):
                return 1
        else:
            rev = self._rows.replace(doc_id, text, expected_rev)
            if rev:
                return rev
        raise RevisionConflict(self._name, doc_id, expected_rev, self._rows.revision(doc_id) or 0)

    def put_new(self, documents: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
        """Write new documents inside a transaction, and return the text of each as it lies.

        The transaction fails when one of the ids was given before (see `given`).
        """
        texts = {doc_id: encode(body) for doc_id, body in documents.items()}
        self._rows.insert_many([*texts.items()])
        return texts

    def given(self, doc_ids: Sequence[Id]) -> set[Id]:
        """Return those of these ids that were ever given, also to documents that were removed."""
        return self._rows.given(doc_ids)

    def ever(self, doc_id: Id) -> bool:
        """Tell whether this id was ever given, also to a document that was removed."""
        return self._rows.revision(doc_id) is not None

    def page(
        self,
        query: QueryLike | None = None,
        *,
        order_by: str | None = None,
        descending: bool = False,
        limit: int,
        offset: int = 0,
    ) -> list[Document]:
        """Return one page of the documents that match.

        Args:
            query: None for all.
            order_by: a declared field, then the order of insertion; absent values come before all others.
                None: the order of insertion.
            descending: the other way round.
            limit: rows of a page.
            offset: rows before it.

        Raises:
            ValueError: `order_by` is no declared field.
        """
        if order_by is not None and order_by not in self._fields:
            raise ValueError(order_by)
        served = plan(query, self._fields)
        if served.exact:
            rows = self._rows.ordered(served, order_by, descending=descending, limit=limit, offset=offset)
            return [_document(row) for row in rows]
        rows = self._rows.ordered(served, order_by, descending=descending)
        return list(islice(self._matching(rows, query), offset, offset + limit))

    def sums(self, fields: Sequence[str], query: QueryLike | None = None, *, by: str | None = None) -> dict[Any, Any]:
        """Add up declared integer fields.

        Args:
            fields: what to add; absent values count as 0.
            query: None for all.
            by: a declared field to group by.

        Returns:
            The sum of each field; with `by`, those sums for each of its values.

        Raises:
            ValueError: a field is not declared, or not as an integer.
        """
        if any(self._fields.get(name) is not int for name in fields) or (by and by not in self._fields):
            raise ValueError((*fields, by))
        served = plan(query, self._fields)
        if served.exact:
            groups: dict[Value, dict[str, Any]] = {
                row[0]: dict(zip(fields, row[1:], strict=True)) for row in self._rows.sums(fields, served, by)
            }
        else:
            groups = {}
            for document in self._matching(self._rows.select(served), query):
                group = groups.setdefault(document.get(by) if by else None, dict.fromkeys(fields, 0))
                for name in fields:
                    group[name] += document.get(name) or 0
        return groups if by else groups.get(None) or dict.fromkeys(fields, 0)

    # Reading

    def get(self, cond: QueryLike | None = None, doc_id: Id | None = None, doc_ids: Iterable[Id] | None = None) -> Any:
        """Return the document of an id, or the first that matches, or None; with `doc_ids`, those."""
        if doc_id is not None:
            found = self._rows.get(doc_id if type(doc_id) is self._ids else self._id(doc_id))
            return None if found is None else Document(_decode(found[1])[0], doc_id, found[0])
        if doc_ids is not None:
            return self._several(doc_ids)
        if cond is not None:
            served = plan(cond, self._fields)
            rows = self._rows.ordered(served, None, descending=False, limit=1 if served.exact else -1)
            return next(self._matching(rows, cond), None)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def search(self, cond: QueryLike) -> list[Document]:  # type: ignore[override]
        """Return all documents that match, in the order of insertion."""
        hits: list[tuple[int, Document]] = []
        for seq, doc_id, rev, body in self._rows.select(plan(cond, self._fields)):
            value = _decode(body)[0]
            if cond(value):
                hits.append((seq, Document(value, doc_id, rev)))
        hits.sort(key=_seq)
        return [document for _, document in hits]

    def contains(self, cond: QueryLike | None = None, doc_id: Id | None = None) -> bool:
        """Tell whether there is a document of this id, or one that matches."""
        if doc_id is None and cond is None:
            raise RuntimeError("You have to pass either cond or doc_id")
        return self.get(cond, doc_id) is not None

    def count(self, cond: QueryLike | None = None) -> int:
        """Count the documents that match; None counts all."""
        served = plan(cond, self._fields)
        return (
            self._rows.count(served)
            if served.exact
            else sum(1 for _ in self._matching(self._rows.select(served), cond))
        )

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Document]:
        # In chunks: no read stays open between two documents, and memory does not grow with the table.
        last, until = 0, self._rows.last_seq()
        while rows := self._rows.after(last, until, _CHUNK):
            last = rows[-1][0]
            yield from map(_document, rows)

    # Writing

    def insert(self, document: Mapping[str, Any]) -> Id:  # type: ignore[override]
        """Write a new document and return its id: a `Document`'s own, or a new one.

        Raises:
            ValueError: no mapping, or its id was given before.
        """
        body = _body(document)
        if isinstance(document, StockDocument):
            self._count_anew()
            self._insert(document.doc_id, body)
            return document.doc_id
        return self._insert_new(body)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Id]:  # type: ignore[override]
        """Write new documents, all or none, and return their ids."""
        bodies = [(document, _body(document)) for document in documents]
        given: list[Id] = []
        with self._engine.transaction():
            for document, body in bodies:
                if isinstance(document, StockDocument):
                    self._insert(document.doc_id, body)
                    given.append(document.doc_id)
                else:
                    given.append(self._insert_new(body))
        return given

    def update(  # type: ignore[override]
        self, fields: Change, cond: QueryLike | None = None, doc_ids: Iterable[Id] | None = None
    ) -> list[Id]:
        """Change the documents of these ids, those that match, or all; return their ids."""
        with self._engine.transaction():
            if doc_ids is not None:
                ids = [self._id(doc_id) for doc_id in doc_ids]
                found = {document.doc_id: document for document in self._several(ids)}
                changed = [found[doc_id] for doc_id in ids if doc_id in found]
            else:
                changed = self.search(cond) if cond is not None else list(self)
            for document in changed:
                _change(document, fields)
                self._rows.replace(document.doc_id, encode(document), None)
        return [document.doc_id for document in changed]

    def update_multiple(  # type: ignore[override]
        self, updates: Iterable[tuple[Change, QueryLike]]
    ) -> list[Id]:
        """Apply each change to the documents that match its query at that moment; return their ids."""
        updates = list(updates)
        changed: list[Id] = []
        with self._engine.transaction():
            for document in self:
                before = len(changed)
                for fields, cond in updates:
                    if cond(document):
                        changed.append(document.doc_id)
                        _change(document, fields)
                if len(changed) > before:
                    self._rows.replace(document.doc_id, encode(document), None)
        return changed

    def upsert(  # type: ignore[override]
        self, document: Mapping[str, Any], cond: QueryLike | None = None
    ) -> list[Id]:
        """Change the documents that match, or the one of this `Document`'s id; without any, write a new one.

        Raises:
            ValueError: neither a query nor an id.
        """
        doc_ids = [document.doc_id] if isinstance(document, StockDocument) else None
        if doc_ids is None and cond is None:
            raise ValueError("upsert needs a query or a Document with an id")
        with self._engine.transaction():
            return self.update(document, cond, doc_ids) or [self.insert(document)]

    def remove(  # type: ignore[override]
        self, cond: QueryLike | None = None, doc_ids: Iterable[Id] | None = None
    ) -> list[Id]:
        """Remove the documents of these ids, or those that match; return their ids."""
        if doc_ids is None and cond is None:
            raise RuntimeError("Use truncate() to remove all documents")
        with self._engine.transaction():
            if doc_ids is not None:
                ids = [self._id(doc_id) for doc_id in doc_ids]
            else:
                assert cond is not None
                ids = [document.doc_id for document in self.search(cond)]
            return [doc_id for doc_id in ids if self._rows.remove(doc_id)]

    def truncate(self) -> None:
        """Remove all documents."""
        with self._engine.transaction():
            self._rows.clear()
            self._count_anew()

    # Within

    def _id(self, doc_id: Id) -> Id:
        return self._ids(doc_id)

    def _several(self, doc_ids: Iterable[Id]) -> list[Document]:
        found = self._rows.some({self._id(doc_id) for doc_id in doc_ids})
        return [_document(row) for row in found]

    def _matching(self, rows: Iterable[Row], cond: QueryLike | None) -> Iterator[Document]:
        for row in rows:
            document = _document(row)
            if cond is None or cond(document):
                yield document

    def _insert(self, doc_id: Id, body: str) -> None:
        if not self._rows.insert(doc_id, body):
            raise ValueError(f"Document with ID {doc_id} already exists")

    def _insert_new(self, body: str) -> Id:
        if self._ids is int:
            with self._engine.transaction():
                while not self._rows.insert(number := self._next_number(), body):
                    self._count_anew()
            return number
        from village_board.base.ids import new_id  # noqa: PLC0415 - few need it, and it loads much

        while not self._rows.insert(doc_id := new_id("x"), body):
            continue
        return doc_id

    def _next_number(self) -> int:
        """Return the next of counted ids, and note the one after it, where every handle on the store finds it."""
        noted = self._rows.next_counted()
        number = self._rows.highest() + 1 if noted is None else noted
        self._rows.count_on(number + 1)
        return number

    def _count_anew(self) -> None:
        if self._ids is int:
            self._rows.count_on(None)


def _body(document: Mapping[str, Any]) -> str:
    if not isinstance(document, Mapping):
        raise ValueError("Document is not a Mapping")  # noqa: TRY004 - as TinyDB's own
    return encode(document)


def _change(document: Document, fields: Change) -> None:
    if callable(fields):
        fields(document)
    else:
        document.update(fields)
