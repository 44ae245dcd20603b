"""What becomes of an alarm when the machine looks again, and when a person answers it (facts 7.1; P27)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from village_board.base.errors import NotFound
from village_board.base.level import Level
from village_board.base.message import Message, say
from village_board.base.moves import GuardRefused, NotFromHere
from village_board.desk import Desk
from village_board.people.acts import Act
from village_board.people.model import Role
from village_board.people.service import find_person
from village_board.supervision.facts import Fact
from village_board.supervision.machine import GUARDS, Situation, alarm_machine, may_see, possible
from village_board.supervision.model import UNHANDLED, Alarm, AlarmEvent, AlarmState, AlarmStep, identity_of
from village_board.supervision.telling import tell_step
from village_board.supervision.words import EVENT, STATE
from village_board.text.clean import clean

_E, _S = AlarmEvent, AlarmState
#: acts that stand behind the steps of a person
ACTS = {
    _E.ACKNOWLEDGE: Act.ANSWER_ALARM,
    _E.EXPLAIN: Act.ANSWER_ALARM,
    _E.VERIFY: Act.VERIFY_ALARM,
    _E.SEND_BACK: Act.RETURN_ALARM,
    _E.ASSIGN: Act.ASSIGN_ALARM,
    _E.CLOSE: Act.CLOSE_ALARM,
}


@dataclass(frozen=True)
class Seen:
    """A fact with the point that saw it, how grave that is, and the day on which it came to that."""

    point: str
    fact: Fact
    level: Level
    reached_on: date

    @property
    def identity(self) -> str:
        """What makes the alarm this one."""
        return identity_of(self.point, self.fact.subject, self.fact.key)


@dataclass(frozen=True)
class Look:
    """When the machine looks: the day, the instant, who it is, and the last day before unhandled yellow turns red."""

    today: date
    now: datetime
    by: str
    red_from: date  # a yellow alarm that was raised on or before this day, and not handled, is red


def raised(seen: Seen, look: Look, begun_on: date) -> Alarm:
    """Return the alarm of what is seen for the first time."""
    fact = seen.fact
    alarm = Alarm(
        identity=seen.identity,
        point=seen.point,
        subject=fact.subject,
        key=fact.key,
        level=seen.level,
        since=fact.since,
        raised_on=max(seen.reached_on, begun_on),
        sentence=Alarm.sentence_of(fact.message),
    )
    return _turned_red(_step(alarm, _E.RAISE, look), look)


def seen_again(alarm: Alarm, seen: Seen, look: Look) -> Alarm:
    """Return `alarm` after its facts were seen once more; the same alarm where nothing changed."""
    graver = seen.level is Level.RED and alarm.level is Level.YELLOW
    now = alarm
    if seen.level is not alarm.level:
        now = replace(now, level=seen.level, since=seen.fact.since, sentence=Alarm.sentence_of(seen.fact.message))
    came_back = not alarm.standing
    if came_back:
        now = replace(now, standing=1, since=seen.fact.since, sentence=Alarm.sentence_of(seen.fact.message))
    if alarm.state not in UNHANDLED and (graver or came_back):
        now = _step(replace(now, raised_on=look.today, escalated_on=None), _E.RAISE_AGAIN, look)
    return _turned_red(now, look)


def gone(alarm: Alarm, look: Look) -> Alarm:
    """Return `alarm` after the machine looked and its facts are not so any more."""
    if not alarm.standing:
        return alarm
    now = replace(alarm, standing=0)
    if alarm.state is _S.RAISED:
        return _step(now, _E.LAPSE, look)
    if alarm.state in (_S.ACKNOWLEDGED, _S.EXPLAINED):
        return _step(now, _E.FIX, look)
    return now


def _turned_red(alarm: Alarm, look: Look) -> Alarm:
    unhandled = alarm.state in UNHANDLED and alarm.standing and not alarm.is_red
    if unhandled and alarm.raised_on <= look.red_from:
        return _step(replace(alarm, escalated_on=look.today), _E.ESCALATE, look)
    return alarm


def _step(alarm: Alarm, event: AlarmEvent, look: Look) -> Alarm:
    step = AlarmStep(event, look.today, look.now, look.by, alarm.effective)
    return replace(alarm, state=alarm_machine()[event].to or alarm.state, steps=(*alarm.steps, step))


# What people do


@dataclass(frozen=True)
class StepFacts:
    """What a person says with a step: a reason, the day by which, and to whom (number or id) it is assigned."""

    reason: str = ""
    until: date | None = None
    to: str = ""


def take_step(desk: Desk, id: str, event: AlarmEvent, facts: StepFacts = StepFacts()) -> Alarm:  # noqa: A002 - frozen
    """Take a step with an alarm, and return it.

    Raises:
        NotFound: there is no such alarm, it is not for who acts, or there is nobody to whom it is assigned.
        NotPermitted: the step is not for those who act.
        NotFromHere: it has no place where the alarm stands.
        GuardRefused: something that the step asks for is missing.
    """
    alarm = desk.get(Alarm, id)
    desk.require(ACTS[event])
    if not may_see(desk.who.roles, alarm):
        raise NotFound(Alarm.KIND.label, id)
    row = alarm_machine()[event]
    if alarm.state not in row.starts:
        choices = tuple(Message(EVENT[one]) for one in possible(alarm.state))
        raise NotFromHere(alarm.point, Message(STATE[alarm.state]), Message(EVENT[event]), choices)
    to = find_person(desk, facts.to).id if facts.to else ""
    step = AlarmStep(
        event, desk.today, desk.now, desk.who.id, alarm.effective, clean(facts.reason), facts.until, to
    )  # fmt: skip
    situation = Situation(step, desk.who, bool(alarm.standing))
    for name in row.guards:
        if (why := GUARDS[name](alarm, situation)) is not None:
            raise GuardRefused(alarm.point, Message(EVENT[event]), why, name)
    moved = replace(alarm, state=row.to or alarm.state, steps=(*alarm.steps, step))
    if event is _E.ASSIGN:
        moved = replace(moved, assigned_to=to, due_on=facts.until)
    if event is _E.SEND_BACK:
        moved = replace(moved, raised_on=desk.today)
    kept = desk.put(moved)
    tell_step(desk, kept, event)
    desk.record(kept.id)
    return kept


def waits_for(alarm: Alarm) -> Message | None:
    """Return who is to act next; None where nobody is."""
    if alarm.state in UNHANDLED:
        return say("the villagers' committee")
    if alarm.state in (_S.EXPLAINED, _S.FIXED):
        return say("the oversight committee")
    if alarm.state is _S.VERIFIED:
        return say("the township") if alarm.is_red else say("the oversight committee")
    return None


def may_close(alarm: Alarm, roles: frozenset[Role]) -> bool:
    """Tell whether somebody with `roles` closes it once it is verified."""
    return Role.TOWNSHIP in roles or (Role.OVERSIGHT in roles and not alarm.is_red)
