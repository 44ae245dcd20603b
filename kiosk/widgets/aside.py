"""The QR code of what is read, beside it where there is room (K28)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual.containers import Container

from kiosk.labelled import even
from kiosk.shelf import Shelf
from kiosk.widgets.ink import Line, clipped, safe
from kiosk.widgets.painted import Painted
from kiosk.widgets.qr import QUIET, Matrix, QrCode, matrix
from village_board.links.service import board_link, bot_username, record_link
from village_board.text.lines import cells

#: cells of the widest code beside words on a screen of 100 columns; a larger one stands there where there is more room.
WIDEST = 45
#: the widths of larger codes, which `kiosk/styles/pages.tcss` gives their room.
LARGER = (49, 53, 57, 61, 65)
#: columns that words keep beside a code, with the margins of both; rows above a code; rows of caption and keys below.
_BESIDE, _ABOVE, _BELOW = 55, 5, 4
#: rows of what to do with it, where a high screen says that.
_ADVICE = 6


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a page: the code, the name of what it opens, the short code, and what to do with it."""

    modules: tuple[tuple[bool, ...], ...] = ()
    name: str = ""
    subject: str = ""
    advice: tuple[str, ...] = ()


def widest_code(width: int, height: int) -> int:
    """Return the cells of the widest code that stands whole beside words, in a page of this size."""
    return min(width - _BESIDE, 2 * (height - _ABOVE - _BELOW), LARGER[-1])


def read_beside(subject: str, shelf: Shelf, widest: int = WIDEST) -> Beside:
    """Return the code of the record `subject`, or of the board where it is empty; runs in the reading thread.

    Args:
        subject: id of the record.
        shelf: what is read from.
        widest: cells of the widest code that has room; a larger one has a screen of its own, and is never cut.
    """
    records, settings = shelf.records, shelf.settings
    link = record_link(records, settings, subject) if subject else board_link(records, settings)
    if not link:
        return Beside()
    modules: Matrix = matrix(link)
    if len(modules[0]) > widest:
        modules = matrix(link, lean=True)
    if len(modules[0]) > widest:
        return Beside()
    t, is_bot = shelf.t, settings.qr_target == "bot"
    name = f"@{bot_username(records, settings)}" if is_bot else link
    bot, web = t("Scan it with the phone: the bot opens this page."), t("Scan it with the phone: the web page opens.")
    ring = t("Telephone: {number}", number=settings.telephone) if settings.telephone else ""
    return Beside(tuple(map(tuple, modules)), name, subject, tuple(filter(None, (bot if is_bot else web, ring))))


class Aside(Container):
    """Holds the code, one line below it, and where the screen is high what to do with it."""

    def __init__(self) -> None:
        super().__init__(id="aside")
        self._shown = Beside()

    async def show(self, beside: Beside) -> None:
        """Show `beside` in place of what stood there."""
        self.set_class(not beside.modules, "-absent")
        rows = _ABOVE + (len(beside.modules) + 1) // 2 + _ADVICE + _BELOW
        self.set_class(rows > self.app.size.height, "-brief")
        if beside == self._shown:
            return
        self._shown = beside
        await self.remove_children()
        if beside.modules:
            self.styles.width = max(len(beside.modules), WIDEST)
            code = QrCode([list(row) for row in beside.modules])
            caption = Painted(partial(_caption, beside), classes="caption")
            advice = Painted(partial(_advice, beside), classes="advice")
            for words in (caption, advice):
                words.styles.width = len(beside.modules) - 2 * QUIET  # as wide as the code without its white border
            await self.mount(code, caption, advice)


def _advice(beside: Beside, width: int, _height: int) -> list[Line]:
    return [((line, "soft"),) for words in beside.advice for line in even(safe(words), width)]


def _caption(beside: Beside, width: int, _height: int) -> list[Line]:
    room = max(width - cells(beside.subject) - 2, 1)
    name = clipped(beside.name, room)
    gap = " " * max(width - cells(name) - cells(beside.subject), 0)
    return [((name, "accent"), (gap, "ink"), (beside.subject, "strong"))]
