"""The finance disclosure sheet reckoned from vouchers and balances (facts 2.4). Pure; amounts in fen."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from village_board.accounts.chart import MONEY, first_level
from village_board.accounts.model import Voucher
from village_board.accounts.months import last_day
from village_board.accounts.sheet_model import AccountFlow, SheetBody, SheetEntry, Standing, VoucherMark
from village_board.base.errors import Refused
from village_board.base.finding import Finding
from village_board.base.message import N_, say
from village_board.base.money import Fen
from village_board.text.clean import clean
from village_board.text.party import without_party

_PERIOD = re.compile(r"(?P<year>\d{4})-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2]))")
_MONTHS = 3
_LISTED = 3


class SheetPeriodWrong(Refused):
    """What was given is neither a month nor a quarter."""

    sentence = N_("'{text}' is neither a month nor a quarter. Write it as 2026-09 or 2026-Q3.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a quarter: its first and last day, and which it is."""

    text: str
    first: date
    last: date
    number: int
    quarterly: bool


def period_of(text: str) -> Period:
    """Return the period ``2026-10`` or ``2026-Q3``.

    Raises:
        SheetPeriodWrong: it is none.
    """
    found = _PERIOD.fullmatch(text)
    if found is None or found["year"] == "0000":
        raise SheetPeriodWrong(clean(text))
    year = int(found["year"])
    number = int(found["quarter"] or found["month"])
    end = number * _MONTHS if found["quarter"] else number
    start = end - _MONTHS + 1 if found["quarter"] else end
    return Period(text, date(year, start, 1), last_day(f"{year:04d}-{end:02d}"), number, bool(found["quarter"]))


def sheet_of(
    period: Period,
    vouchers: Iterable[Voucher],
    opening: Mapping[str, int],
    closing: Mapping[str, int],
    names: Mapping[str, str],
    *,
    standing: Sequence[Standing] = (),
    funds: Sequence[Standing] = (),
) -> SheetBody:
    """Return the sheet of a period.

    Args:
        period: the month or quarter.
        vouchers: those of the period, in any order.
        opening: what every money account held before its first day, by its code.
        closing: what the ledger says it holds at the end: reckoned apart, so that a break is seen.
        names: the accounts' names.
        standing: receivables and payables by account.
        funds: earmarked funds by account.
    """
    ordered = sorted(vouchers, key=lambda one: (one.dated, one.key))
    flows: dict[str, list[int]] = {code: [0, 0, 0, 0] for code in sorted(opening.keys() | closing.keys())}
    entries: list[SheetEntry] = []
    balance = sum(opening.values())
    for voucher in ordered:
        net = _net(voucher)
        moved = _share_out(net, flows)
        if any(line.account[:3] in MONEY for line in voucher.lines):
            balance += sum(net.values())
            entries.append(_entry(len(entries) + 1, voucher, moved, balance))
    accounts = tuple(
        AccountFlow(
            code,
            names.get(code, code),
            opening.get(code, 0),
            income=flow[0],
            expense=flow[1],
            moved_in=flow[2],
            moved_out=flow[3],
            closing=closing.get(code, 0),
        )
        for code, flow in sorted(flows.items())
        if any((*flow, opening.get(code, 0), closing.get(code, 0)))
    )
    marks = tuple(VoucherMark(voucher.key, digest_of(voucher)) for voucher in ordered)
    return SheetBody(period.first, period.last, tuple(entries), accounts, tuple(funds), tuple(standing), marks)


def _net(voucher: Voucher) -> dict[str, int]:
    """Return what a voucher moved on each money account."""
    net: dict[str, int] = {}
    for line in voucher.lines:
        if first_level(line.account) in MONEY:
            net[line.account] = net.get(line.account, 0) + line.debit - line.credit
    return net


