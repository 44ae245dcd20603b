"""The last look before a result is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from kiosk.desk.base import DeskScreen
from kiosk.desk.paper import Paper
from kiosk.desk.reckoning import whole
from kiosk.widgets.painted import Target, label
from village_board.hearings.drafts_service import submit_draft

if TYPE_CHECKING:
    from textual import events

    from kiosk.desk.form import FormScreen
    from kiosk.desk.pad import Pad
    from village_board.base.errors import BoardError


class ReviewScreen(DeskScreen):
    """Everything that would be recorded, above the button that records it."""

    def __init__(self, pad: Pad, form: FormScreen) -> None:
        super().__init__()
        self._pad = pad
        self._form = form
        self._recording = False

    def title_words(self) -> str:
        """Say what is asked."""
        return self.t("Is all of this right?")

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the last look."""
        return [("Enter", self.t("Record it")), ("Esc", self.t("Back"))]

    def body(self) -> ComposeResult:
        """Return the whole and the two ways on."""
        with VerticalScroll(id="whole", can_focus=False):
            yield Paper(lambda: whole(self._pad.draft, self._pad.frame, self.t))
        yield Target(label("", self.t("Record it; another member then confirms it")), id="record", classes="button")
        yield Target(label("", self.t("Back to the form")), id="back", classes="button")

    def on_mount(self) -> None:
        """Begin on the button that records."""
        self.query_one("#record").focus()

    @on(Target.Chosen)
    def _chosen(self, event: Target.Chosen) -> None:
        if event.target.id == "back":
            self.desk.leave(self)
        elif event.target.id == "record" and not self._recording:
            self._recording = True
            self.run_worker(self._record(), group="recording")

    async def _record(self) -> None:
        pad = self._pad
        try:
            done = await self.attempt(
                lambda: pad.office.act(pad.who, lambda unit: submit_draft(unit, pad.draft.id)), self._refused
            )
        finally:
            self._recording = False
        if done is not None:
            told = self.t(
                "Recorded: {matter}. Another member must confirm it. Short code {id}", matter=done.matter, id=done.id
            )
            self.desk.go_to_list(told)

    def _refused(self, error: BoardError) -> None:
        self.desk.leave(self)
        self._form.refused(error)

    def on_key(self, event: events.Key) -> None:
        """Go back with Escape."""
        if event.key == "escape":
            event.stop()
            self.desk.leave(self)
        else:
            super().on_key(event)
