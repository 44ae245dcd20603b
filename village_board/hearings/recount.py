"""The reckoning of a vote, step by step, and what of it is public: pure, in integers (facts 1.2-1.4; P7, P10)."""

from __future__ import annotations

from dataclasses import dataclass

from village_board.base.message import N_, Message, say
from village_board.base.share import Share
from village_board.hearings.law import Approval, BodyRule, Quorum, Unit, rule_of
from village_board.hearings.model import Body, Resolution, ResolutionResult
from village_board.hearings.rules import Counts, outcome, quorum_met, votes_whole
from village_board.hearings.words import APPROVAL, BODY, RESULT

#: what is counted, and of whom the majority is.
_DUE: dict[Unit, str] = {
    Unit.PERSONS: N_("{due} people were due."),
    Unit.HOUSEHOLDS: N_("There are {due} households."),
}
_QUORUM: dict[Unit, str] = {
    Unit.PERSONS: N_("{share} of {due} people must come: {needed}. {present} came."),
    Unit.HOUSEHOLDS: N_("{share} of {due} households must be represented: {needed}. {present} were."),
}
_MAJORITY: dict[tuple[Unit, bool], str] = {
    (Unit.PERSONS, False): N_("{share} of the {whole} who came must agree: {needed}. {in_favour} agreed."),
    (Unit.PERSONS, True): N_("{share} of all {whole} who were due must agree: {needed}. {in_favour} agreed."),
    (Unit.HOUSEHOLDS, False): N_(
        "{share} of the {whole} households represented must agree: {needed}. {in_favour} agreed."
    ),
    (Unit.HOUSEHOLDS, True): N_("{share} of all {whole} households must agree: {needed}. {in_favour} agreed."),
}


@dataclass(frozen=True)
class Line:
    """One line of the reckoning; `met` tells whether what it asks for is met, None: it asks for nothing."""

    message: Message
    met: bool | None = None


@dataclass(frozen=True)
class Recount:
    """The whole reckoning of one vote, from those due to the result."""

    counts: Counts
    lines: tuple[Line, ...]
    result: ResolutionResult
    approvals: tuple[Approval, ...]


def recount(body: Body, counts: Counts, rule: BodyRule) -> Recount:
    """Return the reckoning of `counts` under `rule`, the rule of `body` for the matter.

    Raises:
        CountsWrong: the counts contradict each other.
        HouseholdsMissing: the vote is by household, and the households were not counted.
    """
    result = outcome(counts, rule)
    lines = [Line(say("{body} decides.", body=Message(BODY[body]))), *_quorum_lines(counts, rule)]
    if result is not ResolutionResult.NO_QUORUM:
        lines += _vote_lines(counts, rule)
    lines.append(Line(say("Result: {result}.", result=Message(RESULT[result]))))
    approvals = rule.approvals if result is ResolutionResult.PASSED else ()
    lines += [
        Line(say("It holds only after this approval: {office}.", office=Message(APPROVAL[one]))) for one in approvals
    ]
    return Recount(counts, tuple(lines), result, approvals)


def counts_of(resolution: Resolution, rule: BodyRule) -> Counts:
    """Return the counts that `resolution` keeps, as `rule` reads them."""
    return Counts(
        resolution.due,
        resolution.present,
        resolution.in_favour,
        resolution.against,
        resolution.abstained,
        resolution.households_due,
        resolution.households_present,
        by_household=rule.votes is Unit.HOUSEHOLDS and resolution.households_due > 0,
    )


def share_words(share: Share) -> Message:
    """Return `share` in words: "more than 1/2", "at least 2/3"."""
    written = f"{share.numerator}/{share.denominator}"
    return say("More than {share}", share=written) if share.strict else say("At least {share}", share=written)


@dataclass(frozen=True)
class PublicCounts:
    """What the public sees of a vote: counts of the whole body, never of a part of it (P10).

    `split` is for, against and abstained; None where it would name one person. Counts are people, those of a levy
    households.
    """

    due: int
    present: int
    present_needed: int
    in_favour_needed: int
    result: ResolutionResult | None
    split: tuple[int, int, int] | None


def public_counts(resolution: Resolution, split_least_present: int) -> PublicCounts:
    """Return the counts of `resolution` that are public.

    Args:
        resolution: of which a result is recorded.
        split_least_present: limit ``roll.split_least_present``; of fewer present no split is shown. Nor is it where
            one alone voted otherwise than all others.
    """
    rule = rule_of(resolution)
    counts = counts_of(resolution, rule)
    way = quorum_way(counts, rule)
    present, due = counts.turnout(way.unit)
    parts = (counts.in_favour, counts.against, counts.abstained)
    alone = counts.voters - max(parts) == 1
    shown = counts.voters >= split_least_present and not alone and resolution.result is not ResolutionResult.NO_QUORUM
    return PublicCounts(
        due,
        present,
        way.share.needed(due),
        rule.majority.needed(votes_whole(counts, rule)),
        resolution.result,
        parts if shown else None,
    )


def quorum_way(counts: Counts, rule: BodyRule) -> Quorum:
    """Return the way by which the quorum was reached, else the first one that was counted."""
    counted = [way for way in rule.ways if counts.turnout(way.unit)[1] > 0] or [rule.ways[0]]
    return next((way for way in counted if way.share.met(*counts.turnout(way.unit))), counted[0])


def _quorum_lines(counts: Counts, rule: BodyRule) -> list[Line]:
    counted = [way for way in rule.ways if counts.turnout(way.unit)[1] > 0]
    units = {way.unit for way in counted} | {rule.votes}
    lines = [Line(Message(_DUE[unit], {"due": counts.turnout(unit)[1]})) for unit in Unit if unit in units]
    for way in counted:
        present, due = counts.turnout(way.unit)
        facts = {"share": share_words(way.share), "due": due, "needed": way.share.needed(due), "present": present}
        lines.append(Line(Message(_QUORUM[way.unit], facts), way.share.met(present, due)))
    if len(counted) > 1:
        lines.append(Line(say("One of these ways is enough."), quorum_met(counts, rule)))
    return lines


def _vote_lines(counts: Counts, rule: BodyRule) -> list[Line]:
    silent = counts.voters - counts.in_favour - counts.against - counts.abstained
    said = say(
        "{in_favour} for, {against} against, {abstained} abstained; {silent} there cast no vote.",
        in_favour=counts.in_favour,
        against=counts.against,
        abstained=counts.abstained,
        silent=silent,
    )
    whole = votes_whole(counts, rule)
    facts = {
        "share": share_words(rule.majority),
        "whole": whole,
        "needed": rule.majority.needed(whole),
        "in_favour": counts.in_favour,
    }
    met = rule.majority.met(counts.in_favour, whole)
    return [Line(said), Line(Message(_MAJORITY[rule.votes, rule.of_due], facts), met)]
