"""The text of each report as the village keeps it: every version stays, with who wrote it and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from tinydb import where

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say
from village_board.data_files import data_path
from village_board.desk import Desk, Records
from village_board.people.acts import Act
from village_board.reports.filling import check_text
from village_board.reports.model import Gathered, ReportKind
from village_board.reports.typed import NumbersTyped, typed_numbers
from village_board.text.clean import clean


@dataclass(frozen=True, kw_only=True)
class ReportText(InternalRecord):
    """One version of the text around the figures of a report. `text` is empty: the program's own again."""

    KIND: ClassVar[Kind] = Kind(
        name="report_text",
        collection="report_texts",
        prefix="tx",
        label=say("text of a report"),
        fields={"report": str, "version": int},
        indexes=(("report", "version"),),
    )

    report: ReportKind
    version: int
    text: str
    written_at: datetime
    written_by: str  # person id

    @property
    def title(self) -> str:
        """Its report and version."""
        return f"{self.report.value} {self.version}"

    @property
    def day(self) -> date | None:
        """The day on which it was written."""
        return self.written_at.date()


def versions_of(records: Records, kind: ReportKind) -> list[ReportText]:
    """Return every version of a report's text, the newest first."""
    found = records.find(ReportText, where("report") == kind.value)
    return sorted(found, key=lambda one: one.version, reverse=True)


def text_of(records: Records, kind: ReportKind, language: str) -> str:
    """Return the village's text of a report, or else the one that came with the program, in the reader's language."""
    own = versions_of(records, kind)
    return own[0].text if own and own[0].text else shipped(kind, language)


def shipped(kind: ReportKind, language: str) -> str:
    """Return the text that came with the program; there is one in Chinese and one in English."""
    tongue = "en" if language == "en" else "zh"
    return data_path("reports", f"{kind.value}.{tongue}.md").read_text(encoding="utf-8")


def change_text(desk: Desk, kind: ReportKind, text: str, known: Gathered, *, sure: bool = False) -> ReportText:
    """Keep a new version of a report's text; an empty one goes back to the program's.

    Args:
        desk: the unit of work.
        kind: of which report.
        text: the whole text.
        known: what the report has, by name.
        sure: whether the numbers that were typed into it are meant.

    Raises:
        NumbersTyped: it holds numbers as digits, and nobody said that they are meant.
        NoSuchFigure, BracketsUnfit, TextEmpty: with the line.
    """
    desk.require(Act.EDIT_REPORT_TEXT)
    lines = [clean(line) for line in text.splitlines()]
    cleaned = "\n".join(lines).strip()
    if cleaned:
        check_text(cleaned, known)
        if not sure and (found := [*typed_numbers(cleaned)]):
            raise NumbersTyped(found)
    before = versions_of(desk, kind)
    if before and before[0].text == cleaned:
        return before[0]
    version = before[0].version + 1 if before else 1
    kept = desk.put(ReportText(report=kind, version=version, text=cleaned, written_at=desk.now, written_by=desk.who.id))
    desk.record(kept.id)
    return kept
