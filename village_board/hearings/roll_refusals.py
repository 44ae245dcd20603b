"""What a roll does not take: each refusal names the person, the item and the numbers, and what to do."""

from __future__ import annotations

from village_board.base.errors import Refused
from village_board.base.message import N_, Message


class NotDue(Refused):
    """Somebody who is not on the list of those due."""

    sentence = N_("{person} is not among the {due} who were due. Look the list up: village-board roll show")

    def __init__(self, person: str, due: int) -> None:
        super().__init__(person=person, due=due)


class DueTwice(Refused):
    """A list of those due that names somebody twice."""

    sentence = N_("{person} stands twice on the list of those due. Name everybody once.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class NobodyOnRoll(Refused):
    """A list of those due on which nobody stands."""

    sentence = N_("Nobody is due by the register. Mend the people table, or name those due.")

    def __init__(self) -> None:
        super().__init__()


class CameAlready(Refused):
    """Somebody who came already."""

    sentence = N_("{person} was marked as present before. Take that back first: village-board roll back")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class NotThere(Refused):
    """Somebody who did not come, was late, had left or stood aside."""

    sentence = N_("{person} was not there for item {item}, so nothing is recorded for that. Mark who came first.")

    def __init__(self, person: str, item: int) -> None:
        super().__init__(person=person, item=item)


class OnlineNotAllowed(Refused):
    """The law knows no online attendance for this body."""

    sentence = N_("{person} cannot take part online: the law allows that in the members' assembly only.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class ProxyNotAllowed(Refused):
    """The law knows no proxy for this body."""

    sentence = N_("Nobody can stand for {person} here: the law allows a proxy in the members' assembly only.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class ProxyUnwritten(Refused):
    """A proxy without its paper."""

    sentence = N_("The proxy of {person} must be in writing: say which paper it is and who signed it.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class ProxyOutsideHousehold(Refused):
    """A proxy for somebody of another household."""

    sentence = N_("{proxy} ({proxy_household}) is not of {person}'s household ({household}) and cannot stand for them.")

    def __init__(self, person: str, household: str, proxy: str, proxy_household: str) -> None:
        super().__init__(person=person, household=household or "-", proxy=proxy, proxy_household=proxy_household or "-")


class ProxyTaken(Refused):
    """Somebody who stands for as many as the law allows."""

    sentence = N_("{proxy} stands for {count} already, and {most} is the most. Name another of the household.")

    def __init__(self, proxy: str, count: int, most: int) -> None:
        super().__init__(proxy=proxy, count=count, most=most)


class ProxyDepends(Refused):
    """Somebody who stands for another cannot be taken off the roll."""

    sentence = N_("{proxy} stands for {person}: take that back first.")

    def __init__(self, proxy: str, person: str) -> None:
        super().__init__(proxy=proxy, person=person)


class NoSuchItem(Refused):
    """The agenda has no such item."""

    sentence = N_("There is no item {item}: the agenda has items 1 to {last}.")

    def __init__(self, item: int, last: int) -> None:
        super().__init__(item=item, last=last)


class LeftBeforeComing(Refused):
    """Somebody who is said to have left before they came."""

    sentence = N_("{person} was there from item {first} on and cannot have left before item {left}.")

    def __init__(self, person: str, first: int, left: int) -> None:
        super().__init__(person=person, first=first, left=left)


class LeftAlready(Refused):
    """Somebody who left already."""

    sentence = N_("{person} left before item {item}. Take that back first: village-board roll back")

    def __init__(self, person: str, item: int) -> None:
        super().__init__(person=person, item=item)


class VotedAlready(Refused):
    """Somebody who voted on the item."""

    sentence = N_("{person} voted on item {item}: take that vote back first.")

    def __init__(self, person: str, item: int) -> None:
        super().__init__(person=person, item=item)


class HouseholdVoted(Refused):
    """Another of the household voted; a household has one vote."""

    sentence = N_("{other} voted on item {item} for household {household}: one household has one vote.")

    def __init__(self, other: str, household: str, item: int) -> None:
        super().__init__(other=other, household=household, item=item)


class TooManyVotes(Refused):
    """More votes than the line has."""

    sentence = N_("{person} gives {votes} votes on item {item} and has {most}.")

    def __init__(self, person: str, item: int, votes: int, most: int) -> None:
        super().__init__(person=person, item=item, votes=votes, most=most)


class StandsForWrong(Refused):
    """A number of households that cannot be."""

    sentence = N_("{person} cannot stand for {count} households: it is 1 or more, and only a representative's is more.")

    def __init__(self, person: str, count: int) -> None:
        super().__init__(person=person, count=count)


class TooManyHouseholds(Refused):
    """The representatives who came stand for more households than there are."""

    sentence = N_("With {person} {count} households would be stood for, and there are {households}.")

    def __init__(self, person: str, count: int, households: int) -> None:
        super().__init__(person=person, count=count, households=households)


class SecretBallot(Refused):
    """Votes by name in a secret ballot."""

    sentence = N_("Item {item} is voted on in secret: give the counts only, and no names.")

    def __init__(self, item: int) -> None:
        super().__init__(item=item)


class OpenBallot(Refused):
    """Counts alone in a ballot by name."""

    sentence = N_("Item {item} is voted on by name: record who voted how.")

    def __init__(self, item: int) -> None:
        super().__init__(item=item)


class SealedCountWrong(Refused):
    """A secret ballot with more votes than there were voters."""

    sentence = N_("Item {item}: {in_favour} for, {against} against, {abstained} abstained do not fit {voters} present.")

    def __init__(self, item: int, parts: tuple[int, int, int], voters: int) -> None:
        super().__init__(item=item, in_favour=parts[0], against=parts[1], abstained=parts[2], voters=voters)


class CorrectionReason(Refused):
    """A change of what a recorded result rests on, without a reason."""

    sentence = N_("The result of item {item} is recorded: a change of its roll is a correction. Say why: --why")

    def __init__(self, item: int) -> None:
        super().__init__(item=item)


class RollExists(Refused):
    """A resolution has its roll."""

    sentence = N_("{resolution} has a roll already. Go on with it: village-board roll show")

    def __init__(self, resolution: str) -> None:
        super().__init__(resolution=resolution)


class RollMissing(Refused):
    """A resolution without a roll."""

    sentence = N_("{resolution} has no roll. Begin one: village-board roll set")

    def __init__(self, resolution: str) -> None:
        super().__init__(resolution=resolution)


class AgendaMixed(Refused):
    """Resolutions of different meetings on one roll."""

    sentence = N_("{first} and {second} are not of one meeting: body, day and group must be the same.")

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first=first, second=second)


class RollDiffers(Refused):
    """Typed counts that are not those of the roll."""

    sentence = N_("{what}: {typed} typed, {rolled} by the roll. Mend whichever is wrong, then record again.")

    def __init__(self, what: Message, typed: int, rolled: int) -> None:
        super().__init__(what=what, typed=typed, rolled=rolled)


#: what the counts of a roll are called when one of them differs.
COUNTED: dict[str, str] = {
    "due": N_("Due"),
    "present": N_("Present"),
    "in_favour": N_("For"),
    "against": N_("Against"),
    "abstained": N_("Abstained"),
    "households_due": N_("Households"),
    "households_present": N_("Households represented"),
}
