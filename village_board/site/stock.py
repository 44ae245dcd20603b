"""What the pages are made of: the public records, each kind read once, and where the page of each lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from village_board.attachments.model import Attachment
from village_board.base.kind import Record
from village_board.calendar.rules import Calendar
from village_board.calendar.service import calendar_of
from village_board.desk import Records
from village_board.disclosure.beside import Clarification
from village_board.disclosure.clarifications import clarifications_of
from village_board.disclosure.due import MissingItem, due_items
from village_board.disclosure.model import Item
from village_board.guides.model import Explanation
from village_board.limits.rules import Limits
from village_board.limits.service import limits_of
from village_board.people.model import Person
from village_board.settings import Settings
from village_board.site.model import address_of_record

R = TypeVar("R", bound=Record)


class Stock:
    """One snapshot of what is public.

    Attributes:
        records: for the services that say what is public of a record.
        settings: of the village.
        home: the folder in which the files of records lie.
        today: the day as of which everything is reckoned.
    """

    def __init__(self, records: Records, settings: Settings, home: Path) -> None:
        self.records = records
        self.settings = settings
        self.home = home
        self.today: date = records.today
        self._all: dict[type[Record], list[Any]] = {}
        self._by: dict[tuple[type[Record], str], dict[str, list[Any]]] = {}

    def all(self, cls: type[R]) -> list[R]:
        """Return every public record of a kind, in the order in which they were first written."""
        if cls not in self._all:
            self._all[cls] = [one for one in self.records.all(cls) if one.public]
        return self._all[cls]

    def by(self, cls: type[R], field: str, value: str) -> Sequence[R]:
        """Return the public records of a kind whose field has this value; none for an empty one."""
        if (cls, field) not in self._by:
            grouped: dict[str, list[R]] = {}
            for one in self.all(cls):
                grouped.setdefault(getattr(one, field), []).append(one)
            self._by[cls, field] = grouped
        found: list[R] = self._by[cls, field].get(value, []) if value else []
        return found

    def one(self, cls: type[R], field: str, value: str) -> R | None:
        """Return the first of them, None where there is none."""
        return next(iter(self.by(cls, field, value)), None)

    def get(self, cls: type[R], id: str) -> R | None:  # noqa: A002 - the field's own name
        """Return the public record with this id, None where it is gone or not public."""
        return self.one(cls, "id", id)

    def address(self, record: Record) -> str:
        """Return where the page of a public record lies, below the root of a language."""
        return address_of_record(record.id)

    @cached_property
    def limits(self) -> Limits:
        """The limits that hold today."""
        return limits_of(self.records)

    @cached_property
    def calendar(self) -> Calendar:
        """The days off that are known."""
        return calendar_of(self.records)

    @cached_property
    def missing(self) -> list[MissingItem]:
        """What is due and not published, the longest overdue first."""
        return due_items(self.records)

    @cached_property
    def missing_codes(self) -> frozenset[str]:
        """The entries of the catalogue of which something is missing."""
        return frozenset(item.entry.code for item in self.missing)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {one.id: one.name for one in self.records.all(Person)}

    def official(self, id: str) -> str:  # noqa: A002 - the field's own name
        """Return the name of an official who recorded or signed; nothing where there is none."""
        return self._names.get(id, "")

    @cached_property
    def with_files(self) -> frozenset[str]:
        """The records that have files, public or not: the others need not be asked."""
        return frozenset(one.subject for one in self.records.all(Attachment))

    @cached_property
    def corrections(self) -> dict[str, Item]:
        """The public versions by the version that each replaced."""
        return {one.correction.replaces: one for one in self.all(Item) if one.correction is not None}

    @cached_property
    def explained(self) -> frozenset[str]:
        """The items that somebody explained in plain words."""
        return frozenset(one.item for one in self.all(Explanation))

    @cached_property
    def clarified(self) -> dict[str, list[Clarification]]:
        """The clarifications by the record that bears each."""
        found: dict[str, list[Clarification]] = {}
        for one in clarifications_of(self.records):
            found.setdefault(one.record, []).append(one)
        return found


def by_year(records: Iterable[R]) -> dict[int, list[R]]:
    """Return the records by the year of their day, the newest year and the newest day first; 0: without a day."""
    years: dict[int, list[R]] = {}
    for one in sorted(records, key=lambda one: (one.day or date.min, one.id), reverse=True):
        years.setdefault(one.day.year if one.day else 0, []).append(one)
    return years
