"""What a contract must keep (facts 2.1, 2.5; P6; rules R02, C01, C02, C05, C06). Pure; amounts in fen.

Each rule is yielded as the refusal that one's own entry meets. Finders take the same sentence for what was imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from village_board.accounts.contract_law import TRANSFER, TermClass, term_class_of, type_of
from village_board.accounts.parts import check_part, clashes
from village_board.accounts.plans import A_YEAR, add_months
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.base.money import Fen
from village_board.base.share import Share
from village_board.hearings.model import Resolution, ResolutionResult, ResolutionStatus
from village_board.limits.rules import Limits
from village_board.people.model import Person, Role

_CADRES = frozenset({Role.COMMITTEE, Role.OVERSIGHT, Role.CLERK})
_NOT_YET = frozenset({ResolutionStatus.RECORDED, ResolutionStatus.OBJECTED, ResolutionStatus.CANCELLED})


@dataclass(frozen=True)
class ContractLimits:
    """Limits of contracts; amounts in fen, times in natural days, terms in years."""

    terms: Mapping[TermClass, int]
    public_trading: int
    decision_amount: int
    outside_majority: Share
    valuation_shown_days: int


def contract_limits(limits: Limits) -> ContractLimits:
    """Return the limits of contracts among `limits`."""
    return ContractLimits(
        {kind: limits.count(kind.key) for kind in TermClass},
        limits.fen("contracts.public_trading"),
        limits.fen("contracts.decision_amount"),
        limits.share("contracts.outside_majority"),
        limits.days("contracts.valuation_shown_days"),
    )


@dataclass(frozen=True)
class Around:
    """What stands around a contract: its thing, its decision, the others on the same thing, who is near to whom.

    `near` maps the name of a cadre or a cadre's near relative to the cadres' names; it is for the committee and the
    oversight committee only (P11).
    """

    asset: Asset | None = None
    resource: Resource | None = None
    resolution: Resolution | None = None
    others: tuple[Contract, ...] = ()
    near: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> Decimal | None:
        """The area of the whole thing in mu, where it is a parcel."""
        return self.resource.area if self.resource is not None else None


class EndsBeforeStart(Refused):
    """The days stand in the wrong order."""

    sentence = N_("{number} would end on {ends}, before it begins on {starts}. Correct one of the days.")

    def __init__(self, number: str, starts: date, ends: date) -> None:
        super().__init__(number=number, starts=starts, ends=ends)


class AmountNegative(Refused):
    """An amount or a number of days is less than nothing."""

    sentence = N_("{number}: no amount and no number of days may be less than nothing.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class TermTooLong(Refused):
    """The term is longer than the law allows for this kind (rule C02)."""

    sentence = N_(
        "{number} runs from {starts} to {ends}. The law allows {years} years at most here, until {latest}; "
        "what goes beyond is void."
    )

    def __init__(self, number: str, starts: date, ends: date, years: int, latest: date) -> None:
        super().__init__(number=number, starts=starts, ends=ends, years=years, latest=latest)


class YearsTooMany(Refused):
    """The same, where only the years are written."""

    sentence = N_("{number} is made for {years} years. The law allows {most} years at most here.")

    def __init__(self, number: str, years: Decimal, most: int) -> None:
        super().__init__(number=number, years=years, most=most)


class PriceTooLow(Refused):
    """The price lies below the floor or the valuation, and no resolution allows it (rule C05)."""

    sentence = N_(
        "{number}: the price {price} is below the floor or valuation of {least}. Name a passed resolution for it."
    )

    def __init__(self, number: str, price: int, least: int) -> None:
        super().__init__(number=number, price=Fen(price), least=Fen(least))


class PriceAgainstDecision(Refused):
    """The price is worse for the village than what was decided with its variations (P4)."""

    sentence = N_(
        "{number}: the price {price} is worse than the {decided} that {resolution} decided with its variations. "
        "Correct the price, or have the variation approved first."
    )

    def __init__(self, number: str, price: int, decided: int, resolution: str) -> None:
        super().__init__(number=number, price=Fen(price), decided=Fen(decided), resolution=resolution)


class DecisionMissing(Refused):
    """The value reaches the trigger and no passed resolution stands behind it."""

    sentence = N_("{number} is worth {value}, at or above {trigger}: it needs a resolution that was passed.")

    def __init__(self, number: str, value: int, trigger: int) -> None:
        super().__init__(number=number, value=Fen(value), trigger=Fen(trigger))


class HearingMissing(Refused):
    """The value reaches the trigger, and the resolution names neither a hearing nor why there was none."""

    sentence = N_(
        "{number} is worth {value}, at or above {trigger}: name the hearing, "
        "or let resolution {resolution} say why none was needed."
    )

    def __init__(self, number: str, value: int, trigger: int, resolution: str) -> None:
        super().__init__(number=number, value=Fen(value), trigger=Fen(trigger), resolution=resolution)


class PlatformMissing(Refused):
    """It is to be traded in public and has no number of the platform (rule C01)."""

    sentence = N_(
        "{number} brings {yearly} a year, at or above {threshold}: it is traded in public. Name the platform's number."
    )

    def __init__(self, number: str, yearly: int, threshold: int) -> None:
        super().__init__(number=number, yearly=Fen(yearly), threshold=Fen(threshold))


class TownshipMissing(Refused):
    """Land goes outside the collective without the township's number (rule R02)."""

    sentence = N_("{number} gives land to {party}, who is outside the collective: name the township's approval.")

    def __init__(self, number: str, party: str) -> None:
        super().__init__(number=number, party=party)


