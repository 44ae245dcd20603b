"""What the committee does with hearings. Each act is one unit of work; a second person confirms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from village_board.base.clock import local
from village_board.base.message import Message, say
from village_board.desk import Desk
from village_board.hearings.limits import hearing_limits
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Moved,
    Statement,
)
from village_board.hearings.rules import (
    Counts,
    WrongMoment,
    check_conclusion,
    check_held,
    check_notice,
    check_notice_day,
)
from village_board.hearings.words import CONCLUSION, HEARING_STATUS
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
    check_notice(notice_on, local(hearing.held_at).date(), hearing_limits(desk).notice_days)
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
        check_notice(hearing.notice_on, local(new_time).date(), hearing_limits(desk).notice_days)
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
    check_conclusion(result.counts, result.conclusion, hearing_limits(desk))
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


def _wrong_moment(hearing: Hearing) -> WrongMoment:
    return WrongMoment(hearing.title, Message(HEARING_STATUS[hearing.status]))
