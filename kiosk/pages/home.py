"""The home and what it says at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.accounts import AccountsPage, MonthPage, equation
from kiosk.pages.catalogue import CataloguePage, MissingPage, SubsidiesPage, missing_entry
from kiosk.pages.hearings import HearingPage, HearingsPage
from kiosk.pages.items import ItemPage
from kiosk.pages.registers import PropertyPage
from kiosk.pages.resolutions import ResolutionPage
from kiosk.pages.wording import day, days_left, joined, month, period, still
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.disclosure.model import Item, ItemStatus
from village_board.glance.service import Glance, Meeting, RunningNotice, glance
from village_board.hearings.model import Hearing, Resolution

#: missing items that are told at once; more would shout (P18).
HANDFUL = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """A door of the home: where to, under which name, and what lies behind it."""

    title: str
    note: str
    goto: Page


@dataclass(frozen=True, slots=True)
class Home:
    """What the home shows: answers with their labels, doors, and the newest publication."""

    answers: tuple[tuple[str, str], ...]
    tiles: tuple[Tile, ...]
    newest: tuple[str, str, Page] | None


def read_home(shelf: Shelf) -> Home:
    """Return the home; runs in the reading thread."""
    seen = glance(shelf.records)
    newest = None
    if seen.newest:
        newest = (seen.newest.name, day(shelf.t, seen.newest.published_on), ItemPage(seen.newest.id))
    return Home(_answers(shelf, seen), _tiles(shelf), newest)


@dataclass(frozen=True, slots=True)
class GlancePage(Page):
    """The home's answers in full, each with the way to its record."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the answers."""
        t, seen = shelf.t, glance(shelf.records)
        parts: list[Part] = [Heading(t("Next meeting"))]
        if seen.next_meeting:
            parts.append(_meeting_entry(shelf, seen.next_meeting))
        else:
            parts.append(Words(t("No meeting is announced.")))
        parts.append(Heading(t("Can be objected to")))
        parts += [_notice_entry(shelf, notice) for notice in seen.running_notices]
        if not seen.running_notices:
            parts.append(Words(t("No notice is running.")))
        parts.append(Heading(t("Due and not published")))
        parts += [missing_entry(shelf, item) for item in seen.missing_items[:HANDFUL]]
        if len(seen.missing_items) > HANDFUL:
            count = len(seen.missing_items)
            parts.append(Entry(t("All that is missing"), MissingPage(), right=t.n("{n} item", "{n} items", count)))
        if not seen.missing_items:
            parts.append(Words(t("All that was due is published.")))
        if seen.month:
            parts.append(Heading(t("Money")))
            title = month(t, seen.month.month)
            parts.append(Entry(title, MonthPage(seen.month.month), note=equation(shelf, seen.month)))
        return Sheet(t("At a glance"), tuple(parts))


def _answers(shelf: Shelf, seen: Glance) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    return (
        (t("Next meeting"), _meeting(shelf, seen.next_meeting)),
        (t("Can be objected to"), _notices(shelf, seen.running_notices)),
        (t("Not published"), _missing(shelf, seen)),
        (month(t, seen.month.month) if seen.month else t("Money"), equation(shelf, seen.month) if seen.month else t("No voucher is recorded yet.")),
    )


def _meeting(shelf: Shelf, meeting: Meeting | None) -> str:
    t = shelf.t
    if meeting is None:
        return t("No meeting is announced.")
    when = t.moment(meeting.at) if meeting.at else t.date(meeting.on)
    return t("{when} ({left}): {matter}", when=when, left=days_left(t, meeting.days_left), matter=meeting.record.matter)


def _notices(shelf: Shelf, running: tuple[RunningNotice, ...]) -> str:
    t = shelf.t
    if not running:
        return t("No notice is running.")
    first = running[0]
    told = t("{matter}, {left}", matter=first.resolution.matter, left=still(t, first.days_left))
    if len(running) == 1:
        return told
    return t.n("{told}; and {n} more", "{told}; and {n} more", len(running) - 1, told=told)


def _missing(shelf: Shelf, seen: Glance) -> str:
    t, missing = shelf.t, seen.missing_items
    if not missing:
        return t("All that was due is published.")
    first = missing[0]
    reason = first.gap.reason if first.gap else t("no reason given yet")
    told = t("{name} of {period} ({reason})", name=first.entry.name, period=period(t, first.period), reason=reason)
    if len(missing) == 1:
        return told
    return t.n("{n} item: {told} ...", "{n} items: {told} ...", len(missing), told=told)


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


def _tiles(shelf: Shelf) -> tuple[Tile, ...]:
    t, records = shelf.t, shelf.records
    hearings, decisions = records.count(Hearing), records.count(Resolution)
    return (
        Tile(
            t("Hearings and decisions"),
            t("{hearings} hearings, {decisions} decisions", hearings=hearings, decisions=decisions),
            HearingsPage(),
        ),
        Tile(t("Accounts"), t.n("{n} voucher", "{n} vouchers", records.count(Voucher)), AccountsPage()),
        Tile(
            t("Land, houses, rents"),
            t(
                "{land} parcels, {houses} assets, {contracts} contracts",
                land=records.count(Resource),
                houses=records.count(Asset),
                contracts=records.count(Contract),
            ),
            PropertyPage(),
        ),
        Tile(t("Subsidies and relief"), t("Who gets what, masked"), SubsidiesPage()),
        Tile(t("Catalogue and search"), t.n("{n} item published", "{n} items published", records.count(Item, where("status") == ItemStatus.PUBLISHED.value)), CataloguePage()),
    )
