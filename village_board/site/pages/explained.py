"""The accounts explained: a year in three numbers, by month, by use; debts, pay of officials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from village_board.accounts.explained import DebtRow, Overview, Use
from village_board.accounts.explained_service import (
    debts_of,
    overview_of,
    pay_in,
    receptions_in,
    uses_in,
    uses_vouchers,
    years,
)
from village_board.base.message import say
from village_board.base.money import Fen, yuan
from village_board.site.model import Bar, Bars, Facts, Heading, Page, Part, Row, Rows, Table, Words
from village_board.site.pages.contracts import RENTS
from village_board.site.pages.vouchers import voucher_row
from village_board.site.pages.words import judged
from village_board.site.said import Both, Many, Period, Said
from village_board.site.stock import Stock

SECTION = "accounts"
DEBTS = "accounts/debts/"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the pages of each year, and the debts of today."""
    for year in explained_years(stock):
        yield _year(stock, year)
        uses = uses_in(stock.records, year)
        for use in (*uses.rows, *uses.other):
            yield _use_page(stock, year, use)
    yield _debts(stock)


def explained_years(stock: Stock) -> list[int]:
    """Return the years of which the books have vouchers and which have begun, the newest first."""
    return [year for year in years(stock.records) if year <= stock.today.year]


def explained_address(year: int) -> str:
    """Return where the explanation of a year lies."""
    return f"accounts/{year}/"


def _year(stock: Stock, year: int) -> Page:
    seen = overview_of(stock.records, year)
    facts = (
        (say("Income of the year"), Fen(seen.income)),
        (say("Spending of the year"), Fen(seen.expense)),
        (say("What is left"), Fen(seen.balance)),
    )
    parts: list[Part] = [Words(seen.sentence, "strong"), Facts(facts), judged(stock)]
    parts += [*_monthly(seen), *_uses(stock, year), *_pay(stock, year)]
    parts.append(
        Rows(
            (
                Row(say("Rents, paid and owed"), RENTS, say("What is paid, and what is late")),
                Row(say("What the village owes and is owed"), DEBTS, say("The oldest first")),
                *(
                    Row(say("The year {year} explained", year=str(other)), explained_address(other))
                    for other in explained_years(stock)
                    if other != year
                ),
            )
        )
    )
    title = say("The year {year} explained", year=str(year))
    return Page(explained_address(year), title, tuple(parts), SECTION, kind=say("accounts"), dated=True)


def _monthly(seen: Overview) -> list[Part]:
    if not seen.months:
        return []
    name = say("Income and spending, month by month")
    heads = (say("Month, in yuan"), say("income"), say("spending"))
    rows = tuple((Period(one.month), yuan(one.income), yuan(one.expense)) for one in seen.months)
    bars: list[Bar] = []
    for one in seen.months:
        month = Period(one.month)
        income, spending = say("{month}: income", month=month), say("{month}: spending", month=month)
        bars.append(Bar(income, one.income, Fen(one.income), seen.largest))
        bars.append(Bar(spending, one.expense, Fen(one.expense), seen.largest, soft=True))
    return [Heading(name), Table(heads, rows, name), Bars(name, tuple(bars), _scale(seen.largest))]


def _scale(most: int) -> Said:
    return say("Every bar begins at nothing; the longest is {most}.", most=Fen(most))


def _uses(stock: Stock, year: int) -> list[Part]:
    uses, name = uses_in(stock.records, year), say("Where the money of {year} went", year=str(year))
    if not uses.rows:
        return [Heading(name), Words(say("Nothing was spent."))]
    most = max(uses.rows[0].amount, uses.other_amount)
    bars = [Bar(_named(one), one.amount, Fen(one.amount), most) for one in uses.rows]
    if uses.other:
        label = Many.n("other ({n} use)", "other ({n} uses)", len(uses.other))
        bars.append(Bar(label, uses.other_amount, Fen(uses.other_amount), most, soft=True))
    rows = tuple(Row(_named(one), _use_address(year, one), right=Fen(one.amount)) for one in (*uses.rows, *uses.other))
    total = Words(say("Spent in all: {amount}", amount=Fen(uses.total)), "strong")
    return [Heading(name), total, Bars(name, tuple(bars), _scale(most)), Rows(rows)]


