"""The roll of a meeting in the hall: a tap for each who came."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kiosk.sheet import Entry, Part, Sheet, Words
from kiosk.shelf import Shelf
from kiosk.staff.page import Deed, StaffPage
from village_board.hearings.drafts_reading import to_record
from village_board.hearings.model import Resolution
from village_board.hearings.roll import Coming
from village_board.hearings.rolls_service import mark_came, open_roll, set_roll, take_back

if TYPE_CHECKING:
    from village_board.desk import Desk
    from village_board.hearings.roll import Roll
    from village_board.i18n import Translator

TICKED, OPEN = "[√]", "[ ]"


@dataclass(frozen=True, slots=True)
class RollsPage(StaffPage):
    """The meetings that have no result yet."""

    def read(self, shelf: Shelf) -> Sheet:
        """List them."""
        t = shelf.t
        meetings = [one for one in to_record(shelf.records) if isinstance(one, Resolution)]
        rows: tuple[Part, ...] = tuple(
            Entry(one.matter, RollPage(self.who, one.id), note=t.date(one.meeting_on) if one.meeting_on else "")
            for one in meetings
        )
        return Sheet(t("Tick who came"), rows or (Words(t("No meeting waits for its roll today.")),))


@dataclass(frozen=True, slots=True)
class RollPage(StaffPage):
    """One roll: a tap marks, a second one takes the mark back."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """List those due with their marks."""
        t = shelf.t
        resolution = shelf.records.get(Resolution, self.id)
        roll = open_roll(shelf.records, resolution)
        if roll is None:
            begin = Deed(partial(_begin, id=self.id))
            words = Words(t("The list of those due is made from the register of people."))
            return Sheet(resolution.matter, (words, Entry(t("Begin the roll"), begin)))
        lines = list(roll.current.values())
        came = sum(line.present for line in lines)
        rows = [
            Entry(
                line.name or line.person_number,
                Deed(partial(_tick, id=self.id, number=line.person_number, came=not line.present)),
                note=line.person_number,
                right=t("came") if line.present else "",
                mark=TICKED if line.present else OPEN,
            )
            for line in lines
        ]
        title = t("{came} of {due} came: {matter}", came=came, due=len(lines), matter=resolution.matter)
        return Sheet(title, tuple(rows), counted=(1, len(rows)))


def _begin(desk: Desk, id: str) -> Roll:  # noqa: A002 - the field's own name
    return set_roll(desk, [id])


def _tick(desk: Desk, id: str, number: str, *, came: bool) -> Roll:  # noqa: A002
    return mark_came(desk, id, {number: Coming()}) if came else take_back(desk, id, number)


def counted(t: Translator, _result: object) -> str:
    """Say that a count is kept."""
    return t("Kept.")
