"""village-board hearing …: announce, postpone, move, recall, cancel, record, confirm, send back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform, time_of
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.hearings.model import Hearing, HearingConclusion
from village_board.hearings.rules import Counts
from village_board.hearings.schedule import cancel_hearing, move_hearing, postpone_hearing, recall_hearing
from village_board.hearings.service import (
    HearingResult,
    announce_hearing,
    confirm_hearing,
    record_hearing_result,
    send_back_hearing,
)
from village_board.hearings.words import HEARING_STATUS
from village_board.interchange.statements import read_statements
from village_board.launch import day_of
from village_board.text.clean import clean

NO_QUORUM = "no_quorum"


def counted(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for those due and present and how they voted."""
    for name, help_text in (
        ("--abstain", N_("How many abstained.")),
        ("--against", N_("How many were against.")),
        ("--for", N_("How many were for it.")),
        ("--present", N_("How many came.")),
        ("--due", N_("How many were due.")),
    ):
        parameter = {"--for": "in_favour", "--abstain": "abstained"}.get(name, name[2:])
        required = name in ("--due", "--present")
        add = option(
            name,
            parameter,
            type=click.IntRange(0),
            required=required,
            default=None if required else 0,
            help=help_text,
        )
        command = add(command)
    return command


def _status(hearing: Hearing) -> Message:
    return Message(HEARING_STATUS[hearing.status])


@click.group("hearing", cls=Group, help=N_("Announce hearings and record what they came to."))
def hearing() -> None:
    """Collect the commands."""


@hearing.command("announce", help=N_("Announce a hearing that is still to come."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--case", required=True, help=N_("Number of the case; matter, category and amount are its own."))
@option("--number", required=True, help=N_("Number of the hearing."))
@option("--when", required=True, help=N_("Day and time, such as '2026-09-30 15:00'."))
@option("--place", required=True, help=N_("Where."))
@option("--plan", default="", help=N_("The plan in short; left out: that of the case."))
@option("--due", type=click.IntRange(0), default=0, help=N_("How many hearing representatives are invited."))
@option("--notice-on", default="", help=N_("Day of the notice; today where it is not given."))
@click.pass_obj
def announce(
    edge: Edge,
    who: str,
    case: str,
    number: str,
    when: str,
    place: str,
    plan: str,
    due: int,
    notice_on: str,
) -> None:
    """Announce a hearing."""
    draft = Hearing(
        number=clean(number),
        matter="",
        case=clean(case),
        held_at=time_of(when),
        place=clean(place),
        plan=clean(plan, limit=2000, multiline=True),
        due=due,
        notice_on=day_of(notice_on) if notice_on else None,
    )
    perform(edge, who, lambda desk: announce_hearing(desk, draft), _status)


@hearing.command("postpone", help=N_("Put a hearing off, to a new time or to one that is not fixed yet."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--when", default="", help=N_("New day and time; left out: not fixed yet."))
@option("--reason", required=True, help=N_("Why."))
@click.pass_obj
def postpone(edge: Edge, id: str, who: str, when: str, reason: str) -> None:  # noqa: A002
    """Postpone a hearing."""
    new_time = time_of(when) if when else None
    perform(edge, who, lambda desk: postpone_hearing(desk, id, new_time, reason), _status)


@hearing.command("move", help=N_("Move a hearing to another time, another place, or both."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--when", default="", help=N_("New day and time; left out: as before."))
@option("--place", default="", help=N_("New place; left out: as before."))
@option("--reason", required=True, help=N_("Why."))
@click.pass_obj
def move(edge: Edge, id: str, who: str, when: str, place: str, reason: str) -> None:  # noqa: A002
    """Move a hearing."""
    new_time = time_of(when) if when else None
    perform(edge, who, lambda desk: move_hearing(desk, id, reason, when=new_time, place=place), _status)


@hearing.command("recall", help=N_("Call a hearing again: one without a time, or one without quorum."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--when", required=True, help=N_("Day and time, such as '2026-09-30 15:00'."))
@option("--place", default="", help=N_("New place; left out: as before."))
@option("--reason", required=True, help=N_("Why."))
@click.pass_obj
def recall(edge: Edge, id: str, who: str, when: str, place: str, reason: str) -> None:  # noqa: A002
    """Call a hearing again."""
    new_time = time_of(when)
    perform(edge, who, lambda desk: recall_hearing(desk, id, new_time, reason, place=place), _status)


@hearing.command("cancel", help=N_("Cancel a hearing."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=N_("Why."))
@click.pass_obj
def cancel(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Cancel a hearing."""
    perform(edge, who, lambda desk: cancel_hearing(desk, id, reason), _status)


@hearing.command("record", help=N_("Record the result of a hearing; a second member confirms it."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--held-on", required=True, help=N_("Day (and time) on which it was held."))
@counted
@option("--conclusion", required=True, type=click.Choice([*(c.value for c in HearingConclusion), NO_QUORUM]),
              help=N_("What the hearing came to."))  # fmt: skip
@option("--changes", default="", help=N_("What was changed."))
@option("--statements", "file", type=click.Path(path_type=Path), default=None,
              help=N_("File of what was said (.csv or .xlsx): 序号, 身份, 意见, 内容, 发言人, 公开姓名."))  # fmt: skip
@click.pass_obj
def record(
    edge: Edge,
    id: str,  # noqa: A002
    who: str,
    held_on: str,
    due: int,
    present: int,
    in_favour: int,
    against: int,
    abstained: int,
    conclusion: str,
    changes: str,
    file: Path | None,
) -> None:
    """Record a hearing."""
    result = HearingResult(
        held_at=time_of(held_on),
        counts=Counts(due, present, in_favour, against, abstained),
        conclusion=None if conclusion == NO_QUORUM else HearingConclusion(conclusion),
        changes=changes,
        statements=read_statements(file) if file else (),
    )
    perform(edge, who, lambda desk: record_hearing_result(desk, id, result), _status)


@hearing.command("confirm", help=N_("Confirm and publish a recorded result, as a second member."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def confirm(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Confirm a hearing."""
    perform(edge, who, lambda desk: confirm_hearing(desk, id), _status)


@hearing.command("send-back", help=N_("Send a recorded result back with the reason, as a second member."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=N_("What is wrong."))
@click.pass_obj
def send_back(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Send a result back."""
    perform(edge, who, lambda desk: send_back_hearing(desk, id, reason), _status)


COMMANDS = (hearing,)
