"""A sheet of paper before it has a language or a form: facts, tables, boxes for signatures. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from village_board.base.message import Message

#: what a cell holds: words still without a language, or a value that the language writes.
Cell = object


@dataclass(frozen=True)
class Part:
    """A heading with a table below it, or with paragraphs where `heads` is empty."""

    heading: Message
    heads: tuple[Message, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        title: what it is.
        facts: labels with their values, those without a value left out.
        parts: what stands below.
        signers: one box each.
        spaces: how many empty boxes follow for those who take part.
        foot: what binds the paper to the record: number, version, hash.
    """

    title: Message
    facts: tuple[tuple[Message, Cell], ...]
    parts: tuple[Part, ...]
    signers: tuple[Message, ...]
    spaces: int
    foot: tuple[Message, ...]
