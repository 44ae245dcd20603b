"""Adding villages up, ranking them where that says something, and what stops a report. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from village_board.applications.model import ChallengeKind
from village_board.applications.report import OUTCOMES, TOTAL, imbalances
from village_board.applications.words import CHALLENGE, imbalance_word
from village_board.base.message import N_, Message, say
from village_board.enquiries.measures import Counts, Rate, rates
from village_board.hearings.statistics import added_figures
from village_board.rollup.model import Duties, Whole, YearOfVillage, added_challenges, added_tables, added_ways


@dataclass(frozen=True)
class Contradiction:
    """Something that cannot be true, where it stands, and by which records."""

    village: str
    message: Message


@dataclass(frozen=True)
class Ranking:
    """Villages by one rate, the best first; those of too few cases stand apart without a place.

    Attributes:
        rate: what is ranked.
        places: name and rate.
        too_few: names of those that are not ranked.
        least: from how many on a village is ranked.
    """

    rate: str
    places: tuple[tuple[str, Rate], ...]
    too_few: tuple[str, ...]
    least: int


def together(villages: Sequence[YearOfVillage], year: int) -> Whole:
    """Return the villages added: the sum of the parts is the whole."""
    return Whole(
        year,
        len(villages),
        added_figures(one.sittings for one in villages),
        sum((one.enquiries for one in villages), Counts()),
        added_ways(one.ways for one in villages),
        added_tables((one.table for one in villages), year),
        added_challenges(one.challenges for one in villages),
        sum((one.duties for one in villages), Duties()),
    )


def contradictions(villages: Iterable[YearOfVillage]) -> Iterator[Contradiction]:
    """Yield what contradicts itself in the figures of each village: a report with that would not be true."""
    for one in villages:
        yield from (Contradiction(one.name, imbalance_word(broken)) for broken in one.imbalances)
        yield from (Contradiction(one.name, message) for message in _of_sittings(one))
        yield from (Contradiction(one.name, message) for message in _of_enquiries(one))
        yield from (Contradiction(one.name, message) for message in _of_challenges(one))


def _of_sittings(one: YearOfVillage) -> Iterator[Message]:
    hearings, votes = one.sittings.hearings, one.sittings.resolutions
    for what, came, due in (
        (N_("hearings"), hearings.present, hearings.due),
        (N_("votes"), votes.present, votes.due),
    ):
        if came > due:
            yield say("{what}: {came} came and {due} were due", what=Message(what), came=came, due=due)
    answered = hearings.adopted + hearings.partly + hearings.declined
    if answered > hearings.statements:
        yield say("opinions: {answered} answered of {all}", answered=answered, all=hearings.statements)


def _of_enquiries(one: YearOfVillage) -> Iterator[Message]:
    for rate in rates(one.enquiries):
        if rate.part > rate.whole:
            yield say("enquiries, {rate}: {part} of {whole}", rate=Message(rate.name), part=rate.part, whole=rate.whole)


def _of_challenges(one: YearOfVillage) -> Iterator[Message]:
    for kind in ChallengeKind:
        total = one.challenges.get((kind.value, TOTAL), 0)
        parts = sum(one.challenges.get((kind.value, outcome), 0) for outcome in OUTCOMES if outcome != TOTAL)
        if total != parts:
            yield say("{kind}: {total} in all and {parts} by outcome", kind=Message(CHALLENGE[kind]), total=total,
                      parts=parts)  # fmt: skip


def of_the_whole(whole: Whole) -> Iterator[Contradiction]:
    """Yield what contradicts itself in the sum, where every village is in order: a fault of the adding."""
    yield from (Contradiction("", imbalance_word(broken)) for broken in imbalances(whole.table))


def ranked(villages: Sequence[YearOfVillage], key: str, least: int) -> Ranking:
    """Return the villages by one rate of enquiries, those with fewer than `least` cases apart."""
    found = [(one.name, next(rate for rate in rates(one.enquiries) if rate.key == key)) for one in villages]
    enough = [(name, rate) for name, rate in found if rate.whole >= least]
    order: Callable[[tuple[str, Rate]], tuple[float, int, str]] = lambda row: (  # noqa: E731
        -row[1].part / row[1].whole if row[1].whole else 0.0,
        -row[1].whole,
        row[0],
    )
    return Ranking(
        key,
        tuple(sorted(enough, key=order)),
        tuple(sorted(name for name, rate in found if rate.whole < least)),
        least,
    )
