"""village-board questioning …, and village-board slip NUMBER: what the public reads of what was handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Command, Group, option
from village_board.hearings.voice_words import ASKERS
from village_board.hearings.voices import Askers, Interpellation
from village_board.launch import day_of

if TYPE_CHECKING:
    from village_board.glance.standing import Standing


@click.group("questioning", cls=Group, help=N_("Written questioning of the committee by those entitled."))
def questioning() -> None:
    """Collect the commands."""


def _due(record: Interpellation) -> Message:
    if record.answered_on is not None:
        return Message(N_("answered on {day}"), {"day": record.answered_on})
    return Message(N_("slip {number}, answer due {due}"), {"number": record.number, "due": record.due_on})


@questioning.command("ask", help=N_("Write down a questioning."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--by", type=click.Choice([one.value for one in Askers]), required=True, help=N_("Who questions."))
@option("--person", "people", multiple=True, required=True, help=N_("Number or name; several. Kept inside."))
@option("--question", required=True, help=N_("What is asked."))
@option("--subject", default="", help=N_("Id of a case, contract, item that it is about."))
@option("--about", default="", help=N_("What it is about, in a few words."))
@option("--on", "asked_on", default="", help=N_("Day on which it was handed in; today where it is not given."))
@click.pass_obj
def ask(
    edge: Edge, who: str, by: str, people: tuple[str, ...], question: str, subject: str, about: str, asked_on: str
) -> None:
    """Write down a questioning."""
    from village_board.hearings.interpellations import Asked, ask_interpellation  # noqa: PLC0415

    day = day_of(asked_on) if asked_on else None
    asked = Asked(Askers(by), people, question, subject, about, day)
    perform(edge, who, lambda desk: ask_interpellation(desk, asked), _due)


@questioning.command("answer", help=N_("Answer a questioning in public."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--answer", "words", required=True, help=N_("The answer."))
@click.pass_obj
def answer_questioning(edge: Edge, number: str, who: str, words: str) -> None:
    """Answer a questioning."""
    from village_board.hearings.interpellations import answer_interpellation  # noqa: PLC0415

    perform(edge, who, lambda desk: answer_interpellation(desk, number, words), _due)


@questioning.command("list", help=N_("Show every questioning, the newest first."))
@click.pass_obj
def list_questionings(edge: Edge) -> None:
    """List them, without names."""
    with edge.open().reading() as records:
        found = sorted(records.all(Interpellation), key=lambda one: (one.asked_on, one.id), reverse=True)
        today = records.today
    if edge.as_json:
        edge.give([document(one) for one in found])
        return
    t = edge.t
    for one in found:
        by = t("{count} of {askers}", count=one.count, askers=Message(ASKERS[one.askers_are]))
        late = t("  late by {days} days", days=one.late_by(today)) if one.late_by(today) else ""
        edge.say(f"{one.number}  {one.asked_on.isoformat()}  {one.about}  ({by})  {t.say(_due(one))}{late}")
    edge.say(t.n("{n} record", "{n} records", len(found)))


@click.command("slip", cls=Command, help=N_("Say how far the matter is whose slip has this number."))
@click.argument("number")
@click.pass_obj
def slip(edge: Edge, number: str) -> None:
    """Say how far it is: what the public may see, and nothing else."""
    from village_board.glance.standing import standing_of  # noqa: PLC0415

    with edge.open().reading() as records:
        found = standing_of(records, number)
    tell_standing(edge, found)


def tell_standing(edge: Edge, found: Standing) -> None:
    """Print how far a matter is."""
    t = edge.t
    following = t.say(found.next) if found.next else ""
    if edge.as_json:
        edge.give(
            {
                "number": found.number,
                "kind": t.say(found.kind),
                "title": found.title,
                "state": t.say(found.state),
                "next": following,
                "due": found.due and found.due.isoformat(),
                "late": found.late,
                "answer": found.answer,
                "subject": found.subject,
            }
        )
        return
    edge.say(f"{found.number}  {t.say(found.kind)}" + (f": {found.title}" if found.title else ""))
    edge.say(t("How it stands: {state}.", state=found.state))
    for line in (
        following,
        t("By {due}.", due=found.due) if found.due else "",
        t("Late by {days} days.", days=found.late) if found.late else "",
        t("Answer: {answer}", answer=found.answer) if found.answer else "",
    ):
        if line:
            edge.say(line)


COMMANDS = (questioning, slip)
