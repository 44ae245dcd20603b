"""The machine's voice: espeak-ng, run as a program of its own, speaks a text into a WAV file. No network.

Debian's espeak-ng reads Han wrongly by its voice ``cmn`` and misreads those of several readings by ``cmn-latn-pinyin``,
so it is given pinyin with tone numbers. Numbers are words before that, and nothing personal is left (`speakable`).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import wave
from dataclasses import dataclass
from html import escape
from pathlib import Path

from village_board.base.errors import OutsideError
from village_board.base.message import N_
from village_board.speech.tied import tied

PROGRAM = "espeak-ng"
CHINESE, ENGLISH = "cmn-latn-pinyin", "en"
#: Words a minute: slower than the program's own 175, as old people listen in a hall.
WORDS_A_MINUTE = 150
#: Seconds after which it is broken off; a page takes less than one.
_SECONDS = 60.0


class NoVoice(OutsideError):
    """No program of this machine can speak."""

    sentence = N_(
        "This machine has no voice. Install espeak-ng (apt install espeak-ng), or attach a recording of the clerk."
    )

    def __init__(self) -> None:
        super().__init__()


class VoiceFailed(OutsideError):
    """The program that speaks ended without a sound."""

    sentence = N_("espeak-ng could not speak the text ({why}). Check that its voice {voice} is installed.")

    def __init__(self, why: str, voice: str) -> None:
        super().__init__(why=why, voice=voice)


class NothingToSay(OutsideError):
    """The text holds no word."""

    sentence = N_("There is nothing to read aloud in this text.")

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True, slots=True)
class Voice:
    """A program that speaks.

    Attributes:
        program: its path.
        rate: words a minute.
    """

    program: str
    rate: int = WORDS_A_MINUTE

    def speak(self, text: str, file: Path, language: str = "zh-Hans") -> float:
        """Write `text` as sound to `file` and return its seconds. The text goes through a pipe, never into argv.

        Args:
            text: as it is shown; it is masked and turned into words here.
            file: a WAV file, written over.
            language: ``zh-Hans``, ``zh-Hant`` or ``en``.

        Raises:
            NothingToSay: no word is left.
            VoiceFailed: the program failed.
        """
        voice, said = script(text, language)
        if not said:
            raise NothingToSay
        draft = file.with_name(f".{file.name}.part")
        markup = ["-m"] if language == "en" else []
        command = tied([self.program, *markup, "-v", voice, "-s", str(self.rate), "-w", str(draft), "--stdin"])
        try:
            done = subprocess.run(  # noqa: S603 - a program by its path, and a list: no shell
                command, input=said.encode(), capture_output=True, timeout=_SECONDS, check=False
            )
            if done.returncode:
                raise VoiceFailed(f"exit {done.returncode}", voice)
            seconds = seconds_of(draft)
            if not seconds:
                raise VoiceFailed("no sound", voice)
            draft.replace(file)
        except subprocess.TimeoutExpired:
            raise VoiceFailed(f"{_SECONDS:.0f} s", voice) from None
        except OSError as error:
            raise VoiceFailed(error.strerror or type(error).__name__, voice) from None
        finally:
            draft.unlink(missing_ok=True)
        return seconds


def voice_here() -> Voice:
    """Return the voice of this machine.

    Raises:
        NoVoice: it has none.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise NoVoice
    return Voice(program)


def script(text: str, language: str) -> tuple[str, str]:
    """Return the voice for `language`, and what it is given to read, a sentence a line; English as SSML."""
    from village_board.speech.pinyin import pinyin  # noqa: PLC0415 - rules and dictionaries take a moment to load
    from village_board.speech.sentences import sentences  # noqa: PLC0415
    from village_board.speech.spoken import speakable  # noqa: PLC0415

    if language == "en":
        return ENGLISH, "\n".join(filter(None, map(_mixed, sentences(speakable(text, language)))))
    lines = (pinyin(sentence) for sentence in sentences(speakable(text)))
    return CHINESE, "\n".join(line for line in lines if any(map(str.isalpha, line)))


_HAN_RUN = re.compile(r"[\u3400-\u9fff\u3007][\u3400-\u9fff\u3007\u3000-\u303f\uff00-\uffef\d]*")


def _mixed(sentence: str) -> str:
    """Return an English sentence as SSML: names in Han are read by the Chinese voice, which knows how."""
    from village_board.speech.pinyin import pinyin  # noqa: PLC0415 - see `script`
    from village_board.speech.spoken import spoken  # noqa: PLC0415

    said, at = "", 0
    for han in _HAN_RUN.finditer(sentence):
        read = escape(pinyin(spoken(han[0])))
        said += escape(sentence[at : han.start()]) + f' <voice name="{CHINESE}">{read}</voice> '
        at = han.end()
    said += escape(sentence[at:])
    return said.strip() if any(map(str.isalnum, sentence)) else ""


def seconds_of(file: Path) -> float:
    """Return how long a WAV file sounds; 0 where it is none.

    Raises:
        OSError: it cannot be read.
    """
    try:
        with wave.open(str(file), "rb") as sound:
            return sound.getnframes() / sound.getframerate()
    except (wave.Error, EOFError):
        return 0.0
