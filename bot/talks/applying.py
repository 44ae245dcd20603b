"""Applying for information (facts 4.1): what is wanted, in which form, who applies, how to be reached.

The Regulation binds township and district; the village takes the same form by analogy, and says so.
"""

from __future__ import annotations

from bot.answers import applications as answers
from bot.reply import Reply
from bot.talks.shape import Choice, Guide, Question, Step, TakenElsewhere, Told
from bot.talks.taken import words_of
from village_board.applications.from_chat import application_of_chat, apply, check_flood, take_back
from village_board.applications.model import ApplicantKind, Application, FormWanted
from village_board.applications.service import Received
from village_board.applications.words import ANALOGY, APPLICANT, FORM
from village_board.base.message import N_, Message
from village_board.chats.service import language_of
from village_board.enquiries.elsewhere import Elsewhere, elsewhere

_LENGTH, _NAME = "application.wanted_length", "application.name_length"


def _ask_wanted(told: Told) -> Question:
    t = told.t
    return Question(
        (
            t("Apply for information: what do you want to see?"),
            t("Send the name of the paper, its number, or what it is about, in one message."),
            t("One paper an application is answered soonest."),
            t.say(Message(ANALOGY)),
        )
    )


def _take_wanted(told: Told, text: str) -> str:
    if elsewhere(text) is Elsewhere.PETITION:
        raise TakenElsewhere(answers.petition)
    return words_of(told, text, _LENGTH)


def _ask_form(told: Told) -> Question:
    t = told.t
    return Question(
        (t("In which form do you want it?"),),
        [Choice(form.value, t(FORM[form])) for form in FormWanted],
    )


def _ask_kind(told: Told) -> Question:
    t = told.t
    return Question((t("Who applies?"),), [Choice(kind.value, t(APPLICANT[kind])) for kind in ApplicantKind])


def _ask_name(told: Told) -> Question:
    t = told.t
    return Question(
        (
            t("What is the name of the applicant?"),
            t("It is for the office alone. The law asks for it."),
            t("Send no identity number. Who must be identified shows the card in the hall."),
        )
    )


def _ask_contact(told: Told) -> Question:
    t = told.t
    return Question(
        (
            t("How shall the answer reach you?"),
            t("Here: you are told in this chat. By another way: send a postal or e-mail address."),
        ),
        (Choice("chat", t("Here, in this chat")), Choice("hall", t("I come to the village office"))),
    )


def _contact(told: Told) -> str:
    said = told.answer("contact")
    words = {"chat": told.t("this chat"), "hall": told.t("comes to the village office")}
    return words.get(said, said)


def _review(told: Told) -> list[str]:
    t = told.t
    return [
        t("Your application for information:"),
        t("Wanted: {words}", words=told.answer("wanted")),
        t("Form: {form}", form=Message(FORM[FormWanted(told.answer("form"))])),
        t("Applicant: {name} ({kind})", name=told.answer("name"), kind=_kind(told)),
        t("Reply to: {contact}", contact=_contact(told)),
        t("Is this right? With your button both sides confirm today as the day of receipt."),
    ]


def _kind(told: Told) -> Message:
    return Message(APPLICANT[ApplicantKind(told.answer("kind"))])


def _apply(told: Told) -> Reply:
    chat = told.asking.chat
    form = Received(
        ApplicantKind(told.answer("kind")),
        told.answer("name"),
        _contact(told),
        answers.WAY,
        wanted=told.answer("wanted"),
        form=FormWanted(told.answer("form")),
        confirmed_on=told.desk.today,
    )
    return answers.receipt(told.asking, apply(told.desk, form, chat, language_of(told.desk, chat)))


APPLY = Guide(
    {
        "wanted": Step(_ask_wanted, _take_wanted),
        "form": Step(_ask_form),
        "kind": Step(_ask_kind),
        "name": Step(_ask_name, lambda told, text: words_of(told, text, _NAME)),
        "contact": Step(_ask_contact, lambda told, text: words_of(told, text, _NAME)),
    },
    _apply,
    _review,
    confirm=N_("Yes, hand it in"),
    check=lambda told: check_flood(told.desk, told.asking.chat),
)


def _mine(told: Told) -> Application:
    return application_of_chat(told.desk, told.asking.chat, told.talk.subject)


def _ask_why(told: Told) -> Question:
    t = told.t
    return Question(
        (t("Take application {number} back: why?", number=_mine(told).number),),
        (
            Choice("unneeded", t("I do not need it any more")),
            Choice("mistaken", t("It was handed in by mistake")),
            Choice("found", t("I have found it elsewhere")),
        ),
    )


def _take_back(told: Told) -> Reply:
    why = next(one.label for one in _ask_why(told).choices if one.value == told.answer("why"))
    return answers.taken_back(told.asking, take_back(told.desk, told.asking.chat, told.talk.subject, why))


TAKE_BACK = Guide(
    {"why": Step(_ask_why)},
    _take_back,
    lambda told: [told.t("Take application {number} back? Its number is not given again.", number=_mine(told).number)],
    confirm=N_("Yes, take it back"),
    check=_mine,
    left=N_("Left; nothing was changed."),
)
