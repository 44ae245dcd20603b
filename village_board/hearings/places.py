"""Places for hearing representatives by class, and who gets them: pure but for reading the classes (facts 1.6, P10)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.data_files import data_path
from village_board.hearings.model import PlacesOf
from village_board.hearings.voices import PlaceState, Registration
from village_board.limits.rules import Limits


@dataclass(frozen=True)
class PlaceClass:
    """A class of persons.

    Attributes:
        key: under which it is kept.
        en: its name, the message id under which the catalogue has the Chinese one.
        interested: whether they have a direct interest in the matter.
    """

    key: str
    en: str
    interested: bool


@dataclass(frozen=True)
class PlaceCount:
    """What the public sees of one class, or of several small ones together.

    Attributes:
        groups: keys of the classes.
        places: how many places there are.
        taken: how many of them are taken.
    """

    groups: tuple[str, ...]
    places: int
    taken: int

    @property
    def full(self) -> bool:
        """Whether nobody gets a place at once any more."""
        return self.taken >= self.places


class NoSuchClass(Refused):
    """No class of persons has this key."""

    sentence = N_("There is no class '{key}'. The classes are: {known}.")

    def __init__(self, key: str, known: Sequence[str]) -> None:
        super().__init__(key=key, known=", ".join(known))


class TooFewPlaces(Refused):
    """The places together are fewer than the village's rule asks for."""

    sentence = N_("There are {places} places for hearing representatives; {needed} are needed at least. Add some.")

    def __init__(self, places: int, needed: int) -> None:
        super().__init__(places=places, needed=needed)


class TooFewInterested(Refused):
    """Too few places are for those with a direct interest."""

    sentence = N_(
        "{interested} of {places} places are for households with a direct interest; {needed} are needed. "
        "Move places to them."
    )

    def __init__(self, interested: int, places: int, needed: int) -> None:
        super().__init__(interested=interested, places=places, needed=needed)


class PlacesTaken(Refused):
    """People have more places of this class already."""

    sentence = N_("{taken} people have a place of the class '{key}' already; it cannot have only {places}.")

    def __init__(self, key: str, taken: int, places: int) -> None:
        super().__init__(key=key, taken=taken, places=places)


@cache
def place_classes() -> Mapping[str, PlaceClass]:
    """Return the classes by their key, in the order of the data."""
    rows = tomllib.loads(data_path("law", "hearing_places.toml").read_text("utf-8"))["class"]
    return {row["key"]: PlaceClass(row["key"], row["en"], row["interested"]) for row in rows}


def class_of(key: str) -> PlaceClass:
    """Return the class with this key.

    Raises:
        NoSuchClass: there is none.
    """
    if found := place_classes().get(key):
        return found
    raise NoSuchClass(key, tuple(place_classes()))


def check_places(places: Sequence[PlacesOf], limits: Limits) -> None:
    """Refuse places that are too few, or too few of them for those with a direct interest (facts 1.6).

    Raises:
        NoSuchClass, TooFewPlaces, TooFewInterested: with the numbers.
    """
    total = sum(one.places for one in places)
    interested = sum(one.places for one in places if class_of(one.group).interested)
    needed = limits.count("hearing.representatives")
    if total < needed:
        raise TooFewPlaces(total, needed)
    share = limits.share("hearing.interested_share")
    if not share.met(interested, total):
        raise TooFewInterested(interested, total, share.needed(total))


def places_in(places: Sequence[PlacesOf], group: str) -> int:
    """Return how many places the class `group` has."""
    return sum(one.places for one in places if one.group == group)


def standing(registrations: Sequence[Registration], group: str) -> list[Registration]:
    """Return those of the class `group` who have not withdrawn, in the order in which they came."""
    found = [one for one in registrations if one.group == group and one.state is not PlaceState.WITHDRAWN]
    return sorted(found, key=lambda one: one.sequence)


def state_for_next(places: Sequence[PlacesOf], registrations: Sequence[Registration], group: str) -> PlaceState:
    """Return what somebody of the class `group` gets who comes now: a place, or the end of the waiting list."""
    free = places_in(places, group) > len(standing(registrations, group))
    return PlaceState.PLACED if free else PlaceState.WAITING


def moved_up(places: Sequence[PlacesOf], registrations: Sequence[Registration]) -> list[Registration]:
    """Return those who wait and for whom there is a place now, with their new state, in the order in which they came.

    Nobody loses a place by it, and nobody is passed over: within a class it goes by `sequence`.
    """
    up: list[Registration] = []
    for one in places:
        row = standing(registrations, one.group)
        placed = sum(each.state is PlaceState.PLACED for each in row)
        waiting = [each for each in row if each.state is PlaceState.WAITING]
        up += [replace(each, state=PlaceState.PLACED) for each in waiting[: max(one.places - placed, 0)]]
    return up


def waits_at(registrations: Sequence[Registration], mine: Registration) -> int:
    """Return at which place of its waiting list `mine` stands, from 1; 0 where it does not wait."""
    row = [one for one in standing(registrations, mine.group) if one.state is PlaceState.WAITING]
    return next((place for place, one in enumerate(row, 1) if one.sequence == mine.sequence), 0)


def public_counts(
    places: Sequence[PlacesOf], registrations: Sequence[Registration], least: int
) -> tuple[PlaceCount, ...]:
    """Return what the public sees: places and how many are taken, by class.

    Classes with fewer than `least` places are counted together, and together with the smallest other class where they
    are still too few: no count names one person (P10).
    """
    rows = [
        PlaceCount((one.group,), one.places, min(len(standing(registrations, one.group)), one.places))
        for one in places
        if one.places
    ]
    small = [row for row in rows if row.places < least]
    large = [row for row in rows if row.places >= least]
    while small and large and sum(row.places for row in small) < least:
        smallest = min(large, key=lambda row: row.places)
        large.remove(smallest)
        small.append(smallest)
    if not small:
        return tuple(large)
    together = PlaceCount(
        tuple(group for row in rows if row in small for group in row.groups),
        sum(row.places for row in small),
        sum(row.taken for row in small),
    )
    return (*large, together)
