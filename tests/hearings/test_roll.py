"""The roll as it happened: lawful marks in any order give the same counts, and no unlawful line is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY
from village_board.base.errors import Refused
from village_board.hearings.model import Ballot, Body, Category
from village_board.hearings.roll import (
    Coming,
    Roll,
    came,
    changed_items,
    counted_in_secret,
    left,
    stood_aside,
    taken_back,
    voted,
)
from village_board.hearings.roll_model import (
    AgendaItem,
    Attendance,
    ItemVote,
    MeetingRoll,
    RollEntry,
    SealedCount,
    Vote,
    cast_vote,
)
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
from village_board.hearings.rules import check_counts

NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)
ITEMS = 3
#: number of a person -> their household: three, two and one, and somebody of none
PEOPLE = {"1": "甲", "2": "甲", "3": "甲", "4": "乙", "5": "乙", "6": "丙", "7": ""}


def a_roll(
    body: Body = Body.MEMBERS_ASSEMBLY,
    *,
    secret: int = 0,
    category: Category = Category.OTHER_ASSEMBLY,
    houses: int = 3,
) -> Roll:
    """Return an empty roll of three items, of which one may be secret."""
    agenda = tuple(
        AgendaItem(f"J-{n}", Ballot.SECRET if n == secret else Ballot.OPEN, category=category)
        for n in range(1, ITEMS + 1)
    )
    head = MeetingRoll(id="mr", body=body, held_on=TODAY, agenda=agenda, households=houses)
    return Roll(
        head,
        tuple(
            RollEntry(id=f"q{number}", resolution="J-1", person_number=number, name=f"村民{number}", household=house)
            for number, house in PEOPLE.items()
        ),
    )


@dataclass(frozen=True)
class Event:
    """One mark: what, of whom, and what it needs."""

    what: str
    person: str
    item: int = 1
    other: str = ""
    vote: Vote = Vote.FOR

    def line(self, roll: Roll) -> RollEntry:
        """Make the mark."""
        marks: dict[str, Callable[[], RollEntry]] = {
            "came": lambda: came(roll, self.person, Coming(from_item=self.item)),
            "online": lambda: came(roll, self.person, Coming(attended=Attendance.ONLINE)),
            "proxy": lambda: came(
                roll, self.person, Coming(attended=Attendance.PROXY, proxy=self.other, paper="委托书")
            ),
            "left": lambda: left(roll, self.person, self.item),
            "aside": lambda: stood_aside(roll, self.person, self.item, "承包人"),
            "voted": lambda: voted(roll, self.person, cast_vote(self.item, self.vote)),
        }
        return marks[self.what]()


EVENTS = st.lists(
    st.builds(
        Event,
        st.sampled_from(["came", "came", "online", "proxy", "left", "aside", "voted", "voted", "voted"]),
        st.sampled_from([*PEOPLE, "8"]),
        st.integers(0, ITEMS + 1),
        st.sampled_from([*PEOPLE]),
        st.sampled_from(Vote),
    ),
    max_size=40,
)


def play(roll: Roll, events: list[Event]) -> tuple[Roll, list[Event], list[Event]]:
    """Return the roll after `events`, those it took and those it refused."""
    taken, refused = [], []
    for event in events:
        try:
            roll = roll.with_line(event.line(roll))
            taken.append(event)
        except Refused:
            refused.append(event)
    return roll, taken, refused


@given(events=EVENTS, dice=st.randoms(use_true_random=False))
def test_any_lawful_order_gives_the_same_counts(events: list[Event], dice: object) -> None:
    """What was marked first does not matter: the counts of each item follow from what happened."""
    # Guard: hearings/roll.py:Roll.was_there - the clerk's order of typing changes a result.
    roll, taken, _ = play(a_roll(), events)
    waiting = taken.copy()
    dice.shuffle(waiting)  # type: ignore[attr-defined]  # a random.Random
    again = a_roll()
    while True:
        again, done, waiting = play(again, waiting)
        if not done:
            break
    assert {event.what for event in waiting} <= {"aside"}, "only who left need not stand aside any more"
    for item in range(1, ITEMS + 1):
        assert again.counts(item) == roll.counts(item)


@given(events=EVENTS)
def test_no_unlawful_line_is_taken(events: list[Event]) -> None:
    """Nobody twice, nobody not due, proxies in the household and one only, votes by those there only."""
    # Guard: hearings/roll.py:came - a proxy of another household is counted.
    roll, *_ = play(a_roll(), events)
    current = roll.current
    assert sorted(current) == sorted(PEOPLE)
    for number, line in current.items():
        if line.proxy:
            holder = current[line.proxy]
            assert line.proxy != number
            assert holder.present
            assert not holder.proxy
            assert holder.household == PEOPLE[number] != ""
        assert sum(one.proxy == number for one in current.values()) <= 1
        assert len({vote.item for vote in line.votes}) == len(line.votes)
        assert line.present or not (line.votes or line.recused or line.left_before)
    for item in range(1, ITEMS + 1):
        counts = roll.counts(item)
        check_counts(counts)
        assert counts.due == len(PEOPLE)
        naive = {number for number, line in current.items() if in_the_room(line, item)}
        naive = {n for n in naive if not current[n].proxy or current[n].proxy in naive}
        assert counts.present == len(naive)
        votes = {n: v for n, line in current.items() for v in line.votes if v.item == item}
        assert set(votes) <= naive
        assert counts.in_favour == sum(vote.in_favour for vote in votes.values())
        assert counts.in_favour + counts.against + counts.abstained == len(votes)


def in_the_room(line: RollEntry, item: int) -> bool:
    """Judge by the line alone whether its person was in the room for `item`."""
    gone = [*range(line.left_before, ITEMS + 1)] if line.left_before else []
    aside = [one.item for one in line.recused]
    return line.present and item in range(line.from_item, ITEMS + 1) and item not in gone + aside


@given(events=EVENTS, body=st.sampled_from(sorted(set(Body) - {Body.MEMBERS_ASSEMBLY})))
def test_online_and_proxy_only_where_the_law_allows_them(events: list[Event], body: Body) -> None:
    """Only the members' assembly knows them (Law on Rural Collective Economic Organisations)."""
    roll, *_ = play(a_roll(body), events)
    assert {line.attended for line in roll.lines} <= {None, Attendance.IN_PERSON}


