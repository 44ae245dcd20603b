"""Atom and JSON Feed: what outside readers take, what stays the same, and what is never in them (issue 6.10)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosure.hands import corrected, drafted, published
from tests.hearings.test_statistics import decided, held
from tests.support.builders import TODAY, Staff, a_hearing, keep
from village_board.base.clock import instant
from village_board.board import Board
from village_board.disclosure.clarifications import draft_clarification, publish_clarification
from village_board.disclosure.life import withdraw_item
from village_board.disclosure.model import Item, ItemStatus
from village_board.hearings.model import HearingStatus, Resolution, ResolutionStatus
from village_board.i18n import translator
from village_board.interchange.standards.feed import ATOM, JSON, MOST, Feed, FeedEntry, feed_files, newest, tag
from village_board.interchange.standards.published import published_feed

T = translator("zh-Hans")
NOON = instant(TODAY, 12)
ANY = st.text(st.characters())  # half characters too: a damaged file may hold them
WHOLE = st.text(min_size=1)


def files_of(board: Board) -> dict[str, bytes]:
    """Return the two files."""
    return feed_files(published_feed(board.records(), board.settings, T))


def read(files: dict[str, bytes]) -> tuple[Any, dict[str, Any]]:
    """Read both with programs that are not ours; neither may complain."""
    atom = feedparser.parse(files[ATOM])
    assert not atom.bozo, atom.get("bozo_exception")
    assert atom.version == "atom10"
    document = json.loads(files[JSON])
    assert list(complaints(document)) == []
    assert [one.id for one in atom.entries] == [one["id"] for one in document["items"]]
    return atom, document


def complaints(document: dict[str, Any]) -> list[str]:
    """Return what JSON Feed 1.1 forbids in `document`; written by hand from the standard's text."""
    found = []
    if document.get("version") != "https://jsonfeed.org/version/1.1":
        found.append("version")
    if not isinstance(document.get("title"), str) or not isinstance(document.get("items"), list):
        found.append("title and items are required")
    if not all(isinstance(one, dict) and one.get("name") for one in document.get("authors", [])):
        found.append("an author has a name, url or avatar")
    ids = [one.get("id") for one in document.get("items", [])]
    if len(set(ids)) != len(ids) or not all(isinstance(one, str) and one for one in ids):
        found.append("ids are strings, each once")
    for one in document.get("items", []):
        if not isinstance(one.get("content_text", one.get("content_html")), str):
            found.append(f"{one['id']}: content_text or content_html")
        days = [name for name in ("date_published", "date_modified") if name in one]
        found += [f"{one['id']}: {name}" for name in days if datetime.fromisoformat(one[name]).tzinfo is None]
        if not all(isinstance(each, str) for each in one.get("tags", [])):
            found.append(f"{one['id']}: tags")
    return found


def test_items_hearings_results_and_clarifications_are_in_both(board: Board, staff: Staff) -> None:
    """What is public is there once, under the number of its record; what is not is nowhere."""
    # Guard: standards/published.py:items - drafts and results not confirmed yet are given out.
    item = published(board, staff)
    drafted(board, staff.clerk, number="GK-2", content="未签发的内容")
    keep(
        board,
        held(number="T-1", matter="修路听证", status=HearingStatus.PUBLISHED),
        held(number="T-2", matter="没有确认的听证", status=HearingStatus.RECORDED),
        a_hearing(number="T-3", matter="明天才公告的听证", notice_on=None),
        decided(number="J-1", matter="修路决议"),
    )
    with board.desk(staff.clerk) as desk:
        made = draft_clarification(desk, "路灯买贵了", "三家比价。", item.id)
    with board.desk(staff.director) as desk:
        publish_clarification(desk, made.id)
    _, document = read(files_of(board))
    found = {one["id"]: one for one in document["items"]}
    assert {"item/GK-1", "hearing/T-1", "resolution/J-1", f"clarification/{made.id}"} <= {
        one.split(":", 2)[2] for one in found
    }
    said = json.dumps(document, ensure_ascii=False)
    assert "未签发的内容" not in said
    assert "李阿福" not in said
    unconfirmed = found.get(tag(board.settings.village, "hearing", "T-2"))
    assert unconfirmed is None or "实到" not in unconfirmed["content_text"]
    assert "实到" in found[tag(board.settings.village, "resolution", "J-1")]["content_text"]


