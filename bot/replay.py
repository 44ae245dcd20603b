"""Journeys: what people said to the bot and what each of them saw, as text that one reads; played again and compared.

A line that begins with ``>`` is what a person does: ``> @2 /ask``, ``> @2 [Menu]``, ``> @2 +photo.jpg``. One that
begins with ``> !`` is what happens elsewhere meanwhile: the clock moves on (``> ! 2026-09-22 18:00``), somebody in
the office does something. What stands below it is what was seen. Ids and slip numbers differ from run to run, so
they are named in the order in which they appear: ``‹id 1›``, ``‹slip 1›``; such a name may stand in what is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from village_board.base.errors import Refused, UsageError
from village_board.base.ids import is_id
from village_board.base.message import N_
from village_board.slips.rules import is_number

if TYPE_CHECKING:
    from bot.simulate import Simulator

_ID = re.compile(r"(?<![\w‹])[A-Za-z]{1,2}[0-9a-z]{7}(?![\w›])", re.ASCII)
_SLIP = re.compile(r"(?<![\d.,])\d{7}(?![\d.,]\d|\d)")
_FINGERPRINT = re.compile(r"(?<!\w)[0-9a-f]{16}(?!\w)", re.ASCII)
_NAMED = re.compile(r"‹\w+ \d+›")
_PRESS = re.compile(r"(?:@\d )?\[(.+)\]")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")

#: What happens elsewhere: an act by its name, given its words; it may return what the journey then names a code.
Acts = Mapping[str, Callable[[Sequence[str]], str | None]]


class JourneyUnreadable(UsageError):
    """The file is no journey."""

    sentence = N_("The journey {file} cannot be read: line {line}. A journey begins with a line '> @1 ...'.")

    def __init__(self, file: str, line: int) -> None:
        super().__init__(file=file, line=line)


class ActUnknown(Refused):
    """Nothing here knows how to do what the journey says happens elsewhere."""

    sentence = N_("'{act}' cannot be done here: it happens elsewhere in this journey. It is played by the tests.")

    def __init__(self, act: str) -> None:
        super().__init__(act=act)


class JourneyDiffers(Refused):
    """What was seen is not what the journey says; the difference was printed."""

    sentence = N_("{file}: something else was seen. The lines with - were expected, those with + were seen.")

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


@dataclass
class Turn:
    """One thing that somebody does, and what is seen then."""

    does: str
    seen: list[str] = field(default_factory=list)


@dataclass
class Journey:
    """A journey: the lines at its head, which say what it shows, and its turns."""

    head: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    def text(self) -> str:
        """Return it as it stands in a file."""
        lines = _trimmed([*self.head])
        for turn in self.turns:
            lines += ["", f"> {turn.does}", *turn.seen]
        return "\n".join(lines).strip() + "\n"


def read_journey(path: Path) -> Journey:
    """Return the journey of a file.

    Raises:
        JourneyUnreadable: with the line.
    """
    made = Journey()
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeError):
        raise JourneyUnreadable(path.name, 0) from None
    for number, line in enumerate(lines, 1):
        if line.startswith("> "):
            made.turns.append(Turn(line[2:].strip()))
        elif made.turns:
            made.turns[-1].seen.append(line.rstrip())
        elif line.startswith("#") or not line.strip():
            made.head.append(line.rstrip())
        else:
            raise JourneyUnreadable(path.name, number)
    if not made.turns:
        raise JourneyUnreadable(path.name, len(lines))
    for turn in made.turns:
        turn.seen = _trimmed(turn.seen)
    return made


class Names:
    """The names under which ids, slips and codes stand in a journey."""

    def __init__(self) -> None:
        self._named: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def name(self, kind: str, value: str) -> str:
        """Return the name of `value`; a new one where it has none."""
        if value not in self._named:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._named[value] = f"‹{kind} {self._counts[kind]}›"
        return self._named[value]

    def hidden(self, text: str) -> str:
        """Return `text` with names in the place of ids and slip numbers."""
        for value, name in self._named.items():
            text = text.replace(value, name)
        text = _FINGERPRINT.sub(lambda match: self.name("fingerprint", match[0]), text)
        text = _SLIP.sub(lambda match: self.name("slip", match[0]) if is_number(match[0]) else match[0], text)
        return _ID.sub(lambda match: self.name("id", match[0]) if is_id(match[0]) else match[0], text)

    def shown(self, text: str) -> str:
        """Return `text` with what its names stand for."""
        back = {name: value for value, name in self._named.items()}
        return _NAMED.sub(lambda match: back.get(match[0], match[0]), text)


class Player:
    """Plays a journey in a simulator that shows to its `seen`, and tells what was seen.

    Args:
        move: puts the clock on a moment such as ``2026-09-22 18:00``; None: it cannot be moved.
        acts: what can happen elsewhere.
    """

    def __init__(self, move: Callable[[str], None] | None = None, acts: Acts | None = None) -> None:
        self.move = move
        self.acts = acts or {}
        self.names = Names()
        self._lines: list[str] = []

    def seen(self, text: str) -> None:
        """Keep what a player saw."""
        self._lines += text.splitlines()

    async def play(self, journey: Journey, simulator: Simulator) -> Journey:
        """Return the journey as it went now.

        Raises:
            ActUnknown: something of it cannot be done here.
        """
        simulator.terminal.several = True
        played = Journey([*journey.head])
        for turn in journey.turns:
            self._lines = []
            does = self.names.shown(turn.does)
            if does.startswith("!"):
                self._elsewhere(does[1:].strip())
                await simulator.line("")
            elif (label := _label(does)) and not simulator.offers(does):
                self.seen(f"(no button [{label}])")
            else:
                await simulator.line(does)
            played.turns.append(Turn(turn.does, _trimmed([self.names.hidden(line.rstrip()) for line in self._lines])))
        return played

    def _elsewhere(self, what: str) -> None:
        if _MOMENT.fullmatch(what) and self.move is not None:
            self.move(what)
            return
        name, *args = what.split()
        if name not in self.acts:
            raise ActUnknown(what)
        code = self.acts[name](args)
        if code:
            self.names.name("code", code)


class Recorder:
    """Writes a talk with the simulator as a journey.

    Args:
        to: prints what is seen, as before.
    """

    def __init__(self, to: Callable[[str], None]) -> None:
        self._to = to
        self._names = Names()
        self._journey = Journey(["# What this journey shows."])

    def hear(self, does: str) -> None:
        """Begin a turn."""
        self._journey.turns.append(Turn(self._names.hidden(does)))

    def show(self, text: str) -> None:
        """Keep what was seen, and print it."""
        self._to(text)
        if self._journey.turns and not text.startswith("\n> "):
            self._journey.turns[-1].seen += [self._names.hidden(line) for line in text.splitlines()]

    def write(self, path: Path) -> None:
        """Write the journey.

        Raises:
            OSError: it cannot be written.
        """
        for turn in self._journey.turns:
            turn.seen = [line.rstrip() for line in _trimmed(turn.seen)]
        path.write_text(self._journey.text(), "utf-8")


def difference(expected: Journey, seen: Journey, name: str) -> list[str]:
    """Return the lines that differ, with what was done around them; nothing where all is as it was."""
    return [
        line.rstrip()
        for line in unified_diff(
            expected.text().splitlines(), seen.text().splitlines(), f"{name}", f"{name} (now)", lineterm="", n=4
        )
    ]


def _label(does: str) -> str:
    """Return the label of the button that is pressed; empty where none is."""
    match = _PRESS.fullmatch(does)
    return match[1] if match is not None else ""


def _trimmed(lines: list[str]) -> list[str]:
    """Return lines without the empty ones before and after."""
    start, end = 0, len(lines)
    while start < end and not lines[start]:
        start += 1
    while end > start and not lines[end - 1]:
        end -= 1
    return lines[start:end]
