"""The forms of money: reconciling an account; and where the village keeps its own books, vouchers from hand to hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kiosk.desk.blank.reading import read_fen
from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from kiosk.desk.columns import in_columns
from kiosk.desk.rooms.asking import WHY, half_width, lines_of
from village_board.accounts.books import NotOwnBooks, books_of
from village_board.accounts.books_model import BooksMode, MoneyAccount, Reconciliation
from village_board.accounts.draft import (
    AccountHasParts,
    AccountSwitchedOff,
    AccountUnknown,
    LinesCount,
    LineWrong,
    NothingSaid,
    VoucherDraft,
    VoucherUnbalanced,
    VoucherWord,
)
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Line, Voucher
from village_board.accounts.months import MonthNotOver, MonthWrong
from village_board.accounts.posting import (
    approve_voucher,
    post_voucher,
    posting_notes,
    ratify_voucher,
    reverse_voucher,
    stamp_voucher,
)
from village_board.accounts.posting_refusals import BeforeOwnBooks, InTheFuture, PeriodClosed, ReasonMissing
from village_board.accounts.reconciliation import (
    MonthBeforeBooks,
    NotAMoneyAccount,
    account_month,
    moved_on,
    reconcile,
)
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.base.money import Fen
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator

_LINE = re.compile(r"(\S+)\s+(借|贷|d|c)\s*([\d,，.．]+万?元?)(?:\s+(.*))?", re.IGNORECASE)
_DEBIT = ("借", "d", "D")
#: vouchers that are named as what the statement may lack.
_ALONE = 5
_COPY = N_("The books are a copy of the township's: nothing is posted here.")


class VoucherLineUnread(FieldRefused):
    """A line of a voucher that cannot be understood."""

    sentence = N_("'{line}' is no line of a voucher. Write it as 501 借 1200.00, one a line.")

    def __init__(self, field: str, line: str) -> None:
        super().__init__(field, line=line)


def accounts(records: Records, t: Translator) -> Sequence[Option]:
    """Return the accounts where money lies, each with what tells it from others at the same bank."""
    names = Ledger(records).names
    return [
        Option(one.account, _place_of_money(one, names.get(one.account, ""), t))
        for one in sorted(records.all(MoneyAccount), key=lambda one: one.account)
    ]


def _place_of_money(one: MoneyAccount, name: str, t: Translator) -> str:
    """Return what an account is called, with the last digits of its number, the only ones that are kept (P2)."""
    digits = t("no. ****{digits}", digits=one.last_digits) if one.last_digits else ""
    return "  ".join(filter(None, (one.bank or name, digits, one.purpose))) or one.account


def _reconciled(t: Translator, made: Reconciliation) -> str:
    if made.ours == made.theirs:
        return t("{month}: both say {amount}.", month=made.month, amount=Fen(made.ours))
    return t(
        "{month}: our books say {ours}, the statement {theirs}.",
        month=made.month,
        ours=Fen(made.ours),
        theirs=Fen(made.theirs),
    )


def _compared(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    """Return our figure of the month, and which vouchers may be what the statement lacks or has besides."""
    try:
        month, account, theirs = filled.month("month"), filled.picked("account"), filled.fen_or_none("theirs")
        ours = account_month(records, month, account) if month and account else None
    except Refused:  # it is said at its field
        return []
    if ours is None:
        return [(t("Give month and account: our figure then stands here."), "soft")]
    rows = [
        (t("Held before"), t.fact(Fen(ours.before))),
        (t("Received in the month"), t.fact(Fen(ours.received))),
        (t("Paid in the month"), t.fact(Fen(ours.paid))),
        (t("In our books"), t.fact(Fen(ours.held))),
    ]
    said: list[Paragraph] = in_columns(rows, right=(1,))
    if theirs is None:
        return said
    if (apart := theirs - ours.held) == 0:
        return [*said, (t("The statement says the same."), "strong")]
    said.append((t("The statement says {amount} more.", amount=Fen(apart)) if apart > 0
                 else t("The statement says {amount} less.", amount=Fen(-apart)), "accent"))  # fmt: skip
    if alone := [one for one in ours.vouchers if abs(moved_on(one, account)) == abs(apart)]:
        said.append((t("Vouchers of just this amount"), "accent"))
        said += [(f"{one.dated.isoformat()}  {one.number}  {one.summary}", "ink") for one in alone[:_ALONE]]
    return said


RECONCILE = Form(
    name="book.reconcile",
    title=N_("Compare an account with its statement"),
    act=Act.RECONCILE,
    about=N_("Our figure is reckoned; a difference is told to those who supervise."),
    fields=(
        Field("month", N_("Month"), Kind.MONTH, required=True, hint=N_("Such as 2026-09.")),
        Field("account", N_("Account"), Kind.PICK, required=True, options=accounts),
        Field("theirs", N_("Figure of the statement, in yuan"), Kind.AMOUNT, required=True, signed=True),
        Field("source", N_("Which statement")),
        Field("reason", N_("Why they differ"), Kind.LINES, hint=N_("Where they do.")),
    ),
    beside=_compared,
    places=(
        *(Place(error, "month") for error in (MonthWrong, MonthNotOver, MonthBeforeBooks)),
        Place(NotAMoneyAccount, "account"),
    ),
    button=N_("Compare"),
    told=_reconciled,
    do=lambda desk, filled: reconcile(
        desk,
        filled.month("month"),
        filled.picked("account"),
        filled.fen("theirs"),
        source=filled.text("source"),
        reason=filled.text("reason"),
    ),
)


def lines_typed(filled: Filled) -> tuple[Line, ...]:
    """Return the lines of a voucher.

    Raises:
        VoucherLineUnread: one is none.
    """
    found: list[Line] = []
    for text in lines_of(filled.text("lines")):
        match = _LINE.fullmatch(text)
        fen = read_fen(match[3]) if match is not None else None
        if match is None or fen is None:
            raise VoucherLineUnread("lines", text)
        is_debit = match[2] in _DEBIT
        found.append(
            Line(
                half_width(match[1]),
                debit=fen if is_debit else 0,
                credit=0 if is_debit else fen,
                summary=match[4] or "",
            )
        )
    return tuple(found)


def _sums(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    if books_of(records).mode is not BooksMode.OWN_BOOKS:
        return [(t(_COPY), "accent")]
    try:
        lines = lines_typed(filled)
    except FieldRefused as error:
        return [(t.say(error.message), "accent")]
    debit, credit = sum(one.debit for one in lines), sum(one.credit for one in lines)
    same = t("Both sides agree.") if debit == credit else t("The sides differ by {amount}.", amount=Fen(debit - credit))
    return [
        (t("Debit {amount}", amount=Fen(debit)), "ink"),
        (t("Credit {amount}", amount=Fen(credit)), "ink"),
        (same, "strong" if debit == credit else "accent"),
    ]


def _post(desk: Desk, filled: Filled) -> Voucher:
    return post_voucher(
        desk,
        VoucherDraft(
            dated=filled.day_or_none("dated") or desk.today,
            summary=filled.text("summary"),
            lines=lines_typed(filled),
            word=VoucherWord(filled.text("word") or VoucherWord.GENERAL),
            counterparty=filled.text("counterparty"),
            handler=filled.text("handler"),
            claimant=filled.text("claimant"),
            witness=filled.text("witness"),
            receipt_kind=filled.text("receipt_kind"),
            receipt_number=filled.text("receipt_number"),
            attachments=filled.count_or_none("attachments") or 0,
            contract=filled.text("contract"),
            resolution=filled.text("resolution"),
            emergency=filled.text("emergency"),
        ),
    )


def _words(_records: Records, t: Translator) -> Sequence[Option]:
    said = {VoucherWord.GENERAL: N_("general"), VoucherWord.RECEIPT: N_("received"), VoucherWord.PAYMENT: N_("paid")}
    return [Option(one.value, t(words)) for one, words in said.items()]


def _after(made: Any) -> DeskScreen:
    from kiosk.desk.rooms.books import record_screen  # noqa: PLC0415 - the sheets know the forms

    return record_screen(made.id)


POST = Form(
    name="book.post",
    title=N_("Post a voucher"),
    act=Act.POST_VOUCHER,
    about=N_("The number is given when it is posted. Another person approves it, a third stamps it."),
    fields=(
        Field("dated", N_("Day of the voucher"), Kind.DAY, hint=N_("Such as 9-30. Empty: today.")),
        Field("word", N_("Kind of voucher"), Kind.CHOICE, options=_words),
        Field("summary", N_("What for"), required=True),
        Field("lines", N_("Lines"), Kind.LINES, required=True, hint=N_("Account, 借 or 贷, amount: 501 借 1200.00")),
        Field("counterparty", N_("Paid to, or received from")),
        Field("handler", N_("Who handled it"), Kind.PERSON),
        Field("claimant", N_("Who claims the money")),
        Field("witness", N_("Who witnessed it")),
        Field("receipt_kind", N_("Kind of receipt")),
        Field("receipt_number", N_("Number of the receipt")),
        Field("attachments", N_("How many papers"), Kind.COUNT),
        Field("contract", N_("Number of the contract")),
        Field("resolution", N_("Number of the resolution")),
        Field("emergency", N_("Why it could not wait"), Kind.LINES),
    ),
    start=lambda _records, _subject: {"word": VoucherWord.GENERAL.value},
    beside=_sums,
    places=(
        Place(InTheFuture, "dated"),
        Place(BeforeOwnBooks, "dated"),
        Place(PeriodClosed, "dated"),
        Place(NothingSaid, "summary"),
        *(
            Place(error, "lines")
            for error in (
                LineWrong,
                LinesCount,
                VoucherUnbalanced,
                AccountUnknown,
                AccountSwitchedOff,
                AccountHasParts,
            )
        ),
        Place(NotOwnBooks, "", _COPY),
    ),
    button=N_("Post"),
    told=lambda t, made: t("Posted: {number}.", number=made.number),
    do=_post,
    after=_after,
)
APPROVE = Form(
    name="book.approve", title=N_("Approve"), act=Act.APPROVE_VOUCHER, fields=(), button=N_("Approve"),
    about=N_("Larger payments need a second person, the largest a resolution."),
    beside=lambda records, filled, t: [(t.say(one), "ink") for one in posting_notes(
        records, records.get(Voucher, filled.subject))],
    do=lambda desk, filled: approve_voucher(desk, filled.subject),
)  # fmt: skip
STAMP = Form(
    name="book.stamp", title=N_("Stamp it for the oversight committee"), act=Act.STAMP_VOUCHER, fields=(),
    about=N_("From now on the villagers see it."), button=N_("Stamp"),
    do=lambda desk, filled: stamp_voucher(desk, filled.subject),
)  # fmt: skip
REVERSE = Form(
    name="book.reverse",
    title=N_("Take it back by another voucher"),
    act=Act.REVERSE_VOUCHER,
    fields=(WHY, Field("on", N_("On which day"), Kind.DAY, hint=N_("Such as 9-30. Empty: today."))),
    places=(Place(ReasonMissing, "reason"), Place(InTheFuture, "on"), Place(PeriodClosed, "on")),
    button=N_("Reverse"),
    do=lambda desk, filled: reverse_voucher(desk, filled.subject, filled.text("reason"), filled.day_or_none("on")),
)
RATIFY = Form(
    name="book.ratify", title=N_("Add the resolution that ratified it"), act=Act.RATIFY_VOUCHER,
    fields=(Field("resolution", N_("Number of the resolution"), required=True),), button=N_("Add it"),
    do=lambda desk, filled: ratify_voucher(desk, filled.subject, filled.text("resolution")),
)  # fmt: skip

FORMS = (RECONCILE, POST, APPROVE, STAMP, REVERSE, RATIFY)
