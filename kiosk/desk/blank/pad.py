"""What is typed into a form, on the screen and in the store: kept when the keys rest and at every field left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from kiosk.desk.rest import Rest
from village_board.base.errors import BoardError
from village_board.forms.service import keep_form

if TYPE_CHECKING:
    from kiosk.desk.office import Office
    from village_board.forms.model import FormDraft
    from village_board.people.model import Actor


class BlankPad:
    """One form while it is filled in by `who`.

    Args:
        office: where it is kept.
        who: whose it is.
        draft: as it was opened.
        answers: what stands in the fields at first.
        secret: names of the fields that are never kept.
        clock: seconds that never go back.
    """

    def __init__(
        self,
        office: Office,
        who: Actor,
        draft: FormDraft,
        answers: Mapping[str, str],
        secret: Collection[str],
        clock: Callable[[], float],
    ) -> None:
        self.office = office
        self.who = who
        self.draft = draft
        self.answers = dict(answers)
        self._secret = frozenset(secret)
        self._rest = Rest(clock)
        self._keeping = asyncio.Lock()

    def write(self, name: str, text: str) -> bool:
        """Take `text` as what stands in a field now; tell whether that is new."""
        if self.answers.get(name, "") == text:
            return False
        self.answers[name] = text
        if name not in self._secret or not self.is_kept:
            self._rest.typed()
        return True

    @property
    def is_kept(self) -> bool:
        """Whether the store holds all that is ever kept."""
        return self._rest.is_over

    @property
    def is_begun(self) -> bool:
        """Whether something of it is in the store."""
        return self.draft.rev > 0

    @property
    def has_rested(self) -> bool:
        """Whether something is to be kept, and somebody rests or has typed for long."""
        return self._rest.is_due

    async def keep(self) -> None:
        """Keep what is not kept yet.

        Raises:
            BoardError: it cannot be kept; it stays on the screen and is tried again.
        """
        async with self._keeping:
            if self.is_kept:
                return
            sent = {name: text for name, text in self.answers.items() if name not in self._secret}
            draft = self.draft
            self._rest.kept()
            try:
                self.draft = await self.office.act(self.who, lambda desk: keep_form(desk, draft, sent))
            except BoardError:
                self._rest.failed()
                raise
