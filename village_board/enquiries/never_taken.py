"""What a chat is never given to keep: illnesses and papers of cases (P21). Who has them comes to the hall."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.data_files import data_path
from village_board.text.fold import fold


class NeverTaken(StrEnum):
    """What is not taken, whoever sends it."""

    ILLNESS = "illness"
    CASE_PAPERS = "case_papers"


class IllnessInText(Refused):
    """The text speaks of somebody's illness; it is not repeated here."""

    sentence = N_("Illnesses are not taken here, and nothing was kept. Leave it out, or come to the hall with it.")

    def __init__(self) -> None:
        super().__init__()


class CasePapersInText(Refused):
    """The text comes from the papers of a case; it is not repeated here."""

    sentence = N_("Papers of a case are not taken here, and nothing was kept. Leave them out, or come to the hall.")

    def __init__(self) -> None:
        super().__init__()


def never_taken(text: str) -> NeverTaken | None:
    """Return what `text` speaks of that is never taken; None where nothing tells of it."""
    folded = "".join(fold(text).split())
    return next((what for what, words in _words().items() if any(word in folded for word in words)), None)


def check_taken(text: str) -> None:
    """Refuse what is never taken, before anything is stored.

    Raises:
        IllnessInText, CasePapersInText: with where to go.
    """
    what = never_taken(text)
    if what is NeverTaken.ILLNESS:
        raise IllnessInText
    if what is NeverTaken.CASE_PAPERS:
        raise CasePapersInText


@cache
def _words() -> Mapping[NeverTaken, tuple[str, ...]]:
    table = tomllib.loads(data_path("enquiries", "never_taken.toml").read_text("utf-8"))
    return {what: tuple(map(fold, table[what]["words"])) for what in NeverTaken}
