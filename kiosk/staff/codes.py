"""For whom a one-time code is shown (A18)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.sheet import Entry, Part, Sheet, Words
from kiosk.shelf import Shelf
from kiosk.staff.page import CodeFor, StaffPage
from village_board.people.binding import binding_roles
from village_board.people.hall import staff_of


@dataclass(frozen=True, slots=True)
class MembersPage(StaffPage):
    """The members whose chat may act; nobody makes a code for themselves."""

    def read(self, shelf: Shelf) -> Sheet:
        """List them."""
        t, day = shelf.t, shelf.today
        members = [one for one in staff_of(shelf.records) if binding_roles(one, day) and one.id != self.who.id]
        rows: list[Part] = [
            Entry(
                one.name,
                CodeFor(self.who, one.id),
                note=t.listed([held.post for held in one.offices if held.held_on(day)]),
            )
            for one in members
        ]
        about = Words(t("All members are told, and the screen says so all day. You are signed out."), "soft")
        return Sheet(t("A one-time code: whose chat?"), (*rows, about))
