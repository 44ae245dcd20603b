"""village-board poll …: opinion polls, their slips, their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.launch import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from village_board.polls.model import Poll, PollQuestion
    from village_board.polls.sealed import Slip


class AnswerUnreadable(UsageError):
    """An answer that is none."""

    sentence = N_("'{text}' is no answer. Write it like 1=2: to question 1 choice 2, as the list numbers them.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


@click.group("poll", cls=Group, help=N_("Opinion polls: open, slips, answer, close, withdraw; and their numbers."))
def poll() -> None:
    """Collect the commands."""


@poll.command("open", help=N_("Open a poll and tell everybody; it decides nothing."))
@click.argument("name")
@option("--about", required=True, help=N_("Why it is asked, and what becomes of the answers."))
@option("--asked", required=True, help=N_("Who is asked, in words."))
@option("--question", "questions", multiple=True, help=N_("A question and its choices, a bar between them; several."))
@option("--until", required=True, help=N_("Last day."))
@option("--slips-only", is_flag=True, help=N_("No chat answers, slips of paper alone."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def open_one(
    edge: Edge, name: str, about: str, asked: str, questions: tuple[str, ...], until: str, who: str, *, slips_only: bool
) -> None:
    """Open it."""
    from village_board.polls.model import Poll  # noqa: PLC0415 - a help text needs none of this
    from village_board.polls.service import open_poll  # noqa: PLC0415

    last = day_of(until)
    made = Poll(
        name=name, about=about, asked=asked, questions=tuple(map(_question, questions)), by_chat=not slips_only,
        opened_on=last, closes_on=last,
    )  # fmt: skip
    perform(edge, who, lambda desk: open_poll(desk, made), lambda one: say("open until {day}", day=one.closes_on))


@poll.command("list", help=N_("All polls: the open ones first."))
@click.pass_obj
def list_all(edge: Edge) -> None:
    """List them."""
    from village_board.polls.rules import standing  # noqa: PLC0415
    from village_board.polls.service import all_polls, counted  # noqa: PLC0415

    with edge.open().reading() as records:
        found, today = [counted(records, one) for one in all_polls(records)], records.today
    if edge.as_json:
        edge.give([_json(one) for one in found])
        return
    for one in found:
        edge.say(edge.t("{title} [{id}]: {status}.", title=one.name, id=one.id, status=standing(one, today)))
    if not found:
        edge.say(edge.t("No opinion poll was ever opened."))


@poll.command("show", help=N_("One poll: its questions, how it is counted, and when it is over its numbers."))
@click.argument("id")
@click.pass_obj
def show(edge: Edge, id: str) -> None:  # noqa: A002 - the argument's own name
    """Show it."""
    from village_board.polls.model import Poll  # noqa: PLC0415
    from village_board.polls.service import counted  # noqa: PLC0415

    with edge.open().reading() as records:
        found, today = counted(records, records.get(Poll, id)), records.today
    if edge.as_json:
        edge.give(_json(found))
        return
    for text in _lines(edge, found, today):
        edge.say(text)


@poll.command("slips", help=N_("Hand out sealed slips; the codes are shown once and kept nowhere."))
@click.argument("id")
@option("--count", type=int, required=True, help=N_("How many."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def slips(edge: Edge, id: str, count: int, who: str) -> None:  # noqa: A002
    """Hand them out."""
    from village_board.polls.model import Poll  # noqa: PLC0415
    from village_board.polls.service import hand_out_slips  # noqa: PLC0415
    from village_board.slips.sealed import grouped  # noqa: PLC0415

    board, t = edge.open(), edge.t
    with board.desk(edge.sign_in(board, who)) as desk:
        codes = hand_out_slips(desk, id, count)
        found = desk.get(Poll, id)
    if edge.as_json:
        edge.give({"codes": codes, "closes_on": found.closes_on.isoformat(), "handed_out": found.handed_out})
        return
    for code in codes:
        edge.say("- " * 20)
        edge.say(t("Slip of the opinion poll: {title}", title=found.name))
        edge.say(t("Code: {code}", code=grouped(code)))
        edge.say(t("It answers once, until {day}. Nobody knows whose it is.", day=found.closes_on))
    edge.say("- " * 20)
    edge.say(t("{n} slips of this poll are handed out. Fold each one before it is drawn.", n=found.handed_out))


@poll.command("answer", help=N_("Use a sealed slip; without answers it lists what is asked, by number."))
@click.argument("code")
@click.argument("answers", nargs=-1)
@click.pass_obj
def answer(edge: Edge, code: str, answers: tuple[str, ...]) -> None:
    """Use it; the office's machine acts, so that no name stands anywhere."""
    from village_board.people.service import OFFICE  # noqa: PLC0415
    from village_board.polls.sealed import hand_in, opened  # noqa: PLC0415

    board, t = edge.open(), edge.t
    asked = opened(board.records(), code)
    if not answers:
        for text in _asked(edge, asked):
            edge.say(text)
        return
    picks = _picks(asked, answers)
    with board.desk(OFFICE) as desk:
        hand_in(desk, code, picks)
    if edge.as_json:
        edge.give({"counted": True})
    else:
        edge.say(t("Thank you. Your answer is counted, and the slip is used."))


