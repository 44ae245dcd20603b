"""What a screen in the hall, its reader and its console may measure."""

from __future__ import annotations

from village_board.base.errors import UsageError
from village_board.base.message import N_

#: what a screen, its reader and its console may be
INCHES, PIXELS, DISTANCES, CONSOLES = (5.0, 120.0), (480, 8640), (20, 500), (1, 12)


class OutOfBounds(UsageError):
    """A measure is none that a screen has."""

    sentence = N_("{option} must lie between {least} and {most}.")

    def __init__(self, name: str, least: float, most: float) -> None:
        super().__init__(option=name, least=f"{least:g}", most=f"{most:g}")


def checked(name: str, value: float, bounds: tuple[float, float]) -> None:
    """Refuse a measure out of its bounds.

    Raises:
        OutOfBounds: it is.
    """
    if not bounds[0] <= value <= bounds[1]:
        raise OutOfBounds(name, *bounds)
