"""The table of views: the name that a button carries, and the answer behind it. All of them only read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.answers import cards, items, land, meetings, menu, money, search
from bot.asking import Asking
from bot.reply import Reply

View = Callable[[Asking], Reply]

VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "m": menu.menu,
        "n": meetings.next_meeting,
        "h": meetings.hearings,
        "d": meetings.decisions,
        "a": money.accounts,
        "y": money.year,
        "v": money.vouchers,
        "l": land.overview,
        "lc": land.contracts,
        "lr": land.land,
        "la": land.houses,
        "li": land.idle,
        "s": items.subsidies,
        "w": items.newest,
        "u": items.late,
        "f": search.found,
        "how": search.how,
        "r": cards.opened,
        "never": menu.never,
        "wrong": menu.wrongdoing,
        "personal": menu.personal,
    }
)
