"""Audits at the desk: what they reported, and what of it was put right; for those who supervise (P11)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kiosk.desk.blank.reading import read_day
from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms.asking import ON, answered, lines_of, one_of
from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_
from village_board.disclosure.model import Item
from village_board.evaluation.audit import AUDIT_KIND, Audit, AuditFinding, AuditKind
from village_board.evaluation.audit_service import (
    AuditAhead,
    FindingDueWrong,
    MendedAlready,
    MendedBefore,
    NoSuchFinding,
    mend_finding,
    record_audit,
)
from village_board.evaluation.auditors import AuditorBarred, AuditorOwn, NoSuchAuditor, auditor_said, auditors
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_FINDING = re.compile(r"(?P<day>[^\s:：,，、]+)[\s:：,，、]+(?P<text>\S.*)")


class FindingLineWrong(Refused):
    """A line that does not begin with a day."""

    sentence = N_("'{line}' is no finding. Begin the line with the day, such as 2026-12-31, then a space and the text.")

    def __init__(self, line: str) -> None:
        super().__init__(line=line)


def findings_of(text: str, today: date) -> tuple[AuditFinding, ...]:
    """Return the findings of a field: one a line, each after the day by which it is to be put right.

    A day may be written as in any field of days: 12-31 is that day of the year of `today`.

    Raises:
        FindingLineWrong: a line is none, or its day is none.
    """
    found = []
    for line in lines_of(text):
        match = _FINDING.fullmatch(line)
        due_on = read_day(match["day"], today) if match else None
        if match is None or due_on is None:
            raise FindingLineWrong(line)
        found.append(AuditFinding(match["text"], due_on))
    return tuple(found)


def _published(records: Records, t: Translator) -> list[Option]:
    found = sorted((one for one in records.all(Item) if one.public), key=lambda one: one.published_on or date.min)
    return [Option(one.id, one.title, t.fact(one.published_on or "")) for one in reversed(found)]


def _bodies(_records: Records, t: Translator) -> list[Option]:
    return [Option(one.key, t(one.en)) for one in auditors().values()]


def _record(desk: Desk, filled: Filled) -> Audit:
    return record_audit(
        desk,
        Audit(
            name=filled.text("name"),
            audit=AuditKind(filled.picked("audit")),
            body=filled.picked("body"),
            auditor=filled.text("auditor") if filled.picked("body") == "firm" else "",
            reported_on=filled.day("reported_on"),
            findings=findings_of(filled.text("findings"), desk.today),
            paper=filled.text("paper"),
            item=filled.picked("item"),
        ),
    )


RECORD = Form(
    name="audit.record",
    title=N_("Write down what an audit reported"),
    act=Act.RECORD_AUDIT,
    about=N_("It stays with those who supervise. What the law has published of it is an item of the board."),
    fields=(
        Field("name", N_("What it is called"), required=True),
        Field("audit", N_("What was audited"), Kind.CHOICE, required=True, options=one_of(AUDIT_KIND)),
        Field(
            "body", N_("Who audited"), Kind.CHOICE, required=True, options=_bodies,
            hint=N_("The oversight committee checks books and projects, and no term of office."),
        ),
        Field("auditor", N_("Name of the firm"), required=True, asked=answered("body", "firm")),
        Field("reported_on", N_("Day of its report"), Kind.DAY, required=True),
        Field(
            "findings",
            N_("Findings"),
            Kind.LINES,
            hint=N_("One a line: 2026-12-31 and the text; to be put right by that day. Empty: it found nothing."),
        ),
        Field("paper", N_("Where the report lies")),
        Field(
            "item", N_("The published item"), Kind.PICK, options=_published,
            hint=N_("By which the result is published, where it is."),
        ),
    ),
    places=(
        Place(FindingLineWrong, "findings"),
        Place(FindingDueWrong, "findings"),
        Place(AuditAhead, "reported_on"),
        Place(AuditorBarred, "body"),
        Place(NoSuchAuditor, "body"),
        Place(AuditorOwn, "auditor"),
        Place(NotFound, "item"),
    ),
    button=N_("Write it down"),
    do=_record,
)  # fmt: skip


def _open_findings(id: str) -> Form:  # noqa: A002 - the field's own name
    """Return the form that puts a finding of one audit right: it lists those that wait."""

    def options(records: Records, _t: Translator) -> list[Option]:
        findings = records.get(Audit, id).findings
        return [Option(str(n), one.text) for n, one in enumerate(findings, 1) if one.mended_on is None]

    return Form(
        name=f"audit.mend-{id}",
        title=N_("A finding was put right"),
        act=Act.MEND_AUDIT,
        about=N_("You say that you made sure of it."),
        fields=(
            Field("number", N_("Which finding"), Kind.PICK, required=True, options=options),
            Field("how", N_("What was done"), Kind.LINES, required=True),
            ON,
        ),
        places=(
            Place(NoSuchFinding, "number"),
            Place(MendedAlready, "number"),
            Place(AuditAhead, "on"),
            Place(MendedBefore, "on"),
        ),
        button=N_("It is put right"),
        do=lambda desk, filled: mend_finding(
            desk, id, int(filled.picked("number")), filled.text("how"), filled.day_or_none("on")
        ),
    )


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    if name == RECORD.name:
        return RECORD
    begins = "audit.mend-"
    return _open_findings(name.removeprefix(begins)) if name.startswith(begins) else None


def first_screen() -> ListScreen:
    """Return the audits."""
    return ListScreen(LISTING)


def _rows(records: Records, who: Actor, t: Translator) -> Sequence[Row]:
    if not who.roles & PERMITTED[Act.SEE_EVALUATION]:
        return ()
    found = sorted(records.all(Audit), key=lambda one: one.reported_on, reverse=True)
    return [Row(one.id, one.name, _more(one, t), marked=any(one.open())) for one in found]


def _more(one: Audit, t: Translator) -> str:
    waiting = len(list(one.open()))
    if not one.findings:
        return t("It found nothing.")
    return t.n("{n} finding not put right", "{n} findings not put right", waiting) if waiting else t("all put right")


def record_screen(id: str) -> SheetScreen:  # noqa: A002
    """Return the sheet of an audit."""

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        if not who.roles & PERMITTED[Act.SEE_EVALUATION]:
            raise NotFound(Audit.KIND.label, id)
        one = records.get(Audit, id)
        steps = (form_step(_open_findings(id), id),) if any(one.open()) else ()
        return Sheet(one.name, tuple(_said(one, t)), steps)

    return SheetScreen(read)


def _said(one: Audit, t: Translator) -> Iterator[Paragraph]:
    yield t("{kind}, by {who}, reported on {day}", kind=t(AUDIT_KIND[one.audit]), who=auditor_said(one),
            day=one.reported_on), "ink"  # fmt: skip
    for number, each in enumerate(one.findings, 1):
        yield f"{number}. {each.text}", "ink" if each.mended_on else "strong"
        if each.mended_on is None:
            yield t("To be put right by {due}", due=each.due_on), "accent"
        else:
            yield t("Put right on {day}: {how}", day=each.mended_on, how=each.how), "soft"
    if not one.findings:
        yield t("It found nothing."), "ink"
    if one.paper:
        yield t("The report lies here: {where}", where=one.paper), "soft"
    if one.item:
        yield t("Published as {id}", id=one.item), "soft"


LISTING = Listing(
    title=N_("Audits (not public)"),
    read=_rows,
    open=record_screen,
    steps=(form_step(RECORD, key="f3"),),
    empty=N_("No audit is recorded."),
)
