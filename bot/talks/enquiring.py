"""Asking the village, and what the asker says of the answer: a chat gives no name."""

from __future__ import annotations

from bot.answers import enquiries as answers
from bot.reply import Reply
from bot.talks.shape import Choice, Guide, Question, Step, Told
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.chats.service import OfferUnknown, language_of
from village_board.chats.talk import Talk
from village_board.enquiries.elsewhere import Elsewhere, MaybeElsewhere, who_takes
from village_board.enquiries.finding import NoSuchEnquiry, enquiry_of, is_from_chat
from village_board.enquiries.judging import OlderReply, can_judge, judge, reopen
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind
from village_board.enquiries.never_taken import check_taken
from village_board.enquiries.receiving import Ask, checked_text, submit
from village_board.enquiries.words import ENQUIRY_KIND, GRADE
from village_board.hearings.registrations import Applicant
from village_board.limits.service import limits_of


def own(told: Told) -> Enquiry:
    """Return the enquiry of this chat; another's is as if it did not exist (A14).

    Raises:
        NoSuchEnquiry: it is none of this chat's.
    """
    one = enquiry_of(told.desk, told.talk.subject)
    if not is_from_chat(told.desk, told.asking.chat, one):
        raise NoSuchEnquiry(told.talk.subject)
    return one


# Writing


def _ask_kind(told: Told) -> Question:
    t = told.t
    return Question(
        (
            t("Ask the village: what is it?"),
            t("You get a slip with the promised day. Your name is not asked for."),
        ),
        [Choice(kind.value, t(ENQUIRY_KIND[kind])) for kind in EnquiryKind],
    )


def _ask_text(told: Told) -> Question:
    t = told.t
    kind = told.answer("kind")
    most = limits_of(told.desk).count("enquiry.length")
    head = (
        t("Your {kind}:", kind=t(ENQUIRY_KIND[EnquiryKind(kind)])) if kind else t("Why shall it be opened once more?")
    )
    return Question(
        (
            head,
            t("Send it in one message, at most {most} characters.", most=most),
            t("Say what, where and when, as it is. Only the office reads it."),
            t("Leave out identity numbers, telephone numbers and illnesses, also of others."),
        )
    )


def _take_text(told: Told, text: str) -> str:
    check_taken(text)
    return checked_text(told.desk, text, sure=told.talk.has("sure"), township=told.asking.settings.township)


def _refused(told: Told, error: Refused) -> Question | None:
    """Offer the right place first; the person decides. What they wrote is not kept, so they send it again (P15)."""
    if not isinstance(error, MaybeElsewhere):
        return None
    t = told.t
    name = t("a report of wrongdoing") if error.what is Elsewhere.REPORT else t("a petition")
    return Question(
        (
            t("This reads like {what}.", what=name),
            t.say(who_takes(error.what, told.asking.settings.township, limits_of(told.desk))),
            t("It was not kept. If it is something else, press the button and send it again."),
        ),
        (Choice("sure", t("It is something else")),),
        leave=t("I go there; leave here"),
    )


def _sure(talk: Talk) -> Talk:
    return talk.answered("sure", "y")


def _ask_public(told: Told) -> Question:
    t = told.t
    return Question(
        (
            t("May question and answer be shown to everybody, without your name?"),
            t("Others have the same question. Before it is shown, somebody checks it."),
        ),
        (Choice("y", t("Yes, it may be shown")), Choice("n", t("No, only to me"))),
    )


def _review(told: Told) -> list[str]:
    t, kind = told.t, told.answer("kind")
    lines = [t("Your {kind}:", kind=t(ENQUIRY_KIND[EnquiryKind(kind)]))] if kind else []
    lines.append(told.answer("text"))
    if kind:
        public = told.answer("public") == "y"
        lines.append(t("The answer may be shown.") if public else t("The answer is only for you."))
    lines.append(t("Is this right? To change it, send it again."))
    return lines


def _hand_in(told: Told) -> Reply:
    chat = told.asking.chat
    ask = Ask(
        EnquiryKind(told.answer("kind")),
        told.answer("text"),
        Channel.BOT,
        Applicant(chat=chat, language=language_of(told.desk, chat)),
        may_be_public=told.answer("public") == "y",
        sure=told.talk.has("sure"),
        township=told.asking.settings.township,
    )
    return answers.receipt(told.asking, submit(told.desk, ask))


def _open_again(told: Told) -> Reply:
    township, sure = told.asking.settings.township, told.talk.has("sure")
    words, chat = told.answer("text"), told.asking.chat
    one = reopen(told.desk, own(told).id, words, chat=chat, sure=sure, township=township)
    return answers.opened_again(told.asking, one)


_TEXT = Step(_ask_text, _take_text, _refused, {"sure": _sure})

ASK = Guide(
    {"kind": Step(_ask_kind), "text": _TEXT, "public": Step(_ask_public)},
    _hand_in,
    _review,
    confirm=N_("Yes, hand it in"),
    retype="text",
)
REOPEN = Guide(
    {"text": _TEXT},
    _open_again,
    _review,
    confirm=N_("Yes, hand it in"),
    retype="text",
    check=own,
)


# Judging the answer


def _check_round(told: Told) -> None:
    """Refuse a button of an earlier answer than the last."""
    round_ = told.talk.about
    if not (round_.isascii() and round_.isdigit()):
        raise OfferUnknown
    if not can_judge(own(told), int(round_)):
        raise OlderReply


def _ask_solved(told: Told) -> Question:
    t = told.t
    return Question((t("Is it solved?"),), (Choice("y", t("Solved")), Choice("n", t("Not solved"))))


def _ask_grade(told: Told) -> Question:
    t = told.t
    return Question(
        (t("How satisfied are you with the answer?"),),
        [Choice(grade.value, t(GRADE[grade])) for grade in answers.GRADES],
    )


def _judge(told: Told) -> Reply:
    one = own(told)
    grade = next(grade for grade in answers.GRADES if grade.value == told.answer("grade"))
    solved, round_ = told.answer("solved") == "y", int(told.talk.about)
    kept = judge(told.desk, one.id, solved=solved, grade=grade, chat=told.asking.chat, round_=round_)
    return answers.judged(told.asking, kept)


RATE = Guide(
    {"solved": Step(_ask_solved), "grade": Step(_ask_grade)},
    _judge,
    check=_check_round,
    left=N_("Left; nothing was kept. You can say it later."),
)
