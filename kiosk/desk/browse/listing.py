"""A list of records: found by words, opened, with what can be begun anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from kiosk.desk.base import DeskScreen
from kiosk.desk.browse.rows import Row, Rows
from kiosk.desk.browse.steps import Step, others_do, step_targets
from kiosk.desk.fields import LineField
from kiosk.desk.paper import Paper
from kiosk.widgets.painted import Painted, Target

if TYPE_CHECKING:
    from textual import events
    from textual.worker import WorkType

    from village_board.base.errors import BoardError
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


@dataclass(frozen=True)
class Listing:
    """What a list shows.

    Attributes:
        title: marked with `N_`.
        read: returns the rows; only what the reader may see.
        open: returns the screen of the row with this id.
        steps: what can be begun from here; who may not do it does not see it.
        empty: what is said where there is no row; marked with `N_`.
        about: a sentence above the list; marked with `N_`.
    """

    title: str
    read: Callable[[Records, Actor, Translator], Sequence[Row]]
    open: Callable[[str], DeskScreen | None]
    steps: tuple[Step, ...] = ()
    empty: str = ""
    about: str = ""


class ListScreen(DeskScreen):
    """A list of records."""

    def __init__(self, listing: Listing) -> None:
        super().__init__()
        self.listing = listing

    def title_words(self) -> str:
        """Say what is listed."""
        return self.t(self.listing.title)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of a list."""
        t = self.t
        return [("↑↓ 1-9", t("Open")), ("F4", t("Find")), ("Esc", t("Back"))]

    def body(self) -> ComposeResult:
        """Return the search line, the list and what can be begun."""
        with Vertical(id="listing"):
            if self.listing.about:
                yield Paper(lambda: [(self.t(self.listing.about), "soft")], classes="about")
            with Horizontal(classes="field finding"):
                yield Painted(lambda _w, _h: [((self.t("Find"), "ink"),)], classes="label")
                yield LineField(id="find", limit=40)
            yield Rows()
            yield Paper(lambda: [(self.t(self.listing.empty), "ink")] if self.listing.empty else [], id="nothing-there")
            yield from step_targets(self.listing.steps, self.desk.signed_in, self.t)
            if others := others_do(self.listing.steps, self.desk.signed_in, self.t):
                yield Paper(lambda: others, id="others-do")

    def on_mount(self) -> None:
        """Begin on the list."""
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        """Read it, and read it again whenever it is seen again."""
        if self.desk.who is not None:
            work: WorkType[None] = self._read  # begun only when its turn comes
            self.run_worker(work, group="reading", exclusive=True)

    async def _read(self) -> None:
        who, t = self.desk.signed_in, self.t
        found = await self.attempt(
            lambda: self.desk.office.read(lambda records: self.listing.read(records, who, t)), self._refused
        )
        if found is not None and self.is_open:
            rows = self.query_one(Rows)
            rows.fill(found)
            rows.display = bool(found)
            self.query_one("#nothing-there").display = not found
            if not found and (first := next(iter(self.query(Target)), None)) is not None:
                first.focus()

    def _refused(self, error: BoardError) -> None:
        self.tell_refusal(error)

    @on(Input.Changed, "#find")
    def _find(self, event: Input.Changed) -> None:
        self.query_one(Rows).search(event.value)

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        self.query_one(Rows).focus()

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        self.tell("")
        if (screen := self.listing.open(event.row.id)) is not None:
            self.desk.push_screen(screen)

    @on(Target.Chosen)
    def _begin(self, event: Target.Chosen) -> None:
        step = next((one for one in self.listing.steps if one.target == event.target.id), None)
        if step is not None:
            self.tell("")
            self.desk.push_screen(step.opens())

    def on_key(self, event: events.Key) -> None:
        """Search with F4, open by digit, go back with Escape."""
        typing = isinstance(self.focused, LineField)
        if event.key == "f4":
            self.query_one("#find").focus()
        elif event.key == "escape":
            self.query_one(Rows).focus() if typing else self.desk.leave(self)
        elif event.key == "down" and typing:
            self.query_one(Rows).focus()
        elif event.key.isdigit() and not typing and self.desk.debounce.key(event.key):
            self.query_one(Rows).choose_number(int(event.key))
        else:
            super().on_key(event)
            return
        event.stop().prevent_default()
