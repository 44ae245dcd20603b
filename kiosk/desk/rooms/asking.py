"""Fields that many forms have, and the options that stand behind words of the core."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Answers, Field, Kind, Option, Options
from village_board.base.message import N_, Message, say

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Records
    from village_board.i18n import Translator

E = TypeVar("E", bound=StrEnum)
K = TypeVar("K", bound=str)

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


class NotNamed(FieldRefused):
    """What was typed is none of what can be chosen."""

    sentence = N_("'{text}' is none of: {possible}.")

    def __init__(self, field: str, text: str, words: Iterable[str]) -> None:
        possible = tuple(say("{n} {words}", n=n, words=Message(one)) for n, one in enumerate(words, 1))
        super().__init__(field, text=text, possible=possible)


def ticked(filled: Filled, name: str, words: Mapping[K, str]) -> list[str]:
    """Return which of `words`, by key, a line of text names: by their digits, words or keys, with any sign between.

    Raises:
        NotNamed: at a part that is none.
    """
    from village_board.i18n import LANGUAGES, translator  # noqa: PLC0415 - beside its only use

    known = {str(key): str(key) for key in words} | {str(n): str(key) for n, key in enumerate(words, 1)}
    for language in LANGUAGES:
        t = translator(language, "kiosk")
        known |= {half_width(t(said)): str(key) for key, said in words.items()}
    found = []
    for part in filter(None, re.split(r"[,、;\s]+", half_width(filled.text(name)))):
        if part not in known:
            raise NotNamed(name, part, words.values())
        found.append(known[part])
    return list(dict.fromkeys(found))


def numbered(words: Iterable[str], t: Translator) -> list[Paragraph]:
    """Return words as they stand beside a form in which `ticked` reads their digits."""
    return [(f"{number}  {t(one)}", "soft") for number, one in enumerate(words, 1)]
