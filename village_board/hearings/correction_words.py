"""Corrections and signed minutes in words, for whoever reads the record. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from village_board.base.clock import local
from village_board.base.message import N_, Message, say
from village_board.hearings.draft_words import QUESTION
from village_board.hearings.model import CorrectedField, Hearing, Resolution
from village_board.hearings.result_draft import Question

#: what a field is called in a correction.
FIELD: Mapping[str, str] = {
    question.value: QUESTION[question]
    for question in (
        Question.DUE,
        Question.PRESENT,
        Question.IN_FAVOUR,
        Question.AGAINST,
        Question.ABSTAINED,
        Question.HOUSEHOLDS_DUE,
        Question.HOUSEHOLDS_PRESENT,
        Question.CHANGES,
    )
}
#: how the votes were split: public only where the split is (P10).
SPLIT = frozenset({"in_favour", "against", "abstained"})
#: who signs the minutes.
SIGNERS: Mapping[str, str] = {
    "chair": N_("Chair"),
    "recorder": N_("Recorder"),
    "overseer": N_("Overseer"),
    "participants": N_("Participants"),
}


def field_words(field: str) -> Message:
    """Return what `field` of a correction is called."""
    if field.startswith("statement:"):
        return say("speech {slip}", slip=int(field.partition(":")[2]))
    return Message(FIELD[field])


def correction_lines(record: Hearing | Resolution, hidden: Collection[str] = ()) -> list[Message]:
    """Return the corrections of `record` that hold, the oldest first, with the old value beside the new one.

    `hidden` are fields that are not public.
    """
    return [
        _line(change, local(one.confirmed_at).date(), one.reason)
        for one in record.corrections
        if one.confirmed_at is not None
        for change in one.changed
        if change.field not in hidden
    ]


def _line(change: CorrectedField, on: object, reason: str) -> Message:
    return say(
        "Corrected on {day}: {what}, from {was} to {now}. Why: {reason}",
        day=on,
        what=field_words(change.field),
        was=change.was,
        now=change.now,
        reason=reason,
    )
