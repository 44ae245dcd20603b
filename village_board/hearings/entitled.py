"""Who is due at a meeting: pure, from the register of people on a day (facts 1.2, 1.3; P2, P7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from village_board.base.finding import Finding
from village_board.base.message import say
from village_board.hearings.law import BodyRule, Unit, body_rule
from village_board.hearings.model import Body
from village_board.people.model import Person, Role
from village_board.people.posts import holds

#: what the register writes for a woman.
WOMAN = "女"


def due(people: Iterable[Person], body: Body, day: date, group: int = 0) -> list[Person]:
    """Return who is due when `body` meets on `day`: adults only, since children are in no denominator (P7).

    Args:
        people: the register.
        body: which body.
        day: the day of the meeting, by which offices are judged.
        group: number of the group; asked for by a group's meeting, and for no other body.
    """
    return [person for person in people if person.adult and _belongs(person, body, day, group)]


def households(people: Iterable[Person], day: date, group: int = 0) -> set[str]:
    """Return the households of the village, or of one group: any adult stands for one, the head or another."""
    return {
        person.household
        for person in people
        if person.household and _is_villager(person, day) and group in (0, person.group)
    }


def composition_findings(members: Sequence[Person]) -> list[Finding]:
    """Return what is wrong with the composition of the representative assembly (facts 1.2).

    Representatives are at least four fifths of it, women representatives at least a third.
    """
    rule = body_rule(Body.REPRESENTATIVE_ASSEMBLY).composition
    total = len(members)
    if rule is None or not total:
        return []
    found: list[Finding] = []
    representatives = [person for person in members if person.representative]
    women = sum(person.sex == WOMAN for person in representatives)
    if not rule.representatives.met(len(representatives), total):
        message = say(
            "The representative assembly has {total} members, {count} of them representatives; {needed} are needed. "
            "Have the groups choose more.",
            total=total,
            count=len(representatives),
            needed=rule.representatives.needed(total),
        )
        found.append(Finding(message))
    if not rule.women.met(women, total):
        message = say(
            "The representative assembly has {total} members, {count} of them women representatives; {needed} are "
            "needed. Have the groups choose more.",
            total=total,
            count=women,
            needed=rule.women.needed(total),
        )
        found.append(Finding(message))
    return found


def register_findings(members: Sequence[Person], rule: BodyRule) -> list[Finding]:
    """Return what in the register keeps the meeting from being counted: nobody due, adults of no household."""
    if not members:
        return [Finding(say("The register names nobody who is due. Mend the people table and import it again."))]
    counted = any(way.unit is Unit.HOUSEHOLDS for way in rule.ways) and not rule.stood_for
    alone = [person for person in members if not person.household]
    if not counted or not alone:
        return []
    message = say(
        "{count} of those due have no household in the register, such as {name}: they are not counted by household.",
        count=len(alone),
        name=alone[0].name,
    )
    return [Finding(message)]


def _is_villager(person: Person, day: date) -> bool:
    return Role.TOWNSHIP not in person.roles(day)


def _belongs(person: Person, body: Body, day: date, group: int) -> bool:  # noqa: PLR0911 - one line a body
    match body:
        case Body.VILLAGERS_ASSEMBLY:
            return _is_villager(person, day)
        case Body.GROUP_MEETING:
            return _is_villager(person, day) and person.group == group
        case Body.REPRESENTATIVE_ASSEMBLY:
            return person.representative or holds(person, "committee_member", day)
        case Body.PARTY_MEETING:
            return person.party_member
        case Body.MEMBERS_ASSEMBLY:
            return person.collective_member
        case Body.MEMBER_DELEGATES:
            return holds(person, "member_delegate", day)
        case Body.COUNCIL:
            return holds(person, "council_member", day)
