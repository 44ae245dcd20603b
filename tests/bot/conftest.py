"""A board with something to ask about, and people who talk to the bot through its own handlers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date

import pytest

from tests.bot.players import Players
from tests.support.bot_api import BotApi
from tests.support.builders import TODAY, Staff, a_voucher, announced, convened, hire, keep, memory_board
from tests.support.clocks import GivenClock
from tests.support.copied import copy
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import Contract, Instalment
from village_board.board import Board
from village_board.disclosure.model import Item


@pytest.fixture(scope="session")
def _hired() -> Iterator[tuple[Board, Staff]]:
    """A board with its six persons in office, which is only copied."""
    made = memory_board(GivenClock(TODAY))
    yield made, hire(made)
    made.close()


@pytest.fixture(scope="session")
def _told(_hired: tuple[Board, Staff]) -> Iterator[Board]:
    """That board with something to ask about, which is only copied."""
    made = memory_board(GivenClock(TODAY))
    copy(_hired[0], made)
    _furnish(made, _hired[1])
    yield made
    made.close()


@pytest.fixture
def staff(board: Board, _hired: tuple[Board, Staff]) -> Staff:
    """Six persons in office on that board."""
    copy(_hired[0], board)
    return _hired[1]


@pytest.fixture
def village(board: Board, staff: Staff, _told: Board) -> Board:
    """A board with a hearing ahead, a meeting ahead, three months of money, a pond in arrears, an item."""
    del staff  # they are in office on it
    copy(_told, board)
    return board


def _furnish(board: Board, staff: Staff) -> None:
    announced(board, staff)
    convened(board, staff, matter="鱼塘改标")
    keep(board, OpeningBalance(account="102", debit=1_000_000))
    keep(
        board,
        a_voucher("1", date(2026, 3, 5), ("102", 500_000, 0), ("511", 0, 500_000), summary="收鱼塘承包金"),
        a_voucher("2", date(2026, 3, 9), ("541", 123_456, 0), ("102", 0, 123_456), summary="修路灯"),
        a_voucher("3", date(2026, 8, 1), ("541", 10_000, 0), ("102", 0, 10_000), summary="办公用品"),
    )
    keep(board, Contract(number="HT-1", name="鱼塘承包合同", party_b="李阿福", ends_on=date(2027, 1, 1)))
    keep(board, Instalment(contract="HT-1", sequence=1, due_on=date(2026, 6, 1), due=800_000, key="HT-1/1"))
    keep(board, Item(number="GK-1", name="三月账目", content="三月的账", period="2026-03", published_on=TODAY))


@pytest.fixture
async def players(village: Board) -> AsyncIterator[Players]:
    """People in private chats with the bot of that board."""
    made = Players(village)
    await made.begin()
    yield made
    await made.end()


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A Bot API server on loopback."""
    with BotApi() as server:
        yield server
