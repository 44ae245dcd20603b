"""What both apps do where the program fails: nothing of it is shown, and whoever started it sees a code (K12, A22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from kiosk.faults import log_fault

if TYPE_CHECKING:
    from rich.console import RenderableType


class GuardedApp(App[None], inherit_bindings=False):
    """An app that logs its faults: Textual would end with code 0 and print the values of all variables, PINs too."""

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
