"""What is counted of one village's year, and of many together. Pure; every number adds up, rates follow at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from village_board.applications.report import Form, Imbalance, TableThree
from village_board.enquiries.measures import Counts
from village_board.hearings.statistics import Figures

#: ways of the public count, in their order
Ways = Mapping[str, int]
#: Table IV: by kind of challenge and outcome
Challenges = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Duties:
    """Disclosure and alarms on the day of the count.

    Attributes:
        published: items published in the year.
        late: own items that are due and not published.
        late_explained: of these, with the village's reason.
        yellow: alarms that stand and warn.
        red: alarms that stand and were reported.
        raised: alarms that were raised in the year; those gone before anybody took them up are not among them.
    """

    published: int = 0
    late: int = 0
    late_explained: int = 0
    yellow: int = 0
    red: int = 0
    raised: int = 0

    def __add__(self, other: Duties) -> Duties:
        """Return both together."""
        return Duties(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True)
class YearOfVillage:
    """One village's year.

    Attributes:
        village: its id.
        name: its name.
        year: the year.
        sittings: hearings and votes of the year.
        enquiries: those handed in in the year.
        ways: applications received, by way.
        table: Table III of the year.
        challenges: Table IV of the year.
        duties: disclosure and alarms.
        imbalances: what contradicts itself in its records: nothing is reported with that.
    """

    village: str
    name: str
    year: int
    sittings: Figures = field(default_factory=Figures)
    enquiries: Counts = field(default_factory=Counts)
    ways: Ways = field(default_factory=dict)
    table: TableThree = field(default_factory=lambda: TableThree(0, Form.Y2021))
    challenges: Challenges = field(default_factory=dict)
    duties: Duties = Duties()
    imbalances: tuple[Imbalance, ...] = ()

    @property
    def applications(self) -> int:
        """How many applications were received."""
        return sum(self.ways.values())


@dataclass(frozen=True)
class Whole:
    """Many villages together: the sum of the parts."""

    year: int
    villages: int
    sittings: Figures
    enquiries: Counts
    ways: Ways
    table: TableThree
    challenges: Challenges
    duties: Duties

    @property
    def applications(self) -> int:
        """How many applications were received."""
        return sum(self.ways.values())


def added_tables(tables: Iterable[TableThree], year: int) -> TableThree:
    """Return the sum of several tables of one year, cell by cell."""
    cells: dict[tuple[str, str], int] = {}
    form = Form.Y2021
    for table in tables:
        form = table.form
        for place, number in table.cells.items():
            cells[place] = cells.get(place, 0) + number
    return TableThree(year, form, cells)


def added_challenges(parts: Iterable[Challenges]) -> dict[tuple[str, str], int]:
    """Return Table IV of several villages together, cell by cell."""
    cells: dict[tuple[str, str], int] = {}
    for part in parts:
        for place, number in part.items():
            cells[place] = cells.get(place, 0) + number
    return cells


def added_ways(parts: Iterable[Ways]) -> dict[str, int]:
    """Return applications by way of several villages together."""
    ways: dict[str, int] = {}
    for part in parts:
        for way, number in part.items():
            ways[way] = ways.get(way, 0) + number
    return ways
