"""What stands on the pages: everything public of a small village, inert, and in three languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from tests.kiosk.village import TODAY, ago, make_village
from tests.site.pages import TAGS, broken, read
from tests.support.builders import a_voucher, keep
from village_board.board import Board
from village_board.disclosure.life import withdraw_item
from village_board.disclosure.model import Item, ItemStatus
from village_board.hearings.model import Hearing
from village_board.links.service import record_link
from village_board.people.acts import Act
from village_board.people.model import Actor, Role
from village_board.people.service import OFFICE
from village_board.site.folder import write_site
from village_board.site.service import site_files

Files = dict[str, bytes]
HOSTILE = (
    "<script>alert(1)</script>\"'><img src=//evil.example/x onerror=alert(2)>&lt;b&gt;{{ 7*7 }}{% raw %}</title>"
    "</main></p>javascript:alert(3)\x1b]0;x\x07\u202e\u2028]]>-->"
)
#: a member who may take an item back
MEMBER = Actor("p2222222", "郑立新", frozenset({Role.COMMITTEE}))


def files_of(board: Board) -> Files:
    """Return every file of the site by its path."""
    with board.reading() as records:
        return dict(site_files(records, board.settings, board.home))


def html(files: Files) -> Iterator[tuple[str, bytes]]:
    return ((path, content) for path, content in files.items() if path.endswith(".html"))


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    made = make_village(tmp_path_factory.mktemp("site") / "home")
    yield made
    made.close()


@pytest.fixture(scope="module")
def site(village: Board) -> Files:
    return files_of(village)


def test_every_page_is_whole_in_its_language(site: Files) -> None:
    """One h1, a title, a language, a main part, the way to it, and no tag that our templates do not make."""
    for path, content in html(site):
        page = read(content)
        assert page.tags.count("h1") == page.tags.count("main") == page.tags.count("title") == 1, path
        assert set(page.tags) <= TAGS, path
        first = path.partition("/")[0]
        assert page.lang == (first if first in ("en", "zh-Hant") else "zh-Hans"), path
        assert "{" not in page.text, path
        if path != "404.html":
            assert page.tags.count("header") == page.tags.count("nav") == page.tags.count("footer") == 1, path
            assert page.links.count("#content") == 1


def test_all_links_resolve_and_none_leaves_the_site(site: Files) -> None:
    """Relative links only, to a file and not to a folder: so it works below any address, and from a stick."""
    # Guard: site/templates/page.html - a folder opened from a stick shows its list of files, not its page.
    assert broken(site) == []
    for path, content in html(site):
        assert not [link for link in read(content).links if re.match(r"[a-z]+:|//|/", link)], path
    assert not re.search(rb"https?:|url\(|@import", site["site.css"])
    assert not re.search(rb"https?:|fetch|XMLHttp|innerHTML|eval", site["search.js"])


def test_every_page_forbids_what_does_not_belong_to_it(site: Files) -> None:
    """The policy lets in style, pictures and, on the search page alone, scripts of the site itself."""
    for path, content in html(site):
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', unescape(content.decode()))
        assert policy is not None, path
        assert "default-src 'none'" in policy[1]
        assert "unsafe" not in policy[1]
        scripts = b"<script" in content
        assert scripts == (path.endswith("search/index.html")) == ("script-src 'self'" in policy[1]), path


def test_three_languages_hold_the_same_pages(site: Files) -> None:
    """Each page has its two others, at the same address below the folder of the language."""
    first = {path for path in site if path.endswith("index.html") and not path.startswith(("en/", "zh-Hant/"))}
    for below in ("en/", "zh-Hant/"):
        assert {path.removeprefix(below) for path in site if path.startswith(below) and path.endswith(".html")} == first
    assert "At a glance" in read(site["en/index.html"]).text
    assert "該公開還沒公開" in read(site["zh-Hant/index.html"]).text


def test_a1_a4_a5_hostile_words_are_words(tmp_path: Path) -> None:
    """A1, A4, A5: what somebody wrote makes no tag, no attribute, no link, no control character, in any field."""
    # Guard: site/rendering.py:_templates autoescape; site/said.py:written - a script of a villager's opinion would run.
    board = make_village(tmp_path / "home", hostile=HOSTILE)
    files = files_of(board)
    board.close()
    assert broken(files) == []
    ours = set().union(*(read(content).attributes for _, content in html(files))) - {"onerror"}
    for path, content in html(files):
        page, text = read(content), content.decode()
        assert set(page.tags) <= TAGS, path
        assert "onerror" not in page.attributes, path
        assert page.attributes <= ours
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", text), path
        assert "49" not in text or "{{ 7*7 }}" in page.text, path
    for path, content in files.items():
        if path.endswith("data.js"):
            assert not set(b"<>&") & set(content), path
            assert json.loads(content.decode().removeprefix("const searchData = ").rstrip(";\n"))["rows"]


def test_one_change_writes_only_the_pages_that_show_it(tmp_path: Path) -> None:
    """A new item changes its lists, the home, the titles, the log's root; no other record's page."""
    # Guard: site/templates - a date or a count on every page would write the whole stick anew each night.
    board, out = make_village(tmp_path / "home"), tmp_path / "out"
    with board.reading() as records:
        write_site(out, board.settings.village, site_files(records, board.settings, board.home))
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        item = desk.put(Item(number="GK-999", name="新的公告", content="停水一天。", published_on=TODAY))
        desk.record(item.id)
    with board.reading() as records:
        done = write_site(out, board.settings.village, site_files(records, board.settings, board.home))
        assert write_site(out, board.settings.village, site_files(records, board.settings, board.home)).nothing
    board.close()
    shown = {"index.html", "items/index.html", "about/index.html", "all/index.html", "search/data.js"}
    shown |= {"catalogue/index.html", "access/index.html", "powers/c12/index.html", "feed.atom", "feed.json"}
    assert set(done.new) == {f"{below}c/{item.id}/index.html" for below in ("", "en/", "zh-Hant/")}
    changed = {path.removeprefix("en/").removeprefix("zh-Hant/") for path in done.changed}
    assert {"index.html", "items/index.html", "all/index.html", "feed.atom"} <= changed <= shown
    assert done.removed == ()


def test_a_withdrawn_item_is_gone_from_every_page(tmp_path: Path) -> None:
    """Neither its page nor its name nor its words stand anywhere any more, in feeds and search neither."""
    # Guard: site/stock.py:Stock.all - what was taken back is still shown.
    board = make_village(tmp_path / "home")
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        item = desk.put(Item(number="GK-999", name="误发的名单", content="不该公开的话。", published_on=ago(1)))
        desk.record(item.id)
    before = files_of(board)
    with board.desk(MEMBER) as desk:
        withdraw_item(desk, item.id, "发错了")
    after = files_of(board)
    board.close()
    for words in ("误发的名单", "不该公开的话", item.id):
        assert [path for path, content in before.items() if words in content.decode("utf-8", "ignore")], words
        assert not [path for path, content in after.items() if words in content.decode("utf-8", "ignore")], words


@pytest.mark.parametrize("status", [ItemStatus.DRAFT, ItemStatus.SUBMITTED, ItemStatus.REVIEWED])
def test_what_is_not_public_stands_nowhere(village: Board, status: ItemStatus) -> None:
    """A draft, what waits for its reviewer or signer, and a hearing that is not announced yet."""
    with village.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        item = desk.put(Item(number=f"GK-{status}", name="还没签的稿子", content="等签发。", status=status))
        hearing = desk.put(Hearing(number=f"TZ-{status}", matter="没公告的听证", held_at=None))
        desk.record(item.id)
    files = files_of(village)
    for words in ("还没签的稿子", "等签发。", "没公告的听证", item.id, hearing.id):
        assert not [path for path, content in files.items() if words in content.decode("utf-8", "ignore")], words


def test_a_correction_shows_what_it_said_and_what_it_says(site: Files, village: Board) -> None:
    """The newer version stands with both lines; the older one says that it was replaced, and leads to it."""
    newer = next(one for one in village.records().all(Item) if one.correction is not None and one.public)
    older = village.records().get(Item, newer.correction.replaces)
    page = read(site[f"c/{newer.id}/index.html"])
    assert {"del", "ins"} <= set(page.tags)
    assert f"../../c/{older.id}/index.html" in page.links
    assert f"../../c/{newer.id}/index.html" in read(site[f"c/{older.id}/index.html"]).links


def test_p10_counts_and_never_who_voted_how(site: Files, village: Board) -> None:
    """P10: a hearing's page has its numbers; a speaker's name stands there only by their own wish."""
    held = next(one for one in village.records().all(Hearing) if one.number == "TZ-2026-06")
    text = read(site[f"c/{held.id}/index.html"]).text
    assert "应到42人，实到38人" in text
    with village.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        spoken = replace(held.statements[0], speaker="阮不见", named_in_public=False)
        desk.put(replace(desk.get(Hearing, held.id), statements=(spoken, *held.statements[1:])))
        desk.record(held.id)
    assert not [path for path, content in files_of(village).items() if "阮不见".encode() in content]


def test_bars_begin_at_nothing_and_bear_their_numbers(site: Files) -> None:
    """Each bar is as long as its part of the longest, and its amount stands beside it as text."""
    # Guard: site/layout.py:_bars - a bar that does not begin at nothing lies.
    bars = re.findall(
        r'<li><span>([^<]+)</span> <b>([^<]+)</b>.*?<rect class="(?:full|soft)" width="(\d+)"',
        site[f"accounts/{TODAY.year}/index.html"].decode(),
    )
    assert bars
    months = [(float(words.rstrip("元").replace(",", "")), int(long)) for name, words, long in bars if "月" in name]
    most = max(value for value, _ in months)
    assert all(abs(long - value / most * 1000) < 1 for value, long in months)


def test_a_page_says_days_and_not_how_many_are_left(site: Files) -> None:
    """A page that nobody renews must stay true: it gives the day, never "3 days left"."""
    for path, content in html(site):
        if path.startswith("en/"):
            assert not re.search(r"\b(days? left|in \d+ days?|tomorrow|ends today)\b", read(content).text), path


def test_k17_the_search_finds_traditional_and_full_width_words(site: Files) -> None:
    """K17: the search's own table folds what a Traditional keyboard types; the titles are folded already."""
    data = json.loads(site["search/data.js"].decode().removeprefix("const searchData = ").rstrip(";\n"))
    titles = {row[0]: row[3] for row in data["rows"]}
    assert any("鱼塘" in title for title in titles)
    assert data["simplified"]["魚"] == "鱼"
    assert all(words == words.lower() and "　" not in words for words in titles.values())
    listed = read(site["all/index.html"]).text
    assert all(" ".join(title.split()) in listed for title in titles)


