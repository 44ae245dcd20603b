"""A machine of states whose transitions are data: one row of its table, read and checked.

What a guard asks, and what a state means, belongs to the room that has the machine.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from village_board.base.errors import StoreError
from village_board.base.message import N_

E = TypeVar("E", bound=StrEnum)
S = TypeVar("S", bound=StrEnum)
T = TypeVar("T", bound=StrEnum)

SAME = "="
_KNOWN = frozenset({"event", "from", "to", "guards", "within", "actor", "line", "public", "source"})
_NEEDED = ("event", "from", "to", "guards", "source")


class TableUnreadable(StoreError):
    """A table of law that belongs to the program is wrong."""

    sentence = N_("{file}, {key}: {what}. Mend that line, or install Village Board again.")

    def __init__(self, file: Path, key: str, what: str) -> None:
        super().__init__(file=str(file), key=key, what=what)


@dataclass(frozen=True)
class Transition(Generic[E, S]):
    """One row of the table. `to` None leaves the state as it is; `line` is 0 off the main line.

    `guards` must all hold; `within` is a key of the limits, counted from the step before.
    """

    event: E
    starts: tuple[S, ...]
    to: S | None
    guards: tuple[str, ...]
    within: str
    actor: str
    line: int
    public: bool
    source: str


@dataclass(frozen=True)
class Vocabulary(Generic[E, S]):
    """The names that a table may use."""

    events: type[E]
    states: type[S]
    guards: Collection[str]
    limits: Collection[str]


def read_transition(file: Path, row: Mapping[str, Any], names: Vocabulary[E, S]) -> Transition[E, S]:
    """Return the transition of one row of data.

    Raises:
        TableUnreadable: a name is unknown or missing; with file, row and nearest known name.
    """
    key = str(row.get("event", "?"))
    for name in row:
        check_known(file, key, "name", name, _KNOWN)
    for name in _NEEDED:
        if name not in row:
            raise TableUnreadable(file, key, f"'{name}' is missing")
    for guard in row["guards"]:
        check_known(file, key, "guard", guard, names.guards)
    if within := row.get("within", ""):
        check_known(file, key, "limit", within, names.limits)
    return Transition(
        event=one_of(file, key, names.events, row["event"]),
        starts=tuple(one_of(file, key, names.states, name) for name in row["from"]),
        to=None if row["to"] == SAME else one_of(file, key, names.states, row["to"]),
        guards=tuple(row["guards"]),
        within=within,
        actor=row.get("actor", ""),
        line=row.get("line", 0),
        public=row.get("public", False),
        source=row["source"],
    )


def read_transitions(
    file: Path, rows: Collection[Mapping[str, Any]], names: Vocabulary[E, S]
) -> dict[E, Transition[E, S]]:
    """Return the transitions of a table by their event, in its order.

    Raises:
        TableUnreadable: a row is wrong, or an event stands twice.
    """
    read: dict[E, Transition[E, S]] = {}
    for row in rows:
        transition = read_transition(file, row, names)
        if transition.event in read:
            raise TableUnreadable(file, transition.event, "stands twice")
        read[transition.event] = transition
    return read


def check_known(file: Path, key: str, what: str, name: str, known: Collection[str]) -> None:
    """Refuse a name of a table that is none of `known`.

    Raises:
        TableUnreadable: with the nearest known name.
    """
    if name not in known:
        near = get_close_matches(name, [str(one) for one in known], 1)
        raise TableUnreadable(file, key, f"unknown {what} '{name}'" + (f", meant '{near[0]}'?" if near else ""))


def one_of(file: Path, key: str, kind: type[T], name: str) -> T:
    """Return the member of `kind` with this value.

    Raises:
        TableUnreadable: there is none; with the nearest.
    """
    check_known(file, key, "name", name, [one.value for one in kind])
    return kind(name)
