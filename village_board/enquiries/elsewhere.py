"""What is not taken here and who takes it: reports of wrongdoing (P15) and petitions. Pure but for reading the words.

The words only decide what is offered first. The person decides, and of a text that is not handed in nothing is kept.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.data_files import data_path
from village_board.limits.rules import Limits
from village_board.text.fold import fold

#: The discipline and supervision authorities' own telephone, the same in the whole country (P15).
DISCIPLINE_TELEPHONE = "12388"
_BETWEEN = re.compile(r"[\W_]+")


class Elsewhere(StrEnum):
    """What a text may be that is not taken here."""

    REPORT = "report"
    PETITION = "petition"


class MaybeElsewhere(Refused):
    """A text may be something that is not taken here: first it is said who takes it, and then the person decides."""

    sentence = N_("{where} Nothing was kept. If it is none of these, hand it in again and say so.")

    def __init__(self, what: Elsewhere, where: Message) -> None:
        self.what = what
        super().__init__(where=where)


def elsewhere(text: str) -> Elsewhere | None:
    """Return what `text` may be that is not taken here; None where nothing speaks for it."""
    folded = _BETWEEN.sub("", fold(text))
    return next((what for what, words in _words().items() if any(word in folded for word in words)), None)


def who_takes(what: Elsewhere, township: str, limits: Limits) -> Message:
    """Return who takes it, with the limits of the law where it has them."""
    if what is Elsewhere.REPORT:
        if township:
            return say(
                "Reports of wrongdoing are not taken. Go to the discipline office of {township}, or call {number}.",
                township=township,
                number=DISCIPLINE_TELEPHONE,
            )
        return say(
            "Reports of wrongdoing are not taken. Go to the township's discipline office, or call {number}.",
            number=DISCIPLINE_TELEPHONE,
        )
    facts = {
        "told": limits.days("enquiry.petition_told_days"),
        "closed": limits.days("enquiry.petition_closed_days"),
        "more": limits.days("enquiry.petition_extension_days"),
    }
    if township:
        return say(
            "Petitions go to the petition office of {township}: told within {told} days, closed within {closed}, "
            "at most {more} more with a reason.",
            township=township,
            **facts,
        )
    return say(
        "Petitions go to the township's petition office: told within {told} days, closed within {closed}, "
        "at most {more} more with a reason.",
        **facts,
    )


@cache
def _words() -> Mapping[Elsewhere, tuple[str, ...]]:
    table = tomllib.loads(data_path("enquiries", "elsewhere.toml").read_text("utf-8"))
    return {what: tuple(_BETWEEN.sub("", fold(word)) for word in table[what]["words"]) for what in Elsewhere}
