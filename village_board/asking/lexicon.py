"""The words by which questions are known, from ``data/asking/``: read once, and laid out for looking up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from village_board.asking.model import Kind
from village_board.base.errors import StoreError
from village_board.base.message import N_, Message
from village_board.data_files import data_path

#: what a word weighs for a kind; a whole question of one word weighs as much as a strong one.
WEIGHTS: Mapping[str, float] = {"strong": 3.0, "likely": 2.0, "hint": 1.0}
WHOLE = 3.0
LONGEST = 8


class AskingDataWrong(StoreError):
    """A file of the words of questions is not as the program needs it."""

    sentence = N_("data/asking/{file}: '{key}' is not known here. Install Village Board again.")

    def __init__(self, file: str, key: str) -> None:
        super().__init__(file=file, key=key)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the lexicon: for which kinds it speaks and how much, and whether it names a thing."""

    form: str
    weights: Mapping[Kind, float]
    thing: bool = False
    polite: bool = False
    kept: bool = False  # no word of a question is looked for in it


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of one kind: the question on a button, an example, what else it may name, what it wins over."""

    label: Message
    example: Message | None
    takes: frozenset[str]
    above: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words, the longest first.

    Attributes:
        words: every word but the small ones.
        whole: the kinds that a word means when nothing else was said.
        small: words that are left out at the ends of what is left, the longest first.
        masked: words by their form with one character left open, to find one that is wrong.
        latin: the Latin words of all forms.
        names: all names of the thing that one name means.
        begun: names of things by their first character.
        kinds: what is known of each kind.
    """

    words: tuple[Word, ...]
    whole: Mapping[str, tuple[Kind, ...]]
    small: tuple[str, ...]
    masked: Mapping[str, tuple[Word, ...]]
    latin: frozenset[str]
    names: Mapping[str, tuple[str, ...]]
    begun: Mapping[str, tuple[str, ...]]
    kinds: Mapping[Kind, Asked]


@cache
def lexicon() -> Lexicon:
    """Return the shipped lexicon.

    Raises:
        AskingDataWrong: a file names a kind or a key that does not exist.
    """
    kinds, others = _read("kinds.toml"), _read("words.toml")
    weights: dict[str, dict[Kind, float]] = {}
    whole: dict[str, list[Kind]] = {}
    asked: dict[Kind, Asked] = {}
    for name, table in kinds.items():
        if name not in Kind._value2member_map_:
            raise AskingDataWrong("kinds.toml", name)
        kind = Kind(name)
        asked[kind] = _asked(table)
        for key, weight in WEIGHTS.items():
            for form in table.get(key, ()):
                of = weights.setdefault(form, {})
                of[kind] = max(of.get(kind, 0.0), weight)
        for form in table.get("whole", ()):
            whole.setdefault(form, []).append(kind)
    kept = set(others["keep"])
    things = {form for row in others["thing"] for form in row["names"]} | kept
    polite = set(others["polite"])
    forms = sorted(weights.keys() | things | polite, key=lambda form: (-len(form), form))
    words = tuple(Word(form, weights.get(form, {}), form in things, form in polite, form in kept) for form in forms)
    return Lexicon(
        words,
        {form: tuple(of) for form, of in whole.items()},
        tuple(sorted(others["small"], key=lambda word: (-len(word), word))),
        _masked(words),
        frozenset(word for form in (*forms, *others["small"], *whole) if form.isascii() for word in form.split()),
        {form: tuple(row["names"]) for row in others["thing"] for form in row["names"]},
        {char: tuple(form for form in things if form.startswith(char)) for char in {form[0] for form in things}},
        asked,
    )


def masked(form: str) -> Iterator[str]:
    """Yield `form` with each of its characters left open in turn."""
    for at in range(len(form)):
        yield f"{form[:at]}\0{form[at + 1 :]}"


def _masked(words: tuple[Word, ...]) -> Mapping[str, tuple[Word, ...]]:
    found: dict[str, list[Word]] = {}
    for word in words:
        weighty = word.thing or max(word.weights.values(), default=0.0) > WEIGHTS["hint"]
        if weighty and not word.form.isascii() and 1 < len(word.form) <= LONGEST:
            for key in masked(word.form):
                found.setdefault(key, []).append(word)
    return {key: tuple(of) for key, of in found.items()}


def _asked(table: Mapping[str, Any]) -> Asked:
    unknown = table.keys() - {"zh", "en", "example", "takes", "whole", "above", *WEIGHTS}
    if unknown:
        raise AskingDataWrong("kinds.toml", min(unknown))
    example = table.get("example")
    return Asked(Message(table["en"]), Message(example["en"]) if example else None, frozenset(table.get("takes", ())),
                 tuple(Kind(name) for name in table.get("above", ())))  # fmt: skip


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads(data_path("asking", file).read_text(encoding="utf-8"))
