"""village-board application …: take an application for information in, follow its clock, answer it, report the year."""

from __future__ import annotations

from typing import Any

import click

from village_board.applications.answering import age_out
from village_board.applications.model import ApplicantKind, Application, FormWanted, Way
from village_board.applications.moves import application_of, explain, late_by
from village_board.applications.service import Received, receive
from village_board.applications.words import ANALOGY, RECEIPT_RULE, STATE, clock_day_word, due_words
from village_board.base.message import N_, Message
from village_board.base.recounted import recounted_words
from village_board.cli.acting import AS_HELP
from village_board.cli.application_report import report, shown
from village_board.cli.application_way import STEPS, day_given, iso
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.people.acts import Act
from village_board.slips.service import slip_of


@click.group(
    "application",
    cls=Group,
    help=N_(
        "Applications for information: receipt, clock, answer, yearly tables. "
        "The Regulation binds township and district; the village does it by analogy."
    ),
)
def application() -> None:
    """Collect the commands."""


@application.command("receive", help=N_("Take an application in, and print its receipt with slip and promised day."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--kind", type=click.Choice([k.value for k in ApplicantKind]), default=ApplicantKind.NATURAL_PERSON.value,
              help=N_("Who applies."))  # fmt: skip
@option("--applicant", required=True, help=N_("Name of the person or organisation; not public."))
@option("--contact", required=True, help=N_("Where the answer goes; not public. No identity number."))
@option("--identity-seen", is_flag=True, help=N_("The clerk saw a proof of identity; its number is not kept."))
@option("--wanted", default="", help=N_("Name of the information."))
@option("--wanted-number", default="", help=N_("Its document number."))
@option("--description", default="", help=N_("Anything else by which it can be found."))
@option("--form", type=click.Choice([f.value for f in FormWanted]), default=FormWanted.PAPER.value,
              help=N_("In which form it is wanted."))  # fmt: skip
@option("--oral", is_flag=True, help=N_("Told by word of mouth; the clerk writes it down."))
@option("--way", type=click.Choice([w.value for w in Way]), default=Way.IN_PERSON.value, help=N_("How it came."))
@option("--arrived-on", default="", help=N_("Day on which it came; today where it is not given."))
@option("--confirmed-on", default="", help=N_("Day confirmed with the applicant (ordinary mail, internet, fax)."))
@option("--number", default="", help=N_("The office's own number; the next one where it is not given."))
@click.pass_obj
def receive_(edge: Edge, /, who: str, **given: Any) -> None:
    """Take one in."""
    form = Received(
        **{
            **given,
            "kind": ApplicantKind(given["kind"]),
            "form": FormWanted(given["form"]),
            "way": Way(given["way"]),
            "arrived_on": day_given(given["arrived_on"]),
            "confirmed_on": day_given(given["confirmed_on"]),
        }
    )
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        made = receive(desk, form)
        slip, told = slip_of(desk, made.id), explain(desk, made)
    t = edge.t
    if edge.as_json:
        edge.give(
            {
                **document(made),
                "slip": slip,
                "due": iso(told.due),
                "provisional": told.provisional,
                "note": t(ANALOGY),
            }
        )
        return
    edge.say(t("Receipt for the application {number}", number=made.number))
    edge.say("  " + t("Slip: {slip}", slip=slip))
    edge.say("  " + t("Came on {day}: {rule}.", day=made.arrived_on, rule=Message(RECEIPT_RULE[made.way])))
    for word in due_words(told):
        edge.say("  " + t.say(word))
    if told.due is None:
        edge.say("  " + t("The time runs from the day that is confirmed: village-board application confirm"))
    edge.say("  " + t(ANALOGY))


@application.command("list", help=N_("List applications by number, state and last day; no names."))
@option("--all", "everything", is_flag=True, help=N_("Those that are finished too."))
@click.pass_obj
def list_(edge: Edge, *, everything: bool) -> None:
    """List them, the most urgent first."""
    t = edge.t
    with edge.open().reading() as records:
        found = [one for one in records.all(Application) if everything or one.is_open]
        rows = [(explain(records, one).due, late_by(records, one), one) for one in found]
    rows.sort(key=lambda row: (not row[2].is_open, row[0] is None, row[0] or row[2].arrived_on, row[2].number))
    if edge.as_json:
        edge.give(
            [
                {
                    "id": one.id,
                    "number": one.number,
                    "state": one.state.value,
                    "arrived_on": one.arrived_on.isoformat(),
                    "receipt_on": iso(one.receipt_on),
                    "due": iso(due),
                    "late_by": late,
                    "finished_on": iso(one.finished_on),
                }
                for due, late, one in rows
            ]
        )
        return
    for due, late, one in rows:
        words = [one.number, t(STATE[one.state])]
        if due is not None:
            words.append(t("due {due}", due=due))
        if late:
            words.append(t.n("{n} day late", "{n} days late", late))
        edge.say("  ".join(words))
    if not rows:
        edge.say(t("No application is waiting for its answer."))
    edge.say(t(ANALOGY))


@application.command("show", help=N_("Show an application with everything that was written down, to the office."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def show(edge: Edge, number: str, who: str) -> None:
    """Show one."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        desk.require(Act.MOVE_APPLICATION)
        found = application_of(desk, number)
        if edge.as_json:
            edge.give({**document(found), "due": iso(explain(desk, found).due), "note": edge.t(ANALOGY)})
            return
        for line in shown(edge.t, desk, found):
            edge.say(line)


@application.command("clock", help=N_("Tell the last day for the answer, day by day with the reasons."))
@click.argument("number")
@click.pass_obj
def clock(edge: Edge, number: str) -> None:
    """Explain the clock."""
    t = edge.t
    with edge.open().reading() as records:
        found = application_of(records, number)
        told = explain(records, found)
    sentences = [t.say(clock_day_word(one)) for one in told.days]
    if edge.as_json:
        edge.give(
            {
                "number": found.number,
                "due": iso(told.due),
                "provisional": told.provisional,
                "awaits": list(told.awaits),
                "counted": told.counted,
                "extended_by": told.extended_by,
                "days": [
                    {"day": one.day.on.isoformat(), "use": one.use.value, "number": one.number, "sentence": sentence}
                    for one, sentence in zip(told.days, sentences, strict=True)
                ],
                "note": t(ANALOGY),
            }
        )
        return
    edge.say(f"{found.number}: {t(STATE[found.state])}")
    for sentence in sentences:
        edge.say("  " + sentence)
    if told.confirmed_late and found.way is Way.ORDINARY_MAIL:
        edge.say(t("It was confirmed {n} days after it came; it is to be the same day.", n=told.confirmed_late))
    for word in (*due_words(told), *map(recounted_words, found.recounted)):
        edge.say(t.say(word))
    edge.say(t(ANALOGY))


@application.command("age", help=N_("Take names and contacts out of applications that ended long ago; counts stay."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def age(edge: Edge, who: str) -> None:
    """Age old ones out."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        aged = age_out(desk)
    if edge.as_json:
        edge.give({"aged": [one.number for one in aged]})
        return
    edge.say(edge.t("Names and contacts were taken out of {n} applications; the counts stay.", n=len(aged)))


for step in (*STEPS, report):
    application.add_command(step)

COMMANDS = (application,)
