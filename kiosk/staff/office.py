"""The board for the staff's mode: acts in a thread of its own, and the PIN of the hall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.office import Office
from village_board.people.hall import hall_sign_in, kiosk_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from village_board.desk import Desk
    from village_board.people.model import Actor


class HallOffice(Office):
    """An office that stands in the hall: it knows which kiosk it is."""

    @property
    def kiosk(self) -> str:
        """The name of this kiosk."""
        return kiosk_name(self.board.settings.village)

    async def sign_in_here(self, person: str, digits: str) -> Actor:
        """Return the one who acts, by the id of the person and the PIN that was typed on this kiosk.

        Raises:
            Refused: the PIN is wrong or locked, here or everywhere.
        """
        self.board.check_writable()
        board, kiosk = self.board, self.kiosk
        return await self._run(lambda: hall_sign_in(board.desk, kiosk, person, digits, board.pepper()))

    def do_last(self, who: Actor, do: Callable[[Desk], object]) -> None:
        """Do one thing more without waiting for it; `close` then ends the thread after it."""

        def work() -> None:
            with self.board.desk(who) as desk:
                do(desk)

        self._thread.submit(work)
