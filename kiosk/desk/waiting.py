"""What waits: begun drafts, what was held and has no result, what a second person has to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from kiosk.desk.base import DeskScreen
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.painted import Painted, Target
from village_board.base.errors import NotFound
from village_board.hearings.drafts_reading import act_of, drafts_of, subject_of, to_confirm, to_record
from village_board.hearings.model import Hearing
from village_board.people.acts import PERMITTED, Act
from village_board.people.model import Person
from village_board.text.lines import cells

if TYPE_CHECKING:
    from textual.worker import WorkType

    from village_board.base.errors import BoardError
    from village_board.desk import Records
    from village_board.hearings.model import Resolution
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: rows of the list that have a digit.
_DIGITS = 9


@dataclass(frozen=True)
class Row:
    """One line of the list: which record, and what is to be done with it."""

    subject: str
    confirming: bool
    words: str
    more: str


@dataclass(frozen=True)
class Waiting:
    """The whole list."""

    rows: tuple[Row, ...]


def read_waiting(records: Records, who: Actor, t: Translator) -> Waiting:
    """Return what waits for `who`: only what their roles let them do."""
    rows: list[Row] = []
    begun = {draft.subject for draft in drafts_of(records, who.id)}
    pending = [subject_of(records, subject) for subject in begun]
    pending += [one for one in to_record(records) if one.id not in begun]
    for one in pending:
        if who.roles & PERMITTED[act_of(one)]:
            more = t("begun, not finished") if one.id in begun else t("to be recorded")
            rows.append(Row(one.id, confirming=False, words=_words(t, one), more=more))
    for one in to_confirm(records):
        if who.roles & PERMITTED[Act.CONFIRM_HEARING]:
            name = _name(records, one.recorded_by)
            rows.append(Row(one.id, confirming=True, words=_words(t, one), more=t("to confirm, by {name}", name=name)))
    return Waiting(tuple(rows))


def _words(t: Translator, one: Hearing | Resolution) -> str:
    if isinstance(one, Hearing):
        return t("Hearing {when}: {matter}", when=one.held_at or "", matter=one.matter)
    return t("Vote {when}: {matter}", when=one.meeting_on or "", matter=one.matter)


def _name(records: Records, id: str) -> str:  # noqa: A002 - the field's own name
    try:
        return records.get(Person, id).name
    except NotFound:
        return id


class WaitingRow(Target):
    """One row of the list."""

    def __init__(self, number: int, row: Row) -> None:
        super().__init__(self._paint, key=str(number) if number <= _DIGITS else "", classes="waiting")
        self.row = row
        self._number = number

    def _paint(self, width: int, _height: int) -> list[Line]:
        lead = f"{self.key or '·'} "
        room = max(width - len(lead) - cells(self.row.more) - 2, 1)
        words = clipped(self.row.words, room)
        gap = " " * max(width - len(lead) - cells(words) - cells(self.row.more), 1)
        return [((lead, "accent"), (words, "ink"), (gap, "ink"), (self.row.more, "soft"))]


class WaitingScreen(DeskScreen):
    """The list after the sign-in."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Waiting | None = None

    def title_words(self) -> str:
        """Say what the list is."""
        return self.t("Record a hearing or a vote")

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the list."""
        return [("1-9", self.t("Open"))]

    def body(self) -> ComposeResult:
        """Return the list."""
        with VerticalScroll(id="waiting", can_focus=False):
            yield Painted(self._nothing, id="nothing")

    def on_screen_resume(self) -> None:
        """Read it, and read it again whenever it is seen again."""
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        if self.desk.who is not None:
            work: WorkType[None] = self._read  # begun only when its turn comes
            self.run_worker(work, group="reading", exclusive=True)

    async def _read(self) -> None:
        who, t = self.desk.signed_in, self.t
        found = await self.attempt(
            lambda: self.desk.office.read(lambda records: read_waiting(records, who, t)), self._refused
        )
        if found is None or found == self._shown or not self.is_open:
            return
        self._shown = found
        box = self.query_one("#waiting", VerticalScroll)
        await box.query(WaitingRow).remove()
        await box.mount(*(WaitingRow(number, row) for number, row in enumerate(found.rows, 1)))
        self.query_one("#nothing").display = not found.rows
        if found.rows and self.desk.screen is self:
            box.query(WaitingRow).first().focus()

    def _refused(self, error: BoardError) -> None:
        self.tell_message(error.message)

    def _nothing(self, width: int, _height: int) -> list[Line]:
        return [((clipped(self.t("Nothing waits to be recorded or confirmed."), width), "ink"),)]

    @on(Target.Chosen)
    def _open(self, event: Target.Chosen) -> None:
        if not isinstance(event.target, WaitingRow):
            return
        self.tell("")
        row = event.target.row
        if row.confirming:
            from kiosk.desk.confirming import ConfirmScreen  # noqa: PLC0415 - when it is wanted

            self.desk.push_screen(ConfirmScreen(row.subject))
        else:
            from kiosk.desk.form import FormScreen  # noqa: PLC0415

            self.desk.push_screen(FormScreen(row.subject))
