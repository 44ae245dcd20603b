"""What a collection declares, and the small values that pass between the documents and an engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

Id = str | int
Value = str | int | None


@dataclass(frozen=True)
class Collection:
    """One collection of documents.

    Attributes:
        name: its name, as `Database.table` takes it.
        fields: fields that queries compare, with their type (str or int). A document may lack one or
            hold null there; null never matches an order comparison.
        indexes: each a tuple of declared fields, most selective first.
        plain: got by id, or read whole in the order of ids, and never compared: an engine may keep it apart, where
            a row costs no more than itself. It has no fields.
    """

    name: str
    fields: Mapping[str, type] = field(default_factory=lambda: MappingProxyType({}))
    indexes: tuple[tuple[str, ...], ...] = ()
    plain: bool = False


class Declarations(ABC):
    """All collections of a program, each told when it is asked for; `mark` changes when any of them does."""

    @abstractmethod
    def get(self, name: str) -> Collection | None:
        """Return what a collection declares; None where nothing is declared of it."""

    @abstractmethod
    def __iter__(self) -> Iterator[Collection]:
        """Yield all of them."""

    @property
    @abstractmethod
    def mark(self) -> str:
        """What a store notes once it holds the columns and indexes of all of them."""


class Listed(Declarations):
    """Collections that are all at hand."""

    def __init__(self, collections: Iterable[Collection]) -> None:
        self._by_name = {collection.name: collection for collection in collections}

    def get(self, name: str) -> Collection | None:
        """Return what a collection declares; None where nothing is declared of it."""
        return self._by_name.get(name)

    def __iter__(self) -> Iterator[Collection]:
        """Yield all of them."""
        return iter(self._by_name.values())

    @property
    def mark(self) -> str:
        """Nothing: they are looked at anew each time."""
        return ""


class Hit(NamedTuple):
    """One document that a search found.

    Attributes:
        collection: where it lies.
        id: its id.
        cursor: give it as `before` to go on behind this hit.
    """

    collection: str
    id: Id
    cursor: int


#: One live document as it lies: its place in the order of insertion, id, revision and JSON text.
Row = tuple[int, Id, int, str]

#: One row as it lies, live or removed: id, revision, and the bytes of its JSON text; None for a tombstone.
KeptRow = tuple[Id, int, bytes | None]
