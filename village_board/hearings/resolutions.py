"""What the committee does with resolutions, from the convened meeting to the published decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinydb import where

from village_board.base.clock import local
from village_board.base.message import Message, say
from village_board.calendar.service import calendar_of
from village_board.desk import Desk
from village_board.hearings.bodies_service import check_right_body
from village_board.hearings.following import followed, for_case, meeting_convened, resolution_confirmed
from village_board.hearings.law import rule_of
from village_board.hearings.limits import hearing_limits
from village_board.hearings.model import (
    MEETING_AHEAD,
    Ballot,
    BeforeResult,
    Hearing,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
    SentBack,
)
from village_board.hearings.roll_refusals import RollMissing
from village_board.hearings.rolls_service import close_item, open_roll, reopen_item, roll_before
from village_board.hearings.rules import (
    Counts,
    WrongMoment,
    by_rule,
    check_hearing_came_first,
    check_held,
    check_notice_day,
    outcome,
)
from village_board.hearings.schedule import missed_sitting
from village_board.hearings.times import SendBackReasonMissing, check_begun, check_notice_over
from village_board.hearings.words import RESOLUTION_STATUS, RESULT
from village_board.notices.routing import Event
from village_board.notices.telling import Facts, meeting_over, tell, tell_meeting
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.text.clean import clean


def convene_meeting(desk: Desk, resolution: Resolution) -> Resolution:
    """Publish the notice of the meeting that is to decide `resolution`.

    Raises:
        WrongMoment: it was convened before, or has no day.
        NoticeAhead, NoticeTooShort: the notice is still to come, or has fewer days than the body's rule asks for.
        WrongBody: the body cannot decide such a matter; with those that can.
        NumberTaken: another resolution has its number.
        HearingNeeded: the matter is above the trigger and neither heard nor waived with a reason.
    """
    desk.require(Act.CONVENE_MEETING)
    if resolution.meeting_at is not None:
        resolution = replace(resolution, meeting_on=local(resolution.meeting_at).date())
    resolution = for_case(desk, resolution)
    if resolution.rev or resolution.meeting_on is None:
        raise _wrong_moment(resolution)
    notice_on = resolution.notice_on or desk.today
    check_notice_day(notice_on, desk.today)
    check_notice_over(calendar_of(desk), notice_on, resolution.meeting_on, rule_of(resolution).notice_days)
    check_right_body(desk, resolution, resolution.meeting_on)
    desk.check_number(Resolution, resolution.number)
    _check_heard(desk, resolution)
    convened = desk.put(replace(resolution, status=ResolutionStatus.CONVENED, notice_on=notice_on))
    meeting_convened(desk, convened, notice_on)
    tell_meeting(
        desk,
        convened,
        say(
            "A meeting decides on {when}: {matter}.",
            when=resolution.meeting_at or resolution.meeting_on,
            matter=resolution.matter,
        ),
        Event.MEETING_ANNOUNCED,
        convened.group,
    )
    desk.record(convened.id)
    return convened


def record_resolution(
    desk: Desk,
    id: str,  # noqa: A002
    held_on: date,
    counts: Counts | None = None,
    *,
    ballot: Ballot | None = None,
) -> Resolution:
    """Write down how the body voted; the result is reckoned by its rule, and public after confirmation.

    With a roll the counts follow from it: typed ones must be the same, and none need be typed. `ballot` None: as the
    meeting was convened; a roll knows how its item was voted on.

    Raises:
        WrongMoment: it was recorded before, or cancelled.
        NotYetHeld, NotYetBegun, BeforeNotice: the day cannot be (P3).
        CountsWrong, HouseholdsMissing: the counts contradict each other, or a levy is not counted by household.
        RollDiffers, RollMissing: the typed counts are not those of the roll, or there are neither.
        HearingNeeded: the matter is above the trigger and neither heard nor waived with a reason.
    """
    desk.require(Act.RECORD_RESOLUTION)
    resolution = followed(desk, desk.get(Resolution, id))
    if resolution.status not in MEETING_AHEAD | {ResolutionStatus.NO_QUORUM}:
        raise _wrong_moment(resolution)
    check_held(held_on, desk.today, resolution.notice_on)
    meeting_at = resolution.meeting_at if resolution.meeting_on == held_on else None
    if meeting_at is not None:
        check_begun(meeting_at, desk.now)
    again = resolution.status is ResolutionStatus.NO_QUORUM
    _check_heard(desk, resolution)
    roll = open_roll(desk, resolution)
    if roll is None and counts is None:
        raise RollMissing(resolution.number)
    before = replace(resolution, roll=roll_before(roll, resolution))
    rule = rule_of(resolution)
    counts = close_item(desk, roll, resolution, counts) if roll else by_rule(counts or Counts(0, 0), rule)
    recorded = desk.put(
        replace(
            resolution,
            roll=roll.head.id if roll else "",
            ballot=resolution.ballot if roll or ballot is None else ballot,
            meeting_on=held_on,
            meeting_at=meeting_at,
            missed=(*resolution.missed, missed_sitting(before)) if again else resolution.missed,
            before=_as_it_is(resolution),
            due=counts.due,
            present=counts.present,
            in_favour=counts.in_favour,
            against=counts.against,
            abstained=counts.abstained,
            households_due=counts.households_due,
            households_present=counts.households_present,
            result=outcome(counts, rule),
            status=ResolutionStatus.RECORDED,
            recorded_at=desk.now,
            recorded_by=desk.who.id,
        )
    )
    desk.record(id)
    return recorded


def confirm_resolution(desk: Desk, id: str) -> Resolution:  # noqa: A002
    """Publish a recorded resolution as its second person; a passed one begins its notice period.

    Raises:
        WrongMoment: nothing waits for confirmation.
        SamePerson: the one who recorded it cannot confirm it.
    """
    desk.require(Act.CONFIRM_RESOLUTION)
    resolution = followed(desk, desk.get(Resolution, id))
    if resolution.status is not ResolutionStatus.RECORDED or resolution.result is None:
        raise _wrong_moment(resolution)
    if resolution.recorded_by == desk.who.id:
        raise SamePerson(desk.who.name)
    status = {
        ResolutionResult.PASSED: ResolutionStatus.PUBLIC,
        ResolutionResult.REJECTED: ResolutionStatus.REJECTED,
        ResolutionResult.NO_QUORUM: ResolutionStatus.NO_QUORUM,
    }[resolution.result]
    published = desk.put(
        replace(resolution, status=status, before=None, confirmed_by=desk.who.id, published_on=desk.today)
    )
    resolution_confirmed(desk, published)
    published = desk.get(Resolution, id)  # one that ratified an emergency stands further by now
    meeting_over(desk, published)
    tell(
        desk,
        published,
        say(
            "Resolution: {matter}: {result}.",
            matter=published.matter,
            result=Message(RESULT[resolution.result]),
        ),
        Event.RESOLUTION_SHOWN,
        Facts(group=published.group),
    )
    desk.record(id)
    return published


def send_back_resolution(desk: Desk, id: str, reason: str) -> Resolution:  # noqa: A002
    """Send a recorded resolution back instead of confirming it: it stands where it stood, to be recorded anew.

    Nothing of it was public, and nobody is told. What was recorded, and that it was sent back, stay in the log.

    Raises:
        WrongMoment: nothing waits for confirmation.
        SamePerson: the one who recorded it is not the second person.
        SendBackReasonMissing: nobody says what is wrong.
    """
    desk.require(Act.SEND_BACK_RESOLUTION)
    resolution = followed(desk, desk.get(Resolution, id))
    if resolution.status is not ResolutionStatus.RECORDED:
        raise _wrong_moment(resolution)
    if resolution.recorded_by == desk.who.id:
        raise SamePerson(desk.who.name)
    if not (why := clean(reason)):
        raise SendBackReasonMissing(resolution.title)
    sent_back = (*resolution.sent_back, SentBack(desk.now, desk.who.id, why))
    reopen_item(desk, resolution)
    was = _as_it_was(resolution)
    back = desk.put(replace(was, before=None, sent_back=sent_back, roll=resolution.roll or was.roll))
    desk.record(id)
    return back


def _as_it_is(resolution: Resolution) -> BeforeResult:
    return BeforeResult(
        resolution.status,
        resolution.meeting_at,
        resolution.meeting_on,
        resolution.due,
        ballot=resolution.ballot.value,
    )


def _as_it_was(resolution: Resolution) -> Resolution:
    """Return `resolution` as it stood before its result was recorded; a sitting without quorum has its counts again."""
    before = resolution.before or replace(_as_it_is(resolution), status=ResolutionStatus.CONVENED)
    was = replace(
        resolution,
        status=ResolutionStatus(before.status),
        meeting_on=before.meeting_on,
        meeting_at=before.held_at,
        ballot=Ballot(before.ballot or resolution.ballot.value),
        due=before.due,
        present=0,
        in_favour=0,
        against=0,
        abstained=0,
        households_present=0,
        result=None,
        recorded_at=None,
        recorded_by="",
    )
    if was.status is not ResolutionStatus.NO_QUORUM:
        return was
    *missed, last = resolution.missed
    counted = ("present", "in_favour", "against", "abstained", "households_due", "households_present", "roll")
    signed = ("recorded_at", "recorded_by", "confirmed_by")
    return replace(
        was,
        missed=tuple(missed),
        result=ResolutionResult.NO_QUORUM,
        **{name: getattr(last, name) for name in (*counted, *signed)},
    )


def _check_heard(desk: Desk, resolution: Resolution) -> None:
    hearing = desk.one(Hearing, where("number") == resolution.hearing) if resolution.hearing else None
    check_hearing_came_first(resolution, hearing, hearing_limits(desk))


def _wrong_moment(resolution: Resolution) -> WrongMoment:
    return WrongMoment(resolution.title, Message(RESOLUTION_STATUS[resolution.status]))
