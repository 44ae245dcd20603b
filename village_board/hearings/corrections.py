"""Correcting a confirmed result: one person writes what was wrong and why, a second confirms; the old stays (A26).

A correction never changes what a hearing or a meeting came to. The machine of cases has no step by which a result that
was made known turns into another one: before anything is carried out the way is an objection that is upheld, a
withdrawal or a new meeting, afterwards the decision is revoked. The refusal names those that are open where the case
stands. A result that nobody confirmed yet is sent back instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.desk import Desk, Records
from village_board.hearings.answers import AnswerMissing, read_number
from village_board.hearings.case import CaseEvent
from village_board.hearings.correction_words import FIELD, SPLIT, correction_lines, field_words
from village_board.hearings.following import case_of_hearing, case_of_resolution
from village_board.hearings.law import rule_of
from village_board.hearings.limits import hearing_limits
from village_board.hearings.machine import machine
from village_board.hearings.model import (
    CorrectedField,
    Hearing,
    HearingStatus,
    Resolution,
    ResolutionStatus,
    ResultCorrection,
)
from village_board.hearings.recount import counts_of, public_counts
from village_board.hearings.roll_refusals import COUNTED, RollDiffers
from village_board.hearings.rolls_service import item_of, roll_of
from village_board.hearings.rules import (
    ConclusionMissing,
    Counts,
    MostDisagree,
    QuorumMissed,
    WrongMoment,
    check_conclusion,
    outcome,
)
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS
from village_board.limits.service import limits_of
from village_board.notices.routing import Event
from village_board.notices.telling import Facts, tell
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.text.clean import clean

_WORDS_LIMIT = 2000
_HEARD = frozenset({HearingStatus.ANSWERING, HearingStatus.PUBLISHED, HearingStatus.NO_QUORUM})
_DECIDED = frozenset(ResolutionStatus) - {
    ResolutionStatus.CONVENED,
    ResolutionStatus.POSTPONED,
    ResolutionStatus.MOVED,
    ResolutionStatus.RECORDED,
    ResolutionStatus.CANCELLED,
}
_HEARING_COUNTS = ("due", "present", "in_favour", "against", "abstained")
_VOTE_COUNTS = (*_HEARING_COUNTS, "households_due", "households_present")
STATEMENT = "statement:"

#: what can be done where a correction would change the result, by the step of the case that it is.
_WAYS: Mapping[CaseEvent, Message] = {
    CaseEvent.UPHOLD_OBJECTION: say("uphold the objection"),
    CaseEvent.OBJECTION: say("let an objection be raised and upheld"),
    CaseEvent.REVOKE: say("revoke the decision"),
    CaseEvent.CONVENE: say("convene a new meeting"),
    CaseEvent.OPEN_HEARING: say("call the hearing again"),
    CaseEvent.WITHDRAW: say("withdraw the matter and register it anew"),
}


class CorrectionChangesResult(Refused):
    """With the corrected counts it would have come to another result."""

    sentence = N_(
        "With these numbers '{title}' would have come to another result. That is more than a correction. "
        "Possible: {ways}."
    )

    def __init__(self, title: str, ways: tuple[Message, ...]) -> None:
        super().__init__(title=title, ways=ways or (say("nothing more"),))


class NothingCorrected(Refused):
    """The record says that already."""

    sentence = N_("Nothing differs from what is recorded of '{title}'. Say what is wrong.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class NotCorrectable(Refused):
    """A field that a correction cannot touch."""

    sentence = N_("'{field}' of '{title}' cannot be corrected here. Possible: {possible}.")

    def __init__(self, field: str, title: str, possible: tuple[Message, ...]) -> None:
        super().__init__(field=field, title=title, possible=possible)


class CorrectionReasonMissing(Refused):
    """A correction without its reason."""

    sentence = N_("Say why the record of '{title}' is corrected: everybody reads the reason.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class CorrectionWaits(Refused):
    """A correction waits for its second person already."""

    sentence = N_("A correction of '{title}' waits for a second person. Confirm that one, or drop it, first.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class NoCorrection(Refused):
    """No correction waits."""

    sentence = N_("No correction of '{title}' waits for a second person.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


def correct_hearing(desk: Desk, id: str, given: Mapping[str, str], reason: str) -> Hearing:  # noqa: A002
    """Write down what is wrong in the confirmed record of a hearing; it holds when a second person confirms it.

    Args:
        desk: the unit of work.
        id: of the hearing.
        given: the right values by field: counts, ``changes``, ``statement:2``.
        reason: why; public.

    Raises:
        WrongMoment: its result is not confirmed: it is sent back instead.
        CorrectionWaits, NotCorrectable, NothingCorrected, CorrectionReasonMissing, NumberUnfit: with the facts.
        CountsWrong: the counts contradict each other.
        CorrectionChangesResult: it would have come to another conclusion; with what can be done.
    """
    desk.require(Act.CORRECT_RESULT)
    hearing = desk.get(Hearing, id)
    if hearing.status not in _HEARD:
        raise WrongMoment(hearing.title, Message(HEARING_STATUS[hearing.status]))
    corrected = _proposed(desk, hearing, given, reason)
    assert isinstance(corrected, Hearing)
    _check_hearing(desk, _applied_hearing(corrected, corrected.corrections[-1]))
    kept = desk.put(corrected)
    desk.record(id)
    return kept


def correct_resolution(desk: Desk, id: str, given: Mapping[str, str], reason: str) -> Resolution:  # noqa: A002
    """Write down what is wrong in the confirmed counts of a vote; see `correct_hearing`.

    Raises:
        RollDiffers: the meeting has a roll that says otherwise: the roll is corrected first.
        Refused: as in `correct_hearing`.
    """
    desk.require(Act.CORRECT_RESULT)
    resolution = desk.get(Resolution, id)
    if resolution.status not in _DECIDED:
        raise WrongMoment(resolution.title, Message(RESOLUTION_STATUS[resolution.status]))
    corrected = _proposed(desk, resolution, given, reason)
    assert isinstance(corrected, Resolution)
    _check_resolution(desk, _applied_resolution(corrected, corrected.corrections[-1]))
    kept = desk.put(corrected)
    desk.record(id)
    return kept


def confirm_correction(desk: Desk, id: str) -> Hearing | Resolution:  # noqa: A002
    """Let the waiting correction hold, as its second person, and tell the subscribers.

    Raises:
        NoCorrection: none waits.
        SamePerson: the one who wrote it cannot confirm it.
        CorrectionChangesResult, CountsWrong, RollDiffers: it no longer fits.
    """
    desk.require(Act.CONFIRM_CORRECTION)
    record = _record(desk, id)
    waits = waiting_correction(record)
    if waits is None:
        raise NoCorrection(record.title)
    if waits.by == desk.who.id:
        raise SamePerson(desk.who.name)
    done = replace(waits, confirmed_at=desk.now, confirmed_by=desk.who.id)
    applied: Hearing | Resolution
    if isinstance(record, Hearing):
        applied = _applied_hearing(record, waits)
        _check_hearing(desk, applied)
    else:
        applied = _applied_resolution(record, waits)
        _check_resolution(desk, applied)
    confirmed = desk.put(replace(applied, corrections=(*record.corrections[:-1], done)))
    corrected = say("Corrected: {matter}. Why: {reason}", matter=confirmed.matter, reason=done.reason)
    tell(desk, confirmed, corrected, Event.RESULT_CORRECTED, Facts(replaces=confirmed.id))
    desk.record(id)
    return confirmed


def drop_correction(desk: Desk, id: str) -> Hearing | Resolution:  # noqa: A002
    """Take back a correction that nobody confirmed; that it was written stays in the log.

    Raises:
        NoCorrection: none waits.
    """
    desk.require(Act.CORRECT_RESULT)
    record = _record(desk, id)
    if waiting_correction(record) is None:
        raise NoCorrection(record.title)
    dropped = desk.put(replace(record, corrections=record.corrections[:-1]))
    desk.record(id)
    return dropped


def waiting_correction(record: Hearing | Resolution) -> ResultCorrection | None:
    """Return the correction of `record` that waits for its second person."""
    last = record.corrections[-1] if record.corrections else None
    return last if last is not None and last.confirmed_at is None else None


def public_correction_lines(records: Records, record: Hearing | Resolution) -> list[Message]:
    """Return the corrections that everybody may read: of the split only where the split itself is public (P10)."""
    hidden: frozenset[str] = frozenset()
    if isinstance(record, Hearing) and record.status is HearingStatus.ANSWERING:
        return []  # its result is not public yet
    if isinstance(record, Resolution) and record.due:
        least = limits_of(records).count("roll.split_least_present")
        hidden = SPLIT if public_counts(record, least).split is None else hidden
    return correction_lines(record, hidden)


def _record(desk: Desk, id: str) -> Hearing | Resolution:  # noqa: A002
    record = desk.lookup(id)
    if not isinstance(record, Hearing | Resolution):
        raise NoCorrection(record.title)
    return record


def _proposed(desk: Desk, record: Hearing | Resolution, given: Mapping[str, str], reason: str) -> Hearing | Resolution:
    if waiting_correction(record) is not None:
        raise CorrectionWaits(record.title)
    changed = tuple(
        CorrectedField(field, was, now)
        for field, text in given.items()
        for was, now in (_was_and_now(record, field, text),)
        if was != now
    )
    if not changed:
        raise NothingCorrected(record.title)
    if not (why := clean(reason)):
        raise CorrectionReasonMissing(record.title)
    correction = ResultCorrection(changed, why, desk.now, desk.who.id)
    return replace(record, corrections=(*record.corrections, correction))


def _was_and_now(record: Hearing | Resolution, field: str, text: str) -> tuple[str, str]:
    words = clean(text, limit=_WORDS_LIMIT, multiline=True)
    if field in (_HEARING_COUNTS if isinstance(record, Hearing) else _VOTE_COUNTS):
        number = read_number(words)
        if number is None:
            raise AnswerMissing(Message(FIELD[field]))
        return str(getattr(record, field)), str(number)
    if isinstance(record, Hearing):
        if field == "changes" and record.changes:
            return record.changes, words or record.changes
        for one in record.statements:
            if field == f"{STATEMENT}{one.slip}":
                return one.content, words or one.content
    raise NotCorrectable(field, record.title, _possible(record))


def _possible(record: Hearing | Resolution) -> tuple[Message, ...]:
    if isinstance(record, Resolution):
        return tuple(field_words(field) for field in _VOTE_COUNTS)
    spoken = tuple(f"{STATEMENT}{one.slip}" for one in record.statements)
    return tuple(field_words(field) for field in (*_HEARING_COUNTS, *(("changes",) if record.changes else ()), *spoken))


def _applied_hearing(hearing: Hearing, correction: ResultCorrection) -> Hearing:
    now = {one.field: one.now for one in correction.changed}
    counts = {field: int(now[field]) for field in _HEARING_COUNTS if field in now}
    spoken = tuple(replace(one, content=now.get(f"{STATEMENT}{one.slip}", one.content)) for one in hearing.statements)
    return replace(hearing, changes=now.get("changes", hearing.changes), statements=spoken, **counts)  # type: ignore[arg-type]  # counts are ints


def _applied_resolution(resolution: Resolution, correction: ResultCorrection) -> Resolution:
    counts = {one.field: int(one.now) for one in correction.changed}
    return replace(resolution, **counts)  # type: ignore[arg-type]  # counts are ints


def _check_hearing(desk: Desk, hearing: Hearing) -> None:
    counts = Counts(hearing.due, hearing.present, hearing.in_favour, hearing.against, hearing.abstained)
    try:
        check_conclusion(counts, hearing.conclusion, hearing_limits(desk))
    except (QuorumMissed, ConclusionMissing, MostDisagree):
        raise CorrectionChangesResult(hearing.title, _ways(desk, hearing)) from None


def _check_resolution(desk: Desk, resolution: Resolution) -> None:
    rule = rule_of(resolution)
    counts = counts_of(resolution, rule)
    roll = roll_of(desk, resolution)
    if roll is not None and roll.head.id:
        item = item_of(roll, resolution)
        rolled = roll.counts(item)
        votes = ("in_favour", "against", "abstained") if roll.voted(item) else ()
        for field in ("due", "present", *votes):
            said, found = getattr(counts, field), getattr(rolled, field)
            if said != found:
                raise RollDiffers(Message(COUNTED[field]), said, found)
    if outcome(counts, rule) is not resolution.result:
        raise CorrectionChangesResult(resolution.title, _ways(desk, resolution))


def _ways(desk: Desk, record: Hearing | Resolution) -> tuple[Message, ...]:
    case = case_of_hearing(desk, record) if isinstance(record, Hearing) else case_of_resolution(desk, record)
    possible = machine().possible(case.state)
    return tuple(words for event, words in _WAYS.items() if event in possible)
