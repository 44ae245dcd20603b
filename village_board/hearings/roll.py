"""The roll of a meeting as it happened: who came, left, stood aside, voted; the counts follow. Pure (facts 1.2-1.4).

Every function that marks something returns the new line and leaves the roll as it was. What is marked holds from an
item of the agenda on, counted from 1, so that the counts of each item are those of the people then in the room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from village_board.hearings.law import BodyRule, Unit, body_rule
from village_board.hearings.model import Ballot
from village_board.hearings.roll_model import Attendance, ItemVote, MeetingRoll, Recusal, RollEntry, SealedCount
from village_board.hearings.roll_refusals import (
    CameAlready,
    HouseholdVoted,
    LeftAlready,
    LeftBeforeComing,
    NoSuchItem,
    NotDue,
    NotThere,
    OnlineNotAllowed,
    OpenBallot,
    ProxyDepends,
    ProxyNotAllowed,
    ProxyOutsideHousehold,
    ProxyTaken,
    ProxyUnwritten,
    SealedCountWrong,
    SecretBallot,
    StandsForWrong,
    TooManyHouseholds,
    TooManyVotes,
    VotedAlready,
)
from village_board.hearings.rules import Counts


@dataclass(frozen=True)
class Roll:
    """A roll with its lines, the oldest first; a line that another one corrects stays among them."""

    head: MeetingRoll
    lines: tuple[RollEntry, ...]

    @cached_property
    def current(self) -> Mapping[str, RollEntry]:
        """The line that holds for each person due, by number."""
        corrected = {line.corrects for line in self.lines if line.corrects}
        return {line.person_number: line for line in self.lines if line.id not in corrected or not line.id}

    @property
    def last_item(self) -> int:
        """The number of the last item on the agenda."""
        return len(self.head.agenda)

    def rule(self, item: int) -> BodyRule:
        """Return the rule by which the body votes on `item`."""
        on = self.head.agenda[item - 1]
        return body_rule(self.head.body, outside_collective=on.outside_collective, category=on.category)

    def line(self, person: str) -> RollEntry:
        """Return the line of the person with this number.

        Raises:
            NotDue: they are not on the list.
        """
        if person not in self.current:
            raise NotDue(person, len(self.current))
        return self.current[person]

    def with_line(self, line: RollEntry) -> Roll:
        """Return the roll in which `line` holds for its person."""
        others = (other for other in self.lines if other.person_number != line.person_number)
        return replace(self, lines=(*others, line))

    def was_there(self, line: RollEntry, item: int) -> bool:
        """Tell whether the person of `line` took part in `item`: came by then, had not left, did not stand aside.

        Who is stood for is there for as long as the one who stands for them.
        """
        gone = 0 < line.left_before <= item
        if not line.present or item < line.from_item or gone or any(one.item == item for one in line.recused):
            return False
        return not line.proxy or self.was_there(self.line(line.proxy), item)

    def there(self, item: int) -> list[RollEntry]:
        """Return the lines of those who took part in `item`."""
        return [line for line in self.current.values() if self.was_there(line, item)]

    def stood_for_by(self, person: str) -> Iterator[RollEntry]:
        """Yield the lines of those for whom `person` stands."""
        return (line for line in self.current.values() if line.proxy == person)

    def sealed(self, item: int) -> SealedCount | None:
        """Return the count of a secret ballot on `item`, the newest one, if it was made."""
        return next((count for count in reversed(self.head.sealed) if count.item == item), None)

    def voted(self, item: int) -> bool:
        """Tell whether votes on `item` are recorded."""
        return self.sealed(item) is not None or any(line.vote_on(item) for line in self.current.values())

    def households(self, item: int) -> int:
        """Return how many households are represented in `item`."""
        lines = self.there(item)
        if self.rule(item).stood_for:
            return sum(line.stands_for for line in lines)
        return len({line.household for line in lines if line.household})

    def counts(self, item: int) -> Counts:
        """Return the counts of `item`, as they follow from the lines.

        Raises:
            NoSuchItem: the agenda has no such item.
        """
        check_item(self, item)
        rule = self.rule(item)
        by_household = rule.votes is Unit.HOUSEHOLDS
        counted = by_household or any(way.unit is Unit.HOUSEHOLDS for way in rule.ways)
        lines = self.there(item)
        cast: list[ItemVote | SealedCount]
        if self.head.agenda[item - 1].ballot is Ballot.SECRET:
            sealed = self.sealed(item)
            cast = [sealed] if sealed else []
        else:
            cast = [vote for line in lines if (vote := line.vote_on(item))]
        return Counts(
            due=len(self.current),
            present=len(lines),
            in_favour=sum(vote.in_favour for vote in cast),
            against=sum(vote.against for vote in cast),
            abstained=sum(vote.abstained for vote in cast),
            households_due=self.head.households if counted else 0,
            households_present=self.households(item) if counted and self.head.households else 0,
            by_household=by_household,
        )


@dataclass(frozen=True)
class Coming:
    """How somebody came: when, in which way, from which item on, for how many households.

    `proxy` and `paper`: the number of the one who stands for them, and what the written proxy is.
    """

    at: datetime | None = None
    attended: Attendance = Attendance.IN_PERSON
    from_item: int = 1
    proxy: str = ""
    paper: str = ""
    stands_for: int = 1


def check_item(roll: Roll, item: int) -> None:
    """Refuse an item that is not on the agenda.

    Raises:
        NoSuchItem: with the last item.
    """
    if not 1 <= item <= roll.last_item:
        raise NoSuchItem(item, roll.last_item)


def came(roll: Roll, person: str, coming: Coming) -> RollEntry:
    """Return the line of `person`, who came.

    Raises:
        NotDue, CameAlready: they are not on the list, or stand on it as present.
        NoSuchItem: there is no item from which on they were there.
        OnlineNotAllowed, ProxyNotAllowed: the law does not allow that for this body.
        ProxyUnwritten, ProxyOutsideHousehold, ProxyTaken, NotThere: of whoever is to stand for them.
        StandsForWrong, TooManyHouseholds: a number of households that cannot be.
    """
    line = roll.line(person)
    if line.present:
        raise CameAlready(line.name or person)
    check_item(roll, coming.from_item)
    rule = body_rule(roll.head.body)
    if coming.stands_for < 1 or (coming.stands_for > 1 and not rule.stood_for):
        raise StandsForWrong(line.name or person, coming.stands_for)
    _check_households(roll, line, coming, rule)
    if coming.attended is Attendance.ONLINE and not rule.online:
        raise OnlineNotAllowed(line.name or person)
    if coming.attended is Attendance.PROXY:
        _check_proxy(roll, line, coming, rule)
    return replace(
        line,
        present=True,
        came_at=coming.at,
        attended=coming.attended,
        from_item=coming.from_item,
        proxy=coming.proxy if coming.attended is Attendance.PROXY else "",
        proxy_paper=coming.paper if coming.attended is Attendance.PROXY else "",
        stands_for=coming.stands_for,
    )


def left(roll: Roll, person: str, before_item: int) -> RollEntry:
    """Return the line of `person`, who left before an item.

    Raises:
        NotDue, NotThere, NoSuchItem: they are not on the list, did not come, or there is no such item.
        LeftAlready, LeftBeforeComing: they left before, or came later than that.
        VotedAlready: they, or whoever they stand for, voted on that item or a later one.
    """
    line = roll.line(person)
    check_item(roll, before_item)
    if not line.present:
        raise NotThere(line.name or person, before_item)
    if line.left_before:
        raise LeftAlready(line.name or person, line.left_before)
    if before_item <= line.from_item:
        raise LeftBeforeComing(line.name or person, line.from_item, before_item)
    for one in (line, *roll.stood_for_by(person)):
        for vote in one.votes:
            if vote.item >= before_item:
                raise VotedAlready(one.name or one.person_number, vote.item)
    gone = replace(line, left_before=before_item)
    check_sealed(roll.with_line(gone))
    return gone


def stood_aside(roll: Roll, person: str, item: int, reason: str) -> RollEntry:
    """Return the line of `person`, who takes no part in `item`: a conflict of interest.

    Raises:
        NotDue, NotThere, NoSuchItem: they are not on the list, were not there, or there is no such item.
        VotedAlready: they, or whoever they stand for, voted on it.
    """
    line = roll.line(person)
    check_item(roll, item)
    if not roll.was_there(line, item):
        raise NotThere(line.name or person, item)
    for one in (line, *roll.stood_for_by(person)):
        if one.vote_on(item):
            raise VotedAlready(one.name or one.person_number, item)
    aside = replace(line, recused=(*line.recused, Recusal(item, reason)))
    check_sealed(roll.with_line(aside))
    return aside


def voted(roll: Roll, person: str, vote: ItemVote) -> RollEntry:
    """Return the line of `person`, who voted by name.

    Raises:
        NotDue, NotThere, NoSuchItem: they are not on the list, were not there, or there is no such item.
        SecretBallot: the item is voted on in secret.
        VotedAlready, HouseholdVoted: they voted, or in a levy another of their household did.
        TooManyVotes: it is not one vote, or in a levy more than the households they stand for.
    """
    line = roll.line(person)
    check_item(roll, vote.item)
    if roll.head.agenda[vote.item - 1].ballot is Ballot.SECRET:
        raise SecretBallot(vote.item)
    if not roll.was_there(line, vote.item):
        raise NotThere(line.name or person, vote.item)
    if line.vote_on(vote.item):
        raise VotedAlready(line.name or person, vote.item)
    by_household = roll.rule(vote.item).votes is Unit.HOUSEHOLDS
    most = line.stands_for if by_household else 1
    if not 1 <= vote.total <= most or min(vote.in_favour, vote.against, vote.abstained) < 0:
        raise TooManyVotes(line.name or person, vote.item, vote.total, most)
    if by_household and not roll.rule(vote.item).stood_for:
        _check_household(roll, line, vote.item)
    return replace(line, votes=(*line.votes, vote))


def counted_in_secret(roll: Roll, count: SealedCount) -> MeetingRoll:
    """Return the head with the count of a secret ballot.

    Raises:
        NoSuchItem, OpenBallot: there is no such item, or it is voted on by name.
        SealedCountWrong: the count is more than were there.
    """
    check_item(roll, count.item)
    if roll.head.agenda[count.item - 1].ballot is not Ballot.SECRET:
        raise OpenBallot(count.item)
    head = replace(roll.head, sealed=(*roll.head.sealed, count))
    check_sealed(replace(roll, head=head))
    return head


def taken_back(roll: Roll, person: str, item: int = 0) -> RollEntry:
    """Return the line of `person` without the vote and the standing aside on `item`; 0: as if they had not come.

    Raises:
        NotDue, NoSuchItem: they are not on the list, or there is no such item.
        ProxyDepends: they stand for somebody.
    """
    line = roll.line(person)
    if item:
        check_item(roll, item)
        kept = tuple(vote for vote in line.votes if vote.item != item)
        stayed = tuple(one for one in line.recused if one.item != item)
        return replace(line, votes=kept, recused=stayed, vote="" if item == 1 else line.vote)
    if other := next(roll.stood_for_by(person), None):
        raise ProxyDepends(line.name or person, other.name or other.person_number)
    cleared = replace(
        line,
        present=False, vote="", mode="", came_at=None, attended=None, proxy="", proxy_paper="", stands_for=1,
        from_item=1, left_before=0, recused=(), votes=(),
    )  # fmt: skip
    check_sealed(roll.with_line(cleared))
    return cleared


def check_sealed(roll: Roll) -> None:
    """Refuse a secret count that no longer fits those who were there.

    Raises:
        SealedCountWrong: with the counts and how many could vote.
    """
    for item in range(1, roll.last_item + 1):
        count = roll.sealed(item)
        if count is None:
            continue
        parts = (count.in_favour, count.against, count.abstained)
        voters = roll.counts(item).voters
        if min(parts) < 0 or count.total > voters:
            raise SealedCountWrong(item, parts, voters)


def changed_items(before: Roll, after: Roll) -> set[int]:
    """Return the items whose people there or votes differ between two states of a roll."""
    return {item for item in range(1, before.last_item + 1) if _facts(before, item) != _facts(after, item)}


def _facts(roll: Roll, item: int) -> Counter[tuple[str, int, ItemVote | None]]:
    return Counter((line.person_number, line.stands_for, line.vote_on(item)) for line in roll.there(item))


def _check_proxy(roll: Roll, line: RollEntry, coming: Coming, rule: BodyRule) -> None:
    name = line.name or line.person_number
    if not rule.proxies:
        raise ProxyNotAllowed(name)
    if not coming.paper:
        raise ProxyUnwritten(name)
    holder = roll.line(coming.proxy)
    called = holder.name or holder.person_number
    own = holder.person_number == line.person_number
    if own or not line.household or holder.household != line.household:
        raise ProxyOutsideHousehold(name, line.household, called, holder.household)
    if not holder.present or holder.proxy:
        raise NotThere(called, coming.from_item)
    stood_for = sum(1 for _ in roll.stood_for_by(holder.person_number))
    if stood_for >= rule.proxies:
        raise ProxyTaken(called, stood_for, rule.proxies)


def _check_households(roll: Roll, line: RollEntry, coming: Coming, rule: BodyRule) -> None:
    items = range(1, roll.last_item + 1)
    if not rule.stood_for or all(roll.rule(item).votes is Unit.PERSONS for item in items):
        return
    stood_for = coming.stands_for + sum(one.stands_for for one in roll.current.values() if one.present)
    if stood_for > roll.head.households:
        raise TooManyHouseholds(line.name or line.person_number, stood_for, roll.head.households)


def _check_household(roll: Roll, line: RollEntry, item: int) -> None:
    for other in roll.there(item):
        if other.vote_on(item) and other.household == line.household:
            raise HouseholdVoted(other.name or other.person_number, line.household, item)
