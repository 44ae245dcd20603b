"""The home: answers at a glance, doors, the newest publication, what is asked now, languages."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from kiosk.digits import large_figures
from kiosk.labelled import even, settled
from kiosk.pages.home import Home, Tile, read_home
from kiosk.screens.base import HallScreen
from kiosk.shelf import Shelf
from kiosk.widgets.answers import answers, large_answers
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.painted import Painted, Target, label
from village_board.base.errors import BoardError
from village_board.i18n import LANGUAGES, NATIVE_NAMES
from village_board.text.lines import break_lines, cells

if TYPE_CHECKING:
    from textual import events

    from kiosk.sheet import Page

_LANGUAGE_KEYS = ("j", "f", "e")
#: the keys of a number pad that go to the next language, to the other light, and to the sign-in.
_NEXT_LANGUAGE_KEY = "+"
_LIGHT_KEY = "-"
_STAFF_KEY = "9"
_NEWEST_KEY = "7"
_ASKED_KEY = "8"
_CODE_KEY = "*"
#: rows of a door that has room for its note.
_WITH_NOTE = 3


class HomeScreen(HallScreen[Home]):
    """The first screen."""

    def __init__(self) -> None:
        super().__init__()
        self._one_code = Lock()

    def body(self) -> ComposeResult:
        """Return answers, doors, the newest publication, what is asked now, languages and light."""
        yield Painted(id="answers")
        with Container(id="tiles"):
            for number in range(1, 7):
                yield Target(key=str(number), id=f"door-{number}", classes="tile")
        with Horizontal(id="also"):
            yield Target(key=_NEWEST_KEY, id="newest", classes="tile")
            yield Target(key=_ASKED_KEY, id="asked", classes="tile -absent")
        with Horizontal(id="languages"):
            for key, language in zip(_LANGUAGE_KEYS, LANGUAGES, strict=True):
                yield Target(key=key, id=language, classes="small")
            yield Target(key=_LIGHT_KEY, id="light", classes="small")
            yield Target(key=_CODE_KEY, id="code", classes="small")
            if self.hall.has_staff:
                yield Target(key=_STAFF_KEY, id="staff", classes="small")

    def aliases(self) -> dict[str, str]:
        """Return the keys of a keyboard without a number pad, and the key that goes to the next language."""
        following = _LANGUAGE_KEYS[LANGUAGES.index(_next(self.t.language))]
        return {"q": _CODE_KEY, "d": _LIGHT_KEY, "g": _STAFF_KEY, "plus": following, "equals_sign": following}

    def ready(self) -> Home | None:
        """Return the home that was read while the program was starting."""
        return self.hall.take_first()

    def read(self, shelf: Shelf) -> Home:
        """Read the home."""
        return read_home(shelf)

    def fail(self, sentence: str) -> Home:
        """Return a home that says what is wrong."""
        return Home(((self.t("The board"), sentence),), (), None)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the layout; on a vast screen the board's code stands beside the answers."""
        super().on_resize(event)
        self._show_code()

    def _show_code(self) -> None:
        if self.has_class("-vast") and self.shown is not None and self.is_open:
            self._read_code()

    @work(group="beside")
    async def _read_code(self) -> None:
        from kiosk.widgets.aside import Aside, read_beside  # noqa: PLC0415 - only a vast terminal needs it

        async with self._one_code:  # a storm of resizes asks often; the widgets change one wish after another
            try:
                beside = await self.hall.reader.read(partial(read_beside, ""), self.t)
            except BoardError:
                return  # the home itself says that the board cannot be read
            if self.is_open:
                if not self.query(Aside):
                    await self.mount(Aside())
                await self.query_one(Aside).show(beside)
                self.set_class(bool(beside.modules), "-beside")

    def show(self, reading: Home) -> None:
        """Paint the home."""
        self.hall.count_shown(reading.posts)
        t = self.t
        self.query_one("#answers", Painted).show(partial(self._answers, reading))
        tiles = reading.tiles
        targets = self.query("#tiles > Target").results(Target)
        for number, target in enumerate(targets):
            target.set_class(number >= len(tiles), "-absent")
            if number < len(tiles):
                target.show(partial(self._tile, target.key, tiles[number]))
        also = self.query_one("#also")
        also.set_class(reading.newest is not None and reading.asked is not None, "-both")
        for name, told, of in self._newest_and_asked(reading):
            target = also.query_one(name, Target)
            target.set_class(of is None, "-absent")
            if of is not None:
                title, day, _ = of
                target.show(partial(_also, target.key, (told, day), title))
        for language in LANGUAGES:
            mark = "✓" if language == t.language else (_NEXT_LANGUAGE_KEY if language == _next(t.language) else "")
            self.query_one(f"#{language}", Target).show(label(mark, NATIVE_NAMES[language]))
        self.query_one("#light", Target).show(label(_LIGHT_KEY, t("dark") if self.hall.is_day else t("light")))
        self.query_one("#code", Target).show(label(_CODE_KEY, t("QR code")))
        for staff in self.query("#staff").results(Target):
            staff.show(label(_STAFF_KEY, t("staff")))
        self.query_one("#head", Painted).refresh()
        self._show_code()

    def _newest_and_asked(self, reading: Home) -> tuple[tuple[str, str, tuple[str, str, str] | None], ...]:
        return ("#newest", self.t("Newest"), reading.newest), ("#asked", self.t("Poll"), reading.asked)

    def _answers(self, reading: Home, width: int, height: int) -> list[Line]:
        pairs: Sequence[tuple[str, str]] = reading.answers
        if not self.query_one("#also").display:  # no room to tap it: it is told, and the money stays the last
            more = ((told, of[0]) for _, told, of in self._newest_and_asked(reading) if of is not None)
            pairs = (*pairs[:-1], *more, *pairs[-1:])
        large = large_answers(pairs, width, height) if self.spacing.digits or self.has_class("-vast") else []
        return large or answers(pairs, width, height)

    def _tile(self, key: str, tile: Tile, width: int, height: int) -> list[Line]:
        large = self.spacing.blocks or self.has_class("-vast")
        return _door(large_figures(key) if large else (key,), tile, width, height)

    def follow(self, target: Target) -> None:
        """Open a door, or change language or light."""
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
        if key == _ASKED_KEY:
            from kiosk.pages.polls import PollPage, PollsPage  # noqa: PLC0415

            return (PollPage(home.asked[2]) if home.asked[2] else PollsPage()) if home.asked else None
        if key == _NEWEST_KEY:
            return ItemPage(home.newest[2]) if home.newest else None
        return door(int(key))


