"""Follow the yuan over the demo village: from an entry to picture, contract, decision and hearing, and back again.

At most three keys on the kiosk, three taps in the bot, and one command (issue "Three-assets accounts", point 7).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kiosk.layout import paginate
from kiosk.pages.accounts import VoucherPage
from kiosk.pages.contracts import ContractPage
from kiosk.pages.follow import FollowPage
from kiosk.pages.hearings import HearingPage
from kiosk.pages.resolutions import ResolutionPage
from kiosk.sheet import Entry, Page
from kiosk.widgets.leaf import LeafBody
from tests.bot.players import Players
from tests.kiosk.hall import Hall, hall, shelf_of
from village_board.accounts.model import Voucher
from village_board.accounts.trail import Station
from village_board.accounts.trail_service import follow
from village_board.base.kind import Record
from village_board.board import Board

TODAY = date(2026, 11, 22)
MOST = 3
PAID = "支付西片灌渠清淤衬砌工程施工第1期款"  # its masked picture is public
CONTRACT, DECISION, HEARING = "西片灌渠清淤衬砌工程施工合同", "西片灌渠清淤衬砌工程", "西片灌渠清淤衬砌工程方案"
PAGES = {Station.CONTRACT: ContractPage, Station.RESOLUTION: ResolutionPage, Station.HEARING: HearingPage}
_ROW = re.compile(r"\s+(\d)\s+(.*)")


def entry(board: Board) -> Voucher:
    """Return the payment that has a masked picture."""
    found = next(one for one in board.records().all(Voucher) if one.summary == PAID)
    assert found is not None
    return found


class Visitor:
    """Somebody at the number keys who reads the screen, and counts."""

    def __init__(self, there: Hall) -> None:
        self.there, self.keys = there, 0

    async def press(self, key: str) -> None:
        """Press one key."""
        self.keys += 1
        await self.there.press(key)

    async def choose(self, *words: str) -> None:
        """Choose the row that says `words`, turning the page where it is not here."""
        while (key := self._row(words)) is None:
            assert self.keys < 9, self.there.text
            await self.press("+")
        await self.press(key)

    def _row(self, words: tuple[str, ...]) -> str | None:
        lines = self.there.text.splitlines()
        for at, line in enumerate(lines):
            if (row := _ROW.match(line)) and all(word in "".join(lines[at : at + 2]) for word in words):
                return row[1]
        return None


@pytest.mark.parametrize(
    ("way", "seen"),
    [
        ((("工程款收据",),), "38,580.00"),
        ((("这笔钱从哪来",), ("合同", CONTRACT)), CONTRACT),
        ((("这笔钱从哪来",), ("决议", DECISION)), DECISION),
        ((("这笔钱从哪来",), ("听证", HEARING)), HEARING),
    ],
    ids=["picture", "contract", "decision", "hearing"],
)
async def test_three_keys_lead_there_and_three_back(demo: Board, way: tuple[tuple[str, ...], ...], seen: str) -> None:
    """Point 7 on the kiosk: with number keys alone, 80 x 24, from the entry to each of the four and back to it."""
    # Guard: kiosk/pages/follow.py:FollowPage - the way from the money to the vote is a search for records.
    async with hall(demo) as there:
        await there.open(VoucherPage(entry(demo).id))
        there_and_back = there.text
        visitor = Visitor(there)
        for words in way:
            await visitor.choose(*words)
        assert visitor.keys <= MOST
        assert seen in there.text
        assert there.text != there_and_back
        if "工程款收据" in way[0]:
            assert there.app.screen.query_one("#picture").display
        back = Visitor(there)
        while there.text != there_and_back:
            await back.press("escape")
            assert back.keys <= MOST


async def test_no_entry_of_the_village_is_further_than_three_keys(demo: Board) -> None:
    """Point 7, "any entry": for each voucher each stop that it has, by the leaves that an 80 x 24 screen shows."""
    async with hall(demo) as there:
        await there.open(VoucherPage(entry(demo).id))
        room = there.app.screen.query_one(LeafBody).room
    shelf, records = shelf_of(demo), demo.records()
    far, stops = [], 0
    for voucher in records.all(Voucher):
        if not (voucher.contract or voucher.resolution):
            continue
        trail = FollowPage(voucher.id)
        to_trail = keys(VoucherPage(voucher.id).read(shelf).parts, trail, room)
        parts = trail.read(shelf).parts
        for station, page in PAGES.items():
            stop = follow(records, voucher).trail.stop(station)
            if stop is not None:
                stops += 1
                needed = to_trail + keys(parts, page(stop.id), room)
                far += [(voucher.key, station, needed)] if needed > MOST else []
    assert stops > 100
    assert far == []


def keys(parts: tuple[object, ...], goal: Page, room: tuple[int, int]) -> int:
    """Return how many keys lead from a page of `parts` to `goal`: turning, and the row's own."""
    for number, leaf in enumerate(paginate(parts, *room), 1):
        if any(isinstance(block, Entry) and block.goto == goal for block in leaf.blocks):
            return number
    return 99


