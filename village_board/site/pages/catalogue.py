"""The catalogue: what must be disclosed, what was, and what is missing with the village's reason (P11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from village_board.base.message import Message, say
from village_board.catalogue.model import Entry, EntryGroup
from village_board.catalogue.words import AUDIENCE, ENTRY_GROUP, FREQUENCY, law_of
from village_board.disclosure.due import MissingItem, last_received
from village_board.disclosure.life import access_counts, kept_back
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.rules import standing
from village_board.disclosure.steps import Access
from village_board.disclosure.words import ACCESS
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Table, Words
from village_board.site.pages.items import item_row
from village_board.site.pages.words import unended
from village_board.site.said import Both, Many, Period, Said, joined
from village_board.site.stock import Stock

SECTION = "items"
CATALOGUE, MISSING, ACCESS_PAGE = "catalogue/", "missing/", "access/"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the catalogue, what is missing, what is open and not open, and a page for each entry."""
    yield _door(stock)
    yield _missing(stock)
    yield _access(stock)
    closed = {one.id: one for one in kept_back(stock.records)}
    for entry in stock.all(Entry):
        yield _page(stock, entry, [one for one in closed.values() if one.catalogue == entry.code])


def entry_row(stock: Stock, entry: Entry) -> Row:
    """Return the row of an entry of the catalogue."""
    issues = _hanging(stock, entry.code)
    last = say("last on {day}", day=issues[0].published_on or "-") if issues else say("nothing yet")
    mark: Said = say("missing") if entry.code in stock.missing_codes else None
    note = joined(Message(FREQUENCY[entry.frequency]), entry.responsible, entry.code)
    return Row(
        Both(entry.name, entry.name_en),
        stock.address(entry),
        note,
        last,
        say("switched off") if entry.switched_off else mark,
    )


def missing_row(stock: Stock, item: MissingItem) -> Row:
    """Return the row of a missing item."""
    name = Both(item.entry.name, item.entry.name_en)
    return Row(name, stock.address(item.entry), reason_of(item), Period(item.period), say("missing"))


def reason_of(item: MissingItem) -> Said:
    """Return why an item is missing, in the village's words, or that nobody said it yet."""
    if item.gap is None and item.event is not None:
        what = unended(item.event.what)
        return say("{what}, due on {day}, no reason given yet", what=what, day=item.due_on)
    if item.gap is None:
        return say("due on {day}, no reason given yet", day=item.due_on)
    if item.gap.expected_on:
        return say("{reason}, expected on {day}", reason=unended(item.gap.reason), day=item.gap.expected_on)
    return unended(item.gap.reason)


def _door(stock: Stock) -> Page:
    missing, counts = stock.missing, access_counts(stock.records)
    right = Many.n("{n} item", "{n} items", len(missing))
    doors = [Row(say("Due and not published"), MISSING, say("With the village's reason"), right)]
    if counts:
        note = say(
            "{year}: open {open}, on application {asked}, not open {closed}",
            year=str(counts[0].year),
            open=counts[0].open,
            asked=counts[0].on_application,
            closed=counts[0].not_open,
        )
        doors.append(Row(say("Open and not open"), ACCESS_PAGE, note))
    parts: list[Part] = [Rows(tuple(doors))]
    for category, entries in _categories(stock).items():
        parts.append(Heading(say("{category} ({whose})", category=category, whose=_whose(entries))))
        parts.append(Rows(tuple(entry_row(stock, entry) for entry in entries)))
    return Page(CATALOGUE, say("Catalogue of disclosure"), tuple(parts), SECTION)


def _whose(entries: list[Entry]) -> Message:
    return Message(ENTRY_GROUP[entries[0].group])


def _missing(stock: Stock) -> Page:
    rows = tuple(missing_row(stock, item) for item in stock.missing)
    nothing: Part = Words(say("All that was due is published."))
    as_of = Words(say("As of {day}.", day=stock.today), "soft")
    parts = (as_of, Rows(rows) if rows else nothing)
    return Page(MISSING, say("Due and not published"), parts, SECTION, dated=True)