def there(roll: Roll, *numbers: str) -> Roll:
    """Return the roll on which these came in person."""
    for number in numbers:
        roll = roll.with_line(came(roll, number, Coming()))
    return roll


def proxied(roll: Roll, number: str, by: str, paper: str = "委托书") -> RollEntry:
    """Return the line of somebody for whom another stands."""
    return came(roll, number, Coming(attended=Attendance.PROXY, proxy=by, paper=paper))


def sealed(item: int, in_favour: int, against: int, abstained: int = 0) -> SealedCount:
    """Return the count of a secret ballot."""
    return SealedCount(item, in_favour, against, abstained, NOW, "p1")


def votes(item: int, in_favour: int = 0, against: int = 0, abstained: int = 0) -> ItemVote:
    """Return votes of households."""
    return ItemVote(item, in_favour, against, abstained)


ROOM = there(a_roll(), "1", "4", "6")
VOTED = ROOM.with_line(voted(ROOM, "1", cast_vote(2, Vote.FOR)))
SECRET = there(a_roll(secret=2), "1", "4", "6")
COUNTED = replace(SECRET, head=counted_in_secret(SECRET, sealed(2, 2, 1)))
LEVY = there(a_roll(Body.VILLAGERS_ASSEMBLY, category=Category.LEVY), "1", "2", "4")
ASKED = a_roll(Body.REPRESENTATIVE_ASSEMBLY, category=Category.LEVY, houses=12)
STANDS = ASKED.with_line(came(ASKED, "1", Coming(stands_for=8)))
FOR_TWO = ROOM.with_line(proxied(ROOM, "2", "1"))

