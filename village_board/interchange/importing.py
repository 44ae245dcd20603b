"""Importing clerks' files: everything is read and judged first; then all of it is written, or nothing.

Two kinds of findings come back. `ImportReport.findings` are problems in the data: one of them, and nothing is
written (exit code 1). `ImportReport.notes` stop nothing (exit code 0 where there is nothing else): a column or
a sheet that was left out, a personal number that was hidden, a record that the board knows better.
``import --json`` lists both in its ``findings``. `ImportReport.loose_ends` are numbers that point to records
which no file has brought yet: files come in any order, so they are told to people only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tinydb import where

from village_board.base.finding import Finding
from village_board.base.kind import Record
from village_board.base.message import say
from village_board.desk import Desk
from village_board.disclosure.model import Item, ItemStatus
from village_board.interchange.drafts.people import households
from village_board.interchange.drafts.shape import Draft, Moment, Shape, acted_upon
from village_board.interchange.drafts.shapes import SHAPES
from village_board.interchange.kinds import kinds
from village_board.interchange.reading import FileRead, Table, read_file
from village_board.people.acts import Act
from village_board.people.model import Household, Person

#: the kinds of tables, as ``--kind`` names them.
KINDS: tuple[str, ...] = tuple(SHAPES)
#: told of work: how much is done, of how much, at what.
Progress = Callable[[int, int, str], object]

#: keys looked up in one query.
_KEYS_A_QUERY = 400
_STEP = 200


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or why it did nothing; see the head of this module.

    The counts are of records that rows became: a voucher's lines are one, and households, which follow from
    people, are none.
    """

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    loose_ends: tuple[Finding, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether a problem in the data kept everything from being written."""
        return bool(self.findings)


def import_files(
    desk: Desk, paths: Sequence[Path], *, kind: str | None = None, progress: Progress | None = None
) -> ImportReport:
    """Read `paths` and write what they hold through `desk`, in its one commit.

    A record that stands already keeps its id and what the table has no column for; one that says the same is
    not written, so that the same files again change nothing.

    Args:
        desk: the open unit of work.
        paths: XLSX and CSV files, of any kinds together.
        kind: one of `KINDS`, where the headers do not tell.
        progress: told of the work.

    Raises:
        NotPermitted: whoever acts may not import.
    """
    desk.require(Act.IMPORT)
    moment = Moment(desk.today, desk.now)
    reads = [read_file(path, kind=kind, progress=progress) for path in paths]
    drafts = _drafts(reads, moment)
    parts: list[FileRead | Table] = []
    for read in reads:
        parts += [read, *read.tables]
    findings = tuple(finding for part in parts for finding in sorted(part.findings, key=_place))
    notes = [finding for part in parts for finding in part.notes]
    if findings:
        return ImportReport(findings=findings, notes=tuple(notes))
    return _Writing(desk, moment, notes, progress).write(drafts)


def _place(finding: Finding) -> tuple[str, int]:
    return finding.sheet, finding.row


def _drafts(reads: Iterable[FileRead], moment: Moment) -> dict[str, dict[str, Draft]]:
    """Return the drafts of all files by kind and key; a key that stands twice is a finding."""
    drafts: dict[str, dict[str, Draft]] = {name: {} for name in KINDS}
    for read in reads:
        for table in read.tables:
            of_kind = drafts[table.kind.name]
            shape = SHAPES[table.kind.name]
            for draft in shape.drafts(table, moment):
                first = of_kind.setdefault(draft.key, draft)
                if first is not draft:
                    table.findings.append(_twice(shape, draft, first))
    return drafts


def _twice(shape: Shape[Any], draft: Draft, first: Draft) -> Finding:
    number = draft.key.partition("/")[2] if draft.kind.name == "vouchers" else draft.key
    if first.table is draft.table:
        message = say(
            "{number} stands in row {row} already. Give one of them another number, or delete one.",
            number=number,
            row=first.row,
        )
    else:
        message = say(
            "{number} stands in {file} row {row} already. Give one of them another number, or delete one.",
            number=number,
            file=" ".join(filter(None, (first.table.file, first.table.sheet))),
            row=first.row,
        )
    column = shape.key_field if shape.key_field in draft.table.labels else draft.kind.columns[0].field
    return draft.table.finding(draft.row, column, message)


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    left = iter(keys)
    while some := list(islice(left, _KEYS_A_QUERY)):
        yield some


class _Writing:
    """The second half of an import: drafts meet the stored records."""

    def __init__(self, desk: Desk, moment: Moment, notes: list[Finding], progress: Progress | None) -> None:
        self._desk = desk
        self._moment = moment
        self._notes = notes
        self._progress = progress
        self._counts = {"inserted": 0, "updated": 0, "unchanged": 0}

    def write(self, drafts: Mapping[str, Mapping[str, Draft]]) -> ImportReport:
        """Write what is new or changed, and return the report."""
        total = sum(map(len, drafts.values()))
        done = 0
        for name, of_kind in drafts.items():
            shape = SHAPES[name]
            stored = self._stored(shape, of_kind)
            for key, draft in of_kind.items():
                self._write_one(shape, draft, stored.get(key))
                done += 1
                if self._progress is not None and done % _STEP == 0:
                    self._progress(done, total, name)
        derived = self._write_households(drafts["people"].values())
        if self._progress is not None:
            self._progress(done, max(total, 1), "")
        if self._counts["inserted"] or self._counts["updated"] or derived:
            self._desk.record("", **self._counts)
        return ImportReport(
            self._counts["inserted"],
            self._counts["updated"],
            self._counts["unchanged"],
            notes=tuple(self._notes),
            loose_ends=tuple(self._loose_ends(drafts)),
        )

    def _write_one(self, shape: Shape[Any], draft: Draft, stored: Record | None) -> None:
        record = shape.apply(draft, stored, self._moment)
        if record is stored:
            self._counts["unchanged"] += 1
        else:
            self._desk.put(record)
            self._counts["inserted" if stored is None else "updated"] += 1
        if stored is not None and shape.board_leads and acted_upon(stored):
            self._note_kept(draft, record)

    def _note_kept(self, draft: Draft, record: Record) -> None:
        kept = [
            draft.table.labels[name]
            for name, value in draft.values.items()
            if name in draft.table.labels and getattr(record, name) != value
        ]
        if kept:
            message = say(
                "{number} was changed on the board since; the board's own was kept: {columns}.",
                number=draft.key,
                columns="、".join(kept),
            )
            self._notes.append(Finding(message, draft.table.file, draft.table.sheet, draft.row))

    def _stored(self, shape: Shape[Any], keys: Iterable[str]) -> dict[str, Any]:
        """Return the stored records with these keys; of an item's versions, the one that holds."""
        found: dict[str, Any] = {}
        for some in _batches(keys):
            for record in self._desk.find(shape.model, where(shape.key_field).one_of(some)):
                if isinstance(record, Item) and record.status is ItemStatus.SUPERSEDED:
                    continue
                found[getattr(record, shape.key_field)] = record
        return found

    def _write_households(self, drafts: Iterable[Draft]) -> int:
        """Write the households that follow from the people, and return how many changed."""
        numbers = list(dict.fromkeys(filter(None, (draft.values.get("household") for draft in drafts))))
        people: list[Person] = []
        standing: dict[str, Household] = {}
        for some in _batches(numbers):
            people += self._desk.find(Person, where("household").one_of(some))
            standing |= {one.number: one for one in self._desk.find(Household, where("number").one_of(some))}
        changed = [one for one in households(people, standing) if one != standing.get(one.number)]
        self._desk.put_many(changed)
        return len(changed)

    def _loose_ends(self, drafts: Mapping[str, Mapping[str, Draft]]) -> Iterator[Finding]:
        """Yield, once each, numbers that point to records neither in the files nor on the board."""
        for of_kind in drafts.values():
            pointing: dict[tuple[str, str], tuple[Draft, str]] = {}
            for draft in of_kind.values():
                for column in draft.kind.columns:
                    number = draft.values.get(column.field) if column.refers else None
                    if number and number not in drafts[column.refers]:
                        pointing.setdefault((column.refers, number), (draft, column.field))
            for refers in dict.fromkeys(refers for refers, _ in pointing):
                known = self._stored(SHAPES[refers], [number for kind, number in pointing if kind == refers])
                for (kind, number), (draft, name) in pointing.items():
                    if kind == refers and number not in known:
                        message = say(
                            "{kind}: there is no {number} yet. Import its table too, or correct the number.",
                            kind=kinds()[refers].label,
                            number=number,
                        )
                        yield draft.table.finding(draft.row, name, message)
