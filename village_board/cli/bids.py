"""village-board contract bids: who offered what, which offer was chosen, and why."""

from __future__ import annotations

import click

from village_board.accounts.registers import Bid, Contract
from village_board.accounts.service import record_bids
from village_board.accounts.words import CONTRACT_STATUS
from village_board.base.errors import UsageError
from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.amounts import amount_required
from village_board.cli.edge import Edge
from village_board.cli.words import Command, option
from village_board.text.clean import clean


class BidUnreadable(UsageError):
    """A bid given on the command line cannot be understood."""

    sentence = N_("'{text}' is no bid. Write it as 'NAME=AMOUNT', and name the chosen one with --chosen.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


@click.command("bids", cls=Command, help=N_("Record who offered what, which offer was chosen, and why."))
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
    perform(edge, who, lambda desk: record_bids(desk, id, made), _status)


def _bid(offer: str, chosen: str, reason: str) -> Bid:
    name, equals, amount = offer.rpartition("=")
    if not equals:
        raise BidUnreadable(offer)
    is_chosen = clean(name) == clean(chosen)
    return Bid(clean(name), amount_required(amount), is_chosen, clean(reason) if is_chosen else "")


def _status(contract: Contract) -> Message:
    return Message(CONTRACT_STATUS[contract.status])
