"""The forms of the finance sheet: prepared, passed by the oversight committee, signed by a third person (P5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.rooms.paper_forms import paper_form
from village_board.accounts.months import MonthNotOver
from village_board.accounts.sheet import SheetPeriodWrong
from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.sheet_reading import books_changed, sheet_breaks, standing_sheet
from village_board.accounts.sheet_service import (
    BooksMoved,
    CorrectionUnexplained,
    SheetOpen,
    prepare_sheet,
    publish_sheet,
    review_sheet,
)
from village_board.accounts.sheet_words import SHEET_STATE
from village_board.base.message import N_
from village_board.disclosure.signers import WrongPost
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.disclosure.model import Item
    from village_board.i18n import Translator

_PERIOD = Field(
    "period",
    N_("Month or quarter"),
    Kind.PERIOD,
    required=True,
    hint=N_("Such as 2026-09, or 2026-Q3 for a quarter."),
)
_MOVED = Place(BooksMoved, "", N_("The books changed since {title} was prepared. {what} Prepare it again."))
_POST = Place(WrongPost, "", N_("{person} may not {step}: that is for {posts}. Others are named under People."))


def _prepare(desk: Desk, filled: Filled) -> FinanceSheet:
    return prepare_sheet(
        desk,
        filled.period("period"),
        village=filled.village,
        telephone=filled.text("telephone"),
        what=filled.text("what"),
        why=filled.text("why"),
        again=filled.yes("again"),
    )


def _state(t: Translator, sheet: FinanceSheet) -> str:
    return t("{title}: {state}.", title=sheet.title, state=t(SHEET_STATE[sheet.state]))


def _after(sheet: FinanceSheet) -> DeskScreen:
    from kiosk.desk.rooms.sheets import record_screen  # noqa: PLC0415 - the sheets know the forms

    return record_screen(sheet.id)


def _published(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    try:
        before = standing_sheet(records, filled.period("period"))
    except FieldRefused:  # said at the field
        return []
    if before is None:
        return []
    return [(t("{title} is published. Say below what is corrected and why.", title=before.title), "accent")]


PREPARE = Form(
    name="book.sheet",
    title=N_("Prepare a finance sheet"),
    act=Act.PREPARE_SHEET,
    about=N_("It says what the books say now. The oversight committee passes it, a third person signs it."),
    fields=(
        _PERIOD,
        Field("telephone", N_("Telephone for questions")),
        Field("again", N_("Prepare anew what waits"), Kind.YES_NO),
        Field("what", N_("What is corrected"), Kind.LINES, hint=N_("Only where one is published already; public.")),
        Field("why", N_("Why it is corrected"), Kind.LINES, hint=N_("Only where one is published already; public.")),
    ),
    start=lambda _records, _subject: {"again": "no"},
    beside=_published,
    places=(
        Place(SheetPeriodWrong, "period"),
        Place(MonthNotOver, "period"),
        Place(SheetOpen, "again", N_("{title} is being prepared already ({state}). Finish it, or say yes here.")),
        Place(CorrectionUnexplained, "what", N_("{title} was published on {day}. Say what is corrected and why.")),
    ),
    button=N_("Prepare it"),
    told=_state,
    do=_prepare,
    after=_after,
)


def found_in(records: Records, sheet: FinanceSheet, t: Translator) -> list[Paragraph]:
    """Return what does not come out even in a sheet, and what the books say differently now."""
    found = [*sheet_breaks(records, sheet), *books_changed(records, sheet)]
    return [(t.say(one.message), "accent") for one in found]


def _beside(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    found = found_in(records, records.get(FinanceSheet, filled.subject), t)
    return found or [(t("It comes out even, and the books did not change since."), "ink")]


REVIEW = Form(
    name="book.sheet_review",
    title=N_("Pass it for the oversight committee"),
    act=Act.REVIEW_SHEET,
    about=N_("Every voucher of the period has its stamp, and you have looked at the figures."),
    fields=(),
    beside=_beside,
    places=(_MOVED,),
    button=N_("Pass it"),
    told=_state,
    do=lambda desk, filled: review_sheet(desk, filled.subject),
)
PUBLISH = Form(
    name="book.sheet_publish",
    title=N_("Sign and publish it"),
    act=Act.PUBLISH_SHEET,
    about=N_("From now on the villagers read it; a mistake is put right by another version."),
    fields=(),
    beside=_beside,
    places=(_MOVED, _POST),
    button=N_("Sign it"),
    sure=N_("It is public at once, and those who asked for it are told. Sign it?"),
    told=_state,
    do=lambda desk, filled: publish_sheet(desk, filled.subject),
)


def _item(desk: Desk, filled: Filled) -> Item:
    from village_board.disclosure.finance_item import submit_sheet_item  # noqa: PLC0415 - the gate is slow to build

    return submit_sheet_item(desk, filled.attachments, filled.subject)[0]


def _to_item(item: Item) -> DeskScreen:
    from kiosk.desk.rooms.items import item_screen  # noqa: PLC0415 - when it is wanted

    return item_screen(item.id)


ITEM = Form(
    name="book.sheet_item",
    title=N_("Draft its item of the catalogue and submit it"),
    act=Act.DRAFT_ITEM,
    about=N_("The item then goes past the machine, the reviewer and the signer as any other."),
    fields=(),
    button=N_("Submit it"),
    told=lambda t, item: t("Submitted for review: {name}. Short code {id}", name=item.name, id=item.id),
    do=_item,
    after=_to_item,
)
PRINT = paper_form("book.sheet_print", N_("Print the finance sheet"), Act.RECONCILE, "sheet")

FORMS = (PREPARE, REVIEW, PUBLISH, ITEM, PRINT)
