"""A sender in given time: many subscribers, a line that fails as it is told to, and no second that is slept."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from bot.core import Core
from bot.outbox import Outbox
from bot.transport import VillageBot
from tests.support.bot_api_core import Telegram
from tests.support.bot_api_limits import Limits
from tests.support.bot_api_line import Line, bot_over
from tests.support.builders import Staff, a_hearing, announce, hire, keep, memory_board
from tests.support.virtual_time import LoopClock, VirtualLoop
from village_board.base.message import say
from village_board.board import Board
from village_board.hearings.model import Hearing
from village_board.hearings.schedule import cancel_hearing
from village_board.notices.model import Delivery, DeliveryState, Subscriber
from village_board.notices.outbox import counts
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act

DAY = date(2026, 9, 1)


class Far:
    """A board in memory, its sender, and the line between it and Telegram.

    Telegram's own limits are enforced to the letter, without any burst.
    """

    def __init__(
        self,
        loop: VirtualLoop,
        *,
        seconds: tuple[float, float] = (0.05, 0.15),
        cut: Callable[[float], bool] = lambda _: False,
        burst: int = 1,
        hour: int = 9,
    ) -> None:
        self.loop = loop
        self.clock = LoopClock(loop, DAY, hour)
        self.board: Board = memory_board(self.clock)
        self.staff: Staff = hire(self.board)
        self.api = Telegram(limits=Limits(burst), now=loop.time)
        self.line = Line(self.api, seconds=seconds, cut=cut)
        self.core = Core(self.board)
        self.bot: VillageBot = bot_over(self.line)
        self.outbox = Outbox(self.core, self.bot)
        self._hearings: list[Hearing] = []

    def subscribed(self, chats: Iterable[int]) -> None:
        """Let all of `chats` subscribe; written at once, since nothing of that is looked at here."""
        keep(self.board, *(Subscriber(chat=chat, consented_at=self.clock.now()) for chat in chats))

    def told(self, text: str = "") -> None:
        """Announce a hearing; with `text` tell that as an emergency instead."""
        with self.board.desk(self.staff.director) as desk:
            if text:
                desk.require(Act.ANNOUNCE_HEARING)
                tell(desk, self._hearings[0], say("{text}", text=text), Event.ITEM_EMERGENCY)
                desk.record(self._hearings[0].id)
            else:
                self._hearings.append(announce(desk, a_hearing(number=str(len(self._hearings) + 1))))

    def cancelled(self) -> None:
        """Cancel the last hearing."""
        with self.board.desk(self.staff.director) as desk:
            cancel_hearing(desk, self._hearings[-1].id, "下雨")

    def rows(self) -> list[Delivery]:
        """Return the outbox."""
        return list(self.board.records().all(Delivery))

    def states(self) -> Counter[DeliveryState]:
        """Count the rows by state."""
        return Counter(row.state for row in self.rows())

    def waiting(self) -> int:
        """Return how many rows are not settled."""
        found = counts(self.board.records())
        return found[DeliveryState.PENDING] + found[DeliveryState.SENDING]

    async def until_all_are_settled(self, step: float = 2.0, most: float = 100_000.0) -> float:
        """Let the sender run until nothing waits; return how many seconds passed until the last message was taken."""
        begun = self.loop.time()
        task = asyncio.create_task(self.outbox.run())
        while await self.core.read(lambda _: self.waiting()) and not task.done():
            await asyncio.sleep(step)
            assert self.loop.time() - begun < most, self.states()
        await self.outbox.stop()
        await task
        return max(one.at for one in self.api.sent()) - begun

    async def close(self) -> None:
        """End everything."""
        await self.bot.shutdown()
        self.core.close()
        self.board.close()
