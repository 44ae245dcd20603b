"""village-board point …: the monitoring points, their limits and thresholds, and the village's own changes."""

from __future__ import annotations

from datetime import date

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.acting import AS_HELP
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.launch import day_of
from village_board.supervision.checks import CHECKS
from village_board.supervision.model import MonitoringPoint
from village_board.supervision.points import (
    NewPoint,
    add_point,
    point_of,
    points_of,
    set_thresholds,
    switch_point,
)
from village_board.supervision.shown import limit_lines, point_label, point_mend
from village_board.supervision.words import AREA

SINCE = N_("From which day; today where it is not given.")
WHY = N_("Why, and who decided it.")


class SettingUnreadable(UsageError):
    """A value for a point's own limit cannot be read."""

    sentence = N_("'{text}' is no value of a limit. Write it like accounts.cash_limit=300000, amounts in fen.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


@click.group("point", cls=Group, help=N_("Monitoring points: what is watched, by which limit, and changing it."))
def point() -> None:
    """Collect the commands."""


@point.command("list", help=N_("Every monitoring point, area by area."))
@click.pass_obj
def list_points(edge: Edge) -> None:
    """List the points."""
    points = points_of(edge.open().records()).values()
    if edge.as_json:
        edge.give([_json(one) for one in points])
        return
    t, area = edge.t, None
    for one in sorted(points, key=lambda each: list(AREA).index(each.area)):
        if one.area is not area:
            area = one.area
            edge.say(t(AREA[area]))
        off = "  " + t("(off: {reason})", reason=one.off) if one.off else ""
        edge.say(f"  {one.code}  {point_label(t, one)}{off}")


@point.command("show", help=N_("One point: its limits with their source, when it warns, how to mend what it sees."))
@click.argument("code")
@click.pass_obj
def show(edge: Edge, code: str) -> None:
    """Show one point."""
    records, t = edge.open().records(), edge.t
    one = point_of(records, code)
    if edge.as_json:
        edge.give(_json(one))
        return
    edge.say(f"{one.code}  {point_label(t, one)}")
    for line in limit_lines(records, t, one):
        edge.say("  " + line)
    edge.say("  " + t("Source: {source}", source=one.basis))
    edge.say("  " + t("What to do: {mend}", mend=point_mend(t, one)))


@point.command("checks", help=N_("The shipped kinds of check from which a village can make a point of its own."))
@click.pass_obj
def list_checks(edge: Edge) -> None:
    """List the kinds of check."""
    if edge.as_json:
        edge.give(sorted(CHECKS))
        return
    by_check = {name: one for one in points_of(edge.open().records()).values() for name in one.checks}
    for name in sorted(CHECKS):
        edge.say(f"{name}  {point_label(edge.t, by_check[name])}" if name in by_check else name)


@point.command("off", help=N_("Switch a point off from a day on, with the reason; what it raised stays."))
@click.argument("code")
@option("--as", "who", required=True, help=AS_HELP)
@option("--since", default="", help=SINCE)
@option("--reason", required=True, help=WHY)
@click.pass_obj
def off(edge: Edge, code: str, who: str, since: str, reason: str) -> None:
    """Switch a point off."""
    _switch(edge, code, who, since, reason, off=True)


@point.command("on", help=N_("Switch a point on again."))
@click.argument("code")
@option("--as", "who", required=True, help=AS_HELP)
@option("--since", default="", help=SINCE)
@option("--reason", required=True, help=WHY)
@click.pass_obj
def on(edge: Edge, code: str, who: str, since: str, reason: str) -> None:
    """Switch a point on."""
    _switch(edge, code, who, since, reason, off=False)


@point.command("set", help=N_("Let a point that counts days warn and report from other days on."))
@click.argument("code")
@option("--yellow", type=int, default=None, help=N_("Days from which it warns; negative: before the last day."))
@option("--red", type=int, default=None, help=N_("Days from which it reports to the township."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--since", default="", help=SINCE)
@option("--reason", required=True, help=WHY)
@click.pass_obj
def set_days(edge: Edge, code: str, yellow: int | None, red: int | None, who: str, since: str, reason: str) -> None:
    """Change when a point warns and reports."""
    board = edge.open()
    day = _day(edge, since)
    with board.desk(edge.sign_in(board, who)) as desk:
        change = set_thresholds(desk, code, yellow, red, day, reason)
    _told(edge, change.code, day)


@point.command("add", help=N_("Add a point from a shipped kind of check, with its own numbers."))
@click.argument("code")
@click.argument("check")
@click.argument("name")
@option("--yellow", type=int, default=None, help=N_("Days from which it warns; negative: before the last day."))
@option("--red", type=int, default=None, help=N_("Days from which it reports to the township."))
@option("--limit", "limits", multiple=True, help=N_("Its own value of a limit: key=number; amounts in fen."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--since", default="", help=SINCE)
@option("--reason", required=True, help=WHY)
@click.pass_obj
def add(
    edge: Edge,
    code: str,
    check: str,
    name: str,
    yellow: int | None,
    red: int | None,
    limits: tuple[str, ...],
    who: str,
    since: str,
    reason: str,
) -> None:
    """Add a point."""
    board = edge.open()
    new = NewPoint(code, check, name, yellow, red, tuple(map(_setting, limits)))
    day = _day(edge, since)
    with board.desk(edge.sign_in(board, who)) as desk:
        change = add_point(desk, new, day, reason)
    _told(edge, change.code, day)


def _switch(edge: Edge, code: str, who: str, since: str, reason: str, *, off: bool) -> None:
    board = edge.open()
    day = _day(edge, since)
    with board.desk(edge.sign_in(board, who)) as desk:
        change = switch_point(desk, code, off=off, since=day, reason=reason)
    _told(edge, change.code, day)


def _told(edge: Edge, code: str, since: date) -> None:
    one = point_of(edge.open().records(), code)
    if edge.as_json:
        edge.give(_json(one))
        return
    edge.say(edge.t("Monitoring point {code} holds so from {since} on.", code=code, since=since))


def _day(edge: Edge, since: str) -> date:
    return day_of(since) if since else edge.open().records().today


def _setting(text: str) -> tuple[str, int]:
    key, _, number = text.partition("=")
    if not number.lstrip("-").isascii() or not number.lstrip("-").isdigit():
        raise SettingUnreadable(text)
    return key.strip(), int(number)


def _json(one: MonitoringPoint) -> dict[str, object]:
    return {
        "code": one.code,
        "area": one.area.value,
        "condition": {"zh": one.zh, "en": one.en},
        "checks": list(one.checks),
        "yellow": one.yellow,
        "red": one.red,
        "limits": list(one.limits),
        "settings": dict(one.settings),
        "basis": one.basis,
        "mend": one.mend,
        "off": one.off,
        "own": one.own,
    }


COMMANDS = (point,)
