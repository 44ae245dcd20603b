"""The table of views: the name that a button carries, and the answer behind it. All of them only read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.answers import (
    asked,
    cards,
    enquiries,
    explained,
    finance,
    guides,
    items,
    land,
    meetings,
    menu,
    mine,
    money,
    polls,
    powers,
    search,
    slips,
    statistics,
    subscriptions,
    verify,
)
from bot.asking import Asking
from bot.reply import Reply

View = Callable[[Asking], Reply]

VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "m": menu.menu,
        "an": asked.asked,
        "pick": asked.choose,
        "qs": asked.questions,
        "n": meetings.next_meeting,
        "h": meetings.hearings,
        "d": meetings.decisions,
        "st": statistics.figures,
        "a": money.accounts,
        "y": money.year,
        "v": money.vouchers,
        "ov": explained.explained,
        "us": explained.uses,
        "rd": explained.rents,
        "db": explained.debts,
        "py": explained.pay,
        "fs": finance.sheets,
        "fo": finance.trail,
        "l": land.overview,
        "lc": land.contracts,
        "lr": land.land,
        "la": land.houses,
        "li": land.idle,
        "s": items.subsidies,
        "w": items.newest,
        "u": items.late,
        "cl": items.clarifications,
        "ac": items.access,
        "gd": guides.guides,
        "tel": guides.contacts,
        "f": search.found,
        "how": search.how,
        "r": cards.opened,
        "sb": subscriptions.settings,
        "fl": subscriptions.following,
        "never": menu.never,
        "slip": slips.slip,
        "vf": verify.verify,
        "po": polls.polls,
        "pw": powers.powers,
        "pw1": powers.power,
        "pq": polls.asked,
        "ss": polls.slip_asked,
        "eq": enquiries.ask_kind,
        "em": mine.mine,
        "ea": enquiries.answered,
        "wrong": menu.wrongdoing,
        "personal": menu.personal,
    }
)
