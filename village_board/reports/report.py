"""A report laid out: the clerk's text filled with the figures, read by the proofreader, refused where it lies.

What the proofreader calls a contradiction or a wrong percentage stops the report; whatever else it says is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen, yuan
from village_board.paper.page_model import Bars, Block, Table, Words
from village_board.privacy.document import document_of
from village_board.proofreading.model import Kind, Remark
from village_board.proofreading.rules import findings
from village_board.reports.filling import PERIOD, TODAY, TOWNSHIP, VILLAGE, Heading, Paragraph, pieces
from village_board.reports.model import Figure, Gathered, Grid, Picture, ReportKind
from village_board.reports.typed import typed_numbers

if TYPE_CHECKING:
    from village_board.i18n import Translator

_STOPS = frozenset({Kind.CONTRADICTION, Kind.PERCENTAGE})
_TOP = 1
#: record codes that a page names behind a figure; JSON names all.
_CODES = 4


class ReportContradicts(Refused):
    """What the report would say contradicts itself."""

    sentence = N_("The report contradicts itself {n} times, so it was not made. First: {why} It says: {text}")

    def __init__(self, reasons: Sequence[tuple[Message, str]]) -> None:
        why, text = reasons[0]
        super().__init__(n=len(reasons), why=why, text=text)
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose report it is, and when it is made."""

    village: str
    township: str
    today: date


@dataclass(frozen=True, slots=True)
class Laid:
    """A report in the words of one language."""

    gathered: Gathered
    title: str
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...]


def lay(known: Gathered, text: str, place: Place, t: Translator) -> Laid:
    """Return the report.

    Raises:
        ReportContradicts: the books, or the text with its figures, contradict themselves.
        NoSuchFigure, BracketsUnfit: the text names what is not there.
    """
    broken = [(one, "") for one in contradictions(known)]
    if broken:
        raise ReportContradicts(broken)
    title, blocks, named = _blocks(known, text, place, t)
    judged = {_heading(grid, t) for grid in known.grids.values() if grid.judged}
    read = [one for one in blocks if not (isinstance(one, Table) and one.heading in judged)]
    remarks = findings(document_of(*_texts(read)))
    stops = [(one.reason, one.text) for one in remarks if one.kind in _STOPS]
    if stops:
        raise ReportContradicts(stops)
    return Laid(known, title, (*blocks, *_counted(known, named, t), *_typed(text, t)), remarks)


def contradictions(known: Gathered) -> Iterator[Message]:
    """Yield which figures contradict each other, whatever the text says."""
    value = {name: one.value or 0 for name, one in known.figures.items()}
    if "opening" in value and value["opening"] + value["income"] - value["expense"] != value["closing"]:
        yield say(
            "Opening {opening} + income {income} - expense {expense} is not closing {closing}.",
            opening=Fen(value["opening"]), income=Fen(value["income"]), expense=Fen(value["expense"]),
            closing=Fen(value["closing"]),
        )  # fmt: skip
    spent = sum(fen for _, fen in known.pictures["uses"].rows) if "uses" in known.pictures else None
    if spent is not None and spent != value["expense"]:
        yield say("The uses give {spent}, the expense is {expense}.", spent=Fen(spent), expense=Fen(value["expense"]))
    if value.get("hearings_present", 0) > value.get("hearings_due", 0):
        yield say("{present} came to hearings, and {due} were invited.",
                  present=value["hearings_present"], due=value["hearings_due"])  # fmt: skip


def written(figure: Figure, t: Translator) -> str:
    """Return the value of a figure in words: money with its unit."""
    if figure.value is None:
        return t("none")
    return t.money(figure.value) if figure.money else str(figure.value)


def period_words(known: Gathered, t: Translator) -> str:
    """Return the period in words: a year, a month."""
    if known.kind is ReportKind.BULLETIN:
        return t("{month} of {year}", year=str(known.first.year), month=str(known.first.month))
    return t("the year {year}", year=str(known.first.year))


