"""The village's books as a journal for other programs: `export beancount` and `export hledger`.

Everything is taken from the vouchers; the balances at every month's end come from our own kept totals, so that the
other program checks the one against the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from village_board.accounts.books import books_of, own_accounts, own_name
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher
from village_board.accounts.months import last_day, next_month
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.desk import Records
from village_board.hearings.model import Hearing, Resolution
from village_board.i18n import Translator
from village_board.interchange.standards.beancount import beancount_file
from village_board.interchange.standards.hledger import hledger_file
from village_board.interchange.standards.journal import (
    AREA,
    MONEY,
    Commodity,
    Entry,
    Held,
    Journal,
    Post,
    account_path,
    opened,
    yuan_of,
)
from village_board.interchange.standards.things import commodities_of, entries_of_assets, entries_of_parcels
from village_board.settings import Settings
from village_board.text.mask import mask_personal_numbers
from village_board.text.party import public_party, without_party

#: formats of `ledger_files`, each with the end of its one file's name.
LEDGER_FORMATS: Mapping[str, str] = {"beancount": "books.beancount", "hledger": "books.journal"}


def ledger_files(records: Records, settings: Settings, format: str, t: Translator) -> dict[str, bytes]:  # noqa: A002 - the command's own word
    """Return the one file of the books in `format`, by its name."""
    journal = journal_of(records, settings, t)
    write = beancount_file if format == "beancount" else hledger_file
    return {LEDGER_FORMATS[format]: write(journal)}


def journal_of(records: Records, settings: Settings, t: Translator) -> Journal:
    """Return the books as they stand: opening balances, vouchers, things and land, and what every month ended with."""
    ledger = Ledger(records)
    opening = opening_day(records, ledger)
    names = {one.account: own_name(one.account, one.account_name) for one in records.all(OpeningBalance)}
    names |= {code: account.name for code, account in own_accounts(records).items()}
    assets = sorted(records.all(Asset), key=lambda one: (one.number, one.id))
    parcels = sorted(records.all(Resource), key=lambda one: (one.number, one.id))
    entries = [
        *_opening(ledger, names, opening, t),
        *entries_of_assets(assets, opening),
        *entries_of_parcels(parcels, opening),
        *_vouchers(records, names, t),
    ]
    entries.sort(key=lambda entry: entry.on)
    accounts = opened(entries)
    first = min((entry.on for entry in entries), default=opening)
    money = (Commodity(MONEY, first, t("yuan")), Commodity(AREA, first, t("mu")))
    return Journal(
        t("Books of {village}", village=settings.name),
        t("nobody named"),
        t("Balances at the end of the month"),
        accounts,
        (*money, *commodities_of(assets, opening)),
        tuple(entries),
        tuple(_held(ledger, names, accounts, opening)),
    )


def opening_day(records: Records, ledger: Ledger) -> date:
    """Return the day at whose end the opening balances stood: the last before the first month with a voucher."""
    first = ledger.start or books_of(records).since or date(records.today.year, 1, 1)
    return first.replace(day=1) - timedelta(days=1)


def _opening(ledger: Ledger, names: Mapping[str, str], day: date, t: Translator) -> Iterator[Entry]:
    posts = tuple(
        Post(account_path(code, names), yuan_of(fen)) for code, fen in sorted(ledger.openings.items()) if fen
    )  # fmt: skip
    if posts:
        yield Entry(day, "", "", t("Opening balances"), posts, tags=("opening",))


@dataclass(frozen=True)
class _Leading:
    """Whither a voucher leads: contracts, resolutions and hearings by their numbers."""

    contracts: Mapping[str, Contract]
    resolutions: Mapping[str, Resolution]
    hearings: Mapping[str, Hearing]

    def links(self, voucher: Voucher) -> tuple[str, ...]:
        """Return the short codes of its contract, of the decisions behind both, and of their hearings."""
        contract = self.contracts.get(voucher.contract)
        numbers = (voucher.resolution, contract.resolution if contract else "")
        decided = [self.resolutions[number] for number in numbers if number in self.resolutions]
        heard = [contract.hearing if contract else "", *(one.hearing for one in decided)]
        found = [contract, *decided, *(self.hearings[number] for number in heard if number in self.hearings)]
        return tuple(dict.fromkeys(one.id for one in found if one is not None))


def _vouchers(records: Records, names: Mapping[str, str], t: Translator) -> Iterator[Entry]:
    leading = _Leading(
        {one.number: one for one in records.all(Contract)},
        {one.number: one for one in records.all(Resolution)},
        {one.number: one for one in records.all(Hearing)},
    )
    for voucher in sorted(records.all(Voucher), key=lambda one: (one.dated, one.key, one.id)):
        yield _entry(voucher, leading.links(voucher), names, t)


def _entry(voucher: Voucher, links: tuple[str, ...], names: Mapping[str, str], t: Translator) -> Entry:
    """Return a voucher as an entry; of one that is not stamped yet only the amounts (P1), of nobody the papers."""
    facts = (
        ("contract", voucher.contract), ("resolution", voucher.resolution), ("project", voucher.project),
        ("reverses", voucher.reverses), ("reversed_by", voucher.reversed_by),
    )  # fmt: skip
    return Entry(
        voucher.dated,
        voucher.number,
        mask_personal_numbers(public_party(voucher.counterparty)) if voucher.public else "",
        _words(voucher, voucher.summary) if voucher.public else t("not stamped by the oversight committee yet"),
        tuple(
            Post(
                account_path(line.account, names),
                yuan_of(line.debit - line.credit),
                words=_words(voucher, line.summary) if voucher.public else "",
            )
            for line in voucher.lines
        ),
        settled=voucher.public,
        facts=tuple(fact for fact in facts if fact[1]) if voucher.public else (),
        links=links,
        tags=("reversal",) if voucher.reverses else (),
    )


def _words(voucher: Voucher, text: str) -> str:
    """Return what a voucher says as the public may read it (P14): no personal number, no payee's own name."""
    return mask_personal_numbers(without_party(text, voucher.counterparty))


def _held(
    ledger: Ledger, names: Mapping[str, str], accounts: Mapping[str, date], opening: date
) -> Iterator[Held]:  # fmt: skip
    """Yield what every account held when the books began and at the end of every month, empty months included."""
    ends = [opening, *(last_day(month) for month in _months(ledger.months))]
    for end in ends:
        balances = ledger.balances(end)
        paths = {account_path(code, names): fen for code, fen in balances.items()}
        for account in sorted(path for path in paths if path in accounts and accounts[path] <= end):
            together = sum(fen for path, fen in paths.items() if path == account or path.startswith(f"{account}:"))
            yield Held(end, account, yuan_of(paths[account]), yuan_of(together))


def _months(known: list[str]) -> Iterator[str]:
    month = known[0] if known else ""
    while month and month <= known[-1]:
        yield month
        month = next_month(month)
