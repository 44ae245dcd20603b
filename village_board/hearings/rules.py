"""Rules of hearings and resolutions: pure, from values and today's date (facts 1.2-1.7; P3, P4, P25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from village_board.base.clock import local
from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.base.money import Fen
from village_board.hearings.law import BodyRule, HearingLimits
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
)


@dataclass(frozen=True)
class Counts:
    """Those due and present, and how they voted or spoke: people."""

    due: int
    present: int
    in_favour: int = 0
    against: int = 0
    abstained: int = 0


class CountsWrong(Refused):
    """The counts contradict each other."""

    sentence = N_(
        "The counts do not fit: {due} due, {present} present, {in_favour} for, {against} against, "
        "{abstained} abstained. Nobody can be counted twice, and nobody votes who was not there."
    )

    def __init__(self, counts: Counts) -> None:
        super().__init__(
            due=counts.due,
            present=counts.present,
            in_favour=counts.in_favour,
            against=counts.against,
            abstained=counts.abstained,
        )


class NobodyDue(CountsWrong):
    """Nobody is said to have been due, so there is no quorum to reckon."""

    sentence = N_("It is said that nobody was due. Write how many were: a meeting of nobody decides nothing.")


class QuorumMissed(Refused):
    """Too few came for the conclusion that is to be recorded."""

    sentence = N_("{present} of {due} came, {needed} are needed: record it as a meeting without quorum.")

    def __init__(self, present: int, due: int, needed: int) -> None:
        super().__init__(present=present, due=due, needed=needed)


class ConclusionMissing(Refused):
    """Enough came, so there is a conclusion."""

    sentence = N_("{present} of {due} came, which is enough ({needed}): say what the hearing concluded.")

    def __init__(self, present: int, due: int, needed: int) -> None:
        super().__init__(present=present, due=due, needed=needed)


class MostDisagree(Refused):
    """Most hearing representatives disagreed, so the matter does not go on (facts 1.6, outcome rule)."""

    sentence = N_("{against} of {present} disagreed: a matter that most are against is not recorded as passed.")

    def __init__(self, against: int, present: int) -> None:
        super().__init__(against=against, present=present)


class NotYetHeld(Refused):
    """The time lies in the future (P3)."""

    sentence = N_("It is said to be held on {held}, which is still to come (today is {today}).")

    def __init__(self, held: date, today: date) -> None:
        super().__init__(held=held, today=today)


class BeforeNotice(Refused):
    """Held before it was announced (P3)."""

    sentence = N_("It is said to be held on {held}, before its notice of {notice}.")

    def __init__(self, held: date, notice: date) -> None:
        super().__init__(held=held, notice=notice)


class NoticeAhead(Refused):
    """The notice is dated in the future (P3)."""

    sentence = N_("The notice is dated {notice}, which is still to come (today is {today}).")

    def __init__(self, notice: date, today: date) -> None:
        super().__init__(notice=notice, today=today)


class NoticeTooShort(Refused):
    """The public notice is too short."""

    sentence = N_("From the notice ({notice}) to the day ({held}) there are {days} days; {needed} are needed.")

    def __init__(self, notice: date, held: date, needed: int) -> None:
        super().__init__(notice=notice, held=held, days=(held - notice).days, needed=needed)


class WrongMoment(Refused):
    """The record stands where this act has no place."""

    sentence = N_("{title} is '{status}': this cannot be done now.")

    def __init__(self, title: str, status: Message) -> None:
        super().__init__(title=title, status=status)


class HearingNeeded(Refused):
    """A matter above the trigger goes to a vote with neither a hearing nor a reason (rule H01)."""

    sentence = N_(
        "{amount} is at or above {trigger}: name the hearing that came before the vote, "
        "or the reason why none was needed."
    )

    def __init__(self, amount: int, trigger: int) -> None:
        super().__init__(amount=Fen(amount), trigger=Fen(trigger))


class NoticePeriodOver(Refused):
    """The notice period of a resolution has ended."""

    sentence = N_("The notice period of {title} ended on {until}. Ask the oversight committee instead.")

    def __init__(self, title: str, until: date) -> None:
        super().__init__(title=title, until=until)


def check_counts(counts: Counts) -> None:
    """Refuse counts that contradict each other.

    Raises:
        CountsWrong: a count is negative, or more are present than due, or more voted than were present.
        NobodyDue: nobody was due; two thirds of nobody would be a quorum.
    """
    parts = (counts.in_favour, counts.against, counts.abstained)
    if min(counts.due, counts.present, *parts) < 0 or counts.present > counts.due or sum(parts) > counts.present:
        raise CountsWrong(counts)
    if counts.due == 0:
        raise NobodyDue(counts)


def check_held(held: date, today: date, notice: date | None) -> None:
    """Refuse a day in the future, or before the notice (P3); writing it down later is lawful.

    Raises:
        NotYetHeld: the day is still to come.
        BeforeNotice: the day lies before the notice.
    """
    if held > today:
        raise NotYetHeld(held, today)
    if notice is not None and held < notice:
        raise BeforeNotice(held, notice)


def check_notice(notice: date, held: date, needed: int) -> None:
    """Refuse a notice of fewer than `needed` natural days; the day of the notice itself does not count.

    Raises:
        NoticeTooShort: with the days there are and the days that are needed.
    """
    if held - notice < timedelta(days=needed):
        raise NoticeTooShort(notice, held, needed)


def check_notice_day(notice: date, today: date) -> None:
    """Refuse a notice dated in the future (P3); one that hung before it was written down is lawful.

    Raises:
        NoticeAhead: the day is still to come.
    """
    if notice > today:
        raise NoticeAhead(notice, today)


def check_conclusion(counts: Counts, conclusion: HearingConclusion | None, limits: HearingLimits) -> None:
    """Refuse a conclusion that the counts do not bear; None says "no quorum" (facts 1.6).

    Raises:
        CountsWrong: the counts contradict each other.
        QuorumMissed: too few came for a conclusion.
        ConclusionMissing: enough came, and no conclusion was given.
        MostDisagree: it is to be passed against the majority.
    """
    check_counts(counts)
    needed = limits.quorum.needed(counts.due)
    enough = limits.quorum.met(counts.present, counts.due)
    if conclusion is not None and not enough:
        raise QuorumMissed(counts.present, counts.due, needed)
    if conclusion is None and enough:
        raise ConclusionMissing(counts.present, counts.due, needed)
    passes = conclusion in (HearingConclusion.PASSED, HearingConclusion.PASSED_WITH_CHANGES)
    if passes and 2 * counts.against > counts.present:
        raise MostDisagree(counts.against, counts.present)


def outcome(counts: Counts, rule: BodyRule) -> ResolutionResult:
    """Return what the counts come to under `rule`; abstentions count as present and help nobody.

    Raises:
        CountsWrong: the counts contradict each other.
    """
    check_counts(counts)
    if not rule.quorum.met(counts.present, counts.due):
        return ResolutionResult.NO_QUORUM
    whole = counts.due if rule.of_due else counts.present
    return ResolutionResult.PASSED if rule.majority.met(counts.in_favour, whole) else ResolutionResult.REJECTED


def check_hearing_came_first(resolution: Resolution, hearing: Hearing | None, limits: HearingLimits) -> None:
    """Refuse a vote on a matter above the trigger that was neither heard nor waived with a reason (rule H01).

    Raises:
        HearingNeeded: with the amount and the trigger.
    """
    amount = resolution.amount or 0
    heard = hearing is not None and (
        hearing.status is HearingStatus.PUBLISHED
        and hearing.conclusion in (HearingConclusion.PASSED, HearingConclusion.PASSED_WITH_CHANGES)
    )
    if amount >= limits.trigger_amount and not heard and not resolution.hearing_waived:
        raise HearingNeeded(amount, limits.trigger_amount)


def notice_period_ends(resolution: Resolution, limits: HearingLimits) -> date | None:
    """Return the last day on which `resolution` can be objected to; None while it is not public."""
    if resolution.published_on is None:
        return None
    return resolution.published_on + timedelta(days=limits.notice_period_days)


def in_notice_period(resolution: Resolution, today: date, limits: HearingLimits) -> bool:
    """Tell whether `resolution` can be objected to on `today`."""
    until = notice_period_ends(resolution, limits)
    waiting = resolution.status in (ResolutionStatus.PUBLIC, ResolutionStatus.OBJECTED)
    return waiting and until is not None and today <= until


def was_recorded_later(held_at: datetime, recorded_at: datetime) -> bool:
    """Tell whether it was written down on a later day than it happened (补录, P3)."""
    return local(recorded_at).date() > local(held_at).date()
