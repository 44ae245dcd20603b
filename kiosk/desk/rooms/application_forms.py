"""The forms of applications for information: taken in (also spoken), corrected, consulted on, extended, answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Option, Place
from kiosk.desk.rooms.asking import ON, WHY, answered, one_of
from village_board.applications import answering, service
from village_board.applications.answering import Given, answer_from
from village_board.applications.law import law
from village_board.applications.letters import GAP, letter_of
from village_board.applications.model import ApplicantKind, Application, Consulted, Event, FormWanted, Way
from village_board.applications.moves import IdentityTyped
from village_board.applications.service import Received
from village_board.applications.words import ANALOGY, APPLICANT, CONSULTED, FORM, WAY
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.base.moves import BeforeStep, DayAhead, GuardRefused
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator

_DAYS = (Place(DayAhead, "on"), Place(BeforeStep, "on"))


def _after(made: Application) -> DeskScreen:
    from kiosk.desk.rooms.applications import record_screen  # noqa: PLC0415 - the sheets know the forms

    return record_screen(made.id)


def _receive(desk: Desk, filled: Filled) -> Application:
    form = Received(
        kind=ApplicantKind(filled.picked("kind") or ApplicantKind.NATURAL_PERSON),
        applicant=filled.text("applicant"),
        contact=filled.text("contact"),
        way=Way(filled.picked("way") or Way.IN_PERSON),
        wanted=filled.text("wanted"),
        wanted_number=filled.text("wanted_number"),
        description=filled.text("description"),
        form=FormWanted(filled.text("form") or FormWanted.PAPER),
        identity_seen=filled.yes("identity_seen"),
        oral=filled.yes("oral"),
        arrived_on=filled.day_or_none("on"),
        confirmed_on=filled.day_or_none("confirmed_on"),
    )
    return service.receive(desk, form)


RECEIVE = Form(
    name="application.receive",
    title=N_("Take in an application for information"),
    act=Act.RECEIVE_APPLICATION,
    about=ANALOGY,
    fields=(
        Field("applicant", N_("Who applies"), required=True, hint=N_("Not public. No identity number.")),
        Field("kind", N_("As what"), Kind.PICK, options=one_of(APPLICANT)),
        Field("contact", N_("Where the answer goes"), required=True, hint=N_("Not public.")),
        Field("wanted", N_("Which information"), hint=N_("Its name, as far as it is known.")),
        Field("wanted_number", N_("Its document number")),
        Field("description", N_("By what it can be found"), Kind.LINES),
        Field("form", N_("In which form"), Kind.CHOICE, options=one_of(FORM)),
        Field("oral", N_("Told by word of mouth"), Kind.YES_NO, hint=N_("You write it down for them.")),
        Field("identity_seen", N_("Proof of identity seen"), Kind.YES_NO, hint=N_("Its number is not kept.")),
        Field("way", N_("How it came"), Kind.PICK, options=one_of(WAY)),
        Field("on", N_("Day on which it came"), Kind.DAY, hint=N_("Such as 9-30. Empty: today.")),
        Field(
            "confirmed_on",
            N_("Day that was confirmed"),
            Kind.DAY,
            asked=answered("way", "ordinary_mail", "internet", "fax"),
        ),
    ),
    start=lambda _records, _subject: {
        "kind": ApplicantKind.NATURAL_PERSON.value,
        "form": FormWanted.PAPER.value,
        "way": Way.IN_PERSON.value,
        "oral": "no",
        "identity_seen": "no",
    },
    places=(
        Place(IdentityTyped, "description"),
        Place(GuardRefused, "wanted", lacks="contents_given"),
        Place(GuardRefused, "confirmed_on", lacks="receipt_day_fixed"),
        *_DAYS,
    ),
    button=N_("Take it in"),
    told=lambda t, made: t("Taken in: {number}.", number=made.number),
    do=_receive,
    after=_after,
)


def _on(form_name: str, title: str, button: str, event: Event) -> Form:
    verbs = {Event.REGISTER: service.register, Event.TAKE_UP: service.take_up, Event.ABANDON: service.abandon,
             Event.RESUME: service.resume, Event.ASK_REASONS: answering.ask_reasons}  # fmt: skip
    verb = verbs[event]
    return Form(
        name=form_name, title=title, act=Act.MOVE_APPLICATION, fields=(ON,), places=_DAYS, button=button,
        do=lambda desk, filled: verb(desk, filled.subject, filled.day_or_none("on")),
    )  # fmt: skip


ASK_CORRECTION = Form(
    name="application.ask_correction",
    title=N_("Ask for a correction"),
    act=Act.MOVE_APPLICATION,
    about=N_("Once, and for all that is unclear. The clock stops until then."),
    fields=(
        Field("unclear", N_("What is unclear"), Kind.LINES, required=True),
        Field("until", N_("Until when"), Kind.DAY, hint=N_("Empty: as the limit says.")),
        ON,
    ),
    places=(Place(IdentityTyped, "unclear"), Place(GuardRefused, "until", lacks="time_to_correct"), *_DAYS),
    button=N_("Ask"),
    do=lambda desk, filled: service.ask_correction(
        desk, filled.subject, filled.text("unclear"), filled.day_or_none("until"), filled.day_or_none("on")
    ),
)
CORRECT = Form(
    name="application.correct",
    title=N_("Take in the corrected application"),
    act=Act.MOVE_APPLICATION,
    about=N_("The clock begins anew. What is left empty stays as it was."),
    fields=(
        Field("wanted", N_("Which information")),
        Field("wanted_number", N_("Its document number")),
        Field("description", N_("By what it can be found"), Kind.LINES),
        Field("reason", N_("Why it comes late"), Kind.LINES, hint=N_("Where it does.")),
        ON,
    ),
    places=(
        Place(IdentityTyped, "description"),
        Place(GuardRefused, "description", lacks="described_anew"),
        Place(GuardRefused, "reason", lacks="corrected_in_time"),
        *_DAYS,
    ),
    button=N_("Take it in"),
    do=lambda desk, filled: service.correct(
        desk,
        filled.subject,
        wanted=filled.text("wanted"),
        wanted_number=filled.text("wanted_number"),
        description=filled.text("description"),
        reason=filled.text("reason"),
        on=filled.day_or_none("on"),
    ),
)
CONSULT = Form(
    name="application.consult",
    title=N_("Ask a third party"),
    act=Act.MOVE_APPLICATION,
    about=N_("The clock stands while the opinion is waited for."),
    fields=(
        Field("kind", N_("Whose opinion"), Kind.CHOICE, required=True, options=one_of(CONSULTED)),
        Field("name", N_("Name of who is asked"), required=True, hint=N_("Not public.")),
        Field("question", N_("What they are asked"), Kind.LINES, required=True),
        Field("delivered_on", N_("Day on which it reached them"), Kind.DAY),
        ON,
    ),
    start=lambda _records, _subject: {"kind": Consulted.THIRD_PARTY.value},
    places=(Place(IdentityTyped, "question"), *_DAYS),
    button=N_("Ask"),
    do=lambda desk, filled: service.consult(
        desk,
        filled.subject,
        Consulted(filled.text("kind")),
        filled.text("name"),
        filled.text("question"),
        on=filled.day_or_none("on"),
        delivered_on=filled.day_or_none("delivered_on"),
    ),
)
HEAR_BACK = Form(
    name="application.hear_back",
    title=N_("An opinion came"),
    act=Act.MOVE_APPLICATION,
    fields=(
        Field("number", N_("Number of the opinion"), Kind.COUNT, required=True, hint=N_("From 1, as they were asked.")),
        Field("agrees", N_("They agree"), Kind.YES_NO, required=True),
        Field("opinion", N_("What they said"), Kind.LINES),
        ON,
    ),
    start=lambda _records, _subject: {"number": "1"},
    places=(Place(IdentityTyped, "opinion"), Place(GuardRefused, "number", lacks="opinion_awaited"), *_DAYS),
    button=N_("Take it in"),
    do=lambda desk, filled: service.hear_back(
        desk,
        filled.subject,
        filled.count("number"),
        agrees=filled.yes("agrees"),
        opinion=filled.text("opinion"),
        on=filled.day_or_none("on"),
    ),
)


def _extend(desk: Desk, filled: Filled) -> Application:
    return answering.extend(
        desk,
        filled.subject,
        filled.count("days"),
        approver=filled.text("approver"),
        notified_on=filled.day_or_none("notified_on") or desk.today,
        reason=filled.text("reason"),
        on=filled.day_or_none("on"),
    )


EXTEND = Form(
    name="application.extend",
    title=N_("Extend the time"),
    act=Act.EXTEND_APPLICATION,
    about=N_("Once: approved by a member of the committee, and told to the applicant."),
    fields=(
        Field("days", N_("By how many working days"), Kind.COUNT, required=True),
        Field("approver", N_("Who approved it"), Kind.PERSON, required=True),
        Field("notified_on", N_("Day on which the applicant was told"), Kind.DAY, hint=N_("Empty: today.")),
        Field("reason", N_("The reason"), Kind.LINES),
        ON,
    ),
    places=(
        Place(GuardRefused, "days", lacks="extension_short_enough"),
        Place(GuardRefused, "approver", lacks="approver_entitled"),
        Place(GuardRefused, "notified_on", lacks="applicant_told"),
        *_DAYS,
    ),
    button=N_("Extend"),
    do=_extend,
)
POSTPONE = Form(
    name="application.postpone",
    title=N_("Set a later day"),
    act=Act.EXTEND_APPLICATION,
    about=N_("For whoever gave good reasons for many applications."),
    fields=(
        Field("to", N_("The later day"), Kind.DAY, required=True),
        Field("reasons", N_("The reasons"), Kind.LINES, required=True),
        Field("notified_on", N_("Day on which the applicant was told"), Kind.DAY, hint=N_("Empty: today.")),
        ON,
    ),
    places=(
        Place(GuardRefused, "to", lacks="later_day"),
        Place(GuardRefused, "notified_on", lacks="applicant_told"),
        *_DAYS,
    ),
    button=N_("Set it"),
    do=lambda desk, filled: answering.postpone(
        desk,
        filled.subject,
        filled.day("to"),
        reasons=filled.text("reasons"),
        notified_on=filled.day_or_none("notified_on") or desk.today,
        on=filled.day_or_none("on"),
    ),
)


def _types(_records: Records, t: Translator) -> Sequence[Option]:
    return [Option(key, rule.en if t.language == "en" else rule.zh) for key, rule in law().answers.items()]


def _grounds(_records: Records, t: Translator) -> Sequence[Option]:
    chosen = {key: rule for key, rule in law().answers.items() if rule.refuses}
    return [Option(key, rule.en if t.language == "en" else rule.zh) for key, rule in chosen.items()]


def _asks(name: str, answers: Answers) -> bool:
    rule = law().answers.get(answers.get("type", ""))
    return rule is not None and name in rule.needs


class LetterGap(FieldRefused):
    """The letter still has a gap."""

    sentence = N_("The letter still has a gap (＿＿＿＿). Fill it in, or empty the letter to use the form.")

    def __init__(self, field: str) -> None:
        super().__init__(field)


def _given(filled: Filled, *, text: str = "") -> Given:
    grounds = filled.picked("grounds") if filled.text("grounds") else ""
    return Given(
        type=filled.picked("type"),
        text=text,
        where=filled.text("where"),
        given=filled.text("given"),
        grounds=(grounds,) if grounds else (),
        reason=filled.text("reason"),
        body=filled.text("body"),
        body_number=filled.text("body_number"),
    )


def _letter(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    """Show the letter as it stands: the form of the law with what was typed, or the clerk's own text."""
    if not filled.text("type"):
        return [(t("The letter is shown here as soon as you choose the answer."), "soft")]
    head = (t("The letter"), "accent")
    if own := filled.text("letter"):
        return [head, (own, "ink")]
    application = records.get(Application, filled.subject)
    try:
        letter = _made(application, filled)
    except Refused as error:
        return [head, (t.say(error.message), "accent")]
    return [head, *((line, "ink") for line in letter.splitlines())]


