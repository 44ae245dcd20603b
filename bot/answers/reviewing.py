"""Disclosure items on their way, as a member sees them: the text, what the machine found, the next step (P5, P28)."""

from __future__ import annotations

from tinydb import where

from bot.answers.duties import UNDER_WAY, name_of
from bot.asking import PAGE, Asking, data, menu_row, numbered, paging, period, rows
from bot.reply import Button, Reply, label, pages
from village_board.attachments.files import AttachmentStore
from village_board.base.message import Message
from village_board.chats.model import OfferAct
from village_board.chats.service import make_offer
from village_board.desk import Desk
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.screening import Look, look_at
from village_board.disclosure.words import ITEM_STATUS
from village_board.people.acts import PERMITTED, Act
from village_board.privacy.words import SEVERITY_WORDS

#: findings that are shown; who wants all of them looks at the desk.
_SHOWN = 6
_STEPS = {
    ItemStatus.DRAFT: (Act.SUBMIT_ITEM, OfferAct.SUBMIT_ITEM),
    ItemStatus.SUBMITTED: (Act.REVIEW_ITEM, OfferAct.REVIEW_ITEM),
    ItemStatus.REVIEWED: (Act.SIGN_ITEM, OfferAct.SIGN_ITEM),
}


def items(_: Desk, asking: Asking) -> Reply:
    """List the items on their way (offset is the first argument)."""
    t, offset = asking.t, asking.number()
    found = sorted(
        asking.records.find(Item, where("status").one_of([one.value for one in UNDER_WAY])),
        key=lambda one: (-UNDER_WAY.index(one.status), one.number),
    )
    if not found:
        return Reply(t("No item is on its way."), rows(_back(asking)))
    shown = found[offset : offset + PAGE]
    lines = [t("{name}: {state}", name=one.name, state=Message(ITEM_STATUS[one.status])) for one in shown]
    more = offset + PAGE < len(found)
    return Reply(
        t("Items on their way:") + "\n" + numbered(lines, offset),
        rows(
            *((Button(label(one.name), data("iv", one.id)),) for one in shown),
            paging(t, "iw", offset, more=more),
            _back(asking),
        ),
    )


def item(desk: Desk, asking: Asking, one: Item, files: AttachmentStore) -> Reply:
    """Show one item with what the machine found, and the button of its next step where it is this member's."""
    t = asking.t
    if one.status not in UNDER_WAY:
        return items(desk, asking)
    look = look_at(desk, files, one)
    every = pages(one.content or t("(nothing to report)"))
    page = min(asking.number(1), len(every) - 1)
    lines = [
        t(
            "{name}, {period}: {state}",
            name=one.name,
            period=period(t, one.period),
            state=Message(ITEM_STATUS[one.status]),
        ),
        t("Drafted by {person}.", person=name_of(desk, one.drafted_by)),
        *([t("Reviewed by {person}.", person=name_of(desk, one.reviewed_by))] if one.reviewed_by else []),
        *(t("Sent back: {reason}", reason=back.reason) for back in one.returns[-1:]),
        "",
        every[page],
        "",
        *_found(asking, look),
    ]
    around = []
    if page:
        around.append(Button(t("Previous page"), data("iv", one.id, page - 1)))
    if page + 1 < len(every):
        around.append(Button(t("Next page"), data("iv", one.id, page + 1)))
    step, why = _step(desk, asking, one, look)
    return Reply("\n".join([*lines, *why]), rows(around, *((button,) for button in step), _back(asking)))


def _found(asking: Asking, look: Look) -> list[str]:
    t = asking.t
    lines = [
        t(
            "{place}: {reason} ({severity})",
            place=hit.place.words,
            reason=hit.reason,
            severity=Message(SEVERITY_WORDS[hit.severity]),
        )
        for hit in look.hits[:_SHOWN]
    ]
    head = t("The machine found: {n}.", n=len(look.hits)) if look.hits else t("The machine found nothing personal.")
    if len(look.hits) > _SHOWN:
        lines.append(t("The others stand at the clerk's desk."))
    waiting = [t("{title} shows more than words: somebody must look at it.", title=one.title) for one in look.waiting]
    return [head, *numbered(lines, 0).splitlines(), *waiting]


def _step(desk: Desk, asking: Asking, one: Item, look: Look) -> tuple[list[Button], list[str]]:
    """Return the buttons of the next step, and why there are none."""
    t = asking.t
    act, offer = _STEPS[one.status]
    buttons: list[Button] = []
    back = one.status is not ItemStatus.DRAFT and desk.who.roles & PERMITTED[Act.RETURN_ITEM]
    why: list[str] = []
    if not desk.who.roles & PERMITTED[act]:
        why.append(t("The next step is another member's."))
    elif desk.who.id in _before(one):
        why.append(t("Drafter, reviewer and signer are three people: another member does this step."))
    elif one.status is ItemStatus.DRAFT and look.stopping:
        why.append(t("It cannot be submitted like this. Mask what stops it at the desk."))
    else:
        words = {
            OfferAct.SUBMIT_ITEM: t("Submit it for review"),
            OfferAct.REVIEW_ITEM: t("Reviewed: right and not secret"),
            OfferAct.SIGN_ITEM: t("Sign and publish it"),
        }
        buttons.append(Button(words[offer], data("q", make_offer(desk, asking.chat, offer, one))))
        if offer is OfferAct.REVIEW_ITEM:
            buttons.append(Button(t("Right, but I had to ask whether it is secret"), data("iu", one.id)))
    if back:
        buttons.append(Button(t("Not right, send it back"), data("ib", one.id)))
    return buttons, why


def _before(one: Item) -> tuple[str, ...]:
    """Return who took the steps before, and so cannot take the next one (P5)."""
    if one.status is ItemStatus.DRAFT:
        return ()
    return tuple(filter(None, (one.drafted_by, one.submitted_by, one.reviewed_by)))


def _back(asking: Asking) -> tuple[Button, ...]:
    return (Button(asking.t("My desk"), data("dk")), *menu_row(asking.t))
