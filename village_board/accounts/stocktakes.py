"""The yearly stocktake (年度清查) as of 31 December: counted against booked. Model and rules.

Of the nine steps (check, register, verify, show, confirm, register book, review and file, sum up, enter platform)
only those at which somebody answers for something are states: counted, shown and confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from village_board.accounts.registers import DISPOSED, Asset
from village_board.base.kind import Kind, Record
from village_board.base.message import say

ONE = Decimal(1)


class StocktakeStatus(StrEnum):
    """Where a stocktake stands."""

    COUNTED = "counted"  # by the office, and shown
    CONFIRMED = "confirmed"  # by the oversight committee
    SUPERSEDED = "superseded"  # counted again


class CountResult(StrEnum):
    """What counting an asset came to (清查结果)."""

    FOUND = "found"
    MISSING = "missing"  # 盘亏
    SURPLUS = "surplus"  # 盘盈
    DIFFERENT = "different"  # some, but not as many as booked


@dataclass(frozen=True)
class CountedLine:
    """One line: the asset's number (or a name where it is in no register), booked and counted quantity."""

    asset: str
    name: str
    booked: Decimal
    counted: Decimal
    remark: str = ""

    @property
    def difference(self) -> Decimal:
        """What was counted less what is booked."""
        return self.counted - self.booked

    @property
    def result(self) -> CountResult:
        """What it came to."""
        if self.counted == self.booked:
            return CountResult.FOUND
        if self.counted == 0:
            return CountResult.MISSING
        return CountResult.SURPLUS if self.counted > self.booked else CountResult.DIFFERENT


@dataclass(frozen=True, kw_only=True)
class Stocktake(Record):
    """The stocktake of a year, as of its 31 December."""

    KIND: ClassVar[Kind] = Kind(
        name="stocktake",
        collection="stocktakes",
        prefix="st",
        label=say("stocktake"),
        fields={"year": int, "status": str},
        indexes=(("year", "status"),),
    )

    year: int
    counted_by: tuple[str, ...]
    counted_on: date
    lines: tuple[CountedLine, ...]
    status: StocktakeStatus = StocktakeStatus.COUNTED
    version: int = 1
    recorded_at: datetime | None = None
    recorded_by: str = ""  # person id
    confirmed_by: str = ""  # person id
    confirmed_on: date | None = None

    @property
    def title(self) -> str:
        """The year."""
        return str(self.year)

    @property
    def as_of(self) -> date:
        """The day on which the count judges: 31 December of its year."""
        return date(self.year, 12, 31)

    @property
    def day(self) -> date | None:
        """The day of the count."""
        return self.counted_on

    def of(self, result: CountResult) -> tuple[CountedLine, ...]:
        """Return the lines that came to `result`."""
        return tuple(line for line in self.lines if line.result is result)


def booked_lines(
    assets: Iterable[Asset], counted: Mapping[str, Decimal], as_of: date, surplus: Iterable[CountedLine] = ()
) -> tuple[CountedLine, ...]:
    """Return a line for each asset that the register holds on `as_of`; one not named in `counted` was found whole.

    An asset without a quantity is one. `surplus` are things that stand in no register.
    """
    held = [asset for asset in assets if asset.use not in DISPOSED or _left_after(asset, as_of)]
    lines = [
        CountedLine(asset.number, asset.name, booked, counted.get(asset.number, booked))
        for asset in sorted(held, key=lambda asset: asset.number)
        if (asset.acquired_on is None or asset.acquired_on <= as_of)
        for booked in [ONE if asset.quantity is None else asset.quantity]
    ]
    return (*lines, *surplus)


def _left_after(asset: Asset, day: date) -> bool:
    """Tell whether a disposed asset was still the collective's on `day`."""
    days = [change.on for change in asset.changes if change.on is not None]
    return bool(days) and max(days) > day
