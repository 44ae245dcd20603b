"""village-board item receive: a table from district or township, in whatever layout it came."""

from __future__ import annotations

from pathlib import Path

import click

from village_board.base.message import N_
from village_board.cli.acting import AS_HELP
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.item_after import item_status
from village_board.cli.words import Command, option
from village_board.launch import day_of

FOUND = 1


_HELP = N_("Take a table from district or township in: permits, penalties, prices, outages, bus times.")


@click.command("receive", cls=Command, help=_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@option("--as", "who", required=True, help=AS_HELP)
@option("--name", required=True, help=N_("Name of the item."))
@option("--source", required=True, help=N_("The body from which it came."))
@option("--catalogue", default="", help=N_("Entry of the catalogue, such as SG-12."))
@option("--received-on", default="", help=N_("The day on which it came; today where it is not given."))
@option("--number", default="", help=N_("Number of the item."))
@click.pass_obj
def receive(
    edge: Edge, file: Path, who: str, name: str, source: str, catalogue: str, received_on: str, number: str
) -> int:
    """Take it in; what must not be public waits as a draft, and every place is told."""
    from village_board.disclosure.receiving import Received, receive_table  # noqa: PLC0415 - the gate is slow to build
    from village_board.interchange.cells.shown import plain_text  # noqa: PLC0415
    from village_board.interchange.tables import UNCALCULATED, open_tables  # noqa: PLC0415

    with open_tables(file) as sheets:
        rows = [
            tuple("" if cell is None or cell is UNCALCULATED else plain_text(cell) for cell in cells)
            for sheet in sheets
            for _, cells in sheet.rows
        ]
    day = day_of(received_on) if received_on else None
    board = edge.open()
    with board.desk(edge.sign_in(board, who)) as desk:
        taken = receive_table(desk, Received(name, source, rows, catalogue, day, number))
    if edge.as_json:
        edge.give({**document(taken.item), "new": taken.new, "stopped": len(taken.found)})
        return FOUND if taken.found else 0
    t = edge.t
    for one in taken.found:
        edge.say(t("{place}: {reason}", place=one.place.words, reason=one.reason))
    edge.say(t("{title} [{id}]: {status}.", title=taken.item.title, id=taken.item.id, status=item_status(taken.item)))
    if not taken.new:
        edge.say(t("The same table is here already; nothing was written."))
    return FOUND if taken.found else 0
