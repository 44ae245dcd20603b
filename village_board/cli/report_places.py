"""Reports over many boards (P30): folders and databases are counted each by its own rules, and added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from village_board.base.errors import Refused, UsageError
from village_board.base.message import N_, Message
from village_board.cli.edge import Edge
from village_board.cli.words import option
from village_board.reports.model import ReportKind
from village_board.text.clean import clean, terminal_safe

if TYPE_CHECKING:
    from village_board.reports.model import Gathered
    from village_board.rollup.homes import Counted, Unread

T = TypeVar("T")
PLACES = "HOME|URL..."
VILLAGE = N_("Of a database: a village's id, or id=name; once for each. Without it: all that its account sees.")


class NothingCounted(Refused):
    """None of the places could be read."""

    sentence = N_("No village could be counted. Give the folders of boards, or mend those that were named.")

    def __init__(self) -> None:
        super().__init__()


class VillageUnnamed(UsageError):
    """A village was named without its id."""

    sentence = N_("'{text}' names no village. Write its id, or its id and its name: w2abcdef=东浜村")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class ManyContradict(Refused):
    """Figures of several places contradict each other; each reason was told."""

    sentence = N_("There is no report while its figures contradict each other. Mend the records named above.")

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True)
class Many:
    """Which places are added up, and what the report calls them.

    Attributes:
        places: folders of boards and URLs of databases.
        named: villages of databases by id, with their names.
        place: the name of the whole; empty: the township that all of them name.
    """

    places: tuple[str, ...]
    named: Mapping[str, str]
    place: str = ""


def many_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the places and what belongs to them."""
    named = option("--village", "named", multiple=True, help=VILLAGE)
    place = option("--place", default="", help=N_("What the report calls the villages together, such as a township."))
    text = option("--text", type=click.Path(path_type=Path), help=N_("A file with the text around the figures."))
    return click.argument("places", nargs=-1, metavar=PLACES)(named(place(text(command))))


def named_villages(given: Iterable[str]) -> dict[str, str]:
    """Return ids with their names out of ``id`` and ``id=name``.

    Raises:
        VillageUnnamed: an id is missing.
    """
    found: dict[str, str] = {}
    for text in given:
        id_, _, name = clean(text).partition("=")
        if not id_.strip():
            raise VillageUnnamed(clean(text))
        found[id_.strip()] = name.strip()
    return found


def tell_unread(edge: Edge, unread: Iterable[Unread]) -> None:
    """Name what could not be counted, on standard error."""
    for one in unread:
        click.echo(terminal_safe(f"{one.home}: {edge.t.say(one.why)}"), err=True)


@dataclass(frozen=True)
class Added:
    """What places added up come to.

    Attributes:
        name: what they are called together.
        foot: the same for the foot of a page; it says where one of them is a demo village (P31).
        unread: how many could not be read.
    """

    name: str
    foot: str
    unread: int


def gather_many(edge: Edge, kind: ReportKind, period: tuple[date, date], many: Many) -> tuple[Gathered, Added]:
    """Return what the report of many places says, and what these are.

    Raises:
        PeriodAhead: the year is still to come.
        NothingCounted: none could be read.
        ManyContradict: their figures contradict each other; what and where was told.
    """
    from village_board.reports.gathering import PeriodAhead, heard_in  # noqa: PLC0415 - help need not load it

    if period[0] > edge.clock.today():
        raise PeriodAhead(period[0], edge.clock.today())
    if kind is ReportKind.HEARINGS:
        from village_board.reports.hearings import contradictions_of, of_heard  # noqa: PLC0415

        heard, added = _each(edge, many, lambda records, _, name: heard_in(records, name))
        _stop_at(edge, ((one.village, one.record, one.why) for one in contradictions_of(heard)))
        return of_heard(heard, *period), added
    from village_board.reports.regulation import of_tables  # noqa: PLC0415
    from village_board.rollup.rules import contradictions, of_the_whole, together  # noqa: PLC0415
    from village_board.rollup.service import year_of  # noqa: PLC0415

    year = period[0].year
    years, added = _each(edge, many, lambda records, id_, name: year_of(records, id_, name, year))
    _stop_at(edge, ((one.village, "", one.message) for one in contradictions(years)))
    _stop_at(edge, ((added.name, "", one.message) for one in of_the_whole(together(years, year))))
    return of_tables([(one.table, one.challenges) for one in years])[0], added


def _each(edge: Edge, many: Many, count: Callable[[Any, str, str], T]) -> tuple[list[T], Added]:
    from village_board.paper.notice_sheet import Around  # noqa: PLC0415
    from village_board.rollup.homes import Unread, of_each  # noqa: PLC0415

    found: list[Counted[T] | Unread] = list(of_each(many.places, count, edge.clock, many.named))
    read = [one for one in found if not isinstance(one, Unread)]
    unread = [one for one in found if isinstance(one, Unread)]
    tell_unread(edge, unread)
    if not read:
        raise NothingCounted
    townships = {one.settings.township for one in read}
    (only,) = townships if len(townships) == 1 else ("",)
    name = many.place or only or edge.t.n("{n} village", "{n} villages", len(read))
    demo = next((one.settings for one in read if one.settings.demo), read[0].settings)
    return [one.what for one in read], Added(name, Around(demo, None, edge.t).marked(name), len(unread))


def _stop_at(edge: Edge, found: Iterable[tuple[str, str, Message]]) -> None:
    told = False
    for village, record, why in found:
        click.echo(terminal_safe(f"{village} {record}".strip() + f": {edge.t.say(why)}"), err=True)
        told = True
    if told:
        raise ManyContradict
