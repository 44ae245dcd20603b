"""Correcting a confirmed result: one writes what was wrong and why, another confirms it, the old stays readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Place
from kiosk.desk.rooms.asking import WHY
from village_board.base.message import N_
from village_board.hearings.correction_words import FIELD, field_words
from village_board.hearings.corrections import (
    STATEMENT,
    CorrectionChangesResult,
    CorrectionReasonMissing,
    confirm_correction,
    correct_hearing,
    correct_resolution,
    drop_correction,
    waiting_correction,
)
from village_board.hearings.drafts_reading import name_of, subject_of
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.roll_refusals import RollDiffers
from village_board.hearings.rules import CountsWrong, HouseholdsWrong, NobodyDue
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Records
    from village_board.i18n import Translator

_COUNTS = ("due", "present", "in_favour", "against", "abstained")
_HOUSEHOLDS = ("households_due", "households_present")
_PLACES = (
    Place(CorrectionReasonMissing, "reason"),
    Place(HouseholdsWrong, "households_due"),
    Place(NobodyDue, "due"),
    Place(CountsWrong, "present"),
    Place(RollDiffers, "", N_("{what}: {typed} typed, {rolled} by the roll. Correct the roll first.")),
    Place(CorrectionChangesResult, "in_favour"),
)


class SpeechUnknown(FieldRefused):
    """No speech of the hearing has this number."""

    sentence = N_("The hearing has no speech no. {number}: its speeches have the numbers {first} to {last}.")

    def __init__(self, field: str, number: int, first: int, last: int) -> None:
        super().__init__(field, number=number, first=first, last=last)


class NoSpeeches(FieldRefused):
    """Nobody spoke."""

    sentence = N_("Nobody spoke at this hearing. Leave the number of the speech empty.")


def _counted(names: Sequence[str], asked: Callable[[Answers], bool] | None = None) -> tuple[Field, ...]:
    return tuple(Field(name, FIELD[name], Kind.COUNT, asked=asked) for name in names)


def _by_household(answers: Answers) -> bool:
    """Households are asked where they were counted."""
    return any(answers.get(name) for name in _HOUSEHOLDS)


def _start_hearing(records: Records, subject: str) -> Answers:
    one = records.get(Hearing, subject)
    return {**{name: str(getattr(one, name)) for name in _COUNTS}, "changes": one.changes}


def _start_vote(records: Records, subject: str) -> Answers:
    one = records.get(Resolution, subject)
    answers = {name: str(getattr(one, name)) for name in _COUNTS}
    return answers | {name: str(value) for name in _HOUSEHOLDS if (value := getattr(one, name))}


def _given(filled: Filled, names: Sequence[str]) -> dict[str, str]:
    return {name: text for name in names if (text := filled.text(name))}


def _hearing_given(records: Records, filled: Filled) -> dict[str, str]:
    given = _given(filled, (*_COUNTS, "changes"))
    number = filled.count_or_none("speech")
    if number is not None:
        slips = [one.slip for one in records.get(Hearing, filled.subject).statements]
        if not slips:
            raise NoSpeeches("speech")
        if number not in slips:
            raise SpeechUnknown("speech", number, min(slips), max(slips))
        given[f"{STATEMENT}{number}"] = filled.text("said")
    return given


HEARING = Form(
    name="case.correct_hearing",
    title=N_("Correct what is recorded of the hearing"),
    act=Act.CORRECT_RESULT,
    about=N_("Change what is wrong and leave the rest. Another member confirms it; the old stays readable."),
    fields=(
        *_counted(_COUNTS),
        Field("changes", FIELD["changes"], Kind.LINES),
        Field("speech", N_("Number of a speech"), Kind.COUNT, hint=N_("Where the words of a speech are wrong.")),
        Field("said", N_("What was really said"), Kind.LINES, asked=lambda answers: bool(answers.get("speech"))),
        WHY,
    ),
    start=_start_hearing,
    places=_PLACES,
    button=N_("Write the correction"),
    told=lambda t, done: t("Written: {matter}. Another member confirms it.", matter=done.matter),
    do=lambda desk, filled: correct_hearing(desk, filled.subject, _hearing_given(desk, filled), filled.text("reason")),
)
VOTE = Form(
    name="case.correct_vote",
    title=N_("Correct the counts of the vote"),
    act=Act.CORRECT_RESULT,
    about=N_("Change what is wrong and leave the rest. Another member confirms it; the old stays readable."),
    fields=(*_counted(_COUNTS), *_counted(_HOUSEHOLDS, asked=_by_household), WHY),
    start=_start_vote,
    places=_PLACES,
    button=N_("Write the correction"),
    told=lambda t, done: t("Written: {matter}. Another member confirms it.", matter=done.matter),
    do=lambda desk, filled: correct_resolution(
        desk, filled.subject, _given(filled, (*_COUNTS, *_HOUSEHOLDS)), filled.text("reason")
    ),
)


def waiting_lines(record: Hearing | Resolution, records: Records, t: Translator) -> list[Paragraph]:
    """Return what the correction that waits would change, and who wrote it; empty: none waits."""
    waits = waiting_correction(record)
    if waits is None:
        return []
    lines: list[Paragraph] = [
        (t("A correction by {who} waits for a second member:", who=name_of(records, waits.by)), "accent")
    ]
    for one in waits.changed:
        words = t("{what}: from {was} to {now}", what=field_words(one.field), was=one.was, now=one.now)
        lines.append((f"  {words}", "ink"))
    return [*lines, (t("Why: {reason}", reason=waits.reason), "ink")]


def _beside(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    return waiting_lines(subject_of(records, filled.subject), records, t)


CONFIRM = Form(
    name="case.confirm_correction",
    title=N_("Confirm the correction"),
    act=Act.CONFIRM_CORRECTION,
    about=N_("You have compared it with the minutes. Those who follow the matter are told."),
    fields=(),
    beside=_beside,
    places=_PLACES,
    button=N_("It is right"),
    told=lambda t, done: t("Corrected: {matter}.", matter=done.matter),
    do=lambda desk, filled: confirm_correction(desk, filled.subject),
)
DROP = Form(
    name="case.drop_correction",
    title=N_("Take the correction back"),
    act=Act.CORRECT_RESULT,
    about=N_("The record stays as it is; that somebody wrote it stays in the log."),
    fields=(),
    beside=_beside,
    button=N_("Take it back"),
    told=lambda t, done: t("Taken back: {matter}.", matter=done.matter),
    do=lambda desk, filled: drop_correction(desk, filled.subject),
)

FORMS = (HEARING, VOTE, CONFIRM, DROP)
