"""The desk of a member in a chat: what waits for them, what is due and late, whose chats are bound."""

from __future__ import annotations

from tinydb import where

from bot.asking import PAGE, Asking, data, menu_row, numbered, rows
from bot.reply import Button, Reply, label
from village_board.attachments.model import Attachment, AttachmentKind, Visibility
from village_board.attachments.rules import waits
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.base.message import Message
from village_board.chats.bound import bindings
from village_board.chats.model import OfferAct
from village_board.chats.service import OFFERS_KEPT, make_offer
from village_board.desk import Desk, Records
from village_board.disclosure.model import Item, ItemStatus
from village_board.enquiries.finding import open_enquiries, outlook
from village_board.hearings.drafts_reading import to_confirm, to_record
from village_board.people.acts import ACT_WORDS, PERMITTED, Act
from village_board.people.model import Person

#: A chat keeps so many buttons of members; each bound chat needs two.
_CHATS = OFFERS_KEPT // 2
#: Acts that are listed, and how far back in the log they are looked for.
_ACTS, _LOOKED_AT = 10, 2000
UNDER_WAY = (ItemStatus.DRAFT, ItemStatus.SUBMITTED, ItemStatus.REVIEWED)


def desk(asking: Asking, before: str = "") -> Reply:
    """Show what a member can do here, with how much waits."""
    t, records = asking.t, asking.records
    items = records.count(Item, where("status").one_of([one.value for one in UNDER_WAY]))
    enquiries = open_enquiries(records)
    late = sum(outlook(records, one).late > 0 for one in enquiries)
    lines = [
        *([before, ""] if before else []),
        t("Your desk, {person}.", person=asking.actor.name if asking.actor else ""),
        t(
            "Held without a result: {n}. Waiting for a second person: {m}.",
            n=len(to_record(records)),
            m=len(to_confirm(records)),
        ),
        t("Items on their way: {n}. Enquiries: {m}, {late} late.", n=items, m=len(enquiries), late=late),
        t("Send a spreadsheet and you get its findings back. Send a voice note for the hall."),
    ]
    buttons = (
        (Act.RECORD_HEARING, t("Record a hearing"), "rec"),
        (Act.CONFIRM_HEARING, t("Waiting for me to confirm"), "con"),
        (Act.CONFIRM_BINDING, t("Items to review and sign"), "iw"),
        (Act.CONFIRM_BINDING, t("Enquiries to answer"), "ew"),
        (Act.SEE_FINDINGS, t("Alarms (not public)"), "al"),
        (Act.BIND_CHAT, t("Due and late"), "dd"),
        (Act.PASS_ATTACHMENT, t("Voices for the hall"), "sw"),
        (Act.BIND_CHAT, t("Members' chats"), "bd"),
        (Act.BIND_CHAT, t("Done in my name"), "ad"),
    )
    mine = asking.actor.roles if asking.actor else frozenset()
    return Reply(
        "\n".join(lines),
        rows(*((Button(text, data(view)),) for act, text, view in buttons if mine & PERMITTED[act]), menu_row(t)),
    )


def chats(desk_: Desk, asking: Asking) -> Reply:
    """List the members' chats: one ends in one press, one's own too; another's new chat is confirmed (A18, A20)."""
    t = asking.t
    found = bindings(asking.records)[:_CHATS]
    lines, buttons = [], []
    for one in found:
        name = name_of(asking.records, one.person)
        lines.append(
            t("{person}: waits for a second member", person=name)
            if one.waits
            else t("{person}, bound {when}", person=name, when=one.bound_at)
        )
        if one.waits and one.person != desk_.who.id:
            nonce = make_offer(desk_, asking.chat, OfferAct.CONFIRM_BINDING, one)
            buttons.append((Button(label(t("Confirm the new chat of {person}", person=name)), data("q", nonce)),))
        nonce = make_offer(desk_, asking.chat, OfferAct.REVOKE_BINDING, one)
        end = (
            t("Refuse the new chat of {person}", person=name)
            if one.waits
            else t("End the chat of {person}", person=name)
        )
        buttons.append((Button(label(end), data("q", nonce)),))
    return Reply(t("Members' chats:") + "\n" + numbered(lines, 0), rows(*buttons, _back(asking)))


