"""Periods of disclosure in words, for every surface that has no form of its own for them. Pure."""

from __future__ import annotations

import re

from village_board.base.message import N_, Message, say

_MONTHS = (
    N_("January {year}"), N_("February {year}"), N_("March {year}"), N_("April {year}"),
    N_("May {year}"), N_("June {year}"), N_("July {year}"), N_("August {year}"),
    N_("September {year}"), N_("October {year}"), N_("November {year}"), N_("December {year}"),
)  # fmt: skip
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


def month_words(month: str) -> Message:
    """Return ``2026-03`` in words."""
    return Message(_MONTHS[int(month[5:]) - 1], {"year": month[:4]})


def item_period(text: str) -> Message | str:
    """Return the period of an item in words; what is no period (随时) as it stands."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return text
    if found["month"]:
        return month_words(text)
    if found["quarter"]:
        return say("Quarter {quarter} of {year}", quarter=int(found["quarter"]), year=found["year"])
    return say("{year}", year=text)
