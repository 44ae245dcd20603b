"""The result of a hearing or a vote while it is being written down. Pure.

One kind of draft for desk, bot and command: answers as they were typed, one a question, and the speeches. It is kept at
every step, so that it survives a crash and is gone on with wherever its person sits down next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say
from village_board.base.share import Share
from village_board.hearings.answers import NumberUnfit, read_number, read_time
from village_board.hearings.law import BodyRule, Unit
from village_board.hearings.model import (
    Ballot,
    Hearing,
    HearingConclusion,
    Resolution,
    Stance,
)
from village_board.hearings.rules import Counts, check_counts, quorum_met


class Question(StrEnum):
    """What is asked, in the order in which it is asked."""

    HELD = "held"
    BALLOT = "ballot"
    DUE = "due"
    PRESENT = "present"
    HOUSEHOLDS_DUE = "households_due"
    HOUSEHOLDS_PRESENT = "households_present"
    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAINED = "abstained"
    CONCLUSION = "conclusion"
    CHANGES = "changes"
    STANDING = "standing"
    STANCE = "stance"
    CONTENT = "content"
    SPEAKER = "speaker"
    NAMED = "named"
    REVIEW = "review"


class Shape(StrEnum):
    """What an answer looks like."""

    TIME = "time"
    NUMBER = "number"
    CHOICE = "choice"
    WORDS = "words"
    LINES = "lines"


#: the conclusion that says that too few came.
NO_QUORUM = "no_quorum"
YES, NO = "yes", "no"
#: who spoke, as the buttons offer it; anything else is typed.
STANDINGS = ("representative", "villager", "party_member", "interested")

SHAPES: Mapping[Question, Shape] = {
    Question.HELD: Shape.TIME,
    Question.BALLOT: Shape.CHOICE,
    Question.DUE: Shape.NUMBER,
    Question.PRESENT: Shape.NUMBER,
    Question.HOUSEHOLDS_DUE: Shape.NUMBER,
    Question.HOUSEHOLDS_PRESENT: Shape.NUMBER,
    Question.IN_FAVOUR: Shape.NUMBER,
    Question.AGAINST: Shape.NUMBER,
    Question.ABSTAINED: Shape.NUMBER,
    Question.CONCLUSION: Shape.CHOICE,
    Question.CHANGES: Shape.LINES,
    Question.STANDING: Shape.WORDS,
    Question.STANCE: Shape.CHOICE,
    Question.CONTENT: Shape.LINES,
    Question.SPEAKER: Shape.WORDS,
    Question.NAMED: Shape.CHOICE,
}
CHOICES: Mapping[Question, tuple[str, ...]] = {
    Question.BALLOT: tuple(one.value for one in Ballot),
    Question.CONCLUSION: tuple(one.value for one in HearingConclusion),
    Question.STANCE: tuple(one.value for one in Stance),
    Question.NAMED: (YES, NO),
}
#: the questions of a speech.
OF_SPEECH = (Question.STANDING, Question.STANCE, Question.CONTENT, Question.SPEAKER, Question.NAMED)
VOTES = (Question.IN_FAVOUR, Question.AGAINST, Question.ABSTAINED)
HOUSEHOLDS = (Question.HOUSEHOLDS_DUE, Question.HOUSEHOLDS_PRESENT)
NUMBERS = tuple(question for question, shape in SHAPES.items() if shape is Shape.NUMBER)


@dataclass(frozen=True)
class Answer:
    """What was typed or chosen for a question, right or not."""

    question: Question
    text: str


@dataclass(frozen=True)
class Speech:
    """A speech while it is being written down; None: not asked yet.

    Attributes:
        named: whether the speaker wants to be named in public (P10).
    """

    standing: str | None = None
    stance: Stance | None = None
    content: str = ""
    speaker: str | None = None
    named: bool | None = None

    @property
    def question(self) -> Question:
        """What is to be asked next of it."""
        if self.standing is None:
            return Question.STANDING
        if self.stance is None:
            return Question.STANCE
        if not self.content:
            return Question.CONTENT
        if self.speaker is None:
            return Question.SPEAKER
        return Question.NAMED if self.speaker and self.named is None else Question.REVIEW

    def answered(self, question: Question, text: str) -> Speech:
        """Return the speech with `text` as the answer to `question`.

        Raises:
            ValueError: the choice is none.
        """
        if question is Question.STANCE:
            return replace(self, stance=Stance(text))
        if question is Question.NAMED:
            return replace(self, named=text == YES)
        return replace(self, **{question.value: text})  # type: ignore[arg-type]  # the others are texts


@dataclass(frozen=True, kw_only=True)
class ResultDraft(InternalRecord):
    """What one person has written down so far of the result of `subject`, as that stood at `subject_rev` (A17)."""

    KIND: ClassVar[Kind] = Kind(
        name="result_draft",
        collection="result_drafts",
        prefix="rd",
        label=say("draft of a result"),
        fields={"person": str, "subject": str},
        indexes=(("person",), ("subject",)),
        logged=False,
    )

    person: str
    subject: str  # id of a hearing or a resolution
    subject_rev: int
    begun_at: datetime
    kept_at: datetime
    answers: tuple[Answer, ...] = ()
    speeches: tuple[Speech, ...] = ()
    speech: Speech | None = None  # the one that is being asked for

    def answer(self, question: Question) -> str:
        """Return what was answered to `question`; empty: nothing."""
        return next((one.text for one in self.answers if one.question is question), "")

    def with_answer(self, question: Question, text: str) -> ResultDraft:
        """Return the draft with `text` as the answer to `question`; an empty text takes it back."""
        others = tuple(one for one in self.answers if one.question is not question)
        given = (Answer(question, text),) if text else ()
        return replace(self, answers=tuple(sorted((*others, *given), key=lambda one: _ORDER[one.question])))


_ORDER = {question: place for place, question in enumerate(Question)}


@dataclass(frozen=True)
class Frame:
    """What a draft is judged by: its subject, the rule, and what the roll says already.

    Attributes:
        quorum: of a hearing: how many of those invited must come.
        rule: of a vote: the rule of its body for the matter.
        rolled: the counts by the roll of the meeting; None: there is no roll.
        votes_rolled: whether the roll holds the votes too.
    """

    subject: Hearing | Resolution
    quorum: Share
    rule: BodyRule | None = None
    rolled: Counts | None = None
    votes_rolled: bool = False

    @property
    def is_hearing(self) -> bool:
        """Whether it is a hearing, else a vote."""
        return self.rule is None

    @property
    def by_household(self) -> bool:
        """Whether the votes are those of households."""
        return self.rule is not None and self.rule.votes is Unit.HOUSEHOLDS

    @property
    def counts_households(self) -> bool:
        """Whether the rule counts the households too."""
        return self.rule is not None and (
            self.by_household or any(way.unit is Unit.HOUSEHOLDS for way in self.rule.ways)
        )


def counts_of_draft(draft: ResultDraft, frame: Frame) -> Counts:
    """Return what is counted so far: by the roll where there is one, else as typed; 0 where nothing is.

    Raises:
        NumberUnfit: an answer is no number.
    """
    typed = {question.value: read_number(draft.answer(question)) or 0 for question in NUMBERS}
    if frame.rolled is None:
        return Counts(**typed, by_household=frame.by_household)
    if frame.votes_rolled:
        return frame.rolled
    in_favour, against, abstained = (typed[question.value] for question in VOTES)
    return replace(frame.rolled, in_favour=in_favour, against=against, abstained=abstained)


def enough_came(counts: Counts, frame: Frame) -> bool:
    """Tell whether enough came for a conclusion or a vote; two thirds of nobody are none."""
    if counts.due == 0:
        return False
    if frame.rule is not None:
        return quorum_met(counts, frame.rule)
    return frame.quorum.met(counts.present, counts.due)


def asked(draft: ResultDraft, frame: Frame) -> tuple[Question, ...]:
    """Return the questions that have a place in `draft` as it stands, in their order."""
    return tuple(question for question in _SCRIPT if _SCRIPT[question](draft, frame))


def next_question(draft: ResultDraft, frame: Frame) -> Question:
    """Return what is to be asked next; without quorum nobody is asked how the people spoke."""
    if draft.speech is not None:
        return draft.speech.question
    missing = (question for question in asked(draft, frame) if not draft.answer(question))
    return next(missing, Question.REVIEW)


def with_number(draft: ResultDraft, frame: Frame, question: Question, text: str) -> ResultDraft:
    """Return `draft` with a number that fits those before.

    Raises:
        NumberUnfit: it is no number.
        CountsWrong: it contradicts those before.
    """
    number = read_number(text)
    if number is None:
        raise NumberUnfit(text)
    given = draft.with_answer(question, str(number))
    counts = counts_of_draft(given, frame)
    check_counts(counts)
    if question is Question.AGAINST and counts.in_favour + counts.against == counts.voters:
        return given.with_answer(Question.ABSTAINED, "0")  # nobody is left to have abstained
    return given


def held_of(draft: ResultDraft) -> datetime | None:
    """Return the time at which it was held.

    Raises:
        TimeUnfit: the answer is no time.
    """
    return read_time(draft.answer(Question.HELD))


def _always(draft: ResultDraft, frame: Frame) -> bool:  # noqa: ARG001 - the script's shape
    return True


def _typed(draft: ResultDraft, frame: Frame) -> bool:  # noqa: ARG001
    return frame.rolled is None


def _households(draft: ResultDraft, frame: Frame) -> bool:  # noqa: ARG001
    return frame.rolled is None and frame.counts_households


def _ballot(draft: ResultDraft, frame: Frame) -> bool:  # noqa: ARG001
    return not frame.is_hearing and frame.rolled is None


def _quorum(draft: ResultDraft, frame: Frame) -> bool:
    return not frame.votes_rolled and _enough(draft, frame)


def _concludes(draft: ResultDraft, frame: Frame) -> bool:
    return frame.is_hearing and _enough(draft, frame)


def _changes(draft: ResultDraft, frame: Frame) -> bool:
    passed = draft.answer(Question.CONCLUSION) == HearingConclusion.PASSED_WITH_CHANGES
    return passed and _concludes(draft, frame)


def _enough(draft: ResultDraft, frame: Frame) -> bool:
    try:
        return enough_came(counts_of_draft(draft, frame), frame)
    except NumberUnfit:
        return True


#: the questions of a result, each with when it has a place.
_SCRIPT: Mapping[Question, Callable[[ResultDraft, Frame], bool]] = {
    Question.HELD: _always,
    Question.BALLOT: _ballot,
    Question.DUE: _typed,
    Question.PRESENT: _typed,
    Question.HOUSEHOLDS_DUE: _households,
    Question.HOUSEHOLDS_PRESENT: _households,
    Question.IN_FAVOUR: _quorum,
    Question.AGAINST: _quorum,
    Question.ABSTAINED: _quorum,
    Question.CONCLUSION: _concludes,
    Question.CHANGES: _changes,
}
