"""The list of minor powers: who may do what, by which steps, and what ran through each (facts 7.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.sheet import Entry, Facts, Heading, Page, Part, Sheet, Shelf, Words
from village_board.base.errors import NotFound
from village_board.base.message import say
from village_board.catalogue.words import law_of
from village_board.powers.model import OFF, Power, Sort
from village_board.powers.service import Through, chart_of, powers_named, ran_through
from village_board.powers.table import shipped_powers
from village_board.powers.words import ASPECT, SORT

#: Cases that are listed; the newest ones.
SHOWN = 18


@dataclass(frozen=True, slots=True)
class PowersPage(Page):
    """All powers, or those that some words mean."""

    words: str = ""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list: those over what belongs to all first."""
        t = shelf.t
        found = powers_named(self.words, t) if self.words else []
        parts: list[Part] = []
        if self.words and not found:
            parts.append(Words(t("No power names '{words}'. All of them:", words=self.words)))
        shown = found or list(shipped_powers().values())
        for sort in Sort:
            rows = [power_entry(shelf, one) for one in shown if one.sort is sort]
            parts += [Heading(t(SORT[sort])), *rows] if rows else []
        return Sheet(t("Minor powers"), tuple(parts))


@dataclass(frozen=True, slots=True)
class PowerPage(Page):
    """One power: its steps with who, papers and limits, and where its cases stand."""

    code: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return the chart, then the cases."""
        power = shipped_powers().get(self.code)
        if power is None:
            raise NotFound(say("minor power"), self.code)
        t, through = shelf.t, ran_through(shelf.records, power)
        parts: list[Part] = [
            Facts(((t("Kind"), t(ASPECT[power.aspect])), (t("By what rule"), law_of(power.basis)))),
            Heading(t(power.flow.name)),
        ]
        for number, box in enumerate(chart_of(shelf.records, through, t.say)):
            parts += [Words("↓", "soft")] if number else []
            parts.append(Words(box.lines[0], "strong"))
            parts += [Words(line, "soft") for line in box.lines[1:]]
            parts += [Words(f"↑ {box.back}", "soft")] if box.back else []
            parts += [Words(f"● {box.here}", "accent")] if box.here else []
        return Sheet(f"{power.code} {t(power.name)}", (*parts, *_cases(shelf, through)))


def power_entry(shelf: Shelf, one: Power) -> Entry:
    """Return the row of a power."""
    t = shelf.t
    steps = t.n("{n} step", "{n} steps", len(one.flow.steps))
    return Entry(f"{one.code} {t(one.name)}", PowerPage(one.code), note=t(ASPECT[one.aspect]), right=steps)


def _cases(shelf: Shelf, through: Through) -> list[Part]:
    """Return the cases that everybody may open, each with its step; of the others only how many there are."""
    from kiosk.pages.places import entry_of  # noqa: PLC0415 - it knows every page

    t, flow = shelf.t, through.power.flow
    if not through.power.cases:
        return [Words(t("No record of the board says what ran through it."), "soft")]
    parts: list[Part] = [Heading(t("What ran through it"))]
    for one in through.public[:SHOWN]:
        made = entry_of(shelf, one.record)
        if made is not None:
            mark = t("ended") if one.step == OFF else t("step {n}", n=flow.number(one.step))
            parts.append(replace(made, mark=mark))
    hidden = len(through.ran) - len(through.public)
    if hidden:
        parts.append(Words(t.n("{n} more is not public.", "{n} more are not public.", hidden), "soft"))
    if through.more or len(through.public) > SHOWN:
        parts.append(Words(t("Older ones are found by search."), "soft"))
    if not through.ran:
        parts.append(Words(t("Nothing ran through it yet.")))
    return parts
