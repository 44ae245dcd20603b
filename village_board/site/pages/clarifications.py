"""Clarifications of rumours: the statement, the fact, the record that bears it (P16)."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.errors import NotFound
from village_board.base.message import say
from village_board.disclosure.beside import Clarification
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Words
from village_board.site.pages.lists import Listing, listed
from village_board.site.stock import Stock

SECTION = "ask"
CLARIFICATIONS = "clarifications/"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the list, and a page for each."""
    nothing = say("Nothing has been clarified yet.")
    listing = Listing(CLARIFICATIONS, say("Clarifications"), SECTION, clarification_row, nothing)
    yield from listed(stock, listing, stock.all(Clarification))
    for one in stock.all(Clarification):
        yield _page(stock, one)


def clarification_row(stock: Stock, one: Clarification) -> Row:
    """Return the row of a clarification."""
    return Row(one.statement, stock.address(one), right=one.published_on, mark=say("clarified"))


def _page(stock: Stock, one: Clarification) -> Page:
    from village_board.site.pages.places import row_of  # noqa: PLC0415 - places knows every page, this one too

    parts: list[Part] = [Heading(say("What goes round")), Words(one.statement)]
    parts += [Heading(say("What is so")), Words(one.fact, "strong")]
    try:
        row = row_of(stock, stock.records.lookup(one.record))
    except NotFound:
        row = None
    if row is not None:
        parts += [Heading(say("The record of it")), Rows((row,))]
    parts.append(Facts(((say("Published on"), one.published_on), (say("Short code"), one.id))))
    return Page(
        stock.address(one),
        one.statement,
        tuple(parts),
        SECTION,
        one.id,
        Clarification.KIND.label,
        one.published_on,
    )
