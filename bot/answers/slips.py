"""How far a matter is, by the number of its slip (P20)."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.polls import slip_asked
from bot.answers.search import found
from bot.asking import Asking, data, menu_row, rows
from bot.reply import Button, Reply
from village_board.base.errors import Refused
from village_board.glance.standing import Standing, standing_of
from village_board.slips.sealed import is_code
from village_board.slips.service import digits_of


def slip(asking: Asking) -> Reply:
    """Answer how far the matter is whose slip has the number (first argument); without one, say what to send."""
    t, number = asking.t, asking.text()
    if not number:
        return Reply(
            t("Send the seven digits of your slip. Then you see how far your matter is."),
            (menu_row(t),),
        )
    if is_code(digits_of(number)):
        return slip_asked(replace(asking, args=(digits_of(number),)))
    try:
        standing = standing_of(asking.records, number)
    except Refused as error:
        if asking.records.search(number, limit=1):
            return found(Asking(asking.records, asking.settings, t, asking.chat, ("0", number), asking.actor))
        return Reply(t.say(error.message), (menu_row(t),))
    about = ((Button(t("What it is about"), data("r", standing.subject)),),) if standing.subject else ()
    return Reply(standing_text(asking, standing), rows(*about, menu_row(t)))


def standing_text(asking: Asking, standing: Standing) -> str:
    """Return the words of a standing: only what everybody may see."""
    t = asking.t
    lines = [
        t("Slip {slip}: {kind}", slip=standing.number, kind=standing.kind),
        *([t("Matter: {matter}", matter=standing.title)] if standing.title else []),
        t("How it stands: {state}.", state=standing.state),
    ]
    if standing.next is not None:
        lines.append(t("Next: {step}", step=standing.next))
    if standing.due is not None:
        lines.append(t("By {due}.", due=standing.due))
    if standing.late:
        lines.append(t("Late by {days} days.", days=standing.late))
    if standing.answer:
        lines.append(t("Reply: {reply}", reply=standing.answer))
    return "\n".join(lines)
