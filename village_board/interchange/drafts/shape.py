"""What all kinds share on the way from rows to records: drafts, and how one meets a stored record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime
from typing import Generic, TypeVar

from village_board.base.finding import Finding
from village_board.base.kind import Record
from village_board.base.message import say
from village_board.interchange.kinds import TableKind
from village_board.interchange.table import Row, Table, Values
from village_board.people.acts import Act

R = TypeVar("R", bound=Record)

# What each kind of record says where nothing is said; asked for every row.
_DEFAULTS: dict[str, Values] = {}


@dataclass(frozen=True, slots=True)
class Moment:
    """When the import happens: the day on which it judges, and the instant in UTC at which it writes."""

    today: date
    now: datetime


@dataclass(slots=True)
class Draft:
    """What a table says of one record.

    Attributes:
        present: fields for which the table has a column, filled or not.
        key: what the record is found again by.
        row: the row where it begins.
        rows: all its rows.
    """

    table: Table
    key: str
    values: Values
    present: frozenset[str]
    row: int
    rows: tuple[int, ...]

    @property
    def kind(self) -> TableKind:
        """The kind of table it comes from."""
        return self.table.kind


class Shape(Generic[R]):
    """How the rows of one kind of table become records of class `model`.

    Attributes:
        key_field: the record's field that holds the key.
        board_leads: where somebody acted on a record on the board, a table only fills what is empty there.
        by_act: fields that an act fills then, with a second person where it needs one; a table never does.
    """

    model: type[R]
    key_field = "number"
    board_leads = False
    by_act: frozenset[str] = frozenset()

    def drafts(self, table: Table, moment: Moment) -> Iterator[Draft]:
        """Yield the drafts of a table; problems between cells are added to its findings."""
        present = frozenset(table.labels)
        for row in table.rows:
            table.findings.extend(self.check(table, row, moment))
            table.broken.extend(self.broken(table, row))
            key = self.key(row.values)
            if key:
                yield Draft(table, key, row.values, present, row.number, (row.number,))

    def key(self, values: Values) -> str:
        """Return the key of a row, or "" where what makes it is missing."""
        return str(values.get(self.key_field, ""))

    def check(self, table: Table, row: Row, moment: Moment) -> Iterator[Finding]:  # noqa: ARG002 - for the kinds
        """Yield the problems between the cells of a row."""
        yield from ()

    def broken(self, table: Table, row: Row) -> Iterator[Finding]:  # noqa: ARG002 - for the kinds
        """Yield the rules that a row breaks and a record can hold all the same: the past was as it was."""
        yield from ()

    def apply(self, draft: Draft, stored: R | None, moment: Moment) -> R:
        """Return the record that `draft` makes, new or of the stored one; what it has no column for stays."""
        if stored is None:
            return self.begin(self.model(**self.compose(draft.values, frozenset(), None, moment)), draft, moment)
        values, blank = draft.values, frozenset[str]()
        if self.board_leads and acted_upon(stored):
            values = {
                name: value for name, value in values.items() if name not in self.by_act and is_empty(stored, name)
            }
        elif not self.board_leads:
            # Where the board's own acts add to a record, an old table's empty cell must not undo them.
            blank = draft.present - values.keys()
        given = {**defaults(self.model, blank), **self.compose(values, blank, stored, moment)}
        record = replace(stored, **given)
        return stored if record == stored else self.renew(record, stored, draft, moment)

    def compose(
        self,
        values: Values,
        blank: frozenset[str],  # noqa: ARG002 - for the kinds
        stored: R | None,  # noqa: ARG002
        moment: Moment,  # noqa: ARG002
    ) -> Values:
        """Return the record's fields that the cells of a row fill.

        Args:
            values: what the cells say.
            blank: columns that are there and say nothing, where that clears the stored record's field.
            stored: the record as it stands, if it does.
            moment: when.
        """
        return values

    def begin(self, record: R, draft: Draft, moment: Moment) -> R:  # noqa: ARG002 - for the kinds
        """Return a new record with what follows from its cells."""
        return record

    def renew(self, record: R, stored: R, draft: Draft, moment: Moment) -> R:  # noqa: ARG002 - for the kinds
        """Return a changed record with what follows from its cells."""
        return self.begin(record, draft, moment)


def acted_upon(record: Record) -> bool:
    """Tell whether the last change of `record` was an act on the board and not an import."""
    return record.change is not None and record.change.act != Act.IMPORT


def defaults(model: type[Record], names: frozenset[str] | set[str]) -> Values:
    """Return the default of each of the model's fields in `names` that has one."""
    return {name: default for name, default in _defaults(model).items() if name in names}


def is_empty(record: Record, name: str) -> bool:
    """Tell whether `record` says nothing in the field `name`."""
    return name in _defaults(type(record)) and getattr(record, name) == _defaults(type(record))[name]


def _defaults(model: type[Record]) -> Values:
    known = _DEFAULTS.get(model.KIND.name)
    if known is None:
        known = {one.name: one.default for one in fields(model) if one.default is not MISSING}
        _DEFAULTS[model.KIND.name] = known
    return known


def counts_finding(table: Table, row: Row) -> Iterator[Finding]:
    """Yield what is wrong with a meeting's counts: nobody counts twice, nobody absent votes."""
    values = row.values
    due, present = values.get("due"), values.get("present")
    if due is not None and present is not None and present > due:
        message = say("{present} were present but only {due} were due. Correct one.", present=present, due=due)
        yield table.finding(row.number, "present", message)
    votes = sum(values.get(name, 0) for name in ("in_favour", "against", "abstained"))
    if present is not None and votes > present:
        message = say(
            "The votes add up to {votes}, but {present} were present. Correct the counts.",
            votes=votes,
            present=present,
        )
        yield table.finding(row.number, "in_favour", message)
