"""The words of one contract, one house or thing, one parcel."""

from __future__ import annotations

from decimal import Decimal

from tinydb import where

from bot.asking import Asking, code_line, data
from bot.reply import Button, label
from village_board.accounts.arrears import Arrears
from village_board.accounts.parts import part_text
from village_board.accounts.plan_service import arrears_in
from village_board.accounts.register_words import price_said
from village_board.accounts.registers import Asset, Contract, Resource, Use
from village_board.accounts.subsidies import BatchStatus, SubsidyBatch
from village_board.accounts.words import CONTRACT_STATUS, USE
from village_board.base.message import Message
from village_board.base.money import Fen

_MOST_CONTRACTS = 5


def contract_text(asking: Asking, contract: Contract) -> str:
    """Return party, thing, term, price, paid and due: the contracts of the collective are public (P12)."""
    t = asking.t
    lines = [t("Contract: {name} ({status})", name=contract.name, status=Message(CONTRACT_STATUS[contract.status]))]
    lines += _rent(asking, arrears_in(asking.records, contract))
    if contract.party_b:
        lines.append(t("With: {party}", party=contract.party_b))
    if contract.subject:
        lines.append(t("Thing: {thing}", thing=_thing(asking, contract.subject)))
    if contract.starts_on and contract.ends_on:
        lines.append(t("From {start} to {end}", start=contract.starts_on, end=contract.ends_on))
    if contract.price is not None:
        lines.append(t("Price agreed: {amount}", amount=Fen(contract.price)))
    elif contract.due_each_year is not None:
        lines.append(t("A year: {amount}", amount=Fen(contract.due_each_year)))
    if contract.total is not None:
        lines.append(t("In all: {amount}", amount=Fen(contract.total)))
    lines += _terms(asking, contract)
    if contract.purpose:
        lines.append(t("For: {purpose}", purpose=contract.purpose))
    lines += [
        t("Offer of {bidder}: {amount}", bidder=bid.bidder, amount=Fen(bid.amount))
        + (" " + t("(chosen: {reason})", reason=bid.reason) if bid.chosen else "")
        for bid in contract.bids
    ]
    lines.append(t("Number {number}", number=contract.number))
    lines.append(code_line(t, contract.id))
    lines.append(t("The contract itself can be seen in the hall."))
    return "\n".join(lines)


def _terms(asking: Asking, contract: Contract) -> list[str]:
    """Return which part it is of (P6), how it grows, and how the price stands to floor and valuation."""
    t, compared = asking.t, price_said(contract)
    said = (
        t("Part of it: {part}", part=part_text(contract)) if part_text(contract) else "",
        t("How it grows: {words}", words=contract.escalation) if contract.escalation else "",
        t("Floor price: {amount}", amount=Fen(contract.floor_price)) if contract.floor_price is not None else "",
        t("Valuation: {amount}", amount=Fen(contract.valuation)) if contract.valuation is not None else "",
        t("The price is {compared}.", compared=t.say(compared)) if compared is not None else "",
    )
    return [line for line in said if line]


def _rent(asking: Asking, rent: Arrears) -> list[str]:
    t, lines = asking.t, []
    if rent.late:
        lines.append(
            t.n(
                "{amount} is owed, {n} day late.",
                "{amount} is owed, {n} days late.",
                rent.days,
                amount=Fen(rent.lacking),
            )
        )
    elif rent.unpaid:
        lines.append(t("Nothing is late: what is due is within its days of grace."))
    elif rent.due:
        lines.append(t("Everything due so far has been paid."))
    if rent.due:
        lines.append(t("Due so far {due}, paid {paid}.", due=Fen(rent.due), paid=Fen(rent.paid)))
    return lines


def thing_button(asking: Asking, contract: Contract) -> tuple[Button, ...]:
    """Return the button from a contract to its land, house or thing; none where it is in no register."""
    record = _of_number(asking, contract.subject)
    return (Button(label(record.title), data("r", record.id)),) if record is not None and record.public else ()


def contract_buttons(asking: Asking, thing: Asset | Resource) -> tuple[Button, ...]:
    """Return the buttons from land, a house or a thing to its contracts, the newest first."""
    found = asking.records.find(Contract, where("subject") == thing.number)
    found.sort(key=lambda one: (one.starts_on is not None, one.starts_on, one.number), reverse=True)
    return tuple(Button(label(one.title), data("r", one.id)) for one in found[:_MOST_CONTRACTS] if one.public)


