"""The desk's app: who is signed in, the lock, themes and the way between screens. What screens do is theirs."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events

from kiosk.debounce import Debounce
from kiosk.desk.base import DeskScreen
from kiosk.desk.home import HomeScreen
from kiosk.desk.office import Office
from kiosk.desk.said import AT_THE_DESK
from kiosk.desk.signin import SignInScreen
from kiosk.guarded import GuardedApp
from kiosk.themes import DAY, DEFAULT_THEME, NIGHT, themes
from village_board.i18n import DEFAULT, translator
from village_board.limits.service import limits_of

if TYPE_CHECKING:
    from pathlib import Path

    from textual.driver import Driver
    from textual.screen import Screen

    from village_board.board import Board
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_ACTS = (events.Key, events.MouseDown, events.Paste)
#: seconds between two looks at what is not kept yet and at the lock.
_TICK = 0.5


class DeskApp(GuardedApp, inherit_bindings=False):
    """The desk of one board.

    Args:
        board: what is written; it stays the caller's to close.
        driver: Textual's driver class; None for the usual one.
        clock: seconds that never go back: for drafts, the lock and double taps.
        language: the language of the desk.
    """

    CSS_PATH = ["../styles/frame.tcss", "../styles/desk.tcss"]  # noqa: RUF012 - as Textual declares it
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    TITLE = ""

    def __init__(
        self,
        board: Board,
        driver: type[Driver] | None = None,
        clock: Callable[[], float] = time.monotonic,
        language: str = DEFAULT,
    ) -> None:
        super().__init__(driver_class=driver)
        self.board = board
        self.t: Translator = translator(language, "kiosk").saying(AT_THE_DESK)
        self.office = Office(board)
        self.seconds = clock
        self.debounce = Debounce(clock)
        self.who: Actor | None = None
        self.last_folder: Path | None = None  # from which the one at the desk took a file
        with board.reading() as records:
            self.lock_after = limits_of(records).count("desk.lock_seconds")
        self._touched = clock()
        for theme in themes():
            self.register_theme(theme)
        self.theme = DEFAULT_THEME

    @property
    def is_demo(self) -> bool:
        """Whether the village is invented."""
        return bool(self.board.settings.demo)

    @property
    def signed_in(self) -> Actor:
        """Who is signed in; only screens behind the sign-in ask."""
        assert self.who is not None
        return self.who

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys that do the same on every screen."""
        lock = [("F10", self.t("Lock"))] if self.who else []
        return [("F9", self.t("Light or dark")), ("ctrl+q", self.t("End")), *lock]

    def get_default_screen(self) -> Screen[None]:
        """Return the sign-in."""
        return SignInScreen()

    def on_mount(self) -> None:
        """Begin to look at the lock."""
        self.set_interval(_TICK, self.look)

    def on_unmount(self) -> None:
        """End the thread."""
        self.office.close()

    async def on_event(self, event: events.Event) -> None:
        """Take every key as a sign of life; the keys of the app come before a field sees them."""
        if isinstance(event, _ACTS) and not event.is_forwarded:
            self._touched = self.seconds()
            if isinstance(event, events.Key) and event.key in ("ctrl+q", "f9", "f10"):
                await self._obey(event.key)
                return
        await super().on_event(event)

    async def _obey(self, key: str) -> None:
        if key == "ctrl+q":
            await self._keep()
            self.exit()
        elif key == "f9":
            self.theme = NIGHT if self.theme == DAY else DAY
            self.screen.refresh()
            for widget in self.screen.query():
                widget.refresh()
        elif self.who is not None:
            await self.lock()

    async def look(self) -> None:
        """Keep what was typed, and lock where nobody has touched the desk for a while."""
        from kiosk.desk.writing import WritingScreen  # noqa: PLC0415 - that screen imports the base

        for screen in self.screen_stack:
            if isinstance(screen, WritingScreen):
                screen.keep_if_rested()
        if self.who is not None and self.seconds() - self._touched >= self.lock_after:
            await self.lock(idle=True)

    async def _keep(self) -> None:
        from kiosk.desk.writing import WritingScreen  # noqa: PLC0415

        for screen in self.screen_stack:
            if isinstance(screen, WritingScreen):
                await screen.keep()

    def enter(self, who: Actor) -> None:
        """Let `who` in, who has shown their PIN."""
        self.who = who
        self._touched = self.seconds()
        self.push_screen(HomeScreen())

    async def lock(self, *, idle: bool = False) -> None:
        """Keep what was typed, and leave nothing of it on the screen."""
        await self._keep()
        self.who, self.last_folder = None, None
        self._clipboard = ""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if isinstance(self.screen, SignInScreen):
            self.screen.begin_anew(self.t("Locked, as nobody was here. What was typed is kept.") if idle else "")

    def leave(self, screen: Screen[None]) -> None:
        """Leave `screen`, if it is the present one, for the one below."""
        if self.screen is screen and len(self.screen_stack) > 1:
            self.pop_screen()

    def tell_here(self, told: str) -> None:
        """Say `told` on the present screen."""
        if isinstance(self.screen, DeskScreen):
            self.screen.tell(told)

    def go_to_list(self, told: str = "") -> None:
        """Leave every screen above the list of what waits."""
        while len(self.screen_stack) > 2:  # noqa: PLR2004 - the sign-in and the list
            self.pop_screen()
        if isinstance(self.screen, HomeScreen):
            self.screen.reload()
            self.screen.tell(told)
