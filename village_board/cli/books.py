"""village-board books …: how they are kept, posting, approving, closing, reconciling, the village's own accounts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from village_board.accounts.books_model import (
    Books,
    BooksMode,
    Restart,
)
from village_board.accounts.draft import VoucherDraft, VoucherWord
from village_board.accounts.model import Closing, Line, Voucher, VoucherStep
from village_board.accounts.words import BOOKS_MODE, VOUCHER_STEP
from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.amounts import amount_required
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.desk import Desk
from village_board.launch import day_of

FOUND = 1
_LINE = re.compile(r"(\d+)\s*[=:]\s*(\S+?)(?:\s+(.*))?")


class LineUnreadable(UsageError):
    """A line of a voucher given on the command line is none."""

    sentence = N_("'{text}' is no line. Write it as 51302=120.50, or with words: '51302=120.50 paper'.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


def _line(text: str, *, debit: bool) -> Line:
    match = _LINE.fullmatch(text)
    if match is None:
        raise LineUnreadable(text)
    fen = amount_required(match[2])
    return Line(match[1], fen if debit else 0, 0 if debit else fen, summary=match[3] or "")


def _step(voucher: Voucher) -> Message:
    return say("voucher {number}, {step}", number=voucher.number, step=Message(VOUCHER_STEP[voucher.step]))


@click.group("books", cls=Group, help=N_("How the books are kept: post, approve, stamp, reverse, close, reconcile."))
def books() -> None:
    """Collect the commands."""


@books.command("mode", help=N_("Show how the books are kept, or settle it."))
@click.argument("mode", type=click.Choice([mode.value for mode in BooksMode]), required=False)
@option("--as", "who", default="", help=AS_HELP)
@option("--since", default="", help=N_("From which day; today where it is not given."))
@option("--source", default="", help=N_("Who keeps the books."))
@option("--decided-by", default="", help=N_("The resolution or contract that decided it."))
@option("--restart", type=click.Choice([restart.value for restart in Restart]), default=Restart.YEAR.value,
        help=N_("When numbers begin again."))  # fmt: skip
@click.pass_obj
def mode(edge: Edge, mode: str | None, who: str, since: str, source: str, decided_by: str, restart: str) -> None:
    """Show or set the mode."""
    from village_board.accounts.books import books_of, keep_books  # noqa: PLC0415

    if mode is None:
        _show_mode(edge, books_of(edge.open().records()))
        return
    if not who:
        raise click.MissingParameter(param_hint="--as", param_type="option")
    day = day_of(since) if since else edge.clock.today()
    perform(
        edge,
        who,
        lambda desk: keep_books(
            desk, BooksMode(mode), day, source=source, decided_by=decided_by, restart=Restart(restart)
        ),
        lambda kept: Message(BOOKS_MODE[kept.mode]),
    )


def _show_mode(edge: Edge, kept: Books) -> None:
    if edge.as_json:
        edge.give(document(kept))
        return
    t = edge.t
    edge.say(t("The board holds: {mode}.", mode=Message(BOOKS_MODE[kept.mode])))
    for label, value in (
        (t("Since"), t.date(kept.since) if kept.since else ""),
        (t("Books kept by"), kept.source),
        (t("Decided in"), kept.decided_by),
        (t("Copied on"), t.date(kept.copied_on) if kept.copied_on else ""),
    ):
        if value:
            edge.say(f"  {label}: {value}")


@books.command("post", help=N_("Post a voucher; the program gives it its number."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--on", default="", help=N_("Day on which it happened; today where it is not given."))
@option("--summary", required=True, help=N_("What it is for."))
@option("--debit", multiple=True, required=True, help=N_("A debit line: 51302=120.50"))
@option("--credit", multiple=True, required=True, help=N_("A credit line: 101=120.50"))
@option("--word", type=click.Choice([word.value for word in VoucherWord]), default=VoucherWord.GENERAL.value,
        help=N_("Kind of the voucher."))  # fmt: skip
@option("--party", default="", help=N_("Paid to or received from."))
@option("--handler", default="", help=N_("Who handled it: number or name."))
@option("--claimant", default="", help=N_("Who claims the money back: number or name."))
@option("--witness", default="", help=N_("Who saw it."))
@option("--receipt-kind", default="", help=N_("Kind of the receipt."))
@option("--receipt", default="", help=N_("Number of the receipt."))
@option("--papers", type=click.IntRange(0, 10_000), default=0, help=N_("How many papers are attached."))
@option("--project", default="", help=N_("Project."))
@option("--contract", default="", help=N_("Number of the contract."))
@option("--resolution", default="", help=N_("Number of the resolution."))
@option("--emergency", default="", help=N_("Why it could not wait for its meeting."))
@option("--remark", default="", help=N_("Remark."))
@click.pass_obj
def post(edge: Edge, /, who: str, on: str, **given: Any) -> None:
    """Post a voucher."""
    from village_board.accounts.posting import post_voucher, posting_notes  # noqa: PLC0415

    draft = _draft(day_of(on) if on else edge.clock.today(), given)
    notes: list[Message] = []

    def act(desk: Desk) -> Voucher:
        voucher = post_voucher(desk, draft)
        notes.extend(posting_notes(desk, voucher))
        return voucher

    perform(edge, who, act, _step)
    for note in notes:
        click.echo(edge.t.say(note), err=True)


def _draft(day: date, given: dict[str, Any]) -> VoucherDraft:
    lines = [_line(text, debit=True) for text in given["debit"]] + [
        _line(text, debit=False) for text in given["credit"]
    ]
    return VoucherDraft(
        dated=day,
        summary=given["summary"],
        lines=tuple(lines),
        word=VoucherWord(given["word"]),
        counterparty=given["party"],
        handler=given["handler"],
        claimant=given["claimant"],
        witness=given["witness"],
        receipt_kind=given["receipt_kind"],
        receipt_number=given["receipt"],
        attachments=given["papers"],
        project=given["project"],
        contract=given["contract"],
        resolution=given["resolution"],
        emergency=given["emergency"],
        remark=given["remark"],
    )


@books.command("approve", help=N_("Approve a posted voucher."))
@click.argument("voucher")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def approve(edge: Edge, voucher: str, who: str) -> None:
    """Approve a voucher."""
    from village_board.accounts.posting import approve_voucher, find_voucher  # noqa: PLC0415

    perform(edge, who, lambda desk: approve_voucher(desk, find_voucher(desk, voucher).id), _approved)


def _approved(voucher: Voucher) -> Message:
    if voucher.step is VoucherStep.POSTED:
        return say("voucher {number}, approved by {names}; another person is needed", number=voucher.number,
                   names=voucher.approver)  # fmt: skip
    return _step(voucher)


@books.command("stamp", help=N_("Stamp an approved voucher, as the oversight committee."))
@click.argument("voucher")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def stamp(edge: Edge, voucher: str, who: str) -> None:
    """Stamp a voucher."""
    from village_board.accounts.posting import find_voucher, stamp_voucher  # noqa: PLC0415

    perform(edge, who, lambda desk: stamp_voucher(desk, find_voucher(desk, voucher).id), _step)


@books.command("ratify", help=N_("Add the resolution that ratified an emergency payment."))
@click.argument("voucher")
@option("--as", "who", required=True, help=AS_HELP)
@option("--resolution", required=True, help=N_("Number of the resolution."))
@click.pass_obj
def ratify(edge: Edge, voucher: str, who: str, resolution: str) -> None:
    """Ratify an emergency payment."""
    from village_board.accounts.posting import find_voucher, ratify_voucher  # noqa: PLC0415

    perform(edge, who, lambda desk: ratify_voucher(desk, find_voucher(desk, voucher).id, resolution), _step)


@books.command("reverse", help=N_("Take a voucher back by another one; nothing is edited or deleted."))
@click.argument("voucher")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=N_("Why."))
@option("--on", default="", help=N_("Day of the reversal; today where it is not given."))
@click.pass_obj
def reverse(edge: Edge, voucher: str, who: str, reason: str, on: str) -> None:
    """Reverse a voucher."""
    from village_board.accounts.posting import find_voucher, reverse_voucher  # noqa: PLC0415

    day = day_of(on) if on else None
    perform(edge, who, lambda desk: reverse_voucher(desk, find_voucher(desk, voucher).id, reason, day), _step)


@books.command("close", help=N_("Close a month that is over."))
@click.argument("month")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def close(edge: Edge, month: str, who: str) -> None:
    """Close a month."""
    from village_board.accounts.periods import close_month  # noqa: PLC0415

    perform(edge, who, lambda desk: close_month(desk, month), _closing)


@books.command("reopen", help=N_("Open the latest closed month again, with the reason."))
@click.argument("month")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=N_("Why."))
@click.pass_obj
def reopen(edge: Edge, month: str, who: str, reason: str) -> None:
    """Open a month again."""
    from village_board.accounts.periods import reopen_month  # noqa: PLC0415

    perform(edge, who, lambda desk: reopen_month(desk, month, reason), _closing)


def _closing(closing: Closing) -> Message:
    return say("the month is open again") if closing.is_open else say("the month is closed")