def _next(language: str) -> str:
    """Return the language after `language`; after the last one, the first."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


def _door(figures: Sequence[str], tile: Tile, width: int, height: int) -> list[Line]:
    gutter = len(figures[0]) + 3
    room = max(width - gutter - 1, 1)
    titles = break_lines(tile.title, room)[:2]
    most = max(height - len(titles), 0) if height >= _WITH_NOTE else 0
    notes = even(tile.note, room)
    if 0 < most < len(notes):
        notes[most - 1] = clipped(notes[most - 1] + "…", room)
    words = [*((line, "strong") for line in titles), *((clipped(line, room), "soft") for line in notes[:most])]
    rows = max(len(words), len(figures))
    above: list[Line] = [()] * max((height - rows) // 2, 0)
    lines: list[Line] = []
    for row in range(rows):
        lead = figures[row] if row < len(figures) else ""
        lines.append(((f" {lead}".ljust(gutter), "accent"), words[row] if row < len(words) else ("", "ink")))
    return [*above, *lines]


def _also(key: str, head: tuple[str, str], title: str, width: int, height: int) -> list[Line]:
    lead = f" {key}  "
    room = max(width - len(lead) - 1, 1)
    told, day = head
    most = max(height - 1, 1)
    titles = settled(title, room)
    if len(titles) > most:
        titles[most - 1] = clipped(titles[most - 1] + "…", room)
    whole = f"{told}  {day}"
    words = [(whole if cells(whole) <= room else clipped(told, room), "soft")]
    words += [(line, "strong") for line in titles[:most]]
    above: list[Line] = [()] * max((height - len(words)) // 2, 0)
    leads = [(lead, "accent"), *[(" " * len(lead), "ink")] * most]
    return [*above, *zip(leads, words, strict=False)]
