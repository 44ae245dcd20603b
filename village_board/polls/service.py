"""Opening a poll, handing out its slips, answering it once, closing it by the clock, withdrawing it with the reason."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from tinydb import where

from village_board.base.message import Message, say
from village_board.desk import Desk, Records
from village_board.limits.rules import Limits
from village_board.limits.service import limits_of
from village_board.notices.reminders import supersede
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.polls.model import Poll, PollBox, PollMark, PollSlip, PollState, no_counts
from village_board.polls.refusals import (
    AnsweredBefore,
    PollOver,
    PollPersonal,
    PollReasonMissing,
    PollSlipCountWrong,
    SlipsOnly,
)
from village_board.polls.rules import Bounds, check, check_picks, cleaned, standing
from village_board.polls.running import open_polls
from village_board.slips.sealed import digest_of, draw_many
from village_board.text.clean import clean

_SALT_BYTES = 16


def open_poll(desk: Desk, poll: Poll) -> Poll:
    """Open a poll and tell everybody.

    Args:
        desk: of a member of the committee.
        poll: its words, questions, last day and whether chats answer; what else stands in it is not looked at.

    Raises:
        PollTextMissing, PollQuestionsWrong, PollChoicesWrong, PollDaysWrong: as they say.
        PollPersonal: personal data stands in its words.
    """
    desk.require(Act.OPEN_POLL)
    limits = limits_of(desk)
    bounds = bounds_of(limits)
    new = cleaned(poll, bounds.length)
    check(new, desk.today, bounds)
    _check_words(new)
    opened = desk.put(
        Poll(
            name=new.name,
            about=new.about,
            asked=new.asked,
            questions=new.questions,
            by_chat=new.by_chat,
            closes_on=new.closes_on,
            opened_on=desk.today,
            opened_by=desk.who.id,
            least=limits.count("poll.least_count"),
            salt=secrets.token_hex(_SALT_BYTES),
        )
    )
    desk.put(PollBox(poll=opened.id, counts=no_counts(opened.questions)))
    told = say("An opinion poll is open until {day}: {title}", day=opened.closes_on, title=opened.name)
    tell(desk, opened, told, Event.POLL_OPENED)
    desk.record(opened.id)
    return opened


def bounds_of(limits: Limits) -> Bounds:
    """Return what the village's limits allow."""
    return Bounds(
        limits.count("poll.most_questions"),
        limits.count("poll.most_choices"),
        limits.days("poll.most_days"),
        limits.count("poll.length"),
    )


def hand_out_slips(desk: Desk, id: str, count: int) -> list[str]:  # noqa: A002 - the field's own name
    """Return the codes of `count` new slips of a poll, for print; they are nowhere else.

    Raises:
        PollOver: it is not open.
        PollSlipCountWrong: as it says.
    """
    desk.require(Act.HAND_OUT_POLL_SLIPS)
    poll = desk.get(Poll, id)
    if not poll.is_open(desk.today):
        raise PollOver(poll.name, standing(poll, desk.today))
    most = limits_of(desk).count("poll.most_slips")
    if not 0 < count <= most - poll.handed_out:
        raise PollSlipCountWrong(count, most, poll.handed_out)
    codes = draw_many(count)
    # In the order of their digests: the place in the store tells nothing of the place in the pile.
    digests = sorted(digest_of(code, poll.salt) for code in codes)
    desk.put_many([PollSlip(poll=poll.id, digest=digest) for digest in digests])
    desk.put(replace(poll, handed_out=poll.handed_out + count))
    desk.record(poll.id)
    return codes


def has_answered(records: Records, poll: Poll, chat: int) -> bool:
    """Tell whether `chat` has answered `poll`; once it is over nobody knows any more."""
    return _mark_of(records, poll, chat) is not None


def answer_by_chat(desk: Desk, id: str, chat: int, picks: Sequence[int | None]) -> Poll:  # noqa: A002
    """Answer as a chat, once. The office's machine acts, so that nobody's name stands anywhere.

    Args:
        desk: of the office's machine.
        id: of the poll.
        chat: which chat; only a slow digest of it is kept, and that until the poll is over.
        picks: for each question the place of its choice from 0 on; None: not answered.

    Raises:
        PollOver, SlipsOnly, AnsweredBefore, ChoiceUnknown, NothingAnswered: nothing is counted then.
    """
    desk.require(Act.ANSWER_POLL)
    poll = desk.get(Poll, id)
    check_picks(poll, desk.today, picks)
    if not poll.by_chat:
        raise SlipsOnly(poll.name)
    if has_answered(desk, poll, chat):
        raise AnsweredBefore(poll.name)
    desk.put(PollMark(poll=poll.id, digest=digest_of(str(chat), poll.salt)))
    _count(desk, poll, picks, chat=True)
    return poll


def answer_by_slip(desk: Desk, poll: Poll, slip: PollSlip, picks: Sequence[int | None]) -> Poll:
    """Answer with a slip that `slip_of` found, once.

    Raises:
        PollOver, AnsweredBefore, ChoiceUnknown, NothingAnswered: the slip is not used up then.
    """
    desk.require(Act.ANSWER_POLL)
    check_picks(poll, desk.today, picks)
    if slip.used:
        raise AnsweredBefore(poll.name)
    desk.put(replace(slip, used=True))
    _count(desk, poll, picks, chat=False)
    return poll


