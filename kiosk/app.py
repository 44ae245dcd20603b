"""The app wires: themes, keys, idleness, the way between screens. What screens show is theirs."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.screen import Screen

from kiosk.aloud import Aloud
from kiosk.debounce import Debounce
from kiosk.faults import log_failure
from kiosk.guarded import GuardedApp
from kiosk.heartbeat import EVERY, heartbeat
from kiosk.idle import Idle, Presence
from kiosk.kept import KeptSheet, collect_from_now_on, tidy_when_due
from kiosk.reading import Reader, Watch
from kiosk.said import hall_translator
from kiosk.scale import Scale
from kiosk.screens.base import HallScreen
from kiosk.screens.home import HomeScreen
from kiosk.signals import hear
from kiosk.themes import DAY, DEFAULT_THEME, NIGHT, themes
from kiosk.visits import Visits
from kiosk.warnings import Warnings
from village_board.i18n import DEFAULT

if TYPE_CHECKING:
    from concurrent.futures import Future
    from datetime import date

    from textual.driver import Driver

    from kiosk.aloud import Machine
    from kiosk.pages.home import Home
    from kiosk.sheet import Page
    from village_board.board import Board
    from village_board.i18n import Translator
    from village_board.visits.model import Visit

_ACTS = (events.Key, events.MouseDown, events.Paste)
#: seconds between two looks at idleness.
_TICK = 0.5


class KioskApp(GuardedApp, inherit_bindings=False):
    """The kiosk of one board.

    Args:
        board: what is shown; it stays the caller's to close.
        driver: Textual's driver class; None for the usual one.
        clock: seconds that never go back, for idleness and double taps.
        reader: what reads the board, where it has begun already.
        first: the home that it is reading.
        staff: whether it stands in the hall, where staff may sign in; never in a browser.
        machine: tells what the machine can sound; None: it reads nothing aloud.
    """

    CSS_PATH = ["styles/frame.tcss", "styles/home.tcss"]  # noqa: RUF012 - as Textual declares it
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    TITLE = ""

    def __init__(
        self,
        board: Board,
        driver: type[Driver] | None = None,
        clock: Callable[[], float] = time.monotonic,
        reader: Reader | None = None,
        first: Future[Home] | None = None,
        *,
        staff: bool = True,
        machine: Callable[[], Machine] | None = None,
    ) -> None:
        super().__init__(driver_class=driver)
        self.board = board
        self.t: Translator = hall_translator(DEFAULT)
        self.reader = reader or Reader(board)
        self._first = first
        self.scale = Scale.NORMAL
        self.warnings = Warnings(self)
        self._sheet = KeptSheet(self)
        self._fresh = True  # nobody has touched it since it began anew
        self.has_staff = staff
        # In a browser the sound would come out of the server.
        self.aloud = Aloud(machine if staff else None)
        self.debounce = Debounce(clock)
        #: of the key of sizes alone: each change composes all anew, whatever other keys were drummed on between two.
        self.resizing = Debounce(clock)
        self.idle = Idle(clock)
        self.visits = Visits(board.clock, self._count_visit)
        self._shown: set[tuple[str, date]] = set()
        self._watch = Watch(board, self._board_changed)
        for theme in themes():
            self.register_theme(theme)
        # The theme from the first styling on: setting it as a change would style everything twice.
        self.set_reactive(KioskApp.theme, DEFAULT_THEME)
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def is_demo(self) -> bool:
        """Whether the village is invented; then, and only then, ctrl+q leaves."""
        return bool(self.board.settings.demo)

    @property
    def is_day(self) -> bool:
        """Whether the light theme is on."""
        return self.theme == DAY

    def take_first(self) -> Home | None:
        """Return the home that was read before the first screen, once; None where it is not there or failed."""
        first, self._first = self._first, None
        return first.result() if first and first.done() and not first.exception() else None

    def get_default_screen(self) -> Screen[None]:
        """Return the home."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Begin to watch the board, the clock and the wish to end."""
        self._watch.start()
        self.call_after_refresh(collect_from_now_on)
        self.set_interval(_TICK, self.look_at_idleness)
        self.set_interval(_TICK, self._tidy)
        self.warnings.begin()
        if pulse := heartbeat(self.exit):
            pulse.beat()
            self.set_interval(EVERY, pulse.beat)
            self.set_interval(EVERY, partial(self.call_later, pulse.served))
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not in a thread of a test
            for wish in (signal.SIGTERM, signal.SIGHUP):
                hear(wish, self.exit)

    def on_unmount(self) -> None:
        """End the threads."""
        self.aloud.close()
        self._watch.close()
        self.reader.close()

    async def on_event(self, event: events.Event) -> None:
        """Take every touch as a sign of life before anything else sees it."""
        if isinstance(event, _ACTS) and not event.is_forwarded:
            self.idle.touch()
            self._fresh = False
            if isinstance(event, events.Key) and event.key == "ctrl+q" and self.is_demo:
                self.exit()
                return
            self.visits.touch()
            if self._wakes() or isinstance(event, events.Paste):
                self._mouse_down_widget = None
                return
        if isinstance(event, events.Resize):
            # A terminal that shrank and grew again between two looks has the same size and has lost its text.
            self.call_after_refresh(self._paint_all)
        await super().on_event(event)

    def _paint_all(self) -> None:
        self.screen.refresh()
        for widget in self.screen.query():
            widget.refresh()

    # Ways

    def open(self, page: Page) -> None:
        """Show `page` above the present screen."""
        from kiosk.pages.catalogue import SearchPage  # noqa: PLC0415 - kept out of the start
        from kiosk.pages.files import PicturePage  # noqa: PLC0415
        from kiosk.pages.genuine import GenuinePage  # noqa: PLC0415
        from kiosk.pages.voices import SealedPage, SlipPage  # noqa: PLC0415

        if isinstance(page, SearchPage):
            self.open_search()
        elif isinstance(page, SlipPage):
            self.open_slip()
        elif isinstance(page, SealedPage):
            self.open_sealed()
        elif isinstance(page, PicturePage):
            self.open_picture(page.id)
        elif isinstance(page, GenuinePage):
            self.show_genuine_code()
        else:
            self.push_screen(self._sheet.take(page))

    def open_search(self) -> None:
        """Show the search above the home: nothing piles up, however long somebody goes round."""
        from kiosk.screens.search import SearchScreen  # noqa: PLC0415 - kept out of the start

        self.go_home()
        self.push_screen(SearchScreen())

    def open_slip(self) -> None:
        """Show the keypad for slips above the home, like the search."""
        from kiosk.screens.slip import SlipScreen  # noqa: PLC0415 - kept out of the start

        self.go_home()
        self.push_screen(SlipScreen())

    def open_sealed(self) -> None:
        """Show the keypad for sealed slips above the home, like the search."""
        from kiosk.screens.sealed import SealedScreen  # noqa: PLC0415 - kept out of the start

        self.go_home()
        self.push_screen(SealedScreen())

    def open_picture(self, id: str) -> None:  # noqa: A002 - the field's own name
        """Show the picture of the attachment `id` above the present screen."""
        from kiosk.screens.picture import PictureScreen  # noqa: PLC0415 - kept out of the start

        self.push_screen(PictureScreen(id))

    def show_code(self, subject: str, title: str) -> None:
        """Show the QR code of the record `subject`."""
        from kiosk.screens.code import CodeScreen  # noqa: PLC0415 - kept out of the start

        self.push_screen(CodeScreen(subject, title))

    def read_aloud(self, pieces: tuple[str, ...], subject: str) -> None:
        """Read `pieces` aloud, or the clerk's recording of the record `subject`."""
        from kiosk.screens.aloud import AloudScreen  # noqa: PLC0415 - kept out of the start

        self.push_screen(AloudScreen(pieces, subject))

    def show_genuine_code(self) -> None:
        """Show what our genuine code looks like (A27)."""
        from kiosk.screens.code import CodeScreen  # noqa: PLC0415 - kept out of the start

        self.push_screen(CodeScreen("", "", genuine=True))

    def open_staff(self) -> None:
        """Ask who of the staff it is, where this kiosk stands in the hall."""
        from kiosk.staff.screen import StaffScreen  # noqa: PLC0415 - kept out of the start

        if self.has_staff:
            self.go_home()
            self.push_screen(StaffScreen())

    def go_home(self) -> None:
        """Leave every screen but the home."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._reload()

    def close(self, screen: Screen[None]) -> None:
        """Leave `screen` if it is the present one."""
        if self.screen is screen and len(self.screen_stack) > 1:
            self.pop_screen()
            self._reload()

    def speak(self, language: str) -> None:
        """Change the visitor's language."""
        self.t = hall_translator(language)
        self._reload()

    def grow(self, scale: Scale) -> None:
        """Show everything at this size (K15)."""
        if scale is Scale.EXTRA and self.scale is not scale:
            self.run_worker(self._warm_letters, thread=True, group="letters")
        self._set_scale(scale)

    def _set_scale(self, scale: Scale) -> None:
        self.scale = scale
        for screen in self.screen_stack:
            if isinstance(screen, HallScreen):
                screen.grow()

    def _warm_letters(self) -> None:
        """Load the font of the block letters outside the loop that paints; then show them."""
        from kiosk import blocks  # noqa: PLC0415 - only who wants large letters loads it

        if blocks.warm():
            with suppress(RuntimeError):  # the loop has ended meanwhile
                self.call_later(lambda: self._set_scale(self.scale))

    def switch_light(self) -> None:
        """Change between the two themes."""
        self.theme = NIGHT if self.is_day else DAY
        self._reload()

    # Warnings

    def read_on(self, *, whole: bool) -> None:
        """Leave the warning for what was read before it, or for the whole notice (P24)."""
        self.warnings.read_on(whole=whole)

    # Idleness

    def look_at_idleness(self) -> None:
        """Ask whether somebody is there, count down, or begin anew for the next visitor (K8, K9)."""
        from kiosk.screens.ask import AskScreen  # noqa: PLC0415 - kept out of the start
        from kiosk.screens.attract import AttractScreen  # noqa: PLC0415

        if not self.screen_stack or isinstance(self.screen, AttractScreen):
            return  # the app ends, or nobody is there
        if getattr(self.screen, "keeps_open", False):
            return  # it ends by its own clock
        presence = self.idle.presence()
        if presence is not Presence.HERE and self._has_signed_in():
            self.begin_anew()
            return
        if self.warnings.on_top:
            if presence is Presence.GONE and not self._fresh:
                self.begin_anew()
            return
        if presence is Presence.GONE:
            self.begin_anew()
        elif presence is Presence.ASKED:
            if not isinstance(self.screen, AskScreen):
                self.push_screen(AskScreen(self.t))
            if isinstance(self.screen, AskScreen):
                self.screen.count(self.idle.seconds_left())

    def _tidy(self) -> None:
        tidy_when_due(self.idle.silent_for())

    def _has_signed_in(self) -> bool:
        """Tell whether staff are signed in: they are signed out after a minute, without a question (A21)."""
        return any(getattr(screen, "who", None) is not None for screen in self.screen_stack)

    def begin_anew(self) -> None:
        """Forget the visitor: screens, search words, language, light; then show the attract screen."""
        from kiosk.screens.attract import AttractScreen  # noqa: PLC0415 - kept out of the start

        self.visits.end()
        self.aloud.begin_anew()
        self.t = hall_translator(DEFAULT)
        self.theme = DEFAULT_THEME
        self._clipboard = ""
        self._set_scale(Scale.NORMAL)
        self.go_home()
        self._sheet.begin_anew()
        self.screen.set_focus(None)
        self.push_screen(AttractScreen())
        self._fresh = True
        self.warnings.show_again()

    def count_shown(self, posts: tuple[str, ...]) -> None:
        """Count today as a day on which the hall's screen showed these notices; once a day for each."""
        if not posts:
            return
        from village_board.notices.hall import shown_in_hall  # noqa: PLC0415 - kept out of the start

        today = self.board.clock.today()
        new = [post for post in posts if (post, today) not in self._shown]
        if new and self.has_staff and self.board.banner is None:
            self._shown = {(post, today) for post in posts}
            self.reader.write(lambda desk: shown_in_hall(desk, new)).add_done_callback(log_failure)

    def _count_visit(self, visit: Visit) -> None:
        """Count a visit that is over: in the reading thread, in the hall alone, where the board can be written."""
        from village_board.visits.service import count_visit  # noqa: PLC0415 - kept out of the start

        if self.has_staff and self.board.banner is None:
            self.reader.write(lambda desk: count_visit(desk, visit)).add_done_callback(log_failure)

    def _wakes(self) -> bool:
        """Leave the attract screen or the question; tell whether the touch was for that."""
        from kiosk.screens.ask import AskScreen  # noqa: PLC0415 - kept out of the start
        from kiosk.screens.attract import AttractScreen  # noqa: PLC0415

        if not isinstance(self.screen, (AskScreen, AttractScreen)):
            return False
        self.pop_screen()
        self._reload()
        return True

    # Changes

    def _board_changed(self) -> None:
        """Hear of a commit, in the watching thread."""
        with suppress(RuntimeError):  # the loop has ended meanwhile
            # Not call_from_thread: it waits for the loop, which waits for this thread when the app ends.
            self.call_later(self._read_again)

    def _read_again(self) -> None:
        self._reload()
        self.warnings.look()

    def show_anew(self) -> None:
        """Read again what the present screen shows, and paint its head anew."""
        if isinstance(self.screen, HallScreen):
            self.screen.query_one("#head").refresh()
        self._reload()

    def _reload(self) -> None:
        screen = self.screen
        if isinstance(screen, HallScreen):
            screen.reload()
