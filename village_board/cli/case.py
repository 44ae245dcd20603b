"""village-board case …: register a matter, put it on step by step, see its line."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.amounts import amount_of
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.item import PERIOD
from village_board.cli.words import Group, option
from village_board.hearings.case import CaseEvent, DecisionCase, NilPeriod, Source
from village_board.hearings.case_words import ACTOR, CASE_EVENT, CASE_STATE, ROUTE, ahead
from village_board.hearings.cases import (
    DIRECT,
    StepFacts,
    case_of,
    correct_step,
    declare_nil,
    register_case,
    register_emergency,
    study_together,
    take_step,
)
from village_board.hearings.guards.carrying_out import RIGHTS
from village_board.hearings.line import NextStep, Point, PointState
from village_board.hearings.lines import CaseLine, line_of
from village_board.hearings.model import Category
from village_board.hearings.rules import Counts
from village_board.launch import day_of

QUARTER_MONTHS = 3
LAST_MONTH = 12


class PeriodNeeded(UsageError):
    """A period given on the command line is none."""

    sentence = N_("'{text}' is no period. Write it as 2026, 2026-Q3 or 2026-09.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of ``2026``, ``2026-Q3`` or ``2026-09``.

    Raises:
        PeriodNeeded: it is none of these.
    """
    if not PERIOD.fullmatch(period):
        raise PeriodNeeded(period)
    year, _, part = period.partition("-")
    if not part:
        first, last = 1, LAST_MONTH
    elif part.startswith("Q"):
        last = int(part[1:]) * QUARTER_MONTHS
        first = last - QUARTER_MONTHS + 1
    else:
        first = last = int(part)
    end = months.monthrange(int(year), last)[1]
    return date(int(year), first, 1), date(int(year), last, end)


