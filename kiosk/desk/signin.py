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
from kiosk.desk.paper import Paper, Paragraph
from kiosk.widgets.ink import padded
from kiosk.widgets.painted import Painted, Target, label
from village_board.people.model import Person, Role
from village_board.people.pin import MAX_DIGITS
from village_board.people.service import NoSuchPerson, SeveralPersons

if TYPE_CHECKING:
    from village_board.base.errors import BoardError
    from village_board.desk import Records
    from village_board.i18n import Translator

#: in which order those are named who may try the demo, and how many at most.
_PARTS = (Role.CLERK, Role.COMMITTEE, Role.OVERSIGHT, Role.TOWNSHIP)
_MOST_WAYS = 9
_NUMBER, _NAME = 10, 8


def ways_in(records: Records, t: Translator) -> list[Paragraph]:
    """Return who may sign in at the demo's desk, one for each post; nobody's PIN is said but the demo's.

    Only the demo says this: its people are invented, and its README tells their PIN.
    """
    from village_board.demo.making import DEMO_PIN  # noqa: PLC0415 - a real village never needs it

    found: dict[str, tuple[int, Person]] = {}
    for person in sorted(records.all(Person), key=lambda one: one.number):
        held = next((one for one in person.offices if one.role in _PARTS and one.held_on(records.today)), None)
        if held is not None:
            found.setdefault(held.post, (_PARTS.index(held.role), person))
    said = t("This village is invented. Try it as one of these; the PIN is {pin}:", pin=DEMO_PIN)
    lines = [
        (f"{padded(person.number, _NUMBER)}{padded(person.name, _NAME)}{post}", "soft")
        for post, (_, person) in sorted(found.items(), key=lambda one: one[1][0])
    ]
    return [(said, "ink"), *lines[:_MOST_WAYS]]


class SignInScreen(DeskScreen):
    """The first screen, and the one to which the desk goes back when it is locked."""

    def __init__(self) -> None:
        super().__init__()
        self._asking = False
        self._ways: list[Paragraph] = []

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
                yield LineField(id="pin", secret=True, limit=MAX_DIGITS)
            yield Target(label("", self.t("Sign in")), id="enter", classes="button")
            yield Paper(lambda: self._ways, id="ways-in")

    def on_mount(self) -> None:
        """Begin with the number."""
        self.query_one("#number").focus()
        if self.desk.is_demo:
            self.run_worker(self._say_ways(), group="ways")

    async def _say_ways(self) -> None:
        t = self.t
        self._ways = await self.desk.office.read(lambda records: ways_in(records, t))
        self.query_one("#ways-in", Paper).renew()

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
        self.tell_refusal(error)
        self.query_one("#number" if isinstance(error, NoSuchPerson | SeveralPersons) else "#pin").focus()
