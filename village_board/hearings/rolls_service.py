"""Keeping the roll of a meeting: set it, mark who came and left, record votes, correct what a result rests on.

Until the result of an item is recorded its lines are a draft. Afterwards whatever changes that item is a new line that
says who corrected what and why; the old one stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tinydb import where

from village_board.base.message import Message
from village_board.desk import Desk, Records
from village_board.hearings.bodies_service import entitled, households_due
from village_board.hearings.law import Unit
from village_board.hearings.model import Body, Resolution, ResolutionStatus
from village_board.hearings.recount import Recount, recount
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
from village_board.hearings.roll_model import AgendaItem, ItemVote, MeetingRoll, RollEntry, SealedCount, Vote, cast_vote
from village_board.hearings.roll_refusals import (
    COUNTED,
    AgendaMixed,
    CorrectionReason,
    DueTwice,
    NobodyOnRoll,
    RollDiffers,
    RollExists,
    RollMissing,
)
from village_board.hearings.rules import Counts
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.people.service import find_person
from village_board.text.clean import clean

#: bodies of the villagers, whose households are those of the village or of the group.
_BY_HOUSEHOLD = (Body.VILLAGERS_ASSEMBLY, Body.REPRESENTATIVE_ASSEMBLY, Body.GROUP_MEETING)


def set_roll(desk: Desk, ids: Sequence[str], due: Sequence[str] = ()) -> Roll:
    """Begin the roll of a meeting with those due by the register of people on its day.

    Args:
        desk: the unit of work.
        ids: ids of the resolutions on the agenda, in their order.
        due: numbers of those due, where the register does not know them (delegates by charter).

    Raises:
        AgendaMixed: they are not of one meeting.
        RollExists: one of them has a roll of this meeting.
        GroupMissing, NobodyOnRoll, DueTwice: nobody is due, or somebody twice.
    """
    desk.require(Act.KEEP_ROLL)
    resolutions = [desk.get(Resolution, id) for id in ids]  # noqa: A001 - the field's own name
    first = resolutions[0]
    for other in resolutions:
        _check_free(desk, other)
        same = (other.body, other.meeting_on, other.group) == (first.body, first.meeting_on, first.group)
        if not same or len(set(ids)) < len(ids):
            raise AgendaMixed(first.number, other.number)
    day = first.meeting_on or desk.today
    people = [find_person(desk, who) for who in due] if due else entitled(desk, first.body, day, first.group)
    _check_due(people)
    head = desk.put(
        MeetingRoll(
            body=first.body,
            held_on=day,
            agenda=tuple(
                AgendaItem(one.number, one.ballot, one.outside_collective, one.category, roll_before=one.roll)
                for one in resolutions
            ),
            group=first.group,
            households=households_due(desk, day, first.group) if first.body in _BY_HOUSEHOLD else 0,
        )
    )
    lines = desk.put_many([_line(head, person) for person in people])
    for resolution in resolutions:
        desk.put(replace(resolution, roll=head.id))
    desk.record(head.id)
    return Roll(head, tuple(lines))


def roll_of(records: Records, resolution: Resolution) -> Roll | None:
    """Return the roll of the meeting of `resolution`: the board's own, else the lines of an imported table."""
    lines = records.find(RollEntry, where("resolution") == resolution.number)
    if resolution.roll:
        head = records.get(MeetingRoll, resolution.roll)
        if head.title != resolution.number:
            lines = records.find(RollEntry, where("resolution") == head.title)
        return Roll(head, tuple(line for line in lines if line.roll == head.id))
    imported = tuple(line for line in lines if not line.roll)
    if not imported or resolution.meeting_on is None:
        return None
    item = AgendaItem(
        resolution.number, resolution.ballot, resolution.outside_collective, resolution.category, resolution.recorded_at
    )
    return Roll(MeetingRoll(body=resolution.body, held_on=resolution.meeting_on, agenda=(item,)), imported)


def open_roll(records: Records, resolution: Resolution) -> Roll | None:
    """Return the roll of the meeting whose result is to be recorded.

    That of a meeting without quorum is past; the lines of a table may be a part of those due and bind nobody.
    """
    roll = roll_of(records, resolution)
    if roll is None or not roll.head.id or roll.head.agenda[item_of(roll, resolution) - 1].recorded_at is not None:
        return None
    return roll


def item_of(roll: Roll, resolution: Resolution) -> int:
    """Return the number on the agenda of the item that `resolution` is."""
    numbers = [item.resolution for item in roll.head.agenda]
    return numbers.index(resolution.number) + 1


def mark_came(desk: Desk, id: str, people: Mapping[str, Coming], why: str = "") -> Roll:  # noqa: A002
    """Mark who came to the meeting of the resolution with this id; keys are numbers or names of people.

    Raises:
        RollMissing: it has no roll.
        Refused: what `village_board.hearings.roll.came` refuses; CorrectionReason for a recorded item.
    """
    return _mark(desk, id, [_of(who, came, coming) for who, coming in people.items()], why)


