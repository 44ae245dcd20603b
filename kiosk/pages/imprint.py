"""Where a page comes from: its period, the day it was published, by whom, its number and short code (K24).

Every record's page says it in the same words, in the same order, on a line or two below what it is about. A list says
beside its title as of which day it holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kiosk.sheet import Entry, Facts, Page, Sheet, Shelf, Words
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


def dated(page: Page, shelf: Shelf) -> Sheet:
    """Return what `page` says; a list that names no day says beside its title as of which day it holds."""
    sheet = page.read(shelf)
    if sheet.as_of or sheet.subject or page.LEADS_ON or not any(isinstance(part, Entry) for part in sheet.parts):
        return sheet
    today, labels = shelf.t.date(shelf.today), set(map(shelf.t, LABELS))
    for part in sheet.parts:
        if isinstance(part, Facts) and not labels.isdisjoint(label for label, _ in part.pairs):
            return sheet
        if isinstance(part, Words) and today in part.text:
            return sheet
    return replace(sheet, as_of=as_of(shelf))


def as_of(shelf: Shelf) -> str:
    """Return what stands beside the title of what is reckoned or listed anew for each reader."""
    return shelf.t("As of {day}", day=shelf.today)
