"""The life of an alarm as data, read from ``data/law/alarm.toml``, and what its steps ask for. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from village_board.base.level import Level
from village_board.base.message import Message, say
from village_board.base.transitions import Transition, Vocabulary, read_transitions
from village_board.data_files import data_path
from village_board.limits.table import shipped_limits
from village_board.people.model import Actor, Role
from village_board.supervision.model import Alarm, AlarmEvent, AlarmState, AlarmStep

_ANSWERS = frozenset({AlarmEvent.ACKNOWLEDGE, AlarmEvent.EXPLAIN})


@dataclass(frozen=True)
class Situation:
    """A step as it would be taken: by whom, and whether the facts are still so."""

    step: AlarmStep
    who: Actor
    facts_stand: bool


def reason_given(alarm: Alarm, at: Situation) -> Message | None:  # noqa: ARG001 - every guard is asked alike
    """The reason stands there."""
    return None if at.step.reason else say("the reason is missing")


def facts_gone(alarm: Alarm, at: Situation) -> Message | None:  # noqa: ARG001
    """The check does not see it any more: nobody declares a thing mended that still is so."""
    return say("the facts are still so: mend the record, or explain") if at.facts_stand else None


def not_own_answer(alarm: Alarm, at: Situation) -> Message | None:
    """Whoever explained it does not verify that."""
    answered = {step.by for step in alarm.steps if step.event in _ANSWERS}
    return say("it was answered by the same person; another member verifies") if at.step.by in answered else None


def day_given(alarm: Alarm, at: Situation) -> Message | None:  # noqa: ARG001
    """A day by which it is to be done, and it is still to come."""
    if at.step.until is None:
        return say("the day by which it is to be done is missing")
    return say("the day by which it is to be done is past") if at.step.until < at.step.on else None


def township_for_red(alarm: Alarm, at: Situation) -> Message | None:
    """A red one is closed by the township (P27)."""
    if alarm.is_red and Role.TOWNSHIP not in at.who.roles:
        return say("it is red: the township closes it")
    return None


def may_see(roles: frozenset[Role], alarm: Alarm) -> bool:
    """Tell whether somebody with `roles` sees `alarm`: the township what was ever red, the village's own all (P11)."""
    inside = bool(roles & {Role.COMMITTEE, Role.OVERSIGHT})
    return inside or any(step.level is Level.RED for step in alarm.steps)


Guard = Callable[[Alarm, Situation], Message | None]
GUARDS: Mapping[str, Guard] = {
    each.__name__: each for each in (reason_given, facts_gone, not_own_answer, day_given, township_for_red)
}


@cache
def alarm_machine() -> Mapping[AlarmEvent, Transition[AlarmEvent, AlarmState]]:
    """Return the transitions by their event.

    Raises:
        TableUnreadable: with file, row and nearest known name.
    """
    file = data_path("law", "alarm.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    return read_transitions(file, table["transition"], Vocabulary(AlarmEvent, AlarmState, GUARDS, shipped_limits()))


def possible(state: AlarmState) -> tuple[AlarmEvent, ...]:
    """Return what a person can do with an alarm in `state`, in the order of the table."""
    return tuple(event for event, row in alarm_machine().items() if state in row.starts and row.actor != "machine")
