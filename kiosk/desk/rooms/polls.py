"""Opinion polls at the desk: open one, hand out slips, end it; its numbers when it is over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms.asking import WHY
from kiosk.desk.rooms.paper_forms import paper_form
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.hearings.drafts_reading import name_of
from village_board.people.acts import Act
from village_board.polls.model import Poll, PollQuestion
from village_board.polls.refusals import (
    PollChoicesWrong,
    PollDaysWrong,
    PollPersonal,
    PollQuestionsWrong,
    PollReasonMissing,
    PollSlipCountWrong,
    PollTextMissing,
)
from village_board.polls.rules import how_counted, shown, standing
from village_board.polls.service import all_polls, close_early, counted, hand_out_slips, open_poll, withdraw_poll
from village_board.slips.sealed import grouped

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: Codes that are shown to be written by hand; more are printed.
BY_HAND = 12
_NUMBERED = re.compile(r"(?:\d{1,2}|[A-Za-z])[.．、)）:：](?!\d)\s*(?=\S)")


class TooManyByHand(Refused):
    """More codes than somebody writes down without a mistake."""

    sentence = N_("At most {most} codes are shown here. Print the slips instead: they are cut apart.")

    def __init__(self, most: int) -> None:
        super().__init__(most=most)


def questions_of(text: str) -> tuple[PollQuestion, ...]:
    """Return the questions of a field: a question, below it its choices, an empty line before the next one.

    Numbers that were written before them are left out: each face numbers them itself.
    """
    blocks: list[list[str]] = [[]]
    for line in (_NUMBERED.sub("", one.strip()) for one in text.splitlines()):
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return tuple(PollQuestion(block[0], tuple(block[1:])) for block in blocks if block)


def _as_read(_records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    """Say how the questions are read, so that a choice is not taken for a question."""
    said: list[Paragraph] = []
    for number, question in enumerate(questions_of(filled.text("questions")), 1):
        said.append((f"{number}. {question.text}", "ink"))
        said += [(f"   · {choice}", "soft") for choice in question.choices]
    return [(t("So it will be asked"), "accent"), *said] if said else []


def _open(desk: Desk, filled: Filled) -> Poll:
    last = filled.day("closes_on")
    return open_poll(
        desk,
        Poll(
            name=filled.text("name"),
            about=filled.text("about"),
            asked=filled.text("asked"),
            questions=questions_of(filled.text("questions")),
            by_chat=filled.yes("by_chat"),
            opened_on=last,
            closes_on=last,
        ),
    )


OPEN = Form(
    name="poll.open",
    title=N_("Open an opinion poll"),
    act=Act.OPEN_POLL,
    about=N_("It decides nothing. Everybody is told; its numbers are shown when it is over."),
    fields=(
        Field("name", N_("What it is about"), required=True),
        Field("about", N_("Why it is asked"), Kind.LINES, required=True, hint=N_("And what becomes of the answers.")),
        Field("asked", N_("Who is asked"), required=True, hint=N_("In words: nobody's identity is looked at.")),
        Field(
            "questions",
            N_("Questions"),
            Kind.LINES,
            required=True,
            hint=N_("A question, below it its choices, one a line. An empty line before the next question."),
        ),
        Field("by_chat", N_("Chats answer, too"), Kind.YES_NO, hint=N_("Else slips of paper alone.")),
        Field("closes_on", N_("Last day"), Kind.DAY, required=True),
    ),
    start=lambda _records, _subject: {"by_chat": "yes"},
    beside=_as_read,
    places=(
        Place(PollQuestionsWrong, "questions"),
        Place(PollChoicesWrong, "questions"),
        Place(PollDaysWrong, "closes_on"),
        Place(PollTextMissing, ""),
        Place(PollPersonal, ""),
    ),
    button=N_("Open it"),
    sure=N_("Everybody is told at once, and its words cannot be changed. Open it?"),
    told=lambda t, made: t("It is open until {day}. Short code {id}.", day=made.closes_on, id=made.id),
    do=_open,
)


def _hand_out(desk: Desk, filled: Filled) -> list[str]:
    count = filled.count("count")
    if count > BY_HAND:
        raise TooManyByHand(BY_HAND)
    return hand_out_slips(desk, filled.subject, count)


SLIPS = Form(
    name="poll.slips",
    title=N_("Hand out slips to be written by hand"),
    act=Act.HAND_OUT_POLL_SLIPS,
    about=N_("The codes are shown once and kept nowhere. Write each on a slip, fold it, let it be drawn."),
    fields=(Field("count", N_("How many codes"), Kind.COUNT, required=True),),
    places=(Place(PollSlipCountWrong, "count"), Place(TooManyByHand, "count")),
    button=N_("Show the codes"),
    told=lambda t, codes: t("Write these down now: {codes}", codes="   ".join(map(grouped, codes))),
    do=_hand_out,
)
PRINT = paper_form(
    "poll.print",
    N_("Print slips to cut apart"),
    Act.HAND_OUT_POLL_SLIPS,
    "poll_slips",
    about=N_("Sealed slips with one-time codes. The codes stand nowhere else: fold and draw."),
    fields=(Field("count", N_("How many slips"), Kind.COUNT, required=True),),
)
CLOSE = Form(
    name="poll.close",
    title=N_("Close it before its last day"),
    act=Act.WITHDRAW_POLL,
    fields=(WHY,),
    places=(Place(PollReasonMissing, "reason"), Place(PollPersonal, "reason")),
    button=N_("End the poll"),
    sure=N_("It is counted as it is, and takes no more answers. Close it?"),
    told=lambda t, _made: t("It is closed, and its numbers are public."),
    do=lambda desk, filled: close_early(desk, filled.subject, filled.text("reason")),
)
WITHDRAW = Form(
    name="poll.withdraw",
    title=N_("Withdraw it uncounted"),
    act=Act.WITHDRAW_POLL,
    fields=(WHY,),
    places=(Place(PollReasonMissing, "reason"), Place(PollPersonal, "reason")),
    button=N_("Withdraw it"),
    sure=N_("What was answered is thrown away. Everybody reads the reason. Withdraw it?"),
    told=lambda t, _made: t("It is withdrawn, with the reason."),
    do=lambda desk, filled: withdraw_poll(desk, filled.subject, filled.text("reason")),
)
FORMS = (OPEN, PRINT, SLIPS, CLOSE, WITHDRAW)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    return next((form for form in FORMS if form.name == name), None)


def first_screen() -> ListScreen:
    """Return the polls."""
    return ListScreen(LISTING)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    return [
        Row(one.id, one.name, t.say(standing(counted(records, one), records.today)), marked=one.is_open(records.today))
        for one in all_polls(records)
    ]


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a poll."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = counted(records, records.get(Poll, id))
        steps: tuple[Step, ...] = ()
        if one.is_open(records.today):
            steps = tuple(form_step(form, id) for form in (PRINT, SLIPS, CLOSE, WITHDRAW))
        return Sheet(one.name, tuple(_said(records, one, t)), steps)

    return SheetScreen(read)


def _said(records: Records, one: Poll, t: Translator) -> Iterator[Paragraph]:
    yield t.say(standing(one, records.today)), "strong"
    yield one.about, "ink"
    told = {each.question: each.counts for each in shown(one)}
    for number, question in enumerate(one.questions, 1):
        yield f"{number}. {question.text}", "ink"
        counts = told.get(question)
        for place, choice in enumerate(question.choices):
            yield f"   {choice}" if counts is None else f"   {choice}  {counts[place]}", "ink"
        if question in told and counts is None:
            yield t("Fewer than {n} answered this: its numbers are not shown.", n=one.least), "soft"
    for line in how_counted(one):
        yield t.say(line), "soft"
    yield t("Slips handed out: {n}", n=one.handed_out), "soft"
    yield t("Opened by {who}", who=name_of(records, one.opened_by)), "soft"


LISTING = Listing(
    title=N_("Opinion polls"),
    read=_rows,
    open=record_screen,
    steps=(form_step(OPEN, key="f3"),),
    empty=N_("No opinion poll was ever opened."),
    about=N_("What people think. It decides nothing: only the meetings of the law do."),
)
