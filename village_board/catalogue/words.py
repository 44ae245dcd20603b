"""The words for what catalogue entries hold."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.catalogue.model import EntryGroup, Frequency

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
