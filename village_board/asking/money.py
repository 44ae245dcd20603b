"""Answers about the village's money: months, years, uses, pay, debts. Amounts in fen, straight from the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from village_board.accounts.books import books_of
from village_board.accounts.books_model import BooksMode
from village_board.accounts.chart import chart
from village_board.accounts.explained import Use
from village_board.accounts.explained_service import (
    debts_of,
    pay_in,
    receptions_in,
    uses_between,
    uses_in,
    years,
)
from village_board.accounts.model import Voucher
from village_board.accounts.month_money import MonthMoney, months
from village_board.accounts.months import last_day
from village_board.accounts.service import waiting_of
from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.sheet_reading import standing_sheet
from village_board.asking.model import Answer, Bar, Bars, Kind, Period, Question, Row, Step
from village_board.asking.things import every_of, other_names
from village_board.asking.wording import MONEY_ENTRIES, ask, owed, period_words
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.desk import Records
from village_board.disclosure.period_words import month_words
from village_board.text.fold import fold

#: rows of debts and entries that are listed; the sum counts all of them.
_MOST_ROWS = 60
#: entries of one name that are read and added up; of more the answer says that it is about the newest.
_MOST_COUNTED = 1000
#: months without accounts that are named.
_MOST_MONTHS = 12
_OWED = N_("owed to the village: {party}, {what}, {amount}, since {day}")
_OWES = N_("owed by the village: {party}, {what}, {amount}, since {day}")


def moved(records: Records, question: Question) -> Answer:
    """Answer what came in, what was spent, or both, in the months that were named; without any, this year."""
    known = months(records)
    if not known:
        return _no_accounts(records, question)
    period = question.period or _this_year(records, known)
    mine = [one for one in known if period.holds(one.month)]
    if not mine:
        return _outside(records, question, period, known)
    if question.kind is Kind.SPENT and question.thing:
        return _spent_on(records, question, period, mine)
    income, expense = sum(one.income for one in mine), sum(one.expense for one in mine)
    facts = {"period": period_words(period), "income": Fen(income), "expense": Fen(expense)}
    sentence = {
        Kind.SPENT: say("In {period} the village spent {expense}.", **facts),
        Kind.EARNED: say("In {period}, {income} came in.", **facts),
    }.get(question.kind) or say("{period}: {income} came in, {expense} was spent.", **facts)
    sums = {
        "opening": Fen(mine[0].opening),
        "income": Fen(income),
        "expense": Fen(expense),
        "closing": Fen(mine[-1].closing),
    }
    line = say("{opening} at the start + {income} income - {expense} expense = {closing} at the end.", **sums)
    if len(mine) > 1:
        line = say("{opening} before it + {income} income - {expense} expense = {closing} after it.", **sums)
    rows = () if len(mine) == 1 else tuple(_month_row(one) for one in mine)
    sheet = _sheet_of(records, mine)
    return Answer(
        question,
        sentence,
        (line, *_gaps(records, period, mine)),
        rows,
        period=period_words(period),
        published_on=sheet.published_on if sheet is not None else None,
        code=sheet.id if sheet is not None else "",
        next=(
            *_around(question, period, known),
            ask(say("Where the money went"), Kind.USES, Period.of_year(period.year)),
        ),
        bars=_month_bars(facts, mine) if len(mine) > 1 else None,
    )


def balance(records: Records, question: Question) -> Answer:
    """Answer how much is there: at the end of the months that were named, else of the last whole month, and today."""
    known = months(records)
    if not known:
        return _no_accounts(records, question)
    over = [one for one in known if one.month < f"{records.today:%Y-%m}"]
    wanted = [one for one in known if question.period is None or question.period.holds(one.month)]
    if not wanted and question.period is not None:
        return _outside(records, question, question.period, known)
    last = wanted[-1] if question.period is not None else (over[-1] if over else known[0])
    notes = [_line_of(last)]
    if question.period is None and known[-1].month > last.month:
        notes.append(
            say("By the vouchers up to today there is {amount}.", amount=Fen(known[-1].closing)),
        )
    month = Period(last.month, last.month)
    sheet = _sheet_of(records, [last])
    return Answer(
        question,
        say("At the end of {period} there was {closing}.", period=month_words(last.month), closing=Fen(last.closing)),
        (*notes, *_lacking(records, month, [last])),
        period=month_words(last.month),
        published_on=sheet.published_on if sheet is not None else None,
        code=sheet.id if sheet is not None else "",
        next=(
            ask(say("The whole month"), Kind.ACCOUNTS, month),
            ask(say("Where the money went"), Kind.USES, Period.of_year(month.year)),
        ),
    )


def _sheet_of(records: Records, mine: Sequence[MonthMoney]) -> FinanceSheet | None:
    """Return the finance sheet that was published for one month: its own, else that of its quarter."""
    if len(mine) != 1:
        return None
    year, month = mine[0].month.split("-")
    quarter = f"{year}-Q{(int(month) + 2) // 3}"
    found = (standing_sheet(records, period) for period in (mine[0].month, quarter))
    return next((sheet for sheet in found if sheet is not None and sheet.public), None)


def uses(records: Records, question: Question) -> Answer:
    """Answer where the money of a year went, the largest use first, other last."""
    known = months(records)
    if not known:
        return _no_accounts(records, question)
    period = Period.of_year((question.period or _this_year(records, known)).year)
    if period.year not in years(records):
        return _outside(records, question, period, known)
    found = uses_in(records, period.year)
    facts = {"period": period_words(period), "amount": Fen(found.total)}
    rows = [Row(say("{what}: {amount}", what=_use(one), amount=Fen(one.amount))) for one in (*found.rows, *found.other)]
    bars = [Bar(_use(one), (one.amount,)) for one in found.rows]
    if found.other:
        bars.append(Bar(say("Other uses"), (found.other_amount,)))
    title = say("{period}: {amount} was spent.", **facts)
    if found.rows:
        first = found.rows[0]
        title = say(
            "{period}: {amount} was spent, the most of it for {what}: {most}.",
            **facts, what=_use(first), most=Fen(first.amount),
        )  # fmt: skip
    return Answer(
        question,
        title,
        rows=tuple(rows),
        period=period_words(period),
        next=_other_years(Kind.USES, period, known),
        bars=Bars(title, (say("Spending"),), tuple(bars)) if len(bars) > 1 else None,
    )


def pay(records: Records, question: Question) -> Answer:
    """Answer what officials were paid in a year, by post and never by person."""
    known = months(records)
    if not known:
        return _no_accounts(records, question)
    period = Period.of_year((question.period or _this_year(records, known)).year)
    if period.year not in years(records):
        return _outside(records, question, period, known)
    found = pay_in(records, period.year)
    paid = sum(one.amount for one in found.posts) + found.unsplit
    if not paid:
        return Answer(
            question,
            say("The books of {year} name no pay of officials.", year=str(period.year)),
            owed(records, ("SG-18",), period),
            period=period_words(period),
            next=_other_years(Kind.PAY, period, known),
            found=False,
        )
    rows = [Row(say("{post}: {amount}", post=one.post, amount=Fen(one.amount))) for one in found.posts]
    if found.unsplit and found.posts:
        rows.append(Row(say("no post said: {amount}", amount=Fen(found.unsplit))))
    notes = () if found.posts else (say("The books do not say for which posts. Ask the village office for the list."),)
    return Answer(
        question,
        say("Paid to officials in {year}: {amount}", year=str(period.year), amount=Fen(paid)),
        notes,
        tuple(rows),
        period=period_words(period),
        next=(*_other_years(Kind.PAY, period, known), ask(say("Spent on receptions"), Kind.RECEPTION, period)),
    )


def receptions(records: Records, question: Question) -> Answer:
    """Answer what entries name a reception; there should be none."""
    known = months(records)
    if not known:
        return _no_accounts(records, question)
    period = Period.of_year((question.period or _this_year(records, known)).year)
    if period.year not in years(records):
        return _outside(records, question, period, known)
    found = receptions_in(records, period.year)
    if not found:
        sentence = say("No entry of {year} names a reception.", year=str(period.year))
    else:
        total = Fen(sum(one.money_out for one in found))
        sentence = say(
            "Entries of {year} that name a reception: {n}, {amount} in all.",
            n=len(found),
            year=str(period.year),
            amount=total,
        )
    return Answer(
        question,
        sentence,
        rows=tuple(map(_entry_row, found)),
        period=period_words(period),
        next=(*_other_years(Kind.RECEPTION, period, known), ask(say("Pay of officials"), Kind.PAY, period)),
    )


def debts(records: Records, question: Question) -> Answer:
    """Answer what the village is owed and what it owes; persons' names are masked."""
    if not months(records):
        return _no_accounts(records, question)
    owed_to, owes = debts_of(records)
    to_village, by_village = sum(one.amount for one in owed_to), sum(one.amount for one in owes)
    rows = [
        Row(Message(_OWED if theirs else _OWES, {"what": one.account, "party": one.party or say("(from before)"),
                                                 "amount": Fen(one.amount), "day": one.since}))
        for theirs, found in ((True, owed_to), (False, owes))
        for one in found[:_MOST_ROWS]
    ]  # fmt: skip
    return Answer(
        question,
        say("The village is owed {owed}, and it owes {owes}.", owed=Fen(to_village), owes=Fen(by_village)),
        (say("Names of persons are shortened. Rents are counted by contract."),),
        tuple(rows),
        judged_on=records.today,
        next=(ask(say("Rents due"), Kind.RENT),),
    )


