"""Sentences before they have a language: a message id and the facts that fill it.

The core never composes words. It returns a `Message`; the edges (command line, kiosk, bot) turn it into a
sentence of the reader's language with `village_board.i18n.Translator.say`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from village_board.base.money import Fen


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name for "extract, do not translate yet"
    """Mark `msgid` for extraction and return it unchanged."""
    return msgid


@dataclass(frozen=True, slots=True)
class Message:
    """An English message id with ``{name}`` places, and the facts for them.

    A fact is a string (a person's words, shown literally), an int, a `date`, a `datetime` (UTC), a
    `village_board.base.money.Fen`, a `Decimal` (area in mu) or another `Message`; the translator writes each
    the way the language does.
    """

    msgid: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the English sentence, for logs and tests."""
        return self.msgid.format(**self.facts)


def say(msgid: str, **facts: object) -> Message:
    """Return the message of `msgid` and `facts`; extracted like `N_`."""
    return Message(msgid, facts)


def message_to_json(message: Message) -> dict[str, Any]:
    """Return `message` as JSON: a fact that is not a plain string or int is tagged with its type."""
    return {
        "msgid": message.msgid,
        "facts": {name: _fact_to_json(fact) for name, fact in message.facts.items()},
    }


def message_from_json(document: Mapping[str, Any]) -> Message:
    """Return the message that `message_to_json` wrote."""
    return Message(document["msgid"], {name: _fact_from_json(fact) for name, fact in document["facts"].items()})


def _fact_to_json(fact: object) -> Any:
    if isinstance(fact, Fen):
        return {"fen": int(fact)}
    if isinstance(fact, (str, int)):
        return fact
    if isinstance(fact, datetime):
        return {"moment": fact.astimezone(UTC).isoformat()}
    if isinstance(fact, date):
        return {"date": fact.isoformat()}
    if isinstance(fact, Decimal):
        return {"decimal": str(fact)}
    if isinstance(fact, Message):
        return {"message": message_to_json(fact)}
    raise TypeError(type(fact).__name__)


def _fact_from_json(fact: Any) -> object:
    if not isinstance(fact, dict):
        return fact
    ((tag, value),) = fact.items()
    readers: dict[str, Callable[[Any], object]] = {
        "fen": Fen,
        "decimal": Decimal,
        "moment": datetime.fromisoformat,
        "date": date.fromisoformat,
        "message": message_from_json,
    }
    return readers[tag](value)
