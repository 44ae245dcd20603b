"""Who sits at the desk: number or name, and PIN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from kiosk.desk.base import DeskScreen
from kiosk.desk.fields import LineField
from kiosk.widgets.painted import Painted, Target, label

if TYPE_CHECKING:
    from village_board.base.errors import BoardError

_PIN_LENGTH = 12


class SignInScreen(DeskScreen):
    """The first screen, and the one to which the desk goes back when it is locked."""

    def __init__(self) -> None:
        super().__init__()
        self._asking = False

    def title_words(self) -> str:
        """Say what to do."""
        return self.t("Sign in")

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the sign-in."""
        return [("Enter", self.t("Next"))]

    def body(self) -> ComposeResult:
        """Return the two fields."""
        with Vertical(id="sign-in"):
            with Horizontal(classes="field"):
                yield Painted(lambda _w, _h: [((self.t("Number or name"), "ink"),)], classes="label")
                yield LineField(id="number", limit=40)
            with Horizontal(classes="field"):
                yield Painted(lambda _w, _h: [((self.t("PIN"), "ink"),)], classes="label")
                yield LineField(id="pin", secret=True, limit=_PIN_LENGTH)
            yield Target(label("", self.t("Sign in")), id="enter", classes="button")

    def on_mount(self) -> None:
        """Begin with the number."""
        self.query_one("#number").focus()

    def begin_anew(self, told: str = "") -> None:
        """Forget what was typed."""
        for field in self.query(LineField):
            field.value = ""
        self.tell(told)
        self.query_one("#number").focus()

    @on(Input.Submitted, "#number")
    def _to_pin(self) -> None:
        self.query_one("#pin").focus()

    @on(Input.Submitted, "#pin")
    @on(Target.Chosen, "#enter")
    def _try(self) -> None:
        if not self._asking:
            self._asking = True
            self.run_worker(self._sign_in(), group="sign-in")

    async def _sign_in(self) -> None:
        number, pin = self.query_one("#number", LineField), self.query_one("#pin", LineField)
        typed, pin.value = pin.value, ""
        try:
            who = await self.attempt(lambda: self.desk.office.sign_in(number.value.strip(), typed), self._refused)
        finally:
            self._asking = False
        if who is not None and self.desk.screen is self:
            self.begin_anew()
            self.desk.enter(who)

    def _refused(self, error: BoardError) -> None:
        self.tell_message(error.message)
        self.query_one("#pin").focus()
