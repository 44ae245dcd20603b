"""Where a page comes from: its period, the day it was published, by whom, its number and short code (K24).

Every record's page says it in the same words, in the same order, on a line or two below what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.sheet import Facts, Shelf
from village_board.base.message import N_

#: labels of the imprint, in their order.
LABELS = (
    N_("Period"),
    N_("As of"),
    N_("Announced on"),
    N_("Published on"),
    N_("Last changed on"),
    N_("Last checked"),
    N_("Published by"),
    N_("Signed by"),
    N_("In the catalogue"),
    N_("Township number"),
    N_("Number"),
    N_("Short code"),
)


def told(shelf: Shelf, pairs: Iterable[tuple[str, str]]) -> tuple[Facts, ...]:
    """Return `pairs` as what a page says of its matter, and as its imprint; of neither an empty one."""
    order = {shelf.t(label): place for place, label in enumerate(LABELS)}
    kept = [pair for pair in pairs if pair[1]]
    matter = tuple(pair for pair in kept if pair[0] not in order)
    imprint = tuple(sorted((pair for pair in kept if pair[0] in order), key=lambda pair: order[pair[0]]))
    return (*((Facts(matter),) if matter else ()), *((Facts(imprint, imprint=True),) if imprint else ()))
