"""village-board resolution …: convene, change, record, confirm, objections, execution."""

from __future__ import annotations

from datetime import date, datetime

import click

from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform, time_of
from village_board.cli.amounts import amount_required
from village_board.cli.edge import Edge
from village_board.cli.hearing import counted
from village_board.cli.words import Group, option
from village_board.hearings.carrying_out import approve_variation, close_execution, start_execution
from village_board.hearings.cases import StepFacts, body_for, case_of
from village_board.hearings.model import Ballot, Body, Resolution, Variation
from village_board.hearings.resolutions import (
    confirm_resolution,
    convene_meeting,
    record_resolution,
    send_back_resolution,
)
from village_board.hearings.rules import Counts
from village_board.hearings.schedule import cancel_meeting, move_meeting, postpone_meeting, recall_meeting
from village_board.hearings.words import RESOLUTION_STATUS
from village_board.launch import day_of
from village_board.text.clean import clean

WHEN_HELP = N_("Day, or day and time such as '2026-09-30 15:00'.")


def day_or_time(text: str) -> date | datetime:
    """Return a day alone, or the instant of ``2026-09-30 15:00`` in Shanghai.

    Raises:
        TimeUnreadable: it is neither.
    """
    return day_of(text) if len(text) == len("2026-09-30") else time_of(text)


def _status(resolution: Resolution) -> Message:
    return Message(RESOLUTION_STATUS[resolution.status])


@click.group("resolution", cls=Group, help=N_("Convene meetings, record what they decided, follow it to its end."))
def resolution() -> None:
    """Collect the commands."""


