"""A village in which one hearing is announced and changes, and what its people must have heard: written apart.

The model knows nothing of rows, notices or the outbox. It knows who is to hear of a hearing, which state of it each one
has still to hear, and at which instant whom to remind. Whatever the product sends is held against it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from tests.support.builders import TODAY, Staff, a_hearing, announce, hearing_result
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.base.errors import Refused
from village_board.board import Board
from village_board.desk import Desk
from village_board.hearings.model import Hearing
from village_board.hearings.rules import Counts
from village_board.hearings.schedule import cancel_hearing, move_hearing, postpone_hearing, recall_hearing
from village_board.hearings.service import (
    confirm_hearing,
    record_hearing_result,
    send_back_hearing,
)
from village_board.limits.service import change_limit
from village_board.notices import outbox
from village_board.notices.followers import follow, unfollow
from village_board.notices.model import Delivery, Topic
from village_board.notices.service import leave, subscribe, unsubscribe
from village_board.people.service import OFFICE

HOURS = (24, 1)
LATE = timedelta(minutes=30)
GIVEN_UP = timedelta(hours=24)

#: A state of the hearing as it is told: how it begins, when, where.
State = tuple[str, datetime | None, str]


@dataclass
class Model:
    """Who is to hear what."""

    subscribed: set[int] = field(default_factory=set)
    registered: set[int] = field(default_factory=set)
    following: set[int] = field(default_factory=set)
    time: datetime | None = None  # of the meeting that is on
    place: str = ""
    owed: dict[int, State] = field(default_factory=dict)
    news: dict[int, list[str]] = field(default_factory=dict)
    reminders: dict[tuple[int, int], datetime] = field(default_factory=dict)
    #: what was late or too late when somebody may have looked: it need not come any more, whatever the clock does
    let_go: set[tuple[int, int]] = field(default_factory=set)

    @property
    def taking_part(self) -> set[int]:
        """Return who is reminded."""
        return self.registered | self.following

    def changed(self, kind: str, time: datetime | None, place: str, now: datetime) -> None:
        """The hearing is in another state, of which everybody hears who asked for it."""
        self.time, self.place = time, place
        for chat in self.subscribed | self.taking_part:
            self.owed[chat] = (kind, time, place)
        self.reminders.clear()
        self.let_go.clear()
        for chat in self.taking_part:
            self.remind(chat, now)

    def over(self) -> None:
        """The hearing came together without quorum: nobody is called to it, all hear that."""
        self.time = None
        self.owed.clear()
        self.reminders.clear()
        for chat in self.subscribed | self.taking_part:
            self.news.setdefault(chat, []).append("Hearing without quorum")

    def remind(self, chat: int, now: datetime) -> None:
        """Remind `chat` from now on."""
        if self.time is not None:
            for hours in HOURS:
                at = self.time - timedelta(hours=hours)
                if at > now:
                    self.reminders.setdefault((chat, hours), at)

    def forget(self, chat: int) -> None:
        """Drop what `chat` no longer asks for."""
        if chat not in self.taking_part:
            for hours in HOURS:
                self.reminders.pop((chat, hours), None)
        if chat not in self.subscribed | self.taking_part:
            self.owed.pop(chat, None)
            self.news.pop(chat, None)

    def look(self, now: datetime) -> None:
        """Note which reminders may be dropped now."""
        for (chat, hours), at in self.reminders.items():
            late = hours != min(HOURS) and now - at > LATE
            if at <= now and (late or (self.time is not None and now >= self.time)):
                self.let_go.add((chat, hours))


def awake_all_night(board: Board, staff: Staff, since: date = TODAY) -> None:
    """Let the village have no quiet hours: they are proven apart, and not every test has a clock of its own."""
    for key in ("notices.quiet_from_minute", "notices.quiet_until_minute"):
        with board.desk(staff.director) as desk:
            change_limit(desk, key, 0, since, "村委会议定")


class World:
    """One schedule on one board."""

    def __init__(self, board: Board, staff: Staff, clock: GivenClock, seed: int) -> None:
        self.board, self.staff, self.clock = board, staff, clock
        self.dice = Random(seed)
        self.model = Model()
        self.chats = [seed * 10 + n for n in range(1, 5)]
        self.sender, self.hearing = f"s{seed}", ""
        self.sends = 0
        self.tried: dict[tuple[int, str], datetime] = {}
        clock.move(TODAY, 8 + seed % 12)
        for chat in self.chats[:2]:
            self.act(lambda desk, chat=chat: subscribe(desk, chat, "zh-Hans"))
            self.model.subscribed.add(chat)
        made = a_hearing(number=f"T-{seed}", held_at=self.some_time(8, 16), place="祠堂")
        self.hearing = self.act(lambda desk: announce(desk, made)).id
        self.model.changed("Hearing", made.held_at, made.place, clock.now())

    def act(self, do: Callable[[Desk], Any], who: str = "director") -> Any:
        """Do something in one unit of work."""
        with self.board.desk(getattr(self.staff, who) if who else OFFICE) as desk:
            return do(desk)

    def allowed(self, do: Callable[[Desk], Any], who: str = "director") -> bool:
        """Do it, if the rules let it be done."""
        try:
            self.act(do, who)
        except Refused:
            return False
        return True

    def some_time(self, least: int, most: int) -> datetime:
        """Return a time so many days ahead."""
        day = self.clock.today() + timedelta(days=self.dice.randint(least, most))
        return instant(day, self.dice.randint(8, 19), self.dice.choice((0, 30)))

    def now(self) -> Hearing:
        """Return the hearing."""
        return self.board.records().get(Hearing, self.hearing)

    # What may happen to the hearing

    def move(self) -> None:
        """Another time, another place, or both."""
        when = self.some_time(0, 12) if self.dice.random() < 0.7 else None
        place = self.dice.choice(("", "祠堂", "学校"))
        before = self.now()
        if self.allowed(lambda desk: move_hearing(desk, self.hearing, "台风", when=when, place=place)):
            self.model.changed("Moved", when or before.held_at, place or before.place, self.clock.now())

    def postpone(self) -> None:
        """To a time, or to none."""
        when = self.some_time(1, 14) if self.dice.random() < 0.4 else None
        if self.allowed(lambda desk: postpone_hearing(desk, self.hearing, when, "下雨")):
            self.model.changed("Postponed", when, self.now().place if when else "", self.clock.now())
            self.model.place = self.now().place

    def recall(self) -> None:
        """Call it again."""
        when = self.some_time(1, 14)
        if self.allowed(lambda desk: recall_hearing(desk, self.hearing, when, "重新召集")):
            self.model.changed("Called again", when, self.now().place, self.clock.now())

    def cancel(self) -> None:
        """Cancel it, not too often."""
        if self.dice.random() < 0.4 and self.allowed(lambda desk: cancel_hearing(desk, self.hearing, "撤回")):
            self.model.changed("Cancelled", None, "", self.clock.now())

    def hold(self) -> None:
        """Too few come; the record is sent back, or confirmed."""
        held = self.now().held_at
        result = hearing_result(held or self.clock.now(), Counts(20, 5), None)
        if not self.allowed(lambda desk: record_hearing_result(desk, self.hearing, result), "clerk"):
            return
        if self.dice.random() < 0.4:
            self.act(lambda desk: send_back_hearing(desk, self.hearing, "数错了"), "overseer")
            assert self.now().held_at == held
        else:
            self.act(lambda desk: confirm_hearing(desk, self.hearing), "overseer")
            self.model.over()

    # What people may do

    def come(self) -> None:
        """Somebody subscribes."""
        chat = self.dice.choice(self.chats)
        self.act(lambda desk: subscribe(desk, chat, "zh-Hans"), "")
        self.model.subscribed.add(chat)

    def take_part(self) -> None:
        """Somebody registers, or follows only."""
        chat, registers = self.dice.choice(self.chats), self.dice.random() < 0.6
        self.act(lambda desk: follow(desk, chat, self.hearing, takes_part=registers), "")
        if registers or chat in self.model.registered:
            self.model.registered.add(chat)
        else:
            self.model.following.add(chat)
        self.model.remind(chat, self.clock.now())

    def stop(self) -> None:
        """Somebody unsubscribes: a registration stays."""
        chat = self.dice.choice(self.chats)
        self.act(lambda desk: unsubscribe(desk, chat), "")
        self.model.subscribed.discard(chat)
        if chat not in self.model.registered:
            self.model.following.discard(chat)
        self.model.forget(chat)

    def withdraw(self) -> None:
        """Somebody follows no longer, or leaves altogether."""
        chat, whole = self.dice.choice(self.chats), self.dice.random() < 0.3
        self.act(lambda desk: leave(desk, chat) if whole else unfollow(desk, chat, self.hearing), "")
        if whole:
            self.model.subscribed.discard(chat)
        self.model.registered.discard(chat)
        self.model.following.discard(chat)
        self.model.forget(chat)

    # Time, and the sender

    def wait(self) -> None:
        """Time passes; now and then the clock is set, forward or back (X9)."""
        minutes = self.dice.choice((5, 20, 60, 180, 720, 1440, 1440, 2880, 24 * 60 * 3, -30, -60))
        self.clock.advance(timedelta(minutes=minutes))

    def sneak_up(self) -> None:
        """Time passes until a moment that matters."""
        moments = sorted({*self.model.reminders.values(), *([self.model.time] if self.model.time else [])})
        ahead = [moment for moment in moments if moment > self.clock.now()]
        if ahead:
            self.clock.advance(ahead[0] - self.clock.now() + timedelta(minutes=self.dice.choice((-1, 0, 1, 10, 45))))

    def tick(self, *, line: str = "") -> None:
        """The sender sends what is due. The line may break, answers may be lost, the program may be killed."""
        line = line or self.dice.choice(("good", "good", "bad"))
        self.model.look(self.clock.now())
        while (claimed := self.act(lambda desk: outbox.claim(desk, self.sender), "")) is not None:
            fate = self.dice.choice(("sent", "sent", "unknown", "down", "killed")) if line == "bad" else "sent"
            for told in claimed.told:
                self.attempt(told, lost=fate == "down")
            self.settle(claimed.delivery, fate)
            if fate == "down":
                return
        self.nobody_forgotten()

    def settle(self, row: Delivery, fate: str) -> None:
        """Write down what came of a send."""
        if fate == "sent":
            self.act(lambda desk: outbox.settle_sent(desk, row, 1), "")
        elif fate == "unknown":
            self.act(lambda desk: outbox.settle_unknown(desk, row, "TimedOut"), "")
        elif fate == "killed":
            self.sender += "+"
            self.act(lambda desk: outbox.recover(desk, self.sender), "")
        else:
            self.act(lambda desk: outbox.settle_again(desk, row, "ConnectError"), "")

    def attempt(self, claimed: outbox.Told, *, lost: bool) -> None:
        """Hold what is about to be sent against the model; what was lost on the way is still to be sent."""
        chat, notice = claimed.delivery.chat, claimed.notice
        told = notice.message.msgid.partition(":")[0]
        facts = notice.message.facts
        state = (told, facts.get("when"), facts.get("place", ""))
        self.sends += 1
        # N12: given up after a day of tries.
        first = self.tried.setdefault((chat, notice.id), self.clock.now())
        lost = lost and self.clock.now() - first <= GIVEN_UP
        if notice.topic is Topic.REMINDER:
            self.reminded(chat, notice.hours_ahead, state, lost=lost)
        elif notice.topic is Topic.NEWS:
            assert told in self.model.news.get(chat, ()), ("told twice, or after leaving", state)
            if not lost:
                self.model.news[chat].remove(told)
        else:
            owed = self.model.owed.get(chat)
            assert owed is not None, ("told twice, or after leaving", state)
            assert owed[:2] == state[:2], ("a state that is no more", owed, state)
            assert state[2] in ("", owed[2])
            if not lost:
                del self.model.owed[chat]

    def reminded(self, chat: int, hours: int, state: State, *, lost: bool) -> None:
        """Check one reminder."""
        now, time = self.clock.now(), self.model.time
        at = self.model.reminders.get((chat, hours))
        assert at is not None, ("reminded twice, after leaving, or of a dead meeting", state)
        assert time is not None
        assert state[1:] == (time, self.model.place), ("of a time that is no more", state)
        assert at <= now < time, "not at its time"
        assert hours == min(HOURS) or now - at <= LATE, "too late: a nearer one follows"
        if not lost:
            del self.model.reminders[chat, hours]

    def nobody_forgotten(self) -> None:
        """After everything that is due has left, nobody waits for anything but reminders still to come."""
        now = self.clock.now()
        assert not self.model.owed, "forgotten"
        assert not any(self.model.news.values()), "forgotten"
        waiting = {key for key, at in self.model.reminders.items() if at <= now} - self.model.let_go
        assert not waiting, "not reminded"

    def run(self, steps: int) -> int:
        """Let things happen, then let the hearing's day pass; return how many sends there were."""
        acts = (self.move, self.postpone, self.recall, self.cancel, self.hold)
        people = (self.come, self.take_part, self.take_part, self.stop, self.withdraw)
        for _ in range(steps):
            self.dice.choice(self.dice.choice((acts, people, (self.wait, self.sneak_up), (self.tick,))))()
        self.tick(line="good")
        if self.model.time is not None:
            self.clock.advance(max(self.model.time - self.clock.now(), timedelta()))
            self.tick(line="good")
        for chat in self.chats:
            self.act(lambda desk, chat=chat: leave(desk, chat), "")
        return self.sends