def _spent_on(records: Records, question: Question, period: Period, mine: list[MonthMoney]) -> Answer:
    """Answer what was spent on a thing: by the use of that name, else by the entries that name it."""
    names = [question.thing, *other_names(question.thing)]
    wanted = {fold(name).replace(" ", "") for name in names}
    found = uses_between(records, period.first, period.last)
    for one in (*found.rows, *found.other):
        if {fold(one.name).replace(" ", ""), fold(one.name_en)} & wanted:
            sentence = say(
                "In {period}, {amount} was spent for {what}.",
                period=period_words(period), amount=Fen(one.amount), what=_use(one),
            )  # fmt: skip
            return Answer(
                question, sentence, _gaps(records, period, mine), period=period_words(period),
                next=(ask(say("Where the money went"), Kind.USES, Period.of_year(period.year)),),
            )  # fmt: skip
    entries, cut = _entries(records, names, period)
    facts = {"period": period_words(period), "thing": question.thing}
    steps = (
        ask(say("Where the money went"), Kind.USES, Period.of_year(period.year)),
        ask(say("All spending of {period}", period=period_words(period)), Kind.SPENT, period),
    )
    if not entries:
        return Answer(
            question, say("No entry of {period} that spent money names '{thing}'.", **facts),
            (*owed(records, ("SG-29",), period), *_gaps(records, period, mine)), period=period_words(period),
            next=steps, found=False,
        )  # fmt: skip
    facts |= {"amount": Fen(sum(one.money_out for one in entries)), "n": len(entries)}
    if cut:
        told = say("In {period} more entries name '{thing}' than are added up: the newest {n} spent {amount}.", **facts)
    else:
        told = say("In {period}, {amount} was spent. Entries that name '{thing}': {n}.", **facts)
    notes = [say("Counted by the words of the entries; what is named otherwise is not in it.")]
    if len(entries) > _MOST_ROWS:
        notes.append(say("Shown are the newest {shown} of {n}.", shown=_MOST_ROWS, n=len(entries)))
    return Answer(
        question,
        told,
        (*notes, *_gaps(records, period, mine)),
        tuple(map(_entry_row, entries[-_MOST_ROWS:])),
        period=period_words(period),
        next=steps,
    )


