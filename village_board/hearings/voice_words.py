"""The words for what villagers hand in."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.hearings.voices import Adopted, Askers, PlaceState

PLACE_STATE: dict[PlaceState, str] = {
    PlaceState.PLACED: N_("registered, with a place"),
    PlaceState.WAITING: N_("on the waiting list"),
    PlaceState.WITHDRAWN: N_("withdrawn"),
}

ADOPTED: dict[Adopted, str] = {
    Adopted.ADOPTED: N_("adopted"),
    Adopted.PARTLY: N_("partly adopted"),
    Adopted.NOT: N_("not adopted"),
}

#: The same by what a statement keeps.
ADOPTED_VALUE: dict[str, str] = {one.value: word for one, word in ADOPTED.items()}

ASKERS: dict[Askers, str] = {
    Askers.OVERSIGHT: N_("the oversight committee"),
    Askers.REPRESENTATIVES: N_("villagers' representatives"),
    Askers.VOTERS: N_("voters"),
}
