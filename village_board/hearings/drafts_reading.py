"""Reading what waits for a result, and what a draft on it is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tinydb import where

from village_board.base.clock import local
from village_board.base.errors import ChangedByAnother, NotFound
from village_board.desk import Records
from village_board.hearings.law import rule_of
from village_board.hearings.limits import hearing_limits
from village_board.hearings.model import (
    HEARING_AHEAD,
    MEETING_AHEAD,
    Hearing,
    HearingStatus,
    Resolution,
    ResolutionStatus,
)
from village_board.hearings.result_draft import Frame, ResultDraft
from village_board.hearings.rolls_service import item_of, open_roll
from village_board.people.acts import Act
from village_board.people.model import Person


def act_of(subject: Hearing | Resolution) -> Act:
    """Return the act that recording the result of `subject` is."""
    return Act.RECORD_HEARING if isinstance(subject, Hearing) else Act.RECORD_RESOLUTION


def subject_of(records: Records, id: str) -> Hearing | Resolution:  # noqa: A002 - the field's own name
    """Return the hearing or resolution with this id.

    Raises:
        NotFound: there is none.
    """
    subject = records.lookup(id)
    if not isinstance(subject, Hearing | Resolution):
        raise NotFound(Hearing.KIND.label, id)
    return subject


def frame_of(records: Records, subject: Hearing | Resolution) -> Frame:
    """Return what a draft on `subject` is judged by."""
    quorum = hearing_limits(records).quorum
    if isinstance(subject, Hearing):
        return Frame(subject, quorum)
    roll = open_roll(records, subject)
    if roll is None:
        return Frame(subject, quorum, rule_of(subject))
    item = item_of(roll, subject)
    return Frame(subject, quorum, rule_of(subject), roll.counts(item), roll.voted(item))


def drafts_of(records: Records, person: str) -> list[ResultDraft]:
    """Return the drafts of the person with this id, the one written last first."""
    found = records.find(ResultDraft, where("person") == person)
    return sorted(found, key=lambda draft: draft.kept_at, reverse=True)


def to_record(records: Records) -> list[Hearing | Resolution]:
    """Return what was to be held by today and has no result yet, the oldest first."""
    hearings = records.find(Hearing, where("status").one_of([status.value for status in HEARING_AHEAD]))
    meetings = records.find(Resolution, where("status").one_of([status.value for status in MEETING_AHEAD]))
    held: list[tuple[datetime, Hearing | Resolution]] = [(one.held_at, one) for one in hearings if one.held_at]
    held += [(one.begins_at, one) for one in meetings if one.begins_at]
    due = [(at, one) for at, one in held if local(at).date() <= records.today]
    return [one for _, one in sorted(due, key=lambda pair: (pair[0], pair[1].number))]


def to_confirm(records: Records) -> list[Hearing | Resolution]:
    """Return what one person recorded and a second has to confirm, the oldest first."""
    found: list[Hearing | Resolution] = [
        *records.find(Hearing, where("status") == HearingStatus.RECORDED.value),
        *records.find(Resolution, where("status") == ResolutionStatus.RECORDED.value),
    ]
    return sorted(found, key=lambda one: (one.recorded_at is not None and one.recorded_at.isoformat(), one.number))


@dataclass(frozen=True)
class RollName:
    """One line of a roll to tick: who, and whether they are marked."""

    number: str
    name: str
    came: bool


def roll_names(records: Records, id: str) -> list[RollName]:  # noqa: A002
    """Return who is due at the meeting of a resolution, by its roll; nobody where there is none."""
    subject = subject_of(records, id)
    roll = open_roll(records, subject) if isinstance(subject, Resolution) else None
    if roll is None:
        return []
    return [RollName(line.person_number, line.name, line.present) for line in roll.current.values()]


def as_it_was_read(records: Records, id: str, rev: int) -> Hearing | Resolution:  # noqa: A002
    """Return the subject with this id, if it still stands at the revision that somebody read (A16).

    Raises:
        ChangedByAnother: it was changed after that.
    """
    subject = subject_of(records, id)
    if subject.rev == rev:
        return subject
    change = subject.change
    if change is None:
        raise ChangedByAnother(subject.title, "", records.now, "")
    raise ChangedByAnother(subject.title, name_of(records, change.by), change.at, ", ".join(change.fields))


def name_of(records: Records, id: str) -> str:  # noqa: A002
    """Return the name of the person with this id; the id itself where it is nobody's."""
    try:
        return records.get(Person, id).name
    except NotFound:
        return id
