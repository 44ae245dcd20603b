"""village-board rollup: one year of many villages, for township and county (P30)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from village_board.base.message import N_, Message
from village_board.base.money import Fen, yuan
from village_board.cli.edge import Edge
from village_board.cli.report_places import PLACES, VILLAGE, NothingCounted, named_villages, tell_unread
from village_board.cli.words import Command, option
from village_board.text.lines import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from village_board.enquiries.measures import Rate
    from village_board.interchange.rows import Cell
    from village_board.rollup.homes import Unread
    from village_board.rollup.model import Whole, YearOfVillage
    from village_board.rollup.rules import Ranking

FINDINGS = 1


@click.command("rollup", cls=Command, help=N_("Add up a year of many villages: hearings, duties, rates, alarms."))
@click.argument("places", nargs=-1, required=True, metavar=PLACES)
@option("--village", "named", multiple=True, help=VILLAGE)
@option("--year", type=int, default=0, help=N_("Which year; by default the one of today."))
@option("--csv", "file", type=click.Path(path_type=Path), help=N_("File to write (.csv or .xlsx)."))
@click.pass_obj
def rollup(edge: Edge, places: tuple[str, ...], named: tuple[str, ...], year: int, file: Path | None) -> int:
    """Count each village of the folders and databases by its own rules, and add them."""
    from village_board.limits.table import shipped_limits  # noqa: PLC0415 - a help text needs none of this
    from village_board.rollup.homes import Unread, years_of  # noqa: PLC0415
    from village_board.rollup.rules import contradictions, of_the_whole, ranked, together  # noqa: PLC0415

    year = year or edge.clock.today().year
    found = list(years_of(places, year, edge.clock, named_villages(named)))
    villages = [one for one in found if not isinstance(one, Unread)]
    unread = [one for one in found if isinstance(one, Unread)]
    tell_unread(edge, unread)
    if not villages:
        raise NothingCounted
    broken = list(contradictions(villages))
    whole = together(villages, year)
    broken += [] if broken else list(of_the_whole(whole))
    for contradiction in broken:
        click.echo(f"{contradiction.village}: {edge.t.say(contradiction.message)}", err=True)
    if broken:
        click.echo(edge.t("There is no report while its figures contradict each other. Mend the records named above."),
                   err=True)  # fmt: skip
        return FINDINGS
    ranking = ranked(villages, "closing", shipped_limits()["supervision.ranking_least_count"].value)
    if file is not None:
        _write(edge, villages, whole, file)
    if edge.as_json:
        edge.give(_document(villages, whole, ranking, unread))
    else:
        _print(edge, whole, ranking)
    return FINDINGS if unread else 0


#: what stands in a row: its name, and its number in a village or the whole
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("hearings", N_("Hearings held")),
    ("amount", N_("Amount heard")),
    ("votes", N_("Resolutions passed")),
    ("published", N_("Items published")),
    ("late", N_("Items late")),
    ("late_explained", N_("of these with a reason")),
    ("enquiries", N_("Enquiries received")),
    ("closed", N_("Enquiries closed")),
    ("closable", N_("to be closed by now")),
    ("applications", N_("Applications received")),
    ("yellow", N_("Yellow alarms")),
    ("red", N_("Red alarms")),
    ("raised", N_("Alarms raised in the year")),
)
_MONEY = frozenset({"amount"})


def _numbers(one: YearOfVillage | Whole) -> dict[str, int]:
    return {
        "hearings": one.sittings.hearings.held,
        "amount": one.sittings.hearings.amount,
        "votes": one.sittings.resolutions.passed,
        "published": one.duties.published,
        "late": one.duties.late,
        "late_explained": one.duties.late_explained,
        "enquiries": one.enquiries.received,
        "closed": one.enquiries.closed,
        "closable": one.enquiries.closable,
        "applications": one.applications,
        "yellow": one.duties.yellow,
        "red": one.duties.red,
        "raised": one.duties.raised,
    }


def _print(edge: Edge, whole: Whole, ranking: Ranking) -> None:
    from village_board.enquiries.measures import rates  # noqa: PLC0415

    t, numbers = edge.t, _numbers(whole)
    edge.say(t("{year}, {n} villages", year=str(whole.year), n=whole.villages))
    width = max(cells(t(label)) for _, label in _COLUMNS)
    for key, label in _COLUMNS:
        value = t.say(Message("{n}", {"n": Fen(numbers[key])})) if key in _MONEY else f"{numbers[key]:,}"
        room = " " * (width + 22 - cells(t(label)) - cells(value))
        edge.say(f"  {t(label)}{room}{value}")
        for way, number in whole.ways.items() if key == "applications" else ():
            edge.say("    " + t("of these {way}: {n}", way=t(way), n=number))
    for rate in rates(whole.enquiries):
        edge.say("  " + _rate(edge, rate))
    if ranking.places:
        edge.say(t("Closing rate by village, from {n} enquiries on:", n=ranking.least))
        for place, (name, rate) in enumerate(ranking.places, 1):
            edge.say(f"  {place:3}  {name}  {_rate(edge, rate)}")
    if ranking.too_few:
        edge.say(t("Not ranked, fewer than {n}: {names}", n=ranking.least, names="、".join(ranking.too_few)))


def _rate(edge: Edge, rate: Rate) -> str:
    if rate.tenths is None:
        return edge.t("{rate}: nothing to count", rate=edge.t(rate.name))
    percent = f"{rate.tenths // 10}.{rate.tenths % 10}%"
    return edge.t("{rate}: {percent} ({part} of {whole})", rate=edge.t(rate.name), percent=percent,
                  part=rate.part, whole=rate.whole)  # fmt: skip


def _write(edge: Edge, villages: Sequence[YearOfVillage], whole: Whole, file: Path) -> None:
    from village_board.interchange.writing import write_table  # noqa: PLC0415

    header = [edge.t("village"), *(edge.t(label) for _, label in _COLUMNS)]
    rows = [[one.name, *_row(one)] for one in villages] + [[edge.t("all together"), *_row(whole)]]
    write_table(file, header, rows)


def _row(one: YearOfVillage | Whole) -> list[Cell]:
    return [yuan(value) if key in _MONEY else value for key, value in _numbers(one).items()]


def _document(
    villages: Sequence[YearOfVillage], whole: Whole, ranking: Ranking, unread: Sequence[Unread]
) -> dict[str, Any]:
    return {
        "year": whole.year,
        "villages": [
            {"id": one.village, "name": one.name, **_numbers(one), "ways": dict(one.ways)} for one in villages
        ],
        "whole": {**_numbers(whole), "ways": dict(whole.ways), "villages": whole.villages},
        "table_four": [
            {"kind": kind, "outcome": outcome, "n": n} for (kind, outcome), n in sorted(whole.challenges.items())
        ],
        "table_three": [
            {"row": row, "column": column, "n": n} for (row, column), n in sorted(whole.table.cells.items())
        ],
        "ranking": {
            "by": ranking.rate,
            "least": ranking.least,
            "places": [{"name": name, "part": rate.part, "whole": rate.whole} for name, rate in ranking.places],
            "too_few": list(ranking.too_few),
        },
        "unread": [one.home for one in unread],
    }


COMMANDS = (rollup,)
