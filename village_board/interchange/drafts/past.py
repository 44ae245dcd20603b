"""Where a past hearing or resolution stands, from what a table says of it: pure, by today's date.

Tables have no step records. That is lawful history: the record is marked as imported, and its state follows
from its days, counts and results.
"""

from __future__ import annotations

from datetime import date, timedelta

from village_board.base.clock import local
from village_board.hearings.law import body_rule, shipped_hearing_limits
from village_board.hearings.model import (
    Hearing,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
)


def hearing_status(hearing: Hearing, today: date) -> HearingStatus:
    """Return where `hearing` stands: published with a conclusion, without quorum, or still announced."""
    if hearing.conclusion is not None or hearing.result_published_on is not None:
        return HearingStatus.PUBLISHED
    held = hearing.held_at is not None and local(hearing.held_at).date() <= today
    counted = hearing.due > 0 and hearing.present > 0
    if held and counted and not shipped_hearing_limits().quorum.met(hearing.present, hearing.due):
        return HearingStatus.NO_QUORUM
    return HearingStatus.ANNOUNCED


def resolution_status(resolution: Resolution, today: date) -> ResolutionStatus:
    """Return where `resolution` stands, from convened to closed.

    One that passed and was never published waits for that for a notice period, then counts as old history.
    """
    match resolution.result:
        case ResolutionResult.NO_QUORUM:
            return ResolutionStatus.NO_QUORUM
        case ResolutionResult.REJECTED:
            return ResolutionStatus.REJECTED
        case ResolutionResult.PASSED:
            return _passed(resolution, today)
    return ResolutionStatus.NO_QUORUM if _missed_quorum(resolution, today) else ResolutionStatus.CONVENED


def _passed(resolution: Resolution, today: date) -> ResolutionStatus:
    if resolution.accepted_on is not None or resolution.result_published_on is not None:
        return ResolutionStatus.CLOSED
    notice = timedelta(days=shipped_hearing_limits().notice_period_days)
    if resolution.published_on is not None:
        return ResolutionStatus.PUBLIC if today <= resolution.published_on + notice else ResolutionStatus.EXECUTING
    recent = resolution.meeting_on is None or today <= resolution.meeting_on + notice
    return ResolutionStatus.RECORDED if recent else ResolutionStatus.EXECUTING


def _missed_quorum(resolution: Resolution, today: date) -> bool:
    held = resolution.meeting_on is not None and resolution.meeting_on <= today
    counted = resolution.due > 0 and resolution.present > 0
    rule = body_rule(resolution.body)
    return held and counted and not rule.quorum.met(resolution.present, resolution.due)
