"""What members see: the questions of a guided record, what waits for a second person, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from tinydb import where

from bot.answers.meetings import state_of
from bot.asking import PAGE, Asking, data, menu_row, numbered, rows
from bot.reply import Button, Reply, label
from village_board.base.clock import local
from village_board.base.errors import NotFound
from village_board.base.message import Message
from village_board.chats.model import OfferAct
from village_board.chats.service import Pressed, make_offer
from village_board.desk import Desk, Records
from village_board.hearings.draft import HearingDraft, Question
from village_board.hearings.limits import hearing_limits
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionStatus,
)
from village_board.hearings.service import MEETING_AHEAD
from village_board.hearings.words import CONCLUSION, RESULT
from village_board.i18n import Translator
from village_board.people.model import Person

W = TypeVar("W")


def ask_to_bind(t: Translator, name: str, code: str) -> Reply:
    """Ask whether the chat is that of `name` (A18)."""
    return Reply(
        "\n".join(
            (
                t("Is this the chat of {name}?", name=name),
                t("Whoever holds this chat can then record and confirm in {name}'s name.", name=name),
                t("If you are somebody else, press No and tell the village office."),
            )
        ),
        (
            (Button(t("Yes, I am {name}", name=name), data("b", code)),),
            (Button(t("No, that is not me"), data("m")),),
        ),
    )


def bound(t: Translator, name: str) -> str:
    """Return what is said after binding."""
    return t("This chat is now that of {name}. If the phone is lost, tell the village office at once.", name=name)


def hearings_to_record(asking: Asking, before: str = "") -> Reply:
    """List the hearings whose day has come and whose result is not recorded; `before` is said first."""
    t, today = asking.t, asking.records.today
    ahead = asking.records.find(Hearing, where("status").one_of([status.value for status in MEETING_AHEAD]))
    held = [hearing for hearing in ahead if hearing.held_at and local(hearing.held_at).date() <= today]
    held.sort(key=lambda hearing: (hearing.held_at, hearing.number))
    shown = held[:PAGE]
    head = t("Which hearing was held?") if shown else t("No hearing waits for its result: none has had its day.")
    lines = [t("{when}: {matter}", when=hearing.held_at, matter=hearing.matter) for hearing in shown]
    return Reply(
        "\n".join(filter(None, (before, head, numbered(lines, 0)))),
        rows(*((Button(label(hearing.matter), data("rec", hearing.id)),) for hearing in shown), menu_row(t)),
    )


def question(t: Translator, draft: HearingDraft, before: str = "") -> Reply:
    """Ask the next question of `draft`; `before` says what was wrong with the last answer."""
    asked = {
        Question.DUE: t("How many hearing representatives were invited? Send a number."),
        Question.PRESENT: t("How many came? Send a number."),
        Question.IN_FAVOUR: t("How many were for it? Send a number."),
        Question.AGAINST: t("How many were against it? Send a number."),
        Question.ABSTAINED: t("How many abstained? Send a number."),
        Question.CONCLUSION: t("What did the hearing conclude?"),
        Question.CHANGES: t("What was changed? Send it in a few words."),
    }[draft.question]
    drop = (Button(t("Give up"), data("rec", "drop")),)
    buttons: tuple[tuple[Button, ...], ...] = (drop,)
    if draft.question is Question.CONCLUSION:
        buttons = (
            *((Button(t(CONCLUSION[one]), data("rec", "end", one.value)),) for one in HearingConclusion),
            drop,
        )
    so_far = summary(t, draft)
    return Reply("\n\n".join(filter(None, (before, so_far, asked))), buttons)


def summary(t: Translator, draft: HearingDraft) -> str:
    """Return in words what `draft` holds so far."""
    lines = []
    if draft.due is not None:
        lines.append(t("Invited: {n}", n=draft.due))
    if draft.present is not None:
        lines.append(t("Came: {n}", n=draft.present))
    if draft.in_favour is not None:
        lines.append(t("For: {n}", n=draft.in_favour))
    if draft.against is not None:
        lines.append(t("Against: {n}", n=draft.against))
    if draft.abstained is not None:
        lines.append(t("Abstained: {n}", n=draft.abstained))
    if draft.conclusion is not None:
        lines.append(t("Conclusion: {conclusion}", conclusion=Message(CONCLUSION[draft.conclusion])))
    if draft.changes:
        lines.append(t("What was changed: {changes}", changes=draft.changes))
    return "\n".join(lines)


def next_step(desk: Desk, asking: Asking, draft: HearingDraft) -> Reply:
    """Ask the next question, or show the whole with its single-use button."""
    t = asking.t
    hearing = desk.get(Hearing, draft.hearing)
    head = t("Result of the hearing '{matter}'", matter=hearing.matter)
    if draft.question is not Question.REVIEW:
        return question(t, draft, head)
    nonce = make_offer(desk, asking.chat, OfferAct.RECORD_HEARING, hearing)
    lines = [head, t("Time: {when}", when=draft.held_at or ""), summary(t, draft)]
    if not draft.quorum:
        needed = hearing_limits(desk).quorum.needed(draft.counts.due)
        lines.append(t("Too few came ({needed} were needed): it is recorded as without quorum.", needed=needed))
    lines.append(t("Is all of this right? After you another member must confirm it; only then is it public."))
    return Reply(
        "\n".join(lines),
        (
            (Button(t("Yes, record it"), data("q", nonce)),),
            (Button(t("Fill in again"), data("rec", hearing.id)), Button(t("Give up"), data("rec", "drop"))),
        ),
    )


def waiting(asking: Asking) -> Reply:
    """List what was recorded and waits for a second person."""
    t, records = asking.t, asking.records
    found: list[Hearing | Resolution] = [
        *records.find(Hearing, where("status") == HearingStatus.RECORDED.value),
        *records.find(Resolution, where("status") == ResolutionStatus.RECORDED.value),
    ]
    shown = found[:PAGE]
    head = t("Waiting for a second person:") if shown else t("Nothing waits for a second person.")
    lines = [
        t("{matter}, recorded by {person}", matter=record.matter, person=_name(records, record.recorded_by))
        for record in shown
    ]
    return Reply(
        f"{head}\n{numbered(lines, 0)}",
        rows(*((Button(label(record.matter), data("con", record.id)),) for record in shown), menu_row(t)),
    )


def to_confirm(desk: Desk, asking: Asking, id: str) -> Reply:  # noqa: A002 - the field's own name
    """Show what was recorded in `id`, with the single-use button that confirms it."""
    t = asking.t
    try:
        record = desk.lookup(id)
    except NotFound:
        return waiting(asking)
    result: Message | None
    if isinstance(record, Hearing) and record.status is HearingStatus.RECORDED:
        act, result = OfferAct.CONFIRM_HEARING, _maybe(CONCLUSION, record.conclusion)
    elif isinstance(record, Resolution) and record.status is ResolutionStatus.RECORDED:
        act, result = OfferAct.CONFIRM_RESOLUTION, _maybe(RESULT, record.result)
    else:
        return waiting(asking)
    lines = [
        record.matter,
        t("Recorded by {person}", person=_name(desk, record.recorded_by)),
        t("Time: {when}", when=(record.held_at if isinstance(record, Hearing) else record.meeting_on) or ""),
        t("Invited: {n}", n=record.due),
        t("Came: {n}", n=record.present),
        t("For: {n}", n=record.in_favour),
        t("Against: {n}", n=record.against),
        t("Abstained: {n}", n=record.abstained),
        t("Conclusion: {conclusion}", conclusion=result or t("no quorum")),
    ]
    if isinstance(record, Hearing) and record.changes:
        lines.append(t("What was changed: {changes}", changes=record.changes))
    if record.recorded_by == desk.who.id:
        lines.append(t("You recorded this yourself: another member must confirm it."))
        return Reply("\n".join(lines), (menu_row(t),))
    nonce = make_offer(desk, asking.chat, act, record)
    lines.append(t("If it is right, confirm it: it is then public, and subscribers are told."))
    return Reply("\n".join(lines), ((Button(t("Right, confirm it"), data("q", nonce)),), menu_row(t)))


def done(asking: Asking, pressed: Pressed) -> str:
    """Return what a single-use button did, the same after every press (A15)."""
    t, offer = asking.t, pressed.offer
    record = asking.records.lookup(offer.subject)
    if offer.act is OfferAct.RECORD_HEARING:
        told = t(
            "Recorded: {matter}. Another member must confirm it. Short code {id}",
            matter=record.title,
            id=record.id,
        )
    else:
        state = state_of(record) if isinstance(record, Hearing | Resolution) else ""
        told = t(
            "Confirmed and public: {matter}, {state}. Short code {id}",
            matter=record.title,
            state=state,
            id=record.id,
        )
    return told if pressed.first else t("This was done before.") + "\n" + told


def _maybe(sentences: Mapping[W, str], value: W | None) -> Message | None:
    return None if value is None else Message(sentences[value])


def _name(records: Records, id: str) -> str:  # noqa: A002
    try:
        return records.get(Person, id).name
    except NotFound:
        return id
