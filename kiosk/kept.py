"""The screen of pages, made before somebody wants it and used again: a tap fills it, and makes no widgets.

It is one visitor's: when nobody stands there any more it is thrown away with all that it showed (K9), and another is
made for the next one. What a visit has left in memory is cleared then as well, so that no tap waits for that; during a
long visit in a pause.
"""

from __future__ import annotations

import gc
from asyncio import to_thread
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from rich.cells import cached_cell_len
from textual._styles_cache import StylesCache
from textual.strip import Strip

if TYPE_CHECKING:
    from kiosk.app import KioskApp
    from kiosk.screens.sheet import SheetScreen
    from kiosk.sheet import Page

#: seconds after a visitor has gone, or after the first page: what people wait for comes first.
AFTER = 1.0
#: seconds without a touch in which a visitor reads, and waits for nothing.
PAUSE = 3.0
#: objects made since the last collection that are worth one: in a pause, and whatever is typed.
DUE, OVERDUE = 100_000, 300_000
#: how much is made before the collector looks: more than forty pages make, else every fifteenth tap waits for it.
THRESHOLDS = (50_000, 4, 20)
_NAME = "sheet"


class KeptSheet:
    """Keeps one sheet screen of `app`."""

    def __init__(self, app: KioskApp) -> None:
        self._app = app
        self._screen: SheetScreen | None = None

    def take(self, page: Page) -> SheetScreen:
        """Return a screen for `page`, to be pushed: the kept one, or a new one where that is being read already."""
        from kiosk.screens.sheet import SheetScreen  # noqa: PLC0415 - kept out of the start

        kept = self._screen
        if kept is None:
            self._app.set_timer(AFTER, self._fill)
            return self._keep(SheetScreen(page))
        if kept in self._app.screen_stack or not kept.stands:
            return SheetScreen(page)
        kept.begin(page)
        return kept

    def begin_anew(self) -> None:
        """Throw the screen away, which is not on the stack any more, and make another in a moment."""
        if self._screen is not None:
            self._app.uninstall_screen(self._screen)
            self._screen.remove()
            self._screen = None
        self._app.set_timer(AFTER, self.prepare)

    def prepare(self) -> None:
        """Make the screen while nobody waits for it.

        The app's own task makes it: a task keeps the screen in whose handler it was made, and so each kept screen would
        keep the one before, for ever.
        """
        self._app.call_later(self._app.run_worker, cast("Any", self._prepare), group="kept")

    async def _prepare(self) -> None:
        await to_thread(import_module, "kiosk.screens.sheet")
        from kiosk.screens.sheet import SheetScreen  # noqa: PLC0415 - loaded in the thread
        from kiosk.sheet import Nowhere  # noqa: PLC0415 - as above

        if self._screen is None and self._app.is_running:
            screen = self._keep(SheetScreen(Nowhere()))
            # Textual mounts a screen only when it is pushed.
            _, mounted = self._app._get_screen(screen)  # noqa: SLF001
            self._app._load_screen_css(screen)  # noqa: SLF001
            await mounted
            self._fill()

    def _fill(self) -> None:
        if self._screen is not None and self._screen.stands:
            self._screen.prepare()
        tidy()

    def _keep(self, screen: SheetScreen) -> SheetScreen:
        self._screen = screen
        self._app.install_screen(screen, _NAME)
        return screen


def collect_from_now_on() -> None:
    """Turn on the garbage collector, which looks no more at what the start has made."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    gc.enable()


def tidy() -> None:
    """Clear the garbage, and look no more at what is left until the next time.

    A collection in the middle of a tap goes through all that the program has loaded, for longer than the page takes.
    Textual remembers the lines of a thousand widgets that are gone (the key of a cached method is the widget's own
    cache), and every piece that a shared empty line was ever cut into.
    """
    StylesCache.get_inner_outer.cache_clear()
    Strip.blank.cache_clear()
    cached_cell_len.cache_clear()
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def tidy_when_due(silent_for: float) -> None:
    """Tidy where much was made since the last time; a visitor who drums on the keys for an hour leaves no pause.

    Args:
        silent_for: seconds since the last touch.
    """
    made = _made()
    if made >= OVERDUE or (made >= DUE and silent_for >= PAUSE):
        tidy()


def _made() -> int:
    """Return how many objects were made, and not freed at once, since the last collection of all."""
    made, of_young, of_middle = gc.get_count()
    young, middle, _ = gc.get_threshold()
    return made + young * (of_young + middle * of_middle)
