"""What this chat has handed in: all of it, each with where it stands and by when something comes."""

from __future__ import annotations

from bot.asking import PAGE, Asking, data, menu_row, numbered, paging, rows
from bot.reply import Button, Reply, label
from village_board.applications.model import Application
from village_board.glance.own import Own, own_of_chat


def mine(asking: Asking) -> Reply:
    """List all that this chat has handed in (offset is the first argument)."""
    t, offset = asking.t, asking.number()
    found = own_of_chat(asking.records, asking.chat)
    begin = (
        (Button(t("Ask the village"), data("eq")), Button(t("Apply for information"), data("ap"))),
        menu_row(t),
    )
    if not found:
        return Reply(t("This chat has handed in nothing, or has left since."), rows(*begin))
    shown = found[offset : offset + PAGE]
    buttons = [(_button(asking, one),) for one in shown]
    text = (
        t("What you have handed in, the newest first:") + "\n" + numbered([_line(asking, one) for one in shown], offset)
    )
    more = offset + PAGE < len(found)
    return Reply(text, rows(*buttons, paging(t, "em", offset, more=more), *begin))


def _line(asking: Asking, one: Own) -> str:
    t, at = asking.t, one.standing
    line = t("{slip} {kind}: {state}", slip=at.number, kind=at.kind, state=at.state)
    about = one.record.wanted if isinstance(one.record, Application) else at.title
    if about:
        line += "\n   " + t("Matter: {matter}", matter=about)
    if at.late:
        return line + "\n   " + t("Late by {days} days.", days=at.late)
    return line + "\n   " + t("By {due}.", due=at.due) if at.due is not None else line


def _button(asking: Asking, one: Own) -> Button:
    at = one.standing
    name = label(f"{at.number} {asking.t.fact(at.kind)}")
    return Button(name, data("r", one.opens) if one.opens else data("slip", at.number))
