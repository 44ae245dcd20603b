"""Drafts of results: begun, kept at every step, gone on with elsewhere, recorded by the services that record anyway."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tinydb import where

from village_board.base.clock import local
from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.desk import Desk, Records
from village_board.hearings.answers import AnswerMissing, time_text
from village_board.hearings.draft_words import QUESTION
from village_board.hearings.drafts_reading import act_of, frame_of, name_of, subject_of
from village_board.hearings.model import (
    HEARING_AHEAD,
    MEETING_AHEAD,
    Ballot,
    Hearing,
    HearingConclusion,
    Resolution,
    ResolutionStatus,
    Stance,
    Statement,
)
from village_board.hearings.resolutions import record_resolution
from village_board.hearings.result_draft import (
    NO_QUORUM,
    NUMBERS,
    Frame,
    Question,
    ResultDraft,
    Speech,
    counts_of_draft,
    held_of,
)
from village_board.hearings.roll import Coming
from village_board.hearings.rolls_service import mark_came, open_roll, set_roll, take_back
from village_board.hearings.rules import Counts, WrongMoment
from village_board.hearings.service import HearingResult, record_hearing_result
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS
from village_board.text.clean import clean

_WORDS_LIMIT = 2000
_RECORDABLE = MEETING_AHEAD | {ResolutionStatus.NO_QUORUM}


class DraftOutdated(Refused):
    """The hearing or meeting was changed after its draft was begun (A17)."""

    sentence = N_(
        "{title} was changed by {person} at {when} ({fields}) after this draft was begun. Nothing was recorded. "
        "Look the draft through again: what you wrote is kept, the time is that of the change."
    )

    def __init__(self, title: str, person: str, when: datetime, fields: str) -> None:
        super().__init__(title=title, person=person, when=when, fields=fields)


class DraftElsewhere(Refused):
    """The same draft was written on another screen in the meantime."""

    sentence = N_("The draft on '{title}' was changed on another screen meanwhile. It is shown as it stands now.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class NotYourDraft(Refused):
    """A draft is gone on with by the one who began it."""

    sentence = N_("This draft was begun by {person}, who alone goes on with it. Begin one of your own.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


@dataclass(frozen=True)
class Opened:
    """A draft to go on with. `changed` tells what was changed meanwhile; None: nothing was."""

    draft: ResultDraft
    frame: Frame
    changed: DraftOutdated | None = None


def open_draft(desk: Desk, subject_id: str) -> Opened:
    """Return one's own draft on a hearing or resolution, begun now where there is none.

    Where the subject was changed meanwhile the draft is bound to it as it stands, and `Opened.changed` says so.

    Raises:
        NotPermitted: recording is not one's own.
        WrongMoment: its result was recorded, or it was cancelled.
    """
    subject = subject_of(desk, subject_id)
    desk.require(act_of(subject))
    check_recordable(subject)
    frame = frame_of(desk, subject)
    mine = desk.one(ResultDraft, (where("person") == desk.who.id) & (where("subject") == subject.id))
    if mine is None:
        return Opened(desk.put(_prefilled(_empty(desk, subject), frame)), frame)
    if mine.subject_rev == subject.rev:
        return Opened(mine, frame)
    changed = _outdated(desk, subject)
    bound = replace(mine.with_answer(Question.HELD, ""), subject_rev=subject.rev, kept_at=desk.now)
    return Opened(desk.put(_prefilled(bound, frame)), frame, changed)


def keep_answers(desk: Desk, draft: ResultDraft) -> ResultDraft:
    """Keep `draft` as it is written so far; nothing of it is judged.

    Raises:
        NotYourDraft: somebody else began it.
        NotFound: it was recorded or given up meanwhile.
        DraftElsewhere: it was written on another screen meanwhile.
    """
    stored = own_draft(desk, draft.id)
    desk.require(act_of(subject_of(desk, draft.subject)))
    if stored.rev != draft.rev:
        raise DraftElsewhere(subject_of(desk, draft.subject).title)
    answers = tuple(
        replace(one, text=clean(one.text, limit=_WORDS_LIMIT, multiline=True)) for one in draft.answers if one.text
    )
    cleaned = replace(
        draft,
        answers=answers,
        speeches=tuple(map(_clean_speech, draft.speeches)),
        speech=_clean_speech(draft.speech) if draft.speech else None,
    )
    if replace(cleaned, kept_at=stored.kept_at) == stored:
        return stored
    return desk.put(replace(cleaned, kept_at=desk.now))


def own_draft(desk: Desk, id: str) -> ResultDraft:  # noqa: A002
    """Return the draft with this id if the one at the desk began it.

    Raises:
        NotFound, NotYourDraft: it is gone, or another's.
    """
    draft = desk.get(ResultDraft, id)
    if draft.person != desk.who.id:
        raise NotYourDraft(name_of(desk, draft.person))
    return draft


def empty_draft(desk: Desk, id: str) -> Opened:  # noqa: A002
    """Begin the draft with this id again, with nothing in it but what the notice says.

    Raises:
        NotFound, NotYourDraft, WrongMoment: see `own_draft` and `open_draft`.
    """
    draft = own_draft(desk, id)
    desk.remove(draft)
    return open_draft(desk, draft.subject)


def drop_draft(desk: Desk, id: str) -> ResultDraft:  # noqa: A002
    """Give a draft up; nothing was recorded of it.

    Raises:
        NotFound, NotYourDraft: see `own_draft`.
    """
    draft = own_draft(desk, id)
    desk.remove(draft)
    return draft


def submit_draft(desk: Desk, id: str) -> Hearing | Resolution:  # noqa: A002
    """Record the result that a draft holds, by the same services as every other way; the draft is then gone.

    Raises:
        NotFound, NotYourDraft: see `own_draft`.
        DraftOutdated: its subject was changed after it was begun (A17).
        NumberUnfit, TimeUnfit, AnswerMissing: it is not filled in.
        Refused: what `record_hearing_result` and `record_resolution` refuse.
    """
    draft = own_draft(desk, id)
    subject = subject_of(desk, draft.subject)
    desk.require(act_of(subject))
    check_recordable(subject)
    if subject.rev != draft.subject_rev:
        raise _outdated(desk, subject)
    frame = frame_of(desk, subject)
    _check_filled_in(draft, frame)
    counts, held = counts_of_draft(draft, frame), held_of(draft)
    if held is None:
        raise AnswerMissing(Message(QUESTION[Question.HELD]))
    if isinstance(subject, Hearing):
        recorded: Hearing | Resolution = record_hearing_result(desk, subject.id, _result(draft, counts, held))
    else:
        ballot = Ballot(draft.answer(Question.BALLOT)) if draft.answer(Question.BALLOT) else None
        given = None if frame.votes_rolled else counts
        recorded = record_resolution(desk, subject.id, local(held).date(), given, ballot=ballot)
    desk.remove(draft)
    return recorded


def begin_roll(desk: Desk, id: str) -> Opened:  # noqa: A002
    """Begin the roll of the meeting that a draft is on, if it has none; its counts then follow from the roll.

    Raises:
        NotFound, NotYourDraft, DraftOutdated: see `submit_draft`.
        Refused: what `village_board.hearings.rolls_service.set_roll` refuses.
    """
    draft = own_draft(desk, id)
    subject = subject_of(desk, draft.subject)
    if subject.rev != draft.subject_rev:
        raise _outdated(desk, subject)
    if isinstance(subject, Resolution) and open_roll(desk, subject) is None:
        set_roll(desk, [subject.id])
        subject = subject_of(desk, subject.id)
        draft = desk.put(replace(draft, subject_rev=subject.rev, kept_at=desk.now))
    return Opened(draft, frame_of(desk, subject))


def tick_roll(desk: Desk, id: str, came: Collection[str], gone: Collection[str]) -> Frame:  # noqa: A002
    """Mark on the roll who came (numbers of people), and take back who did not; return what follows from it.

    Raises:
        NotFound, NotYourDraft: see `own_draft`.
        Refused: what `village_board.hearings.rolls_service.mark_came` refuses.
    """
    draft = own_draft(desk, id)
    if came:
        mark_came(desk, draft.subject, {number: Coming() for number in came})
    for number in gone:
        take_back(desk, draft.subject, number)
    return frame_of(desk, subject_of(desk, draft.subject))


def statements_of(speeches: Sequence[Speech]) -> tuple[Statement, ...]:
    """Return the speeches of a draft as they are recorded: numbered from 1, nobody named who did not want it."""
    return tuple(
        Statement(
            slip=slip,
            standing=one.standing or "",
            stance=one.stance or Stance.CHANGE,
            content=one.content,
            speaker=one.speaker or "",
            named_in_public=bool(one.named),
        )
        for slip, one in enumerate(speeches, start=1)
    )


def check_recordable(subject: Hearing | Resolution) -> None:
    """Refuse a subject whose result was recorded, or which was cancelled.

    Raises:
        WrongMoment: with where it stands.
    """
    if not is_recordable(subject):
        stands = HEARING_STATUS[subject.status] if isinstance(subject, Hearing) else RESOLUTION_STATUS[subject.status]
        raise WrongMoment(subject.title, Message(stands))


def is_recordable(subject: Hearing | Resolution) -> bool:
    """Tell whether a result can still be recorded: none was, and it was not cancelled."""
    if isinstance(subject, Hearing):
        return subject.status in HEARING_AHEAD
    return subject.status in _RECORDABLE


def _empty(desk: Desk, subject: Hearing | Resolution) -> ResultDraft:
    return ResultDraft(
        person=desk.who.id, subject=subject.id, subject_rev=subject.rev, begun_at=desk.now, kept_at=desk.now
    )


def _prefilled(draft: ResultDraft, frame: Frame) -> ResultDraft:
    """Return `draft` with what the notice says already, where nothing else was answered."""
    subject = frame.subject
    at = subject.held_at if isinstance(subject, Hearing) else subject.begins_at
    if at is not None and not draft.answer(Question.HELD):
        draft = draft.with_answer(Question.HELD, time_text(at))
    if isinstance(subject, Resolution):
        return draft if draft.answer(Question.BALLOT) else draft.with_answer(Question.BALLOT, subject.ballot.value)
    if subject.due and not draft.answer(Question.DUE):
        return draft.with_answer(Question.DUE, str(subject.due))
    return draft


def _check_filled_in(draft: ResultDraft, frame: Frame) -> None:
    if frame.rolled is not None:
        return
    needed = [Question.DUE, Question.PRESENT]
    for question in needed:
        if not draft.answer(question):
            raise AnswerMissing(Message(QUESTION[question]))
    if frame.by_household and not any(draft.answer(one) for one in NUMBERS):
        raise AnswerMissing(Message(QUESTION[Question.HOUSEHOLDS_DUE]))


def _result(draft: ResultDraft, counts: Counts, held: datetime) -> HearingResult:
    concluded = draft.answer(Question.CONCLUSION)
    conclusion = HearingConclusion(concluded) if concluded and concluded != NO_QUORUM else None
    speeches = (*draft.speeches, draft.speech) if draft.speech and draft.speech.content else draft.speeches
    return HearingResult(held, counts, conclusion, draft.answer(Question.CHANGES), statements_of(speeches))


def _clean_speech(speech: Speech) -> Speech:
    return replace(
        speech,
        standing=None if speech.standing is None else clean(speech.standing),
        content=clean(speech.content, limit=_WORDS_LIMIT, multiline=True),
        speaker=None if speech.speaker is None else clean(speech.speaker),
    )


def _outdated(records: Records, subject: Hearing | Resolution) -> DraftOutdated:
    change = subject.change
    if change is None:
        return DraftOutdated(subject.title, "", records.now, "")
    return DraftOutdated(subject.title, name_of(records, change.by), change.at, ", ".join(change.fields))
