"""Carrying a decision out: beginning, progress, changes, acceptance, the published result, the archive (P3, P4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinydb import where

from village_board.accounts.model import Voucher
from village_board.attachments.model import Attachment
from village_board.base.errors import NotFound
from village_board.base.ids import is_id, prefix_of
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.desk import Desk
from village_board.hearings.case import CaseEvent, CaseState
from village_board.hearings.cases import WORDS_LIMIT, StepFacts, advance
from village_board.hearings.execution import Defect, Execution, ExecutionState
from village_board.hearings.execution_rules import (
    BelowNothing,
    DecisionNotOfBody,
    GuaranteeTooShort,
    NoSuchDefect,
    NotOpen,
    PercentBack,
    PercentUnfit,
    SmallOutgrown,
    VariationIncomplete,
    VoucherElsewhere,
    WordsMissing,
    check_open,
    check_public,
    check_variation,
)
from village_board.hearings.executions import base_amount, variations_of
from village_board.hearings.following import case_of_resolution
from village_board.hearings.model import Resolution, ResolutionResult, ResolutionStatus, Variation
from village_board.hearings.rules import WrongMoment, check_held
from village_board.hearings.underway import Underway, begin_work, stepped, underway, underway_of
from village_board.hearings.words import RESOLUTION_STATUS
from village_board.limits.service import limits_of
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.text.clean import clean

#: percent of a work that is done.
_ALL = 100


def start_execution(desk: Desk, id: str, facts: StepFacts = StepFacts()) -> Resolution:  # noqa: A002, B008 - frozen
    """Begin to carry out a resolution whose notice period is over and to which no objection is open.

    Raises:
        WrongMoment: the resolution did not pass, or is being carried out.
        GuardRefused: the notice period runs, an approval is missing, or neither contract nor reason is there.
    """
    desk.require(Act.START_EXECUTION)
    resolution = desk.get(Resolution, id)
    case = case_of_resolution(desk, resolution)
    if resolution.status is not ResolutionStatus.PUBLIC:
        raise _wrong_moment(resolution)
    if case.state is not CaseState.EFFECTIVE:
        case = advance(desk, case, CaseEvent.CONFIRM, StepFacts(done_on=facts.done_on), resolution=resolution)
    under = begin_work(desk, underway_of(desk, case), facts)
    desk.record(id)
    return _resolution(under)


def report_progress(desk: Desk, number: str, facts: StepFacts) -> Execution:
    """Say in public how far it is: words always, a percentage where one can be said. Less than before needs a reason.

    Raises:
        NotFromHere, GuardRefused, BeforeStep, NotYetHeld: with the facts.
        PercentUnfit: it is more than all of it, or less than nothing.
        PercentBack: it is less than before.
    """
    desk.require(Act.MOVE_CASE)
    under = underway(desk, number)
    check_public(facts.words, facts.reason)
    if facts.percent is not None and not 0 <= facts.percent <= _ALL:
        raise PercentUnfit(facts.percent)
    last = next((one for one in reversed(under.execution.progress) if one.percent is not None), None)
    if last is not None and facts.percent is not None and facts.percent < (last.percent or 0) and not facts.reason:
        raise PercentBack(facts.percent, last.percent or 0, last.on)
    under = stepped(desk, under, CaseEvent.PROGRESS, facts)
    entry = under.execution.progress[-1]
    message = say("Progress of {matter}: {words}", matter=under.execution.matter, words=entry.words)
    if entry.percent is not None:
        message = say(
            "Progress of {matter}, {percent}% done: {words}",
            matter=under.execution.matter,
            percent=entry.percent,
            words=entry.words,
        )
    tell(desk, under.about, message, Event.EXECUTION_PROGRESS)
    desk.record(under.execution.id)
    return under.execution


def vary(desk: Desk, number: str, variation: Variation) -> Execution:
    """Add an approved change of the amount (P4), and tell the villagers.

    Raises:
        NotOpen: the work is accepted.
        VariationIncomplete, NotYetHeld, BelowNothing: it cannot be.
        VariationNeedsBody, DecisionNotOfBody, SmallOutgrown: somebody else has to approve it, with the sums.
    """
    desk.require(Act.APPROVE_VARIATION)
    under = underway(desk, number)
    check_open(under.execution)
    under = _varied(desk, under, variation)
    desk.record(under.execution.id)
    return under.execution


def approve_variation(desk: Desk, id: str, variation: Variation) -> Resolution:  # noqa: A002
    """Add an approved variation to the resolution with this id; see `vary`.

    Raises:
        WrongMoment: the resolution is not being carried out.
        Refused: see `vary`.
    """
    desk.require(Act.APPROVE_VARIATION)
    resolution = _carried_out(desk, id)
    under = _varied(desk, underway_of(desk, case_of_resolution(desk, resolution)), variation)
    desk.record(id)
    return _resolution(under)


def count_voucher(desk: Desk, number: str, key: str) -> Execution:
    """Count a voucher that names neither a resolution nor a contract: small matters and emergencies have none (P4).

    Raises:
        NotFound: no voucher has this key.
        VoucherElsewhere: it is counted already, names another decision, or pays nothing.
    """
    desk.require(Act.COUNT_VOUCHER)
    under = underway(desk, number)
    execution = under.execution
    wanted = clean(key)
    voucher = desk.one(Voucher, where("key") == wanted)
    if voucher is None:
        raise NotFound(Voucher.KIND.label, wanted)
    counted = any(wanted in other.vouchers for other in desk.all(Execution))
    named = voucher.resolution or voucher.contract
    if counted or named or not voucher.money_out:
        raise VoucherElsewhere(voucher.number)
    kept = desk.put(replace(execution, vouchers=(*execution.vouchers, wanted)))
    desk.record(kept.id)
    return kept


def accept_work(desk: Desk, number: str, facts: StepFacts, guarantee_until: date | None = None) -> Execution:
    """Accept the work: `facts.signers` signed the sheet, which lies where `facts.minutes` says.

    Raises:
        NotFromHere, GuardRefused, BeforeStep, NotYetHeld, NoSuchPerson: with the facts.
        NotFound: the sheet is said to be an attachment that is not there.
    """
    desk.require(Act.ACCEPT_WORK)
    under = _accepted(desk, underway(desk, number), facts, guarantee_until)
    desk.record(under.execution.id)
    return under.execution


def publish_result(desk: Desk, number: str, final_cost: int, facts: StepFacts = StepFacts()) -> Execution:  # noqa: B008
    """Publish what it came to and what it cost in the end, in fen; `facts.reason` where it is above what was decided.

    Raises:
        NotFromHere, GuardRefused, BeforeStep, NotYetHeld: with the facts.
    """
    desk.require(Act.CLOSE_EXECUTION)
    under = _published(desk, underway(desk, number), final_cost, facts)
    desk.record(under.execution.id)
    return under.execution


def close_execution(
    desk: Desk,
    id: str,  # noqa: A002
    accepted_on: date,
    final_cost: int,
    facts: StepFacts = StepFacts(),  # noqa: B008 - frozen
) -> Resolution:
    """Accept and publish in one act: the day of acceptance with its signers, and the final cost in fen.

    Work that was accepted before is published with its own day of acceptance.

    Raises:
        WrongMoment: the resolution is not being carried out.
        NotYetHeld, BeforeNotice: the day of acceptance cannot be (P3).
        GuardRefused: the sheet is not signed by both committees, or the cost is above what was decided.
    """
    desk.require(Act.CLOSE_EXECUTION)
    resolution = _carried_out(desk, id)
    under = underway_of(desk, case_of_resolution(desk, resolution))
    if under.execution.state is not ExecutionState.ACCEPTED:
        check_held(accepted_on, desk.today, resolution.executing_since)
        sheet = StepFacts(done_on=accepted_on, signers=facts.signers, minutes=facts.minutes, words=facts.words)
        under = _accepted(desk, under, sheet, None)
    under = _published(desk, under, final_cost, StepFacts(reason=facts.reason))
    desk.record(id)
    return _resolution(under)


def archive_execution(desk: Desk, number: str, facts: StepFacts = StepFacts()) -> Execution:  # noqa: B008 - frozen
    """Close the file: the result was shown long enough.

    Raises:
        NotFromHere, GuardRefused, BeforeStep, NotYetHeld: with the facts.
    """
    desk.require(Act.MOVE_CASE)
    under = stepped(desk, underway(desk, number), CaseEvent.ARCHIVE, facts)
    desk.record(under.execution.id)
    return under.execution


def record_defect(desk: Desk, number: str, on: date, words: str) -> Execution:
    """Write down what is wrong with work that was accepted.

    Raises:
        NotOpen: the work is not accepted yet.
        WordsMissing, NotYetHeld, BeforeNotice, PersonalNumberTyped: with the facts.
    """
    desk.require(Act.RECORD_DEFECT)
    execution = underway(desk, number).execution
    if execution.acceptance is None:
        raise NotOpen(execution)
    check_held(on, desk.today, execution.acceptance.on)
    text = _public_words(words)
    defect = Defect(len(execution.defects) + 1, on, text)
    kept = desk.put(replace(execution, defects=(*execution.defects, defect)))
    desk.record(kept.id)
    return kept


def mend_defect(desk: Desk, number: str, defect: int, on: date, how: str) -> Execution:
    """Write down how a defect was mended, and when.

    Raises:
        NoSuchDefect, WordsMissing, NotYetHeld, BeforeNotice, PersonalNumberTyped: with the facts.
    """
    desk.require(Act.RECORD_DEFECT)
    execution = underway(desk, number).execution
    open_one = next((one for one in execution.defects if one.number == defect and one.mended_on is None), None)
    if open_one is None:
        raise NoSuchDefect(execution.title, defect)
    check_held(on, desk.today, open_one.on)
    mended = replace(open_one, mended_on=on, how=_public_words(how))
    defects = tuple(mended if one.number == defect else one for one in execution.defects)
    kept = desk.put(replace(execution, defects=defects))
    desk.record(kept.id)
    return kept


def _varied(desk: Desk, under: Underway, variation: Variation) -> Underway:
    made = replace(
        variation,
        reason=clean(variation.reason, limit=WORDS_LIMIT),
        approved_by=clean(variation.approved_by),
        decision=clean(variation.decision),
    )
    if not made.amount or not made.reason or not made.approved_by:
        raise VariationIncomplete
    check_public(made.reason, made.approved_by)
    check_held(made.on, desk.today, None)
    _check_decision(desk, under, made)
    limits = limits_of(desk, made.on)
    before = variations_of(under.execution, under.resolution)
    base = base_amount(under.case, under.resolution)
    if under.resolution is None and not under.execution.emergency:
        total = (base or 0) + sum(one.amount for one in before) + made.amount
        if total < 0:
            raise BelowNothing(total)
        if total > (most := limits.fen("case.small_amount")):
            raise SmallOutgrown(total, most)
    else:
        share = limits.share("execution.variation_share")
        body = under.resolution.body if under.resolution is not None else under.execution.body
        check_variation(made, before, base, body, share)
    under = _with_variation(desk, under, made)
    tell(
        desk,
        under.about,
        say(
            "Variation approved: {matter}, {amount}. {reason}",
            matter=under.execution.matter,
            amount=Fen(made.amount),
            reason=made.reason,
        ),
        Event.EXECUTION_VARIATION,
    )
    return under


def _with_variation(desk: Desk, under: Underway, made: Variation) -> Underway:
    """Keep a change where its like are kept: in the resolution, or in the execution while there is none behind it."""
    resolution = under.resolution
    if resolution is not None and resolution.result is ResolutionResult.PASSED:
        return replace(under, resolution=desk.put(replace(resolution, variations=(*resolution.variations, made))))
    execution = under.execution
    return replace(under, execution=desk.put(replace(execution, variations=(*execution.variations, made))))


def _check_decision(desk: Desk, under: Underway, variation: Variation) -> None:
    """Refuse a resolution that did not pass, or is of another body, or is the very one that is changed."""
    if variation.body is None or not variation.decision:
        return
    named = desk.one(Resolution, where("number") == variation.decision)
    if named is None:
        return
    own = under.resolution is not None and named.id == under.resolution.id
    if own or named.result is not ResolutionResult.PASSED or named.body is not variation.body:
        raise DecisionNotOfBody(named.number, variation.body)


def _accepted(desk: Desk, under: Underway, facts: StepFacts, guarantee_until: date | None) -> Underway:
    check_public(facts.words)
    sheet = clean(facts.minutes)
    if is_id(sheet) and prefix_of(sheet) == Attachment.KIND.prefix:
        desk.get(Attachment, sheet)
    under = stepped(desk, under, CaseEvent.ACCEPT, facts)
    if guarantee_until is not None:
        if guarantee_until < (accepted_on := under.case.steps[-1].done_on):
            raise GuaranteeTooShort(guarantee_until, accepted_on)
        under = replace(under, execution=desk.put(replace(under.execution, guarantee_until=guarantee_until)))
    if under.resolution is None:
        return under
    accepted = desk.put(replace(under.resolution, accepted_on=under.case.steps[-1].done_on))
    return replace(under, resolution=accepted)


def _published(desk: Desk, under: Underway, final_cost: int, facts: StepFacts) -> Underway:
    check_public(facts.reason, facts.words)
    under = stepped(desk, under, CaseEvent.PUBLISH_RESULT, replace(facts, amount=final_cost))
    resolution = under.resolution
    if resolution is not None:
        resolution = desk.put(
            replace(
                resolution,
                status=ResolutionStatus.CLOSED,
                final_cost=final_cost,
                result_published_on=under.case.steps[-1].done_on,
            )
        )
    under = replace(under, resolution=resolution)
    tell(
        desk,
        under.about,
        say(
            "Carried out: {matter}. Final cost {amount}.",
            matter=under.execution.matter,
            amount=Fen(final_cost),
        ),
        Event.RESULT_PUBLISHED,
    )
    return under


def _carried_out(desk: Desk, id: str) -> Resolution:  # noqa: A002
    resolution = desk.get(Resolution, id)
    if resolution.status is not ResolutionStatus.EXECUTING:
        raise _wrong_moment(resolution)
    return resolution


def _resolution(under: Underway) -> Resolution:
    assert under.resolution is not None
    return under.resolution


def _public_words(words: str) -> str:
    text = clean(words, limit=WORDS_LIMIT, multiline=True)
    if not text:
        raise WordsMissing
    check_public(text)
    return text


def _wrong_moment(resolution: Resolution) -> WrongMoment:
    return WrongMoment(resolution.title, Message(RESOLUTION_STATUS[resolution.status]))
