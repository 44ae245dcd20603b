"""village-board application …: correction, opinions, extension, answer: each step on an application's way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from village_board.applications.answering import Given, answer_from, ask_reasons, close, extend, postpone, withdraw
from village_board.applications.answering import answer as give_answer
from village_board.applications.law import law
from village_board.applications.letters import letter_of
from village_board.applications.model import Application, ChallengeKind, Consulted, Outcome, Result
from village_board.applications.moves import application_of, explain
from village_board.applications.reporting import conclude_challenge, file_challenge
from village_board.applications.service import (
    abandon,
    ask_correction,
    consult,
    correct,
    hear_back,
    register,
    resume,
    take_up,
)
from village_board.applications.words import ANALOGY, CHALLENGE, OUTCOME, STATE, due_words
from village_board.base.errors import UsageError
from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Command, option
from village_board.desk import Desk, Records
from village_board.launch import day_of
from village_board.people.acts import Act

#: the kinds of answers by name; the law itself is read only when one is given.
ANSWERS = (
    "already_public",
    *(result.value for result in Result if result is not Result.NO_CORRECTION),
    "not_this_body",
)
GROUNDS = tuple(result.value for result in Result if result.group in ("refused", "unable"))
TRANSFER = "not_this_body"
ON_HELP = N_("On which day it was done; today where it is not given.")


class TextUnreadable(UsageError):
    """The file with the letter cannot be read."""

    sentence = N_("{file} cannot be read as a text in UTF-8 ({why}).")

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(file=str(file), why=why)


def day_given(text: str) -> date | None:
    """Return the day that was typed; None where none was."""
    return day_of(text) if text else None


def act_on(edge: Edge, who: str, number: str, verb: Callable[[Desk, str], Application]) -> None:
    """Do `verb` with the application `number` as `who`, and say where it stands and until when."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        done = verb(desk, application_of(desk, number).id)
        say_standing(edge, desk, done)


def say_standing(edge: Edge, records: Records, done: Application) -> None:
    """Say where an application stands, until when, and whom the Regulation binds."""
    t, told = edge.t, explain(records, done)
    if edge.as_json:
        edge.give({**document(done), "due": iso(told.due), "provisional": told.provisional, "note": t(ANALOGY)})
        return
    edge.say(t("{title} [{id}]: {status}.", title=done.number, id=done.id, status=Message(STATE[done.state])))
    if done.is_open:
        for word in due_words(told):
            edge.say("  " + t.say(word))
    edge.say("  " + t(ANALOGY))


def iso(on: date | None) -> str | None:
    """Return a day as JSON has it."""
    return on.isoformat() if on is not None else None


