"""Finding without typing: what is new, by month, group and amount, and by the first letters on a keypad."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk.pages import recent
from kiosk.pages.finder import AmountPage, AmountsPage, FindPage, GroupPage, MonthsPage, OfMonthPage, amount_ranges
from kiosk.pages.finding import LETTERS, SEARCHED, titles
from kiosk.pages.letters import digits_of, topics, topics_for
from kiosk.pages.recent import SINCE, RecentPage, SincePage, new_since
from kiosk.screens.search import SearchScreen
from kiosk.screens.sheet import SheetScreen
from kiosk.sheet import Entry
from tests.kiosk.hall import entries, hall, shelf_of
from tests.kiosk.test_pages import words_of
from village_board.accounts.model import Voucher
from village_board.asking.lexicon import lexicon
from village_board.board import Board
from village_board.disclosure.model import Item
from village_board.enquiries.model import Enquiry
from village_board.hearings.case import DecisionCase
from village_board.hearings.model import Hearing, Resolution
from village_board.people.model import Person
from village_board.text.clean import is_han
from village_board.text.fold import initials

DAY = date(2026, 11, 22)
FEW = 6
#: topics of the seed that have a word of their own, and those that villagers ask most
SEED = (
    "财务", "收支", "听证", "会议", "决议", "公示", "合同", "土地", "租金", "补贴", "救助", "低保",
    "医保", "宅基地", "鱼塘", "村道", "路灯", "学校", "投诉", "电话", "办事", "助餐", "报酬", "招待",
)  # fmt: skip


@pytest.mark.parametrize("word", SEED)
def test_k20_three_digits_find_a_topic(demo: Board, word: str) -> None:
    """K20: after at most three digits at most six rows stand there, and one of them is the topic."""
    # Guard: kiosk/pages/letters.py:topics_for - everything that holds the letters somewhere, in hundreds.
    shelf = shelf_of(demo)
    topic = next(one for one in topics() if one.word == word)
    pressed = [digits_of(topic.letters[0])[:count] for count in (1, 2, 3)]
    found = [[row.title for row in topics_for(shelf, digits)] for digits in pressed]
    assert any(len(titles) <= FEW and word in titles for titles in found), found


def test_k20_nothing_is_lost_among_the_topics(demo: Board) -> None:
    """K20: the topics of two digits hold whatever three digits find; a topic leads to a page that can be read."""
    shelf = shelf_of(demo)
    for topic in topics():
        rows = topics_for(shelf, digits_of(topic.letters[0]))
        assert len(rows) <= FEW
        for row in rows[:1]:
            assert row.goto.read(shelf).parts or type(row.goto).__name__ == "SlipPage"


def test_k20_the_table_says_what_the_dictionary_reads() -> None:
    """K20: the small table has every Chinese name of a thing, with all readings and no others.

    Where it has not: python data/finding/make_topics.py
    """
    # Guard: data/finding/topics.toml - a word that is read otherwise is found by nobody.
    named = {name for name in lexicon().names if len(name) > 1 and all(map(is_han, name))}
    assert named <= {one.word for one in topics()}
    for topic in topics():
        assert set(topic.letters) == set(initials(topic.word)), topic.word
        assert topic.letters[0] == initials(topic.word)[0]


def test_k20_a_surname_s_reading_counts_beside_the_everyday_one(demo: Board) -> None:
    """K20: a character with two readings is found by either, the usual one first."""
    letters = next(one for one in topics() if one.word == "承包").letters
    assert letters[0] == "cb"
    assert "zb" in letters
    assert "承包" in [row.title for row in topics_for(shelf_of(demo), "zb")]


async def test_k20_the_hits_are_counted_after_each_digit(demo: Board) -> None:
    """K20: the line above the keypad tells the number of hits after the first, the second and the third digit."""
    async with hall(demo) as there:
        there.app.open_search()
        await there.settle()
        counts = []
        for digit in "953":
            await there.press(digit)
            hits = there.app.screen.shown
            counts.append(hits.count)
            assert there.app.t.n("{n} found", "{n} found", hits.count) in there.text
        assert counts[0] > counts[-1] > 0


async def test_k20_a_topic_is_opened_by_keys_alone(demo: Board) -> None:
    """K6, K20: digits are typed and number no row; Enter opens the first, an arrow goes to the others."""
    # Guard: kiosk/screens/keypad.py:KeypadScreen.on_key - without a mouse nothing that was found could be opened.
    async with hall(demo) as there:
        there.app.open_search()
        await there.settle()
        await there.press("9", "8")
        assert "↵" in there.text
        await there.press("enter")
        assert isinstance(there.app.screen, SheetScreen)
        assert "鱼塘" in there.text
        await there.press("escape")
        assert isinstance(there.app.screen, SearchScreen)
        await there.press("down", "down", "enter")
        assert isinstance(there.app.screen, SheetScreen)


def test_k20_no_name_of_a_person_is_found(demo: Board) -> None:
    """K20, P14: letters and digits find titles of papers and things, and never who lives in the village."""
    # Guard: kiosk/pages/finding.py:SEARCHED - a keypad in the hall that spells neighbours.
    shelf = shelf_of(demo)
    assert not {"people", "households", "subscribers", "rolls"} & set(SEARCHED)
    names = {one.name for one in shelf.records.all(Person)}
    assert not names & {one.word for one in topics()}
    for name in sorted(names)[:40]:
        assert not [row for row in titles(shelf, name).rows if row.title == name]


def test_k20_each_letter_lies_on_one_key() -> None:
    """All letters of pinyin are on the keypad, each once, as on every telephone."""
    every = "".join(LETTERS.values())
    assert sorted(every) == sorted("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("days", [days for days, _ in SINCE])
def test_k23_new_is_what_became_public_since_the_day(demo: Board, days: int) -> None:
    """K23: what became public, moved on or was answered in those days and none before, the newest first; no login."""
    # Guard: kiosk/pages/recent.py:new_since - a visitor who comes once a month misses what came between.
    # Guard: kiosk/pages/recent.py:SincePage.read - "1 to 5 of 90", and nobody knows that there were more.
    shelf = shelf_of(demo)
    since = DAY - timedelta(days=days)
    found = new_since(shelf, since)
    items = [one for one in found if isinstance(one, Item)]
    assert all(one.published_on is not None and since <= one.published_on <= DAY for one in items)
    every = [one for one in shelf.records.all(Item) if one.public and one.published_on and one.published_on >= since]
    hanging = {one.id for one in every if one.status.value == "published"}
    assert len(found) > 90 or hanging <= {one.id for one in items} | {one.id for one in every if one.shown_until}
    heard = [one for kind in (Hearing, Resolution) for one in shelf.records.all(kind) if one.public]
    told = {
        one.id for one in heard if any(day and since <= day <= DAY for day in (one.notice_on, one.result_published_on))
    }
    assert len(found) > 90 or told <= {one.id for one in found}
    assert all(one.public for one in found)
    ordered = [one.published_on for one in items]
    assert ordered == sorted(ordered, reverse=True)
    moved = [one for one in shelf.records.all(DecisionCase) if one.told and one.moved_on and since <= one.moved_on]
    answered = [one for one in shelf.records.all(Enquiry) if one.published_on and since <= one.published_on]
    assert moved
    assert {one.id for one in answered} <= {one.id for one in found}
    assert len(found) > 90 or {one.id for one in moved} <= {one.id for one in found}
    assert ("这里只列最新的90条。" in words_of(SincePage(days).read(shelf))) == (len(found) > 90)


def test_k23_exactly_as_many_as_are_shown_are_not_more(demo: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """K23: of as many as fit a visitor is told the number, and sees all; of one more, that there are more."""
    # Guard: kiosk/pages/recent.py:new_since - of exactly 90 the page said "more than 90", and that some are missing.
    shelf = shelf_of(demo)
    week = len(new_since(shelf, DAY - timedelta(days=7)))
    for most, right, rows in ((week, f"新公开{week}条", week), (week - 1, f"新公开超过{week - 1}条", week - 1)):
        monkeypatch.setattr(recent, "_MOST", most)
        (row,) = [one for one in entries(RecentPage().read(shelf)) if one.goto == SincePage(7)]
        sheet = SincePage(7).read(shelf)
        assert row.right == right
        assert len(entries(sheet)) == rows == sheet.counted[1]
        assert (f"这里只列最新的{most}条。" in words_of(sheet)) == (most < week)


def test_k23_a_longer_span_holds_the_shorter_one(demo: Board) -> None:
    """K23: what is new since yesterday is new since last week."""
    shelf = shelf_of(demo)
    yesterday, week = ({one.id for one in new_since(shelf, DAY - timedelta(days=n))} for n in (1, 7))
    assert yesterday <= week
    rows = entries(RecentPage().read(shelf))
    assert [row.goto for row in rows] == [SincePage(days) for days, _ in SINCE]


def test_every_payment_lies_in_one_range(demo: Board) -> None:
    """By amount: the ranges meet without a gap or an overlap, and each list holds its own range only."""
    # Guard: kiosk/pages/finder.py:amount_ranges - a payment of exactly 1,000 yuan in both lists, or in none.
    shelf = shelf_of(demo)
    ranges = amount_ranges(shelf)
    paid = [one.money_out for one in shelf.records.all(Voucher) if one.money_out]
    assert all(sum(least <= one and (most is None or one < most) for least, most in ranges) == 1 for one in paid)
    assert len(entries(AmountsPage().read(shelf))) == len(ranges)
    least, most = ranges[2]
    shown = [
        shelf.records.get(Voucher, row.goto.id).money_out
        for row in entries(AmountPage(2).read(shelf))
        if type(row.goto).__name__ == "VoucherPage"
    ]
    assert sorted(shown) == sorted(one for one in paid if most is not None and least <= one < most)


def test_a_month_holds_its_money_its_meetings_and_its_items(demo: Board) -> None:
    """By month: the accounts first, then hearings and decisions, then what was published."""
    shelf = shelf_of(demo)
    assert OfMonthPage("2026-10") in [row.goto for row in entries(MonthsPage().read(shelf))]
    said = words_of(OfMonthPage("2026-10").read(shelf))
    assert "老年助餐点运营补贴" in said
    assert "184,396.52" in said


def test_every_way_of_finding_is_a_row_away(demo: Board) -> None:
    """No way of finding needs a keyboard; the keypad is the last of them."""
    shelf = shelf_of(demo)
    rows = entries(FindPage().read(shelf))
    assert [type(row.goto).__name__ for row in rows] == [
        "RecentPage", "MonthsPage", "AmountsPage", "GroupsPage", "SearchPage",
    ]  # fmt: skip
    assert isinstance(GroupPage(2).read(shelf).parts[-1], object)
    assert all(isinstance(row, Entry) for row in rows)