@poll.command("close", help=N_("Close a poll before its last day, with the reason; it is counted as it is."))
@click.argument("id")
@option("--reason", required=True, help=N_("Why; it is public."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def close(edge: Edge, id: str, reason: str, who: str) -> None:  # noqa: A002
    """Close it."""
    from village_board.polls.service import close_early  # noqa: PLC0415

    perform(edge, who, lambda desk: close_early(desk, id, reason), _ended)


@poll.command("withdraw", help=N_("Withdraw a poll with the reason: what was answered is thrown away, uncounted."))
@click.argument("id")
@option("--reason", required=True, help=N_("Why; it is public."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def withdraw(edge: Edge, id: str, reason: str, who: str) -> None:  # noqa: A002
    """Withdraw it."""
    from village_board.polls.service import withdraw_poll  # noqa: PLC0415

    perform(edge, who, lambda desk: withdraw_poll(desk, id, reason), _ended)


def _ended(one: Poll) -> Message:
    from village_board.polls.rules import standing  # noqa: PLC0415

    return standing(one, one.closes_on)


def _question(text: str) -> PollQuestion:
    from village_board.polls.model import PollQuestion  # noqa: PLC0415

    words, *choices = text.split("|")
    return PollQuestion(words, tuple(choices))


def _lines(edge: Edge, found: Poll, today: date) -> Iterator[str]:
    from village_board.polls.rules import how_counted, shown, standing  # noqa: PLC0415

    t = edge.t
    yield t("{title} [{id}]: {status}.", title=found.name, id=found.id, status=standing(found, today))
    yield found.about
    told = {one.question: one for one in shown(found)}
    for number, question in enumerate(found.questions, 1):
        yield f"{number}. {question.text}"
        counts = told[question].counts if question in told else None
        for place, choice in enumerate(question.choices):
            yield f"   {choice}" if counts is None else f"   {choice}  {counts[place]}"
        if question in told and counts is None:
            yield "   " + t("Fewer than {n} answered this: its numbers are not shown.", n=found.least)
    for line in how_counted(found):
        yield t.say(line)


def _asked(edge: Edge, asked: Slip) -> Iterator[str]:
    t = edge.t
    yield t.say(asked.title)
    for number, one in enumerate(asked.questions, 1):
        yield f"{number}. {t.say(one.words)}"
        for place, choice in enumerate(one.choices, 1):
            yield f"   {number}={place}  {t.say(choice)}"
    yield t("Until {day}.", day=asked.until)


def _picks(asked: Slip, answers: tuple[str, ...]) -> list[int | None]:
    picks: list[int | None] = [None] * len(asked.questions)
    for text in answers:
        question, _, choice = text.partition("=")
        if not (question.isascii() and question.isdigit() and choice.isascii() and choice.isdigit()):
            raise AnswerUnreadable(text)
        at = int(question) - 1
        if not 0 <= at < len(picks) or not 0 < int(choice) <= len(asked.questions[at].choices):
            raise AnswerUnreadable(text)
        picks[at] = int(choice) - 1
    return picks


def _json(one: Poll) -> dict[str, Any]:
    from village_board.polls.rules import shown  # noqa: PLC0415

    told = {each.question: each for each in shown(one)}
    return {
        "id": one.id,
        "name": one.name,
        "about": one.about,
        "asked": one.asked,
        "state": one.state.value,
        "opened_on": one.opened_on.isoformat(),
        "closes_on": one.closes_on.isoformat(),
        "ended_on": one.ended_on and one.ended_on.isoformat(),
        "reason": one.reason,
        "by_chat": one.by_chat,
        "least": one.least,
        "answered": one.counts.answered if one.counts is not None else None,
        "questions": [
            {
                "text": each.text,
                "choices": list(each.choices),
                "counts": list(counts) if each in told and (counts := told[each].counts) is not None else None,
            }
            for each in one.questions
        ],
    }


COMMANDS = (poll,)
