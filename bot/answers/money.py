"""The village's money: a month in one line, a year, the vouchers of a month. Amounts in fen."""

from __future__ import annotations

from bot.asking import PAGE, Asking, data, menu_row, numbered, paging, period, rows
from bot.reply import Button, Reply, label
from village_board.accounts.month_money import MonthMoney, months
from village_board.accounts.service import month_money, vouchers_of, waiting_of
from village_board.base.money import Fen

#: what an answer begins with: everything, what was spent, what came in, what is there.
ALL, SPENT, EARNED, BALANCE = "a", "s", "e", "b"


def accounts(asking: Asking) -> Reply:
    """Answer for a month (first argument; the newest where empty), beginning with what was asked (the second)."""
    t, known = asking.t, months(asking.records)
    wanted = asking.text() or (_newest(asking, known))
    if not known:
        return Reply(t("The village has not published any accounts here yet. Ask the village clerk."), (menu_row(t),))
    money = month_money(asking.records, wanted)
    if money is None:
        told = t(
            "There are no accounts for {period} here: not yet published, or outside this board.",
            period=period(t, wanted),
        )
        have = t(
            "There are accounts from {first} to {last}.",
            first=period(t, known[0].month),
            last=period(t, known[-1].month),
        )
        newest = Button(period(t, known[-1].month), data("a", known[-1].month))
        return Reply(f"{told}\n{have}", rows((newest,), menu_row(t)))
    return Reply(_month(asking, money, asking.text(1) or ALL), _around(asking, money, known))


def _newest(asking: Asking, known: list[MonthMoney]) -> str:
    over = [money.month for money in known if money.month < f"{asking.records.today:%Y-%m}"]
    return over[-1] if over else (known[0].month if known else "")


def _month(asking: Asking, money: MonthMoney, what: str) -> str:
    t = asking.t
    facts = {
        "period": period(t, money.month),
        "opening": Fen(money.opening),
        "income": Fen(money.income),
        "expense": Fen(money.expense),
        "closing": Fen(money.closing),
    }
    first = {
        ALL: t("{period}: {income} came in, {expense} was spent.", **facts),
        SPENT: t("In {period} the village spent {expense}.", **facts),
        EARNED: t("In {period} {income} came in.", **facts),
        BALANCE: t("At the end of {period} there was {closing}.", **facts),
    }[what if what in (SPENT, EARNED, BALANCE) else ALL]
    line = t("{opening} at the start + {income} income - {expense} expense = {closing} at the end.", **facts)
    going_on = ""
    if money.month >= f"{asking.records.today:%Y-%m}":
        going_on = "\n" + t("This month is not over, so the figures will still change.")
    if n := waiting_of(asking.records, money.month):
        going_on += "\n" + t.n(
            "{n} voucher counted here is not shown: the oversight committee has not stamped it.",
            "{n} vouchers counted here are not shown: the oversight committee has not stamped them.",
            n,
        )
    return f"{first}\n\n{line}\n{t('Cash and bank together, as the vouchers say.')}{going_on}"


def _around(asking: Asking, money: MonthMoney, known: list[MonthMoney]) -> tuple[tuple[Button, ...], ...]:
    t, place = asking.t, known.index(money)
    beside = [known[i].month for i in (place - 1, place + 1) if 0 <= i < len(known)]
    return rows(  # type: ignore[return-value]
        (Button(t("Every entry of this month"), data("v", 0, money.month)),),
        tuple(Button(period(t, month), data("a", month)) for month in beside),
        (Button(t("The whole year"), data("y", money.month[:4])), Button(t("Explained"), data("ov", money.month[:4]))),
        menu_row(t),
    )


def year(asking: Asking) -> Reply:
    """Answer for a year, month by month."""
    t, wanted = asking.t, asking.text()
    what = asking.text(1)
    known = [money for money in months(asking.records) if money.month.startswith(f"{wanted}-")]
    if not known:
        return accounts(asking)
    facts = {
        "period": period(t, wanted),
        "income": Fen(sum(money.income for money in known)),
        "expense": Fen(sum(money.expense for money in known)),
        "closing": Fen(known[-1].closing),
    }
    if what == SPENT:
        first = t("In {period} the village spent {expense}.", **facts)
    elif what == EARNED:
        first = t("In {period} {income} came in.", **facts)
    else:
        first = t("{period}: {income} came in, {expense} was spent.", **facts)
    lines = [
        t(
            "{period}: in {income}, out {expense}",
            period=period(t, money.month),
            income=Fen(money.income),
            expense=Fen(money.expense),
        )
        for money in known
    ]
    last = t(
        "Accounts up to {period}; then there was {closing}.",
        period=period(t, known[-1].month),
        closing=facts["closing"],
    )
    newest = Button(period(t, known[-1].month), data("a", known[-1].month))
    return Reply(f"{first}\n{last}\n\n" + "\n".join(lines), rows((newest,), menu_row(t)))


def vouchers(asking: Asking) -> Reply:
    """List the entries of a month: what for, and how much. Persons are not named (P10, P13)."""
    t, offset, month = asking.t, asking.number(), asking.text(1)
    every = vouchers_of(asking.records, month)
    shown = every[offset : offset + PAGE]
    lines = [
        t(
            "{day} {summary}: {amount}",
            day=voucher.dated,
            summary=voucher.summary,
            amount=moved(asking, voucher.money_in, voucher.money_out),
        )
        for voucher in shown
    ]
    head = t.n("{period}: {n} entry.", "{period}: {n} entries.", len(every), period=period(t, month))
    return Reply(
        f"{head}\n{numbered(lines, offset)}",
        rows(
            *((Button(label(voucher.summary), data("r", voucher.id)),) for voucher in shown),
            paging(t, "v", offset, month, more=len(every) > offset + PAGE),
            (Button(t("Back to the month"), data("a", month)),),
            menu_row(t),
        ),
    )


def moved(asking: Asking, money_in: int, money_out: int) -> str:
    """Return in words what a voucher moved into or out of cash and bank."""
    if money_in:
        return asking.t("in {amount}", amount=Fen(money_in))
    if money_out:
        return asking.t("out {amount}", amount=Fen(money_out))
    return asking.t("no money moved")
