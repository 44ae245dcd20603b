"""What a voucher is called where numbers start again each month: 记-1 in January and 记-1 in February.

A voucher is found again by year and number (``2026/记-1``). The first of a number keeps that key; one of the same
number in another month gets its month into the key (``2026-02/记-1``). A key once given stays, whichever file comes
next and in whichever order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from village_board.accounts.model import Voucher
from village_board.accounts.rules import is_keyed_by_month, month_of, voucher_key
from village_board.base.message import say
from village_board.interchange.drafts.shape import Draft


@dataclass(slots=True)
class Numbering:
    """The keys of the vouchers of an import.

    Attributes:
        drafts: the drafts by the keys that they now have.
        moved: those that stand on the board in another month and say the same: their date was corrected.
        years: years in which numbers start again each month.
    """

    drafts: dict[str, Draft] = field(default_factory=dict)
    moved: list[Draft] = field(default_factory=list)
    years: dict[int, int] = field(default_factory=dict)


def possible_keys(drafts: Iterable[Draft]) -> list[str]:
    """Return all keys under which the vouchers of `drafts` may stand on the board."""
    return list(dict.fromkeys(key for draft in drafts for key in (draft.key, _year_key(draft))))


def settle(drafts: Mapping[str, Draft], stored: Mapping[str, Voucher]) -> Numbering:
    """Give each draft the key of its voucher on the board, or a new one.

    Args:
        drafts: by their keys with the month.
        stored: what the board has under `possible_keys`, by its key.
    """
    restarting = _restarting(drafts.values(), stored)
    settled = Numbering()
    taken = {_year_key(draft) for draft in drafts.values() if _stands(draft, stored.get(_year_key(draft)))}
    for month_key, draft in drafts.items():
        year_key = _year_key(draft)
        standing = stored.get(year_key)
        if month_key in stored:
            draft.key = month_key
        elif _stands(draft, standing):
            draft.key = year_key
        elif year_key in taken or (standing is not None and draft.values["dated"].year in restarting):
            draft.key = month_key
        else:
            taken.add(year_key)
            draft.key = year_key
            if standing is not None:
                settled.moved.append(draft)
        settled.drafts[draft.key] = draft
        if is_keyed_by_month(draft.key):
            year = draft.values["dated"].year
            settled.years[year] = settled.years.get(year, 0) + 1
    for draft in settled.moved:
        message = say(
            "Voucher {number} stands on the board in another month ({month}). Its date was changed to {day}.",
            number=draft.values["number"],
            month=stored[draft.key].month,
            day=draft.values["dated"],
        )
        draft.table.notes.append(draft.table.finding(draft.row, "dated", message))
    return settled


def _restarting(drafts: Iterable[Draft], stored: Mapping[str, Voucher]) -> set[int]:
    """Return the years in which a number stands in several months, in the files or on the board."""
    years = {one.dated.year for key, one in stored.items() if is_keyed_by_month(key)}
    seen: set[str] = set()
    for draft in drafts:
        year_key = _year_key(draft)
        standing = stored.get(year_key)
        other = standing is not None and not _stands(draft, standing) and not _says_the_same(draft, standing)
        if year_key in seen or other:
            years.add(draft.values["dated"].year)
        seen.add(year_key)
    return years


def _stands(draft: Draft, standing: Voucher | None) -> bool:
    """Tell whether `standing` is the voucher of this number in the draft's month."""
    return standing is not None and standing.month == month_of(draft.values["dated"])


def _says_the_same(draft: Draft, standing: Voucher) -> bool:
    return (standing.lines, standing.summary) == (draft.values["lines"], draft.values["summary"])


def _year_key(draft: Draft) -> str:
    return voucher_key(draft.values["number"], draft.values["dated"])
