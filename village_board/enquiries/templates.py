"""Forms of replies, read from ``data/enquiries/replies.toml``: words with places for facts."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.data_files import data_path
from village_board.enquiries.model import EnquiryKind
from village_board.text.clean import clean

#: The fact that every template may use without its being given.
ASKED_ON = "asked_on"


class NoSuchTemplate(Refused):
    """No template has this key."""

    sentence = N_("There is no template '{key}'. The templates are: {known}.")

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        super().__init__(key=key, known=", ".join(known))


class FactMissing(Refused):
    """A place of the template has no fact."""

    sentence = N_("The template '{key}' needs: {missing}. Give each as NAME=VALUE.")

    def __init__(self, key: str, missing: tuple[str, ...]) -> None:
        super().__init__(key=key, missing=", ".join(missing))


@dataclass(frozen=True)
class ReplyTemplate:
    """One form of a reply.

    Attributes:
        key: under which it is called.
        kinds: for which kinds of enquiry it is meant.
        zh: its words, with places such as ``{what}``; replies are written in Chinese.
        en: the same for who does not read them.
    """

    key: str
    kinds: frozenset[EnquiryKind]
    zh: str
    en: str

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the facts that must be given, in the order in which they stand."""
        found = (name for _, name, _, _ in string.Formatter().parse(self.zh) if name)
        return tuple(name for name in dict.fromkeys(found) if name != ASKED_ON)

    def filled(self, facts: Mapping[str, str], asked_on: str) -> str:
        """Return its words with `facts` in their places.

        Raises:
            FactMissing: a place has none.
        """
        given = {name: clean(value) for name, value in facts.items()}
        if missing := tuple(name for name in self.places if not given.get(name)):
            raise FactMissing(self.key, missing)
        return self.zh.format(**given, **{ASKED_ON: asked_on})


@cache
def reply_templates() -> Mapping[str, ReplyTemplate]:
    """Return the templates as shipped, by key."""
    rows = tomllib.loads(data_path("enquiries", "replies.toml").read_text("utf-8"))["reply"]
    return {
        row["key"]: ReplyTemplate(row["key"], frozenset(map(EnquiryKind, row["kinds"])), row["zh"], row["en"])
        for row in rows
    }


def template(key: str) -> ReplyTemplate:
    """Return the template with this key.

    Raises:
        NoSuchTemplate: there is none.
    """
    found = reply_templates().get(key)
    if found is None:
        raise NoSuchTemplate(key, tuple(reply_templates()))
    return found


def place_word(place: str, *, english: bool = False) -> str:
    """Return what is asked for at a place of a form; the place's own name where the forms do not say."""
    zh, en = _places().get(place, (place, place))
    return en if english else zh


@cache
def _places() -> Mapping[str, tuple[str, str]]:
    rows = tomllib.loads(data_path("enquiries", "replies.toml").read_text("utf-8"))["place"]
    return {row["key"]: (row["zh"], row["en"]) for row in rows}
