"""Depreciation shown beside what is booked: straight line over the useful years. Pure; amounts in fen.

A fixed asset is written off from the month after it was acquired, in equal parts a month, to nothing: a scrap value
that a village keeps on its books shows as a difference, which is named and not hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from village_board.accounts.registers import Asset

A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Depreciation:
    """Booked and computed depreciation on a day, in fen; computed is None where years or day acquired are missing."""

    booked: int
    computed: int | None

    @property
    def difference(self) -> int | None:
        """Booked less computed."""
        return None if self.computed is None else self.booked - self.computed


def depreciation_of(asset: Asset, day: date) -> Depreciation:
    """Return what is booked for `asset` and what a straight line comes to by `day`, whole months, rounded down."""
    if asset.acquired_on is None or not asset.useful_years:
        return Depreciation(asset.depreciation, None)
    months = (day.year - asset.acquired_on.year) * A_YEAR + day.month - asset.acquired_on.month
    whole = asset.useful_years * A_YEAR
    return Depreciation(asset.depreciation, asset.original_value * min(max(months, 0), whole) // whole)


def book_difference(asset: Asset) -> int:
    """Return original value less depreciation less net value: nothing where the register is right."""
    return asset.original_value - asset.depreciation - asset.net_value
