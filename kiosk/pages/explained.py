"""The accounts explained: a year in three numbers, by month, by use; rents, debts, pay of officials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.pages.imprint import as_of
from kiosk.pages.judged import judged
from kiosk.pages.wording import day, joined, month, period
from kiosk.sheet import Bar, Bars, Entry, Facts, Heading, Page, Part, Sheet, Shelf, Table, Words
from village_board.accounts.explained import DebtRow, Overview, RentDue, Use
from village_board.accounts.explained_service import (
    debts_of,
    overview_of,
    pay_in,
    receptions_in,
    rents_due,
    uses_in,
    uses_vouchers,
    years,
)
from village_board.base.money import Fen, yuan

#: rows of a list that are shown at once: a handful first (P18).
_MOST_LATE = 8
_MOST_VOUCHERS = 90


def year_of(shelf: Shelf) -> int:
    """Return the newest year of which the books have vouchers and which has begun; without any, this year."""
    return next((year for year in years(shelf.records) if year <= shelf.today.year), shelf.today.year)


def explained_entry(shelf: Shelf) -> Entry:
    """Return the row that opens the explanation of the newest year."""
    t, year = shelf.t, year_of(shelf)
    return Entry(
        t("The year {year} explained", year=str(year)),
        ExplainedPage(year),
        note=t("Month by month, by use, rents, debts, pay"),
    )


def three_numbers(shelf: Shelf) -> tuple[Part, ...]:
    """Return the newest year in one plain sentence and three numbers."""
    seen = overview_of(shelf.records, year_of(shelf))
    return Words(shelf.t.say(seen.sentence), "strong"), Facts(_three(shelf, seen))


@dataclass(frozen=True, slots=True)
class ExplainedPage(Page):
    """Three big numbers, one plain sentence, and the doors to what explains them."""

    year: int

    def read(self, shelf: Shelf) -> Sheet:
        """Return the numbers and the doors."""
        t, year = shelf.t, self.year
        seen = overview_of(shelf.records, year)
        parts: list[Part] = [
            Words(t.say(seen.sentence), "strong"),
            Facts(_three(shelf, seen)),
            Entry(t("Income and spending, month by month"), MonthlyPage(year), note=t("Bars for each month")),
            Entry(t("Where the money went"), UsesPage(year), note=t("The largest uses first")),
            Entry(t("Rents due"), RentsDuePage(), note=t("What is paid, and what is late")),
            Entry(t("What the village owes and is owed"), DebtsPage(), note=t("The oldest first")),
            Entry(t("Pay of officials, receptions"), PayPage(year), note=t("By post")),
        ]
        return Sheet(
            t("The year {year} explained", year=str(year)),
            (*parts, *_other_years(shelf, year, ExplainedPage), judged(shelf)),
        )


@dataclass(frozen=True, slots=True)
class MonthlyPage(Page):
    """Income against spending, month by month."""

    year: int

    def read(self, shelf: Shelf) -> Sheet:
        """Return the bars."""
        t = shelf.t
        seen = overview_of(shelf.records, self.year)
        groups = tuple(
            (
                "",
                (
                    Bar(_month(shelf, one.month, t("income")), one.income, t.money(one.income), "full"),
                    Bar(_month(shelf, one.month, t("spending")), one.expense, t.money(one.expense), "line"),
                ),
            )
            for one in seen.months
        )
        parts: list[Part] = [Words(t.say(seen.sentence), "strong")]
        if seen.months:
            heads = (t("Month, in yuan"), t("income"), t("spending"))
            rows = tuple((month(t, one.month), yuan(one.income), yuan(one.expense)) for one in seen.months)
            parts += [Table(heads, rows), judged(shelf), Heading(t("As bars"))]
        if groups:
            parts += [Words(t("Every bar begins at nothing; the longest is {most}.", most=Fen(seen.largest)), "soft")]
            parts.append(Bars(groups))
        parts += _other_years(shelf, self.year, MonthlyPage)
        return Sheet(t("Income and spending in {year}", year=str(self.year)), tuple(parts))


@dataclass(frozen=True, slots=True)
class UsesPage(Page):
    """What the money was used for, the largest first, other last."""

    year: int

    def read(self, shelf: Shelf) -> Sheet:
        """Return the bars, the list of what is small, and a row a use."""
        t = shelf.t
        uses = uses_in(shelf.records, self.year)
        title = t("Where the money of {year} went", year=str(self.year))
        if not uses.rows:
            return Sheet(title, (Words(t("Nothing was spent.")), *_other_years(shelf, self.year, UsesPage)))
        bars = [Bar(_use(shelf, one), one.amount, t.money(one.amount)) for one in uses.rows]
        if uses.other:
            named = t.n("other ({n} use)", "other ({n} uses)", len(uses.other))
            bars.append(Bar(named, uses.other_amount, t.money(uses.other_amount), "line"))
        parts: list[Part] = [
            Words(t("Spent in all: {amount}", amount=Fen(uses.total)), "strong"),
            Bars((("", tuple(bars)),)),
            judged(shelf),
        ]
        if uses.other:
            rows = tuple((_use(shelf, one), yuan(one.amount)) for one in uses.other)
            parts += [Heading(t("What other is")), Table((t("Use of money"), t("yuan")), rows)]
        parts.append(Heading(t("Voucher by voucher")))
        parts += [
            Entry(_use(shelf, one), UsePage(self.year, one.key), right=t.money(one.amount))
            for one in (*uses.rows, *uses.other)
        ]
        return Sheet(title, (*parts, *_other_years(shelf, self.year, UsesPage)))


@dataclass(frozen=True, slots=True)
class UsePage(Page):
    """The vouchers of one use, the newest first."""

    year: int
    key: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return the rows."""
        from kiosk.pages.accounts import voucher_entry  # noqa: PLC0415 - pages point to each other

        found = list(reversed(uses_vouchers(shelf.records, self.year, self.key)))
        uses = uses_in(shelf.records, self.year)
        name = next((_use(shelf, one) for one in (*uses.rows, *uses.other) if one.key == self.key), self.key)
        rows = tuple(voucher_entry(shelf, one) for one in found[:_MOST_VOUCHERS])
        nothing = (Words(shelf.t("There is nothing here.")),)
        of_when = joined((period(shelf.t, str(self.year)), as_of(shelf)))
        return Sheet(name, rows or nothing, counted=(1, len(rows)), as_of=of_when)


