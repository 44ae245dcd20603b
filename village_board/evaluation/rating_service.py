"""Printing sealed slips, rating with one, and counting when the round is over."""

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
    RatingBox,
    RatingPaper,
    RatingRound,
    RatingSlip,
    Tally,
)
from village_board.evaluation.rules import half_with
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.people.model import Person, Role
from village_board.slips.sealed import digest_of, draw_many, is_code
from village_board.slips.service import digits_of
from village_board.text.clean import clean


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


class RatingReasonMissing(Refused):
    """Whoever ends a round says why."""

    sentence = N_("Say why the round of rating is ended before its last day.")

    def __init__(self) -> None:
        super().__init__()


def open_round(records: Records) -> RatingRound:
    """Return the round that runs, with what was rated so far.

    Raises:
        NoRatingRuns: none does.
    """
    if found := _running(records):
        return counted(records, found)
    raise NoRatingRuns(records.today)


def rounds_of(records: Records, half: Half) -> list[RatingRound]:
    """Return the rounds of a half-year, the first first, each with what was rated so far."""
    found = records.find(RatingRound, where("half") == str(half))
    return sorted((counted(records, one) for one in found), key=lambda one: one.opened_on)


def counted(records: Records, one: RatingRound) -> RatingRound:
    """Return `one` with what is in its box, be it that no night has closed it yet; for reading, never to be put."""
    if one.ended_on is not None:
        return one
    box = _box_of(records, one)
    return replace(one, used=box.used, tallies=box.tallies)


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
    codes = draw_many(count)
    # In the order of their digests: the place in the store tells nothing of the place in the pile.
    digests = sorted(digest_of(code, current.salt) for code in codes)
    desk.put_many([RatingPaper(digest=digest, round=current.id) for digest in digests])
    kept = desk.put(replace(current, handed_out=printed + count))
    desk.record(kept.id)
    return codes


def rate(desk: Desk, code: str, grades: Mapping[str, Grade]) -> RatingRound:
    """Rate with a slip, once. The office's machine acts, and nothing of it stands in the log.

    With the last slip the round is over: its counts are taken out of the box.

    Args:
        desk: of the office's machine.
        code: as typed; spaces and full-width digits are taken.
        grades: by target; what is left out was not rated.

    Raises:
        NoRatingRuns, CodeUnknown, SlipUsed, TargetUnknown, NothingRated: nothing is used up then.
    """
    desk.require(Act.RATE_BY_SLIP)
    current = _running(desk)
    if current is None:
        raise NoRatingRuns(desk.today)
    slip = slip_of(desk, current, code)
    known = {one.target for one in current.tallies}
    for target in grades:
        if target not in known:
            raise TargetUnknown(target, ", ".join(one.target for one in current.tallies))
    if not grades:
        raise NothingRated
    desk.put(replace(slip, used=True))
    box = _box_of(desk, current)
    tallies = tuple(one.plus(grades[one.target]) if one.target in grades else one for one in box.tallies)
    box = desk.put(replace(box, used=box.used + 1, tallies=tallies))
    if box.used < current.handed_out:
        return replace(current, used=box.used, tallies=box.tallies)
    closed = _close(desk, current, "")
    desk.record(closed.id)
    return closed


def close_rounds(desk: Desk) -> list[RatingRound]:
    """Close every round whose last day is past: a work of the night."""
    desk.require(Act.CLOSE_RATINGS)
    over = [one for one in desk.find(RatingRound, where("closes_on") < desk.today.isoformat()) if one.ended_on is None]
    closed = [_close(desk, one, "") for one in over]
    if closed:
        desk.record("ratings")
    return closed


def end_round(desk: Desk, reason: str) -> RatingRound:
    """Close the round that runs before its last day, with the reason; nobody has seen its counts until then.

    Raises:
        NoRatingRuns: none does.
        RatingReasonMissing: why is not said.
    """
    desk.require(Act.END_RATING)
    current = _running(desk)
    if current is None:
        raise NoRatingRuns(desk.today)
    why = clean(reason)
    if not why:
        raise RatingReasonMissing
    closed = _close(desk, current, why)
    desk.record(closed.id)
    return closed


def slip_of(records: Records, current: RatingRound, code: str) -> RatingPaper:
    """Return the unused slip with this code; one of a round of before as if it were printed today.

    Raises:
        CodeUnknown, SlipUsed: as they say.
    """
    digits = digits_of(code)
    if not is_code(digits):
        raise CodeUnknown
    digest = digest_of(digits, current.salt)
    mine = (where("round") == current.id) & (where("digest") == digest)
    slip = records.one(RatingPaper, mine)
    if slip is None:
        before = records.one(RatingSlip, mine)
        if before is None:
            raise CodeUnknown
        slip = RatingPaper(digest=digest, round=current.id, used=before.used)
    if slip.used:
        raise SlipUsed
    return slip


def _running(records: Records) -> RatingRound | None:
    """Return the round that runs, as it is stored: what was rated is in its box."""
    found = records.find(RatingRound, where("closes_on") >= records.today.isoformat())
    return next((one for one in found if one.is_open(records.today)), None)


def _box_of(records: Records, one: RatingRound) -> RatingBox:
    """Return the box of a round; that of a round of before begins with what the round itself had counted."""
    stored = records.one(RatingBox, where("round") == one.id)
    return stored or RatingBox(round=one.id, used=one.used, tallies=one.tallies)


def _close(desk: Desk, one: RatingRound, reason: str) -> RatingRound:
    """Put what is in the box into the round, and throw box and slips away."""
    closed = desk.put(replace(counted(desk, one), ended_on=desk.today, reason=reason))
    for kind in (RatingBox, RatingPaper, RatingSlip):
        for gone in sorted(desk.find(kind, where("round") == one.id), key=lambda each: each.id):
            desk.remove(gone)
    return closed


def _posts(records: Records) -> list[str]:
    """Return the posts of cadres that somebody holds today, each once."""
    held = (
        office.post
        for person in records.all(Person)
        for office in person.offices
        if office.role is Role.COMMITTEE and office.held_on(records.today)
    )
    return list(dict.fromkeys(held))