def _use_address(year: int, use: Use) -> str:
    return f"{explained_address(year)}use-{use.key.replace('+', '-').replace('?', 'other')}/"


def _use_page(stock: Stock, year: int, use: Use) -> Page:
    found = list(reversed(uses_vouchers(stock.records, year, use.key)))
    parts: tuple[Part, ...] = (
        Words(say("Spent in all: {amount}", amount=Fen(use.amount)), "strong"),
        Rows(tuple(voucher_row(stock, one) for one in found)),
    )
    title = say("{use}, {year}", use=_named(use), year=str(year))
    return Page(_use_address(year, use), title, parts, SECTION, kind=say("accounts"))


def _named(use: Use) -> Said:
    return Both(use.name, use.name_en)


def _pay(stock: Stock, year: int) -> list[Part]:
    pay = pay_in(stock.records, year)
    paid = sum(one.amount for one in pay.posts) + pay.unsplit
    name = say("Pay of officials, receptions")
    told = say("Paid to officials in {year}: {amount}", year=str(year), amount=Fen(paid))
    parts: list[Part] = [Heading(name), Words(told, "strong")]
    if pay.accrued != paid:
        parts.append(Words(say("Booked as this year's pay: {amount}", amount=Fen(pay.accrued))))
    if pay.posts:
        most = max(pay.posts[0].amount, pay.unsplit)
        bars = [Bar(one.post, one.amount, Fen(one.amount), most) for one in pay.posts]
        if pay.unsplit:
            bars.append(Bar(say("no post said"), pay.unsplit, Fen(pay.unsplit), most, soft=True))
        parts.append(Bars(name, tuple(bars), say("By post; several people may hold one post.")))
    elif pay.unsplit:
        parts.append(Words(say("The books do not say for which posts. Ask the village office for the list.")))
    receptions = receptions_in(stock.records, year)
    if not receptions:
        nothing = say("Spent on receptions: 0.00 yuan. No entry of {year} names any.", year=str(year))
        return [*parts, Words(nothing)]
    count = len(receptions)
    told_ = Many.n("{n} entry has words of a reception:", "{n} entries have words of a reception:", count)
    return [*parts, Words(told_), Rows(tuple(voucher_row(stock, one) for one in receptions))]


def _debts(stock: Stock) -> Page:
    owed, owes = debts_of(stock.records)
    sums = {"owed": Fen(sum(one.amount for one in owed)), "owes": Fen(sum(one.amount for one in owes))}
    parts: list[Part] = [
        Words(say("The village is owed {owed} and owes {owes}.", **sums), "strong"),
        *_debt_table(say("Owed to the village"), owed),
        *_debt_table(say("Owed by the village"), owes),
        Words(say("Names of persons are masked."), "soft"),
        judged(stock),
    ]
    title = say("What the village owes and is owed")
    return Page(DEBTS, title, tuple(parts), SECTION, kind=say("accounts"), dated=True)


def _debt_table(title: Said, rows: Sequence[DebtRow]) -> Iterator[Part]:
    yield Heading(title)
    if not rows:
        yield Words(say("Nothing."))
        return
    lines: list[tuple[Said, ...]] = [
        (
            say("{account}, {party}", account=one.account, party=one.party or say("(from before)")),
            say("{day} or earlier", day=one.since) if one.from_opening else one.since,
            yuan(one.amount),
        )
        for one in rows
    ]
    lines.append((say("Sum"), None, yuan(sum(one.amount for one in rows))))
    yield Table((say("What for, with whom"), say("Owed since"), say("yuan")), tuple(lines), title, total=True)
