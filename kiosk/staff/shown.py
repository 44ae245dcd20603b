"""A one-time code on the screen: eight characters, as a QR code too, until its time is over or it was used (A18)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from kiosk.labelled import settled
from kiosk.screens.base import HallScreen
from kiosk.staff.office import HallOffice
from kiosk.widgets.ink import Line
from kiosk.widgets.painted import Painted, Target, label
from kiosk.widgets.qr import QrCode, matrix
from village_board.chats.bound import show_code
from village_board.links.service import binding_link, bot_username
from village_board.people.binding import VALID_FOR, hide_code, is_code_open
from village_board.people.model import Person

if TYPE_CHECKING:
    from kiosk.shelf import Shelf
    from village_board.desk import Desk
    from village_board.people.model import Actor

_TICK = 0.5
_HALF = 4


@dataclass(frozen=True, slots=True)
class MadeCode:
    """A code that was just made."""

    code: str
    name: str
    kiosk: str


@dataclass(frozen=True, slots=True)
class CodeState:
    """Where the code leads, and whether it can still be used."""

    link: str
    bot: str
    is_open: bool


def make_code(desk: Desk, person: str, kiosk: str) -> MadeCode:
    """Make the code; the others are told in the same commit."""
    whose = desk.get(Person, person)
    return MadeCode(show_code(desk, whose, kiosk), whose.name, kiosk)


class ShownScreen(HallScreen[CodeState]):
    """Shows a code. Nobody is signed in any more; when it is left, the code is ended."""

    CSS_PATH = ["../styles/code.tcss", "../styles/staff.tcss"]  # noqa: RUF012 - as Textual declares it
    #: the idle minute does not end it: its own time does.
    keeps_open = True
    HAS_SIZES = False

    def __init__(self, made: MadeCode, who: Actor) -> None:
        super().__init__()
        self._made = made
        self._who = who
        self._office: HallOffice | None = None
        self._until = 0.0

    def body(self) -> ComposeResult:
        """Return the code, the words beside it, and the way out."""
        with Container(id="code-body"):
            yield Container(id="code-place")
            with Vertical(id="code-words"):
                yield Painted(self._words, id="code-text")
                yield Target(key="escape", id="back", classes="small")

    def aliases(self) -> dict[str, str]:
        """Return further keys of the way out."""
        return {"0": "escape", "home": "escape", "backspace": "escape", "full_stop": "escape", "asterisk": "escape"}

    def on_mount(self) -> None:
        """Begin to count down."""
        self._office = HallOffice(self.hall.board)
        self._until = self.hall.idle.clock() + VALID_FOR.total_seconds()
        self.set_interval(_TICK, self.count)
        super().on_mount()

    def on_unmount(self) -> None:
        """End the code: what is not seen any more cannot be used."""
        if self._office is not None:
            if self.shown is None or self.shown.is_open:
                self._office.do_last(self._who, partial(hide_code, kiosk=self._made.kiosk))
            self._office.close()

    @property
    def seconds_left(self) -> int:
        """How long it can be used."""
        return max(int(self._until - self.hall.idle.clock() + 0.999), 0)

    def count(self) -> None:
        """Show the seconds; leave when they are over."""
        if self.seconds_left == 0:
            self.hall.begin_anew()
        else:
            self.query_one("#code-text", Painted).refresh()

    def read(self, shelf: Shelf) -> CodeState:
        """Read whether it was used, and where it leads."""
        link = binding_link(shelf.records, shelf.settings, self._made.code)
        bot = bot_username(shelf.records, shelf.settings) if link else ""
        return CodeState(link, bot, is_code_open(shelf.records, self._made.code))

    def fail(self, sentence: str) -> CodeState:
        """Show the code alone."""
        del sentence
        return CodeState("", "", is_open=True)

    def show(self, reading: CodeState) -> None:
        """Paint the code; one that was used is not shown any more."""
        place = self.query_one("#code-place")
        seen = bool(reading.link) and reading.is_open
        place.display = seen
        there = place.query(QrCode)
        if seen and not there:
            place.mount(QrCode(matrix(reading.link)))
        elif there and not seen:
            there.remove()
        self.query_one("#code-text", Painted).refresh()
        self.query_one("#back", Target).show(label("Esc", self.t("Done: end the code")))

    def follow(self, target: Target) -> None:
        """Leave."""
        del target
        self.hall.begin_anew()

    def _words(self, width: int, _height: int) -> list[Line]:
        t, state, made = self.t, self.shown, self._made
        if state is None:
            return []
        if not state.is_open:
            return _broken([(t("The code was used: {person} is asked to confirm.", person=made.name), "strong")], width)
        code = made.code.upper()
        lines = [
            (t("One-time code for {person}", person=made.name), "accent"),
            ("", "ink"),
            (f"{' '.join(code[:_HALF])}   {' '.join(code[_HALF:])}", "strong"),
            ("", "ink"),
            (t.n("{n} second left, used once", "{n} seconds left, used once", self.seconds_left), "ink"),
            (t("Check the name that the bot shows before you press yes."), "ink"),
        ]
        if state.bot:
            lines.append((t("Bot: @{name}", name=state.bot), "accent"))
        lines.append((t("Nobody else should take a picture of it."), "soft"))
        return _broken(lines, width)


def _broken(lines: list[tuple[str, str]], width: int) -> list[Line]:
    return [((line, tone),) for words, tone in lines for line in settled(words, width)]