@dataclass(frozen=True, slots=True)
class RentsDuePage(Page):
    """What was due to the village by contract: paid up to a whole, and days late."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return a bar for all, then one for each that is late."""
        from kiosk.pages.contracts import ContractPage, RentsPage  # noqa: PLC0415 - pages point to each other

        t = shelf.t
        found = rents_due(shelf.records)
        late = [one for one in found if one.arrears]
        title = t("Rents due")
        if not found:
            return Sheet(title, (Words(t("Nothing was due yet.")),))
        due, paid = sum(one.due for one in found), sum(min(one.paid, one.due) for one in found)
        said = t("Of {due} due, {paid} is paid.", due=Fen(due), paid=Fen(paid))
        more = t.n("{n} contract is late.", "{n} contracts are late.", len(late)) if late else t("Nothing is late.")
        received = t("{percent} % received", percent=_percent(paid, due))
        whole = Bar(received, paid, joined((t("all together"), t.money(paid))), "full", of=due)
        groups = [("", (whole,)), *(_rent(shelf, one) for one in late[:_MOST_LATE])]
        parts: list[Part] = [Words(said, "strong"), Words(more, "strong"), Bars(tuple(groups))]
        parts += [Words(t("A full bar is all that was due."), "soft"), judged(shelf)]
        parts += [
            Entry(
                one.name,
                ContractPage(one.contract),
                note=one.party,
                right=t("owes {amount}", amount=Fen(one.arrears)),
                mark=t.n("{n} day late", "{n} days late", one.days_late),
            )
            for one in late[:_MOST_LATE]
        ]
        parts.append(Entry(t("All rents"), RentsPage(), right=t.n("{n} contract", "{n} contracts", len(found))))
        return Sheet(title, tuple(parts))


@dataclass(frozen=True, slots=True)
class DebtsPage(Page):
    """What the village is owed, and what it owes, each the oldest first."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the two tables."""
        t = shelf.t
        owed, owes = debts_of(shelf.records)
        parts: list[Part] = [
            Words(
                t(
                    "The village is owed {owed} and owes {owes}.",
                    owed=Fen(sum(one.amount for one in owed)),
                    owes=Fen(sum(one.amount for one in owes)),
                ),
                "strong",
            ),
            *debt_parts(shelf, t("Owed to the village"), owed),
            *debt_parts(shelf, t("Owed by the village"), owes),
            Words(""),
            Words(t("Names of persons are masked."), "soft"),
            judged(shelf),
        ]
        return Sheet(t("What the village owes and is owed"), tuple(parts))


