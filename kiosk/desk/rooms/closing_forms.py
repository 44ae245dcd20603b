"""Months of the village's own books: closed in their order, and the latest opened again with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.rooms.asking import WHY
from kiosk.desk.rooms.keeping_forms import COPY_ONLY
from village_board.accounts.books import books_of
from village_board.accounts.books_model import BooksMode
from village_board.accounts.model import Closing
from village_board.accounts.months import MonthNotOver, MonthWrong, next_month
from village_board.accounts.periods import (
    BooksBroken,
    ClosedOutOfOrder,
    MonthClosed,
    NothingClosed,
    NotTheLatest,
    ReopeningUnexplained,
    close_month,
    closing_faults,
    latest_closed,
    reopen_month,
)
from village_board.accounts.rules import month_of
from village_board.base.message import N_
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Records
    from village_board.i18n import Translator

_FAULTS = 5


def next_to_close(records: Records) -> str:
    """Return the month that closes next in books of our own; empty where the board holds a copy."""
    books = books_of(records)
    if books.mode is not BooksMode.OWN_BOOKS:
        return ""
    closed, begin = latest_closed(records), month_of(books.since or records.today)
    return max(next_month(closed), begin) if closed else begin


def _closing_said(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    if books_of(records).mode is not BooksMode.OWN_BOOKS:
        return [(t(COPY_ONLY.words), "accent")]
    try:
        faults = list(closing_faults(records, filled.month("month")))
    except (MonthWrong, FieldRefused) as error:
        return [(t.say(error.message), "accent")]
    if not faults:
        return [(t("It balances, and no number is missing."), "strong")]
    return [(t.say(one.message), "accent") for one in faults[:_FAULTS]]


def _closed(t: Translator, closing: Closing) -> str:
    return t("{month} is closed: nothing more is posted into it.", month=closing.month)


CLOSE = Form(
    name="book.close",
    title=N_("Close a month"),
    act=Act.CLOSE_MONTH,
    about=N_("Nothing more is posted into it. Months close in their order."),
    fields=(Field("month", N_("Month"), Kind.MONTH, required=True, hint=N_("Such as 2026-09.")),),
    start=lambda records, _subject: {"month": next_to_close(records)},
    beside=_closing_said,
    places=(
        Place(MonthWrong, "month"),
        Place(MonthNotOver, "month"),
        Place(MonthClosed, "month"),
        Place(ClosedOutOfOrder, "month"),
        Place(BooksBroken, "month"),
        COPY_ONLY,
    ),
    button=N_("Close the month"),
    told=_closed,
    do=lambda desk, filled: close_month(desk, filled.month("month")),
)
REOPEN = Form(
    name="book.reopen",
    title=N_("Open the latest closed month again"),
    act=Act.REOPEN_MONTH,
    about=N_("Who opened it again, when and why stays with it."),
    fields=(Field("month", N_("Month"), Kind.MONTH, required=True, hint=N_("Such as 2026-09.")), WHY),
    start=lambda records, _subject: {"month": latest_closed(records)},
    places=(
        Place(NotTheLatest, "month"),
        Place(NothingClosed, "month"),
        Place(ReopeningUnexplained, "reason"),
        COPY_ONLY,
    ),
    button=N_("Open it again"),
    told=lambda t, closing: t("{month} is open again.", month=closing.month),
    do=lambda desk, filled: reopen_month(desk, filled.month("month"), filled.text("reason")),
)

FORMS = (CLOSE, REOPEN)
