"""The catalogue: what must be disclosed, what was, and what is missing with the village's reason (P11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tinydb import where

from kiosk.pages.applications import applications_entry
from kiosk.pages.clarifications import clarifications_entry
from kiosk.pages.enquiries import enquiries_entry
from kiosk.pages.guides import guide_doors
from kiosk.pages.items import ItemPage, item_entry
from kiosk.pages.judged import judged
from kiosk.pages.subsidies import subsidy_rows
from kiosk.pages.voices import slip_entry
from kiosk.pages.wording import joined, period, unended
from kiosk.sheet import Entry as Row
from kiosk.sheet import Facts, Heading, Page, Part, Sheet, Shelf, Table, Words
from village_board.catalogue.model import Entry, EntryGroup
from village_board.catalogue.words import AUDIENCE, ENTRY_GROUP, FREQUENCY, law_of
from village_board.disclosure.due import MissingItem, due_items, last_received
from village_board.disclosure.life import access_counts, kept_back
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.rules import standing
from village_board.disclosure.steps import Access
from village_board.disclosure.words import ACCESS

#: categories of the catalogue that are about money for households.
SUBSIDY_CATEGORIES = frozenset({"涉农补贴", "社会救助", "救灾", "捐赠慰问"})
_SUBSIDY = "补贴"


@dataclass(frozen=True, slots=True)
class SearchPage(Page):
    """A door: the search has a screen of its own."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the name of the door alone."""
        return Sheet(shelf.t("Search"), ())


@dataclass(frozen=True, slots=True)
class CataloguePage(Page):
    """The categories of the catalogue."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return search, what is missing, then the categories."""
        from kiosk.pages.finder import find_entry  # noqa: PLC0415 - pages point to each other
        from kiosk.pages.genuine import genuine_entry  # noqa: PLC0415

        t = shelf.t
        missing = due_items(shelf.records)
        rows: list[Part] = [find_entry(shelf), enquiries_entry(shelf), applications_entry(shelf), slip_entry(shelf)]
        rows += guide_doors(shelf)
        rows += clarifications_entry(shelf)
        if missing:
            rows.append(
                Row(
                    t("Due and not published"),
                    MissingPage(),
                    note=t("With the village's reason"),
                    right=t.n("{n} item", "{n} items", len(missing)),
                )
            )
        rows += [*_access_entry(shelf), genuine_entry(shelf), Heading(t("By theme"), spare=True)]
        for category, entries in _categories(shelf).items():
            gaps = sum(item.entry.category == category for item in missing)
            rows.append(
                Row(
                    category,
                    CategoryPage(category),
                    note=t(ENTRY_GROUP[entries[0].group]),
                    right=t.n("{n} item", "{n} items", len(entries)),
                    mark=t.n("{n} missing", "{n} missing", gaps) if gaps else "",
                )
            )
        return Sheet(t("Catalogue and search"), tuple(rows))


@dataclass(frozen=True, slots=True)
class AccessPage(Page):
    """How much is open, on application, not open, by year; then what is not open, with its ground."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the counts as a table, and the decisions below it."""
        t = shelf.t
        header = (t("Year"), t("open"), t("on application"), t("not open"))
        counts = [
            (str(one.year), str(one.open), str(one.on_application), str(one.not_open))
            for one in access_counts(shelf.records)
        ]
        closed = [Words(_closed(shelf, item)) for item in kept_back(shelf.records)]
        parts: list[Part] = [Words(t("Versions of one item count once."), "soft"), Table(header, tuple(counts))]
        if closed:
            parts += [Heading(t("On application or not open")), *closed]
            parts.append(Words(t("What is on application: ask for it in the village office."), "soft"))
        return Sheet(t("Open and not open"), (*parts, judged(shelf)))


