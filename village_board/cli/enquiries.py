"""village-board enquiry …: receive, accept, assign, extend, hand on, reply, publish, rate, close."""

from __future__ import annotations

from typing import Any

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.calendar.words import deadline_word, doubt_words
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.enquiries.handling import Said
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind, Grade
from village_board.enquiries.rules import OPEN
from village_board.enquiries.words import ENQUIRY_STATE
from village_board.hearings.registrations import Applicant
from village_board.launch import day_of

ON_HELP = N_("On which day it was done; today where it is not given.")
NUMBER_HELP = N_("Why; the asker reads it.")


class FactUnreadable(UsageError):
    """A fact for a template cannot be understood."""

    sentence = N_("'{text}' is no fact. Write it as NAME=VALUE.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class ReplyUnclear(UsageError):
    """Both words and a template are given, or neither."""

    sentence = N_("Give the reply once: its words with --answer, or --template with its facts.")

    def __init__(self) -> None:
        super().__init__()


def _status(one: Enquiry) -> Message:
    state = Message(ENQUIRY_STATE[one.state])
    return say("{state}, due {due}", state=state, due=one.due_on) if one.state in OPEN else state


def _said(words: str = "", reason: str = "", on: str = "") -> Said:
    return Said(words, reason, day_of(on) if on else None)


@click.group(
    "enquiry", cls=Group, help=N_("Questions, requests, suggestions, complaints: from the slip to the answer.")
)
def enquiry() -> None:
    """Collect the commands."""


@enquiry.command("receive", help=N_("Take an enquiry in at the desk and give its slip."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--kind", type=click.Choice([one.value for one in EnquiryKind]), required=True, help=N_("What is wanted."))
@option("--text", required=True, help=N_("The asker's words."))
@option("--person", default="", help=N_("Number or name of the person; kept inside."))
@option("--name", default="", help=N_("Name of somebody who is in no register."))
@option("--channel", type=click.Choice([Channel.CLERK.value, Channel.KIOSK.value]), default=Channel.CLERK.value,
        help=N_("How it came."))  # fmt: skip
@option("--public", is_flag=True, help=N_("The asker agrees that question and answer are shown, without a name."))
@option("--no-report", "sure", is_flag=True, help=N_("The asker was told who takes reports and petitions: it is none."))
@option("--on", "on", default="", help=ON_HELP)
@click.pass_obj
def receive(
    edge: Edge,
    who: str,
    kind: str,
    text: str,
    person: str,
    name: str,
    channel: str,
    on: str,
    *,
    public: bool,
    sure: bool,
) -> None:
    """Take it in, and print the receipt with the two-way pledge."""
    from village_board.enquiries.receiving import Ask, submit  # noqa: PLC0415

    board = edge.open()
    asked = Ask(
        EnquiryKind(kind),
        text,
        Channel(channel),
        Applicant(person=person, name=name),
        may_be_public=public,
        sure=sure,
        on=day_of(on) if on else None,
        township=board.settings.township,
    )
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        made = submit(desk, asked)
    if edge.as_json:
        edge.give(document(made.enquiry))
        return
    t = edge.t
    edge.say(t("Taken. Slip: {slip}", slip=made.enquiry.number))
    edge.say(t("The village answers by {due}.", due=made.enquiry.due_on))
    for line in (deadline_word(made.promised), *doubt_words(made.promised)):
        edge.say(t.say(line))
    edge.say(t("It is accepted or refused, with the reason, by {due}.", due=made.enquiry.accept_due_on))
    edge.say(t("You have said what is true, and you tell us after the answer whether it helped."))


@enquiry.command("accept", help=N_("Accept an enquiry, or refuse it with --reject and the reason."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--harder/--simple", "harder", default=None, help=N_("It must be looked up or is a hard case; or it is not."))
@option("--reject", "reason", default="", help=N_("Refuse it: why; the asker reads it."))
@option("--on", "on", default="", help=ON_HELP)
@click.pass_obj
def accept(edge: Edge, number: str, who: str, reason: str, on: str, *, harder: bool | None) -> None:
    """Accept or refuse it."""
    from village_board.enquiries import handling  # noqa: PLC0415

    if reason:
        perform(edge, who, lambda desk: handling.reject(desk, number, _said(reason=reason, on=on)), _status)
        return
    day = day_of(on) if on else None
    perform(edge, who, lambda desk: handling.accept(desk, number, harder=harder, on=day), _status)


@enquiry.command("assign", help=N_("Say who answers: a person, or an office."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--person", default="", help=N_("Number or name of the person who answers."))
@option("--office", default="", help=N_("The post or office that answers."))
@option("--begin", is_flag=True, help=N_("Say that whoever it is assigned to has begun."))
@option("--on", "on", default="", help=ON_HELP)
@click.pass_obj
def assign(edge: Edge, number: str, who: str, person: str, office: str, on: str, *, begin: bool) -> None:
    """Assign it, or say that it is begun."""
    from village_board.enquiries import handling  # noqa: PLC0415

    day = day_of(on) if on else None
    if begin:
        perform(edge, who, lambda desk: handling.begin(desk, number, day), _status)
        return
    perform(edge, who, lambda desk: handling.assign(desk, number, person=person, office=office, on=day), _status)


@enquiry.command("extend", help=N_("Extend the limit, once, before it ends."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=NUMBER_HELP)
@option("--on", "on", default="", help=ON_HELP)
@click.pass_obj
def extend(edge: Edge, number: str, who: str, reason: str, on: str) -> None:
    """Extend its limit."""
    from village_board.enquiries import handling  # noqa: PLC0415

    perform(edge, who, lambda desk: handling.extend(desk, number, _said(reason=reason, on=on)), _status)


@enquiry.command("hand-on", help=N_("Hand it on to another body, or take it back with --back."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--body", default="", help=N_("Name of the other body."))
@option("--number-there", "there", default="", help=N_("Its number there, or that body's telephone."))
@option("--back", is_flag=True, help=N_("The other body gave it back."))
@option("--reason", required=True, help=NUMBER_HELP)
@option("--on", "on", default="", help=ON_HELP)
@click.pass_obj
def hand_on(edge: Edge, number: str, who: str, body: str, there: str, reason: str, on: str, *, back: bool) -> None:
    """Hand it on, or take it back."""
    from village_board.enquiries import handling  # noqa: PLC0415

    said = _said(reason=reason, on=on)
    if back:
        perform(edge, who, lambda desk: handling.hand_back(desk, number, said), _status)
    else:
        perform(edge, who, lambda desk: handling.hand_on(desk, number, body, there, said), _status)


@enquiry.command("reply", help=N_("Reply, in your own words or by a template."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--answer", default="", help=N_("The answer."))
@option("--template", "key", default="", help=N_("A template; see: village-board enquiry templates"))
@option("--fact", "facts", multiple=True, help=N_("NAME=VALUE for the template; several."))
@option("--late-because", "reason", default="", help=N_("Why it is late, where it is; the asker reads it."))
@option("--on", "on", default="", help=ON_HELP)
@click.pass_obj
def reply(
    edge: Edge, number: str, who: str, answer: str, key: str, facts: tuple[str, ...], reason: str, on: str
) -> None:
    """Reply to it."""
    from village_board.enquiries import handling  # noqa: PLC0415

    if bool(answer) == bool(key):
        raise ReplyUnclear
    given = dict(map(_fact, facts))

    def act(desk: Any) -> Enquiry:
        words = handling.reply_by_template(desk, number, key, given) if key else answer
        return handling.reply(desk, number, _said(words, reason, on))

    perform(edge, who, act, _status)


@enquiry.command("follow-up", help=N_("Write down what the asker said when they were asked again."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--words", required=True, help=N_("What they said."))
@option("--on", "on", default="", help=ON_HELP)
@click.pass_obj
def follow_up(edge: Edge, number: str, who: str, words: str, on: str) -> None:
    """Write it down."""
    from village_board.enquiries import handling  # noqa: PLC0415

    perform(edge, who, lambda desk: handling.follow_up(desk, number, _said(words, on=on)), _status)


@enquiry.command(
    "publish", help=N_("Show question and answer to everybody: the asker agrees, a second person publishes.")
)
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--question", default="", help=N_("The question as it is shown, where the asker's words tell too much."))
@option("--answer", default="", help=N_("The answer as it is shown, where it tells too much."))
@click.pass_obj
def publish(edge: Edge, number: str, who: str, question: str, answer: str) -> None:
    """Publish it."""
    from village_board.enquiries.publishing import publish as show_all  # noqa: PLC0415

    perform(edge, who, lambda desk: show_all(desk, number, question=question, answer=answer), _status)


@enquiry.command("rate", help=N_("Write down what the asker says: solved or not, and how satisfied."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--solved/--not-solved", "solved", required=True, help=N_("Whether it is solved."))
@option("--grade", type=click.Choice([one.value for one in Grade]), required=True, help=N_("How satisfied."))
@option("--words", default="", help=N_("What they add."))
@option("--reopen", "reason", default="", help=N_("Open it once more: why."))
@option("--no-report", "sure", is_flag=True, help=N_("The asker was told who takes reports and petitions: it is none."))
@click.pass_obj
def rate(edge: Edge, number: str, who: str, grade: str, words: str, reason: str, *, solved: bool, sure: bool) -> None:
    """Write down the judgement of who shows the slip."""
    from village_board.enquiries.judging import judge, reopen  # noqa: PLC0415

    township = edge.open().settings.township

    def act(desk: Any) -> Enquiry:
        judged = judge(desk, number, solved=solved, grade=Grade(grade), words=words)
        return reopen(desk, judged.id, reason, sure=sure, township=township) if reason else judged

    perform(edge, who, act, _status)


@enquiry.command("close", help=N_("Close an enquiry; without a number all whose askers have had their time."))
@click.argument("number", default="")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", default="", help=N_("Of one that is with another body: what that body answered."))
@click.pass_obj
def close(edge: Edge, number: str, who: str, reason: str) -> None:
    """Close one, or all that are over."""
    from village_board.enquiries import handling  # noqa: PLC0415

    if number:
        perform(edge, who, lambda desk: handling.close(desk, number, _said(reason=reason)), _status)
        return
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        closed = handling.close_all_over(desk)
    if edge.as_json:
        edge.give([document(one) for one in closed])
        return
    for one in closed:
        edge.say(f"{one.number}  {edge.t.say(_status(one))}")
    edge.say(edge.t.n("{n} closed", "{n} closed", len(closed)))


def _fact(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise FactUnreadable(text)
    return name.strip(), value


COMMANDS = (enquiry,)