@dataclass(frozen=True, slots=True)
class PayPage(Page):
    """Pay of officials by post, and receptions: zero, or the entries."""

    year: int

    def read(self, shelf: Shelf) -> Sheet:
        """Return the bars by post, and the receptions."""
        from kiosk.pages.accounts import voucher_entry  # noqa: PLC0415 - pages point to each other

        t = shelf.t
        pay = pay_in(shelf.records, self.year)
        paid = sum(one.amount for one in pay.posts) + pay.unsplit
        parts: list[Part] = [
            Words(t("Paid to officials in {year}: {amount}", year=str(self.year), amount=Fen(paid)), "strong")
        ]
        if pay.accrued != paid:
            parts.append(Words(t("Booked as this year's pay: {amount}", amount=Fen(pay.accrued))))
        bars = [Bar(one.post, one.amount, t.money(one.amount)) for one in pay.posts]
        if pay.unsplit and bars:
            bars.append(Bar(t("no post said"), pay.unsplit, t.money(pay.unsplit), "line"))
        if bars:
            parts.append(Bars((("", tuple(bars)),)))
            parts.append(Words(t("By post; several people may hold one post."), "soft"))
        elif pay.unsplit:
            parts.append(Words(t("The books do not say for which posts. Ask the village office for the list.")))
        receptions = receptions_in(shelf.records, self.year)
        parts.append(judged(shelf))
        parts.append(Heading(t("Receptions")))
        if not receptions:
            parts.append(Words(t("Spent on receptions: 0.00 yuan. No entry of {year} names any.", year=str(self.year))))
        else:
            said = t.n("{n} entry has words of a reception:", "{n} entries have words of a reception:", len(receptions))
            parts += [Words(said), *(voucher_entry(shelf, one) for one in receptions)]
        return Sheet(t("Pay of officials, receptions"), (*parts, *_other_years(shelf, self.year, PayPage)))


def _three(shelf: Shelf, seen: Overview) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    return (
        (t("Income of the year"), t.money(seen.income)),
        (t("Spending of the year"), t.money(seen.expense)),
        (t("What is left"), t.money(seen.balance)),
    )


def _month(shelf: Shelf, month: str, what: str) -> str:
    return shelf.t("{month}: {what}", month=f"{int(month[5:]):>2}", what=what)


def _use(shelf: Shelf, use: Use) -> str:
    return use.name_en if shelf.t.language == "en" else use.name


def _percent(part: int, whole: int) -> int:
    return part * 100 // whole if whole else 100


def _rent(shelf: Shelf, rent: RentDue) -> tuple[str, tuple[Bar, ...]]:
    t = shelf.t
    words = t(
        "owes {amount}, {late}",
        amount=Fen(rent.arrears),
        late=t.n("{n} day late", "{n} days late", rent.days_late),
    )
    label = t("{percent} % received", percent=_percent(rent.paid, rent.due))
    return f"{rent.name}  {rent.party}", (Bar(label, rent.paid, words, "full", of=rent.due),)


def debt_parts(shelf: Shelf, title: str, rows: Sequence[DebtRow]) -> list[Part]:
    """Return debts of one side under `title`, as a table with its sum."""
    t = shelf.t
    if not rows:
        return [Heading(title), Words(t("Nothing."))]
    lines = [
        (
            f"{one.account}  {one.party or t('(from before)')}",
            t("{day} or earlier", day=one.since) if one.from_opening else day(t, one.since),
            yuan(one.amount),
        )
        for one in rows
    ]
    lines.append((t("Sum"), "", yuan(sum(one.amount for one in rows))))
    return [Heading(title), Table((t("What for, with whom"), t("Owed since"), t("yuan")), tuple(lines), total=True)]


def _other_years(shelf: Shelf, year: int, page: Callable[[int], Page]) -> list[Part]:
    return [
        Entry(shelf.t("The year {year}", year=str(other)), page(other))
        for other in years(shelf.records)
        if other != year
    ]
