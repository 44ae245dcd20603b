"""The machine of a case: which event leads where, read from ``data/law/case.toml`` and checked when it is read.

A transition is data; what its guards mean is `guards`. Nothing here knows a store or a clock.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from village_board.base.transitions import TableUnreadable, Vocabulary, one_of, read_transitions
from village_board.base.transitions import Transition as AnyTransition
from village_board.data_files import data_path
from village_board.hearings.case import CaseEvent, CaseState
from village_board.hearings.guards import GUARDS
from village_board.hearings.model import Category
from village_board.limits.table import shipped_limits

LINE = range(1, 7)

Transition = AnyTransition[CaseEvent, CaseState]


@dataclass(frozen=True)
class Machine:
    """All transitions by their event, what comes next by state, and where the two committees may decide small sums."""

    transitions: Mapping[CaseEvent, Transition]
    next: Mapping[CaseState, CaseEvent]
    small: frozenset[Category]

    def possible(self, state: CaseState) -> tuple[CaseEvent, ...]:
        """Return the events that start from `state`, in the order of the table."""
        return tuple(event for event, row in self.transitions.items() if state in row.starts)


@cache
def machine() -> Machine:
    """Return the machine as shipped.

    Raises:
        TableUnreadable: with file, row and nearest known name.
    """
    file = data_path("law", "case.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    rows = read_transitions(file, table["transition"], Vocabulary(CaseEvent, CaseState, GUARDS, shipped_limits()))
    for row in rows.values():
        if row.line and row.line not in LINE:
            what = f"line {row.line} is none of the four deliberations and two disclosures"
            raise TableUnreadable(file, row.event, what)
        if not row.actor:
            raise TableUnreadable(file, row.event, "'actor' is missing")
    following = {
        one_of(file, "next", CaseState, state): one_of(file, "next", CaseEvent, event)
        for state, event in table["next"].items()
    }
    small = frozenset(one_of(file, "small", Category, name) for name in table["small"]["categories"])
    return Machine(rows, following, small)
