"""What was mended in a clerk's file so far, kept as a draft at every cell: a crash takes none of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from village_board.forms.service import drop_form, keep_form, open_form
from village_board.interchange.importing import ImportReport, import_files
from village_board.interchange.overlay import CellAt, is_whole_row, whole_row
from village_board.interchange.preview import Preview, preview
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.office import Office
    from village_board.desk import Desk
    from village_board.forms.model import FormDraft
    from village_board.people.model import Actor

_CELL = "cell|"


def draft_name(path: Path) -> str:
    """Return the name under which mending `path` is kept."""
    return f"import.{sha256(str(path).encode()).hexdigest()[:16]}"


class Mending:
    """One file while `who` mends it."""

    def __init__(self, office: Office, who: Actor, path: Path, kind: str = "") -> None:
        self.office = office
        self.who = who
        self.path = path
        self.kind = kind
        self.cells: dict[CellAt, str] = {}
        self._draft: FormDraft | None = None
        self._keeping = asyncio.Lock()

    async def open(self) -> Preview:
        """Go on with what was mended before, and return what would be taken in.

        Raises:
            NotPermitted: whoever sits here may not import.
        """

        def begin(desk: Desk) -> FormDraft:
            desk.require(Act.IMPORT)
            return open_form(desk, draft_name(self.path)).draft

        self._draft = await self.office.act(self.who, begin)
        answers = self._draft.answers
        self.kind = answers.get("kind", self.kind)
        self.cells = dict(_cells(answers))
        return await self.look()

    async def write(self, at: CellAt, text: str) -> Preview:
        """Write `text` into a cell, keep it, and return what would be taken in now.

        Raises:
            FormElsewhere: the same file is mended on another screen.
        """
        self.cells[at] = text
        await self._keep()
        return await self.look()

    def left_out(self, sheet: str = "") -> frozenset[int]:
        """Return the rows of a sheet that are left out."""
        return frozenset(at.row for at in self.cells if is_whole_row(at) and at.sheet == sheet)

    @property
    def rows_left_out(self) -> int:
        """How many rows of the file are left out."""
        return sum(map(is_whole_row, self.cells))

    async def leave_out(self, sheet: str, row: int) -> Preview:
        """Leave a row out, or take it back in; the file itself stays as it is. Return what would be taken in now.

        Raises:
            FormElsewhere: the same file is mended on another screen.
        """
        at = whole_row(sheet, row)
        if at in self.cells:
            del self.cells[at]
        else:
            self.cells[at] = ""
        await self._keep()
        return await self.look()

    async def look(self) -> Preview:
        """Return what would be taken in."""
        cells, kind = dict(self.cells), self.kind or None
        return await self.office.act(self.who, lambda desk: preview(desk, self.path, cells, kind=kind))

    async def look_as_found(self) -> Preview:
        """Return what would be taken in as a past that broke rules, and which."""
        cells, kind = dict(self.cells), self.kind or None
        return await self.office.act(self.who, lambda desk: preview(desk, self.path, cells, kind=kind, as_found=True))

    async def take_in(self, *, partial: bool = False, as_found: bool = False) -> ImportReport:
        """Take the file in: all of it, or (`partial`) what is right, or (`as_found`) with the rules it broke.

        What was mended is let go with the last of it.
        """
        cells, kind, draft = dict(self.cells), self.kind or None, self._draft

        def work(desk: Desk) -> ImportReport:
            report = import_files(
                desk, [self.path], kind=kind, partial=partial, as_found=as_found, mended={self.path: cells}
            )
            if draft is not None and not report.blocked and not report.to_mend:
                drop_form(desk, draft)
            return report

        return await self.office.act(self.who, work)

    async def drop(self) -> None:
        """Let go what was mended."""
        draft = self._draft
        if draft is not None:
            await self.office.act(self.who, lambda desk: drop_form(desk, draft))

    async def _keep(self) -> None:
        async with self._keeping:
            answers = {"path": str(self.path), "kind": self.kind}
            # A mark stands before each text, so that an emptied cell is kept too.
            answers |= {f"{_CELL}{at.row}|{at.column}|{at.sheet}": f"={text}" for at, text in self.cells.items()}
            draft = self._draft
            assert draft is not None
            self._draft = await self.office.act(self.who, lambda desk: keep_form(desk, draft, answers))


def _cells(answers: Mapping[str, str]) -> list[tuple[CellAt, str]]:
    found = []
    for name, text in answers.items():
        if name.startswith(_CELL):
            _, row, column, sheet = name.split("|", 3)
            found.append((CellAt(sheet, int(row), int(column)), text.removeprefix("=")))
    return found
