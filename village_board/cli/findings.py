"""check-books: what is wrong in funds, assets, resources and contracts, for those who supervise (P11)."""

from __future__ import annotations

import click

from village_board.accounts.register_view import RegisterFinding
from village_board.base.level import Level
from village_board.base.message import N_
from village_board.cli.acting import AS_HELP
from village_board.cli.edge import Edge
from village_board.cli.words import Command, option
from village_board.i18n import Translator

FOUND = 1
LEVEL_WORDS = {Level.RED: N_("report to the township"), Level.YELLOW: N_("look into it")}


@click.command("check-books", cls=Command, help=N_("Show what is wrong in money, assets, resources and contracts."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--recount", "every_voucher", is_flag=True, help=N_("Count every voucher again too; it takes a while."))
@click.pass_obj
def check_books(edge: Edge, who: str, *, every_voucher: bool) -> int:
    """Print the findings, the gravest first; exit code 1 where there is one."""
    from village_board.accounts.findings import supervised  # noqa: PLC0415 - it loads much

    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        found = sorted(supervised(desk, every_voucher=every_voucher), key=lambda one: one.level is not Level.RED)
    if edge.as_json:
        edge.give([_document(edge.t, one) for one in found])
        return FOUND if found else 0
    for level, words in LEVEL_WORDS.items():
        of_level = [one for one in found if one.level is level]
        if of_level:
            edge.say(f"{edge.t(words)} ({len(of_level)})")
        for one in of_level:
            edge.say(f"  {edge.t.say(one.message)}  [{' '.join(filter(None, (one.rule, one.subject)))}]")
    if found:
        edge.say(edge.t("Nothing here is proven. Look at the papers first; then say so in the record."))
    else:
        edge.say(edge.t("Nothing is wrong in the books and registers, as far as the program can see."))
    return FOUND if found else 0


def _document(t: Translator, finding: RegisterFinding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "id": finding.subject,
        "facts": {name: fact if isinstance(fact, int) else str(fact) for name, fact in finding.message.facts.items()},
        "message": t.say(finding.message),
    }


COMMANDS = (check_books,)
