"""What is being read aloud, in words, with how to stop it, hear it again, and make it louder (K18, K4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container

from kiosk.aloud import LOUDEST, QUIETEST, STEP, Recording, State
from kiosk.labelled import settled
from kiosk.screens.base import HallScreen
from kiosk.widgets.ink import Line, clipped, safe
from kiosk.widgets.painted import Painted, Target, label
from village_board.text.lines import cells

if TYPE_CHECKING:
    from pathlib import Path

    from textual import events

    from kiosk.aloud import Aloud
    from kiosk.sheet import Shelf
    from village_board.attachments.model import Attachment

#: seconds between two looks whether a piece has ended: the pause that a reader makes.
LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Voices:
    """What reads the record: the clerk's recording, or nothing but the machine."""

    recording: Attachment | None = None


def read_voices(subject: str, shelf: Shelf) -> Voices:
    """Return the clerk's recording of the record `subject`; runs in the reading thread, and opens no file."""
    from village_board.attachments.reading import voice_for_hall  # noqa: PLC0415 - loaded with the first voice
    from village_board.base.errors import NotFound  # noqa: PLC0415

    if not subject:
        return Voices()
    try:
        return Voices(voice_for_hall(shelf.records, subject))
    except NotFound:
        return Voices()  # the page itself says that its record is gone


def suffix_of(recording: Attachment) -> str:
    """Return the ending by which a player knows the recording."""
    from village_board.attachments.model import MediaType  # noqa: PLC0415 - see above

    return {MediaType.OGG: ".ogg", MediaType.MP3: ".mp3", MediaType.WAV: ".wav"}.get(recording.media_type, "")


