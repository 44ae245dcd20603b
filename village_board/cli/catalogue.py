"""village-board catalogue …: what must be disclosed, the village's own changes, events, and what is due when."""

from __future__ import annotations

from typing import Any

import click

from village_board.base.message import N_, Message
from village_board.catalogue.model import Audience, Entry, EntryGroup, Frequency, Privacy
from village_board.catalogue.service import add_entry, change_entry, entry_versions, switch_entry
from village_board.catalogue.words import AUDIENCE, FREQUENCY, PRIVACY, law_of
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.disclosure.due import due_calendar, due_items, is_disclosed, last_received
from village_board.disclosure.event_model import DueEvent
from village_board.disclosure.explaining import record_event
from village_board.launch import day_of

REASON_HELP = N_("Why, and who decided it.")
_CHOICES = (("frequency", Frequency), ("audience", Audience), ("privacy", Privacy), ("group", EntryGroup))


@click.group("catalogue", cls=Group, help=N_("What must be disclosed, how often, by whom; and what is due when."))
def catalogue() -> None:
    """Collect the commands."""


@catalogue.command("list", help=N_("Show the catalogue; with a code every version of that entry."))
@click.argument("code", default="")
@click.pass_obj
def list_entries(edge: Edge, code: str) -> None:
    """List the entries, or the versions of one."""
    records = edge.open().records()
    found = entry_versions(records, code) if code else sorted(records.all(Entry), key=lambda one: one.code)
    if edge.as_json:
        edge.give([document(one) for one in found])
        return
    t = edge.t
    for one in found:
        name = one.name_en if t.language == "en" and one.name_en else one.name
        edge.say(f"{one.code}  {name}")
        edge.say(
            "    " + "  ".join((t(FREQUENCY[one.frequency]), one.responsible, one.form, t(AUDIENCE[one.audience])))
        )
        edge.say(f"    {law_of(one.basis)}  {t(PRIVACY[one.privacy])}")
        if one.group is EntryGroup.DISTRICT and not code and (day := last_received(records, one.code)):
            edge.say("    " + t("last received on {day}", day=day))
        if one.switched_off:
            edge.say("    " + t("Switched off: {reason}", reason=one.reason))
        elif one.changed_on is not None:
            edge.say("    " + t("Version {n} of {day}: {reason}", n=one.version, day=one.changed_on, reason=one.reason))


def _fields(command: Any) -> Any:
    """Add an option for each field of an entry."""
    for name in ("name", "category", "basis", "responsible", "form"):
        command = option(f"--{name}", default=None, help=N_("As in the catalogue's list."))(command)
    for name, kind in _CHOICES:
        choice = click.Choice([one.value for one in kind])
        command = option(f"--{name}", type=choice, default=None, help=N_("As in the catalogue's list."))(command)
    return command


def _given(values: dict[str, str | None]) -> dict[str, Any]:
    kinds = dict(_CHOICES)
    return {name: kinds[name](text) if name in kinds else text for name, text in values.items() if text is not None}


@catalogue.command("change", help=N_("Change an entry; the version before stays readable."))
@click.argument("code")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=REASON_HELP)
@_fields
@click.pass_obj
def change(edge: Edge, /, code: str, who: str, reason: str, **values: str | None) -> None:
    """Change an entry."""
    perform(edge, who, lambda desk: change_entry(desk, code, reason, **_given(values)), _standing)


@catalogue.command("add", help=N_("Add an entry of the village's own."))
@click.argument("code")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=REASON_HELP)
@_fields
@click.pass_obj
def add(edge: Edge, /, code: str, who: str, reason: str, **values: str | None) -> None:
    """Add an entry."""
    given = {"group": EntryGroup.SELF_GOVERNMENT, "category": "", "name": "", **_given(values)}
    made = Entry(code=code, **given)
    perform(edge, who, lambda desk: add_entry(desk, made, reason), _standing)


@catalogue.command("switch", help=N_("Switch an entry off or on; what is off is not due."))
@click.argument("code")
@click.argument("state", type=click.Choice(["on", "off"]))
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=REASON_HELP)
@click.pass_obj
def switch(edge: Edge, code: str, state: str, who: str, reason: str) -> None:
    """Switch an entry."""
    perform(edge, who, lambda desk: switch_entry(desk, code, reason, off=state == "off"), _standing)


def _standing(entry: Entry) -> Message:
    if entry.switched_off:
        return Message(N_("switched off"))
    return Message(
        N_("version {n}, {frequency}"), {"n": entry.version, "frequency": Message(FREQUENCY[entry.frequency])}
    )


@catalogue.command("event", help=N_("Record what happened, so that its publication is due."))
@click.argument("code")
@option("--as", "who", required=True, help=AS_HELP)
@option("--what", required=True, help=N_("What happened."))
@option("--on", default="", help=N_("On which day; today where it is not given."))
@click.pass_obj
def event(edge: Edge, code: str, who: str, what: str, on: str) -> None:
    """Record an event."""
    day = day_of(on) if on else edge.clock.today()
    perform(edge, who, lambda desk: record_event(desk, code, what, day), _happened)


def _happened(event_: DueEvent) -> Message:
    return Message(N_("happened on {day}"), {"day": event_.on})


@catalogue.command("due", help=N_("Show what is missing; with a year everything that is due in it."))
@click.argument("year", type=click.IntRange(2000, 2100), required=False)
@click.pass_obj
def due(edge: Edge, year: int | None) -> None:
    """Show the due calendar."""
    with edge.open().reading() as records:
        if year is None:
            rows = [_row(one.entry, one.period, one.due_on, one.gap.reason if one.gap else "") for one in
                    due_items(records)]  # fmt: skip
        else:
            rows = []
            for one in due_calendar(records, year):
                row = _row(one.entry, one.period, one.due_on, "")
                rows.append({**row, "published": is_disclosed(records, one), "provisional": one.provisional})
    if edge.as_json:
        edge.give(rows)
        return
    for row in rows:
        edge.say(f"{row['due_on']}  {row['code']}  {row['name']}  {row['period']}" + _note(edge, row))
    edge.say(edge.t.n("{n} line", "{n} lines", len(rows)))


def _row(entry: Entry, period: str, due_on: Any, reason: str) -> dict[str, Any]:
    return {"due_on": due_on.isoformat(), "code": entry.code, "name": entry.name, "period": period, "reason": reason}


def _note(edge: Edge, row: dict[str, Any]) -> str:
    t = edge.t
    notes = [row["reason"]] if row["reason"] else []
    if row.get("published"):
        notes.append(t("published"))
    if row.get("provisional"):
        notes.append(t("provisional: a year's days off are not known yet"))
    return f"  ({', '.join(notes)})" if notes else ""


COMMANDS = (catalogue,)
