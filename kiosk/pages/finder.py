"""Finding without typing: by month, by villagers' group, by amount; each by buttons alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tinydb import where

from kiosk.pages.accounts import voucher_entry
from kiosk.pages.contracts import contract_entry
from kiosk.pages.hearings import hearing_entry
from kiosk.pages.imprint import told
from kiosk.pages.items import item_entry
from kiosk.pages.listing import Listing, window
from kiosk.pages.resolutions import resolution_entry
from kiosk.pages.wording import joined, month
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.accounts.model import Voucher
from village_board.accounts.month_money import MonthMoney, months
from village_board.accounts.registers import Contract, Resource
from village_board.accounts.subsidy_service import subsidies
from village_board.asking.model import Period
from village_board.asking.service import group_names
from village_board.base.kind import Record
from village_board.base.money import Fen
from village_board.disclosure.model import Item
from village_board.disclosure.wall import hanging
from village_board.hearings.model import Hearing, Resolution
from village_board.limits.service import limits_of

#: contracts and decisions of which the amounts are compared; no village has more
_MOST = 2000


@dataclass(frozen=True, slots=True)
class FindPage(Page):
    """The ways to find something; none needs a keyboard."""

    LEADS_ON = True

    def read(self, shelf: Shelf) -> Sheet:
        """Return the ways."""
        from kiosk.pages.catalogue import SearchPage  # noqa: PLC0415 - pages point to each other
        from kiosk.pages.recent import recent_entry  # noqa: PLC0415

        t = shelf.t
        rows = (
            recent_entry(shelf),
            Entry(t("By month"), MonthsPage(), note=t("What was published, heard and paid in a month")),
            Entry(t("By amount"), AmountsPage(), note=t("Payments, decisions and contracts of a size")),
            Entry(t("By villagers' group"), GroupsPage(), note=t("Land and payments of each group")),
            Entry(t("By first letters"), SearchPage(), note=t("By words, or by the first letters of their pinyin")),
        )
        return Sheet(t("Find"), rows)


@dataclass(frozen=True, slots=True)
class MonthsPage(Page):
    """The months of which something is known, the newest first."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return a row for each month."""
        t = shelf.t
        known = [one.month for one in reversed(months(shelf.records))]
        now = f"{shelf.today:%Y-%m}"
        every = list(dict.fromkeys([now, *known]))
        rows = tuple(
            Entry(month(t, one), OfMonthPage(one), note=_month_note(shelf, one)) for one in every if one <= now
        )
        return Sheet(t("By month"), rows, counted=(1, len(rows)))


@dataclass(frozen=True, slots=True)
class OfMonthPage(Page):
    """All of one month: its money, its hearings and decisions, its items."""

    month: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return the rows by kind."""
        from kiosk.pages.accounts import MonthPage  # noqa: PLC0415 - beside its only use

        t = shelf.t
        money = next((one for one in months(shelf.records) if one.month == self.month), None)
        hearings, decisions, items = _of_month(shelf, self.month)
        parts: list[Part] = []
        if money is not None:
            parts.append(Entry(t("Accounts"), MonthPage(self.month), note=_money_words(shelf, money)))
        if hearings or decisions:
            parts.append(Heading(t("Hearings and decisions")))
            parts += [hearing_entry(shelf, one) for one in hearings]
            parts += [resolution_entry(shelf, one) for one in decisions]
        if items:
            parts += [Heading(t("Published items")), *(item_entry(shelf, one) for one in items)]
        return Sheet(month(t, self.month), tuple(parts) or (Words(t("There is nothing here.")),))


@dataclass(frozen=True, slots=True)
class AmountsPage(Page):
    """The ranges of amounts, each with how much falls into it."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return a row for each range."""
        t, rows = shelf.t, []
        for place, (least, most) in enumerate(amount_ranges(shelf)):
            paid = shelf.records.count(Voucher, _within("money_out", least, most))
            others = len(_decided(shelf, least, most)) + len(_let(shelf, least, most))
            note = joined(
                (
                    t.n("{n} payment", "{n} payments", paid),
                    t.n("{n} decision or contract", "{n} decisions and contracts", others),
                )
            )
            rows.append(Entry(range_words(shelf, least, most), AmountPage(place), note=note))
        return Sheet(t("By amount"), tuple(rows))


@dataclass(frozen=True, slots=True)
class AmountPage(Page):
    """What falls into one range: decisions and contracts first, then payments, the newest first."""

    place: int
    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return one window of it."""
        least, most = amount_ranges(shelf)[self.place]
        head = [resolution_entry(shelf, one) for one in _decided(shelf, least, most)]
        head += [contract_entry(shelf, one) for one in _let(shelf, least, most)]
        return window(
            shelf,
            Listing(Voucher, "dated", _within("money_out", least, most), descending=True),
            self.offset,
            lambda voucher: voucher_entry(shelf, voucher),
            lambda offset: AmountPage(self.place, offset),
            title=range_words(shelf, least, most),
            head=head,
            empty=Words(shelf.t("No payment of this size.")),
        )


@dataclass(frozen=True, slots=True)
class GroupsPage(Page):
    """The villagers' groups that the records name."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return a row for each group."""
        from village_board.people.model import Household  # noqa: PLC0415 - only this page asks

        t = shelf.t
        numbers = sorted({one.group for one in shelf.records.all(Household) if one.group})
        rows = tuple(
            Entry(
                t("Group {n}", n=number),
                GroupPage(number),
                note=t("Its land, and what was paid to its households"),
            )
            for number in numbers
        )
        return Sheet(t("By villagers' group"), rows or (Words(t("There is nothing here.")),), counted=(1, len(rows)))