def _access_entry(shelf: Shelf) -> list[Part]:
    """Return the door to what is open and what is not, with the newest year's counts."""
    counts, t = access_counts(shelf.records), shelf.t
    if not counts:
        return []
    newest = counts[0]
    note = t(
        "{year}: open {open}, on application {asked}, not open {closed}",
        year=str(newest.year),
        open=newest.open,
        asked=newest.on_application,
        closed=newest.not_open,
    )
    return [Row(t("Open and not open"), AccessPage(), note=note)]


@dataclass(frozen=True, slots=True)
class MissingPage(Page):
    """What is due and not published, the longest overdue first."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the missing items with their reasons."""
        missing = due_items(shelf.records)
        rows = tuple(missing_entry(shelf, item) for item in missing)
        nothing = (Words(shelf.t("All that was due is published.")),)
        return Sheet(shelf.t("Due and not published"), (judged(shelf), *(rows or nothing)), counted=(1, len(rows)))


@dataclass(frozen=True, slots=True)
class CategoryPage(Page):
    """The entries of one category, each leading to its current issue."""

    category: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return the entries."""
        missing = {item.entry.code for item in due_items(shelf.records)}
        entries = _categories(shelf).get(self.category, [])
        rows = tuple(entry_row(shelf, entry, missing=entry.code in missing) for entry in entries)
        return Sheet(self.category, rows or (Words(shelf.t("There is nothing here.")),))


@dataclass(frozen=True, slots=True)
class EntryPage(Page):
    """One entry of the catalogue: its current issue, earlier ones, gaps."""

    code: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return the current issue's text with the earlier issues below it."""
        t = shelf.t
        entry = shelf.records.one(Entry, where("code") == self.code)
        if entry is None:
            return Sheet(self.code, (Words(t("There is nothing here.")),))
        issues, closed = published(shelf, self.code), decided(shelf, self.code)
        missing = [item for item in due_items(shelf.records) if item.entry.code == self.code]
        parts: list[Part] = []
        if missing:
            gaps = tuple((period(t, item.period), joined(_why(shelf, item))) for item in missing)
            parts += [Heading(t("Due and not published")), Facts(gaps), Words("")]
        if entry.switched_off:
            parts.append(Words(t("The village has switched this entry off: {reason}", reason=entry.reason), "strong"))
        if entry.group is EntryGroup.DISTRICT and (day := last_received(shelf.records, self.code)):
            parts.append(Words(t("Last received on {day}", day=day), "soft"))
        parts += [Words(_closed(shelf, item)) for item in closed]
        if issues:
            current = ItemPage(issues[0].id).read(shelf)
            parts += [*([Heading(issues[0].name)] if issues[0].name != entry.name else []), *current.parts]
        else:
            parts.append(Words(t("Nothing is published here yet.")))
            parts += [Words(t("Questions go to the village office; doubts to the oversight committee.")), Words("")]
            parts.append(Facts(_entry_facts(shelf, entry)))
        parts += [item_entry(shelf, item) for item in (*issues[1:], *earlier(shelf, self.code))]
        return Sheet(entry.name, tuple(parts), subject=issues[0].id if issues else "")


@dataclass(frozen=True, slots=True)
class SubsidiesPage(Page):
    """Batches of subsidies and relief that were paid; then the entries about them, those with something first."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the entries."""
        t = shelf.t
        entries = subsidy_entries(shelf)
        found = {entry.code: published(shelf, entry.code) for entry in entries}
        entries.sort(key=lambda entry: not found[entry.code])
        head = Words(t("Lists are masked. Your own amount is told at the village office."), "soft")
        rows = [entry_row(shelf, entry, issues=found[entry.code]) for entry in entries]
        paid = subsidy_rows(shelf)
        parts: list[Part] = [head, *([Heading(t("What was paid"), spare=True)] if paid else []), *paid]
        parts += [Heading(t("What is published about it"), spare=True), *rows]
        return Sheet(t("Subsidies and relief"), tuple(parts), counted=(1, len(paid) + len(rows)))


