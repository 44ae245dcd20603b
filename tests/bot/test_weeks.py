"""Two weeks of a simulated village: each person saw exactly what a model says that knows nothing of the outbox.

The model knows who wants to hear, when nobody is woken, who has blocked the bot, and when the line was cut. It has no
rows, no states and no clock but the day's own. The bot runs all the time, over a line that storms.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

import pytest
from tinydb import where

from bot import outbox
from tests.bot.far import Far
from tests.support.bot_api_state import Fault
from tests.support.builders import a_hearing, announce, keep
from tests.support.virtual_time import VirtualLoop, in_virtual_time
from village_board.base.clock import instant, local
from village_board.base.message import say
from village_board.hearings.model import Hearing
from village_board.hearings.schedule import cancel_hearing
from village_board.notices.model import DeliveryState, Subscriber
from village_board.notices.routing import Event
from village_board.notices.service import awaken, set_language, subscribe, unsubscribe
from village_board.notices.telling import tell
from village_board.people.acts import Act

PEOPLE = range(101, 109)
#: After a day of tries a notice is given up (N12); what then comes of it is no matter here.
LONGEST_CUT = timedelta(hours=12)
QUIET_FROM, QUIET_UNTIL, DIGEST = 21, 7, 18
BLOCKED = Fault.status(403, "Forbidden: bot was blocked by the user")
_TAG = re.compile(r"([告急闻汇])(\d+)号")


@dataclass
class Person:
    """What the model knows of somebody."""

    wants: bool = False
    heard_of: bool = True  # False once the bot knows that it is blocked, until they write again
    blocked: bool = False
    english: bool = False
    digest: int | None = None  # the hour at which they want their news together
    owed: list[tuple[str, datetime]] = field(default_factory=list)
    seen: Counter[tuple[str, bool]] = field(default_factory=Counter)

    def owe(self, what: str, at: datetime, *, emergency: bool = False) -> None:
        """They are to hear `what` at `at`, or when they wake."""
        self.owed.append((what, at if emergency else awake(at)))

    def reached(self, now: datetime) -> None:
        """The line is there: what is due comes, or finds the door shut."""
        due = [(what, at) for what, at in self.owed if at <= now and (awake(now) == now or what[0] == "急")]
        if due and self.blocked:
            self.heard_of = False
        elif due:
            self.seen.update((what, self.english) for what, _ in due)
        self.owed = [one for one in self.owed if one not in due]


def awake(at: datetime) -> datetime:
    """Return `at`, or seven in the morning after it."""
    here = local(at)
    if QUIET_UNTIL <= here.hour < QUIET_FROM:
        return at
    return instant(here.date() + timedelta(days=here.hour >= QUIET_FROM), QUIET_UNTIL)


def at_hour(now: datetime, hour: int) -> datetime:
    """Return when it is next so late of the day."""
    here = local(now)
    return instant(here.date() + timedelta(days=here.hour >= hour), hour)


class Weeks:
    """The village, the model, and what happens to both."""

    def __init__(self, far: Far, seed: int) -> None:
        self.far, self.dice = far, Random(seed)
        self.people = {chat: Person(digest=self.dice.choice([None, None, 12])) for chat in PEOPLE}
        self.number = 0
        self.open: dict[int, Hearing] = {}
        self.cut, self.cut_since = False, far.clock.now()
        far.line.cut = lambda _: self.cut

    def happen(self) -> None:
        """Let something happen, or nothing."""
        if self.cut and self.far.clock.now() - self.cut_since > LONGEST_CUT:
            self.cut = False
        happenings = [self.joins, self.joins, self.leaves, self.blocks, self.returns, self.speaks, self.storm]
        happenings += [self.announces, self.cancels, self.news, self.news, self.digest, self.emergency, self.line]
        for _ in range(self.dice.choice([0, 1, 1, 2])):
            self.dice.choice(happenings)()

    def joins(self) -> None:
        chat, one = self._anybody(wants=False)
        if one is None or one.blocked:
            return
        with self.far.board.desk() as desk:
            subscribe(desk, chat, "en" if one.english else "zh-Hans")
        with self.far.board.desk() as desk:
            known = desk.one(Subscriber, where("chat") == chat)
            assert known is not None
            desk.require(Act.SUBSCRIBE)
            desk.put(replace(known, digest_at=None if one.digest is None else one.digest * 60))
            desk.record(known.id)
        one.wants = one.heard_of = True

    def leaves(self) -> None:
        chat, one = self._anybody(wants=True)
        if one is not None and not one.blocked:
            with self.far.board.desk() as desk:
                unsubscribe(desk, chat)
            one.wants, one.owed = False, []

    def blocks(self) -> None:
        chat, one = self._anybody(wants=True)
        if one is not None and not one.blocked and self.dice.random() < 0.5:
            one.blocked = True
            self.far.api.fail("sendMessage", BLOCKED, times=10**9, chats={chat})

    def returns(self) -> None:
        for chat, one in self.people.items():
            if one.blocked and self.dice.random() < 0.5:
                one.blocked, one.heard_of = False, True
                rules = self.far.api.state.rules["sendMessage"]
                self.far.api.state.rules["sendMessage"] = [rule for rule in rules if rule.chats != frozenset({chat})]
                with self.far.board.desk() as desk:
                    awaken(desk, chat)

    def speaks(self) -> None:
        chat, one = self._anybody(wants=True)
        if one is not None:
            one.english = not one.english
            with self.far.board.desk() as desk:
                set_language(desk, chat, "en" if one.english else "zh-Hans")

    def announces(self) -> None:
        number = self._next()
        held_at = instant(local(self.far.clock.now()).date() + timedelta(days=30), 14, 30)
        notice_on = local(self.far.clock.now()).date()
        with self.far.board.desk(self.far.staff.director) as desk:
            made = a_hearing(number=str(number), matter=f"告{number}号", held_at=held_at, notice_on=notice_on)
            self.open[number] = announce(desk, made)
        self._owe(f"告{number}")

    def cancels(self) -> None:
        if not self.open:
            return
        number = self.dice.choice(sorted(self.open))
        with self.far.board.desk(self.far.staff.director) as desk:
            cancel_hearing(desk, self.open.pop(number).id, "下雨")
        for one in self.people.values():
            one.owed = [(what, at) for what, at in one.owed if what != f"告{number}"]
        self._owe(f"销{number}")

    def news(self) -> None:
        number = self._tell("闻", Event.CASE_MOVED)
        for one in self._listeners():
            at = self.far.clock.now()
            one.owe(f"闻{number}", at if one.digest is None else at_hour(at, one.digest))

    def digest(self) -> None:
        number = self._tell("汇", Event.PERIOD_NIL)
        for one in self._listeners():
            one.owe(f"汇{number}", at_hour(self.far.clock.now(), DIGEST if one.digest is None else one.digest))

    def emergency(self) -> None:
        if self.dice.random() < 0.3:
            number = self._tell("急", Event.ITEM_EMERGENCY)
            for one in self._listeners():
                one.owe(f"急{number}", self.far.clock.now(), emergency=True)

    def storm(self) -> None:
        rules = self.far.api.state.rules.get("sendMessage", [])
        if not any(rule.times for rule in rules if rule.chats is None):  # else they would last for hours
            self.far.api.fail("sendMessage", Fault.status(429, retry_after=self.dice.choice([3, 30, 90])), times=2)

    def line(self) -> None:
        self.cut = not self.cut and self.dice.random() < 0.4
        self.cut_since = self.far.clock.now()

    def reached(self) -> None:
        """Whatever was due by now has come, where the line is there."""
        if not self.cut:
            for one in self.people.values():
                one.reached(self.far.clock.now())

    def check(self) -> None:
        """Each person saw exactly what the model says, once, in their language."""
        seen: dict[int, Counter[tuple[str, bool]]] = {chat: Counter() for chat in PEOPLE}
        for message in self.far.api.sent():
            english = "ends these notices" in message.text
            for text in message.text.splitlines():
                if (match := _TAG.search(text)) is not None:
                    kind = "销" if match[1] == "告" and re.search("取消|ancel", text) else match[1]
                    seen[message.chat][kind + match[2], english] += 1
        for chat, one in self.people.items():
            assert seen[chat] == one.seen, chat

    def _anybody(self, *, wants: bool) -> tuple[int, Person | None]:
        found = [chat for chat, one in self.people.items() if one.wants is wants]
        chat = self.dice.choice(found) if found else 0
        return chat, self.people.get(chat)

    def _listeners(self) -> list[Person]:
        return [one for one in self.people.values() if one.wants and one.heard_of]

    def _owe(self, what: str) -> None:
        for one in self._listeners():
            one.owe(what, self.far.clock.now())

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _tell(self, kind: str, event: Event) -> int:
        number = self._next()
        (subject,) = keep(self.far.board, a_hearing(number=f"T{number}", matter="旧事"))
        with self.far.board.desk(self.far.staff.director) as desk:
            desk.require(Act.ANNOUNCE_HEARING)
            tell(desk, subject, say("{text}", text=f"{kind}{number}号"), event)
            desk.record(subject.id)
        return number


@pytest.mark.parametrize(
    ("seed", "days"),
    [(1, 2), *(pytest.param(seed, 14, marks=pytest.mark.long) for seed in (2,))],
)
def test_each_person_saw_what_the_model_says(seed: int, days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """N5, N10, N16, N17, N19, N20, N21, N23, N26, X1, X2, X3: days of a village, half an hour a step."""
    # Guard: village_board/notices/outbox.py:_ready - a row that is late after a cut wakes people at night
    # Guard: village_board/notices/reminders.py:supersede - whoever was not reached learns of what is off
    monkeypatch.setattr(outbox, "LOOK", 120.0)

    async def play(loop: VirtualLoop) -> None:
        far = Far(loop)
        await asyncio.sleep(600)  # ten past: what happens does so beside the full hours, where quiet hours end
        weeks = Weeks(far, seed)
        running = asyncio.create_task(far.outbox.run())
        for _ in range(48 * days):
            async with far.outbox._claiming:  # what is claimed at this instant cannot be called back
                weeks.happen()
            for minutes in (10, 19, 1):  # what was told at twenty to nine is there before the quiet hours
                await asyncio.sleep(60 * minutes)
                weeks.reached()
            assert not running.done()
        weeks.cut = False
        await asyncio.sleep(86400)
        weeks.reached()
        await far.outbox.stop()
        await running
        weeks.check()
        found = far.states()
        assert found[DeliveryState.UNKNOWN] + found[DeliveryState.DEAD] == 0
        assert found[DeliveryState.SENT] >= sum(one.seen.total() for one in weeks.people.values() if one.wants)
        await far.close()

    in_virtual_time(play)
