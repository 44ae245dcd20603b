"""A clerk's file on the screen: rows, findings at their cells, the cell that is written, and taking it in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from kiosk.desk.base import DeskScreen
from kiosk.desk.fields import LineField
from kiosk.desk.paper import Paper, Paragraph
from kiosk.desk.tables.grid import LEFT_OUT, MENDED, WRONG, Grid
from kiosk.desk.tables.mending import Mending
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.painted import Painted, Target, label

if TYPE_CHECKING:
    from textual import events

    from village_board.base.errors import BoardError
    from village_board.base.finding import Finding
    from village_board.interchange.importing import ImportReport
    from village_board.interchange.overlay import CellAt
    from village_board.interchange.preview import Preview

_NOTES = 8


class TableScreen(DeskScreen):
    """Mending the file at `path`; `kind` of its tables where the headers do not tell."""

    def __init__(self, path: Path, kind: str = "") -> None:
        super().__init__()
        self._path = path
        self._kind = kind
        self._mending: Mending | None = None
        self._seen: Preview | None = None
        self._table = 0
        self._only_wrong = False
        self._busy = False
        self._sure = ""

    def title_words(self) -> str:
        """Say which file, which table, and how it stands."""
        t = self.t
        if self._seen is None:
            return t("Reading {file} …", file=self._path.name)
        tables, report = self._seen.tables, self._seen.report
        name = self._path.name
        if tables:
            table = tables[self._table]
            name = f"{name} · {' '.join(filter(None, (table.sheet, t.say(table.kind))))}"
            if len(tables) > 1:
                name = f"{name} ({self._table + 1}/{len(tables)})"
        if report.findings:
            return f"{name}: " + t.n("{n} problem", "{n} problems", len(report.findings))
        return f"{name}: " + t("{n} new, {m} changed: it can be taken in", n=report.inserted, m=report.updated)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the table."""
        t = self.t
        if isinstance(self.focused, LineField):
            return [("Enter", t("Write it")), ("Esc", t("As it was"))]
        more = [("F6", t("Next table"))] if self._seen is not None and len(self._seen.tables) > 1 else []
        return [
            ("Enter", t("Write into the cell")),
            ("F3", t("Next problem")),
            ("F5", t("Only problems")),
            ("F8", t("Take the row in again") if self._is_out() else t("Leave the row out")),
            *more,
            ("F2", t("Take in")),
            ("Esc", t("Back")),
        ]

    def body(self) -> ComposeResult:
        """Return the grid, what is wrong at the cell, and the line in which it is written."""
        with Vertical(id="table"):
            yield Grid()
            yield Painted(self._legend, id="legend")
            yield Paper(self._at_cell, id="at-cell")
            with Horizontal(classes="field", id="writing"):
                yield Painted(lambda _w, _h: [((self.query_one(Grid).header, "ink"),)], classes="label")
                yield LineField(id="cell", limit=500)
            with Horizontal(id="table-steps"):
                yield Target(label("F2", self.t("Take all in")), id="take", key="f2", classes="button")
                yield Target(label("", self.t("Take in what is right")), id="take-right", classes="button")
                yield Target(label("", self.t("It was so: as found")), id="take-found", classes="button")
                yield Target(label("", self.t("Forget what was mended")), id="forget", classes="button")

    def on_mount(self) -> None:
        """Read the file."""
        self.query_one("#writing").display = False
        self.query_one(Grid).focus()
        self._mending = Mending(self.desk.office, self.desk.signed_in, self._path, self._kind)
        self._work(self._mending.open)

    # Reading and judging

    def _work(self, ask: Callable[[], Awaitable[Preview]]) -> None:
        async def run() -> None:
            found = await self.attempt(ask, self._refused)
            if found is not None and self.is_open:
                self._show(found)

        self.run_worker(run(), group="judging")

    def _refused(self, error: BoardError) -> None:
        self.tell_message(error.message)

    def _show(self, found: Preview) -> None:
        assert self._mending is not None
        first = self._seen is None
        self._seen = found
        self._table = min(self._table, max(len(found.tables) - 1, 0))
        grid = self.query_one(Grid)
        table = found.tables[self._table] if found.tables else None
        out = self._mending.left_out(table.sheet) if table is not None else frozenset()
        grid.fill(table, found.at, self._mending.cells, out)
        if first and found.at:
            self._next_wrong()
        self._renew()

    def _renew(self) -> None:
        self.query_one("#at-cell", Paper).renew()
        for name in ("#desk-title", "#desk-keys", "#legend"):
            self.query_one(name).refresh()
        for one in self.query("#writing .label"):
            one.refresh()

    def _at_cell(self) -> list[Paragraph]:
        if self._seen is None:
            return []
        t, seen, at = self.t, self._seen, self.query_one(Grid).at
        here = seen.at.get(at, ()) if at is not None else ()
        noted: list[Paragraph] = [(t.say(one.message), "soft") for one in notes_of_row(seen.report.notes, at)]
        if here:
            return [*((t.say(one.message), "accent") for one in here), *noted]
        if seen.elsewhere:
            return [(_placed(t.say(one.message), one.sheet, one.row), "accent") for one in seen.elsewhere[:_NOTES]]
        if noted:
            return noted
        notes = seen.report.notes[:_NOTES] if not seen.report.findings else ()
        return [(_placed(t.say(one.message), one.sheet, one.row), "soft") for one in notes]

    def _legend(self, width: int, _height: int) -> list[Line]:
        """Say what the marks mean: only those that stand in the file now."""
        t, seen, mending = self.t, self._seen, self._mending
        if seen is None or mending is None:
            return []
        marks = (
            (WRONG, t("a problem"), len(seen.at)),
            (MENDED, t("mended here"), len(mending.cells) - mending.rows_left_out),
            (LEFT_OUT, t("a row that is left out"), mending.rows_left_out),
        )
        return [((clipped("   ".join(f"{mark} {words}" for mark, words, n in marks if n), width), "soft"),)]

    def _is_out(self) -> bool:
        at, mending = self.query_one(Grid).at, self._mending
        return mending is not None and at is not None and at.row in mending.left_out(at.sheet)

    def _leave_out(self) -> None:
        """Leave the row at the cursor out, and say what stands in it; or take it in again."""
        grid, mending, t = self.query_one(Grid), self._mending, self.t
        at = grid.at
        if at is None or mending is None:
            return
        if self._is_out():
            said = t("Row {row} is taken in again.", row=at.row)
        else:
            said = t("Row {row} is left out: {words}. F8 takes it in again.", row=at.row, words=grid.row_words())
        self.tell(said)
        self._work(lambda: mending.leave_out(at.sheet, at.row))

    # Moving

    @on(Grid.Moved)
    def _moved(self) -> None:
        if self._sure:
            self._sure = ""
            self.tell("")
        self._renew()

    def _next_wrong(self) -> None:
        seen, grid = self._seen, self.query_one(Grid)
        if seen is None or not seen.at:
            return
        order = {table.sheet: place for place, table in enumerate(seen.tables)}
        places = sorted(seen.at, key=lambda at: (order.get(at.sheet, 0), at.row, at.column))
        here = grid.at
        after = [at for at in places if here is not None and self._comes_after(at, here, order)]
        to = (after or places)[0]
        if order.get(to.sheet, 0) != self._table:
            self._table = order[to.sheet]
            self._show(seen)
        grid.go_to(to)

    @staticmethod
    def _comes_after(at: CellAt, here: CellAt, order: dict[str, int]) -> bool:
        return (order.get(at.sheet, 0), at.row, at.column) > (order.get(here.sheet, 0), here.row, here.column)

    # Writing

    @on(Grid.Wanted)
    def _write(self) -> None:
        grid = self.query_one(Grid)
        if grid.at is None:
            return
        field = self.query_one("#cell", LineField)
        self.query_one("#writing").display = True
        field.value = grid.text
        field.focus()
        self._renew()

    @on(Input.Submitted, "#cell")
    def _written(self, event: Input.Submitted) -> None:
        grid, mending = self.query_one(Grid), self._mending
        at, text = grid.at, event.value.strip()
        self._leave_cell()
        if at is not None and mending is not None and text != grid.text:
            self.tell("")
            self._work(lambda: mending.write(at, text))

    def _leave_cell(self) -> None:
        self.query_one("#writing").display = False
        self.query_one(Grid).focus()
        self._renew()

    # Taking in

    @on(Target.Chosen)
    def _chosen(self, event: Target.Chosen) -> None:
        name = str(event.target.id)
        if name in ("take", "take-right"):
            self._take(partial=name == "take-right")
        elif name == "take-found":
            self._as_found()
        elif name == "forget":
            if self._sure != name:
                self._sure = name
                self.tell(self.t("Press once more: the file is then shown as it lies on the disk."))
                return
            self.run_worker(self._forget(), group="judging")

    def _take(self, *, partial: bool) -> None:
        if self._busy or self._seen is None or self._mending is None:
            return
        if self._seen.report.blocked and not partial:
            self.tell(self.t("Mend the problems first, or take in what is right."))
            self._next_wrong()
            return
        self._busy = True
        self.run_worker(self._taken(self._mending, partial=partial), group="judging")

    async def _taken(self, mending: Mending, *, partial: bool = False, as_found: bool = False) -> None:
        try:
            report = await self.attempt(lambda: mending.take_in(partial=partial, as_found=as_found), self._refused)
        finally:
            self._busy = False
        if report is None or not self.is_open:
            return
        if report.blocked or report.to_mend:
            self.tell(self._done(report))
            self._work(mending.look)
            return
        done = self._done(report)
        if out := mending.rows_left_out:
            done = f"{done} {self.t.n('{n} row was left out.', '{n} rows were left out.', out)}"
        self.desk.leave(self)
        self.desk.tell_here(done)

    def _as_found(self) -> None:
        """Take a past in that broke rules: at the second press, after it was said which, and what follows."""
        mending = self._mending
        if self._busy or mending is None:
            return
        if self._sure == "take-found":
            self._sure, self._busy = "", True
            self.run_worker(self._taken(mending, as_found=True), group="judging")
        else:
            self.run_worker(self._warn(mending), group="judging")

    async def _warn(self, mending: Mending) -> None:
        found = await self.attempt(mending.look_as_found, self._refused)
        if found is None or not self.is_open:
            return
        t, broken = self.t, found.report.findings
        if found.report.blocked:
            self.tell(t("Some of this cannot be recorded at all, however it was. Mend it first."))
            self._next_wrong()
        elif not broken:
            self.tell(t("Nothing in it breaks a rule: take all in with F2."))
        else:
            self._sure = "take-found"
            first = broken[0]
            said = t.n("{n} rule was broken:", "{n} rules were broken:", len(broken))
            where = _placed(t.say(first.message), first.sheet, first.row)
            follows = t("It is recorded as it was. Supervision sees it as a finding. Press once more.")
            self.tell(f"{said} {where} {follows}")

    def _done(self, report: ImportReport) -> str:
        t = self.t
        done = t(
            "Taken in: {inserted} new, {updated} changed, {unchanged} as before.",
            inserted=report.inserted,
            updated=report.updated,
            unchanged=report.unchanged,
        )
        left = sum(one.rows for one in report.to_mend)
        if left:
            return f"{done} " + t.n("{n} row was not taken.", "{n} rows were not taken.", left)
        if report.findings:
            return f"{done} {t.say(report.findings[0].message)}"
        return done

    async def _forget(self) -> None:
        assert self._mending is not None
        await self._mending.drop()
        self._sure = ""
        self.tell("")
        self._work(self._mending.open)

    def on_key(self, event: events.Key) -> None:
        """Go from problem to problem, sift, change the table, go back."""
        writing = isinstance(self.focused, LineField)
        if event.key == "escape":
            self._leave_cell() if writing else self.desk.leave(self)
        elif writing:
            super().on_key(event)
            return
        elif event.key == "f3":
            self._next_wrong()
        elif event.key == "f5":
            self._only_wrong = not self._only_wrong
            self.query_one(Grid).only_wrong(self._only_wrong)
            self._renew()
        elif event.key in ("f8", "delete"):
            self._leave_out()
        elif event.key == "f6" and self._seen is not None and self._seen.tables:
            self._table = (self._table + 1) % len(self._seen.tables)
            self._show(self._seen)
        else:
            super().on_key(event)
            return
        event.stop().prevent_default()


def notes_of_row(notes: Sequence[Finding], at: CellAt | None) -> list[Finding]:
    """Return the notes about the row in which the cursor stands: they stop nothing, and are read where they belong."""
    return [one for one in notes if at is not None and (one.sheet, one.row) == (at.sheet, at.row)]


def _placed(sentence: str, sheet: str, row: int) -> str:
    place = " ".join(filter(None, (sheet, str(row) if row else "")))
    return f"{place}: {sentence}" if place else sentence
