"""village-board roll …: who is due, came, left, stood aside and voted; the reckoning of it, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click
from tinydb import where

from village_board.base.codec import to_json
from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.cli.acting import AS_HELP, perform, time_of
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.desk import Desk
from village_board.hearings.bodies_service import entitled, households_due
from village_board.hearings.entitled import composition_findings, register_findings
from village_board.hearings.law import Unit, body_rule, rule_of
from village_board.hearings.model import Body, Resolution
from village_board.hearings.recount import Recount, counts_of, recount
from village_board.hearings.resolutions import record_resolution
from village_board.hearings.roll import Coming, Roll
from village_board.hearings.roll_model import Attendance, ItemVote, RollEntry, Vote, cast_vote
from village_board.hearings.rolls_service import (
    item_of,
    mark_aside,
    mark_came,
    mark_left,
    record_secret,
    record_votes,
    recount_by_roll,
    roll_of,
    set_roll,
    take_back,
)
from village_board.hearings.words import ATTENDANCE, BODY, RESOLUTION_STATUS, VOTE
from village_board.launch import day_of
from village_board.people.acts import Act
from village_board.people.model import Person

WHY_HELP = N_("Why, where the result is recorded already: it becomes a correction.")


class VotesUnreadable(UsageError):
    """The votes of households given on the command line cannot be understood."""

    sentence = N_("'{text}' gives no votes of households. Write it as 'PERSON=5/3/0': for, against, abstained.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class NoVotesGiven(UsageError):
    """No vote is given."""

    sentence = N_("Say who voted how (--for, --against, --abstain, --households), or the counts of a --secret ballot.")

    def __init__(self) -> None:
        super().__init__()


class NoCountsYet(UsageError):
    """There is nothing to recount."""

    sentence = N_("{number} has neither a roll nor recorded counts. Begin its roll: village-board roll set {id}")

    def __init__(self, number: str, id: str) -> None:  # noqa: A002 - the field's own name
        super().__init__(number=number, id=id)


@click.group("roll", cls=Group, help=N_("Keep the roll of a meeting: who is due, came, left and voted."))
def roll() -> None:
    """Collect the commands."""


@roll.command("due", help=N_("Show who is due at a body's meeting, by the register of people."))
@click.argument("body", type=click.Choice([body.value for body in Body]))
@option("--group", type=click.IntRange(0), default=0, help=N_("Number of the group, for a group's meeting."))
@option("--on", "day", default="", help=N_("Day of the meeting; today where it is not given."))
@click.pass_obj
def due(edge: Edge, body: str, group: int, day: str) -> None:
    """Show who is due."""
    board, which = edge.open(), Body(body)
    with board.reading() as records:
        on = day_of(day) if day else records.today
        people = entitled(records, which, on, group)
        houses = households_due(records, on, group)
    rule = body_rule(which)
    findings = register_findings(people, rule)
    if which is Body.REPRESENTATIVE_ASSEMBLY:
        findings += composition_findings(people)
    ways = [
        (way.unit, whole, way.share.needed(whole))
        for way in rule.ways
        if (whole := houses if way.unit is Unit.HOUSEHOLDS else len(people))
    ]
    if edge.as_json:
        edge.give(
            {
                "body": body,
                "due": len(people),
                "quorum": [{"of": unit.value, "whole": whole, "needed": needed} for unit, whole, needed in ways],
                "people": [{"number": one.number, "name": one.name, "household": one.household} for one in people],
                "findings": [edge.t.say(finding.message) for finding in findings],
            }
        )
        return
    for one in people:
        edge.say(f"{one.number}  {one.name}")
    edge.say(edge.t("{body}: {n} are due.", body=Message(BODY[which]), n=len(people)))
    for unit, whole, needed in ways:
        sentence = (
            N_("{needed} of {whole} people must come.")
            if unit is Unit.PERSONS
            else N_("{needed} of {whole} households must be represented.")
        )
        edge.say(edge.t(sentence, needed=needed, whole=whole))
    for finding in findings:
        edge.say(edge.t.say(finding.message))


@roll.command("set", help=N_("Begin the roll of a meeting; several resolutions are its agenda, in their order."))
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@option("--as", "who", required=True, help=AS_HELP)
@option("--due", "named", multiple=True, help=N_("Who is due, where the register does not say; several."))
@click.pass_obj
def set_(edge: Edge, ids: tuple[str, ...], who: str, named: tuple[str, ...]) -> None:
    """Begin a roll."""
    _act(edge, who, ids[0], lambda desk: set_roll(desk, ids, named))


@roll.command("came", help=N_("Mark who came."))
@click.argument("id")
@click.argument("people", nargs=-1, required=True, metavar="PERSON...")
@option("--as", "who", required=True, help=AS_HELP)
@option("--at", "time", default="", help=N_("When, such as '2026-09-30 15:00'."))
@option("--from-item", type=click.IntRange(1), default=1, help=N_("The first item of the agenda they were there for."))
@option("--online", is_flag=True, help=N_("They took part online."))
@option("--proxy", default="", help=N_("Who of the same household stands for them."))
@option("--paper", default="", help=N_("The written proxy: which paper, signed when."))
@option("--stands-for", type=click.IntRange(1), default=1, help=N_("For how many households a representative stands."))
@option("--why", default="", help=WHY_HELP)
@click.pass_obj
def came(
    edge: Edge, id: str, people: tuple[str, ...], who: str, time: str, from_item: int,  # noqa: A002
    proxy: str, paper: str, stands_for: int, why: str, *, online: bool,
) -> None:  # fmt: skip
    """Mark who came."""
    attended = Attendance.ONLINE if online else Attendance.PROXY if proxy else Attendance.IN_PERSON
    coming = Coming(time_of(time) if time else None, attended, from_item, proxy, paper, stands_for)
    _act(edge, who, id, lambda desk: mark_came(desk, id, dict.fromkeys(people, coming), why))


@roll.command("left", help=N_("Mark who left before an item of the agenda."))
@click.argument("id")
@click.argument("people", nargs=-1, required=True, metavar="PERSON...")
@option("--as", "who", required=True, help=AS_HELP)
@option("--before", type=click.IntRange(1), required=True, help=N_("Number of the item."))
@option("--why", default="", help=WHY_HELP)
@click.pass_obj
def left(edge: Edge, id: str, people: tuple[str, ...], who: str, before: int, why: str) -> None:  # noqa: A002
    """Mark who left."""
    _act(edge, who, id, lambda desk: mark_left(desk, id, people, before, why))


@roll.command("aside", help=N_("Mark who stands aside for this resolution: a conflict of interest."))
@click.argument("id")
@click.argument("person")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=N_("Which interest."))
@option("--why", default="", help=WHY_HELP)
@click.pass_obj
def aside(edge: Edge, id: str, person: str, who: str, reason: str, why: str) -> None:  # noqa: A002
    """Mark who stands aside."""
    _act(edge, who, id, lambda desk: mark_aside(desk, id, person, reason, why))


@roll.command("votes", help=N_("Record who voted how, or the counts of a secret ballot."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--for", "in_favour", multiple=True, help=N_("Who was for it; several."))
@option("--against", multiple=True, help=N_("Who was against it; several."))
@option("--abstain", "abstained", multiple=True, help=N_("Who abstained; several."))
@option("--rest", type=click.Choice([vote.value for vote in Vote]), help=N_("How all others who were there voted."))
@option("--households", multiple=True, help=N_("PERSON=5/3/0: how the households voted that they stand for."))
@option(
    "--secret", type=click.IntRange(0), nargs=3, metavar="N N N", help=N_("For, against, abstained of a secret ballot.")
)
@option("--why", default="", help=WHY_HELP)
@click.pass_obj
def votes(
    edge: Edge, id: str, who: str, in_favour: tuple[str, ...], against: tuple[str, ...],  # noqa: A002
    abstained: tuple[str, ...], rest: str | None, households: tuple[str, ...],
    secret: tuple[int, int, int] | None, why: str,
) -> None:  # fmt: skip
    """Record votes."""
    if secret:
        _act(edge, who, id, lambda desk: record_secret(desk, id, *secret, why))
        return
    cast = {
        person: cast_vote(1, vote)
        for vote, named in ((Vote.FOR, in_favour), (Vote.AGAINST, against), (Vote.ABSTAINED, abstained))
        for person in named
    } | dict(map(_of_households, households))
    if not cast and rest is None:
        raise NoVotesGiven

    def act(desk: Desk) -> Roll:
        return record_votes(desk, id, cast, why, rest=Vote(rest) if rest else None)

    _act(edge, who, id, act)


@roll.command("back", help=N_("Take back what was marked of somebody: that they came, or only the vote."))
@click.argument("id")
@click.argument("person")
@option("--as", "who", required=True, help=AS_HELP)
@option("--vote", "vote_only", is_flag=True, help=N_("Only vote and standing aside on this resolution."))
@option("--why", default="", help=WHY_HELP)
@click.pass_obj
def back(edge: Edge, id: str, person: str, who: str, why: str, *, vote_only: bool) -> None:  # noqa: A002
    """Take something back."""
    _act(edge, who, id, lambda desk: take_back(desk, id, person, vote_only=vote_only, why=why))


@roll.command("record", help=N_("Record the result by the roll; a second member confirms it."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--held-on", required=True, help=N_("Day on which it was held."))
@click.pass_obj
def record(edge: Edge, id: str, who: str, held_on: str) -> None:  # noqa: A002
    """Record the result."""
    perform(edge, who, lambda desk: record_resolution(desk, id, day_of(held_on)), _status)


@roll.command("show", help=N_("Show the lines of a roll, to those who may keep it."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def show(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Show the lines of a roll."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        desk.require(Act.KEEP_ROLL)
        kept = roll_of(desk, resolution := desk.get(Resolution, id))
    if kept is None:
        raise NoCountsYet(resolution.number, id)
    if edge.as_json:
        edge.give([_line(one) for one in kept.lines])
        return
    for line in kept.lines:
        edge.say(_shown(edge, line, item_of(kept, resolution)))


@roll.command("recount", help=N_("Show every step of the reckoning, as recorded and as corrected."))
@click.argument("id")
@click.pass_obj
def recount_(edge: Edge, id: str) -> None:  # noqa: A002
    """Recount a vote."""
    board = edge.open()
    with board.reading() as records:
        resolution = records.get(Resolution, id)
        kept = roll_of(records, resolution)
    if kept is None or not kept.head.id:
        if not resolution.due or resolution.result is None:
            raise NoCountsYet(resolution.number, id)
        rule = rule_of(resolution)
        _give(edge, resolution, recount(resolution.body, counts_of(resolution, rule), rule), None, ())
        return
    found = recount_by_roll(kept, resolution)
    made = [(line.corrected_at, line.corrected_by, line.correction) for line in found.lines]
    made += [(one.at, one.by, one.correction) for one in found.sealed]
    with board.reading() as records:
        names = {by: person.name if (person := records.one(Person, where("id") == by)) else by for _, by, _ in made}
    corrections = [
        say("{when}, {person}: {why}", when=at, person=names[by], why=why) for at, by, why in made if at is not None
    ]
    _give(edge, resolution, found.recorded, found.corrected, corrections)


def _give(edge: Edge, of: Resolution, recorded: Recount, corrected: Recount | None, made: Sequence[Message]) -> None:
    if edge.as_json:
        edge.give(
            {
                "resolution": of.number,
                "recorded": _recount(edge, recorded),
                "corrected": _recount(edge, corrected) if corrected else None,
                "corrections": [edge.t.say(one) for one in made],
            }
        )
        return
    if corrected:
        edge.say(edge.t("As recorded:"))
    _say(edge, recorded)
    if corrected:
        edge.say(edge.t("As corrected ({n} corrections):", n=len(made)))
        for one in made:
            edge.say("- " + edge.t.say(one))
        _say(edge, corrected)


def _say(edge: Edge, found: Recount) -> None:
    for line in found.lines:
        mark = "  " if line.met is None else "✓ " if line.met else "✗ "
        edge.say(mark + edge.t.say(line.message))


def _recount(edge: Edge, found: Recount) -> dict[str, Any]:
    return {
        "counts": to_json(found.counts),
        "steps": [{"sentence": edge.t.say(line.message), "met": line.met} for line in found.lines],
        "result": found.result.value,
        "approvals": [approval.value for approval in found.approvals],
    }


def _act(edge: Edge, who: str, id: str, act: Callable[[Desk], Roll]) -> None:  # noqa: A002
    """Ask for the PIN of `who`, do `act` in one unit of work, and say how the roll stands for the resolution."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        act(desk)
    with board.reading() as records:
        resolution = records.get(Resolution, id)
        kept = roll_of(records, resolution)
    if kept is None:
        raise NoCountsYet(resolution.number, id)
    item = item_of(kept, resolution)
    counts = kept.counts(item)
    if edge.as_json:
        edge.give({"roll": kept.head.id, "item": item, "counts": to_json(counts)})
        return
    edge.say(
        edge.t(
            "{number}, item {item}: {due} due, {present} present; {in_favour} for, {against} against, "
            "{abstained} abstained.",
            number=resolution.number,
            item=item,
            due=counts.due,
            present=counts.present,
            in_favour=counts.in_favour,
            against=counts.against,
            abstained=counts.abstained,
        )
    )


