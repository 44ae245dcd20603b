"""village-board doctor: what keeps the board from working on this machine, in plain words, and how to mend it."""

from __future__ import annotations

import click

from village_board.base.message import N_
from village_board.cli.edge import Edge
from village_board.cli.words import Command
from village_board.doctor.grid import TABLE, largest_grid, letter_height, line_height
from village_board.doctor.model import Check, State, is_well
from village_board.doctor.words import NAME, STATE
from village_board.text.lines import cells

NOT_WELL = 1
_MM_A_CM = 10


@click.command("doctor", cls=Command, help=N_("Look at machine, files and records, and tell how to mend what is off."))
@click.pass_obj
def doctor(edge: Edge) -> int:
    """Print what was found; nothing is asked and nothing is written."""
    from village_board.doctor.examination import examine  # noqa: PLC0415 - no other command needs what it loads

    checks = examine(edge.folder(), edge.clock)
    if edge.as_json:
        edge.give([_document(edge, check) for check in checks])
    else:
        _tell(edge, checks)
        _tell_sizes(edge)
    return 0 if is_well(checks) else NOT_WELL


def _document(edge: Edge, check: Check) -> dict[str, str]:
    return {
        "name": check.name,
        "state": check.state.value,
        "message": edge.t.say(check.message),
        "mend": edge.t.say(check.mend) if check.mend else "",
    }


def _tell(edge: Edge, checks: list[Check]) -> None:
    t = edge.t
    width = max(cells(t(word)) for word in STATE.values())
    for check in checks:
        state = t(STATE[check.state])
        line = t("{name}: {message}", name=t(NAME[check.name]), message=check.message)
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
