"""Fields that many forms have, and the options that stand behind words of the core."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from kiosk.desk.blank.shape import Answers, Field, Kind, Option, Options
from village_board.base.message import N_

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator

E = TypeVar("E", bound=StrEnum)

ON = Field("on", N_("On which day"), Kind.DAY, hint=N_("Such as 9-30. Empty: today."))
WHY = Field("reason", N_("The reason"), Kind.LINES, required=True, hint=N_("The reason is public."))
WHY_IF = Field("reason", N_("The reason"), Kind.LINES, hint=N_("Where a reason is asked for; it is public."))
WORDS = Field("words", N_("In words"), Kind.LINES, hint=N_("Everybody reads it."))


def one_of(words: Mapping[E, str], *, but: Sequence[E] = ()) -> Options:
    """Return the members of a table of words as options, in its order, without `but`."""

    def options(_records: Records, t: Translator) -> list[Option]:
        return [Option(one.value, t(said)) for one, said in words.items() if one not in but]

    return options


def answered(name: str, *values: str) -> Callable[[Answers], bool]:
    """Tell, of a form's answers, whether the field `name` has one of `values`."""
    return lambda answers: answers.get(name, "") in values


def half_width(text: str) -> str:
    """Return what an input method typed in full width, digits and signs, as the same in half width."""
    return unicodedata.normalize("NFKC", text).replace("−", "-")


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a field, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