def _status(resolution: Resolution) -> Message:
    return Message(RESOLUTION_STATUS[resolution.status])


def _of_households(text: str) -> tuple[str, ItemVote]:
    person, equals, numbers = text.rpartition("=")
    parts = numbers.split("/")
    if not equals or len(parts) != len(Vote) or not all(part.isdecimal() for part in parts):
        raise VotesUnreadable(text)
    return person, ItemVote(1, *map(int, parts))


def _line(line: RollEntry) -> dict[str, Any]:
    return {"id": line.id, **{name: value for name, value in to_json(line).items() if name not in ("id", "key")}}


def _shown(edge: Edge, line: RollEntry, item: int) -> str:
    words = [edge.t(ATTENDANCE[line.attended or Attendance.IN_PERSON]) if line.present else edge.t("did not come")]
    if vote := line.vote_on(item):
        cast = [edge.t(VOTE[one]) for one in Vote if vote.total == 1 and cast_vote(item, one) == vote]
        words += cast or [f"{vote.in_favour}/{vote.against}/{vote.abstained}"]
    words += [edge.t("stood aside: {reason}", reason=one.reason) for one in line.recused if one.item == item]
    if line.left_before:
        words.append(edge.t("left before item {item}", item=line.left_before))
    if line.corrects:
        words.append(edge.t("correction: {why}", why=line.correction))
    return f"{line.person_number}  {line.name}  " + edge.t.listed(words)


COMMANDS = (roll,)
