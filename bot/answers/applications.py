"""Applications for information: the receipt, and one's own with where it stands."""

from __future__ import annotations

from bot.asking import Asking, data, menu_row, rows
from bot.reply import Button, Reply
from village_board.applications.model import Application, State, Way
from village_board.applications.moves import explain, late_by
from village_board.applications.words import ANALOGY, FORM, STATE, due_words
from village_board.base.message import Message
from village_board.enquiries.elsewhere import Elsewhere, who_takes
from village_board.limits.service import limits_of
from village_board.slips.service import slip_of

#: How what comes through a chat has come.
WAY = Way.INTERNET


def petition(asking: Asking) -> Reply:
    """Say who takes a petition; nothing is kept."""
    t = asking.t
    where = t.say(who_takes(Elsewhere.PETITION, asking.settings.township, limits_of(asking.records)))
    kept = t("Nothing that you wrote here was kept. You may delete it on your side.")
    return Reply(f"{where}\n{kept}", (menu_row(t),))


def receipt(asking: Asking, one: Application) -> Reply:
    """Give the receipt: number, slip, the promised day and how it came about."""
    t = asking.t
    lines = [
        t(
            "Handed in: application {number}. Your slip: {slip}",
            number=one.number,
            slip=slip_of(asking.records, one.id),
        ),
        *(t.say(word) for word in due_words(explain(asking.records, one))),
        t("If something is unclear you are asked once, within seven working days."),
        t("You are told here. With the slip's number you can look at the hall, too."),
        t.say(Message(ANALOGY)),
    ]
    return Reply("\n".join(lines), rows((Button(t("My matters"), data("em", 0)),), menu_row(t)))


def own_application(asking: Asking, one: Application) -> Reply:
    """Show an application to the chat that handed it in."""
    t = asking.t
    lines = [
        t("Application {number} of {day}", number=one.number, day=one.arrived_on),
        t("Wanted: {words}", words=one.wanted),
        t("Form: {form}", form=Message(FORM[one.form])),
        t("How it stands: {state}.", state=Message(STATE[one.state])),
    ]
    if one.state is State.NEEDS_CORRECTION and one.correction is not None:
        lines.append(t("Unclear: {words}", words=one.correction.unclear))
        lines.append(t("Correct it at the village office by {until}.", until=one.correction.until))
    elif one.is_open and (due := explain(asking.records, one).due) is not None:
        lines.append(t("By {due}.", due=due))
        if late := late_by(asking.records, one):
            lines.append(t("Late by {days} days.", days=late))
    if one.answer is not None:
        lines.append(t("Reply: {reply}", reply=one.answer.text or one.answer.given or one.answer.reason))
    lines.append(t("Slip no. {slip}", slip=slip_of(asking.records, one.id)))
    back = (Button(t("Take it back"), data("apx", one.id)),) if one.is_open else ()
    return Reply("\n".join(lines), rows(back, (Button(t("My matters"), data("em", 0)),), menu_row(t)))


def taken_back(asking: Asking, one: Application) -> Reply:
    """Say that an application is withdrawn."""
    t = asking.t
    return Reply(t("Application {number} is withdrawn.", number=one.number), (menu_row(t),))
