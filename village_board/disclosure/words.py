"""The words for what items hold."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.disclosure.model import ItemStatus

ITEM_STATUS: dict[ItemStatus, str] = {
    ItemStatus.DRAFT: N_("draft"),
    ItemStatus.REVIEWED: N_("reviewed"),
    ItemStatus.PUBLISHED: N_("published"),
    ItemStatus.SUPERSEDED: N_("replaced by a correction"),
}
