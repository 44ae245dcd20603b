"""The screen of the staff's mode. Who signed in, what was typed and where they were is known here and nowhere else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Grid, Horizontal, Vertical

from kiosk.labelled import APART, settled
from kiosk.layout import Leaf, paginate
from kiosk.screens.base import HallScreen
from kiosk.screens.sheet import Place
from kiosk.sheet import Page, Sheet, Words
from kiosk.shelf import Shelf
from kiosk.staff.entering import MenuPage, PinPage, WhoPage
from kiosk.staff.office import HallOffice
from kiosk.staff.page import CodeFor, Deed, PadPage, SignIn
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.leaf import LeafBody, Row
from kiosk.widgets.painted import Painted, Target, label
from village_board.base.errors import BoardError
from village_board.limits.service import limits_of
from village_board.text.lines import cells

if TYPE_CHECKING:
    from textual import events

    from village_board.people.model import Actor

#: seconds between two looks at whether somebody is still here.
_TICK = 0.5
_MASK = "●"


class StaffScreen(HallScreen[Sheet]):
    """Pages for one who has shown their PIN; it is left for the attract screen after an idle minute."""

    CSS_PATH = ["../styles/pages.tcss", "../styles/staff.tcss"]  # noqa: RUF012 - as Textual declares it
    HAS_SIZES = False

    def __init__(self) -> None:
        super().__init__()
        self.who: Actor | None = None
        self.digits = ""
        self.places: list[Place] = [Place(WhoPage())]
        self._leaves: list[Leaf] = [Leaf(())]
        self._said = ""
        self._doing = False
        self._lock_after = 60
        self._office: HallOffice | None = None

    def body(self) -> ComposeResult:
        """Return title, leaf, keypad, what was done, buttons."""
        yield Painted(self._title, id="title")
        with Container(id="staff-body"):
            yield LeafBody(id="leaf")
            with Vertical(id="staff-pad"):
                yield Painted(self._typed, id="staff-digits")
                with Grid(id="staff-keys"):
                    for digit in "123456789":
                        yield Target(label(digit, ""), id=f"digit-{digit}", classes="pad")
                    yield Target(id="erase", classes="pad")
                    yield Target(label("0", ""), id="digit-0", classes="pad")
                    yield Target(id="done", classes="pad")
        yield Painted(self._telling, id="staff-told")
        with Horizontal(id="bar"):
            yield Target(key="home", id="home", classes="small")
            yield Target(key="escape", id="back", classes="small")
            yield Target(key="pageup", id="previous", classes="small")
            yield Target(key="pagedown", id="next", classes="small")

    def aliases(self) -> dict[str, str]:
        """Return the number pad's own keys."""
        return {
            "0": "home", "minus": "pageup", "plus": "pagedown", "equals_sign": "pagedown",
            "full_stop": "escape", "asterisk": "escape", "backspace": "escape", "q": "escape",
        }  # fmt: skip

    def on_mount(self) -> None:
        """Begin to look at the clock."""
        with self.hall.board.reading() as records:
            self._lock_after = limits_of(records).count("hall.lock_seconds")
        self.set_interval(_TICK, self.look)
        super().on_mount()

    def on_unmount(self) -> None:
        """Forget everything."""
        self.who, self.digits, self.places, self.shown = None, "", [], None
        if self._office is not None:
            self._office.close()

    @property
    def office(self) -> HallOffice:
        """Where acts are done."""
        if self._office is None:
            self._office = HallOffice(self.hall.board)
        return self._office

    @property
    def place(self) -> Place:
        """Where one is."""
        return self.places[-1] if self.places else Place(WhoPage())

    @property
    def pad(self) -> PadPage | None:
        """The page for which digits are typed, if there is one."""
        page = self.place.page
        return page if isinstance(page, PadPage) else None

    def look(self) -> None:
        """Sign out whoever has not touched the screen for a minute."""
        if self.hall.idle.silent_for() >= self._lock_after and self.hall.screen is self:
            self.hall.begin_anew()

    # What is seen

    def read(self, shelf: Shelf) -> Sheet:
        """Read the page."""
        return self.place.page.read(shelf)

    def fail(self, sentence: str) -> Sheet:
        """Return a sheet that says what is wrong."""
        return Sheet(self.t("This cannot be shown"), (Words(sentence),))

    def show(self, reading: Sheet) -> None:
        """Paint the page."""
        del reading
        if not self.places:
            return
        self.set_class(self.pad is not None, "-pad")
        self._lay_out()
        self.call_after_refresh(self._lay_out)  # the keypad comes or goes: the leaf has its width a moment later

    def on_leaf_body_sized(self) -> None:
        """Lay it out anew for the new size."""
        if self.shown is not None and self.is_open:
            self._lay_out()

    def _lay_out(self) -> None:
        if not self.is_open:
            return
        body, sheet = self.query_one(LeafBody), self.shown
        width, height = body.room
        if sheet is None or width < 1 or height < 1:
            return
        above = self._said and self.pad is None
        self.query_one("#staff-told", Painted).set_class(bool(above), "-said")
        beside = (Words(""), Words(self._said, "accent")) if self._said and self.pad is not None else ()
        self._leaves = paginate((*sheet.parts, *beside), width, height)
        self.place.leaf = min(self.place.leaf, len(self._leaves) - 1)
        self._paint()

    def _paint(self) -> None:
        t, number = self.t, self.place.leaf
        self.query_one(LeafBody).show(self._leaves[number])
        for id_ in ("#title", "#staff-digits", "#staff-told"):
            self.query_one(id_, Painted).refresh()
        self.query_one("#erase", Target).show(label("", t("Erase")))
        self.query_one("#done", Target).show(label("", t("OK")))
        buttons = (
            ("home", "0", t("Sign out") if self.who else t("Home"), True),
            ("back", "Esc", t("Back"), True),
            ("previous", "-", t("Previous"), number > 0),
            ("next", "+", t("Next page"), number < len(self._leaves) - 1),
        )
        for id_, key, words, active in buttons:
            target = self.query_one(f"#{id_}", Target)
            shown = "" if id_ == "home" and self.pad is not None else key  # 0 is a digit there
            target.show(label(shown, words) if active else partial(_nothing))
            target.disabled = not active

    def _title(self, width: int, height: int) -> list[Line]:
        if self.shown is None:
            return []
        who = self.who.name if self.who else ""
        pages = len(self._leaves)
        where = self.t("page {page} of {pages}", page=self.place.leaf + 1, pages=pages) if pages > 1 else ""
        right = "  ".join(filter(None, (where, who)))
        room = max(width - cells(right) - APART, 1)
        title, *more = settled(clipped(self.shown.title, 2 * room if height > 1 else room), room)
        gap = " " * max(width - cells(title) - cells(right), 0)
        further: list[Line] = [((clipped(" ".join(more), room), "accent"),)] if more else []
        return [((title, "accent"), (gap, "ink"), (right, "soft")), *further]

    def _typed(self, width: int, _height: int) -> list[Line]:
        pad = self.pad
        if pad is None:
            return []
        shown = _MASK * len(self.digits) if pad.secret else self.digits
        return [((clipped(" ".join(shown) or "_", width), "strong"),)]

    def _telling(self, width: int, _height: int) -> list[Line]:
        return [((clipped(self._said, width), "accent"),)]

    def tell(self, words: str) -> None:
        """Say `words` above the buttons, in place of what stood there; beside a keypad, which has no row to spare."""
        self._said = words
        self._lay_out()

    # What is chosen

    def typed(self, event: events.Key) -> bool:
        """Take digits while a keypad is shown."""
        if self.pad is None:
            return False
        if event.key == "backspace" and self.digits:
            self._write(self.digits[:-1])
        elif event.character and event.character.isascii() and event.character.isdigit():
            self._write(self.digits + event.character)
        else:
            return False
        return True

    def on_key(self, event: events.Key) -> None:
        """End a number with Enter, unless something else has the focus; other keys are the base's, which follows."""
        if event.key == "enter" and self.is_active and self.pad is not None and self.focused is None:
            event.stop()
            event.prevent_default()
            if self.hall.debounce.key(event.key):
                self._enter()

    def follow(self, target: Target) -> None:
        """Go where the target leads."""
        if isinstance(target, Row):
            self.go(target.entry.goto)
            return
        name = target.id or ""
        if name.startswith("digit-"):
            self._write(self.digits + name.removeprefix("digit-"))
        elif name == "erase":
            self._write(self.digits[:-1])
        elif name == "done":
            self._enter()
        elif name == "home":
            self.hall.go_home()
        elif name == "back":
            self.back()
        else:
            self._turn(-1 if name == "previous" else 1)

    def go(self, page: Page) -> None:
        """Open `page`, or do what it is."""
        if self._doing:
            return
        if isinstance(page, Deed):
            self._begin(self._do(page))
        elif isinstance(page, SignIn):
            self._begin(self._sign_in(page))
        elif isinstance(page, CodeFor):
            self._begin(self._show_code(page))
        else:
            self.tell("")
            self._move([*self.places, Place(page)])

    def back(self) -> None:
        """Go to the place before; from the first one of a session, sign out."""
        self.tell("")
        if len(self.places) > 1:
            self._move(self.places[:-1])
        else:
            self.hall.close(self)

    def _turn(self, step: int) -> None:
        self.place.leaf = min(max(self.place.leaf + step, 0), len(self._leaves) - 1)
        self._paint()
        self.query_one(LeafBody).focus_first()

    def _move(self, places: list[Place]) -> None:
        self.places, self.digits, self.shown = places, "", None
        self.set_focus(None)
        self.reload()

    def _write(self, digits: str) -> None:
        if self.pad is not None and len(digits) <= self.pad.digits_most and not self._doing:
            self.digits = digits
            self.query_one("#staff-digits", Painted).refresh()

    def _enter(self) -> None:
        if self.pad is not None and self.digits and not self._doing:
            digits, self.digits = self.digits, ""
            self.query_one("#staff-digits", Painted).refresh()
            self.go(self.pad.entered(digits))

    # What is done

    def _begin(self, work: object) -> None:
        self._doing = True
        self.run_worker(work, group="acting")  # type: ignore[arg-type]  # a coroutine of this class

    async def _sign_in(self, page: SignIn) -> None:
        try:
            who = await self.office.sign_in_here(page.person, page.digits)
        except BoardError as error:
            self._refused(error)
            return
        finally:
            self._doing = False
        if self.is_open:
            self.who = who
            self.hall.visits.signed_in()
            self.tell("")
            self._move([Place(MenuPage(who))])

    async def _do(self, deed: Deed) -> None:
        who = self.who
        if who is None:
            self._doing = False
            return
        try:
            result = await self.office.act(who, deed.do)
        except BoardError as error:
            self._refused(error)
            return
        finally:
            self._doing = False
        if not self.is_open:
            return
        self.tell(deed.told(self.t, result))
        places = self.places[: len(self.places) - deed.leave] or self.places[:1]
        if deed.then is not None:
            places = [*places, Place(deed.then(result))]
        if len(places) == len(self.places) and deed.then is None:
            self.reload()
        else:
            self._move(places)

    async def _show_code(self, page: CodeFor) -> None:
        from kiosk.staff.shown import ShownScreen, make_code  # noqa: PLC0415 - when it is wanted

        try:
            made = await self.office.act(page.who, partial(make_code, person=page.person, kiosk=self.office.kiosk))
        except BoardError as error:
            self._refused(error)
            return
        finally:
            self._doing = False
        if self.is_open:
            hall = self.hall
            hall.go_home()  # the session ends here; only the code is left to be seen
            hall.push_screen(ShownScreen(made, page.who))

    def _refused(self, error: BoardError) -> None:
        if self.is_open:
            self.tell(self.t.say(error.message))
            if isinstance(self.place.page, PinPage):
                self._paint()


def _nothing(_width: int, _height: int) -> list[Line]:
    return []
