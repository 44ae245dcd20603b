"""The kinds of records that can run through a power: their class, what says where they stand, by which they are sorted.

A further kind joins by a row of `KINDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, get_type_hints

from village_board.accounts.registers import Contract
from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.subsidies import SubsidyBatch
from village_board.base.kind import Record
from village_board.disclosure.model import Item
from village_board.enquiries.cases import ServiceCase
from village_board.enquiries.model import Enquiry
from village_board.hearings.case import DecisionCase
from village_board.hearings.execution import Execution


@dataclass(frozen=True)
class Linked:
    """One kind.

    Attributes:
        cls: its class.
        state: the field that says where a record stands.
        newest: a declared field by which the newest ones are found.
    """

    cls: type[Record]
    state: str
    newest: str

    def enum_of(self, field: str) -> type[StrEnum] | None:
        """Return the values that a field can have; None: any text."""
        hint = get_type_hints(self.cls).get(field)
        return hint if isinstance(hint, type) and issubclass(hint, StrEnum) else None

    @property
    def names(self) -> frozenset[str]:
        """The names of its fields."""
        return frozenset(field.name for field in fields(self.cls))

    def states(self) -> tuple[str, ...]:
        """Return every state in which it can stand."""
        found: Any = self.enum_of(self.state)
        return tuple(one.value for one in found)


KINDS: Mapping[str, Linked] = MappingProxyType(
    {
        "case": Linked(DecisionCase, "state", "moved_on"),
        "execution": Linked(Execution, "state", "opened_on"),
        "contract": Linked(Contract, "status", "number"),
        "finance_sheet": Linked(FinanceSheet, "state", "period"),
        "subsidy_batch": Linked(SubsidyBatch, "status", "paid_on"),
        "item": Linked(Item, "status", "published_on"),
        "service_case": Linked(ServiceCase, "state", "received_on"),
        "enquiry": Linked(Enquiry, "state", "submitted_on"),
    }
)
