"""The machine of an application and the kinds of answers, read from ``data/law`` and checked when they are read."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from village_board.applications.guards import GUARDS
from village_board.applications.model import Event, Result, State
from village_board.applications.report import COLUMNS, Form, all_rows
from village_board.base.transitions import (
    TableUnreadable,
    Transition,
    Vocabulary,
    check_known,
    one_of,
    read_transitions,
)
from village_board.data_files import data_path
from village_board.limits.table import shipped_limits

NEEDS = frozenset({"where", "given", "grounds", "reason", "body"})
_PLACES = NEEDS | {"handed"}
_LETTER_PLACES = frozenset({"applicant", "received", "number", "wanted", "village", "answered"})
_ANSWER_KEYS = frozenset({"type", "result", "event", "needs", "zh", "en", "source", "text"})


@dataclass(frozen=True)
class AnswerRule:
    """One kind of answer: the row that it counts in, the event that it is, what the clerk must give, and its letter.

    `en` is a message id; `zh` stands in the letter, which is Chinese.
    """

    type: str
    result: Result
    event: Event
    needs: tuple[str, ...]
    zh: str
    en: str
    source: str
    text: str

    @property
    def refuses(self) -> bool:
        """Whether it can be the ground on which a part is not given."""
        return self.result.group in ("refused", "unable")


@dataclass(frozen=True)
class Law:
    """The transitions by their event, the kinds of answers by their name, and what stands around each letter."""

    transitions: Mapping[Event, Transition[Event, State]]
    answers: Mapping[str, AnswerRule]
    begin: str
    end: str

    def possible(self, state: State) -> tuple[Event, ...]:
        """Return the events that start from `state`, in the order of the table."""
        return tuple(event for event, row in self.transitions.items() if state in row.starts)


@cache
def law() -> Law:
    """Return both tables as shipped.

    Raises:
        TableUnreadable: with file, row and nearest known name.
    """
    moves, answers = data_path("law", "applications.toml"), data_path("law", "application_answers.toml")
    rows = tomllib.loads(moves.read_text("utf-8"))["transition"]
    table = tomllib.loads(answers.read_text("utf-8"))
    transitions = read_transitions(moves, rows, Vocabulary(Event, State, GUARDS, shipped_limits()))
    for event in set(Event) - set(transitions):
        raise TableUnreadable(moves, event, "this event has no row")
    letter = table["letter"]
    for part in ("begin", "end"):
        _check_places(answers, "letter", letter[part], _LETTER_PLACES)
    rules = {row["type"]: read_answer(answers, row) for row in table["answer"]}
    for missing in set(Result) - {rule.result for rule in rules.values()}:
        raise TableUnreadable(answers, missing, "no answer counts in this row")
    return Law(transitions, rules, letter["begin"], letter["end"])


def read_answer(file: Path, row: Mapping[str, Any]) -> AnswerRule:
    """Return one kind of answer.

    Raises:
        TableUnreadable: a name is unknown or missing, or the letter has a place that nothing fills.
    """
    key = str(row.get("type", "?"))
    for name in row:
        check_known(file, key, "name", name, _ANSWER_KEYS)
    for name in sorted(_ANSWER_KEYS):
        if name not in row:
            raise TableUnreadable(file, key, f"'{name}' is missing")
    for need in row["needs"]:
        check_known(file, key, "need", need, NEEDS)
    _check_places(file, key, row["text"], _PLACES)
    return AnswerRule(
        type=key,
        result=one_of(file, key, Result, row["result"]),
        event=one_of(file, key, Event, row["event"]),
        needs=tuple(row["needs"]),
        zh=row["zh"],
        en=row["en"],
        source=row["source"],
        text=row["text"],
    )


def _check_places(file: Path, key: str, text: str, known: frozenset[str]) -> None:
    for _, name, _, _ in string.Formatter().parse(text):
        if name is not None:
            check_known(file, key, "place", name, known)


@cache
def official_labels() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the rows and the columns of Table III as the notice words them.

    Raises:
        TableUnreadable: a row or a column has no words.
    """
    file = data_path("law", "application_tables.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    for form in Form:
        for row in all_rows(form):
            check_known(file, "rows", "row", row, table["rows"])
    for column in COLUMNS:
        check_known(file, "columns", "column", column, table["columns"])
    return table["rows"], table["columns"]
