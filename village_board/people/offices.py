"""Offices (职务): who is appointed to which, and when it ends. Roles follow from them (P5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk
from village_board.people.acts import Act
from village_board.people.model import Office, Person, Role
from village_board.text.clean import clean


class PostMissing(Refused):
    """An office without a name."""

    sentence = N_("Say which post it is, such as 文书.")

    def __init__(self) -> None:
        super().__init__()


class OwnOffice(Refused):
    """Nobody appoints themselves, or ends their own term here."""

    sentence = N_("{person} cannot change their own office. Another member must.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class HeldAlready(Refused):
    """The person holds this office."""

    sentence = N_("{person} is {post} already.")

    def __init__(self, person: str, post: str) -> None:
        super().__init__(person=person, post=post)


class NotHeld(Refused):
    """The person does not hold this office."""

    sentence = N_("{person} is not {post} today.")

    def __init__(self, person: str, post: str) -> None:
        super().__init__(person=person, post=post)


class TermDays(Refused):
    """A term that ends before it begins."""

    sentence = N_("The term would end on {until}, before it begins on {since}. Look at the days again.")

    def __init__(self, since: date, until: date) -> None:
        super().__init__(since=since, until=until)


class Incompatible(Refused):
    """An overseer of the village is no member of what is overseen (Organic Law of Villagers' Committees)."""

    sentence = N_("{person} cannot be in the village committee and oversee it. End the other office first.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


#: what one person never is at once: who watches is no part of what is watched.
_APART = (frozenset({Role.OVERSIGHT}), frozenset({Role.CLERK, Role.COMMITTEE}))


def appoint(desk: Desk, person: Person, post: str, role: Role, since: date | None = None) -> Person:
    """Give `person` the office `post` with its `role`, from a day on; today where none is given.

    Raises:
        OwnOffice: it is one's own.
        PostMissing, HeldAlready: with the facts.
        Incompatible: with the offices that are held the person would oversee themselves.
    """
    desk.require(Act.CHANGE_OFFICE)
    if person.id == desk.who.id:
        raise OwnOffice(person.name)
    name, day = clean(post), since or desk.today
    if not name:
        raise PostMissing
    if any(held.post == name and held.held_on(day) for held in person.offices):
        raise HeldAlready(person.name, name)
    held_roles = {held.role for held in person.offices if held.until is None or held.until >= day} | {role}
    if all(held_roles & side for side in _APART):
        raise Incompatible(person.name)
    kept = desk.put(replace(person, offices=(*person.offices, Office(name, role, day))))
    desk.record(person.id)
    return kept


def end_office(desk: Desk, person: Person, post: str, until: date | None = None) -> Person:
    """Let the office `post` of `person` end with a day; yesterday where none is given, so that it ends at once.

    Raises:
        OwnOffice: it is one's own.
        NotHeld: the person does not hold it today.
        TermDays: the day is before the term began.
    """
    desk.require(Act.CHANGE_OFFICE)
    if person.id == desk.who.id:
        raise OwnOffice(person.name)
    name, last = clean(post), until or desk.today - timedelta(days=1)
    held = next((one for one in person.offices if one.post == name and one.held_on(desk.today)), None)
    if held is None:
        raise NotHeld(person.name, name)
    if held.since is not None and last < held.since - timedelta(days=1):
        raise TermDays(held.since, last)
    kept = desk.put(
        replace(person, offices=tuple(replace(one, until=last) if one is held else one for one in person.offices))
    )
    desk.record(person.id)
    return kept
