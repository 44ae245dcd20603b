"""village-board power …: the list of minor powers, their flow charts, and what ran through each."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.cli.edge import Edge
from village_board.cli.printing import around_of, check_out, out_option, printing, write_page
from village_board.cli.words import Group

if TYPE_CHECKING:
    from village_board.powers.model import Power
    from village_board.powers.service import Through

_WIDEST = 72


class NoSuchPower(Refused):
    """No power has this code or name."""

    sentence = N_("No minor power is called '{words}'. See: village-board power list")

    def __init__(self, words: str) -> None:
        super().__init__(words=words)


class SeveralPowers(Refused):
    """The words fit more than one."""

    sentence = N_("'{words}' may be any of these: {codes}. Give the code.")

    def __init__(self, words: str, codes: str) -> None:
        super().__init__(words=words, codes=codes)


@click.group("power", cls=Group, help=N_("Minor powers: who may do what, by which steps; and what ran through each."))
def power() -> None:
    """Collect the commands."""


@power.command("list", help=N_("All of them, with how many cases ran through each."))
@click.pass_obj
def list_all(edge: Edge) -> None:
    """List them."""
    from village_board.powers.model import Sort  # noqa: PLC0415 - a help text needs none of this
    from village_board.powers.service import ran_through  # noqa: PLC0415
    from village_board.powers.table import shipped_powers  # noqa: PLC0415
    from village_board.powers.words import ASPECT, SORT  # noqa: PLC0415

    t = edge.t
    with edge.open().reading() as records:
        found = [ran_through(records, one) for one in shipped_powers().values()]
    if edge.as_json:
        edge.give([_json(edge, one) for one in found])
        return
    for sort in Sort:
        edge.say(t(SORT[sort]))
        for one in found:
            if one.power.sort is sort:
                number = f"{len(one.ran)}+" if one.more else len(one.ran)
                edge.say(t("  {code}  {name} ({aspect}): {steps} steps, {n} cases", code=one.power.code,
                           name=t(one.power.name), aspect=t(ASPECT[one.power.aspect]),
                           steps=len(one.power.flow.steps), n=number))  # fmt: skip


@power.command("show", help=N_("One of them, by code or name: its flow chart, and where its cases stand."))
@click.argument("words")
@click.pass_obj
def show(edge: Edge, words: str) -> None:
    """Show it."""
    from village_board.powers.chart import chart_lines  # noqa: PLC0415
    from village_board.powers.model import OFF  # noqa: PLC0415
    from village_board.powers.service import chart_of, ran_through  # noqa: PLC0415

    t, one = edge.t, power_of(edge, words)
    with edge.open().reading() as records:
        through = ran_through(records, one)
        boxes = chart_of(records, through, t.say)
    if edge.as_json:
        edge.give(_json(edge, through))
        return
    edge.say(f"{one.code} {t(one.name)}")
    edge.say(t("Basis: {basis}", basis=one.basis))
    for line in chart_lines(boxes, min(shutil.get_terminal_size().columns, _WIDEST)):
        edge.say(line)
    for ran in through.public:
        where = t("ended") if ran.step == OFF else t("step {n}", n=one.flow.number(ran.step))
        edge.say(f"  {ran.record.id}  {where}  {ran.record.title}")
    if hidden := len(through.ran) - len(through.public):
        edge.say(t("{n} more are not public.", n=hidden))
    if through.more:
        edge.say(t("Older ones are found by search."))


@printing.command("powers", help=N_("Minor powers with their flow charts: all of them, or one by code or name."))
@click.argument("words", required=False, default="")
@out_option
@click.pass_obj
def print_powers(edge: Edge, words: str, out: Path, paper: str) -> None:
    """Print them."""
    from village_board.paper.page_model import Format  # noqa: PLC0415
    from village_board.paper.powers_sheet import powers_page  # noqa: PLC0415
    from village_board.powers.table import shipped_powers  # noqa: PLC0415

    check_out(out)
    wanted = [power_of(edge, words)] if words else list(shipped_powers().values())
    board = edge.open()
    around = around_of(edge, board)
    with board.reading() as records:
        page, made_at = powers_page(records, around, wanted, Format(paper.lower())), records.now
    write_page(edge, page, made_at, out)


def power_of(edge: Edge, words: str) -> Power:
    """Return the one power that `words` mean.

    Raises:
        NoSuchPower, SeveralPowers: none does, or more than one.
    """
    from village_board.powers.service import powers_named  # noqa: PLC0415

    found = powers_named(words, edge.t)
    if not found:
        raise NoSuchPower(words)
    if len(found) > 1:
        raise SeveralPowers(words, ", ".join(f"{one.code} {edge.t(one.name)}" for one in found))
    return found[0]


def _json(edge: Edge, through: Through) -> dict[str, object]:
    one, t = through.power, edge.t
    return {
        "code": one.code,
        "name": t(one.name),
        "aspect": one.aspect.value,
        "sort": one.sort.value,
        "basis": one.basis,
        "steps": [
            {"key": step.key, "name": t(step.name), "who": t(step.who), "limit": step.within, "back": step.back,
             "here": through.here.get(step.key, 0)}
            for step in one.flow.steps
        ],
        "cases": [{"id": ran.record.id, "title": ran.record.title, "step": ran.step} for ran in through.public],
        "not_public": len(through.ran) - len(through.public),
        "more": through.more,
    }  # fmt: skip


COMMANDS = (power,)
