"""The accounts explained: the year in three numbers, by use, rents, debts, pay. Amounts in fen; persons masked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.asking import Asking, data, menu_row, numbered, period, rows
from bot.reply import Button, Reply, label
from village_board.accounts.explained import DebtRow, Use
from village_board.accounts.explained_service import (
    debts_of,
    overview_of,
    pay_in,
    receptions_in,
    rents_due,
    uses_in,
    years,
)
from village_board.base.money import Fen

#: rows that are told at once: a handful first (P18).
_MOST = 12


def explained(asking: Asking) -> Reply:
    """Answer with a year in three numbers, its months, and the doors to what explains them."""
    t, known = asking.t, years(asking.records)
    if not known:
        return Reply(t("The village has not published any accounts here yet. Ask the village clerk."), (menu_row(t),))
    year = _year(asking, known)
    seen = overview_of(asking.records, year)
    lines = [
        t.say(seen.sentence),
        t("Income: {amount}", amount=Fen(seen.income)),
        t("Spending: {amount}", amount=Fen(seen.expense)),
        t("Balance: {amount}", amount=Fen(seen.balance)),
        "",
    ]
    lines += [
        t(
            "{period}: in {income}, out {expense}",
            period=period(t, one.month),
            income=Fen(one.income),
            expense=Fen(one.expense),
        )
        for one in seen.months
    ]
    around = tuple(Button(period(t, str(other)), data("ov", other)) for other in known if other != year)[:3]
    return Reply("\n".join(lines), rows(*_doors(asking, year), around, menu_row(t)))


def uses(asking: Asking) -> Reply:
    """Answer where the money of a year went, the largest use first, other last and with its list."""
    t = asking.t
    year = _year(asking, years(asking.records))
    found = uses_in(asking.records, year)
    lines = [t("{period}: {amount} was spent.", period=period(t, str(year)), amount=Fen(found.total))]
    named = [t("{what}: {amount}", what=_name(asking, one), amount=Fen(one.amount)) for one in found.rows]
    lines.append(numbered(named, 0))
    if found.other:
        lines.append(t.n("Other ({n} use): {amount}", "Other ({n} uses): {amount}", len(found.other),
                         amount=Fen(found.other_amount)))  # fmt: skip
        lines += ["- " + t("{what}: {amount}", what=_name(asking, one), amount=Fen(one.amount)) for one in found.other]
    return Reply("\n".join(lines), _back(asking, year))


def rents(asking: Asking) -> Reply:
    """Answer which rents are late, for how many days, and how much of all is paid."""
    t = asking.t
    found = rents_due(asking.records)
    late = [one for one in found if one.arrears]
    due, paid = sum(one.due for one in found), sum(min(one.paid, one.due) for one in found)
    lines = [t("Of {due} due, {paid} is paid.", due=Fen(due), paid=Fen(paid))]
    lines.append(t.n("{n} contract is late:", "{n} contracts are late:", len(late)) if late else t("Nothing is late."))
    lines.append(
        numbered(
            [
                t.n(
                    "{name}, {party}: owes {amount}, {n} day late",
                    "{name}, {party}: owes {amount}, {n} days late",
                    one.days_late,
                    name=one.name,
                    party=one.party,
                    amount=Fen(one.arrears),
                )
                for one in late[:_MOST]
            ],
            0,
        )
    )
    doors = [(Button(label(one.name), data("r", one.contract)),) for one in late[:_MOST]]
    return Reply("\n".join(filter(None, lines)), rows(*doors, *_back(asking, _year(asking, years(asking.records)))))


def debts(asking: Asking) -> Reply:
    """Answer what the village is owed and what it owes, the oldest first."""
    t = asking.t
    owed, owes = debts_of(asking.records)
    lines = [*_debts(asking, t("Owed to the village: {amount}", amount=Fen(sum(one.amount for one in owed))), owed), ""]
    lines += _debts(asking, t("Owed by the village: {amount}", amount=Fen(sum(one.amount for one in owes))), owes)
    return Reply("\n".join(lines), _back(asking, _year(asking, years(asking.records))))


def pay(asking: Asking) -> Reply:
    """Answer what officials are paid, by post, and that nothing was spent on receptions, or on which."""
    t = asking.t
    year = _year(asking, years(asking.records))
    found, receptions = pay_in(asking.records, year), receptions_in(asking.records, year)
    paid = sum(one.amount for one in found.posts) + found.unsplit
    lines = [t("Paid to officials in {year}: {amount}", year=str(year), amount=Fen(paid))]
    lines += [t("- {post}: {amount}", post=one.post, amount=Fen(one.amount)) for one in found.posts]
    if found.unsplit and found.posts:
        lines.append(t("- no post said: {amount}", amount=Fen(found.unsplit)))
    elif found.unsplit:
        lines.append(t("The books do not say for which posts. Ask the village office for the list."))
    if receptions:
        lines.append(
            t.n("{n} entry has words of a reception:", "{n} entries have words of a reception:", len(receptions))
        )
        lines += [t("- {what}: {amount}", what=one.summary, amount=Fen(one.money_out)) for one in receptions]
    else:
        lines.append(t("Spent on receptions: 0.00 yuan. No entry of {year} names any.", year=str(year)))
    return Reply("\n".join(lines), _back(asking, year))


def _doors(asking: Asking, year: int) -> list[tuple[Button, ...]]:
    t = asking.t
    return [
        (Button(t("Where the money went"), data("us", year)), Button(t("Rents due"), data("rd", year))),
        (Button(t("Debts"), data("db", year)), Button(t("Pay, receptions"), data("py", year))),
        (Button(t("Finance sheets"), data("fs")),),
    ]


def _back(asking: Asking, year: int) -> tuple[Sequence[Button], ...]:
    return rows((Button(asking.t("The year in numbers"), data("ov", year)),), menu_row(asking.t))


def _year(asking: Asking, known: list[int]) -> int:
    wanted = asking.number()
    if wanted in known:
        return wanted
    today = asking.records.today.year
    return next((year for year in known if year <= today), today)


def _name(asking: Asking, use: Use) -> str:
    return use.name_en if asking.t.language == "en" else use.name


def _debts(asking: Asking, title: str, found: list[DebtRow]) -> list[str]:
    t = asking.t
    lines = [
        t(
            "- {what} {party}: {amount}, since {day}",
            what=one.account,
            party=one.party or t("(from before)"),
            amount=Fen(one.amount),
            day=one.since,
        )
        for one in found[:_MOST]
    ]
    if len(found) > _MOST:
        lines.append(
            t.n("and {n} more; the list is in the hall", "and {n} more; the list is in the hall", len(found) - _MOST)
        )
    return [title, *lines]
