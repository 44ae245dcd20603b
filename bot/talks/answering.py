"""What the office does with an enquiry in a chat: assign, answer with a form or own words, refuse, extend, hand on."""

from __future__ import annotations

from bot.answers import answering as answers
from bot.answers import duties
from bot.asking import numbered
from bot.reply import Reply
from bot.talks.sending_back import REASON_LIMIT
from bot.talks.shape import Choice, Guide, Question, Step, Told
from bot.talks.taken import within
from village_board.base.message import N_
from village_board.enquiries import handling
from village_board.enquiries.finding import enquiry_of, outlook
from village_board.enquiries.handling import Said
from village_board.enquiries.model import Enquiry
from village_board.enquiries.templates import ASKED_ON, ReplyTemplate, place_word, reply_templates
from village_board.hearings.opinions import REPLY_LIMIT
from village_board.people.acts import PERMITTED, Act
from village_board.people.model import Person
from village_board.people.service import find_person

_OWN = "own"
#: The most places that a form of a reply has; a test compares it with the forms.
PLACES = 3
_PEOPLE = 8


def _one(told: Told) -> Enquiry:
    return enquiry_of(told.desk, told.talk.subject)


def _head(told: Told) -> str:
    one = _one(told)
    return told.t("Slip {slip}: {words}", slip=one.number, words=one.text)


def _done(told: Told, words: str) -> Reply:
    reply = answers.enquiry(told.desk, told.asking, _one(told))
    return Reply(f"{words}\n\n{reply.text}", reply.rows)


_reason = within(REASON_LIMIT)


# Assigning


def _ask_person(told: Told) -> Question:
    t, today = told.t, told.desk.today
    able = [one for one in told.desk.all(Person) if one.offices and one.roles(today) & PERMITTED[Act.REPLY_ENQUIRY]][
        :_PEOPLE
    ]
    return Question(
        (_head(told), t("Who answers it? Press a name, or send a name or number.")),
        [Choice(one.id, one.name) for one in able],
    )


def _assign(told: Told) -> Reply:
    one = handling.assign(told.desk, told.talk.subject, person=told.answer("person"))
    return _done(told, told.t("{person} answers it.", person=one.office))


ASSIGN = Guide(
    {"person": Step(_ask_person, lambda told, text: find_person(told.desk, text.strip()).id)},
    _assign,
    acts=frozenset({Act.ASSIGN_ENQUIRY}),
    bound=True,
    left=N_("Left; nothing was changed."),
)


# Answering


def _template(told: Told) -> ReplyTemplate | None:
    return reply_templates().get(told.answer("form"))


def _shown(told: Told, form: ReplyTemplate) -> str:
    """Return the words of a form with the names of its places."""
    asked_on = told.t.fact(_one(told).submitted_on)
    english = told.t.language == "en"
    named = {name: f"〔{place_word(name, english=english)}〕" for name in form.places}
    return (form.en if english else form.zh).format(**named, **{ASKED_ON: asked_on})


def _ask_form(told: Told) -> Question:
    t, one = told.t, _one(told)
    fit = [each for each in reply_templates().values() if one.kind in each.kinds]
    lines = [_head(told), t("In which form do you answer?"), numbered([_shown(told, each) for each in fit], 0)]
    choices = [Choice(each.key, t("Form {n}", n=n)) for n, each in enumerate(fit, 1)]
    return Question(lines, (*choices, Choice(_OWN, t("In my own words"))))


def _place(number: int) -> Step:
    """Return the step that asks for the fact in place `number` of the form."""

    def ask(told: Told) -> Question:
        form = _template(told)
        assert form is not None
        place = place_word(form.places[number], english=told.t.language == "en")
        return Question((_shown(told, form), told.t("What stands at {place}?", place=place)))

    def skip(told: Told) -> bool:
        form = _template(told)
        return form is None or len(form.places) <= number

    return Step(ask, within(REASON_LIMIT), skip=skip)


def _ask_words(told: Told) -> Question:
    return Question((_head(told), told.t("Write the answer in one message. The asker reads it.")))


