"""Rows of the books: vouchers from their lines, opening balances, closed months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from village_board.accounts.chart import chart
from village_board.accounts.model import Closing, Line, OpeningBalance, Voucher
from village_board.accounts.rules import balance, month_of, moves_cash, voucher_key, with_sums
from village_board.base.finding import Finding
from village_board.base.message import say
from village_board.base.money import Fen
from village_board.interchange.cells.words import account_of_name
from village_board.interchange.drafts.shape import Draft, Moment, Shape
from village_board.interchange.reading import Row, Table, Values

_LINE = frozenset({"account", "account_name", "debit", "credit"})
_TIERS = range(1, 5)


@dataclass(slots=True)
class _Lines:
    """The lines of one voucher as they are gathered; `sound` while no cell of them has a problem."""

    number: str
    dated: date
    row: int
    values: Values = field(default_factory=dict)
    summaries: list[str] = field(default_factory=list)
    places: list[object] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    sound: bool = True


class VoucherShape(Shape[Voucher]):
    """Vouchers: one row a line; the lines of one number and year make the voucher."""

    model = Voucher
    key_field = "key"

    def drafts(self, table: Table, moment: Moment) -> Iterator[Draft]:  # noqa: ARG002
        """Yield one draft for each voucher; unbalanced ones are findings."""
        present = frozenset(table.labels.keys() - _LINE | {"lines"})
        for gathered in _gather(table).values():
            if gathered.sound:
                table.findings.extend(_unbalanced(table, gathered))
            yield Draft(
                table,
                voucher_key(gathered.number, gathered.dated),
                _voucher(gathered, present),
                present,
                gathered.row,
            )

    def begin(self, record: Voucher, draft: Draft, moment: Moment) -> Voucher:  # noqa: ARG002
        """Return the voucher with its sums."""
        if "in_cash" not in draft.present and record.rev == 0:
            record = replace(record, in_cash=moves_cash(record.lines))
        return with_sums(record)

    def compose(
        self,
        values: Values,
        blank: frozenset[str],
        stored: Voucher | None,
        moment: Moment,  # noqa: ARG002
    ) -> Values:
        """Return the voucher's fields. Where no place is named, the lines tell it; see `with_sums`."""
        if stored is not None and "place" in blank:
            return {**values, "place": with_sums(replace(stored, place=None, lines=values["lines"])).place}
        return values


class OpeningBalanceShape(Shape[OpeningBalance]):
    """Opening balances: one row an account."""

    model = OpeningBalance
    key_field = "account"

    def drafts(self, table: Table, moment: Moment) -> Iterator[Draft]:
        """Yield the drafts; an account is named by its code or by its name."""
        for row in table.rows:
            _name_account(table, row)
        yield from super().drafts(table, moment)


class ClosingShape(Shape[Closing]):
    """Months closed."""

    model = Closing
    key_field = "month"

    def check(self, table: Table, row: Row, moment: Moment) -> Iterator[Finding]:  # noqa: ARG002
        """Yield a month that was closed before it began."""
        month, closed = row.values.get("month"), row.values.get("closed_on")
        if month is not None and closed is not None and month_of(closed) < month:
            message = say(
                "The month {month} was closed on {day}, before it began. Correct one.",
                month=month,
                day=closed,
            )
            yield table.finding(row.number, "closed_on", message)


def _gather(table: Table) -> dict[str, _Lines]:
    """Return the vouchers of a table by their keys, and add what is missing in a row to its findings."""
    vouchers: dict[str, _Lines] = {}
    latest: dict[str, _Lines] = {}
    for row in table.rows:
        number = row.values.get("number")
        if number is None:
            continue
        before = latest.get(number)
        dated = row.values.get("dated") or (before.dated if before else None)
        if dated is None:
            if "dated" not in row.bad:
                message = say("The voucher has no date. Write it in the voucher's first row.")
                table.findings.append(table.finding(row.number, "dated", message))
            continue
        key = voucher_key(number, dated)
        gathered = vouchers.get(key)
        if gathered is None:
            gathered = vouchers[key] = _Lines(number, dated, row.number)
        elif gathered.dated != dated:
            message = say(
                "Voucher {number} has another date in row {row}: {day}. Correct the date or the number.",
                number=number,
                row=gathered.row,
                day=gathered.dated,
            )
            table.findings.append(table.finding(row.number, "dated", message))
        latest[number] = gathered
        _add_line(table, row, gathered)
    return vouchers


def _add_line(table: Table, row: Row, gathered: _Lines) -> None:
    values = row.values
    _name_account(table, row)
    if row.bad:
        gathered.sound = False
    if "debit" not in values and "credit" not in values and not row.bad.intersection(("debit", "credit")):
        gathered.sound = False
        message = say("The line has no amount. Write it as debit or as credit.")
        table.findings.append(table.finding(row.number, "debit", message))
    tier = values.get("approval_tier")
    if tier is not None and tier not in _TIERS:
        message = say("There is no approval tier {tier}; there are 1 to 4. Correct it.", tier=tier)
        table.findings.append(table.finding(row.number, "approval_tier", message))
    gathered.summaries.append(values.get("summary", ""))
    if "place" in values:
        gathered.places.append(values["place"])
    gathered.lines.append(
        Line(
            values.get("account", ""),
            values.get("debit", 0),
            values.get("credit", 0),
            values.get("account_name", ""),
        )
    )
    head = gathered.values
    for name, value in values.items():
        if name not in head and name not in _LINE:
            head[name] = value


def _voucher(gathered: _Lines, present: frozenset[str]) -> Values:
    """Return the fields of a voucher. Its summary is its first line's; another line keeps its own."""
    values = gathered.values
    summary = next(filter(None, gathered.summaries), "") or "、".join(
        dict.fromkeys(line.account_name for line in gathered.lines if line.account_name)
    )
    lines = tuple(
        line if said in ("", summary) else replace(line, summary=said)
        for line, said in zip(gathered.lines, gathered.summaries, strict=True)
    )
    values |= {"number": gathered.number, "dated": gathered.dated, "summary": summary, "lines": lines}
    # A transfer names one place in each line: the voucher itself then has none of its own.
    if len(set(gathered.places)) != 1 or "place" not in present:
        values.pop("place", None)
    return values


def _name_account(table: Table, row: Row) -> None:
    """Complete code and name of a row's account from each other."""
    values = row.values
    if "account" not in values and "account" not in row.bad:
        name = values.get("account_name")
        code = account_of_name(name) if name else None
        if code is not None:
            values["account"] = code
        else:
            row.bad.add("account")
            message = (
                say("The line has no account. Write its code, such as 501.")
                if name is None
                else say("'{name}' is not an account of the chart. Write the account's code beside it.", name=name)
            )
            column = "account" if name is None and "account" in table.labels else "account_name"
            table.findings.append(table.finding(row.number, column, message))
    if "account_name" not in values and "account" in values:
        found = chart().find(values["account"])
        values["account_name"] = found.name if found else ""


def _unbalanced(table: Table, gathered: _Lines) -> Iterator[Finding]:
    debit, credit = balance(gathered.lines)
    if debit != credit:
        message = say(
            "Voucher {number} does not balance: debit {debit}, credit {credit}. "
            "Correct an amount or add the missing line.",
            number=gathered.number,
            debit=Fen(debit),
            credit=Fen(credit),
        )
        yield table.finding(gathered.row, "debit", message)
