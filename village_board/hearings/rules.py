"""Rules of hearings and resolutions: pure, from values and today's date (facts 1.2-1.7; P3, P4, P25)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from village_board.base.clock import local
from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.base.money import Fen
from village_board.hearings.law import BodyRule, HearingLimits, Unit
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
)


@dataclass(frozen=True)
class Counts:
    """Those due and present, and how they voted or spoke: people.

    Attributes:
        households_due: the households there are, where they are counted too; 0: they are not.
        households_present: those of them that were represented.
        by_household: whether the votes are those of households (levies), and not of people.
    """

    due: int
    present: int
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    households_due: int = 0
    households_present: int = 0
    by_household: bool = False

    @property
    def voters(self) -> int:
        """How many could vote: people present, or households represented."""
        return self.households_present if self.by_household else self.present

    def turnout(self, unit: Unit) -> tuple[int, int]:
        """Return how many of how many came, in persons or in households."""
        if unit is Unit.HOUSEHOLDS:
            return self.households_present, self.households_due
        return self.present, self.due


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


class HouseholdsWrong(CountsWrong):
    """The households contradict each other, or the votes of households do."""

    sentence = N_(
        "The households do not fit: {present} of {due} were represented, and {in_favour} for, {against} against, "
        "{abstained} abstained. One household has one vote."
    )

    def __init__(self, counts: Counts) -> None:
        super().__init__(replace(counts, due=counts.households_due, present=counts.households_present))


class HouseholdsMissing(Refused):
    """A vote by household without the number of households."""

    sentence = N_("This is voted on by household: say how many households there are and how many were represented.")

    def __init__(self) -> None:
        super().__init__()


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
        super().__init__(notice=notice, held=held, days=max((held - notice).days, 0), needed=needed)


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
        HouseholdsWrong: the same of households.
        NobodyDue: nobody was due; two thirds of nobody would be a quorum.
    """
    parts = (counts.in_favour, counts.against, counts.abstained)
    if min(counts.due, counts.present, *parts) < 0 or counts.present > counts.due:
        raise CountsWrong(counts)
    if not 0 <= counts.households_present <= counts.households_due:
        raise HouseholdsWrong(counts)
    if sum(parts) > counts.voters:
        raise HouseholdsWrong(counts) if counts.by_household else CountsWrong(counts)
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


def quorum_met(counts: Counts, rule: BodyRule) -> bool:
    """Tell whether enough came in any of the ways of `rule`; a way whose denominator is not known is none."""
    turnouts = ((way.share, *counts.turnout(way.unit)) for way in rule.ways)
    return any(due > 0 and share.met(present, due) for share, present, due in turnouts)


def votes_whole(counts: Counts, rule: BodyRule) -> int:
    """Return of how many the majority is reckoned: of those due or of those present, in persons or households."""
    present, due = counts.turnout(rule.votes)
    return due if rule.of_due else present


def by_rule(counts: Counts, rule: BodyRule) -> Counts:
    """Return typed counts as `rule` reads them: the votes of a levy are those of households."""
    return replace(counts, by_household=rule.votes is Unit.HOUSEHOLDS)


def outcome(counts: Counts, rule: BodyRule) -> ResolutionResult:
    """Return what the counts come to under `rule`; abstentions count as present and help nobody.

    Raises:
        CountsWrong: the counts contradict each other.
        HouseholdsMissing: the vote is by household, and the households were not counted.
    """
    if rule.votes is Unit.HOUSEHOLDS and not (counts.by_household and counts.households_due):
        raise HouseholdsMissing
    check_counts(counts)
    if not quorum_met(counts, rule):
        return ResolutionResult.NO_QUORUM
    passed = rule.majority.met(counts.in_favour, votes_whole(counts, rule))
    return ResolutionResult.PASSED if passed else ResolutionResult.REJECTED


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


def was_recorded_later(held_at: datetime, recorded_at: datetime) -> bool:
    """Tell whether it was written down on a later day than it happened (补录, P3)."""
    return local(recorded_at).date() > local(held_at).date()