def subsidy_entries(shelf: Shelf) -> list[Entry]:
    """Return the entries of the catalogue about money for households."""
    return [
        entry
        for category, entries in _categories(shelf).items()
        for entry in entries
        if category in SUBSIDY_CATEGORIES or _SUBSIDY in entry.name
    ]


def published(shelf: Shelf, code: str) -> list[Item]:
    """Return the published items of an entry, the newest first."""
    found = shelf.records.find(Item, (where("catalogue") == code) & (where("status") == ItemStatus.PUBLISHED.value))
    return _newest_first(item for item in found if standing(item, shelf.today) is ItemStatus.PUBLISHED)


def earlier(shelf: Shelf, code: str) -> list[Item]:
    """Return the items of an entry that hang no more and stay readable, the newest first."""
    past = (ItemStatus.PUBLISHED, ItemStatus.EXPIRED, ItemStatus.ARCHIVED, ItemStatus.WITHDRAWN)
    query = (where("catalogue") == code) & where("status").one_of([status.value for status in past])
    found = shelf.records.find(Item, query)
    return _newest_first(item for item in found if standing(item, shelf.today) is not ItemStatus.PUBLISHED)


def decided(shelf: Shelf, code: str) -> list[Item]:
    """Return what was decided to be on application or not open."""
    return shelf.records.find(Item, (where("catalogue") == code) & (where("status") == ItemStatus.DECIDED.value))


def _newest_first(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.published_on is not None, item.published_on, item.period), reverse=True)


def _closed(shelf: Shelf, item: Item) -> str:
    t = shelf.t
    name = item.name if item.access is Access.ON_APPLICATION else period(t, item.period)
    return t("{name}: {access}. Ground: {ground}", name=name, access=t(ACCESS[item.access]), ground=item.ground)


def entry_row(shelf: Shelf, entry: Entry, *, missing: bool = False, issues: list[Item] | None = None) -> Row:
    """Return the row of an entry of the catalogue."""
    t = shelf.t
    issues = published(shelf, entry.code) if issues is None else issues
    last = t("last on {day}", day=issues[0].published_on) if issues and issues[0].published_on else t("nothing yet")
    name = entry.name_en if t.language == "en" and entry.name_en else entry.name
    return Row(
        name,
        EntryPage(entry.code),
        note=joined([t(FREQUENCY[entry.frequency]), entry.responsible, entry.code]),
        right=last,
        mark=t("switched off") if entry.switched_off else (t("missing") if missing else ""),
    )


def missing_entry(shelf: Shelf, item: MissingItem) -> Row:
    """Return the row of a missing item."""
    t = shelf.t
    return Row(
        item.entry.name,
        EntryPage(item.entry.code),
        note=joined(_why(shelf, item)),
        right=period(t, item.period),
    )


def _why(shelf: Shelf, item: MissingItem) -> tuple[str, ...]:
    """Return what a row says of it, thing by thing: of what, due when, expected when, the village's reason."""
    t = shelf.t
    due = t("due on {day}", day=item.due_on)
    what = unended(item.event.what) if item.event is not None else ""
    if item.gap is None:
        return (what, due, t("no reason given yet"))
    expected = t("expected {day}", day=item.gap.expected_on) if item.gap.expected_on else ""
    return (what, due, expected, unended(item.gap.reason))


def _entry_facts(shelf: Shelf, entry: Entry) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    return (
        (t("How often"), t(FREQUENCY[entry.frequency])),
        (t("For whom"), t(AUDIENCE[entry.audience])),
        (t("Whose duty"), entry.responsible),
        (t("Law"), law_of(entry.basis)),
        (t("Where"), entry.form),
        (t("In the catalogue"), entry.code),
    )


def _categories(shelf: Shelf) -> dict[str, list[Entry]]:
    """Return the entries by category, the village's own first."""
    grouped: dict[str, list[Entry]] = {}
    for entry in sorted(shelf.records.all(Entry), key=lambda one: (one.group is EntryGroup.DISTRICT, one.code)):
        grouped.setdefault(entry.category, []).append(entry)
    return grouped
