"""What a member says to an alarm: the explanation, why it goes back, until when and to whom it is assigned (P27)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta

from bot.answers import alarms as answers
from bot.reply import Reply
from bot.talks.sending_back import REASON_LIMIT
from bot.talks.shape import Choice, Guide, Question, Step, Told
from bot.talks.taken import within
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.people.acts import PERMITTED, Act
from village_board.people.model import Person
from village_board.people.service import find_person
from village_board.supervision.life import StepFacts, take_step
from village_board.supervision.model import Alarm, AlarmEvent
from village_board.supervision.reading import alarm_of

_NOBODY = "-"
_PEOPLE = 8
_AHEAD = (3, 7, 15, 30)
_DAY = re.compile(r"(?:(\d{4})[-年/.])?(\d{1,2})[-月/.](\d{1,2})日?")


class DayNotRead(Refused):
    """What was sent is no day."""

    sentence = N_("'{text}' is no day that I can read. Send it like 12-31 or 2026-12-31, or press a button.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


def day_said(text: str, today: date) -> date:
    """Return the day that was sent: ``2026-12-31``, ``12-31``, ``12月31日``; without a year the next such day.

    Raises:
        DayNotRead: it is none.
    """
    found = _DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        raise DayNotRead(text)
    year, month, day = found.groups()
    try:
        said = date(int(year or today.year), int(month), int(day))
        return said if year or said >= today else said.replace(year=today.year + 1)
    except ValueError:
        raise DayNotRead(text) from None


def _one(told: Told) -> Alarm:
    return alarm_of(told.desk, told.talk.subject)


def _head(told: Told) -> str:
    one = _one(told)
    return told.t("Alarm {point}: {facts}", point=one.point, facts=one.message)


def _stepped(told: Told, event: AlarmEvent, facts: StepFacts) -> Reply:
    one = take_step(told.desk, told.talk.subject, event, facts)
    asking = replace(told.asking, args=(one.id,))
    return answers.alarm(told.desk, asking, answers.stepped(asking, one))


# Explaining, sending back


def _ask_explanation(told: Told) -> Question:
    return Question((_head(told), told.t("Why is it so? The oversight committee reads it, and the township.")))


EXPLAIN = Guide(
    {"reason": Step(_ask_explanation, within(REASON_LIMIT))},
    lambda told: _stepped(told, AlarmEvent.EXPLAIN, StepFacts(told.answer("reason"))),
    lambda told: [_head(told), told.answer("reason"), told.t("Is this right? To change it, send it again.")],
    confirm=N_("Yes, that is the explanation"),
    retype="reason",
    check=_one,
    acts=frozenset({Act.ANSWER_ALARM}),
    bound=True,
    left=N_("Left; nothing was changed."),
)


def _ask_why_back(told: Told) -> Question:
    return Question((_head(told), told.t("What is missing in the answer? The committee reads it.")))


SEND_BACK = Guide(
    {"reason": Step(_ask_why_back, within(REASON_LIMIT))},
    lambda told: _stepped(told, AlarmEvent.SEND_BACK, StepFacts(told.answer("reason"))),
    check=_one,
    acts=frozenset({Act.RETURN_ALARM}),
    bound=True,
    left=N_("Left; nothing was changed."),
)


# Assigning


def _ask_until(told: Told) -> Question:
    t, today = told.t, told.desk.today
    days = [today + timedelta(days=ahead) for ahead in _AHEAD]
    return Question(
        (_head(told), t("By when is it to be done? Press a day, or send one.")),
        [Choice(day.isoformat(), t.date(day)) for day in days],
    )


def _ask_whom(told: Told) -> Question:
    t, today = told.t, told.desk.today
    able = [one for one in told.desk.all(Person) if one.offices and one.roles(today) & PERMITTED[Act.ANSWER_ALARM]]
    people = [Choice(one.id, one.name) for one in able[:_PEOPLE]]
    return Question(
        (t("Who is to do it? Press a name, or send a name or number."),),
        (*people, Choice(_NOBODY, t("The committee as a whole"))),
    )


def _review(told: Told) -> list[str]:
    t = told.t
    return [
        _head(told),
        t("To be done by: {until}", until=date.fromisoformat(told.answer("until"))),
        t("Who does it: {who}", who=_whom(told) or t("The committee as a whole")),
        t("Is this right? The committee is told at once."),
    ]


def _whom(told: Told) -> str:
    to = told.answer("to")
    return "" if to == _NOBODY else find_person(told.desk, to).name


def _assign(told: Told) -> Reply:
    to = told.answer("to")
    facts = StepFacts(until=date.fromisoformat(told.answer("until")), to="" if to == _NOBODY else to)
    return _stepped(told, AlarmEvent.ASSIGN, facts)


ASSIGN = Guide(
    {
        "until": Step(_ask_until, lambda told, text: day_said(text, told.desk.today).isoformat()),
        "to": Step(_ask_whom, lambda told, text: find_person(told.desk, text.strip()).id),
    },
    _assign,
    _review,
    confirm=N_("Yes, assign it"),
    check=_one,
    acts=frozenset({Act.ASSIGN_ALARM}),
    bound=True,
    left=N_("Left; nothing was changed."),
)
