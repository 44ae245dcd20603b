"""Clarifications of rumours: the statement, the fact, the record that bears it (P16)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.imprint import told
from kiosk.pages.wording import day
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.base.errors import NotFound
from village_board.disclosure.beside import Clarification
from village_board.disclosure.clarifications import clarifications_of


@dataclass(frozen=True, slots=True)
class ClarificationsPage(Page):
    """All published clarifications, the newest first."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        rows = tuple(clarification_entry(shelf, one) for one in clarifications_of(shelf.records))
        nothing = (Words(shelf.t("Nothing has been clarified yet.")),)
        return Sheet(shelf.t("Clarifications"), rows or nothing, counted=(1, len(rows)))


@dataclass(frozen=True, slots=True)
class ClarificationPage(Page):
    """One clarification, leading to the record that bears it."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return statement and fact, and the way to the record."""
        from kiosk.pages.places import entry_of  # noqa: PLC0415 - places knows every page, this one too

        t = shelf.t
        one = shelf.records.get(Clarification, self.id)
        if not one.public:
            raise NotFound(Clarification.KIND.label, self.id)
        parts: list[Part] = [
            Heading(t("What goes round")),
            Words(one.statement),
            Heading(t("What is so")),
            Words(one.fact, "strong"),
        ]
        record = shelf.records.lookup(one.record)
        if record.public and (entry := entry_of(shelf, record)) is not None:
            parts += [Heading(t("The record of it")), entry]
        parts += told(
            shelf,
            (
                (t("Published on"), day(t, one.published_on)),
                (t("Published by"), t("Village committee")),
                (t("Short code"), one.id),
            ),
        )
        advice = t("Questions go to the village office; doubts to the oversight committee.")
        parts += [Heading(t("What you can do")), Words(advice)]
        return Sheet(one.statement, tuple(parts), subject=one.id)


def clarification_entry(shelf: Shelf, one: Clarification) -> Entry:
    """Return the row of a clarification."""
    t = shelf.t
    return Entry(one.statement, ClarificationPage(one.id), right=day(t, one.published_on), mark=t("clarified"))


def clarifications_entry(shelf: Shelf) -> list[Entry]:
    """Return the row that leads to all clarifications; none where there is nothing to read."""
    t, found = shelf.t, clarifications_of(shelf.records)
    if not found:
        return []
    right = t.n("{n} clarification", "{n} clarifications", len(found))
    return [Entry(t("Clarifications"), ClarificationsPage(), note=t("What goes round, and what is so"), right=right)]