def _ask_why_late(told: Told) -> Question:
    return Question((told.t("The answer is late. Why? The asker reads that too."),))


def _in_time(told: Told) -> bool:
    return not outlook(told.desk, _one(told)).late


def _words(told: Told) -> str:
    form = _template(told)
    if form is None:
        return told.answer("words")
    facts = {name: told.answer(f"place{number}") for number, name in enumerate(form.places)}
    return handling.reply_by_template(told.desk, told.talk.subject, form.key, facts)


def _review(told: Told) -> list[str]:
    t = told.t
    late = told.answer("why_late")
    return [
        _head(told),
        t("Reply: {reply}", reply=_words(told)),
        *([t("Why late: {reason}", reason=late)] if late else []),
        t("Is this right? The asker is told at once."),
    ]


def _reply(told: Told) -> Reply:
    said = Said(_words(told), told.answer("why_late"))
    one = handling.reply(told.desk, told.talk.subject, said)
    return duties.desk(told.asking, told.t("Answered: slip {slip}. The asker says whether it helped.", slip=one.number))


REPLY = Guide(
    {
        "form": Step(_ask_form),
        **{f"place{number}": _place(number) for number in range(PLACES)},
        "words": Step(
            _ask_words,
            within(REPLY_LIMIT),
            skip=lambda told: told.answer("form") != _OWN,
        ),
        "why_late": Step(_ask_why_late, _reason, skip=_in_time),
    },
    _reply,
    _review,
    confirm=N_("Yes, answer it"),
    retype="words",
    acts=frozenset({Act.REPLY_ENQUIRY}),
    bound=True,
    left=N_("Left; nothing was changed."),
)


# Refusing, extending, handing on


def _ask_refusal(told: Told) -> Question:
    return Question((_head(told), told.t("Why is it not accepted? The asker reads it.")))


def _refuse(told: Told) -> Reply:
    handling.reject(told.desk, told.talk.subject, Said(reason=told.answer("reason")))
    return duties.desk(told.asking, told.t("Not accepted; the asker is told the reason."))


REFUSE = Guide(
    {"reason": Step(_ask_refusal, _reason)},
    _refuse,
    lambda told: [_head(told), told.t("Reason: {reason}", reason=told.answer("reason"))],
    confirm=N_("Yes, refuse it"),
    retype="reason",
    acts=frozenset({Act.ACCEPT_ENQUIRY}),
    bound=True,
    left=N_("Left; nothing was changed."),
)


def _ask_extension(told: Told) -> Question:
    return Question((_head(told), told.t("Why does it need more time? It is possible once, and the asker reads it.")))


def _extend(told: Told) -> Reply:
    one = handling.extend(told.desk, told.talk.subject, Said(reason=told.answer("reason")))
    return _done(told, told.t("Extended until {due}.", due=one.due_on))


EXTEND = Guide(
    {"reason": Step(_ask_extension, _reason)},
    _extend,
    acts=frozenset({Act.EXTEND_ENQUIRY}),
    bound=True,
    left=N_("Left; nothing was changed."),
)


def _ask_body(told: Told) -> Question:
    return Question((_head(told), told.t("Whose matter is it? Send the body's name.")))


def _ask_number(told: Told) -> Question:
    return Question((told.t("Under which number did {body} take it?", body=told.answer("body")),))


def _ask_why_on(told: Told) -> Question:
    return Question((told.t("Why is it handed on? The asker reads it."),))


def _hand_on(told: Told) -> Reply:
    said = Said(reason=told.answer("reason"))
    handling.hand_on(told.desk, told.talk.subject, told.answer("body"), told.answer("number"), said)
    return duties.desk(told.asking, told.t("Handed on; the asker is told to whom, with the number."))


HAND_ON = Guide(
    {"body": Step(_ask_body, _reason), "number": Step(_ask_number, _reason), "reason": Step(_ask_why_on, _reason)},
    _hand_on,
    acts=frozenset({Act.HAND_ON_ENQUIRY}),
    bound=True,
    left=N_("Left; nothing was changed."),
)
