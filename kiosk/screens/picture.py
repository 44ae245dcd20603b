"""One public picture, such as the masked one of a voucher (P13): the whole of it, or a part made larger.

It is decoded and made smaller in worker threads: the loop that paints waits for neither.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Container

from kiosk.entries import in_two
from kiosk.labelled import APART, settled
from kiosk.pages.files import file_line, headline, read_file
from kiosk.picture import Part, View, largest, moved, part_of, strips
from kiosk.screens.base import HallScreen
from kiosk.sheet import Shelf
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.painted import Painted, Target, label
from kiosk.widgets.picture import PictureView
from village_board.attachments.model import Attachment
from village_board.attachments.opening import picture_of
from village_board.base.errors import BoardError
from village_board.text.lines import break_lines, cells

if TYPE_CHECKING:
    from PIL.Image import Image

#: pixels that are kept of a picture: a page of A4 at 300 dots an inch and more, 36 MB.
WITHIN = 12_000_000

#: targets of the upper row, which moves; the lower one leads away, as on every page.
_FIRST_ROW = 5
#: rows of a head that has one line for what the picture is of, and of one that has two for it and one for its name.
_ONE_LINE, _TWO_LINES = 2, 3
_MOVES = {"left": "4", "up": "8", "down": "2", "right": "6"}


@dataclass(frozen=True, slots=True)
class PictureReading:
    """What is shown: the file, the words that say the same, the record; or a sentence in the picture's place."""

    title: str = ""
    words: str = ""
    subject: str = ""
    file: Attachment | None = None
    pixels: int = 0
    sentence: str = ""


