"""village-board check, alarm …: what the machine sees, and what becomes of it. For those who supervise (P11)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click

from village_board.base.message import N_, say
from village_board.cli.acting import AS_HELP
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Command, Group, option
from village_board.hearings.drafts_reading import name_of
from village_board.launch import day_of
from village_board.people.service import OFFICE
from village_board.supervision.life import StepFacts, take_step, waits_for
from village_board.supervision.model import Alarm, AlarmEvent, AlarmStep
from village_board.supervision.points import point_of
from village_board.supervision.reading import alarm_of, all_alarms, open_alarms
from village_board.supervision.running import check_everything
from village_board.supervision.shown import limit_lines, point_label, point_mend
from village_board.supervision.words import EVENT, LEVEL, LEVEL_MARK, STATE

if TYPE_CHECKING:
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator

REASON = N_("Why; those who supervise read it.")


@click.command(
    "check", cls=Command, help=N_("Let every monitoring point look at everything; the list needs --as of a member.")
)
@option("--as", "who", default="", help=AS_HELP)
@click.pass_obj
def check(edge: Edge, who: str) -> None:
    """Run all points, as the nightly run does."""
    board = edge.open()

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{done}/{total}", nl=done == total, err=True)

    actor = edge.sign_in(board, who) if who else None
    ran = check_everything(lambda: board.desk(OFFICE), board.records(), progress=progress)
    counts = {"new": len(ran.new), "ended": len(ran.ended), "standing": ran.standing}
    if not edge.as_json or actor is None:
        if edge.as_json:
            edge.give(counts)
            return
        line = say("{new} new, {ended} over, {standing} stand.", **counts)
        edge.say(edge.t.say(line))
    if actor is not None:
        with board.desk(actor) as desk:
            _list(edge, desk, list(open_alarms(desk)))


@click.group("alarm", cls=Group, help=N_("Alarms: take up, explain, verify, send back, assign, close."))
def alarm() -> None:
    """Collect the commands."""


@alarm.command("list", help=N_("What waits for somebody, red first; --all shows everything there ever was."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--all", "every", is_flag=True, help=N_("Closed ones too."))
@click.pass_obj
def list_alarms(edge: Edge, who: str, *, every: bool) -> None:
    """List the alarms."""
    board = edge.open()
    with board.desk(edge.sign_in(board, who)) as desk:
        _list(edge, desk, list(all_alarms(desk) if every else open_alarms(desk)))


@alarm.command("show", help=N_("One alarm: the facts, the limit, its source, how to mend it, the record, its life."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def show(edge: Edge, id: str, who: str) -> None:  # noqa: A002 - the argument's own name
    """Show one alarm."""
    board, t = edge.open(), edge.t
    with board.desk(edge.sign_in(board, who)) as desk:
        one = alarm_of(desk, id)
        point = point_of(desk, one.point)
        if edge.as_json:
            edge.give(document(one))
            return
        edge.say(f"{LEVEL_MARK[one.effective]} {t(LEVEL[one.effective])}  {one.point}  {point_label(t, point)}")
        edge.say(t.say(one.message))
        for line in limit_lines(desk, t, point):
            edge.say(line)
        edge.say(t("Source: {source}", source=point.basis))
        edge.say(t("What to do: {mend}", mend=point_mend(t, point)))
        edge.say(t("Record: {id}", id=one.subject or t("the whole village")))
        waits = waits_for(one)
        edge.say(t("It is {state}.", state=t(STATE[one.state])))
        if one.due_on is not None:
            edge.say(_until(desk, t, one))
        if waits is not None:
            edge.say(t("It waits for {whom}.", whom=t.say(waits)))
        for step in one.steps:
            edge.say("  " + _step_line(desk, t, step))


@alarm.command("acknowledge", help=N_("Take it up: the committee is at it."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def acknowledge(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Take an alarm up."""
    _take(edge, id, who, AlarmEvent.ACKNOWLEDGE)


