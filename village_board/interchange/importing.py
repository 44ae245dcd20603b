"""Importing clerks' files: everything is read and judged first; then all of it is written, or nothing.

Two kinds of findings come back. `ImportReport.findings` are problems in the data: one of them, and nothing is
written. `ImportReport.notes` stop nothing (exit code 0 where there is nothing else): a column or a sheet that was
left out, rows of totals, a personal number that was hidden, a name that looks like another's, a record that the board
knows better.
``import --json`` lists both in its ``findings``. `ImportReport.loose_ends` are numbers that point to records
which no file has brought yet: files come in any order, so they are told to people only.

Three ways to import change what a problem does, and none changes the exit code: 1 where there is a finding.

``--partial`` writes the records without one, vouchers whole or not at all, and returns the rows of all others in a
file to mend beside the input.

``--as-found`` records a past that broke rules. A record can hold what was: more present than due, more votes than
present, an area that is not the sum of its parts, days in the wrong order, a month closed before it began, a new
voucher in a closed month. Each is still a finding. What no record can hold stays a problem that stops the import: an
impossible day, an unreadable amount, an unknown account, a voucher that does not balance, a number that stands twice.

An item in which the machine finds what must not be public is a finding too, and alone stops nothing: it waits as a
draft, or as it stood before, and the others come in.

``--dry-run`` does all but the writing; it writes no file to mend either.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tinydb import where

from village_board.accounts.books import books_of
from village_board.accounts.books_model import NumberSeries
from village_board.accounts.model import Closing, Voucher
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.base.finding import Finding
from village_board.base.message import Message, say
from village_board.desk import Desk
from village_board.hearings.following import renew_past_cases
from village_board.interchange.drafts.closed import find_closed
from village_board.interchange.drafts.lookalikes import find_lookalikes
from village_board.interchange.drafts.numbering import possible_keys, settle
from village_board.interchange.drafts.overlaps import areas_of, find_overlaps
from village_board.interchange.drafts.own import find_own
from village_board.interchange.drafts.shape import Draft, Moment, Shape
from village_board.interchange.drafts.shapes import SHAPES
from village_board.interchange.entering import Entering, batches
from village_board.interchange.mending import ToMend
from village_board.interchange.overlay import Mended
from village_board.interchange.reading import MAX_FINDINGS, MAX_KEPT, read_file
from village_board.interchange.table import FileRead, Progress, Table
from village_board.people.acts import Act
from village_board.people.model import Person

#: the kinds of tables, as ``--kind`` names them.
KINDS: tuple[str, ...] = tuple(SHAPES)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or why it did nothing; see the head of this module.

    The counts are of records that rows became: a voucher's lines are one, and households, which follow from
    people, are none. Of a dry run they say what would have been done.

    Attributes:
        findings: the problems, and with ``as_found`` the rules that were broken.
        blocked: whether a problem in the data kept everything from being written.
        to_mend: the rows that were not taken, by file; the edge writes them with `mending.write_to_mend`.
    """

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    loose_ends: tuple[Finding, ...] = ()
    blocked: bool = False
    to_mend: tuple[ToMend, ...] = ()


def import_files(
    desk: Desk,
    paths: Sequence[Path],
    *,
    kind: str | None = None,
    partial: bool = False,
    as_found: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    mended: Mapping[Path, Mended] | None = None,
) -> ImportReport:
    """Read `paths` and write what they hold through `desk`, in its one commit.

    A record that stands already keeps its id and what the table has no column for; one that says the same is
    not written, so that the same files again change nothing.

    Args:
        desk: the open unit of work.
        paths: XLSX and CSV files, of any kinds together.
        kind: one of `KINDS`, where the headers do not tell.
        partial: write what has no problem, and return the other rows to be mended.
        as_found: let broken rules of the past be recorded.
        dry_run: write nothing.
        progress: told of the work.
        mended: cells of a file that are read in place of its own.

    Raises:
        NotPermitted: whoever acts may not import.
    """
    desk.require(Act.IMPORT)
    with _undisturbed():
        listed, over = MAX_KEPT if partial else MAX_FINDINGS, mended or {}
        reads = [read_file(path, kind=kind, progress=progress, listed=listed, mended=over.get(path)) for path in paths]
        return _import(desk, reads, partial=partial, as_found=as_found, dry_run=dry_run, progress=progress)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let no collection of garbage run: it looks again and again at the rows, and takes as long as they do.

    Nothing that an import makes points in circles, so nothing waits to be collected.
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()