class PictureScreen(HallScreen[PictureReading]):
    """Shows one attachment."""

    CSS_PATH = ["../styles/pages.tcss", "../styles/picture.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self, id: str) -> None:  # noqa: A002 - the field's own name
        super().__init__()
        self._file = id
        self._picture: Image | None = None
        self._view = View()
        self._part: Part | None = None

    def body(self) -> ComposeResult:
        """Return what it is, the picture or a sentence, the buttons."""
        yield Painted(self._title, id="title")
        yield Painted(id="picture-words")
        yield PictureView(id="picture")
        with Container(id="picture-keys"):
            keys = (*_MOVES.items(), ("whole", "5"), ("home", "0"), ("back", "escape"), ("smaller", "-"))
            for number, (name, key) in enumerate((*keys, ("larger", "+"), ("code", "*"))):
                row = "-first" if number < _FIRST_ROW else ""
                yield Target(key=key, id=name, classes=f"{row} -odd" if number % 2 else row)

    def aliases(self) -> dict[str, str]:
        """Return the keys of a full keyboard beside those of a number pad."""
        return {
            "home": "0",
            "backspace": "escape",
            "full_stop": "escape",
            "pageup": "-",
            "pagedown": "+",
            "equals_sign": "+",
            "q": "*",
        }

    def read(self, shelf: Shelf) -> PictureReading:
        """Read what the picture is of; the picture itself is opened later."""
        found = read_file(shelf, self._file)
        return PictureReading(headline(found), file_line(shelf, found), found.record.id, found.file, found.pixels)

    def fail(self, sentence: str) -> PictureReading:
        """Return the sentence instead of a picture."""
        return PictureReading(self.t("This cannot be shown"), sentence=sentence)

    def show(self, reading: PictureReading) -> None:
        """Open the picture, or say why there is none."""
        self._fit_title()
        self.query_one("#title", Painted).refresh()
        self._picture = self._part = None
        if reading.file is None:
            self._say(reading.sentence)
        else:
            self._say(self.t("The picture is being opened ..."))
            self._open(reading)
        self._label()

    def on_picture_view_sized(self) -> None:
        """Work the part out anew for the new room."""
        self._fit_title()
        self._draw()

    def _fit_title(self) -> None:
        """Give the facts below the name a second line where one does not hold them."""
        title = self.query_one("#title", Painted)
        if self.shown is not None and title.content_size.width:
            title.set_class(cells(self.shown.words) > title.content_size.width, "-long")

    def follow(self, target: Target) -> None:
        """Move, make larger or smaller, or leave."""
        name, part = target.id or "", self._part
        if name == "home":
            self.hall.go_home()
        elif name == "back":
            self.hall.close(self)
        elif name == "code":
            if self.shown is not None and self.shown.subject:
                self.hall.show_code(self.shown.subject, self.shown.title)
        elif part is not None and self._picture is not None:
            self._view = self._after(name, part, self._picture.size)
            self._draw()

    @staticmethod
    def _after(name: str, part: Part, size: tuple[int, int]) -> View:
        if name in _MOVES:
            return moved(part, size, name)
        if name == "whole":
            return View()
        return replace(part.view, zoom=part.view.zoom + (1 if name == "larger" else -1))

    @work(group="opening", exclusive=True)
    async def _open(self, reading: PictureReading) -> None:
        assert reading.file is not None
        home = self.hall.board.home
        try:
            picture = await asyncio.to_thread(picture_of, home, reading.file, reading.pixels, WITHIN)
        except BoardError as error:
            picture, sentence = None, self.t.say(error.message)
        if not self.is_open:
            return
        self._picture = picture
        if picture is None:
            self._say(sentence)
            self._label()
        else:
            self._say("")
            self.call_after_refresh(self._draw)  # its room is known once the words have gone

    def _draw(self) -> None:
        picture = self._picture
        if picture is not None and self.is_open:
            self._paint(picture)

    @work(group="drawing", exclusive=True)
    async def _paint(self, picture: Image) -> None:
        view = self.query_one(PictureView)
        if min(view.room) < 1:
            return
        part = part_of(picture.size, view.room, self._view)
        rows = await asyncio.to_thread(strips, picture, part)
        if picture is self._picture and self.is_open:
            self._part, self._view = part, part.view
            view.show(rows)
            self.query_one("#title", Painted).refresh()
            self._label()

    def _say(self, sentence: str) -> None:
        words = self.query_one("#picture-words", Painted)
        words.display = bool(sentence)
        self.query_one(PictureView).display = not sentence
        words.show(partial(_broken, sentence))

    def _label(self) -> None:
        t, part, picture = self.t, self._part, self._picture
        seen = part is not None and picture is not None
        beyond = part.beyond(picture.size) if part is not None and picture is not None else {}
        most = largest(picture.size, self.query_one(PictureView).room) if seen and picture is not None else 0
        zoom = part.view.zoom if part is not None else 0
        active = {**beyond, "whole": zoom > 0, "smaller": zoom > 0, "larger": zoom < most, "home": True, "back": True}
        active["code"] = bool(self.shown and self.shown.subject)
        words = {
            "left": ("4", t("Go left")),
            "up": ("8", t("Go up")),
            "down": ("2", t("Go down")),
            "right": ("6", t("Go right")),
            "whole": ("5", t("All of it")),
            "home": ("0", t("Home")),
            "back": ("Esc", t("Back")),
            "smaller": ("-", t("Smaller")),
            "larger": ("+", t("Larger")),
            "code": ("*", t("QR code")),
        }
        for name, (key, text) in words.items():
            target = self.query_one(f"#{name}", Target)
            target.show(label(key, text) if active.get(name) else _nothing)
            target.disabled = not active.get(name)

    def _title(self, width: int, height: int) -> list[Line]:
        if self.shown is None:
            return []
        where = self.t("{n} times as large", n=2**self._view.zoom) if self._part and self._view.zoom else ""
        room = max(width - cells(where) - APART, 1)
        title, *more = settled(clipped(self.shown.title, 2 * room if height > _TWO_LINES else room), room)
        gap = " " * max(width - cells(title) - cells(where), 0)
        named: list[Line] = [((clipped(" ".join(more), room), "accent"),)] if more else []
        first, second = in_two(self.shown.words, width)
        words = [first, clipped(second, width)] if height > _ONE_LINE else [clipped(self.shown.words, width)]
        return [((title, "accent"), (gap, "ink"), (where, "soft")), *named, *(((line, "ink"),) for line in words)]


def _broken(sentence: str, width: int, _height: int) -> list[Line]:
    return [((line, "ink"),) for line in break_lines(sentence, width)]


def _nothing(_width: int, _height: int) -> list[Line]:
    return []