def _share_out(net: Mapping[str, int], flows: dict[str, list[int]]) -> int:
    """Add one voucher to the accounts' income, expense, moved in and moved out; return what was only moved.

    What came into one account out of another is a transfer (facts 2.4); the rest is income or expense.
    """
    came = sum(fen for fen in net.values() if fen > 0)
    went = -sum(fen for fen in net.values() if fen < 0)
    moved = min(came, went)
    left = {True: moved, False: moved}
    for account, fen in sorted(net.items()):
        flow = flows.setdefault(account, [0, 0, 0, 0])
        incoming = fen > 0
        part = min(abs(fen), left[incoming])
        left[incoming] -= part
        flow[2 if incoming else 3] += part
        flow[0 if incoming else 1] += abs(fen) - part
    return moved


def _entry(number: int, voucher: Voucher, moved: int, balance: int) -> SheetEntry:
    return SheetEntry(
        number=number,
        on=voucher.dated,
        voucher=voucher.number,
        id=voucher.id,
        summary=without_party(voucher.summary, voucher.counterparty),
        income=voucher.money_in,
        expense=voucher.money_out,
        moved=moved,
        balance=balance,
        handler=voucher.handler,
        remark=without_party(voucher.remark, voucher.counterparty),
        takes_back=voucher.reverses,
    )


def digest_of(voucher: Voucher) -> str:
    """Return a digest of all that a sheet says of a voucher, and of the lines behind it."""
    said = [
        voucher.number,
        voucher.dated.isoformat(),
        voucher.summary,
        voucher.handler,
        voucher.counterparty,
        voucher.remark,
        [[line.account, line.debit, line.credit] for line in voucher.lines],
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


def breaks_of(body: SheetBody, before: SheetBody | None = None) -> Iterator[Finding]:
    """Yield what does not come out even: accounts of the sheet, and its openings against the sheet before.

    `before` is the body of the published sheet that ends on the day before this one begins; None: there is none.
    """
    for one in body.accounts:
        if one.difference:
            yield Finding(
                say(
                    "{account}: opening {opening} and the entries make {reckoned}, but the books hold {closing}.",
                    account=one.name,
                    opening=Fen(one.opening),
                    reckoned=Fen(one.reckoned),
                    closing=Fen(one.closing),
                )
            )
    if before is not None:
        ended = {one.account: one.closing for one in before.accounts}
        begun = {one.account: (one.name, one.opening) for one in body.accounts}
        for code in sorted(ended.keys() | begun.keys()):
            name, opening = begun.get(code, (code, 0))
            if opening != ended.get(code, 0):
                yield Finding(
                    say(
                        "{account}: the sheet before ended with {ended}, and this one begins with {begun}.",
                        account=name,
                        ended=Fen(ended.get(code, 0)),
                        begun=Fen(opening),
                    )
                )


def changed_since(kept: SheetBody, now: SheetBody) -> list[Finding]:
    """Return what the books say differently now than when `kept` was prepared: vouchers, and opening balances."""
    was, are = ({mark.key: mark.digest for mark in body.marks} for body in (kept, now))
    found: list[Finding] = []
    for keys, sentence in (
        (are.keys() - was.keys(), N_("Vouchers that came since ({n}): {which}.")),
        (was.keys() - are.keys(), N_("Vouchers that are gone since ({n}): {which}.")),
        (
            {key for key in was.keys() & are.keys() if was[key] != are[key]},
            N_("Vouchers that differ now ({n}): {which}."),
        ),
    ):
        if keys:
            shown = "、".join(sorted(keys)[:_LISTED]) + ("…" if len(keys) > _LISTED else "")
            found.append(Finding(say(sentence, n=len(keys), which=shown)))
    for one, other in (("opening", N_("The opening balance was {was} and is {now}.")),
                       ("closing", N_("The closing balance was {was} and is {now}."))):  # fmt: skip
        before, after = getattr(kept, one), getattr(now, one)
        if before != after:
            found.append(Finding(say(other, was=Fen(before), now=Fen(after))))
    return found
