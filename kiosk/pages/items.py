"""Published items: by theme, each in its newest version, with what was corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kiosk.pages.attached import attached
from kiosk.pages.clarifications import clarification_entry
from kiosk.pages.guides import explained
from kiosk.pages.imprint import told
from kiosk.pages.listed import text_parts
from kiosk.pages.wording import day, joined, period, person_name
from kiosk.sheet import Bar, Bars, Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.base.errors import NotFound
from village_board.base.figures import written
from village_board.disclosure.charting import chart_of
from village_board.disclosure.clarifications import clarifications_of
from village_board.disclosure.difference import LineChange, difference
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.rules import days_shown, standing
from village_board.disclosure.words import ITEM_STATUS, status_line

#: changed lines shown of one correction; the whole text stands above.
_CHANGES = 30
_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class ItemPage(Page):
    """One version of one item."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return its text, and what it replaced."""
        t = shelf.t
        item = shelf.records.get(Item, self.id)
        withdrawn = item.status is ItemStatus.WITHDRAWN
        if not item.public and not withdrawn:
            raise NotFound(Item.KIND.label, self.id)
        parts: list[Part] = [Words(t.say(line), "strong") for line in status_line(item, shelf.today)]
        text = t("Nothing happened in this period.") if item.nil else item.content
        parts += text_parts(text) if text and not withdrawn else ()
        parts += [*explained(shelf, item.id), *_chart(shelf, item)] if not withdrawn else []
        parts += [*told(shelf, _facts(shelf, item)), *_correction(shelf, item)]
        parts += attached(shelf, item.id)
        parts += [
            Heading(t("What you can do")),
            Words(t("Questions go to the village office; doubts to the oversight committee.")),
        ]
        if item.correction and (before := _earlier(shelf, item.correction.replaces)):
            parts.append(
                Entry(before.name, ItemPage(before.id), note=t("The version before"), right=day(t, before.published_on))
            )
        clarified = clarifications_of(shelf.records, item.id)
        if clarified:
            parts += [Heading(t("Clarified")), *(clarification_entry(shelf, one) for one in clarified)]
        return Sheet(item.name, tuple(parts), subject=item.id)


def _chart(shelf: Shelf, item: Item) -> list[Part]:
    """Return the item's figures as bars from nothing on, the largest first and other last."""
    found = chart_of(shelf.records, item)
    if found is None:
        return []
    t, largest = shelf.t, max(one.value for one in found.rows)
    bars = [Bar(one.label, _scaled(one.value), written(one.value, found.unit)) for one in found.rows]
    if found.other is not None:
        label = t.n("Other ({n})", "Other ({n})", found.others)
        bars.append(Bar(label, _scaled(found.other), written(found.other, found.unit), "line"))
    title = t("In figures: {what}", what=found.title) if found.title else t("In figures")
    full = _scaled(max(largest, found.other or largest))
    return [Heading(title), Bars((("", tuple(replace(bar, of=full) for bar in bars)),))]


def _scaled(value: Decimal) -> int:
    return int(value * _HUNDREDTHS)


def item_entry(shelf: Shelf, item: Item) -> Entry:
    """Return the row of an item."""
    t = shelf.t
    note = (period(t, item.period), item.responsible)
    now = standing(item, shelf.today)
    mark = t("corrected") if item.version > 1 else (t("nothing happened") if item.nil else "")
    if item.emergency is not None:
        mark = t("emergency")
    if now not in (ItemStatus.PUBLISHED, ItemStatus.SUPERSEDED):
        mark = t(ITEM_STATUS[now])
    return Entry(item.name, ItemPage(item.id), note=joined(note), right=day(t, item.published_on), mark=mark)


def _facts(shelf: Shelf, item: Item) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    status = t(ITEM_STATUS[standing(item, shelf.today)])
    shown = days_shown(item, shelf.today)
    version = t("version {n}", n=item.version) if item.version > 1 or item.status is ItemStatus.SUPERSEDED else ""
    return (
        (t("Period"), period(t, item.period)),
        (t("Published on"), day(t, item.published_on)),
        (t("Where it stands"), joined((status, version))),
        (t("Days on the wall"), t.n("{n} day", "{n} days", shown) if shown else ""),
        (t("On the wall until"), day(t, item.shown_until)),
        (t("Published by"), item.responsible or t("Village committee")),
        (t("Signed by"), person_name(shelf.records, item.signed_by)),
        (t("In the catalogue"), item.catalogue),
        (t("Number"), item.number),
        (t("Short code"), item.id),
    )


def _correction(shelf: Shelf, item: Item) -> list[Part]:
    t, correction = shelf.t, item.correction
    if correction is None or item.status is ItemStatus.WITHDRAWN:
        return []
    before = _earlier(shelf, correction.replaces)
    changes = difference(before.content, item.content) if before is not None else ()
    return [
        Heading(t("Corrected on {day}", day=correction.on)),
        Words(t("What: {what}", what=correction.what)),
        Words(t("Why: {why}", why=correction.why)),
        *(Words(_changed(shelf, one), "soft") for one in changes[:_CHANGES]),
    ]


def _changed(shelf: Shelf, one: LineChange) -> str:
    """Return a line that differs: what it said, and what it says."""
    t = shelf.t
    if not one.old_line:
        return t("New: {line}", line=one.new)
    if not one.new_line:
        return t("Gone: {line}", line=one.old)
    return t("Before: {old}\nNow: {new}", old=one.old, new=one.new)


def _earlier(shelf: Shelf, id: str) -> Item | None:  # noqa: A002 - the field's own name
    try:
        item = shelf.records.get(Item, id)
    except NotFound:
        return None
    return item if item.public else None
