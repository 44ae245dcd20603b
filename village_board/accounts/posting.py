"""Posting where the village keeps its own books (P1): posted, approved, stamped; reversed, and never edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tinydb import where

from village_board.accounts.books import own_accounts, require_own_books
from village_board.accounts.books_model import Books, NumberSeries, Restart
from village_board.accounts.chart import CASH
from village_board.accounts.draft import (
    VoucherDraft,
    VoucherWord,
    check_draft,
    cleaned,
    is_party,
    number_of,
    serial_of,
    swapped,
    tier_of,
)
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Approval, Voucher, VoucherStep
from village_board.accounts.periods import latest_closed
from village_board.accounts.posting_refusals import (
    AlreadyActed,
    AlreadyReversed,
    BeforeOwnBooks,
    InTheFuture,
    IsReversal,
    NeedsResolution,
    NotAnEmergency,
    OwnClaim,
    PeriodClosed,
    ReasonMissing,
    ResolutionNotPassed,
    VoucherNotReady,
)
from village_board.accounts.registers import Contract
from village_board.accounts.rules import month_of, moves_cash, voucher_key, with_sums
from village_board.base.errors import NotFound
from village_board.base.ids import is_id
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.desk import Desk, Records
from village_board.hearings.model import Resolution, ResolutionResult
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.people.service import NoSuchPerson, SeveralPersons, find_person
from village_board.text.clean import clean


def post_voucher(desk: Desk, draft: VoucherDraft) -> Voucher:
    """Post a voucher; the program gives it the next number of its kind in the year or month, in this commit.

    Raises:
        NotOwnBooks: the books are a copy of the township's.
        InTheFuture, BeforeOwnBooks, PeriodClosed: its day is not open.
        Refused: what `draft.check_draft` says of its lines; an unknown contract, resolution or person.
    """
    desk.require(Act.POST_VOUCHER)
    books = require_own_books(desk)
    draft = cleaned(draft)
    check_draft(draft, {code: account.active for code, account in own_accounts(desk).items()})
    voucher = _posted(desk, books, _voucher(desk, draft), draft.word)
    desk.record(voucher.id)
    return voucher


def approve_voucher(desk: Desk, id: str) -> Voucher:  # noqa: A002 - the field's own name
    """Approve a posted voucher; larger payments need a second person, the largest a passed resolution (rule F04).

    Raises:
        VoucherNotReady: it does not wait for an approval.
        OwnClaim: whoever approves handled it, claims its money or receives it.
        AlreadyActed: they posted or approved it already.
        NeedsResolution: its tier needs one, and it names none.
    """
    desk.require(Act.APPROVE_VOUCHER)
    require_own_books(desk)
    voucher = desk.get(Voucher, id)
    if voucher.step is not VoucherStep.POSTED:
        raise VoucherNotReady(voucher)
    _check_other_person(desk, voucher)
    needed = 1
    if voucher.approval_tier is not None:
        limits = limits_of(desk, voucher.dated)
        needed = limits.count(f"accounts.approvers.tier_{voucher.approval_tier}")
        from_tier = limits.count("accounts.resolution_from_tier")
        excused = voucher.resolution or voucher.emergency or voucher.reversed_by
        if voucher.approval_tier >= from_tier and not excused:
            raise NeedsResolution(voucher.number, voucher.money_out, voucher.approval_tier)
    approvals = (*voucher.approvals, Approval(desk.who.id, desk.who.name, desk.now))
    step = VoucherStep.APPROVED if len(approvals) >= needed else VoucherStep.POSTED
    names = "、".join(approval.name for approval in approvals)
    approved = desk.put(replace(voucher, approvals=approvals, approver=names, step=step))
    desk.record(id)
    return approved


def stamp_voucher(desk: Desk, id: str) -> Voucher:  # noqa: A002
    """Stamp an approved voucher for the oversight committee: from now on villagers see it.

    Raises:
        VoucherNotReady: it was not approved, or is stamped.
        OwnClaim, AlreadyActed: whoever stamps had a part in it.
    """
    desk.require(Act.STAMP_VOUCHER)
    require_own_books(desk)
    voucher = desk.get(Voucher, id)
    if voucher.step is not VoucherStep.APPROVED:
        raise VoucherNotReady(voucher)
    _check_other_person(desk, voucher)
    stamped = desk.put(
        replace(voucher, step=VoucherStep.STAMPED, oversight_stamp=True, stamped_by=desk.who.id, stamped_at=desk.now)
    )
    desk.record(id)
    return stamped


def reverse_voucher(desk: Desk, id: str, reason: str, on: date | None = None) -> Voucher:  # noqa: A002
    """Take a voucher back by another one with debit and credit changed over; both carry the other's key.

    The new one is of `on`, by default of today, in an open month, and goes its own way to its stamp. Together they
    come to nothing on every account.

    Raises:
        NotOwnBooks: a copy is corrected by importing again.
        AlreadyReversed, IsReversal, ReasonMissing: nothing was posted.
        InTheFuture, BeforeOwnBooks, PeriodClosed: the day is not open.
    """
    desk.require(Act.REVERSE_VOUCHER)
    books = require_own_books(desk)
    voucher = desk.get(Voucher, id)
    if voucher.reversed_by:
        raise AlreadyReversed(voucher.number, voucher.reversed_by)
    if voucher.reverses:
        raise IsReversal(voucher.number, voucher.reverses)
    if not (why := clean(reason)):
        raise ReasonMissing
    taking_back = Voucher(
        number="",
        dated=on or desk.today,
        summary=why,
        lines=swapped(voucher.lines),
        place=voucher.place,
        counterparty=voucher.counterparty,
        handler=desk.who.name,
        handler_id=desk.who.id,
        project=voucher.project,
        contract=voucher.contract,
        resolution=voucher.resolution,
        reverses=voucher.key,
    )
    made = _posted(desk, books, taking_back, _word(voucher.number))
    desk.put(replace(voucher, reversed_by=made.key))
    desk.record(made.id)
    return made


def ratify_voucher(desk: Desk, id: str, resolution: str) -> Voucher:  # noqa: A002
    """Add the resolution that ratified an emergency payment (P4).

    Raises:
        NotAnEmergency: it has no emergency, or has its resolution.
        NotFound, ResolutionNotPassed: the resolution does not bear it.
    """
    desk.require(Act.RATIFY_VOUCHER)
    require_own_books(desk)
    voucher = desk.get(Voucher, id)
    if not voucher.emergency or voucher.resolution:
        raise NotAnEmergency(voucher.number)
    number = clean(resolution)
    _check_resolution(desk, number)
    ratified = desk.put(replace(voucher, resolution=number))
    desk.record(id)
    return ratified


def posting_notes(records: Records, voucher: Voucher) -> list[Message]:
    """Return what a person should know of a voucher that is posted: nothing of it stops the posting.

    Cash above the settlement point (rule F02), cash on hand above its limit (F01) or below nothing, an emergency
    that still needs its resolution (P4).
    """
    limits, notes = limits_of(records, voucher.dated), []
    paid_in_cash = sum(line.credit for line in voucher.lines if line.account.startswith(CASH))
    most = limits.fen("accounts.cash_settlement_point")
    if voucher.money_out and paid_in_cash > most:
        notes.append(
            say("{paid} were paid in cash; above {most} the bank pays.", paid=Fen(paid_in_cash), most=Fen(most))
        )
    if moves_cash(voucher.lines):
        held = sum(fen for account, fen in Ledger(records).balances(voucher.dated).items() if account.startswith(CASH))
        limit = limits.fen("accounts.cash_limit")
        if held > limit:
            notes.append(say("Cash on hand is {held}; the limit is {limit}.", held=Fen(held), limit=Fen(limit)))
        if held < 0:
            notes.append(say("Cash on hand would be {held}. Check the days and amounts.", held=Fen(held)))
    if voucher.emergency and not voucher.resolution:
        notes.append(say("An emergency: its resolution is still to come."))
    return notes


def find_voucher(records: Records, text: str) -> Voucher:
    """Return the voucher with this id, this key (2026/记-0012), or this number of the present year.

    Raises:
        NotFound: there is none.
    """
    if is_id(text):
        return records.get(Voucher, text)
    found = records.one(Voucher, where("key") == text)
    found = found or records.one(Voucher, where("key") == voucher_key(text, records.today))
    found = found or records.one(Voucher, where("key") == voucher_key(text, records.today, by_month=True))
    if found is None:
        raise NotFound(Voucher.KIND.label, text)
    return found


def check_open(records: Records, books: Books, day: date) -> None:
    """Refuse a day on which nothing can be posted.

    Raises:
        InTheFuture, BeforeOwnBooks, PeriodClosed: with the days.
    """
    if day > records.today:
        raise InTheFuture(day, records.today)
    if books.since is not None and day < books.since:
        raise BeforeOwnBooks(day, books.since)
    closed = latest_closed(records)
    if month_of(day) <= closed:
        raise PeriodClosed(day, closed)


def _voucher(desk: Desk, draft: VoucherDraft) -> Voucher:
    if draft.contract and desk.one(Contract, where("number") == draft.contract) is None:
        raise NotFound(Contract.KIND.label, draft.contract)
    if draft.resolution:
        _check_resolution(desk, draft.resolution)
    handler_id, handler = _person(desk, draft.handler)
    claimant_id, claimant = _person(desk, draft.claimant)
    names = Ledger(desk)
    lines = tuple(replace(line, account_name=names.name(line.account)) for line in draft.lines)
    return Voucher(
        number="",
        dated=draft.dated,
        summary=draft.summary,
        lines=lines,
        counterparty=draft.counterparty,
        handler=handler,
        handler_id=handler_id,
        claimant=claimant,
        claimant_id=claimant_id,
        witness=draft.witness,
        receipt_kind=draft.receipt_kind,
        receipt_number=draft.receipt_number,
        attachments=draft.attachments,
        project=draft.project,
        contract=draft.contract,
        resolution=draft.resolution,
        emergency=draft.emergency,
        remark=draft.remark,
        in_cash=moves_cash(lines),
    )


def _person(desk: Desk, who: str) -> tuple[str, str]:
    """Return id and name of a person, where one is registered; else the name as it was written."""
    if not who:
        return "", ""
    try:
        person = find_person(desk, who)
    except (NoSuchPerson, NotFound):
        return "", who
    except SeveralPersons:
        if who.isascii():
            raise
        return "", who
    return person.id, person.name


def _check_resolution(desk: Desk, number: str) -> None:
    found = desk.one(Resolution, where("number") == number)
    if found is None:
        raise NotFound(Resolution.KIND.label, number)
    if found.result is not ResolutionResult.PASSED:
        raise ResolutionNotPassed(number)


def _check_other_person(desk: Desk, voucher: Voucher) -> None:
    if is_party(desk.who.name, desk.who.id, voucher):
        raise OwnClaim(desk.who.name, voucher.number)
    if desk.who.id == voucher.posted_by or desk.who.id in {approval.by for approval in voucher.approvals}:
        raise AlreadyActed(desk.who.name, voucher.number)


def _posted(desk: Desk, books: Books, voucher: Voucher, word: str) -> Voucher:
    """Number `voucher` and put it: the number and the voucher are one commit, so none is ever left out."""
    check_open(desk, books, voucher.dated)
    by_month = books.restart is Restart.MONTH
    number = number_of(word, _next(desk, word, voucher.dated, by_month=by_month))
    summed = with_sums(replace(voucher, number=number, key=voucher_key(number, voucher.dated, by_month=by_month)))
    spent = 0 if voucher.reverses else summed.money_out
    tier = tier_of(spent, limits_of(desk, voucher.dated).amounts("accounts.approval_tiers"))
    return desk.put(
        replace(summed, step=VoucherStep.POSTED, approval_tier=tier, posted_by=desk.who.id, posted_at=desk.now)
    )


def _next(desk: Desk, word: str, dated: date, *, by_month: bool) -> int:
    """Return the next number of a series and keep it; the first one follows what was imported."""
    series = voucher_key(word, dated, by_month=by_month)
    kept = desk.one(NumberSeries, where("series") == series)
    if kept is None:
        asked = (where("key") >= series) & (where("key") < series + "\uffff")
        used = [serial_of(voucher.number, word) or 0 for voucher in desk.find(Voucher, asked)]
        first = max(used, default=0) + 1
        desk.put(NumberSeries(series=series, first=first, last=first))
        return first
    return desk.put(replace(kept, last=kept.last + 1)).last


def _word(number: str) -> str:
    return next((word.value for word in VoucherWord if number.startswith(word.value)), VoucherWord.GENERAL.value)
