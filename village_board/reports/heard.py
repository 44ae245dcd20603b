"""What a report says of hearings and votes: the figures of the statistics, and a line for each. Pure over sittings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.hearings.figures import FIGURES, Unit
from village_board.hearings.outward import Sitting, State
from village_board.hearings.statistics import Figures, Grouping, tally
from village_board.hearings.words import CATEGORY, CONCLUSION, RESULT
from village_board.reports.model import Figure, Grid


def of_hearings(heard: Sequence[Sitting]) -> Iterator[Figure]:
    """Yield the figures of the statistics, each with the sittings that count in it."""
    whole = tally(heard, Grouping.YEAR).whole if heard else Figures()
    alone = [(one.id.partition(".")[0], tally([one], Grouping.YEAR).whole) for one in heard]
    for figure in FIGURES:
        behind = tuple(dict.fromkeys(id_ for id_, counted_alone in alone if figure.of(counted_alone)))
        money = figure.unit is Unit.FEN
        yield Figure(figure.name, figure.label, figure.of(whole), figure.counts, behind, money)


def grid_of_hearings(heard: Sequence[Sitting]) -> Grid:
    """Return a line for each hearing held."""
    held = [one for one in heard if one.body is None and one.state is State.HELD]
    heads = (say("Day"), say("Matter"), say("Category"), say("Amount"), say("Due"), say("Present"), say("Conclusion"))
    rows = tuple(
        (
            one.day,
            one.matter,
            Message(CATEGORY[one.category]),
            None if one.amount is None else Fen(one.amount),
            one.counts.due if one.counts else None,
            one.counts.present if one.counts else None,
            Message(CONCLUSION[one.conclusion]) if one.conclusion else None,
        )
        for one in held
    )
    return Grid("hearings", say("Hearings held"), heads, rows, tuple(one.id for one in held))


def grid_of_votes(heard: Sequence[Sitting]) -> Grid:
    """Return a line for each vote taken."""
    held = [one for one in heard if one.body is not None and one.state is State.HELD]
    heads = (say("Day"), say("Matter"), say("Amount"), say("Present"), say("For"), say("Against"), say("Result"))
    rows = tuple(
        (
            one.day,
            one.matter,
            None if one.amount is None else Fen(one.amount),
            one.counts.present if one.counts else None,
            one.counts.in_favour if one.counts else None,
            one.counts.against if one.counts else None,
            Message(RESULT[one.result]) if one.result else None,
        )
        for one in held
    )
    return Grid("decisions", say("Votes taken"), heads, rows, tuple(one.id for one in held))
