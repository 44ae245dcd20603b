"""The words for what catalogue entries hold."""

from __future__ import annotations

import re

from village_board.base.message import N_
from village_board.catalogue.model import Audience, EntryGroup, Frequency, Privacy

# An article's number may be of an older wording of the law: the law's name is sure (P8).
_ARTICLE = re.compile(r"(?:\d{4}版)?第[\d、至-]+条(?:\([^)]*\))?")

FREQUENCY: dict[Frequency, str] = {
    Frequency.MONTHLY: N_("every month"),
    Frequency.QUARTERLY: N_("every quarter"),
    Frequency.YEARLY: N_("every year"),
    Frequency.ON_CHANGE: N_("after a change"),
    Frequency.IMMEDIATE: N_("at any time"),
}

ENTRY_GROUP: dict[EntryGroup, str] = {
    EntryGroup.SELF_GOVERNMENT: N_("the village's own"),
    EntryGroup.DISTRICT: N_("of district and township"),
}

AUDIENCE: dict[Audience, str] = {
    Audience.EVERYBODY: N_("everybody"),
    Audience.CONCERNED: N_("the villagers concerned"),
}

PRIVACY: dict[Privacy, str] = {
    Privacy.NONE: N_("no personal data"),
    Privacy.LOW: N_("names and offices only"),
    Privacy.HIGH: N_("personal data: masked and reviewed"),
}


def law_of(basis: str) -> str:
    """Return the basis of an entry without numbers of articles (P8)."""
    return _ARTICLE.sub("", basis)
