"""What the committee does with hearings and resolutions. Each act is one unit of work; a second person confirms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from tinydb import where

from village_board.base.clock import local
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.desk import Desk
from village_board.hearings.law import body_rule, hearing_limits
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Moved,
    Objection,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
    Statement,
    Variation,
)
from village_board.hearings.rules import (
    Counts,
    NoticePeriodOver,
    WrongMoment,
    check_conclusion,
    check_hearing_came_first,
    check_held,
    check_notice,
    check_notice_day,
    in_notice_period,
    notice_period_ends,
    outcome,
)
from village_board.hearings.words import CONCLUSION, HEARING_STATUS, RESOLUTION_STATUS, RESULT
from village_board.notices.service import tell
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.text.clean import clean

MEETING_AHEAD = frozenset({HearingStatus.ANNOUNCED, HearingStatus.POSTPONED})


@dataclass(frozen=True)
class HearingResult:
    """What a hearing came to. `conclusion` None says that too few came.

    `statements` are what was said; `changes` what was changed, where the matter passed with changes.
    """

    held_at: datetime
    counts: Counts
    conclusion: HearingConclusion | None
    changes: str = ""
    statements: tuple[Statement, ...] = ()


def announce_hearing(desk: Desk, hearing: Hearing) -> Hearing:
    """Publish the notice of a hearing that is still to come, and tell the subscribers.

    Raises:
        NoticeAhead, NoticeTooShort: the notice is still to come, or has fewer days than the village's rule asks for.
        NumberTaken: another hearing has its number.
        WrongMoment: the hearing was announced before, or has no time.
    """
    desk.require(Act.ANNOUNCE_HEARING)
    if hearing.rev or hearing.held_at is None:
        raise _wrong_moment(hearing)
    notice_on = hearing.notice_on or desk.today
    check_notice_day(notice_on, desk.today)
    check_notice(notice_on, local(hearing.held_at).date(), hearing_limits().notice_days)
    desk.check_number(Hearing, hearing.number)
    announced = desk.put(replace(hearing, status=HearingStatus.ANNOUNCED, notice_on=notice_on))
    tell(
        desk,
        announced,
        say(
            "Hearing: {matter}. {when}, {place}.",
            matter=announced.matter,
            when=hearing.held_at,
            place=announced.place,
        ),
    )
    desk.record(announced.id)
    return announced


def postpone_hearing(desk: Desk, id: str, new_time: datetime | None, reason: str) -> Hearing:  # noqa: A002
    """Move a hearing to `new_time` (None: not fixed yet), and tell everyone who was told of it.

    Raises:
        WrongMoment: the hearing is not ahead.
        NoticeTooShort: the new time lies before the notice period ends.
    """
    desk.require(Act.POSTPONE_HEARING)
    hearing = desk.get(Hearing, id)
    was = hearing.held_at or (hearing.moved[-1].was if hearing.moved else None)
    if hearing.status not in MEETING_AHEAD or was is None:
        raise _wrong_moment(hearing)
    if new_time is not None and hearing.notice_on is not None:
        check_notice(hearing.notice_on, local(new_time).date(), hearing_limits().notice_days)
    moved = Moved(was, new_time, clean(reason), desk.now)
    postponed = desk.put(
        replace(
            hearing,
            status=HearingStatus.POSTPONED,
            held_at=new_time,
            reason=moved.reason,
            moved=(*hearing.moved, moved),
        )
    )
    if new_time is None:
        message = say("Postponed: {matter}. The new time is not fixed yet.", matter=hearing.matter)
    else:
        message = say("Postponed: {matter}. New time: {when}.", matter=hearing.matter, when=new_time)
    tell(desk, postponed, message)
    desk.record(id)
    return postponed


def cancel_hearing(desk: Desk, id: str, reason: str) -> Hearing:  # noqa: A002
    """Cancel a hearing that is ahead, with the reason, and tell everyone who was told of it.

    Raises:
        WrongMoment: the hearing is not ahead.
    """
    desk.require(Act.CANCEL_HEARING)
    hearing = desk.get(Hearing, id)
    if hearing.status not in MEETING_AHEAD:
        raise _wrong_moment(hearing)
    cancelled = desk.put(replace(hearing, status=HearingStatus.CANCELLED, reason=clean(reason)))
    tell(desk, cancelled, say("Cancelled: {matter}. {reason}", matter=hearing.matter, reason=cancelled.reason))
    desk.record(id)
    return cancelled


def record_hearing_result(desk: Desk, id: str, result: HearingResult) -> Hearing:  # noqa: A002
    """Write down what a hearing came to. Nothing is public until a second person confirms it.

    Raises:
        WrongMoment: it was recorded before, or cancelled.
        NotYetHeld, BeforeNotice: the time cannot be (P3).
        CountsWrong, QuorumMissed, ConclusionMissing, MostDisagree: the counts do not bear the conclusion.
    """
    desk.require(Act.RECORD_HEARING)
    hearing = desk.get(Hearing, id)
    if hearing.status not in MEETING_AHEAD:
        raise _wrong_moment(hearing)
    check_held(local(result.held_at).date(), desk.today, hearing.notice_on)
    check_conclusion(result.counts, result.conclusion, hearing_limits())
    recorded = desk.put(
        replace(
            hearing,
            held_at=result.held_at,
            due=result.counts.due,
            present=result.counts.present,
            in_favour=result.counts.in_favour,
            against=result.counts.against,
            abstained=result.counts.abstained,
            conclusion=result.conclusion,
            changes=clean(result.changes, limit=2000, multiline=True),
            statements=result.statements or hearing.statements,
            status=HearingStatus.RECORDED,
            recorded_at=desk.now,
            recorded_by=desk.who.id,
        )
    )
    desk.record(id)
    return recorded


def confirm_hearing(desk: Desk, id: str) -> Hearing:  # noqa: A002
    """Publish the recorded result of a hearing as its second person, and tell the subscribers.

    Raises:
        WrongMoment: nothing waits for confirmation.
        SamePerson: the one who recorded it cannot confirm it.
    """
    desk.require(Act.CONFIRM_HEARING)
    hearing = desk.get(Hearing, id)
    if hearing.status is not HearingStatus.RECORDED:
        raise _wrong_moment(hearing)
    if hearing.recorded_by == desk.who.id:
        raise SamePerson(desk.who.name)
    status = HearingStatus.NO_QUORUM if hearing.conclusion is None else HearingStatus.PUBLISHED
    published = desk.put(replace(hearing, status=status, confirmed_by=desk.who.id, result_published_on=desk.today))
    tell(desk, published, _hearing_news(published))
    desk.record(id)
    return published


def convene_meeting(desk: Desk, resolution: Resolution) -> Resolution:
    """Publish the notice of the meeting that is to decide `resolution`.

    Raises:
        WrongMoment: it was convened before, or has no day.
        NoticeAhead, NoticeTooShort: the notice is still to come, or has fewer days than the body's rule asks for.
        NumberTaken: another resolution has its number.
        HearingNeeded: the matter is above the trigger and neither heard nor waived with a reason.
    """
    desk.require(Act.CONVENE_MEETING)
    if resolution.rev or resolution.meeting_on is None:
        raise _wrong_moment(resolution)
    notice_on = resolution.notice_on or desk.today
    check_notice_day(notice_on, desk.today)
    check_notice(notice_on, resolution.meeting_on, body_rule(resolution.body).notice_days)
    desk.check_number(Resolution, resolution.number)
    _check_heard(desk, resolution)
    convened = desk.put(replace(resolution, status=ResolutionStatus.CONVENED, notice_on=notice_on))
    tell(
        desk,
        convened,
        say("A meeting decides on {when}: {matter}.", when=resolution.meeting_on, matter=resolution.matter),
    )
    desk.record(convened.id)
    return convened


def record_resolution(desk: Desk, id: str, held_on: date, counts: Counts) -> Resolution:  # noqa: A002
    """Write down how the body voted; the result is reckoned by its rule, and public after confirmation.

    Raises:
        WrongMoment: it was recorded before, or cancelled.
        NotYetHeld, BeforeNotice: the day cannot be (P3).
        CountsWrong: the counts contradict each other.
        HearingNeeded: the matter is above the trigger and neither heard nor waived with a reason.
    """
    desk.require(Act.RECORD_RESOLUTION)
    resolution = desk.get(Resolution, id)
    if resolution.status not in (ResolutionStatus.CONVENED, ResolutionStatus.NO_QUORUM):
        raise _wrong_moment(resolution)
    check_held(held_on, desk.today, resolution.notice_on)
    _check_heard(desk, resolution)
    rule = body_rule(resolution.body, outside_collective=resolution.outside_collective)
    recorded = desk.put(
        replace(
            resolution,
            meeting_on=held_on,
            due=counts.due,
            present=counts.present,
            in_favour=counts.in_favour,
            against=counts.against,
            abstained=counts.abstained,
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
    resolution = desk.get(Resolution, id)
    if resolution.status is not ResolutionStatus.RECORDED or resolution.result is None:
        raise _wrong_moment(resolution)
    if resolution.recorded_by == desk.who.id:
        raise SamePerson(desk.who.name)
    status = {
        ResolutionResult.PASSED: ResolutionStatus.PUBLIC,
        ResolutionResult.REJECTED: ResolutionStatus.REJECTED,
        ResolutionResult.NO_QUORUM: ResolutionStatus.NO_QUORUM,
    }[resolution.result]
    published = desk.put(replace(resolution, status=status, confirmed_by=desk.who.id, published_on=desk.today))
    tell(
        desk,
        published,
        say(
            "Resolution: {matter}: {result}.",
            matter=published.matter,
            result=Message(RESULT[resolution.result]),
        ),
    )
    desk.record(id)
    return published


def object_to(desk: Desk, id: str, content: str, objector: str = "") -> Resolution:  # noqa: A002
    """Write down an objection inside the notice period; it stops the next step until it is answered (P25).

    Raises:
        WrongMoment: the resolution is not public.
        NoticePeriodOver: its notice period has ended.
    """
    desk.require(Act.OBJECT)
    resolution = desk.get(Resolution, id)
    if resolution.status not in (ResolutionStatus.PUBLIC, ResolutionStatus.OBJECTED):
        raise _wrong_moment(resolution)
    until = notice_period_ends(resolution, hearing_limits())
    if until is not None and not in_notice_period(resolution, desk.today, hearing_limits()):
        raise NoticePeriodOver(resolution.title, until)
    objection = Objection(
        slip=len(resolution.objections) + 1,
        on=desk.today,
        content=clean(content, limit=2000, multiline=True),
        objector=clean(objector),
    )
    objected = desk.put(
        replace(resolution, status=ResolutionStatus.OBJECTED, objections=(*resolution.objections, objection))
    )
    desk.record(id)
    return objected


def answer_objection(desk: Desk, id: str, slip: int, answer: str) -> Resolution:  # noqa: A002
    """Answer objection `slip`; when none is open any more, the notice period goes on, not shortened.

    Raises:
        WrongMoment: there is no such open objection.
    """
    desk.require(Act.ANSWER_OBJECTION)
    resolution = desk.get(Resolution, id)
    if not any(objection.slip == slip and not objection.answer for objection in resolution.objections):
        raise _wrong_moment(resolution)
    objections = tuple(
        replace(objection, answer=clean(answer, limit=2000, multiline=True), answered_on=desk.today)
        if objection.slip == slip
        else objection
        for objection in resolution.objections
    )
    still_open = any(not objection.answer for objection in objections)
    status = ResolutionStatus.OBJECTED if still_open else ResolutionStatus.PUBLIC
    answered = desk.put(replace(resolution, status=status, objections=objections))
    tell(desk, answered, say("An objection was answered: {matter}.", matter=resolution.matter))
    desk.record(id)
    return answered


def start_execution(desk: Desk, id: str) -> Resolution:  # noqa: A002
    """Begin to carry out a resolution whose notice period is over and to which no objection is open.

    Raises:
        WrongMoment: the notice period runs, an objection is open, or the resolution did not pass.
    """
    desk.require(Act.START_EXECUTION)
    resolution = desk.get(Resolution, id)
    if resolution.status is not ResolutionStatus.PUBLIC or in_notice_period(resolution, desk.today, hearing_limits()):
        raise _wrong_moment(resolution)
    started = desk.put(replace(resolution, status=ResolutionStatus.EXECUTING, executing_since=desk.today))
    desk.record(id)
    return started


def approve_variation(desk: Desk, id: str, variation: Variation) -> Resolution:  # noqa: A002
    """Add an approved variation to a resolution that is being carried out (P4), and tell the subscribers.

    Raises:
        WrongMoment: the resolution is not being carried out.
    """
    desk.require(Act.APPROVE_VARIATION)
    resolution = desk.get(Resolution, id)
    if resolution.status is not ResolutionStatus.EXECUTING:
        raise _wrong_moment(resolution)
    varied = desk.put(replace(resolution, variations=(*resolution.variations, variation)))
    tell(
        desk,
        varied,
        say(
            "Variation approved: {matter}, {amount}. {reason}",
            matter=varied.matter,
            amount=Fen(variation.amount),
            reason=variation.reason,
        ),
    )
    desk.record(id)
    return varied


def close_execution(desk: Desk, id: str, accepted_on: date, final_cost: int) -> Resolution:  # noqa: A002
    """Publish the result of a carried-out resolution: the day of acceptance and the final cost in fen.

    Raises:
        WrongMoment: the resolution is not being carried out.
        NotYetHeld: the acceptance is said to be still to come (P3).
    """
    desk.require(Act.CLOSE_EXECUTION)
    resolution = desk.get(Resolution, id)
    if resolution.status is not ResolutionStatus.EXECUTING:
        raise _wrong_moment(resolution)
    check_held(accepted_on, desk.today, resolution.executing_since)
    closed = desk.put(
        replace(
            resolution,
            status=ResolutionStatus.CLOSED,
            accepted_on=accepted_on,
            final_cost=final_cost,
            result_published_on=desk.today,
        )
    )
    tell(
        desk,
        closed,
        say("Carried out: {matter}. Final cost {amount}.", matter=closed.matter, amount=Fen(final_cost)),
    )
    desk.record(id)
    return closed


def _check_heard(desk: Desk, resolution: Resolution) -> None:
    hearing = desk.one(Hearing, where("number") == resolution.hearing) if resolution.hearing else None
    check_hearing_came_first(resolution, hearing, hearing_limits())


def _hearing_news(hearing: Hearing) -> Message:
    if hearing.conclusion is None:
        return say(
            "Hearing without quorum: {matter}. {present} of {due} came.",
            matter=hearing.matter,
            present=hearing.present,
            due=hearing.due,
        )
    return say(
        "Result of the hearing: {matter}: {conclusion}.",
        matter=hearing.matter,
        conclusion=Message(CONCLUSION[hearing.conclusion]),
    )


def _wrong_moment(record: Hearing | Resolution) -> WrongMoment:
    if isinstance(record, Hearing):
        return WrongMoment(record.title, Message(HEARING_STATUS[record.status]))
    return WrongMoment(record.title, Message(RESOLUTION_STATUS[record.status]))
