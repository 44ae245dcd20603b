"""The roll: who was due, with a mark for each who came; the counts follow."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from kiosk.desk.paper import Paper, Paragraph
from kiosk.desk.reckoning import reckoning
from kiosk.desk.writing import WritingScreen
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.painted import Painted
from village_board.hearings.drafts_reading import roll_names
from village_board.hearings.drafts_service import Opened, begin_roll, tick_roll

if TYPE_CHECKING:
    from textual import events

    from kiosk.desk.pad import Pad
    from village_board.base.errors import BoardError
    from village_board.desk import Desk
    from village_board.hearings.drafts_reading import RollName


#: by how many names a key moves.
_STEPS = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10}
_KEYS = frozenset({*_STEPS, "home", "end", "space", "enter", "f2"})


class RollList(Painted, can_focus=True):
    """Names with their marks; the one at the cursor is bold, and reversed while the list has the focus."""

    def __init__(self) -> None:
        super().__init__(self._paint, id="roll-list")
        self.names: Sequence[RollName] = ()
        self.came: set[str] = set()
        self.at = 0

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.at = min(max(self.at + by, 0), max(len(self.names) - 1, 0))
        self.refresh()

    def tick(self) -> None:
        """Mark the one at the cursor, or take the mark away, and go on to the next."""
        if self.names:
            self.came ^= {self.names[self.at].number}
            self.move(1)

    def on_click(self, event: events.Click) -> None:
        """Mark by tap."""
        event.stop()
        place = self._first(self.content_size.height) + event.y
        if place < len(self.names):
            self.at = place
            self.tick()
            self.screen.ticked()  # type: ignore[attr-defined]  # it stands on no other screen

    def _first(self, height: int) -> int:
        return max(0, min(self.at - height // 2, len(self.names) - height))

    def _paint(self, width: int, height: int) -> list[Line]:
        lines: list[Line] = []
        first = self._first(height)
        for place, one in enumerate(self.names[first : first + height], start=first):
            mark = "[√]" if one.number in self.came else "[ ]"
            lead = ">" if place == self.at else " "
            words = clipped(f"{lead} {mark} {one.number}  {one.name}", width)
            lines.append(((words, "strong" if place == self.at else "ink"),))
        return lines


class RollScreen(WritingScreen):
    """Ticking who came to the meeting of a draft."""

    def __init__(self, pad: Pad) -> None:
        super().__init__()
        self.pad: Pad = pad
        self._stored: frozenset[str] = frozenset()
        self._keeping = Lock()
        self._early: list[str] | None = []  # keys that came before the list; None once it is there

    def title_words(self) -> str:
        """Say what is done here."""
        return self.t("The roll: tick who came")

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the roll."""
        t = self.t
        return [(t("Space"), t("Came, or not")), ("↑↓", t("Next")), ("Enter", t("Done"))]

    def body(self) -> ComposeResult:
        """Return the list, and the reckoning beside it."""
        with Horizontal(id="form-body"):
            yield RollList()
            with VerticalScroll(id="beside", can_focus=False):
                yield Paper(self._beside, id="reckoning")

    def on_mount(self) -> None:
        """Begin the roll where there is none, and show it."""
        self.run_worker(self._open(), group="opening")

    async def _open(self) -> None:
        pad = self.pad

        def begin(desk: Desk) -> tuple[Opened, list[RollName]]:
            opened = begin_roll(desk, pad.draft.id)
            return opened, roll_names(desk, opened.draft.subject)

        if not await self.keep():
            return
        found = await self.attempt(lambda: pad.office.act(pad.who, begin), self._cannot_begin)
        if found is None or not self.is_open:
            return
        pad.take(found[0])
        self._stored = frozenset(one.number for one in found[1] if one.came)
        names = self.query_one(RollList)
        names.names, names.came = found[1], set(self._stored)
        names.focus()
        early, self._early = self._early or (), None
        for key in early:
            self._obey(key)
        self._renew()

    def on_key(self, event: events.Key) -> None:
        """Tick, move, end; what is pressed before the list is there waits for it."""
        if event.key == "escape" or event.key in _KEYS:
            event.stop()
            if self._early is None or event.key == "escape":
                self._obey(event.key)
            else:
                self._early.append(event.key)
        else:
            super().on_key(event)

    def _obey(self, key: str) -> None:
        names = self.query_one(RollList)
        if key == "space":
            names.tick()
            self.ticked()
        elif key in _STEPS:
            names.move(_STEPS[key])
        elif key in ("home", "end"):
            names.move(-len(names.names) if key == "home" else len(names.names))
        else:
            self.run_worker(self._leave(), group="keeping")

    def ticked(self) -> None:
        """Hear that a mark was made."""
        self._at = self.desk.seconds()
        self._renew()

    _at = 0.0

    def keep_if_rested(self) -> None:
        """Keep the marks, where the keys rest."""
        if self._unkept() and self.desk.seconds() - self._at >= 1 and not self._keeping.locked():
            self.keep_soon()

    def _unkept(self) -> bool:
        lists = list(self.query(RollList))
        return bool(lists and lists[0].names) and lists[0].came != self._stored

    async def keep(self) -> bool:
        """Write the marks on the roll; one who leaves waits for what is being written already."""
        async with self._keeping:
            return await super().keep() and (not self._unkept() or await self._write())

    async def _write(self) -> bool:
        came, pad, stored = frozenset(self.query_one(RollList).came), self.pad, self._stored
        frame = await self.attempt(
            lambda: pad.office.act(pad.who, lambda desk: tick_roll(desk, pad.draft.id, came - stored, stored - came)),
            self._cannot_begin,
        )
        if frame is None:
            return False
        self._stored, pad.frame = came, frame
        self._renew()
        return True

    async def _leave(self) -> None:
        if await self.keep():
            self.desk.leave(self)

    def _cannot_begin(self, error: BoardError) -> None:
        self.tell_refusal(error)

    def _renew(self) -> None:
        for paper in self.query("#reckoning"):
            paper.refresh(layout=True)

    def _beside(self) -> list[Paragraph]:
        t, lists = self.t, list(self.query(RollList))
        if not lists or not lists[0].names:
            return []
        ticked = t("{n} of {of} are marked.", n=len(lists[0].came), of=len(lists[0].names))
        if self._unkept():  # the reckoning is that of the kept roll, and follows in a second
            return [(ticked, "strong"), (t("Being typed …"), "soft")]
        kept = t("All marks are kept.")
        return [(ticked, "strong"), (kept, "soft"), ("", "ink"), *reckoning(self.pad.draft, self.pad.frame, t)]
