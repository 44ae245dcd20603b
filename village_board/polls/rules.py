"""What a poll must have, and what may be shown of its counts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from village_board.base.message import Message, say
from village_board.polls.model import Poll, PollQuestion, PollState
from village_board.polls.refusals import (
    ChoiceUnknown,
    NothingAnswered,
    PollChoicesWrong,
    PollDaysWrong,
    PollOver,
    PollQuestionsWrong,
    PollTextMissing,
)
from village_board.text.clean import clean

_FEWEST_CHOICES = 2
_NAME = 80


@dataclass(frozen=True)
class Bounds:
    """What the limits allow: questions, choices, days and characters at most."""

    questions: int
    choices: int
    days: int
    length: int


@dataclass(frozen=True)
class Shown:
    """One question with its counts as they may be shown.

    Attributes:
        question: with its choices.
        answered: how many answered it.
        counts: a number a choice; None: fewer answered than the least number, and neighbours would guess who.
    """

    question: PollQuestion
    answered: int
    counts: tuple[int, ...] | None


def cleaned(poll: Poll, most: int) -> Poll:
    """Return `poll` with every text as it may be kept; empty choices and questions are left out."""
    questions = tuple(
        PollQuestion(
            clean(one.text, limit=most), tuple(filter(None, (clean(each, limit=most) for each in one.choices)))
        )
        for one in poll.questions
    )
    return replace(
        poll,
        name=clean(poll.name, limit=_NAME),
        about=clean(poll.about, multiline=True),
        asked=clean(poll.asked, limit=most),
        questions=tuple(one for one in questions if one.text or one.choices),
    )


def check(poll: Poll, today: date, bounds: Bounds) -> None:
    """Refuse a poll that cannot be opened; its texts are cleaned.

    Raises:
        PollTextMissing, PollQuestionsWrong, PollChoicesWrong, PollDaysWrong: as they say.
    """
    for text, what in (
        (poll.name, say("what it is about")),
        (poll.about, say("why it is asked")),
        (poll.asked, say("who is asked")),
    ):
        if not text:
            raise PollTextMissing(what)
    if not 0 < len(poll.questions) <= bounds.questions:
        raise PollQuestionsWrong(len(poll.questions), bounds.questions)
    for number, one in enumerate(poll.questions, 1):
        if not one.text:
            raise PollTextMissing(say("the words of question {n}", n=number))
        if not _FEWEST_CHOICES <= len(set(one.choices)) == len(one.choices) <= bounds.choices:
            raise PollChoicesWrong(number, bounds.choices)
    if not today <= poll.closes_on <= today + timedelta(days=bounds.days):
        raise PollDaysWrong(poll.closes_on, today, bounds.days)


def check_picks(poll: Poll, today: date, picks: Sequence[int | None]) -> None:
    """Refuse an answer that the poll does not take.

    Args:
        poll: which.
        today: the day.
        picks: for each question the place of its choice from 0 on; None: not answered.

    Raises:
        PollOver: it is not open.
        ChoiceUnknown: a choice is none of its question's, or there are more or fewer answers than questions.
        NothingAnswered: no question is answered.
    """
    if not poll.is_open(today):
        raise PollOver(poll.name, standing(poll, today))
    fits = len(picks) == len(poll.questions) and all(
        pick is None or 0 <= pick < len(one.choices) for pick, one in zip(picks, poll.questions, strict=False)
    )
    if not fits:
        raise ChoiceUnknown(poll.name)
    if all(pick is None for pick in picks):
        raise NothingAnswered


def shown(poll: Poll) -> tuple[Shown, ...]:
    """Return the counts of a poll that is closed, of each question that enough answered; of any other none.

    Counts that grow while answers come would tell what the last one said.
    """
    if poll.state is not PollState.CLOSED or poll.counts is None:
        return ()
    found = []
    for one, row in zip(poll.questions, poll.counts.by_choice, strict=True):
        answered = sum(row)
        found.append(Shown(one, answered, row if answered >= poll.least else None))
    return tuple(found)


def how_counted(poll: Poll) -> tuple[Message, ...]:
    """Return how the answers are counted, and that this decides nothing."""
    lines = [
        say("This is an opinion poll. It decides nothing: that is for the meetings that the law names."),
        say("Asked are: {who}", who=poll.asked),
    ]
    if poll.by_chat:
        lines.append(say("Each chat answers once, and each slip once. Nobody's name is asked for or kept."))
        lines.append(say("Nobody checks who owns a chat: one person with two of them can answer twice."))
    else:
        lines.append(say("Each slip of paper answers once. Nobody knows whose it is."))
    lines.append(say("Numbers are shown when it is over, from {n} answers on.", n=poll.least))
    if poll.counts is not None:
        lines.append(
            say(
                "{n} answered: {chats} in a chat, {slips} by slip, of {printed} slips printed.",
                n=poll.counts.answered,
                chats=poll.counts.by_chat,
                slips=poll.counts.by_slip,
                printed=poll.handed_out,
            )
        )
    return tuple(lines)


def standing(poll: Poll, today: date) -> Message:
    """Return where a poll stands, in words."""
    if poll.state is PollState.WITHDRAWN:
        return say("withdrawn on {day}: {reason}", day=poll.ended_on or poll.closes_on, reason=poll.reason)
    if poll.state is PollState.CLOSED and poll.reason:
        return say("closed early on {day}: {reason}", day=poll.ended_on or poll.closes_on, reason=poll.reason)
    if poll.state is PollState.CLOSED:
        return say("over since {day}", day=poll.closes_on)
    if not poll.is_open(today):
        return say("over since {day}; it is counted tonight", day=poll.closes_on)
    return say("open until {day}", day=poll.closes_on)
