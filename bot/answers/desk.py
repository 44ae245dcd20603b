"""What members see: binding, what waits for a second person, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from bot.answers.meetings import state_of
from bot.asking import PAGE, Asking, data, menu_row, numbered, rows
from bot.reply import Button, Reply, label
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.base.message import Message
from village_board.chats.model import OfferAct
from village_board.chats.service import Pressed, make_offer
from village_board.desk import Desk, Records
from village_board.disclosure.model import Item
from village_board.disclosure.words import ITEM_STATUS
from village_board.enquiries.model import Enquiry
from village_board.hearings.correction_words import field_words
from village_board.hearings.corrections import waiting_correction
from village_board.hearings.drafts_reading import to_confirm as recorded
from village_board.hearings.model import Hearing, HearingStatus, Resolution, ResolutionStatus
from village_board.hearings.words import CONCLUSION, RESULT
from village_board.i18n import Translator
from village_board.people.binding import Binding
from village_board.people.model import Person
from village_board.supervision.model import Alarm
from village_board.supervision.words import STATE

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


def bound(t: Translator, name: str, *, waits: bool = False) -> str:
    """Return what is said after binding."""
    if waits:
        return t("{name} had another chat before: a second member must confirm this one first.", name=name)
    return t("This chat is now that of {name}. If the phone is lost, tell the village office at once.", name=name)


def waiting(asking: Asking) -> Reply:
    """List what was recorded and waits for a second person."""
    t, records = asking.t, asking.records
    shown = [*recorded(records), *corrected(records)][:PAGE]
    head = t("Waiting for a second person:") if shown else t("Nothing waits for a second person.")
    lines = [
        t("{matter}, a correction by {person}", matter=record.matter, person=_name(records, waits.by))
        if (waits := waiting_correction(record)) is not None
        else t("{matter}, recorded by {person}", matter=record.matter, person=_name(records, record.recorded_by))
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
        return _correction(desk, asking, record)
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
    back = Button(t("Not right, send it back"), data("con", "back", record.id))
    return Reply("\n".join(lines), ((Button(t("Right, confirm it"), data("q", nonce)),), (back,), menu_row(t)))


def corrected(records: Records) -> list[Hearing | Resolution]:
    """Return the results whose correction waits for a second person."""
    every: list[Hearing | Resolution] = [*records.all(Hearing), *records.all(Resolution)]
    return [one for one in every if waiting_correction(one) is not None]


def _correction(desk: Desk, asking: Asking, record: Record) -> Reply:
    """Show a correction that waits, with the single-use button that lets it hold."""
    t = asking.t
    waits = waiting_correction(record) if isinstance(record, Hearing | Resolution) else None
    if waits is None:
        return waiting(asking)
    lines = [
        t("Correction of '{matter}' by {person}:", matter=record.title, person=_name(desk, waits.by)),
        *(t("{field}: {was} becomes {now}", field=field_words(c.field), was=c.was, now=c.now) for c in waits.changed),
        t("Reason: {reason}", reason=waits.reason),
    ]
    if waits.by == desk.who.id:
        lines.append(t("You wrote this yourself: another member must confirm it."))
        return Reply("\n".join(lines), (menu_row(t),))
    nonce = make_offer(desk, asking.chat, OfferAct.CONFIRM_CORRECTION, record)
    lines.append(t("If it is right, confirm it: who was told the result is told the correction."))
    return Reply("\n".join(lines), ((Button(t("Right, confirm the correction"), data("q", nonce)),), menu_row(t)))


def done(asking: Asking, pressed: Pressed) -> str:
    """Return what a single-use button did, the same after every press (A15)."""
    t, offer = asking.t, pressed.offer
    record = asking.records.lookup(offer.subject)
    told = _did(asking, offer.act, record)
    return told if pressed.first else t("This was done before.") + "\n" + told


def _did(asking: Asking, act: OfferAct, record: Record) -> str:
    t = asking.t
    if isinstance(record, Binding):
        name = _name(asking.records, record.person)
        if act is OfferAct.CONFIRM_BINDING:
            return t("{person} acts through the new chat from now on.", person=name)
        return t("The chat of {person} is not bound any more.", person=name)
    if act in (OfferAct.RECORD_HEARING, OfferAct.RECORD_RESOLUTION):
        words = t(
            "Recorded: {matter}. Another member must confirm it. Short code {id}", matter=record.title, id=record.id
        )
    elif isinstance(record, Hearing | Resolution):
        state = state_of(record)
        words = t(
            "Confirmed and public: {matter}, {state}. Short code {id}", matter=record.title, state=state, id=record.id
        )
    elif isinstance(record, Item):
        words = t(
            "{name}: {state}. Short code {id}",
            name=record.name,
            state=Message(ITEM_STATUS[record.status]),
            id=record.id,
        )
    elif isinstance(record, Alarm):
        words = t("Alarm {point} is {state} now.", point=record.point, state=Message(STATE[record.state]))
    elif isinstance(record, Enquiry):
        words = t("Accepted: slip {slip}, answer by {due}.", slip=record.number, due=record.due_on)
    else:
        words = t("The hall plays it from now on: {caption}", caption=record.title)
    return words


def _maybe(sentences: Mapping[W, str], value: W | None) -> Message | None:
    return None if value is None else Message(sentences[value])


def _name(records: Records, id: str) -> str:  # noqa: A002
    try:
        return records.get(Person, id).name
    except NotFound:
        return id
