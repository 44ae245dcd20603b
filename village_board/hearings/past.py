"""The case of a matter that was heard or decided before the board knew it: lawful history, marked as imported. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from village_board.base.clock import local
from village_board.hearings.case import Actors, CaseEvent, CaseState, DecisionCase, Step
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
)

_OF_HEARING = {
    HearingStatus.CANCELLED: CaseState.DISCUSSED,
    HearingStatus.RECORDED: CaseState.HEARING_OPEN,
}
_OF_CONCLUSION = {
    HearingConclusion.PASSED: CaseState.DRAFT_SHOWN,
    HearingConclusion.PASSED_WITH_CHANGES: CaseState.DRAFT_SHOWN,
    HearingConclusion.HEAR_AGAIN: CaseState.DISCUSSED,
    HearingConclusion.REJECTED: CaseState.DROPPED,
    HearingConclusion.TERMINATED: CaseState.DROPPED,
}
_OF_RESOLUTION = {
    ResolutionStatus.NO_QUORUM: CaseState.REVIEWED,
    ResolutionStatus.REJECTED: CaseState.REJECTED,
    ResolutionStatus.PUBLIC: CaseState.RESOLUTION_PUBLIC,
    ResolutionStatus.OBJECTED: CaseState.OBJECTED,
    ResolutionStatus.EXECUTING: CaseState.EXECUTING,
    ResolutionStatus.CLOSED: CaseState.RESULT_PUBLIC,
    ResolutionStatus.CANCELLED: CaseState.REVIEWED,
}


def past_case(hearing: Hearing | None, resolution: Resolution | None, now: datetime) -> DecisionCase:
    """Return the case of an imported hearing, resolution or both: what is known of its steps, and where it stands.

    Raises:
        ValueError: neither is given.
    """
    record = resolution or hearing
    if record is None:
        raise ValueError(now)
    steps = tuple(sorted(_steps(hearing, resolution, now), key=lambda step: step.done_on))
    first = steps[0].done_on if steps else local(now).date()
    about = hearing or record
    return DecisionCase(
        number=about.number,
        matter=about.matter,
        category=about.category,
        amount=record.amount if record.amount is not None else about.amount,
        proposer=hearing.proposer if hearing is not None else "",
        plan=hearing.plan if hearing is not None else "",
        body=resolution.body if resolution is not None else None,
        outside_collective=resolution.outside_collective if resolution is not None else False,
        short_reason=resolution.hearing_waived if resolution is not None else "",
        opened_on=first,
        moved_on=steps[-1].done_on if steps else first,
        state=_state(hearing, resolution),
        steps=steps,
        hearing=hearing.number if hearing is not None else "",
        resolution=resolution.number if resolution is not None else "",
        township_number=resolution.township_number if resolution is not None else "",
        told=1,
        imported=True,
    )


def _state(hearing: Hearing | None, resolution: Resolution | None) -> CaseState:
    if resolution is not None:
        return _OF_RESOLUTION.get(resolution.status, CaseState.CONVENED)
    if hearing is None:
        return CaseState.PROPOSED
    if hearing.conclusion is not None and hearing.status is HearingStatus.PUBLISHED:
        return _OF_CONCLUSION[hearing.conclusion]
    return _OF_HEARING.get(hearing.status, CaseState.HEARING_ANNOUNCED)


def _steps(hearing: Hearing | None, resolution: Resolution | None, now: datetime) -> Iterator[Step]:
    def step(event: CaseEvent, to: CaseState, on: date | None, actor: str, record: str) -> Iterator[Step]:
        if on is not None:
            yield Step(
                event=event, to=to, done_on=on, recorded_at=now, by="", actor=actor, record=record, imported=True
            )

    if hearing is not None:
        yield from step(
            CaseEvent.ANNOUNCE_HEARING, CaseState.HEARING_ANNOUNCED, hearing.notice_on,
            Actors.VILLAGERS_COMMITTEE, hearing.id,
        )  # fmt: skip
        if hearing.conclusion is not None:
            held = local(hearing.held_at).date() if hearing.held_at is not None else None
            yield from step(CaseEvent.CLOSE_HEARING, CaseState.HEARD, held, Actors.HEARING, hearing.id)
            yield from step(
                CaseEvent.PUBLISH_HEARING_RESULT, CaseState.DRAFT_SHOWN, hearing.result_published_on,
                Actors.VILLAGERS_COMMITTEE, hearing.id,
            )  # fmt: skip
    if resolution is None:
        return
    committee, body, key = Actors.VILLAGERS_COMMITTEE, resolution.body.value, resolution.id
    yield from step(CaseEvent.CONVENE, CaseState.CONVENED, resolution.notice_on, committee, key)
    if resolution.result is ResolutionResult.REJECTED:
        yield from step(CaseEvent.RESOLVE_FAIL, CaseState.REJECTED, resolution.meeting_on, body, key)
    if resolution.result is ResolutionResult.NO_QUORUM:
        yield from step(CaseEvent.NO_QUORUM, CaseState.REVIEWED, resolution.meeting_on, body, key)
    if resolution.result is not ResolutionResult.PASSED:
        return
    yield from step(CaseEvent.RESOLVE_PASS, CaseState.RESOLVED, resolution.meeting_on, body, key)
    published = CaseState.RESOLUTION_PUBLIC
    yield from step(CaseEvent.PUBLISH_RESOLUTION, published, resolution.published_on, committee, key)
    yield from step(CaseEvent.START, CaseState.EXECUTING, resolution.executing_since, committee, key)
    yield from step(CaseEvent.ACCEPT, CaseState.ACCEPTED, resolution.accepted_on, committee, key)
    yield from step(CaseEvent.PUBLISH_RESULT, CaseState.RESULT_PUBLIC, resolution.result_published_on, committee, key)