def _entries(records: Records, names: Sequence[str], period: Period) -> tuple[list[Voucher], bool]:
    """Return the entries of a period that spent money and hold one of `names`, by day; and whether there are more.

    Where the first name is found, the others are not asked. Every entry counts, up to `_MOST_COUNTED` of a name.
    """
    first, last = date.fromisoformat(f"{period.first}-01"), last_day(period.last)
    entries: dict[str, Voucher] = {}
    cut = False
    for name in names:
        found, more = every_of(records, name, Voucher, first, last, most=_MOST_COUNTED)
        entries |= {one.id: one for one in found if one.money_out and not one.reversed_by}
        cut = cut or more
        if entries and name == names[0]:
            break
    return sorted(entries.values(), key=lambda one: (one.dated, one.number)), cut


def _entry_row(one: Voucher) -> Row:
    return Row(
        say("{day} {summary}: {amount}", day=one.dated, summary=one.summary, amount=Fen(one.money_out)),
        one.id if one.public else "",
        one.summary,
    )


def _use(use: Use) -> Message:
    """Return what money was used for; names of the chart and the village's own stand as the books write them."""
    of_chart = chart().find(use.key)
    written = use.name == use.name_en or (of_chart is not None and of_chart.name_en == use.name_en)
    return say("{name}", name=use.name) if written else Message(use.name_en)


def _line_of(money: MonthMoney) -> Message:
    return say(
        "{opening} at the start + {income} income - {expense} expense = {closing} at the end.",
        opening=Fen(money.opening),
        income=Fen(money.income),
        expense=Fen(money.expense),
        closing=Fen(money.closing),
    )


