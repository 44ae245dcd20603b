"""The chart of an item: the figures of its text, else of the first table beside it that everybody may open."""

from __future__ import annotations

from village_board.attachments.reading import public_attachments
from village_board.base.figures import Figures
from village_board.desk import Records
from village_board.disclosure.figures import figures_in
from village_board.disclosure.model import Item


def chart_of(records: Records, item: Item) -> Figures | None:
    """Return what a chart of `item` shows; None where nothing in it can be drawn, or where nobody may read it."""
    if not item.public or item.nil:
        return None
    found = figures_in(item.content)
    if found is not None:
        return found
    return next((one.figures for one in public_attachments(records, item.id) if one.figures is not None), None)
