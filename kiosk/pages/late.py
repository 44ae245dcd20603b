"""What is late and public: verified facts with the village's own reason, never a suspicion or a score (P11, P18)."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.cases import case_entry
from kiosk.pages.catalogue import MissingPage, missing_entry
from kiosk.pages.judged import judged
from kiosk.pages.resolutions import ResolutionPage
from kiosk.pages.voices import interpellation_entry
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.calendar.service import calendar_of
from village_board.disclosure.due import due_items
from village_board.hearings.case import ENDED, CaseEvent, CaseState, DecisionCase
from village_board.hearings.lines import line_of
from village_board.hearings.model import Resolution, ResolutionStatus
from village_board.hearings.objections import answer_due, late_by
from village_board.hearings.voices import Interpellation
from village_board.limits.service import limits_of

#: of one kind that are told at once; more would shout (P18).
HANDFUL = 5
#: open matters that are looked at, those that have not moved for longest first.
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class LatePage(Page):
    """What the village itself should have done by today, each with the way to its record."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return how much is late, then what, a handful of each kind."""
        t = shelf.t
        groups: tuple[tuple[str, list[Entry], Page | None], ...] = (
            (t("Due and not published"), _items(shelf), MissingPage()),
            (t("Matters on their way"), _matters(shelf), None),
            (t("Answers that are due"), _answers(shelf), None),
        )
        late = sum(len(rows) for _, rows, _ in groups)
        said = t.n("{n} thing is late today.", "{n} things are late today.", late) if late else t("Nothing is late.")
        parts: list[Part] = [Words(said, "strong"), judged(shelf)]
        for heading, rows, whole in groups:
            parts += [Heading(heading), *rows[:HANDFUL]] if rows else []
            if more := len(rows[HANDFUL:]):
                further = t.n("and {n} more", "and {n} more", more)
                parts.append(Entry(t("All that is missing"), whole, right=further) if whole else Words(further, "soft"))
        return Sheet(t("What is late?"), tuple(parts))


def late_entry(shelf: Shelf) -> Entry:
    """Return the row that opens what is late."""
    t = shelf.t
    return Entry(t("What is late?"), LatePage(), note=t("Not published, not done, not answered in time"))


def _items(shelf: Shelf) -> list[Entry]:
    return [missing_entry(shelf, item) for item in due_items(shelf.records)]


def _matters(shelf: Shelf) -> list[Entry]:
    """Return the open matters whose next step should have been made; the office's archive is nobody's wait."""
    records = shelf.records
    limits, calendar = limits_of(records), calendar_of(records)
    query = (where("told") == 1) & where("state").one_of([state.value for state in CaseState if state not in ENDED])
    found = records.page(DecisionCase, query, order_by="moved_on", limit=_LOOKED_AT).rows
    rows = []
    for case in found:
        following = line_of(records, case, limits=limits, calendar=calendar).next
        if following is not None and following.late and following.event is not CaseEvent.ARCHIVE:
            rows.append(case_entry(shelf, case, limits, calendar))
    return rows


def _answers(shelf: Shelf) -> list[Entry]:
    """Return the questionings and the objections that wait for an answer longer than they may."""
    t, records = shelf.t, shelf.records
    asked = records.page(Interpellation, order_by="asked_on", limit=_LOOKED_AT).rows
    rows = [interpellation_entry(shelf, one) for one in asked if one.answered_on is None and one.late_by(shelf.today)]
    for resolution in records.find(Resolution, where("status") == ResolutionStatus.OBJECTED.value):
        waiting = [one for one in resolution.objections if one.is_open and late_by(records, one)]
        if waiting:
            due = min(answer_due(records, one) for one in waiting)
            note = t("An objection: answer due by {due}", due=due)
            rows.append(Entry(resolution.matter, ResolutionPage(resolution.id), note=note, right=t("late")))
    return rows
