"""The rows of an answer: rows that open a record, bars of amounts by use or post, columns by month, tables of debts."""

from __future__ import annotations

from kiosk.sheet import Bar, Bars, Entry, Part, Shelf, Table, Words
from village_board.accounts.explained_service import debts_of
from village_board.accounts.plan_service import arrears_in
from village_board.accounts.registers import Contract
from village_board.asking.model import Answer, Kind, Row
from village_board.base.message import Message
from village_board.base.money import yuan
from village_board.disclosure.due import due_items

#: kinds whose rows are amounts of something that the fact of this name says.
_AMOUNTS_OF = {Kind.USES: "what", Kind.PAY: "post"}


def answer_rows(shelf: Shelf, found: Answer) -> list[Part]:
    """Return what stands below the sentence of `found`, as this screen shows rows of its kind."""
    from kiosk.pages.catalogue import missing_entry  # noqa: PLC0415 - pages point to each other

    kind = found.question.kind
    if not found.rows:
        return []
    if kind is Kind.LATE:
        return [missing_entry(shelf, item) for item in due_items(shelf.records)]
    if kind is Kind.DEBTS:
        return _debts(shelf)
    if of := _AMOUNTS_OF.get(kind):
        return [Bars(tuple(("", (_bar(shelf, row.line, of),)) for row in found.rows))]
    if all(_is_month(row.line) for row in found.rows):
        return [_months(shelf, found)]
    rows = [_row(shelf, found, row) for row in found.rows]
    return rows if isinstance(rows[0], Entry) else [Words(""), *rows]


def _debts(shelf: Shelf) -> list[Part]:
    from kiosk.pages.explained import debt_parts  # noqa: PLC0415 - pages point to each other

    t = shelf.t
    owed, owes = debts_of(shelf.records)
    return [*debt_parts(shelf, t("Owed to the village"), owed), *debt_parts(shelf, t("Owed by the village"), owes)]


def _bar(shelf: Shelf, line: Message, of: str) -> Bar:
    t, amount = shelf.t, line.facts["amount"]
    assert isinstance(amount, int)
    named = line.facts.get(of)
    label = t.say(named) if isinstance(named, Message) else str(named or t("no post said"))
    return Bar(label, amount, t.money(amount), "full" if named else "line")


def _is_month(line: Message) -> bool:
    return {"income", "expense"} <= set(line.facts)


def _months(shelf: Shelf, found: Answer) -> Table:
    t = shelf.t
    rows = []
    for row in found.rows:
        period, income, expense = (row.line.facts[name] for name in ("period", "income", "expense"))
        assert isinstance(income, int)
        assert isinstance(expense, int)
        assert isinstance(period, Message)
        rows.append((t.say(period), yuan(income), yuan(expense)))
    return Table((t("Month, in yuan"), t("income"), t("spending")), tuple(rows))


def _row(shelf: Shelf, found: Answer, row: Row) -> Part:
    """Return a row of the table: one that opens its record, where there is one to open."""
    from kiosk.pages.contracts import rent_entry  # noqa: PLC0415 - pages point to each other
    from kiosk.pages.places import entry_of  # noqa: PLC0415 - it knows every page, this one among them

    if row.id:
        record = shelf.records.lookup(row.id)
        if isinstance(record, Contract) and found.question.kind is Kind.RENT:
            return rent_entry(shelf, arrears_in(shelf.records, record))
        made = entry_of(shelf, record)
        if made is not None:
            return Entry(made.title, made.goto, made.note, made.right, made.mark)
    return Words(shelf.t.say(row.line))
