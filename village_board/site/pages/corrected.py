"""What was wrong in a record and is corrected, the old value beside the new one; and whether it was signed (A26)."""

from __future__ import annotations

from village_board.base.message import Message, say
from village_board.hearings.corrections import public_correction_lines
from village_board.hearings.minutes import signed_words
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.opinions import public_text
from village_board.i18n import Translator
from village_board.site.model import Heading, Part, Words
from village_board.site.said import Worded, written
from village_board.site.stock import Stock


class _Masked(Worded):
    """A sentence in which long numbers of persons are masked after it is put together."""

    __slots__ = ("_message",)

    def __init__(self, message: Message) -> None:
        self._message = message

    def in_words(self, t: Translator) -> str:
        """Return it masked."""
        return public_text(written(t, self._message))


def corrected(stock: Stock, record: Hearing | Resolution) -> list[Part]:
    """Return the corrections of a record and what is known of its signed minutes; nothing where there are none."""
    parts: list[Part] = []
    if lines := public_correction_lines(stock.records, record):
        parts += [Heading(say("Corrections")), *(Words(_Masked(line)) for line in lines)]
    return parts + [Words(line, "soft") for line in signed_words(stock.records, record)]
