"""Finding persons, and signing in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.ids import is_id
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.people.model import Actor, Person, Role
from village_board.people.pin import check_pin, refusal

#: Who acts where nobody is asked for a PIN (init, import): whoever holds the office's machine.
OFFICE = Actor("office", "office", frozenset({Role.CLERK}))


class NoSuchPerson(Refused):
    """Nobody has this number or name."""

    sentence = N_("Nobody is registered as '{who}'. Give a number of 'village-board list people'.")

    def __init__(self, who: str) -> None:
        super().__init__(who=who)


class SeveralPersons(Refused):
    """Several people have this name."""

    sentence = N_("{count} people are called {who}. Give the number instead of the name.")

    def __init__(self, who: str, count: int) -> None:
        super().__init__(who=who, count=count)


class SamePerson(Refused):
    """Two different people are needed (four eyes)."""

    sentence = N_("{person} recorded this and cannot confirm it. Another member must.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


def find_person(records: Records, who: str) -> Person:
    """Return the person with this number, id or (unambiguous) name.

    Raises:
        NoSuchPerson: nobody has it.
        SeveralPersons: more than one person has this name.
    """
    if person := records.one(Person, where("number") == who):
        return person
    if is_id(who):
        return records.get(Person, who)
    named = [person for person in records.all(Person) if person.name == who]
    if not named:
        raise NoSuchPerson(who)
    if len(named) > 1:
        raise SeveralPersons(who, len(named))
    return named[0]


def actor(records: Records, person: Person) -> Actor:
    """Return `person` as one who acts, with today's roles."""
    return Actor(person.id, person.name, person.roles(records.today))


def sign_in(desk_for: Callable[[Actor], AbstractContextManager[Desk]], who: str, digits: str, pepper: bytes) -> Actor:
    """Return the actor `who` if `digits` is their PIN; a wrong try is counted and committed before it is refused.

    Raises:
        Refused: the person is unknown, has no PIN, or the PIN is wrong or locked.
    """
    with desk_for(OFFICE) as desk:
        person = find_person(desk, who)
        check, tries = check_pin(desk, person, digits, pepper)
        who_acts = actor(desk, person)
    if error := refusal(check, person, tries):
        raise error
    return who_acts