def _of_number(asking: Asking, number: str) -> Asset | Resource | None:
    if not number:
        return None
    found = asking.records.one(Resource, where("number") == number)
    return found or asking.records.one(Asset, where("number") == number)


def _thing(asking: Asking, subject: str) -> str:
    record = _of_number(asking, subject)
    return f"{record.title} ({subject})" if record is not None else subject


def asset_text(asking: Asking, asset: Asset) -> str:
    """Return how a house or thing is used, and what it is worth."""
    t = asking.t
    lines = [t("{name}: {status}", name=asset.name, status=Message(USE[asset.use]))]
    if asset.idle_since is not None and asset.use is Use.IDLE:
        lines.append(t("Idle since {day}.", day=asset.idle_since))
    if asset.use is Use.LEASED:
        if asset.tenant:
            lines.append(t("With: {party}", party=asset.tenant))
        if asset.rent is not None:
            lines.append(t("A year: {amount}", amount=Fen(asset.rent)))
        if asset.leased_from and asset.leased_to:
            lines.append(t("From {start} to {end}", start=asset.leased_from, end=asset.leased_to))
    if asset.place:
        lines.append(t("Place: {place}", place=asset.place))
    if asset.acquired_on is not None:
        lines.append(t("In the village's hands since {day}", day=asset.acquired_on))
    lines.append(t("Cost {cost}, worth now {worth}", cost=Fen(asset.original_value), worth=Fen(asset.net_value)))
    if asset.depreciation:
        lines.append(t("Depreciation so far: {amount}", amount=Fen(asset.depreciation)))
    lines.append(t("Number {number}", number=asset.number))
    lines.append(code_line(t, asset.id))
    lines.append(t("Questions or doubts: ask the village office, with the short code."))
    return "\n".join(lines)


def resource_text(asking: Asking, resource: Resource) -> str:
    """Return how large a parcel is, who works it and what it brings."""
    t = asking.t
    lines = [t("{name}: {area} mu", name=resource.name, area=resource.area)]
    parts = (
        (t("contracted by households"), resource.area_households),
        (t("let otherwise"), resource.area_let),
        (t("reserve land"), resource.area_reserve),
        (t("not let"), resource.area_idle),
    )
    lines += [t("Of it {what}: {area} mu", what=what, area=area) for what, area in parts if area > Decimal(0)]
    if resource.area_difference:
        lines.append(t("The parts do not add up to the area: {area} mu apart.", area=resource.area_difference))
    if resource.contractor:
        lines.append(t("With: {party}", party=resource.contractor))
    if resource.fee is not None:
        lines.append(t("A mu and year: {amount}", amount=Fen(resource.fee)))
    if resource.let_from and resource.let_to:
        lines.append(t("From {start} to {end}", start=resource.let_from, end=resource.let_to))
    if resource.purpose:
        lines.append(t("For: {purpose}", purpose=resource.purpose))
    if resource.place:
        lines.append(t("Place: {place}", place=resource.place))
    bounds = resource.boundaries
    if any((bounds.east, bounds.south, bounds.west, bounds.north)):
        lines.append(
            t(
                "East: {east}; south: {south}; west: {west}; north: {north}",
                east=bounds.east,
                south=bounds.south,
                west=bounds.west,
                north=bounds.north,
            )
        )
    lines.append(t("Number {number}", number=resource.number))
    lines.append(code_line(t, resource.id))
    lines.append(t("Questions or doubts: ask the village office, with the short code."))
    return "\n".join(lines)


def subsidy_text(asking: Asking, batch: SubsidyBatch) -> str:
    """Return policy, rate, how many and how much was paid (P14); the masked list hangs in the hall."""
    t = asking.t
    rate = t("A mu: {amount}", amount=Fen(batch.rate)) if batch.area else t("A head: {amount}", amount=Fen(batch.rate))
    lines = [t("{policy}: {amount} paid in all", policy=batch.title, amount=Fen(batch.total)), rate]
    if batch.status is BatchStatus.SUPERSEDED:
        lines.insert(0, t("An earlier version: it was replaced by a correction."))
    if batch.area is not None:
        lines.append(t("Area: {area} mu", area=batch.area))
    if batch.headcount:
        lines.append(t.n("{n} person", "{n} people", batch.headcount))
    if batch.households:
        lines.append(t.n("{n} household", "{n} households", batch.households))
    if batch.paid_on:
        lines.append(t("Paid on {day}", day=batch.paid_on))
    lines.append(t("Number {number}", number=batch.number))
    lines.append(code_line(t, batch.id))
    lines.append(t("Your own amount is told at the village office."))
    return "\n".join(lines)
