"""Taking an application in, having it corrected, asking others: what happens before it is answered (facts 4.1-4.3).

The Regulation binds township and district; the village does the same by analogy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tinydb import where

from village_board.applications.model import (
    AT_ONCE,
    ApplicantKind,
    Application,
    Consultation,
    Consulted,
    Correction,
    Event,
    FormWanted,
    Result,
    Way,
)
from village_board.applications.moves import WORDS_LIMIT, Facts, cleaned, moved, promised, recorded, simple
from village_board.base.message import say
from village_board.calendar.model import Unit
from village_board.calendar.rules import deadline
from village_board.calendar.service import calendar_of
from village_board.desk import Desk
from village_board.hearings.told import followed_by
from village_board.limits.service import limits_of
from village_board.notices.routing import Event as Told
from village_board.notices.telling import Facts as About
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.slips.service import new_slip
from village_board.text.clean import clean


@dataclass(frozen=True)
class Received:
    """What the form says (facts 4.1). `confirmed_on`: the day confirmed with the applicant, where one is needed."""

    kind: ApplicantKind
    applicant: str
    contact: str
    way: Way
    wanted: str = ""
    wanted_number: str = ""
    description: str = ""
    form: FormWanted = FormWanted.PAPER
    identity_seen: bool = False
    oral: bool = False
    arrived_on: date | None = None
    confirmed_on: date | None = None
    number: str = ""


def receive(desk: Desk, form: Received, *, chat: int = 0, language: str = "") -> Application:
    """Take in an application and give its slip; handed in or signed for, its clock runs from that day.

    With `chat` it came through the bot: that chat is told in `language` whenever it is put on.

    Raises:
        GuardRefused, DayAhead, BeforeStep, NumberTaken, IdentityTyped: with the facts.
    """
    desk.require(Act.RECEIVE_APPLICATION)
    arrived = form.arrived_on or desk.today
    number = clean(form.number) or _next_number(desk, arrived.year)
    desk.check_number(Application, number)
    said: dict[str, Any] = {
        name: cleaned(getattr(form, name), limit=WORDS_LIMIT)
        for name in ("contact", "wanted", "wanted_number", "description")
    }
    taken = Application(
        number=number,
        kind=form.kind,
        applicant=cleaned(form.applicant),
        way=form.way,
        arrived_on=arrived,
        year=arrived.year,
        form=form.form,
        identity_seen=form.identity_seen,
        oral=form.oral,
        **said,
    )
    kept = desk.put(moved(desk, taken, taken, Event.RECEIVE, arrived))
    receipt = arrived if form.way in AT_ONCE else form.confirmed_on
    if receipt is not None:
        kept = desk.put(_registered(desk, kept, receipt))
    new_slip(desk, kept.id)
    if chat:
        kept = desk.put(replace(kept, via=followed_by(desk, chat, language, kept.id)))
    _tell_the_office(desk, kept)
    desk.record(kept.id)
    return kept


def _tell_the_office(desk: Desk, taken: Application) -> None:
    """Tell whoever keeps the office's papers, but for the one who took it in."""
    said = say("An application for information came in: {number}.", number=taken.number)
    if taken.promised_on is not None:
        said = say("An application for information came in: {number}. Its answer is due on {due}.",
                   number=taken.number, due=taken.promised_on)  # fmt: skip
    tell(desk, taken, said, Told.APPLICATION_RECEIVED, About(without=desk.who.id))


def register(desk: Desk, id: str, confirmed_on: date | None = None) -> Application:  # noqa: A002
    """Fix the day of receipt that was confirmed with the applicant: the clock runs from it.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep: with the facts.
    """
    desk.require(Act.MOVE_APPLICATION)
    return recorded(desk, _registered(desk, desk.get(Application, id), confirmed_on or desk.today))


def take_up(desk: Desk, id: str, on: date | None = None) -> Application:  # noqa: A002
    """Record that the office works on it.

    Raises:
        NotFromHere, DayAhead, BeforeStep: with the facts.
    """
    return simple(desk, id, Event.TAKE_UP, on)


