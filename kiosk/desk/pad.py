"""The draft on the screen and in the store: what is typed is kept when the keys rest, and at every field left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.desk.rest import Rest
from village_board.base.errors import BoardError
from village_board.hearings.drafts_service import Opened, keep_answers

if TYPE_CHECKING:
    from kiosk.desk.office import Office
    from village_board.hearings.result_draft import Frame, ResultDraft
    from village_board.people.model import Actor


class Pad:
    """One draft while it is written at the desk, by `who`; `clock` gives seconds that never go back."""

    def __init__(self, office: Office, who: Actor, opened: Opened, clock: Callable[[], float]) -> None:
        self.office = office
        self.who = who
        self.draft: ResultDraft = opened.draft
        self.frame: Frame = opened.frame
        self._rest = Rest(clock)
        self._keeping = asyncio.Lock()

    def write(self, draft: ResultDraft) -> None:
        """Take `draft` as what stands on the screen now."""
        if draft != self.draft:
            self.draft = draft
            self._rest.typed()

    @property
    def is_kept(self) -> bool:
        """Whether the store holds all of it."""
        return self._rest.is_over

    @property
    def has_rested(self) -> bool:
        """Whether something is to be kept, and somebody rests or has typed for long."""
        return self._rest.is_due

    def take(self, opened: Opened) -> None:
        """Go on with what the store holds."""
        self.draft, self.frame = opened.draft, opened.frame
        self._rest.kept()

    async def keep(self) -> None:
        """Keep what is not kept yet.

        Raises:
            BoardError: it cannot be kept; it stays on the screen and is tried again.
        """
        async with self._keeping:
            if self.is_kept:
                return
            sent = self.draft
            self._rest.kept()
            try:
                kept = await self.office.act(self.who, lambda desk: keep_answers(desk, sent))
            except BoardError:
                self._rest.failed()
                raise
            self.draft = replace(self.draft, rev=kept.rev, kept_at=kept.kept_at)
