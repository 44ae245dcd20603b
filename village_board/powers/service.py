"""What ran through a power, where each record stands on its chart; and the chart in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tinydb import where

from village_board.base.kind import Record
from village_board.base.message import Message, say
from village_board.desk import Records
from village_board.limits.service import limits_of
from village_board.limits.values import shown
from village_board.powers.chart import Box
from village_board.powers.kinds import KINDS
from village_board.powers.model import OFF, Link, Power, Step
from village_board.powers.table import shipped_powers
from village_board.text.fold import fold

#: Records of one link that are looked at, the newest first.
MOST = 60


@dataclass(frozen=True)
class Ran:
    """A record that ran through a power, and the key of the step where it stands; `OFF`: it is off the chart."""

    record: Record
    step: str


@dataclass(frozen=True)
class Through:
    """What ran through a power.

    Attributes:
        ran: the newest first.
        more: whether there are older ones that were not looked at.
    """

    power: Power
    ran: tuple[Ran, ...]
    more: bool = False

    @property
    def public(self) -> tuple[Ran, ...]:
        """Those that everybody may open; of the others only how many stand where is told (P10, P29)."""
        return tuple(one for one in self.ran if one.record.public)

    @property
    def here(self) -> Mapping[str, int]:
        """How many stand at each step."""
        return Counter(one.step for one in self.ran if one.step != OFF)


def powers_named(words: str, english: Callable[[str], str]) -> list[Power]:
    """Return the powers that `words` mean: a code, a part of a name, a word by which villagers call it.

    Args:
        words: as they were said.
        english: gives an English name in the reader's language.
    """
    powers, close = shipped_powers().values(), _close(words)
    if not close:
        return []
    if found := [one for one in powers if one.code.casefold() == close.casefold()]:
        return found
    if found := [one for one in powers if any(close in _close(name) for name in (one.zh, one.name, english(one.name)))]:
        return found
    return [one for one in powers if any(word in close or close in word for word in map(_close, one.called))]


def _close(words: str) -> str:
    return fold(words).replace(" ", "")


def ran_through(records: Records, power: Power) -> Through:
    """Return what ran through `power`, the newest first, each with the step where it stands."""
    found: dict[str, Ran] = {}
    more = False
    for link in power.cases:
        mine = _found(records, link)
        more = more or len(mine) > MOST
        state = KINDS[link.kind].state
        at = power.flow.at[link.kind]
        for record in mine[:MOST]:
            found.setdefault(record.id, Ran(record, at[str(getattr(record, state))]))
    ran = sorted(found.values(), key=lambda one: (one.record.day or date.min, one.record.id), reverse=True)
    return Through(power, tuple(ran), more)


def _found(records: Records, link: Link) -> list[Record]:
    """Return at most one more than `MOST` records of a link."""
    kind = KINDS[link.kind]
    if link.values and not link.words and link.field in kind.cls.KIND.fields:
        query = where(link.field).one_of(list(link.values))
        return records.page(kind.cls, query, order_by=kind.newest, descending=True, limit=MOST + 1).rows  # type: ignore[return-value]
    mine = [one for one in records.all(kind.cls) if link.meets(getattr(one, link.field))]
    return sorted(mine, key=lambda one: (one.day or date.min, one.id), reverse=True)[: MOST + 1]


def chart_of(records: Records, through: Through, words: Callable[[Message], str]) -> list[Box]:
    """Return the chart of a power with how many cases stand at each step; `words` says a message in a language."""
    flow = through.power.flow
    return [
        Box(
            tuple(_lines(records, number, step, words)),
            _back(step, flow.number(step.back), words) if step.back else "",
            words(say("{n} here now", n=count)) if (count := through.here.get(step.key, 0)) else "",
        )
        for number, step in enumerate(flow.steps, 1)
    ]


def limit_of(records: Records, step: Step) -> tuple[Message, Message] | None:
    """Return what the limit of a step is called, and its value today; None where it has none."""
    if not step.within:
        return None
    limits = limits_of(records)
    row = limits.shipped[step.within]
    return Message(row.en), shown(row, limits.value(step.within))


def _lines(records: Records, number: int, step: Step, words: Callable[[Message], str]) -> Iterator[str]:
    yield f"{number}. {words(Message(step.name))}"
    yield words(say("Who: {who}", who=Message(step.who)))
    if step.papers:
        papers = tuple(Message(paper) for paper in step.papers)
        yield words(say("Papers: {papers}", papers=papers))
    if (limit := limit_of(records, step)) is not None:
        yield words(say("Limit: {name}, {value}", name=limit[0], value=limit[1]))


def _back(step: Step, number: int, words: Callable[[Message], str]) -> str:
    return words(say("{when} (step {n})", when=Message(step.when), n=number))
