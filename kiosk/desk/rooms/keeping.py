"""How the books are kept, at the desk: whose they are, months, where money lies, accounts of the village's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.columns import in_columns, money
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import closing_forms
from kiosk.desk.rooms import keeping_forms as forms
from village_board.accounts.books import books_of, own_accounts
from village_board.accounts.books_model import Account, Books, BooksMode, MoneyAccount
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Closing
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.words import BOOKS_MODE, MONEY_ACCOUNT_STATUS, RESTART
from village_board.base.message import N_
from village_board.base.money import Fen
from village_board.hearings.drafts_reading import name_of

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_BOOKS, _OPENINGS, _MONTHS = "books", "openings", "months"


def keeping_screen() -> ListScreen:
    """Return what is settled about the books, with what can be changed."""
    return ListScreen(LISTING)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    books = books_of(records)
    closings = [one.month for one in records.all(Closing) if not one.is_open]
    held = [one for one in records.all(OpeningBalance) if one.debit or one.credit]
    rows = [
        Row(_BOOKS, t("The board holds: {mode}.", mode=t(BOOKS_MODE[books.mode])), books.source),
        Row(_MONTHS, t("Months closed"), t("until {month}", month=max(closings)) if closings else t("none")),
        Row(_OPENINGS, t("Opening balances"), t.n("{n} account", "{n} accounts", len(held))),
        Row("", t("Where money lies")),
    ]
    money_there = sorted(records.all(MoneyAccount), key=lambda one: one.account)
    ledger = Ledger(records)
    names = ledger.names
    for one in money_there:
        name = one.title if one.bank else names.get(one.account, "")
        rows.append(Row(one.id, f"{one.account}  {name}", t(MONEY_ACCOUNT_STATUS[one.status])))
    if own := own_accounts(records):
        rows.append(Row("", t("Accounts of our own")))
        rows += [Row(one.id, _titled(one, ledger), "" if one.active else t("switched off")) for one in own.values()]
    return rows


def _titled(one: Account, ledger: Ledger) -> str:
    """Return code and name; one that a table calls as its first level has that name."""
    return one.title if one.name else f"{one.code} {ledger.name(one.code)}"


def screen_of(key: str) -> SheetScreen:
    """Return the sheet of a row of the list."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        if key == _BOOKS:
            return _books(records, t)
        if key == _MONTHS:
            return _months(records, t)
        if key == _OPENINGS:
            return _openings(records, t)
        return _record(records, key, t)

    return SheetScreen(read)


def _books(records: Records, t: Translator) -> Sheet:
    books = books_of(records)
    said: list[Paragraph] = [(t("The board holds: {mode}.", mode=t(BOOKS_MODE[books.mode])), "strong")]
    facts = (
        (N_("From which day"), books.since and t.date(books.since)),
        (N_("Who keeps the books"), books.source),
        (N_("Decided in"), books.decided_by),
        (N_("Copied on"), books.copied_on and t.date(books.copied_on)),
    )
    said += [(t("{label}: {value}", label=t(name), value=value), "ink") for name, value in facts if value]
    if books.mode is BooksMode.OWN_BOOKS:
        said.append((t("{label}: {value}", label=t("Numbers begin again"), value=t(RESTART[books.restart])), "ink"))
    return Sheet(t("Whose books these are"), tuple(said), (form_step(forms.MODE),))


def _months(records: Records, t: Translator) -> Sheet:
    said: list[Paragraph] = []
    for one in sorted(records.all(Closing), key=lambda one: one.month, reverse=True):
        state = t("open again") if one.is_open else t("closed on {day}", day=one.closed_on or "–")
        said.append((f"{one.month}  {state}", "soft" if one.is_open else "ink"))
        said += [(f"   {t.date(back.on)}  {name_of(records, back.by)}  {back.reason}", "soft") for back in one.reopened]
    if not said:
        said.append((t("No month is closed yet."), "ink"))
    own = books_of(records).mode is BooksMode.OWN_BOOKS
    if not own:
        said.insert(0, (t("Months of a copy are closed by the township: they come with its table."), "accent"))
    return Sheet(
        t("Months closed"),
        tuple(said),
        (form_step(closing_forms.CLOSE), form_step(closing_forms.REOPEN)) if own else (),
    )


def _openings(records: Records, t: Translator) -> Sheet:
    ledger = Ledger(records)
    held = sorted((one for one in records.all(OpeningBalance) if one.debit or one.credit), key=lambda one: one.account)
    rows = [("", "", t("Debit"), t("Credit"))]
    rows += [(one.account, ledger.name(one.account), money(one.debit), money(one.credit)) for one in held]
    debit, credit = sum(one.debit for one in held), sum(one.credit for one in held)
    rows.append(("", t("Together"), money(debit), money(credit)))
    said = in_columns(rows, right=(2, 3), head=True) if held else [(t("No account opened with a balance."), "ink")]
    if debit != credit:
        said.append((t("The sides differ by {amount}.", amount=Fen(debit - credit)), "accent"))
    own = books_of(records).mode is BooksMode.OWN_BOOKS
    if not own:
        said.append((t("Those of a copy come with the township's table."), "soft"))
    return Sheet(t("Opening balances"), tuple(said), (form_step(forms.OPENINGS),) if own else ())


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of an account, a money account, the set of books, an opening balance or a closed month."""
    return screen_of(id)


def _record(records: Records, id: str, t: Translator) -> Sheet:  # noqa: A002
    one = records.lookup(id)
    if isinstance(one, Books):
        return _books(records, t)
    if isinstance(one, MoneyAccount):
        return Sheet(one.title, tuple(_money_said(records, one, t)), (form_step(forms.CHANGE_MONEY, id),))
    if isinstance(one, Account):
        ledger = Ledger(records)
        held = ledger.balances(records.today).get(one.code, 0)
        said = (
            (t("in use") if one.active else t("switched off"), "strong"),
            (t("Its balance today: {amount}", amount=Fen(held)), "ink"),
        )
        step: Step = form_step(forms.ACCOUNT_OFF if one.active else forms.ACCOUNT_ON, id)
        return Sheet(_titled(one, ledger), said, (step,))
    return _openings(records, t) if isinstance(one, OpeningBalance) else _months(records, t)


def _money_said(records: Records, one: MoneyAccount, t: Translator) -> Iterator[Paragraph]:
    held = sum(fen for code, fen in Ledger(records).balances(records.today).items() if code.startswith(one.account))
    yield t(MONEY_ACCOUNT_STATUS[one.status]), "strong"
    yield t("Its balance today: {amount}", amount=Fen(held)), "ink"
    facts = (
        (N_("Code in the books"), one.account),
        (N_("In whose name"), one.holder),
        (N_("Last four digits"), one.last_digits),
        (N_("What it is for"), one.purpose),
        (N_("Opened on"), t.date(one.opened_on) if one.opened_on else ""),
        (N_("Closed on"), t.date(one.closed_on) if one.closed_on else ""),
    )
    for name, value in facts:
        if value:
            yield t("{label}: {value}", label=t(name), value=value), "ink"


LISTING = Listing(
    title=N_("How the books are kept"),
    read=_rows,
    open=screen_of,
    steps=(
        form_step(forms.MONEY, key="f3"),
        form_step(forms.ACCOUNT, key="f6"),
        # Their sheets say why a copy has neither, where the forms could only refuse.
        Step("openings", N_("Opening balances"), lambda: screen_of(_OPENINGS), key="f7"),
        Step("months", N_("Months closed"), lambda: screen_of(_MONTHS), key="f8"),
    ),
)
