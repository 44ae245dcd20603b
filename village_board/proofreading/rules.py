"""What in a paper contradicts itself or was damaged."""

from __future__ import annotations

from village_board.privacy.document import Document
from village_board.privacy.flat import Flat
from village_board.proofreading.dates import dates
from village_board.proofreading.empty_tables import empty_tables
from village_board.proofreading.garbled import damage_of
from village_board.proofreading.model import Remark
from village_board.proofreading.percentages import percentages
from village_board.proofreading.reading import Reading
from village_board.proofreading.repeated import cited, repeated
from village_board.proofreading.sums import sums
from village_board.proofreading.table_sums import table_sums
from village_board.proofreading.wording import taken_out, wording


def findings(document: Document) -> tuple[Remark, ...]:
    """Return everything in `document` that somebody should look at before it is published, in the order of reading.

    Nothing raises, whatever the text; nothing blocks; time is linear in its length.
    """
    flat = Flat(document)
    damage = damage_of(flat)
    reading = Reading(flat, damage.edits)
    found = [
        *damage.remarks,
        *taken_out(reading),
        *sums(reading),
        *repeated(reading),
        *cited(reading),
        *table_sums(flat),
        *percentages(reading),
        *dates(reading),
        *empty_tables(flat),
        *wording(reading),
    ]
    return tuple(sorted(found, key=_order))


def _order(remark: Remark) -> tuple[int, int, int, int, int, str]:
    place = remark.place
    return place.block, place.row, place.cell, remark.start, remark.end, remark.kind.value
