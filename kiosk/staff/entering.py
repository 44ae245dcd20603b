"""Who it is, the PIN, and what can be done here."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.sheet import Entry, Page, Part, Sheet, Words
from kiosk.shelf import Shelf
from kiosk.staff.page import PadPage, SignIn, StaffPage
from village_board.people.acts import PERMITTED, Act
from village_board.people.hall import staff_of
from village_board.people.model import Person
from village_board.people.pin import MAX_DIGITS


@dataclass(frozen=True, slots=True)
class WhoPage(Page):
    """The names of those in office: nobody types one."""

    def read(self, shelf: Shelf) -> Sheet:
        """List them with their offices."""
        t, day = shelf.t, shelf.today
        rows = [
            Entry(one.name, PinPage(one.id), note=t.listed([held.post for held in one.offices if held.held_on(day)]))
            for one in staff_of(shelf.records)
        ]
        nothing = (Words(t("Nobody in office is entered here yet.")),)
        return Sheet(t("Staff: who are you?"), tuple(rows) or nothing, counted=(1, len(rows)))


@dataclass(frozen=True)
class PinPage(PadPage):
    """The PIN of one person, on the keypad; its digits are masked."""

    person: str
    digits_most = MAX_DIGITS
    secret = True

    def read(self, shelf: Shelf) -> Sheet:
        """Say whose PIN is wanted."""
        t = shelf.t
        person = shelf.records.get(Person, self.person)
        parts: tuple[Part, ...] = (
            Words(t("Type your PIN, then OK."), "strong"),
            Words(t("Stand so that nobody sees the keys.")),
            Words(t("Wrong PINs lock your account, and this screen, for a while."), "soft"),
        )
        return Sheet(t("PIN of {person}", person=person.name), parts)

    def entered(self, digits: str) -> Page:
        """Try it."""
        return SignIn(self.person, digits)


@dataclass(frozen=True, slots=True)
class MenuPage(StaffPage):
    """What the one who signed in can do in the hall: only what their roles allow."""

    def read(self, shelf: Shelf) -> Sheet:
        """List it."""
        from kiosk.staff.codes import MembersPage  # noqa: PLC0415 - the pages know each other
        from kiosk.staff.confirming import ToConfirmPage  # noqa: PLC0415
        from kiosk.staff.counting import CountsPage  # noqa: PLC0415
        from kiosk.staff.doors import DoorListsPage  # noqa: PLC0415
        from kiosk.staff.rolls import RollsPage  # noqa: PLC0415
        from kiosk.staff.slips import GroupsPage  # noqa: PLC0415

        t, who = shelf.t, self.who
        doors: tuple[tuple[Act, str, str, Page], ...] = (
            (Act.KEEP_ROLL, t("Tick who came"), t("The roll of a meeting"), RollsPage(who)),
            (Act.RECORD_RESOLUTION, t("Count votes"), t("Hearings and votes of today"), CountsPage(who)),
            (Act.CONFIRM_RESOLUTION, t("Confirm"), t("What another person recorded"), ToConfirmPage(who)),
            (Act.TICK_DOOR, t("Door list"), t("Who was told at the door"), DoorListsPage(who)),
            (Act.RECEIVE_SERVICE, t("Write a slip"), t("For a villager without a phone"), GroupsPage(who)),
            (Act.ISSUE_BINDING, t("One-time code"), t("Binds the chat of a colleague"), MembersPage(who)),
        )
        rows = [Entry(words, page, note=note) for act, words, note, page in doors if who.roles & PERMITTED[act]]
        nothing = (Words(t("Your office has nothing to do on this screen.")),)
        return Sheet(t("What do you want to do?"), tuple(rows) or nothing)
