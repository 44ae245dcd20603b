"""Finance sheets, entry by entry, and following the money of one record."""

from __future__ import annotations

from datetime import date

from bot.answers.files import file_buttons
from bot.asking import Asking, data, menu_row, rows
from bot.reply import Button, Reply, label
from village_board.accounts.model import Voucher
from village_board.accounts.sheet_model import FinanceSheet, SheetState
from village_board.accounts.sheet_print import ENTRIES, Cell, Section, printed
from village_board.accounts.sheet_reading import books_changed, published_sheets, sheet_breaks, signers_of
from village_board.accounts.trail import Stop, Trail
from village_board.accounts.trail_service import CannotFollow, follow
from village_board.accounts.trail_words import STATION, picture_said, sums_said
from village_board.base.errors import NotFound
from village_board.base.message import Message
from village_board.base.money import Fen, yuan

_MOST_SHEETS, _MOST_BUTTONS = 12, 8


def sheets(asking: Asking) -> Reply:
    """List the published sheets, the newest first."""
    t = asking.t
    found = published_sheets(asking.records)
    if not found:
        return Reply(t("No finance sheet is published yet."), (menu_row(t),))
    buttons = [(Button(label(one.name), data("r", one.id)),) for one in found[:_MOST_SHEETS]]
    return Reply(t("Finance sheets, entry by entry:"), rows(*buttons, menu_row(t)))


def sheet_text(asking: Asking, found: FinanceSheet) -> str:
    """Return all that a sheet says, as lines."""
    t, records = asking.t, asking.records
    changed = books_changed(records, found) if found.state is SheetState.PUBLISHED else []
    whole = printed(found, signers_of(records, found), breaks=sheet_breaks(records, found), changed=changed)
    lines = [whole.title]
    if found.state is SheetState.SUPERSEDED:
        lines.append(t("An earlier version: it was replaced by a correction."))
    lines += [t.say(whole.equation), *(t.say(note) for note in whole.notes)]
    lines += [
        t("{station}: {what}", station=t.say(name), what=_words(asking, value)) for name, value in whole.head if value
    ]
    for section in whole.sections:
        lines += ["", f"【{t.say(section.title)}】", *_rows(asking, section)]
    return "\n".join(lines)


def _rows(asking: Asking, section: Section) -> list[str]:
    """Return a table as lines: its first cell, then each other one with its head."""
    t, lines = asking.t, []
    heads = [t.say(head) for head in section.heads]
    for row in section.rows:
        first, *others = (_words(asking, cell) for cell in row)
        # What is an amount needs its head to be understood; a day, a number and words speak for themselves.
        plain = [section.key == ENTRIES and not isinstance(cell, Fen) for cell in row[1:]]
        told = [
            words if alone else f"{head} {words}"
            for head, words, alone in zip(heads[1:], others, plain, strict=True)
            if words
        ]
        lines.append(f"{first}  " + t.listed(told) if told else first)
    return lines


def _words(asking: Asking, cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Fen():
            return yuan(cell)
        case date():
            return asking.t.date(cell)
        case Message():
            return asking.t.say(cell).strip()
        case _:
            return str(cell)


def trail(asking: Asking) -> Reply:
    """Follow the money of the record whose id is the first argument."""
    from bot.answers.cards import unknown  # noqa: PLC0415 - cards lead here

    t = asking.t
    try:
        followed = follow(asking.records, asking.records.lookup(asking.text()))
    except (NotFound, CannotFollow):
        return unknown(asking)
    found = followed.trail
    lines = [t("Follow the money: {what}", what=found.start.title)]
    if isinstance(found.start, Voucher):
        lines.append(t.say(picture_said(followed.pictures, bot=True)))
    lines += [_stop(asking, found, one) for one in found.stops]
    lines += [t.say(said) for said in sums_said(found)]
    others = [one for one in found.vouchers if one.id != found.start.id]
    if others:
        lines.append(t.n("{n} voucher of the whole matter:", "{n} vouchers of the whole matter:", len(found.vouchers)))
    doors = [(button,) for button in file_buttons(asking, found.start.id)]
    doors += [
        (Button(label(f"{t(STATION[one.station])}: {one.record.title}"), data("r", one.record.id)),)
        for one in found.stops
        if one.record is not None and one.record.id != found.start.id
    ]
    doors += [
        (Button(label(t("{day} {summary}", day=one.dated, summary=one.summary)), data("r", one.id)),)
        for one in others[:_MOST_BUTTONS]
    ]
    return Reply(
        "\n".join(filter(None, lines)), rows(*doors, (Button(t("Back"), data("r", found.start.id)),), menu_row(t))
    )


def trail_button(asking: Asking, id: str) -> Button:  # noqa: A002 - the field's own name
    """Return the button that follows the money of a record."""
    return Button(asking.t("Follow the money"), data("fo", id))


def _stop(asking: Asking, found: Trail, stop: Stop) -> str:
    t = asking.t
    if stop.missing is not None:
        return t("{station}: {what}", station=t(STATION[stop.station]), what=t.say(stop.missing))
    if stop.record is None or stop.record.id == found.start.id:
        return ""
    return t("{station}: {what}", station=t(STATION[stop.station]), what=stop.record.title)
