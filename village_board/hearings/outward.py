"""Hearings and meetings as the outside may see them: the one place where statistics, Popolo and calendars read them.

A result is seen only after a second person confirmed it; who voted how is never here (P10).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from village_board.base.clock import local
from village_board.hearings.case import DecisionCase
from village_board.hearings.law import BodyRule, rule_of
from village_board.hearings.model import (
    Ballot,
    Body,
    Category,
    Hearing,
    HearingConclusion,
    HearingStatus,
    Missed,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
    Statement,
)
from village_board.hearings.recount import counts_of
from village_board.hearings.rules import Counts
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS


class State(StrEnum):
    """How far a hearing or meeting is, in public."""

    OPEN = "open"  # announced; no result is public yet
    UNFIXED = "unfixed"  # postponed, and the new time is not fixed
    CANCELLED = "cancelled"
    NO_QUORUM = "no_quorum"
    HELD = "held"  # with a published result


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One hearing, or the meeting of one resolution; one without quorum that was called again stands for itself.

    Attributes:
        id: of its record; of one that was called again with its place behind it (``h22j3q95.1``).
        changes: how often its record was changed since it was first written; never falls.
        changed_at: the last change.
        body: which body decides; None for a hearing, which decides nothing.
        rule: by which the body decides.
        heard_as: a resolution's hearing, by number.
        amount: heard, or decided with its approved variations; in fen.
        starts: the time, where the hour is known; where a new one is not fixed, the old one.
        day: the day by which it is counted; where it has no time, that of its notice.
        timed: whether `day` is a day on which people meet, and not that of the notice.
        began_on: when the matter was proposed; where no case tells, when it was made public.
        result_on: when its result was published.
        counts: who was due, came, and spoke or voted how; None until they are public.
        statements: what was said at a hearing that was held.
        status: the msgid of its status in words.
    """

    id: str
    changes: int
    changed_at: datetime | None
    number: str
    matter: str
    category: Category
    amount: int | None
    state: State
    status: str
    body: Body | None = None
    rule: BodyRule | None = None
    heard_as: str = ""
    starts: datetime | None = None
    day: date | None = None
    timed: bool = False
    place: str = ""
    reason: str = ""
    began_on: date | None = None
    result_on: date | None = None
    counts: Counts | None = None
    conclusion: HearingConclusion | None = None
    result: ResolutionResult | None = None
    statements: tuple[Statement, ...] = ()
    outside_collective: bool = False
    ballot: Ballot = Ballot.OPEN

    @property
    def days(self) -> int | None:
        """Days from the proposal to the published result; None where one is missing, or they contradict each other."""
        if self.began_on is None or self.result_on is None or self.result_on < self.began_on:
            return None
        return (self.result_on - self.began_on).days


def sittings(
    hearings: Iterable[Hearing], resolutions: Iterable[Resolution], cases: Iterable[DecisionCase] = ()
) -> Iterator[Sitting]:
    """Yield what is public of hearings and of resolutions' meetings; a hearing not announced yet is left out.

    `cases` tell when a matter was proposed.
    """
    heard: dict[str, date] = {}
    decided: dict[str, date] = {}
    for case in cases:
        heard |= {case.hearing: case.opened_on} if case.hearing else {}
        decided |= {case.resolution: case.opened_on} if case.resolution else {}
    for hearing in hearings:
        if hearing.public:
            sitting = of_hearing(hearing)
            yield replace(sitting, began_on=heard.get(hearing.number, sitting.began_on))
            yield from missed(sitting, hearing.missed)
    for resolution in resolutions:
        sitting = of_resolution(resolution)
        yield replace(sitting, began_on=decided.get(resolution.number, sitting.began_on))
        yield from missed(sitting, resolution.missed)


