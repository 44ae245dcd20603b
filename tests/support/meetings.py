"""Random meetings of every body, at and around the numbers on which their results turn."""

from __future__ import annotations

from random import Random

from village_board.hearings.law import Unit, rule_of
from village_board.hearings.model import Body, Category, Resolution, ResolutionResult, ResolutionStatus
from village_board.hearings.recount import counts_of
from village_board.hearings.rules import outcome

PLAIN = (Category.PUBLIC_WORKS, Category.PROPERTY_DISPOSAL, Category.LAND_ADJUSTMENT)
#: bodies that may put a levy on the villagers.
LEVYING = (Body.VILLAGERS_ASSEMBLY, Body.REPRESENTATIVE_ASSEMBLY, Body.GROUP_MEETING)
BODIES_WITH_HOUSEHOLDS = (Body.VILLAGERS_ASSEMBLY, Body.GROUP_MEETING)
STATUS = {
    ResolutionResult.PASSED: ResolutionStatus.PUBLIC,
    ResolutionResult.REJECTED: ResolutionStatus.REJECTED,
    ResolutionResult.NO_QUORUM: ResolutionStatus.NO_QUORUM,
}


def near(dice: Random, whole: int, most: int) -> int:
    """Return a number from 0 to `most` that often lies at a half or two thirds of `whole`, or one beside."""
    around = dice.choice((whole // 2, 2 * whole // 3, -(-2 * whole // 3), 0, most, dice.randint(0, most)))
    return min(max(around + dice.choice((-1, 0, 0, 1)), 0), most)


def a_meeting(dice: Random, number: int) -> Resolution:
    """Return a resolution with its result as the program reckons it."""
    body = dice.choice(list(Body))
    category = Category.LEVY if body in LEVYING and dice.random() < 0.25 else dice.choice(PLAIN)
    due = dice.choice((1, 2, 3, 5, 7, 9, dice.randint(1, 60), dice.randint(1, 2000)))
    present = near(dice, due, due)
    households = households_present = 0
    if category is Category.LEVY or (body in BODIES_WITH_HOUSEHOLDS and dice.random() < 0.5):
        households = dice.randint(1, 400)
        households_present = near(dice, households, households)
    voters, whole = (
        (households_present, households) if category is Category.LEVY else (present, dice.choice((present, due)))
    )
    in_favour = near(dice, dice.choice((voters, whole)), voters)
    against = dice.randint(0, voters - in_favour)
    meeting = Resolution(
        id=f"d{number}",
        number=f"J-{number}",
        matter="试验",
        category=category,
        body=body,
        outside_collective=category is not Category.LEVY and dice.random() < 0.3,
        due=due,
        present=present,
        in_favour=in_favour,
        against=against,
        abstained=dice.randint(0, voters - in_favour - against),
        households_due=households,
        households_present=households_present,
    )
    rule = rule_of(meeting)
    assert (rule.votes is Unit.HOUSEHOLDS) is (category is Category.LEVY)
    result = outcome(counts_of(meeting, rule), rule)
    vars(meeting).update(result=result, status=STATUS[result])  # frozen for the program, not yet for its maker
    return meeting
