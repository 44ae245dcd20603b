"""How enquiries were dealt with (facts 5): counts, and rates that never stand without what they are part of. Pure.

Counts of several villages, months or kinds are added; the rates of the sum follow from the added counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date

from village_board.base.message import N_
from village_board.enquiries.model import Enquiry, EnquiryState
from village_board.enquiries.rules import OPEN, decided_on

_S = EnquiryState


@dataclass(frozen=True)
class Counts:
    """Counts of enquiries on one day.

    Attributes:
        received: all that came in.
        rejected: refused with a reason.
        inside: still inside a limit: waiting for a reply that is not due yet, or replied to while its asker can still
            judge it or open it once more.
        closed: closed, whatever the asker said.
        accept_due: accepted, rejected or handed on already, or the limit for that is over.
        accepted_in_time: of these, decided within the limit.
        reply_due: not rejected, and replied to or past the limit for a reply.
        replied: of these, replied to and not reopened since.
        replied_in_time: of these, with no reply late.
        rated: whose asker said how satisfied they are.
        satisfied: of these, in one of the first three grades.
        solved: whose asker said that it is solved.
        not_rated: closed without a word of the asker; silence is not satisfaction.
        handed_on: handed on to another body at least once.
        bounces: how often they were handed back or on again.
        extended: whose limit was extended.
        reopened: reopened by their askers.
    """

    received: int = 0
    rejected: int = 0
    inside: int = 0
    closed: int = 0
    accept_due: int = 0
    accepted_in_time: int = 0
    reply_due: int = 0
    replied: int = 0
    replied_in_time: int = 0
    rated: int = 0
    satisfied: int = 0
    solved: int = 0
    not_rated: int = 0
    handed_on: int = 0
    bounces: int = 0
    extended: int = 0
    reopened: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the counts of both together."""
        return Counts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def closable(self) -> int:
        """The denominator of the closing rate."""
        return self.received - self.rejected - self.inside


@dataclass(frozen=True)
class Rate:
    """A part of a whole, with both numbers; a rate of nothing is no rate.

    Attributes:
        key: under which it is known.
        name: what it is called.
        part_is: what is counted.
        whole_is: of what; the denominator in words.
    """

    key: str
    name: str
    part_is: str
    whole_is: str
    part: int
    whole: int

    @property
    def tenths(self) -> int | None:
        """Tenths of a percent, rounded half up; None where there is nothing to be part of."""
        return (self.part * 2000 + self.whole) // (2 * self.whole) if self.whole else None


def counted(enquiries: Iterable[Enquiry], today: date) -> Counts:
    """Return the counts of `enquiries` as they stand on `today`."""
    return sum((_one(each, today) for each in enquiries), Counts())


def counted_by(enquiries: Iterable[Enquiry], today: date, key: Callable[[Enquiry], str]) -> dict[str, Counts]:
    """Return the counts by what `key` says of each enquiry, in order."""
    found: dict[str, Counts] = {}
    for each in enquiries:
        found[key(each)] = found.get(key(each), Counts()) + _one(each, today)
    return dict(sorted(found.items()))


def month_of(one: Enquiry) -> str:
    """Return the month in which it was handed in."""
    return f"{one.submitted_on:%Y-%m}"


def kind_of(one: Enquiry) -> str:
    """Return its kind."""
    return one.kind.value


def rates(counts: Counts) -> tuple[Rate, ...]:
    """Return the rates of `counts`, each with what it is part of."""
    return (
        Rate(
            "accepted_in_time",
            N_("accepted in time"),
            N_("accepted, rejected or handed on within the limit"),
            N_("all for which that was decided or is overdue"),
            counts.accepted_in_time,
            counts.accept_due,
        ),
        Rate(
            "closing",
            N_("closing rate"),
            N_("closed as finished"),
            N_("received, without the rejected and those still inside a limit"),
            counts.closed,
            counts.closable,
        ),
        Rate(
            "reply",
            N_("reply rate"),
            N_("replied to"),
            N_("not rejected, and replied to or overdue"),
            counts.replied,
            counts.reply_due,
        ),
        Rate(
            "on_time",
            N_("on-time rate"),
            N_("replied to, and never late"),
            N_("not rejected, and replied to or overdue"),
            counts.replied_in_time,
            counts.reply_due,
        ),
        Rate(
            "satisfaction",
            N_("satisfaction"),
            N_("in one of the first three grades"),
            N_("rated by their askers; silence is not counted"),
            counts.satisfied,
            counts.rated,
        ),
    )


def _one(one: Enquiry, today: date) -> Counts:
    rejected = one.state is _S.REJECTED
    waits = one.state in OPEN
    closed = one.state is _S.CLOSED
    replied = not waits and not rejected and one.replied_on is not None
    inside = (waits and today <= one.due_on) or _can_judge(one, today)
    decided = decided_on(one)
    accept_due = decided is not None or today > one.accept_due_on
    reply_due = not rejected and (replied or today > one.due_on)
    return Counts(
        received=1,
        rejected=int(rejected),
        inside=int(inside),
        closed=int(closed),
        accept_due=int(accept_due),
        accepted_in_time=int(decided is not None and decided <= one.accept_due_on),
        reply_due=int(reply_due),
        replied=int(replied),
        replied_in_time=int(replied and not one.late_days),
        rated=int(one.grade is not None),
        satisfied=int(one.grade is not None and one.grade.counts_as_satisfied),
        solved=int(one.solved is True),
        not_rated=int(closed and one.grade is None),
        handed_on=int(bool(one.handings)),
        bounces=one.bounces,
        extended=int(one.extended_on is not None),
        reopened=int(one.reopened_on is not None),
    )


def _can_judge(one: Enquiry, today: date) -> bool:
    """Tell whether the asker's days still run, so that nobody can close it."""
    if one.rating_until is None or today > one.rating_until:
        return False
    return one.state is _S.REPLIED or (one.state is _S.UNSATISFIED and one.reopened_on is None)
