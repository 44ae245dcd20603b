"""The site of the demo: every public record has its page, and nothing else stands anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tests.site.pages import broken, graph, reached, read
from village_board.accounts.registers import Contract
from village_board.attachments.model import Attachment
from village_board.attachments.rules import needs_mask
from village_board.base.kind import Record
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.kinds import BY_PREFIX, ROWS
from village_board.people.model import Person
from village_board.site.pages.places import PUBLIC_KINDS
from village_board.site.service import site_files

pytestmark = pytest.mark.xdist_group("demo")

Files = dict[str, bytes]
_CODE = re.compile(r"(?<![a-z0-9])[a-z]{1,2}[23456789cfghjmpqrvwx]{7}(?![a-z0-9])")


@pytest.fixture(scope="module")
def site(board: Board) -> Files:
    """Every file of the site by its path."""
    with board.reading() as records:
        return dict(site_files(records, board.settings, board.home))


def every(board: Board, kinds: Iterable[type[Record]]) -> list[Record]:
    return [one for cls in kinds for one in board.records().all(cls)]


def test_every_public_record_has_its_page_and_no_other_has_one(board: Board, site: Files) -> None:
    """In each language, at its short code; what the kiosk would not show has none."""
    # Guard: site/service.py:_MAKERS - a code on a paper would lead nowhere.
    public = {one.id for one in every(board, PUBLIC_KINDS) if one.public}
    assert len(public) > 1_000
    for below in ("", "en/", "zh-Hant/"):
        pages = {path.split("/")[-2] for path in site if path.startswith(f"{below}c/") and path.endswith("index.html")}
        assert pages == public


def test_nothing_internal_is_named_anywhere(board: Board, site: Files) -> None:
    """No id of a record that is not public, and no kind that has no page, stands on any page."""
    hidden = {one.id for one in every(board, {BY_PREFIX[row[0]] for row in ROWS}) if not one.public}
    hidden |= {one.id for one in every(board, (Person,))}
    assert len(hidden) > 500
    for path, content in site.items():
        if not path.startswith("files/"):
            assert not hidden & set(_CODE.findall(content.decode())), path


def test_p13_only_masked_copies_are_given_out(board: Board, site: Files) -> None:
    """P13: of what must be masked the copy lies there, byte for byte, and no original."""
    # Guard: site/pages/files.py:files_of - a voucher's picture with its signatures would go to the web.
    given = {path.split("/")[1].partition(".")[0] for path in site if path.startswith("files/")}
    assert given
    for id_ in given:
        file = board.records().get(Attachment, id_)
        assert file.public
        assert not needs_mask(file)


def test_p10_p12_p14_no_villager_is_named_but_as_party_of_a_contract(board: Board, site: Files) -> None:
    """P10, P12, P14: of those without an office only the parties of contracts are named, on pages, feeds, calendar."""
    # Guard: site/pages/vouchers.py:_facts public_party; site/pages/voices.py - who was paid or objected is named.
    people = list(board.records().all(Person))
    known = {one.name for one in people if one.offices}
    known |= {one.party_b for one in board.records().all(Contract)}
    private = {one.name for one in people} - known
    assert len(private) > 500
    ours = (content for path, content in site.items() if not path.startswith(("files/", "en/", "zh-Hant/")))
    lines = "\n".join({line for content in ours for line in content.decode().split("\n")})
    assert not [name for name in private if name in lines]


def test_all_links_resolve_and_every_page_is_reached_from_the_home(site: Files) -> None:
    """By links alone, without the search, and in the three languages."""
    links = graph(site)
    assert broken(site, links=links) == []
    pages = {path for path in site if path.endswith("index.html")}
    assert reached(links, "index.html") >= pages


def test_the_demo_says_that_it_is_invented_on_every_page(site: Files) -> None:
    """P31: a page that somebody prints or sends on says it too."""
    for path, content in site.items():
        if path.endswith("index.html"):
            said = "invented" if path.startswith("en/") else "虛構" if path.startswith("zh-Hant/") else "虚构"
            assert said in content.decode(), path


def test_gaps_stand_with_the_villages_reason(board: Board, site: Files) -> None:
    """P11: what is due and late of the village's own items, with its reason; nothing of what is withdrawn."""
    text = read(site["missing/index.html"]).text
    assert "本季度协商议题的落实情况还在核对" in text
    for item in every(board, (Item,)):
        if item.status is ItemStatus.WITHDRAWN:
            assert f"c/{item.id}/index.html" not in site