REFUSALS: list[tuple[type[Refused], Callable[[], object], str]] = [
    (NotDue, lambda: came(ROOM, "8", Coming()), "8 is not among the 7"),
    (NotDue, lambda: left(ROOM, "8", 2), "8 is not among the 7"),
    (CameAlready, lambda: came(ROOM, "1", Coming()), "村民1"),
    (NoSuchItem, lambda: came(ROOM, "2", Coming(from_item=4)), "no item 4: the agenda has items 1 to 3"),
    (NoSuchItem, lambda: left(ROOM, "1", 0), "no item 0"),
    (NoSuchItem, lambda: ROOM.counts(4), "no item 4"),
    (NotThere, lambda: left(ROOM, "2", 2), "村民2 was not there"),
    (LeftAlready, lambda: left(ROOM.with_line(left(ROOM, "1", 2)), "1", 3), "left before item 2"),
    (LeftBeforeComing, lambda: left(ROOM.with_line(came(ROOM, "2", Coming(from_item=2))), "2", 2), "from item 2 on"),
    (VotedAlready, lambda: left(VOTED, "1", 2), "村民1 voted on item 2"),
    (VotedAlready, lambda: stood_aside(VOTED, "1", 2, "亲属"), "村民1 voted on item 2"),
    (VotedAlready, lambda: voted(VOTED, "1", cast_vote(2, Vote.AGAINST)), "voted on item 2"),
    (NotThere, lambda: voted(ROOM, "2", cast_vote(1, Vote.FOR)), "村民2 was not there for item 1"),
    (NotThere, lambda: voted(ROOM.with_line(left(ROOM, "1", 2)), "1", cast_vote(2, Vote.FOR)), "item 2"),
    (NotThere, lambda: voted(ROOM.with_line(stood_aside(ROOM, "1", 1, "亲属")), "1", cast_vote(1, Vote.FOR)), "item 1"),
    (TooManyVotes, lambda: voted(ROOM, "1", votes(1, 2)), "2 votes on item 1 and has 1"),
    (TooManyVotes, lambda: voted(ROOM, "1", votes(1)), "0 votes on item 1 and has 1"),
    (TooManyVotes, lambda: voted(STANDS, "1", votes(1, 5, 3, 1)), "9 votes on item 1 and has 8"),
    (TooManyVotes, lambda: voted(STANDS, "1", votes(1, 5, -1)), "has 8"),
    (ProxyUnwritten, lambda: proxied(ROOM, "2", "1", ""), "村民2 must be in writing"),
    (ProxyOutsideHousehold, lambda: proxied(ROOM, "5", "1"), "not of 村民5's household"),
    (ProxyOutsideHousehold, lambda: proxied(ROOM, "2", "2"), "村民2"),
    (ProxyOutsideHousehold, lambda: proxied(ROOM, "7", "1"), "村民7"),
    (NotThere, lambda: proxied(ROOM, "2", "3"), "村民3 was not there"),
    (ProxyTaken, lambda: proxied(FOR_TWO, "3", "1"), "stands for 1 already, and 1 is the most"),
    (NotThere, lambda: proxied(FOR_TWO, "3", "2"), "村民2 was not there"),
    (ProxyDepends, lambda: taken_back(FOR_TWO, "1"), "村民1 stands for 村民2"),
    (ProxyNotAllowed, lambda: proxied(there(a_roll(Body.COUNCIL), "1"), "2", "1"), "村民2"),
    (OnlineNotAllowed, lambda: came(a_roll(Body.COUNCIL), "1", Coming(attended=Attendance.ONLINE)), "村民1"),
    (StandsForWrong, lambda: came(a_roll(), "1", Coming(stands_for=2)), "2 households"),
    (StandsForWrong, lambda: came(ASKED, "1", Coming(stands_for=0)), "0 households"),
    (TooManyHouseholds, lambda: came(STANDS, "2", Coming(stands_for=5)), "13 households would be stood for"),
    (HouseholdVoted, lambda: voted(LEVY.with_line(voted(LEVY, "1", votes(1, 1))), "2", votes(1, 1)), "村民1 voted"),
    (SecretBallot, lambda: voted(SECRET, "1", cast_vote(2, Vote.FOR)), "Item 2 is voted on in secret"),
    (OpenBallot, lambda: counted_in_secret(SECRET, sealed(1, 1, 1)), "Item 1 is voted on by name"),
    (SealedCountWrong, lambda: counted_in_secret(SECRET, sealed(2, 2, 1, 1)), "do not fit 3 present"),
    (SealedCountWrong, lambda: counted_in_secret(SECRET, sealed(2, 2, -1)), "-1 against"),
    (SealedCountWrong, lambda: left(COUNTED, "1", 2), "do not fit 2 present"),
    (SealedCountWrong, lambda: stood_aside(COUNTED, "1", 2, "亲属"), "do not fit 2 present"),
    (SealedCountWrong, lambda: taken_back(COUNTED, "1"), "do not fit 2 present"),
]


