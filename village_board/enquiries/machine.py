"""The two machines of this room: which event leads where, read from ``data/law`` and checked when it is read.

A transition is data; what its guards mean is `guards`. Nothing here knows a store or a clock.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from village_board.base.errors import StoreError
from village_board.base.message import N_
from village_board.data_files import data_path
from village_board.enquiries.cases import ServiceEvent, ServiceState
from village_board.enquiries.guards import GUARDS, SERVICE_GUARDS
from village_board.enquiries.model import EnquiryEvent, EnquiryState
from village_board.limits.table import shipped_limits

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)
N = TypeVar("N", bound=StrEnum)

SAME = "="
_NEEDED = ("event", "from", "to", "guards", "actor", "source")
_KNOWN = frozenset({*_NEEDED, "within"})


class WayUnreadable(StoreError):
    """A table of transitions that belongs to the program is wrong."""

    sentence = N_("{file}, {key}: {what}. Mend that line, or install Village Board again.")

    def __init__(self, file: Path, key: str, what: str) -> None:
        super().__init__(file=str(file), key=key, what=what)


@dataclass(frozen=True)
class Transition(Generic[S, E]):
    """One row of a table. `to` None leaves the state as it is; `within` is a key of the limits, or empty."""

    event: E
    starts: tuple[S, ...]
    to: S | None
    guards: tuple[str, ...]
    within: str
    actor: str
    source: str


@dataclass(frozen=True)
class Machine(Generic[S, E]):
    """All transitions by their event."""

    transitions: Mapping[E, Transition[S, E]]

    def possible(self, state: S) -> tuple[E, ...]:
        """Return the events that start from `state`, in the order of the table."""
        return tuple(event for event, row in self.transitions.items() if state in row.starts)


@cache
def enquiry_machine() -> Machine[EnquiryState, EnquiryEvent]:
    """Return the machine of enquiries as shipped.

    Raises:
        WayUnreadable: with file, row and nearest known name.
    """
    return read_machine(data_path("law", "enquiry.toml"), EnquiryState, EnquiryEvent, GUARDS)


@cache
def service_machine() -> Machine[ServiceState, ServiceEvent]:
    """Return the machine of service cases as shipped.

    Raises:
        WayUnreadable: with file, row and nearest known name.
    """
    return read_machine(data_path("law", "service_case.toml"), ServiceState, ServiceEvent, SERVICE_GUARDS)


def read_machine(file: Path, states: type[S], events: type[E], guards: Mapping[str, Any]) -> Machine[S, E]:
    """Return the machine of one file of transitions.

    Raises:
        WayUnreadable: a name is unknown, missing or stands twice; or an event has no row.
    """
    rows: dict[E, Transition[S, E]] = {}
    for row in tomllib.loads(file.read_text("utf-8"))["transition"]:
        transition = _transition(file, row, states, events, guards)
        if transition.event in rows:
            raise WayUnreadable(file, transition.event, "stands twice")
        rows[transition.event] = transition
    for event in events:
        if event not in rows:
            raise WayUnreadable(file, event, "has no row")
    return Machine(rows)


def _transition(
    file: Path, row: Mapping[str, Any], states: type[S], events: type[E], guards: Mapping[str, Any]
) -> Transition[S, E]:
    key = str(row.get("event", "?"))
    for name in row:
        _check(file, key, "name", name, _KNOWN)
    for name in _NEEDED:
        if name not in row:
            raise WayUnreadable(file, key, f"'{name}' is missing")
    for guard in row["guards"]:
        _check(file, key, "guard", guard, guards)
    if within := row.get("within", ""):
        _check(file, key, "limit", within, shipped_limits())
    return Transition(
        event=_one(file, key, events, row["event"]),
        starts=tuple(_one(file, key, states, name) for name in row["from"]),
        to=None if row["to"] == SAME else _one(file, key, states, row["to"]),
        guards=tuple(row["guards"]),
        within=within,
        actor=row["actor"],
        source=row["source"],
    )


def _one(file: Path, key: str, kind: type[N], name: str) -> N:
    _check(file, key, "name", name, [one.value for one in kind])
    return kind(name)


def _check(file: Path, key: str, what: str, name: str, known: Collection[str]) -> None:
    if name in known:
        return
    near = get_close_matches(name, list(known), 1)
    raise WayUnreadable(file, key, f"unknown {what} '{name}'" + (f", meant '{near[0]}'?" if near else ""))
