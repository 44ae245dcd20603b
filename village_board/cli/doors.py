"""village-board notice doors, tick: telling by hand those whom no channel reaches."""

from __future__ import annotations

from pathlib import Path

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.acting import AS_HELP
from village_board.cli.columns import table
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Command, option
from village_board.desk import Records
from village_board.launch import day_of
from village_board.notices.doors import Tick, doors_of, make_door_list, tick_all
from village_board.notices.model import Notice
from village_board.notices.reach_model import DoorHow, DoorList
from village_board.notices.words import DOOR_HOW


class TickUnclear(UsageError):
    """Neither a line nor a file."""

    sentence = N_("Say which line was done, or give the file that came back with --file; not both.")

    def __init__(self) -> None:
        super().__init__()


class MakerMissing(UsageError):
    """A list is made by a person."""

    sentence = N_("Say who makes the list: --as NUMBER. A list that is made is shown by its own id.")

    def __init__(self) -> None:
        super().__init__()


@click.command(
    "doors", cls=Command, help=N_("Make the list of doors of those whom a notice did not reach, or show it.")
)
@click.argument("id")
@option("--as", "who", default="", help=AS_HELP)
@option("--out", "out", type=click.Path(path_type=Path), help=N_("File to write (.csv or .xlsx)."))
@click.pass_obj
def doors(edge: Edge, id: str, who: str, out: Path | None) -> None:  # noqa: A002 - the argument's own name
    """Make a door list of a notice; with the id of a list, show that."""
    board = edge.open()
    if id.startswith(DoorList.KIND.prefix):
        made = board.records().get(DoorList, id)
    else:
        if not who:
            raise MakerMissing
        actor = edge.sign_in(board, who)
        with board.desk(actor) as desk:
            made = make_door_list(desk, id)
    _show(edge, board.records(), made, out)


@click.command("tick", cls=Command, help=N_("Tick a line of a door list, or all lines of the file that came back."))
@click.argument("list_id", metavar="LIST")
@click.argument("line", type=click.IntRange(1), required=False)
@option("--as", "who", required=True, help=AS_HELP)
@option("--on", "on", default="", help=N_("On which day; today where it is not given."))
@option("--how", type=click.Choice([how.value for how in DoorHow]), default="signed", help=N_("How it went."))
@option("--file", "file", type=click.Path(path_type=Path), help=N_("The table that came back (.csv or .xlsx)."))
@click.pass_obj
def tick(edge: Edge, list_id: str, line: int | None, who: str, on: str, how: str, file: Path | None) -> None:
    """Tick lines."""
    if (line is None) == (file is None):
        raise TickUnclear
    board = edge.open()
    today = board.records().today
    if file is not None:
        from village_board.interchange.door_lists import read_ticks  # noqa: PLC0415 - one tick need not load it

        ticks = read_ticks(file, today)
    else:
        assert line is not None
        ticks = (Tick(line, day_of(on) if on else today, DoorHow(how)),)
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        made = tick_all(desk, list_id, ticks)
    if edge.as_json:
        edge.give(document(made))
        return
    told = sum(1 for one in made.lines if one.told)
    edge.say(edge.t("{n} of {all} doors of this list are told.", n=told, all=len(made.lines)))


def _show(edge: Edge, records: Records, made: DoorList, out: Path | None) -> None:
    found = doors_of(records, made)
    if out is not None:
        from village_board.interchange.door_lists import write_doors  # noqa: PLC0415 - a list on screen need not load it

        write_doors(out, found)
    if edge.as_json:
        edge.give(document(made))
        return
    t = edge.t
    notice = records.get(Notice, made.notice)
    edge.say(t("Door list {id} of {day}: {notice}", id=made.id, day=made.made_on, notice=notice.message))
    if out is not None:
        edge.say(t("Written: {file}", file=str(out)))
        return
    heads = (t("Line"), t("Group"), t("Household"), t("Names"), t("Told"), t("Signature"))
    rows = [
        (
            str(door.line.number),
            str(door.line.group or ""),
            door.line.household,
            "、".join(door.names),
            t(DOOR_HOW[door.line.how]) if door.line.how is not None else "",
            "" if door.line.told else "__________",
        )
        for door in found
    ]
    edge.say("\n".join(table(heads, rows, right=(0, 1))))
