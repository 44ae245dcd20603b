"""Changing one's own PIN: the old one, then the new one twice. Nothing of it is kept as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from kiosk.desk.base import DeskScreen
from kiosk.desk.fields import LineField
from kiosk.widgets.painted import Painted, Painter, Target, label
from village_board.base.message import N_
from village_board.people.model import Person
from village_board.people.pin import MAX_DIGITS, set_pin

if TYPE_CHECKING:
    from textual import events

    from village_board.base.errors import BoardError
    from village_board.desk import Desk

_ASKED = (("old", N_("The PIN until now")), ("new", N_("The new PIN")), ("again", N_("The new PIN again")))


class PinScreen(DeskScreen):
    """Three fields; the old PIN is checked, and counted where it is wrong, as at the sign-in (A21)."""

    def __init__(self) -> None:
        super().__init__()
        self._asking = False

    def title_words(self) -> str:
        """Say what it is."""
        return self.t("Change my PIN")

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys."""
        return [("Enter", self.t("Next")), ("Esc", self.t("Back"))]

    def body(self) -> ComposeResult:
        """Return the fields."""
        with Vertical(id="sign-in"):
            for name, words in _ASKED:
                with Horizontal(classes="field"):
                    yield Painted(self._label(words), classes="label")
                    yield LineField(id=name, secret=True, limit=MAX_DIGITS)
            yield Target(label("F2", self.t("Change it")), key="f2", id="change", classes="button")

    def _label(self, words: str) -> Painter:
        return lambda _width, _height: [((self.t(words), "ink"),)]

    def on_mount(self) -> None:
        """Begin with the old one."""
        self.query_one("#old").focus()

    def on_unmount(self) -> None:
        """Forget what was typed."""
        for field in self.query(LineField):
            field.value = ""

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        if event.input.id == "again":
            self._change()
        else:
            self.go_on()

    @on(Target.Chosen, "#change")
    def _change(self) -> None:
        new, again = self.query_one("#new", LineField), self.query_one("#again", LineField)
        if new.value != again.value:
            new.value = again.value = ""
            self.tell(self.t("The new PIN was typed in two ways. Type it twice again."))
            new.focus()
        elif not self._asking:
            self._asking = True
            self.run_worker(self._work(), group="acting")

    async def _work(self) -> None:
        who, desk = self.desk.signed_in, self.desk
        old, new = (self.query_one(f"#{name}", LineField) for name in ("old", "new"))
        typed, digits, old.value = old.value, new.value, ""

        def change(unit: Desk) -> bool:
            set_pin(unit, unit.get(Person, who.id), digits, desk.board.pepper())
            return True

        try:
            if await self.attempt(lambda: desk.office.sign_in(who.id, typed), self._refused) is None:
                return
            done = await self.attempt(lambda: desk.office.act(who, change), self._refused)
        finally:
            self._asking = False
        if done:
            desk.leave(self)
            desk.tell_here(self.t("Your PIN is changed."))

    def _refused(self, error: BoardError) -> None:
        self.tell_refusal(error)
        self.query_one("#old").focus()

    def on_key(self, event: events.Key) -> None:
        """Go back with Escape; other keys are the desk's."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.desk.leave(self)
