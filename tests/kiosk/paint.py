"""What every painted piece must be, whoever painted it."""

from __future__ import annotations

import unicodedata

from kiosk.themes import contrast
from tests.kiosk.hall import Hall


def check_paint(there: Hall) -> None:
    """Every painted piece: no control character, 7:1 between its colours (K1, A4)."""
    for segment in there.segments():
        assert not any(unicodedata.category(char) in ("Cc", "Cf") for char in segment.text), repr(segment.text)
        style = segment.style
        if style is None or not segment.text.strip():
            continue
        assert not style.meta.get("@click")
        assert style.color is not None
        assert style.bgcolor is not None
        colours = (style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex)
        assert contrast(*colours) >= 7, (colours, segment.text)
