"""XML as spreadsheet programs write it, read in one go: no document type, no entities, no outside world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from xml.parsers import expat

Attributes = dict[str, str]
_CHUNK = 64 * 1024


class UnsafePart(Exception):
    """A part declares a document type: no spreadsheet program writes one, and its entities swell."""


class Readable(Protocol):
    """Where the bytes of a part come from."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Handlers:
    """What is called at the start of an element, at its end, and with its text."""

    start: Callable[[str, Attributes], object]
    end: Callable[[str], object] | None = None
    text: Callable[[str], object] | None = None


def walk(part: Readable, handlers: Handlers) -> None:
    """Read `part` and call `handlers` for all that stands inside its outermost element.

    The prefix that some programs put before every name (``x:``) is taken off.

    Raises:
        ExpatError: it is no sound XML.
        UnsafePart: it declares a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def root(name: str, _: Attributes) -> None:
        cut = name.find(":") + 1
        parser.StartElementHandler = _without(handlers.start, cut)
        if handlers.end is not None:
            parser.EndElementHandler = _without(handlers.end, cut)
        if handlers.text is not None:
            parser.CharacterDataHandler = handlers.text

    def refuse(*_: Any) -> None:
        raise UnsafePart

    parser.StartElementHandler = root
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    while content := part.read(_CHUNK):
        parser.Parse(content, False)
    parser.Parse(b"", True)


def _without(handler: Callable[..., object], cut: int) -> Callable[..., object]:
    if not cut:
        return handler
    return lambda name, *rest: handler(name[cut:], *rest)
