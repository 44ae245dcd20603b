"""The forms of enquiries: taken in from spoken words, assigned, answered by templates, published (P15, P26)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kiosk.desk.blank.options import people
from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Option, Place
from kiosk.desk.rooms.asking import ON, one_of
from village_board.base.message import N_
from village_board.enquiries import handling
from village_board.enquiries.elsewhere import MaybeElsewhere
from village_board.enquiries.finding import enquiry_of
from village_board.enquiries.handling import Said
from village_board.enquiries.judging import judge, reopen
from village_board.enquiries.model import Channel, Enquiry, EnquiryEvent, EnquiryKind, Grade
from village_board.enquiries.publishing import AskerNamed, NotFitForAll, publish
from village_board.enquiries.receiving import Ask, PersonalNumberInText, submit
from village_board.enquiries.rules import DayBefore, NotYet
from village_board.enquiries.templates import reply_templates
from village_board.enquiries.words import ENQUIRY_KIND, GRADE
from village_board.hearings.opinions import NothingSaid, TooLong
from village_board.hearings.registrations import Applicant, NobodyNamed
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.enquiries.receiving import Receipt
    from village_board.i18n import Translator

_REASON = Field("reason", N_("The reason"), Kind.LINES, required=True, hint=N_("The asker reads it."))
_TEXT_PLACES = (
    Place(NothingSaid, "text"),
    Place(TooLong, "text"),
    Place(PersonalNumberInText, "text"),
    Place(MaybeElsewhere, "sure"),
)


#: what is asked for at the places of the templates, by the keys of data/enquiries/replies.toml.
_PLACE_WORDS = {
    "answer": N_("The answer"),
    "basis": N_("What it rests on"),
    "body": N_("The body that answered"),
    "by": N_("By when"),
    "done_on": N_("When it was finished"),
    "found": N_("What was found"),
    "next": N_("What comes next"),
    "what": N_("What was done"),
    "why": N_("The reason"),
}


def _said(filled: Filled, words: str = "") -> Said:
    return Said(words or filled.text("words"), filled.text("reason"), filled.day_or_none("on"))


def _submit(desk: Desk, filled: Filled) -> Receipt:
    ask = Ask(
        EnquiryKind(filled.text("kind")),
        filled.text("text"),
        Channel.CLERK,
        Applicant(person=filled.text("person"), name=filled.text("name")),
        may_be_public=filled.yes("public"),
        sure=filled.yes("sure"),
        on=filled.day_or_none("on"),
    )
    return submit(desk, ask)


def _received(t: Translator, made: Receipt) -> str:
    one = made.enquiry
    return t("Taken. Slip: {slip}. The village answers by {due}.", slip=one.number, due=one.due_on)


def _screen(receipt: Receipt) -> DeskScreen:
    from kiosk.desk.rooms.enquiries import record_screen  # noqa: PLC0415 - the sheets know the forms

    return record_screen(receipt.enquiry.id)


RECEIVE = Form(
    name="enquiry.receive",
    title=N_("Take in an enquiry"),
    act=Act.SUBMIT_ENQUIRY,
    about=N_("Told by word of mouth or on paper: you write it down. Who asks is kept inside."),
    fields=(
        Field("kind", N_("What is wanted"), Kind.CHOICE, required=True, options=one_of(ENQUIRY_KIND)),
        Field("text", N_("The asker's words"), Kind.LINES, required=True),
        Field("person", N_("Who asks"), Kind.PERSON, hint=N_("Number or name from the register; F4 opens the list.")),
        Field("name", N_("Or a name"), hint=N_("Of somebody who is in no register.")),
        Field("public", N_("May be shown, without a name"), Kind.YES_NO),
        Field("sure", N_("No report, no petition"), Kind.YES_NO, hint=N_("The asker was told who takes those.")),
        ON,
    ),
    start=lambda _records, _subject: {"kind": EnquiryKind.CONSULT.value, "public": "no", "sure": "no"},
    places=(*_TEXT_PLACES, Place(NobodyNamed, "person", N_("Say who it is: a person of the register, or a name."))),
    button=N_("Take it in"),
    told=_received,
    do=_submit,
    after=_screen,
)
ACCEPT = Form(
    name="enquiry.accept",
    title=N_("Accept"),
    act=Act.ACCEPT_ENQUIRY,
    about=N_("From here on the village has pledged its limit."),
    fields=(Field("harder", N_("Must be looked up, or hard"), Kind.YES_NO), ON),
    button=N_("Accept"),
    do=lambda desk, filled: handling.accept(
        desk,
        filled.subject,
        harder=filled.yes("harder") if filled.text("harder") else None,
        on=filled.day_or_none("on"),
    ),
)
REJECT = Form(
    name="enquiry.reject", title=N_("Refuse"), act=Act.ACCEPT_ENQUIRY, fields=(_REASON, ON), button=N_("Refuse"),
    do=lambda desk, filled: handling.reject(desk, filled.subject, _said(filled)),
)  # fmt: skip
ASSIGN = Form(
    name="enquiry.assign",
    title=N_("Say who answers"),
    act=Act.ASSIGN_ENQUIRY,
    fields=(
        Field("person", N_("Who answers"), Kind.PERSON, options=partial(people, staff=True)),
        Field("office", N_("Or which post"), hint=N_("The post or office that answers.")),
        ON,
    ),
    places=(Place(NotYet, "person"),),
    button=N_("Assign"),
    do=lambda desk, filled: handling.assign(
        desk,
        filled.subject,
        person=filled.text("person"),
        office=filled.text("office"),
        on=filled.day_or_none("on"),
    ),
)
BEGIN = Form(
    name="enquiry.begin", title=N_("Begun"), act=Act.REPLY_ENQUIRY, fields=(ON,), button=N_("It is begun"),
    do=lambda desk, filled: handling.begin(desk, filled.subject, filled.day_or_none("on")),
)  # fmt: skip
EXTEND = Form(
    name="enquiry.extend",
    title=N_("Extend the limit"),
    act=Act.EXTEND_ENQUIRY,
    about=N_("Once, and before it ends. The asker is told."),
    fields=(_REASON, ON),
    button=N_("Extend"),
    do=lambda desk, filled: handling.extend(desk, filled.subject, _said(filled)),
)
HAND_ON = Form(
    name="enquiry.hand_on",
    title=N_("Hand it on"),
    act=Act.HAND_ON_ENQUIRY,
    about=N_("To the body whose matter it is, with its name and number."),
    fields=(
        Field("body", N_("Name of the other body"), required=True),
        Field("there", N_("Its number or telephone"), required=True),
        _REASON,
        ON,
    ),
    button=N_("Hand it on"),
    do=lambda desk, filled: handling.hand_on(
        desk, filled.subject, filled.text("body"), filled.text("there"), _said(filled)
    ),
)
HAND_BACK = Form(
    name="enquiry.hand_back", title=N_("It came back"), act=Act.HAND_ON_ENQUIRY, fields=(_REASON, ON),
    button=N_("Go on with it here"), do=lambda desk, filled: handling.hand_back(desk, filled.subject, _said(filled)),
)  # fmt: skip


#: a place of a template; its own field asks for it.
_OPENING = re.compile(r"\{\w+\}")


def _templates(_records: Records, t: Translator) -> Sequence[Option]:
    english = t.language == "en"
    return [Option(key, _OPENING.sub("……", one.en if english else one.zh)) for key, one in reply_templates().items()]


def _place_fields() -> tuple[Field, ...]:
    """Return a field for each place of the templates, asked where the chosen template has it."""
    names = dict.fromkeys(name for one in reply_templates().values() for name in one.places)

    def asked(name: str) -> Callable[[Answers], bool]:
        def tell(answers: Answers) -> bool:
            one = reply_templates().get(answers.get("template", ""))
            return one is not None and name in one.places

        return tell

    return tuple(
        Field(f"fact-{name}", _PLACE_WORDS.get(name, name), required=True, asked=asked(name)) for name in names
    )


def _words(records: Records, filled: Filled) -> str:
    """Return the reply: in one's own words, else by the template."""
    if own := filled.text("words"):
        return own
    key = filled.picked("template")
    if not key:
        return ""
    facts = {name: filled.text(f"fact-{name}") for name in reply_templates()[key].places}
    return handling.reply_by_template(records, filled.subject, key, facts)