def slip_of(records: Records, code: str) -> tuple[Poll, PollSlip] | None:
    """Return the open poll and the slip to which `code` belongs, used or not; None where there is none."""
    for poll in open_polls(records):
        mine = (where("poll") == poll.id) & (where("digest") == digest_of(code, poll.salt))
        if poll.handed_out and (slip := records.one(PollSlip, mine)) is not None:
            return poll, slip
    return None


def all_polls(records: Records) -> list[Poll]:
    """Return all polls: the open ones first, then the newest."""
    return sorted(
        records.all(Poll),
        key=lambda one: (not one.is_open(records.today), -one.opened_on.toordinal(), one.id),
    )


def counted(records: Records, poll: Poll) -> Poll:
    """Return `poll` as it is today: one whose last day is past is closed, be it that no night has done it yet."""
    if poll.state is not PollState.OPEN or poll.is_open(records.today):
        return poll
    return _closed(records, poll, "")


def close_over(desk: Desk) -> list[Poll]:
    """Close every poll whose last day is past, and tell its end: a work of the night."""
    desk.require(Act.CLOSE_POLLS)
    found = desk.find(Poll, (where("state") == PollState.OPEN.value) & (where("closes_on") < desk.today.isoformat()))
    closed = [_close(desk, poll, "") for poll in found]
    if closed:
        desk.record("polls")
    return closed


def close_early(desk: Desk, id: str, reason: str) -> Poll:  # noqa: A002
    """Close a poll before its last day, with the reason; nobody has seen its counts until then.

    Raises:
        PollOver: it is not open.
        PollReasonMissing: why is not said.
        PollPersonal: the reason holds personal data.
    """
    desk.require(Act.WITHDRAW_POLL)
    poll = desk.get(Poll, id)
    closed = _close(desk, poll, _reason(desk, poll, reason))
    desk.record(closed.id)
    return closed


def withdraw_poll(desk: Desk, id: str, reason: str) -> Poll:  # noqa: A002
    """Withdraw an open poll, with the reason: what was answered is thrown away, uncounted.

    Raises:
        PollOver: it is not open.
        PollReasonMissing: why is not said.
        PollPersonal: the reason holds personal data.
    """
    desk.require(Act.WITHDRAW_POLL)
    poll = desk.get(Poll, id)
    why = _reason(desk, poll, reason)
    _empty(desk, poll)
    withdrawn = desk.put(replace(poll, state=PollState.WITHDRAWN, ended_on=desk.today, reason=why))
    supersede(desk, poll.id)
    told = say("The opinion poll '{title}' is withdrawn: {reason}", title=poll.name, reason=why)
    tell(desk, withdrawn, told, Event.POLL_WITHDRAWN)
    desk.record(withdrawn.id)
    return withdrawn


def _reason(desk: Desk, poll: Poll, reason: str) -> str:
    if not poll.is_open(desk.today):
        raise PollOver(poll.name, standing(poll, desk.today))
    why = clean(reason)
    if not why:
        raise PollReasonMissing(poll.name)
    _check_texts(why)
    return why


def _close(desk: Desk, poll: Poll, reason: str) -> Poll:
    closed = desk.put(_closed(desk, poll, reason))
    _empty(desk, poll)
    supersede(desk, poll.id)
    tell(desk, closed, _told_end(closed), Event.POLL_CLOSED)
    return closed


def _closed(records: Records, poll: Poll, reason: str) -> Poll:
    counts = _box_of(records, poll).counts
    return replace(poll, state=PollState.CLOSED, ended_on=records.today, reason=reason, counts=counts)


def _told_end(poll: Poll) -> Message:
    answered = poll.counts.answered if poll.counts is not None else 0
    return say("The opinion poll '{title}' is over: {n} answered. It decides nothing.", title=poll.name, n=answered)


def _count(desk: Desk, poll: Poll, picks: Sequence[int | None], *, chat: bool) -> None:
    box = _box_of(desk, poll)
    desk.put(replace(box, counts=box.counts.plus(picks, chat=chat)))


def _box_of(records: Records, poll: Poll) -> PollBox:
    return records.one(PollBox, where("poll") == poll.id) or PollBox(poll=poll.id, counts=no_counts(poll.questions))


def _mark_of(records: Records, poll: Poll, chat: int) -> PollMark | None:
    mine = (where("poll") == poll.id) & (where("digest") == digest_of(str(chat), poll.salt))
    return records.one(PollMark, mine)


def _empty(desk: Desk, poll: Poll) -> None:
    """Throw away box, marks and slips: what is kept of a poll that is over are its counts alone."""
    for kind in (PollBox, PollMark, PollSlip):
        for one in desk.find(kind, where("poll") == poll.id):
            desk.remove(one)


def _check_words(poll: Poll) -> None:
    _check_texts(poll.name, poll.about, poll.asked, *poll.words())


def _check_texts(*texts: str) -> None:
    from village_board.privacy.document import document_of  # noqa: PLC0415 - only where something is written
    from village_board.privacy.gate import gate  # noqa: PLC0415 - its patterns are slow to build
    from village_board.privacy.model import Severity  # noqa: PLC0415
    from village_board.privacy.words import KIND_WORDS  # noqa: PLC0415

    for text in filter(None, texts):
        for hit in gate(document_of(text)):
            if hit.severity is Severity.BLOCK:
                raise PollPersonal(say(KIND_WORDS[hit.kind]), text)
