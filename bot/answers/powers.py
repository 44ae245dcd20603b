"""The list of minor powers in a chat: who may do what, by which steps, and where its cases stand (facts 7.3)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.asking import PAGE, Asking, data, menu_row, paging, rows
from bot.reply import Button, Reply, label, pages
from village_board.catalogue.words import law_of
from village_board.powers.model import OFF, Power
from village_board.powers.service import Through, chart_of, powers_named, ran_through
from village_board.powers.table import shipped_powers
from village_board.powers.words import ASPECT

#: Cases that have a button; the newest ones.
_CASES = 4


def powers(asking: Asking) -> Reply:
    """List the powers (offset is the first argument), or answer with the one that the words (second) mean."""
    t, offset, words = asking.t, asking.number(), asking.text(1)
    found = powers_named(words, t) if words else []
    if len(found) == 1:
        return _one(asking, found[0], 0)
    every = found or list(shipped_powers().values())
    head = t("Minor powers: who may do what, by which steps.")
    if words and not found:
        head = t("No power names '{words}'. All of them:", words=words)
    return _list(asking, head, every, offset, words if found else "")


def power(asking: Asking) -> Reply:
    """Show one power by its code (first argument), at the page that is the second."""
    one = shipped_powers().get(asking.text())
    return _one(asking, one, asking.number(1)) if one is not None else powers(asking)


def _list(asking: Asking, head: str, every: Sequence[Power], offset: int, words: str) -> Reply:
    t, shown = asking.t, every[offset : offset + PAGE]
    lines = [
        t("{code} {name}: {aspect}", code=one.code, name=t(one.name), aspect=t(ASPECT[one.aspect])) for one in shown
    ]
    buttons = ((Button(label(f"{one.code} {t(one.name)}"), data("pw1", one.code)),) for one in shown)
    more = len(every) > offset + PAGE
    turn = paging(t, "pw", offset, *([words] if words else []), more=more)
    return Reply("\n".join((head, *lines)), rows(*buttons, turn, menu_row(t)))


def _one(asking: Asking, one: Power, page: int) -> Reply:
    t, through = asking.t, ran_through(asking.records, one)
    every = pages("\n".join((*_head(asking, one), *_chart(asking, through), *_cases(asking, through))))
    page = min(page, len(every) - 1)
    around = [
        Button(words, data("pw1", one.code, page + step))
        for words, step, there in (
            (t("Previous page"), -1, page > 0),
            (t("Next page"), 1, page + 1 < len(every)),
        )
        if there
    ]
    opened = through.public[:_CASES] if page + 1 == len(every) else ()
    buttons = ((Button(label(ran.record.title), data("r", ran.record.id)),) for ran in opened)
    return Reply(every[page], rows(around, *buttons, (Button(t("All powers"), data("pw", 0)),), menu_row(t)))


def _head(asking: Asking, one: Power) -> list[str]:
    t = asking.t
    return [f"{one.code} {t(one.name)}", t("Basis: {basis}", basis=law_of(one.basis))]


def _chart(asking: Asking, through: Through) -> list[str]:
    lines: list[str] = []
    for number, box in enumerate(chart_of(asking.records, through, asking.t.say)):
        lines += ["↓"] if number else []
        lines += box.lines
        lines += [f"↑ {box.back}"] if box.back else []
        lines += [f"● {box.here}"] if box.here else []
    return lines


def _cases(asking: Asking, through: Through) -> list[str]:
    t, flow = asking.t, through.power.flow
    if not through.power.cases:
        return [t("No record of the board says what ran through it.")]
    if not through.ran:
        return [t("Nothing ran through it yet.")]
    lines = [t("What ran through it, the newest first:")]
    for ran in through.public[:_CASES]:
        where = t("ended") if ran.step == OFF else t("step {n}", n=flow.number(ran.step))
        lines.append(t("· {title}, {where}", title=ran.record.title, where=where))
    if hidden := len(through.ran) - len(through.public):
        lines.append(t("{n} more are not public.", n=hidden))
    return lines
