"""What is new since a day that the visitor picks by a button: a week, a month, a quarter; no login (K23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tinydb import where

from kiosk.pages.wording import joined
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.base.kind import Record
from village_board.base.message import N_
from village_board.disclosure.wall import hanging
from village_board.enquiries.model import Enquiry
from village_board.hearings.case import DecisionCase
from village_board.hearings.model import Hearing, Resolution

#: since how many days, and how that is called
SINCE: tuple[tuple[int, str], ...] = (
    (1, N_("since yesterday")),
    (7, N_("in the last week")),
    (30, N_("in the last month")),
    (91, N_("in the last quarter")),
)
#: rows of a list; a window of the store, never all
_MOST = 90
_DEFAULT = 7
#: so long after a meeting its result may be published
_RESULT_WITHIN = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class RecentPage(Page):
    """How much is new since each of the days; one tap shows it."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return a row for each span."""
        from kiosk.pages.noticed import noticed_entry  # noqa: PLC0415 - pages point to each other

        t, rows = shelf.t, noticed_entry(shelf)
        for days, words in SINCE:
            since = shelf.today - timedelta(days=days)
            found = new_since(shelf, since)
            first = found[0].title if found else t("Nothing is new.")
            count = t.n("{n} new", "{n} new", len(found)) if len(found) <= _MOST else t("more than {n} new", n=_MOST)
            note = joined((t("since {day}", day=since), first))
            rows.append(Entry(t("What is new {when}", when=t(words)), SincePage(days), note=note, right=count))
        return Sheet(t("What is new?"), tuple(rows))


@dataclass(frozen=True, slots=True)
class SincePage(Page):
    """What became public since a day, the newest first."""

    days: int = _DEFAULT

    def read(self, shelf: Shelf) -> Sheet:
        """Return the rows, each with the way to its record."""
        from kiosk.pages.places import entry_of  # noqa: PLC0415 - it knows every page

        t, since = shelf.t, shelf.today - timedelta(days=self.days)
        found = new_since(shelf, since)
        rows: list[Part] = [row for one in found[:_MOST] if (row := entry_of(shelf, one)) is not None]
        if not rows:
            rows = [Words(t("Nothing is new.")), Heading(t("What you can do")), Entry(t("What is new?"), RecentPage())]
        if len(found) > _MOST:
            rows.insert(0, Words(t("Only the newest {n} stand here.", n=_MOST), "soft"))
        return Sheet(t("New since {day}", day=since), tuple(rows), counted=(1, min(len(found), _MOST)))


def new_since(shelf: Shelf, since: date) -> list[Record]:
    """Return what became public on `since` or later, the newest first: what a visitor leafs through, and one more.

    Items by the day on which they were published, hearings and decisions by their notice, matters by their last step,
    answers by the day on which they were shown.
    """
    found: dict[str, tuple[date, Record]] = {}
    for on, record in _new(shelf, since):
        if record.public and on <= shelf.today:
            found.setdefault(record.id, (on, record))
    ordered = sorted(found.values(), key=lambda pair: (pair[0], pair[1].id), reverse=True)
    return [record for _, record in ordered[: _MOST + 1]]


def _new(shelf: Shelf, since: date) -> Iterator[tuple[date, Record]]:
    for item in hanging(shelf.records, where("published_on") >= since.isoformat()):
        if item.published_on is not None:
            yield item.published_on, item
    yield from _heard(shelf, since)
    moved = (where("told") == 1) & (where("moved_on") >= since.isoformat())
    for case in shelf.records.page(DecisionCase, moved, order_by="moved_on", descending=True, limit=_MOST + 1).rows:
        if case.moved_on is not None:
            yield case.moved_on, case
    for enquiry in shelf.records.find(Enquiry, where("published_on") >= since.isoformat()):
        if enquiry.published_on is not None:
            yield enquiry.published_on, enquiry


def _heard(shelf: Shelf, since: date) -> Iterator[tuple[date, Hearing | Resolution]]:
    """Yield hearings and decisions with the last of their days that is public; a result may come long after."""
    before = (since - _RESULT_WITHIN).isoformat()
    heard: list[Hearing | Resolution] = [*shelf.records.find(Hearing, where("held_at") >= before)]
    heard += shelf.records.find(Resolution, where("meeting_on") >= before)
    for one in heard:
        told = [one.result_published_on, one.notice_on]
        if isinstance(one, Resolution):
            told.append(one.published_on)
        on = max((day for day in told if day is not None and day <= shelf.today), default=None)
        if on is not None and on >= since:
            yield on, one


def recent_entry(shelf: Shelf) -> Entry:
    """Return the row that leads to what is new."""
    t = shelf.t
    return Entry(t("What is new?"), RecentPage(), note=t("Since last week, last month, last quarter"))
