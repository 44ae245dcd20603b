"""From records to rows of a clerk's table: the reverse of reading, so that exports import again unchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from village_board.accounts.model import Voucher
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.accounts.subsidies import BatchStatus, SubsidyBatch
from village_board.base.clock import local
from village_board.base.kind import Record
from village_board.disclosure.model import Item, ItemStatus
from village_board.interchange.cells.shown import number_text
from village_board.interchange.kinds import Column, TableKind
from village_board.people.model import Person

Cell = str | int | Decimal | date | datetime | None


_NOT_WRITTEN = frozenset({ItemStatus.SUPERSEDED, ItemStatus.WITHDRAWN, ItemStatus.DROPPED, ItemStatus.DECIDED})


def rows_of(columns: tuple[Column, ...], record: Record, today: date) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of one record: one, or for a voucher one a line; none for what does not stand any more.

    An item that was withdrawn or is not open has none: imported again it would hang on the wall.
    """
    if isinstance(record, Item) and record.status in _NOT_WRITTEN:
        return
    if isinstance(record, SubsidyBatch) and record.status is BatchStatus.SUPERSEDED:
        return
    for values in _lines(record) if isinstance(record, Voucher) else (_values(record, today),):
        yield tuple(
            written(column, values[column.field] if column.field in values else getattr(record, column.field))
            for column in columns
        )


def columns_of(kind: TableKind) -> tuple[Column, ...]:
    """Return the columns that an export of a kind has: all but those that say again what others say."""
    return tuple(column for column in kind.columns if not column.fields)


def written(column: Column, value: Any) -> Cell:
    """Return the cell that says `value` in a column of this type."""
    if value is None or value == "":
        return None
    write = _WRITERS.get(column.type)
    if column.type == "choice":
        return column.words.get(value)
    return value if write is None else write(value)


def _values(record: Record, today: date) -> Mapping[str, Any]:
    match record:
        case Asset():
            last = record.changes[-1] if record.changes else None
            return {
                "changed_on": last and last.on,
                "change_reason": last and last.reason,
                "change_resolution": last and last.resolution,
            }
        case Resource():
            sides = record.boundaries
            return {
                "east": sides.east,
                "south": sides.south,
                "west": sides.west,
                "north": sides.north,
                "area_difference": str(record.area_difference) if record.area_difference else "",
            }
        case Contract():
            return {"rent_free": tuple(f"{free.first}至{free.last}" for free in record.rent_free)}
        case Person():
            return {"offices": tuple(office.post for office in record.offices if _open(office.until, today))}
    return {}


def _open(until: date | None, today: date) -> bool:
    return until is None or until >= today


def _lines(voucher: Voucher) -> Iterator[Mapping[str, Any]]:
    for line in voucher.lines:
        yield {
            "account": line.account,
            "account_name": line.account_name,
            "debit": line.debit if line.debit or not line.credit else None,
            "credit": line.credit or None,
            "summary": line.summary or voucher.summary,
        }


def _moment(when: datetime) -> str:
    here = local(when)
    return here.strftime("%Y-%m-%d %H:%M:%S" if here.second else "%Y-%m-%d %H:%M")


_WRITERS: Mapping[str, Callable[[Any], Cell]] = {
    "money": lambda fen: Decimal(fen).scaleb(-2),
    "number": lambda number: Decimal(number_text(number)),
    "moment": _moment,
    "yes_no": lambda truth: "是" if truth else "否",
    "group": lambda number: number or None,
    "list": lambda words: "、".join(words) or None,
}


def csv_text(cell: Cell) -> str:
    """Return a cell's text for CSV; money without separators, so that every program takes it as a number."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
