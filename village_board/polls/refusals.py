"""Why a poll is not opened, or an answer not taken."""

from __future__ import annotations

from datetime import date

from village_board.base.errors import Refused
from village_board.base.message import N_, Message


class PollTextMissing(Refused):
    """A poll says what it is about, why it is asked, and whom."""

    sentence = N_("The poll is not opened: {what} is missing.")

    def __init__(self, what: Message) -> None:
        super().__init__(what=what)


class PollQuestionsWrong(Refused):
    """No question, or more than fit."""

    sentence = N_("The poll has {count} questions; it takes from 1 to {most}.")

    def __init__(self, count: int, most: int) -> None:
        super().__init__(count=count, most=most)


class PollChoicesWrong(Refused):
    """A question has one choice, too many, or two that are alike."""

    sentence = N_("Question {number} needs from 2 to {most} choices, no two of them alike.")

    def __init__(self, number: int, most: int) -> None:
        super().__init__(number=number, most=most)


class PollDaysWrong(Refused):
    """It would end before it begins, or run too long."""

    sentence = N_("{until} cannot be its last day: from {today} on, at most {days} days ahead.")

    def __init__(self, until: date, today: date, days: int) -> None:
        super().__init__(until=until, today=today, days=days)


class PollPersonal(Refused):
    """The machine found what must not be public, in `text`, which the sentence does not repeat."""

    sentence = N_("The poll is not kept: its words hold {kind}. Take that out and write it again.")

    def __init__(self, kind: Message, text: str = "") -> None:
        self.text = text
        super().__init__(kind=kind)


class PollOver(Refused):
    """It can be answered no more."""

    sentence = N_("'{title}' can be answered no more: {state}.")

    def __init__(self, title: str, state: Message) -> None:
        super().__init__(title=title, state=state)


class SlipsOnly(Refused):
    """It is answered by slips alone."""

    sentence = N_("'{title}' is answered with a slip of paper only. The village office hands them out.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class AnsweredBefore(Refused):
    """A chat or a slip answers once."""

    sentence = N_("'{title}' was answered from here already. Each chat and each slip answers once; nothing was added.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class ChoiceUnknown(Refused):
    """An answer is none of the choices."""

    sentence = N_("This answer does not belong to '{title}'. Open the poll again and choose from its list.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class NothingAnswered(Refused):
    """An empty answer would be used up for nothing."""

    sentence = N_("Answer at least one question. Nothing was counted yet.")

    def __init__(self) -> None:
        super().__init__()


class PollReasonMissing(Refused):
    """Whoever ends a poll says why."""

    sentence = N_("Say why '{title}' is ended: the reason is public.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class PollSlipCountWrong(Refused):
    """No slips, or more than a poll has."""

    sentence = N_("{count} slips cannot be printed: from 1 to {most} in one poll, {printed} are printed already.")

    def __init__(self, count: int, most: int, printed: int) -> None:
        super().__init__(count=count, most=most, printed=printed)
