"""What an answer is made from, and the small words that many answers share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.reply import CALLBACK_BYTES, Button
from village_board.desk import Records
from village_board.i18n import Translator
from village_board.people.model import Actor
from village_board.settings import Settings

#: Rows of one page of a list.
PAGE = 6

_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})))?")


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks what of which board. `args` are those of the button, `actor` the member who is bound to the chat."""

    records: Records
    settings: Settings
    t: Translator
    chat: int
    args: tuple[str, ...] = ()
    actor: Actor | None = None

    def number(self, position: int = 0) -> int:
        """Return an argument as a number that is not negative; 0 where it is none (A14, A28)."""
        text = self.args[position] if position < len(self.args) else ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < CALLBACK_BYTES // 8 else 0

    def text(self, position: int = 0) -> str:
        """Return an argument as it came; empty where there is none."""
        return self.args[position] if position < len(self.args) else ""


def data(view: str, *args: str | int) -> str:
    """Return what a button to `view` sends back."""
    return ":".join((view, *map(str, args)))


def menu_row(t: Translator) -> tuple[Button, ...]:
    """Return the way back to the menu."""
    return (Button(t("Back to the menu"), data("m")),)


def paging(t: Translator, view: str, offset: int, *args: str | int, more: bool) -> tuple[Button, ...]:
    """Return the buttons to the pages before and after; the offset is the first argument of `view`."""
    row = []
    if offset > 0:
        row.append(Button(t("Previous page"), data(view, max(offset - PAGE, 0), *args)))
    if more:
        row.append(Button(t("Next page"), data(view, offset + PAGE, *args)))
    return tuple(row)


def rows(*found: Sequence[Button]) -> tuple[Sequence[Button], ...]:
    """Return the rows that have buttons."""
    return tuple(row for row in found if row)


def numbered(lines: Sequence[str], offset: int) -> str:
    """Return the lines of a list with their numbers."""
    return "\n".join(f"{offset + number}. {line}" for number, line in enumerate(lines, 1))


def period(t: Translator, text: str) -> str:
    """Return a period (``2026``, ``2026-Q3``, ``2026-03``) in words; anything else as it stands."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return text
    year, quarter, month = match.groups()
    if quarter:
        return t("Quarter {quarter} of {year}", year=year, quarter=quarter)
    if month:
        return t("{year}/{month}", year=year, month=int(month))
    return t("Year {year}", year=year)


def is_period(text: str) -> bool:
    """Tell whether `text` names a period; imported files also say 随时."""
    return _PERIOD.fullmatch(text) is not None


def days_left(t: Translator, days: int) -> str:
    """Return how far a coming day is."""
    if days == 0:
        return t("today")
    return t("tomorrow") if days == 1 else t.n("in {n} day", "in {n} days", days)


def code_line(t: Translator, id: str, published: date | None = None) -> str:  # noqa: A002 - the field's own name
    """Return the last line of an answer: day of publication and short code."""
    if published is None:
        return t("Short code {id}", id=id)
    return t("Published {day}. Short code {id}", day=published, id=id)
