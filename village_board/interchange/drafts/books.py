"""Rows of the books: vouchers from their lines, opening balances, closed months."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from village_board.accounts.chart import chart
from village_board.accounts.model import Closing, Line, Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.rules import balance, month_of, moves_cash, place_of, sums, voucher_key
from village_board.base.finding import Finding
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.interchange.cells.words import account_of_name
from village_board.interchange.drafts.shape import Draft, Moment, Shape
from village_board.interchange.table import Row, Table, Values

_LINE = frozenset({"account", "account_name", "debit", "credit"})
_PARTS = frozenset({"number_word", "dated_month", "dated_day"})
_TIERS = range(1, 5)


@dataclass(slots=True)
class _Lines:
    """The lines of one voucher as they are gathered; `sound` while no cell of them has a problem."""

    number: str
    dated: date
    rows: list[int]
    values: Values = field(default_factory=dict)
    summaries: list[str] = field(default_factory=list)
    places: list[object] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    sound: bool = True

    @property
    def balanced(self) -> bool:
        """Whether debit and credit are equal so far."""
        debit, credit = balance(self.lines)
        return debit == credit


class VoucherShape(Shape[Voucher]):
    """Vouchers: one row a line; the lines of one number and month make the voucher.

    The drafts' keys carry the month; `numbering` settles what the records are called.
    """

    model = Voucher
    key_field = "key"

    def drafts(self, table: Table, moment: Moment) -> Iterator[Draft]:  # noqa: ARG002
        """Yield one draft for each voucher; unbalanced ones are findings."""
        present = frozenset(table.labels.keys() - _LINE - _PARTS | {"lines"})
        vouchers = Gathering(table).vouchers()
        _find_other_dates(table, vouchers)
        for gathered in vouchers:
            if gathered.sound:
                table.findings.extend(_unbalanced(table, gathered))
            yield Draft(
                table,
                voucher_key(gathered.number, gathered.dated, by_month=True),
                _voucher(gathered, present),
                present,
                gathered.rows[0],
                tuple(gathered.rows),
            )

    def apply(self, draft: Draft, stored: Voucher | None, moment: Moment) -> Voucher:
        """Return the voucher that `draft` makes; a new one is made at one stroke."""
        if stored is not None:
            return super().apply(draft, stored, moment)
        values = draft.values
        given = {**values, "key": draft.key, **sums(values["dated"], values["lines"], values.get("place"))}
        if "in_cash" not in draft.present:
            given["in_cash"] = moves_cash(values["lines"])
        return Voucher(**given)

    def begin(self, record: Voucher, draft: Draft, moment: Moment) -> Voucher:  # noqa: ARG002
        """Return the changed voucher with its key and its sums."""
        return replace(record, key=draft.key, **sums(record.dated, record.lines, record.place))

    def compose(
        self,
        values: Values,
        blank: frozenset[str],
        stored: Voucher | None,
        moment: Moment,  # noqa: ARG002
    ) -> Values:
        """Return the voucher's fields. Where no place is named, the lines tell it; see `with_sums`."""
        if stored is not None and "place" in blank:
            return {**values, "place": place_of(values["lines"])}
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

    def broken(self, table: Table, row: Row) -> Iterator[Finding]:
        """Yield a month that was closed before it began."""
        month, closed = row.values.get("month"), row.values.get("closed_on")
        if month is not None and closed is not None and month_of(closed) < month:
            message = say(
                "The month {month} was closed on {day}, before it began. Correct one.",
                month=month,
                day=closed,
            )
            yield table.finding(row.number, "closed_on", message)


