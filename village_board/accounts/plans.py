"""Payment plans made from contracts: pure. Amounts in fen; a plan's instalments add up to its total exactly.

A full period costs its part of the year's rent; a last partial one, and one with rent-free days, costs the share of
its payable days in the days of the full period. Nothing is rounded before the end: the total is rounded once, half up,
and shared out by the largest remainders, first to the years of the contract, then to the instalments of each year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from village_board.accounts.contract_law import type_of
from village_board.accounts.registers import Contract, Direction, Instalment, RentFree, Rhythm
from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.base.money import fen_of_yuan

MONTHS: dict[Rhythm, int] = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}
A_YEAR = 12
MISSING_TERM = say("first and last day")
MISSING_RHYTHM = say("rhythm of payment")
MISSING_PRICE = say("price")

_YEARS = r"每(?:满)?(?P<years>\d{1,2}|[一二两三四五六七八九十])?年"
_GROWS = r"(?:递增|上浮|增加|提高|上涨)"
_BY = r"(?:(?P<percent>\d{1,3}(?:\.\d{1,4})?)[%％]|(?P<yuan>\d{1,9}(?:\.\d{1,2})?)元)"
_ESCALATION = re.compile(_YEARS + _GROWS + _BY)
_HAN = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}


class NothingToPlan(Refused):
    """The contract lacks what a plan is made of."""

    sentence = N_(
        "{number} has no {missing}, so no payment plan can be made. Add it with 'village-board contract amend'."
    )

    def __init__(self, number: str, missing: Message) -> None:
        super().__init__(number=number, missing=missing)


class EscalationUnreadable(Refused):
    """The contract's words on escalation are none that the program can reckon with."""

    sentence = N_("The escalation '{text}' cannot be reckoned with. Write it as 每3年递增5% or 每2年递增500元.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


@dataclass(frozen=True, slots=True)
class Escalation:
    """How the year's rent grows (递增): after every so many years by percent, or by a fixed step in fen."""

    years: int = 1
    percent: Fraction = Fraction(0)
    step: int = 0

    def rent(self, first: int, year: int) -> Fraction:
        """Return the rent of a year of the contract, the first being 0, where the first one's is `first` fen."""
        steps = year // self.years
        return first * (1 + self.percent / 100) ** steps + self.step * steps


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a plan: its days, both included, the days of it in full, and the year of the contract."""

    first: date
    last: date
    full_days: int
    year: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def escalation_of(text: str) -> Escalation:
    """Return the escalation that a contract words as 每3年递增5% or 每2年递增500元; nothing is none.

    Raises:
        EscalationUnreadable: it is worded otherwise.
    """
    plain = re.sub(r"[\s，,。租金承包费]", "", text)
    if not plain or plain in ("无", "不递增", "固定"):
        return Escalation()
    match = _ESCALATION.fullmatch(plain)
    if match is None:
        raise EscalationUnreadable(text)
    said = match["years"] or "1"
    years = _HAN[said] if said in _HAN else int(said)
    if not years:
        raise EscalationUnreadable(text)
    if match["percent"]:
        return Escalation(years, percent=Fraction(match["percent"]))
    return Escalation(years, step=fen_of_yuan(Decimal(match["yuan"])))


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where that month is shorter."""
    year, month = divmod(day.year * A_YEAR + day.month - 1 + months, A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def periods(first: date, last: date, rhythm: Rhythm) -> list[Period]:
    """Return the periods from `first` to `last`, both included; the last one may be a part of a period."""
    months, found, number = MONTHS[rhythm], [], 0
    while (begin := add_months(first, number * months)) <= last:
        end = add_months(first, (number + 1) * months) - timedelta(days=1)
        found.append(Period(begin, min(end, last), (end - begin).days + 1, number * months // A_YEAR))
        number += 1
    return found


def largest_remainder(parts: Sequence[Fraction], total: int) -> list[int]:
    """Return whole fen for `parts`, adding up to `total`: what is left over goes to the largest remainders.

    Of equal remainders the last gets it. `total` lies within one fen a part of their exact sum.
    """
    whole = [part.numerator // part.denominator for part in parts]
    left = total - sum(whole)
    by_remainder = sorted(range(len(parts)), key=lambda n: (parts[n] - whole[n], n), reverse=True)
    for place in by_remainder[:left]:
        whole[place] += 1
    return whole


def plan_of(contract: Contract, *, after: int = 0) -> tuple[Instalment, ...]:
    """Return the instalments of `contract`, from its rent a year, else from its whole price shared over its periods.

    Args:
        contract: with start, end, rhythm and either rent or price.
        after: the number of the last instalment that stands already.

    Raises:
        NothingToPlan: start, end, rhythm or price is missing.
        EscalationUnreadable: its escalation is worded otherwise than the program reads.
    """
    begin, rhythm = contract.starts_on, contract.rhythm
    if begin is None or contract.last_day is None:
        raise NothingToPlan(contract.number, MISSING_TERM)
    if rhythm is None:
        raise NothingToPlan(contract.number, MISSING_RHYTHM)
    spans = periods(begin, contract.last_day, rhythm)
    amounts = _amounts(contract, spans, MONTHS[rhythm])
    outgoing = type_of(contract).pays_out
    direction = Direction.PAYABLE if outgoing else Direction.RECEIVABLE
    made: list[Instalment] = []
    for span, due in zip(spans, amounts, strict=True):
        if due:
            number = after + len(made) + 1
            due_on = span.last if contract.in_advance is False else span.first
            key = f"{contract.number}/{number}"
            made.append(Instalment(contract=contract.number, sequence=number, due_on=due_on, due=due,
                                   direction=direction, key=key))  # fmt: skip
    return tuple(made)


def payable_days(span: Period, free: Sequence[RentFree]) -> int:
    """Return how many days of a period are not rent-free."""
    days = {span.first + timedelta(days=n) for n in range(span.days)}
    return sum(not any(one.first <= day <= one.last for one in free) for day in days) if free else span.days


def _amounts(contract: Contract, spans: Sequence[Period], months: int) -> list[int]:
    yearly = contract.due_each_year or contract.owed_each_year
    shares = [Fraction(payable_days(span, contract.rent_free), span.full_days) for span in spans]
    escalation = escalation_of(contract.escalation)
    if yearly is None:
        if not contract.total or not any(shares):
            raise NothingToPlan(contract.number, MISSING_PRICE)
        # A whole price is shared as rents would be: an escalation then says how the shares grow.
        weights = _weights(shares, spans, escalation)
        return largest_remainder([contract.total * weight / sum(weights) for weight in weights], contract.total)
    exact = [
        escalation.rent(yearly, span.year) * months / A_YEAR * share for span, share in zip(spans, shares, strict=True)
    ]
    return _by_year(spans, exact)


def _weights(shares: Sequence[Fraction], spans: Sequence[Period], escalation: Escalation) -> list[Fraction]:
    growing = Escalation(escalation.years, escalation.percent)
    return [growing.rent(1, span.year) * share for span, share in zip(spans, shares, strict=True)]


def _by_year(spans: Sequence[Period], exact: Sequence[Fraction]) -> list[int]:
    """Return whole fen for each period: first each year gets its own, so that a full year comes to its rent."""
    years = sorted({span.year for span in spans})
    of_year = {year: [part for span, part in zip(spans, exact, strict=True) if span.year == year] for year in years}
    total = rounded(sum(exact, Fraction(0)))
    sums = largest_remainder([sum(of_year[year], Fraction(0)) for year in years], total)
    return [fen for year, whole in zip(years, sums, strict=True) for fen in largest_remainder(of_year[year], whole)]


def rounded(exact: Fraction) -> int:
    """Return `exact` fen as whole fen, half a fen up."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def plan_difference(contract: Contract, plan: Sequence[Instalment]) -> int | None:
    """Return what the instalments come to less the contract's stated total; None where it states none."""
    return None if contract.total is None else sum(part.due for part in plan) - contract.total
