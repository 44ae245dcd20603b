"""The register of people, entry by entry: somebody moves here, marries in, grows up. Offices are given elsewhere."""

from __future__ import annotations

from dataclasses import replace

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.people.acts import Act
from village_board.people.model import Household, Person
from village_board.text.clean import clean
from village_board.text.fold import name_key
from village_board.text.mask import find_personal_numbers

_NUMBER_LENGTH, _NAME_LENGTH = 20, 60
#: a telephone has eleven, an identity number or a bank card more.
_MOST_DIGITS = 10


class PersonIncomplete(Refused):
    """Neither number nor name may be missing."""

    sentence = N_("A person has a number in the village and a name. Give both; nothing was saved.")

    def __init__(self) -> None:
        super().__init__()


class PersonNumberWrong(Refused):
    """What was given as the village's own number is an identity number, a telephone, or holds spaces."""

    sentence = N_("'{number}' is no number of the village's own, such as 03012-1. Identity numbers are never kept.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class NameWrong(Refused):
    """A personal number stands in the name."""

    sentence = N_("A personal number stands in the name. Write the name alone; nothing was saved.")

    def __init__(self) -> None:
        super().__init__()


class RelativeUnknown(Refused):
    """A near relative who is in no register."""

    sentence = N_("Nobody is registered under {number}. Near relatives are given by their numbers.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class HeadTaken(Refused):
    """A household has one head."""

    sentence = N_("{person} is the head of household {household} already. Change that entry first.")

    def __init__(self, person: str, household: str) -> None:
        super().__init__(person=person, household=household)


def register_person(desk: Desk, given: Person) -> Person:
    """Enter somebody into the register; offices are given by `people.offices.appoint` only.

    Raises:
        PersonIncomplete, PersonNumberWrong, NameWrong, RelativeUnknown, HeadTaken: nothing was saved.
        NumberTaken: somebody has this number.
    """
    desk.require(Act.KEEP_PERSON)
    person = _checked(desk, replace(given, id="", rev=0, offices=()))
    desk.check_number(Person, person.number)
    kept = desk.put(person)
    _keep_household(desk, kept)
    desk.record(kept.id)
    return kept


def change_person(desk: Desk, id: str, given: Person) -> Person:  # noqa: A002 - the field's own name
    """Change what the register says of somebody; number and offices stay.

    Raises:
        NotFound: there is nobody with this id.
        PersonIncomplete, NameWrong, RelativeUnknown, HeadTaken: nothing was changed.
    """
    desk.require(Act.KEEP_PERSON)
    before = desk.get(Person, id)
    wanted = replace(given, id=before.id, rev=before.rev, number=before.number, offices=before.offices)
    kept = desk.put(_checked(desk, wanted))
    _keep_household(desk, kept)
    desk.record(id)
    return kept


def alike(records: Records, name: str, number: str = "") -> tuple[Person, ...]:
    """Return who is registered under a name that may be taken for `name`, but for the one with `number` (A7).

    It is shown and refuses nothing: in a village two people may well bear one name.
    """
    key = name_key(name)
    return tuple(one for one in records.all(Person) if key and one.number != number and name_key(one.name) == key)


def _checked(desk: Desk, given: Person) -> Person:
    number, name = clean(given.number), clean(given.name, limit=_NAME_LENGTH)
    if not number or not name:
        raise PersonIncomplete
    digits = sum(char.isdigit() for char in number)
    if digits > _MOST_DIGITS or " " in number or len(number) > _NUMBER_LENGTH:
        raise PersonNumberWrong(number[:_NUMBER_LENGTH])
    if find_personal_numbers(name):
        raise NameWrong
    relatives = tuple(dict.fromkeys(filter(None, map(clean, given.near_relatives))))
    for one in relatives:
        if desk.one(Person, where("number") == one) is None:
            raise RelativeUnknown(one)
    person = replace(
        given, number=number, name=name, sex=clean(given.sex), household=clean(given.household),
        near_relatives=relatives,
    )  # fmt: skip
    if person.household and person.head_of_household:
        for other in desk.find(Person, where("household") == person.household):
            if other.head_of_household and other.number != number:
                raise HeadTaken(other.name, person.household)
    return person


def _keep_household(desk: Desk, person: Person) -> None:
    """Keep the household with the person: its group, and its number of the head."""
    if not person.household:
        return
    known = desk.one(Household, where("number") == person.household)
    base = known or Household(number=person.household, group=person.group)
    if person.head_of_household:
        base = replace(base, group=person.group, head=person.number)
    elif base.head == person.number:
        base = replace(base, head="")
    desk.put(base)
