"""The words of the questions that a recorded result answers."""

from __future__ import annotations

from collections.abc import Mapping

from village_board.base.message import N_
from village_board.hearings.model import Ballot, HearingConclusion, Stance
from village_board.hearings.result_draft import NO, NO_QUORUM, STANDINGS, YES, Question
from village_board.hearings.words import BALLOT, CONCLUSION, STANCE

#: what a field is called.
QUESTION: Mapping[Question, str] = {
    Question.HELD: N_("Day and time held"),
    Question.BALLOT: N_("Ballot"),
    Question.DUE: N_("Due"),
    Question.PRESENT: N_("Present"),
    Question.HOUSEHOLDS_DUE: N_("Households"),
    Question.HOUSEHOLDS_PRESENT: N_("Households represented"),
    Question.IN_FAVOUR: N_("For"),
    Question.AGAINST: N_("Against"),
    Question.ABSTAINED: N_("Abstained"),
    Question.CONCLUSION: N_("Conclusion"),
    Question.CHANGES: N_("What was changed"),
    Question.STANDING: N_("Who spoke"),
    Question.STANCE: N_("Stance"),
    Question.CONTENT: N_("What was said"),
    Question.SPEAKER: N_("Name of the speaker"),
    Question.NAMED: N_("Name in public"),
    Question.REVIEW: N_("Look through"),
}

#: what those due are called at a hearing.
INVITED = N_("Invited")

#: what a choice is called.
CHOICE: Mapping[Question, Mapping[str, str]] = {
    Question.BALLOT: {one.value: BALLOT[one] for one in Ballot},
    Question.CONCLUSION: {one.value: CONCLUSION[one] for one in HearingConclusion} | {NO_QUORUM: N_("no quorum")},
    Question.STANCE: {one.value: STANCE[one] for one in Stance},
    Question.NAMED: {YES: N_("yes"), NO: N_("no")},
    Question.STANDING: dict(
        zip(
            STANDINGS,
            (
                N_("hearing representative"),
                N_("ordinary villager"),
                N_("a Party member"),
                N_("household concerned"),
            ),
            strict=True,
        )
    ),
}
