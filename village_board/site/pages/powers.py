"""The list of minor powers: who may do what, by which steps, and what ran through each (facts 7.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from village_board.base.message import Message, say
from village_board.catalogue.words import law_of
from village_board.i18n import LANGUAGES, Translator, translator
from village_board.powers.model import OFF, Power, Sort
from village_board.powers.service import Through, chart_of, ran_through
from village_board.powers.table import shipped_powers
from village_board.powers.words import ASPECT, SORT
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Step, Steps, Words
from village_board.site.said import Joined, Many, Worded
from village_board.site.stock import Stock

SECTION = "ask"
POWERS = "powers/"
#: cases that are listed; the newest ones.
_SHOWN = 18


@dataclass(frozen=True, slots=True)
class _Spoken(Worded):
    """What a service has said in each language already."""

    said: Mapping[str, str]

    def in_words(self, t: Translator) -> str:
        """Return it in the language of `t`."""
        return t.fact(self.said[t.language])


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the list, and a page for each power with its chart and its cases."""
    powers = list(shipped_powers().values())
    parts: list[Part] = []
    for sort in Sort:
        rows = tuple(_row(one) for one in powers if one.sort is sort)
        parts += [Heading(Message(SORT[sort])), Rows(rows)] if rows else []
    yield Page(POWERS, say("Minor powers"), tuple(parts), SECTION)
    for power in powers:
        yield _page(stock, power)


def _address(power: Power) -> str:
    return f"{POWERS}{power.code.lower()}/"


def _row(power: Power) -> Row:
    steps = Many.n("{n} step", "{n} steps", len(power.flow.steps))
    return Row(Joined((power.code, Message(power.name)), " "), _address(power), Message(ASPECT[power.aspect]), steps)


def _page(stock: Stock, power: Power) -> Page:
    through = ran_through(stock.records, power)
    facts = ((say("Kind"), Message(ASPECT[power.aspect])), (say("By what rule"), law_of(power.basis)))
    parts: list[Part] = [Facts(facts), Heading(Message(power.flow.name)), _chart(stock, through)]
    parts += _cases(stock, through)
    title = Joined((power.code, Message(power.name)), " ")
    return Page(_address(power), title, tuple(parts), SECTION, kind=say("minor power"), found_by=power.called)


def _chart(stock: Stock, through: Through) -> Steps:
    boxes = {one: chart_of(stock.records, through, translator(one).say) for one in LANGUAGES}
    steps = []
    for at, step in enumerate(through.power.flow.steps):
        mine = {one: made[at] for one, made in boxes.items()}
        more = {one: [*box.lines[1:], *([f"↑ {box.back}"] if box.back else [])] for one, box in mine.items()}
        note = _Spoken({one: " · ".join(lines) for one, lines in more.items()})
        here = _Spoken({one: box.here for one, box in mine.items()})
        steps.append(Step(Message(step.name), here, note, "next" if through.here.get(step.key) else "done"))
    return Steps(tuple(steps))


def _cases(stock: Stock, through: Through) -> list[Part]:
    """Return the cases that everybody may open, each with its step; of the others only how many there are."""
    from village_board.site.pages.places import row_of  # noqa: PLC0415 - it knows every page

    flow = through.power.flow
    if not through.power.cases:
        return [Words(say("No record of the board says what ran through it."), "soft")]
    rows = []
    for one in through.public[:_SHOWN]:
        if (row := row_of(stock, one.record)) is not None:
            mark = say("ended") if one.step == OFF else say("step {n}", n=flow.number(one.step))
            rows.append(Row(row.title, row.to, row.note, row.right, mark))
    parts: list[Part] = [Heading(say("What ran through it"))]
    parts += [Rows(tuple(rows))] if rows else []
    if hidden := len(through.ran) - len(through.public):
        parts.append(Words(Many.n("{n} more is not public.", "{n} more are not public.", hidden), "soft"))
    if through.more or len(through.public) > _SHOWN:
        parts.append(Words(say("Older ones are found by search."), "soft"))
    if not through.ran:
        parts.append(Words(say("Nothing ran through it yet.")))
    return parts
