"""village-board enquiry list|show|templates|measures: what waits, what was said, and the figures with denominators."""

from __future__ import annotations

from dataclasses import asdict
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from village_board.base.message import N_, Message
from village_board.base.recounted import recounted_words
from village_board.cli.acting import AS_HELP
from village_board.cli.columns import table
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.enquiries import enquiry
from village_board.cli.statistics import CountedTwice
from village_board.cli.words import option
from village_board.enquiries.words import CHANNEL, ENQUIRY_EVENT, ENQUIRY_KIND, ENQUIRY_STATE, GRADE

if TYPE_CHECKING:
    from village_board.board import Board
    from village_board.enquiries.finding import Outlook
    from village_board.enquiries.measures import Counts, Rate
    from village_board.enquiries.model import Enquiry

_KEYS = ("month", "kind")


@enquiry.command("list", help=N_("Show enquiries without their words: what waits first, or all."))
@option("--all", "every", is_flag=True, help=N_("Also those that are answered or closed."))
@click.pass_obj
def list_enquiries(edge: Edge, *, every: bool) -> None:
    """List them; the words need a PIN."""
    from village_board.enquiries.finding import all_enquiries, open_enquiries, outlook  # noqa: PLC0415
    from village_board.enquiries.rules import ANSWERED  # noqa: PLC0415

    with edge.open().reading() as records:
        found = all_enquiries(records) if every else open_enquiries(records)
        ahead = {one.id: outlook(records, one) for one in found}
        waiting = [one for one in all_enquiries(records) if not every and one.state in ANSWERED]
        again = [(one, until) for one in waiting if (until := outlook(records, one).ask_again_on) is not None]
    if edge.as_json:
        edge.give([_row(one, ahead[one.id]) for one in found])
        return
    t = edge.t
    for one in found:
        due = ahead[one.id].due
        line = (
            f"{one.number}  {one.submitted_on.isoformat()}  {t(ENQUIRY_KIND[one.kind])}  {t(ENQUIRY_STATE[one.state])}"
        )
        line += "  " + t("by {due}", due=due) if due else ""
        edge.say(line + _marks(edge, one, ahead[one.id]))
    for one, until in again:
        edge.say(f"{one.number}  " + t("ask by {until} whether the answer helped", until=until))
    edge.say(t.n("{n} record", "{n} records", len(found)))


def _marks(edge: Edge, one: Enquiry, ahead: Outlook) -> str:
    t, marks = edge.t, []
    if ahead.late:
        marks.append(t("late by {days} days", days=ahead.late))
    if ahead.warned:
        marks.append(t("its limit is near"))
    if one.bounces:
        marks.append(t.n("handed back or on again {n} time", "handed back or on again {n} times", one.bounces))
    return "".join(f"  {mark}" for mark in marks)


def _row(one: Enquiry, ahead: Outlook) -> dict[str, Any]:
    return {
        "number": one.number,
        "id": one.id,
        "kind": one.kind.value,
        "channel": one.channel.value,
        "state": one.state.value,
        "submitted_on": one.submitted_on.isoformat(),
        "due_on": one.due_on.isoformat(),
        "next_due": ahead.due and ahead.due.isoformat(),
        "late": ahead.late,
        "warned": ahead.warned,
        "ask_again_on": ahead.ask_again_on and ahead.ask_again_on.isoformat(),
        "bounces": one.bounces,
        "public": one.public,
    }


