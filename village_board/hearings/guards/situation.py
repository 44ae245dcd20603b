"""What a guard knows of the moment, and the table of guards by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from village_board.base.message import Message, say
from village_board.calendar.rules import Calendar
from village_board.hearings.case import DecisionCase, Step
from village_board.hearings.model import Category, Hearing, Resolution
from village_board.limits.rules import Limits


@dataclass(frozen=True)
class Situation:
    """What is known when a step is to be taken.

    Attributes:
        step: the step as it would be appended to the case.
        today: the day on which it is judged.
        hearing: the hearing of the case, as the act leaves it.
        resolution: its resolution, as the act leaves it.
        small: categories in which the two committees decide small sums.
        contracts: how many contracts rest on its resolution or belong to its execution.
        decided: what was decided with the approved variations, in fen; None: no amount was decided.
        approvals: whose approval is needed after the vote.
        wrong_body: why the body of the meeting may not decide this; None: it may.
        signers: those who signed what the step needs signed.
        overseers: how many of them sit on the oversight committee.
        named: whether the person who acts for themselves is known: an objector, a proposer.
        by_right: the right by which a decision is revoked: assembly, township or court.
        opinions: how many opinions there are on the hearing, spoken and written.
        unanswered: the numbers of those without an answer.
    """

    step: Step
    today: date
    limits: Limits
    calendar: Calendar
    hearing: Hearing | None = None
    resolution: Resolution | None = None
    small: frozenset[Category] = frozenset()
    contracts: int = 0
    decided: int | None = None
    approvals: tuple[str, ...] = ()
    wrong_body: Message | None = None
    signers: int = 0
    overseers: int = 0
    named: bool = False
    by_right: str = ""
    opinions: int = 0
    unanswered: tuple[str, ...] = ()


Guard = Callable[[DecisionCase, Situation], Message | None]
GUARDS: dict[str, Guard] = {}


def guard(function: Guard) -> Guard:
    """Register `function` under its own name."""
    GUARDS[function.__name__] = function
    return function


def notice_too_short(notice: date, held: date, needed: int) -> Message:
    """Say that a notice came later than its `needed` natural days before the day."""
    return say(
        "from the notice ({notice}) to the day ({held}) there are {days} days; {needed} are needed",
        notice=notice,
        held=held,
        days=(held - notice).days,
        needed=needed,
    )