def _import(
    desk: Desk,
    reads: Sequence[FileRead],
    *,
    partial: bool,
    as_found: bool,
    dry_run: bool,
    progress: Progress | None,
) -> ImportReport:
    moment = Moment(desk.today, desk.now)
    drafts = _drafts(reads, moment)
    stored = _number(desk, drafts)
    for message, draft in find_closed(drafts["vouchers"], stored, _closed(desk, drafts["vouchers"].values())):
        draft.table.broken.append(draft.table.finding(draft.row, "dated", message))
    for message, draft in find_own(drafts["vouchers"], stored, books_of(desk), desk.all(NumberSeries), moment):
        draft.table.findings.append(draft.table.finding(draft.row, "number", message))
    for message, draft in find_lookalikes(drafts["people"], desk.all(Person)) if drafts["people"] else ():
        draft.table.notes.append(draft.table.finding(draft.row, "name", message))
    for message, draft in _overlaps(desk, drafts, moment):
        draft.table.broken.append(draft.table.finding(draft.row, "subject", message))
    stopping = any(_problems(reads, as_found=as_found))
    told = tuple(_listed(_problems(reads, as_found=False)))
    if stopping and not partial:
        return ImportReport(findings=told, notes=tuple(_notes(reads)), blocked=True)
    returned = _return(reads, drafts, as_found=as_found) if stopping else []
    entering = Entering(desk, moment, progress, dry_run=dry_run)
    entering.enter(drafts)
    if not dry_run and (drafts["hearings"] or drafts["resolutions"]) and renew_past_cases(desk):
        desk.record()
    return ImportReport(
        entering.counts["inserted"],
        entering.counts["updated"],
        entering.counts["unchanged"],
        findings=(*told, *_listed(iter(entering.held))),
        notes=(*_notes(reads), *entering.notes),
        loose_ends=tuple(entering.loose_ends(drafts)),
        to_mend=tuple(returned),
    )


def _overlaps(
    desk: Desk, drafts: dict[str, dict[str, Draft]], moment: Moment
) -> Iterator[tuple[Message, Draft]]:  # fmt: skip
    """Yield the drafts of contracts that give one part twice (P6); the registers are read only where one came."""
    if not drafts["contracts"]:
        return
    standing: dict[str, Any] = {one.number: one.area for one in desk.all(Resource)}
    standing |= {one.number: None for one in desk.all(Asset)}
    yield from find_overlaps(drafts["contracts"], desk.all(Contract), areas_of(drafts, standing), moment)


def _problems(reads: Iterable[FileRead], *, as_found: bool) -> Iterator[Finding]:
    """Yield what is wrong, file by file and row by row; with `as_found` only what no record can hold."""
    for read in reads:
        yield from read.findings
        for table in read.tables:
            yield from sorted(table.findings if as_found else [*table.findings, *table.broken], key=_place)


def _notes(reads: Iterable[FileRead]) -> Iterator[Finding]:
    for read in reads:
        yield from read.notes
        for table in read.tables:
            yield from table.notes


def _listed(findings: Iterable[Finding]) -> Iterator[Finding]:
    left = iter(findings)
    yield from islice(left, MAX_FINDINGS + 1)
    if (last := next(left, None)) is not None:
        yield Finding(say("There are more problems than are listed here."), last.file)


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
    number = draft.values["number"] if draft.kind.name == "vouchers" else draft.key
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


def _number(desk: Desk, drafts: dict[str, dict[str, Draft]]) -> dict[str, Voucher]:
    """Settle what the vouchers are called, and return those that the board has under these names."""
    stored: dict[str, Voucher] = {}
    for some in batches(possible_keys(drafts["vouchers"].values())):
        stored |= {one.key: one for one in desk.find(Voucher, where("key").one_of(some))}
    settled = settle(drafts["vouchers"], stored)
    for year, count in settled.years.items():
        first = next(draft for draft in settled.drafts.values() if draft.values["dated"].year == year)
        message = say(
            "Numbers start again each month in {year}: {n} vouchers are told apart by their month.",
            year=str(year),
            n=count,
        )
        first.table.notes.append(Finding(message, first.table.file, first.table.sheet))
    drafts["vouchers"] = settled.drafts
    return stored


def _closed(desk: Desk, drafts: Iterable[Draft]) -> dict[str, Closing]:
    """Return the months of these vouchers that were closed on the board, where it has vouchers of them too."""
    months = sorted({draft.values["dated"].isoformat()[:7] for draft in drafts})
    closed: dict[str, Closing] = {}
    for some in batches(months):
        for one in desk.find(Closing, where("month").one_of(some)):
            if one.is_open:
                continue
            if one.closed_on is None or one.closed_on <= desk.today:
                closed[one.month] = one
    return {month: one for month, one in closed.items() if desk.count(Voucher, where("month") == month)}


def _return(reads: Iterable[FileRead], drafts: dict[str, dict[str, Draft]], *, as_found: bool) -> list[ToMend]:
    """Take the records with a problem out of `drafts`, and return their rows and all others without a record."""
    wrong = {id(table): _wrong(table, as_found=as_found) for read in reads for table in read.tables}
    for of_kind in drafts.values():
        for key, draft in list(of_kind.items()):
            rows = wrong[id(draft.table)]
            if draft.table.unread or not rows.keys().isdisjoint(draft.rows):
                del of_kind[key]
                for row in draft.rows:
                    rows.setdefault(row, [])
    returned = []
    for read in reads:
        of_file = ToMend(read.path)
        for table in read.tables:
            if not table.unread:
                of_file.add(table, wrong[id(table)])
        if of_file.rows:
            returned.append(of_file)
    return returned


def _wrong(table: Table, *, as_found: bool) -> dict[int, list[Finding]]:
    """Return the problems of each row; rows that belong to one with a problem have none of their own."""
    rows: dict[int, list[Finding]] = {}
    for finding in table.findings if as_found else [*table.findings, *table.broken]:
        rows.setdefault(finding.row, []).append(finding)
    for group in table.together:
        for row in group:
            rows.setdefault(row, [])
    return rows
