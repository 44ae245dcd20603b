"""What one person recorded, for the second one: confirm it, or send it back with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from kiosk.desk.blank.pad import BlankPad
from kiosk.desk.fields import LineField
from kiosk.desk.paper import Paper, Paragraph
from kiosk.desk.recorded import recorded
from kiosk.desk.writing import WritingScreen
from kiosk.widgets.painted import Painted, Target, label
from village_board.base.message import N_
from village_board.forms.service import OpenedForm, drop_form, open_form
from village_board.hearings.drafts_reading import as_it_was_read
from village_board.hearings.model import Hearing
from village_board.hearings.resolutions import confirm_resolution, send_back_resolution
from village_board.hearings.service import confirm_hearing, send_back_hearing

if TYPE_CHECKING:
    from textual import events

    from village_board.base.errors import BoardError
    from village_board.desk import Desk
    from village_board.hearings.model import Resolution


#: under which the words of one who has not sent it back yet are kept.
_DRAFT, _WHY = "confirm", "why"


class ConfirmScreen(WritingScreen):
    """The recorded result with this id."""

    pad: BlankPad | None = None

    def __init__(self, subject: str) -> None:
        super().__init__()
        self._subject = subject
        self._paragraphs: list[Paragraph] = []
        self._rev = 0
        self._acting = False

    def title_words(self) -> str:
        """Say what is asked."""
        return self.t("Is this what happened? You are the second person.")

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of this screen."""
        return [("↑↓ Enter", self.t("Choose")), ("Esc", self.t("Back"))]

    def body(self) -> ComposeResult:
        """Return what was recorded, and the two answers."""
        t = self.t
        with VerticalScroll(id="whole", can_focus=False):
            yield Paper(lambda: self._paragraphs, id="recorded")
        yield Target(label("", t("Right: confirm it")), id="confirm", classes="button")
        with Horizontal(classes="field"):
            yield Painted(lambda _w, _h: [((t("What is wrong"), "ink"),)], classes="label")
            yield LineField(id="why")
        yield Target(label("", t("Not right: send it back")), id="send-back", classes="button")

    def on_mount(self) -> None:
        """Read what was recorded."""
        self.run_worker(self._read(), group="reading")

    async def _read(self) -> None:
        t, who, office = self.t, self.desk.signed_in, self.desk.office

        def read(desk: Desk) -> tuple[tuple[int, list[Paragraph]], OpenedForm]:
            return recorded(desk, self._subject, t), open_form(desk, _DRAFT, self._subject)

        found = await self.attempt(lambda: office.act(who, read), self._refused)
        if found is not None and self.is_open:
            (self._rev, self._paragraphs), opened = found
            self.pad = BlankPad(office, who, opened.draft, opened.draft.answers, (), self.desk.seconds)
            self.query_one("#recorded", Paper).renew()
            why = self.query_one("#why", LineField)
            why.value = opened.draft.answers.get(_WHY, "")
            (why if why.value else self.query_one("#confirm")).focus()

    @on(Input.Changed, "#why")
    def _typed(self, event: Input.Changed) -> None:
        if self.pad is not None:
            self.pad.write(_WHY, event.value)

    @on(Input.Submitted, "#why")
    def _next(self) -> None:
        self.go_on()

    @on(Target.Chosen)
    def _chosen(self, event: Target.Chosen) -> None:
        if event.target.id == "confirm":
            self._act(self._confirm, N_("Confirmed: {matter}. Short code {id}"))
        elif event.target.id == "send-back":
            self._act(self._send_back, N_("Sent back: {matter}. Short code {id}"))

    def _act(self, do: Callable[[Desk], Hearing | Resolution], told: str) -> None:
        if not self._acting:
            self._acting = True
            self.run_worker(self._done(do, told), group="acting")

    async def _done(self, do: Callable[[Desk], Hearing | Resolution], told: str) -> None:
        who = self.desk.signed_in

        def act(desk: Desk) -> Hearing | Resolution:
            made = do(desk)
            if self.pad is not None:
                drop_form(desk, self.pad.draft)
            return made

        try:
            done = await self.attempt(lambda: self.desk.office.act(who, act), self._refused)
        finally:
            self._acting = False
        if done is not None:
            self.desk.go_to_list(self.t(told, matter=done.matter, id=done.id))

    def _confirm(self, desk: Desk) -> Hearing | Resolution:
        subject = self._as_it_was_shown(desk)
        if isinstance(subject, Hearing):
            return confirm_hearing(desk, subject.id)
        return confirm_resolution(desk, subject.id)

    def _send_back(self, desk: Desk) -> Hearing | Resolution:
        subject = self._as_it_was_shown(desk)
        why = self.query_one("#why", LineField).value
        if isinstance(subject, Hearing):
            return send_back_hearing(desk, subject.id, why)
        return send_back_resolution(desk, subject.id, why)

    def _as_it_was_shown(self, desk: Desk) -> Hearing | Resolution:
        return as_it_was_read(desk, self._subject, self._rev)

    def _refused(self, error: BoardError) -> None:
        self.tell_refusal(error)

    def on_key(self, event: events.Key) -> None:
        """Go back with Escape."""
        if event.key == "escape":
            event.stop()
            self.run_worker(self._back(), group="acting")
        else:
            super().on_key(event)

    async def _back(self) -> None:
        if await self.keep():
            self.desk.leave(self)
