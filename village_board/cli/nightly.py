"""village-board nightly: everything that is to be done once a day, for the machine's timer."""

from __future__ import annotations

from typing import Any

import click

from village_board.base.message import N_
from village_board.cli.edge import Edge
from village_board.cli.stopping import stopping
from village_board.cli.words import Command, option
from village_board.people.service import OFFICE

FOUND = 1
STOPPED = 130


@click.command("nightly", cls=Command, help=N_("Do what is to be done every night; once a day is enough."))
@option("--again", is_flag=True, help=N_("Do again what was done today."))
@option("--only", multiple=True, help=N_("Only this work; may be given several times."))
@option("--list", "listing", is_flag=True, help=N_("List the works, and do none."))
@click.pass_obj
def nightly(edge: Edge, only: tuple[str, ...], *, again: bool, listing: bool) -> int:
    """Do the works of the night; what was cut off goes on where it stopped."""
    from village_board.nightly.model import Night, WorkState  # noqa: PLC0415 - few commands need it
    from village_board.nightly.service import work_through, works_due  # noqa: PLC0415

    board = edge.open()
    t, rows = edge.t, works_due(board.records(), again=again or listing, only=only)
    if listing:
        _tell_works(edge, rows)
        return 0
    board.check_writable()
    if not rows and not edge.as_json:
        edge.say(t("All works of today are done. Again all the same: --again"))
    told: list[dict[str, Any]] = []

    def progress(done: int, total: int) -> None:
        edge.say("  " + t("{done} of {total}", done=done, total=total))

    with stopping() as stop:
        night = Night(board, OFFICE, progress, stop)
        for one in work_through(night, rows, lambda row: edge.say(f"{row.name}: {t.say(row.label)}")):
            edge.say("  " + t.say(one.said))
            told.append(
                {"work": one.row.name, "state": one.state.value, "found": one.found, "sentence": t.say(one.said)}
            )
        stopped = stop.is_set()
    if edge.as_json:
        edge.give(told)
    if stopped:
        edge.say(t("Stopped. The same command goes on where it stopped."))
        return STOPPED
    return FOUND if any(one["found"] or one["state"] == WorkState.FAILED.value for one in told) else 0


def _tell_works(edge: Edge, rows: list[Any]) -> None:
    if edge.as_json:
        edge.give([{"work": row.name, "label": edge.t.say(row.label)} for row in rows])
        return
    for row in rows:
        edge.say(f"{row.name}: {edge.t.say(row.label)}")


COMMANDS = (nightly,)