def test_a_correction_keeps_the_id_and_is_newer(board: Board, staff: Staff) -> None:
    """Issue 6.10: the same id, a newer `updated` even at the same instant, the new content only, and the reason."""
    # Guard: standards/published.py:_item_moment - a reader keeps showing what was corrected.
    first = published(board, staff)
    before = read(files_of(board))[0].entries[0]
    corrected(board, staff, first, "办公用品2批 2,400.00元")
    atom, document = read(files_of(board))
    after = atom.entries[0]
    assert len(atom.entries) == 1
    assert (after.id, after.published) == (before.id, before.published)
    assert datetime.fromisoformat(after.updated) > datetime.fromisoformat(before.updated)
    assert "更正" in document["items"][0]["content_text"]
    assert "更正" in document["items"][0]["tags"]


def test_what_was_withdrawn_is_gone_with_its_versions(board: Board, staff: Staff) -> None:
    """No earlier version of a withdrawn item is handed on in its place."""
    # Guard: standards/published.py:items - what was taken back goes on being read.
    first = published(board, staff)
    second = corrected(board, staff, first, "办公用品2批 2,400.00元")
    with board.desk(staff.clerk) as desk:
        withdraw_item(desk, second.id, "有误，重新核对")
    assert read(files_of(board))[1]["items"] == []


def test_a_result_comes_under_the_id_of_its_notice(board: Board) -> None:
    """The notice of a meeting and its result are one entry; the result is newer."""
    (announced,) = keep(board, decided(number="J-1", status=ResolutionStatus.CONVENED, result=None, published_on=None))
    before = read(files_of(board))[0].entries[0]
    keep(board, replace(decided(number="J-1"), id=announced.id, rev=announced.rev))
    after = read(files_of(board))[0].entries[0]
    assert after.id == before.id == tag(board.settings.village, "resolution", "J-1")
    assert after.updated >= before.updated
    assert board.records().get(Resolution, announced.id).rev == 2


def test_the_newest_are_kept_and_the_files_are_the_same_twice(board: Board) -> None:
    """Two hundred entries, the newest first; written twice they are the same bytes."""
    keep(
        board,
        *(
            Item(number=f"GK-{n}", name=f"事项{n}", published_on=TODAY - timedelta(days=n % 240), imported=True)
            for n in range(MOST + 50)
        ),
    )
    files = files_of(board)
    assert files == files_of(board)
    atom, _ = read(files)
    assert len(atom.entries) == MOST
    moments = [one.updated for one in atom.entries]
    assert moments == sorted(moments, reverse=True)
    assert atom.feed.updated == moments[0]


def test_an_empty_village_has_a_feed_too(board: Board) -> None:
    """Without entries both are still feeds, and do not change from run to run."""
    atom, document = read(files_of(board))
    assert (atom.entries, document["items"]) == ([], [])
    assert files_of(board) == files_of(board)


def test_items_that_nobody_may_read_are_left_out(board: Board) -> None:
    """Only the statuses that villagers read come out."""
    keep(board, *(Item(number=f"GK-{s}", name="x", status=s, published_on=TODAY) for s in ItemStatus))
    said = {one["id"].rpartition("/")[2] for one in read(files_of(board))[1]["items"]}
    assert said == {"GK-published", "GK-superseded", "GK-expired", "GK-archived"}


@given(st.lists(st.tuples(ANY, ANY, WHOLE), max_size=5))
def test_whatever_a_text_holds_outside_readers_take_it(texts: list[tuple[str, str, str]]) -> None:
    """Markup, control characters, half characters: both files stay whole, and no text becomes markup."""
    # Guard: standards/feed.py:_text - a title with < breaks every reader.
    entries = [
        FeedEntry(tag("w", str(n), number), title, NOON, NOON + timedelta(seconds=n), text, ("条",))
        for n, (title, text, number) in enumerate(
            (a, b, c.encode(errors="ignore").decode() or "-") for a, b, c in texts
        )
    ]
    atom, document = read(feed_files(Feed(tag("w", "feed"), "试验村", "试验村", "zh-Hans", newest(entries))))
    assert len(atom.entries) == len(document["items"]) == len(texts)


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "甲 & 乙", "]]>", '"引号"'])
def test_text_is_text(title: str) -> None:
    """What looks like markup is read as what was written."""
    entry = FeedEntry(tag("w", "item", "1"), title, NOON, NOON, title)
    files = feed_files(Feed(tag("w", "feed"), title, title, "zh-Hans", (entry,)))
    _, document = read(files)
    assert document["items"][0]["title"] == title
    assert b"<script>" not in files[ATOM]