def stepped(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that tell how a step was done."""
    for name, help_text in (
        ("--signer", N_("Who signed the sheet; several times for several people.")),
        ("--by-right", N_("By what right a decision is revoked.")),
        ("--named", N_("Who acts for themselves: proposer or objector. Not public.")),
        ("--county-number", N_("Number of the county's approval.")),
        ("--township-number", N_("Number of the township's approval.")),
        ("--township-attended", N_("Who of the township was there, with their post.")),
        ("--opinion", N_("Opinion of the oversight committee.")),
        ("--conflicts", N_("Who declared an interest; 'none' is an answer.")),
        ("--minutes", N_("Attachment with the minutes, or where the paper lies.")),
        ("--words", N_("What was decided or done; public.")),
        ("--reason", N_("Why; public.")),
        ("--for", N_("How many were for it.")),
        ("--present", N_("How many came.")),
        ("--due", N_("How many were due.")),
        ("--on", N_("On which day it was done; today where it is not given.")),
    ):
        kind: dict[str, Any] = {"default": "", "type": str}
        parameter = name[2:].replace("-", "_")
        if name in ("--due", "--present", "--for"):
            kind = {"type": click.IntRange(0), "default": None}
            parameter = {"for": "in_favour"}.get(parameter, parameter)
        elif name == "--signer":
            kind = {"multiple": True}
        elif name == "--by-right":
            kind = {"type": click.Choice(["", *RIGHTS]), "default": ""}
        command = option(name, parameter, help=help_text, **kind)(command)
    return command


def _facts(given: dict[str, Any]) -> StepFacts:
    counts = None
    if given["due"] is not None or given["present"] is not None:
        counts = Counts(given["due"] or 0, given["present"] or 0, given["in_favour"] or 0)
    return StepFacts(
        done_on=day_of(given["on"]) if given["on"] else None,
        counts=counts,
        reason=given["reason"],
        words=given["words"],
        minutes=given["minutes"],
        conflicts=given["conflicts"],
        oversight_opinion=given["opinion"],
        township_attended=given["township_attended"],
        township_number=given["township_number"],
        county_number=given["county_number"],
        named=given["named"],
        by_right=given["by_right"],
        signers=tuple(given["signer"]),
    )


def _status(case: DecisionCase) -> Message:
    return Message(CASE_STATE[case.state])


@click.group("case", cls=Group, help=N_("Register a matter and follow it, from the proposal to its published result."))
def case() -> None:
    """Collect the commands."""


@case.command("register", help=N_("Register a matter; with --emergency, one that is done at once and ratified later."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--number", required=True, help=N_("Number of the case."))
@option("--matter", required=True, help=N_("What it is about."))
@option("--proposer", required=True, help=N_("Who proposed it."))
@option("--source", type=click.Choice([s.value for s in Source]), default=Source.CADRES.value,
              help=N_("Where it came from."))  # fmt: skip
@option("--category", type=click.Choice([c.value for c in Category]), default=Category.OTHER_ASSEMBLY.value,
              help=N_("Category of the matter."))  # fmt: skip
@option("--amount", default="", help=N_("Amount in yuan."))
@option("--plan", default="", help=N_("The plan in short."))
@option("--collective", is_flag=True, help=N_("It is done with the collective's money or property."))
@option("--outside", is_flag=True, help=N_("Land or property goes outside the collective."))
@option("--on", default="", help=N_("On which day it was proposed; today where it is not given."))
@option("--emergency", is_flag=True, help=N_("It could not wait."))
@option("--reason", default="", help=N_("Why it could not wait; public."))
@click.pass_obj
def register(
    edge: Edge,
    who: str,
    number: str,
    matter: str,
    proposer: str,
    source: str,
    category: str,
    amount: str,
    plan: str,
    on: str,
    reason: str,
    *,
    collective: bool,
    outside: bool,
    emergency: bool,
) -> None:
    """Register a case."""
    day = day_of(on) if on else edge.open().records().today
    draft = DecisionCase(
        number=number,
        matter=matter,
        proposer=proposer,
        source=Source(source),
        category=Category(category),
        amount=amount_of(amount),
        plan=plan,
        collective_property=collective,
        outside_collective=outside,
        opened_on=day,
        moved_on=day,
    )
    begin = register_emergency if emergency else register_case
    perform(edge, who, lambda desk: begin(desk, draft, StepFacts(done_on=day, reason=reason)), _status)


@case.command("step", help=N_("Take a step that no hearing and no meeting takes."))
@click.argument("number")
@click.argument("event", type=click.Choice([event.value for event in DIRECT]))
@option("--as", "who", required=True, help=AS_HELP)
@stepped
@click.pass_obj
def step(edge: Edge, /, number: str, event: str, who: str, **given: Any) -> None:
    """Take a step."""
    facts = _facts(given)
    perform(edge, who, lambda desk: take_step(desk, case_of(desk, number).id, CaseEvent(event), facts), _status)


@case.command("study", help=N_("Record the Party's study and the joint discussion as one meeting."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@stepped
@click.pass_obj
def study(edge: Edge, /, number: str, who: str, **given: Any) -> None:
    """Record two steps held as one meeting."""
    facts = _facts(given)
    perform(edge, who, lambda desk: study_together(desk, case_of(desk, number).id, facts), _status)


@case.command("correct", help=N_("Correct what a step says, by a new entry; the old one stays."))
@click.argument("number")
@click.argument("step_number", type=click.IntRange(1))
@option("--as", "who", required=True, help=AS_HELP)
@option("--words", required=True, help=N_("What is right."))
@option("--reason", required=True, help=N_("Why; public."))
@click.pass_obj
def correct(edge: Edge, number: str, step_number: int, who: str, words: str, reason: str) -> None:
    """Correct a step."""
    perform(edge, who, lambda desk: correct_step(desk, case_of(desk, number).id, step_number, words, reason), _status)


@case.command("nil", help=N_("Say in public that nothing was heard or decided in a period."))
@click.argument("period")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def nil(edge: Edge, period: str, who: str) -> None:
    """Declare a period empty."""
    first, last = days_of(period)
    perform(edge, who, lambda desk: declare_nil(desk, period, first, last), _nil_status)


def _nil_status(declared: NilPeriod) -> Message:
    return Message(N_("nothing to report, declared on {when}"), {"when": declared.declared_on})


@case.command("line", help=N_("Show the line of a case: what was done, by whom, what comes next and by when."))
@click.argument("number")
@click.pass_obj
def line(edge: Edge, number: str) -> None:
    """Show the line of a case."""
    with edge.open().reading() as records:
        shown = line_of(records, case_of(records, number))
    if edge.as_json:
        edge.give(_line_document(shown))
        return
    for text in _line_text(edge, shown):
        edge.say(text)


def _line_text(edge: Edge, shown: CaseLine) -> Sequence[str]:
    t = edge.t
    lines = [f"{shown.case.matter}  [{shown.case.number}]  {t(CASE_STATE[shown.case.state])}"]
    if shown.case.imported:
        lines.append("  " + t("Imported history: steps before it came here are not on record."))
    lines.append("  " + t("Way: {route}", route=Message(ROUTE[shown.case.route])))
    lines += [f"  {point.number}. {_point(edge, point)}" for point in shown.points]
    if shown.next is not None:
        lines.append("  " + t("Next: {what}", what=_next(edge, shown.next)))
    lines.append("  " + t("Steps:"))
    for n, taken in enumerate(shown.case.steps, 1):
        corrected = t(" (corrects step {n})", n=taken.corrects) if taken.corrects else ""
        who = t(ACTOR[taken.actor]) if taken.actor in ACTOR else ""
        lines.append(f"  {n:3}. {t.date(taken.done_on)}  {t(CASE_EVENT[taken.event])}  {who}{corrected}")
        if taken.words or taken.reason:
            lines.append(f"       {t.fact(taken.words or taken.reason)}")
    return lines


def _point(edge: Edge, point: Point) -> str:
    t = edge.t
    what = t(CASE_EVENT[point.event])
    if point.step is not None:
        return t("{what}: done on {when}", what=what, when=point.step.done_on)
    words = {
        PointState.NEXT: t("next"),
        PointState.AHEAD: t("still to come"),
        PointState.SKIPPED: t("not on this way"),
    }
    return f"{what}: {words[point.state]}"


def _next(edge: Edge, following: NextStep) -> str:
    t = edge.t
    parts = [t(ahead(following.event))]
    if following.earliest is not None:
        parts.append(t("from {day} on", day=following.earliest))
    if following.due is not None:
        parts.append(t("by {day}", day=following.due))
    if following.late:
        parts.append(t("late by {days}", days=t.days(following.late)))
    if following.waits_for is not None:
        parts.append(t("waits for: {what}", what=following.waits_for))
    return t.listed(parts)


def _line_document(shown: CaseLine) -> dict[str, Any]:
    following = shown.next
    return {
        **document(shown.case),
        "points": [
            {
                "number": point.number,
                "event": point.event.value,
                "state": point.state.value,
                "done_on": point.step.done_on.isoformat() if point.step else None,
                "actor": point.step.actor if point.step else None,
            }
            for point in shown.points
        ],
        "next": None
        if following is None
        else {
            "event": following.event.value,
            "earliest": following.earliest.isoformat() if following.earliest else None,
            "due": following.due.isoformat() if following.due else None,
            "late": following.late,
            "waits_for": str(following.waits_for) if following.waits_for else None,
        },
    }


COMMANDS = (case,)
