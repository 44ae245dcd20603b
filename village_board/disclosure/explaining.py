"""Saying what happened after which an entry is to be published, and why one is missing (facts 3; P11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinydb import where

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, Message
from village_board.catalogue.model import Entry, Frequency
from village_board.catalogue.words import FREQUENCY
from village_board.desk import Desk
from village_board.disclosure.due import event_due
from village_board.disclosure.event_model import DueEvent
from village_board.disclosure.model import Gap
from village_board.disclosure.refusals import ReasonMissing
from village_board.people.acts import Act
from village_board.records import Records
from village_board.text.clean import clean


class EventAhead(Refused):
    """What has not happened yet makes nothing due."""

    sentence = N_("{on} is still to come (today is {today}). Record the event when it has happened.")

    def __init__(self, on: date, today: date) -> None:
        super().__init__(on=on, today=today)


class EntryHasRhythm(Refused):
    """A periodic entry is due on its own days."""

    sentence = N_("{name} is due {frequency}: an event changes nothing in that.")

    def __init__(self, entry: Entry) -> None:
        super().__init__(name=entry.title, frequency=Message(FREQUENCY[entry.frequency]))


def record_event(desk: Desk, catalogue: str, what: str, on: date) -> DueEvent:
    """Record that something happened after which an entry is to be published.

    Raises:
        NotFound: the entry is not in the catalogue.
        EntryHasRhythm: it is due on days of its own.
        EventAhead: the day is still to come.
        ReasonMissing: what happened is not said.
        YearUnknown: nothing is known of the days off of a year on the way.
    """
    desk.require(Act.RECORD_EVENT)
    entry = check_entry(desk, catalogue)
    if entry.frequency not in (Frequency.ON_CHANGE, Frequency.IMMEDIATE):
        raise EntryHasRhythm(entry)
    if on > desk.today:
        raise EventAhead(on, desk.today)
    if not (said := clean(what)):
        raise ReasonMissing(entry.title)
    event = desk.put(DueEvent(catalogue=catalogue, what=said, on=on, recorded_by=desk.who.id, recorded_at=desk.now))
    # Where nobody knows the days off, the one who records learns it now, and no screen stumbles over it later.
    event_due(desk, entry, event)
    desk.record(event.id)
    return event


def explain_gap(desk: Desk, catalogue: str, period: str, reason: str, expected_on: date | None = None) -> Gap:
    """Give the village's reason why an entry is missing for a period, and when it is expected.

    After an event the day of the event stands in the place of the period: ``2026-03-05``.

    Raises:
        NotFound: the entry is not in the catalogue.
        ReasonMissing: no reason was given.
    """
    desk.require(Act.EXPLAIN_GAP)
    entry = check_entry(desk, catalogue)
    if not (why := clean(reason)):
        raise ReasonMissing(entry.title)
    old = desk.one(Gap, (where("catalogue") == catalogue) & (where("period") == period))
    gap = old or Gap(catalogue=catalogue, period=period, reason="")
    explained = desk.put(replace(gap, reason=why, expected_on=expected_on))
    desk.record(explained.id)
    return explained


def check_entry(records: Records, code: str) -> Entry:
    """Return the entry with this code.

    Raises:
        NotFound: the catalogue has none.
    """
    entry = records.one(Entry, where("code") == code)
    if entry is None:
        raise NotFound(Entry.KIND.label, code)
    return entry
