"""The conversations by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.talks import alarming, answering, applying, enquiring, files, reviewing, sending_back, taking_part
from bot.talks.shape import Guide

GUIDES: Mapping[str, Guide] = MappingProxyType(
    {
        "ask": enquiring.ASK,
        "reopen": enquiring.REOPEN,
        "rate": enquiring.RATE,
        "register": taking_part.REGISTER,
        "withdraw": taking_part.WITHDRAW,
        "opinion": taking_part.OPINION,
        "objection": taking_part.OBJECTION,
        "apply": applying.APPLY,
        "take_back": applying.TAKE_BACK,
        "files": files.FILES,
        "send_back": sending_back.SEND_BACK,
        "item_back": reviewing.ITEM_BACK,
        "unsure": reviewing.UNSURE,
        "assign": answering.ASSIGN,
        "reply": answering.REPLY,
        "refuse": answering.REFUSE,
        "extend": answering.EXTEND,
        "hand_on": answering.HAND_ON,
        "sound": files.SOUND,
        "sheet": files.SHEET,
        "alarm_explain": alarming.EXPLAIN,
        "alarm_back": alarming.SEND_BACK,
        "alarm_assign": alarming.ASSIGN,
    }
)
