"""What is wrong in the registers: rules A01-A04, R01-R04, C01-C06 and what no number names. Pure.

Each finder takes the registers, the day and the limits, and yields findings with the numbers. They are for those who
supervise (P11): the public sees verified facts only. Limits and their sources: ``data/limits/contracts.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from village_board.accounts import contract_rules as rules
from village_board.accounts.arrears import arrears_of, endings
from village_board.accounts.contract_law import TRANSFER, is_water, type_of
from village_board.accounts.contract_rules import Around, contract_limits, is_passed, near_cadres
from village_board.accounts.parts import clashes, part_text
from village_board.accounts.receipts import carried_of
from village_board.accounts.register_view import (
    RegisterFinding,
    Registers,
    a_finding,
    grouped,
    level_of,
    told,
)
from village_board.accounts.registers import (
    DISPOSED,
    NO_AREA,
    Asset,
    Use,
)
from village_board.accounts.stocktakes import StocktakeStatus
from village_board.base.clock import local
from village_board.base.level import Level
from village_board.base.message import say
from village_board.base.money import Fen
from village_board.limits.rules import Limits
from village_board.people.acts import Act

_A_YEAR = re.compile(r"(?:19|20)\d{2}")


def all_findings(registers: Registers, today: date, limits: Limits) -> list[RegisterFinding]:
    """Return everything that is wrong in the registers, rule by rule."""
    return [finding for finder in FINDERS for finding in finder(registers, today, limits)]


def a01(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:
    """A01: last year's stocktake is not confirmed; a table imported since that bears its results counts as one."""
    year = today.year - 1
    held = [one for one in registers.assets if one.use not in DISPOSED and _held_in(one, year)]
    confirmed = any(one.year == year and one.status is StocktakeStatus.CONFIRMED for one in registers.stocktakes)
    if not held or confirmed or any(_bears_count(one, year) for one in held):
        return
    days = (today - date(year, 12, 31)).days
    level = level_of(days, limits.days("assets.stocktake_yellow_days"), limits.days("assets.stocktake_red_days"))
    if level is not None:
        message = say(
            "The stocktake as of 31 December {year} is not confirmed, {days} days later; {count} assets are booked.",
            year=str(year),
            days=days,
            count=len(held),
        )
        reached = limits.days(f"assets.stocktake_{level.value}_days") + 1
        yield a_finding("A01", level, message, since=date(year, 12, 31) + timedelta(days=reached))


def _bears_count(asset: Asset, year: int) -> bool:
    """Tell whether a table brought the asset's result of a year: it names the year, or none and came after it."""
    if named := _A_YEAR.search(asset.stocktake):
        return int(named[0]) == year
    since = asset.change is not None and asset.change.act == Act.IMPORT and local(asset.change.at).year > year
    return bool(asset.stocktake) and since


def _held_in(asset: Asset, year: int) -> bool:
    return asset.acquired_on is None or asset.acquired_on.year <= year


