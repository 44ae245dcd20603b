"""Reading a site as a browser would: what is on a page, and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

#: what our templates are made of; anything else on a page came from somebody's words.
Graph = dict[str, set[str]]
_LINK = re.compile(r' (?:href|src)="([^"]*)"')
_TAGS = """
    html head meta title link body a p header ul ol li nav main h1 h2 dl div dt dd table thead tbody tr th td figure
    figcaption span b strong br svg rect del ins img footer label input noscript script
"""
TAGS = frozenset(_TAGS.split())


@dataclass
class Read(HTMLParser):
    """One page."""

    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    lang: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src"):
                self.links.append(value or "")
            if tag == "html" and name == "lang":
                self.lang = value or ""

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def read(content: bytes) -> Read:
    """Return a page."""
    page = Read()
    page.feed(content.decode())
    page.close()
    return page


def graph(files: Mapping[str, bytes]) -> Graph:
    """Return to which paths each page leads, but for places on itself."""
    return {path: set(_targets(path, content)) for path, content in files.items() if path.endswith(".html")}


def _targets(path: str, content: bytes) -> Iterator[str]:
    # Values stand in double quotes, and a double quote of somebody's words is escaped.
    for link in _LINK.findall(content.decode()):
        if not link.startswith("#"):
            yield normpath(join(dirname(path), unescape(link)))


def broken(files: Mapping[str, bytes], start: str = "", links: Graph | None = None) -> list[tuple[str, str]]:
    """Return the links that lead nowhere: of all pages, or of those that are reached from `start`."""
    links = graph(files) if links is None else links
    pages = reached(links, start) & links.keys() if start else links
    return [(path, to) for path in pages for to in links[path] if to not in files]


def reached(links: Graph, start: str) -> set[str]:
    """Return the paths to which one comes from `start` by links."""
    waiting, seen = [start], {start}
    while waiting:
        new = links.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    return seen
