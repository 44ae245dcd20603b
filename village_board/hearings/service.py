"""What the committee does with hearings. Each act is one unit of work; a second person confirms.

What changes between the announcement and the day stands in `hearings.schedule`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from village_board.base.clock import local
from village_board.base.message import Message, say
from village_board.calendar.service import calendar_of
from village_board.desk import Desk
from village_board.hearings.following import (
    followed,
    for_case,
    hearing_announced,
    hearing_confirmed,
    hearing_published,
    hearing_recorded,
    hearing_sent_back,
)
from village_board.hearings.limits import hearing_limits
from village_board.hearings.model import (
    HEARING_AHEAD,
    BeforeResult,
    Hearing,
    HearingConclusion,
    HearingStatus,
    SentBack,
    Statement,
)
from village_board.hearings.opinions import waiting_slips
from village_board.hearings.rules import (
    Counts,
    WrongMoment,
    check_conclusion,
    check_held,
    check_notice_day,
)
from village_board.hearings.statements import checked_statements
from village_board.hearings.times import SendBackReasonMissing, check_begun, check_notice_over
from village_board.hearings.words import CONCLUSION, HEARING_STATUS
from village_board.notices.routing import Event
from village_board.notices.telling import meeting_over, tell, tell_meeting
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.text.clean import clean


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
        CaseMissing, NotFromHere, GuardRefused: it belongs to no case, or its case does not stand where a hearing comes.
    """
    desk.require(Act.ANNOUNCE_HEARING)
    hearing = for_case(desk, hearing)
    if hearing.rev or hearing.held_at is None:
        raise _wrong_moment(hearing)
    notice_on = hearing.notice_on or desk.today
    check_notice_day(notice_on, desk.today)
    held_on = local(hearing.held_at).date()
    check_notice_over(calendar_of(desk), notice_on, held_on, hearing_limits(desk).notice_days)
    desk.check_number(Hearing, hearing.number)
    announced = desk.put(replace(hearing, status=HearingStatus.ANNOUNCED, notice_on=notice_on))
    hearing_announced(desk, announced, notice_on)
    tell_meeting(
        desk,
        announced,
        say(
            "Hearing: {matter}. {when}, {place}.",
            matter=announced.matter,
            when=hearing.held_at,
            place=announced.place,
        ),
        Event.HEARING_ANNOUNCED,
    )
    desk.record(announced.id)
    return announced


def record_hearing_result(desk: Desk, id: str, result: HearingResult) -> Hearing:  # noqa: A002
    """Write down what a hearing came to. Nothing is public until a second person confirms it.

    Raises:
        WrongMoment: it was recorded before, or cancelled.
        NotYetHeld, NotYetBegun, BeforeNotice: the time cannot be (P3).
        CountsWrong, QuorumMissed, ConclusionMissing, MostDisagree: the counts do not bear the conclusion.
        SpeechEmpty, SlipTwice, SpeakerMissing, SpeechesTooMany: a speech cannot be kept so.
    """
    desk.require(Act.RECORD_HEARING)
    hearing = followed(desk, desk.get(Hearing, id))
    if hearing.status not in HEARING_AHEAD:
        raise _wrong_moment(hearing)
    check_held(local(result.held_at).date(), desk.today, hearing.notice_on)
    check_begun(result.held_at, desk.now)
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
            statements=checked_statements(result.statements) or hearing.statements,
            status=HearingStatus.RECORDED,
            before=_as_it_is(hearing),
            recorded_at=desk.now,
            recorded_by=desk.who.id,
        )
    )
    hearing_recorded(desk, recorded)
    desk.record(id)
    return recorded


def confirm_hearing(desk: Desk, id: str) -> Hearing:  # noqa: A002
    """Confirm the record of a hearing as its second person; its result is published when every opinion is answered.

    Where none waits for an answer that is at once, and the subscribers are told. So it is without quorum.

    Raises:
        WrongMoment: nothing waits for confirmation.
        SamePerson: the one who recorded it cannot confirm it.
    """
    desk.require(Act.CONFIRM_HEARING)
    hearing = followed(desk, desk.get(Hearing, id))
    if hearing.status is not HearingStatus.RECORDED:
        raise _wrong_moment(hearing)
    if hearing.recorded_by == desk.who.id:
        raise SamePerson(desk.who.name)
    status = HearingStatus.NO_QUORUM if hearing.conclusion is None else HearingStatus.ANSWERING
    confirmed = desk.put(replace(hearing, status=status, before=None, confirmed_by=desk.who.id))
    hearing_confirmed(desk, confirmed)
    meeting_over(desk, confirmed)
    if hearing.conclusion is None or not waiting_slips(desk, confirmed):
        confirmed = _published(desk, confirmed)
    desk.record(id)
    return confirmed


def publish_hearing_result(desk: Desk, id: str) -> Hearing:  # noqa: A002
    """Publish the confirmed result of a hearing whose opinions are all answered, and tell the subscribers.

    Raises:
        WrongMoment: it is not confirmed, or public already.
        GuardRefused: an opinion has no answer.
    """
    desk.require(Act.PUBLISH_HEARING)
    hearing = followed(desk, desk.get(Hearing, id))
    if hearing.status is not HearingStatus.ANSWERING:
        raise _wrong_moment(hearing)
    published = _published(desk, hearing)
    desk.record(id)
    return published


def _published(desk: Desk, hearing: Hearing) -> Hearing:
    status = HearingStatus.NO_QUORUM if hearing.conclusion is None else HearingStatus.PUBLISHED
    published = desk.put(replace(hearing, status=status, result_published_on=desk.today))
    if hearing.conclusion is not None:
        hearing_published(desk, published)
    tell(desk, published, _hearing_news(published), Event.HEARING_RESULT)
    return published


def send_back_hearing(desk: Desk, id: str, reason: str) -> Hearing:  # noqa: A002
    """Send a recorded result back instead of confirming it: the hearing stands where it stood, to be recorded anew.

    Nothing of it was public, and nobody is told. What was recorded, and that it was sent back, stay in the log.

    Raises:
        WrongMoment: nothing waits for confirmation.
        SamePerson: the one who recorded it is not the second person.
        SendBackReasonMissing: nobody says what is wrong.
    """
    desk.require(Act.SEND_BACK_HEARING)
    hearing = followed(desk, desk.get(Hearing, id))
    if hearing.status is not HearingStatus.RECORDED:
        raise _wrong_moment(hearing)
    if hearing.recorded_by == desk.who.id:
        raise SamePerson(desk.who.name)
    if not (why := clean(reason)):
        raise SendBackReasonMissing(hearing.title)
    before = hearing.before or replace(_as_it_is(hearing), status=HearingStatus.ANNOUNCED)
    back = desk.put(
        replace(
            hearing,
            status=HearingStatus(before.status),
            held_at=before.held_at,
            due=before.due,
            statements=before.statements,
            present=0,
            in_favour=0,
            against=0,
            abstained=0,
            conclusion=None,
            changes="",
            before=None,
            recorded_at=None,
            recorded_by="",
            sent_back=(*hearing.sent_back, SentBack(desk.now, desk.who.id, why)),
        )
    )
    hearing_sent_back(desk, back, why)
    desk.record(id)
    return back


def _as_it_is(hearing: Hearing) -> BeforeResult:
    return BeforeResult(hearing.status, hearing.held_at, due=hearing.due, statements=hearing.statements)


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
