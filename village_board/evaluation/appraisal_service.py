"""Recording the assembly's yearly appraisal, and saying what two fails in a row mean by law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.desk import Desk
from village_board.evaluation.appraisal import BODIES, Appraisal, FailsInARow, Verdict, fails_in_a_row
from village_board.hearings.model import Body
from village_board.hearings.words import BODY
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.people.model import Person, Role
from village_board.people.service import find_person
from village_board.text.clean import clean


class AppraisalAhead(Refused):
    """What has not been held cannot be recorded."""

    sentence = N_("An appraisal on {on} is still to come (today is {today}). Record it when it was held.")

    def __init__(self, on: date, today: date) -> None:
        super().__init__(on=on, today=today)


class AppraisalTwice(Refused):
    """Twice in one year is one fail twice counted."""

    sentence = N_("The appraisal of {year} was held on {on} and is recorded already. Once a year is what counts.")

    def __init__(self, year: int, on: date) -> None:
        super().__init__(year=str(year), on=on)


class NotTheAssembly(Refused):
    """Only an assembly appraises."""

    sentence = N_("{body} does not appraise: the villagers' assembly does, or that of their representatives.")

    def __init__(self, body: Body) -> None:
        super().__init__(body=Message(BODY[body]))


class NobodyAppraised(Refused):
    """An appraisal of nobody."""

    sentence = N_("Say of whom the assembly found what: number or name, and competent or not.")

    def __init__(self) -> None:
        super().__init__()


class NoOfficeThen(Refused):
    """Only who holds an office is appraised."""

    sentence = N_("{person} held no office in the committee on {on}. Only such a person is appraised.")

    def __init__(self, person: str, on: date) -> None:
        super().__init__(person=person, on=on)


class FoundBoth(Refused):
    """Somebody who was found both competent and not competent, by number once and by name once."""

    sentence = N_("{person} is found competent and not competent. Leave one of them.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


def record_appraisal(
    desk: Desk, held_on: date, body: Body, competent: Mapping[str, bool], minutes: str = ""
) -> Appraisal:
    """Record what the assembly found; the oversight committee leads it (Organic Law, article 33).

    Args:
        desk: of a member of the oversight committee.
        held_on: the day of the assembly.
        body: which assembly.
        competent: by number or name of each person: whether they were found competent.
        minutes: where the minutes lie.

    Raises:
        AppraisalAhead, AppraisalTwice, NotTheAssembly, NobodyAppraised, NoOfficeThen, FoundBoth: as they say.
    """
    desk.require(Act.RECORD_APPRAISAL)
    if held_on > desk.today:
        raise AppraisalAhead(held_on, desk.today)
    if body not in BODIES:
        raise NotTheAssembly(body)
    if not competent:
        raise NobodyAppraised
    year = (where("held_on") >= f"{held_on.year:04}-01-01") & (where("held_on") <= f"{held_on.year:04}-12-31")
    if standing := desk.one(Appraisal, year):
        raise AppraisalTwice(held_on.year, standing.held_on)
    verdicts: dict[str, Verdict] = {}
    for who, good in competent.items():
        person = find_person(desk, clean(who))
        if person.id in verdicts and verdicts[person.id].competent is not good:
            raise FoundBoth(person.name)
        verdicts[person.id] = Verdict(person.id, _post(person, held_on), good)
    kept = desk.put(
        Appraisal(
            held_on=held_on,
            body=body,
            verdicts=tuple(verdicts.values()),
            minutes=clean(minutes),
            recorded_by=desk.who.id,
        )
    )
    desk.record(kept.id)
    return kept


def appraisals(desk: Desk) -> tuple[Sequence[Appraisal], Sequence[FailsInARow]]:
    """Return all appraisals, the newest first, and who failed so often in a row that the law ends the office.

    Raises:
        NotPermitted: who asks is neither of the committee nor of its overseers nor of the township.
    """
    desk.require(Act.SEE_EVALUATION)
    found = sorted(desk.all(Appraisal), key=lambda one: one.held_on, reverse=True)
    return found, fails_in_a_row(found, limits_of(desk).count("evaluation.fails_in_a_row"))


def _post(person: Person, day: date) -> str:
    posts = [one.post for one in person.offices if one.role is Role.COMMITTEE and one.held_on(day)]
    if not posts:
        raise NoOfficeThen(person.name, day)
    return "、".join(posts)
