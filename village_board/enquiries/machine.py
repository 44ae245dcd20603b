"""The two machines of this room: which event leads where, read from ``data/law`` and checked when it is read.

A transition is data; what its guards mean is `guards`. Nothing here knows a store or a clock.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from village_board.base.transitions import TableUnreadable, Transition, Vocabulary, read_transitions
from village_board.data_files import data_path
from village_board.enquiries.cases import ServiceEvent, ServiceState
from village_board.enquiries.guards import GUARDS, SERVICE_GUARDS
from village_board.enquiries.model import EnquiryEvent, EnquiryState
from village_board.limits.table import shipped_limits

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True)
class Machine(Generic[S, E]):
    """All transitions by their event."""

    transitions: Mapping[E, Transition[E, S]]

    def possible(self, state: S) -> tuple[E, ...]:
        """Return the events that start from `state`, in the order of the table."""
        return tuple(event for event, row in self.transitions.items() if state in row.starts)


@cache
def enquiry_machine() -> Machine[EnquiryState, EnquiryEvent]:
    """Return the machine of enquiries as shipped.

    Raises:
        TableUnreadable: with file, row and nearest known name.
    """
    return read_machine(data_path("law", "enquiry.toml"), EnquiryState, EnquiryEvent, GUARDS)


@cache
def service_machine() -> Machine[ServiceState, ServiceEvent]:
    """Return the machine of service cases as shipped.

    Raises:
        TableUnreadable: with file, row and nearest known name.
    """
    return read_machine(data_path("law", "service_case.toml"), ServiceState, ServiceEvent, SERVICE_GUARDS)


def read_machine(file: Path, states: type[S], events: type[E], guards: Collection[str]) -> Machine[S, E]:
    """Return the machine of one file of transitions.

    Raises:
        TableUnreadable: a name is unknown, missing or stands twice; an event has no row; nobody is named for one.
    """
    names = Vocabulary(events, states, guards, shipped_limits())
    rows = read_transitions(file, tomllib.loads(file.read_text("utf-8"))["transition"], names)
    for event in events:
        if event not in rows:
            raise TableUnreadable(file, event, "has no row")
        if not rows[event].actor:
            raise TableUnreadable(file, event, "'actor' is missing")
    return Machine(rows)
