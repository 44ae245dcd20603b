"""Answering an application, or later than the term; what follows an answer; and what is kept for how long.

The Regulation binds township and district; the village does the same by analogy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tinydb import where

from village_board.applications.law import law
from village_board.applications.model import (
    Answer,
    Application,
    Event,
    Extension,
    Postponement,
    Result,
)
from village_board.applications.moves import WORDS_LIMIT, Facts, cleaned, moved, promised, recorded, simple
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.people.model import Role
from village_board.people.service import find_person

TEXT_LIMIT = 6000
_DAYS_A_YEAR = 365


class NoSuchAnswer(Refused):
    """No kind of answer has this name."""

    sentence = N_("There is no kind of answer '{name}'. Kinds: {known}.")

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name=name, known=tuple(known))


@dataclass(frozen=True)
class Given:
    """What the clerk gives with an answer; see `Answer`. The caller drafts `text` by `letters`."""

    type: str
    text: str = ""
    where: str = ""
    given: str = ""
    grounds: tuple[str, ...] = ()
    reason: str = ""
    body: str = ""
    body_number: str = ""


def extend(
    desk: Desk,
    id: str,  # noqa: A002
    days: int,
    *,
    approver: str,
    notified_on: date,
    reason: str = "",
    on: date | None = None,
) -> Application:
    """Extend the time once, approved by a member of the committee and told to the applicant.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep, NoSuchPerson: with the facts.
    """
    desk.require(Act.EXTEND_APPLICATION)
    application, day = desk.get(Application, id), on or desk.today
    person = find_person(desk, approver)
    extension = Extension(days, person.id, notified_on, cleaned(reason, limit=WORDS_LIMIT))
    more = {
        "approver_entitled": Role.COMMITTEE in person.roles(day),
        "extension_days": limits_of(desk, day).days("application.extension_days"),
    }
    after = replace(application, extension=extension)
    put_on = moved(desk, application, after, Event.EXTEND, day, Facts(reason, more))
    return recorded(desk, promised(desk, put_on))


def ask_reasons(desk: Desk, id: str, on: date | None = None) -> Application:  # noqa: A002
    """Ask for reasons whoever applies clearly too often.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep: with the facts.
    """
    desk.require(Act.MOVE_APPLICATION)
    application, day = desk.get(Application, id), on or desk.today
    more = {
        "by_same": _by_same(desk, application),
        "frequent": limits_of(desk, day).count("application.frequent_count"),
    }
    after = replace(application, reasons_asked_on=day)
    return recorded(desk, moved(desk, application, after, Event.ASK_REASONS, day, Facts(more=more)))


def postpone(
    desk: Desk,
    id: str,  # noqa: A002
    to: date,
    *,
    reasons: str,
    notified_on: date,
    on: date | None = None,
) -> Application:
    """Set the later day told to whoever gave good reasons for many applications.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep, IdentityTyped: with the facts.
    """
    desk.require(Act.EXTEND_APPLICATION)
    application, day = desk.get(Application, id), on or desk.today
    said = cleaned(reasons, limit=WORDS_LIMIT)
    after = replace(application, reasons=said, postponed=Postponement(to, notified_on, said))
    put_on = moved(desk, application, after, Event.POSTPONE, day, Facts(said))
    return recorded(desk, promised(desk, put_on))


def answer(desk: Desk, id: str, given: Given, on: date | None = None) -> Application:  # noqa: A002
    """Answer it: grant, refuse, decline or hand to the right body, as the kind of answer says.

    Raises:
        NoSuchAnswer: the kind, or a ground, is none.
        NotFromHere, GuardRefused, DayAhead, BeforeStep, IdentityTyped: with the facts.
    """
    desk.require(Act.ANSWER_APPLICATION)
    application, day = desk.get(Application, id), on or desk.today
    answered = answer_from(given, day)
    rule = law().answers[given.type]
    facts = Facts(
        more={
            "needs": rule.needs,
            "after_correction": rule.result is Result.UNCLEAR,
            "after_reasons": rule.result is Result.EXCESSIVE,
        }
    )
    after = replace(application, answer=answered, result=rule.result)
    return recorded(desk, moved(desk, application, after, rule.event, day, facts))


def answer_from(given: Given, on: date) -> Answer:
    """Return the answer that the clerk's words make, cleaned.

    Raises:
        NoSuchAnswer: the kind, or a ground, is none.
        IdentityTyped: a field holds an identity or card number.
    """
    rules = law().answers
    direct = [name for name, rule in rules.items() if rule.event in (Event.ANSWER, Event.DECLINE, Event.TRANSFER)]
    if given.type not in direct:
        raise NoSuchAnswer(given.type, direct)
    refusing = [name for name, rule in rules.items() if rule.refuses]
    for ground in given.grounds:
        if ground not in refusing:
            raise NoSuchAnswer(ground, refusing)
    words: dict[str, Any] = {
        name: cleaned(getattr(given, name), limit=WORDS_LIMIT, multiline=True)
        for name in ("where", "given", "reason", "body", "body_number")
    }
    text = cleaned(given.text, limit=TEXT_LIMIT, multiline=True)
    return Answer(given.type, rules[given.type].result, on, text=text, grounds=given.grounds, **words)


def close(desk: Desk, id: str, delivered_on: date | None = None) -> Application:  # noqa: A002
    """Record that the answer reached the applicant.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep: with the facts.
    """
    desk.require(Act.MOVE_APPLICATION)
    application, day = desk.get(Application, id), delivered_on or desk.today
    held = replace(application.answer, delivered_on=day) if application.answer is not None else None
    facts = Facts(more={"delivered_on": day})
    return recorded(desk, moved(desk, application, replace(application, answer=held), Event.CLOSE, day, facts))


def withdraw(desk: Desk, id: str, reason: str, on: date | None = None) -> Application:  # noqa: A002
    """Record that the applicant takes it back.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep: with the facts.
    """
    return simple(desk, id, Event.WITHDRAW, on, result=Result.OTHER, reason=reason)


def age_out(desk: Desk) -> list[Application]:
    """Take names, contacts and words out of applications that ended too long ago; counts stay (P9).

    Returns:
        those that were changed.
    """
    desk.require(Act.AGE_APPLICATIONS)
    years = limits_of(desk).count("application.keep_years")
    before = desk.today.year - years
    aged = [
        desk.put(
            replace(
                one,
                applicant="",
                contact="",
                wanted="",
                wanted_number="",
                description="",
                reasons="",
                aged=True,
                correction=replace(one.correction, unclear="") if one.correction is not None else None,
                consultations=tuple(replace(each, name="", question="", opinion="") for each in one.consultations),
                answer=Answer(one.answer.type, one.answer.result, one.answer.on) if one.answer is not None else None,
                steps=tuple(replace(step, reason="") for step in one.steps),
            )
        )
        for one in desk.find(Application, where("year") < before)
        if not one.aged and one.finished_on is not None and one.finished_on.year < before
    ]
    desk.record("applications", count=len(aged))
    return aged


def _by_same(desk: Desk, application: Application) -> int:
    """Return how many applications the same applicant made in the year up to this one."""
    since = date.fromordinal(application.arrived_on.toordinal() - _DAYS_A_YEAR)
    within = (where("arrived_on") >= since.isoformat()) & (where("arrived_on") <= application.arrived_on.isoformat())
    same = (application.applicant, application.kind)
    return sum((one.applicant, one.kind) == same for one in desk.find(Application, within))
