"""Why a record may not be moved: it stands elsewhere, a guard does not hold, or the days are out of order."""

from __future__ import annotations

from datetime import date

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say


class GuardRefused(Refused):
    """A guard of the table does not hold."""

    sentence = N_("{title}: '{event}' cannot be done now: {why}. Nothing was changed. (Guard: {guard})")

    def __init__(self, title: str, event: Message, why: Message, guard: str) -> None:
        super().__init__(title=title, event=event, why=why, guard=guard)


class NotFromHere(Refused):
    """The record stands where this event has no place."""

    sentence = N_("{title} is '{state}': '{event}' has no place now. Possible: {possible}.")

    def __init__(self, title: str, state: Message, event: Message, possible: tuple[Message, ...]) -> None:
        super().__init__(title=title, state=state, event=event, possible=possible or (say("nothing more"),))


class BeforeStep(Refused):
    """A step is said to be done before the one before it (P3)."""

    sentence = N_("It is said to be done on {done}, but '{event}' before it was on {last}. Correct the day.")

    def __init__(self, done: date, event: Message, last: date) -> None:
        super().__init__(done=done, event=event, last=last)


class DayAhead(Refused):
    """A step is said to be done on a day that is still to come (P3)."""

    sentence = N_("It is said to be done on {done}, which is still to come (today is {today}).")

    def __init__(self, done: date, today: date) -> None:
        super().__init__(done=done, today=today)
