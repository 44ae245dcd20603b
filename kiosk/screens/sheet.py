"""The screen of every page: its words and entries, leaf by leaf, and the way back."""

from __future__ import annotations

from asyncio import Lock
from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult

from kiosk.blocks import ROWS as BLOCK_ROWS
from kiosk.blocks import block_rows, fits, ready
from kiosk.labelled import APART, settled
from kiosk.layout import Leaf, lines_of, paginate
from kiosk.pages.catalogue import SearchPage
from kiosk.pages.files import PicturePage
from kiosk.pages.genuine import GenuinePage
from kiosk.pages.imprint import dated
from kiosk.pages.voices import SealedPage, SlipPage
from kiosk.pages.wording import joined
from kiosk.painting import paint
from kiosk.screens.base import PAGE_WIDTH, HallScreen
from kiosk.sheet import Entry, Heading, Nowhere, Page, Sheet, Shelf, Words
from kiosk.widgets.ink import Line, clipped, safe
from kiosk.widgets.leaf import LeafBody, Row
from kiosk.widgets.painted import Band, Painted, Target, label, nothing
from village_board.base.errors import BoardError
from village_board.text.lines import cells

if TYPE_CHECKING:
    from textual import events

#: places that "back" remembers; a visitor who goes round in circles fills no memory.
REMEMBERED = 30
#: the size from which on a code stands beside the words (K28).
LEAST_WIDTH, LEAST_HEIGHT = 100, 30
#: seconds for which the screen before stays on the terminal while a page is being read: no empty page flickers by.
PATIENCE = 0.1
#: the word for Enter where a target is too small for it.
_ENTER_SHORT = "↵"
#: cells of a word that has room beside it where the screen is not wide.
_BESIDE_ENTER = 5
#: rows of a title above which it has two lines.
LONG_ROWS = 2
#: rows of all that stands around a leaf and its title.
_FRAME_ROWS = 7


@dataclass(slots=True)
class Place:
    """Where the visitor is: on which page, on which leaf of it."""

    page: Page
    leaf: int = 0


