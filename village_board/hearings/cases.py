"""What is done with a case: registering it, and every step that no hearing and no meeting takes for it.

Hearings and resolutions move their case by `advance`, in their own unit of work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tinydb import where

from village_board.accounts.registers import Contract
from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.base.moves import BeforeStep, GuardRefused, NotFromHere
from village_board.calendar.service import calendar_of
from village_board.desk import Desk, Records
from village_board.disclosure.period_words import item_period
from village_board.hearings.bodies import WrongBody, proposed_body
from village_board.hearings.bodies_service import check_right_body, matter_of
from village_board.hearings.case import Actors, CaseEvent, CaseState, DecisionCase, NilPeriod, Route, Step
from village_board.hearings.case_words import CASE_EVENT, CASE_STATE
from village_board.hearings.execution import STATE_OF
from village_board.hearings.executions import decided_of, execution_of, follow_case
from village_board.hearings.guards import GUARDS, Situation
from village_board.hearings.law import rule_of
from village_board.hearings.machine import Transition, machine
from village_board.hearings.model import Body, Hearing, Resolution, ResolutionStatus
from village_board.hearings.rules import Counts, NotYetHeld, check_counts
from village_board.hearings.voices import Opinion
from village_board.limits.service import limits_of
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.people.model import Person, Role
from village_board.people.service import find_person
from village_board.text.clean import clean

WORDS_LIMIT = 2000
PERIOD_LIMIT = 20

#: What a person does with a case itself, and the act under which the log keeps it.
DIRECT: dict[CaseEvent, Act] = {
    CaseEvent.PARTY_STUDY: Act.MOVE_CASE,
    CaseEvent.TWO_COMMITTEE: Act.MOVE_CASE,
    CaseEvent.SKIP_HEARING: Act.MOVE_CASE,
    CaseEvent.DECIDE_SMALL: Act.MOVE_CASE,
    CaseEvent.PARTY_REVIEW: Act.MOVE_CASE,
    CaseEvent.PUBLISH_RESOLUTION: Act.CONFIRM_RESOLUTION,
    CaseEvent.REQUEST_TOWNSHIP: Act.MOVE_CASE,
    CaseEvent.TOWNSHIP_APPROVE: Act.APPROVE_CASE,
    CaseEvent.TOWNSHIP_RETURN: Act.APPROVE_CASE,
    CaseEvent.CONFIRM: Act.START_EXECUTION,
    CaseEvent.PROGRESS: Act.MOVE_CASE,
    CaseEvent.ARCHIVE: Act.MOVE_CASE,
    CaseEvent.WITHDRAW: Act.MOVE_CASE,
    CaseEvent.REVOKE: Act.REVOKE_CASE,
}


@dataclass(frozen=True)
class StepFacts:
    """What a person gives with a step. `done_on` None is today; `named` is who acts for themselves, never public.

    `percent` is how much of the work is done, with a progress entry; `minutes` of an acceptance is its sheet.
    """

    done_on: date | None = None
    counts: Counts | None = None
    reason: str = ""
    words: str = ""
    minutes: str = ""
    conflicts: str = ""
    oversight_opinion: str = ""
    township_attended: str = ""
    township_number: str = ""
    county_number: str = ""
    amount: int | None = None
    percent: int | None = None
    named: str = ""
    by_right: str = ""
    signers: tuple[str, ...] = ()


class CaseMissing(Refused):
    """A hearing or a meeting is announced for no case."""

    sentence = N_("'{matter}' belongs to no case. Register the matter first: village-board case register")

    def __init__(self, matter: str) -> None:
        super().__init__(matter=matter)


class NoSuchCase(Refused):
    """No case has this number."""

    sentence = N_("There is no case {number}. See: village-board list cases")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class AgainTooSoon(Refused):
    """A rejected matter comes again too soon."""

    sentence = N_("'{matter}' was not passed on {when}; it may be proposed again from {earliest} on.")

    def __init__(self, matter: str, when: date, earliest: date) -> None:
        super().__init__(matter=matter, when=when, earliest=earliest)


class NotNil(Refused):
    """Something was heard or decided in a period that is declared empty."""

    sentence = N_("In {period} there is '{title}' ({when}): a nil return would be untrue.")

    def __init__(self, period: str, title: str, when: date) -> None:
        super().__init__(period=period, title=title, when=when)


class StepUnknown(Refused):
    """No step has this number."""

    sentence = N_("{title} has {n} steps; there is no step {number}.")

    def __init__(self, title: str, n: int, number: int) -> None:
        super().__init__(title=title, n=n, number=number)


def case_of(records: Records, number: str) -> DecisionCase:
    """Return the case with this number.

    Raises:
        NoSuchCase: there is none.
    """
    if case := records.one(DecisionCase, where("number") == number):
        return case
    raise NoSuchCase(number)


def register_case(desk: Desk, case: DecisionCase, facts: StepFacts = StepFacts()) -> DecisionCase:
    """Register a matter: the first step of its line. Nothing is public yet.

    Raises:
        NumberTaken, GuardRefused, AgainTooSoon, NotYetHeld: with the facts.
    """
    return _begin(desk, case, CaseEvent.REGISTER, facts)


def register_emergency(desk: Desk, case: DecisionCase, facts: StepFacts) -> DecisionCase:
    """Register a matter that could not wait (P4): it is being carried out at once, and is to be ratified.

    Raises:
        NumberTaken, GuardRefused, NotYetHeld: with the facts.
    """
    return _begin(desk, replace(case, route=Route.EMERGENCY), CaseEvent.EMERGENCY, facts)


def take_step(desk: Desk, id: str, event: CaseEvent, facts: StepFacts) -> DecisionCase:  # noqa: A002
    """Take one of the steps that no hearing and no meeting takes (`DIRECT`), and tell the villagers where it is public.

    Raises:
        NotFromHere, GuardRefused, BeforeStep, NotYetHeld, CountsWrong: with the facts.
        KeyError: the event is not one of `DIRECT`.
    """
    desk.require(DIRECT[event])
    case = desk.get(DecisionCase, id)
    resolution = resolution_of(desk, case)
    if event is CaseEvent.TOWNSHIP_APPROVE:
        case = replace(case, township_number=clean(facts.township_number) or case.township_number)
        resolution = _approved(desk, case, resolution, facts)
    moved = advance(desk, case, event, facts, resolution=resolution)
    if event is CaseEvent.REVOKE and resolution is not None:
        desk.put(replace(resolution, status=ResolutionStatus.REVOKED))
    if machine().transitions[event].public:
        words = moved.steps[-1].words or moved.steps[-1].reason
        message = say("{matter}: {event}.", matter=moved.matter, event=Message(CASE_EVENT[event]))
        if words:
            message = say("{first} {more}", first=message, more=words)
        tell(desk, moved, message, Event.CASE_MOVED)
    desk.record(id)
    return moved


def study_together(desk: Desk, id: str, facts: StepFacts) -> DecisionCase:  # noqa: A002
    """Record the Party organisation's study and the joint discussion as one meeting.

    They may be merged where one person is both secretary and director (facts 1.5).

    Raises:
        NotFromHere, GuardRefused, BeforeStep, NotYetHeld: with the facts.
    """
    desk.require(Act.MOVE_CASE)
    case = advance(desk, desk.get(DecisionCase, id), CaseEvent.PARTY_STUDY, facts)
    case = advance(desk, case, CaseEvent.TWO_COMMITTEE, facts)
    desk.record(id)
    return case


def correct_step(desk: Desk, id: str, number: int, words: str, reason: str) -> DecisionCase:  # noqa: A002
    """Correct what step `number` (from 1) says, by a new entry that says who and why; the old one stays.

    Raises:
        StepUnknown: there is no such step.
        GuardRefused: the reason is missing.
    """
    desk.require(Act.MOVE_CASE)
    case = desk.get(DecisionCase, id)
    if not 1 <= number <= len(case.steps):
        raise StepUnknown(case.title, len(case.steps), number)
    wrong = case.steps[number - 1]
    why = clean(reason, limit=WORDS_LIMIT)
    if not why:
        raise GuardRefused(case.title, Message(CASE_EVENT[wrong.event]), say("the reason is missing"), "reason_given")
    entry = replace(
        wrong,
        recorded_at=desk.now,
        by=desk.who.id,
        words=clean(words, limit=WORDS_LIMIT, multiline=True),
        reason=why,
        corrects=number,
    )
    corrected = desk.put(replace(case, steps=(*case.steps, entry)))
    desk.record(id)
    return corrected


def declare_nil(desk: Desk, period: str, first: date, last: date) -> NilPeriod:
    """Say in public that nothing was heard or decided from `first` to `last` (P4): a return, not a gap.

    Raises:
        NotNil: a case moved in the period.
        NotYetHeld: the period is not over.
    """
    desk.require(Act.MOVE_CASE)
    if last >= desk.today:
        raise NotYetHeld(last, desk.today)
    within = (where("moved_on") >= first.isoformat()) & (where("opened_on") <= last.isoformat())
    for case in desk.find(DecisionCase, within):
        for step in case.steps:
            if first <= step.done_on <= last:
                raise NotNil(period, case.title, step.done_on)
    declared = desk.put(
        NilPeriod(period=clean(period, limit=PERIOD_LIMIT), declared_on=desk.today, declared_by=desk.who.id)
    )
    nothing = say("Nothing was heard or decided in {period}.", period=item_period(declared.period))
    tell(desk, declared, nothing, Event.PERIOD_NIL)
    desk.record(declared.id)
    return declared


def advance(
    desk: Desk,
    case: DecisionCase,
    event: CaseEvent,
    facts: StepFacts,
    *,
    hearing: Hearing | None = None,
    resolution: Resolution | None = None,
) -> DecisionCase:
    """Put `case` one step on, if every guard of the table holds; the caller has begun its act and records it.

    Raises:
        NotFromHere, GuardRefused, BeforeStep, NotYetHeld, CountsWrong: with the facts.
    """
    row = machine().transitions[event]
    if case.state not in row.starts:
        possible = tuple(Message(CASE_EVENT[one]) for one in machine().possible(case.state))
        raise NotFromHere(case.title, Message(CASE_STATE[case.state]), Message(CASE_EVENT[event]), possible)
    moved = desk.put(_moved(desk, case, row, facts, hearing, resolution))
    follow_case(desk, moved, resolution, facts.percent)
    return moved


def body_for(records: Records, case: DecisionCase, group: int = 0) -> Body:
    """Return the body that is proposed for `case` by its category, amount and property (facts 1.1, 1.3)."""
    matter = matter_of(
        records,
        case.category,
        records.today,
        amount=case.amount,
        collective=case.collective_property or None,
        outside=case.outside_collective,
        group=group,
    )
    return proposed_body(matter).body


def resolution_of(records: Records, case: DecisionCase) -> Resolution | None:
    """Return the newest resolution of `case`."""
    return records.one(Resolution, where("number") == case.resolution) if case.resolution else None


def hearing_of(records: Records, case: DecisionCase) -> Hearing | None:
    """Return the newest hearing of `case`."""
    return records.one(Hearing, where("number") == case.hearing) if case.hearing else None


def _begin(desk: Desk, case: DecisionCase, event: CaseEvent, facts: StepFacts) -> DecisionCase:
    desk.require(Act.REGISTER_CASE)
    desk.check_number(DecisionCase, case.number)
    cleaned = replace(
        case,
        number=clean(case.number),
        matter=clean(case.matter),
        proposer=clean(case.proposer),
        plan=clean(case.plan, limit=WORDS_LIMIT, multiline=True),
        state=CaseState.PROPOSED,
        steps=(),
        opened_on=facts.done_on or desk.today,
        moved_on=facts.done_on or desk.today,
    )
    _check_not_too_soon(desk, cleaned)
    begun = desk.put(_moved(desk, cleaned, machine().transitions[event], facts, None, None))
    follow_case(desk, begun, None)
    if machine().transitions[event].public:
        said = say("Begun as an emergency: {matter}. {why}", matter=begun.matter, why=begun.steps[0].reason)
        tell(desk, begun, said, Event.CASE_EMERGENCY)
    desk.record(begun.id)
    return begun


def _moved(
    desk: Desk,
    case: DecisionCase,
    row: Transition,
    facts: StepFacts,
    hearing: Hearing | None,
    resolution: Resolution | None,
) -> DecisionCase:
    step = _step(desk, case, row, facts, resolution)
    _check_day(desk, case, step)
    signers = tuple(find_person(desk, who) for who in facts.signers)
    execution = execution_of(desk, case) if case.state in STATE_OF else None
    situation = Situation(
        step=replace(step, signers=tuple(dict.fromkeys(person.id for person in signers))),
        today=desk.today,
        limits=limits_of(desk, step.done_on),
        calendar=calendar_of(desk),
        hearing=hearing,
        resolution=resolution,
        small=machine().small,
        contracts=_contracts(desk, resolution) + (len(execution.contracts) if execution is not None else 0),
        decided=decided_of(case, execution, resolution),
        approvals=tuple(one.value for one in rule_of(resolution).approvals) if resolution is not None else (),
        wrong_body=_wrong_body(desk, case, resolution) if row.event is CaseEvent.CONVENE else None,
        signers=_in_office(signers, step.done_on, Role.COMMITTEE, Role.OVERSIGHT),
        overseers=_in_office(signers, step.done_on, Role.OVERSIGHT),
        named=bool(clean(facts.named)),
        by_right=facts.by_right,
        opinions=_opinions(desk, hearing),
        unanswered=_unanswered(desk, hearing),
    )
    for name in row.guards:
        if (why := GUARDS[name](case, situation)) is not None:
            raise GuardRefused(case.title, Message(CASE_EVENT[row.event]), why, name)
    return replace(
        case,
        state=situation.step.to,
        steps=(*case.steps, situation.step),
        told=int(row.public or case.told),
        moved_on=step.done_on,
        hearing=hearing.number if hearing is not None else case.hearing,
        resolution=resolution.number if resolution is not None else case.resolution,
        route=Route.SHORT if row.event in (CaseEvent.SKIP_HEARING, CaseEvent.DECIDE_SMALL) else case.route,
        short_reason=step.reason if row.event is CaseEvent.SKIP_HEARING else case.short_reason,
        ratified_on=step.done_on if row.event is CaseEvent.RATIFY else case.ratified_on,
        # An approval is that of one vote: what is discussed anew needs another.
        township_number="" if situation.step.to is CaseState.DISCUSSED else case.township_number,
    )


def _step(desk: Desk, case: DecisionCase, row: Transition, facts: StepFacts, resolution: Resolution | None) -> Step:
    counts = facts.counts or Counts(0, 0)
    if facts.counts is not None:
        check_counts(facts.counts)
    actor = row.actor
    if actor == "body":
        actor = resolution.body.value if resolution is not None else Actors.VILLAGERS
    return Step(
        event=row.event,
        to=row.to or case.state,
        done_on=facts.done_on or desk.today,
        recorded_at=desk.now,
        by=desk.who.id,
        actor=actor,
        due=counts.due,
        present=counts.present,
        in_favour=counts.in_favour,
        against=counts.against,
        abstained=counts.abstained,
        reason=clean(facts.reason, limit=WORDS_LIMIT),
        words=clean(facts.words, limit=WORDS_LIMIT, multiline=True),
        minutes=clean(facts.minutes),
        conflicts=clean(facts.conflicts),
        oversight_opinion=clean(facts.oversight_opinion, limit=WORDS_LIMIT, multiline=True),
        township_attended=clean(facts.township_attended),
        record=resolution.id if resolution is not None else "",
        amount=facts.amount,
    )


def _approved(desk: Desk, case: DecisionCase, resolution: Resolution | None, facts: StepFacts) -> Resolution | None:
    """Return the resolution with the numbers of township and county; written when the step is."""
    if resolution is None:
        return None
    county = clean(facts.county_number) or resolution.county_number
    return desk.put(replace(resolution, township_number=case.township_number, county_number=county))


def _check_day(desk: Desk, case: DecisionCase, step: Step) -> None:
    if step.done_on > desk.today:
        raise NotYetHeld(step.done_on, desk.today)
    last = _last_standing(case)
    if last is not None and step.done_on < last.done_on:
        raise BeforeStep(step.done_on, Message(CASE_EVENT[last.event]), last.done_on)


def _last_standing(case: DecisionCase) -> Step | None:
    """Return the last step that counts: a record that was sent back, and its being sent back, bind no later day."""
    standing: list[Step] = []
    for step in case.steps:
        if step.event is CaseEvent.RETURN_RECORD:
            standing.pop()
        else:
            standing.append(step)
    return standing[-1] if standing else None


def _check_not_too_soon(desk: Desk, case: DecisionCase) -> None:
    """Refuse a matter that was not passed a short while ago, under the same words (facts 1.7, resolve_fail)."""
    days = limits_of(desk).days("case.propose_again_days")
    rejected = (where("state") == CaseState.REJECTED.value) & (where("category") == case.category.value)
    for other in desk.find(DecisionCase, rejected):
        if other.matter == case.matter and (case.opened_on - other.moved_on).days < days:
            earliest = date.fromordinal(other.moved_on.toordinal() + days)
            raise AgainTooSoon(case.matter, other.moved_on, earliest)


def _wrong_body(records: Records, case: DecisionCase, resolution: Resolution | None) -> Message | None:
    if resolution is None:
        return None
    on = resolution.meeting_on or records.today
    try:
        check_right_body(records, resolution, on, collective=case.collective_property or None)
    except WrongBody as error:
        return error.message
    return None


def _opinions(records: Records, hearing: Hearing | None) -> int:
    if hearing is None:
        return 0
    return len(hearing.statements) + records.count(Opinion, where("hearing") == hearing.id)


def _unanswered(records: Records, hearing: Hearing | None) -> tuple[str, ...]:
    """Return the numbers of what was said and handed in, and has no answer with its reason."""
    if hearing is None:
        return ()
    spoken = [str(one.slip) for one in hearing.statements if not one.adopted or not one.reply]
    written = [one.slip for one in records.find(Opinion, where("hearing") == hearing.id) if not one.is_answered]
    return (*spoken, *written)


def _contracts(records: Records, resolution: Resolution | None) -> int:
    return records.count(Contract, where("resolution") == resolution.number) if resolution is not None else 0


def _in_office(people: tuple[Person, ...], day: date, *roles: Role) -> int:
    return sum(1 for person in {person.id: person for person in people}.values() if person.roles(day) & set(roles))
