"""Whom a notice reached, its door lists, and adding up what is old (N26, P9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tinydb import where

from village_board.base.clock import instant
from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.notices.audience import due_at
from village_board.notices.model import AudienceKind, Delivery, Notice
from village_board.notices.reach import Counts, Due, chats_reached, counted, persons_reached, to_doors
from village_board.notices.reach_model import DoorList
from village_board.people.acts import Act
from village_board.people.model import Person, Role


@dataclass(frozen=True)
class Reach:
    """Whom one notice reached.

    Attributes:
        notice: the notice.
        chats: by chat; the public is told how many are `sent`, and nothing finer.
        persons: by person, for the village alone.
        unlinked: of the chats, those that nobody called their own: they stand for no person.
        at_doors: of the persons `sent`, those who were told by hand.
    """

    notice: Notice
    chats: Counts
    persons: Counts
    unlinked: int
    at_doors: int


def reach_of(records: Records, id: str) -> Reach:  # noqa: A002 - the field's own name
    """Return whom the notice with this id reached; of one whose rows were added up, what is left.

    Raises:
        NotFound: there is no such notice.
    """
    notice = records.get(Notice, id)
    if notice.retired:
        return _retired(notice)
    rows, at_doors = rows_of(records, notice), told_at_doors(records, notice)
    places = persons_reached(due_persons(records, notice), rows, at_doors)
    by_chat = {person for person in places if person not in at_doors and places[person] == "sent"}
    told = sum(1 for person, place in places.items() if place == "sent" and person not in by_chat)
    return Reach(
        notice=notice,
        chats=chats_reached(rows),
        persons=counted(places.values()),
        unlinked=sum(1 for row in rows if not row.person),
        at_doors=told,
    )


def chats_sent(records: Records, subject: str) -> int:
    """Return to how many chats notices about the record `subject` were sent: all that the public is told (N26)."""
    sent = 0
    for notice in records.find(Notice, where("subject") == subject):
        sent += notice.retired.get("chats.sent", 0) if notice.retired else reach_by_chat(records, notice).sent
    return sent


def reach_by_chat(records: Records, notice: Notice) -> Counts:
    """Return the counts of a notice by chat."""
    return chats_reached(rows_of(records, notice))


def rows_of(records: Records, notice: Notice) -> list[Delivery]:
    """Return the rows of a notice."""
    return records.find(Delivery, where("notice") == notice.id)


def lists_of(records: Records, notice: str) -> list[DoorList]:
    """Return the door lists of a notice, the oldest first."""
    return sorted(records.find(DoorList, where("notice") == notice), key=lambda one: (one.made_on, one.id))


def told_at_doors(records: Records, notice: Notice) -> frozenset[str]:
    """Return the ids of those who were told of a notice at their door."""
    lists = lists_of(records, notice.id)
    return frozenset(person for one in lists for line in one.lines if line.told for person in line.persons)


def due_persons(records: Records, notice: Notice) -> Due:
    """Return whom a notice is for by person: its audience held against the people of today.

    Everybody is every adult of the village, or of the group that it is about. To a meeting its body is called; of a
    reminder those are due who take part, as far as their chats are their own; of what was handed in, that one.
    """
    if notice.persons:
        known = {person.id: person for person in records.all(Person)}
        people = [known[one] for one in notice.persons if one in known]
    elif notice.audience is AudienceKind.EVERYBODY:
        people = [person for person in records.all(Person) if _is_due(records, person, notice.group)]
    elif notice.audience is AudienceKind.DUE:
        people = due_at(records, notice.subject)
    elif notice.audience is AudienceKind.PERSONS:
        people = []
    else:
        linked = {row.person for row in rows_of(records, notice) if row.person}
        people = [person for person in records.all(Person) if person.id in linked]
    return Due({person.id: person.household for person in people})


def unreached(records: Records, notice: Notice) -> list[str]:
    """Return the ids of those due for whom only their door is left."""
    places = persons_reached(due_persons(records, notice), rows_of(records, notice), told_at_doors(records, notice))
    return to_doors(places)


def _is_due(records: Records, person: Person, group: int) -> bool:
    is_of_village = Role.TOWNSHIP not in person.roles(records.today)
    return person.adult and is_of_village and (not group or person.group == group)


# Adding up what is old


@dataclass(frozen=True)
class Retired:
    """What was added up: how many notices and rows, all told before a day."""

    before: date
    notices: int
    rows: int


def retire(desk: Desk) -> Retired:
    """Add up the deliveries of notices that are older than the limit, and remove them one by one (P9).

    What is left of such a notice are its counts by chat and by person; its rows and door lists are gone.
    """
    desk.require(Act.RETIRE_NOTICES)
    before = _years_before(desk.today, limits_of(desk).count("notices.kept_years"))
    notices = rows = 0
    for notice in desk.find(Notice, where("made_at") < _day_text(before)):
        if notice.retired:
            continue
        rows += _retire(desk, notice)
        notices += 1
    if notices:
        desk.record("", notices=notices)
    return Retired(before, notices, rows)


def _retire(desk: Desk, notice: Notice) -> int:
    reach, rows = reach_of(desk, notice.id), rows_of(desk, notice)
    kept = {
        **{f"chats.{name}": number for name, number in reach.chats.places().items()},
        **{f"persons.{name}": number for name, number in reach.persons.places().items()},
        "unlinked": reach.unlinked,
        "at_doors": reach.at_doors,
    }
    desk.put(replace(notice, retired=kept, persons=(), salt=""))
    for row in (*rows, *lists_of(desk, notice.id)):
        desk.remove(row)
    return len(rows)


def _retired(notice: Notice) -> Reach:
    def counts(of: str) -> Counts:
        prefix = f"{of}."
        found = {
            name.removeprefix(prefix): number for name, number in notice.retired.items() if name.startswith(prefix)
        }
        return Counts(**found)

    kept = notice.retired
    return Reach(notice, counts("chats"), counts("persons"), kept["unlinked"], kept["at_doors"])


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)


def _day_text(day: date) -> str:
    """Return the beginning of a day as stored instants are compared, in Shanghai."""
    return instant(day).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
