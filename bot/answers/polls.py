"""Polls and sealed slips in a chat: one question after another by buttons, which carry what was chosen so far.

Nothing of it is kept on the way, so that no choice ever stands beside a chat: not in a conversation, not in a log. What
a button carries is judged anew when it is handed in; the poll or the slip takes it once (A14, A15, P22).
"""

from __future__ import annotations

from dataclasses import replace

from bot.answers.search import found as searched
from bot.asking import PAGE, Asking, code_line, data, menu_row, numbered, paging, rows
from bot.reply import Button, Reply, label
from village_board.base.errors import NotFound, Refused
from village_board.polls.model import Poll
from village_board.polls.refusals import AnsweredBefore, PollOver, SlipsOnly
from village_board.polls.rules import Shown, how_counted, shown, standing
from village_board.polls.running import open_polls
from village_board.polls.sealed import SealedMistyped, Slip, opened, poll_asked, runs
from village_board.polls.service import all_polls, counted, has_answered

_LEFT_OUT = "-"
#: The views that ask, and the buttons that hand in: of a poll as a chat, of a sealed slip.
ASK_POLL, ASK_SLIP, DO_POLL, DO_SLIP = "pq", "ss", "pd", "sd"
Picks = tuple[int | None, ...]


def picks_of(text: str) -> Picks:
    """Return what a button carries: a digit a question, or a dash where it was left out.

    Raises:
        ValueError: it carries anything else (A14).
    """
    if not all(sign == _LEFT_OUT or (sign.isascii() and sign.isdigit()) for sign in text):
        raise ValueError(text)
    return tuple(None if sign == _LEFT_OUT else int(sign) for sign in text)


def polls(asking: Asking) -> Reply:
    """Say how many polls are open, list them and then those that are over; the offset is the first argument."""
    t, records = asking.t, asking.records
    found, offset = [counted(records, one) for one in all_polls(records)], asking.number()
    page = found[offset : offset + PAGE]
    lines = [t("{title}: {state}", title=one.name, state=standing(one, records.today)) for one in page]
    told = [_open_now(asking, len(open_polls(records)))]
    if found:
        told += [t("Opinion polls:"), numbered(lines, offset)]
    if runs(records):
        told.append(t("Cadres are rated now, with a sealed slip of the hall: send its twelve digits."))
    more = len(found) > offset + PAGE
    return Reply(
        "\n".join(told),
        rows(
            *((Button(label(one.name), data("r", one.id)),) for one in page),
            paging(t, "po", offset, more=more),
            menu_row(t),
        ),
    )


def _open_now(asking: Asking, n: int) -> str:
    if not n:
        return asking.t("No poll is open now.")
    return asking.t.n("{n} poll can be answered now.", "{n} polls can be answered now.", n)


def poll_text(asking: Asking, poll: Poll) -> str:
    """Return a poll: what is asked, its numbers when it is over, how it is counted."""
    t = asking.t
    one = counted(asking.records, poll)
    lines = [one.name, t("How it stands: {state}.", state=standing(one, asking.records.today)), one.about]
    told = {each.question: each for each in shown(one)}
    for number, question in enumerate(one.questions, 1):
        lines.append(f"{number}. {question.text}")
        lines += (
            _counted(asking, one, told[question]) if question in told else [f"· {each}" for each in question.choices]
        )
    return "\n".join((*lines, *map(t.say, how_counted(one)), code_line(t, one.id)))


def poll_buttons(asking: Asking, poll: Poll) -> tuple[Button, ...]:
    """Return the button that begins to answer, while it is open to chats."""
    if not (poll.by_chat and poll.is_open(asking.records.today)):
        return ()
    return (Button(asking.t("Answer the poll"), data(ASK_POLL, poll.id)),)


def poll_door(asking: Asking) -> tuple[Button, ...]:
    """Return the door of the menu to polls and ratings; none where nothing runs."""
    records = asking.records
    if not (records.size("polls") and open_polls(records)) and not (records.size("rating_rounds") and runs(records)):
        return ()
    return (Button(asking.t("Polls and ratings"), data("po", 0)),)


