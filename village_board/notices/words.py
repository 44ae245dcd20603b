"""The words for where a delivery stands."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.notices.model import DeliveryState

DELIVERY_STATE: dict[DeliveryState, str] = {
    DeliveryState.PENDING: N_("waiting"),
    DeliveryState.SENDING: N_("being sent"),
    DeliveryState.SENT: N_("received by Telegram"),
    DeliveryState.UNKNOWN: N_("unknown whether it arrived"),
    DeliveryState.FAILED: N_("refused for good"),
    DeliveryState.DEAD: N_("given up after a day"),
    DeliveryState.CANCELLED: N_("cancelled"),
}
