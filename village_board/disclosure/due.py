"""What is due and missing: by the days of periods, and after events that were recorded (facts 3; P11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tinydb import where

from village_board.base.clock import local
from village_board.calendar.model import Unit
from village_board.calendar.rules import deadline
from village_board.calendar.service import calendar_of
from village_board.catalogue.model import Entry, EntryGroup, EntryVersion, Frequency
from village_board.disclosure.event_model import DueEvent
from village_board.disclosure.model import DISCLOSED, Gap, Item, ItemStatus
from village_board.disclosure.periods import DueDays, due_in_year, periods_due
from village_board.limits.service import limits_of
from village_board.records import Records

#: How far back a missing item is still shown.
LOOK_BACK = timedelta(days=366)
_LATER = frozenset({*DISCLOSED, ItemStatus.SUPERSEDED})


@dataclass(frozen=True)
class MissingItem:
    """An entry of the village's own catalogue that is due and not published: for a period, or after an event."""

    entry: Entry
    period: str
    due_on: date
    gap: Gap | None
    event: DueEvent | None = None


@dataclass(frozen=True)
class DueDate:
    """One line of the due calendar: an entry, the period or the event's day, and the day by which it is due."""

    entry: Entry
    period: str
    due_on: date
    provisional: bool = False  # a year on the way has no notice of days off yet
    event: DueEvent | None = None


def due_days(records: Records) -> DueDays:
    """Return the days by which this village's periodic items are due."""
    limits = limits_of(records)
    return {
        Frequency.MONTHLY: limits.days("disclosure.monthly_day"),
        Frequency.QUARTERLY: limits.days("disclosure.quarterly_day"),
        Frequency.YEARLY: limits.days("disclosure.yearly_day"),
    }


def due_items(records: Records) -> list[MissingItem]:
    """Return what the village should have published by today and has not, the longest overdue first (P11).

    Only periods that the board has items for are judged: a period before its first item is no gap.
    """
    gaps = {(gap.catalogue, gap.period): gap for gap in records.all(Gap)}
    own = {
        entry.code: entry
        for entry in records.find(Entry, where("group") == EntryGroup.SELF_GOVERNMENT.value)
        if not entry.switched_off
    }
    missing = [
        MissingItem(own[due.entry.code], due.period, due.due_on, gaps.get((due.entry.code, due.period)), due.event)
        for due in (*_periods(records, own), *_events(records, own))
    ]
    return sorted(missing, key=lambda item: (item.due_on, item.entry.code, item.period))


def _periods(records: Records, own: dict[str, Entry]) -> Iterator[DueDate]:
    first = records.page(Item, where("published_on") > "", order_by="published_on", limit=1).rows
    if not first or first[0].published_on is None:
        return
    since = max(records.today - LOOK_BACK, first[0].published_on)
    days = due_days(records)
    for entry in own.values():
        for frequency, first_day, until in _rhythms(records, entry):
            for period, due in periods_due(frequency, max(since, first_day), records.today, days):
                # Whatever the frequency, it is due in the month after its period.
                ended_in_time = due.replace(day=1) <= until
                if ended_in_time and not _is_published(records, entry.code, period):
                    yield DueDate(entry, period, due)


def _rhythms(records: Records, entry: Entry) -> Iterator[tuple[Frequency, date, date]]:
    """Yield in which rhythm an entry was due from which day to which: a change judges nothing that lies before it."""
    if entry.changed_on is None:
        yield entry.frequency, date.min, date.max
        return
    versions = sorted(records.find(EntryVersion, where("code") == entry.code), key=lambda one: one.version)
    ends = [one.changed_on or date.max for one in (*versions[1:], entry)] if versions else []
    for version, until in zip((*versions, entry), (*ends, date.max), strict=True):
        if not version.switched_off:
            yield version.frequency, version.changed_on or date.min, until


def _events(records: Records, own: dict[str, Entry]) -> Iterator[DueDate]:
    since = records.today - LOOK_BACK
    for event in records.find(DueEvent, where("on") >= since.isoformat()):
        entry = own.get(event.catalogue)
        if entry is None or _is_published_since(records, event):
            continue
        due = event_due(records, entry, event)
        if due.due_on < records.today:
            yield due


def event_due(records: Records, entry: Entry, event: DueEvent) -> DueDate:
    """Return by when what happened is to be published: at once for major matters, else after working days.

    Raises:
        YearUnknown: the period runs into a year of which nothing is known.
    """
    limits = limits_of(records, event.on)
    if entry.frequency is Frequency.IMMEDIATE:
        length, unit = limits.days("disclosure.immediate_days"), Unit.PLAIN
    else:
        length, unit = limits.days("disclosure.change_days"), Unit.WORKING
    found = deadline(calendar_of(records), event.on, length, unit)
    return DueDate(entry, event.period, found.due, found.provisional, event)


def due_calendar(records: Records, year: int) -> list[DueDate]:
    """Return everything of the catalogue that is due in `year`, of village and district, by day.

    Periodic entries on their days, and the events that were recorded; what is published stands here too.
    """
    days = due_days(records)
    entries = {entry.code: entry for entry in records.all(Entry) if not entry.switched_off}
    found = [
        DueDate(entry, period, due)
        for entry in entries.values()
        for period, due in due_in_year(entry.frequency, year, days)
    ]
    for event in records.find(DueEvent, where("on") >= date(year - 1, 1, 1).isoformat()):
        if (entry := entries.get(event.catalogue)) is not None:
            due = event_due(records, entry, event)
            found += [due] if due.due_on.year == year else []
    return sorted(found, key=lambda one: (one.due_on, one.entry.code, one.period))


def is_disclosed(records: Records, due: DueDate) -> bool:
    """Tell whether what was due is published."""
    if due.event is not None:
        return _is_published_since(records, due.event)
    return _is_published(records, due.entry.code, due.period)


def _is_published(records: Records, catalogue: str, period: str) -> bool:
    # One look-up a period, not one pass over all items: the first screen must not wait for their contents.
    slot = (where("catalogue") == catalogue) & (where("period") == period)
    return records.count(Item, slot & where("status").one_of([status.value for status in DISCLOSED])) > 0


def _is_published_since(records: Records, event: DueEvent) -> bool:
    since = (where("catalogue") == event.catalogue) & (where("published_on") >= event.on.isoformat())
    return records.count(Item, since & where("status").one_of([status.value for status in _LATER])) > 0


def last_received(records: Records, catalogue: str) -> date | None:
    """Return the day on which an item of this entry last came from district or township; None where none did (P11)."""
    days = []
    for item in records.find(Item, where("catalogue") == catalogue):
        recorded = local(item.recorded_at).date() if item.recorded_at else None
        days.append(item.received_on or (recorded if item.imported else None) or item.published_on)
    return max((day for day in days if day is not None), default=None)
