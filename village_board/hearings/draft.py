"""The result of a hearing while it is being asked for, one question after another. Pure; it survives a restart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from village_board.base.share import Share
from village_board.hearings.law import HearingLimits, shipped_hearing_limits
from village_board.hearings.model import Hearing, HearingConclusion
from village_board.hearings.rules import Counts, check_counts


class Question(StrEnum):
    """What is asked next."""

    DUE = "due"
    PRESENT = "present"
    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAINED = "abstained"
    CONCLUSION = "conclusion"
    CHANGES = "changes"
    REVIEW = "review"


#: Those answered by a number of people, in the order in which they are asked.
COUNTED = (Question.DUE, Question.PRESENT, Question.IN_FAVOUR, Question.AGAINST, Question.ABSTAINED)


@dataclass(frozen=True)
class HearingDraft:
    """What is known so far of the result of `hearing` (an id), as it stood at revision `hearing_rev`."""

    hearing: str
    hearing_rev: int
    held_at: datetime | None = None
    due: int | None = None
    present: int | None = None
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    conclusion: HearingConclusion | None = None
    changes: str = ""
    enough: Share | None = None  # of those due, as the village's limit says

    @property
    def counts(self) -> Counts:
        """The people counted so far; what was not asked yet is 0, nobody due yet means all who came."""
        due = self.due if self.due is not None else self.present or 0
        return Counts(due, self.present or 0, self.in_favour or 0, self.against or 0, self.abstained or 0)

    @property
    def quorum(self) -> bool:
        """Whether enough came for a conclusion."""
        enough = self.enough or shipped_hearing_limits().quorum
        return enough.met(self.counts.present, self.counts.due)

    @property
    def question(self) -> Question:
        """What is to be asked next; without quorum nobody is asked how the people spoke."""
        for question in COUNTED:
            if getattr(self, question.value) is None:
                enough = question in (Question.DUE, Question.PRESENT) or self.quorum
                return question if enough else Question.REVIEW
        if not self.quorum:
            return Question.REVIEW
        if self.conclusion is None:
            return Question.CONCLUSION
        if self.conclusion is HearingConclusion.PASSED_WITH_CHANGES and not self.changes:
            return Question.CHANGES
        return Question.REVIEW

    def with_count(self, number: int) -> HearingDraft:
        """Return the draft with `number` people as the answer to its question.

        Raises:
            CountsWrong: the number contradicts those before.
            ValueError: the question is not one for a number.
        """
        if self.question not in COUNTED:
            raise ValueError(self.question)
        draft = replace(self, **{self.question.value: number})  # type: ignore[arg-type]  # the counted fields are ints
        counts = draft.counts
        check_counts(counts)
        if draft.question is Question.ABSTAINED and counts.in_favour + counts.against == counts.present:
            return replace(draft, abstained=0)  # nobody is left to have abstained
        return draft


def begin(hearing: Hearing, limits: HearingLimits) -> HearingDraft:
    """Return an empty draft for `hearing`; who was due is known where the notice said so."""
    return HearingDraft(hearing.id, hearing.rev, hearing.held_at, hearing.due or None, enough=limits.quorum)
