"""Finding a record by words, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from kiosk.desk.base import DeskScreen
from kiosk.desk.browse.rows import Row, Rows
from kiosk.desk.fields import LineField
from kiosk.desk.rooms import ROOMS, screen_for
from kiosk.widgets.painted import Painted
from village_board.base.errors import NotFound
from village_board.base.ids import prefix_of
from village_board.base.kind import Record
from village_board.text.fold import fold

if TYPE_CHECKING:
    from textual import events

    from village_board.base.errors import BoardError
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_MOST = 50


def find_screen() -> DeskScreen:
    """Return the search."""
    return FindScreen()


def _row(one: Record, t: Translator) -> Row:
    return Row(one.id, one.title, " ".join(filter(None, (t.say(one.KIND.label), str(one.day or "")))))


def found_by(records: Records, words: str) -> list[Record]:
    """Return the record with this short code, and the public ones that hold all words, the newest first.

    A code opens what is public, and what a room of the desk shows; hashes, chats and codes are nobody's reading.
    """
    code, found = words.strip(), list[Record]()
    with suppress(NotFound):
        record = records.lookup(code)
        if record.public or any(prefix_of(code) in room.kinds for room in ROOMS):
            found.append(record)
    return [*found, *(hit.record for hit in records.search(words, limit=_MOST))]


@dataclass(frozen=True)
class Hit:
    """A row that was found, and what opens it."""

    row: Row
    opens: Callable[[], DeskScreen | None]


def found_in_rooms(records: Records, words: str, who: Actor, t: Translator, beside: Collection[str]) -> Iterator[Hit]:
    """Yield the rows of the rooms' lists that hold all words, each room under its name: drafts, sheets, people.

    Args:
        records: what is read.
        words: what was typed.
        who: whose rooms; the lists show what they may see.
        t: their translator.
        beside: ids that were found already.
    """
    wanted = fold(words).split()
    for room in ROOMS if wanted else ():
        if not room.is_for(who):
            continue
        hits = [
            Hit(row, partial(listing.open, row.id))
            for listing in room.listings()
            for row in listing.read(records, who, t)
            if row.id not in beside and row.has(wanted)
        ]
        if hits:
            yield Hit(Row("", t(room.words)), lambda: None)
            yield from hits[:_MOST]


class FindScreen(DeskScreen):
    """Words above, what they find below."""

    def __init__(self) -> None:
        super().__init__()
        self._opens: dict[str, Callable[[], DeskScreen | None]] = {}

    def title_words(self) -> str:
        """Say what to do."""
        return self.t("Find by words, by the first letters in pinyin, or by short code")

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the search."""
        t = self.t
        return [("Enter", t("Find")), ("↑↓", t("Choose")), ("Esc", t("Back"))]

    def body(self) -> ComposeResult:
        """Return the search line and the list."""
        with Vertical(id="listing"):
            with Horizontal(classes="field finding"):
                yield Painted(lambda _w, _h: [((self.t("Find"), "ink"),)], classes="label")
                yield LineField(id="find", limit=80)
            yield Rows()

    def on_mount(self) -> None:
        """Begin with the words."""
        self.query_one("#find").focus()

    @on(Input.Submitted, "#find")
    def _find(self, event: Input.Submitted) -> None:
        rows = self.query_one(Rows)
        rows.expect()
        rows.focus()  # what is typed from now on chooses, and changes no words
        self.run_worker(self._look(event.value), group="reading", exclusive=True)

    async def _look(self, words: str) -> None:
        t, who = self.t, self.desk.signed_in

        def look(records: Records) -> list[Hit]:
            public = [Hit(_row(one, t), partial(screen_for, one.id)) for one in found_by(records, words)]
            return [*public, *found_in_rooms(records, words, who, t, {one.row.id for one in public})]

        found = await self.attempt(lambda: self.desk.office.read(look), self._no)
        if found is None or not self.is_open:
            return
        rows = [one.row for one in found]
        self._opens = {one.row.id: one.opens for one in found}
        self.query_one(Rows).fill(rows)
        self.tell("" if rows else t("Nothing found. Try a shorter word, or the first letters in pinyin."))
        if not rows:
            self.query_one("#find").focus()

    def _no(self, error: BoardError) -> None:
        self.tell_refusal(error)
        self.query_one("#find").focus()

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        if (screen := self._opens[event.row.id]()) is not None:
            self.desk.push_screen(screen)

    def on_key(self, event: events.Key) -> None:
        """Go back with Escape, to the words with F4."""
        typing = isinstance(self.focused, LineField)
        if event.key == "escape":
            self.desk.leave(self)
        elif event.key == "f4":
            self.query_one("#find").focus()
        elif event.key == "down" and typing:
            self.query_one(Rows).focus()
        elif event.key.isdigit() and not typing and self.desk.debounce.key(event.key):
            self.query_one(Rows).choose_number(int(event.key))
        else:
            super().on_key(event)
            return
        event.stop().prevent_default()
