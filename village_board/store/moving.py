"""Carrying a village from one store to another: rows, revisions, removed ids, log and search rows, all or nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from village_board.base.errors import Refused, StoreError
from village_board.base.message import N_
from village_board.store.collection import Id
from village_board.store.documents import Database

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


class VillageThere(Refused):
    """The target holds the village already."""

    sentence = N_("{path} holds this village already. Nothing was changed; choose another place.")

    def __init__(self, path: str) -> None:
        super().__init__(path=path)


class ArrivedOtherwise(StoreError):
    """What was read back from the target is not what was sent there."""

    sentence = N_("What arrived in {path} is not what was sent. Nothing was changed there.")

    def __init__(self, path: str) -> None:
        super().__init__(path=path)


@dataclass(frozen=True)
class Carried:
    """What a store holds of a village.

    Attributes:
        documents: live documents.
        removed: ids of removed ones, which are never given again.
        searched: search rows.
        digest: SHA-256 (hex) over all of it, in its order.
    """

    documents: int
    removed: int
    searched: int
    digest: str


class _Count:
    """Counts what passes by and digests it."""

    def __init__(self) -> None:
        self.documents = self.removed = self.searched = 0
        self._hash = sha256()

    def row(self, coll: str, doc_id: Id, rev: int, body: bytes | None) -> None:
        self.documents += body is not None
        self.removed += body is None
        self._add([coll, doc_id, rev, None if body is None else json.loads(body)])

    def words(self, coll: str, doc_id: Id, day: date | None, text: str) -> None:
        self.searched += 1
        self._add([coll, doc_id, day.isoformat() if day else "", text])

    def _add(self, value: Any) -> None:
        self._hash.update(_canonical(value).encode() + b"\n")

    def carried(self) -> Carried:
        return Carried(self.documents, self.removed, self.searched, self._hash.hexdigest())


def survey(database: Database) -> Carried:
    """Return what `database` holds of its village; nothing is written."""
    count = _Count()
    with database.reading():
        for coll in sorted(database.engine.given()):
            for row in database.every(coll):
                count.row(coll, *row)
        for words in database.engine.words.every():
            count.words(*words)
    return count.carried()


def carry(source: Database, target: Database) -> Carried:
    """Write all that `source` holds of its village into `target`, in one transaction; `source` stays as it is.

    Where an earlier move was cut off after its commit, the target holds the very same: then nothing is written.

    Raises:
        VillageThere: the target holds the village, otherwise than the source.
        ArrivedOtherwise: the target gives back something else than it was given.
        StoreError: a store cannot be read or written.
    """
    with source.reading(), target.transaction():
        if target.engine.given():
            if source.path == target.path or survey(source) != survey(target):
                raise VillageThere(target.path)
            return survey(target)
        count = _Count()
        for coll in sorted(source.engine.given()):
            for doc_id, rev, body in source.every(coll):
                count.row(coll, doc_id, rev, body)
                target.load(coll, doc_id, rev, None if body is None else body.decode())
        for words in source.engine.words.every():
            count.words(*words)
            target.index(*words)
        sent = count.carried()
        if survey(target) != sent:
            raise ArrivedOtherwise(target.path)
    return sent
