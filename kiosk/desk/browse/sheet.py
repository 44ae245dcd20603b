"""A record as it stands, in words, and below it what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from kiosk.desk.base import DeskScreen
from kiosk.desk.browse.steps import Step, step_targets
from kiosk.desk.paper import Paper, Paragraph
from kiosk.widgets.painted import Target

if TYPE_CHECKING:
    from textual import events
    from textual.worker import WorkType

    from village_board.base.errors import BoardError
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


#: lines of the words that are seen above however many steps.
_LEAST = 5


@dataclass(frozen=True)
class Sheet:
    """What a sheet shows: title (in the reader's words), paragraphs, and the steps that have their place now."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    steps: tuple[Step, ...] = ()


class SheetScreen(DeskScreen):
    """A record; `read` returns its sheet, for the one who asks."""

    def __init__(self, read: Callable[[Records, Actor, Translator], Sheet]) -> None:
        super().__init__()
        self._read_sheet = read
        self.sheet = Sheet("", ())

    def title_words(self) -> str:
        """Say which record it is."""
        return self.sheet.title

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of a sheet."""
        t = self.t
        steps = [("↑↓ 1-9", t("Choose"))] if self.sheet.steps else []
        return [*steps, ("PgUp PgDn", t("Read on")), ("Esc", t("Back"))]

    def body(self) -> ComposeResult:
        """Return the words and the steps."""
        with VerticalScroll(id="whole", can_focus=False):
            yield Paper(lambda: self.sheet.paragraphs, id="sheet")
        yield Vertical(id="steps")

    def on_screen_resume(self) -> None:
        """Read it, and read it again whenever it is seen again."""
        if self.desk.who is not None:
            work: WorkType[None] = self._read  # begun only when its turn comes
            self.run_worker(work, group="reading", exclusive=True)

    def sheet_for(self, records: Records, who: Actor, t: Translator) -> Sheet:
        """Return the sheet as `who` sees it now."""
        return self._read_sheet(records, who, t)

    async def _read(self) -> None:
        who, t = self.desk.signed_in, self.t
        found = await self.attempt(
            lambda: self.desk.office.read(lambda records: self._read_sheet(records, who, t)), self._refused
        )
        if found is None or not self.is_open:
            return
        before, self.sheet = self.sheet, found
        self.query_one("#sheet", Paper).renew()
        self.query_one("#desk-title").refresh()
        self.query_one("#desk-keys").refresh()
        if [one.name for one in before.steps] != [one.name for one in found.steps]:
            await self._show_steps(found)
        self._fit()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the words to the size."""
        super().on_resize(event)
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Let the steps follow the words, and stay in sight where these are long."""
        room = self.query_one("#desk-body").size.height - len(self.query("#steps Target")) - 1
        self.query_one("#whole").styles.max_height = max(room, _LEAST)

    async def _show_steps(self, sheet: Sheet) -> None:
        box = self.query_one("#steps", Vertical)
        await box.remove_children()
        targets = list(step_targets(sheet.steps, self.desk.signed_in, self.t, numbered=True))
        await box.mount(*targets)
        if targets and self.desk.screen is self:
            targets[0].focus()

    def _refused(self, error: BoardError) -> None:
        self.tell_refusal(error)

    @on(Target.Chosen)
    def _chosen(self, event: Target.Chosen) -> None:
        step = next((one for one in self.sheet.steps if one.target == event.target.id), None)
        if step is not None:
            self.tell("")
            self.desk.push_screen(step.opens())

    def on_key(self, event: events.Key) -> None:
        """Read on, go back with Escape."""
        whole = self.query_one("#whole", VerticalScroll)
        if event.key in ("pagedown", "pageup"):
            whole.scroll_page_down(animate=False) if event.key == "pagedown" else whole.scroll_page_up(animate=False)
        elif event.key == "escape":
            self.desk.leave(self)
        else:
            super().on_key(event)
            return
        event.stop().prevent_default()
