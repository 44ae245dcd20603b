"""What was recorded, in words, for the one who is to confirm it. Read in the office's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.paper import Paragraph
from village_board.base.errors import NotFound
from village_board.hearings.draft_words import INVITED, QUESTION
from village_board.hearings.drafts_reading import subject_of
from village_board.hearings.law import rule_of
from village_board.hearings.model import Hearing
from village_board.hearings.recount import counts_of, recount
from village_board.hearings.result_draft import Question
from village_board.hearings.words import CONCLUSION, STANCE
from village_board.people.model import Person

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator


def recorded(records: Records, id: str, t: Translator) -> tuple[int, list[Paragraph]]:  # noqa: A002 - the field's own name
    """Return the revision that is read, and its words.

    Raises:
        NotFound: it is gone.
    """
    subject = subject_of(records, id)
    try:
        by = records.get(Person, subject.recorded_by).name
    except NotFound:
        by = subject.recorded_by
    found: list[Paragraph] = [(subject.matter, "strong"), (t("Recorded by {person}", person=by), "ink")]
    when = subject.held_at if isinstance(subject, Hearing) else subject.meeting_on
    found.append((_pair(t, QUESTION[Question.HELD], t.fact(when) if when else ""), "ink"))
    due = INVITED if isinstance(subject, Hearing) else QUESTION[Question.DUE]
    counted = (
        (due, subject.due),
        (QUESTION[Question.PRESENT], subject.present),
        (QUESTION[Question.IN_FAVOUR], subject.in_favour),
        (QUESTION[Question.AGAINST], subject.against),
        (QUESTION[Question.ABSTAINED], subject.abstained),
    )
    found.append(("  ".join(_pair(t, name, str(count)) for name, count in counted), "ink"))
    if not isinstance(subject, Hearing):
        rule = rule_of(subject)
        lines = recount(subject.body, counts_of(subject, rule), rule).lines
        return subject.rev, [*found, *((t.say(line.message), "ink") for line in lines)]
    conclusion = t(CONCLUSION[subject.conclusion]) if subject.conclusion else t("no quorum")
    found.append((_pair(t, QUESTION[Question.CONCLUSION], conclusion), "strong"))
    if subject.changes:
        found.append((_pair(t, QUESTION[Question.CHANGES], subject.changes), "ink"))
    for one in subject.statements:
        stance = t(STANCE[one.stance])
        words = t(
            "{number}. {who}, {stance}: {content}",
            number=one.slip,
            who=one.standing,
            stance=stance,
            content=one.content,
        )
        found.append((words, "ink"))
    return subject.rev, found


def _pair(t: Translator, name: str, value: str) -> str:
    return t("{label}: {value}", label=t(name), value=value)
