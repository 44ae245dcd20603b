"""What a contract is by the words of its register, and the classes of land: from ``data/law/contracts.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from village_board.accounts.registers import Contract, Resource
from village_board.data_files import data_path

#: the limit that holds for what is in no class of land.
LEASE = "lease"
CONTRACTING = "contracting"
TRANSFER = "transfer"


class TermClass(StrEnum):
    """The classes of the longest term (rule C02); each names its limit ``contracts.term.…``."""

    LEASE = "lease"
    ARABLE = "arable"
    GRASS = "grass"
    FOREST = "forest"
    WASTE = "waste"

    @property
    def key(self) -> str:
        """The key of its limit."""
        return f"contracts.term.{self.value}"


@dataclass(frozen=True, slots=True)
class ContractType:
    """What a contract is.

    Attributes:
        name: ``lease``, ``contracting``, ``transfer``, ``works``, ``purchase``, ``loan``, or "" for none of them.
        pays_out: whether the village pays.
        uses: whether somebody uses the thing for a time.
    """

    name: str = ""
    pays_out: bool = False
    uses: bool = False


def type_of(contract: Contract) -> ContractType:
    """Return what `contract` is, by the words in its type; by who pays each year where no word is known."""
    for kind, words in _types():
        if any(word in contract.type for word in words):
            return kind
    return ContractType(pays_out=bool(contract.owed_each_year) and not contract.due_each_year)


def term_class_of(contract: Contract, resource: Resource | None) -> TermClass | None:
    """Return the class by which the longest term of `contract` is judged; None where nothing is used for a time."""
    kind = type_of(contract)
    if not kind.uses:
        return None
    if kind.name == CONTRACTING and resource is not None:
        for name, words in _land():
            if any(word in resource.category for word in words):
                return TermClass(name)
    return TermClass.LEASE


def is_water(resource: Resource) -> bool:
    """Tell whether a parcel is water."""
    return any(word in resource.category for word in _document()["water"]["words"])


def is_relief(text: str) -> bool:
    """Tell whether the words of a policy are those of relief for the poor, the ill or children (P14)."""
    folded = text.lower()
    return any(word in folded for word in _document()["relief"]["words"])


@cache
def _types() -> tuple[tuple[ContractType, tuple[str, ...]], ...]:
    return tuple(
        (ContractType(row["name"], row.get("pays_out", False), row.get("uses", False)), tuple(row["words"]))
        for row in _document()["type"]
    )


@cache
def _land() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row["name"], tuple(row["words"])) for row in _document()["land"])


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(data_path("law", "contracts.toml").read_text(encoding="utf-8"))
