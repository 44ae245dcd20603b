"""village-board resolution …: convene, record, confirm, objections, execution; village-board contract bids."""

from __future__ import annotations

import click

from village_board.accounts.registers import Bid, Contract
from village_board.accounts.service import record_bids
from village_board.accounts.words import CONTRACT_STATUS
from village_board.base.errors import UsageError
from village_board.base.message import N_, Message
from village_board.cli.amounts import amount_of, amount_required
from village_board.cli.edge import Edge
from village_board.cli.hearing import AS_HELP, counted, perform
from village_board.cli.words import Group, option
from village_board.hearings.model import Ballot, Body, Category, Resolution, Variation
from village_board.hearings.resolutions import (
    answer_objection,
    approve_variation,
    close_execution,
    confirm_resolution,
    convene_meeting,
    object_to,
    record_resolution,
    start_execution,
)
from village_board.hearings.rules import Counts
from village_board.hearings.words import RESOLUTION_STATUS
from village_board.launch import day_of
from village_board.text.clean import clean


class BidUnreadable(UsageError):
    """A bid given on the command line cannot be understood."""

    sentence = N_("'{text}' is no bid. Write it as 'NAME=AMOUNT', and name the chosen one with --chosen.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


def _status(resolution: Resolution) -> Message:
    return Message(RESOLUTION_STATUS[resolution.status])


def _contract_status(contract: Contract) -> Message:
    return Message(CONTRACT_STATUS[contract.status])


@click.group("resolution", cls=Group, help=N_("Convene meetings, record what they decided, follow it to its end."))
def resolution() -> None:
    """Collect the commands."""


@resolution.command("convene", help=N_("Convene the meeting that is to decide a matter."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--number", required=True, help=N_("Number of the resolution."))
@option("--matter", required=True, help=N_("What it is about."))
@option("--on", "meeting_on", required=True, help=N_("Day of the meeting."))
@option("--body", type=click.Choice([b.value for b in Body]), default=Body.REPRESENTATIVE_ASSEMBLY.value,
              help=N_("Which body decides."))  # fmt: skip
@option("--category", type=click.Choice([c.value for c in Category]), default=Category.OTHER_ASSEMBLY.value,
              help=N_("Category of the matter."))  # fmt: skip
@option("--amount", default="", help=N_("Amount in yuan."))
@option("--hearing", default="", help=N_("Number of the hearing that came before."))
@option("--waived", default="", help=N_("Why no hearing was needed."))
@option("--secret", is_flag=True, help=N_("By secret ballot."))
@option("--outside", is_flag=True, help=N_("Land or property goes outside the collective."))
@click.pass_obj
def convene(
    edge: Edge,
    who: str,
    number: str,
    matter: str,
    meeting_on: str,
    body: str,
    category: str,
    amount: str,
    hearing: str,
    waived: str,
    *,
    secret: bool,
    outside: bool,
) -> None:
    """Convene a meeting."""
    draft = Resolution(
        number=clean(number),
        matter=clean(matter),
        hearing=clean(hearing),
        hearing_waived=clean(waived),
        category=Category(category),
        amount=amount_of(amount),
        body=Body(body),
        meeting_on=day_of(meeting_on),
        ballot=Ballot.SECRET if secret else Ballot.OPEN,
        outside_collective=outside,
    )
    perform(edge, who, lambda desk: convene_meeting(desk, draft), _status)


@resolution.command("record", help=N_("Record how a meeting voted; a second member confirms it."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--held-on", required=True, help=N_("Day on which it was held."))
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
) -> None:
    """Record a resolution."""
    counts = Counts(due, present, in_favour, against, abstained)
    perform(edge, who, lambda desk: record_resolution(desk, id, day_of(held_on), counts), _status)


@resolution.command("confirm", help=N_("Confirm and publish a recorded resolution, as a second member."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def confirm(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Confirm a resolution."""
    perform(edge, who, lambda desk: confirm_resolution(desk, id), _status)


@resolution.command("object", help=N_("Write down an objection inside the notice period."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--content", required=True, help=N_("What the objection says."))
@option("--objector", default="", help=N_("Who objects; kept inside."))
@click.pass_obj
def object_(edge: Edge, id: str, who: str, content: str, objector: str) -> None:  # noqa: A002
    """Record an objection."""
    perform(edge, who, lambda desk: object_to(desk, id, content, objector), _status)


@resolution.command("answer", help=N_("Answer an objection."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--slip", type=click.IntRange(1), required=True, help=N_("Number of the objection's slip."))
@option("--answer", required=True, help=N_("The answer."))
@click.pass_obj
def answer(edge: Edge, id: str, who: str, slip: int, answer: str) -> None:  # noqa: A002
    """Answer an objection."""
    perform(edge, who, lambda desk: answer_objection(desk, id, slip, answer), _status)


@resolution.command("start", help=N_("Begin to carry a resolution out, after its notice period."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def start(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Start the execution."""
    perform(edge, who, lambda desk: start_execution(desk, id), _status)


@resolution.command("vary", help=N_("Add an approved variation of the amount."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--amount", required=True, help=N_("More (or, with a minus, less) in yuan."))
@option("--reason", required=True, help=N_("Why."))
@option("--approved-by", required=True, help=N_("Which body approved it."))
@option("--on", "approved_on", required=True, help=N_("On which day."))
@click.pass_obj
def vary(
    edge: Edge,
    id: str,  # noqa: A002
    who: str,
    amount: str,
    reason: str,
    approved_by: str,
    approved_on: str,
) -> None:
    """Approve a variation."""
    variation = Variation(day_of(approved_on), amount_required(amount), clean(reason), clean(approved_by))
    perform(edge, who, lambda desk: approve_variation(desk, id, variation), _status)


@resolution.command("close", help=N_("Publish the final cost of what was carried out."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--accepted-on", required=True, help=N_("Day of acceptance."))
@option("--final-cost", required=True, help=N_("Final cost in yuan."))
@click.pass_obj
def close(edge: Edge, id: str, who: str, accepted_on: str, final_cost: str) -> None:  # noqa: A002
    """Close the execution."""
    day, cost = day_of(accepted_on), amount_required(final_cost)
    perform(edge, who, lambda desk: close_execution(desk, id, day, cost), _status)


@click.group("contract", cls=Group, help=N_("What tables cannot say of a contract."))
def contract() -> None:
    """Collect the commands."""


@contract.command("bids", help=N_("Record who offered what, which offer was chosen, and why."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--bid", "offers", multiple=True, required=True, help=N_("NAME=AMOUNT in yuan; several."))
@option("--chosen", required=True, help=N_("Name of the chosen bidder."))
@option("--reason", required=True, help=N_("Why this one."))
@click.pass_obj
def bids(edge: Edge, id: str, who: str, offers: tuple[str, ...], chosen: str, reason: str) -> None:  # noqa: A002
    """Record bids."""
    made = tuple(_bid(offer, chosen, reason) for offer in offers)
    if sum(bid.chosen for bid in made) != 1:
        raise BidUnreadable(chosen)
    perform(edge, who, lambda desk: record_bids(desk, id, made), _contract_status)


def _bid(offer: str, chosen: str, reason: str) -> Bid:
    name, equals, amount = offer.rpartition("=")
    if not equals:
        raise BidUnreadable(offer)
    is_chosen = clean(name) == clean(chosen)
    return Bid(clean(name), amount_required(amount), is_chosen, clean(reason) if is_chosen else "")


COMMANDS = (resolution, contract)
