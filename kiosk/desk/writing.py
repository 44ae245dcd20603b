"""A screen on which a draft is written: it keeps what was typed, and says where that cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kiosk.desk.base import DeskScreen
from village_board.base.errors import BoardError

if TYPE_CHECKING:
    from textual.worker import WorkType


class Kept(Protocol):
    """What is typed, on its way to the store."""

    @property
    def is_kept(self) -> bool:
        """Whether the store holds all of it."""

    @property
    def has_rested(self) -> bool:
        """Whether something is to be kept, and nobody is typing."""

    async def keep(self) -> None:
        """Keep what is not kept yet."""


class WritingScreen(DeskScreen):
    """A screen with something that is kept; None before it is open."""

    pad: Kept | None = None

    def keep_if_rested(self) -> None:
        """Keep what was typed, where the keys rest."""
        if self.pad is not None and self.pad.has_rested:
            self.keep_soon()

    def keep_soon(self) -> None:
        """Keep it without waiting for that; where the screen is left first, nothing has begun."""
        work: WorkType[bool] = self.keep
        self.run_worker(work, group="keeping")

    async def keep(self) -> bool:
        """Keep what was typed; False where it could not be, which is said."""
        if self.pad is None or self.pad.is_kept:
            return True
        try:
            await self.pad.keep()
        except BoardError as error:
            await self.unkept(error)
            return False
        self.kept()
        return True

    def kept(self) -> None:
        """Hear that all is kept."""

    async def unkept(self, error: BoardError) -> None:
        """Say why it could not be kept."""
        self.tell_refusal(error)
