"""What an audit found, and by when each finding was put right (Organic Law, article 35). Pure.

An audit is another body's; here stands only what it reported. It is for those who supervise (P11): what the law has
published of it is an item of the catalogue, to which the record points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import N_, say


class AuditKind(StrEnum):
    """What was audited."""

    TERM = "term"  # the term of those in office
    DEPARTURE = "departure"  # before somebody leaves an office
    YEAR = "year"  # a year's accounts
    SPECIAL = "special"  # a project or a fund


AUDIT_KIND = {
    AuditKind.TERM: N_("audit of a term of office"),
    AuditKind.DEPARTURE: N_("audit before somebody leaves office"),
    AuditKind.YEAR: N_("audit of a year"),
    AuditKind.SPECIAL: N_("audit of a project or fund"),
}


@dataclass(frozen=True)
class AuditFinding:
    """One finding.

    Attributes:
        text: what was found.
        due_on: the day by which it is to be put right.
        mended_on: the day on which it was; None: not yet.
        how: what was done.
        seen_by: id of the person who made sure of that.
    """

    text: str
    due_on: date
    mended_on: date | None = None
    how: str = ""
    seen_by: str = ""

    @property
    def in_time(self) -> bool:
        """Whether it was put right by its day."""
        return self.mended_on is not None and self.mended_on <= self.due_on


@dataclass(frozen=True, kw_only=True)
class Audit(InternalRecord):
    """One audit as it was reported.

    Attributes:
        name: what it is called.
        audit: what was audited.
        auditor: the name of the body that did it, where one is given: of a firm always.
        reported_on: the day of its report.
        paper: where the report lies.
        item: id of the item by which its result is published, where it is.
        findings: none: it found nothing.
        body: which kind of body that is, a key of ``data/law/auditors.toml``; empty in what was recorded before.
        recorded_by: id of the person who wrote it down.
    """

    KIND: ClassVar[Kind] = Kind(
        name="audit",
        collection="audits",
        prefix="au",
        label=say("audit"),
        fields={"reported_on": str},
        indexes=(("reported_on",),),
    )

    name: str
    audit: AuditKind
    reported_on: date
    auditor: str = ""
    paper: str = ""
    item: str = ""
    findings: tuple[AuditFinding, ...] = ()
    body: str = ""
    recorded_by: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.name

    @property
    def day(self) -> date | None:
        """The day of its report."""
        return self.reported_on

    def open(self) -> Iterator[AuditFinding]:
        """Yield what is not put right yet."""
        return (one for one in self.findings if one.mended_on is None)
