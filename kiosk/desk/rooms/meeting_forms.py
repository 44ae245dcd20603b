"""Hearings and meetings: announced, convened, moved, cancelled; opinions and objections answered; results corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.rooms.asking import WHY, one_of
from kiosk.desk.rooms.guarded import GUARDS
from village_board.base.clock import local
from village_board.base.message import N_
from village_board.hearings.cases import body_for
from village_board.hearings.model import Ballot, Body, Hearing, PlacesOf, Resolution
from village_board.hearings.objections import (
    NoSuchObjection,
    StillTimeToAnswer,
    answer_objection,
    object_to,
    record_oversight_opinion,
)
from village_board.hearings.opinions import NoSuchOpinion, ReplyMissing, answer_opinion, answer_statement, waiting_slips
from village_board.hearings.places import PlacesTaken, TooFewInterested, TooFewPlaces, place_classes
from village_board.hearings.registrations import Applicant, set_places
from village_board.hearings.resolutions import convene_meeting
from village_board.hearings.rules import NoticeAhead, NoticeTooShort
from village_board.hearings.schedule import (
    cancel_hearing,
    cancel_meeting,
    move_hearing,
    move_meeting,
    postpone_hearing,
    postpone_meeting,
    recall_hearing,
    recall_meeting,
)
from village_board.hearings.service import announce_hearing, publish_hearing_result
from village_board.hearings.voice_words import ADOPTED
from village_board.hearings.voices import Adopted
from village_board.hearings.words import BALLOT, BODY
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.blank.shape import Answers
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.hearings.case import DecisionCase
    from village_board.hearings.model import Objection
    from village_board.i18n import Translator

_NUMBER = Field("number", N_("Number"), required=True, hint=N_("Such as 2026-15."))
_WHEN = Field("when", N_("Day and time"), Kind.TIME, required=True, hint=N_("Such as 2026-09-30 15:00."))
_WHEN_IF = Field("when", N_("New day and time"), Kind.TIME, hint=N_("Empty: as before, or not fixed yet."))
_PLACE = Field("place", N_("Where"))
_NOTICE = (
    Place(NoticeTooShort, "when"),
    Place(NoticeAhead, "notice_on"),
    *GUARDS,
)


def _of_case(desk: Records, id: str) -> DecisionCase:  # noqa: A002 - the field's own name
    from village_board.hearings.case import DecisionCase  # noqa: PLC0415 - beside its only use

    return desk.get(DecisionCase, id)


def _after(made: Any) -> DeskScreen:
    from kiosk.desk.rooms.cases import meeting_screen  # noqa: PLC0415 - the sheets know the forms

    return meeting_screen(made.id)


def _announce(desk: Desk, filled: Filled) -> Hearing:
    hearing = Hearing(
        number=filled.text("number"),
        matter="",
        case=_of_case(desk, filled.subject).number,
        held_at=filled.moment("when"),
        place=filled.text("place"),
        plan=filled.text("plan"),
        due=filled.count_or_none("due") or 0,
        notice_on=filled.day_or_none("notice_on"),
    )
    return announce_hearing(desk, hearing)


ANNOUNCE = Form(
    name="case.announce",
    title=N_("Announce the hearing"),
    act=Act.ANNOUNCE_HEARING,
    about=N_("The notice hangs from today, and everybody who follows it is told."),
    fields=(
        _NUMBER,
        _WHEN,
        Field("place", N_("Where"), required=True),
        Field("due", N_("How many are invited"), Kind.COUNT),
        Field("plan", N_("The plan in short"), Kind.LINES, hint=N_("Empty: that of the case.")),
        Field("notice_on", N_("Day of the notice"), Kind.DAY, hint=N_("Empty: today.")),
    ),
    start=lambda records, subject: {"plan": _of_case(records, subject).plan},
    places=_NOTICE,
    button=N_("Announce"),
    do=_announce,
    after=_after,
)


def _convene(desk: Desk, filled: Filled) -> Resolution:
    case, at = _of_case(desk, filled.subject), filled.moment("when")
    group = filled.count_or_none("group") or 0
    body = filled.picked("body")
    resolution = Resolution(
        number=filled.text("number"),
        matter="",
        case=case.number,
        body=Body(body) if body else body_for(desk, case, group),
        meeting_on=local(at).date(),
        meeting_at=at,
        place=filled.text("place"),
        ballot=Ballot(filled.text("ballot") or Ballot.OPEN),
        group=group,
    )
    return convene_meeting(desk, resolution)


CONVENE = Form(
    name="case.convene",
    title=N_("Convene the meeting"),
    act=Act.CONVENE_MEETING,
    about=N_("The notice hangs from today, and everybody who follows it is told."),
    fields=(
        _NUMBER,
        _WHEN,
        _PLACE,
        Field("body", N_("Which body decides"), Kind.PICK, options=one_of(BODY), hint=N_("Empty: as the law says.")),
        Field("ballot", N_("How they vote"), Kind.CHOICE, options=one_of(BALLOT)),
        Field("group", N_("Group"), Kind.COUNT, hint=N_("For a group's meeting only.")),
    ),
    start=lambda records, subject: {
        "body": body_for(records, _of_case(records, subject)).value,
        "ballot": Ballot.OPEN.value,
    },
    places=_NOTICE,
    button=N_("Convene"),
    do=_convene,
    after=_after,
)


def _is_hearing(desk: Records, id: str) -> bool:  # noqa: A002
    return isinstance(desk.lookup(id), Hearing)


def _postpone(desk: Desk, filled: Filled) -> Hearing | Resolution:
    id_, why, when = filled.subject, filled.text("reason"), filled.moment_or_none("when")
    return postpone_hearing(desk, id_, when, why) if _is_hearing(desk, id_) else postpone_meeting(desk, id_, when, why)


def _move(desk: Desk, filled: Filled) -> Hearing | Resolution:
    move = move_hearing if _is_hearing(desk, filled.subject) else move_meeting
    when, where = filled.moment_or_none("when"), filled.text("place")
    return move(desk, filled.subject, filled.text("reason"), when=when, place=where)


def _recall(desk: Desk, filled: Filled) -> Hearing | Resolution:
    recall = recall_hearing if _is_hearing(desk, filled.subject) else recall_meeting
    return recall(desk, filled.subject, filled.moment("when"), filled.text("reason"), place=filled.text("place"))


def _cancel(desk: Desk, filled: Filled) -> Hearing | Resolution:
    cancel = cancel_hearing if _is_hearing(desk, filled.subject) else cancel_meeting
    return cancel(desk, filled.subject, filled.text("reason"))


POSTPONE = Form(
    name="case.postpone", title=N_("Put it off"), act=Act.POSTPONE_HEARING,
    fields=(_WHEN_IF, WHY), places=_NOTICE, button=N_("Put it off"), do=_postpone,
)  # fmt: skip
MOVE = Form(
    name="case.move", title=N_("Move it to another time or place"), act=Act.MOVE_HEARING,
    fields=(_WHEN_IF, _PLACE, WHY), places=_NOTICE, button=N_("Move it"), do=_move,
)  # fmt: skip
RECALL = Form(
    name="case.recall", title=N_("Call it again"), act=Act.RECALL_HEARING,
    fields=(_WHEN, _PLACE, WHY), places=_NOTICE, button=N_("Call it"), do=_recall,
)  # fmt: skip
CANCEL = Form(
    name="case.cancel", title=N_("Cancel it"), act=Act.CANCEL_HEARING,
    fields=(WHY,), button=N_("Cancel it"), sure=N_("Everybody who was told of it is told. Cancel it?"), do=_cancel,
)  # fmt: skip


def _set_places(desk: Desk, filled: Filled) -> Hearing:
    given = [PlacesOf(key, filled.count_or_none(key) or 0) for key in place_classes()]
    return set_places(desk, filled.subject, given)


def places_form() -> Form:
    """Return the form of the places for hearing representatives, one field a class."""
    return Form(
        name="case.places",
        title=N_("Places for representatives"),
        act=Act.SET_PLACES,
        about=N_("From then on villagers can register; who waits moves up."),
        fields=tuple(Field(one.key, one.en, Kind.COUNT) for one in place_classes().values()),
        start=lambda records, subject: {one.group: str(one.places) for one in records.get(Hearing, subject).places},
        places=(
            *(
                Place(
                    PlacesTaken, key, N_("{taken} people have such a place already; it cannot have only {places}."), key
                )
                for key in place_classes()
            ),
            Place(TooFewInterested, "interested"),
            Place(TooFewPlaces, next(iter(place_classes()))),
        ),
        button=N_("Set the places"),
        do=_set_places,
    )


def _answer(desk: Desk, filled: Filled) -> object:
    slip, adopted, words = filled.text("slip"), Adopted(filled.text("adopted")), filled.text("reply")
    if slip.isdigit() and len(slip) < 7:  # noqa: PLR2004 - a slip has seven digits, a speech its place in the minutes
        return answer_statement(desk, filled.subject, int(slip), adopted, words)
    return answer_opinion(desk, slip, adopted, words)


ANSWER = Form(
    name="case.answer_voice",
    title=N_("Answer an opinion"),
    act=Act.ANSWER_OPINION,
    about=N_("Each opinion gets an answer with its reason before the result is published."),
    fields=(
        Field("slip", N_("Number of the opinion"), required=True),
        Field("adopted", N_("Adopted?"), Kind.CHOICE, required=True, options=one_of(ADOPTED)),
        Field("reply", N_("Answer with the reason"), Kind.LINES, required=True),
    ),
    start=lambda records, subject: {"slip": next(iter(waiting_slips(records, records.get(Hearing, subject))), "")},
    places=(Place(NoSuchOpinion, "slip"), Place(ReplyMissing, "reply")),
    button=N_("Answer"),
    do=_answer,
)
PUBLISH = Form(
    name="case.publish_hearing", title=N_("Publish the result of the hearing"), act=Act.PUBLISH_HEARING,
    about=N_("The plan is then shown to the villagers."), fields=(), button=N_("Publish"),
    do=lambda desk, filled: publish_hearing_result(desk, filled.subject),
)  # fmt: skip
OBJECT = Form(
    name="case.object",
    title=N_("Take in an objection"),
    act=Act.OBJECT,
    about=N_("Who objects is kept inside; the words are public. The slip tells how far it is."),
    fields=(
        Field("person", N_("Who objects"), Kind.PERSON, required=True),
        Field("content", N_("In words"), Kind.LINES, required=True),
    ),
    button=N_("Take it in"),
    told=lambda t, made: t("Taken. Slip: {slip}", slip=made.slip),
    do=lambda desk, filled: object_to(
        desk, filled.subject, filled.text("content"), Applicant(person=filled.text("person"))
    ),
)


def _unanswered(records: Records, subject: str) -> list[Objection]:
    return [one for one in records.get(Resolution, subject).objections if not one.answer]


def _first_unanswered(records: Records, subject: str) -> Answers:
    first = next(iter(_unanswered(records, subject)), None)
    return {"slip": str(first.slip)} if first is not None else {}


def _objections_beside(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    """Say which objections wait, by the numbers that the form asks for."""
    said = [(f"{one.slip}. {one.content}", "ink") for one in _unanswered(records, filled.subject)]
    return [(t("Objections that wait"), "accent"), *said] if said else []


ANSWER_OBJECTION = Form(
    name="case.answer_objection",
    title=N_("Answer an objection"),
    act=Act.ANSWER_OBJECTION,
    fields=(
        Field("slip", N_("Number of the objection"), Kind.COUNT, required=True),
        Field("answer", N_("The answer"), Kind.LINES, required=True),
    ),
    start=_first_unanswered,
    beside=_objections_beside,
    places=(Place(NoSuchObjection, "slip"),),
    button=N_("Answer"),
    do=lambda desk, filled: answer_objection(desk, filled.subject, filled.count("slip"), filled.text("answer")),
)
OVERSIGHT = Form(
    name="case.oversight",
    title=N_("Opinion on an objection"),
    act=Act.GIVE_OVERSIGHT_OPINION,
    about=N_("The opinion is public: the case goes on, or back."),
    fields=(
        Field("slip", N_("Number of the objection"), Kind.COUNT, required=True),
        Field("opinion", N_("The opinion"), Kind.LINES, required=True),
        Field("go_on", N_("The case goes on"), Kind.YES_NO, required=True),
    ),
    start=_first_unanswered,
    beside=_objections_beside,
    places=(Place(NoSuchObjection, "slip"), Place(StillTimeToAnswer, "go_on")),
    button=N_("Give it"),
    do=lambda desk, filled: record_oversight_opinion(
        desk, filled.subject, filled.count("slip"), filled.text("opinion"), go_on=filled.yes("go_on")
    ),
)

#: the forms of a hearing or a meeting that is there.
OF_A_MEETING = (
    ANNOUNCE, CONVENE, POSTPONE, MOVE, RECALL, CANCEL, ANSWER, PUBLISH, OBJECT, ANSWER_OBJECTION, OVERSIGHT,
)  # fmt: skip
