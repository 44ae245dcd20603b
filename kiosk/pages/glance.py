"""The home's answers in full."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.accounts import month_entry
from kiosk.pages.catalogue import MissingPage, missing_entry
from kiosk.pages.hearings import HearingPage
from kiosk.pages.late import late_entry
from kiosk.pages.noticed import noticed_entry
from kiosk.pages.polls import poll_entry
from kiosk.pages.resolutions import ResolutionPage
from kiosk.pages.wording import days_left, joined, still
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.glance.service import Meeting, RunningNotice, glance
from village_board.hearings.model import Hearing
from village_board.polls.running import open_polls

#: missing items that are told at once; more would shout (P18).
HANDFUL = 5


@dataclass(frozen=True, slots=True)
class GlancePage(Page):
    """The home's answers in full, each with the way to its record."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the answers."""
        t, seen = shelf.t, glance(shelf.records)
        parts: list[Part] = [*noticed_entry(shelf), Heading(t("Next meeting"))]
        if seen.next_meeting:
            parts.append(_meeting_entry(shelf, seen.next_meeting))
        else:
            parts.append(Words(t("No meeting is announced.")))
        parts.append(Heading(t("On notice")))
        parts += [_notice_entry(shelf, notice) for notice in seen.running_notices]
        if not seen.running_notices:
            parts.append(Words(t("No notice is running.")))
        if asked := open_polls(shelf.records):
            parts += [Heading(t("Polls and ratings")), *(poll_entry(shelf, one) for one in asked)]
        parts.append(Heading(t("Due and not published")))
        parts += [missing_entry(shelf, item) for item in seen.missing_items[:HANDFUL]]
        if len(seen.missing_items) > HANDFUL:
            count = len(seen.missing_items)
            parts.append(Entry(t("All that is missing"), MissingPage(), right=t.n("{n} item", "{n} items", count)))
        if not seen.missing_items:
            parts.append(Words(t("All that was due is published.")))
        parts.append(late_entry(shelf))
        if seen.month:
            parts.append(Heading(t("Money")))
            parts.append(month_entry(shelf, seen.month))
        return Sheet(t("At a glance"), tuple(parts))


def _meeting_entry(shelf: Shelf, meeting: Meeting) -> Entry:
    t, record = shelf.t, meeting.record
    page = HearingPage(record.id) if isinstance(record, Hearing) else ResolutionPage(record.id)
    when = t.moment(meeting.at) if meeting.at else t.date(meeting.on)
    place = record.place if isinstance(record, Hearing) else ""
    return Entry(record.matter, page, note=joined((when, place)), right=days_left(t, meeting.days_left))


def _notice_entry(shelf: Shelf, notice: RunningNotice) -> Entry:
    t = shelf.t
    return Entry(
        notice.resolution.matter,
        ResolutionPage(notice.resolution.id),
        note=t("Objections by {until}", until=notice.until),
        right=still(t, notice.days_left),
    )
