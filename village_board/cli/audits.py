"""village-board evaluation audit …: what audits reported, and what of it was put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.evaluation import evaluation
from village_board.cli.words import Group, option
from village_board.launch import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from village_board.evaluation.audit import Audit, AuditFinding

_KINDS = ("term", "departure", "year", "special")
_BODIES = ("station", "township", "agriculture", "finance", "audit_office", "firm", "oversight")


class FindingUnreadable(UsageError):
    """A finding without its day."""

    sentence = N_("'{text}' is no finding. Write it like 2026-12-31=text, with the day by which it is to be put right.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


@evaluation.group("audit", cls=Group, help=N_("What audits reported, and what of it was put right; not public."))
def audit() -> None:
    """Collect the commands."""


@audit.command("record", help=N_("Write down what an audit reported; without findings it found nothing."))
@click.argument("name")
@option("--of", "kind", type=click.Choice(_KINDS), required=True, help=N_("What was audited."))
@option("--by", "body", type=click.Choice(_BODIES), required=True,
        help=N_("Who audited: the township's rural economy station, the township, the county's agriculture or finance "
                "department, the audit office, an accounting firm, the oversight committee."))  # fmt: skip
@option("--firm", "auditor", default="", help=N_("Name of the accounting firm."))
@option("--reported", required=True, help=N_("The day of its report."))
@option("--finding", "findings", multiple=True, help=N_("One finding: DAY=TEXT, to be put right by DAY; several."))
@option("--paper", default="", help=N_("Where the report lies."))
@option("--item", default="", help=N_("Id of the item by which the result is published."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def record(
    edge: Edge, name: str, kind: str, body: str, auditor: str, reported: str, findings: tuple[str, ...], paper: str,
    item: str, who: str,
) -> None:  # fmt: skip
    """Write it down."""
    from village_board.evaluation.audit import Audit, AuditKind  # noqa: PLC0415 - a help text needs none of this
    from village_board.evaluation.audit_service import record_audit  # noqa: PLC0415

    made = Audit(
        name=name, audit=AuditKind(kind), body=body, auditor=auditor, reported_on=day_of(reported), paper=paper,
        item=item, findings=tuple(map(_finding, findings)),
    )  # fmt: skip
    perform(edge, who, lambda desk: record_audit(desk, made), _state)


@audit.command("mended", help=N_("Write down that a finding was put right, after making sure of it."))
@click.argument("id")
@click.argument("number", type=int)
@option("--how", required=True, help=N_("What was done."))
@option("--on", "on", default="", help=N_("On which day; today where it is not given."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def mended(edge: Edge, id: str, number: int, how: str, on: str, who: str) -> None:  # noqa: A002 - its own name
    """Write it down."""
    from village_board.evaluation.audit_service import mend_finding  # noqa: PLC0415

    day = day_of(on) if on else None
    perform(edge, who, lambda desk: mend_finding(desk, id, number, how, day), _state)


@audit.command("list", help=N_("All audits with their findings, the newest first."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def list_all(edge: Edge, who: str) -> None:
    """List them."""
    from village_board.evaluation.audit_service import audits_seen  # noqa: PLC0415

    board, t = edge.open(), edge.t
    with board.desk(edge.sign_in(board, who)) as desk:
        found = audits_seen(desk)
    if edge.as_json:
        edge.give([document(one) for one in found])
        return
    for one in found:
        for line in _lines(one):
            edge.say(t.say(line))
    if not found:
        edge.say(t("No audit is recorded."))


def _lines(one: Audit) -> Iterator[Message]:
    from village_board.evaluation.audit import AUDIT_KIND  # noqa: PLC0415
    from village_board.evaluation.auditors import auditor_said  # noqa: PLC0415

    kind = Message(AUDIT_KIND[one.audit])
    yield say("{day}  {name} [{id}]  {kind}, {by}", day=one.reported_on, name=one.name, id=one.id, kind=kind,
              by=auditor_said(one))  # fmt: skip
    for number, each in enumerate(one.findings, 1):
        if each.mended_on is None:
            yield say("  {n}. {text}: to be put right by {due}", n=number, text=each.text, due=each.due_on)
        else:
            yield say("  {n}. {text}: put right on {on}, {how}", n=number, text=each.text, on=each.mended_on,
                      how=each.how)  # fmt: skip
    if not one.findings:
        yield say("  It found nothing.")


def _state(one: Audit) -> Message:
    return say("{n} findings, {open} not put right yet", n=len(one.findings), open=len(list(one.open())))


def _finding(text: str) -> AuditFinding:
    from village_board.evaluation.audit import AuditFinding  # noqa: PLC0415

    day, equals, words = text.partition("=")
    if not equals:
        raise FindingUnreadable(text)
    return AuditFinding(words, day_of(day))
