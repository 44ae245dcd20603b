"""Rows of disclosure items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from village_board.disclosure.model import Item, ItemStatus
from village_board.interchange.cells.shown import half_width
from village_board.interchange.drafts.shape import Draft, Moment, Shape, acted_upon
from village_board.interchange.table import Table

#: what a clerk writes as the content where nothing happened in the period (P4).
_NIL_WORDS = frozenset(
    {"无", "本期无", "本月无", "本季度无", "本年无", "本年度无", "零报告", "本期无此项", "本期未发生"}
)


class ItemShape(Shape[Item]):
    """Rows of disclosure items. One with a day of publication is published; without, it is a draft."""

    model = Item
    board_leads = True
    by_act = frozenset({"published_on", "content", "nil"})

    def drafts(self, table: Table, moment: Moment) -> Iterator[Draft]:
        """Yield the drafts; a content that says "none" is a nil return."""
        for row in table.rows:
            if half_width(row.values.get("content", "")) in _NIL_WORDS:
                row.values.setdefault("nil", True)
        yield from super().drafts(table, moment)

    def begin(self, record: Item, draft: Draft, moment: Moment) -> Item:  # noqa: ARG002
        """Return a new item as imported."""
        published = record.published_on is not None and record.published_on <= moment.today
        state = ItemStatus.PUBLISHED if published else ItemStatus.DRAFT
        # What came from district or township is shown with the day on which it came (P11).
        received = record.received_on or (moment.today if record.source else None)
        return replace(record, status=state, imported=True, recorded_at=moment.now, received_on=received)

    def renew(self, record: Item, stored: Item, draft: Draft, moment: Moment) -> Item:
        """Return the changed item; one that went its way on the board keeps its state."""
        if acted_upon(stored) or not stored.imported:
            return record
        return replace(self.begin(record, draft, moment), recorded_at=stored.recorded_at)
