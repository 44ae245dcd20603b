"""A slip for a villager without a phone (P20): group, surname, name, matter; the number is written down or printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.sheet import Entry, Facts, Heading, Part, Sheet, Words
from kiosk.shelf import Shelf
from kiosk.staff.page import Deed, StaffPage
from village_board.enquiries.cases_service import Order, receive
from village_board.guides.model import Guide
from village_board.guides.service import holding
from village_board.hearings.model import HEARING_AHEAD, Hearing
from village_board.hearings.places import class_of
from village_board.hearings.registrations import Applicant, is_registration_open, register
from village_board.people.model import Person, Role
from village_board.slips.rules import DIGITS

if TYPE_CHECKING:
    from village_board.desk import Desk, Records

#: from so many names on, the surname is asked first.
MANY = 18


@dataclass(frozen=True, slots=True)
class GroupsPage(StaffPage):
    """The villagers' groups."""

    def read(self, shelf: Shelf) -> Sheet:
        """List them."""
        t = shelf.t
        counts = Counter(one.group for one in _villagers(shelf.records))
        rows = tuple(
            Entry(
                t("Group {group}", group=group) if group else t("Without a group"),
                NamesPage(self.who, group, ""),
                note=t.n("{n} person", "{n} people", counts[group]),
            )
            for group in sorted(counts)
        )
        return Sheet(t("A slip: of which group is the villager?"), rows or (Words(t("Nobody is registered.")),))


@dataclass(frozen=True, slots=True)
class NamesPage(StaffPage):
    """The people of a group, by surname where they are many."""

    group: int
    surname: str

    def read(self, shelf: Shelf) -> Sheet:
        """List surnames, or people."""
        t = shelf.t
        people = [one for one in _villagers(shelf.records) if one.group == self.group]
        if not self.surname and len(people) > MANY:
            counts = Counter(one.name[:1] for one in people)
            rows: tuple[Part, ...] = tuple(
                Entry(first, NamesPage(self.who, self.group, first), note=t.n("{n} person", "{n} people", n))
                for first, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
            )
            return Sheet(t("Which surname?"), rows, counted=(1, len(rows)))
        named = [one for one in people if one.name.startswith(self.surname)]
        rows = tuple(
            Entry(one.name, MattersPage(self.who, one.id), note=t("household {household}", household=one.household))
            for one in named
        )
        return Sheet(t("Who is it?"), rows, counted=(1, len(rows)))


@dataclass(frozen=True, slots=True)
class MattersPage(StaffPage):
    """What the villager came for, as far as it needs no words: a place at a hearing, something to be arranged."""

    person: str

    def read(self, shelf: Shelf) -> Sheet:
        """List it."""
        t, records = shelf.t, shelf.records
        person = records.get(Person, self.person)
        rows: list[Part] = []
        for hearing in records.find(Hearing, where("status").one_of([one.value for one in HEARING_AHEAD])):
            if not is_registration_open(records, hearing):
                continue
            for place in hearing.places:
                do = partial(_register, id=hearing.id, group=place.group, person=person.number)
                note = t("a place as: {group}", group=t(class_of(place.group).en))
                rows.append(Entry(t("Hearing: {matter}", matter=hearing.matter), self._given(do), note=note))
        for guide in holding(records, Guide):
            do = partial(_receive, asked=guide.name, person=person.number)
            rows.append(Entry(t("Arrange: {matter}", matter=guide.name), self._given(do)))
        more = Words(t("For a question or an opinion in words: go to the desk in the office."), "soft")
        return Sheet(t("{person} came for", person=person.name), (*rows, more))

    def _given(self, do: partial[str]) -> Deed:
        who, person = self.who, self.person
        return Deed(do, then=lambda number: GivenPage(who, person, str(number)))


@dataclass(frozen=True, slots=True)
class GivenPage(StaffPage):
    """The number of the slip, to be written down."""

    person: str
    number: str

    def read(self, shelf: Shelf) -> Sheet:
        """Show it in large spaces."""
        t = shelf.t
        name = shelf.records.get(Person, self.person).name
        parts = (
            Words(t("Write this number on a slip and give it to {person}:", person=name)),
            Heading("   ".join(self.number)),
            Words(""),
            Words(t("With these {n} digits anybody sees on this screen how far it is.", n=DIGITS)),
            Facts(((t("Day"), t.date(shelf.today)),)),
        )
        return Sheet(t("Slip number"), parts)


def _villagers(records: Records) -> list[Person]:
    day = records.today
    found = [one for one in records.all(Person) if one.adult and Role.TOWNSHIP not in one.roles(day)]
    return sorted(found, key=lambda one: (one.group, one.name, one.number))


def _register(desk: Desk, id: str, group: str, person: str) -> str:  # noqa: A002 - the field's own name
    return register(desk, id, group, Applicant(person=person)).slip


def _receive(desk: Desk, asked: str, person: str) -> str:
    return receive(desk, Order(asked, Applicant(person=person))).number
