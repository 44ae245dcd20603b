"""The tables of a year from the records, the public counts, and the challenges that they count (facts 4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tinydb import where

from village_board.applications.model import Application, Challenge, ChallengeKind, Outcome, State, Way
from village_board.applications.moves import WORDS_LIMIT, application_of, cleaned, explain, late_by
from village_board.applications.report import (
    CARRIED_OUT,
    HANDLED,
    NEW,
    TOTAL,
    Form,
    Imbalance,
    TableThree,
    imbalances,
    table_four,
    table_three,
)
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.base.moves import DayAhead
from village_board.desk import Desk, Records
from village_board.people.acts import Act


class NotAnswered(Refused):
    """What has no answer cannot be challenged for it."""

    sentence = N_("{number} was not finished by {filed}: an answer is challenged after it was given.")

    def __init__(self, number: str, filed: date) -> None:
        super().__init__(number=number, filed=filed)


class NoSuchChallenge(Refused):
    """No challenge has this number."""

    sentence = N_("There is no challenge {number}. See: village-board application report YEAR")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class AlreadyConcluded(Refused):
    """A challenge ends once."""

    sentence = N_("{number} was concluded on {when} already. Nothing was changed.")

    def __init__(self, number: str, when: date) -> None:
        super().__init__(number=number, when=when)


class ConcludedBefore(Refused):
    """It cannot end before it began."""

    sentence = N_("{number} was filed on {filed}; it cannot be concluded on {concluded}.")

    def __init__(self, number: str, filed: date, concluded: date) -> None:
        super().__init__(number=number, filed=filed, concluded=concluded)


@dataclass(frozen=True)
class Report:
    """The tables of one year, and the rules that they break."""

    year: int
    three: TableThree
    four: Mapping[tuple[str, str], int]
    imbalances: tuple[Imbalance, ...]


@dataclass(frozen=True)
class Counts:
    """What the public sees of a year: numbers alone, never so fine that one names a person (P10)."""

    year: int
    received: int
    handled: int
    waiting: int
    late: int
    by_way: tuple[tuple[str, int], ...]
    table: TableThree


#: the three ways of the public count: yearly reports tell them so.
WAY_GROUPS: Mapping[Way, str] = {
    Way.IN_PERSON: N_("in person"),
    Way.SIGNED_MAIL: N_("by letter or fax"),
    Way.ORDINARY_MAIL: N_("by letter or fax"),
    Way.FAX: N_("by letter or fax"),
    Way.INTERNET: N_("online"),
}


def report_of(records: Records, year: int, form: Form = Form.Y2021, before: TableThree | None = None) -> Report:
    """Return both tables of `year`, judged; `before` is the table of the year before as it was published."""
    applications = tuple(records.all(Application))
    three = table_three(applications, year, form)
    broken = imbalances(three, before or table_three(applications, year - 1, form), applications)
    return Report(year, three, table_four(records.all(Challenge), year), broken)


def counts_of(records: Records, year: int) -> Counts:
    """Return the public counts of `year`."""
    applications = [one for one in records.all(Application) if one.receipt_on is not None]
    table = table_three(applications, year)
    came = [one for one in applications if one.receipt_on is not None and one.receipt_on.year == year]
    ways = Counter(WAY_GROUPS[one.way] for one in came)
    return Counts(
        year,
        received=table.at(NEW, TOTAL),
        handled=table.at(HANDLED, TOTAL),
        waiting=table.at(CARRIED_OUT, TOTAL),
        late=sum(late_by(records, one) > 0 for one in came),
        by_way=tuple((group, ways[group]) for group in dict.fromkeys(WAY_GROUPS.values())),
        table=table,
    )


def waiting_of(records: Records) -> list[tuple[Application, date | None]]:
    """Return the applications that still wait for their answer with their last day, the most urgent first."""
    rows = [(one, explain(records, one).due) for one in records.all(Application) if one.is_open]
    return sorted(rows, key=lambda row: (row[1] is None, row[1] or row[0].arrived_on, row[0].number))


def file_challenge(
    desk: Desk, number: str, application: str, kind: ChallengeKind, filed_on: date, body: str = ""
) -> Challenge:
    """Record that the answer to an application is challenged.

    Raises:
        NoSuchApplication: there is none.
        NotAnswered, DayAhead, NumberTaken, IdentityTyped: with the facts.
    """
    desk.require(Act.RECORD_CHALLENGE)
    if filed_on > desk.today:
        raise DayAhead(filed_on, desk.today)
    about = application_of(desk, application)
    if about.finished_on is None or about.state is State.WITHDRAWN or filed_on < about.finished_on:
        raise NotAnswered(about.number, filed_on)
    wanted = cleaned(number)
    desk.check_number(Challenge, wanted)
    kept = desk.put(Challenge(number=wanted, application=about.id, kind=kind, filed_on=filed_on, body=cleaned(body)))
    desk.record(kept.id)
    return kept


def conclude_challenge(desk: Desk, number: str, outcome: Outcome, concluded_on: date, remark: str = "") -> Challenge:
    """Record how a challenge ended.

    Raises:
        NoSuchChallenge: there is none.
        AlreadyConcluded, ConcludedBefore, DayAhead, IdentityTyped: with the facts.
    """
    desk.require(Act.RECORD_CHALLENGE)
    found = desk.one(Challenge, where("number") == number)
    if found is None:
        raise NoSuchChallenge(number)
    if found.concluded_on is not None:
        raise AlreadyConcluded(number, found.concluded_on)
    if concluded_on > desk.today:
        raise DayAhead(concluded_on, desk.today)
    if concluded_on < found.filed_on:
        raise ConcludedBefore(number, found.filed_on, concluded_on)
    words = cleaned(remark, limit=WORDS_LIMIT)
    kept = desk.put(replace(found, outcome=outcome, concluded_on=concluded_on, remark=words))
    desk.record(kept.id)
    return kept
