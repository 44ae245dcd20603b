"""What a villager may still do: speak at a hearing, object to a decision; and who takes what is not taken here."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.hearings import HearingPage, hearing_entry
from kiosk.pages.voices import slip_entry
from kiosk.pages.wording import joined, still
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.base.clock import instant
from village_board.enquiries.elsewhere import Elsewhere, who_takes
from village_board.glance.service import RunningNotice, running_notices
from village_board.hearings.model import HEARING_AHEAD, Hearing
from village_board.hearings.registrations import is_registration_open, place_counts, registration_ends
from village_board.limits.service import limits_of


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


@dataclass(frozen=True, slots=True)
class WrongdoingPage(Page):
    """Who takes reports of wrongdoing; nothing is asked and nothing is kept (P15)."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return who takes what is not taken here."""
        t, limits = shelf.t, limits_of(shelf.records)
        parts: list[Part] = [
            Words(t.say(who_takes(Elsewhere.REPORT, shelf.settings.township, limits)), "strong"),
            Words(t("This board keeps nothing of it, not even that you looked.")),
            Heading(t("Petitions")),
            Words(t.say(who_takes(Elsewhere.PETITION, shelf.settings.township, limits))),
        ]
        return Sheet(t("Where do I report wrongdoing?"), tuple(parts))


def hearings_ahead(shelf: Shelf) -> list[Hearing]:
    """Return the hearings that are still to come, the nearest first."""
    start = instant(shelf.today).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    ahead = where("status").one_of([status.value for status in HEARING_AHEAD])
    found = shelf.records.find(Hearing, ahead & (where("held_at") >= start))
    return sorted(found, key=lambda one: (one.held_at is None, one.held_at, one.number))


def speaking_words(shelf: Shelf, hearing: Hearing) -> str:
    """Return whether one can still register for a hearing, until when, and how many places are left."""
    t, until = shelf.t, registration_ends(shelf.records, hearing)
    left = sum(max(one.places - one.taken, 0) for one in place_counts(shelf.records, hearing)) if hearing.places else 0
    free = t.n("{n} place left", "{n} places left", left) if hearing.places else ""
    if until is None:
        return t("Ask at the village office.")
    if not is_registration_open(shelf.records, hearing):
        return t("Registering is over.")
    return joined((t("Register until {until}", until=until), free))


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
