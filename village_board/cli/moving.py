"""move: the records of a board go to another store."""

from __future__ import annotations

import click

from village_board.base.message import N_
from village_board.cli.edge import Edge
from village_board.cli.words import Command, option

STANDARD_INPUT = "-"


@click.command("move", cls=Command, help=N_("Carry the records to another store: a file or a database."))
@option(
    "--to",
    required=True,
    metavar="URL",
    help=N_(
        "URL of the new store, SQLite or PostgreSQL; - reads it from standard input, "
        "so that no password stands in the list of processes."
    ),
)
@click.pass_obj
def move(edge: Edge, to: str) -> None:
    """Move the board."""
    from village_board.moving import move_board  # noqa: PLC0415 - only this command needs it

    url = edge.secret(edge.t("Address of the store: ")) if to == STANDARD_INPUT else to
    moved = move_board(edge.folder(), url.strip())
    if edge.as_json:
        edge.give(
            {
                "from": moved.source,
                "to": moved.target,
                "documents": moved.carried.documents,
                "removed": moved.carried.removed,
                "searched": moved.carried.searched,
                "log": {"size": moved.size, "root": moved.root},
            }
        )
        return
    edge.say(
        edge.t.n(
            "{n} record lies now in {target}.", "{n} records lie now in {target}.", moved.carried.documents,
            target=moved.target,
        )
    )  # fmt: skip
    edge.say(edge.t("The log has {size} entries and the root {root}, as before.", size=moved.size, root=moved.root))
    edge.say(
        edge.t("The old store {source} was left as it was. Nothing is written there any more.", source=moved.source)
    )


COMMANDS = (move,)
