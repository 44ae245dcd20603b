"""What every page reads from, apart from the parts of a page: the home needs none of those to start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from village_board.records import Records
from village_board.settings import Settings

if TYPE_CHECKING:
    from village_board.i18n import Translator

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a page reads from: one snapshot of the records, the settings, and the reader's language."""

    records: Records
    settings: Settings
    t: Translator

    @property
    def today(self) -> date:
        """The day on which the board judges."""
        return self.records.today

    @property
    def has_bot(self) -> bool:
        """Whether the village has a bot, and its codes lead there (P21)."""
        from village_board.links.service import bot_username  # noqa: PLC0415 - the first screen does not ask

        return self.settings.qr_target == "bot" and bool(bot_username(self.records, self.settings))


#: something that is read in the reading thread.
Reading = Callable[[Shelf], T]
