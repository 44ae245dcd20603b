"""Contracts and their rents: party, thing, term, price, paid and due are public (P12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tinydb import where

from kiosk.pages.attached import attached
from kiosk.pages.follow import follow_entry
from kiosk.pages.imprint import told
from kiosk.pages.judged import judged
from kiosk.pages.listing import Listing, window
from kiosk.pages.wording import day, joined, kept_on, money, span
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Table, Words
from village_board.accounts.arrears import Arrears
from village_board.accounts.model import Voucher
from village_board.accounts.parts import part_text
from village_board.accounts.plan_service import all_arrears, arrears_in
from village_board.accounts.register_words import price_said
from village_board.accounts.registers import Asset, Bid, Contract, Instalment, Resource
from village_board.accounts.words import CONTRACT_STATUS
from village_board.base.money import Fen, yuan
from village_board.hearings.model import Resolution

_MOST_VOUCHERS = 50


@dataclass(frozen=True, slots=True)
class ContractsPage(Page):
    """All contracts, those that end first on top."""

    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        return window(
            shelf,
            Listing(Contract, "ends_on", descending=True),
            self.offset,
            lambda contract: contract_entry(shelf, contract),
            ContractsPage,
            title=shelf.t("Contracts"),
            empty=Words(shelf.t("No contract is recorded yet.")),
        )


@dataclass(frozen=True, slots=True)
class RentsPage(Page):
    """What contracts owe to the village, the largest arrears first."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the contracts that bring in money."""
        t = shelf.t
        found = all_arrears(shelf.records)
        late = sum(rent.lacking for rent in found)
        head = (
            Words(t("Not paid in time, all together: {amount}", amount=Fen(late)))
            if late
            else Words(none_late(shelf, found))
        )
        return Sheet(
            t("Rents, paid and owed"),
            (head, judged(shelf), *(rent_entry(shelf, rent) for rent in found)),
            counted=(1, len(found)),
        )


@dataclass(frozen=True, slots=True)
class ContractPage(Page):
    """One contract with its instalments and bids."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what is public of it."""
        t, records = shelf.t, shelf.records
        contract = records.get(Contract, self.id)
        plan = sorted(
            records.find(Instalment, where("contract") == contract.number),
            key=lambda part: (part.due_on, part.sequence),
        )
        rent = arrears_in(records, contract)
        parts: list[Part] = [*told(shelf, _facts(shelf, contract, rent))]
        parts += _bids(shelf, contract)
        parts += _plan(shelf, plan, rent)
        parts += attached(shelf, contract.id, hall=False)
        parts += [Heading(t("What you can do")), Words(t("The contract can be read at the village office."))]
        parts += _related(shelf, contract)
        return Sheet(contract.name, tuple(parts), subject=contract.id)


def contract_entry(shelf: Shelf, contract: Contract) -> Entry:
    """Return the row of a contract."""
    t = shelf.t
    about = (contract.party_b, span(t, contract.starts_on, contract.ends_on))
    right = (
        t("{amount} a year", amount=Fen(contract.due_each_year)) if contract.due_each_year else money(t, contract.total)
    )
    return Entry(contract.name, ContractPage(contract.id), note=joined(about), right=right)


def none_late(shelf: Shelf, found: Sequence[Arrears]) -> str:
    """Return how rents stand of which none is late: all paid, or some within their days of grace."""
    if any(one.unpaid for one in found):
        return shelf.t("No rent is late; some are within their days of grace.")
    return shelf.t("All rents are paid.")


def rent_entry(shelf: Shelf, rent: Arrears) -> Entry:
    """Return the row of a contract's rent: what is due, paid and owed, and how late."""
    t = shelf.t
    late = t.n("{n} day late", "{n} days late", rent.days) if rent.late else ""
    stands = t("within the days of grace") if rent.unpaid else t("paid")
    return Entry(
        rent.contract.name,
        ContractPage(rent.contract.id),
        note=t("{party}, due {due}, paid {paid}", party=rent.contract.party_b, due=Fen(rent.due), paid=Fen(rent.paid)),
        right=t("owes {amount}", amount=Fen(rent.lacking)) if rent.late else stands,
        mark=late,
    )


