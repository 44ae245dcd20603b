"""The words for where a delivery stands."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.notices.model import AudienceKind, DeliveryState, NoticeKind, Theme, Topic
from village_board.notices.reach_model import DoorHow
from village_board.notices.routing import ChannelKind, To

DELIVERY_STATE: dict[DeliveryState, str] = {
    DeliveryState.PENDING: N_("waiting"),
    DeliveryState.SENDING: N_("being sent"),
    DeliveryState.SENT: N_("received by Telegram"),
    DeliveryState.UNKNOWN: N_("unknown whether it arrived"),
    DeliveryState.FAILED: N_("refused for good"),
    DeliveryState.DEAD: N_("given up after a day"),
    DeliveryState.CANCELLED: N_("cancelled"),
}

NOTICE_KIND: dict[NoticeKind, str] = {
    NoticeKind.NORMAL: N_("ordinary"),
    NoticeKind.EMERGENCY: N_("emergency"),
    NoticeKind.DIGEST: N_("with the day's news"),
}

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
    AudienceKind.DUE: N_("those due at the meeting, subscribers and followers"),
    AudienceKind.ASKER: N_("the one who handed it in"),
}

THEME: dict[Theme, str] = {
    Theme.MEETINGS: N_("hearings and meetings"),
    Theme.DECISIONS: N_("decisions and results"),
    Theme.WORKS: N_("works and offers"),
    Theme.MONEY: N_("village finances"),
    Theme.ITEMS: N_("published items"),
}

TO: dict[To, str] = {
    To.ALL: N_("subscribers and followers"),
    To.DUE: N_("those due at the meeting, subscribers and followers"),
    To.PARTICIPANTS: N_("those who take part"),
    To.ASKER: N_("the one who handed it in"),
    To.POSTS: N_("those who hold certain posts"),
    To.TOWNSHIP: N_("the township"),
}

CHANNEL: dict[ChannelKind, str] = {
    ChannelKind.CHAT: N_("chats"),
    ChannelKind.GROUP: N_("group chats"),
    ChannelKind.WECOM: N_("WeCom"),
    ChannelKind.DINGTALK: N_("DingTalk"),
    ChannelKind.FEISHU: N_("Feishu"),
    ChannelKind.EMAIL: N_("e-mail"),
    ChannelKind.SMS: N_("text messages"),
    ChannelKind.KIOSK: N_("hall kiosk"),
    ChannelKind.LOUDSPEAKER: N_("loudspeaker"),
}

PLACE: dict[str, str] = {
    "waiting": N_("waiting"),
    "sending": N_("being sent"),
    "sent": N_("sent, or told at the door"),
    "unknown": N_("unknown whether it arrived"),
    "failed": N_("refused or given up"),
    "cancelled": N_("cancelled, out of date"),
    "unsubscribed": N_("unsubscribed before it was sent"),
    "unreached": N_("not reached by any channel"),
}

DOOR_HOW: dict[DoorHow, str] = {
    DoorHow.SIGNED: N_("signed"),
    DoorHow.READ_OUT: N_("read out to them"),
    DoorHow.LEFT: N_("left at the door"),
    DoorHow.ABSENT: N_("nobody there"),
}
