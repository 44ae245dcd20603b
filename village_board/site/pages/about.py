"""About: who publishes, how what stands here can be verified, what is kept out; all titles; the search."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.message import say
from village_board.enquiries.elsewhere import Elsewhere, who_takes
from village_board.links.service import board_link
from village_board.paper.proof import spaced
from village_board.site.model import Facts, Heading, Page, Part, Words
from village_board.site.said import Said
from village_board.site.stock import Stock

ABOUT, SEARCH, TITLES = "about/", "search/", "all/"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the page about the site; those of titles and search are made when all others are known."""
    settings = stock.settings
    parts: list[Part] = []
    if settings.demo:
        parts.append(Words(say("This village is invented: its people, places and figures are not real."), "strong"))
    parts += [
        Heading(say("Who publishes")),
        Facts(
            (
                (say("Village"), settings.name),
                (say("Township"), settings.township),
                (say("Published by"), say("Village committee")),
                (say("Telephone of the village office"), settings.telephone),
                (say("Web address"), board_link(stock.records, settings) if settings.qr_target == "address" else None),
                (say("Judged on"), stock.today),
            )
        ),
        Heading(say("What stands here, and what does not")),
        Words(say("Here stands what anybody may read on the screen in the village hall.")),
        Words(say("Who voted how, and originals with signatures, can be seen in the hall only.")),
        Words(say("What was withdrawn is taken from these pages with the next export.")),
        Heading(say("How to verify")),
        Words(say("Each page has a short code. Under that code the hall's screen shows the same record.")),
        Words(say("The root of the log below changes with every act. The sheets on the wall bear it too.")),
        Words(_root(stock), "strong"),
        Words(say("The file manifest.json holds the checksum (SHA-256) of every file of these pages.")),
        Heading(say("Not taken here")),
        *(Words(who_takes(what, settings.township, stock.limits)) for what in Elsewhere),
        Heading(say("For programs")),
        Words(say("feed.atom and feed.json hold what was published last; meetings.ics is a calendar.")),
    ]
    yield Page(ABOUT, say("About these pages"), tuple(parts), "about", dated=True)


def _root(stock: Stock) -> Said:
    head = stock.records.log_head()
    if head is None:
        return say("The log is still empty on {day}.", day=stock.today)
    size, root = head
    return say("Log of {day}: {n} entries, root {root}", day=stock.today, n=size, root=spaced(root))
