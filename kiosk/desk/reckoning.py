"""What stands beside the form: the reckoning of what is typed so far, the whole for the last look. No screen here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.paper import Paragraph
from village_board.base.errors import Refused
from village_board.hearings.answers import NumberUnfit, read_number
from village_board.hearings.draft_words import CHOICE, INVITED, QUESTION
from village_board.hearings.model import Resolution, ResolutionResult
from village_board.hearings.recount import Recount, recount
from village_board.hearings.result_draft import (
    NUMBERS,
    VOTES,
    Frame,
    Question,
    ResultDraft,
    Speech,
    counts_of_draft,
    held_of,
)
from village_board.hearings.words import STANCE

if TYPE_CHECKING:
    from village_board.i18n import Translator

#: facts of the lines that rest on how people voted.
_OF_VOTES = frozenset({"in_favour", "result"})


def label_of(question: Question, frame: Frame) -> str:
    """Return the message id of what a field is called."""
    return INVITED if question is Question.DUE and frame.is_hearing else QUESTION[question]


def reckoning(draft: ResultDraft, frame: Frame, t: Translator) -> list[Paragraph]:
    """Return the reckoning of the counts so far: who was due, came, must come, and whether that is met."""
    try:
        counts = counts_of_draft(draft, frame)
        if frame.rolled is None and not draft.answer(Question.PRESENT):
            return [(t("The reckoning stands here as soon as there are numbers."), "soft")]
        if frame.rule is not None and isinstance(frame.subject, Resolution):
            return _of_vote(draft, frame.votes_rolled, recount(frame.subject.body, counts, frame.rule), t)
    except NumberUnfit:
        return [(t("The reckoning stands here as soon as there are numbers."), "soft")]
    except Refused as error:
        return [(t.say(error.message), "strong")]
    needed = frame.quorum.needed(counts.due)
    met = frame.quorum.met(counts.present, counts.due)
    facts = t("{present} of {due} came; {needed} are needed.", present=counts.present, due=counts.due, needed=needed)
    found = [(_marked(t, facts, met=met), "ink" if met else "strong")]
    if not met:
        found.append((t("Recorded like this it is a hearing without quorum."), "ink"))
    else:
        silent = counts.present - counts.in_favour - counts.against - counts.abstained
        if silent > 0:
            found.append((t.n("{n} who came said nothing.", "{n} who came said nothing.", silent), "ink"))
        elif silent < 0:
            found.append((t("More spoke than came."), "strong"))
    return found


def _of_vote(draft: ResultDraft, rolled: bool, found: Recount, t: Translator) -> list[Paragraph]:  # noqa: FBT001 - a fact
    """Return the reckoning of a vote; nothing is said of votes before one is filled in."""
    voted = rolled or found.result is ResolutionResult.NO_QUORUM or any(draft.answer(one) for one in VOTES)
    said = [
        (_marked(t, t.say(line.message), met=line.met), "strong" if line.met is False else "ink")
        for line in found.lines
        if voted or not _OF_VOTES & line.message.facts.keys()
    ]
    return said if voted else [*said, (t("How they voted is not filled in yet."), "soft")]


def _marked(t: Translator, words: str, *, met: bool | None) -> str:
    if met is None:
        return words
    return t("{words} Met.", words=words) if met else t("{words} NOT met.", words=words)


def whole(draft: ResultDraft, frame: Frame, t: Translator) -> list[Paragraph]:
    """Return everything that would be recorded, for the last look."""
    found: list[Paragraph] = [(frame.subject.matter, "strong")]
    try:
        held = held_of(draft)
    except Refused as error:
        found.append((t.say(error.message), "strong"))
    else:
        if held is not None:
            found.append((_pair(t, t(QUESTION[Question.HELD]), t.moment(held)), "ink"))
    if not frame.is_hearing and frame.rolled is None and (ballot := draft.answer(Question.BALLOT)):
        found.append((_pair(t, t(QUESTION[Question.BALLOT]), t(CHOICE[Question.BALLOT][ballot])), "ink"))
    counted = [(question, _number(draft, frame, question)) for question in NUMBERS]
    counted = [(question, text) for question, text in counted if text]
    found.append(("  ".join(_pair(t, t(label_of(question, frame)), text) for question, text in counted), "ink"))
    for question in (Question.CONCLUSION, Question.CHANGES):
        if text := draft.answer(question):
            value = t(CHOICE[question][text]) if question in CHOICE else text
            found.append((_pair(t, t(QUESTION[question]), value), "ink"))
    for number, speech in enumerate(draft.speeches, start=1):
        found.append((speech_line(t, number, speech), "ink"))
    return [*found, ("", "ink"), *reckoning(draft, frame, t)]


def speech_line(t: Translator, number: int, speech: Speech) -> str:
    """Return a speech in one line."""
    who = speech.standing or t("somebody")
    if speech.speaker:
        named = t("named in public") if speech.named else t("not named in public")
        who = t("{standing} {name} ({named})", standing=who, name=speech.speaker, named=named)
    stance = t(STANCE[speech.stance]) if speech.stance else t("no stance yet")
    return t("{number}. {who}, {stance}: {content}", number=number, who=who, stance=stance, content=speech.content)


def _pair(t: Translator, name: str, value: str) -> str:
    return t("{label}: {value}", label=name, value=value)


def _number(draft: ResultDraft, frame: Frame, question: Question) -> str:
    if frame.rolled is not None and (frame.votes_rolled or question not in _TYPED_BESIDE_ROLL):
        count = getattr(frame.rolled, question.value)
        return str(count) if count or not question.value.startswith("households") else ""
    try:
        count = read_number(draft.answer(question))
    except NumberUnfit:
        return draft.answer(question)
    return "" if count is None else str(count)


#: what is typed where the roll holds who came, and no votes.
_TYPED_BESIDE_ROLL = frozenset({Question.IN_FAVOUR, Question.AGAINST, Question.ABSTAINED})
