"""Point 6: how a price stands to the valuation is said in words, on both faces."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answers.cards import opened
from bot.asking import Asking
from kiosk.pages.contracts import ContractPage
from kiosk.sheet import Facts, Shelf
from tests.support.builders import keep
from village_board.accounts.register_words import price_said
from village_board.accounts.registers import Contract, Resource
from village_board.board import Board
from village_board.i18n import translator

LEASE = Contract(number="HT-1", name="门面租赁", type="租赁", party_b="便民超市", part_share="1/3",
                 escalation="每3年递增5%", starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1))  # fmt: skip


@pytest.mark.parametrize(
    ("price", "valuation", "floor", "said"),
    [
        (120_000, 100_000, 90_000, "20000 above the valuation"),
        (80_000, 100_000, 90_000, "20000 below the valuation"),
        (100_000, 100_000, None, "the same as the valuation"),
        (100_000, None, 90_000, "10000 above the floor price"),
        (80_000, None, 90_000, "10000 below the floor price"),
        (None, 100_000, None, "None"),
        (100_000, None, None, "None"),
    ],
)
def test_a_price_is_compared_with_the_valuation_else_with_the_floor(
    price: int | None, valuation: int | None, floor: int | None, said: str
) -> None:
    """The valuation comes first; without a price or without both there is nothing to say."""
    assert str(price_said(replace(LEASE, price=price, valuation=valuation, floor_price=floor))) == said


def test_p6_p12_both_faces_say_part_growth_and_price_against_valuation(board: Board) -> None:
    """P6, P12: a villager needs no arithmetic, neither in the hall nor at home."""
    # Guard: bot/answers/registers.py:_terms - whether the village let it too cheaply is seen in the hall only.
    (kept,) = keep(board, replace(LEASE, price=80_000, valuation=100_000))
    sheet = ContractPage(kept.id).read(Shelf(board.records(), board.settings, translator("zh-Hans", "kiosk")))
    hall = "".join(value for part in sheet.parts if isinstance(part, Facts) for _, value in part.pairs)
    chat = opened(Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, (kept.id,))).text
    for said in ("比评估价低200.00元", "1/3", "每3年递增5%", "1,000.00"):
        assert said in hall
        assert said in chat


def test_in_the_bot_a_contract_leads_to_its_land_and_the_land_to_its_contracts(board: Board) -> None:
    """Every contract to its land: one tap there, one back; the newest contract comes first."""
    # Guard: bot/answers/registers.py:thing_button - whoever asks at home never learns which pond it is.
    (pond,) = keep(board, Resource(number="ZY-1", name="村东鱼塘"))
    old, new = keep(
        board,
        replace(LEASE, number="HT-1", name="旧合同", subject="ZY-1", starts_on=date(2020, 1, 1)),
        replace(LEASE, number="HT-2", name="新合同", subject="ZY-1"),
    )

    def doors(id_: str) -> list[tuple[str, str]]:
        asking = Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, (id_,))
        return [(button.label, button.data) for row in opened(asking).rows for button in row]

    assert ("村东鱼塘", f"r:{pond.id}") in doors(new.id)
    assert doors(pond.id)[:2] == [("新合同", f"r:{new.id}"), ("旧合同", f"r:{old.id}")]