def _facts(shelf: Shelf, contract: Contract, rent: Arrears) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    owed = ""
    if rent.late:
        owed = t("{amount}, {late}", amount=Fen(rent.lacking), late=t.n("{n} day late", "{n} days late", rent.days))
    return (
        (t("Where it stands"), t(CONTRACT_STATUS[contract.status])),
        (t("Owed"), owed),
        (t("Kind"), contract.type),
        (t("Thing"), contract.subject),
        (t("Part of it"), part_text(contract)),
        (t("Between"), joined((contract.party_a, contract.party_b))),
        (t("Term"), span(t, contract.starts_on, contract.ends_on)),
        (t("Signed on"), day(t, contract.signed_on)),
        (t("Goes on from"), contract.renews),
        (t("Ended on"), day(t, contract.ended_on)),
        (t("Why it ended"), contract.end_reason),
        (t("Handed back on"), day(t, contract.handed_back_on)),
        (t("Price"), money(t, contract.price)),
        (t("A year"), money(t, contract.due_each_year)),
        (t("In all"), money(t, contract.total)),
        (t("How it grows"), contract.escalation),
        (t("Floor price"), money(t, contract.floor_price)),
        (t("Valuation"), money(t, contract.valuation)),
        (t("The price is"), t.say(compared) if (compared := price_said(contract)) is not None else ""),
        (t("Deposit"), money(t, contract.deposit)),
        (t("Use"), contract.purpose),
        (t("How it was given"), contract.trading),
        (t("Changes"), contract.amendments),
        (t("At the end"), contract.at_end),
        (t("Last changed on"), kept_on(t, contract)),
        (t("Published by"), t("Village committee")),
        (t("Township number"), contract.township_number),
        (t("Number"), contract.number),
        (t("Short code"), contract.id),
    )


def _bids(shelf: Shelf, contract: Contract) -> list[Part]:
    t = shelf.t
    if not contract.bids:
        return []
    rows = tuple((bid.bidder, yuan(bid.amount), _remark(shelf, bid)) for bid in contract.bids)
    chosen = tuple(at for at, bid in enumerate(contract.bids) if bid.chosen)
    return [Heading(t("Offers")), Table((t("Who"), t("yuan"), t("Remark")), rows, wide=2, strong=chosen)]


def _remark(shelf: Shelf, bid: Bid) -> str:
    if not bid.chosen:
        return ""
    return shelf.t("chosen: {reason}", reason=bid.reason) if bid.reason else shelf.t("chosen")


def _plan(shelf: Shelf, plan: list[Instalment], rent: Arrears) -> list[Part]:
    t = shelf.t
    if not plan:
        return []
    rows = tuple((t.date(part.due_on), yuan(part.due), yuan(part.paid), _paid(shelf, part, rent)) for part in plan)
    return [Heading(t("Instalments")), Table((t("Due on"), t("Amount due"), t("Amount paid"), t("State")), rows)]


def _paid(shelf: Shelf, part: Instalment, rent: Arrears) -> str:
    t = shelf.t
    if part.paid >= part.due:
        return t("paid")
    if any(late.instalment.id == part.id for late in rent.late):
        return t("late")
    if rent.contract.ended_on is not None and part.due_on > rent.contract.ended_on:
        return t("no longer owed")
    # Where money of other instalments makes up for it, or its grace still runs, it is due and yet not late.
    return t("not yet due") if part.due_on >= shelf.today else t("not late")


def _related(shelf: Shelf, contract: Contract) -> list[Part]:
    from kiosk.pages.accounts import voucher_entry  # noqa: PLC0415 - pages point to each other
    from kiosk.pages.registers import asset_entry, resource_entry  # noqa: PLC0415
    from kiosk.pages.resolutions import resolution_entry  # noqa: PLC0415

    records = shelf.records
    parts: list[Part] = [follow_entry(shelf, contract)]
    if contract.subject:
        if asset := records.one(Asset, where("number") == contract.subject):
            parts.append(asset_entry(shelf, asset))
        if resource := records.one(Resource, where("number") == contract.subject):
            parts.append(resource_entry(shelf, resource))
    if contract.resolution and (resolution := records.one(Resolution, where("number") == contract.resolution)):
        parts.append(resolution_entry(shelf, resolution))
    vouchers = [one for one in records.find(Voucher, where("contract") == contract.number) if one.public]
    return parts + [voucher_entry(shelf, voucher) for voucher in vouchers[-_MOST_VOUCHERS:]]
