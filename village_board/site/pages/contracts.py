"""Contracts and their rents: party, thing, term, price, paid and due are public (P12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from village_board.accounts.arrears import Arrears
from village_board.accounts.model import Voucher
from village_board.accounts.parts import part_text
from village_board.accounts.plan_service import all_arrears, arrears_in
from village_board.accounts.register_words import price_said
from village_board.accounts.registers import Asset, Contract, Instalment, Resource
from village_board.accounts.words import CONTRACT_STATUS
from village_board.base.message import Message, say
from village_board.base.money import Fen, yuan
from village_board.hearings.model import Resolution
from village_board.site.model import Bar, Bars, Facts, Heading, Page, Part, Row, Rows, Table, Words
from village_board.site.pages.files import attached
from village_board.site.pages.vouchers import voucher_row
from village_board.site.pages.words import advice, judged, kept_on, money, published, span
from village_board.site.said import Many, Said, joined
from village_board.site.stock import Stock

SECTION = "property"
CONTRACTS, RENTS = "property/contracts/", "property/rents/"
_MOST_VOUCHERS = 50


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the list, the rents, and a page for each contract."""
    every = sorted(stock.all(Contract), key=lambda one: (one.ends_on or date.max, one.id), reverse=True)
    rows = Rows(tuple(contract_row(stock, one) for one in every))
    parts = (rows,) if every else (Words(say("No contract is recorded yet.")),)
    yield Page(CONTRACTS, say("Contracts"), parts, SECTION)
    yield _rents(stock)
    for contract in every:
        yield _page(stock, contract)


def contract_row(stock: Stock, contract: Contract) -> Row:
    """Return the row of a contract."""
    note = joined(contract.party_b, span(contract.starts_on, contract.ends_on))
    right: Said = money(contract.total)
    if contract.due_each_year:
        right = say("{amount} a year", amount=Fen(contract.due_each_year))
    return Row(contract.name, stock.address(contract), note, right)


def none_late(found: list[Arrears]) -> Said:
    """Return how rents stand of which none is late: all paid, or some within their days of grace."""
    if any(one.unpaid for one in found):
        return say("No rent is late; some are within their days of grace.")
    return say("All rents are paid.")


