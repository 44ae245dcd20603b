"""Door lists: those whom no channel reaches are told by hand, and the ticks come back in (N26)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from village_board.base.clock import local
from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.desk import Desk, Records
from village_board.notices.model import Notice
from village_board.notices.reach_model import DoorHow, DoorLine, DoorList
from village_board.notices.reach_service import lists_of, unreached
from village_board.notices.words import DOOR_HOW
from village_board.people.acts import Act
from village_board.people.model import Person


class NobodyUnreached(Refused):
    """There is no door to go to."""

    sentence = N_("Everybody who is due is reached, on the way, or on a door list already.")

    def __init__(self) -> None:
        super().__init__()


class NoticeRetired(Refused):
    """Of an old notice only the counts are left."""

    sentence = N_("Notice {id} is too old: only its counts are kept.")

    def __init__(self, id: str) -> None:  # noqa: A002 - the field's own name
        super().__init__(id=id)


class NoSuchLine(Refused):
    """The list has no such line."""

    sentence = N_("The list has no line {line}; it has lines 1 to {last}.")

    def __init__(self, line: int, last: int) -> None:
        super().__init__(line=line, last=last)


class DoorDayWrong(Refused):
    """A door was ticked for a day that cannot be (P3)."""

    sentence = N_("Line {line}: {on} cannot be. The list was made on {made}, and today is {today}.")

    def __init__(self, line: int, on: date, made: date, today: date) -> None:
        super().__init__(line=line, on=on, made=made, today=today)


class DoorTickedBefore(Refused):
    """Somebody ticked the line already."""

    sentence = N_("Line {line} is ticked already: {how}, on {on}. Only '{absent}' can be ticked again.")

    def __init__(self, line: DoorLine) -> None:
        assert line.how is not None
        how, absent = Message(DOOR_HOW[line.how]), Message(DOOR_HOW[DoorHow.ABSENT])
        super().__init__(line=line.number, how=how, on=line.on, absent=absent)


@dataclass(frozen=True)
class Tick:
    """What came back of one line."""

    line: int
    on: date
    how: DoorHow = DoorHow.SIGNED


@dataclass(frozen=True)
class Door:
    """One line of a list as it is printed: with the names of those behind it, read from the people of today."""

    line: DoorLine
    names: tuple[str, ...]


def make_door_list(desk: Desk, notice_id: str) -> DoorList:
    """Make the list of the doors of those whom a notice has not reached and will not reach, group by group.

    Who stands on an earlier list of the same notice does not stand on the new one.

    Raises:
        NotFound: there is no such notice.
        NoticeRetired: its rows are gone.
        NobodyUnreached: there is nobody to go to.
    """
    desk.require(Act.MAKE_DOOR_LIST)
    notice = desk.get(Notice, notice_id)
    if notice.retired:
        raise NoticeRetired(notice.id)
    listed = {person for one in lists_of(desk, notice.id) for line in one.lines for person in line.persons}
    wanted = {id_ for id_ in unreached(desk, notice) if id_ not in listed}
    lines = _lines([person for person in desk.all(Person) if person.id in wanted])
    if not lines:
        raise NobodyUnreached
    made = desk.put(DoorList(notice=notice.id, made_on=desk.today, made_by=desk.who.id, lines=lines))
    desk.record(made.id)
    return made


def tick(desk: Desk, list_id: str, line: int, when: date, how: DoorHow) -> DoorList:
    """Keep how it went at one door; those behind it are counted as told, unless nobody opened.

    Args:
        desk: the unit of work.
        list_id: id of the door list.
        line: its number, as printed.
        when: on which day.
        how: signed, read out, left there, or nobody there.

    Raises:
        NotFound: there is no such list.
        NoSuchLine, DoorDayWrong, DoorTickedBefore: with the facts.
    """
    return tick_all(desk, list_id, [Tick(line, when, how)])


def tick_all(desk: Desk, list_id: str, ticks: Iterable[Tick]) -> DoorList:
    """Keep how it went at several doors, all or none; see `tick`. The very same tick twice changes nothing."""
    desk.require(Act.TICK_DOOR)
    made = desk.get(DoorList, list_id)
    lines = {line.number: line for line in made.lines}
    for one in ticks:
        lines[one.line] = _ticked(desk, made, lines, one)
    kept = desk.put(replace(made, lines=tuple(lines.values())))
    desk.record(list_id)
    return kept


def doors_of(records: Records, made: DoorList) -> list[Door]:
    """Return the lines of a list with the names behind them; a person who is no longer registered has none."""
    names = {person.id: person.name for person in records.all(Person)}
    return [Door(line, tuple(names[one] for one in line.persons if one in names)) for line in made.lines]


def _ticked(desk: Desk, made: DoorList, lines: dict[int, DoorLine], one: Tick) -> DoorLine:
    line = lines.get(one.line)
    if line is None:
        raise NoSuchLine(one.line, len(lines))
    told_on = local(desk.get(Notice, made.notice).made_at).date()
    if one.on > desk.today or one.on < min(told_on, made.made_on):
        raise DoorDayWrong(line.number, one.on, made.made_on, desk.today)
    if (line.on, line.how) == (one.on, one.how):
        return line
    if line.told:
        raise DoorTickedBefore(line)
    return replace(line, on=one.on, how=one.how, by=desk.who.id, ticked_at=desk.now)


def _lines(people: Sequence[Person]) -> tuple[DoorLine, ...]:
    """Return one line a household, and one for each person without, by group and household number."""
    doors: dict[tuple[int, str, str], list[Person]] = {}
    for person in people:
        alone = "" if person.household else person.number
        doors.setdefault((person.group, person.household, alone), []).append(person)
    return tuple(
        DoorLine(number, group, household, tuple(one.id for one in sorted(behind, key=_head_first)))
        for number, ((group, household, _), behind) in enumerate(sorted(doors.items()), 1)
    )


def _head_first(person: Person) -> tuple[bool, str]:
    return not person.head_of_household, person.number
