"""What to do and whom to call: service guides and contacts; an item in plain words."""

from __future__ import annotations

from bot.answers.search import WORDS_BYTES, found
from bot.asking import PAGE, Asking, code_line, data, menu_row, numbered, paging, rows
from bot.reply import Button, Reply, label, pages
from village_board.base.figures import written
from village_board.disclosure.charting import chart_of
from village_board.disclosure.model import Item
from village_board.guides.explanations import explanation_of
from village_board.guides.model import Contact, Guide, Upheld
from village_board.guides.rules import named
from village_board.guides.service import holding
from village_board.guides.words import fee_of, held_of, promise_of
from village_board.text.fold import fold

#: characters of the longest bar: it fits on a telephone beside the margin
_BLOCKS = 16


def guides(asking: Asking) -> Reply:
    """List the guides, or answer with the one that the words (second argument) mean, by name or old name.

    Words that mean none are searched for.
    """
    words, every = asking.text(1), holding(asking.records, Guide)
    words = words.encode()[: WORDS_BYTES - 1].decode(errors="ignore")  # "gd" is one longer than "f"
    if not words:
        return _listed(asking, every, "")
    meant = named(every, words)
    if len(meant) == 1:
        text = guide_text(asking, meant[0])
        more = (Button(asking.t("Next page"), data("r", meant[0].id, 1)),) if len(pages(text)) > 1 else ()
        every_one = (Button(asking.t("All service guides"), data("gd", 0)),)
        return Reply(pages(text)[0], rows(more, every_one, menu_row(asking.t)))
    return _listed(asking, meant, words) if meant else found(asking)


def _listed(asking: Asking, every: list[Guide], words: str) -> Reply:
    t, offset = asking.t, asking.number()
    shown = every[offset : offset + PAGE]
    head = t("What to do, step by step:") if every else t("There are no service guides yet. Ask the village office.")
    lines = [t("{name}: {promise}", name=one.name, promise=promise_of(one)) for one in shown]
    return Reply(
        f"{head}\n{numbered(lines, offset)}",
        rows(
            *((Button(label(one.name), data("r", one.id)),) for one in shown),
            paging(t, "gd", offset, *([words] if words else []), more=len(every) > offset + PAGE),
            menu_row(t),
        ),
    )


def contacts(asking: Asking) -> Reply:
    """List the offices with their numbers; with words (second argument) those that they name, if there are any."""
    t, offset = asking.t, asking.number()
    every = holding(asking.records, Contact)
    words = fold(asking.text(1)).replace(" ", "")
    meant = [one for one in every if words and words in fold(one.office + one.what_for).replace(" ", "")]
    every = meant[:PAGE] or every
    shown = every[offset : offset + PAGE]
    lines = [_contact_line(one) for one in shown]
    if not every:
        telephone = asking.settings.telephone
        lines = [t("Village office: {telephone}", telephone=telephone)] if telephone else []
    head = t("Whom to call:") if lines else t("No numbers are written down yet. Ask at the village office.")
    return Reply(
        f"{head}\n{numbered(lines, offset)}",
        rows(paging(t, "tel", offset, more=len(every) > offset + PAGE), menu_row(t)),
    )


def _contact_line(one: Contact) -> str:
    return f"{one.office}  {one.telephone}\n   " + "；".join(filter(None, (one.what_for, one.hours)))


def guide_text(asking: Asking, one: Guide) -> str:
    """Return a guide: the answer first, then the steps and papers."""
    t = asking.t
    lines = [
        one.name,
        *_not_now(asking, one),
        t("Where: {where}", where=one.where),
        t("Time: {promise}", promise=promise_of(one)),
        t("Fee: {fee}", fee=fee_of(one)),
        t("What to do:"),
        *(f"{number}. {step}" for number, step in enumerate(one.steps, 1)),
    ]
    if one.papers:
        lines += [t("What to bring:"), *(f"· {paper}" for paper in one.papers)]
    if one.basis:
        lines.append(t("Basis: {basis}", basis=one.basis))
    return "\n".join((*lines, *_checked(asking, one), code_line(t, one.id)))


def contact_text(asking: Asking, one: Contact) -> str:
    """Return a contact."""
    return "\n".join((_contact_line(one), *_not_now(asking, one), *_checked(asking, one), code_line(asking.t, one.id)))


def explained_lines(asking: Asking, item: str) -> list[str]:
    """Return an item in plain words, question by question; nothing where nobody explained this version."""
    found_one = explanation_of(asking.records, item)
    if found_one is None:
        return []
    lines = [asking.t("In plain words:")]
    for one in found_one.answered:
        lines += [one.question, one.answer]
    return lines


def chart_lines(asking: Asking, item: Item) -> list[str]:
    """Return the item's figures as bars of blocks from nothing on, the largest first and other last."""
    found = chart_of(asking.records, item)
    if found is None:
        return []
    t = asking.t
    lines = [t("In figures: {what}", what=found.title) if found.title else t("In figures:")]
    bars = [(one.label, one.value) for one in found.rows]
    if found.other is not None:
        bars.append((t.n("Other ({n})", "Other ({n})", found.others), found.other))
    largest = max(value for _, value in bars)
    for name, value in bars:
        blocks = int(value * _BLOCKS / largest) if largest else 0
        lines.append(f"{name}  {written(value, found.unit)}")
        lines.append("█" * blocks or "▏")
    return lines


def _not_now(asking: Asking, one: Upheld) -> list[str]:
    held = held_of(one)
    if held is None or one.holds_on(asking.records.today):
        return []
    return [asking.t("It does not hold today: {held}.", held=held)]


def _checked(asking: Asking, one: Upheld) -> list[str]:
    t = asking.t
    return [
        t("Checked on {day}", day=one.checked_on) if one.checked_on else t("Not checked yet: call before you come.")
    ]
