"""The QR code of a record or of the board, with the name of its target and the short code beside it (K28, P21, A27)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from kiosk.labelled import settled
from kiosk.pages.genuine import GenuinePage
from kiosk.screens.base import HIGH, NARROW, HallScreen
from kiosk.sheet import Shelf
from kiosk.widgets.ink import Line
from kiosk.widgets.painted import Painted, Target, label
from kiosk.widgets.qr import Matrix, QrCode, matrix
from village_board.glance.bot import last_heard
from village_board.links.service import board_link, bot_username, record_link

if TYPE_CHECKING:
    from textual import events

#: rows of the head; columns that words and ways out need beside a code, and rows below one.
_HEAD, _BESIDE, _BELOW = 3, 29, 14


@dataclass(frozen=True, slots=True)
class Code:
    """What opens the record: a link with the bot's name or the web address, or nothing where the village has neither.

    Attributes:
        link: what the code holds; empty: no code is painted.
        bot: the bot's name where the link opens the bot.
        telephone: of the village office.
        error: why nothing can be shown.
        heard: when the bot was last heard of (K21); None: never.
    """

    link: str
    bot: str
    telephone: str
    error: str = ""
    heard: datetime | None = None


class CodeScreen(HallScreen[Code]):
    """Shows the code of one record, or of the board.

    Args:
        subject: id of the record; empty: the board's own code, for pages about no single record.
        title: of the page on which somebody asked for it.
        genuine: whether the words say what our genuine code looks like.
    """

    CSS_PATH = "../styles/code.tcss"

    def __init__(self, subject: str, title: str, *, genuine: bool = False) -> None:
        super().__init__()
        self._subject = subject
        self._title = title
        self._genuine = genuine

    def body(self) -> ComposeResult:
        """Return the place of the code, the words beside it, and the ways on."""
        with Container(id="code-body"):
            yield Container(id="code-place")
            with Vertical(id="code-words"):
                yield Painted(id="code-text")
                with Container(id="code-keys", classes="-few" if self._genuine else ""):
                    if not self._genuine:
                        yield Target(key="1", id="genuine", classes="small")
                    yield Target(key="0", id="home", classes="small")
                    yield Target(key="escape", id="back", classes="small")

    def aliases(self) -> dict[str, str]:
        """Return further keys for back and home."""
        return {"backspace": "escape", "full_stop": "escape", "home": "0", "asterisk": "escape", "q": "escape"}

    def read(self, shelf: Shelf) -> Code:
        """Read where the code leads."""
        records, settings = shelf.records, shelf.settings
        link = record_link(records, settings, self._subject) if self._subject else board_link(records, settings)
        bot = bot_username(records, settings) if link and settings.qr_target == "bot" else ""
        return Code(link, bot, settings.telephone, heard=last_heard(records) if bot else None)

    def fail(self, sentence: str) -> Code:
        """Return the sentence instead of a code."""
        return Code("", "", "", sentence)

    def show(self, reading: Code) -> None:
        """Paint code and words."""
        self.hall.visits.saw(__name__)
        place = self.query_one("#code-place")
        place.remove_children()
        modules = matrix(reading.link) if reading.link else []
        place.display = bool(modules) and self._has_room(modules)
        if place.display:
            place.mount(QrCode(modules))
        lines = self._genuine_lines(reading) if self._genuine else self._lines(reading, painted=place.display)
        self.query_one("#code-text", Painted).show(partial(_words, lines))
        for target in self.query("#genuine").results(Target):
            target.show(label("1", self.t("Is it genuine?")))
        self.query_one("#back", Target).show(label("Esc", self.t("Back")))
        self.query_one("#home", Target).show(label("0", self.t("Home")))

    def on_resize(self, event: events.Resize) -> None:
        """Paint the code where there is room for it and for the ways out; the classes of the size are the base's."""
        del event
        if self.shown is not None and self.is_open:
            self.show(self.shown)

    def _has_room(self, modules: Matrix) -> bool:
        """Tell whether the whole code has room beside the words and the ways out, or above them."""
        across, high = len(modules[0]), _HEAD + (len(modules) + 1) // 2
        width, height = self.size
        if width >= NARROW:
            return across + _BESIDE <= width and high <= height
        return across <= width and height >= HIGH and high + _BELOW <= height

    def follow(self, target: Target) -> None:
        """Go back, home, or to what our genuine code looks like."""
        if target.id == "home":
            self.hall.go_home()
        elif target.id == "genuine":
            self.hall.open(GenuinePage())
        else:
            self.hall.close(self)

    def _lines(self, code: Code, *, painted: bool) -> list[tuple[str, str]]:
        t = self.t
        lines = [(self._title, "strong"), ("", "ink")]
        if code.error:
            return [*lines, (code.error, "ink")]
        if code.link and not painted:
            lines.append((t("This window has no room for the code. The short code says the same."), "ink"))
        elif code.bot:
            lines.append((t("Scan it with the phone: the bot opens this page."), "ink"))
        elif code.link:
            lines.append((t("Scan it with the phone: the web page opens."), "ink"))
        elif self._subject:
            lines.append((t("This village has no bot. Tell this short code at the village office."), "ink"))
        else:
            lines.append((t("This village has no bot. Ask at the village office."), "ink"))
        return [*lines, ("", "ink"), *self._names(code)]

    def _genuine_lines(self, code: Code) -> list[tuple[str, str]]:
        """Return how one tells our code from a sticker over it."""
        t = self.t
        lines = [(t("What our genuine code looks like"), "strong"), ("", "ink")]
        if code.error:
            return [*lines, (code.error, "ink")]
        if not code.link:
            lines.append((t("This village puts up no QR codes. One that hangs somewhere is not ours."), "ink"))
            return [*lines, *self._names(code)]
        lines.append((t("Black on white. Beside it stand this name and a short code."), "ink"))
        lines.append((t("After scanning, the phone must show exactly this name."), "ink"))
        lines.append((t("It never asks for money, a password or an identity number."), "ink"))
        lines.append((t("A code that is stuck over ours: tell the village office."), "ink"))
        return [*lines, ("", "ink"), *self._names(code)]

    def _names(self, code: Code) -> list[tuple[str, str]]:
        t, lines = self.t, []
        if code.bot:
            lines.append((t("Bot: @{name}", name=code.bot), "accent"))
            heard = t("Last heard of at {when}", when=t.moment(code.heard)) if code.heard else t("Never heard of yet")
            lines.append((heard, "soft"))
        elif code.link:
            lines.append((t("Address: {address}", address=code.link), "accent"))
        if self._subject:
            lines.append((t("Short code: {code}", code=self._subject), "accent"))
        if code.telephone:
            lines.append((t("Telephone: {number}", number=code.telephone), "ink"))
        return lines


def _words(lines: list[tuple[str, str]], width: int, _height: int) -> list[Line]:
    return [((line, tone),) for words, tone in lines for line in settled(words, width)]
