"""A01 to A05, R01 to R04, C01 to C08: what the registers show. The findings are those of `accounts`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from village_board.accounts import register_findings as registers
from village_board.accounts.register_view import RegisterFinding, Registers
from village_board.base.clock import local
from village_board.base.kind import Record
from village_board.limits.rules import Limits
from village_board.supervision.facts import Fact, View

Finder = Callable[[Registers, date, Limits], Iterator[RegisterFinding]]


def found_by(finder: Finder, key: str = "") -> Callable[[View, Limits], Iterator[Fact]]:
    """Return the check that yields what `finder` finds; `key` names the fact that tells two about one record apart."""

    def check(view: View, limits: Limits) -> Iterator[Fact]:
        for one in finder(view.registers, view.today, limits):
            named = str(one.message.facts.get(key, "")) if key else ""
            yield Fact(one.message, one.since or _written_on(view, one.subject), one.level, one.subject, named)

    return check


def _written_on(view: View, subject: str) -> date:
    """Return the day on which the record was last written: of a state without a day of its own."""
    record: Record | None = view.register_record(subject)
    return local(record.change.at).date() if record is not None and record.change is not None else view.today


stocktake_late = found_by(registers.a01, "year")
disposed_without_decision = found_by(registers.a02)
asset_idle = found_by(registers.a03)
valuation_missing = found_by(registers.a04)
area_differs = found_by(registers.r01)
outside_without_majority = found_by(registers.r02)
use_changed = found_by(registers.r03)
resource_idle = found_by(registers.r04)
not_traded_in_public = found_by(registers.c01)
term_too_long = found_by(registers.c02)
rent_late = found_by(registers.c03)
contract_ending = found_by(registers.c04)
price_below_valuation = found_by(registers.c05)
relative_without_recusal = found_by(registers.c06)
leased_twice = found_by(registers.parts_given_twice)
sold_but_listed = found_by(registers.sold_but_listed)
worse_than_decided = found_by(registers.worse_than_decided)
