"""Contracts at the desk: what is owed, the plan, the receipts, and what can be done with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.blank.shape import Kind
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.columns import in_columns
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import contract_forms as forms
from kiosk.desk.rooms import receipt_forms
from kiosk.desk.rooms.bid_forms import BIDS
from village_board.accounts.plan_service import all_arrears, arrears_in
from village_board.accounts.receipt_service import unmatched
from village_board.accounts.receipts import Receipt
from village_board.accounts.register_words import RHYTHM
from village_board.accounts.registers import Amended, Contract, ContractStatus, Instalment, Rhythm
from village_board.accounts.words import CONTRACT_STATUS
from village_board.base.message import N_
from village_board.base.money import Fen

if TYPE_CHECKING:
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def first_screen() -> ListScreen:
    """Return the list of contracts."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    if name.startswith("contract.undo."):
        return receipt_forms.undo_form(name.rpartition(".")[2])
    return next((one for one in (*forms.FORMS, receipt_forms.MATCH, BIDS) if one.name == name), None)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    late = {one.contract.id: one for one in all_arrears(records) if one.lacking}
    rows: list[Row] = []
    for one in sorted(records.all(Contract), key=lambda one: (one.id not in late, one.status.value, one.number)):
        owed = late.get(one.id)
        more = (
            t("{amount}, {n} days late", amount=Fen(owed.lacking), n=owed.days)
            if owed
            else t(CONTRACT_STATUS[one.status])
        )
        rows.append(Row(one.id, f"{one.number}  {one.name}  {one.party_b}", more, marked=bool(owed)))
    return rows


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a contract."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = forms.contract_of(records, id)
        return Sheet(f"{one.number}  {one.name}", tuple(_said(records, one, t)), tuple(_steps(records, one)))

    return SheetScreen(read)


def _said(records: Records, one: Contract, t: Translator) -> Iterator[Paragraph]:
    yield t(CONTRACT_STATUS[one.status]), "strong"
    yield one.party_b, "ink"
    if one.starts_on and one.ends_on:
        yield t("{first} to {last}", first=one.starts_on, last=one.ends_on), "ink"
    yield from _ended(one, t)
    if one.due_each_year is not None:
        yield t("{amount} a year", amount=Fen(one.due_each_year)), "ink"
    owed = arrears_in(records, one)
    if owed.lacking:
        yield t("{amount}, {n} days late", amount=Fen(owed.lacking), n=owed.days), "accent"
    yield from _planned(records, one, t)
    for money in unmatched(records):
        if money.voucher.contract == one.number:
            left, number = Fen(money.left), money.voucher.number
            yield t("Not matched yet: {amount} of voucher {id}", amount=left, id=number), "accent"
    for bid in one.bids:
        words = t("Offer of {bidder}: {amount}", bidder=bid.bidder, amount=Fen(bid.amount))
        yield f"{words} {t('(chosen)')} {bid.reason}" if bid.chosen else words, "soft"
    for change in one.amended:
        yield t("Amended on {day}: {reason}", day=change.on, reason=change.reason), "soft"
        yield from ((_changed(each, t), "soft") for each in change.changed)


def _ended(one: Contract, t: Translator) -> Iterator[Paragraph]:
    if one.ended_on is not None:
        yield t("Ended on {day}: {reason}", day=one.ended_on, reason=one.end_reason), "ink"
        if one.at_end:
            yield t("What becomes of it: {words}", words=one.at_end), "ink"
    if one.handed_back_on is not None:
        yield t("Handed back on {day}", day=one.handed_back_on), "ink"


def _changed(one: Amended, t: Translator) -> str:
    """Return what an amendment put in place of what."""
    field = next((each for each in forms.REGISTER.fields if each.name == one.field), None)
    kind = field.kind if field is not None else Kind.TEXT
    before, after = (_as_read(text, kind, t) for text in (one.before, one.after))
    what = t(field.label) if field is not None else one.field
    return t("{what}: {before} before, {after} now", what=what, before=before, after=after)


def _as_read(text: str, kind: Kind, t: Translator) -> str:
    """Return what an amendment keeps of a field, as a reader knows it."""
    if not text:
        return "—"
    if kind is Kind.AMOUNT:
        return t.fact(Fen(int(text)))
    if kind is Kind.YES_NO:
        return t("yes") if text == str(True) else t("no")
    return t(RHYTHM[Rhythm(text)]) if kind is Kind.CHOICE else text


def _planned(records: Records, one: Contract, t: Translator) -> Sequence[Paragraph]:
    """Return the instalments below each other: number, day, what is due, what is paid of it."""
    parts = sorted(records.find(Instalment, where("contract") == one.number), key=lambda part: part.sequence)
    rows = [
        (
            f"{part.sequence:>3}",
            t.date(part.due_on),
            t.fact(Fen(part.due)),
            t("paid {amount}", amount=Fen(part.paid)) if part.paid else t("not paid"),
        )
        for part in parts
    ]
    return in_columns(rows, right=(1, 2)) if rows else []


def _steps(records: Records, one: Contract) -> Iterator[Step]:
    if one.status is ContractStatus.RUNNING:
        planned = records.count(Instalment, where("contract") == one.number)
        yield from (
            form_step(form, one.id)
            for form in ((receipt_forms.match_form(one), forms.PLAN) if planned else (forms.PLAN,))
        )
        yield form_step(forms.AMEND, one.id)
        yield form_step(forms.END, one.id)
    yield form_step(forms.RENEW, one.id)
    yield form_step(BIDS, one.id)
    receipts = [each for each in records.find(Receipt, where("contract") == one.number) if not each.undoes]
    undone = {each.undoes for each in records.find(Receipt, where("contract") == one.number)}
    for last in [each for each in receipts if each.id not in undone][-1:]:
        yield form_step(receipt_forms.undo_form(last.id), one.id, words=N_("Undo the last match"))


LISTING = Listing(
    title=N_("Contracts and rents"),
    read=_rows,
    open=record_screen,
    steps=(form_step(forms.REGISTER, key="f3"),),
    empty=N_("No contract is registered yet."),
)
