"""village-board doctor: what keeps the board from working on this machine, in plain words, and how to mend it."""

from __future__ import annotations

import shlex

import click

from village_board.base.errors import BoardError
from village_board.base.message import N_
from village_board.cli.edge import Edge
from village_board.cli.measures import DISTANCES, INCHES, PIXELS, checked
from village_board.cli.words import Command, option
from village_board.doctor.grid import TABLE, USUAL_DISTANCE, Screen, largest_grid, letter_height, line_height
from village_board.doctor.model import Check, State, is_well
from village_board.doctor.words import NAME, STATE
from village_board.settings import read_settings
from village_board.text.lines import cells

NOT_WELL = 1
_MM_A_CM = 10


@click.command("doctor", cls=Command, help=N_("Look at machine, files and records, and tell how to mend what is off."))
@option("--hall", is_flag=True, help=N_("Look at what a machine in the hall needs, too."))
@option("--inches", type=float, default=21.5, help=N_("Diagonal of the screen in inches."))
@option("--standing", is_flag=True, help=N_("The screen stands upright."))
@option("--pixels", type=int, default=1080, help=N_("Pixels of the screen from top to bottom."))
@option("--distance", type=int, default=USUAL_DISTANCE, help=N_("Centimetres between a reader and the screen."))
@click.pass_obj
def doctor(edge: Edge, inches: float, pixels: int, distance: int, *, hall: bool, standing: bool) -> int:
    """Print what was found; nothing is asked and nothing is written."""
    from village_board.doctor.examination import examine  # noqa: PLC0415 - no other command needs what it loads
    from village_board.hall_machine.checks import hall_checks  # noqa: PLC0415
    from village_board.hall_machine.seen import see_hall  # noqa: PLC0415

    for name, value, bounds in (
        ("--inches", inches, INCHES),
        ("--pixels", pixels, PIXELS),
        ("--distance", distance, DISTANCES),
    ):
        checked(name, value, bounds)
    checks = examine(edge.folder(), edge.clock)
    if hall:
        screen = Screen(inches, 9, 16) if standing else Screen(inches)
        checks += hall_checks(see_hall(), screen, pixels, distance, bot=_uses_bot(edge))
    if edge.as_json:
        edge.give([_document(edge, check) for check in checks])
    else:
        _tell(edge, checks)
        if edge.home is not None and any(check.mend for check in checks):
            edge.say(
                edge.t("Add to each village-board command above: --home {folder}", folder=shlex.quote(str(edge.home)))
            )
        _tell_sizes(edge)
    return 0 if is_well(checks) else NOT_WELL


def _uses_bot(edge: Edge) -> bool:
    """Tell whether the village uses a bot; settings that cannot be read are told of by a check of their own."""
    try:
        return read_settings(edge.folder()).qr_target != "none"
    except BoardError:
        return False


def _document(edge: Edge, check: Check) -> dict[str, str]:
    return {
        "name": check.name,
        "state": check.state.value,
        "message": edge.t.say(check.message),
        "mend": edge.t.say(check.mend) if check.mend else "",
    }


def _tell(edge: Edge, checks: list[Check]) -> None:
    from village_board.hall_machine.words import NAME as HALL_NAME  # noqa: PLC0415

    t, names = edge.t, NAME | HALL_NAME
    width = max(cells(t(word)) for word in STATE.values())
    for check in checks:
        state = t(STATE[check.state])
        line = t("{name}: {message}", name=t(names[check.name]), message=check.message)
        edge.say(f"{state}{' ' * (width - cells(state))}  {line}")
        if check.mend:
            edge.say(" " * (width + 4) + t("What to do: {mend}", mend=check.mend))
    bad = sum(check.state is State.BAD for check in checks)
    edge.say("")
    if bad:
        edge.say(t.n("{n} thing must be mended.", "{n} things must be mended.", bad))
    else:
        edge.say(t("Nothing must be mended."))


def _tell_sizes(edge: Edge) -> None:
    t = edge.t
    edge.say(t("How large letters must be in the hall (EN 301 549, 0.7 degrees), and what fits at most:"))
    for screen, distance in TABLE:
        columns, lines = largest_grid(screen, distance)
        edge.say(
            "  "
            + t(
                "{inches} inches {hung}, read from {distance} cm: letter {letter} mm, line {line} mm, "
                "{columns} columns and {lines} lines",
                inches=f"{screen.inches:g}",
                hung=t("lying") if screen.across > screen.down else t("standing"),
                distance=distance,
                letter=f"{letter_height(distance) * _MM_A_CM:.1f}",
                line=f"{line_height(distance) * _MM_A_CM:.1f}",
                columns=columns,
                lines=lines,
            )
        )


COMMANDS = (doctor,)