def done_by_me(_: Desk, asking: Asking) -> Reply:
    """List what was done in this member's name, on whatever screen: whoever lost a phone sees it there (A20)."""
    t, records = asking.t, asking.records
    mine = asking.actor.id if asking.actor is not None else ""
    found = records.acts_by(mine, limit=_ACTS, within=_LOOKED_AT)
    lines = [
        t("{when}: {act}, {record}", when=one.at, act=Message(ACT_WORDS[one.act]), record=_title(records, one.subject))
        for one in found
    ]
    head = t("Done in your name, the newest first:") if lines else t("Nothing was done in your name lately.")
    return Reply(
        "\n".join((head, numbered(lines, 0), t("If something is not yours, end your chat at 'Members' chats'."))),
        rows((Button(t("Members' chats"), data("bd")),), _back(asking)),
    )


def sounds(desk_: Desk, asking: Asking) -> Reply:
    """List the voice notes that wait for a second person; each is heard first, then passed."""
    t = asking.t
    found = sounds_waiting(asking.records)[:PAGE]
    if not found:
        return Reply(t("No voice note waits."), rows(_back(asking)))
    lines = [
        t("{caption}, for: {record}", caption=one.caption, record=_title(asking.records, one.subject)) for one in found
    ]
    del desk_
    return Reply(
        t("Voice notes that wait for a second person:") + "\n" + numbered(lines, 0),
        rows(*((Button(label(one.caption), data("sv", one.id)),) for one in found), _back(asking)),
    )


def sound(desk_: Desk, asking: Asking, one: Attachment) -> Reply:
    """Ask whether a voice note that was just heard may be played in the hall."""
    t = asking.t
    about = t("{caption}, for: {record}", caption=one.caption, record=_title(asking.records, one.subject))
    if one.uploaded_by == desk_.who.id:
        return Reply(about + "\n" + t("You gave this yourself: another member must pass it."), rows(_back(asking)))
    nonce = make_offer(desk_, asking.chat, OfferAct.PASS_SOUND, one)
    asked = t("Does it say nothing of a person that must not be public? Then the hall plays it.")
    return Reply(
        f"{about}\n{asked}", rows((Button(t("Right, let the hall play it"), data("q", nonce)),), _back(asking))
    )


def for_member(asking: Asking, record: Record) -> Reply:
    """Lead a member from a notice to the place at the desk where something is done about it."""
    t = asking.t
    way = {
        "binding": (t("Members' chats"), data("bd")),
        "enquiry": (t("To the enquiry"), data("ev", record.id)),
        "alarm": (t("To the alarm"), data("av", record.id)),
        "watch": (t("Alarms (not public)"), data("al", 0)),
    }.get(record.KIND.name)
    if way is None:
        return desk(asking, t("That is done at the clerk's desk."))
    return Reply(t("You see more at your desk."), rows((Button(*way),), _back(asking)))


def sounds_waiting(records: Records) -> list[Attachment]:
    """Return the voice notes for the hall that nobody has passed yet."""
    kept = records.find(Attachment, where("visibility") == Visibility.INTERNAL.value)
    return [one for one in kept if one.kind is AttachmentKind.SOUND and waits(one)]


def name_of(records: Records, id: str) -> str:  # noqa: A002 - the field's own name
    """Return the name of a person; the id where there is none."""
    try:
        return records.get(Person, id).name
    except NotFound:
        return id


def _title(records: Records, id: str) -> str:  # noqa: A002
    try:
        return records.lookup(id).title
    except NotFound:
        return id


def _back(asking: Asking) -> tuple[Button, ...]:
    return (Button(asking.t("My desk"), data("dk")), *menu_row(asking.t))
