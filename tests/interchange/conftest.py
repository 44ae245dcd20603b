"""A board in memory, and a clerk who writes files."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from village_board.base.clock import DayClock
from village_board.base.finding import Finding
from village_board.base.kind import Record
from village_board.desk import Desk, unit_of_work
from village_board.interchange.importing import ImportReport, import_files
from village_board.kinds import BY_PREFIX, COLLECTIONS
from village_board.people.acts import Act
from village_board.people.service import OFFICE
from village_board.store import Database, connect

TODAY = date(2026, 11, 22)
VOUCHER_HEADERS = ("凭证号", "日期", "摘要", "科目代码", "科目名称", "借方", "贷方")


class Office:
    """A village's office: a board in memory, and a folder of files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db: Database = connect("memory:", collections=COLLECTIONS)
        self.today = TODAY

    def desk(self) -> AbstractContextManager[Desk]:
        """Open a unit of work."""
        return unit_of_work(self.db, BY_PREFIX, DayClock(self.today), OFFICE)

    def read(self, *paths: Path, kind: str | None = None) -> ImportReport:
        """Import files."""
        with self.desk() as desk:
            return import_files(desk, paths, kind=kind)

    def all(self, cls: type[Any]) -> list[Any]:
        """Return every record of a kind."""
        with self.desk() as desk:
            return list(desk.all(cls))

    def put(self, *records: Record) -> list[Any]:
        """Write records as an import would."""
        with self.desk() as desk:
            desk.require(Act.IMPORT)
            done = desk.put_many(records)
            desk.record()
        return done

    def csv(self, name: str, *rows: Sequence[object], encoding: str = "utf-8", delimiter: str = ",") -> Path:
        """Write a CSV file."""
        path = self.folder / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    def xlsx(self, name: str, *rows: Sequence[Any], sheet: str = "Sheet1") -> Path:
        """Write an XLSX file of one sheet."""
        book = Workbook()
        page = book.active
        page.title = sheet
        for row in rows:
            page.append(row)
        path = self.folder / name
        book.save(path)
        return path


def told(findings: Sequence[Finding]) -> list[tuple[int, str, str]]:
    """Return row, column and English sentence of each finding."""
    return [(finding.row, finding.column, str(finding.message)) for finding in findings]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.db.close()
