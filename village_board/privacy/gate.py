"""The gate: what must not be published as it stands, and the document with masks in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from village_board.privacy.columns import columns_of
from village_board.privacy.document import Block, Document, Text
from village_board.privacy.flat import Flat
from village_board.privacy.found import hits_of, kept_apart
from village_board.privacy.lists import lists
from village_board.privacy.matters import Matters
from village_board.privacy.model import Hit, Policy, Severity
from village_board.privacy.numbers import Numbers
from village_board.privacy.sites import sites


def gate(document: Document, policy: Policy | None = None) -> tuple[Hit, ...]:
    """Return everything in `document` that must not be published as it stands, in the order of reading.

    Nothing raises, whatever the text; time is linear in its length.

    Args:
        document: the draft with its attachments.
        policy: what the village has decided within the law; the strict one where none is given.
    """
    policy = policy or Policy()
    flat = Flat(document)
    columns = columns_of(flat)
    numbers, matters = Numbers(flat, columns, policy), Matters(flat, columns, policy)
    found = [
        *numbers.found(),
        *matters.found(),
        *sites(flat, matters.persons),
        *lists(flat, columns, numbers, policy),
    ]
    return tuple(
        hit
        for one in kept_apart(found, flat.text)
        for hit in hits_of(flat, one, columns.header(flat.segment_at(one.start)))
    )


def blocks(hits: Iterable[Hit]) -> bool:
    """Tell whether any of `hits` stops publication."""
    return any(hit.severity is Severity.BLOCK for hit in hits)


def masked(document: Document, hits: Iterable[Hit]) -> Document:
    """Return `document` with every hit that has a mask replaced by it; marks of secrecy stay, as no mask helps.

    Args:
        document: the document that `gate` looked at.
        hits: those hits, or the ones of them that are to be masked.
    """
    changes: dict[tuple[int, int, int], list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.mask is not None:
            changes[hit.place.block, hit.place.row, hit.place.cell].append(hit)
    return Document(tuple(_masked_block(block, number, changes) for number, block in enumerate(document.blocks)))


def _masked_block(block: Block, number: int, changes: dict[tuple[int, int, int], list[Hit]]) -> Block:
    if isinstance(block, Text):
        return replace(block, text=_masked_text(block.text, changes.get((number, -1, -1), ())))
    rows = tuple(
        tuple(_masked_text(cell, changes.get((number, row, at), ())) for at, cell in enumerate(cells))
        for row, cells in enumerate(block.rows)
    )
    return replace(block, rows=rows)


def _masked_text(text: str, hits: Iterable[Hit]) -> str:
    kept: list[str] = []
    at = 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        kept += [text[at : hit.start], hit.mask or ""]
        at = hit.end
    return "".join([*kept, text[at:]])
