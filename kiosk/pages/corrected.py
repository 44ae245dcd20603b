"""What was wrong in a record and is corrected, the old value beside the new one; and whether it was signed (A26)."""

from __future__ import annotations

from kiosk.sheet import Heading, Part, Shelf, Words
from village_board.hearings.corrections import public_correction_lines
from village_board.hearings.minutes import signed_words
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.opinions import public_text


def corrected(shelf: Shelf, record: Hearing | Resolution) -> list[Part]:
    """Return the corrections of a record and what is known of its signed minutes; nothing where there are none."""
    t = shelf.t
    parts: list[Part] = []
    if lines := public_correction_lines(shelf.records, record):
        parts.append(Heading(t("Corrections")))
        parts += [Words(public_text(t.say(line))) for line in lines]
    parts += [Words(t.say(line), "soft") for line in signed_words(shelf.records, record)]
    return parts
