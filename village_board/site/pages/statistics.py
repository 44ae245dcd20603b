"""Hearings and decisions in figures: three numbers first, then tables, then what each figure counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from village_board.base.message import Message, say
from village_board.base.money import Fen, yuan
from village_board.hearings.figures import FIGURES, GROUPINGS, Figure, Unit, group_label
from village_board.hearings.statistics import Figures, Grouping, Statistics
from village_board.hearings.statistics_service import statistics_of
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Table, Words
from village_board.site.pages.words import judged
from village_board.site.said import Days, Period, Said, joined
from village_board.site.stock import Stock

SECTION = "decisions"
STATISTICS = "statistics/"
_Row = Callable[[Figures], Sequence[Said]]


def pages(stock: Stock) -> Iterator[Page]:
    """Yield a page for each grouping."""
    for by in Grouping:
        yield _page(stock, by)


def _address(by: Grouping) -> str:
    return STATISTICS if by is Grouping.YEAR else f"{STATISTICS}{by.value}/"


def _page(stock: Stock, by: Grouping) -> Page:
    counted = statistics_of(stock.records, by)
    whole, title = counted.whole, say("Hearings in figures, {grouping}", grouping=Message(GROUPINGS[by]))
    if not counted.groups:
        nothing = Words(say("No hearing is recorded yet."))
        return Page(_address(by), title, (nothing,), SECTION)
    heard = whole.hearings
    three = (
        (say("Hearings held"), str(heard.held)),
        (say("Amount heard"), Fen(heard.amount)),
        (say("Who came"), joined(_came(heard.present, heard.due), _percent(heard.present, heard.due))),
    )
    others = tuple(
        Row(say("Figures {grouping}", grouping=Message(GROUPINGS[other])), _address(other))
        for other in Grouping
        if other is not by
    )
    parts: list[Part] = [Facts(three), judged(stock), Heading(say("Hearings")), _hearings(counted)]
    parts += [Heading(say("Decisions")), _decisions(counted), Rows(others)]
    parts.append(Heading(say("All figures, and what each counts")))
    parts.append(Facts(tuple((figure.label, _told(figure, whole)) for figure in FIGURES)))
    return Page(_address(by), title, tuple(parts), SECTION, kind=say("statistics"), dated=True)


def _hearings(counted: Statistics) -> Table:
    heads = (Message(GROUPINGS[counted.by]), say("held"), say("amount in yuan"), say("attended"))

    def row(figures: Figures) -> Sequence[Said]:
        heard = figures.hearings
        return str(heard.held), yuan(heard.amount), _percent(heard.present, heard.due)

    return _table(counted, heads, row, say("Hearings"))


def _decisions(counted: Statistics) -> Table:
    by = Message(GROUPINGS[counted.by])
    heads = (by, say("passed"), say("rejected"), say("amount in yuan"), say("attended"))

    def row(figures: Figures) -> Sequence[Said]:
        decided = figures.resolutions
        came = _percent(decided.present, decided.due)
        return str(decided.passed), str(decided.rejected), yuan(decided.amount), came

    return _table(counted, heads, row, say("Decisions"))


def _table(counted: Statistics, heads: tuple[Said, ...], row: _Row, name: Said) -> Table:
    rows = [(_label(counted.by, key), *row(figures)) for key, figures in counted.groups]
    return Table(heads, (*rows, (say("Together"), *row(counted.whole))), name, total=True)


def _label(by: Grouping, key: str) -> Said:
    label = group_label(by, key)
    return Period(label) if isinstance(label, str) else label


def _told(figure: Figure, figures: Figures) -> Said:
    """Return a figure with what it counts; nothing where there is nothing to tell."""
    value = figure.of(figures)
    if value is None:
        return None
    written: Said = str(value)
    if figure.unit is Unit.FEN:
        written = Fen(value)
    elif figure.unit is Unit.DAYS:
        written = Days(value)
    return joined(written, figure.counts)


def _came(present: int, due: int) -> Said:
    return say("{present} of {due} came", present=present, due=due) if due else None


def _percent(present: int, due: int) -> str:
    """Return how many of a hundred came, whole ones."""
    return f"{100 * present // due}%" if due else ""
