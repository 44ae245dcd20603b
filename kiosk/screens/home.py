"""The home: answers at a glance, doors, the newest publication, languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from kiosk.digits import large_figures
from kiosk.pages.home import Home, Tile, read_home
from kiosk.screens.base import HallScreen
from kiosk.shelf import Shelf
from kiosk.widgets.answers import answers, large_answers
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.painted import Painted, Target, label
from village_board.i18n import LANGUAGES, NATIVE_NAMES
from village_board.text.lines import break_lines

if TYPE_CHECKING:
    from kiosk.sheet import Page

_LANGUAGE_KEYS = ("j", "f", "e")
_LIGHT_KEY = "d"
_STAFF_KEY = "g"
_NEWEST_KEY = "7"
_CODE_KEY = "*"
#: rows of a door that has room for its note.
_WITH_NOTE = 3


class HomeScreen(HallScreen[Home]):
    """The first screen."""

    def body(self) -> ComposeResult:
        """Return answers, doors, the newest publication, languages and light."""
        yield Painted(id="answers")
        with Container(id="tiles"):
            for number in range(1, 7):
                yield Target(key=str(number), id=f"door-{number}", classes="tile")
        yield Target(key=_NEWEST_KEY, id="newest", classes="tile")
        with Horizontal(id="languages"):
            for key, language in zip(_LANGUAGE_KEYS, LANGUAGES, strict=True):
                yield Target(label(key.upper(), NATIVE_NAMES[language]), key=key, id=language, classes="small")
            yield Target(key=_LIGHT_KEY, id="light", classes="small")
            yield Target(key=_CODE_KEY, id="code", classes="small")
            if self.hall.has_staff:
                yield Target(key=_STAFF_KEY, id="staff", classes="small")

    def aliases(self) -> dict[str, str]:
        """Return the key of the code on a keyboard without a number pad, as on every page."""
        return {"q": _CODE_KEY}

    def ready(self) -> Home | None:
        """Return the home that was read while the program was starting."""
        return self.hall.take_first()

    def read(self, shelf: Shelf) -> Home:
        """Read the home."""
        return read_home(shelf)

    def fail(self, sentence: str) -> Home:
        """Return a home that says what is wrong."""
        return Home(((self.t("The board"), sentence),), (), None)

    def show(self, reading: Home) -> None:
        """Paint the home."""
        self.hall.count_shown(reading.posts)
        t = self.t
        self.query_one("#answers", Painted).show(partial(self._answers, reading.answers))
        tiles = reading.tiles
        targets = self.query("#tiles > Target").results(Target)
        for number, target in enumerate(targets):
            target.set_class(number >= len(tiles), "-absent")
            if number < len(tiles):
                target.show(partial(self._tile, target.key, tiles[number]))
        newest = self.query_one("#newest", Target)
        newest.set_class(reading.newest is None, "-absent")
        if reading.newest is not None:
            title, day, _ = reading.newest
            newest.show(partial(_newest, t("Newest"), title, day))
        self.query_one("#light", Target).show(label(_LIGHT_KEY.upper(), t("dark") if self.hall.is_day else t("light")))
        self.query_one("#code", Target).show(label(_CODE_KEY, t("QR code")))
        for staff in self.query("#staff").results(Target):
            staff.show(label(_STAFF_KEY.upper(), t("staff")))
        self.query_one("#head", Painted).refresh()

    def _answers(self, pairs: Sequence[tuple[str, str]], width: int, height: int) -> list[Line]:
        large = self.spacing.digits or self.has_class("-vast")
        return (large_answers if large else answers)(pairs, width, height)

    def _tile(self, key: str, tile: Tile, width: int, height: int) -> list[Line]:
        large = self.spacing.blocks or self.has_class("-vast")
        return _door(large_figures(key) if large else (key,), tile, width, height)

    def on_target_chosen(self, event: Target.Chosen) -> None:
        """Open a door, or change language or light."""
        event.stop()
        target = event.target
        if target.id in LANGUAGES:
            self.hall.speak(target.id)
        elif target.id == "light":
            self.hall.switch_light()
        elif target.id == "code":
            self.hall.show_code("", self.t("{name}: village affairs in public", name=self.hall.board.settings.name))
        elif target.id == "staff":
            self.hall.open_staff()
        elif page := self._page(target.key):
            self.hall.open(page)

    def _page(self, key: str) -> Page | None:
        from kiosk.pages.doors import door  # noqa: PLC0415 - kept out of the start
        from kiosk.pages.items import ItemPage  # noqa: PLC0415

        home = self.shown
        if home is None or not home.tiles:
            return None
        if key == _NEWEST_KEY:
            return ItemPage(home.newest[2]) if home.newest else None
        return door(int(key))


def _door(figures: Sequence[str], tile: Tile, width: int, height: int) -> list[Line]:
    gutter = len(figures[0]) + 3
    room = max(width - gutter - 1, 1)
    titles = break_lines(tile.title, room)[:2]
    most = max(height - len(titles), 0) if height >= _WITH_NOTE else 0
    notes = break_lines(tile.note, room)
    if 0 < most < len(notes):
        notes[most - 1] = clipped(notes[most - 1] + "…" * 3, room)
    words = [*((line, "strong") for line in titles), *((clipped(line, room), "soft") for line in notes[:most])]
    rows = max(len(words), len(figures))
    above: list[Line] = [()] * max((height - rows) // 2, 0)
    lines: list[Line] = []
    for row in range(rows):
        lead = figures[row] if row < len(figures) else ""
        lines.append(((f" {lead}".ljust(gutter), "accent"), words[row] if row < len(words) else ("", "ink")))
    return [*above, *lines]


def _newest(name: str, title: str, day: str, width: int, height: int) -> list[Line]:
    lead = f" {_NEWEST_KEY}  "
    room = max(width - len(lead) - 1, 1)
    head = f"{name}  {day}"
    titles = break_lines(title, room)[: max(height - 1, 1)]
    above: list[Line] = [()] * max((height - 1 - len(titles)) // 2, 0)
    lines = [*above, ((lead, "accent"), (clipped(head, room), "soft"))]
    return lines + [((" " * len(lead), "ink"), (line, "strong")) for line in titles]