def mark_left(desk: Desk, id: str, people: Sequence[str], before_item: int, why: str = "") -> Roll:  # noqa: A002
    """Mark who left before an item; see `mark_came`."""
    return _mark(desk, id, [_of(who, left, before_item) for who in people], why)


def mark_aside(desk: Desk, id: str, person: str, reason: str, why: str = "") -> Roll:  # noqa: A002
    """Mark that somebody stands aside for this resolution, with the reason (a conflict of interest)."""
    given = clean(reason)

    def aside(roll: Roll, number: str) -> RollEntry:
        return stood_aside(roll, number, item_of(roll, desk.get(Resolution, id)), given)

    return _mark(desk, id, [_Mark(person, aside)], why)


def record_votes(
    desk: Desk,
    id: str,  # noqa: A002
    votes: Mapping[str, ItemVote],
    why: str = "",
    *,
    rest: Vote | None = None,
) -> Roll:
    """Record who voted how on this resolution, by name; the item of each vote is that of the resolution.

    With `rest`, all others who were there voted like that; in a levy with all the households they stand for.
    """
    desk.require(Act.KEEP_ROLL)
    roll, resolution = _kept(desk, id)
    item = item_of(roll, resolution)
    cast = {find_person(desk, who).number: replace(vote, item=item) for who, vote in votes.items()}
    if rest is not None:
        cast |= _rest(roll, item, cast, rest)

    def mark(vote: ItemVote) -> Callable[[Roll, str], RollEntry]:
        return lambda kept, number: voted(kept, number, vote)

    return _mark(desk, id, [_Mark(number, mark(vote)) for number, vote in cast.items()], why)


def record_secret(desk: Desk, id: str, in_favour: int, against: int, abstained: int, why: str = "") -> Roll:  # noqa: A002
    """Record the count of a secret ballot on this resolution; a further count corrects the one before.

    Raises:
        RollMissing: it has no roll.
        OpenBallot, SealedCountWrong: it is voted on by name, or more voted than were there.
        CorrectionReason: its result is recorded, and no reason is given.
    """
    roll, resolution = _kept(desk, id)
    item, reason = item_of(roll, resolution), clean(why)
    recorded = roll.head.agenda[item - 1].recorded_at is not None
    desk.require(Act.CORRECT_ROLL if recorded else Act.KEEP_ROLL)
    if recorded and not reason:
        raise CorrectionReason(item)
    count = SealedCount(item, in_favour, against, abstained, desk.now, desk.who.id, reason)
    head = desk.put(counted_in_secret(roll, count))
    desk.record(head.id)
    return replace(roll, head=head)


def take_back(desk: Desk, id: str, person: str, *, vote_only: bool = False, why: str = "") -> Roll:  # noqa: A002
    """Take back what is marked of somebody: the vote and standing aside on this resolution, or that they came."""

    def back(roll: Roll, number: str) -> RollEntry:
        return taken_back(roll, number, item_of(roll, desk.get(Resolution, id)) if vote_only else 0)

    return _mark(desk, id, [_Mark(person, back)], why)


def close_item(desk: Desk, roll: Roll, resolution: Resolution, counts: Counts | None) -> Counts:
    """Return the counts to record for `resolution` from its roll, and mark the item as recorded.

    Called inside the act that records the result. What nobody voted on by name or in secret is taken as typed.

    Raises:
        RollDiffers: the typed counts are not those of the roll; with both numbers.
    """
    item = item_of(roll, resolution)
    rolled = roll.counts(item)
    if counts is not None:
        if not roll.voted(item):
            rolled = replace(rolled, in_favour=counts.in_favour, against=counts.against, abstained=counts.abstained)
        _check_same(counts, rolled)
    desk.put(replace(roll.head, agenda=_recorded(roll, resolution, desk.now)))
    return rolled


def roll_before(roll: Roll | None, resolution: Resolution) -> str:
    """Return the id of the roll of the last meeting on `resolution` that was without quorum; "": it had none."""
    return roll.head.agenda[item_of(roll, resolution) - 1].roll_before if roll else resolution.roll


def reopen_item(desk: Desk, resolution: Resolution) -> None:
    """Make the item of `resolution` a draft again, whose recorded result was sent back before it was public."""
    roll = roll_of(desk, resolution)
    if roll is not None and roll.head.id:
        desk.put(replace(roll.head, agenda=_recorded(roll, resolution, None)))


@dataclass(frozen=True)
class RollRecount:
    """The reckoning of one resolution by its roll: as it was recorded, and with its corrections.

    `corrected` is None where nothing was corrected. `lines` are the corrections, the oldest first.
    """

    recorded: Recount
    corrected: Recount | None
    lines: tuple[RollEntry, ...]
    sealed: tuple[SealedCount, ...]


