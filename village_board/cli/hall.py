"""village-board hall: set up the machine in the hall."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from village_board.base.message import N_
from village_board.cli.edge import Edge
from village_board.cli.measures import CONSOLES, DISTANCES, INCHES, PIXELS, checked
from village_board.cli.words import Group, option

USER = "village-board"
HOME = "/var/lib/village-board"
_TERMINALS = ("cage", "kmscon")


@click.group("hall", cls=Group, help=N_("The machine in the hall: set it up. Look at it: doctor --hall."))
def hall() -> None:
    """The group."""


@hall.command("install", help=N_("Write the files of a hall machine: terminal, services, keys, sticks."))
@option("--dry-run", is_flag=True, help=N_("Print what would be written, and write nothing."))
@option("--into", type=click.Path(path_type=Path), help=N_("Write below this folder, not into the system."))
@option("--terminal", type=click.Choice(_TERMINALS), default="cage", help=N_("What shows the kiosk."))
@option("--user", default=USER, help=N_("Who runs the programs."))
@option("--programs", default="", help=N_("Folder of the programs; else where this one lies."))
@option("--inches", type=float, default=21.5, help=N_("Diagonal of the screen in inches."))
@option("--standing", is_flag=True, help=N_("The screen stands upright."))
@option("--pixels", type=int, default=1080, help=N_("Pixels of the screen from top to bottom."))
@option("--distance", type=int, default=50, help=N_("Centimetres between a reader and the screen."))
@option("--console", type=int, default=1, help=N_("Number of the console that shows it."))
@click.pass_obj
def install(
    edge: Edge,
    into: Path | None,
    terminal: str,
    user: str,
    programs: str,
    inches: float,
    pixels: int,
    distance: int,
    console: int,
    *,
    dry_run: bool,
    standing: bool,
) -> int:
    """Write the files, or print them."""
    from village_board.doctor.grid import Screen  # noqa: PLC0415 - no other command needs these
    from village_board.hall_machine.model import Setup  # noqa: PLC0415
    from village_board.hall_machine.rules import plan_of  # noqa: PLC0415
    from village_board.hall_machine.service import install as write  # noqa: PLC0415
    from village_board.hall_machine.service import shipped  # noqa: PLC0415

    for name, value, bounds in (
        ("--inches", inches, INCHES),
        ("--pixels", pixels, PIXELS),
        ("--distance", distance, DISTANCES),
        ("--console", console, CONSOLES),
    ):
        checked(name, value, bounds)
    screen = Screen(inches, 9, 16) if standing else Screen(inches)
    home = str(edge.home.absolute()) if edge.home else HOME
    setup = Setup(home, programs or _programs(), user, terminal, screen, pixels, distance, console)
    plan = plan_of(setup, shipped(), bot=True)
    root = into or Path("/")
    if dry_run:
        _tell_plan(edge, plan, root)
        return 0
    for file in write(plan, root):
        edge.say(edge.t("Written: {file}", file=str(file.path)))
    edge.say(edge.t("Now give these commands, one after another:"))
    for command in plan.commands:
        edge.say(f"  {command}")
    return 0


def _programs() -> str:
    """Return the folder in which this program lies, for its sisters lie beside it."""
    return os.path.dirname(os.path.abspath(sys.argv[0]))  # noqa: PTH100, PTH120 - a link is what the unit should name


def _tell_plan(edge: Edge, plan: object, root: Path) -> None:
    from village_board.hall_machine.model import Plan  # noqa: PLC0415
    from village_board.hall_machine.service import standing  # noqa: PLC0415
    from village_board.hall_machine.words import STANDING  # noqa: PLC0415

    assert isinstance(plan, Plan)
    t = edge.t
    if edge.as_json:
        edge.give(
            {
                "files": [
                    {"path": str(one.path), "text": one.text, "standing": standing(one, root).value}
                    for one in plan.files
                ],
                "commands": list(plan.commands),
            }
        )
        return
    for one in plan.files:
        edge.say(t("== {file} ({state})", file=str(one.path), state=t(STANDING[standing(one, root)])))
        edge.say(t("a link to /dev/null: it is never started") if one.text is None else one.text)
    edge.say(t("Then these commands:"))
    for command in plan.commands:
        edge.say(f"  {command}")


COMMANDS = (hall,)
