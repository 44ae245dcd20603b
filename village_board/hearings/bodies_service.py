"""Who is due by the register, which body is right, and what the villagers' assembly delegated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.desk import Desk, Records
from village_board.hearings.bodies import Matter, check_body
from village_board.hearings.delegation import Delegation
from village_board.hearings.entitled import due, households
from village_board.hearings.law import category_rule
from village_board.hearings.model import Body, Category, Resolution, ResolutionResult
from village_board.hearings.words import CATEGORY
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.text.clean import clean


class GroupMissing(Refused):
    """A group's meeting without its group."""

    sentence = N_("Which group meets? Name one in which people live: {groups}.")

    def __init__(self, groups: tuple[int, ...]) -> None:
        super().__init__(groups=groups)


class NotDelegable(Refused):
    """The law leaves this to the villagers' assembly itself."""

    sentence = N_("The villagers' assembly cannot delegate this: {category}.")

    def __init__(self, category: Category) -> None:
        super().__init__(category=Message(CATEGORY[category]))


class DelegationUnfounded(Refused):
    """A delegation that no resolution of the villagers' assembly bears."""

    sentence = N_("Only a passed resolution of the villagers' assembly delegates; {resolution} is none.")

    def __init__(self, resolution: str) -> None:
        super().__init__(resolution=resolution)


class DelegationTermWrong(Refused):
    """A delegation that names no matter, or ends before it begins."""

    sentence = N_("A delegation states its matters and its term: {count} matters, from {since} to {until} cannot be.")

    def __init__(self, count: int, since: date, until: date) -> None:
        super().__init__(count=count, since=since, until=until)


def entitled(records: Records, body: Body, day: date, group: int = 0) -> list[Person]:
    """Return who is due when `body` (of `group`, for a group's meeting) meets on `day`, by the register of people.

    Raises:
        GroupMissing: a group's meeting without a group in which people live.
    """
    people = list(records.all(Person))
    groups = {person.group for person in people if person.group}
    if body is Body.GROUP_MEETING and group not in groups:
        raise GroupMissing(tuple(sorted(groups)))
    return due(people, body, day, group)


def households_due(records: Records, day: date, group: int = 0) -> int:
    """Return how many households the village, or one group, has by the register of people."""
    return len(households(records.all(Person), day, group))


def matter_of(
    records: Records, category: Category, on: date, *, amount: int | None = None, collective: bool | None = None,
    outside: bool = False, group: int = 0,
) -> Matter:  # fmt: skip
    """Return what the board knows of a matter when it is asked which body decides it; amount in fen."""
    return Matter(
        category,
        on,
        amount,
        collective,
        outside,
        group,
        tuple(records.all(Delegation)),
        limits_of(records).fen("body.council_ceiling"),
    )


def check_right_body(records: Records, resolution: Resolution, on: date, *, collective: bool | None = None) -> None:
    """Refuse a resolution before a body that cannot decide its matter.

    Raises:
        WrongBody: with the reason and the bodies that can.
    """
    matter = matter_of(
        records,
        resolution.category,
        on,
        amount=resolution.amount,
        collective=collective,
        outside=resolution.outside_collective,
        group=resolution.group,
    )
    check_body(resolution.body, matter)


def record_delegation(desk: Desk, delegation: Delegation) -> Delegation:
    """Write down what the villagers' assembly left to the representative assembly, for which term.

    Raises:
        DelegationTermWrong: it names no matter, or ends before it begins.
        NotDelegable: the law leaves a matter to the villagers' assembly itself.
        DelegationUnfounded: no passed resolution of the villagers' assembly bears it.
        NumberTaken: another delegation has its number.
    """
    desk.require(Act.RECORD_DELEGATION)
    made = replace(delegation, number=clean(delegation.number), resolution=clean(delegation.resolution))
    if not made.number or not made.categories or made.until < made.since:
        raise DelegationTermWrong(len(made.categories), made.since, made.until)
    for category in made.categories:
        if not category_rule(category).delegable:
            raise NotDelegable(category)
    basis = desk.one(Resolution, where("number") == made.resolution)
    if basis is None or basis.body is not Body.VILLAGERS_ASSEMBLY or basis.result is not ResolutionResult.PASSED:
        raise DelegationUnfounded(made.resolution)
    desk.check_number(Delegation, made.number)
    kept = desk.put(made)
    desk.record(kept.id)
    return kept


def delegations_told(records: Records, resolution: Resolution) -> Iterator[Message]:
    """Yield what a resolution of the villagers' assembly left to the representative assembly, and for how long."""
    if resolution.body is not Body.VILLAGERS_ASSEMBLY:
        return
    for one in records.find(Delegation, where("resolution") == resolution.number):
        matters = tuple(Message(CATEGORY[each]) for each in one.categories)
        yield say(
            "Left to the representative assembly from {since} to {until}: {matters}.",
            since=one.since,
            until=one.until,
            matters=matters,
        )
