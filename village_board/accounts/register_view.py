"""The registers as finders see them, and what a finding in them says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from village_board.accounts.contract_rules import Around
from village_board.accounts.receipts import Receipt
from village_board.accounts.registers import Asset, Contract, ContractStatus, Instalment, Resource
from village_board.accounts.stocktakes import Stocktake
from village_board.base.errors import Refused
from village_board.base.finding import Finding
from village_board.base.level import Level
from village_board.base.message import Message
from village_board.hearings.model import Resolution
from village_board.people.model import Person

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFinding(Finding):
    """A finding in books and registers.

    Attributes:
        rule: the monitoring point, or a word where no number names it.
        level: how grave it is.
        subject: id of the record that it is about, or "" for the village.
        since: the day from which it is so at this level; None: nobody knows.
    """

    rule: str
    level: Level
    subject: str = ""
    since: date | None = None


@dataclass(frozen=True)
class Registers:
    """The registers as they stand, in any order."""

    assets: Sequence[Asset] = ()
    resources: Sequence[Resource] = ()
    contracts: Sequence[Contract] = ()
    instalments: Sequence[Instalment] = ()
    receipts: Sequence[Receipt] = ()
    stocktakes: Sequence[Stocktake] = ()
    resolutions: Sequence[Resolution] = ()
    people: Sequence[Person] = field(default=(), repr=False)

    @cached_property
    def asset(self) -> Mapping[str, Asset]:
        """The assets by number."""
        return {one.number: one for one in self.assets}

    @cached_property
    def resource(self) -> Mapping[str, Resource]:
        """The resources by number."""
        return {one.number: one for one in self.resources}

    @cached_property
    def resolution(self) -> Mapping[str, Resolution]:
        """The resolutions by number."""
        return {one.number: one for one in self.resolutions}

    @cached_property
    def running(self) -> Sequence[Contract]:
        """The contracts that are running."""
        return [one for one in self.contracts if one.status is ContractStatus.RUNNING]

    def around(self, contract: Contract) -> Around:
        """Return what stands around a contract, without the others on its thing and without kinship."""
        return Around(
            self.asset.get(contract.subject),
            self.resource.get(contract.subject),
            self.resolution.get(contract.resolution),
        )


def level_of(days: int, yellow: int, red: int) -> Level | None:
    """Return how grave so many days are: nothing up to `yellow`, red beyond `red`."""
    if days > red:
        return Level.RED
    return Level.YELLOW if days > yellow else None


def a_finding(
    rule: str, level: Level, message: Message, subject: str = "", since: date | None = None
) -> RegisterFinding:
    """Return a finding about the record whose id is `subject`, so since a day."""
    return RegisterFinding(message, rule=rule, level=level, subject=subject, since=since)


def told(rule: str, level: Level, contract: Contract, problems: Iterable[Refused]) -> Iterator[RegisterFinding]:
    """Yield what breaks a rule of contracts as findings about `contract`, so since it was signed."""
    for problem in problems:
        yield a_finding(rule, level, problem.message, contract.id, contract.signed_on or contract.starts_on)


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Return the second of each pair by the first."""
    found: dict[str, list[T]] = {}
    for number, one in pairs:
        found.setdefault(number, []).append(one)
    return found
