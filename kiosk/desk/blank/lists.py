"""What is typed into a field that has a list, and the lines of that list: pure."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.desk.blank.shape import Option
from village_board.text.fold import fold


def line_of(options: Sequence[Option], typed: str) -> Option | None:
    """Return the line whose value, or whose words if no other has them, were typed; None where there is none."""
    text = typed.strip()
    if (exact := next((one for one in options if one.value == text), None)) is not None or not text:
        return exact
    named = [one for one in options if text in (one.words, one.shown)]
    return named[0] if len(named) == 1 else None


def lines_with(options: Sequence[Option], typed: str) -> list[Option]:
    """Return the lines that hold all words that were typed; the list of a field narrows in the same way."""
    wanted = fold(typed).split()
    return [one for one in options if all(word in fold(f"{one.value} {one.words} {one.more}") for word in wanted)]
