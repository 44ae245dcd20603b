"""The questions by which a member records a hearing or a vote, and the whole before it is recorded."""

from __future__ import annotations

from bot.asking import PAGE, Asking, data, menu_row, numbered, rows
from bot.reply import Button, Reply, label
from village_board.base.clock import local
from village_board.base.errors import Refused
from village_board.chats.model import OfferAct
from village_board.chats.service import make_offer
from village_board.desk import Desk
from village_board.hearings.answers import TimeUnfit
from village_board.hearings.draft_words import CHOICE, INVITED, QUESTION
from village_board.hearings.drafts_reading import drafts_of, subject_of, to_record
from village_board.hearings.drafts_service import Opened
from village_board.hearings.model import Hearing
from village_board.hearings.recount import recount
from village_board.hearings.result_draft import (
    CHOICES,
    NUMBERS,
    STANDINGS,
    Frame,
    Question,
    ResultDraft,
    Speech,
    counts_of_draft,
    enough_came,
    held_of,
    next_question,
)
from village_board.hearings.rules import Counts
from village_board.hearings.words import STANCE
from village_board.i18n import Translator

_SAID = 40


def choose_subject(asking: Asking, person: str, before: str = "") -> Reply:
    """List one's unfinished drafts, then what was held and has no result; `before` is said first."""
    t, records = asking.t, asking.records
    begun = [subject_of(records, draft.subject) for draft in drafts_of(records, person)]
    rest = [one for one in to_record(records) if one.id not in {other.id for other in begun}]
    shown = [*begun, *rest][:PAGE]
    head = t("Which one was held?") if shown else t("Nothing waits for its result: no meeting has had its day.")
    lines = []
    for one in shown:
        kind = t("Hearing") if isinstance(one, Hearing) else t("Meeting")
        when = (one.held_at if isinstance(one, Hearing) else one.meeting_at or one.meeting_on) or ""
        line = t("{kind}, {when}: {matter}", kind=kind, when=when, matter=one.matter)
        lines.append(t("{line} (begun, not finished)", line=line) if one in begun else line)
    return Reply(
        "\n".join(filter(None, (before, head, numbered(lines, 0)))),
        rows(*((Button(label(one.matter), data("rec", one.id)),) for one in shown), menu_row(t)),
    )


def head_of(t: Translator, frame: Frame) -> str:
    """Return what is being recorded."""
    if frame.is_hearing:
        return t("Result of the hearing '{matter}'", matter=frame.subject.matter)
    return t("Result of the vote on '{matter}'", matter=frame.subject.matter)


def ask(t: Translator, opened: Opened, before: str = "") -> Reply:
    """Ask the next question of a draft; `before` says what was wrong with the last answer."""
    draft, frame = opened.draft, opened.frame
    question = next_question(draft, frame)
    offered = CHOICES.get(question, ())
    words = [(value, CHOICE[question][value]) for value in offered]
    if question is Question.STANDING:
        words = [(value, CHOICE[question][value]) for value in STANDINGS]
    buttons: list[tuple[Button, ...]] = [(Button(t(word), data("rec", "set", value)),) for value, word in words]
    if question is Question.SPEAKER:
        buttons = [(Button(t("Without a name"), data("rec", "set", "-")),)]
    buttons.append((Button(t("One step back"), data("rec", "back")), Button(t("Give up"), data("rec", "drop"))))
    told = t.say(opened.changed.message) if opened.changed else ""
    so_far = speech_summary(t, draft.speech) if draft.speech else summary(t, draft, frame)
    asked = _sentence(t, question, frame)
    return Reply("\n\n".join(filter(None, (told, before, head_of(t, frame), so_far, asked))), tuple(buttons))


def _sentence(t: Translator, question: Question, frame: Frame) -> str:
    if question is Question.DUE:
        if frame.is_hearing:
            return t("How many hearing representatives were invited? Send a number.")
        return t("How many people were due? Send a number.")
    return {
        Question.HELD: t("When was it held? Send the day and time, such as 2026-09-30 15:00."),
        Question.BALLOT: t("How did they vote?"),
        Question.PRESENT: t("How many came? Send a number."),
        Question.HOUSEHOLDS_DUE: t("How many households are there? Send a number."),
        Question.HOUSEHOLDS_PRESENT: t("How many households were represented? Send a number."),
        Question.IN_FAVOUR: t("How many were for it? Send a number."),
        Question.AGAINST: t("How many were against it? Send a number."),
        Question.ABSTAINED: t("How many abstained? Send a number."),
        Question.CONCLUSION: t("What did the hearing conclude?"),
        Question.CHANGES: t("What was changed? Send it in a few words."),
        Question.STANDING: t("Who spoke? Press a button, or send who it was in a word."),
        Question.STANCE: t("What was the speaker for?"),
        Question.CONTENT: t("What was said? Send it in a few sentences."),
        Question.SPEAKER: t("What is the speaker's name? It stays in the minutes."),
        Question.NAMED: t("Does the speaker want to be named in public?"),
    }[question]