def _made(application: Application, filled: Filled) -> str:
    """Return the letter by the form of the law."""
    shown = answer_from(_given(filled), filled.day_or_none("on") or filled.today)
    return letter_of(law(), application, shown, filled.village)


def _answer(desk: Desk, filled: Filled) -> Application:
    letter = filled.text("letter") or _made(desk.get(Application, filled.subject), filled)
    if GAP in letter:
        raise LetterGap("letter")
    return answering.answer(desk, filled.subject, _given(filled, text=letter), filled.day_or_none("on"))


ANSWER = Form(
    name="application.answer",
    title=N_("Answer"),
    act=Act.ANSWER_APPLICATION,
    about=N_("The letter beside it is filled in as you type; what you write into it yourself goes before."),
    fields=(
        Field("type", N_("What is answered"), Kind.PICK, required=True, options=_types),
        Field("where", N_("Where it can be read"), required=True, asked=lambda answers: _asks("where", answers)),
        Field("given", N_("What is given"), Kind.LINES, required=True, asked=lambda answers: _asks("given", answers)),
        Field(
            "grounds",
            N_("Ground for the rest"),
            Kind.PICK,
            required=True,
            options=_grounds,
            asked=lambda answers: _asks("grounds", answers),
        ),
        Field("reason", N_("The reason"), Kind.LINES, required=True, asked=lambda answers: _asks("reason", answers)),
        Field("body", N_("The right body"), required=True, asked=lambda answers: _asks("body", answers)),
        Field("body_number", N_("Its number there"), asked=lambda answers: _asks("body", answers)),
        Field("letter", N_("The letter in your words"), Kind.LINES, limit=8000),
        ON,
    ),
    beside=_letter,
    places=(Place(IdentityTyped, "letter"), *_DAYS),
    button=N_("Answer"),
    do=_answer,
)
WITHDRAW = Form(
    name="application.withdraw", title=N_("The applicant takes it back"), act=Act.MOVE_APPLICATION,
    fields=(WHY, ON), places=_DAYS, button=N_("Record it"),
    do=lambda desk, filled: answering.withdraw(desk, filled.subject, filled.text("reason"), filled.day_or_none("on")),
)  # fmt: skip
CLOSE = Form(
    name="application.close", title=N_("The answer was received"), act=Act.ANSWER_APPLICATION,
    fields=(Field("on", N_("On which day"), Kind.DAY, hint=N_("Such as 9-30. Empty: today.")),), places=_DAYS,
    button=N_("Record it"), do=lambda desk, filled: answering.close(desk, filled.subject, filled.day_or_none("on")),
)  # fmt: skip

#: the form of each event of the machine.
BY_EVENT = {
    Event.REGISTER: _on("application.register", N_("Fix the day of receipt"), N_("Fix it"), Event.REGISTER),
    Event.TAKE_UP: _on("application.take_up", N_("Take up"), N_("Take up"), Event.TAKE_UP),
    Event.ANSWER: ANSWER,
    Event.ASK_CORRECTION: ASK_CORRECTION,
    Event.CORRECT: CORRECT,
    Event.ABANDON: _on("application.abandon", N_("It was given up"), N_("Record it"), Event.ABANDON),
    Event.CONSULT: CONSULT,
    Event.HEAR_BACK: HEAR_BACK,
    Event.RESUME: _on("application.resume", N_("Go on after the opinions"), N_("Go on"), Event.RESUME),
    Event.EXTEND: EXTEND,
    Event.ASK_REASONS: _on("application.ask_reasons", N_("Ask for reasons"), N_("Ask"), Event.ASK_REASONS),
    Event.POSTPONE: POSTPONE,
    Event.WITHDRAW: WITHDRAW,
    Event.CLOSE: CLOSE,
}