@click.command("confirm", cls=Command, help=N_("Fix the day of receipt that was confirmed with the applicant."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def confirm(edge: Edge, number: str, who: str, on: str) -> None:
    """Fix the day of receipt."""
    act_on(edge, who, number, lambda desk, id_: register(desk, id_, day_given(on)))


@click.command("take-up", cls=Command, help=N_("Record that the office works on it."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def take_up_(edge: Edge, number: str, who: str, on: str) -> None:
    """Take it up."""
    act_on(edge, who, number, lambda desk, id_: take_up(desk, id_, day_given(on)))


@click.command(
    "correct", cls=Command, help=N_("Ask once for a correction (--ask), take it in, or record giving up (--none).")
)
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--ask", default="", help=N_("What is unclear: sent to the applicant once."))
@option("--until", default="", help=N_("Until when it can be corrected."))
@option("--none", "gave_up", is_flag=True, help=N_("Nothing came in time and no good reason: given up."))
@option("--wanted", default="", help=N_("Name of the information."))
@option("--wanted-number", default="", help=N_("Its document number."))
@option("--description", default="", help=N_("Anything else by which it can be found."))
@option("--reason", default="", help=N_("The good reason, where it comes late."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def correct_(
    edge: Edge, /, number: str, who: str, ask: str, until: str, on: str, *, gave_up: bool, **given: str
) -> None:
    """Ask for a correction, take it in, or end it."""
    day = day_given(on)
    if ask:
        act_on(edge, who, number, lambda desk, id_: ask_correction(desk, id_, ask, day_given(until), day))
    elif gave_up:
        act_on(edge, who, number, lambda desk, id_: abandon(desk, id_, day))
    else:
        act_on(edge, who, number, lambda desk, id_: correct(desk, id_, on=day, **given))


@click.command(
    "consult", cls=Command, help=N_("Ask for an opinion, take one in (--reply), or go on without (--resume).")
)
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--kind", type=click.Choice([k.value for k in Consulted]), default=Consulted.THIRD_PARTY.value,
              help=N_("Whose opinion."))  # fmt: skip
@option("--name", default="", help=N_("Who; not public."))
@option("--question", default="", help=N_("What they are asked."))
@option("--delivered-on", default="", help=N_("Day on which the request reached them."))
@option("--reply", "reply_to", type=click.IntRange(1), help=N_("Number of the opinion that came, from 1."))
@option("--agrees/--disagrees", default=True, help=N_("Whether they agree that it is opened."))
@option("--opinion", default="", help=N_("What they said."))
@option("--resume", "go_on", is_flag=True, help=N_("Their time is over: the office decides by itself."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def consult_(
    edge: Edge,
    number: str,
    who: str,
    kind: str,
    name: str,
    question: str,
    delivered_on: str,
    reply_to: int | None,
    opinion: str,
    on: str,
    *,
    agrees: bool,
    go_on: bool,
) -> None:
    """Ask others."""
    day = day_given(on)
    if go_on:
        act_on(edge, who, number, lambda desk, id_: resume(desk, id_, day))
    elif reply_to is not None:
        act_on(
            edge, who, number, lambda desk, id_: hear_back(desk, id_, reply_to, agrees=agrees, opinion=opinion, on=day)
        )
    else:
        reached = day_given(delivered_on)
        act_on(
            edge,
            who,
            number,
            lambda desk, id_: consult(desk, id_, Consulted(kind), name, question, on=day, delivered_on=reached),
        )


@click.command("extend", cls=Command, help=N_("Extend the time once, approved by a committee member and told in time."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--days", type=int, required=True, help=N_("How many working days more, at most 20."))
@option("--approver", required=True, help=N_("Committee member who approved it: number or name."))
@option("--notified-on", required=True, help=N_("Day on which the applicant was told."))
@option("--reason", default="", help=N_("Why."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def extend_(
    edge: Edge, number: str, who: str, days: int, approver: str, notified_on: str, reason: str, on: str
) -> None:
    """Extend the time."""
    told, day = day_of(notified_on), day_given(on)
    act_on(
        edge,
        who,
        number,
        lambda desk, id_: extend(desk, id_, days, approver=approver, notified_on=told, reason=reason, on=day),
    )


@click.command("reasons", cls=Command, help=N_("Ask a frequent applicant for reasons; with --until, tell a later day."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reasons", default="", help=N_("The reasons that the applicant gave."))
@option("--until", default="", help=N_("The later day that was told to the applicant."))
@option("--notified-on", default="", help=N_("Day on which the applicant was told."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def reasons_(edge: Edge, number: str, who: str, reasons: str, until: str, notified_on: str, on: str) -> None:
    """Ask for reasons, or set the later day."""
    day, later = day_given(on), day_given(until)
    if later is None:
        act_on(edge, who, number, lambda desk, id_: ask_reasons(desk, id_, day))
        return
    told = day_given(notified_on) or edge.clock.today()
    act_on(edge, who, number, lambda desk, id_: postpone(desk, id_, later, reasons=reasons, notified_on=told, on=day))


def answered(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that an answer takes."""
    for name, help_text in (
        ("--where", N_("Where it is published, where it was searched, or where to turn.")),
        ("--given", N_("What is given, and how.")),
        ("--reason", N_("Why, in plain words.")),
        ("--body", N_("The right body.")),
        ("--body-number", N_("The number under which that body took it.")),
        ("--on", ON_HELP),
    ):
        command = option(name, default="", help=help_text)(command)
    command = option("--text", "file", type=click.Path(path_type=Path), help=N_("File with the edited letter."))(
        command
    )
    return option("--draft", is_flag=True, help=N_("Print the letter and change nothing."))(command)


@click.command("answer", cls=Command, help=N_("Answer an application by its kind; --draft prints the letter to edit."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--type", "kind", type=click.Choice(ANSWERS), required=True, help=N_("Kind of answer."))
@option("--ground", multiple=True, type=click.Choice(GROUNDS), help=N_("Why parts are not given; several."))
@answered
@click.pass_obj
def answer_(edge: Edge, /, number: str, who: str, kind: str, ground: tuple[str, ...], **given: Any) -> None:
    """Answer it."""
    _answer(edge, number, who, kind, ground, given)


@click.command("transfer", cls=Command, help=N_("Hand an application to the right body, with its number there."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@answered
@click.pass_obj
def transfer(edge: Edge, /, number: str, who: str, **given: Any) -> None:
    """Hand it on."""
    _answer(edge, number, who, TRANSFER, (), given)


def _answer(edge: Edge, number: str, who: str, kind: str, grounds: tuple[str, ...], given: dict[str, Any]) -> None:
    file, draft, on = given.pop("file"), given.pop("draft"), day_given(given.pop("on"))
    said = Given(kind, text=_text(file) if file is not None else "", grounds=grounds, **given)
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        desk.require(Act.ANSWER_APPLICATION)
        about = application_of(desk, number)
        answer = answer_from(said, on or desk.today)
        letter = answer.text or letter_of(law(), about, answer, board.settings.name)
        if not draft:
            done = give_answer(desk, about.id, Given(kind, letter, grounds=grounds, **given), on)
            say_standing(edge, desk, done)
            return
    if edge.as_json:
        edge.give({"text": letter, "note": edge.t(ANALOGY)})
    else:
        edge.say(letter)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except OSError as error:
        raise TextUnreadable(file, error.strerror or type(error).__name__) from None
    except UnicodeDecodeError:
        raise TextUnreadable(file, "not UTF-8") from None


@click.command("close", cls=Command, help=N_("Record that the answer reached the applicant."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def close_(edge: Edge, number: str, who: str, on: str) -> None:
    """Close it."""
    act_on(edge, who, number, lambda desk, id_: close(desk, id_, day_given(on)))


@click.command("withdraw", cls=Command, help=N_("Record that the applicant takes it back."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=N_("Why."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def withdraw_(edge: Edge, number: str, who: str, reason: str, on: str) -> None:
    """Take it back."""
    act_on(edge, who, number, lambda desk, id_: withdraw(desk, id_, reason, day_given(on)))


@click.command("challenge", cls=Command, help=N_("Record that an answer is challenged, or how the challenge ended."))
@click.argument("challenge_number", metavar="NUMBER")
@option("--as", "who", required=True, help=AS_HELP)
@option("--application", "about", default="", help=N_("Number of the application, for a new challenge."))
@option("--kind", type=click.Choice([k.value for k in ChallengeKind]), default=ChallengeKind.RECONSIDERATION.value,
              help=N_("How it is challenged."))  # fmt: skip
@option("--body", default="", help=N_("Who decides it."))
@option("--outcome", type=click.Choice([o.value for o in Outcome]), help=N_("How it ended."))
@option("--remark", default="", help=N_("A remark."))
@option("--on", default="", help=ON_HELP)
@click.pass_obj
def challenge(
    edge: Edge,
    challenge_number: str,
    who: str,
    about: str,
    kind: str,
    body: str,
    outcome: str | None,
    remark: str,
    on: str,
) -> None:
    """Record a challenge."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        day = day_given(on) or desk.today
        if outcome is not None:
            done = conclude_challenge(desk, challenge_number, Outcome(outcome), day, remark)
        else:
            done = file_challenge(desk, challenge_number, about, ChallengeKind(kind), day, body)
    if edge.as_json:
        edge.give(document(done))
        return
    stands = OUTCOME[done.outcome.value if done.outcome is not None else "pending"]
    words = {"number": done.number, "kind": Message(CHALLENGE[done.kind]), "state": Message(stands)}
    edge.say(edge.t("{number}: {kind}, {state}.", **words))
    edge.say(edge.t(ANALOGY))


STEPS = (confirm, take_up_, correct_, consult_, extend_, reasons_, answer_, transfer, close_, withdraw_, challenge)
