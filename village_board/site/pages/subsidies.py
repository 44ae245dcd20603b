"""Batches of subsidies and relief that were paid: policy, rate, how many, how much (P14)."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.accounts.register_words import BATCH_STATUS, ROUNDING, SUBSIDY_KIND
from village_board.accounts.subsidies import BatchStatus, SubsidyBatch, SubsidyKind
from village_board.accounts.subsidy_service import subsidies
from village_board.base.message import Message, say
from village_board.base.money import Fen, yuan
from village_board.catalogue.model import Entry
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Table, Words
from village_board.site.pages.catalogue import entry_row
from village_board.site.pages.words import advice, money, published
from village_board.site.said import Mu, Period, Said, joined
from village_board.site.stock import Stock

SECTION = "subsidies"
SUBSIDIES = "subsidies/"
#: categories of the catalogue that are about money for households.
_CATEGORIES = frozenset({"涉农补贴", "社会救助", "救灾", "捐赠慰问"})
_SUBSIDY = "补贴"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the list, and a page for each batch."""
    yield _door(stock)
    for batch in stock.all(SubsidyBatch):
        yield _page(stock, batch)


def subsidy_row(stock: Stock, batch: SubsidyBatch) -> Row:
    """Return the row of a batch."""
    mark = Message(BATCH_STATUS[batch.status]) if batch.status is BatchStatus.SUPERSEDED else None
    note = joined(Period(batch.period), batch.paid_on)
    return Row(batch.policy, stock.address(batch), note, Fen(batch.total), mark)


def _door(stock: Stock) -> Page:
    head = Words(say("Lists are masked. Your own amount is told at the village office."), "soft")
    entries = [one for one in stock.all(Entry) if one.category in _CATEGORIES or _SUBSIDY in one.name]
    rows = [subsidy_row(stock, batch) for batch in subsidies(stock.records)]
    parts: list[Part] = [head, Rows(tuple(rows))] if rows else [head]
    if entries:
        about = tuple(entry_row(stock, entry) for entry in sorted(entries, key=lambda one: one.code))
        parts += [Heading(say("In the catalogue")), Rows(about)]
    return Page(SUBSIDIES, say("Subsidies and relief"), tuple(parts), SECTION)


def _page(stock: Stock, batch: SubsidyBatch) -> Page:
    parts: list[Part] = [Facts(_facts(batch))]
    if batch.listed and not batch.relief:
        rows = tuple((say("Group {n}, {name}", n=one.group, name=one.name), yuan(one.amount)) for one in batch.listed)
        name = say("List, masked")
        parts += [Heading(name), Table((say("Who"), say("yuan")), rows, name)]
    parts += advice(say("Your own amount is told at the village office."))
    if before := stock.get(SubsidyBatch, batch.replaces):
        parts.append(Rows((subsidy_row(stock, before),)))
    kind, found_by = SubsidyBatch.KIND.label, (batch.number,)
    return Page(stock.address(batch), batch.policy, tuple(parts), SECTION, batch.id, kind, batch.paid_on, found_by)


def _facts(batch: SubsidyBatch) -> tuple[tuple[Said, Said], ...]:
    a_unit = say("A mu") if batch.subsidy is SubsidyKind.LAND else say("A head")
    return (
        (say("Paid in all"), money(batch.total)),
        (a_unit, money(batch.rate)),
        (say("Area"), Mu(batch.area) if batch.area is not None else None),
        (say("People"), batch.headcount or None),
        (say("Households"), batch.households or None),
        (say("Reckoned"), Message(SUBSIDY_KIND[batch.subsidy])),
        (say("Rounded"), Message(ROUNDING[batch.rounding])),
        (say("Period"), Period(batch.period)),
        (say("Paid on"), batch.paid_on),
        (say("Voucher"), batch.voucher),
        (say("Corrected, because"), batch.why),
        (say("Remark"), batch.remark),
        *published(batch.number, batch.id),
    )