def of_hearing(hearing: Hearing) -> Sitting:
    """Return what the outside may see of `hearing`."""
    state = _HEARING.get(hearing.status, State.OPEN)
    if hearing.status is HearingStatus.POSTPONED and hearing.held_at is None:
        state = State.UNFIXED
    seen = state in (State.HELD, State.NO_QUORUM)
    starts = hearing.held_at or (hearing.moved[-1].was if hearing.moved else None)
    return Sitting(
        **_shared(hearing),
        state=state,
        status=HEARING_STATUS[hearing.status],
        amount=hearing.amount,
        starts=starts,
        day=local(starts).date() if starts else hearing.notice_on,
        timed=starts is not None,
        result_on=hearing.result_published_on if seen else None,
        counts=Counts(hearing.due, hearing.present, hearing.in_favour, hearing.against, hearing.abstained)
        if seen
        else None,
        conclusion=hearing.conclusion if state is State.HELD else None,
        statements=hearing.statements if state is State.HELD else (),
    )


def of_resolution(resolution: Resolution) -> Sitting:
    """Return what the outside may see of the meeting of `resolution`."""
    rule = rule_of(resolution)
    state = _RESOLUTION.get(resolution.status, State.HELD)
    if resolution.status is ResolutionStatus.POSTPONED and resolution.meeting_on is None:
        state = State.UNFIXED
    if state is State.HELD and resolution.result is None:
        state = State.OPEN
    seen = state in (State.HELD, State.NO_QUORUM)
    day = resolution.meeting_on or (local(resolution.moved[-1].was).date() if resolution.moved else None)
    return Sitting(
        **_shared(resolution),
        state=state,
        status=RESOLUTION_STATUS[resolution.status],
        amount=resolution.decided_amount,
        body=resolution.body,
        rule=rule,
        heard_as=resolution.hearing,
        starts=resolution.meeting_at,
        day=day or resolution.notice_on,
        timed=day is not None,
        result_on=resolution.published_on if seen else None,
        counts=counts_of(resolution, rule) if seen else None,
        result=ResolutionResult.NO_QUORUM if state is State.NO_QUORUM else (resolution.result if seen else None),
        outside_collective=resolution.outside_collective,
        ballot=resolution.ballot,
    )


def missed(sitting: Sitting, before: Iterable[Missed]) -> Iterator[Sitting]:
    """Yield the earlier sittings without quorum (流会) of a hearing or meeting that was called again."""
    for place, miss in enumerate(before, start=1):
        yield replace(
            sitting,
            id=f"{sitting.id}.{place}",
            changes=0,
            changed_at=miss.held_at,
            state=State.NO_QUORUM,
            status=_MISSED,
            starts=miss.held_at if sitting.body is None else None,
            day=local(miss.held_at).date(),
            timed=True,
            reason="",
            began_on=miss.notice_on,
            result_on=miss.published_on,
            counts=Counts(miss.due, miss.present, miss.in_favour, miss.against, miss.abstained),
            conclusion=None,
            result=ResolutionResult.NO_QUORUM if sitting.body else None,
            statements=(),
        )


_MISSED = HEARING_STATUS[HearingStatus.NO_QUORUM]
_HEARING = {
    HearingStatus.CANCELLED: State.CANCELLED,
    HearingStatus.NO_QUORUM: State.NO_QUORUM,
    HearingStatus.PUBLISHED: State.HELD,
}
_RESOLUTION = {
    ResolutionStatus.CONVENED: State.OPEN,
    ResolutionStatus.POSTPONED: State.OPEN,
    ResolutionStatus.MOVED: State.OPEN,
    ResolutionStatus.RECORDED: State.OPEN,
    ResolutionStatus.CANCELLED: State.CANCELLED,
    ResolutionStatus.NO_QUORUM: State.NO_QUORUM,
}


def _shared(record: Hearing | Resolution) -> dict[str, Any]:
    return {
        "id": record.id,
        "changes": max(record.rev - 1, 0),
        "changed_at": record.change.at if record.change else None,
        "number": record.number,
        "matter": record.matter,
        "category": record.category,
        "place": record.place,
        "reason": record.reason,
        "began_on": record.notice_on,
    }
