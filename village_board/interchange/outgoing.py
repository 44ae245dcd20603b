"""Tables that only come out: stocktakes and receipts, which acts on the board write and no table may (see the data)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Protocol, TypeVar

from village_board.accounts.model import Voucher
from village_board.accounts.receipts import Receipt
from village_board.accounts.stocktakes import Stocktake
from village_board.base.kind import Record
from village_board.data_files import data_path
from village_board.interchange.rows import Cell

R = TypeVar("R", bound=Record)


class Readable(Protocol):
    """What is asked of a desk."""

    def all(self, cls: type[R]) -> Iterator[R]:
        """Yield every record of a kind."""
        ...


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A table that only comes out: its name, its name in Chinese, its headers and the words of its choices."""

    name: str
    file: str
    headers: tuple[str, ...]
    words: Mapping[str, Mapping[str, str]]


@cache
def outgoing() -> tuple[Outgoing, ...]:
    """Return the tables that only come out."""
    document = tomllib.loads(data_path("interchange", "outgoing.toml").read_text(encoding="utf-8"))
    return tuple(
        Outgoing(name, section.pop("file"), tuple(section.pop("headers")), section)
        for name, section in document.items()
    )


def is_outgoing(rows: Iterable[tuple[int, Sequence[Any]]]) -> Outgoing | None:
    """Return the table of these numbered rows where it is one that only comes out, by its headers."""
    first = next(iter(rows), (0, ()))[1]
    said = tuple(str(cell).strip() for cell in first if cell not in (None, ""))
    return next((table for table in outgoing() if table.headers == said), None)


def rows_out(table: Outgoing, records: Readable) -> Iterator[Sequence[Cell]]:
    """Yield the rows of a table that only comes out."""
    yield from _ROWS[table.name](table, records)


def _stocktakes(table: Outgoing, records: Readable) -> Iterator[Sequence[Cell]]:
    """Yield a row for each counted thing of every stocktake, those that were counted again included."""
    for one in sorted(records.all(Stocktake), key=lambda one: (one.year, one.version)):
        head = (one.year, one.version, "、".join(one.counted_by), one.counted_on)
        state = (table.words["status"][one.status.value], one.confirmed_on)
        for line in one.lines:
            result = table.words["result"][line.result.value]
            counts = (line.booked, line.counted, line.difference, result, line.remark)
            yield (*head, *state, line.asset, line.name, *counts)


def _receipts(table: Outgoing, records: Readable) -> Iterator[Sequence[Cell]]:
    """Yield a row for each instalment that a receipt paid; money as yuan, what was undone below nothing."""
    numbers = {voucher.id: voucher.number for voucher in records.all(Voucher)}
    for one in sorted(records.all(Receipt), key=lambda one: (one.contract, one.on, one.id)):
        head = (one.contract, one.on, numbers.get(one.voucher, ""), _yuan(one.amount))
        tail = (_yuan(one.carried), table.words["undoes"]["yes"] if one.undoes else "", one.reason)
        for taken in one.taken or (None,):
            part = (taken.instalment.rpartition("/")[2], _yuan(taken.amount)) if taken else (None, None)
            yield (*head, *part, *tail)


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


_ROWS: Mapping[str, Callable[[Outgoing, Readable], Iterator[Sequence[Cell]]]] = {
    "stocktakes": _stocktakes,
    "receipts": _receipts,
}
