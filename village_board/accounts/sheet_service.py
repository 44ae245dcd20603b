"""Preparing, reviewing and publishing the finance disclosure sheet: three people (P5); corrected by a new version."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from typing import Any

from tinydb import where

from village_board.accounts.ledger import Ledger
from village_board.accounts.model import VoucherStep
from village_board.accounts.months import MonthNotOver
from village_board.accounts.sheet import Period, breaks_of, period_of
from village_board.accounts.sheet_model import FinanceSheet, SheetBody, SheetCorrection, SheetState
from village_board.accounts.sheet_reading import books_changed, versions_of, whole_body
from village_board.accounts.sheet_words import SHEET_STATE
from village_board.base.errors import Refused
from village_board.base.finding import Finding
from village_board.base.ids import is_id
from village_board.base.message import N_, Message, say
from village_board.base.money import yuan
from village_board.data_files import data_path
from village_board.desk import Desk, Records
from village_board.disclosure.law import Step
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.signers import check_post
from village_board.notices.reminders import supersede
from village_board.notices.routing import Event
from village_board.notices.telling import Facts, tell
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.text.clean import clean


class SheetNotReady(Refused):
    """The sheet stands where this step has no place."""

    sentence = N_("{title} is '{state}': this step has no place now.")

    def __init__(self, sheet: FinanceSheet) -> None:
        super().__init__(title=sheet.title, state=Message(SHEET_STATE[sheet.state]))


class SheetOpen(Refused):
    """Another version of the sheet waits for its review or its signature."""

    sentence = N_("{title} is being prepared already ({state}). Finish that one, or prepare it anew with --again.")

    def __init__(self, sheet: FinanceSheet) -> None:
        super().__init__(title=sheet.title, state=Message(SHEET_STATE[sheet.state]))


class CorrectionUnexplained(Refused):
    """A published sheet is replaced without a word why."""

    sentence = N_("{title} was published on {day}. Say what is corrected and why (--what, --why): both are public.")

    def __init__(self, sheet: FinanceSheet) -> None:
        super().__init__(title=sheet.title, day=sheet.published_on or "")


class SheetBroken(Refused):
    """The sheet does not come out even."""

    sentence = N_("{title} does not come out even: {fault} Mend the books, then prepare the sheet again.")

    def __init__(self, sheet: FinanceSheet, fault: Finding) -> None:
        super().__init__(title=sheet.title, fault=fault.message)


class BooksMoved(Refused):
    """The books changed after the sheet was prepared."""

    sentence = N_("The books changed since {title} was prepared. {what} Prepare it again (--again).")

    def __init__(self, sheet: FinanceSheet, what: Finding) -> None:
        super().__init__(title=sheet.title, what=what.message)


class VouchersUnstamped(Refused):
    """Vouchers of the period are still on their way: villagers could not open them."""

    sentence = N_("{n} vouchers of {period} have no stamp of the oversight committee, such as {number}. Stamp them.")

    def __init__(self, period: str, n: int, number: str) -> None:
        super().__init__(period=period, n=n, number=number)


class NoSheet(Refused):
    """No sheet was prepared for the period."""

    sentence = N_("No finance sheet was prepared for {period}. Prepare it: village-board sheet prepare {period}")

    def __init__(self, period: str) -> None:
        super().__init__(period=period)


@cache
def sheet_words() -> dict[str, str]:
    """Return how a sheet and its item in the catalogue are named: ``data/statements/sheet.toml``."""
    read: dict[str, Any] = tomllib.loads(data_path("statements", "sheet.toml").read_text(encoding="utf-8"))
    return read


def find_sheet(records: Records, which: str) -> FinanceSheet:
    """Return the sheet with this id, or the newest version of that of a period such as ``2026-10``.

    Raises:
        NotFound: no sheet has the id.
        SheetPeriodWrong: it is neither an id nor a period.
        NoSheet: none was prepared for the period.
    """
    if is_id(which):
        return records.get(FinanceSheet, which)
    period = period_of(which.strip())
    if found := versions_of(records, period.text):
        return found[0]
    raise NoSheet(period.text)


def prepare_sheet(
    desk: Desk,
    text: str,
    *,
    village: str = "",
    telephone: str = "",
    what: str = "",
    why: str = "",
    again: bool = False,
) -> FinanceSheet:
    """Prepare the sheet of a month or a quarter that is over, as the books stand now.

    Args:
        desk: the unit of work.
        text: ``2026-10`` or ``2026-Q3``.
        village: its name, for the head.
        telephone: where questions go.
        what: of a period that has a published sheet: what is corrected.
        why: and why.
        again: prepare anew what waits for its review or its signature.

    Raises:
        SheetPeriodWrong, MonthNotOver: nothing was prepared.
        SheetOpen: one waits already.
        CorrectionUnexplained: a published one would be replaced without a reason.
    """
    desk.require(Act.PREPARE_SHEET)
    period = period_of(text.strip())
    if desk.today <= period.last:
        raise MonthNotOver(period.text, period.last)
    versions = versions_of(desk, period.text)
    waiting = next((one for one in versions if one.state in (SheetState.PREPARED, SheetState.REVIEWED)), None)
    if waiting is not None and not again:
        raise SheetOpen(waiting)
    standing = next((one for one in versions if one.state is SheetState.PUBLISHED), None)
    correction = waiting.correction if waiting is not None else None
    if standing is not None and correction is None:
        what, why = clean(what), clean(why)
        if not (what and why):
            raise CorrectionUnexplained(standing)
        correction = SheetCorrection(what, why, standing.id)
    words, plain = sheet_words(), _plain_period(period)
    base = waiting or FinanceSheet(
        number="", name="", period=period.text, body=SheetBody(period.first, period.last, (), ())
    )
    prepared = desk.put(
        replace(
            base,
            number=words["number"].format(period=period.text),
            name=words["name"].format(period=plain),
            body=whole_body(desk, period),
            village=clean(village),
            telephone=clean(telephone),
            state=SheetState.PREPARED,
            version=standing.version + 1 if standing is not None else 1,
            prepared_by=desk.who.id,
            prepared_at=desk.now,
            reviewed_by="",
            reviewed_at=None,
            correction=correction,
        )
    )
    desk.record(prepared.id)
    return prepared


def review_sheet(desk: Desk, id: str) -> FinanceSheet:  # noqa: A002 - the field's own name
    """Pass a prepared sheet for the oversight committee, by another person than its preparer (P5).

    Raises:
        SheetNotReady, SamePerson: it is not this person's step.
        VouchersUnstamped, BooksMoved, SheetBroken: its figures cannot be passed.
    """
    desk.require(Act.REVIEW_SHEET)
    sheet = desk.get(FinanceSheet, id)
    if sheet.state is not SheetState.PREPARED:
        raise SheetNotReady(sheet)
    if desk.who.id == sheet.prepared_by:
        raise SamePerson(desk.who.name)
    _check_stamped(desk, sheet)
    _check_figures(desk, sheet)
    reviewed = desk.put(replace(sheet, state=SheetState.REVIEWED, reviewed_by=desk.who.id, reviewed_at=desk.now))
    desk.record(id)
    return reviewed


def publish_sheet(desk: Desk, id: str) -> FinanceSheet:  # noqa: A002
    """Sign and publish a reviewed sheet as a third person (P5); the version before is kept and marked.

    It points to the item of the catalogue that stands for its period. Where none does, or that says otherwise, an
    item goes its own way past the machine and three people: `village_board.disclosure.finance_item`.

    Raises:
        SheetNotReady, SamePerson, WrongPost: it is not this person's step.
        BooksMoved, SheetBroken: its figures no longer hold.
    """
    desk.require(Act.PUBLISH_SHEET)
    sheet = desk.get(FinanceSheet, id)
    if sheet.state is not SheetState.REVIEWED:
        raise SheetNotReady(sheet)
    if desk.who.id in (sheet.prepared_by, sheet.reviewed_by):
        raise SamePerson(desk.who.name)
    check_post(desk, desk.who.id, desk.who.name, Step.SIGN_COLLECTIVE)
    _check_figures(desk, sheet)
    item = standing_item(desk, sheet)
    if sheet.correction is not None:
        before = desk.get(FinanceSheet, sheet.correction.replaces)
        desk.put(replace(before, state=SheetState.SUPERSEDED))
    published = desk.put(
        replace(
            sheet,
            state=SheetState.PUBLISHED,
            signed_by=desk.who.id,
            published_on=desk.today,
            item=item.id if item is not None else "",
        )
    )
    if sheet.correction is None:
        tell(desk, published, say("Published: {name}.", name=sheet.name), Event.FINANCE_PUBLISHED)
    else:
        supersede(desk, sheet.correction.replaces)
        message = say("Correction: {name}. {what}", name=sheet.name, what=sheet.correction.what)
        tell(desk, published, message, Event.FINANCE_CORRECTED, Facts(replaces=sheet.correction.replaces))
    desk.record(id)
    return published


def _check_figures(desk: Desk, sheet: FinanceSheet) -> None:
    if moved := books_changed(desk, sheet):
        raise BooksMoved(sheet, moved[0])
    if broken := next(breaks_of(sheet.body), None):
        raise SheetBroken(sheet, broken)


def _check_stamped(desk: Desk, sheet: FinanceSheet) -> None:
    on_the_way = [
        one
        for one in Ledger(desk).vouchers(sheet.body.first, sheet.body.last)
        if one.step in (VoucherStep.POSTED, VoucherStep.APPROVED)
    ]
    if on_the_way:
        raise VouchersUnstamped(sheet.period, len(on_the_way), on_the_way[0].number)


def standing_item(records: Records, sheet: FinanceSheet) -> Item | None:
    """Return the published item of the catalogue for the sheet's period, None where none stands."""
    slot = (where("catalogue") == sheet_words()["catalogue"]) & (where("period") == sheet.period)
    return records.one(Item, slot & (where("status") == ItemStatus.PUBLISHED.value))


def item_content(sheet: FinanceSheet) -> str:
    """Return what the catalogue's item says of a sheet: its sums in yuan, and where its entries stand."""
    words, body = sheet_words(), sheet.body
    return (words["content"] if body.entries else words["nil"]).format(
        opening=yuan(body.opening),
        income=yuan(body.income),
        expense=yuan(body.expense),
        closing=yuan(body.closing),
        count=len(body.entries),
        number=sheet.number,
    )


def linked(desk: Desk, sheet: FinanceSheet, item: str) -> FinanceSheet:
    """Let a sheet point to the item with this id, within the act that drafts it."""
    return desk.put(replace(sheet, item=item))


def _plain_period(period: Period) -> str:
    words = sheet_words()
    return words["quarter" if period.quarterly else "month"].format(year=period.first.year, number=period.number)