def _with_reason(event: AlarmEvent) -> Callable[..., None]:
    @click.argument("id")
    @option("--as", "who", required=True, help=AS_HELP)
    @option("--reason", required=event is not AlarmEvent.VERIFY, default="", help=REASON)
    @click.pass_obj
    def step(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
        _take(edge, id, who, event, StepFacts(reason=reason))

    return step


alarm.command("explain", help=N_("Explain it: why it is so, and why it may stay so."))(_with_reason(AlarmEvent.EXPLAIN))
alarm.command("verify", help=N_("Verify the answer, as the oversight committee."))(_with_reason(AlarmEvent.VERIFY))
alarm.command("return", help=N_("Send it back: the answer is not enough."))(_with_reason(AlarmEvent.SEND_BACK))


@alarm.command("assign", help=N_("As the township: by when it must be done, and by whom."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--until", required=True, help=N_("The last day for it."))
@option("--to", default="", help=N_("Who is to do it: number or name."))
@option("--reason", default="", help=REASON)
@click.pass_obj
def assign(edge: Edge, id: str, who: str, until: str, to: str, reason: str) -> None:  # noqa: A002
    """Assign an alarm with a deadline."""
    day: date = day_of(until)
    _take(edge, id, who, AlarmEvent.ASSIGN, StepFacts(reason=reason, until=day, to=to))


@alarm.command("close", help=N_("Close it: yellow by the oversight committee, red by the township."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def close(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Close an alarm."""
    _take(edge, id, who, AlarmEvent.CLOSE)


def _take(edge: Edge, id: str, who: str, event: AlarmEvent, facts: StepFacts = StepFacts()) -> None:  # noqa: A002, B008
    board, t = edge.open(), edge.t
    with board.desk(edge.sign_in(board, who)) as desk:
        done = take_step(desk, id, event, facts)
        if edge.as_json:
            edge.give(document(done))
            return
        edge.say(f"{done.point} [{done.id}]  {t.say(done.message)}")
        edge.say(t("It is {state}.", state=t(STATE[done.state])))
        if done.due_on is not None:
            edge.say(_until(desk, t, done))


def _until(desk: Desk, t: Translator, one: Alarm) -> str:
    """Return by when the township wants it done, by whom, and by how much that is past."""
    whom = name_of(desk, one.assigned_to) if one.assigned_to else t("the villagers' committee")
    said = t("The township wants it done by {until}: {who}", until=one.due_on, who=whom)
    return f"{said}  {_late(desk, t, one)}".rstrip()


def _late(records: Records, t: Translator, one: Alarm) -> str:
    late = one.late_by(records.today)
    return t.n("{n} day late", "{n} days late", late) if late else ""


def _list(edge: Edge, desk: Desk, alarms: list[Alarm]) -> None:
    if edge.as_json:
        edge.give([document(one) for one in alarms])
        return
    t = edge.t
    for one in alarms:
        level = f"{LEVEL_MARK[one.effective]:2} {t(LEVEL[one.effective])}"
        edge.say(f"{level}  {one.id}  {one.point}  {one.raised_on.isoformat()}  {t(STATE[one.state])}")
        edge.say(f"    {t.say(one.message)}")
        if one.due_on is not None:
            edge.say(f"    {_until(desk, t, one)}")
    edge.say(t.n("{n} alarm", "{n} alarms", len(alarms)))


def _step_line(desk: Desk, t: Translator, step: AlarmStep) -> str:
    parts = [step.on.isoformat(), t(EVENT[step.event]), t(LEVEL[step.level])]
    if step.until is not None:
        whom = name_of(desk, step.to) if step.to else t("the villagers' committee")
        parts.append(t("to be done by {until}: {who}", until=step.until, who=whom))
    if step.by != OFFICE.id:
        parts.append(name_of(desk, step.by))
    return "  ".join((*parts, step.reason)).rstrip()


COMMANDS = (check, alarm)
