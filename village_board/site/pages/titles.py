"""All titles on one page, by kind, and the page of the search: one finds what the other finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from village_board.base.message import say
from village_board.site.model import Heading, Page, Part, Row, Rows, Words
from village_board.site.pages.about import SEARCH, TITLES


def pages(others: Iterable[Page]) -> Iterator[Page]:
    """Yield both."""
    kinds: dict[str, list[Page]] = {}
    for page in others:
        kinds.setdefault(str(page.kind or ""), []).append(page)
    parts: list[Part] = [Words(say("Every page, by what it is. The newest stand first."), "soft")]
    for found in kinds.values():
        ordered = sorted(found, key=lambda page: (page.day or date.min, page.address), reverse=True)
        parts.append(Heading(found[0].kind or say("Lists and sums")))
        parts.append(Rows(tuple(Row(page.title, page.address, right=page.day) for page in ordered)))
    yield Page(TITLES, say("All titles"), tuple(parts), "search")
    yield Page(SEARCH, say("Search"), (), "search", template="search")
