"""What a villager may still do: speak at a hearing, object to a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tinydb import where

from kiosk.pages.hearings import HearingPage, hearing_entry
from kiosk.pages.voices import slip_entry
from kiosk.pages.wording import joined, still
from kiosk.sheet import Entry, Page, Part, Sheet, Shelf, Words
from village_board.base.clock import instant
from village_board.glance.service import RunningNotice, running_notices
from village_board.hearings.model import HEARING_AHEAD, Hearing, HearingStatus
from village_board.hearings.registrations import is_registration_open, place_counts, registration_ends


@dataclass(frozen=True, slots=True)
class ObjectingPage(Page):
    """The decisions on notice: until when, and how one objects."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return how one objects, then the decisions, the one that ends first on top."""
        t, running = shelf.t, running_notices(shelf.records)
        if not running:
            parts: tuple[Part, ...] = (Words(t("No notice is running.")),)
        else:
            said = t.n("{n} decision can be objected to.", "{n} decisions can be objected to.", len(running))
            how = t("Say so at the village office: you get a numbered slip and an answer.")
            parts = (Words(said, "strong"), Words(how), *(objecting_entry(shelf, one) for one in running))
        return Sheet(t("What can I object to now?"), (*parts, slip_entry(shelf)))


@dataclass(frozen=True, slots=True)
class SpeakingPage(Page):
    """The hearings to come, each with its places and until when one registers."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return how one registers, then the hearings, the nearest first."""
        t, coming = shelf.t, hearings_ahead(shelf)
        if not coming:
            parts: tuple[Part, ...] = (Words(t("No hearing is announced.")),)
        else:
            how = t("Tell the clerk your name and group: you get a numbered slip.")
            parts = (
                Words(t("Who wants to speak registers before the hearing."), "strong"),
                Words(how),
                *(_speaking_entry(shelf, one) for one in coming),
            )
        return Sheet(t("Can I speak at a hearing?"), parts)


def hearings_ahead(shelf: Shelf) -> list[Hearing]:
    """Return the hearings that are still to come, the nearest first."""
    found = shelf.records.find(Hearing, where("status").one_of([status.value for status in HEARING_AHEAD]))
    start = instant(shelf.today)
    coming = [one for one in found if one.public and (one.held_at is None or one.held_at >= start)]
    return sorted(coming, key=lambda one: (one.held_at is None, one.held_at or start, one.number))


def heard(shelf: Shelf) -> Any:
    """Return the query of all other hearings: what is over, and what should be and was not recorded yet."""
    start = instant(shelf.today).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    over = [status.value for status in HearingStatus if status not in HEARING_AHEAD]
    return where("status").one_of(over) | (where("held_at") < start)


def speaking_words(shelf: Shelf, hearing: Hearing) -> str:
    """Return whether one can still register for a hearing, until when, and how many places are left."""
    t, until = shelf.t, registration_ends(shelf.records, hearing)
    left = sum(max(one.places - one.taken, 0) for one in place_counts(shelf.records, hearing))
    if until is None or not hearing.places:
        return t("No places: tell the clerk you will speak.")
    if not is_registration_open(shelf.records, hearing):
        return t("Registering is over.")
    return joined((t("Register until {until}", until=until), t.n("{n} place left", "{n} places left", left)))


def objecting_entry(shelf: Shelf, notice: RunningNotice) -> Entry:
    """Return the row of a decision on notice."""
    from kiosk.pages.resolutions import ResolutionPage  # noqa: PLC0415 - pages point to each other

    t = shelf.t
    return Entry(
        notice.resolution.matter,
        ResolutionPage(notice.resolution.id),
        note=t("Objections by {until}", until=notice.until),
        right=still(t, notice.days_left),
    )


def _speaking_entry(shelf: Shelf, hearing: Hearing) -> Entry:
    row = hearing_entry(shelf, hearing)
    when = shelf.t.moment(hearing.held_at) if hearing.held_at else ""
    return Entry(row.title, HearingPage(hearing.id), note=speaking_words(shelf, hearing), right=when)
