"""Reading aloud: what is said, piece by piece, in a thread of its own (K18). The loop that paints never waits for it.

A machine that can sound nothing has no button. Nothing here knows what is shown: `kiosk.ear` says what is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Protocol

from kiosk.faults import log_fault
from village_board.base.errors import BoardError
from village_board.base.message import Message, say

#: per cent: where a visitor begins (K9), how far a press goes, the quietest.
VOLUME, STEP, QUIETEST, LOUDEST = 80, 20, 20, 100
#: endings of the recordings that a clerk may have attached.
RECORDINGS = (".ogg", ".mp3", ".wav")


class Sounds(Protocol):
    """What plays: `village_board.speech.player.Player`, or the one of tests."""

    volume: int

    @property
    def playing(self) -> bool:
        """Whether something sounds now."""

    @property
    def failed(self) -> bool:
        """Whether what sounded last broke off by a fault."""

    def say(self, text: str, language: str = "zh-Hans") -> None:
        """Speak `text`."""

    def play(self, path: Path, suffix: str = "") -> None:
        """Play a file."""

    def again(self) -> None:
        """Play the last once more."""

    def stop(self) -> None:
        """Be silent at once."""

    def close(self) -> None:
        """Be silent, and leave no file behind."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What this machine can sound.

    Attributes:
        says: whether it has a voice, and something that plays it.
        plays: the endings of the recordings that it plays.
        player: makes the player.
    """

    says: bool
    plays: frozenset[str]
    player: Callable[[], Sounds]


def machine_here() -> Machine:
    """Return what this machine can sound."""
    from village_board.speech.player import Player, program_for  # noqa: PLC0415 - kept out of the start
    from village_board.speech.synthesis import NoVoice, voice_here  # noqa: PLC0415

    plays = frozenset(suffix for suffix in RECORDINGS if program_for(suffix) is not None)
    try:
        voice_here()
    except NoVoice:
        return Machine(says=False, plays=plays, player=Player)
    return Machine(".wav" in plays, plays, Player)


class State(Enum):
    """How far the reading is."""

    SILENT = "silent"
    SPEAKING = "speaking"
    OVER = "over"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Recording:
    """A file that is played in place of the machine's voice: how its path is found, in the speaking thread."""

    path: Callable[[], Path]
    suffix: str


class Aloud:
    """Reads one thing at a time.

    Args:
        machine: tells what this machine can sound, asked once, when it is first wanted; None: nothing is read aloud.
    """

    def __init__(self, machine: Callable[[], Machine] | None = None) -> None:
        self._look_for = machine
        self._machine: Machine | None = None
        self._player: Sounds | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._under_way: Future[None] | None = None
        self._turn = 0
        self._language = ""
        self._recording: Recording | None = None
        self._forget()
        self.volume = VOLUME

    def _forget(self) -> None:
        self.pieces: tuple[str, ...] = ()
        self.at = 0
        self.state = State.SILENT
        self.error: Message | None = None

    @property
    def machine(self) -> Machine | None:
        """What this machine can sound; None where this kiosk stays silent: in a browser nobody would hear it."""
        if self._machine is None and self._look_for is not None:
            self._machine = self._look_for()
        return self._machine

    @property
    def says(self) -> bool:
        """Whether any text can be read aloud."""
        return self.machine is not None and self.machine.says

    @property
    def plays_any(self) -> bool:
        """Whether there may be a recording that can be played."""
        return self.machine is not None and bool(self.machine.plays)

    def plays(self, suffix: str) -> bool:
        """Tell whether a recording with this ending can be played."""
        return self.machine is not None and suffix in self.machine.plays

    @property
    def has_recording(self) -> bool:
        """Whether what is read now is a recording."""
        return self._recording is not None

    def begin(self, pieces: Sequence[str], language: str, recording: Recording | None = None) -> None:
        """Read `pieces` in place of what sounds now; with `recording`, that is played and they are its words."""
        self._forget()
        self.pieces, self._language, self._recording = tuple(pieces), language, recording
        self._sound()

    def look(self) -> bool:
        """Go on with the next piece where one has ended; tell whether anything changed."""
        if self.state is not State.SPEAKING or self._under_way is None or not self._under_way.done():
            return False
        error = self._under_way.exception()
        if error is not None and not isinstance(error, (BoardError, OSError)):
            raise error
        player = self._player
        if error is None and (player is None or player.playing):
            return False
        if error is not None:
            log_fault(error)  # what is to be installed is the clerk's to read, not the visitor's
        if error is not None or (player is not None and player.failed):
            return self._fail(say("The sound cannot be played here. The text stands on the screen."))
        if self._recording is None and self.at + 1 < len(self.pieces):
            self.at += 1
            self._sound()
        else:
            self.state = State.OVER
        return True

    def stop(self) -> None:
        """Be silent at once."""
        self._turn += 1
        if self.state is State.SPEAKING:
            self.state = State.SILENT
            self._do(self._hush)

    def again(self) -> None:
        """Read all of it once more, from the beginning."""
        self.at, self.error = 0, None
        self._sound()

    def change_volume(self, step: int) -> None:
        """Go `step` per cent louder or quieter; what is being said begins anew, so that one hears how it is now."""
        volume = min(max(self.volume + step, QUIETEST), LOUDEST)
        if volume != self.volume:
            self.volume = volume
            if self.state is State.SPEAKING:
                self._sound()

    def begin_anew(self) -> None:
        """Forget the visitor: what was read, and how loud (K9)."""
        self.stop()
        self._forget()
        self._recording, self.volume = None, VOLUME

    def close(self) -> None:
        """Be silent, and end the thread."""
        self.stop()
        if self._thread is not None:
            self._thread.submit(self._end)
            self._thread.shutdown(wait=True)
            self._thread = None

    def _fail(self, message: Message) -> bool:
        self.state, self.error = State.FAILED, message
        return True

    def _sound(self) -> None:
        self._turn += 1
        self.state = State.SPEAKING
        text = self.pieces[self.at] if self.pieces else ""
        self._under_way = self._do(partial(self._speak, self._turn, text, self._recording, self.volume))

    def _do(self, what: Callable[[], None]) -> Future[None]:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "kiosk-voice")
        return self._thread.submit(what)

    # In the speaking thread

    def _speak(self, turn: int, text: str, recording: Recording | None, volume: int) -> None:
        if turn != self._turn or self.machine is None:
            return
        if self._player is None:
            self._player = self.machine.player()
        player = self._player
        player.volume = volume
        if recording is not None:
            player.play(recording.path(), recording.suffix)
        else:
            player.say(text, self._language)

    def _hush(self) -> None:
        if self._player is not None:
            self._player.stop()

    def _end(self) -> None:
        if self._player is not None:
            self._player.close()
