"""The desk's home: what waits for one's own hand, what is late, what is due soon; beside it the rooms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from kiosk.desk.base import WIDE, DeskScreen
from kiosk.desk.browse.rows import Row, Rows
from kiosk.desk.rooms import ROOMS
from kiosk.desk.todo.model import GROUP_WORDS, Group, Task
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.painted import Painted, Painter, Target
from village_board.base.errors import BoardError
from village_board.text.lines import cells

if TYPE_CHECKING:
    from textual import events
    from textual.worker import WorkType

    from village_board.base.message import Message
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: seconds after which the list is read anew while it is seen.
_AGAIN = 15.0
#: cells that the rooms take at most, of them padding and what scrolls.
_ROOMS_WIDEST, _BESIDE_NAMES = 28, 3


def tasks_of(records: Records, who: Actor, t: Translator) -> tuple[list[Task], list[Message]]:
    """Return everything that waits, as `who` sees it: by group, then by day; each thing once, where it stands first.

    What a source cannot reckon, such as a day in a year of which no days off are known, is said and hides no other.
    """
    from kiosk.desk.todo.sources import SOURCES  # noqa: PLC0415 - the rooms behind them are many

    found: dict[str, Task] = {}
    unread: list[Message] = []
    for source in SOURCES:
        try:
            for task in source(records, who, t):
                before = found.get(task.key)
                if before is None or task.group < before.group:
                    found[task.key] = task
        except BoardError as error:
            unread.append(error.message)
    places = {key: place for place, key in enumerate(found)}
    return sorted(found.values(), key=lambda one: (one.group, _day_of(one), places[one.key])), unread


def _day_of(task: Task) -> str:
    # One's own things stand in the order of the sources: what was begun first, then what another waits for.
    return task.due.isoformat() if task.due is not None and task.group is not Group.MINE else ""


class HomeScreen(DeskScreen):
    """The home after the sign-in."""

    def __init__(self) -> None:
        super().__init__()
        self._tasks: dict[str, Task] = {}
        self._shown: list[Row] | None = None

    def title_words(self) -> str:
        """Say what is shown: how much of each."""
        if self._shown is None:
            return self.t("Reading …")
        counts = [(group, sum(1 for one in self._tasks.values() if one.group is group)) for group in Group]
        all_groups = [(group, n) for group, n in counts if n or group is not Group.ALARM]
        # Where not all have room, those of which there is none are left out.
        for shown, gap in ((all_groups, "   "), (all_groups, "  "), ([one for one in counts if one[1]], "  ")):
            words = gap.join(f"{self.t(GROUP_WORDS[group])} {n}" for group, n in shown)
            if cells(words) <= self.size.width - 2:
                break
        return words

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the home."""
        t = self.t
        return [("↑↓ 1-9", t("Open")), ("F3", t("Rooms")), ("F4", t("Find"))]

    def body(self) -> ComposeResult:
        """Return the list, and the rooms beside it."""
        who = self.desk.signed_in
        with Horizontal(id="form-body"):
            yield Rows()
            yield Painted(self._nothing, id="nothing")
            with VerticalScroll(id="rooms", can_focus=False):
                yield Painted(lambda _w, _h: [((self.t("Rooms"), "accent"),)], classes="heading")
                for number, room in enumerate(ROOMS):
                    if room.is_for(who):
                        yield Target(_left(self.t(room.words)), id=f"room-{number}", classes="room")

    def on_mount(self) -> None:
        """Begin on the list."""
        self.query_one("#nothing").display = False
        self.query_one(Rows).focus()
        self.set_interval(_AGAIN, self._look_again)

    def on_resize(self, event: events.Resize) -> None:
        """Give the rooms as much as their names take, and what waits the rest."""
        super().on_resize(event)
        names = [self.t(room.words) for room in ROOMS if self.desk.who and room.is_for(self.desk.who)]
        longest = max(map(cells, names), default=0)
        most = _ROOMS_WIDEST if event.size.width < WIDE else longest + _BESIDE_NAMES
        self.query_one("#rooms").styles.width = min(longest + _BESIDE_NAMES, most)

    def _look_again(self) -> None:
        """Read the list anew while it is seen: others work beside this desk."""
        if self.desk.screen is self:
            self.reload()

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
        read = await self.attempt(
            lambda: self.desk.office.read(lambda records: tasks_of(records, who, t)), self._refused
        )
        if read is None or not self.is_open:
            return
        found, unread = read
        for message in unread[:1]:
            self.tell_message(message)
        self._tasks = {one.key: one for one in found}
        rows: list[Row] = []
        for place, one in enumerate(found):
            if place == 0 or found[place - 1].group is not one.group:
                rows.append(Row("", t(GROUP_WORDS[one.group])))
            rows.append(Row(one.key, one.words, one.more, marked=one.group is Group.LATE))
        self._shown = rows
        self.query_one(Rows).fill(rows)
        self.query_one(Rows).display = bool(rows)
        self.query_one("#nothing").display = not rows
        self.query_one("#desk-title").refresh()
        if not rows and self.desk.screen is self:
            self._to_rooms()

    def _refused(self, error: BoardError) -> None:
        self.tell_refusal(error)

    def _nothing(self, width: int, _height: int) -> list[Line]:
        return [((clipped(self.t("Nothing waits, nothing is late."), width), "ink"),)]

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        self.tell("")
        self.desk.push_screen(self._tasks[event.row.id].opens())

    @on(Target.Chosen)
    def _enter(self, event: Target.Chosen) -> None:
        name = str(event.target.id)
        if name.startswith("room-"):
            self.tell("")
            self.desk.push_screen(ROOMS[int(name.removeprefix("room-"))].open())

    def _to_rooms(self) -> None:
        first = next(iter(self.query(".room")), None)
        if first is not None:
            first.focus()

    def on_key(self, event: events.Key) -> None:
        """Open by digit, go to the rooms and back."""
        rows = self.query_one(Rows)
        in_rooms = isinstance(self.focused, Target)
        if event.key == "f3" or (event.key == "right" and not in_rooms):
            self._to_rooms()
        elif event.key in ("left", "escape") and in_rooms:
            rows.focus()
        elif event.key == "f4":
            from kiosk.desk.find import find_screen  # noqa: PLC0415 - when it is wanted

            self.desk.push_screen(find_screen())
        elif event.key.isdigit() and self.desk.debounce.key(event.key):
            rows.choose_number(int(event.key))
        else:
            super().on_key(event)
            return
        event.stop().prevent_default()


def _left(words: str) -> Painter:
    return lambda width, _height: [((clipped(words, width), "ink"),)]