@resolution.command("convene", help=N_("Convene the meeting that is to decide a matter."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--case", required=True, help=N_("Number of the case; matter, category and amount are its own."))
@option("--number", required=True, help=N_("Number of the resolution."))
@option("--on", "meeting_on", required=True, help=WHEN_HELP)
@option("--place", default="", help=N_("Where."))
@option("--body", type=click.Choice(["", *(b.value for b in Body)]), default="",
              help=N_("Which body decides; left out: the one that the law proposes."))  # fmt: skip
@option("--secret", is_flag=True, help=N_("By secret ballot."))
@option("--group", type=click.IntRange(0), default=0, help=N_("Number of the group, for a group's meeting."))
@click.pass_obj
def convene(
    edge: Edge,
    who: str,
    case: str,
    number: str,
    meeting_on: str,
    place: str,
    body: str,
    group: int,
    *,
    secret: bool,
) -> None:
    """Convene a meeting."""
    when = day_or_time(meeting_on)
    records = edge.open().records()
    draft = Resolution(
        number=clean(number),
        matter="",
        case=clean(case),
        body=Body(body) if body else body_for(records, case_of(records, clean(case)), group),
        meeting_on=when,
        meeting_at=when if isinstance(when, datetime) else None,
        place=clean(place),
        ballot=Ballot.SECRET if secret else Ballot.OPEN,
        group=group,
    )
    perform(edge, who, lambda desk: convene_meeting(desk, draft), _status)


@resolution.command("postpone", help=N_("Put a meeting off, to a new day or to one that is not fixed yet."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--when", default="", help=WHEN_HELP)
@option("--reason", required=True, help=N_("Why."))
@click.pass_obj
def postpone(edge: Edge, id: str, who: str, when: str, reason: str) -> None:  # noqa: A002
    """Postpone a meeting."""
    new_time = day_or_time(when) if when else None
    perform(edge, who, lambda desk: postpone_meeting(desk, id, new_time, reason), _status)


@resolution.command("move", help=N_("Move a meeting to another day, time or place."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--when", default="", help=WHEN_HELP)
@option("--place", default="", help=N_("New place; left out: as before."))
@option("--reason", required=True, help=N_("Why."))
@click.pass_obj
def move(edge: Edge, id: str, who: str, when: str, place: str, reason: str) -> None:  # noqa: A002
    """Move a meeting."""
    new_time = day_or_time(when) if when else None
    perform(edge, who, lambda desk: move_meeting(desk, id, reason, when=new_time, place=place), _status)


@resolution.command("recall", help=N_("Call a meeting again: one without a day, or one without quorum."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--when", required=True, help=WHEN_HELP)
@option("--place", default="", help=N_("New place; left out: as before."))
@option("--reason", required=True, help=N_("Why."))
@click.pass_obj
def recall(edge: Edge, id: str, who: str, when: str, place: str, reason: str) -> None:  # noqa: A002
    """Call a meeting again."""
    new_time = day_or_time(when)
    perform(edge, who, lambda desk: recall_meeting(desk, id, new_time, reason, place=place), _status)


@resolution.command("cancel", help=N_("Cancel the meeting of a resolution."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=N_("Why."))
@click.pass_obj
def cancel(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Cancel a meeting."""
    perform(edge, who, lambda desk: cancel_meeting(desk, id, reason), _status)


@resolution.command("send-back", help=N_("Send a recorded resolution back with the reason, as a second member."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=N_("What is wrong."))
@click.pass_obj
def send_back(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Send a resolution back."""
    perform(edge, who, lambda desk: send_back_resolution(desk, id, reason), _status)


@resolution.command("record", help=N_("Record how a meeting voted; a second member confirms it."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--held-on", required=True, help=N_("Day on which it was held."))
@option("--households", type=click.IntRange(0), default=0, help=N_("How many households there are."))
@option("--households-present", type=click.IntRange(0), default=0, help=N_("How many of them were represented."))
@option("--ballot", type=click.Choice([one.value for one in Ballot]), default=None,
              help=N_("How they voted; left out: as convened."))  # fmt: skip
@counted
@click.pass_obj
def record(
    edge: Edge,
    id: str,  # noqa: A002 - the argument's own name
    who: str,
    held_on: str,
    due: int,
    present: int,
    in_favour: int,
    against: int,
    abstained: int,
    households: int,
    households_present: int,
    ballot: str | None,
) -> None:
    """Record a resolution."""
    counts = Counts(due, present, in_favour, against, abstained, households, households_present)
    way = Ballot(ballot) if ballot else None
    perform(edge, who, lambda desk: record_resolution(desk, id, day_of(held_on), counts, ballot=way), _status)


@resolution.command("confirm", help=N_("Confirm and publish a recorded resolution, as a second member."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def confirm(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Confirm a resolution."""
    perform(edge, who, lambda desk: confirm_resolution(desk, id), _status)


@resolution.command("start", help=N_("Begin to carry a resolution out, after its notice period."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--no-contract", default="", help=N_("Why no contract is needed, where money moves; public."))
@click.pass_obj
def start(edge: Edge, id: str, who: str, no_contract: str) -> None:  # noqa: A002
    """Start the execution."""
    perform(edge, who, lambda desk: start_execution(desk, id, StepFacts(reason=no_contract)), _status)


@resolution.command("vary", help=N_("Add an approved variation of the amount."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--amount", required=True, help=N_("More (or, with a minus, less) in yuan."))
@option("--reason", required=True, help=N_("Why."))
@option("--approved-by", required=True, help=N_("Which body approved it."))
@option("--on", "approved_on", required=True, help=N_("On which day."))
@option("--body", type=click.Choice(["", *(b.value for b in Body)]), default="",
        help=N_("The body that approved it, where the change needs the one that decided."))  # fmt: skip
@option("--decision", default="", help=N_("Its resolution, or where its minutes lie."))
@click.pass_obj
def vary(
    edge: Edge,
    id: str,  # noqa: A002
    who: str,
    amount: str,
    reason: str,
    approved_by: str,
    approved_on: str,
    body: str,
    decision: str,
) -> None:
    """Approve a variation."""
    by = Body(body) if body else None
    day = day_of(approved_on)
    variation = Variation(day, amount_required(amount), clean(reason), clean(approved_by), by, clean(decision))
    perform(edge, who, lambda desk: approve_variation(desk, id, variation), _status)


@resolution.command("close", help=N_("Publish the final cost of what was carried out."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--accepted-on", required=True, help=N_("Day of acceptance."))
@option("--final-cost", required=True, help=N_("Final cost in yuan."))
@option(
    "--signer", "signers", multiple=True, help=N_("Who signed the acceptance sheet; several times for several people.")
)
@option("--sheet", default="", help=N_("Attachment with the acceptance sheet, or where the paper lies."))
@option("--reason", default="", help=N_("Why it cost more than was decided; public."))
@click.pass_obj
def close(
    edge: Edge,
    id: str,  # noqa: A002
    who: str,
    accepted_on: str,
    final_cost: str,
    signers: tuple[str, ...],
    sheet: str,
    reason: str,
) -> None:
    """Close the execution."""
    day, cost = day_of(accepted_on), amount_required(final_cost)
    facts = StepFacts(signers=signers, minutes=sheet, reason=reason)
    perform(edge, who, lambda desk: close_execution(desk, id, day, cost, facts), _status)


COMMANDS = (resolution,)
