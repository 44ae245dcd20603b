"""The warning above everything: it comes without a restart and goes with its time (P24)."""

from __future__ import annotations

from asyncio import get_running_loop
from typing import TYPE_CHECKING, Any, cast

from village_board.base.errors import BoardError

if TYPE_CHECKING:
    from kiosk.app import KioskApp
    from kiosk.emergency import Warning  # noqa: A004 - the field's own word

#: seconds after the start until a warning is looked for: the home stands first.
AFTER = 1.0


class Warnings:
    """Keeps the warning of one kiosk."""

    def __init__(self, app: KioskApp) -> None:
        self._app = app
        self._read = ""  # id of what this visitor has read
        self.standing: Warning | None = None

    def begin(self) -> None:
        """Look for the first time, soon."""
        self._app.set_timer(AFTER, self.look)

    @property
    def on_top(self) -> bool:
        """Whether the warning is what is seen."""
        return bool(getattr(self._app.screen, "is_warning", False))

    def look(self) -> None:
        """Read whether a warning stands; show it, or take it away."""
        self._app.run_worker(cast("Any", self._look), group="warning")

    def show_again(self) -> None:
        """Show the warning to the next visitor, who has not read it."""
        self._read = ""
        self._show()

    def read_on(self, *, whole: bool) -> None:
        """Leave the warning for what was read before it, or for the whole notice."""
        from kiosk.pages.items import ItemPage  # noqa: PLC0415 - kept out of the start
        from kiosk.screens.ask import AskScreen  # noqa: PLC0415
        from kiosk.screens.attract import AttractScreen  # noqa: PLC0415

        app, warning = self._app, self.standing
        self._read = warning.id if warning else ""
        app.pop_screen()
        while isinstance(app.screen, (AskScreen, AttractScreen)):
            app.pop_screen()
        app.show_anew()
        if whole and warning:
            app.open(ItemPage(warning.id))

    async def _look(self) -> None:
        from kiosk import blocks  # noqa: PLC0415 - kept out of the start
        from kiosk.emergency import read_warning  # noqa: PLC0415

        try:
            found = await self._app.reader.read(read_warning, self._app.t)
        except BoardError:
            return  # a store that cannot be read brings no warning, and takes none back
        if found is not None and not blocks.ready():
            await get_running_loop().run_in_executor(None, blocks.warm)
        self.standing = found
        if self._app.screen_stack:  # none are left where the kiosk has ended meanwhile
            self._show()

    def _show(self) -> None:
        from kiosk.screens.emergency import EmergencyScreen  # noqa: PLC0415 - kept out of the start

        app, warning = self._app, self.standing
        if self.on_top and warning is None:
            app.pop_screen()
            app.show_anew()
        elif warning is not None and warning.id != self._read and not self.on_top:
            app.push_screen(EmergencyScreen(warning))
