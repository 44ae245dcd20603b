"""Published items: by theme, each in its newest version, with what was corrected."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.wording import day, joined, period, person_name
from kiosk.sheet import Entry, Facts, Heading, Page, Part, Sheet, Shelf, Words
from village_board.base.errors import NotFound
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.words import ITEM_STATUS


@dataclass(frozen=True, slots=True)
class ItemPage(Page):
    """One version of one item."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return its text, and what it replaced."""
        t = shelf.t
        item = shelf.records.get(Item, self.id)
        if not item.public:
            raise NotFound(Item.KIND.label, self.id)
        text = t("Nothing happened in this period.") if item.nil else item.content
        parts: list[Part] = [Words(text)] if text else []
        parts += [Words(""), Facts(_facts(shelf, item)), *_correction(shelf, item)]
        parts += [
            Heading(t("What you can do")),
            Words(t("Questions go to the village office; doubts to the oversight committee.")),
        ]
        if item.correction and (before := _earlier(shelf, item.correction.replaces)):
            parts.append(
                Entry(before.name, ItemPage(before.id), note=t("The version before"), right=day(t, before.published_on))
            )
        return Sheet(item.name, tuple(parts), subject=item.id)


def item_entry(shelf: Shelf, item: Item) -> Entry:
    """Return the row of an item."""
    t = shelf.t
    note = (period(t, item.period), item.responsible)
    mark = t("corrected") if item.version > 1 else (t("nothing happened") if item.nil else "")
    return Entry(item.name, ItemPage(item.id), note=joined(note), right=day(t, item.published_on), mark=mark)


def _facts(shelf: Shelf, item: Item) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    status = t(ITEM_STATUS[item.status])
    version = t("version {n}", n=item.version) if item.version > 1 or item.status is ItemStatus.SUPERSEDED else ""
    return (
        (t("Period"), period(t, item.period)),
        (t("Published on"), day(t, item.published_on)),
        (t("Where it stands"), joined((status, version))),
        (t("Published by"), item.responsible or t("Village committee")),
        (t("Signed by"), person_name(shelf.records, item.signed_by)),
        (t("In the catalogue"), item.catalogue),
        (t("Number"), item.number),
        (t("Short code"), item.id),
    )


def _correction(shelf: Shelf, item: Item) -> list[Part]:
    t, correction = shelf.t, item.correction
    if correction is None:
        return []
    return [
        Heading(t("Corrected on {day}", day=correction.on)),
        Words(t("What: {what}", what=correction.what)),
        Words(t("Why: {why}", why=correction.why)),
    ]


def _earlier(shelf: Shelf, id: str) -> Item | None:  # noqa: A002 - the field's own name
    try:
        item = shelf.records.get(Item, id)
    except NotFound:
        return None
    return item if item.public else None
