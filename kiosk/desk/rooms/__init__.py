"""The rooms of the desk: what can be looked up and done beside what waits. One module a room, opened when wanted."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from village_board.base.message import N_
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.shape import Form
    from village_board.people.model import Actor


@dataclass(frozen=True)
class Room:
    """One room.

    Attributes:
        words: its name, marked with `N_`.
        module: the module that has its first screen: a function ``first_screen()``; and, so that a begun form can be
            gone on with from the home, ``form_of(name)``, which returns the form whose drafts bear that name.
        prefix: with which the names of its forms begin, up to the first dot.
        acts: whoever may do one of these is shown it; none: everybody who signed in.
    """

    words: str
    module: str
    prefix: str = ""
    acts: tuple[Act, ...] = ()

    def is_for(self, who: Actor) -> bool:
        """Tell whether `who` has anything to do here."""
        return not self.acts or any(who.roles & PERMITTED[act] for act in self.acts)

    def open(self) -> DeskScreen:
        """Return its first screen."""
        screen: DeskScreen = import_module(self.module).first_screen()
        return screen


ROOMS: tuple[Room, ...] = (
    Room(N_("Items on the board"), "kiosk.desk.rooms.items", "item", (Act.DRAFT_ITEM, Act.REVIEW_ITEM, Act.SIGN_ITEM)),
)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name; None where no room knows it any more."""
    room = next((one for one in ROOMS if one.prefix and one.prefix == name.partition(".")[0]), None)
    find = getattr(import_module(room.module), "form_of", None) if room is not None else None
    return find(name) if find is not None else None