def test_the_clock_alone_changes_only_dated_pages(tmp_path: Path) -> None:
    """A day later, with nothing done, records that nothing fell due for keep their pages as they are."""
    board = make_village(tmp_path / "home")
    today = files_of(board)
    board.clock = replace(board.clock, day=TODAY + timedelta(days=1))
    tomorrow = files_of(board)
    board.close()
    changed = {path for path in today if tomorrow.get(path) != today[path]}
    assert {"index.html", "about/index.html"} <= changed
    assert len([path for path in changed if "c/" in path]) * 4 < len([path for path in today if "c/" in path])


def test_p21_with_a_web_address_codes_and_feeds_lead_to_the_pages(tmp_path: Path) -> None:
    """P21: the address of a QR code, of a feed's entry and at the foot of the page is the folder that stands there."""
    # Guard: site/model.py:address_of_record - a printed code would lead to nothing.
    board = make_village(tmp_path / "home")
    board.settings = replace(board.settings, qr_target="address", qr_address="https://village.example/board/c/{code}/")
    files = files_of(board)
    records = board.records()
    item = next(one for one in records.all(Item) if one.status is ItemStatus.PUBLISHED)
    link = record_link(records, board.settings, item.id)
    board.close()
    assert f"{link.removeprefix('https://village.example/board/')}index.html" in files
    assert link in files["feed.atom"].decode()
    assert link in {one.get("url") for one in json.loads(files["feed.json"])["items"]}
    assert link in read(files[f"c/{item.id}/index.html"]).text
    assert broken(files) == []


def test_p14_whom_a_voucher_paid_is_masked_where_it_is_a_person(village: Board) -> None:
    """P14: a firm is named, a person is not, on the voucher's page or on any other."""
    # Guard: site/pages/vouchers.py:_facts public_party - who got relief would be on the web.
    lines = (("513", 800, 0), ("102", 0, 800))
    paid = [
        a_voucher(f"记-90{n}", ago(1), *lines, oversight_stamp=True, counterparty=name)
        for n, name in enumerate(("欧阳不见", "清水建材有限公司"))
    ]
    kept = keep(village, *paid)
    files = files_of(village)
    assert "清水建材有限公司" in read(files[f"c/{kept[1].id}/index.html"]).text
    assert not [path for path, content in files.items() if "欧阳不见".encode() in content]