def recount_by_roll(roll: Roll, resolution: Resolution) -> RollRecount:
    """Return the reckoning of `resolution` by its roll.

    Raises:
        CountsWrong: the lines of an imported table contradict each other.
    """
    item = item_of(roll, resolution)
    at = roll.head.agenda[item - 1].recorded_at
    now = recount(roll.head.body, roll.counts(item), roll.rule(item))
    if at is None:
        return RollRecount(now, None, (), ())
    lines = tuple(line for line in roll.lines if _after(line.corrected_at, at))
    sealed = tuple(one for one in roll.head.sealed if one.correction and one.item == item and _after(one.at, at))
    if not lines and not sealed:
        return RollRecount(now, None, (), ())
    then = Roll(
        replace(roll.head, sealed=tuple(one for one in roll.head.sealed if one not in sealed)),
        tuple(line for line in roll.lines if line not in lines),
    )
    return RollRecount(recount(roll.head.body, then.counts(item), roll.rule(item)), now, lines, sealed)


def _recorded(roll: Roll, resolution: Resolution, at: datetime | None) -> tuple[AgendaItem, ...]:
    return tuple(
        replace(one, recorded_at=at) if one.resolution == resolution.number else one for one in roll.head.agenda
    )


def _after(moment: datetime | None, at: datetime) -> bool:
    return moment is not None and moment >= at


@dataclass(frozen=True)
class _Mark:
    who: str
    make: Callable[[Roll, str], RollEntry]


def _of(who: str, mark: Callable[..., RollEntry], what: object) -> _Mark:
    return _Mark(who, lambda roll, number: mark(roll, number, what))


def _mark(desk: Desk, id: str, marks: Sequence[_Mark], why: str) -> Roll:  # noqa: A002
    """Make `marks` one after another; a change of a recorded item becomes a correction, with its reason."""
    desk.require(Act.KEEP_ROLL)
    roll, _ = _kept(desk, id)
    reason, before = clean(why), roll
    made: dict[str, RollEntry] = {}
    for mark in marks:
        number = find_person(desk, mark.who).number
        made[number] = mark.make(roll, number)
        roll = roll.with_line(made[number])
    recorded = {n for n, item in enumerate(roll.head.agenda, 1) if item.recorded_at is not None}
    touched = changed_items(before, roll) & recorded
    if touched and not reason:
        raise CorrectionReason(min(touched))
    if touched:
        desk.require(Act.CORRECT_ROLL)
    lines = list(before.lines)
    for number, line in made.items():
        old = before.line(number)
        if touched:
            lines.append(desk.put(_correction(desk, old, line, reason)))
        else:
            lines[lines.index(old)] = desk.put(line)
    desk.record(roll.head.id)
    return replace(before, lines=tuple(lines))


def _rest(roll: Roll, item: int, cast: Mapping[str, ItemVote], vote: Vote) -> dict[str, ItemVote]:
    """Return the votes of those who were there and are not named; in a levy one for each household."""
    rule = roll.rule(item)
    by_household = rule.votes is Unit.HOUSEHOLDS
    there = roll.there(item)
    done = {line.household for line in there if line.person_number in cast or line.vote_on(item)}
    found: dict[str, ItemVote] = {}
    for line in there:
        silent = line.person_number not in cast and line.vote_on(item) is None
        if not silent or (by_household and not rule.stood_for and line.household in done):
            continue
        one = cast_vote(item, vote)
        weight = line.stands_for if by_household else 1
        found[line.person_number] = ItemVote(item, one.in_favour * weight, one.against * weight, one.abstained * weight)
        done.add(line.household)
    return found


def _correction(desk: Desk, old: RollEntry, line: RollEntry, reason: str) -> RollEntry:
    return replace(
        line,
        id="", rev=0, change=None,
        corrects=old.id, correction=reason, corrected_by=desk.who.id, corrected_at=desk.now,
    )  # fmt: skip


def _kept(desk: Desk, id: str) -> tuple[Roll, Resolution]:  # noqa: A002
    resolution = desk.get(Resolution, id)
    roll = roll_of(desk, resolution)
    if roll is None or not roll.head.id:
        raise RollMissing(resolution.number)
    return roll, resolution


def _check_free(desk: Desk, resolution: Resolution) -> None:
    again = resolution.status is ResolutionStatus.NO_QUORUM  # the next meeting on the same matter has its own roll
    if not again and roll_of(desk, resolution) is not None:
        raise RollExists(resolution.number)


def _check_due(people: Sequence[Person]) -> None:
    if not people:
        raise NobodyOnRoll
    seen: set[str] = set()
    for person in people:
        if person.number in seen:
            raise DueTwice(person.name)
        seen.add(person.number)


def _line(head: MeetingRoll, person: Person) -> RollEntry:
    return RollEntry(
        resolution=head.title,
        person_number=person.number,
        name=person.name,
        household=person.household,
        roll=head.id,
    )


def _check_same(typed: Counts, rolled: Counts) -> None:
    for name, word in COUNTED.items():
        said, found = getattr(typed, name), getattr(rolled, name)
        if said != found and not (name.startswith("households") and not typed.households_due):
            raise RollDiffers(Message(word), said, found)
