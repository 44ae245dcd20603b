"""Leases of one part twice in what is imported (P6): a finding, which ``--as-found`` records all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from village_board.accounts.parts import clashes
from village_board.accounts.registers import Contract
from village_board.base.message import Message
from village_board.interchange.drafts.registers import ContractShape, written_here
from village_board.interchange.drafts.shape import Draft, Moment


def find_overlaps(
    drafts: Mapping[str, Draft], stored: Iterable[Contract], areas: Mapping[str, Decimal | None], moment: Moment
) -> Iterator[tuple[Message, Draft]]:
    """Yield the drafts of contracts that give what another contract gives in the same days.

    Args:
        drafts: the contracts of the files, by number.
        stored: the contracts that stand.
        areas: the number of every asset and parcel, in the files and on the board, with a parcel's area in mu. A
            contract on anything else is on words, and words for a thing are no thing that can be given twice.
        moment: when.
    """
    standing = {one.number: one for one in stored}
    shape = ContractShape()
    on_thing: dict[str, list[Contract]] = {}
    for number, one in standing.items():
        if number not in drafts:
            on_thing.setdefault(one.subject, []).append(one)
    for number, draft in drafts.items():
        contract = standing.get(number, Contract(number=number, name=""))
        said = shape.compose(draft.values, frozenset(), None, moment)
        kept = written_here(contract)
        contract = replace(contract, **{name: value for name, value in said.items() if name not in kept})
        if contract.subject in areas:
            beside = on_thing.setdefault(contract.subject, [])
            for problem in clashes(contract, beside, areas[contract.subject]):
                yield problem.message, draft
            beside.append(contract)


def areas_of(drafts: Mapping[str, Mapping[str, Draft]], stored: Mapping[str, Any]) -> dict[str, Decimal | None]:
    """Return the numbers of things in the files, with a parcel's area, over those that stand."""
    areas: dict[str, Decimal | None] = dict(stored)
    areas |= dict.fromkeys(drafts["assets"])
    for number, draft in drafts["resources"].items():
        areas[number] = draft.values.get("area", areas.get(number))
    return areas