@pytest.mark.parametrize(("error", "act", "said"), REFUSALS)
def test_each_refusal_says_who_and_how_many(error: type[Refused], act: Callable[[], object], said: str) -> None:
    """Every line that cannot be is refused, with the person, the item or the numbers."""
    # Guard: hearings/roll.py - the roll takes what never happened.
    with pytest.raises(error) as refused:
        act()
    assert said in str(refused.value)


def test_who_left_is_not_there_for_the_items_that_follow() -> None:
    """Quorum is judged for each item: of seven, five came, and one left before the last item."""
    # Guard: hearings/roll.py:Roll.counts - the last item is decided by people who had gone home.
    roll = there(a_roll(), "1", "2", "4", "5", "6")
    roll = roll.with_line(left(roll, "4", 3))
    roll = roll.with_line(stood_aside(roll, "6", 1, "本人承包"))
    assert [roll.counts(item).present for item in (1, 2, 3)] == [4, 5, 4]
    assert [roll.counts(item).due for item in (1, 2, 3)] == [7, 7, 7]
    late = roll.with_line(came(roll, "7", Coming(from_item=2)))
    assert [late.counts(item).present for item in (1, 2, 3)] == [4, 6, 5]


def test_who_is_stood_for_goes_when_the_other_goes() -> None:
    """A proxy ends with the presence of the one who holds it, and votes as long as they are there."""
    # Guard: hearings/roll.py:Roll.was_there - an empty chair votes.
    roll = FOR_TWO.with_line(left(FOR_TWO, "1", 3))
    assert [roll.counts(item).present for item in (1, 2, 3)] == [4, 4, 2]
    roll = roll.with_line(voted(roll, "2", cast_vote(2, Vote.AGAINST)))
    assert roll.counts(2).against == 1
    with pytest.raises(VotedAlready, match="村民2 voted on item 2"):
        stood_aside(roll, "1", 2, "亲属")


def test_a_levy_counts_households() -> None:
    """In the assembly one vote a household; representatives bring those of the households they stand for."""
    # Guard: hearings/roll.py:Roll.households - a levy is counted by heads.
    one = LEVY.with_line(voted(LEVY, "1", votes(1, 1)))
    counts = one.with_line(voted(one, "4", votes(1, 0, 1))).counts(1)
    assert (counts.households_due, counts.households_present, counts.by_household) == (3, 2, True)
    assert (counts.in_favour, counts.against, counts.voters) == (1, 1, 2)
    brought = STANDS.with_line(voted(STANDS, "1", votes(1, 5, 2, 1))).counts(1)
    assert (brought.present, brought.households_present, brought.in_favour) == (1, 8, 5)


def test_a_secret_ballot_has_counts_and_no_names() -> None:
    """The newest count holds; whether somebody voted is not on the roll."""
    assert COUNTED.counts(2).in_favour == 2
    again = replace(COUNTED, head=counted_in_secret(COUNTED, sealed(2, 1, 2)))
    assert (again.counts(2).in_favour, again.counts(2).against) == (1, 2)
    assert again.voted(2)
    assert not again.voted(1)


def test_a_line_of_a_table_counts_as_it_stands() -> None:
    """An imported line has its vote in words and one item."""
    roll = a_roll()
    line = replace(roll.line("1"), present=True, vote="against", mode="现场")
    assert roll.with_line(line).counts(1).against == 1
    assert taken_back(roll.with_line(line), "1", 1).vote_on(1) is None


def test_what_changes_an_item_is_known() -> None:
    """Leaving before item 3 changes item 3 and no other; taking back everything changes all."""
    # Guard: hearings/roll.py:changed_items - a recorded result changes under somebody's hand.
    gone = ROOM.with_line(left(ROOM, "1", 3))
    assert changed_items(ROOM, gone) == {3}
    assert changed_items(ROOM, ROOM.with_line(taken_back(ROOM, "1"))) == {1, 2, 3}
    assert changed_items(VOTED, VOTED.with_line(taken_back(VOTED, "1", 2))) == {2}
