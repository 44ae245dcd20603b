"""Answers about meetings and matters: when is the next one, how far is this, what can be objected to."""

from __future__ import annotations

from tinydb import where

from village_board.asking.model import Answer, Kind, Question, Row, Step
from village_board.asking.things import named
from village_board.asking.wording import ask
from village_board.base.kind import Record
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.desk import Records
from village_board.glance.service import Meeting, meetings_ahead, running_notices
from village_board.hearings.case import ENDED, CaseState, DecisionCase
from village_board.hearings.case_words import CASE_EVENT, CASE_STATE, ahead
from village_board.hearings.line import NextStep
from village_board.hearings.lines import case_about, line_of
from village_board.hearings.model import Hearing, Resolution

_MOST_LISTED = 60


def meeting(records: Records, question: Question) -> Answer:
    """Answer when the next meeting is; about what was named, its meeting, or how far it is."""
    coming = meetings_ahead(records)
    if question.thing:
        about = {one.id for one in named(records, question.thing, Hearing, Resolution)}
        mine = [one for one in coming if one.record.id in about]
        if not mine and (cases := _cases(records, question.thing)):
            return _without_meeting(records, question, cases)
        if mine:
            coming = mine
    if not coming:
        return Answer(
            question,
            say("No meeting has been announced."),
            _objections(records),
            judged_on=records.today,
            next=(ask(say("Matters under way"), Kind.CASE), ask(say("All hearings"), Kind.HEARINGS)),
            found=False,
        )
    first = coming[0]
    notes = [say("Matter: {matter}", matter=first.record.matter)]
    if isinstance(first.record, Hearing) and first.record.place:
        notes.append(say("Place: {place}", place=first.record.place))
    if isinstance(first.record, Hearing):
        notes.append(say("Whoever is concerned may ask to speak: register before the day."))
    return Answer(
        question,
        _when(first),
        (*notes, *_objections(records)),
        tuple(
            Row(say("{when}: {matter}", when=one.at or one.on, matter=one.record.matter), one.record.id,
                one.record.matter)
            for one in coming[1:]
        ),
        judged_on=records.today,
        published_on=first.record.notice_on,
        code=first.record.id,
        next=(Step(say("The meeting, and speaking there"), id=first.record.id),
              ask(say("Matters under way"), Kind.CASE)),
    )  # fmt: skip


def case(records: Records, question: Question) -> Answer:
    """Answer how far the matter is that was named, and what comes next; without one, all that are under way."""
    if not question.thing:
        return _under_way(records, question)
    found = _cases(records, question.thing)
    if not found:
        return Answer(
            question,
            say("No matter that is here names '{thing}'.", thing=question.thing),
            judged_on=records.today,
            next=(ask(say("Matters under way"), Kind.CASE), ask(say("All decisions"), Kind.DECISIONS)),
            found=False,
        )
    if len(found) > 1:
        first = found[0]
        sentence = say("Matters about '{thing}': {n}. {matter}: {state}.", n=len(found), thing=question.thing,
                       matter=first.matter, state=Message(CASE_STATE[first.state]))  # fmt: skip
        return Answer(question, sentence, rows=tuple(map(_row, found)), judged_on=records.today, next=_beside())
    return _one(records, question, found[0])


def _one(records: Records, question: Question, one: DecisionCase) -> Answer:
    line = line_of(records, one)
    notes: list[Message] = []
    last = one.steps[-1] if one.steps else None
    if last is not None:
        notes.append(say("Last: {what}, {day}.", what=Message(CASE_EVENT[last.event]), day=last.done_on))
    notes.append(_next(records, line.next) if line.next is not None else say("Nothing more comes after this."))
    if one.amount is not None:
        notes.append(say("Amount: {amount}.", amount=Fen(one.amount)))
    return Answer(
        question,
        say("{matter}: {state}.", matter=one.matter, state=Message(CASE_STATE[one.state])),
        tuple(notes),
        judged_on=records.today,
        published_on=one.moved_on,
        code=one.id,
        next=(Step(say("The whole way of this matter"), id=one.id), *_beside()),
    )


def _next(records: Records, following: NextStep) -> Message:
    what = Message(ahead(following.event))
    if following.late:
        return say("Next: {what}; {days} days late, it was due on {day}.", what=what, days=following.late,
                   day=following.due)  # fmt: skip
    if following.waits_for is not None:
        return say("Next: {what}; waits for {other}.", what=what, other=following.waits_for)
    if following.earliest is not None and following.earliest > records.today:
        return say("Next: {what}, not before {day}.", what=what, day=following.earliest)
    if following.due is not None:
        return say("Next: {what}, by {day}.", what=what, day=following.due)
    return say("Next: {what}.", what=what)


def _cases(records: Records, thing: str) -> list[DecisionCase]:
    """Return the matters that `thing` names, directly or by their hearings and decisions; open ones first."""
    found: dict[str, DecisionCase] = {}
    for one in named(records, thing, DecisionCase, Hearing, Resolution):
        case_ = _case_of(records, one)
        if case_ is not None and case_.public:
            found.setdefault(case_.id, case_)
    return sorted(found.values(), key=lambda one: one.state in ENDED)


def _case_of(records: Records, one: Record) -> DecisionCase | None:
    if isinstance(one, DecisionCase):
        return one
    return case_about(records, one) if isinstance(one, (Hearing, Resolution)) else None


def _under_way(records: Records, question: Question) -> Answer:
    open_states = [state.value for state in CaseState if state not in ENDED]
    told = (where("told") == 1) & where("state").one_of(open_states)
    found = records.page(DecisionCase, told, order_by="moved_on", descending=True, limit=_MOST_LISTED).rows
    n = records.count(DecisionCase, told)
    return Answer(
        question,
        say("Matters under way: {n}.", n=n) if n else say("No matter is under way."),
        rows=tuple(map(_row, found)),
        judged_on=records.today,
        next=(ask(say("All decisions"), Kind.DECISIONS), ask(say("Next meeting"), Kind.MEETING)),
        found=bool(n),
    )


def _without_meeting(records: Records, question: Question, cases: list[DecisionCase]) -> Answer:
    """Say that no meeting about it is announced, and how far it is."""
    first = cases[0]
    line = line_of(records, first)
    notes = [say("{matter}: {state}.", matter=first.matter, state=Message(CASE_STATE[first.state]))]
    if line.next is not None:
        notes.append(_next(records, line.next))
    return Answer(
        question,
        say("No meeting about '{thing}' has been announced.", thing=question.thing),
        tuple(notes),
        tuple(map(_row, cases[1:])),
        judged_on=records.today,
        published_on=first.moved_on,
        code=first.id,
        next=(Step(say("The whole way of this matter"), id=first.id), ask(say("Next meeting"), Kind.MEETING)),
    )


def _when(one: Meeting) -> Message:
    when = one.at or one.on
    if one.days_left == 0:
        return say("Next meeting: {when}, today.", when=when)
    return say("Next meeting: {when}; days left: {n}.", when=when, n=one.days_left)


def _objections(records: Records) -> tuple[Message, ...]:
    return tuple(
        say("Objections to '{matter}' are possible until {until}.", matter=one.resolution.matter, until=one.until)
        for one in running_notices(records)[:3]
    )


def _row(one: DecisionCase) -> Row:
    line = say("{matter}: {state}, {day}", matter=one.matter, state=Message(CASE_STATE[one.state]), day=one.moved_on)
    return Row(line, one.id, one.matter)


def _beside() -> tuple[Step, ...]:
    return (ask(say("Matters under way"), Kind.CASE), ask(say("Next meeting"), Kind.MEETING))