def _blocks(known: Gathered, text: str, place: Place, t: Translator) -> tuple[str, list[Block], list[str]]:
    """Return the title, the blocks below it, and the names of the figures in them."""
    plain: Mapping[str, str] = {
        VILLAGE: place.village,
        TOWNSHIP: place.township,
        PERIOD: period_words(known, t),
        TODAY: t.date(place.today),
    }

    named = dict[str, None]()

    def value(name: str) -> str:
        if name in plain:
            return plain[name]
        named[name] = None
        return written(known.figures[name], t)

    title, blocks = "", list[Block]()
    for piece in pieces(text, known, value):
        match piece:
            case Heading(level, words):
                if level == _TOP and not title:
                    title = words
                else:
                    blocks.append(Words((), words, level=max(level, 2)))
            case Paragraph(words):
                blocks.append(Words((words,)))
            case _ if piece.what == "table":
                blocks.append(_table(known.grids[piece.name], t))
            case _:
                blocks.append(_bars(known.pictures[piece.name], t))
    return title, blocks, list(named)


def _table(grid: Grid, t: Translator) -> Block:
    if not grid.rows:
        return Words((t("{table}: none.", table=t.say(grid.title)),))
    right = tuple(
        at for at, column in enumerate(zip(*grid.rows, strict=True)) if any(isinstance(cell, int) for cell in column)
    )
    rows = tuple(tuple(_cell(cell, t) for cell in row) for row in grid.rows)
    return Table(tuple(t.say(head) for head in grid.heads), rows, _heading(grid, t), right, grid.total)


def _heading(grid: Grid, t: Translator) -> str:
    amounts = any(isinstance(cell, Fen) for row in grid.rows for cell in row)
    title = t.say(grid.title)
    return t("{table} (in yuan)", table=title) if amounts else title


def _bars(picture: Picture, t: Translator) -> Block:
    rows = tuple((_cell(label, t), fen, yuan(fen)) for label, fen in picture.rows)
    if not rows:
        return Words((t("{table}: none.", table=t.say(picture.title)),))
    return Bars(t.say(picture.title), t("Unit: yuan"), rows)


def _counted(known: Gathered, named: Sequence[str], t: Translator) -> Iterator[Block]:
    """Yield the table that says of each figure of the text how it was counted and which records stand behind it."""
    rows = [
        (t.say(one.label), written(one, t), t.say(one.counted), _codes(one, t))
        for one in (known.figures[name] for name in named)
    ]
    if not rows:
        return
    heads = (t("Figure"), t("Value"), t("What it counts"), t("Records"))
    yield Table(heads, tuple(rows), t("How each figure was counted"), (1,))


def _typed(text: str, t: Translator) -> Iterator[Block]:
    """Yield which numbers are the clerk's own words: no record stands behind them."""
    if found := dict.fromkeys(one.number for one in typed_numbers(text)):
        yield Words((t("Typed in the text, and not counted from the records: {numbers}.", numbers=tuple(found)),))


def _codes(figure: Figure, t: Translator) -> str:
    many = len(figure.records)
    if not many:
        return ""
    if figure.inside:
        return t.n("{n} record", "{n} records", many)
    shown = " ".join(figure.records[:_CODES])
    return shown if many <= _CODES else t("{codes} and {n} more", codes=shown, n=many - _CODES)


def _cell(cell: object, t: Translator) -> str:
    match cell:
        case None:
            return ""
        case Fen():
            return yuan(cell)
        case date():
            return cell.isoformat()
        case Message():
            return t.say(cell)
    return str(cell)


def _texts(blocks: Sequence[Block]) -> Iterator[str | Sequence[Sequence[str]]]:
    for block in blocks:
        match block:
            case Words():
                yield "\n".join((block.heading, *block.paragraphs)) if block.heading else "\n".join(block.paragraphs)
            case Table():
                yield block.heading
                yield [block.heads, *block.rows]
            case _:
                continue