@dataclass(frozen=True, slots=True)
class GroupPage(Page):
    """One villagers' group: its land, and the batches of which its households got a part."""

    number: int

    def read(self, shelf: Shelf) -> Sheet:
        """Return parcels and sums; no name stands here."""
        from kiosk.pages.registers import resource_entry  # noqa: PLC0415 - pages point to each other
        from kiosk.pages.subsidies import subsidy_entry  # noqa: PLC0415
        from village_board.people.model import Household  # noqa: PLC0415 - only this page asks

        t, names = shelf.t, group_names(self.number)
        land = [one for one in shelf.records.all(Resource) if one.owner in names or one.place in names]
        paid = [
            (batch, [line for line in batch.listed if line.group == self.number])
            for batch in subsidies(shelf.records)
            if not batch.relief
        ]
        households = shelf.records.count(Household, where("group") == self.number)
        facts = told(shelf, ((t("Households"), str(households)), (t("As of"), t.date(shelf.today))))
        parts: list[Part] = [*facts, Heading(t("Paid to households of the group"))]
        for batch, lines in paid:
            if lines:
                row = subsidy_entry(shelf, batch)
                count = t.n("{n} household of the group", "{n} households of the group", len(lines))
                total = t("{amount}", amount=Fen(sum(line.amount for line in lines)))
                parts.append(Entry(row.title, row.goto, note=joined((row.note, count)), right=total, mark=row.mark))
        if isinstance(parts[-1], Heading):
            parts.append(Words(t("No list by group is published.")))
        parts.append(Heading(t("Land of the group")))
        parts += [resource_entry(shelf, one) for one in land] or [Words(t("No parcel is written down for this group."))]
        parts += [
            Heading(t("What you can do")),
            Words(t("Whoever sees something wrong here tells the village office.")),
        ]
        return Sheet(t("Group {n}", n=self.number), tuple(parts))


def amount_ranges(shelf: Shelf) -> list[tuple[int, int | None]]:
    """Return the ranges in fen: from the first amount on, up to the second; None: without end."""
    steps = list(limits_of(shelf.records).amounts("finding.amount_steps"))
    return list(zip([0, *steps], [*steps, None], strict=True))


def range_words(shelf: Shelf, least: int, most: int | None) -> str:
    """Return a range in words."""
    t = shelf.t
    if most is None:
        return t("{amount} and more", amount=Fen(least))
    if not least:
        return t("below {amount}", amount=Fen(most))
    return t("{least} to {most}", least=Fen(least), most=Fen(most))


def find_entry(shelf: Shelf) -> Entry:
    """Return the row that leads to all ways of finding."""
    t = shelf.t
    return Entry(t("Find"), FindPage(), note=t("By month, amount, group, or first letters"))


def _within(name: str, least: int, most: int | None) -> Any:
    query = where(name) >= max(least, 1)
    return query if most is None else query & (where(name) < most)


def _decided(shelf: Shelf, least: int, most: int | None) -> list[Resolution]:
    found = shelf.records.page(Resolution, order_by="meeting_on", descending=True, limit=_MOST).rows
    return [one for one in found if one.public and _lies(one.decided_amount, least, most)]


def _let(shelf: Shelf, least: int, most: int | None) -> list[Contract]:
    found = shelf.records.page(Contract, order_by="ends_on", descending=True, limit=_MOST).rows
    return [one for one in found if _lies(one.due_each_year or one.total, least, most)]


def _lies(amount: int | None, least: int, most: int | None) -> bool:
    return bool(amount) and amount is not None and least <= amount and (most is None or amount < most)


def _of_month(shelf: Shelf, text: str) -> tuple[list[Hearing], list[Resolution], list[Item]]:
    records, period = shelf.records, Period(text, text)
    first, last = period.first_day.isoformat(), period.last_day.isoformat()
    within: Callable[[str, str], Any] = lambda name, end: (where(name) >= first) & (where(name) <= end)  # noqa: E731
    hearings: list[Hearing] = _public(records.find(Hearing, within("held_at", f"{last}T99")))
    decisions: list[Resolution] = _public(records.find(Resolution, within("meeting_on", last)))
    return hearings, decisions, list(hanging(records, within("published_on", last)))


def _public(found: list[Any]) -> list[Any]:
    return [one for one in found if isinstance(one, Record) and one.public]


def _month_note(shelf: Shelf, text: str) -> str:
    t = shelf.t
    hearings, decisions, items = _of_month(shelf, text)
    return joined(
        (
            t.n("{n} item published", "{n} items published", len(items)),
            t.n("{n} meeting", "{n} meetings", len(hearings) + len(decisions)),
        )
    )


def _money_words(shelf: Shelf, money: MonthMoney) -> str:
    return shelf.t("income {income}, expense {expense}", income=Fen(money.income), expense=Fen(money.expense))
