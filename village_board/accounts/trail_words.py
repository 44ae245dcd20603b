"""The words for the stops of a trail."""

from __future__ import annotations

from village_board.accounts.trail import Station, Trail
from village_board.attachments.rules import PublicState
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen

STATION: dict[Station, str] = {
    Station.VOUCHER: N_("Voucher"),
    Station.CONTRACT: N_("Contract"),
    Station.RESOLUTION: N_("Decision"),
    Station.HEARING: N_("Hearing"),
    Station.CASE: N_("The whole matter"),
}


def sums_said(trail: Trail) -> tuple[Message, ...]:
    """Return what was paid of what was decided, and what came in."""
    said: list[Message] = []
    if trail.paid and trail.allowed is not None:
        said.append(
            say("Paid {paid} of {allowed} decided.", paid=Fen(trail.paid), allowed=Fen(trail.allowed))
            if not trail.variations
            else say(
                "Paid {paid} of {allowed}: {decided} decided, {variations} by approved changes.",
                paid=Fen(trail.paid),
                allowed=Fen(trail.allowed),
                decided=Fen(trail.decided or 0),
                variations=Fen(trail.variations),
            )
        )
        if trail.paid > trail.allowed:
            said.append(say("That is {over} above it.", over=Fen(trail.paid - trail.allowed)))
    elif trail.paid:
        said.append(say("Paid in all: {paid}.", paid=Fen(trail.paid)))
    if trail.received:
        said.append(say("Received in all: {received}.", received=Fen(trail.received)))
    return tuple(said)


def picture_said(pictures: PublicState, *, bot: bool) -> Message:
    """Return what a villager is told of a voucher's pictures (P13).

    Args:
        pictures: what is public of them.
        bot: whether the village has a bot that sends them.
    """
    if pictures.shown and not bot:
        return say("A masked picture of the voucher is public: on the screen in the hall.")
    if pictures.shown:
        return say("A masked picture of the voucher is public: on the screen in the hall, and in the bot.")
    return say("The original can be seen in the hall.")
