"""Hearings and decisions in figures: three numbers first, then a table, then what each figure counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.pages.judged import judged
from kiosk.pages.wording import joined, period
from kiosk.sheet import Entry, Facts, Heading, Page, Part, Sheet, Shelf, Table, Words
from village_board.base.message import N_
from village_board.base.money import yuan
from village_board.hearings.figures import FIGURES, GROUPINGS, Figure, Unit, group_label
from village_board.hearings.statistics import Figures, Grouping, Statistics
from village_board.hearings.statistics_service import statistics_of

_NOTES: dict[Grouping, str] = {
    Grouping.YEAR: N_("Each year on its own"),
    Grouping.MONTH: N_("Each month on its own"),
    Grouping.CATEGORY: N_("Roads, land, money and others"),
    Grouping.BODY: N_("Which meeting decided"),
}
Row = Callable[[Figures], Sequence[str]]


@dataclass(frozen=True, slots=True)
class StatisticsPage(Page):
    """The figures of this village, in groups."""

    by: Grouping = Grouping.YEAR

    def read(self, shelf: Shelf) -> Sheet:
        """Return the figures."""
        t, counted = shelf.t, statistics_of(shelf.records, self.by)
        whole = counted.whole
        title = t("Hearings in figures, {grouping}", grouping=t(GROUPINGS[self.by]))
        if not counted.groups:
            return Sheet(title, (Words(t("No hearing is recorded yet.")),))
        parts: list[Part] = [
            Facts(_three(shelf, whole)),
            Heading(t("Hearings")),
            _hearings(shelf, counted),
            Heading(t("Decisions")),
            _decisions(shelf, counted),
            *(
                Entry(t("Figures {grouping}", grouping=t(GROUPINGS[by])), StatisticsPage(by), note=t(_NOTES[by]))
                for by in Grouping
                if by is not self.by
            ),
            Heading(t("All figures, and what each counts")),
            _every(shelf, whole),
            judged(shelf),
        ]
        return Sheet(title, tuple(parts))


def statistics_entry(shelf: Shelf) -> Entry:
    """Return the row that leads to the figures."""
    t = shelf.t
    return Entry(
        t("Hearings in figures"), StatisticsPage(), note=t("How many, how much money, how many came, how long it took")
    )


def _three(shelf: Shelf, whole: Figures) -> tuple[tuple[str, str], ...]:
    t, heard = shelf.t, whole.hearings
    return (
        (t("Hearings held"), str(heard.held)),
        (t("Amount heard"), t.money(heard.amount)),
        (t("Who came"), joined((_came(shelf, heard.present, heard.due), _percent(heard.present, heard.due)))),
    )


def _hearings(shelf: Shelf, counted: Statistics) -> Table:
    t = shelf.t
    heads = ("", t("held"), t("amount in yuan"), t("attended"))

    def row(figures: Figures) -> Sequence[str]:
        heard = figures.hearings
        return str(heard.held), yuan(heard.amount), _percent(heard.present, heard.due)

    return _table(shelf, counted, heads, row)


def _decisions(shelf: Shelf, counted: Statistics) -> Table:
    t = shelf.t
    heads = ("", t("passed"), t("rejected"), t("amount in yuan"), t("attended"))

    def row(figures: Figures) -> Sequence[str]:
        decided = figures.resolutions
        came = _percent(decided.present, decided.due)
        return str(decided.passed), str(decided.rejected), yuan(decided.amount), came

    return _table(shelf, counted, heads, row)


def _table(shelf: Shelf, counted: Statistics, heads: tuple[str, ...], row: Row) -> Table:
    rows = [(_label(shelf, counted.by, key), *row(figures)) for key, figures in counted.groups]
    return Table(heads, (*rows, (shelf.t("Together"), *row(counted.whole))), total=True)


def _label(shelf: Shelf, by: Grouping, key: str) -> str:
    label = group_label(by, key)
    return period(shelf.t, label) if isinstance(label, str) else shelf.t.say(label)


def _every(shelf: Shelf, whole: Figures) -> Table:
    """Return all figures in one column, each with what it counts; those of which there is nothing to tell are left out.

    What it counts takes the room, or a line of its own where there is little.
    """
    t = shelf.t
    shown = [(figure, value) for figure in FIGURES if (value := figure.of(whole)) is not None]
    rows = tuple((t.say(figure.label), _written(shelf, figure, value), t.say(figure.counts)) for figure, value in shown)
    return Table((t("Figure"), t("Value"), t("What it counts")), rows, wide=2)


def _written(shelf: Shelf, figure: Figure, value: int) -> str:
    if figure.unit is Unit.FEN:
        return shelf.t.money(value)
    return shelf.t.days(value) if figure.unit is Unit.DAYS else str(value)


def _came(shelf: Shelf, present: int, due: int) -> str:
    return shelf.t("{present} of {due} came", present=present, due=due) if due else ""


def _percent(present: int, due: int) -> str:
    """Return how many of a hundred came, whole ones."""
    return f"{100 * present // due}%" if due else ""