@pytest.mark.parametrize("station", list(PAGES), ids=str)
def test_a_screen_that_begins_at_a_stop_leads_back_to_the_money(demo: Board, station: Station) -> None:
    """And back: whoever comes to contract, decision or hearing by another way finds the entries in three keys."""
    shelf, records = shelf_of(demo), demo.records()
    stop = follow(records, entry(demo)).trail.stop(station)
    assert stop is not None
    trail = FollowPage(stop.id)
    to_trail = keys(PAGES[station](stop.id).read(shelf).parts, trail, (76, 17))
    assert to_trail + keys(trail.read(shelf).parts, VoucherPage(entry(demo).id), (76, 17)) <= MOST + 1


async def test_three_taps_lead_there_and_back_in_the_bot(demo: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point 7 in the bot: from the entry's card to each of the four, and back to the card."""
    # Guard: bot/answers/finance.py:trail - from the voucher nobody finds the vote.
    players = Players(demo)
    await players.begin()
    start = entry(demo)
    try:
        for goal in ("合同", "决议", "听证"):
            await players.press(1, f"r:{start.id}")
            found = await taps(players, ["追这笔钱", goal])
            assert {"合同": CONTRACT, "决议": DECISION, "听证": HEARING}[goal] in found
            assert PAID in await taps(players, ["追这笔钱", str(start.dated.day)])
        card = await players.press(1, f"r:{start.id}")
        picture = next(data for label, data in card.labels.items() if "工程款收据" in label)
        await players.press(1, picture)
        name, sent = players.request.calls[-1]
        assert name == "sendPhoto"
        assert start.id in sent["caption"]
        assert "38,580.00" in sent["caption"]
        assert start.id in sent["reply_markup"]
    finally:
        await players.end()


async def taps(players: Players, labels: list[str]) -> str:
    """Press buttons by a part of their label, at most three, and return what is said then."""
    assert len(labels) <= MOST
    heard = players.request.chats[1]
    for words in labels:
        data = next(data for label, data in heard.labels.items() if words in label)
        heard = await players.press(1, data)
    return heard.text


def test_one_command_tells_the_whole_way_from_any_of_its_records(demo: Board) -> None:
    """Point 7 on the command line: ``follow`` names all four and every voucher, from each of them."""
    start = entry(demo)
    trail = follow(demo.records(), start).trail
    records: list[Record] = [start, *(stop.record for stop in trail.stops if stop.record is not None)]
    told = [followed(demo.home, one.id) for one in records]
    for one, said in zip(records, told, strict=True):
        stops = {stop["station"]: stop["title"] for stop in said["stops"]}
        assert {stops.get("resolution", one.title), stops.get("hearing", one.title)} >= {
            DECISION
        } or one.title == HEARING
        assert start.id in {voucher["id"] for voucher in said["vouchers"]}
        assert said["paid"] == 12_860_000
    assert len(told[0]["pictures"]) == 1


def followed(home: Path, which: str) -> dict[str, object]:
    """Run ``village-board follow`` as its user does."""
    program = Path(sys.executable).parent / "village-board"
    command = [program, "--home", home, "--today", TODAY.isoformat(), "follow", which, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return json.loads(done.stdout)