def _preview(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    one = enquiry_of(records, filled.subject)
    found: list[Paragraph] = [(t("Asked"), "accent"), (one.text, "ink"), ("", "ink"), (t("The reply"), "accent")]
    key = filled.text("template")
    if filled.text("words") or key not in reply_templates():
        return [*found, (filled.text("words"), "ink")]
    facts = {name: filled.text(f"fact-{name}") or "……" for name in reply_templates()[key].places}
    return [*found, (handling.reply_by_template(records, filled.subject, key, facts), "ink")]


def reply_form() -> Form:
    """Return the form of a reply."""
    return Form(
        name="enquiry.reply",
        title=N_("Reply"),
        act=Act.REPLY_ENQUIRY,
        about=N_("By a template, or in your own words. The asker then says whether it helped."),
        fields=(
            Field("template", N_("Template"), Kind.PICK, options=_templates),
            *_place_fields(),
            Field("words", N_("Or in your own words"), Kind.LINES),
            Field("reason", N_("Why it is late"), Kind.LINES, hint=N_("Where it is; the asker reads it.")),
            ON,
        ),
        beside=_preview,
        places=(
            Place(PersonalNumberInText, "words"),
            Place(NotYet, "words", lacks=N_("the words are missing: write what is answered or was heard")),
            Place(NotYet, "reason", lacks=N_("it is {days} days late (due {due}): give the reason")),
            Place(DayBefore, "on"),
        ),
        button=N_("Send the reply"),
        do=lambda desk, filled: handling.reply(desk, filled.subject, _said(filled, _words(desk, filled))),
    )


FOLLOW_UP = Form(
    name="enquiry.follow_up",
    title=N_("Asked again"),
    act=Act.FOLLOW_UP_ENQUIRY,
    fields=(Field("words", N_("What they said"), Kind.LINES, required=True), ON),
    button=N_("Write it down"),
    do=lambda desk, filled: handling.follow_up(desk, filled.subject, _said(filled)),
)


def _rate(desk: Desk, filled: Filled) -> Enquiry:
    grade = Grade(filled.text("grade"))
    judged = judge(desk, filled.subject, solved=filled.yes("solved"), grade=grade, words=filled.text("words"))
    why = filled.text("reopen")
    return reopen(desk, judged.id, why, sure=filled.yes("sure")) if why else judged


RATE = Form(
    name="enquiry.rate",
    title=N_("What the asker says"),
    act=Act.RATE_ENQUIRY,
    about=N_("For whoever shows the slip in the office."),
    fields=(
        Field("solved", N_("Solved"), Kind.YES_NO, required=True),
        Field("grade", N_("How satisfied"), Kind.CHOICE, required=True, options=one_of(GRADE)),
        Field("words", N_("What they add"), Kind.LINES),
        Field("reopen", N_("Open it once more: why"), Kind.LINES),
        Field("sure", N_("No report, no petition"), Kind.YES_NO),
    ),
    start=lambda _records, _subject: {"sure": "no"},
    places=(Place(MaybeElsewhere, "sure"),),
    button=N_("Write it down"),
    do=_rate,
)
PUBLISH = Form(
    name="enquiry.publish",
    title=N_("Show it to everybody"),
    act=Act.PUBLISH_ENQUIRY,
    about=N_("Question and answer, without a name, where the asker agrees. Another than who replied publishes."),
    fields=(
        Field("question", N_("The question as it is shown"), Kind.LINES, hint=N_("Where the words tell too much.")),
        Field("answer", N_("The answer as it is shown"), Kind.LINES),
    ),
    start=lambda records, subject: {
        "question": enquiry_of(records, subject).text,
        "answer": enquiry_of(records, subject).reply,
    },
    places=(
        *(Place(error, place, lacks=place) for place in ("question", "answer") for error in (NotFitForAll, AskerNamed)),
    ),
    button=N_("Publish"),
    do=lambda desk, filled: publish(
        desk, filled.subject, question=filled.text("question"), answer=filled.text("answer")
    ),
)
CLOSE = Form(
    name="enquiry.close",
    title=N_("Close"),
    act=Act.CLOSE_ENQUIRY,
    fields=(Field("reason", N_("What the other body answered"), Kind.LINES, hint=N_("Of one that was handed on.")),),
    places=(Place(NotYet, "reason", lacks=N_("say what the other body answered, or why it ends here")),),
    button=N_("Close"),
    do=lambda desk, filled: handling.close(desk, filled.subject, _said(filled)),
)

#: the form of each event of the machine that a person at the desk takes.
BY_EVENT = {
    EnquiryEvent.ACCEPT: ACCEPT, EnquiryEvent.REJECT: REJECT, EnquiryEvent.ASSIGN: ASSIGN, EnquiryEvent.BEGIN: BEGIN,
    EnquiryEvent.REPLY: reply_form(), EnquiryEvent.EXTEND: EXTEND, EnquiryEvent.HAND_ON: HAND_ON,
    EnquiryEvent.HAND_BACK: HAND_BACK, EnquiryEvent.CONFIRM: RATE, EnquiryEvent.FOLLOW_UP: FOLLOW_UP,
    EnquiryEvent.PUBLISH: PUBLISH, EnquiryEvent.CLOSE: CLOSE,
}  # fmt: skip
