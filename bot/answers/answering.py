"""Enquiries as the office sees them: what waits, by when, and the next step."""

from __future__ import annotations

from bot.asking import PAGE, Asking, data, menu_row, numbered, paging, rows
from bot.reply import Button, Reply, label
from village_board.attachments.reading import all_attachments
from village_board.base.message import Message
from village_board.chats.model import OfferAct
from village_board.chats.service import make_offer
from village_board.desk import Desk
from village_board.enquiries.finding import open_enquiries, outlook
from village_board.enquiries.handling import may_answer
from village_board.enquiries.model import Enquiry, EnquiryState
from village_board.enquiries.rules import OPEN
from village_board.enquiries.words import ENQUIRY_KIND, ENQUIRY_STATE
from village_board.people.acts import PERMITTED, Act

_TAKEN = (EnquiryState.ACCEPTED, EnquiryState.REOPENED, EnquiryState.ASSIGNED)


def waiting(_: Desk, asking: Asking) -> Reply:
    """List the open enquiries, the most urgent first (offset is the first argument)."""
    t, offset, records = asking.t, asking.number(), asking.records
    found = sorted(open_enquiries(records), key=lambda one: (outlook(records, one).due or one.due_on, one.number))
    if not found:
        return Reply(t("No enquiry waits."), rows(_back(asking)))
    shown = found[offset : offset + PAGE]
    lines = [_line(asking, one) for one in shown]
    more = offset + PAGE < len(found)
    return Reply(
        t("Enquiries, the most urgent first:") + "\n" + numbered(lines, offset),
        rows(
            *((Button(label(f"{one.number} {one.text}"), data("ev", one.id)),) for one in shown),
            paging(t, "ew", offset, more=more),
            _back(asking),
        ),
    )


def enquiry(desk: Desk, asking: Asking, one: Enquiry) -> Reply:
    """Show one enquiry with the steps that this member may take."""
    t, ahead = asking.t, outlook(asking.records, one)
    lines = [
        t("Slip {slip}: {kind} of {day}", slip=one.number, kind=t(ENQUIRY_KIND[one.kind]), day=one.submitted_on),
        one.text,
        t("How it stands: {state}.", state=Message(ENQUIRY_STATE[one.state])),
    ]
    if one.office:
        lines.append(t("With: {office}", office=one.office))
    if ahead.due is not None:
        lines.append(t("By {due}.", due=ahead.due))
    if ahead.late:
        lines.append(t("Late by {days} days.", days=ahead.late))
    files = len(all_attachments(asking.records, one.id))
    if files:
        lines.append(t("Photographs and voice notes: {n}. Look at them at the desk.", n=files))
    lines.append(t("It may be shown to all.") if one.may_be_public else t("The answer is for the asker only."))
    return Reply("\n".join(lines), rows(*((button,) for button in _steps(desk, asking, one)), _back(asking)))


def _steps(desk: Desk, asking: Asking, one: Enquiry) -> list[Button]:
    t, mine = asking.t, desk.who.roles
    found = []

    def may(act: Act) -> bool:
        return bool(mine & PERMITTED[act])

    if one.state is EnquiryState.SUBMITTED and may(Act.ACCEPT_ENQUIRY):
        nonce = make_offer(desk, asking.chat, OfferAct.ACCEPT_ENQUIRY, one)
        found.append(Button(t("Accept it"), data("q", nonce)))
        found.append(Button(t("Refuse it, with the reason"), data("et", one.id, "refuse")))
    if one.state in _TAKEN and may(Act.ASSIGN_ENQUIRY):
        found.append(Button(t("Say who answers"), data("et", one.id, "assign")))
    if (
        one.state in (EnquiryState.ASSIGNED, EnquiryState.IN_PROGRESS)
        and may(Act.REPLY_ENQUIRY)
        and may_answer(desk, one)
    ):
        found.append(Button(t("Answer it"), data("et", one.id, "reply")))
    if (
        one.state in OPEN - {EnquiryState.SUBMITTED, EnquiryState.HANDED_ON}
        and may(Act.EXTEND_ENQUIRY)
        and not one.extended_on
    ):
        found.append(Button(t("It needs more time"), data("et", one.id, "extend")))
    if one.state is not EnquiryState.HANDED_ON and one.state in OPEN and may(Act.HAND_ON_ENQUIRY):
        found.append(Button(t("It is another body's"), data("et", one.id, "hand_on")))
    return found


def _line(asking: Asking, one: Enquiry) -> str:
    t, ahead = asking.t, outlook(asking.records, one)
    line = t(
        "{slip} {kind}: {state}",
        slip=one.number,
        kind=t(ENQUIRY_KIND[one.kind]),
        state=Message(ENQUIRY_STATE[one.state]),
    )
    if ahead.late:
        return line + t(", late by {days} days", days=ahead.late)
    return line + t(", by {due}", due=ahead.due) if ahead.due is not None else line


def _back(asking: Asking) -> tuple[Button, ...]:
    return (Button(asking.t("My desk"), data("dk")), *menu_row(asking.t))
