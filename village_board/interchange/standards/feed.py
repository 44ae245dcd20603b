"""What was published last, as Atom (RFC 4287) and as JSON Feed 1.1 (jsonfeed.org), for readers that are not our own.

Both are written from the same entries. An entry keeps its id for ever, a ``tag:`` URI of the village and the number of
the record; a correction has the same id and a newer ``updated``, so that a reader replaces what it showed before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from village_board.text.clean import terminal_safe

ATOM, JSON = "feed.atom", "feed.json"
#: entries of one file, the newest.
MOST = 200
_NAMESPACE = "http://www.w3.org/2005/Atom"
_VERSION = "https://jsonfeed.org/version/1.1"
#: a tag URI names a year in which its authority held; the village's id is its own from the first (RFC 4151, 2.1).
_TAG_YEAR = 2026
#: of a feed without entries: a day that no run changes.
_NOTHING_YET = datetime(_TAG_YEAR, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry.

    Attributes:
        id: a tag URI, the same in every version.
        title: what it is called, plain text.
        published: when its first version that is known was published.
        updated: when what it says now was published.
        text: plain text, with line ends.
        tags: what it is: a disclosure item, a hearing ...
        url: its page on the web; empty where the village has none.
    """

    id: str
    title: str
    published: datetime
    updated: datetime
    text: str
    tags: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, who writes it, in which language, its entries."""

    id: str
    title: str
    author: str
    language: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> datetime:
        """The newest instant in it."""
        return max((one.updated for one in self.entries), default=_NOTHING_YET)


def tag(village: str, *parts: str) -> str:
    """Return a tag URI (RFC 4151): the village's id, then the kind and number of the record."""
    return f"tag:{quote(village, safe='')},{_TAG_YEAR}:{'/'.join(quote(part, safe='') for part in parts)}"


def newest(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Return the newest entries, in an order that does not depend on the store's."""
    ordered = sorted(entries, key=lambda one: one.id)
    ordered.sort(key=lambda one: (one.updated, one.published), reverse=True)
    return tuple(ordered[:MOST])


def feed_files(feed: Feed) -> dict[str, bytes]:
    """Return the two files by name."""
    return {ATOM: _atom(feed).encode(), JSON: _json(feed).encode()}


def _atom(feed: Feed) -> str:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{_NAMESPACE}" xml:lang="{_text(feed.language)}">',
        f"  <id>{_text(feed.id)}</id>",
        f"  <title>{_text(feed.title)}</title>",
        f"  <updated>{_moment(feed.updated)}</updated>",
        f"  <author><name>{_text(feed.author)}</name></author>",
    ]
    for one in feed.entries:
        lines += [
            "  <entry>",
            f"    <id>{_text(one.id)}</id>",
            f'    <title type="text">{_text(one.title)}</title>',
            f"    <published>{_moment(one.published)}</published>",
            f"    <updated>{_moment(one.updated)}</updated>",
            *([f'    <link rel="alternate" type="text/html" href="{_text(one.url)}"/>'] if one.url else ()),
            *(f'    <category term="{_text(each)}"/>' for each in one.tags),
            f'    <content type="text">{_text(one.text)}</content>',
            "  </entry>",
        ]
    return "\n".join((*lines, "</feed>", ""))


def _json(feed: Feed) -> str:
    document: dict[str, Any] = {
        "version": _VERSION,
        "title": feed.title,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(one) for one in feed.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _item(one: FeedEntry) -> dict[str, str | Sequence[str]]:
    return {
        "id": one.id,
        **({"url": one.url} if one.url else {}),
        "title": terminal_safe(one.title),
        "content_text": terminal_safe(one.text),
        "date_published": _moment(one.published),
        "date_modified": _moment(one.updated),
        "tags": list(one.tags),
    }


def _text(text: str) -> str:
    """Return `text` for XML: nothing in it is markup, and no character that XML has not."""
    return escape(terminal_safe(text), {'"': "&quot;"})


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
