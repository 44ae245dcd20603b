"""Every figure of the statistics with its name, what it counts, and its unit: one table for all surfaces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from village_board.base.message import N_, Message, say
from village_board.hearings.model import Body, Category, HearingConclusion
from village_board.hearings.statistics import Figures, Grouping, longest, median
from village_board.hearings.words import BODY, CATEGORY, CONCLUSION


class Unit(StrEnum):
    """What a figure is a number of."""

    SITTINGS = "sittings"
    PEOPLE = "people"
    STATEMENTS = "statements"
    FEN = "fen"
    DAYS = "days"


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes:
        name: its key in JSON.
        label: its name in words.
        counts: what it counts, a sentence.
        unit: of its value.
        of: reads it; None where nothing was counted from which it could be.
    """

    name: str
    label: Message
    counts: Message
    unit: Unit
    of: Callable[[Figures], int | None]


def _came_to(conclusion: HearingConclusion) -> Callable[[Figures], int | None]:
    return lambda figures: dict(figures.hearings.conclusions).get(conclusion.value, 0)


HEARINGS: tuple[Figure, ...] = (
    Figure("hearings_held", say("Hearings held"), say("Hearings whose result is published."),
           Unit.SITTINGS, lambda f: f.hearings.held),
    Figure("hearings_amount", say("Amount heard"), say("The amounts of all hearings held, together."),
           Unit.FEN, lambda f: f.hearings.amount),
    Figure("hearings_without_amount", say("Hearings without an amount"),
           say("Hearings held on a matter that names no amount."), Unit.SITTINGS, lambda f: f.hearings.without_amount),
    Figure("hearings_due", say("Representatives invited"),
           say("Hearing representatives invited, at all hearings held."), Unit.PEOPLE, lambda f: f.hearings.due),
    Figure("hearings_present", say("Representatives who came"),
           say("Hearing representatives who came, at all hearings held."), Unit.PEOPLE, lambda f: f.hearings.present),
    Figure("statements", say("Opinions spoken"), say("Opinions spoken at hearings held."),
           Unit.STATEMENTS, lambda f: f.hearings.statements),
    Figure("statements_adopted", say("Opinions adopted"), say("Opinions answered: adopted."),
           Unit.STATEMENTS, lambda f: f.hearings.adopted),
    Figure("statements_partly", say("Opinions adopted in part"), say("Opinions answered: adopted in part."),
           Unit.STATEMENTS, lambda f: f.hearings.partly),
    Figure("statements_declined", say("Opinions not adopted"), say("Opinions answered: not adopted, with the reason."),
           Unit.STATEMENTS, lambda f: f.hearings.declined),
    Figure("statements_waiting", say("Opinions without an answer"), say("Opinions not answered yet."), Unit.STATEMENTS,
           lambda f: f.hearings.statements - f.hearings.adopted - f.hearings.partly - f.hearings.declined),
    *(
        Figure(f"conclusion_{conclusion.value}",
               say("Hearings that came to: {conclusion}", conclusion=Message(CONCLUSION[conclusion])),
               say("Hearings held that came to this conclusion."), Unit.SITTINGS, _came_to(conclusion))
        for conclusion in HearingConclusion
    ),
    Figure("hearings_days_median", say("Days to the result of a hearing, median"),
           say("Half of the hearings held took at most so many days, from proposal (else notice) to published result."),
           Unit.DAYS, lambda f: median(f.hearings.days)),
    Figure("hearings_days_longest", say("Days to the result of a hearing, longest"),
           say("The longest time from proposal (else notice) to the published result of a hearing."),
           Unit.DAYS, lambda f: longest(f.hearings.days)),
    Figure("hearings_no_quorum", say("Hearings without quorum"), say("Hearings to which too few came."),
           Unit.SITTINGS, lambda f: f.hearings.no_quorum),
    Figure("hearings_cancelled", say("Hearings cancelled"), say("Hearings that were called off."),
           Unit.SITTINGS, lambda f: f.hearings.cancelled),
    Figure("hearings_unfixed", say("Hearings postponed without a new time"),
           say("Hearings postponed whose new time is not fixed."), Unit.SITTINGS, lambda f: f.hearings.unfixed),
    Figure("hearings_open", say("Hearings announced"), say("Hearings announced whose result is not published yet."),
           Unit.SITTINGS, lambda f: f.hearings.open),
)  # fmt: skip

RESOLUTIONS: tuple[Figure, ...] = (
    Figure("resolutions_passed", say("Resolutions passed"), say("Matters that a body voted for."),
           Unit.SITTINGS, lambda f: f.resolutions.passed),
    Figure("resolutions_rejected", say("Resolutions rejected"), say("Matters that did not get the votes needed."),
           Unit.SITTINGS, lambda f: f.resolutions.rejected),
    Figure("resolutions_amount", say("Amount of the resolutions passed"),
           say("The amounts of all resolutions passed, with approved changes, together."),
           Unit.FEN, lambda f: f.resolutions.amount),
    Figure("resolutions_due", say("People entitled to vote"),
           say("Those due, at all meetings that passed or rejected."), Unit.PEOPLE, lambda f: f.resolutions.due),
    Figure("resolutions_present", say("People who came to vote"),
           say("Those who came, at all meetings that passed or rejected."), Unit.PEOPLE,
           lambda f: f.resolutions.present),
    Figure("resolutions_days_median", say("Days to a resolution, median"),
           say("Half of these matters took at most so many days, from proposal (else notice) to published result."),
           Unit.DAYS, lambda f: median(f.resolutions.days)),
    Figure("resolutions_days_longest", say("Days to a resolution, longest"),
           say("The longest time from proposal (else notice) to the published result of a meeting."),
           Unit.DAYS, lambda f: longest(f.resolutions.days)),
    Figure("resolutions_no_quorum", say("Meetings without quorum"), say("Meetings to which too few came to vote."),
           Unit.SITTINGS, lambda f: f.resolutions.no_quorum),
    Figure("resolutions_cancelled", say("Meetings cancelled"), say("Meetings that were called off."),
           Unit.SITTINGS, lambda f: f.resolutions.cancelled),
    Figure("resolutions_open", say("Meetings convened"), say("Meetings convened whose result is not published yet."),
           Unit.SITTINGS, lambda f: f.resolutions.open),
)  # fmt: skip

FIGURES = (*HEARINGS, *RESOLUTIONS)

GROUPINGS: dict[Grouping, str] = {
    Grouping.YEAR: N_("by year"),
    Grouping.MONTH: N_("by month"),
    Grouping.CATEGORY: N_("by kind of matter"),
    Grouping.BODY: N_("by body"),
}


def group_label(by: Grouping, key: str) -> Message | str:
    """Return what a group is called: a year or month as it is written, the words of a category or body."""
    match by:
        case Grouping.CATEGORY:
            return Message(CATEGORY[Category(key)])
        case Grouping.BODY:
            return Message(BODY[Body(key)]) if key else say("not voted on yet")
        case _:
            return key or say("without a day")