@enquiry.command("show", help=N_("Show one enquiry with its words and steps; for the office, so a PIN is asked for."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--explain", is_flag=True, help=N_("Tell the date day by day."))
@click.pass_obj
def show(edge: Edge, number: str, who: str, *, explain: bool) -> None:
    """Show it."""
    from village_board.calendar.rules import explained  # noqa: PLC0415
    from village_board.calendar.service import calendar_of  # noqa: PLC0415
    from village_board.calendar.words import deadline_word, doubt_words, step_word  # noqa: PLC0415
    from village_board.enquiries.finding import enquiry_of, outlook, promise  # noqa: PLC0415

    board = edge.open()
    edge.sign_in(board, who)
    with board.reading() as records:
        one = enquiry_of(records, number)
        ahead, promised = outlook(records, one), promise(records, one)
        days = explained(calendar_of(records), promised) if explain else ()
    if edge.as_json:
        edge.give(document(one))
        return
    t = edge.t
    state = t(ENQUIRY_STATE[one.state])
    edge.say(f"{one.number}  {t(ENQUIRY_KIND[one.kind])}  {state}  {t(CHANNEL[one.channel])}")
    edge.say(one.text)
    edge.say(t("Answer due {due}.", due=one.due_on) + _marks(edge, one, ahead))
    for line in (deadline_word(promised), *doubt_words(promised)):
        edge.say("  " + t.say(line))
    for day in days:
        edge.say("    " + t.say(step_word(promised, day)))
    for recounted in one.recounted:
        edge.say("  " + t.say(recounted_words(recounted)))
    for step in one.steps:
        parts = (step.done_on.isoformat(), t(ENQUIRY_EVENT[step.event]), step.words, step.reason)
        edge.say("  ".join(part for part in parts if part))
    for handing in one.handings:
        edge.say(t("Handed on to {body}, number {number}", body=handing.body, number=handing.number))
    if one.solved is None:
        edge.say(t("Not rated by the asker."))
    else:
        solved = t("solved") if one.solved else t("not solved")
        edge.say(t("The asker says: {solved}, {grade}", solved=solved, grade=t(GRADE[one.grade]) if one.grade else ""))


@enquiry.command("templates", help=N_("Show the templates of replies and the facts that they need."))
@click.pass_obj
def templates(edge: Edge) -> None:
    """List the templates."""
    from village_board.enquiries.templates import reply_templates  # noqa: PLC0415

    found = reply_templates()
    if edge.as_json:
        edge.give([{"key": key, "facts": one.places, "zh": one.zh, "en": one.en} for key, one in found.items()])
        return
    for key, one in found.items():
        edge.say(f"{key}  ({', '.join(one.places)})")
        edge.say("    " + (one.en if edge.t.language == "en" else one.zh))


@enquiry.command("measures", help=N_("Rates with what they are part of, of one village or of several home folders."))
@click.argument("homes", nargs=-1, type=click.Path(path_type=Path))
@option("--by", type=click.Choice(_KEYS), default="month", help=N_("What the groups are."))
@click.pass_obj
def measures(edge: Edge, homes: tuple[Path, ...], by: str) -> None:
    """Count, and say of what every rate is part."""
    from village_board.enquiries.measures import Counts, rates  # noqa: PLC0415

    groups = _of_homes(edge, homes, by) if homes else _of_board(edge.open(), by)
    whole = reduce(add, groups.values(), Counts())
    if edge.as_json:
        edge.give(
            {
                "by": by,
                "groups": [{"key": key, **_figures(edge, counts)} for key, counts in sorted(groups.items())],
                "whole": _figures(edge, whole),
            }
        )
        return
    t = edge.t
    heads = (
        "",
        t("received"),
        t("not taken on"),
        t("inside a limit"),
        t("closed as finished"),
        *(t(rate.name) for rate in rates(whole)),
    )
    rows = [(_label(edge, by, key), *_cells(counts)) for key, counts in sorted(groups.items())]
    for line in table(heads, [*rows, (t("Together"), *_cells(whole))], right=range(1, len(heads))):
        edge.say(line)
    for rate in rates(whole):
        edge.say(t("{name}: {part} / {whole}", name=t(rate.name), part=t(rate.part_is), whole=t(rate.whole_is)))
    said = {"not_rated": whole.not_rated, "solved": whole.solved}
    edge.say(t("Not rated: {not_rated}. Solved, say their askers: {solved}.", **said))
    edge.say(t("Handed on: {handed_on}, bounced {bounces} times.", handed_on=whole.handed_on, bounces=whole.bounces))


def _label(edge: Edge, by: str, key: str) -> str:
    return (
        edge.t.say(Message(next(words for kind, words in ENQUIRY_KIND.items() if kind == key))) if by == "kind" else key
    )


def _cells(counts: Counts) -> tuple[str, ...]:
    from village_board.enquiries.measures import rates  # noqa: PLC0415

    plain = (counts.received, counts.rejected, counts.inside, counts.closed)
    return (*map(str, plain), *(_rate(rate) for rate in rates(counts)))


def _rate(rate: Rate) -> str:
    """Return a rate as a cell: never without both of its numbers."""
    if rate.tenths is None:
        return f"{rate.part}/{rate.whole}"
    return f"{rate.part}/{rate.whole} {rate.tenths // 10}.{rate.tenths % 10}%"


def _figures(edge: Edge, counts: Counts) -> dict[str, Any]:
    from village_board.enquiries.measures import rates  # noqa: PLC0415

    told = {
        rate.key: {
            "part": rate.part,
            "whole": rate.whole,
            "percent": None if rate.tenths is None else rate.tenths / 10,
            "part_is": edge.t(rate.part_is),
            "whole_is": edge.t(rate.whole_is),
        }
        for rate in rates(counts)
    }
    return {"counts": asdict(counts), "rates": told}


def _of_board(board: Board, by: str) -> dict[str, Counts]:
    from village_board.enquiries.finding import all_enquiries  # noqa: PLC0415
    from village_board.enquiries.measures import counted_by, kind_of, month_of  # noqa: PLC0415

    with board.reading() as records:
        return counted_by(all_enquiries(records), records.today, kind_of if by == "kind" else month_of)


def _of_homes(edge: Edge, homes: tuple[Path, ...], by: str) -> dict[str, Counts]:
    from village_board.board import open_board  # noqa: PLC0415
    from village_board.enquiries.measures import Counts  # noqa: PLC0415

    together: dict[str, Counts] = {}
    seen: set[str] = set()
    for home in homes:
        board = open_board(home, clock=edge.clock)
        try:
            if board.settings.village in seen:
                raise CountedTwice(str(home), board.settings.name)
            seen.add(board.settings.village)
            for key, counts in _of_board(board, by).items():
                together[key] = together.get(key, Counts()) + counts
        finally:
            board.close()
    return together


COMMANDS: tuple[click.Command, ...] = ()
