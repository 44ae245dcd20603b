"""Playing a sound on this machine: by a program of its own, without a shell and without a network (K18)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import wave
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from village_board.base.errors import OutsideError
from village_board.base.message import N_
from village_board.speech.synthesis import Voice, voice_here
from village_board.speech.tied import tied

#: Per cent at which a player begins.
VOLUME = 80
_STOPPED_WITHIN = 1.0
_TWO_BYTES = 2
_FOLDER = "village-speech-"


class NoPlayer(OutsideError):
    """No program of this machine plays such a file."""

    sentence = N_(
        "This machine cannot play {format} files. Install one of: {programs}. The text stands on the screen as before."
    )

    def __init__(self, suffix: str, programs: str) -> None:
        super().__init__(format=suffix.lstrip(".").upper() or "?", programs=programs)


class SoundMissing(OutsideError):
    """The file is not there."""

    sentence = N_("The recording is not there. The text stands on the screen as before.")

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True, slots=True)
class Program:
    """A program that plays.

    Attributes:
        name: of the program.
        formats: endings of the files that it plays.
        command: its arguments before the file, for a volume of 0 to 100.
        package: what to install.
        loud: whether it takes the volume; for the others the samples are made quieter.
    """

    name: str
    formats: frozenset[str]
    command: Callable[[int], list[str]]
    package: str
    loud: bool = True


_WAV = frozenset({".wav"})
_ALL = frozenset({".wav", ".ogg", ".oga", ".opus", ".mp3"})
#: In the order in which they are tried. What Telegram sends as a voice note is Ogg with Opus. Not opusdec: Debian's
#: sounds by /dev/dsp alone, which its kernel does not have.
PROGRAMS: tuple[Program, ...] = (
    Program("pw-play", _ALL, lambda volume: [f"--volume={volume / 100:.2f}"], "pipewire-bin"),
    Program(
        "paplay", _WAV | {".ogg", ".oga"}, lambda volume: [f"--volume={volume * 65536 // 100}"], "pulseaudio-utils"
    ),
    Program("aplay", _WAV, lambda _: ["-q"], "alsa-utils", loud=False),
    Program(
        "ffplay",
        _ALL,
        lambda volume: [
            "-nodisp",
            "-autoexit",
            "-loglevel",
            "error",
            "-protocol_whitelist",
            "file",
            "-volume",
            str(volume),
        ],
        "ffmpeg",
    ),
    Program(
        "mpv",
        _ALL,
        lambda volume: ["--no-config", "--no-video", "--no-terminal", "--ytdl=no", f"--volume={volume}"],
        "mpv",
    ),
)


def program_for(suffix: str) -> Program | None:
    """Return the first program of this machine that plays files with the ending `suffix`; None where none does."""
    return next((one for one in PROGRAMS if suffix.lower() in one.formats and shutil.which(one.name)), None)


def names_for(suffix: str) -> str:
    """Return which programs would play files with this ending."""
    return ", ".join(one.name for one in PROGRAMS if suffix.lower() in one.formats)


class Player:
    """Says texts and plays files, one at a time; every call returns at once.

    Args:
        voice: the machine's voice; by default looked for when something is first said.
    """

    def __init__(self, voice: Voice | None = None) -> None:
        self._voice = voice
        self._volume = VOLUME
        self._last: tuple[Path, str] | None = None
        self._running: subprocess.Popen[bytes] | None = None
        _sweep()
        self._folder = tempfile.TemporaryDirectory(prefix=f"{_FOLDER}{os.getpid()}-")
        self._guard = threading.Lock()

    @property
    def volume(self) -> int:
        """How loud, 0 to 100; a change holds from the next thing that is played."""
        return self._volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self._volume = min(max(volume, 0), 100)

    @property
    def playing(self) -> bool:
        """Whether something sounds now."""
        return self._running is not None and self._running.poll() is None

    @property
    def failed(self) -> bool:
        """Whether what was played last ended by a fault of its own: a machine without a loudspeaker, a broken file."""
        return self._running is not None and self._running.poll() not in (None, 0)

    def say(self, text: str, language: str = "zh-Hans") -> None:
        """Speak `text` (masked, numbers in words) in place of what sounds now.

        Raises:
            NoVoice: the machine has none; a recording may still be played.
            VoiceFailed: the voice failed.
            NothingToSay: no word is left.
            NoPlayer: nothing here plays WAV.
        """
        self.stop()
        voice = self._voice or voice_here()
        file = Path(self._folder.name) / "said.wav"
        voice.speak(text, file, language)
        self.play(file)

    def play(self, path: Path, suffix: str = "") -> None:
        """Play a file in place of what sounds now.

        Args:
            path: of the file.
            suffix: what kind of file it is, such as ``.ogg``, where its name does not say so: attachments have none.

        Raises:
            SoundMissing: it is not there.
            NoPlayer: nothing here plays it.
        """
        self.stop()
        path = path.resolve()
        if not path.is_file():
            raise SoundMissing
        suffix = (suffix or path.suffix).lower()
        program = program_for(suffix)
        if program is None:
            raise NoPlayer(suffix, names_for(suffix))
        self._last = path, suffix
        quiet = path if program.loud or suffix != ".wav" else self._quieter(path)
        executable = shutil.which(program.name) or program.name
        with self._guard:
            try:
                self._running = subprocess.Popen(  # noqa: S603 - a program by its path, and a list: no shell
                    tied([executable, *program.command(self._volume), str(quiet)]),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            except OSError:
                raise NoPlayer(suffix, names_for(suffix)) from None

    def again(self) -> None:
        """Play what was played last from its beginning; nothing where nothing was."""
        if self._last is not None:
            self.play(*self._last)

    def stop(self) -> None:
        """Be silent at once."""
        with self._guard:
            running, self._running = self._running, None
        if running is None:
            return
        if running.poll() is None:
            running.terminate()
        try:
            running.wait(_STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()

    def close(self) -> None:
        """Be silent, and leave no file behind."""
        self.stop()
        self._last = None
        self._folder.cleanup()

    def _quieter(self, path: Path) -> Path:
        """Return a copy of a WAV file at the volume, for a program that takes none."""
        made = Path(self._folder.name) / "played.wav"
        return made if softened(path, made, self._volume) else path


def _sweep() -> None:
    """Remove what a player left that was killed: its sounds would fill a small machine's memory."""
    for left in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*-*"):
        process = left.name.removeprefix(_FOLDER).partition("-")[0]
        if process.isdigit() and not Path("/proc", process).exists():
            shutil.rmtree(left, ignore_errors=True)


def softened(source: Path, target: Path, volume: int) -> bool:
    """Write `source` to `target` at `volume` per cent; False where its samples are not of 16 bits."""
    try:
        with wave.open(str(source), "rb") as sound:
            parameters, frames = sound.getparams(), sound.readframes(sound.getnframes())
    except (wave.Error, EOFError):
        return False
    if parameters.sampwidth != _TWO_BYTES:
        return False
    samples = array("h", frames[: len(frames) // _TWO_BYTES * _TWO_BYTES])
    if sys.byteorder == "big":
        samples.byteswap()
    samples = array("h", (sample * volume // 100 for sample in samples))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(target), "wb") as out:
        out.setparams(parameters)
        out.writeframes(samples.tobytes())
    return True
