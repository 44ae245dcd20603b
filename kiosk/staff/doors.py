"""The door list in the hall: whoever went round ticks how it went (N26)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kiosk.dwelling import dwelling
from kiosk.sheet import Entry, Part, Sheet, Words
from kiosk.shelf import Shelf
from kiosk.staff.page import Deed, StaffPage
from kiosk.staff.rolls import counted
from village_board.notices.doors import Door, doors_of, tick
from village_board.notices.model import Notice
from village_board.notices.reach_model import DoorHow, DoorList
from village_board.notices.words import DOOR_HOW

if TYPE_CHECKING:
    from village_board.desk import Desk
    from village_board.i18n import Translator


@dataclass(frozen=True, slots=True)
class DoorListsPage(StaffPage):
    """The lists with doors that are still open."""

    def read(self, shelf: Shelf) -> Sheet:
        """List them, the newest first."""
        t, records = shelf.t, shelf.records
        lists = sorted(records.all(DoorList), key=lambda one: (one.made_on, one.id), reverse=True)
        rows: list[Part] = []
        for one in lists:
            left = sum(not line.told for line in one.lines)
            if left:
                title = t.say(records.get(Notice, one.notice).message)
                still = t.n("{n} door", "{n} doors", left)
                rows.append(Entry(title, DoorListPage(self.who, one.id), note=t.date(one.made_on), right=still))
        return Sheet(t("Door list"), tuple(rows) or (Words(t("No door is left: everybody was told.")),))


@dataclass(frozen=True, slots=True)
class DoorListPage(StaffPage):
    """The doors of one list that are still open."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """List them by group."""
        t = shelf.t
        made = shelf.records.get(DoorList, self.id)
        rows: list[Part] = []
        for door in doors_of(shelf.records, made):
            line = door.line
            if line.told:
                continue
            where = dwelling(line.group, line.household, t)
            tried = t(DOOR_HOW[line.how]) if line.how else ""
            goto = DoorPage(self.who, self.id, line.number)
            rows.append(Entry(_named(t, door), goto, note=where, right=tried))
        nothing = (Words(t("No door is left: everybody was told.")),)
        title = t.say(shelf.records.get(Notice, made.notice).message)
        return Sheet(title, tuple(rows) or nothing, counted=(1, len(rows)))


@dataclass(frozen=True, slots=True)
class DoorPage(StaffPage):
    """One door: how it went."""

    id: str
    line: int

    def read(self, shelf: Shelf) -> Sheet:
        """Offer the four ways."""
        t = shelf.t
        made = shelf.records.get(DoorList, self.id)
        door = next(one for one in doors_of(shelf.records, made) if one.line.number == self.line)
        ways = tuple(
            Entry(t(DOOR_HOW[how]), Deed(partial(_tick, id=self.id, line=self.line, how=how), told=counted, leave=1))
            for how in DoorHow
        )
        return Sheet(_named(t, door), ways)


def _named(t: Translator, door: Door) -> str:
    """Return which door it is: the number of a row on the screen is another one."""
    return t("Door {number}: {names}", number=door.line.number, names=t.listed(door.names))


def _tick(desk: Desk, id: str, line: int, how: DoorHow) -> DoorList:  # noqa: A002 - the field's own name
    return tick(desk, id, line, desk.today, how)
