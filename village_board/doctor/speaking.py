"""What this machine can read aloud and play; a machine without a loudspeaker needs neither, so nothing here is bad.

Who sounds texts and not the clerk's recordings lacks a program: the recording comes first (K18), and is never heard.
"""

from __future__ import annotations

from collections.abc import Callable

from village_board.base.message import say
from village_board.doctor.model import Check, State, fine
from village_board.speech.player import Program, names_for, program_for
from village_board.speech.synthesis import NoVoice, voice_here

_TEXTS = ".wav"


def speaking_checks(find: Callable[[str], Program | None] = program_for, *, wanted: bool = True) -> list[Check]:
    """Return which voice there is, and which program plays what.

    Args:
        find: the program that plays files with an ending; by default of this machine.
        wanted: whether the village's settings let the kiosk read aloud.
    """
    return [voice(), player("sound", _TEXTS, find), player("voice-notes", ".ogg", find), target(find, wanted=wanted)]


def target(find: Callable[[str], Program | None], *, wanted: bool = True) -> Check:
    """Tell which pages of the kiosk can be listened to: those that this machine can sound, and no others.

    Args:
        find: the program that plays files with an ending.
        wanted: whether the village's settings let the kiosk read aloud.
    """
    if not wanted:
        return fine("read-aloud", say("The kiosk offers 'Listen' nowhere: 'read_aloud' in village.toml is 'no'."))
    try:
        speaks = bool(voice_here()) and find(".wav") is not None
    except NoVoice:
        speaks = False
    if speaks:
        return fine("read-aloud", say("The kiosk offers 'Listen' on every page."))
    if find(".wav") or find(".ogg"):
        return fine("read-aloud", say("The kiosk offers 'Listen' where a record has a recording, nowhere else."))
    told = say("The kiosk offers 'Listen' nowhere: it can sound nothing. apt install espeak-ng alsa-utils")
    return fine("read-aloud", told)


def voice() -> Check:
    """Tell whether texts can be read aloud."""
    try:
        found = voice_here()
    except NoVoice:
        return fine("voice", say("No voice: texts are not read aloud, recordings are played. apt install espeak-ng"))
    return fine("voice", say("Texts are read aloud by {program}.", program=found.program))


def player(name: str, suffix: str, find: Callable[[str], Program | None]) -> Check:
    """Tell which program plays files with the ending `suffix`."""
    kind, program = suffix.lstrip(".").upper(), find(suffix)
    if program is None:
        others = names_for(suffix)
        told = say("Nothing here plays {format}. It needs one of: {programs}", format=kind, programs=others)
        sounds = suffix != _TEXTS and find(_TEXTS) is not None
        return Check(name, State.WARNING, told, say("Install one: apt install mpv")) if sounds else fine(name, told)
    return fine(name, say("{format} is played by {program}.", format=kind, program=program.name))
