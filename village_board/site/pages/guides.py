"""Service guides and contacts: what to bring, where to go, whom to call."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.message import say
from village_board.guides.model import Contact, Guide, Upheld
from village_board.guides.service import holding
from village_board.guides.words import fee_of, held_of, promise_of
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Words
from village_board.site.pages.words import COMMITTEE
from village_board.site.said import Listed, Said, joined
from village_board.site.stock import Stock

SECTION = "ask"
GUIDES, CONTACTS = "guides/", "contacts/"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the two lists, and a page for each guide and contact that is not withdrawn."""
    nothing: Part = Words(say("There is nothing here."))
    guides = tuple(guide_row(stock, one) for one in holding(stock.records, Guide))
    yield Page(GUIDES, say("Service guides"), (Rows(guides) if guides else nothing,), SECTION)
    contacts = tuple(contact_row(stock, one) for one in holding(stock.records, Contact))
    yield Page(CONTACTS, say("Telephone numbers"), (Rows(contacts) if contacts else nothing,), SECTION)
    for guide in stock.all(Guide):
        yield _guide(stock, guide)
    for contact in stock.all(Contact):
        yield _contact(stock, contact)


def guide_row(stock: Stock, one: Guide) -> Row:
    """Return the row of a guide."""
    return Row(one.name, stock.address(one), Listed(one.old_names[:3]), promise_of(one), _mark(stock, one))


def contact_row(stock: Stock, one: Contact) -> Row:
    """Return the row of a contact."""
    return Row(one.office, stock.address(one), joined(one.what_for, one.hours), one.telephone, _mark(stock, one))


def _guide(stock: Stock, one: Guide) -> Page:
    first = ((say("Where to go"), one.where), (say("How long it takes"), promise_of(one)), (say("Fee"), fee_of(one)))
    parts: list[Part] = [*_not_now(stock, one), Facts(first), Heading(say("What to do"))]
    parts += [Words(f"{number}. {step}") for number, step in enumerate(one.steps, 1)]
    if one.papers:
        parts += [Heading(say("What to bring")), *(Words(paper) for paper in one.papers)]
    parts.append(
        Facts(((say("Also called"), Listed(one.old_names)), (say("By what rule"), one.basis), *_kept(one))),
    )
    return Page(stock.address(one), one.name, tuple(parts), SECTION, one.id, Guide.KIND.label, one.day, one.old_names)


def _contact(stock: Stock, one: Contact) -> Page:
    facts = ((say("For what"), one.what_for), (say("When"), one.hours), *_kept(one))
    parts = (*_not_now(stock, one), Words(one.telephone, "strong"), Facts(facts))
    found_by = (one.telephone, one.what_for)
    return Page(stock.address(one), one.office, parts, SECTION, one.id, Contact.KIND.label, one.day, found_by)


def _not_now(stock: Stock, one: Upheld) -> list[Part]:
    held = held_of(one)
    if held is None or one.holds_on(stock.today):
        return []
    return [Words(say("It does not hold today: {held}.", held=held), "strong")]


def _mark(stock: Stock, one: Upheld) -> Said:
    return None if one.holds_on(stock.today) else say("does not hold today")


def _kept(one: Upheld) -> tuple[tuple[Said, Said], ...]:
    return (
        (say("Holds"), held_of(one)),
        (say("Answers for it"), one.owner or COMMITTEE),
        (say("Last checked"), one.checked_on or say("not yet")),
        (say("Short code"), one.id),
    )
