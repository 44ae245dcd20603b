"""Painting without waiting for the next frame.

Textual gathers what has changed: each widget tells its screen by a message, and the screen paints at the next of its
sixty frames a second. Who has just tapped waits for that, and for the messages. `paint` takes both steps at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.widgets.painted import Painted

if TYPE_CHECKING:
    from textual.screen import Screen


def paint(screen: Screen[None]) -> None:
    """Lay out and paint now what has changed on `screen`, where it is the one that is seen."""
    if not screen.is_current:
        return
    changed = [*screen.walk_children(Painted), screen]
    for widget in changed:
        # A widget that asked for a new layout frees its parents of the old one here.
        widget._check_refresh()  # noqa: SLF001 - Textual has no public way to paint at once
    screen._dirty_widgets.update(changed)  # noqa: SLF001
    screen._refresh_layout()  # noqa: SLF001
