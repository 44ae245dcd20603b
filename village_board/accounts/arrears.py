"""What is due, paid and late after grace, by contract and by party; and contracts near or past their end. Pure.

Amounts in fen, times in natural days. What was paid over on one instalment, and what was carried forward, makes up
for the oldest that is short.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from village_board.accounts.contract_law import type_of
from village_board.accounts.registers import Contract, ContractStatus, Direction, Instalment


@dataclass(frozen=True, slots=True)
class Late:
    """One instalment that is late: what it lacks, and for how many days beyond its grace."""

    instalment: Instalment
    lacking: int
    days: int


@dataclass(frozen=True, slots=True)
class Arrears:
    """What a contract's party owes on a day.

    Attributes:
        due: what was due by then, grace or not.
        paid: what of it was paid, with what was carried forward.
        late: the instalments beyond their grace, the oldest first.
    """

    contract: Contract
    due: int
    paid: int
    late: tuple[Late, ...]

    @property
    def lacking(self) -> int:
        """What is late in all."""
        return sum(one.lacking for one in self.late)

    @property
    def unpaid(self) -> int:
        """What is due and not paid: late, or still within its grace."""
        return self.due - self.paid

    @property
    def days(self) -> int:
        """For how many days the oldest is late."""
        return max((one.days for one in self.late), default=0)


@dataclass(frozen=True, slots=True)
class PartyArrears:
    """What one party owes under all its contracts."""

    party: str
    lacking: int
    days: int
    contracts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A contract near its end, or past it and not handed back. `days` are left, or below nothing past the end."""

    contract: Contract
    days: int

    @property
    def expired(self) -> bool:
        """Whether its last day is past."""
        return self.days < 0


def arrears_of(
    contract: Contract, instalments: Iterable[Instalment], today: date, *, grace: int = 0, carried: int = 0
) -> Arrears:
    """Return what `contract` was due to receive by `today`, and what is late.

    Args:
        contract: its own grace days win over `grace`.
        instalments: all of its plan.
        today: on the day itself, and for the days of grace, nothing is late.
        grace: days of grace where the contract says none.
        carried: money received that no instalment has taken yet.
    """
    days_of_grace = contract.grace_days if contract.grace_days is not None else grace
    last = contract.ended_on or date.max  # of a plan from a table, what falls due after an early end is not owed
    mine = sorted(
        (one for one in instalments if one.direction is Direction.RECEIVABLE and one.due_on <= last),
        key=lambda one: (one.due_on, one.sequence),
    )
    fallen = [one for one in mine if one.due_on <= today]
    spare = carried + sum(max(one.paid - one.due, 0) for one in mine)
    made_up = 0
    late: list[Late] = []
    for one in fallen:
        lacking = max(one.due - one.paid, 0)
        taken = min(lacking, spare)
        spare -= taken
        made_up += taken
        days = (today - one.due_on).days - days_of_grace
        if lacking > taken and days > 0:
            late.append(Late(one, lacking - taken, days))
    return Arrears(
        contract,
        sum(one.due for one in fallen),
        sum(min(one.paid, one.due) for one in fallen) + made_up,
        tuple(late),
    )


def by_party(found: Iterable[Arrears]) -> list[PartyArrears]:
    """Return what each party owes, the largest first."""
    grouped: dict[str, list[Arrears]] = {}
    for one in found:
        if one.late:
            grouped.setdefault(one.contract.party_b, []).append(one)
    parties = [
        PartyArrears(
            party,
            sum(one.lacking for one in mine),
            max(one.days for one in mine),
            tuple(sorted(one.contract.number for one in mine)),
        )
        for party, mine in grouped.items()
    ]
    return sorted(parties, key=lambda party: (-party.lacking, party.party))


def ageing(found: Iterable[Arrears], steps: Sequence[int]) -> Mapping[int, int]:
    """Return what is late by age: for each step, what is late for so many days or fewer; beyond the last under 0."""
    sums = dict.fromkeys((*steps, 0), 0)
    for one in found:
        for late in one.late:
            step = next((step for step in steps if late.days <= step), 0)
            sums[step] += late.lacking
    return sums


def endings(contracts: Iterable[Contract], today: date, within: int) -> list[Ending]:
    """Return running contracts of use that end within so many days, and those past their end, the earliest first.

    A contract whose follower is running (`renews`), or that was handed back, is settled.
    """
    everyone = list(contracts)
    renewed = {one.renews for one in everyone if one.renews}
    found = [
        Ending(one, (one.ends_on - today).days)
        for one in everyone
        if one.status is ContractStatus.RUNNING
        and type_of(one).uses
        and one.ends_on is not None
        and one.ended_on is None
        and one.handed_back_on is None
        and one.number not in renewed
        and one.ends_on <= today + timedelta(days=within)
    ]
    return sorted(found, key=lambda ending: (ending.days, ending.contract.number))
