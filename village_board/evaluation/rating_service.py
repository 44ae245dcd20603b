"""Printing sealed slips, and rating with one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.evaluation.model import Half
from village_board.evaluation.rating import (
    DISCLOSURE,
    Grade,
    RatingRound,
    RatingSlip,
    Tally,
    digest_of,
    draw,
    is_code,
)
from village_board.evaluation.rules import half_with
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.people.model import Person, Role
from village_board.slips.service import digits_of


class SlipCountWrong(Refused):
    """No slips, or more than a round has."""

    sentence = N_("{count} slips cannot be printed: from 1 to {most} in one round, {printed} are printed already.")

    def __init__(self, count: int, most: int, printed: int) -> None:
        super().__init__(count=count, most=most, printed=printed)


class NoRatingRuns(Refused):
    """Nobody can rate now."""

    sentence = N_("No rating runs today ({today}). The oversight committee opens one by handing out slips.")

    def __init__(self, today: date) -> None:
        super().__init__(today=today)


class CodeUnknown(Refused):
    """No slip of the round has this code."""

    sentence = N_("No rating slip has this code. Type the 12 digits as they stand on the slip.")

    def __init__(self) -> None:
        super().__init__()


class SlipUsed(Refused):
    """A slip rates once."""

    sentence = N_("This slip was used already. Each slip rates once, and a rating cannot be changed.")

    def __init__(self) -> None:
        super().__init__()


class TargetUnknown(Refused):
    """Something is rated that the round does not ask for."""

    sentence = N_("'{target}' is not rated in this round. Rated are: {targets}.")

    def __init__(self, target: str, targets: str) -> None:
        super().__init__(target=target, targets=targets)


class NothingRated(Refused):
    """An empty slip would be used up for nothing."""

    sentence = N_("Rate at least one of them. The slip is not used yet.")

    def __init__(self) -> None:
        super().__init__()


def open_round(records: Records) -> RatingRound:
    """Return the round that runs.

    Raises:
        NoRatingRuns: none does.
    """
    if found := _running(records):
        return found
    raise NoRatingRuns(records.today)


def rounds_of(records: Records, half: Half) -> list[RatingRound]:
    """Return the rounds of a half-year, the first first."""
    return sorted(records.find(RatingRound, where("half") == str(half)), key=lambda one: one.opened_on)


def results_of(desk: Desk, half: Half) -> list[RatingRound]:
    """Return the rounds of a half-year for those who supervise; `RatingRound.shown` says which counts may be seen.

    Raises:
        NotPermitted: who asks is neither of the committee nor of its overseers nor of the township.
    """
    desk.require(Act.SEE_EVALUATION)
    return rounds_of(desk, half)


def hand_out(desk: Desk, count: int) -> list[str]:
    """Return the codes of `count` new slips, for print; where no round runs, one is opened for this half-year.

    The codes are nowhere else: who loses the print prints others. Cadres do not print what they are rated by.

    Raises:
        SlipCountWrong: as it says.
    """
    desk.require(Act.HAND_OUT_RATING_SLIPS)
    limits = limits_of(desk)
    most = limits.count("evaluation.rating_most_slips")
    current = _running(desk)
    printed = current.handed_out if current else 0
    if not 0 < count <= most - printed:
        raise SlipCountWrong(count, most, printed)
    if current is None:
        days = limits.days("evaluation.rating_days")
        current = desk.put(
            RatingRound(
                half=str(half_with(desk.today)),
                opened_on=desk.today,
                closes_on=desk.today + timedelta(days=days),
                salt=secrets.token_hex(16),
                least=limits.count("evaluation.rating_least_count"),
                tallies=tuple(Tally(target) for target in (*_posts(desk), DISCLOSURE)),
            )
        )
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(draw())
    # In the order of their digests: the place in the store tells nothing of the place in the pile.
    digests = sorted(digest_of(code, current.salt) for code in codes)
    desk.put_many([RatingSlip(digest=digest, round=current.id) for digest in digests])
    kept = desk.put(replace(current, handed_out=printed + count))
    desk.record(kept.id)
    return list(codes)


def rate(desk: Desk, code: str, grades: Mapping[str, Grade]) -> RatingRound:
    """Rate with a slip, once. The office's machine acts, so that nobody's name stands in the log.

    Args:
        desk: of the office's machine.
        code: as typed; spaces and full-width digits are taken.
        grades: by target; what is left out was not rated.

    Raises:
        NoRatingRuns, CodeUnknown, SlipUsed, TargetUnknown, NothingRated: nothing is used up then.
    """
    desk.require(Act.RATE_BY_SLIP)
    current = open_round(desk)
    slip = slip_of(desk, current, code)
    known = {one.target for one in current.tallies}
    for target in grades:
        if target not in known:
            raise TargetUnknown(target, ", ".join(one.target for one in current.tallies))
    if not grades:
        raise NothingRated
    desk.put(replace(slip, used=True))
    tallies = tuple(one.plus(grades[one.target]) if one.target in grades else one for one in current.tallies)
    kept = desk.put(replace(current, used=current.used + 1, tallies=tallies))
    desk.record(kept.id)
    return kept


def slip_of(records: Records, current: RatingRound, code: str) -> RatingSlip:
    """Return the unused slip with this code.

    Raises:
        CodeUnknown, SlipUsed: as they say.
    """
    digits = digits_of(code)
    mine = (where("digest") == digest_of(digits, current.salt)) & (where("round") == current.id)
    slip = records.one(RatingSlip, mine) if is_code(digits) else None
    if slip is None:
        raise CodeUnknown
    if slip.used:
        raise SlipUsed
    return slip


def _running(records: Records) -> RatingRound | None:
    found = records.find(RatingRound, where("closes_on") >= records.today.isoformat())
    return next((one for one in found if one.is_open(records.today)), None)


def _posts(records: Records) -> list[str]:
    """Return the posts of cadres that somebody holds today, each once."""
    held = (
        office.post
        for person in records.all(Person)
        for office in person.offices
        if office.role is Role.COMMITTEE and office.held_on(records.today)
    )
    return list(dict.fromkeys(held))
