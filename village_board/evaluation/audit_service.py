"""Writing down what an audit reported, and that a finding was put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, Message, say
from village_board.desk import Desk
from village_board.disclosure.model import Item
from village_board.evaluation.audit import Audit, AuditFinding
from village_board.evaluation.auditors import AuditorBarred, AuditorOwn, NoSuchAuditor, auditors
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.text.clean import clean


class AuditIncomplete(Refused):
    """An audit has a name, a body that did it and a day."""

    sentence = N_("The audit is not recorded: {what} is missing.")

    def __init__(self, what: Message) -> None:
        super().__init__(what=what)


class AuditAhead(Refused):
    """What is still to come is not recorded."""

    sentence = N_("{on} is still to come (today is {today}). Record it when it has happened.")

    def __init__(self, on: date, today: date) -> None:
        super().__init__(on=on, today=today)


class FindingDueWrong(Refused):
    """A finding is to be put right after it was reported."""

    sentence = N_("Finding {number} is to be put right by {due}, before it was reported on {reported}. Mend the day.")

    def __init__(self, number: int, due: date, reported: date) -> None:
        super().__init__(number=number, due=due, reported=reported)


class NoSuchFinding(Refused):
    """No finding of the audit has this number."""

    sentence = N_("'{title}' has no finding {number}; it has {count} of them.")

    def __init__(self, title: str, number: int, count: int) -> None:
        super().__init__(title=title, number=number, count=count)


class MendedAlready(Refused):
    """A finding is put right once."""

    sentence = N_("Finding {number} was put right on {on} already. Nothing was changed.")

    def __init__(self, number: int, on: date) -> None:
        super().__init__(number=number, on=on)


class MendedBefore(Refused):
    """Nothing is put right before it was found."""

    sentence = N_("It cannot be put right on {on}: the audit reported it on {reported}. Correct the day.")

    def __init__(self, on: date, reported: date) -> None:
        super().__init__(on=on, reported=reported)


def record_audit(desk: Desk, audit: Audit) -> Audit:
    """Write down what an audit reported.

    Args:
        desk: of a member of the oversight committee.
        audit: its words, day and findings; what else stands in it is not looked at.

    Raises:
        NoSuchAuditor, AuditorBarred, AuditorOwn: nobody audits so; see `village_board.evaluation.auditors`.
        AuditIncomplete, AuditAhead, FindingDueWrong: as they say.
        NotFound: the item by which it is published is none.
    """
    desk.require(Act.RECORD_AUDIT)
    findings = tuple(AuditFinding(clean(one.text, multiline=True), one.due_on) for one in audit.findings)
    new = Audit(
        name=clean(audit.name),
        audit=audit.audit,
        auditor=clean(audit.auditor),
        body=clean(audit.body),
        reported_on=audit.reported_on,
        paper=clean(audit.paper),
        item=clean(audit.item),
        findings=findings,
        recorded_by=desk.who.id,
    )
    if not new.name:
        raise AuditIncomplete(say("its name"))
    _check_auditor(desk, new)
    if new.reported_on > desk.today:
        raise AuditAhead(new.reported_on, desk.today)
    for number, one in enumerate(findings, 1):
        if not one.text:
            raise AuditIncomplete(say("the text of finding {n}", n=number))
        if one.due_on < new.reported_on:
            raise FindingDueWrong(number, one.due_on, new.reported_on)
    if new.item:
        desk.get(Item, new.item)
    kept = desk.put(new)
    desk.record(kept.id)
    return kept


def _check_auditor(desk: Desk, audit: Audit) -> None:
    if not audit.body:
        raise AuditIncomplete(say("the body that audited"))
    auditor = auditors().get(audit.body)
    if auditor is None:
        raise NoSuchAuditor(audit.body)
    if audit.audit not in auditor.audits:
        raise AuditorBarred(auditor, audit.audit)
    if auditor.named and not audit.auditor:
        raise AuditIncomplete(say("the name of the firm"))
    if audit.auditor and any(one.name == audit.auditor for one in desk.all(Person)):
        raise AuditorOwn(audit.auditor)


def mend_finding(desk: Desk, id: str, number: int, how: str, on: date | None = None) -> Audit:  # noqa: A002 - frozen
    """Write down that a finding was put right, and that somebody who supervises made sure of it.

    Args:
        desk: of a member of the oversight committee.
        id: of the audit.
        number: of the finding, from 1 on.
        how: what was done.
        on: the day on which it was; None: today.

    Raises:
        NoSuchFinding, MendedAlready, AuditIncomplete, AuditAhead, MendedBefore: as they say.
    """
    desk.require(Act.MEND_AUDIT)
    audit, day, what = desk.get(Audit, id), on or desk.today, clean(how, multiline=True)
    if not 0 < number <= len(audit.findings):
        raise NoSuchFinding(audit.name, number, len(audit.findings))
    finding = audit.findings[number - 1]
    if finding.mended_on is not None:
        raise MendedAlready(number, finding.mended_on)
    if not what:
        raise AuditIncomplete(say("what was done"))
    if day > desk.today:
        raise AuditAhead(day, desk.today)
    if day < audit.reported_on:
        raise MendedBefore(day, audit.reported_on)
    mended = replace(finding, mended_on=day, how=what, seen_by=desk.who.id)
    findings = (*audit.findings[: number - 1], mended, *audit.findings[number:])
    kept = desk.put(replace(audit, findings=findings))
    desk.record(kept.id)
    return kept


def audits_seen(desk: Desk) -> Sequence[Audit]:
    """Return all audits, the newest first.

    Raises:
        NotPermitted: who asks is neither of the committee nor of its overseers nor of the township.
    """
    desk.require(Act.SEE_EVALUATION)
    return sorted(desk.all(Audit), key=lambda one: one.reported_on, reverse=True)


def audit_seen(desk: Desk, id: str) -> Audit:  # noqa: A002
    """Return one audit.

    Raises:
        NotFound: there is none.
        NotPermitted: as `audits_seen`.
    """
    desk.require(Act.SEE_EVALUATION)
    record = desk.lookup(id)
    if not isinstance(record, Audit):
        raise NotFound(Audit.KIND.label, id)
    return record
