"""Make the demo village's files as its clerks keep them: ``python data/demo/make.py --today 2026-11-22 --out DIR``.

Everything is invented. The same day gives the same bytes; the village's year ends on that day.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from demo_village import books, contracts, decisions, items, people, postings, registers
from demo_village.days import Calendar
from demo_village.figures import Village
from demo_village.sheets import write_csv, write_xlsx

#: the day to which the files beside this script were made
REFERENCE_DAY = date(2026, 11, 22)
FILES = (
    "people.xlsx",
    "hearings.csv",
    "resolutions.xlsx",
    "rolls.csv",
    "assets.xlsx",
    "resources.xlsx",
    "contracts.xlsx",
    "payment-plans.csv",
    "opening-balances.xlsx",
    "vouchers-first-half.xlsx",
    "vouchers-second-half.csv",
    "closings.csv",
    "items.xlsx",
)


def make_village(today: date) -> Village:
    """Return the whole village as it is on `today`."""
    calendar = Calendar(today)
    everyone = people.make_people()
    signed = contracts.make_contracts(calendar, everyone)
    decided = decisions.make_decisions(calendar, everyone)
    assets = registers.make_assets(calendar, signed)
    ledger = postings.make_books(calendar, everyone, signed, decided, assets)
    parcels = registers.make_parcels(calendar, signed)
    return Village(calendar, everyone, signed, assets, parcels, decided, ledger)


def make(today: date, out: Path) -> tuple[Path, ...]:
    """Write the village's files into the folder `out`, which is made, and return them in the order of `FILES`."""
    village = make_village(today)
    numbers = {a.key: a.number for a in village.assets if a.key} | {p.key: p.number for p in village.parcels if p.key}
    numbers |= village.decisions.numbers
    first, second = books.voucher_sheets(village.books)
    keeper = village.people.the(people.CLERK).name
    out.mkdir(parents=True, exist_ok=True)
    write_xlsx(out / "people.xlsx", people.people_sheet(village.people))
    write_csv(out / "hearings.csv", decisions.hearings_sheet(village.decisions, village.people))
    write_xlsx(out / "resolutions.xlsx", decisions.resolutions_sheet(village.decisions))
    write_csv(out / "rolls.csv", decisions.rolls_sheet(village.decisions, village.people), encoding="utf-8")
    write_xlsx(out / "assets.xlsx", registers.assets_sheet(village.assets, village.calendar, keeper, numbers))
    write_xlsx(out / "resources.xlsx", registers.parcels_sheet(village.parcels))
    write_xlsx(out / "contracts.xlsx", contracts.contracts_sheet(village.contracts, numbers))
    write_csv(out / "payment-plans.csv", contracts.plans_sheet(village.contracts))
    write_xlsx(out / "opening-balances.xlsx", books.opening_sheet(village.books))
    write_xlsx(out / "vouchers-first-half.xlsx", first)
    write_csv(out / "vouchers-second-half.csv", second, encoding="gb18030")
    write_csv(out / "closings.csv", books.closings_sheet(village.books))
    write_xlsx(out / "items.xlsx", items.items_sheet(items.make_items(village)))
    return tuple(out / name for name in FILES)


def _run() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--today", type=date.fromisoformat, default=REFERENCE_DAY)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    given = parser.parse_args()
    make(given.today, given.out)


if __name__ == "__main__":
    _run()