class SheetScreen(HallScreen[Sheet]):
    """Shows one page after another."""

    CSS_PATH = "../styles/pages.tcss"

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.place = Place(page)
        self._past: deque[Place] = deque(maxlen=REMEMBERED)
        self._leaves: list[Leaf] = [Leaf(())]
        self._to_last_leaf = False
        self._one_code = Lock()
        self._waits = False

    def prepare(self) -> None:
        """Make the widgets of the fullest page before somebody waits for them; one that was taken down has none."""
        bodies = self.query(LeafBody)
        for body in bodies:
            body.prepare()
        if bodies and self not in self.app.screen_stack:
            self._refresh_layout(self.app.size)

    def begin(self, page: Page) -> None:
        """Show `page`, as a new screen would."""
        if not isinstance(self.place.page, Nowhere):
            self.clear()
        self.place = Place(page)
        self.fit()
        for name in ("#head", "#too-small"):
            self.query_one(name, Painted).refresh()
        self.refresh()
        self._waits = True
        self.set_timer(PATIENCE, self._wait_no_longer)
        self.reload()

    def clear(self) -> None:
        """Forget what was read here, and the way to it."""
        self.place = Place(Nowhere())
        self._past.clear()
        self._leaves = [Leaf(())]
        self._to_last_leaf = False
        self.shown = None
        self.set_focus(None)
        self.query_one(LeafBody).clear()
        self.query_one("#title", Painted).forget()

    def on_screen_suspend(self) -> None:
        """Forget the visitor's way where the screen is left, and not only covered."""
        if self not in self.app.screen_stack:
            self.clear()

    def reload(self) -> None:
        """Read again; nowhere is nothing to be read."""
        if not isinstance(self.place.page, Nowhere):
            super().reload()

    def painted(self) -> None:
        """Paint what was read now: who has tapped waits for no frame."""
        self._waits = False
        paint(self)

    def _wait_no_longer(self) -> None:
        if self._waits:
            self._waits = False
            self.refresh()

    def _on_timer_update(self) -> None:
        if not self._waits:  # else it is asked again at the next frame
            super()._on_timer_update()

    def body(self) -> ComposeResult:
        """Return title, leaf and buttons."""
        yield Painted(self._title, id="title")
        yield LeafBody(id="leaf")
        with Band(id="bar"):
            yield Target(key="0", id="home", classes="small")
            yield Target(key="escape", id="back", classes="small")
            yield Target(key="-", id="previous", classes="small")
            yield Target(key="+", id="next", classes="small")
            yield Target(key="enter", id="aloud", classes="small")
            yield Target(key="*", id="code", classes="small")

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

    def read(self, shelf: Shelf) -> Sheet:
        """Read the page."""
        return dated(self.place.page, shelf)

    def fail(self, sentence: str) -> Sheet:
        """Return a sheet that says what is wrong."""
        return Sheet(self.t("This cannot be shown"), (Words(sentence),))

    def show(self, reading: Sheet) -> None:
        """Paint the sheet on the leaf where the visitor is."""
        del reading
        self.hall.visits.saw(type(self.place.page).__module__)
        self._lay_out()
        self._show_beside()
        self._show_voice()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the layout; where there is room, the code stands beside the words."""
        super().on_resize(event)
        width, height = event.size
        self.set_class(width >= LEAST_WIDTH and height >= LEAST_HEIGHT, "-beside")
        self._show_beside()

    def grow(self) -> None:
        """Show the page at the size that the visitor has chosen now."""
        super().grow()
        self._show_beside()

    def _show_beside(self) -> None:
        """Read the code of what is shown, after the words are painted."""
        if self.has_class("-beside") and self.shown is not None and self.is_open:
            self._read_beside(self.shown.subject)

    @work(group="beside")
    async def _read_beside(self, subject: str) -> None:
        from kiosk.widgets.aside import LARGER, Aside, read_beside, widest_code  # noqa: PLC0415 - only a large terminal

        async with self._one_code:  # a storm of resizes asks often; the widgets change one wish after another
            widest = widest_code(min(self.size.width, PAGE_WIDTH), self.size.height)
            try:
                beside = await self.hall.reader.read(partial(read_beside, subject, widest=widest), self.t)
            except BoardError:
                return  # the page itself says that the board cannot be read
            if not self.is_open or self.shown is None or self.shown.subject != subject:
                return
            if not self.query(Aside):
                await self.mount(Aside())
            await self.query_one(Aside).show(beside)
            wanted = {f"-code-{large}": len(beside.modules) == large for large in LARGER}
            wanted["-no-code"] = not beside.modules
            if any(self.has_class(name) is not is_so for name, is_so in wanted.items()):
                self.update_classes(wanted)
                # The leaf has another padding and not another size: no event tells of that.
                self.call_after_refresh(self.on_leaf_body_sized)

    def _show_voice(self) -> None:
        """Offer to read aloud what this machine can sound: any text, or this record's recording; else no target."""
        aloud = self.hall.aloud
        self.set_class(aloud.says or (aloud.plays_any and self.has_class("-speaks")), "-speaks")
        if self.shown is not None and aloud.plays_any and not aloud.says:
            self._read_voice(self.shown.subject)

    @work(group="voice", exclusive=True)
    async def _read_voice(self, subject: str) -> None:
        from kiosk.screens.aloud import read_voices, suffix_of  # noqa: PLC0415 - only a machine without a voice asks

        try:
            found = (await self.hall.reader.read(partial(read_voices, subject), self.t)).recording
        except BoardError:
            return  # the page itself says that the board cannot be read
        if self.is_open and self.shown is not None and self.shown.subject == subject:
            self.set_class(found is not None and self.hall.aloud.plays(suffix_of(found)), "-speaks")

    def _read_aloud(self) -> None:
        from kiosk.ear import pieces  # noqa: PLC0415 - loaded with the first voice

        if self.shown is not None:
            rows = [block for block in self._leaves[self.place.leaf].blocks if isinstance(block, Entry)]
            self.hall.read_aloud(pieces(self.shown, rows, self.t), self.shown.subject)

    def on_leaf_body_sized(self) -> None:
        """Lay the sheet out anew for the new size."""
        if self.shown is not None and self.is_open:
            self._lay_out()

    def follow(self, target: Target) -> None:
        """Go where the target leads."""
        if isinstance(target, Row):
            self.go(target.entry.goto)
            return
        match target.id:
            case "home":
                self.hall.go_home()
            case "back":
                self.back()
            case "previous":
                self.turn(-1)
            case "next":
                self.turn(1)
            case "aloud":
                self._read_aloud()
            case "code":
                if self.shown is not None:
                    self.hall.show_code(self.shown.subject, self.shown.title)

    def go(self, page: Page) -> None:
        """Open `page`; "back" leads here."""
        if isinstance(page, (SearchPage, SlipPage, SealedPage, PicturePage, GenuinePage)):
            self.hall.open(page)
            return
        self._past.append(self.place)
        self._move(Place(page))

    def back(self) -> None:
        """Return to where the visitor came from."""
        if self._past:
            self._move(self._past.pop())
        else:
            self.hall.close(self)

    def turn(self, step: int) -> None:
        """Turn to the next leaf or the one before; past the last one the list goes on with its next window."""
        sheet, leaf = self.shown, self.place.leaf + step
        if sheet is None:
            return
        if 0 <= leaf < len(self._leaves):
            self.place.leaf = leaf
            self._paint()
            self.query_one(LeafBody).focus_first()
        elif page := (sheet.after if step > 0 else sheet.before):
            self._to_last_leaf = step < 0
            self._move(Place(page), keep=True)

    def _move(self, place: Place, *, keep: bool = False) -> None:
        self.place = place
        self._to_last_leaf = keep and self._to_last_leaf
        self.shown = None
        self.set_focus(None)
        self.reload()

    def _lay_out(self) -> None:
        body, sheet = self.query_one(LeafBody), self.shown
        width, height = body.room
        if sheet is None or width < 1 or height < 1:
            return
        self._fit_title()
        self._leaves = paginate(sheet.parts, width, height, self.spacing)
        last = len(self._leaves) - 1
        title = self.query_one("#title", Painted)
        room = title.content_size.width - cells(self._where(last)) - APART
        title.set_class(cells(safe(sheet.title)) > room, "-long")
        self.place.leaf = last if self._to_last_leaf else min(self.place.leaf, last)
        self._to_last_leaf = False
        self._paint()

    def _paint(self) -> None:
        sheet, number = self.shown, self.place.leaf
        if sheet is None:
            return
        t = self.t
        self.query_one(LeafBody).show(self._leaves[number])
        self.query_one("#title", Painted).refresh()
        is_long = cells(t("Listen")) > _BESIDE_ENTER and not self.has_class("-wide") and not self.has_class("-narrow")
        enter = _ENTER_SHORT if is_long or self.has_class("-narrow", "-short") else "Enter"
        buttons = (
            ("home", "0", t("Home"), True),
            ("back", "Esc", t("Back"), True),
            ("previous", "-", t("Previous"), number > 0 or sheet.before is not None),
            ("next", "+", t("Next page"), number < len(self._leaves) - 1 or sheet.after is not None),
            ("aloud", enter, t("Listen"), True),
            ("code", "*", t("QR code"), True),
        )
        for id_, key, words, active in buttons:
            target = self.query_one(f"#{id_}", Target)
            target.show(label(key, words) if active else nothing)
            if target.disabled is active:
                self.call_later(self._enable)

    def _enable(self) -> None:
        """Let the keys be chosen that say something: they are styled anew, and nobody need wait for that."""
        for target in self.query_one("#bar").walk_children(Target):
            target.disabled = not target.says

    def _title(self, width: int, height: int) -> list[Line]:
        if self.shown is None:
            return []
        where, as_of = self._where(self.place.leaf), self.shown.as_of
        if self._has_block_title(width) and height > BLOCK_ROWS:
            rows = block_rows(safe(self.shown.title), width)
            return [*(((row, "accent"),) for row in rows), _apart("", joined((as_of, where)), width)]
        room = max(width - cells(where) - APART, 1)
        whole = clipped(self.shown.title, room if height <= LONG_ROWS else 2 * room)
        title, *more = settled(whole, room)
        if not more and cells(title) + APART + cells(both := joined((as_of, where))) <= width:
            where, as_of = both, ""
        lines = [(title, where)]
        if more:
            lines.append((clipped(" ".join(more), room), ""))
        if as_of and more and cells(lines[-1][0]) + APART + cells(as_of) <= width:
            lines[-1] = (lines[-1][0], as_of)
        elif as_of:
            lines.append(("", as_of))
        return [_apart(words, beside, width) for words, beside in lines]

    def _has_block_title(self, width: int) -> bool:
        """Tell whether the title stands in block letters: it fits, and leaves room for an entry and its heading."""
        sheet = self.shown
        if sheet is None or not self.spacing.blocks:
            return False
        first = next(iter(sheet.parts), None)
        headed = len(lines_of(first, width, self.spacing)) if isinstance(first, Heading) else 0
        room = self.size.height - BLOCK_ROWS - _FRAME_ROWS >= self.spacing.entry_rows + headed
        return room and fits(safe(sheet.title), width, BLOCK_ROWS) and ready()

    def _fit_title(self) -> None:
        """Give the title the rows that it needs; the leaf hears of its new size by itself."""
        title = self.query_one("#title", Painted)
        title.set_class(self._has_block_title(title.content_size.width), "-blocks")

    def _where(self, number: int) -> str:
        """Return which leaf this is, or which entries of how many stand on it."""
        assert self.shown is not None
        t, leaf, (first, whole) = self.t, self._leaves[number], self.shown.counted
        here = sum(not isinstance(block, tuple) for block in leaf.blocks)
        if whole > 0 and here and len(self._leaves) > 1:
            start = first + leaf.first_entry
            return t("{first} to {last} of {whole}", first=start, last=start + here - 1, whole=whole)
        if len(self._leaves) > 1:
            return t("page {page} of {pages}", page=number + 1, pages=len(self._leaves))
        return ""


def _apart(words: str, right: str, width: int) -> Line:
    """Return a line of the title with what ends at its right."""
    gap = " " * max(width - cells(words) - cells(right), 0)
    return ((words, "accent"), (gap, "ink"), (right, "soft"))
