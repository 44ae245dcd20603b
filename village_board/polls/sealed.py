"""One way in for every sealed slip: a code opens the rating or the poll that it belongs to, and is used once (P22).

What is chosen on the way is kept by nobody: whoever asks hands all of it in at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.desk import Desk, Records
from village_board.evaluation.rating import DISCLOSURE, Grade, RatingRound
from village_board.evaluation.rating_service import CodeUnknown, NoRatingRuns, open_round, rate
from village_board.evaluation.rating_service import slip_of as rating_slip_of
from village_board.evaluation.words import DISCLOSES, GRADE
from village_board.polls.model import Poll
from village_board.polls.refusals import AnsweredBefore
from village_board.polls.rules import how_counted
from village_board.polls.service import answer_by_slip, slip_of
from village_board.slips.sealed import DIGITS, is_code
from village_board.slips.service import digits_of


class SealedMistyped(Refused):
    """A digit is wrong, missing or too many: no sealed slip can have this code."""

    sentence = N_("This cannot be the code of a slip: it has {digits} digits, and one of them is wrong. Look again.")

    def __init__(self) -> None:
        super().__init__(digits=DIGITS)


class SealedUnknown(Refused):
    """The code could be a slip's, and nothing that runs has it."""

    sentence = N_("No slip that can be used today has this code. A rating or poll that is over takes none any more.")

    def __init__(self) -> None:
        super().__init__()


class SealedChoice(Refused):
    """A choice that no question of the slip offers."""

    sentence = N_("This choice is not on the slip. Type the code again and choose from its list.")

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True)
class Asked:
    """One question of a slip.

    Attributes:
        words: what is asked, or who is rated.
        choices: what can be said.
    """

    words: Message
    choices: tuple[Message, ...]


@dataclass(frozen=True)
class Slip:
    """What a code opens.

    Attributes:
        title: what it is.
        about: sentences that belong to it: why it is asked, how it is counted.
        questions: in their order; each may be left out.
        until: the last day on which it can be used.
    """

    title: Message
    about: tuple[Message, ...]
    questions: tuple[Asked, ...]
    until: date


def opened(records: Records, code: str) -> Slip:
    """Return what a code opens; spaces and full-width digits are taken.

    Raises:
        SealedMistyped, SealedUnknown: as they say.
        SlipUsed, AnsweredBefore: it was used already.
    """
    found = _found(records, digits_of(code))
    return _of_round(found) if isinstance(found, RatingRound) else poll_asked(found)


def hand_in(desk: Desk, code: str, picks: Sequence[int | None]) -> Slip:
    """Use a slip up: for each question the place of its choice from 0 on, None where it is left out.

    Raises:
        SealedMistyped, SealedUnknown, SlipUsed, AnsweredBefore, SealedChoice: nothing is counted then.
        NothingRated, NothingAnswered: everything is left out; the slip can still be used.
    """
    digits = digits_of(code)
    found = _found(desk, digits)
    if isinstance(found, RatingRound):
        grades = tuple(Grade)
        fits = len(picks) == len(found.tallies) and all(pick is None or 0 <= pick < len(grades) for pick in picks)
        if not fits:
            raise SealedChoice
        told = zip(found.tallies, picks, strict=True)
        rate(desk, digits, {one.target: grades[pick] for one, pick in told if pick is not None})
        return _of_round(found)
    mine = slip_of(desk, digits)
    if mine is None:
        raise SealedUnknown
    answer_by_slip(desk, *mine, picks)
    return poll_asked(found)


def poll_asked(poll: Poll) -> Slip:
    """Return what a poll asks, for whichever way in."""
    questions = tuple(
        Asked(say("{words}", words=one.text), tuple(say("{words}", words=choice) for choice in one.choices))
        for one in poll.questions
    )
    about = (say("{words}", words=poll.about), *how_counted(poll))
    return Slip(say("{words}", words=poll.name), about, questions, poll.closes_on)


def runs(records: Records) -> bool:
    """Tell whether a rating runs whose slips can be used today."""
    try:
        open_round(records)
    except NoRatingRuns:
        return False
    return True


def _of_round(found: RatingRound) -> Slip:
    grades = tuple(Message(GRADE[grade]) for grade in Grade)
    questions = tuple(
        Asked(Message(DISCLOSES) if one.target == DISCLOSURE else say("{words}", words=one.target), grades)
        for one in found.tallies
    )
    about = (
        say("You rate those who hold an office in the village, and how it discloses."),
        say("Nobody knows whose slip it is. A rating cannot be changed."),
    )
    return Slip(say("Rating of the village's cadres"), about, questions, found.closes_on)


def _found(records: Records, digits: str) -> RatingRound | Poll:
    if not is_code(digits):
        raise SealedMistyped
    try:
        current = open_round(records)
        rating_slip_of(records, current, digits)
    except (NoRatingRuns, CodeUnknown):
        pass
    else:
        return current
    mine = slip_of(records, digits)
    if mine is None:
        raise SealedUnknown
    poll, slip = mine
    if slip.used:
        raise AnsweredBefore(poll.name)
    return poll
