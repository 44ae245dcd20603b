"""What the records tell of the channels beside chats: which are lost, and what nobody knows the fate of."""

from __future__ import annotations

from collections.abc import Sequence

from tinydb import where

from village_board.base.message import say
from village_board.desk import Records
from village_board.doctor.model import Check, State, fine
from village_board.notices.channels import Channel, ChannelState
from village_board.notices.model import DeliveryState
from village_board.notices.posting import Posting


def see_channels(records: Records) -> Check:
    """Read the channels and their posts, and judge them."""
    unknown = records.count(Posting, where("state") == DeliveryState.UNKNOWN.value)
    return channels(list(records.all(Channel)), unknown)


def channels(found: Sequence[Channel], unknown: int) -> Check:
    """Check that no channel is lost (N10), and that nobody must decide about a post (N5)."""
    used = sum(1 for one in found if one.state is ChannelState.ACTIVE)
    lost = [one.name for one in found if one.state is ChannelState.GONE]
    if lost:
        message = say("No longer reachable: {names}.", names=", ".join(lost))
        mend = say("Bind the group again, or switch it off: village-board channel list")
        return Check("channels", State.WARNING, message, mend)
    message = say("Channels in use: {used}; posts of unknown fate: {unknown}.", used=used, unknown=unknown)
    if unknown:
        return Check("channels", State.WARNING, message, say("Decide about each: village-board notice posts"))
    return fine("channels", message)
