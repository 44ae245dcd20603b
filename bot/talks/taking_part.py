"""A hearing and a decision: registering, withdrawing, an opinion, a question, an objection. No name is asked for."""

from __future__ import annotations

from bot.answers import voices as answers
from bot.reply import Reply
from bot.talks.shape import Choice, Guide, Question, Step, Told
from bot.talks.taken import words_of
from village_board.base.errors import NotFound
from village_board.base.message import N_, Message
from village_board.chats.service import language_of
from village_board.hearings.model import HEARING_AHEAD, Hearing, Resolution, Stance
from village_board.hearings.objections import can_object, object_to
from village_board.hearings.opinions import hand_in_opinion
from village_board.hearings.places import place_classes, places_in
from village_board.hearings.registrations import (
    Applicant,
    NotRegistered,
    RegisteredAlready,
    register,
    registration_of_chat,
    withdraw,
)
from village_board.hearings.rules import WrongMoment
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS, STANCE
from village_board.limits.service import limits_of
from village_board.slips.service import slip_of

_LENGTH = "hearing.opinion_length"


def _hearing(told: Told) -> Hearing:
    """Return the public hearing, which is still ahead.

    Raises:
        NotFound: there is none (A14).
        WrongMoment: it was held or cancelled.
    """
    record = told.desk.lookup(told.talk.subject)
    if not isinstance(record, Hearing) or not record.public:
        raise NotFound(Hearing.KIND.label, told.talk.subject)
    if record.status not in HEARING_AHEAD:
        raise WrongMoment(record.title, Message(HEARING_STATUS[record.status]))
    return record


def _resolution(told: Told) -> Resolution:
    record = told.desk.lookup(told.talk.subject)
    if not isinstance(record, Resolution) or not record.public:
        raise NotFound(Resolution.KIND.label, told.talk.subject)
    if not can_object(told.desk, record):
        raise WrongMoment(record.title, Message(RESOLUTION_STATUS[record.status]))
    return record


def _applicant(told: Told) -> Applicant:
    chat = told.asking.chat
    return Applicant(chat=chat, language=language_of(told.desk, chat))


# A place


def _check_new(told: Told) -> None:
    hearing = _hearing(told)
    if (mine := registration_of_chat(told.desk, hearing.id, told.asking.chat)) is not None:
        raise RegisteredAlready(hearing.matter, slip_of(told.desk, mine.id))


def _ask_group(told: Told) -> Question:
    t, hearing = told.t, _hearing(told)
    return Question(
        (t("Take part: {matter}", matter=hearing.matter), t("To whom do you belong?")),
        [Choice(one.key, t(one.en)) for one in place_classes().values() if places_in(hearing.places, one.key)],
    )


def _review_place(told: Told) -> list[str]:
    t = told.t
    return [
        t("Take part: {matter}", matter=_hearing(told).matter),
        t("You register as: {group}.", group=answers.class_names(told.asking, (told.answer("group"),))),
        t("Kept is this chat's number, so that you hear of changes. Your name is not asked for."),
        t("In public only the number of places taken is shown."),
    ]


def _register(told: Told) -> Reply:
    made = register(told.desk, told.talk.subject, told.answer("group"), _applicant(told))
    return answers.registered(told.asking, told.desk.get(Hearing, told.talk.subject), made)


REGISTER = Guide(
    {"group": Step(_ask_group)},
    _register,
    _review_place,
    confirm=N_("Yes, register me"),
    check=_check_new,
    left=N_("Left; you are not registered."),
)


def _check_mine(told: Told) -> None:
    hearing = _hearing(told)
    if registration_of_chat(told.desk, hearing.id, told.asking.chat) is None:
        raise NotRegistered(hearing.matter)


def _review_withdrawal(told: Told) -> list[str]:
    matter = _hearing(told).matter
    return [
        told.t("Withdraw your registration for '{matter}'? The next one on the list gets the place.", matter=matter)
    ]


def _withdraw(told: Told) -> Reply:
    mine = registration_of_chat(told.desk, told.talk.subject, told.asking.chat)
    if mine is None:
        raise NotRegistered(_hearing(told).matter)
    withdraw(told.desk, mine.id)
    return answers.withdrawn(told.asking)


WITHDRAW = Guide(
    {},
    _withdraw,
    _review_withdrawal,
    confirm=N_("Yes, withdraw it"),
    check=_check_mine,
    left=N_("Left; you keep your place."),
)


# Opinions and questions


def _ask_stance(told: Told) -> Question:
    t, matter = told.t, _hearing(told).matter
    return Question(
        (t("Your opinion on: {matter}", matter=matter), t("What are you for?")),
        [Choice(one.value, t(STANCE[one])) for one in Stance],
    )


def _ask_standing(told: Told) -> Question:
    t = told.t
    return Question((t("To whom do you belong?"),), [Choice(one.key, t(one.en)) for one in place_classes().values()])


def _ask_opinion(told: Told) -> Question:
    t = told.t
    return Question(
        (
            t("Your opinion on: {matter}", matter=_hearing(told).matter),
            _limit(told),
            t("A question may stand in it, too."),
            t("It is shown with its answer under a slip number, never with your name."),
            t("Leave out identity numbers, telephone numbers and illnesses, also of others."),
        )
    )


def _review_opinion(told: Told) -> list[str]:
    t = told.t
    return [
        t("Your opinion on: {matter}", matter=_hearing(told).matter),
        t("You are: {stance}", stance=Message(STANCE[Stance(told.answer("stance"))])),
        t("To whom you belong: {group}", group=answers.class_names(told.asking, (told.answer("standing"),))),
        told.answer("text"),
        t("Is this right? What is handed in stays. To change it, send it again."),
    ]


def _hand_in_opinion(told: Told) -> Reply:
    made = hand_in_opinion(
        told.desk,
        told.talk.subject,
        _applicant(told),
        stance=Stance(told.answer("stance")),
        content=told.answer("text"),
        standing=told.answer("standing"),
    )
    return answers.opinion_taken(told.asking, made)


OPINION = Guide(
    {
        "stance": Step(_ask_stance),
        "standing": Step(_ask_standing),
        "text": Step(_ask_opinion, lambda told, text: words_of(told, text, _LENGTH)),
    },
    _hand_in_opinion,
    _review_opinion,
    confirm=N_("Yes, hand it in"),
    retype="text",
    check=_hearing,
)


# Objections


def _ask_objection(told: Told) -> Question:
    t = told.t
    return Question(
        (
            t("Your objection to: {matter}", matter=_resolution(told).matter),
            _limit(told),
            t("It is shown and answered under its number. Nobody else learns that it was you."),
            t("It stops the next step when you show the slip at the village office."),
            t("Leave out identity numbers, telephone numbers and illnesses, also of others."),
        )
    )


def _review_objection(told: Told) -> list[str]:
    t = told.t
    return [
        t("Your objection to: {matter}", matter=_resolution(told).matter),
        told.answer("text"),
        t("Is this right? What is handed in stays. To change it, send it again."),
    ]


def _object(told: Told) -> Reply:
    return answers.objection_taken(
        told.asking, object_to(told.desk, told.talk.subject, told.answer("text"), _applicant(told))
    )


OBJECTION = Guide(
    {"text": Step(_ask_objection, lambda told, text: words_of(told, text, _LENGTH))},
    _object,
    _review_objection,
    confirm=N_("Yes, hand it in"),
    retype="text",
    check=_resolution,
)


def _limit(told: Told) -> str:
    most = limits_of(told.desk).count(_LENGTH)
    return told.t("Send it in one message, at most {most} characters.", most=most)
