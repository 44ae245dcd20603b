"""A warning in large characters above everything, with its issuer; one tap leads back to reading (P24)."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from kiosk.blocks import block_rows, fits
from kiosk.emergency import Warning, read_warning  # noqa: A004 - the field's own word
from kiosk.labelled import APART, settled
from kiosk.screens.base import HallScreen
from kiosk.shelf import Shelf
from kiosk.widgets.ink import Line, clipped, safe
from kiosk.widgets.painted import Painted, Target, label
from village_board.text.lines import break_lines, cells


class EmergencyScreen(HallScreen[Warning | None]):
    """Shows one warning until its time is over or somebody reads on."""

    CSS_PATH = "../styles/emergency.tcss"
    #: so that the app knows it without importing it.
    is_warning = True

    def __init__(self, warning: Warning) -> None:
        super().__init__()
        self.warning = warning

    def body(self) -> ComposeResult:
        """Return the warning and the two ways on."""
        yield Painted(self._paint, id="warning")
        with Horizontal(id="warning-keys"):
            yield Target(key="1", id="read-on")
            yield Target(key="2", id="whole")

    def aliases(self) -> dict[str, str]:
        """Return the keys that lead on like the first target."""
        return {"escape": "1", "backspace": "1", "0": "1", "home": "1"}

    def ready(self) -> Warning | None:
        """Return the warning: it was read before this screen was made."""
        return self.warning

    def read(self, shelf: Shelf) -> Warning | None:
        """Read whether it still stands."""
        return read_warning(shelf)

    def fail(self, sentence: str) -> Warning | None:
        """Keep showing it: a store that cannot be read takes no warning back."""
        del sentence
        return self.warning

    def show(self, reading: Warning | None) -> None:
        """Paint it."""
        if reading is None:
            return  # the app takes the screen away
        self.warning = reading
        self.query_one("#warning", Painted).refresh()
        self.query_one("#read-on", Target).show(label("1", self.t("Read on")))
        self.query_one("#whole", Target).show(label("2", self.t("The whole notice")))

    def follow(self, target: Target) -> None:
        """Read on, or read the whole notice."""
        self.hall.read_on(whole=target.id == "whole")

    def _notice_line(self, width: int) -> Line:
        """Say nothing of the warning in the head: it stands below, in large letters."""
        del width
        return ()

    def _paint(self, width: int, height: int) -> list[Line]:
        t, warning = self.t, self.warning
        head = t("Emergency notice, issued by {issuer}", issuer=warning.issuer)
        until = t("until {day}", day=t.date(warning.until))
        gap = " " * (width - cells(head) - cells(until))
        lines: list[Line] = [((head, "accent"), (gap, "ink"), (until, "soft"))]
        if len(gap) < APART:
            lines = [*(((line, "accent"),) for line in settled(safe(head), width)), ((clipped(until, width), "soft"),)]
        title, room = safe(warning.title), height - len(lines)
        if fits(title, width, room) and (large := block_rows(title, width)):
            air: list[Line] = [()] if room >= 3 * len(large) else []
            lines += [*air, *(((row, "strong"),) for row in large)]
        else:
            lines += [(), *(((line, "strong"),) for line in break_lines(title, width)[: max(room - 1, 1)])]
        return [*lines, *self._said(width, height - len(lines))]

    def _said(self, width: int, left: int) -> list[Line]:
        """Return what one should do: in large characters where they fit, else in as many lines as there are."""
        content = self.warning.content
        if fits(safe(content), width, left - 1) and (large := block_rows(safe(content), width)):
            return [(), *(((row, "ink"),) for row in large)]
        said = [line for part in content.split("\n") for line in settled(safe(part), width)]
        gap: list[Line] = [()] if left > 1 else []
        left -= len(gap)
        if left < 1 or not said:
            return []
        if len(said) > left:
            said[left - 1] = clipped(said[left - 1] + "…" * 2, min(width, cells(said[left - 1]) + 1))
        return [*gap, *(((line, "ink"),) for line in said[:left])]
