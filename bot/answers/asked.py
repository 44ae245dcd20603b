"""What was asked in words: the answer first, the table after it, paged in place; where words are unclear, a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType

from bot.answers.menu import menu, office
from bot.answers.search import found, shortened
from bot.asking import PAGE, Asking, code_line, data, menu_row, numbered, rows
from bot.reply import Button, Picture, Reply, label
from village_board.asking.lexicon import lexicon
from village_board.asking.model import SURFACE, Answer, Bars, Kind, Question, Step
from village_board.asking.service import answer, reading_of
from village_board.paper import charts

#: The view that answers what the bot itself does, or already had a page for.
FACES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.SLIP: ("slip",),
        Kind.NEWEST: ("w", "0"),
        Kind.HEARINGS: ("h", "0"),
        Kind.DECISIONS: ("d", "0"),
        Kind.STATISTICS: ("st",),
        Kind.ACCESS: ("ac",),
        Kind.POWER: ("pw", "0"),
        Kind.POLLS: ("po", "0"),
        Kind.WRONGDOING: ("wrong",),
        Kind.STOP: ("stop",),
        Kind.SUBSCRIBE: ("sub",),
        Kind.SETTINGS: ("sb",),
        Kind.FOLLOWING: ("fl", "0"),
        Kind.ASK: ("eq",),
        Kind.MINE: ("em",),
        Kind.LANGUAGE: ("lang",),
        Kind.MENU: ("m",),
        Kind.HOW: ("how",),
    }
)
#: Lines of a table without records to open: they need no buttons, so more of them fit.
_PLAIN_PAGE = 12
_QUESTIONS_PAGE = 10
_MOST_STEPS = 4


def view_of(question: Question) -> tuple[str, tuple[str, ...]]:
    """Return the view that answers `question`, and its arguments."""
    if question.kind is Kind.POWER:
        return "pw", ("0", shortened(question.thing))
    if question.kind in FACES:
        view, *args = FACES[question.kind]
        return view, tuple(args)
    return "an", ("", question.packed())


def asked(asking: Asking) -> Reply:
    """Answer the question that is the second argument, from the row that is the first; a new one with a picture."""
    question = Question.read(asking.text(1))
    if question is None or question.kind in SURFACE:
        return menu(asking)
    told = answer(asking.records, question)
    if told is None:
        searched = Asking(asking.records, asking.settings, asking.t, asking.chat,
                          ("0", shortened(question.thing)), asking.actor)  # fmt: skip
        return found(searched)
    return _reply(asking, told)


def choose(asking: Asking) -> Reply:
    """Ask which of at most three questions the words (first argument) mean."""
    t, known = asking.t, lexicon().kinds
    choices = reading_of(asking.records, asking.text()).choices
    if not choices:
        return menu(asking)
    buttons = [
        (Button(label(t.say(known[one.question.kind].label)), _packed(view_of(one.question))),) for one in choices
    ]
    return Reply(t("What do you want to know?"), rows(*buttons, menu_row(t)))


def questions(asking: Asking) -> Reply:
    """List what people ask: each question is a button, and its answer the next message."""
    t, offset = asking.t, asking.number()
    kinds = [kind for kind, one in lexicon().kinds.items() if one.example is not None]
    shown = kinds[offset : offset + _QUESTIONS_PAGE]
    buttons = [(Button(label(t.say(lexicon().kinds[kind].label)), _packed(view_of(Question(kind)))),) for kind in shown]
    paging = _paging(asking, "qs", offset, _QUESTIONS_PAGE, len(kinds))
    head = t("What do you want to know? You can also send it in your own words.")
    return Reply(head, rows(*buttons, paging, menu_row(t)))


def _reply(asking: Asking, told: Answer) -> Reply:
    t, offset = asking.t, asking.number()
    size = PAGE if any(told.opened) else _PLAIN_PAGE
    shown = told.rows[offset : offset + size]
    lines = [t.say(told.sentence)]
    if not offset:
        lines += [t.say(note) for note in told.notes]
    chart = _chart(asking, told.bars) if told.bars is not None else None
    table = numbered([t.say(row.line) for row in shown], offset)
    if chart is not None and not charts.available() and not offset:
        table = "\n".join((*charts.text_bars(chart), "", table)).strip()
    around = [
        *((Button(label(row.title or t.say(row.line)), data("r", row.id)),) for row in shown if row.id),
        _paging(asking, "an", offset, size, len(told.rows), told.question.packed()),
        *_steps(asking, told.next),
    ]
    if not told.found and told.question.thing:
        words = shortened(told.question.thing)
        around.append((Button(label(t("Search for '{words}'", words=words)), data("f", 0, words)),))
    if not told.found:
        lines.append(office(asking))
    text = "\n\n".join(filter(None, ("\n".join(lines), table, _meta(asking, told))))
    is_new = chart is not None and charts.available() and not asking.text()
    picture = Picture(partial(charts.png, chart), charts.alternative(chart)) if chart is not None and is_new else None
    return Reply(text, rows(*around, menu_row(t)), picture=picture)


def _meta(asking: Asking, told: Answer) -> str:
    """Return of what time the answer speaks, when it was published, and its short code."""
    t = asking.t
    lines = []
    if told.period is not None:
        lines.append(t("Period: {period}", period=told.period))
    elif told.judged_on is not None:
        lines.append(t("As of {day}.", day=told.judged_on))
    if told.code:
        lines.append(code_line(t, told.code, told.published_on))
    return "\n".join(lines)


def _steps(asking: Asking, steps: Sequence[Step]) -> list[tuple[Button, ...]]:
    """Return the buttons to what one can do next, two in a row."""
    made = []
    for step in steps[:_MOST_STEPS]:
        view = data("r", step.id) if step.question is None else _packed(view_of(step.question))
        made.append(Button(label(asking.t.say(step.label)), view))
    return [tuple(made[at : at + 2]) for at in range(0, len(made), 2)]


def _paging(asking: Asking, view: str, offset: int, size: int, count: int, *args: str) -> tuple[Button, ...]:
    row = []
    if offset > 0:
        row.append(Button(asking.t("Previous page"), data(view, max(offset - size, 0), *args)))
    if count > offset + size:
        row.append(Button(asking.t("Next page"), data(view, offset + size, *args)))
    return tuple(row)


def _chart(asking: Asking, bars: Bars) -> charts.Chart:
    t = asking.t
    return charts.Chart(
        t.say(bars.title),
        t("Unit: yuan"),
        tuple(map(t.say, bars.series)),
        tuple((t.say(bar.label), bar.amounts) for bar in bars.bars),
    )


def _packed(asked_: tuple[str, tuple[str, ...]]) -> str:
    view, args = asked_
    return data(view, *args)
