"""The books at the desk: accounts that nobody compared, and vouchers that wait for a hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import book_forms as forms
from kiosk.desk.rooms import closing_forms, keeping_forms, sheet_forms
from kiosk.desk.rooms.keeping import LISTING as KEEPING
from kiosk.desk.rooms.keeping import keeping_screen
from kiosk.desk.rooms.keeping import record_screen as keeping_record
from kiosk.desk.rooms.sheets import LISTING as SHEETS
from kiosk.desk.rooms.sheets import record_screen as sheet_record
from kiosk.desk.rooms.sheets import sheets_screen
from village_board.accounts.books import books_of
from village_board.accounts.books_model import BooksMode
from village_board.accounts.model import Voucher, VoucherStep
from village_board.accounts.reconciliation import unreconciled
from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.words import VOUCHER_STEP
from village_board.base.ids import prefix_of
from village_board.base.message import N_
from village_board.base.money import Fen

if TYPE_CHECKING:
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_NEWEST = 300
_OPEN = "open "


def first_screen() -> ListScreen:
    """Return the list of vouchers."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    mine = (*forms.FORMS, *keeping_forms.FORMS, *closing_forms.FORMS, *sheet_forms.FORMS)
    return next((one for one in mine if one.name == name), None)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    rows: list[Row] = []
    if open_ := unreconciled(records):
        rows.append(Row("", t("Not compared with a statement yet")))
        rows += [Row(f"{_OPEN}{month} {account}", f"{month}  {account}") for month, account in open_]
    newest = records.page(Voucher, order_by="dated", descending=True, limit=_NEWEST).rows
    waiting = [one for one in newest if one.step in (VoucherStep.POSTED, VoucherStep.APPROVED)]
    if waiting:
        rows.append(Row("", t("Waiting for a hand")))
        rows += [_row(one, t, marked=True) for one in waiting]
    rows.append(Row("", t("Vouchers, the newest first")))
    return [*rows, *(_row(one, t) for one in newest if one not in waiting)]


def _row(one: Voucher, t: Translator, *, marked: bool = False) -> Row:
    return Row(one.id, f"{one.dated}  {one.number}  {one.summary}", t(VOUCHER_STEP[one.step]), marked=marked)


def _open(key: str) -> SheetScreen:
    if not key.startswith(_OPEN):
        return record_screen(key)
    month, account = key.removeprefix(_OPEN).split()

    def read(_records: Records, _who: Actor, t: Translator) -> Sheet:
        words = t("The books of {month} are closed; nobody compared {account} yet.", month=month, account=account)
        return Sheet(f"{month}  {account}", ((words, "ink"),), (form_step(forms.RECONCILE),))

    return SheetScreen(read)


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a voucher, of a finance sheet, or of how the books are kept."""
    if prefix_of(id) == FinanceSheet.KIND.prefix:
        return sheet_record(id)
    if prefix_of(id) != Voucher.KIND.prefix:
        return keeping_record(id)

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = records.get(Voucher, id)
        own = books_of(records).mode is not BooksMode.DISCLOSURE_COPY
        return Sheet(f"{one.number}  {one.summary}", tuple(_said(one, t)), tuple(_steps(one, own=own)))

    return SheetScreen(read)


def _said(one: Voucher, t: Translator) -> Iterator[Paragraph]:
    yield t("{step}, {day}", step=t(VOUCHER_STEP[one.step]), day=one.dated), "strong"
    for line in one.lines:
        debit, credit = Fen(line.debit), Fen(line.credit)
        side = t("Debit {amount}", amount=debit) if line.debit else t("Credit {amount}", amount=credit)
        yield f"{line.account} {line.account_name}  {side}  {line.summary}", "ink"
    facts = (
        (t("Paid to, or received from"), one.counterparty),
        (t("Number of the contract"), one.contract),
        (t("Number of the resolution"), one.resolution),
    )
    for name, value in facts:
        if value:
            yield t("{label}: {value}", label=name, value=value), "soft"


def _steps(one: Voucher, *, own: bool) -> Iterator[Step]:
    if not own:
        return
    if one.step is VoucherStep.POSTED:
        yield form_step(forms.APPROVE, one.id)
    if one.step is VoucherStep.APPROVED:
        yield form_step(forms.APPROVE, one.id)
        yield form_step(forms.STAMP, one.id)
    if one.emergency and not one.resolution:
        yield form_step(forms.RATIFY, one.id)
    yield form_step(forms.REVERSE, one.id)


LISTING = Listing(
    title=N_("Books and accounts"),
    read=_rows,
    open=_open,
    steps=(
        form_step(forms.RECONCILE, key="f3"),
        form_step(forms.POST, key="f6"),
        Step("sheets", N_("Finance sheets: prepare, review, sign"), sheets_screen, key="f7"),
        Step("keeping", N_("How the books are kept: months, accounts, balances"), keeping_screen, key="f8"),
    ),
    about=N_("Vouchers are posted here only where the village keeps its own books."),
)
#: what is found by words: the lists behind this one too.
LISTINGS = (LISTING, SHEETS, KEEPING)
