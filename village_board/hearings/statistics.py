"""Statistics of hearings and resolutions: counted once a village, added up over many. Pure, in integers.

What adds up is kept (sums, and how often each number of days occurred); a median is read from that at the end, so
that parts counted apart come to the same as the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from village_board.hearings.model import Body, Category, ResolutionResult
from village_board.hearings.outward import Sitting, State

#: values with how often each occurred, in their order.
Tally = tuple[tuple[Any, int], ...]


class Grouping(StrEnum):
    """By what the figures are grouped."""

    YEAR = "year"
    MONTH = "month"
    CATEGORY = "category"
    BODY = "body"


@dataclass(frozen=True)
class HearingFigures:
    """What is counted of hearings. All but the last four numbers are of hearings held, with a published result.

    Attributes:
        held: hearings with a published result.
        amount: the sum of the amounts heard, in fen.
        without_amount: hearings held on a matter without an amount.
        due: hearing representatives invited.
        present: those of them who came.
        statements: opinions spoken, of which `adopted`, `partly`, `declined`; the others wait for their answer.
        conclusions: what they came to.
        days: from the proposal to the published result.
        no_quorum: hearings to which too few came.
        cancelled: hearings that are off.
        unfixed: hearings postponed without a new time.
        open: hearings announced, without a public result yet.
    """

    held: int = 0
    amount: int = 0
    without_amount: int = 0
    due: int = 0
    present: int = 0
    statements: int = 0
    adopted: int = 0
    partly: int = 0
    declined: int = 0
    conclusions: Tally = ()
    days: Tally = ()
    no_quorum: int = 0
    cancelled: int = 0
    unfixed: int = 0
    open: int = 0


@dataclass(frozen=True)
class ResolutionFigures:
    """What is counted of resolutions.

    Attributes:
        passed: resolutions passed.
        rejected: matters voted down.
        amount: decided by those that passed, with approved variations, in fen.
        due: people entitled, at the meetings that passed or rejected.
        present: those of them who came.
        days: from the proposal to the published result, of those that passed or rejected.
        no_quorum: meetings to which too few came.
        cancelled: meetings that are off.
        open: meetings convened, without a public result yet.
    """

    passed: int = 0
    rejected: int = 0
    amount: int = 0
    due: int = 0
    present: int = 0
    days: Tally = ()
    no_quorum: int = 0
    cancelled: int = 0
    open: int = 0


@dataclass(frozen=True)
class Figures:
    """Hearings and resolutions of one group."""

    hearings: HearingFigures = HearingFigures()
    resolutions: ResolutionFigures = ResolutionFigures()


@dataclass(frozen=True)
class Statistics:
    """The figures of some villages in groups, each sitting in exactly one.

    Attributes:
        by: what the groups are.
        groups: ``2026``, ``2026-03``, a category or a body, and its figures; "" is what has none.
        villages: how many villages were counted.
    """

    by: Grouping
    groups: tuple[tuple[str, Figures], ...] = ()
    villages: int = 0

    @property
    def whole(self) -> Figures:
        """All groups together."""
        return _added(Figures, [figures for _, figures in self.groups])


def tally(sittings: Iterable[Sitting], by: Grouping) -> Statistics:
    """Return the figures of one village's sittings, grouped.

    A hearing decides nothing: by body it is counted with the body that voted on its matter afterwards.
    """
    sittings = list(sittings)
    voted = {sitting.heard_as: sitting.body for sitting in sittings if sitting.body is not None and sitting.heard_as}
    groups: dict[str, list[Figures]] = {}
    for sitting in sittings:
        groups.setdefault(_group(sitting, by, voted), []).append(_figures(sitting))
    return Statistics(by, _grouped(groups), villages=1)


def combine(first: Statistics, *others: Statistics) -> Statistics:
    """Return the figures of several villages together; the order and the bracketing do not matter.

    Raises:
        ValueError: they are grouped differently.
    """
    groups: dict[str, list[Figures]] = {}
    for part in (first, *others):
        if part.by is not first.by:
            raise ValueError(part.by)
        for key, figures in part.groups:
            groups.setdefault(key, []).append(figures)
    return Statistics(
        first.by,
        _grouped(groups),
        sum(part.villages for part in (first, *others)),
    )


def added_figures(parts: Iterable[Figures]) -> Figures:
    """Return the figures of several groups or villages together."""
    return _added(Figures, parts)


def median(counted: Tally) -> int | None:
    """Return the value that half of those counted do not exceed (the lower one of two in the middle)."""
    half = (sum(count for _, count in counted) + 1) // 2
    for value, count in counted:
        half -= count
        if half <= 0:
            return int(value)
    return None


def longest(counted: Tally) -> int | None:
    """Return the greatest value that occurred."""
    return int(counted[-1][0]) if counted else None


#: the order of the law's own lists; years and months come by their text, what has no group last.
_ORDER = {value: place for place, value in enumerate((*Category, *Body))}


def _grouped(groups: Mapping[str, list[Figures]]) -> tuple[tuple[str, Figures], ...]:
    ordered = sorted(groups, key=lambda key: (not key, _ORDER.get(key, 0), key))
    return tuple((key, _added(Figures, groups[key])) for key in ordered)


def _group(sitting: Sitting, by: Grouping, voted: Mapping[str, Body | None]) -> str:
    match by:
        case Grouping.YEAR:
            return f"{sitting.day:%Y}" if sitting.day else ""
        case Grouping.MONTH:
            return f"{sitting.day:%Y-%m}" if sitting.day else ""
        case Grouping.CATEGORY:
            return sitting.category.value
        case Grouping.BODY:
            body = sitting.body or (voted.get(sitting.number) if sitting.number else None)
            return body.value if body else ""


def _figures(sitting: Sitting) -> Figures:
    if sitting.body is None:
        return Figures(hearings=_of_hearing(sitting))
    return Figures(resolutions=_of_resolution(sitting))


def _of_hearing(hearing: Sitting) -> HearingFigures:
    if hearing.state is not State.HELD or hearing.counts is None:
        return HearingFigures(**_apart(hearing.state))
    answers = Counter(statement.adopted for statement in hearing.statements)
    return HearingFigures(
        held=1,
        amount=hearing.amount or 0,
        without_amount=int(hearing.amount is None),
        due=hearing.counts.due,
        present=hearing.counts.present,
        statements=len(hearing.statements),
        adopted=answers["adopted"],
        partly=answers["partly"],
        declined=answers["not"],
        conclusions=((hearing.conclusion.value, 1),) if hearing.conclusion else (),
        days=((hearing.days, 1),) if hearing.days is not None else (),
    )


def _of_resolution(resolution: Sitting) -> ResolutionFigures:
    if resolution.state is not State.HELD or resolution.counts is None:
        return ResolutionFigures(**_apart(resolution.state))
    passed = resolution.result is ResolutionResult.PASSED
    return ResolutionFigures(
        passed=int(passed),
        rejected=int(not passed),
        amount=(resolution.amount or 0) if passed else 0,
        due=resolution.counts.due,
        present=resolution.counts.present,
        days=((resolution.days, 1),) if resolution.days is not None else (),
    )


def _apart(state: State) -> dict[str, Any]:
    """Return the figure in which a sitting without a result is counted."""
    return {state.value: 1}


F = TypeVar("F", Figures, HearingFigures, ResolutionFigures)


def _added(cls: type[F], parts: Iterable[F]) -> F:
    """Return the sum of `parts`, field by field."""
    parts = list(parts)
    return cls(**{f.name: _sum([getattr(part, f.name) for part in parts], f.default) for f in fields(cls)})


def _sum(values: list[Any], nothing: Any) -> Any:
    if isinstance(nothing, int):
        return sum(values)
    if isinstance(nothing, tuple):
        counter: Counter[Any] = Counter()
        for value in values:
            counter.update(dict(value))
        return tuple(sorted(counter.items()))
    return _added(type(nothing), values)
