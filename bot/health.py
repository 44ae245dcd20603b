"""``village-bot health``: how the bot does, for a person and for a machine that watches it. Nobody's name, no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.state import Kept, Line, State, machine_seconds, read_state
from village_board.base.clock import Clock
from village_board.base.message import N_, Message, say
from village_board.board import NoBoard, board_as_it_is
from village_board.desk import Records
from village_board.notices.channel_service import channel_counts, channels
from village_board.notices.channels import CHANNEL_STATE, POST_STATE, Channel, ChannelState
from village_board.notices.model import DeliveryState
from village_board.notices.outbox import counts
from village_board.notices.words import CHANNEL, DELIVERY_STATE
from village_board.settings import FILE, SettingsWrong, read_settings

WELL, UNWELL = 0, 1
#: Seconds without a sign of the process, and without an answer of Telegram, which holds a question for 25.
MOTIONLESS, UNANSWERED = 30, 120
_MINUTE, _HOUR, _DAY = 60, 3600, 86400

LINE: Mapping[Line, str] = {
    Line.STARTING: N_("it is starting"),
    Line.ONLINE: N_("connected to Telegram"),
    Line.OFFLINE: N_("Telegram cannot be reached; the bot keeps trying"),
    Line.STOPPING: N_("it is stopping"),
}
SETTINGS: Mapping[Kept, str] = {
    Kept.NEWEST: N_("the newest"),
    Kept.OLD: N_("village.toml cannot be used; the old ones hold"),
    Kept.RESTART: N_("some hold from the next start on"),
}

Counts = Mapping[DeliveryState, int]


@dataclass(frozen=True)
class Health:
    """How the bot of one home does.

    Attributes:
        state: what the process said last; None where none ever ran.
        now: seconds of the machine at which it was looked.
        runs: whether the process is there.
        trouble: what is wrong with it, in sentences; none: it is well.
        chats: the rows of the outbox by state; empty where the settings cannot be read, and so the store cannot.
        posts: each channel with its posts by state.
    """

    state: State | None
    now: float
    runs: bool
    trouble: tuple[Message, ...]
    chats: Counts
    posts: tuple[tuple[Channel, Counts], ...]

    @property
    def code(self) -> int:
        """The exit code."""
        return UNWELL if self.trouble else WELL

    def lines(self) -> Iterator[Message]:
        """Say it, the most important first."""
        yield from self.trouble
        state = self.state
        if state is not None and self.runs:
            yield say(
                "The bot runs for {span}: {line}, for {since}. Version {version}.",
                span=_span(self.now - state.started),
                line=say(LINE[state.line]),
                since=_span(self.now - state.since),
                version=state.version,
            )
            if state.polled:
                yield say("Telegram last answered {span} ago.", span=_span(self.now - state.polled))
            if state.silent:
                yield say("Telegram asked for a pause of {span}.", span=_span(state.silent))
            yield say("Settings: {which}.", which=say(SETTINGS[state.settings]))
        if self.chats:
            yield say("Chats: {counts}", counts=_counted(self.chats, DELIVERY_STATE))
        for channel, found in self.posts:
            yield say(
                "{kind} ({id}), {status}: {counts}",
                kind=say(CHANNEL[channel.kind]),
                id=channel.id,
                status=say(CHANNEL_STATE[channel.state]),
                counts=_counted(found, POST_STATE),
            )
        if refused := self.chats.get(DeliveryState.FAILED, 0) + self.chats.get(DeliveryState.DEAD, 0):
            yield say("Refused or given up: {n}. Look at them: village-board notice counts", n=refused)
        if self.chats.get(DeliveryState.UNKNOWN):
            yield say("Of some nobody knows whether they arrived. Look at them: village-board notice unknown")

    def facts(self) -> dict[str, Any]:
        """Return the same for a machine."""
        state = self.state
        return {
            "well": not self.trouble,
            "runs": self.runs,
            "line": state.line.value if state is not None and self.runs else None,
            "polled_seconds_ago": round(self.now - state.polled) if state is not None and state.polled else None,
            "silent_seconds": state.silent if state is not None else 0,
            "settings": state.settings.value if state is not None else None,
            "version": state.version if state is not None else None,
            "chats": {kind.value: number for kind, number in self.chats.items()},
            "channels": [
                {
                    "id": channel.id,
                    "kind": channel.kind.value,
                    "state": channel.state.value,
                    "posts": {kind.value: number for kind, number in found.items()},
                }
                for channel, found in self.posts
            ],
        }


def look(home: Path, clock: Clock) -> Health:
    """Look at the bot of `home`: at what its process says, and at the store's counts.

    Raises:
        NoBoard: there is no board.
        StoreError: the store cannot be read.
    """
    if not (home / FILE).is_file():
        raise NoBoard(home)
    state, now = read_state(home), machine_seconds()
    runs = state is not None and state.runs
    trouble = list(_trouble(state, now, runs=runs))
    try:
        board = board_as_it_is(home, read_settings(home), clock)
    except SettingsWrong as error:
        return Health(state, now, runs, (*trouble, error.message), {}, ())
    try:
        with board.reading() as records:
            chats, posts = counts(records), _posts(records)
    finally:
        board.close()
    trouble += [
        say("A channel is no longer reachable: {id}. See village-board channel list", id=channel.id)
        for channel, _ in posts
        if channel.state is ChannelState.GONE
    ]
    return Health(state, now, runs, tuple(trouble), chats, posts)


def _posts(records: Records) -> tuple[tuple[Channel, Counts], ...]:
    return tuple((channel, channel_counts(records, channel.id)) for channel in channels(records))


def _trouble(state: State | None, now: float, *, runs: bool) -> Iterator[Message]:
    if state is None or not runs:
        yield say("The bot does not run. Notices wait. Start it: systemctl start village-bot")
        return
    if now - state.beat > MOTIONLESS:
        yield say("The bot has not moved for {span}. Start it again.", span=_span(now - state.beat))
    if state.line is Line.OFFLINE:
        yield say("Telegram has not been reached for {span}. Notices wait.", span=_span(now - state.since))
    elif state.line is Line.ONLINE and now - max(state.polled, state.since) > UNANSWERED:
        yield say("Telegram has not answered for {span}.", span=_span(now - max(state.polled, state.since)))
    if state.settings is Kept.OLD:
        yield say("village.toml cannot be used. The settings before it hold. See village-board doctor")


def _span(seconds: float) -> Message:
    whole = max(int(seconds), 0)
    if whole < _MINUTE:
        return say("{n} s", n=whole)
    if whole < _HOUR:
        return say("{n} min", n=whole // _MINUTE)
    if whole < _DAY:
        return say("{n} h", n=whole // _HOUR)
    return say("{n} d", n=whole // _DAY)


def _counted(found: Counts, words: Mapping[DeliveryState, str]) -> Message | list[Message]:
    return [say("{what} {n}", what=say(words[kind]), n=number) for kind, number in found.items() if number] or say(
        "no notices yet"
    )
