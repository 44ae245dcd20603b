"""The app wires: themes, keys, idleness, the way between screens. What screens show is theirs."""

from __future__ import annotations

import gc
import signal
import time
from asyncio import get_running_loop
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.screen import Screen

from kiosk.debounce import Debounce
from kiosk.faults import log_fault
from kiosk.idle import Idle, Presence
from kiosk.reading import Reader, Watch
from kiosk.screens.base import HallScreen
from kiosk.screens.home import HomeScreen
from kiosk.themes import DAY, DEFAULT_THEME, NIGHT, themes
from village_board.i18n import DEFAULT, translator

if TYPE_CHECKING:
    from concurrent.futures import Future

    from rich.console import RenderableType
    from textual.driver import Driver

    from kiosk.pages.home import Home
    from kiosk.sheet import Page
    from village_board.board import Board
    from village_board.i18n import Translator

_ACTS = (events.Key, events.MouseDown, events.Paste)
#: seconds between two looks at idleness.
_TICK = 0.5


class KioskApp(App[None], inherit_bindings=False):
    """The kiosk of one board.

    Args:
        board: what is shown; it stays the caller's to close.
        driver: Textual's driver class; None for the usual one.
        clock: seconds that never go back, for idleness and double taps.
        reader: what reads the board, where it has begun already.
        first: the home that it is reading.
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
    ) -> None:
        super().__init__(driver_class=driver)
        self.board = board
        self.t: Translator = translator(DEFAULT, "kiosk")
        self.reader = reader or Reader(board)
        self._first = first
        self.debounce = Debounce(clock)
        self.idle = Idle(clock)
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
        self.call_after_refresh(_collect_from_now_on)
        self.set_interval(_TICK, self.look_at_idleness)
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not in a thread of a test
            for wish in (signal.SIGTERM, signal.SIGHUP):
                get_running_loop().add_signal_handler(wish, self.exit)

    def on_unmount(self) -> None:
        """End the threads."""
        self._watch.close()
        self.reader.close()

    async def on_event(self, event: events.Event) -> None:
        """Take every touch as a sign of life before anything else sees it."""
        if isinstance(event, _ACTS) and not event.is_forwarded:
            self.idle.touch()
            if isinstance(event, events.Key) and event.key == "ctrl+q" and self.is_demo:
                self.exit()
                return
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

    # Faults: Textual would end with code 0 and show the public the values of all variables (K12, A22).

    def _handle_exception(self, error: Exception) -> None:
        log_fault(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """End with a code that a supervisor sees."""
        self._return_code = 1
        super().panic(*renderables)

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()

    # Ways

    def open(self, page: Page) -> None:
        """Show `page` above the present screen."""
        from kiosk.pages.catalogue import SearchPage  # noqa: PLC0415 - kept out of the start
        from kiosk.pages.files import PicturePage  # noqa: PLC0415
        from kiosk.pages.voices import SlipPage  # noqa: PLC0415
        from kiosk.screens.sheet import SheetScreen  # noqa: PLC0415

        if isinstance(page, SearchPage):
            self.open_search()
        elif isinstance(page, SlipPage):
            self.open_slip()
        elif isinstance(page, PicturePage):
            self.open_picture(page.id)
        else:
            self.push_screen(SheetScreen(page))

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

    def open_picture(self, id: str) -> None:  # noqa: A002 - the field's own name
        """Show the picture of the attachment `id` above the present screen."""
        from kiosk.screens.picture import PictureScreen  # noqa: PLC0415 - kept out of the start

        self.push_screen(PictureScreen(id))

    def show_code(self, subject: str, title: str) -> None:
        """Show the QR code of the record `subject`."""
        from kiosk.screens.code import CodeScreen  # noqa: PLC0415 - kept out of the start

        self.push_screen(CodeScreen(subject, title))

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
        self.t = translator(language, "kiosk")
        self._reload()

    def switch_light(self) -> None:
        """Change between the two themes."""
        self.theme = NIGHT if self.is_day else DAY
        self._reload()

    # Idleness

    def look_at_idleness(self) -> None:
        """Ask whether somebody is there, count down, or begin anew for the next visitor (K8, K9)."""
        from kiosk.screens.ask import AskScreen  # noqa: PLC0415 - kept out of the start
        from kiosk.screens.attract import AttractScreen  # noqa: PLC0415

        if isinstance(self.screen, AttractScreen):
            return
        presence = self.idle.presence()
        if presence is Presence.GONE:
            self.begin_anew()
        elif presence is Presence.ASKED:
            if not isinstance(self.screen, AskScreen):
                self.push_screen(AskScreen(self.t))
            if isinstance(self.screen, AskScreen):
                self.screen.count(self.idle.seconds_left())

    def begin_anew(self) -> None:
        """Forget the visitor: screens, search words, language, light; then show the attract screen."""
        from kiosk.screens.attract import AttractScreen  # noqa: PLC0415 - kept out of the start

        self.t = translator(DEFAULT, "kiosk")
        self.theme = DEFAULT_THEME
        self.go_home()
        self.screen.set_focus(None)
        self.push_screen(AttractScreen())

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
            self.call_from_thread(self._reload)

    def _reload(self) -> None:
        screen = self.screen
        if isinstance(screen, HallScreen):
            screen.reload()


def _collect_from_now_on() -> None:
    """Turn on the garbage collector, which looks no more at what the start has made."""
    gc.freeze()
    gc.enable()
