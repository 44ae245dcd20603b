"""Published items: each version on its page, with what differs from the one before."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.figures import written
from village_board.base.message import Message, say
from village_board.disclosure.charting import chart_of
from village_board.disclosure.difference import difference
from village_board.disclosure.figures import figures_in
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.rules import standing
from village_board.disclosure.words import ITEM_STATUS, status_line
from village_board.guides.explanations import explanation_of
from village_board.site.model import (
    Bar,
    Bars,
    Changed,
    Changes,
    Facts,
    Heading,
    Page,
    Part,
    Row,
    Rows,
    Words,
)
from village_board.site.pages.clarifications import clarification_row
from village_board.site.pages.files import attached
from village_board.site.pages.lists import Listing, listed
from village_board.site.pages.words import COMMITTEE, advice, published
from village_board.site.said import Many, Period, Said, joined
from village_board.site.stock import Stock

SECTION = "items"
ITEMS = "items/"
#: changed lines shown of one correction; the whole text stands above.
_CHANGES = 60
_HUNDREDTHS = 100


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the list of what hangs or hung, by year, and a page for each public version."""
    listing = Listing(ITEMS, say("Published items"), SECTION, item_row, say("Nothing is published here yet."))
    yield from listed(stock, listing, newest_versions(stock))
    for item in stock.all(Item):
        yield item_page(stock, item)


def newest_versions(stock: Stock) -> list[Item]:
    """Return the items that no correction has replaced."""
    return [item for item in stock.all(Item) if item.status is not ItemStatus.SUPERSEDED]


def item_row(stock: Stock, item: Item) -> Row:
    """Return the row of an item."""
    now = standing(item, stock.today)
    mark: Said = None
    if item.emergency is not None:
        mark = say("emergency")
    elif now not in (ItemStatus.PUBLISHED, ItemStatus.SUPERSEDED):
        mark = Message(ITEM_STATUS[now])
    elif item.version > 1:
        mark = say("corrected")
    elif item.nil:
        mark = say("nothing happened")
    return Row(item.name, stock.address(item), joined(Period(item.period), item.responsible), item.published_on, mark)


def item_page(stock: Stock, item: Item) -> Page:
    """Return one version: its text, its figures, what it replaced and what replaced it."""
    parts: list[Part] = [*_newer(stock, item), *(Words(line, "strong") for line in status_line(item, stock.today))]
    parts.append(Words(say("Nothing happened in this period.") if item.nil else item.content))
    parts += [*_explained(stock, item), *_chart(stock, item)]
    parts += [Facts(_facts(stock, item)), *_correction(stock, item), *attached(stock, item.id)]
    parts += advice(say("Questions go to the village office; doubts to the oversight committee."))
    if clarified := stock.clarified.get(item.id):
        parts += [Heading(say("Clarified")), Rows(tuple(clarification_row(stock, one) for one in clarified))]
    return Page(
        stock.address(item),
        item.name,
        tuple(parts),
        SECTION,
        item.id,
        Item.KIND.label,
        item.published_on,
        (item.number, item.catalogue),
    )


def _newer(stock: Stock, item: Item) -> list[Part]:
    if item.status is not ItemStatus.SUPERSEDED:
        return []
    parts: list[Part] = [Words(say("An earlier version: it was replaced by a correction."), "strong")]
    if (newer := stock.corrections.get(item.id)) is not None:
        parts.append(Rows((Row(newer.name, stock.address(newer), say("The version after it")),)))
    return parts


def _explained(stock: Stock, item: Item) -> list[Part]:
    found = explanation_of(stock.records, item.id) if item.id in stock.explained else None
    if found is None:
        return []
    parts: list[Part] = [Heading(say("In plain words"))]
    for one in found.answered:
        parts += [Words(one.question, "strong"), Words(one.answer)]
    return parts


def _chart(stock: Stock, item: Item) -> list[Part]:
    if item.id in stock.with_files:
        found = chart_of(stock.records, item)
    else:
        found = None if item.nil else figures_in(item.content)
    if found is None:
        return []
    of = int(max(*(one.value for one in found.rows), found.other or 0, key=lambda value: value) * _HUNDREDTHS)
    bars = [Bar(one.label, int(one.value * _HUNDREDTHS), written(one.value, found.unit), of) for one in found.rows]
    if found.other is not None:
        label = Many.n("Other ({n})", "Other ({n})", found.others)
        bars.append(Bar(label, int(found.other * _HUNDREDTHS), written(found.other, found.unit), of, soft=True))
    name = say("In figures: {what}", what=found.title) if found.title else say("In figures")
    return [Heading(name), Bars(name, tuple(bars))]


def _facts(stock: Stock, item: Item) -> tuple[tuple[Said, Said], ...]:
    version = say("version {n}", n=item.version) if item.version > 1 or item.status is ItemStatus.SUPERSEDED else None
    return (
        (say("Period"), Period(item.period)),
        (say("Published on"), item.published_on),
        (say("Where it stands"), joined(Message(ITEM_STATUS[standing(item, stock.today)]), version)),
        (say("On the wall until"), item.shown_until),
        (say("Signed by"), stock.official(item.signed_by)),
        (say("In the catalogue"), item.catalogue),
        *published(item.number, item.id, by=item.responsible or COMMITTEE),
    )


def _correction(stock: Stock, item: Item) -> list[Part]:
    if item.correction is None:
        return []
    said = item.correction
    parts: list[Part] = [
        Heading(say("Corrected on {day}", day=said.on)),
        Words(say("What: {what}", what=said.what)),
        Words(say("Why: {why}", why=said.why)),
    ]
    before = stock.get(Item, said.replaces)
    if before is None:
        return parts
    found = difference(before.content, item.content)[:_CHANGES]
    if found:
        parts.append(Changes(tuple(Changed(one.old, one.new) for one in found)))
    row = Row(before.name, stock.address(before), say("The version before it"), before.published_on)
    return [*parts, Rows((row,))]
