"""village-board deadline: until when, and how the date came about; calendar: the notices of the years."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.base.recounted import recounted_words
from village_board.board import NoBoard
from village_board.calendar.form import FIRST_YEAR
from village_board.calendar.loading import shipped_year
from village_board.calendar.model import CalendarYear, Deadline, Step, Unit
from village_board.calendar.rules import Calendar, deadline, explained
from village_board.calendar.service import (
    YearLoaded,
    calendar_of,
    load_year,
    loaded_years,
    shipped_calendar,
)
from village_board.calendar.words import (
    deadline_word,
    doubt_words,
    source_word,
    start_word,
    step_word,
)
from village_board.cli.edge import FINDINGS, Edge
from village_board.cli.imported import finding_document
from village_board.cli.words import Command, Group, option
from village_board.launch import day_of

LONGEST = click.IntRange(1, 3660)


class PeriodUnclear(UsageError):
    """Not exactly one length was given."""

    sentence = N_("Give the length once: --working-days N, --days N or --plain-days N.")

    def __init__(self) -> None:
        super().__init__()


@click.command("deadline", cls=Command, help=N_("Tell until when a period runs, and how the date comes about."))
@option(
    "--from",
    "start",
    default="",
    metavar="DATE",
    help=N_("Day of the event, which does not count; else today."),
)
@option("--working-days", type=LONGEST, help=N_("Length in working days."))
@option("--days", type=LONGEST, help=N_("Length in days; an end on a day off moves to the next day that is none."))
@option("--plain-days", type=LONGEST, help=N_("Length in days, and nothing moves: the notice before a meeting."))
@option("--explain", is_flag=True, help=N_("Tell the date day by day."))
@click.pass_obj
def deadline_(
    edge: Edge,
    start: str,
    working_days: int | None,
    days: int | None,
    plain_days: int | None,
    *,
    explain: bool,
) -> None:
    """Print one deadline."""
    given = {Unit.WORKING: working_days, Unit.NATURAL: days, Unit.PLAIN: plain_days}
    lengths = [(unit, length) for unit, length in given.items() if length]
    if len(lengths) != 1:
        raise PeriodUnclear
    ((unit, length),) = lengths
    begins = day_of(start) if start else edge.clock.today()
    calendar, loaded = _calendar(edge)
    found = deadline(calendar, begins, length, unit)
    steps = explained(calendar, found) if explain else ()
    sources = [(year, loaded.get(year) or shipped_year(year)) for year in found.rests_on]
    if edge.as_json:
        edge.give(_document(edge, found, steps, sources, explain=explain))
    else:
        _tell(edge, found, steps, sources)


def _calendar(edge: Edge) -> tuple[Calendar, dict[int, CalendarYear]]:
    """Return the village's calendar; without a board that was asked for by name, the shipped years alone."""
    try:
        board = edge.open()
    except NoBoard:
        if edge.home is not None:
            raise
        return shipped_calendar(), {}
    with board.reading() as records:
        return calendar_of(records), dict(loaded_years(records))


def _tell(edge: Edge, found: Deadline, steps: tuple[Step, ...], sources: list[tuple[int, CalendarYear | None]]) -> None:
    say = edge.t.say
    if steps:
        edge.say(say(start_word(found)))
        for step in steps:
            edge.say(say(step_word(found, step)))
    edge.say(say(deadline_word(found)))
    for doubt in doubt_words(found):
        edge.say(say(doubt))
    if steps:
        for year, source in sources:
            edge.say(say(source_word(year, source)))


