"""Whom a notice reached: by chat for the public, by person for the village (N26, P2, P9). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from village_board.notices.model import UNSUBSCRIBED, Delivery, DeliveryState


@dataclass(frozen=True)
class Counts:
    """How many of those due stand where; the places always add up to `due`.

    Attributes:
        waiting: it is still to be sent.
        sending: it is under way.
        sent: a channel took it, or they were told at the door.
        unknown: nobody knows whether it arrived.
        failed: refused for good, or given up after a day.
        cancelled: what it said was out of date before it left.
        unsubscribed: they left before it was sent.
        unreached: nothing leads to them but their door.
    """

    waiting: int = 0
    sending: int = 0
    sent: int = 0
    unknown: int = 0
    failed: int = 0
    cancelled: int = 0
    unsubscribed: int = 0
    unreached: int = 0

    @property
    def due(self) -> int:
        """How many it was for."""
        return sum(self.places().values())

    def places(self) -> Mapping[str, int]:
        """Return the counts by the name of their place, in order."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


PLACES = tuple(field.name for field in fields(Counts))
UNREACHED = "unreached"

_PLACE: Mapping[DeliveryState, str] = {
    DeliveryState.PENDING: "waiting",
    DeliveryState.SENDING: "sending",
    DeliveryState.SENT: "sent",
    DeliveryState.UNKNOWN: "unknown",
    DeliveryState.FAILED: "failed",
    DeliveryState.DEAD: "failed",
    DeliveryState.CANCELLED: "cancelled",
}
#: Of several chats of one person the best counts: what is nearest to having been read.
_BEST = ("sent", "sending", "waiting", "unknown", "failed", "unsubscribed", "cancelled", UNREACHED)


def place_of(row: Delivery) -> str:
    """Return the place in which a row is counted."""
    return "unsubscribed" if row.reason == UNSUBSCRIBED else _PLACE[row.state]


def counted(places: Iterable[str]) -> Counts:
    """Return how often each place occurs."""
    counts = Counts()
    for place in places:
        counts = replace(counts, **{place: getattr(counts, place) + 1})
    return counts


def chats_reached(rows: Iterable[Delivery]) -> Counts:
    """Return the counts of one notice by chat: one row a chat (N2)."""
    return counted(place_of(row) for row in rows)


@dataclass(frozen=True)
class Due:
    """Whom a notice is for, by person: ids, and the household number of each where there is one."""

    households: Mapping[str, str]

    def of_household(self, person: str) -> list[str]:
        """Return the ids of those due in the household of `person`."""
        number = self.households.get(person, "")
        return [one for one, other in self.households.items() if number and other == number]


def persons_reached(due: Due, rows: Iterable[Delivery], told_at_door: Iterable[str]) -> Mapping[str, str]:
    """Return in which place each person due is counted.

    A chat speaks for the person to whom it was linked, and for the household only where that person wished so (P2).

    Args:
        due: whom the notice is for.
        rows: of the notice; those of chats that nobody called their own count for no person.
        told_at_door: ids of those who were told by hand.
    """
    best: dict[str, str] = dict.fromkeys(due.households, UNREACHED)
    for row in rows:
        place = place_of(row)
        for person in due.of_household(row.person) if row.household else [row.person]:
            if person in best and _BEST.index(place) < _BEST.index(best[person]):
                best[person] = place
    best |= dict.fromkeys((one for one in told_at_door if one in best), "sent")
    return best


def to_doors(places: Mapping[str, str]) -> list[str]:
    """Return the ids of those for whom only their door is left: whom nothing reached, or will reach."""
    return [person for person, place in places.items() if place in (UNREACHED, "failed", "unsubscribed")]
