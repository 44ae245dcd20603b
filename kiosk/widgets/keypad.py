"""The keypad of search and slips: twelve targets; what a press means is the screen's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Grid

from kiosk.widgets.painted import Target, label

if TYPE_CHECKING:
    from village_board.i18n import Translator

_DIGIT = "digit-"
_ORDER, _SECOND_ROW = "123456789", "456"


class Keypad(Grid):
    """Ten digits, one that erases, one that clears.

    Args:
        letters: what stands beside a digit; a digit without any stands alone.
    """

    def __init__(self, letters: Mapping[str, str] | None = None) -> None:
        super().__init__(id="keypad")
        self._letters = letters or {}

    def compose(self) -> ComposeResult:
        """Return the targets, row by row as on a telephone."""
        for digit in _ORDER:
            beside = self._letters.get(digit, "").upper()
            row = "pad -odd" if digit in _SECOND_ROW else "pad"
            yield Target(label(digit, beside), id=f"{_DIGIT}{digit}", classes=row)
        yield Target(id="erase", classes="pad -odd")
        yield Target(label("0", ""), id=f"{_DIGIT}0", classes="pad -odd")
        yield Target(id="clear", classes="pad -odd")

    def speak(self, t: Translator) -> None:
        """Write the words of erasing and clearing in the visitor's language."""
        self.query_one("#erase", Target).show(label("", t("Erase")))
        self.query_one("#clear", Target).show(label("", t("Clear")))


def typed_by(target: Target, text: str) -> str | None:
    """Return `text` after a press of `target`; None where it is no key of a keypad."""
    name = target.id or ""
    if name.startswith(_DIGIT):
        return text + name.removeprefix(_DIGIT)
    return {"erase": text[:-1], "clear": ""}.get(name)
