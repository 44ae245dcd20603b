"""A case follows its hearings and meetings: each of their acts puts it on, in the same unit of work.

What happens to a hearing or a resolution is decided by their own services; here stands only which step of the case
that is. A record that came by import has no line of steps: its case is opened when something is done with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from tinydb import where

from village_board.base.clock import local
from village_board.desk import Desk, Records
from village_board.hearings.case import CaseEvent, CaseState, DecisionCase, Route
from village_board.hearings.cases import CaseMissing, StepFacts, advance, case_of
from village_board.hearings.execution import STATE_OF
from village_board.hearings.executions import execution_of
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
)
from village_board.hearings.past import past_case
from village_board.hearings.rules import Counts

M = TypeVar("M", Hearing, Resolution)

#: where a hearing's conclusion leads its case.
_AFTER_HEARING = {
    HearingConclusion.PASSED: CaseEvent.PUBLISH_HEARING_RESULT,
    HearingConclusion.PASSED_WITH_CHANGES: CaseEvent.PUBLISH_HEARING_RESULT,
    HearingConclusion.HEAR_AGAIN: CaseEvent.SEND_BACK,
    HearingConclusion.REJECTED: CaseEvent.DROP,
    HearingConclusion.TERMINATED: CaseEvent.DROP,
}
_BEGUN = frozenset({CaseState.EXECUTING, CaseState.ACCEPTED})


def case_of_hearing(desk: Desk, hearing: Hearing) -> DecisionCase:
    """Return the case to which `hearing` belongs; one that stood before cases were kept gets its own, as it stands."""
    if hearing.case:
        return case_of(desk, hearing.case)
    if standing := desk.one(DecisionCase, where("hearing") == hearing.number):
        return standing
    resolution = desk.one(Resolution, where("hearing") == hearing.number)
    return desk.put(past_case(hearing, resolution, desk.now))


def case_of_resolution(desk: Desk, resolution: Resolution) -> DecisionCase:
    """Return the case to which `resolution` belongs; see `case_of_hearing`."""
    if resolution.case:
        return case_of(desk, resolution.case)
    if standing := desk.one(DecisionCase, where("resolution") == resolution.number):
        return standing
    hearing = desk.one(Hearing, where("number") == resolution.hearing) if resolution.hearing else None
    if hearing is not None and (standing := desk.one(DecisionCase, where("hearing") == hearing.number)):
        return standing
    return desk.put(past_case(hearing, resolution, desk.now))


def followed(desk: Desk, record: M) -> M:
    """Return `record` as it is, with its case open: an act begins with this, before it changes anything."""
    case_of_hearing(desk, record) if isinstance(record, Hearing) else case_of_resolution(desk, record)
    return record


def for_case(desk: Desk, record: M) -> M:
    """Return a new hearing or resolution with what its case says: one case, one matter.

    Raises:
        CaseMissing: it belongs to none.
        NoSuchCase: there is no such case.
    """
    if not record.case:
        raise CaseMissing(record.matter)
    case = case_of(desk, record.case)
    record = replace(record, matter=case.matter, category=case.category, amount=case.amount)
    if isinstance(record, Hearing):
        return replace(record, proposer=record.proposer or case.proposer, plan=record.plan or case.plan)
    return replace(
        record,
        hearing=record.hearing or case.hearing,
        hearing_waived=record.hearing_waived or case.short_reason or _could_not_wait(case),
        outside_collective=case.outside_collective,
    )


def hearing_announced(desk: Desk, hearing: Hearing, notice_on: date) -> DecisionCase:
    """Step on: the notice of the hearing hangs."""
    case = case_of_hearing(desk, hearing)
    return advance(desk, case, CaseEvent.ANNOUNCE_HEARING, StepFacts(done_on=notice_on), hearing=hearing)


def hearing_cancelled(desk: Desk, hearing: Hearing) -> DecisionCase:
    """Step back: the matter needs another hearing, or none any more."""
    facts = StepFacts(reason=hearing.reason)
    return advance(desk, case_of_hearing(desk, hearing), CaseEvent.CANCEL_HEARING, facts, hearing=hearing)


def hearing_recorded(desk: Desk, hearing: Hearing) -> DecisionCase:
    """Step on: it was held, and one person wrote down what it came to."""
    facts = StepFacts(done_on=_held_on(hearing), counts=_counts(hearing))
    return advance(desk, case_of_hearing(desk, hearing), CaseEvent.OPEN_HEARING, facts, hearing=hearing)


def hearing_sent_back(desk: Desk, hearing: Hearing, reason: str) -> DecisionCase:
    """Step back: the second person did not confirm what was written down."""
    facts = StepFacts(reason=reason)
    return advance(desk, case_of_hearing(desk, hearing), CaseEvent.RETURN_RECORD, facts, hearing=hearing)


def hearing_confirmed(desk: Desk, hearing: Hearing) -> DecisionCase:
    """Step on: the record is confirmed; without quorum the hearing is to be called again."""
    case = case_of_hearing(desk, hearing)
    if hearing.conclusion is None:
        return advance(desk, case, CaseEvent.ADJOURN, StepFacts(counts=_counts(hearing)), hearing=hearing)
    return advance(desk, case, CaseEvent.CLOSE_HEARING, StepFacts(counts=_counts(hearing)), hearing=hearing)


def hearing_published(desk: Desk, hearing: Hearing) -> DecisionCase:
    """Step on: every opinion is answered, and the result is public."""
    if hearing.conclusion is None:
        raise ValueError(hearing.id)
    facts = StepFacts(words=hearing.changes)
    event = _AFTER_HEARING[hearing.conclusion]
    return advance(desk, case_of_hearing(desk, hearing), event, facts, hearing=hearing)


def meeting_convened(desk: Desk, resolution: Resolution, notice_on: date) -> DecisionCase:
    """Step on: the notice of the meeting hangs. For what was begun as an emergency the meeting is to ratify it."""
    case = case_of_resolution(desk, resolution)
    if case.route is Route.EMERGENCY and case.state in _BEGUN:
        return desk.put(replace(case, resolution=resolution.number))
    return advance(desk, case, CaseEvent.CONVENE, StepFacts(done_on=notice_on), resolution=resolution)


def meeting_cancelled(desk: Desk, resolution: Resolution) -> DecisionCase:
    """Step back: another meeting has to be convened."""
    case = case_of_resolution(desk, resolution)
    if case.route is Route.EMERGENCY and case.state in _BEGUN:
        return case
    return advance(desk, case, CaseEvent.CANCEL_MEETING, StepFacts(reason=resolution.reason), resolution=resolution)


def resolution_confirmed(desk: Desk, resolution: Resolution) -> DecisionCase:
    """Step on by the result of the vote; one that passed is published at once."""
    case = case_of_resolution(desk, resolution)
    facts = StepFacts(done_on=resolution.meeting_on, counts=_counts(resolution))
    if case.route is Route.EMERGENCY and case.state in _BEGUN:
        return _ratified(desk, case, resolution, facts)
    match resolution.result:
        case ResolutionResult.PASSED:
            case = advance(desk, case, CaseEvent.RESOLVE_PASS, facts, resolution=resolution)
            return advance(desk, case, CaseEvent.PUBLISH_RESOLUTION, StepFacts(), resolution=resolution)
        case ResolutionResult.REJECTED:
            return advance(desk, case, CaseEvent.RESOLVE_FAIL, facts, resolution=resolution)
        case _:
            return advance(desk, case, CaseEvent.NO_QUORUM, facts, resolution=resolution)


def objection_raised(desk: Desk, resolution: Resolution, objector: str) -> DecisionCase:
    """Stop: the next step waits for an answer. `objector` is not kept in the case."""
    facts = StepFacts(named=objector)
    return advance(desk, case_of_resolution(desk, resolution), CaseEvent.OBJECTION, facts, resolution=resolution)


def objections_answered(desk: Desk, resolution: Resolution) -> DecisionCase:
    """Step on when no objection is open any more; before that nothing moves."""
    case = case_of_resolution(desk, resolution)
    if case.state is not CaseState.OBJECTED or any(one.stops for one in resolution.objections):
        return case
    return advance(desk, case, CaseEvent.ANSWER_OBJECTION, StepFacts(), resolution=resolution)


def objection_upheld(desk: Desk, resolution: Resolution, opinion: str) -> DecisionCase:
    """Step back to the joint discussion, with the opinion of the oversight committee (P25)."""
    facts = StepFacts(oversight_opinion=opinion)
    return advance(desk, case_of_resolution(desk, resolution), CaseEvent.UPHOLD_OBJECTION, facts, resolution=resolution)


def renew_past_cases(desk: Desk) -> int:
    """Give every hearing and resolution that came by import its case, as it stands by now; return how many changed.

    A case on which somebody took a step here is led by that and stays. The caller has begun its act and records it.
    """
    standing = {case.number: case for case in desk.all(DecisionCase)}
    led = {case.hearing for case in standing.values() if _led_here(case)} - {""}
    led_votes = {case.resolution for case in standing.values() if _led_here(case)} - {""}
    hearings = {one.number: one for one in desk.all(Hearing) if not one.case}
    votes = [one for one in desk.all(Resolution) if not one.case and one.number not in led_votes]
    voted = {one.hearing: one for one in votes if one.hearing in hearings}
    made = [past_case(one, voted.get(one.number), desk.now) for one in hearings.values() if one.number not in led]
    made += [past_case(None, one, desk.now) for one in votes if one.hearing not in hearings]
    changed = []
    for case in made:
        old = standing.get(case.number)
        if old is None:
            changed.append(case)
        elif not _led_here(old) and _same(old, case) != old:
            changed.append(_same(old, case))
    for case in desk.put_many(changed):
        execution = execution_of(desk, case)
        if execution is not None and case.state in STATE_OF:
            desk.put(replace(execution, state=STATE_OF[case.state], resolution=case.resolution))
    return len(changed)


def _led_here(case: DecisionCase) -> bool:
    return not case.imported or any(not step.imported for step in case.steps)


def _same(old: DecisionCase, new: DecisionCase) -> DecisionCase:
    """Return `new` as the next version of `old`; a step that was known keeps the time at which it was written down."""
    known = {(step.event, step.done_on): step.recorded_at for step in old.steps}
    steps = tuple(
        replace(step, recorded_at=known.get((step.event, step.done_on), step.recorded_at)) for step in new.steps
    )
    return replace(new, id=old.id, rev=old.rev, change=old.change, steps=steps)


def cases_waiting(records: Records, state: CaseState) -> list[DecisionCase]:
    """Return the cases that stand in `state`, the one that moved longest ago first."""
    return sorted(records.find(DecisionCase, where("state") == state.value), key=lambda case: case.moved_on)


def _ratified(desk: Desk, case: DecisionCase, resolution: Resolution, facts: StepFacts) -> DecisionCase:
    if resolution.result is ResolutionResult.PASSED:
        return advance(desk, case, CaseEvent.RATIFY, facts, resolution=_taken_over(desk, case, resolution))
    if resolution.result is ResolutionResult.REJECTED:
        refused = replace(facts, by_right="assembly", reason=resolution.matter)
        return advance(desk, case, CaseEvent.REVOKE, refused, resolution=resolution)
    return case


def _taken_over(desk: Desk, case: DecisionCase, resolution: Resolution) -> Resolution:
    """Return the resolution that ratified `case` as it stands: work began before it, and changes were approved."""
    execution = execution_of(desk, case)
    if execution is None:
        return resolution
    accepted = execution.acceptance.on if execution.acceptance is not None else None
    ratified = replace(
        resolution,
        status=ResolutionStatus.EXECUTING,
        executing_since=execution.started_on,
        accepted_on=accepted,
        variations=(*execution.variations, *resolution.variations),
    )
    desk.put(replace(execution, variations=()))
    return desk.put(ratified)


def _could_not_wait(case: DecisionCase) -> str:
    """Return why an emergency could not wait, which is why no hearing came before it; "" of other cases."""
    begun = case.last(CaseEvent.EMERGENCY)
    return begun.reason if begun is not None else ""


def _counts(record: Hearing | Resolution) -> Counts:
    return Counts(record.due, record.present, record.in_favour, record.against, record.abstained)


def _held_on(hearing: Hearing) -> date | None:
    return local(hearing.held_at).date() if hearing.held_at is not None else None
