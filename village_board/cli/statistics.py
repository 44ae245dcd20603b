"""village-board statistics hearings: what was heard and decided, in figures, of one village or of many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.base.money import Fen, yuan
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.hearings.statistics import Grouping, Statistics, combine
from village_board.text.lines import cells

if TYPE_CHECKING:
    from village_board.board import Board
    from village_board.hearings.figures import Figure
    from village_board.hearings.statistics import Figures


class CountedTwice(Refused):
    """Two of the folders hold the same village."""

    sentence = N_("{home} holds the village {name}, which is counted already. Name each village once.")

    def __init__(self, home: str, name: str) -> None:
        super().__init__(home=home, name=name)


@click.group("statistics", cls=Group, help=N_("Figures of what was heard and decided; they add up over many villages."))
def statistics() -> None:
    """Collect the commands."""


@statistics.command("hearings", help=N_("Hearings and resolutions: how many, amounts, attendance, opinions, days."))
@click.argument("homes", nargs=-1, type=click.Path(path_type=Path))
@option("--by", type=click.Choice(list(map(str, Grouping))), default="year", help=N_("What the groups are."))
@option("--csv", "csv_file", type=click.Path(path_type=Path), help=N_("File to write (.csv or .xlsx)."))
@click.pass_obj
def hearings(edge: Edge, homes: tuple[Path, ...], by: str, csv_file: Path | None) -> None:
    """Count the board's own village, or those of several home folders together."""
    counted = _of_homes(edge, homes, Grouping(by)) if homes else _of_board(edge, edge.open(), Grouping(by))
    if csv_file is not None:
        _write(edge, counted, csv_file)
    if edge.as_json:
        edge.give(_document(edge, counted))
    elif csv_file is not None:
        edge.say(edge.t("Written: {file}", file=str(csv_file)))
    else:
        for line in _lines(edge, counted):
            edge.say(line)


def _of_homes(edge: Edge, homes: tuple[Path, ...], by: Grouping) -> Statistics:
    from village_board.board import open_board  # noqa: PLC0415 - a help text need not load the store

    counted, seen = Statistics(by), set()
    for home in homes:
        board = open_board(home, clock=edge.clock)
        try:
            if board.settings.village in seen:
                raise CountedTwice(str(home), board.settings.name)
            seen.add(board.settings.village)
            counted = combine(counted, _of_board(edge, board, by))
        finally:
            board.close()
    return counted


def _of_board(edge: Edge, board: Board, by: Grouping) -> Statistics:
    from village_board.hearings.statistics_service import statistics_of  # noqa: PLC0415

    if board.banner is not None:
        click.echo(f"{board.settings.name}: {edge.t.say(board.banner)}", err=True)
    with board.reading() as records:
        return statistics_of(records, by)


def _document(edge: Edge, counted: Statistics) -> dict[str, Any]:
    from village_board.hearings.figures import FIGURES  # noqa: PLC0415

    def values(figures: Figures) -> dict[str, int | None]:
        return {figure.name: figure.of(figures) for figure in FIGURES}

    return {
        "by": counted.by.value,
        "villages": counted.villages,
        "groups": [
            {"key": key, "label": _label(edge, counted.by, key), **values(figures)} for key, figures in counted.groups
        ],
        "whole": values(counted.whole),
        "figures": {
            figure.name: {
                "label": edge.t.say(figure.label),
                "counts": edge.t.say(figure.counts),
                "unit": figure.unit.value,
            }
            for figure in FIGURES
        },
    }


def _write(edge: Edge, counted: Statistics, file: Path) -> None:
    """Write a row for each figure: its value in the whole and in each group, then what it counts."""
    from village_board.hearings.figures import FIGURES  # noqa: PLC0415
    from village_board.interchange.writing import write_table  # noqa: PLC0415

    t = edge.t
    groups = [(t("Together"), counted.whole), *((_label(edge, counted.by, key), f) for key, f in counted.groups)]
    heads = (t("Figure"), t("Unit"), *(label for label, _ in groups), t("What it counts"))
    rows = [
        (
            t.say(figure.label),
            t(UNIT[figure.unit.value]),
            *(_cell(figure, figures) for _, figures in groups),
            t.say(figure.counts),
        )
        for figure in FIGURES
    ]
    write_table(file, heads, rows, sheet=t("Statistics of hearings"))


UNIT = {
    "sittings": N_("times"),
    "people": N_("persons"),
    "statements": N_("opinions"),
    "fen": N_("yuan"),
    "days": N_("days"),
}


def _cell(figure: Figure, figures: Figures) -> Any:
    from decimal import Decimal  # noqa: PLC0415

    value = figure.of(figures)
    return Decimal(value).scaleb(-2) if figure.unit == "fen" and value is not None else value


def _label(edge: Edge, by: Grouping, key: str) -> str:
    from village_board.hearings.figures import group_label  # noqa: PLC0415

    return edge.t.fact(group_label(by, key))


def _lines(edge: Edge, counted: Statistics) -> list[str]:
    """Return the whole figure by figure, each with what it counts, then a line for each group."""
    from village_board.hearings.figures import FIGURES, GROUPINGS  # noqa: PLC0415

    t, whole = edge.t, counted.whole
    shown = [
        (t.say(figure.label), _text(figure, value), t.say(figure.counts))
        for figure in FIGURES
        if (value := figure.of(whole)) is not None
    ]
    name_room, value_room = (max(cells(row[column]) for row in shown) for column in (0, 1))
    lines = [
        t.n("Hearings and resolutions of {n} village", "Hearings and resolutions of {n} villages", counted.villages),
        *(
            f"  {name}{' ' * (name_room - cells(name))}  {' ' * (value_room - cells(value))}{value}  {counts}"
            for name, value, counts in shown
        ),
    ]
    lines.append(t(GROUPINGS[counted.by]))
    for key, figures in counted.groups:
        heard, decided = figures.hearings, figures.resolutions
        lines.append(
            t(
                "  {group}: {held} hearings, {heard}; {passed} resolutions passed, {decided}",
                group=_label(edge, counted.by, key),
                held=heard.held,
                heard=Fen(heard.amount),
                passed=decided.passed,
                decided=Fen(decided.amount),
            )
        )
    return lines


def _text(figure: Figure, value: int) -> str:
    return yuan(value) if figure.unit == "fen" else str(value)


COMMANDS = (statistics,)