class RecusalMissing(Refused):
    """The other party is a cadre or a near relative, and nothing says who withdrew (rule C06)."""

    sentence = N_(
        "{number}: {party} has the name of a cadre or of a near relative of {cadre}. "
        "Write who withdrew from the decision, or that this is another person of that name."
    )

    def __init__(self, number: str, party: str, cadre: str) -> None:
        super().__init__(number=number, party=party, cadre=cadre)


def is_passed(resolution: Resolution | None) -> bool:
    """Tell whether a resolution was passed and confirmed, and nobody's objection is open."""
    return (
        resolution is not None
        and resolution.result is ResolutionResult.PASSED
        and resolution.status not in _NOT_YET
    )  # fmt: skip


def value_of(contract: Contract) -> int:
    """Return the whole price of `contract` in fen: the stated one, else a year's times its years, else the price."""
    yearly = contract.due_each_year or contract.owed_each_year
    if contract.total is not None:
        return contract.total
    if yearly is not None and contract.starts_on and contract.last_day:
        days = (contract.last_day - contract.starts_on).days + 1
        full_years = max(-(-days // 366), 1)
        return yearly * full_years
    return yearly or contract.price or 0


def near_cadres(people: Iterable[Person], day: date) -> dict[str, str]:
    """Return the names of those in office on `day` and of their near relatives, each with the cadres' names."""
    everyone = list(people)
    by_number = {person.number: person for person in everyone}
    found: dict[str, list[str]] = {}
    for person in everyone:
        if person.roles(day) & _CADRES:
            found.setdefault(person.name, []).append(person.name)
            for number in person.near_relatives:
                relative = by_number.get(number)
                found.setdefault(relative.name if relative else number, []).append(person.name)
        for number in person.near_relatives:
            other = by_number.get(number)
            if other is not None and other.roles(day) & _CADRES:
                found.setdefault(person.name, []).append(other.name)
    return {name: "、".join(dict.fromkeys(cadres)) for name, cadres in found.items()}


def broken(contract: Contract, around: Around, limits: ContractLimits) -> Iterator[Refused]:
    """Yield every rule that `contract` breaks, the plainest first."""
    yield from days_and_amounts(contract)
    yield from check_part(contract)
    yield from term(contract, around, limits)
    yield from clashes(contract, around.others, around.whole)
    yield from price(contract, around)
    yield from decision(contract, around, limits)
    yield from trading(contract, limits)
    yield from outside(contract, around)
    yield from recusal(contract, around)


def days_and_amounts(contract: Contract) -> Iterator[Refused]:
    """Yield days in the wrong order, and amounts below nothing."""
    if contract.starts_on and contract.ends_on and contract.ends_on < contract.starts_on:
        yield EndsBeforeStart(contract.number, contract.starts_on, contract.ends_on)
    numbers = (
        contract.total, contract.price, contract.due_each_year, contract.owed_each_year, contract.deposit,
        contract.floor_price, contract.valuation, contract.grace_days,
    )  # fmt: skip
    if any(number is not None and number < 0 for number in numbers):
        yield AmountNegative(contract.number)


def term(contract: Contract, around: Around, limits: ContractLimits) -> Iterator[Refused]:
    """Yield a term above the legal maximum of its kind; the day that completes the years is still lawful (C02)."""
    kind = term_class_of(contract, around.resource)
    if kind is None:
        return
    most = limits.terms[kind]
    if contract.starts_on and contract.ends_on:
        latest = add_months(contract.starts_on, most * A_YEAR) - timedelta(days=1)
        if contract.ends_on > latest:
            yield TermTooLong(contract.number, contract.starts_on, contract.ends_on, most, latest)
    elif contract.years is not None and contract.years > most:
        yield YearsTooMany(contract.number, contract.years, most)


def price(contract: Contract, around: Around) -> Iterator[Refused]:
    """Yield a price below floor or valuation without a decision (C05); what the village pays has neither."""
    least = max(contract.floor_price or 0, contract.valuation or 0)
    said = contract.price if contract.price is not None else contract.due_each_year
    if type_of(contract).pays_out or said is None or is_passed(around.resolution):
        return
    if said < least:
        yield PriceTooLow(contract.number, said, least)


def against_decision(contracts: Sequence[Contract], resolution: Resolution) -> Iterator[Refused]:
    """Yield prices that are worse for the village than what `resolution` decided with its variations (P4).

    Compared is a year's price or the whole one, whichever is nearer to what was decided. What goes out may not be
    more, all contracts of the decision together; what comes in not less, where one contract carries it out: of
    several, others may still be to come.
    """
    decided = resolution.decided_amount
    if not decided:
        return
    for outgoing in (False, True):
        of_kind = [one for one in contracts if type_of(one).pays_out is outgoing]
        if len(of_kind) > 1 and not outgoing:
            continue
        sums = [total for prices in _prices(of_kind) if (total := _sum(prices)) is not None]
        meant = min(sums, key=lambda amount: abs(amount - decided), default=None)
        if meant is not None and (meant > decided if outgoing else meant < decided):
            yield PriceAgainstDecision("、".join(one.number for one in of_kind), meant, decided, resolution.number)


def _prices(contracts: Sequence[Contract]) -> Iterator[list[int | None]]:
    for name in ("price", "due_each_year", "owed_each_year", "total"):
        yield [getattr(one, name) for one in contracts]


def _sum(amounts: Sequence[int | None]) -> int | None:
    said = [amount for amount in amounts if amount is not None]
    return sum(said) if said and len(said) == len(amounts) else None


def decision(contract: Contract, around: Around, limits: ContractLimits) -> Iterator[Refused]:
    """Yield a missing resolution or hearing where the value reaches the trigger."""
    value = value_of(contract)
    if value < limits.decision_amount:
        return
    if around.resolution is None or not is_passed(around.resolution):
        yield DecisionMissing(contract.number, value, limits.decision_amount)
    elif not (contract.hearing or around.resolution.hearing or around.resolution.hearing_waived):
        yield HearingMissing(contract.number, value, limits.decision_amount, around.resolution.number)


def trading(contract: Contract, limits: ContractLimits) -> Iterator[Refused]:
    """Yield a lease, contracting or transfer that reaches the threshold of public trading without a number (C01)."""
    kind = type_of(contract)
    if not (kind.uses or kind.name == TRANSFER) or contract.platform_number:
        return
    yearly = contract.due_each_year if contract.due_each_year is not None else contract.price
    if yearly is not None and yearly >= limits.public_trading:
        yield PlatformMissing(contract.number, yearly, limits.public_trading)


def outside(contract: Contract, around: Around) -> Iterator[Refused]:
    """Yield land given to somebody outside the collective without the township's number (R02)."""
    land = around.resource is not None and type_of(contract).uses
    if land and contract.collective_member is False and not contract.township_number:
        yield TownshipMissing(contract.number, contract.party_b)


def recusal(contract: Contract, around: Around) -> Iterator[Refused]:
    """Yield a party who is a cadre or near relative by name, where no recusal is written (C06)."""
    cadre = around.near.get(contract.party_b)
    if cadre and not contract.recusal:
        yield RecusalMissing(contract.number, contract.party_b, cadre)