def _month_row(one: MonthMoney) -> Row:
    facts = {"period": month_words(one.month), "income": Fen(one.income), "expense": Fen(one.expense)}
    return Row(say("{period}: in {income}, out {expense}", **facts))


def _month_bars(facts: dict[str, object], mine: list[MonthMoney]) -> Bars:
    title = say("{period}: {income} came in, {expense} was spent.", **facts)
    bars = tuple(Bar(month_words(one.month), (one.income, one.expense)) for one in mine)
    return Bars(title, (say("Income"), say("Spending")), bars)


def _this_year(records: Records, known: list[MonthMoney]) -> Period:
    """Return this year where it has accounts, else the newest year that has."""
    has = [int(one.month[:4]) for one in known if int(one.month[:4]) <= records.today.year]
    return Period.of_year(has[-1] if has else int(known[0].month[:4]))


def _gaps(records: Records, period: Period, mine: list[MonthMoney]) -> tuple[Message, ...]:
    """Return what the figures of a period lack: months without accounts, a month not over, entries not shown."""
    notes = list(_lacking(records, period, mine))
    if period.is_month and books_of(records).mode is BooksMode.OWN_BOOKS:
        # Only there entries wait for a stamp; of a copy everything is public.
        n = waiting_of(records, period.first)
        notes += [say("Vouchers counted here and not shown, for they are not stamped yet: {n}.", n=n)] if n else []
    return tuple(notes)


def _lacking(records: Records, period: Period, mine: list[MonthMoney]) -> tuple[Message, ...]:
    """Return which months of a period have no accounts and who owes them, and whether one is not over."""
    notes: list[Message] = []
    now = f"{records.today:%Y-%m}"
    have = {one.month for one in mine}
    lacking = [month for month in _months(period) if month not in have and month < now]
    if lacking:
        notes.append(say("No accounts are here of: {months}.", months=tuple(map(month_words, lacking[:_MOST_MONTHS]))))
        notes += owed(records, MONEY_ENTRIES, period)
    if now in have:
        notes.append(say("This month is not over, so the figures will still change."))
    return tuple(notes)


def _months(period: Period) -> list[str]:
    first = int(period.first[:4]) * 12 + int(period.first[5:]) - 1
    last = int(period.last[:4]) * 12 + int(period.last[5:]) - 1
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1)]


def _around(question: Question, period: Period, known: list[MonthMoney]) -> tuple[Step, ...]:
    """Return the steps to the months beside one, or to the years beside one."""
    if not period.is_month:
        return _other_years(question.kind, period, known)
    place = next(at for at, one in enumerate(known) if one.month == period.first)
    beside = [known[at].month for at in (place - 1, place + 1) if 0 <= at < len(known)]
    steps = [ask(month_words(month), question.kind, Period(month, month)) for month in beside]
    return (*steps, ask(period_words(Period.of_year(period.year)), question.kind, Period.of_year(period.year)))


def _other_years(kind: Kind, period: Period, known: list[MonthMoney]) -> tuple[Step, ...]:
    """Return the steps to the same question of other years, and to the year's months."""
    others = sorted({int(one.month[:4]) for one in known} - {period.year}, reverse=True)[:2]
    steps = tuple(ask(period_words(Period.of_year(year)), kind, Period.of_year(year)) for year in others)
    if kind in (Kind.SPENT, Kind.EARNED, Kind.ACCOUNTS):
        return steps
    year = Period.of_year(period.year)
    return (*steps, ask(say("All months of {period}", period=period_words(year)), Kind.ACCOUNTS, year))


def _no_accounts(records: Records, question: Question) -> Answer:
    sentence = say("The village has not published any accounts here yet.")
    notes = (*owed(records, MONEY_ENTRIES), say("Ask the village clerk."))
    return Answer(question, sentence, notes, judged_on=records.today, next=(ask(say("Whom to call"), Kind.CONTACT),),
                  found=False)  # fmt: skip


def _outside(records: Records, question: Question, period: Period, known: list[MonthMoney]) -> Answer:
    told = say(
        "There are no accounts for {period} here: not yet published, or outside this board.",
        period=period_words(period),
    )
    have = say(
        "There are accounts from {first} to {last}.",
        first=month_words(known[0].month),
        last=month_words(known[-1].month),
    )
    newest = Period(known[-1].month, known[-1].month)
    return Answer(question, told, (have, *owed(records, MONEY_ENTRIES, period)), period=period_words(period),
                  next=(ask(month_words(newest.first), question.kind, newest),), found=False)  # fmt: skip
