"""The QR code of a record, with the name of the bot and the short code beside it (K28, P21)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from kiosk.screens.base import HallScreen
from kiosk.sheet import Shelf
from kiosk.widgets.ink import Line
from kiosk.widgets.painted import Painted, Target, label
from kiosk.widgets.qr import QrCode, matrix
from village_board.links.service import bot_username, record_link
from village_board.text.lines import break_lines


@dataclass(frozen=True, slots=True)
class Code:
    """What opens the record: a link with the bot's name, or nothing where the village has no bot."""

    link: str
    bot: str
    telephone: str
    error: str = ""


class CodeScreen(HallScreen[Code]):
    """Shows the code of one record."""

    CSS_PATH = "../styles/code.tcss"

    def __init__(self, subject: str, title: str) -> None:
        super().__init__()
        self._subject = subject
        self._title = title

    def body(self) -> ComposeResult:
        """Return the place of the code, the words beside it, and the way back."""
        with Container(id="code-body"):
            yield Container(id="code-place")
            with Vertical(id="code-words"):
                yield Painted(id="code-text")
                yield Target(key="escape", id="back", classes="small")
                yield Target(key="0", id="home", classes="small")

    def aliases(self) -> dict[str, str]:
        """Return further keys for back and home."""
        return {"backspace": "escape", "full_stop": "escape", "home": "0", "asterisk": "escape", "q": "escape"}

    def read(self, shelf: Shelf) -> Code:
        """Read where the code leads."""
        link = record_link(shelf.records, shelf.settings, self._subject)
        return Code(link, bot_username(shelf.records, shelf.settings) if link else "", shelf.settings.telephone)

    def fail(self, sentence: str) -> Code:
        """Return the sentence instead of a code."""
        return Code("", "", "", sentence)

    def show(self, reading: Code) -> None:
        """Paint code and words."""
        place = self.query_one("#code-place")
        place.remove_children()
        place.display = bool(reading.link)
        if reading.link:
            place.mount(QrCode(matrix(reading.link)))
        self.query_one("#code-text", Painted).show(partial(_words, self._lines(reading)))
        self.query_one("#back", Target).show(label("Esc", self.t("Back")))
        self.query_one("#home", Target).show(label("0", self.t("Home")))

    def on_target_chosen(self, event: Target.Chosen) -> None:
        """Go back, or home."""
        event.stop()
        if event.target.id == "home":
            self.hall.go_home()
        else:
            self.hall.close(self)

    def _lines(self, code: Code) -> list[tuple[str, str]]:
        t = self.t
        lines = [(self._title, "strong"), ("", "ink")]
        if code.error:
            return [*lines, (code.error, "ink")]
        if code.link:
            lines.append((t("Scan it with the phone: the bot opens this page."), "ink"))
            lines += [("", "ink"), (t("Bot: @{name}", name=code.bot), "accent")]
        else:
            lines.append((t("This village has no bot. Tell this short code at the village office."), "ink"))
        lines.append((t("Short code: {code}", code=self._subject), "accent"))
        if code.telephone:
            lines.append((t("Telephone: {number}", number=code.telephone), "ink"))
        return lines


def _words(lines: list[tuple[str, str]], width: int, _height: int) -> list[Line]:
    return [((line, tone),) for words, tone in lines for line in break_lines(words, width)]
