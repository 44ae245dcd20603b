"""Sending posts to addresses: when a channel's turn comes, what becomes of a send, one round after another."""

from __future__ import annotations

import logging
import time
from collections import defaultdict, deque
from collections.abc import Collection
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from village_board.base.errors import StoreError
from village_board.desk import Desk, Records
from village_board.notices.apprise_sender import Fate, Outcome, check_extra, send
from village_board.notices.channel_secrets import address_of
from village_board.notices.channel_table import ChannelRow, Way, channel_rows
from village_board.notices.channels import Channel
from village_board.notices.posting import (
    ClaimedPost,
    Posting,
    claim_post,
    due_posts,
    post_again,
    post_failed,
    post_sent,
    post_unknown,
    recover_posts,
)
from village_board.notices.posting_words import post_text, post_title
from village_board.notices.process import process_name
from village_board.settings import Settings

log = logging.getLogger("notices")

_MINUTE = 60.0
#: Longest wait between two tries while a channel cannot be reached (N12).
LONGEST = 60.0


class Turns:
    """When each channel may be posted to: so many a minute (N8), and never while it is being waited for (N9, N12).

    Every instant is in seconds of one clock that only goes on; the caller gives it.
    """

    def __init__(self) -> None:
        self._sent: dict[str, deque[float]] = defaultdict(deque)
        self._down: dict[str, tuple[float, float]] = {}

    def wait(self, channel: Channel, now: float) -> float:
        """Return for how long nothing may be posted to `channel`; 0: now."""
        until, _ = self._down.get(channel.id, (0.0, 0.0))
        most = channel_rows()[channel.kind].per_minute
        times = self._sent[channel.id]
        while times and times[0] <= now - _MINUTE:
            times.popleft()
        full = times[0] + _MINUTE - now if most and len(times) >= most else 0.0
        return max(until - now, full, 0.0)

    def busy(self, channels: Collection[Channel], now: float) -> set[str]:
        """Return the ids of those `channels` that take nothing at `now`."""
        return {one.id for one in channels if self.wait(one, now) > 0}

    def tried(self, channel: Channel, outcome: Outcome, now: float) -> None:
        """Keep that something was sent at `now`, and what came of it."""
        self._sent[channel.id].append(now)
        if outcome.fate is Fate.TOO_FAST:
            self._down[channel.id] = (now + (outcome.wait or LONGEST), LONGEST)
        elif outcome.fate is Fate.NOT_SENT:
            _, before = self._down.get(channel.id, (0.0, 0.0))
            wait = min(max(before * 2, 1.0), LONGEST)
            self._down[channel.id] = (now + wait, wait)
        else:
            self._down.pop(channel.id, None)


def send_to_address(home: Path, claimed: ClaimedPost, text: str, title: str) -> Outcome:
    """Send one post to its channel's address. It blocks: call it in a thread of its own.

    Raises:
        ChannelsExtraMissing: the extra is not installed.
    """
    row: ChannelRow = channel_rows()[claimed.channel.kind]
    try:
        address = address_of(home, claimed.channel)
    except StoreError as error:
        return Outcome(Fate.REFUSED, type(error).__name__)
    return send(address, title, text, row)


def settle_post(desk: Desk, posting: Posting, outcome: Outcome) -> None:
    """Move a post on by what came of its send."""
    match outcome.fate:
        case Fate.SENT:
            post_sent(desk, posting, outcome.reason)
        case Fate.REFUSED:
            post_failed(desk, posting, outcome.reason)
        case Fate.NOT_SENT:
            post_again(desk, posting, outcome.reason)
        case Fate.TOO_FAST:
            post_again(desk, posting, outcome.reason, counted=False)
        case Fate.UNKNOWN:
            post_unknown(desk, posting, outcome.reason)


class Sends(Protocol):
    """What a round needs of a board."""

    home: Path
    settings: Settings

    def records(self) -> Records:
        """Return the records."""
        ...

    def desk(self) -> AbstractContextManager[Desk]:
        """Open a unit of work."""
        ...


class Ticking(Protocol):
    """A clock that only goes on, and can be slept on."""

    def monotonic(self) -> float:
        """Return seconds since some start."""
        ...

    def sleep(self, seconds: float, /) -> None:
        """Return after `seconds`."""
        ...


class Round:
    """Posts to all addresses, for a village without a bot; the caller holds the lock of senders (N15)."""

    def __init__(self, board: Sends, clock: Ticking = time) -> None:
        self._board = board
        self._clock = clock
        self._turns = Turns()
        self._sender = process_name()
        self.done: list[tuple[ClaimedPost, Outcome]] = []

    def recover(self) -> int:
        """Settle what a former sender left under way, and return how many posts that were (N6)."""
        with self._board.desk() as desk:
            return recover_posts(desk, self._sender)

    def run(self) -> None:
        """Send what is due, each channel at its own pace; return when nothing is left but what must be tried later.

        Raises:
            ChannelsExtraMissing: something is due and the extra is not installed; it waits on.
        """
        if self._due():
            check_extra()
        tried: set[str] = set()
        while True:
            due = [channel for posting, channel in self._due() if posting.id not in tried]
            if not due:
                return
            now = self._clock.monotonic()
            wait = min(self._turns.wait(channel, now) for channel in due)
            if wait > 0:
                self._clock.sleep(wait)
                continue
            done = self.one()
            if done is not None:
                tried.add(done.posting.id)

    def one(self) -> ClaimedPost | None:
        """Send the next post whose channel is ready; None where there is none."""
        now = self._clock.monotonic()
        busy = self._turns.busy([channel for _, channel in self._due()], now)
        with self._board.desk() as desk:
            claimed = claim_post(desk, self._sender, (Way.APPRISE,), busy)
        if claimed is None:
            return None
        outcome = self._sent(claimed)
        with self._board.desk() as desk:
            settle_post(desk, claimed.posting, outcome)
        self._turns.tried(claimed.channel, outcome, self._clock.monotonic())
        self.done.append((claimed, outcome))
        return claimed

    def _sent(self, claimed: ClaimedPost) -> Outcome:
        try:
            text = post_text(self._board.records(), self._board.settings, claimed)
        except (KeyError, ValueError, TypeError, IndexError):
            return Outcome(Fate.REFUSED, "no words")
        title = post_title(self._board.settings, claimed.channel)
        return send_to_address(self._board.home, claimed, text, title)

    def _due(self) -> list[tuple[Posting, Channel]]:
        return due_posts(self._board.records(), (Way.APPRISE,))