def a02(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """A02: an asset was scrapped or transferred without a passed resolution."""
    for asset in registers.assets:
        decided = (registers.resolution.get(change.resolution) for change in asset.changes)
        if asset.use in DISPOSED and not any(map(is_passed, decided)):
            message = say(
                "{name} ({number}, value {value}) left the collective without a resolution that was passed.",
                name=asset.name,
                number=asset.number,
                value=Fen(asset.original_value),
            )
            yield a_finding("A02", Level.RED, message, asset.id, _left_on(asset))


def _left_on(asset: Asset) -> date | None:
    return asset.changes[-1].on if asset.changes else None


def a03(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:
    """A03: an asset that should earn money lies idle."""
    yellow, red = limits.days("assets.idle_yellow_days"), limits.days("assets.idle_red_days")
    for asset in registers.assets:
        if asset.use is not Use.IDLE or not asset.operating or asset.idle_since is None:
            continue
        days = (today - asset.idle_since).days
        if level := level_of(days, yellow, red):
            message = say(
                "{name} ({number}) has been idle since {since}: {days} days.",
                name=asset.name,
                number=asset.number,
                since=asset.idle_since,
                days=days,
            )
            since = asset.idle_since + timedelta(days=1 + (red if level is Level.RED else yellow))
            yield a_finding("A03", level, message, asset.id, since)


def a04(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """A04: a transfer without a valuation that was shown long enough before it was signed."""
    needed = limits.days("contracts.valuation_shown_days")
    for contract in registers.contracts:
        if type_of(contract).name != TRANSFER:
            continue
        signed, shown = contract.signed_on, contract.valuation_shown_on
        days = (signed - shown).days if signed and shown else 0
        if contract.valuation is None or shown is None or days < needed:
            message = say(
                "{number} transfers {subject}: the valuation was shown for {days} days before it was signed; "
                "{needed} are needed.",
                number=contract.number,
                subject=contract.subject,
                days=days,
                needed=needed,
            )
            yield a_finding("A04", Level.RED, message, contract.id, contract.signed_on)


def r01(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """R01: a parcel's area is not what its four parts add up to."""
    yellow, red = limits.share("resources.difference_yellow"), limits.share("resources.difference_red")
    for one in registers.resources:
        part, whole = (int(area * 100) for area in (abs(one.area_difference), max(one.area, one.area_parts)))
        if part and yellow.met(part, whole):
            message = say(
                "{name} ({number}): the area is {area} mu, its four parts are {parts} mu, the difference {difference}.",
                name=one.name,
                number=one.number,
                area=one.area,
                parts=one.area_parts,
                difference=one.area_difference,
            )
            yield a_finding("R01", Level.RED if red.met(part, whole) else Level.YELLOW, message, one.id)


def r02(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """R02: land goes outside the collective without two thirds, or without the township's number."""
    share = limits.share("contracts.outside_majority")
    for contract in registers.running:
        land = contract.subject in registers.resource and type_of(contract).uses
        if not land or contract.collective_member is not False:
            continue
        decided = registers.resolution.get(contract.resolution)
        due, in_favour = (decided.due, decided.in_favour) if decided is not None else (0, 0)
        enough = is_passed(decided) and due > 0 and share.met(in_favour, due)
        number = contract.township_number or (decided.township_number if decided else "")
        if not enough or not number:
            needed = share.needed(due)
            vote = say("{in_favour} of {due} were in favour, {needed} are needed", in_favour=in_favour, due=due,
                       needed=needed) if due else say("no vote on it is kept")  # fmt: skip
            message = say(
                "{number} gives land to {party} outside the collective: {vote}; {township}.",
                number=contract.number,
                party=contract.party_b,
                vote=vote,
                township=say("the township's number is {number}", number=number)
                if number
                else say("the township's number is missing"),
            )
            yield a_finding("R02", Level.RED, message, contract.id, contract.signed_on or contract.starts_on)


def r03(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """R03: a parcel that is let as a whole is used otherwise than its contract says."""
    for contract in registers.running:
        parcel = registers.resource.get(contract.subject)
        if parcel is None or part_text(contract) or not type_of(contract).uses:
            continue
        if parcel.purpose and contract.purpose and _folded(parcel.purpose) != _folded(contract.purpose):
            message = say(
                "{name} ({number}) is used for '{is_used}'; contract {contract} says '{agreed}'.",
                name=parcel.name,
                number=parcel.number,
                is_used=parcel.purpose,
                contract=contract.number,
                agreed=contract.purpose,
            )
            yield a_finding("R03", Level.RED, message, parcel.id, contract.starts_on)


def r04(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:
    """R04: reserve land or water lies unlet."""
    yellow, red = limits.days("resources.idle_yellow_days"), limits.days("resources.idle_red_days")
    for parcel in registers.resources:
        unlet = parcel.area_reserve + (parcel.area_idle if is_water(parcel) else NO_AREA)
        if parcel.idle_since is None or not unlet:
            continue
        days = (today - parcel.idle_since).days
        if level := level_of(days, yellow, red):
            message = say(
                "{name} ({number}): {area} mu have been unlet since {since}, {days} days.",
                name=parcel.name,
                number=parcel.number,
                area=unlet,
                since=parcel.idle_since,
                days=days,
            )
            since = parcel.idle_since + timedelta(days=1 + (red if level is Level.RED else yellow))
            yield a_finding("R04", level, message, parcel.id, since)


def c01(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """C01: a contract that is to be traded in public has no number of the platform."""
    held = contract_limits(limits)
    for contract in registers.running:
        yield from told("C01", Level.RED, contract, rules.trading(contract, held))


def c02(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """C02: the term is longer than the law allows."""
    held = contract_limits(limits)
    for contract in registers.running:
        yield from told("C02", Level.RED, contract, rules.term(contract, registers.around(contract), held))


def c03(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:
    """C03: an instalment is late after its grace."""
    grace, red = limits.days("contracts.grace_days"), limits.days("contracts.arrears_red_days")
    plans = grouped((one.contract, one) for one in registers.instalments)
    receipts = grouped((one.contract, one) for one in registers.receipts)
    for contract in registers.contracts:
        carried = carried_of(receipts.get(contract.number, ()))
        owed = arrears_of(contract, plans.get(contract.number, ()), today, grace=grace, carried=carried)
        if owed.late:
            message = say(
                "{number}: {party} is {amount} in arrears, the oldest for {days} days ({count} instalments).",
                number=contract.number,
                party=contract.party_b,
                amount=Fen(owed.lacking),
                days=owed.days,
                count=len(owed.late),
            )
            level = Level.RED if owed.days >= red else Level.YELLOW
            since = today - timedelta(days=owed.days - (red if level is Level.RED else 1))
            yield a_finding("C03", level, message, contract.id, since)


def c04(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:
    """C04: a contract ends soon and nothing is decided, or it is past its end and the thing still in use."""
    for ending in endings(registers.contracts, today, limits.days("contracts.ending_days")):
        contract = ending.contract
        if ending.expired:
            message = say(
                "{number} ended on {day}, {days} days ago; {subject} was not handed back, "
                "and no contract goes on from it.",
                number=contract.number,
                day=contract.ends_on,
                days=-ending.days,
                subject=contract.subject,
            )
            yield a_finding("C04", Level.RED, message, contract.id, today + timedelta(days=1 + ending.days))
        elif not contract.at_end:
            message = say(
                "{number} ends on {day}, in {days} days, and nothing is decided about {subject}.",
                number=contract.number,
                day=contract.ends_on,
                days=ending.days,
                subject=contract.subject,
            )
            since = today + timedelta(days=ending.days - limits.days("contracts.ending_days"))
            yield a_finding("C04", Level.YELLOW, message, contract.id, since)


def c05(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """C05: the price lies below the floor or the valuation without a decision."""
    for contract in registers.running:
        yield from told("C05", Level.RED, contract, rules.price(contract, registers.around(contract)))


def c06(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """C06: the other party is a cadre or near relative and no recusal is written; red without a resolution."""
    near = near_cadres(registers.people, today)
    for contract in registers.running:
        level = Level.YELLOW if is_passed(registers.resolution.get(contract.resolution)) else Level.RED
        yield from told("C06", level, contract, rules.recusal(contract, Around(near=near)))


def parts_given_twice(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """P6: one part of a thing is given to two in the same days, or the parts come to more than the whole."""
    subjects = registers.asset.keys() | registers.resource.keys()
    on_thing = grouped((one.subject, one) for one in registers.contracts if one.subject in subjects)
    for subject, contracts in on_thing.items():
        parcel = registers.resource.get(subject)
        in_order = sorted(contracts, key=lambda one: (one.starts_on or date.min, one.number))
        for place, contract in enumerate(in_order):
            found = clashes(contract, in_order[:place], parcel.area if parcel else None)
            yield from told("P6", Level.RED, contract, found)


def sold_but_listed(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """An asset that a contract transferred stands in the register as the collective's own."""
    for contract in registers.contracts:
        asset = registers.asset.get(contract.subject)
        begun = contract.starts_on or contract.signed_on
        if asset is None or type_of(contract).name != TRANSFER or asset.use in DISPOSED or part_text(contract):
            continue
        if begun is not None and begun <= today:
            message = say(
                "{name} ({number}) was transferred by {contract} on {day} and is still listed at {value}.",
                name=asset.name,
                number=asset.number,
                contract=contract.number,
                day=begun,
                value=Fen(asset.original_value),
            )
            yield a_finding("sold_but_listed", Level.RED, message, asset.id, begun)


def worse_than_decided(registers: Registers, today: date, limits: Limits) -> Iterator[RegisterFinding]:  # noqa: ARG001
    """P4: the price is worse for the village than what was decided with its variations."""
    by_resolution = grouped((one.resolution, one) for one in registers.running if one.resolution)
    for number, contracts in by_resolution.items():
        resolution = registers.resolution.get(number)
        if resolution is not None and is_passed(resolution):
            found = rules.against_decision(contracts, resolution)
            yield from told("worse_than_decided", Level.RED, contracts[0], found)


FINDERS = (
    a01, a02, a03, a04, r01, r02, r03, r04, c01, c02, c03, c04, c05, c06,
    parts_given_twice, sold_but_listed, worse_than_decided,
)  # fmt: skip


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