class AloudScreen(HallScreen[Voices]):
    """Reads one sheet aloud as soon as it is there, and is silent as soon as it is left or covered.

    Args:
        pieces: what is read, in the visitor's language.
        subject: id of the record, whose recording comes first.
    """

    CSS_PATH = "../styles/aloud.tcss"

    def __init__(self, pieces: tuple[str, ...], subject: str) -> None:
        super().__init__()
        self._pieces, self._subject = pieces, subject
        self._begun = False

    @property
    def aloud(self) -> Aloud:
        """The app's voice."""
        return self.hall.aloud

    def body(self) -> ComposeResult:
        """Return what is read, and the six targets."""
        yield Painted(self._heading, id="title")
        yield Painted(self._words, id="aloud-words")
        with Container(id="aloud-keys"):
            for name, key in (("stop", "1"), ("again", "2"), ("back", "escape"),
                              ("softer", "-"), ("louder", "+"), ("home", "0")):  # fmt: skip
                yield Target(key=key, id=name)

    def aliases(self) -> dict[str, str]:
        """Return further keys: Enter, which began it, stops it."""
        return {
            "enter": "1",
            "backspace": "escape",
            "full_stop": "escape",
            "home": "0",
            "pageup": "-",
            "pagedown": "+",
            "equals_sign": "+",
        }

    def on_mount(self) -> None:
        """Look now and then whether a piece has ended."""
        super().on_mount()
        self.set_interval(LOOK, self.look)

    def read(self, shelf: Shelf) -> Voices:
        """Read whether there is a recording."""
        return read_voices(self._subject, shelf)

    def fail(self, sentence: str) -> Voices:
        """Let the machine's own voice read where the store cannot be read."""
        del sentence
        return Voices()

    def show(self, reading: Voices) -> None:
        """Begin to read, once; then paint how far it is."""
        if not self._begun:
            self._begun = True
            self.aloud.begin(self._pieces, self.t.language, self._recording(reading.recording))
        self._paint()

    def look(self) -> None:
        """Go on where a piece has ended; who listens is here, though no hand moves."""
        if self._begun and self.aloud.look():
            if self.aloud.state is State.SPEAKING:
                self.hall.idle.touch()
            self._paint()

    def on_screen_suspend(self) -> None:
        """Be silent: the screen was left, or a question or a warning stands above it."""
        self.aloud.stop()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show that it is silent; Textual calls the handler of every screen as well."""
        del event
        if self._begun:
            self._paint()

    def on_unmount(self) -> None:
        """Be silent, whatever took the screen away."""
        self.aloud.stop()

    def follow(self, target: Target) -> None:
        """Stop, begin again, go louder or quieter, or leave."""
        match target.id:
            case "stop":
                self.aloud.stop()
            case "again":
                self.aloud.again()
            case "softer":
                self.aloud.change_volume(-STEP)
            case "louder":
                self.aloud.change_volume(STEP)
            case "home":
                self.hall.go_home()
                return
            case _:
                self.hall.close(self)
                return
        self._paint()

    def _recording(self, found: Attachment | None) -> Recording | None:
        """Return the clerk's recording where it can be played; in English the English words go first."""
        if found is None or not self.aloud.plays(suffix_of(found)):
            return None
        if self.t.language == "en" and self.aloud.says:
            return None
        return Recording(partial(_file, self.hall.board.home, found), suffix_of(found))

    def _paint(self) -> None:
        if not self.is_open:
            return
        t, aloud = self.t, self.aloud
        speaks = aloud.state is State.SPEAKING
        targets = (
            ("stop", "1", t("Stop"), speaks),
            ("again", "2", t("Hear it again"), True),
            ("back", "Esc", t("Back"), True),
            ("softer", "-", t("Softer"), aloud.volume > QUIETEST),
            ("louder", "+", t("Louder"), aloud.volume < LOUDEST),
            ("home", "0", t("Home"), True),
        )
        for name, key, words, active in targets:
            target = self.query_one(f"#{name}", Target)
            target.show(label(key, words) if active else _nothing)
            target.disabled = not active
        self.query_one("#title", Painted).refresh()
        self.query_one("#aloud-words", Painted).refresh()

    def _heading(self, width: int, _height: int) -> list[Line]:
        t, aloud = self.t, self.aloud
        steps, most = aloud.volume // STEP, LOUDEST // STEP
        volume = t("Volume {n} of {most}", n=steps, most=most)
        said = clipped(self._state_words(), max(width - cells(volume) - 2, 1))
        gap = " " * max(width - cells(said) - cells(volume), 0)
        return [((said, "accent"), (gap, "ink"), (volume, "soft"))]

    def _state_words(self) -> str:
        t, aloud = self.t, self.aloud
        if aloud.state is State.OVER:
            return t("Read to the end.")
        if aloud.state is State.FAILED or (aloud.state is State.SILENT and self._begun):
            return t("Stopped.")
        return t("The clerk reads this") if aloud.has_recording else t("Reading aloud")

    def _words(self, width: int, height: int) -> list[Line]:
        """Return what is being said and what follows it; what was said before has gone above."""
        width = min(width, self.spacing.widest)
        now = self.aloud.at if self._begun else 0
        lines: list[Line] = self._fault(width)
        for number, piece in enumerate(self._pieces[now:]):
            tone = "strong" if number == 0 and not self.aloud.has_recording else "ink"
            for line in settled(safe(piece), width):
                lines += [((line, tone),), *([()] if self.spacing.double else [])]
            lines.append(())
        while lines and not lines[-1]:
            lines.pop()
        if len(lines) > height:
            lines = [*lines[: height - 1], (("……", "soft"),)]
        return lines

    def _fault(self, width: int) -> list[Line]:
        """Return why nothing is heard, whole, above the words; nothing where all is well."""
        error = self.aloud.error
        if self.aloud.state is not State.FAILED or error is None:
            return []
        return [*(((line, "accent"),) for line in settled(self.t.say(error), width)), ()]


def _file(home: Path, recording: Attachment) -> Path:
    from village_board.attachments.reading import open_attachment  # noqa: PLC0415 - in the speaking thread

    return open_attachment(home, recording)


def _nothing(_width: int, _height: int) -> list[Line]:
    return []
