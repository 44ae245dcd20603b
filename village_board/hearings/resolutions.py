"""What the committee does with resolutions, from the convened meeting to the closed execution."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinydb import where

from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.desk import Desk
from village_board.hearings.law import body_rule
from village_board.hearings.limits import hearing_limits
from village_board.hearings.model import (
    Hearing,
    Objection,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
    Variation,
)
from village_board.hearings.rules import (
    Counts,
    NoticePeriodOver,
    WrongMoment,
    check_hearing_came_first,
    check_held,
    check_notice,
    check_notice_day,
    in_notice_period,
    notice_period_ends,
    outcome,
)
from village_board.hearings.words import RESOLUTION_STATUS, RESULT
from village_board.notices.service import tell
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.text.clean import clean


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
    until = notice_period_ends(resolution, hearing_limits(desk))
    if until is not None and not in_notice_period(resolution, desk.today, hearing_limits(desk)):
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
    running = in_notice_period(resolution, desk.today, hearing_limits(desk))
    if resolution.status is not ResolutionStatus.PUBLIC or running:
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
    check_hearing_came_first(resolution, hearing, hearing_limits(desk))


def _wrong_moment(resolution: Resolution) -> WrongMoment:
    return WrongMoment(resolution.title, Message(RESOLUTION_STATUS[resolution.status]))
