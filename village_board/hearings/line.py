"""The visible line of a case: four deliberations, two disclosures (四议两公开), what comes next and by when. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from village_board.base.message import Message, say
from village_board.calendar.rules import Calendar
from village_board.hearings.case import ENDED, CaseEvent, CaseState, DecisionCase, Route, Step
from village_board.hearings.guards.notice_period import notice_ends
from village_board.hearings.machine import LINE, machine
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.periods import due_after
from village_board.limits.rules import Limits


class PointState(StrEnum):
    """How far one of the six points is."""

    DONE = "done"
    NEXT = "next"
    AHEAD = "ahead"
    SKIPPED = "skipped"  # the short way, or history of which nothing is known


@dataclass(frozen=True)
class Point:
    """One of the four deliberations and two disclosures. `step` is how it was done."""

    number: int
    event: CaseEvent
    state: PointState
    step: Step | None = None


@dataclass(frozen=True)
class NextStep:
    """What comes next.

    Attributes:
        event: the step.
        earliest: the first day on which it can be taken; None: at once, or nobody knows.
        due: the last day by which it should be; None: no limit.
        late: by how many days it is late; 0: it is not.
        waits_for: what must come before, which does not lie with the committee alone (P27).
    """

    event: CaseEvent
    earliest: date | None = None
    due: date | None = None
    late: int = 0
    waits_for: Message | None = None


#: what is shown at each of the six points; the fourth may be reached in several ways.
POINTS: tuple[CaseEvent, ...] = (
    CaseEvent.PARTY_STUDY,
    CaseEvent.TWO_COMMITTEE,
    CaseEvent.PARTY_REVIEW,
    CaseEvent.RESOLVE_PASS,
    CaseEvent.PUBLISH_RESOLUTION,
    CaseEvent.PUBLISH_RESULT,
)


def points(case: DecisionCase) -> tuple[Point, ...]:
    """Return the six points of `case`, in order."""
    rows = machine().transitions
    done: dict[int, Step] = {}
    for step in case.steps:
        row = rows[step.event]
        if row.event in (CaseEvent.SEND_BACK, CaseEvent.UPHOLD_OBJECTION, CaseEvent.TOWNSHIP_RETURN):
            done = {line: taken for line, taken in done.items() if line <= 2}  # noqa: PLR2004 - back to the discussion
        if row.line and not step.corrects:
            done[row.line] = step
    coming = [rows[event].line for event in _way(case) if rows[event].line]
    return tuple(
        Point(number, done[number].event, PointState.DONE, done[number])
        if number in done
        else Point(number, POINTS[number - 1], _undone(case, number, coming))
        for number in LINE
    )


def next_step(
    case: DecisionCase,
    limits: Limits,
    calendar: Calendar,
    today: date,
    *,
    hearing: Hearing | None = None,
    resolution: Resolution | None = None,
    approvals: tuple[str, ...] = (),
) -> NextStep | None:
    """Return what comes next on the main way of `case`; None where nothing does.

    Raises:
        YearUnknown: a period runs into a year of which nothing is known.
    """
    if case.state in ENDED:
        return None
    event = _following(case)
    row = machine().transitions[event]
    since = _since(case, event)
    due = due_after(limits, calendar, row.within, since).due if row.within and since is not None else None
    earliest: date | None = None
    if event is CaseEvent.OPEN_HEARING and hearing is not None and hearing.day is not None:
        earliest = due = hearing.day
    if event is CaseEvent.RESOLVE_PASS and resolution is not None and resolution.meeting_on is not None:
        earliest = due = resolution.meeting_on
    if event is CaseEvent.PARTY_REVIEW and since is not None:
        earliest = due_after(limits, calendar, "case.draft_shown_days", since).due
    if event is CaseEvent.CONFIRM and (ends := notice_ends(case, limits, calendar)) is not None:
        earliest = date.fromordinal(ends.toordinal() + 1)
    late = (today - due).days if due is not None and today > due else 0
    return NextStep(event, earliest, due, late, _waits(case, resolution, approvals))


def _following(case: DecisionCase) -> CaseEvent:
    if case.route is Route.EMERGENCY and case.ratified_on is None:
        return CaseEvent.RATIFY
    return machine().next[case.state]


def _way(case: DecisionCase) -> list[CaseEvent]:
    """Return the events that follow on the main way, from where the case stands to its end."""
    way, state = [], case.state
    if case.route is Route.EMERGENCY and case.ratified_on is None:
        way.append(CaseEvent.RATIFY)
    while state in machine().next and len(way) <= len(CaseState):
        event = machine().next[state]
        if event is CaseEvent.PROGRESS:
            event = CaseEvent.ACCEPT
        way.append(event)
        state = machine().transitions[event].to or state
    return way


def _undone(case: DecisionCase, number: int, coming: Sequence[int]) -> PointState:
    """Return how far a point is that was not done: only what lies on the way of this case can still come."""
    if case.state in ENDED or number not in coming:
        return PointState.SKIPPED
    return PointState.NEXT if number == coming[0] else PointState.AHEAD


def _since(case: DecisionCase, event: CaseEvent) -> date | None:
    """Return the day from which the period of `event` runs: that of the newest step."""
    if event is CaseEvent.RATIFY:
        first = case.last(CaseEvent.EMERGENCY)
        return first.done_on if first is not None else None
    if event is CaseEvent.PROGRESS:
        return progress_since(case)
    real = [step for step in case.steps if not step.corrects]
    return real[-1].done_on if real else None


def progress_since(case: DecisionCase) -> date | None:
    """Return the day from which the next progress entry is counted: the last one, or the day on which work began.

    None where nobody knows when it began: imported history is not judged by what it does not tell.
    """
    last = case.last(CaseEvent.PROGRESS, CaseEvent.START, CaseEvent.EMERGENCY)
    return last.done_on if last is not None else None


def _waits(case: DecisionCase, resolution: Resolution | None, approvals: tuple[str, ...]) -> Message | None:
    if case.state not in (CaseState.RESOLVED, CaseState.RESOLUTION_PUBLIC):
        return None
    given = {"township": case.township_number, "county": resolution.county_number if resolution is not None else ""}
    missing = [one for one in approvals if not given.get(one)]
    if not missing:
        return None
    if missing[0] == "county":
        return say("the county's approval")
    asked = case.last(CaseEvent.REQUEST_TOWNSHIP)
    if asked is None:
        return say("the township's approval, not yet asked for")
    return say("the township's approval, asked for on {when}", when=asked.done_on)
