"""What the village has told everybody: the posts of the hall's screen, emergencies first, and where each leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.sheet import Entry, Page, Part, Sheet, Shelf, Words
from village_board.base.clock import local
from village_board.base.errors import NotFound

if TYPE_CHECKING:
    from village_board.notices.hall import HallNotice


@dataclass(frozen=True, slots=True)
class NoticedPage(Page):
    """The notices that the hall's screen shows today."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return a row for each, with the way to what it is about."""
        from village_board.notices.hall import for_hall  # noqa: PLC0415 - few start-ups show it

        t = shelf.t
        rows: tuple[Part, ...] = tuple(_row(shelf, one) for one in for_hall(shelf.records, shelf.today))
        return Sheet(t("Notices to everybody"), rows or (Words(t("No notice hangs today.")),), counted=(1, len(rows)))


def noticed_entry(shelf: Shelf) -> list[Entry]:
    """Return the row that leads to the notices; none where none hangs."""
    posts = hall_posts(shelf)
    if not posts:
        return []
    t = shelf.t
    right = t.n("{n} notice", "{n} notices", len(posts))
    return [Entry(t("Notices to everybody"), NoticedPage(), note=t.say(posts[0].notice.message), right=right)]


def hall_posts(shelf: Shelf) -> list[HallNotice]:
    """Return the posts of the hall's screen; a village that never posted loads nothing for it."""
    if not shelf.records.size("postings"):
        return []
    from village_board.notices.hall import for_hall  # noqa: PLC0415 - see above

    return for_hall(shelf.records, shelf.today)


def _row(shelf: Shelf, one: HallNotice) -> Part:
    from kiosk.pages.places import page_of  # noqa: PLC0415 - it knows every page

    t, said = shelf.t, shelf.t.say(one.notice.message)
    made = local(one.notice.made_at)
    try:
        page = page_of(shelf.records.lookup(one.notice.subject))
    except NotFound:
        page = None
    if page is None:
        return Words(said)
    mark = t("emergency") if one.posting.emergency else ""
    return Entry(said, page, note=t("Told on {day}", day=made.date()), mark=mark)
