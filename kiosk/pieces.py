"""What of some lines stays together when a page is cut into leaves. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.widgets.ink import Line

Lines = tuple[Line, ...]


def last_two(pieces: list[Lines]) -> list[Lines]:
    """Return pieces of which the last two stay together: none stands alone on a leaf."""
    return [*pieces[:-2], pieces[-2] + pieces[-1]] if len(pieces) > 1 else pieces


def apart_by_air(lines: Sequence[Line]) -> list[Lines]:
    """Return what stands between two empty lines."""
    pieces: list[Lines] = []
    begun: list[Line] = []
    for line in lines:
        begun.append(line)
        if not line:
            pieces.append(tuple(begun))
            begun = []
    return [*pieces, tuple(begun)] if begun else pieces


def by_fact(lines: Sequence[Line]) -> list[Lines]:
    """Return each fact with the further lines of its value: they stand below an empty label."""
    pieces: list[Lines] = []
    for line in lines:
        goes_on = pieces and (not line or not line[0][0].strip())
        pieces[-1 if goes_on else len(pieces) :] = [(*pieces[-1], line)] if goes_on else [(line,)]
    return pieces
