"""The ways of the kiosk: which pages there are, by following rows."""

from __future__ import annotations

from kiosk.pages.doors import door
from kiosk.sheet import Page
from tests.kiosk.hall import entries, shelf_of
from village_board.board import Board

#: pages that are read at most while looking for one of every kind.
_MOST = 400


def pages_of(board: Board) -> list[Page]:
    """Return one page of every kind, found by following rows, in the order of their names."""
    shelf = shelf_of(board)
    found: dict[type[Page], Page] = {}
    waiting: list[Page] = [door(number) for number in range(1, 7)]
    seen: set[Page] = set()
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        found.setdefault(type(page), page)
        if len(seen) < _MOST:
            waiting += [row.goto for row in entries(page.read(shelf))]
    return sorted(found.values(), key=lambda page: type(page).__name__)
