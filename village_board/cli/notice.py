"""village-board notice …: how many were told, what nobody knows, sending again."""

from __future__ import annotations

import click

from village_board.base.message import N_, Message
from village_board.cli.edge import Edge
from village_board.cli.hearing import AS_HELP, perform
from village_board.cli.reading import document
from village_board.cli.words import Group, option
from village_board.notices.model import Delivery, DeliveryState, Notice
from village_board.notices.outbox import counts, resend_by_person, unknown
from village_board.notices.words import DELIVERY_STATE


@click.group("notice", cls=Group, help=N_("Notices: how many were told, and which sends nobody knows of."))
def notice() -> None:
    """Collect the commands."""


@notice.command("counts", help=N_("How many deliveries stand where."))
@click.pass_obj
def count(edge: Edge) -> None:
    """Print the number of deliveries in each state."""
    found = counts(edge.open().records())
    if edge.as_json:
        edge.give({state.value: number for state, number in found.items()})
        return
    for state, number in found.items():
        edge.say(f"{number:6}  {edge.t(DELIVERY_STATE[state])}")


@notice.command("unknown", help=N_("List the sends of which nobody knows whether they arrived."))
@click.pass_obj
def list_unknown(edge: Edge) -> None:
    """Print the unknown deliveries."""
    records = edge.open().records()
    found = [(delivery, records.get(Notice, delivery.notice)) for delivery in unknown(records)]
    if edge.as_json:
        edge.give([{**document(delivery), "title": told.title} for delivery, told in found])
        return
    for delivery, told in found:
        edge.say(f"{delivery.id}  {edge.t.say(told.message)}")
    edge.say(edge.t.n("{n} delivery unknown", "{n} deliveries unknown", len(found)))


@notice.command("resend", help=N_("Send an unknown one again; its text says so."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def resend(edge: Edge, id: str, who: str) -> None:  # noqa: A002 - the argument's own name
    """Send a delivery again."""
    perform(edge, who, lambda desk: resend_by_person(desk, id), _state)


def _state(delivery: Delivery) -> Message:
    return Message(DELIVERY_STATE[DeliveryState(delivery.state)])


COMMANDS = (notice,)
