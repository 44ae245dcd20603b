"""The words for where a delivery stands."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.notices.model import AudienceKind, DeliveryState, NoticeKind, Topic

DELIVERY_STATE: dict[DeliveryState, str] = {
    DeliveryState.PENDING: N_("waiting"),
    DeliveryState.SENDING: N_("being sent"),
    DeliveryState.SENT: N_("received by Telegram"),
    DeliveryState.UNKNOWN: N_("unknown whether it arrived"),
    DeliveryState.FAILED: N_("refused for good"),
    DeliveryState.DEAD: N_("given up after a day"),
    DeliveryState.CANCELLED: N_("cancelled"),
}

NOTICE_KIND: dict[NoticeKind, str] = {NoticeKind.NORMAL: N_("ordinary"), NoticeKind.EMERGENCY: N_("emergency")}

TOPIC: dict[Topic, str] = {
    Topic.NEWS: N_("news"),
    Topic.MEETING: N_("a meeting"),
    Topic.REMINDER: N_("reminder"),
    Topic.ITEM: N_("an item"),
}

AUDIENCE: dict[AudienceKind, str] = {
    AudienceKind.EVERYBODY: N_("everybody"),
    AudienceKind.PARTICIPANTS: N_("those who take part"),
    AudienceKind.PERSONS: N_("certain persons"),
}