def summary(t: Translator, draft: ResultDraft, frame: Frame) -> str:
    """Return in words what `draft` holds so far."""
    lines = []
    rolled = {} if frame.rolled is None else vars(frame.rolled)
    for question in NUMBERS:
        text = draft.answer(question)
        if question.value in rolled and not text:
            text = str(rolled[question.value] or "")
        if text:
            lines.append(t("{label}: {value}", label=t(_label(question, frame)), value=text))
    for question in (Question.CONCLUSION, Question.CHANGES):
        if text := draft.answer(question):
            value = t(CHOICE[question][text]) if question in CHOICE else text
            lines.append(t("{label}: {value}", label=t(QUESTION[question]), value=value))
    if draft.speeches:
        lines.append(t.n("{n} speech", "{n} speeches", len(draft.speeches)))
    return "\n".join(lines)


def speech_summary(t: Translator, speech: Speech) -> str:
    """Return in words what is known so far of a speech."""
    stance = t(STANCE[speech.stance]) if speech.stance else ""
    said = speech.content[:_SAID] + ("…" if len(speech.content) > _SAID else "")
    return t.listed(list(filter(None, (speech.standing, stance, said, speech.speaker)))) if speech.standing else ""


def review(desk: Desk, asking: Asking, opened: Opened) -> Reply:
    """Show the whole with the single-use button that records it."""
    t, draft, frame = asking.t, opened.draft, opened.frame
    subject = frame.subject
    act = OfferAct.RECORD_HEARING if frame.is_hearing else OfferAct.RECORD_RESOLUTION
    nonce = make_offer(desk, asking.chat, act, subject, draft)
    lines = [t.say(opened.changed.message)] if opened.changed else []
    lines += [head_of(t, frame), _held(t, draft, frame)]
    if not frame.is_hearing and (ballot := draft.answer(Question.BALLOT)):
        lines.append(
            t("{label}: {value}", label=t(QUESTION[Question.BALLOT]), value=t(CHOICE[Question.BALLOT][ballot]))
        )
    lines += [summary(t, draft, frame), *_reckoned(t, draft, frame)]
    lines.append(t("Is all of this right? After you another member must confirm it; only then is it public."))
    buttons: list[tuple[Button, ...]] = [(Button(t("Yes, record it"), data("q", nonce)),)]
    if frame.is_hearing:
        buttons.append((Button(t("Add a speech"), data("rec", "speech")),))
    change = [Button(t("Another time"), data("rec", "ask", Question.HELD.value))]
    if not frame.is_hearing and frame.rolled is None:
        change.append(Button(t("Another way of voting"), data("rec", "ask", Question.BALLOT.value)))
    buttons.append(tuple(change))
    buttons.append((Button(t("One step back"), data("rec", "back")), Button(t("Fill in again"), data("rec", "again"))))
    buttons.append((Button(t("Give up"), data("rec", "drop")),))
    return Reply("\n".join(filter(None, lines)), tuple(buttons))


def next_step(desk: Desk, asking: Asking, opened: Opened, before: str = "") -> Reply:
    """Ask the next question, or show the whole."""
    if next_question(opened.draft, opened.frame) is Question.REVIEW:
        return review(desk, asking, opened)
    return ask(asking.t, opened, before)


def _held(t: Translator, draft: ResultDraft, frame: Frame) -> str:
    try:
        held = held_of(draft)
    except TimeUnfit as error:
        return t.say(error.message)
    if held is None:
        return ""
    return t("Time: {when}", when=held if frame.is_hearing else local(held).date())


def _reckoned(t: Translator, draft: ResultDraft, frame: Frame) -> list[str]:
    """Return what the counts come to; a draft that was filled in elsewhere may contradict itself."""
    try:
        counts = counts_of_draft(draft, frame)
        if frame.rule is not None:
            return [t.say(line.message) for line in recount(frame.subject.body, counts, frame.rule).lines]  # type: ignore[union-attr]  # a vote
    except Refused as error:
        return [t.say(error.message)]
    return _too_few(t, counts, frame)


def _too_few(t: Translator, counts: Counts, frame: Frame) -> list[str]:
    if enough_came(counts, frame):
        return []
    needed = frame.quorum.needed(counts.due)
    return [t("Too few came ({needed} were needed): it is recorded as without quorum.", needed=needed)]


def _label(question: Question, frame: Frame) -> str:
    return INVITED if question is Question.DUE and frame.is_hearing else QUESTION[question]