def asked(asking: Asking) -> Reply:
    """Ask the next question of the poll (first argument) after what was chosen (second argument)."""
    t, records = asking.t, asking.records
    try:
        poll = records.get(Poll, asking.text())
    except NotFound:
        return polls(asking)
    try:
        if not poll.is_open(records.today):
            raise PollOver(poll.name, standing(poll, records.today))
        if not poll.by_chat:
            raise SlipsOnly(poll.name)
        if has_answered(records, poll, asking.chat):
            raise AnsweredBefore(poll.name)
    except Refused as error:
        return Reply(t.say(error.message), rows((Button(t("See what is asked"), data("r", poll.id)),), menu_row(t)))
    return _next(asking, poll_asked(poll), (ASK_POLL, DO_POLL, poll.id), asking.text(1))


def slip_asked(asking: Asking) -> Reply:
    """Ask the next question of the sealed slip with the code (first argument) after what was chosen (second)."""
    t, code = asking.t, asking.text()
    try:
        slip = opened(asking.records, code)
    except Refused as error:
        if isinstance(error, SealedMistyped) and asking.records.search(code, limit=1):  # the number of a paper
            return searched(replace(asking, args=("0", code)))
        return Reply(t.say(error.message), (menu_row(t),))
    return _next(asking, slip, (ASK_SLIP, DO_SLIP, code), asking.text(1))


def handed_in(asking: Asking, poll: Poll | None = None) -> Reply:
    """Thank; what was chosen is not repeated, so that it does not stay in the chat."""
    t = asking.t
    lines = [t("Thank you. It is counted, without your name and without this chat.")]
    if poll is not None:
        lines.append(t("Its numbers are shown when it is over: after {day}.", day=poll.closes_on))
    return Reply("\n".join(lines), rows(poll_door(asking), menu_row(t)))


def _next(asking: Asking, slip: Slip, way: tuple[str, str, str], carried: str) -> Reply:
    t, (ask, do, key) = asking.t, way
    try:
        picks = picks_of(carried)
    except ValueError:
        picks, carried = (), ""
    at, count = len(picks), len(slip.questions)
    fits = at <= count and all(
        pick is None or pick < len(one.choices) for pick, one in zip(picks, slip.questions, strict=False)
    )
    if not fits:
        picks, carried, at = (), "", 0
    back = (Button(t("One step back"), data(ask, key, carried[:-1])),) if at else ()
    out = (*back, Button(t("Leave this"), data("m")))
    if at == count:
        return _review(asking, slip, picks, (Button(t("Yes, hand it in"), data(do, key, carried)),), out)
    one = slip.questions[at]
    choices = [t.say(choice) for choice in one.choices]
    lines = [
        t.say(slip.title),
        *([t.say(line) for line in slip.about] if not at else []),
        t("Question {n} of {count}: {words}", n=at + 1, count=count, words=one.words),
        numbered(choices, 0),
    ]
    buttons = [(Button(label(words), data(ask, key, f"{carried}{place}")),) for place, words in enumerate(choices)]
    leave_out = (Button(t("I leave this out"), data(ask, key, carried + _LEFT_OUT)),)
    return Reply("\n".join(lines), rows(*buttons, leave_out, out))


def _review(asking: Asking, slip: Slip, picks: Picks, hand_in: tuple[Button, ...], out: tuple[Button, ...]) -> Reply:
    t = asking.t
    lines = [t.say(slip.title)]
    for one, pick in zip(slip.questions, picks, strict=True):
        said = t("no answer") if pick is None else one.choices[pick]
        lines.append(t("{words}: {said}", words=one.words, said=said))
    lines.append(t("Is this right? It counts once, and cannot be changed."))
    return Reply("\n".join(lines), rows(hand_in, out))


def _counted(asking: Asking, poll: Poll, found: Shown) -> list[str]:
    if found.counts is None:
        few = asking.t("Fewer than {n} answered this: its numbers are not shown.", n=poll.least)
        return [*(f"· {one}" for one in found.question.choices), few]
    return [
        asking.t("· {choice}: {n} of {all}", choice=choice, n=count, all=found.answered)
        for choice, count in zip(found.question.choices, found.counts, strict=True)
    ]