def _access(stock: Stock) -> Page:
    heads = (say("Year"), say("open"), say("on application"), say("not open"))
    counts = tuple(
        (str(one.year), str(one.open), str(one.on_application), str(one.not_open))
        for one in access_counts(stock.records)
    )
    closed = [Words(_closed(one)) for one in kept_back(stock.records)]
    parts: list[Part] = [Words(say("Versions of one item count once."), "soft")]
    parts.append(Table(heads, counts, say("Open and not open")))
    if closed:
        parts += [Heading(say("On application or not open")), *closed]
        parts.append(Words(say("What is on application: ask for it in the village office."), "soft"))
    return Page(ACCESS_PAGE, say("Open and not open"), tuple(parts), SECTION)


def _page(stock: Stock, entry: Entry, closed: list[Item]) -> Page:
    parts: list[Part] = [
        Words(say("Missing for {period}: {reason}", period=Period(item.period), reason=reason_of(item)), "strong")
        for item in stock.missing
        if item.entry.code == entry.code
    ]
    if entry.switched_off:
        parts.append(Words(say("The village has switched this entry off: {reason}", reason=entry.reason), "strong"))
    if entry.group is EntryGroup.DISTRICT and (day := last_received(stock.records, entry.code)):
        parts.append(Words(say("Last received on {day}", day=day), "soft"))
    parts += [Words(_closed(item)) for item in closed]
    current, earlier = _hanging(stock, entry.code), _earlier(stock, entry.code)
    if current:
        parts.append(Rows(tuple(item_row(stock, item) for item in current)))
    else:
        nothing = say("Nothing is published here now.") if earlier else say("Nothing is published here yet.")
        parts.append(Words(nothing))
    if earlier:
        parts += [Heading(say("Earlier")), Rows(tuple(item_row(stock, item) for item in earlier))]
    parts.append(Facts(_facts(entry)))
    name, kind = Both(entry.name, entry.name_en), Entry.KIND.label
    return Page(stock.address(entry), name, tuple(parts), SECTION, entry.id, kind, found_by=(entry.code,))


def _hanging(stock: Stock, code: str) -> list[Item]:
    return _newest_first(
        item for item in stock.by(Item, "catalogue", code) if standing(item, stock.today) is ItemStatus.PUBLISHED
    )


def _earlier(stock: Stock, code: str) -> list[Item]:
    over = (ItemStatus.EXPIRED, ItemStatus.ARCHIVED)
    return _newest_first(item for item in stock.by(Item, "catalogue", code) if standing(item, stock.today) in over)


def _newest_first(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (str(item.published_on or ""), item.period, item.id), reverse=True)


def _closed(item: Item) -> Said:
    name = item.name if item.access is Access.ON_APPLICATION else Period(item.period)
    return say("{name}: {access}. Ground: {ground}", name=name, access=Message(ACCESS[item.access]), ground=item.ground)


def _facts(entry: Entry) -> tuple[tuple[Said, Said], ...]:
    return (
        (say("How often"), Message(FREQUENCY[entry.frequency])),
        (say("Who may see it"), Message(AUDIENCE[entry.audience])),
        (say("Whose duty"), entry.responsible),
        (say("Law"), law_of(entry.basis)),
        (say("Where"), entry.form),
        (say("In the catalogue"), entry.code),
        (say("Short code"), entry.id),
    )


def _categories(stock: Stock) -> dict[str, list[Entry]]:
    """Return the entries by category, the village's own first."""
    grouped: dict[str, list[Entry]] = {}
    for entry in sorted(stock.all(Entry), key=lambda one: (one.group is EntryGroup.DISTRICT, one.code)):
        grouped.setdefault(entry.category, []).append(entry)
    return grouped