def _document(
    edge: Edge,
    found: Deadline,
    steps: tuple[Step, ...],
    sources: list[tuple[int, CalendarYear | None]],
    *,
    explain: bool,
) -> dict[str, Any]:
    say = edge.t.say
    document: dict[str, Any] = {
        "from": found.start.isoformat(),
        "length": found.length,
        "unit": found.unit.value,
        "due": found.due.isoformat(),
        "provisional": found.provisional,
        "awaits": list(found.awaits),
        "sentence": say(deadline_word(found)),
        "doubts": [say(doubt) for doubt in doubt_words(found)],
        "sources": [{"year": year, "sentence": say(source_word(year, source))} for year, source in sources],
    }
    if explain:
        document["explain"] = [
            {
                "day": step.day.on.isoformat(),
                "kind": step.day.kind.value,
                "holiday": step.day.name,
                "number": step.number,
                "provisional": step.day.provisional,
                "sentence": say(step_word(found, step)),
            }
            for step in steps
        ]
    return document


@click.group("calendar", cls=Group, help=N_("The notices that say which days are off in a year."))
def calendar_() -> None:
    """Collect the commands."""


@calendar_.command("load", help=N_("Load the notice for a year; deadlines are counted by it from then on."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def load(edge: Edge, file: Path) -> int:
    """Load a notice, and count anew what was promised, in one unit of work."""
    from village_board.applications.recounting import recount_applications  # noqa: PLC0415 - only this one needs it
    from village_board.enquiries.recounting import recount_enquiries, recount_services  # noqa: PLC0415

    with edge.open().desk() as desk:
        done = load_year(desk, file)
        enquiries = recount_enquiries(desk, done.changed) if done.year else []
        applications = recount_applications(desk, done.changed) if done.year else []
        services = recount_services(desk, done.changed) if done.year else []
    recounted = [(one.number, one.recounted[-1]) for one in enquiries if one.recounted]
    recounted += [(one.number, one.recounted[-1]) for one in applications if one.recounted]
    recounted += [(one.number, one.recounted[-1]) for one in services]
    if edge.as_json:
        edge.give({**_loaded_document(edge, done), "recounted": [
            {"number": number, "was": one.was.isoformat(), "now": one.now.isoformat(),
             "days": [day.isoformat() for day in one.days]}
            for number, one in recounted
        ]})  # fmt: skip
    else:
        _tell_loaded(edge, done)
        for number, one in recounted:
            edge.say(f"{number}: {edge.t.say(recounted_words(one))}")
    return FINDINGS if done.findings else 0


def _loaded_document(edge: Edge, done: YearLoaded) -> dict[str, Any]:
    return {
        "year": done.year.year if done.year else None,
        "notice": done.year.title if done.year else "",
        "changed": [on.isoformat() for on in done.changed],
        "findings": [finding_document(edge.t, finding) for finding in done.findings],
    }


def _tell_loaded(edge: Edge, done: YearLoaded) -> None:
    t = edge.t
    for finding in done.findings:
        place = " ".join(part for part in (finding.file, finding.column) if part)
        edge.say(f"{place}: {t.say(finding.message)}")
    if done.year is None:
        n = len(done.findings)
        edge.say(t.n("{n} problem. Nothing was written.", "{n} problems. Nothing was written.", n))
        return
    edge.say(t("The notice for {year} holds: {notice}", year=str(done.year.year), notice=done.year.title))
    if done.changed:
        edge.say(t("Days that changed: {days}", days=done.changed))
    else:
        edge.say(t("No day changed."))


@calendar_.command("years", help=N_("List the years whose days are known, and where they come from."))
@click.pass_obj
def years(edge: Edge) -> None:
    """Print a line for every year up to the next one."""
    _, loaded = _calendar(edge)
    last = max(edge.clock.today().year + 1, *loaded, FIRST_YEAR)
    known = [(year, loaded.get(year) or shipped_year(year)) for year in range(FIRST_YEAR, last + 1)]
    if edge.as_json:
        edge.give(
            [
                {"year": year, "known": source is not None, "sentence": edge.t.say(source_word(year, source))}
                for year, source in known
            ]
        )
        return
    for year, source in known:
        edge.say(edge.t.say(source_word(year, source)))


COMMANDS = (deadline_, calendar_)
