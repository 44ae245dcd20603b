"""What villagers hand in at the counter: registrations for a hearing, written opinions, who raised an objection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from kiosk.desk.rooms.asking import one_of
from village_board.base.message import N_
from village_board.hearings.model import Stance
from village_board.hearings.objections import NotASlip, ObjectedBefore, identify_objector
from village_board.hearings.opinions import HandedIn, NothingSaid, TooLong, hand_in_opinion
from village_board.hearings.places import place_classes
from village_board.hearings.registrations import (
    Applicant,
    NobodyNamed,
    NoPlaces,
    Registered,
    RegisteredAlready,
    RegistrationClosed,
    WaitingListFull,
    register,
    withdraw,
)
from village_board.hearings.words import STANCE
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator

_PERSON = Field("person", N_("Who it is"), Kind.PERSON, hint=N_("From the register; kept inside."))
_NAME = Field("name", N_("Or the name"), hint=N_("Of somebody who is in no register."))
_GROUP = Field("group", N_("Villagers' group"), Kind.COUNT, hint=N_("Of somebody who is in no register."))
_NOBODY = Place(NobodyNamed, "person", N_("Say who it is: from the register with F4, or a name with the group."))


def _classes(_records: Records, t: Translator) -> Sequence[Option]:
    return [Option(one.key, t(one.en)) for one in place_classes().values()]


def _who(filled: Filled) -> Applicant:
    return Applicant(0, "", filled.text("person"), filled.text("name"), filled.count_or_none("group") or 0)


def _registered(t: Translator, made: Registered) -> str:
    if made.waits_at:
        return t("Slip {slip}: on the waiting list, no. {place}.", slip=made.slip, place=made.waits_at)
    return t("Slip {slip}: registered, with a place.", slip=made.slip)


REGISTER = Form(
    name="case.register_for",
    title=N_("Register somebody for the hearing"),
    act=Act.REGISTER_FOR_HEARING,
    about=N_("Who waits moves up when a place is free. Write the slip's number down for them."),
    fields=(Field("class", N_("Takes part as"), Kind.PICK, required=True, options=_classes), _PERSON, _NAME, _GROUP),
    places=(
        Place(NoPlaces, "class", N_("'{matter}' has no places in this class. Set the places first.")),
        Place(WaitingListFull, "class"),
        Place(RegistrationClosed, "", N_("Registration for '{matter}' closed on {until}. They can come and listen.")),
        Place(RegisteredAlready, "person", N_("They are registered for '{matter}' already. Slip: {slip}.")),
        _NOBODY,
    ),
    button=N_("Register"),
    told=_registered,
    do=lambda desk, filled: register(desk, filled.subject, filled.picked("class"), _who(filled)),
)
WITHDRAW = Form(
    name="case.withdraw_from",
    title=N_("Take the registration back"),
    act=Act.WITHDRAW_FROM_HEARING,
    about=N_("Who waited longest moves up, and is told."),
    fields=(),
    button=N_("Take it back"),
    told=lambda t, _done: t("Withdrawn."),
    do=lambda desk, filled: withdraw(desk, filled.subject),
)


def _opinion(desk: Desk, filled: Filled) -> HandedIn:
    return hand_in_opinion(
        desk,
        filled.subject,
        _who(filled),
        stance=Stance(filled.text("stance")),
        content=filled.text("content"),
        standing=filled.picked("class"),
        in_public=filled.yes("in_public"),
    )


def _handed_in(t: Translator, made: HandedIn) -> str:
    if made.answer_due is None:
        return t("Slip {slip}: handed in.", slip=made.opinion.slip)
    return t("Slip {slip}: handed in, answered by {due}.", slip=made.opinion.slip, due=made.answer_due)


OPINION = Form(
    name="case.opinion",
    title=N_("Take in a written opinion"),
    act=Act.HAND_IN_OPINION,
    about=N_("The words are public under the slip's number; the name only by their wish."),
    fields=(
        Field("stance", N_("What they are for"), Kind.CHOICE, required=True, options=one_of(STANCE)),
        Field("content", N_("Their words"), Kind.LINES, required=True),
        Field("class", N_("Takes part as"), Kind.PICK, required=True, options=_classes),
        _PERSON,
        _NAME,
        _GROUP,
        Field("in_public", N_("Their name is public"), Kind.YES_NO, hint=N_("Only by their own wish.")),
    ),
    start=lambda _records, _subject: {"in_public": "no", "class": [*place_classes()][-1]},
    places=(Place(NothingSaid, "content"), Place(TooLong, "content"), _NOBODY),
    button=N_("Take it in"),
    told=_handed_in,
    do=_opinion,
)
IDENTIFY = Form(
    name="case.identify",
    title=N_("Who raised an objection by chat"),
    act=Act.IDENTIFY_OBJECTOR,
    about=N_("They show the slip in the hall. From now on the objection stops the next step."),
    fields=(
        Field("slip", N_("Number of their slip"), required=True),
        Field("person", N_("Who it is"), Kind.PERSON, required=True, hint=N_("From the register; kept inside.")),
    ),
    places=(Place(NotASlip, "slip"), Place(ObjectedBefore, "person")),
    button=N_("Write it down"),
    do=lambda desk, filled: identify_objector(desk, filled.text("slip"), filled.text("person")),
)

FORMS = (REGISTER, WITHDRAW, OPINION, IDENTIFY)
