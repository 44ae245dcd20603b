"""An execution with its case and its resolution, as every act on it begins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.kind import Record
from village_board.base.message import N_, Message
from village_board.desk import Desk
from village_board.hearings.case import CaseEvent, DecisionCase
from village_board.hearings.case_words import CASE_STATE
from village_board.hearings.cases import StepFacts, advance, case_of, resolution_of
from village_board.hearings.execution import STATE_OF, Execution
from village_board.hearings.executions import execution_named, execution_of, open_for
from village_board.hearings.following import case_of_resolution
from village_board.hearings.model import Resolution, ResolutionStatus


class NotInEffect(Refused):
    """Nothing is carried out before the decision is in effect."""

    sentence = N_("{title} is '{state}': it is not in effect, so nothing is carried out yet.")

    def __init__(self, case: DecisionCase) -> None:
        super().__init__(title=case.title, state=Message(CASE_STATE[case.state]))


@dataclass(frozen=True)
class Underway:
    """What an act on an execution works with."""

    case: DecisionCase
    execution: Execution
    resolution: Resolution | None

    @property
    def about(self) -> Record:
        """What villagers are told about: the resolution they follow, or the case where there is none."""
        return self.resolution or self.case


def case_named(desk: Desk, number: str) -> DecisionCase:
    """Return the case with this number, or that of the resolution or the execution with it.

    A resolution that came by import gets its case, as it stands.

    Raises:
        NoSuchExecution: nothing has this number.
    """
    if case := desk.one(DecisionCase, where("number") == number):
        return case
    if resolution := desk.one(Resolution, where("number") == number):
        return case_of_resolution(desk, resolution)
    return case_of(desk, execution_named(desk, number).case)


def underway(desk: Desk, number: str) -> Underway:
    """Return what is carried out under the number of a case, a resolution or an execution's id.

    Raises:
        NoSuchExecution: nothing has this number.
        NotInEffect: the decision is not in effect.
    """
    return underway_of(desk, case_named(desk, number))


def underway_of(desk: Desk, case: DecisionCase) -> Underway:
    """Return the execution of `case`; one that came by import without a record gets it.

    Raises:
        NotInEffect: the decision is not in effect.
    """
    if case.state not in STATE_OF:
        raise NotInEffect(case)
    resolution = resolution_of(desk, case)
    execution = execution_of(desk, case) or open_for(desk, case, resolution)
    return Underway(case, execution, resolution)


def stepped(desk: Desk, under: Underway, event: CaseEvent, facts: StepFacts) -> Underway:
    """Take a step of the case, and return what stands after it.

    Raises:
        NotFromHere, GuardRefused, BeforeStep, NotYetHeld: with the facts.
    """
    case = advance(desk, under.case, event, facts, resolution=under.resolution)
    return Underway(case, execution_of(desk, case) or under.execution, under.resolution)


def begin_work(desk: Desk, under: Underway, facts: StepFacts) -> Underway:
    """Begin to carry it out: the case steps on, and the resolution says since when.

    Raises:
        NotFromHere, GuardRefused, BeforeStep, NotYetHeld: with the facts.
    """
    begun = stepped(desk, under, CaseEvent.START, facts)
    if begun.resolution is None:
        return begun
    since = begun.case.steps[-1].done_on
    running = desk.put(replace(begun.resolution, status=ResolutionStatus.EXECUTING, executing_since=since))
    return replace(begun, resolution=running)
