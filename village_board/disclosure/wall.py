"""What hangs today: published, and not over by its own day, before anybody has marked it as expired."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from tinydb import where

from village_board.base.page import Page
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.rules import hangs
from village_board.records import Records

#: items that are read first, and at most, at a time: who asks for the newest alone is given it by the first.
_FIRST, _MOST = 2, 64


def hanging(records: Records, query: Any = None) -> Iterator[Item]:
    """Yield the items that hang today and match `query`, the one published last first; read as they are asked for."""
    published = where("status") == ItemStatus.PUBLISHED.value
    asked = published if query is None else published & query
    offset, step, more = 0, _FIRST, True
    while more:
        page = records.page(Item, asked, order_by="published_on", descending=True, limit=step, offset=offset)
        yield from (item for item in page.rows if hangs(item, records.today))
        offset, step, more = offset + step, min(step * 4, _MOST), page.more


def page_of_wall(records: Records, query: Any = None, *, limit: int, offset: int = 0) -> Page[Item]:
    """Return one page of what hangs today and matches `query`, the one published last first."""
    rows = list(islice(hanging(records, query), offset, offset + limit + 1))
    return Page(rows[:limit], offset, more=len(rows) > limit)


def count_published(records: Records) -> int:
    """Return how many items were published and not taken back or replaced: the same before and after a day is over."""
    told = [ItemStatus.PUBLISHED.value, ItemStatus.EXPIRED.value]
    return records.count(Item, where("status").one_of(told))
