"""Follow the yuan: one page from an entry to its contract, decision, hearing and case, and back to every voucher."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.pages.imprint import as_of, told
from kiosk.pages.wording import kept_on, month
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.accounts.model import Voucher
from village_board.accounts.trail import Station, Stop, Trail
from village_board.accounts.trail_service import follow
from village_board.accounts.trail_words import STATION, picture_said, sums_said
from village_board.base.kind import Record

_MOST_VOUCHERS = 90


@dataclass(frozen=True, slots=True)
class FollowPage(Page):
    """The trail of one record: its stops, what was paid of what was decided, all vouchers of the matter."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return the trail."""
        from kiosk.pages.accounts import voucher_entry  # noqa: PLC0415 - pages point to each other
        from kiosk.pages.files import file_entries  # noqa: PLC0415

        t = shelf.t
        followed = follow(shelf.records, shelf.records.lookup(self.id))
        trail = followed.trail
        parts: list[Part] = []
        if isinstance(trail.start, Voucher):
            parts.append(Words(t.say(picture_said(followed.pictures, bot=shelf.has_bot))))
            parts += file_entries(shelf, trail.start.id)
            if not trail.stops and len(trail.vouchers) <= 1:
                parts.append(Words(t("No contract and no decision is linked to it.")))
        parts += [Words(t.say(said), "strong") for said in sums_said(trail)]
        parts += [part for stop in trail.stops for part in _stop(shelf, trail, stop)]
        parts += _contracts(shelf, trail)
        if len(trail.vouchers) > 1 or not isinstance(trail.start, Voucher):
            said = t.n("{n} voucher of the whole matter", "{n} vouchers of the whole matter", len(trail.vouchers))
            rows = [voucher_entry(shelf, one) for one in trail.vouchers[:_MOST_VOUCHERS]]
            parts += [Heading(said), *rows] if rows else [Words(t("Nothing has been paid for it yet."))]
        alone = isinstance(trail.start, Voucher) and len(trail.vouchers) <= 1
        parts += [*_imprint(shelf, trail), *(_alone(shelf, trail.start) if alone and not trail.stops else [])]
        # As of which day sums are reckoned stands beside the title: a second line below them would be another leaf.
        title = t("Follow the money: {what}", what=trail.start.title)
        return Sheet(title, tuple(parts), subject=trail.start.id, as_of="" if alone else as_of(shelf))


def follow_entry(shelf: Shelf, record: Record) -> Entry:
    """Return the row that opens the trail of `record`."""
    t = shelf.t
    return Entry(t("Follow the money"), FollowPage(record.id), note=t("Contract, decision, hearing, every voucher"))


def _imprint(shelf: Shelf, trail: Trail) -> tuple[Part, ...]:
    """Return of which time the money is, and since when a voucher that stands alone is public: one line."""
    t, start = shelf.t, trail.start
    days = [one.dated for one in trail.vouchers]
    if isinstance(start, Voucher) and len(days) <= 1:
        since = (t("Last changed on"), kept_on(t, start))
        return told(shelf, ((t("Period"), month(t, start.month)), since, (t("Short code"), start.id)))
    months = sorted({f"{one:%Y-%m}" for one in days})
    period = month(t, months[0]) if len(months) == 1 else ""
    if len(months) > 1:
        period = t("{first} to {last}", first=month(t, months[0]), last=month(t, months[-1]))
    return told(shelf, ((t("Period"), period), (t("Short code"), start.id)))


def _alone(shelf: Shelf, start: Record) -> list[Part]:
    """Return of a voucher that belongs to nothing else that this is so, and what one can do."""
    from kiosk.pages.accounts import MonthPage  # noqa: PLC0415 - pages point to each other

    t = shelf.t
    if not isinstance(start, Voucher):
        return []
    named = t("Accounts of {month}", month=month(t, start.month))
    return [
        Heading(t("What you can do")),
        Words(t("Questions about this payment go to the oversight committee.")),
        Entry(named, MonthPage(start.month), note=t("All vouchers of this month")),
    ]


def _stop(shelf: Shelf, trail: Trail, stop: Stop) -> list[Part]:
    t = shelf.t
    if stop.missing is not None:
        return [Words(t("{station}: {what}", station=t(STATION[stop.station]), what=t.say(stop.missing)))]
    if stop.record is None or stop.record.id == trail.start.id:
        return []
    made = _entry_of(stop.station)(shelf, stop.record)
    return [Entry(made.title, made.goto, made.note, made.right, mark=t(STATION[stop.station]))]


def _contracts(shelf: Shelf, trail: Trail) -> list[Part]:
    """Return the contracts of the matter beside the one that is a stop."""
    from kiosk.pages.contracts import contract_entry  # noqa: PLC0415 - pages point to each other

    shown = {trail.start.id, *(stop.record.id for stop in trail.stops if stop.record is not None)}
    others = [one for one in trail.contracts if one.id not in shown]
    return (
        [Heading(shelf.t("Contracts of the matter")), *(contract_entry(shelf, one) for one in others)] if others else []
    )


def _entry_of(station: Station) -> Callable[[Shelf, Any], Entry]:
    from kiosk.pages.accounts import voucher_entry  # noqa: PLC0415 - pages point to each other
    from kiosk.pages.cases import case_entry  # noqa: PLC0415
    from kiosk.pages.contracts import contract_entry  # noqa: PLC0415
    from kiosk.pages.hearings import hearing_entry  # noqa: PLC0415
    from kiosk.pages.resolutions import resolution_entry  # noqa: PLC0415

    entries: dict[Station, Callable[[Shelf, Any], Entry]] = {
        Station.VOUCHER: voucher_entry,
        Station.CONTRACT: contract_entry,
        Station.RESOLUTION: resolution_entry,
        Station.HEARING: hearing_entry,
        Station.CASE: case_entry,
    }
    return entries[station]
