"""Challenges of answers to applications, as the body that decides them told the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms.asking import ON, one_of
from village_board.applications.model import Application, Challenge, ChallengeKind, Outcome
from village_board.applications.moves import IdentityTyped, NoSuchApplication
from village_board.applications.reporting import (
    ConcludedBefore,
    NoSuchChallenge,
    NotAnswered,
    conclude_challenge,
    file_challenge,
)
from village_board.applications.words import CHALLENGE, OUTCOME
from village_board.base.errors import NumberTaken
from village_board.base.message import N_
from village_board.base.moves import DayAhead
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_GONE = Place(NoSuchApplication, "", N_("There is no application {number}."))


def _outcomes(_records: Records, t: Translator) -> Sequence[Option]:
    return [Option(one.value, t(OUTCOME[one.value])) for one in Outcome]


def _file(desk: Desk, filled: Filled) -> Challenge:
    return file_challenge(
        desk,
        filled.text("number"),
        filled.subject,
        ChallengeKind(filled.text("kind")),
        filled.day_or_none("on") or desk.today,
        filled.text("body"),
    )


def _conclude(desk: Desk, filled: Filled) -> Challenge:
    number = desk.get(Challenge, filled.subject).number
    day = filled.day_or_none("on") or desk.today
    return conclude_challenge(desk, number, Outcome(filled.text("outcome")), day, filled.text("remark"))


FILE = Form(
    name="application.challenge",
    title=N_("The answer is challenged"),
    act=Act.RECORD_CHALLENGE,
    about=N_("As the body that decides it told the office. It stands in the yearly report."),
    fields=(
        Field("number", N_("Number of the challenge"), required=True),
        Field("kind", N_("In which way"), Kind.CHOICE, required=True, options=one_of(CHALLENGE)),
        Field("body", N_("Who decides it")),
        ON,
    ),
    places=(
        Place(NumberTaken, "number"),
        Place(NotAnswered, "on"),
        Place(DayAhead, "on"),
        Place(IdentityTyped, "body"),
        _GONE,
    ),
    button=N_("Record it"),
    told=lambda t, made: t("Recorded: {number}.", number=made.number),
    do=_file,
)
CONCLUDE = Form(
    name="application.conclude",
    title=N_("How the challenge ended"),
    act=Act.RECORD_CHALLENGE,
    fields=(
        Field("outcome", N_("How it ended"), Kind.CHOICE, required=True, options=_outcomes),
        Field("remark", N_("A remark"), Kind.LINES),
        ON,
    ),
    places=(
        Place(ConcludedBefore, "on"),
        Place(DayAhead, "on"),
        Place(IdentityTyped, "remark"),
        Place(NoSuchChallenge, "", N_("There is no challenge {number}.")),
    ),
    button=N_("Record it"),
    told=lambda t, made: t("Recorded: {number}.", number=made.number),
    do=_conclude,
)
FORMS = (FILE, CONCLUDE)


def challenges_screen() -> ListScreen:
    """Return the challenges, those that are open first."""
    return ListScreen(LISTING)


def _state(one: Challenge, t: Translator) -> str:
    return t(OUTCOME[one.outcome.value if one.outcome is not None else "pending"])


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    found = sorted(records.all(Challenge), key=lambda one: one.filed_on, reverse=True)
    return [
        Row(one.id, f"{one.number}  {t(CHALLENGE[one.kind])}", _state(one, t), marked=one.outcome is None)
        for one in sorted(found, key=lambda one: one.outcome is not None)
    ]


def challenge_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a challenge."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = records.get(Challenge, id)
        said: list[Paragraph] = [(_state(one, t), "strong"), (t(CHALLENGE[one.kind]), "ink")]
        number = records.get(Application, one.application).number
        said.append((t("Application {number}", number=number), "ink"))
        said.append((t("Filed on {day}", day=one.filed_on), "ink"))
        if one.body:
            said.append((t("{label}: {value}", label=t("Who decides it"), value=one.body), "ink"))
        if one.concluded_on is not None:
            said.append((f"{t.date(one.concluded_on)}  {one.remark}", "soft"))
        steps = (form_step(CONCLUDE, id),) if one.outcome is None else ()
        return Sheet(t("Challenge {number}", number=one.number), tuple(said), steps)

    return SheetScreen(read)


LISTING = Listing(
    title=N_("Challenges of answers"),
    read=_rows,
    open=challenge_screen,
    about=N_("A challenge is recorded on the sheet of its application."),
    empty=N_("No answer was challenged."),
)
