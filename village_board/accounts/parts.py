"""Leases by part (P6): two contracts may share a building or a parcel; compared is the part. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from village_board.accounts.contract_law import type_of
from village_board.accounts.registers import Contract, ContractStatus
from village_board.base.errors import Refused
from village_board.base.message import N_

_SHARE = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})")


class PartUnclear(Refused):
    """The part is named in no way, or in two, that can be compared."""

    sentence = N_(
        "The part of {number} is not clear: name rooms, or a share such as 1/3 of at most the whole, "
        "or an area in mu above nothing; one of the three."
    )

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class PartTaken(Refused):
    """Another contract gives the same part, or the whole, to somebody in the same days (P6)."""

    sentence = N_(
        "{subject} ({part}) is given by {other} to {party} until {until}. "
        "Name another part, or begin after that day, or end {other} first."
    )

    def __init__(self, subject: str, part: str, other: Contract) -> None:
        super().__init__(
            subject=subject, part=part, other=other.number, party=other.party_b, until=other.last_day or "…"
        )


class PartsNotComparable(Refused):
    """One contract names rooms and the other a share or an area of the same thing."""

    sentence = N_(
        "{subject}: this contract names '{part}' and {other} names '{theirs}', which cannot be compared. "
        "Name both parts in the same way."
    )

    def __init__(self, subject: str, part: str, other: Contract) -> None:
        super().__init__(subject=subject, part=part, other=other.number, theirs=part_text(other))


class PartsAboveWhole(Refused):
    """Shares or areas given in the same days come to more than there is (P6)."""

    sentence = N_(
        "{subject}: on {day} the contracts {numbers} together give {given} of {whole}, which is more than there is. "
        "Correct a part or a term."
    )

    def __init__(self, subject: str, day: date, numbers: str, given: str, whole: str) -> None:
        super().__init__(subject=subject, day=day, numbers=numbers, given=given, whole=whole)


def part_text(contract: Contract) -> str:
    """Return the part that `contract` gives as it is written: rooms, share or mu; "" for the whole."""
    area = "" if contract.part_area is None else f"{contract.part_area} mu"
    return "、".join((*contract.part_rooms, *filter(None, (contract.part_share, area))))


def room_of(name: str) -> str:
    """Return the name of a room as it is compared: ``第１０１室`` is 101."""
    return unicodedata.normalize("NFKC", name).strip().casefold().removeprefix("第").rstrip("室号间#")


def share_of(text: str) -> Fraction | None:
    """Return a share such as ``1/3``; None where the text is none, or it is nothing or more than the whole."""
    match = _SHARE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None or not int(match[2]) or not 0 < int(match[1]) <= int(match[2]):
        return None
    return Fraction(int(match[1]), int(match[2]))


def check_part(contract: Contract) -> Iterator[Refused]:
    """Yield what is wrong with the part alone."""
    named = [bool(contract.part_rooms), bool(contract.part_share), contract.part_area is not None]
    bad_share = bool(contract.part_share) and share_of(contract.part_share) is None
    bad_area = contract.part_area is not None and contract.part_area <= 0
    if sum(named) > 1 or bad_share or bad_area or not all(map(room_of, contract.part_rooms)):
        yield PartUnclear(contract.number)


def gives_use(contract: Contract) -> bool:
    """Tell whether somebody uses the thing under `contract`, now or once: one closed on paper alone says nothing."""
    return type_of(contract).uses and (contract.status is ContractStatus.RUNNING or contract.ended_on is not None)


def in_the_same_days(one: Contract, other: Contract) -> bool:
    """Tell whether two contracts hold on a day together; a day that is missing leaves that end open."""
    begin = max(one.starts_on or date.min, other.starts_on or date.min)
    return begin <= min(one.last_day or date.max, other.last_day or date.max)


def clashes(contract: Contract, others: Iterable[Contract], whole: Decimal | None) -> Iterator[Refused]:
    """Yield how `contract` is in the way of `others` on the same thing.

    Args:
        contract: the one that is judged.
        others: contracts on the same thing.
        whole: the area of the whole in mu, where the thing has one.
    """
    if not gives_use(contract):
        return
    beside = [
        one
        for one in others
        if one.number != contract.number and gives_use(one) and in_the_same_days(contract, one)
    ]  # fmt: skip
    for other in beside:
        yield from _clash(contract, other, whole)
    yield from _sums(contract, beside, whole)


def _clash(contract: Contract, other: Contract, whole: Decimal | None) -> Iterator[Refused]:
    mine, theirs = part_text(contract), part_text(other)
    if not mine or not theirs:
        yield PartTaken(contract.subject, mine or theirs or "1/1", other)
    elif contract.part_rooms and other.part_rooms:
        taken = {room_of(room) for room in other.part_rooms}
        if both := [room for room in contract.part_rooms if room_of(room) in taken]:
            yield PartTaken(contract.subject, "、".join(both), other)
    elif _fraction(contract, whole) is None or _fraction(other, whole) is None:
        both_areas = contract.part_area is not None and other.part_area is not None
        if not both_areas:
            yield PartsNotComparable(contract.subject, mine, other)


def _fraction(contract: Contract, whole: Decimal | None) -> Fraction | None:
    if contract.part_share:
        return share_of(contract.part_share)
    if contract.part_area is not None and whole:
        return Fraction(contract.part_area) / Fraction(whole)
    return None


def _sums(contract: Contract, beside: Sequence[Contract], whole: Decimal | None) -> Iterator[Refused]:
    """Yield the first day on which shares and areas given together pass the whole."""
    mine = _fraction(contract, whole)
    if mine is None:
        return
    shared = [(one, part) for one in beside if (part := _fraction(one, whole)) is not None]
    start = contract.starts_on or date.min
    days = sorted({start, *(max(one.starts_on or date.min, start) for one, _ in shared)})
    for day in days:
        held = [(one, part) for one, part in shared if _holds_on(one, day)]
        given = mine + sum(part for _, part in held)
        if given > 1:
            numbers = "、".join((contract.number, *(one.number for one, _ in held)))
            yield PartsAboveWhole(contract.subject, day, numbers, _amount(given, whole), _amount(Fraction(1), whole))
            return


def _holds_on(contract: Contract, day: date) -> bool:
    return (contract.starts_on or date.min) <= day <= (contract.last_day or date.max)


def _amount(part: Fraction, whole: Decimal | None) -> str:
    if whole:
        area = Fraction(whole) * part
        return f"{Decimal(area.numerator) / Decimal(area.denominator):.2f} mu"
    return f"{part.numerator}/{part.denominator}"
