"""village-board levy …: plans of case-by-case levies, and their public totals."""

from __future__ import annotations

from dataclasses import replace

import click

from village_board.base.codec import to_json
from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.base.money import Fen
from village_board.board import Board
from village_board.cli.acting import AS_HELP
from village_board.cli.amounts import amount_of
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.hearings.levies import Exempt, Terms, grounds, levy_findings
from village_board.hearings.levies_service import levy_totals, plan_levy
from village_board.hearings.model import Resolution
from village_board.people.model import Person
from village_board.text.clean import clean


class ExemptUnreadable(UsageError):
    """A tick given on the command line cannot be understood."""

    sentence = N_("'{text}' is no exemption. Write it as 'GROUND=NUMBER'; the grounds are: {grounds}.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text, grounds=", ".join(grounds()))


@click.group("levy", cls=Group, help=N_("Plan case-by-case levies of money and labour."))
def levy() -> None:
    """Collect the commands."""


@levy.command("plan", help=N_("Plan a levy by household, within the province's yearly ceilings."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--money", default="0", help=N_("Yuan a head."))
@option("--days", type=click.IntRange(0), default=0, help=N_("Days of labour a worker."))
@option("--exempt", "ticks", multiple=True, help=N_("GROUND=NUMBER of a person or household; several, kept inside."))
@click.pass_obj
def plan(edge: Edge, id: str, who: str, money: str, days: int, ticks: tuple[str, ...]) -> None:  # noqa: A002
    """Plan a levy."""
    terms, exempt = Terms(amount_of(money) or 0, days), tuple(map(_tick, ticks))
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        plan_levy(desk, id, terms, exempt)
    _totals(edge, board, id)


@levy.command("show", help=N_("Show the public totals of a levy by group."))
@click.argument("id")
@click.pass_obj
def show(edge: Edge, id: str) -> None:  # noqa: A002
    """Show a levy's totals."""
    _totals(edge, edge.open(), id)


def _totals(edge: Edge, board: Board, id: str) -> None:  # noqa: A002
    with board.reading() as records:
        totals = levy_totals(records, records.get(Resolution, id))
        findings = levy_findings(list(records.all(Person)))
    if edge.as_json:
        edge.give([to_json(total) for total in totals])
        return
    for total in totals:
        name = edge.t("Group {group}", group=total.group) if total.group else edge.t("Other groups together")
        edge.say(
            edge.t(
                "{name}: {households} households, {money}, {days} days of labour.",
                name=name,
                households=total.households,
                money=Fen(total.money),
                days=total.days,
            )
        )
    if not totals:
        edge.say(edge.t("No levy is planned for this resolution."))
    for finding in findings:
        edge.say(edge.t.say(finding.message))


def _tick(text: str) -> Exempt:
    code, equals, number = text.partition("=")
    if not equals or not number or code not in grounds():
        raise ExemptUnreadable(text)
    tick = Exempt(code)
    return (
        replace(tick, household=clean(number)) if grounds()[code].of_household else replace(tick, person=clean(number))
    )


COMMANDS = (levy,)
