"""A minor power, its flow chart, and which records run through it. Pure; the rows stand in ``data/powers``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

#: Where a record stands that is off the chart: it was given up, or is another version.
OFF = "-"


class Aspect(StrEnum):
    """Under what a power stands in the list (facts 7.3)."""

    DECISIONS = "decisions"
    PURCHASES = "purchases"
    FINANCE = "finance"
    PROPERTY = "property"
    COMPENSATION = "compensation"
    PEOPLE = "people"
    DISCLOSURE = "disclosure"
    HOUSE_SITES = "house_sites"
    RELIEF = "relief"
    SEAL = "seal"
    FAMILY = "family"
    SERVICES = "services"


class Sort(StrEnum):
    """Whose power it is; each has a file of its own."""

    COLLECTIVE = "collective"  # over what belongs to all
    SERVICES = "services"  # for single villagers


@dataclass(frozen=True)
class Step:
    """One step of a flow chart; its texts are English, by which the catalogues know the Chinese of the data.

    Attributes:
        key: unique in its flow.
        name: what is done.
        who: who does it.
        within: key of the limit that is its time or amount; empty: none.
        papers: what belongs to it.
        back: key of the step to which it goes back; empty: to none.
        when: when it does.
    """

    key: str
    name: str
    who: str
    within: str = ""
    papers: tuple[str, ...] = ()
    back: str = ""
    when: str = ""


@dataclass(frozen=True)
class Flow:
    """A flow chart.

    Attributes:
        key: its name in the data.
        name: in English.
        steps: in their order.
        at: for each kind of record its states, each with the key of the step where it then stands, or `OFF`.
    """

    key: str
    name: str
    steps: tuple[Step, ...]
    at: Mapping[str, Mapping[str, str]]

    def number(self, key: str) -> int:
        """Return the number of a step, from 1 on; 0 where it is none."""
        return next((number for number, step in enumerate(self.steps, 1) if step.key == key), 0)


@dataclass(frozen=True)
class Link:
    """Which records ran through a power: by a kind, and values of one of its fields, or words that the field holds."""

    kind: str
    field: str
    values: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def meets(self, value: object) -> bool:
        """Tell whether a record with `value` in that field ran through it."""
        text = str(value)
        return text in self.values or any(word in text for word in self.words)


@dataclass(frozen=True)
class Power:
    """One minor power.

    Attributes:
        code: such as ``C05``.
        name: in English, by which the catalogues know the Chinese.
        zh: the same in Chinese, by which it is found.
        basis: the law or rule behind it, by name (P8).
        cases: which records ran through it; none: no kind of record says so.
        called: words by which villagers name it, in Chinese.
    """

    code: str
    sort: Sort
    aspect: Aspect
    name: str
    zh: str
    basis: str
    flow: Flow
    cases: tuple[Link, ...] = ()
    called: tuple[str, ...] = ()