class Gathering:
    """The rows of a table of vouchers on their way into vouchers; what is missing becomes a finding."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._found: dict[str, _Lines] = {}
        self._latest: dict[str, _Lines] = {}
        self._current: _Lines | None = None
        self._lost: list[int] = []
        self._month = 0
        self._breaks = sorted(table.breaks)

    def vouchers(self) -> list[_Lines]:
        """Return the vouchers in the order in which they begin."""
        for row in self._table.rows:
            self._current = self._voucher_of(row)
            if self._current is not None:
                self._lost = []
            if self._current is not None:
                row.values.setdefault("number", self._current.number)
                if "dated" not in row.bad:
                    row.values.setdefault("dated", self._current.dated)
                if self._current.rows[-1:] != [row.number]:
                    self._current.rows.append(row.number)
                _add_line(self._table, row, self._current)
        return list(self._found.values())

    def _voucher_of(self, row: Row) -> _Lines | None:
        """Return the voucher to which a row belongs, or None where that cannot be told."""
        values = row.values
        dated = self._dated(row)
        number = values.get("number")
        if number is None:
            return self._carried(row, dated)
        if word := values.get("number_word"):
            word = word.removesuffix("字")
            number = values["number"] = number if number.startswith(word) else f"{word}-{number}"
        before = self._latest.get(number)
        dated = dated or (before.dated if before and "dated" not in row.bad else None)
        if dated is None:
            if "dated" not in row.bad:
                self._find(row, "dated", say("The voucher has no date. Write it in the voucher's first row."))
            self._lost = [row.number]
            self._table.together.append(self._lost)
            return None
        key = voucher_key(number, dated, by_month=True)
        gathered = self._found.get(key)
        if gathered is None:
            gathered = self._found[key] = _Lines(number, dated, [row.number])
        elif gathered.dated != dated:
            self._find(row, "dated", _other_date(number, gathered))
        self._latest[number] = gathered
        return gathered

    def _carried(self, row: Row, dated: date | None) -> _Lines | None:
        """Return the voucher of the row before: its number is written once, at its first line."""
        current = self._current
        if self._lost and dated is None and "number" not in row.bad:
            self._lost.append(row.number)  # its voucher has no day: that was said, and once is enough
            return None
        self._lost = []
        if "number" in row.bad:
            return None
        if current is not None and "dated" not in row.bad:
            paused = self._is_paused(current.rows[-1], row.number)
            another = dated is not None and dated != current.dated
            if not another and (not current.balanced or (dated is None and not paused)):
                return current
        header = self._table.kind.column("number").header
        self._find(
            row, "number", say("The cell is empty. {column} is needed in every voucher's first row.", column=header)
        )
        return None

    def _is_paused(self, last: int, number: int) -> bool:
        """Tell whether a total stands between two rows."""
        at = bisect(self._breaks, last)
        return at < len(self._breaks) and self._breaks[at] < number

    def _dated(self, row: Row) -> date | None:
        """Return the date of a row, which may stand in two columns, 月 and 日, below a year."""
        values = row.values
        dated: date | None = values.get("dated")
        month, day = values.pop("dated_month", None), values.pop("dated_day", None)
        self._month = month or self._month
        if dated is not None or day is None:
            return dated
        if self._table.year is None or not self._month:
            row.bad.add("dated")
            message = say("The day has no year or month. Write the year above the table, like 2026年.")
            self._find(row, "dated_day", message)
            return None
        try:
            return date(self._table.year, self._month, day)
        except ValueError:
            row.bad.add("dated")
            cell = f"{self._table.year}-{self._month}-{day}"
            self._find(row, "dated_day", say("There is no such day: {cell}. Correct the date.", cell=cell))
            return None

    def _find(self, row: Row, name: str, message: Message) -> None:
        self._table.findings.append(self._table.finding(row.number, name, message))


def _find_other_dates(table: Table, vouchers: Iterable[_Lines]) -> None:
    """Find a line whose month was mistyped: it is no voucher of its own, but with the others of its number it is.

    Numbers that start again each month look the same but for that.
    """
    of_number: dict[tuple[str, int], list[_Lines]] = {}
    for gathered in vouchers:
        of_number.setdefault((gathered.number, gathered.dated.year), []).append(gathered)
    for months in of_number.values():
        first, *others = months
        if others and not all(one.balanced for one in months):
            for other in others:
                message = _other_date(first.number, first)
                table.findings.append(table.finding(other.rows[0], "dated", message))
                other.sound = first.sound = False


def _other_date(number: str, first: _Lines) -> Message:
    return say(
        "Voucher {number} has another date in row {row}: {day}. Correct the date or the number.",
        number=number,
        row=first.rows[0],
        day=first.dated,
    )


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
        if name not in head and name not in _LINE and name not in _PARTS:
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
        yield table.finding(gathered.rows[0], "debit", message)
