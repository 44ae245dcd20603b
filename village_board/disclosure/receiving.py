"""Tables that come from district or township in whatever layout: permits, penalties, tests, prices, outages, bus times.

Each becomes one item that says from whom it came and when (P11). The machine looks at it as at a table, so that its
columns speak; what must not be public waits as a draft, and goes the way of every draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.disclosure.explaining import check_entry
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.refusals import ReasonMissing
from village_board.people.acts import Act
from village_board.privacy.document import Document, Table, Text
from village_board.privacy.model import Hit, Severity
from village_board.privacy.versions import Risk, unmask_risk
from village_board.text.clean import clean

CONTENT_LIMIT = 20_000
_APART = " | "


class TableTooLong(Refused):
    """The table does not fit into one item."""

    sentence = N_("{name} has {rows} rows, {length} characters in all; one item holds {limit}. Split it and give each.")

    def __init__(self, name: str, rows: int, length: int) -> None:
        super().__init__(name=name, rows=rows, length=length, limit=CONTENT_LIMIT)


class TableEmpty(Refused):
    """There is no table in it."""

    sentence = N_("{name} holds no table: no row has two cells. Where nothing happened, draft a nil return (--nil).")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class ReceivedAhead(Refused):
    """It cannot have come on a day that is still to come."""

    sentence = N_("{on} is still to come (today is {today}): nothing can have come then.")

    def __init__(self, on: date, today: date) -> None:
        super().__init__(on=on, today=today)


@dataclass(frozen=True)
class Received:
    """What came.

    Attributes:
        name: what it is, such as 停电通知.
        source: the body from which it came.
        rows: its rows, headers among them.
        catalogue: the entry under which it is shown; empty: none.
        received_on: the day on which it came; None: today.
        number: the office's number; empty: one is made.
    """

    name: str
    source: str
    rows: Sequence[Sequence[str]]
    catalogue: str = ""
    received_on: date | None = None
    number: str = ""


@dataclass(frozen=True)
class Taken:
    """The item, whether it is new, and what keeps it from being public."""

    item: Item
    new: bool
    found: tuple[Hit | Risk, ...] = ()


def receive_table(desk: Desk, came: Received) -> Taken:
    """Take a table in; it is public at once, or waits as a draft where the machine stops it. The same again is not new.

    Raises:
        ReasonMissing: the name or the source is not said.
        NotFound: its entry is not in the catalogue.
        ReceivedAhead, TableEmpty, TableTooLong, NumberTaken: with the facts.
    """
    desk.require(Act.IMPORT)
    name, source, on = clean(came.name), clean(came.source), came.received_on or desk.today
    if not name or not source:
        raise ReasonMissing(name or source)
    if on > desk.today:
        raise ReceivedAhead(on, desk.today)
    if came.catalogue:
        check_entry(desk, came.catalogue)
    rows = tuple(row for row in (tuple(clean(cell) for cell in row) for row in came.rows) if any(row))
    content = "\n".join(_APART.join(row) for row in rows)
    if not any(len([cell for cell in row if cell]) > 1 for row in rows):
        raise TableEmpty(name)
    if len(content) > CONTENT_LIMIT:
        raise TableTooLong(name, len(rows), len(content))
    before = _before(desk, name, source)
    for one in before:
        if one.content == content and one.catalogue == came.catalogue:
            return Taken(one, new=False)
    found = _found(Document((Text(name), Table(rows))), before)
    number = clean(came.number) or _number(desk, came.catalogue, on)
    desk.check_number(Item, number)
    item = desk.put(
        Item(
            number=number,
            name=name,
            catalogue=came.catalogue,
            content=content,
            source=source,
            received_on=on,
            published_on=None if found else desk.today,
            status=ItemStatus.DRAFT if found else ItemStatus.PUBLISHED,
            drafted_by=desk.who.id,
            recorded_at=desk.now,
            imported=True,
        )
    )
    desk.record(item.id)
    return Taken(item, new=True, found=found)


def _before(records: Records, name: str, source: str) -> list[Item]:
    """Return what came from there under this name and was not taken back."""
    received = records.find(Item, where("source") == source)
    return [one for one in received if one.name == name and one.status is not ItemStatus.WITHDRAWN]


def _found(paper: Document, before: Iterable[Item]) -> tuple[Hit | Risk, ...]:
    from village_board.privacy.gate import gate  # noqa: PLC0415 - its patterns are slow to build

    stopping: list[Hit | Risk] = [hit for hit in gate(paper) if hit.severity is Severity.BLOCK]
    for one in before:
        if one.public:
            older = Table(tuple(tuple(line.split(_APART)) for line in one.content.split("\n")))
            stopping += unmask_risk(Document((Text(one.name), older)), paper)
    return tuple(stopping)


def _number(records: Records, catalogue: str, on: date) -> str:
    base = f"{catalogue or 'LW'}-{on:%Y%m%d}"
    taken = {one.number for one in records.find(Item, where("number").one_of([base, *_more(base)]))}
    return next(number for number in (base, *_more(base)) if number not in taken)


def _more(base: str) -> list[str]:
    return [f"{base}-{n}" for n in range(2, 1000)]
