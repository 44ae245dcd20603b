"""Personal numbers are found and masked (A29); what is none is left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.base.money import yuan
from village_board.text.mask import (
    find_personal_numbers,
    mask_bank_card,
    mask_identity_number,
    mask_mobile,
    mask_name,
    mask_personal_numbers,
)
from village_board.text.numbers import is_identity_number

# Invented: the area code belongs to no place in the demo village, and the check digits are computed.
IDENTITY = "320583199001010010"
CARD = "6217001234567890122"
MOBILE = "13800138000"
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def kinds(text: str) -> list[str]:
    return [span.kind for span in find_personal_numbers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (IDENTITY, ["identity_number"]),
        (f"身份证号{IDENTITY}。", ["identity_number"]),
        (" ".join(IDENTITY), ["identity_number"]),
        ("320583-19900101-0010", ["identity_number"]),
        (IDENTITY.translate(WIDE), ["identity_number"]),
        ("11010519491231002x", ["identity_number"]),
        ("320583900101123", ["identity_number"]),
        (CARD, ["bank_card"]),
        ("6217 0012 3456 7890 122", ["bank_card"]),
        (MOBILE, ["mobile"]),
        ("电话：138-0013-8000", ["mobile"]),
        ("＋86 138 0013 8000", ["mobile"]),
        ("8613800138000", ["mobile"]),
        (f"tel{MOBILE}", ["mobile"]),
        (f"1，{MOBILE},13900139000", ["mobile", "mobile"]),
        (f"{MOBILE} {IDENTITY} {CARD}", ["mobile", "identity_number", "bank_card"]),
    ],
)
def test_a29_personal_numbers_are_found_however_they_are_written(text: str, found: list[str]) -> None:
    """A29: plain, full-width, spaced and hyphenated identity numbers, cards and mobiles are found."""
    # Guard: village_board/text/numbers.py:_kinds - a villager's identity number goes onto the wall.
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "HT-2026-0001",
        "记-2026-09-0012",
        "合同编号：HT-13912345678",
        "凭证号13912345678",
        "13800138000.00元",
        "￥13800138000",
        "13800138000元",
        "2026-09-30 2027-09-29",
        "2026年9月30日 15:00",
        "202609300012345",
        "320583202609300001",
        "91320583123456789X",
        "1,380,013,800.00",
        f"{IDENTITY}1",
        f"9{MOBILE}",
        "320583199013010010",
        "0512-57123456",
        "记-2047-11-2607 2047-11-22 2048-06-09",
        "34.64 2019.10.07-2026-05-22",
    ],
)
def test_numbers_of_papers_amounts_and_dates_are_left_alone(text: str) -> None:
    """Voucher and contract numbers, amounts, dates and landlines are no personal numbers."""
    # Guard: village_board/text/numbers.py:is_of_paper_or_money - honest papers are stopped, and people switch it off.
    assert kinds(text) == []


@given(
    st.integers(-(10**13), 10**13),
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.integers(1, 900),
    st.integers(1, 9999),
)
def test_a_line_of_the_accounts_is_never_stopped(fen: int, day: date, days: int, number: int) -> None:
    """An amount, a term and a voucher number in one line hold nothing personal."""
    until = day + timedelta(days=days)
    assert kinds(f"记-{day:%Y-%m}-{number:04d} {day} {until} {yuan(fen)}元 HT-{day.year}-{number}") == []


def test_only_a_number_right_behind_its_ordinal_is_that_of_a_paper() -> None:
    """第6217…号 is a paper's number; 第：6217… is a card's."""
    # Guard: village_board/text/numbers.py:_PAPER_BEFORE - whoever writes a colon shows the card.
    assert CARD in mask_personal_numbers(f"第{CARD}号")
    assert CARD not in mask_personal_numbers(f"第：{CARD}，")


@given(st.text(), st.sampled_from([IDENTITY, CARD, MOBILE]), st.text())
def test_what_is_masked_holds_no_personal_number(before: str, number: str, after: str) -> None:
    """After masking nothing is found any more, and the rest of the text is untouched."""
    text = f"{before}付给：{number}，{after}"  # behind 合同号 it would be that of a paper
    masked = mask_personal_numbers(text)
    assert number not in masked
    assert masked.endswith(after[-3:]) or find_personal_numbers(after)


def test_masks_are_the_strict_ones() -> None:
    """13 of 18 digits of an identity number, the middle of a mobile, all but four of a card are hidden."""
    # Guard: village_board/text/mask.py:mask_identity_number - birthday and four digits rebuild it.
    assert mask_identity_number("32058419900101001X") == "320*************1X"
    assert mask_mobile(MOBILE) == "138****8000"
    assert mask_bank_card(CARD) == "***************0122"
    assert mask_personal_numbers("＋86 138-0013-8000。") == "＋86 138****8000。"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳修", "欧阳*"),
        ("欧阳", "欧*"),
        ("葛\U000e0100三", "葛\U000e0100*"),
        ("𠮷三", "𠮷*"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_a_masked_name_keeps_the_surname_only(name: str, masked: str) -> None:
    """A name is shown by its surname, a compound one whole, with its variation selector."""
    assert mask_name(name) == masked


def test_identity_numbers_follow_the_standard() -> None:
    """GB 11643: area, birth date and the check digit by ISO 7064 MOD 11-2."""
    assert is_identity_number("11010519491231002X")  # the example of the standard
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("11010519491331002X")
