"""A player that plays nothing and remembers, and sounds for tests."""

from __future__ import annotations

import math
import wave
from array import array
from dataclasses import dataclass, field
from pathlib import Path

from village_board.base.errors import OutsideError
from village_board.speech.player import VOLUME


@dataclass
class FakePlayer:
    """Stands where `village_board.speech.player.Player` would; `heard` is what sounded, in order.

    Attributes:
        fails: what `say` and `play` raise, if anything.
        failed: whether what sounded last broke off by itself.
    """

    heard: list[str] = field(default_factory=list)
    volume: int = VOLUME
    playing: bool = False
    fails: OutsideError | None = None
    failed: bool = False

    def say(self, text: str, language: str = "zh-Hans") -> None:
        """Take down `text`."""
        self._sound(f"{language}: {text}")

    def play(self, path: Path, suffix: str = "") -> None:
        """Take down the name of a file."""
        self._sound(path.name + suffix)

    def again(self) -> None:
        """Take down the last once more."""
        if self.heard:
            self._sound(self.heard[-1])

    def stop(self) -> None:
        """Be silent."""
        self.playing = False

    def close(self) -> None:
        """Be silent."""
        self.playing = False

    def finish(self) -> None:
        """Let what sounds come to its end."""
        self.playing = False

    def _sound(self, what: str) -> None:
        if self.fails is not None:
            raise self.fails
        self.heard.append(what)
        self.playing = True


def tone(file: Path, seconds: float, rate: int = 8000) -> Path:
    """Write a tone to `file` and return it."""
    count = int(seconds * rate)
    samples = array("h", (int(12_000 * math.sin(2 * math.pi * 440 * at / rate)) for at in range(count)))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return file