def ask_correction(
    desk: Desk,
    id: str,  # noqa: A002
    unclear: str,
    until: date | None = None,
    on: date | None = None,
) -> Application:
    """Ask once, for all that is unclear, to correct the application until a day; the clock stops.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep, IdentityTyped: with the facts.
    """
    desk.require(Act.MOVE_APPLICATION)
    application, day = desk.get(Application, id), on or desk.today
    reply = limits_of(desk, day).days("application.correction_reply_days")
    last = until or deadline(calendar_of(desk), day, reply, Unit.WORKING).due
    correction = Correction(day, cleaned(unclear, limit=WORDS_LIMIT), last)
    after = replace(application, correction=correction)
    return recorded(desk, moved(desk, application, after, Event.ASK_CORRECTION, day))


def correct(
    desk: Desk,
    id: str,  # noqa: A002
    *,
    wanted: str = "",
    wanted_number: str = "",
    description: str = "",
    reason: str = "",
    on: date | None = None,
) -> Application:
    """Take in the corrected application: the clock begins anew. What is left empty stays as it was.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep, IdentityTyped: with the facts.
    """
    desk.require(Act.MOVE_APPLICATION)
    application, day = desk.get(Application, id), on or desk.today
    correction = application.correction
    after = replace(
        application,
        wanted=cleaned(wanted, limit=WORDS_LIMIT) or application.wanted,
        wanted_number=cleaned(wanted_number) or application.wanted_number,
        description=cleaned(description, limit=WORDS_LIMIT) or application.description,
        correction=replace(correction, corrected_on=day) if correction is not None else None,
    )
    put_on = moved(desk, application, after, Event.CORRECT, day, Facts(reason))
    return recorded(desk, promised(desk, put_on))


def abandon(desk: Desk, id: str, on: date | None = None) -> Application:  # noqa: A002
    """Record that the applicant gave up: not corrected in time and no good reason.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep: with the facts.
    """
    return simple(desk, id, Event.ABANDON, on, result=Result.NO_CORRECTION)


def consult(
    desk: Desk,
    id: str,  # noqa: A002
    kind: Consulted,
    name: str,
    question: str,
    *,
    on: date | None = None,
    delivered_on: date | None = None,
) -> Application:
    """Ask a third party or another body for its opinion; the clock stands while it is waited for.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep, IdentityTyped: with the facts.
    """
    desk.require(Act.MOVE_APPLICATION)
    application, day = desk.get(Application, id), on or desk.today
    asked = Consultation(kind, cleaned(name), day, delivered_on or day, question=cleaned(question, limit=WORDS_LIMIT))
    after = replace(application, consultations=(*application.consultations, asked))
    return recorded(desk, moved(desk, application, after, Event.CONSULT, day))


def hear_back(
    desk: Desk,
    id: str,  # noqa: A002
    number: int,
    *,
    agrees: bool,
    opinion: str = "",
    on: date | None = None,
) -> Application:
    """Take in the opinion that was asked as `number`, from 1; with the last one the clock runs again.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep, IdentityTyped: with the facts.
    """
    desk.require(Act.MOVE_APPLICATION)
    application, day = desk.get(Application, id), on or desk.today
    said = cleaned(opinion, limit=WORDS_LIMIT)
    asked = tuple(
        replace(one, replied_on=day, agrees=agrees, opinion=said) if n == number else one
        for n, one in enumerate(application.consultations, 1)
    )
    after = replace(application, consultations=asked)
    kept = desk.put(moved(desk, application, after, Event.HEAR_BACK, day, Facts(more={"replied": number - 1})))
    if all(one.replied_on is not None for one in asked):
        kept = desk.put(moved(desk, kept, kept, Event.RESUME, day))
    desk.record(kept.id)
    return kept


def resume(desk: Desk, id: str, on: date | None = None) -> Application:  # noqa: A002
    """Go on without the opinions that did not come in time: the office decides by itself.

    Raises:
        NotFromHere, GuardRefused, DayAhead, BeforeStep: with the facts.
    """
    return simple(desk, id, Event.RESUME, on)


def _registered(desk: Desk, application: Application, receipt: date) -> Application:
    after = replace(application, receipt_on=receipt)
    return promised(desk, moved(desk, application, after, Event.REGISTER, receipt))


def _next_number(desk: Desk, year: int) -> str:
    n = desk.count(Application, where("year") == year) + 1
    while desk.count(Application, where("number") == (number := f"{year}-{n:03}")):
        n += 1
    return number