def _rents(stock: Stock) -> Page:
    """Return what contracts owe to the village, the largest arrears first."""
    found = all_arrears(stock.records)
    owed = sum(one.lacking for one in found)
    head = Words(
        say("Not paid in time, all together: {amount}", amount=Fen(owed)) if owed else none_late(found), "strong"
    )
    parts: list[Part] = [head]
    due, paid = sum(one.due for one in found), sum(min(one.paid, one.due) for one in found)
    if due:
        words = say("{paid} of {due}", paid=Fen(paid), due=Fen(due))
        parts.append(
            Bars(
                say("Rents received"), (Bar(say("{percent} % received", percent=paid * 100 // due), paid, words, due),)
            )
        )
    parts += [judged(stock), Rows(tuple(_rent_row(stock, one) for one in found))]
    return Page(RENTS, say("Rents, paid and owed"), tuple(parts), SECTION, dated=True)


def _rent_row(stock: Stock, rent: Arrears) -> Row:
    contract = rent.contract
    late = Many.n("{n} day late", "{n} days late", rent.days) if rent.late else None
    stands = say("within the days of grace") if rent.unpaid else say("paid")
    return Row(
        contract.name,
        stock.address(contract),
        say("{party}, due {due}, paid {paid}", party=contract.party_b, due=Fen(rent.due), paid=Fen(rent.paid)),
        say("owes {amount}", amount=Fen(rent.lacking)) if rent.late else stands,
        late,
    )


def _page(stock: Stock, contract: Contract) -> Page:
    plan = sorted(stock.by(Instalment, "contract", contract.number), key=lambda part: (part.due_on, part.sequence))
    rent = arrears_in(stock.records, contract)
    parts: list[Part] = [Facts(_facts(contract, rent)), *_bids(contract), *_plan(stock, plan, rent)]
    parts += attached(stock, contract.id, hall=False)
    parts += [*advice(say("The contract can be read at the village office.")), *_related(stock, contract)]
    kind, found_by = Contract.KIND.label, (contract.number, contract.party_b)
    return Page(
        stock.address(contract), contract.name, tuple(parts), SECTION, contract.id, kind, contract.day, found_by
    )


def _facts(contract: Contract, rent: Arrears) -> tuple[tuple[Said, Said], ...]:
    late = Many.n("{n} day late", "{n} days late", rent.days)
    return (
        (say("Where it stands"), Message(CONTRACT_STATUS[contract.status])),
        (say("Owed"), joined(Fen(rent.lacking), late) if rent.late else None),
        (say("Kind"), contract.type),
        (say("Thing"), contract.subject),
        (say("Part of it"), part_text(contract)),
        (say("Between"), joined(contract.party_a, contract.party_b)),
        (say("Term"), span(contract.starts_on, contract.ends_on)),
        (say("Signed on"), contract.signed_on),
        (say("Goes on from"), contract.renews),
        (say("Ended on"), contract.ended_on),
        (say("Why it ended"), contract.end_reason),
        (say("Handed back on"), contract.handed_back_on),
        (say("Price"), money(contract.price)),
        (say("A year"), money(contract.due_each_year)),
        (say("In all"), money(contract.total)),
        (say("How it grows"), contract.escalation),
        (say("Floor price"), money(contract.floor_price)),
        (say("Valuation"), money(contract.valuation)),
        (say("The price is"), price_said(contract)),
        (say("Deposit"), money(contract.deposit)),
        (say("Use"), contract.purpose),
        (say("How it was given"), contract.trading),
        (say("Changes"), contract.amendments),
        (say("At the end"), contract.at_end),
        (say("Last changed on"), kept_on(contract)),
        (say("Township number"), contract.township_number),
        *published(contract.number, contract.id),
    )


def _bids(contract: Contract) -> list[Part]:
    if not contract.bids:
        return []
    rows = tuple(
        (
            say("{bidder} (chosen: {reason})", bidder=one.bidder, reason=one.reason) if one.chosen else one.bidder,
            yuan(one.amount),
        )
        for one in contract.bids
    )
    return [Heading(say("Offers")), Table((say("Who"), say("yuan")), rows, say("Offers"))]


def _plan(stock: Stock, plan: list[Instalment], rent: Arrears) -> list[Part]:
    if not plan:
        return []
    rows = tuple((one.due_on, yuan(one.due), yuan(one.paid), _paid(stock, one, rent)) for one in plan)
    heads = (say("Due on"), say("Amount due"), say("Amount paid"), say("State"))
    return [Heading(say("Instalments")), Table(heads, rows, say("Instalments"))]


def _paid(stock: Stock, part: Instalment, rent: Arrears) -> Said:
    if part.paid >= part.due:
        return say("paid")
    if any(late.instalment.id == part.id for late in rent.late):
        return say("late")
    if rent.contract.ended_on is not None and part.due_on > rent.contract.ended_on:
        return say("no longer owed")
    # Where money of other instalments makes up for it, or its grace still runs, it is due and yet not late.
    return say("not yet due") if part.due_on >= stock.today else say("not late")


def _related(stock: Stock, contract: Contract) -> list[Part]:
    from village_board.site.pages.registers import asset_row, resource_row  # noqa: PLC0415 - pages point to each other
    from village_board.site.pages.resolutions import resolution_row  # noqa: PLC0415

    rows = [asset_row(stock, one) for one in stock.by(Asset, "number", contract.subject)[:1]]
    rows += [resource_row(stock, one) for one in stock.by(Resource, "number", contract.subject)[:1]]
    rows += [resolution_row(stock, one) for one in stock.by(Resolution, "number", contract.resolution)[:1]]
    parts: list[Part] = [Rows(tuple(rows))] if rows else []
    vouchers = stock.by(Voucher, "contract", contract.number)[-_MOST_VOUCHERS:]
    if vouchers:
        parts += [Heading(say("Voucher by voucher")), Rows(tuple(voucher_row(stock, one) for one in vouchers))]
    return parts
