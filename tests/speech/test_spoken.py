"""What is written becomes what is said (K19)."""

from __future__ import annotations

import re
import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.speech.reading_back import decimal, fen, number
from village_board.base.money import Fen
from village_board.i18n import translator
from village_board.speech.numerals import digits, whole
from village_board.speech.spoken import speakable, spoken

GOLDENS = [
    # The list of K19.
    ("123,456.78元", "十二万三千四百五十六元七角八分"),
    ("2026年9月30日", "二零二六年九月三十日"),
    ("3.5%", "百分之三点五"),
    ("13800138000", "幺三八零零幺三八零零零"),
    ("第3季度", "第三季度"),
    ("A4", "A四"),
    ("￥98,000", "九万八千元"),
    ("3.25亩", "三点二五亩"),
    ("±5", "正负五"),
    # Amounts.
    ("98,000 元", "九万八千元"),
    ("10.05元", "十元零五分"),
    ("10.50元", "十元五角"),
    ("0.05元", "五分"),
    ("余额-500.00元", "余额负五百元"),
    ("￥-5.00", "负五元"),
    ("¥1.5万", "一点五万元"),
    ("2万元", "两万元"),
    ("1.2亿元", "一点二亿元"),
    ("800元/亩/年", "八百元每亩每年"),
    ("1.23456元", "一点二三四五六元"),
    ("１２，３００元", "一万二千三百元"),
    # Days and times.
    ("2026-09-30 14:30", "二零二六年九月三十日十四点三十分"),
    ("9:05", "九点零五分"),
    ("14:00-16:00", "十四点至十六点"),
    ("9月3-5日", "九月三日至五日"),
    ("1—6月", "一至六月"),
    ("2025-2026年", "二零二五至二零二六年"),
    ("2026年度", "二零二六年度"),
    ("2-6月", "二至六月"),
    ("2月2号", "二月二日"),
    ("Q3收支", "第三季度收支"),
    ("2026Q3", "二零二六年第三季度"),
    ("〔2026〕12号", "二零二六年十二号"),
    ("30天", "三十天"),
    # Shares, ranges, ratios.
    ("3%-5%", "百分之三至百分之五"),
    ("-3.5%", "负百分之三点五"),
    ("±0.5%", "正负百分之零点五"),
    ("100%", "百分之百"),
    ("12.5‰", "千分之十二点五"),
    ("2/3以上", "三分之二以上"),
    ("1:500", "一比五百"),
    ("10-20亩", "十至二十亩"),
    ("1-3组", "一至三组"),
    ("第1-3组", "第一至三组"),
    # Units.
    ("50mm", "五十毫米"),
    ("120㎡", "一百二十平方米"),
    ("-3℃", "零下三摄氏度"),
    ("約3畝", "約三亩"),
    # Two of a thing, and number two.
    ("2户", "两户"),
    ("2组", "二组"),
    ("第2条", "第二条"),
    ("2月2日", "二月二日"),
    ("12个", "十二个"),
    # Telephones and codes.
    ("0571-87654321", "零五七幺八七六五四三二幺"),
    ("拨打12345", "拨打幺二三四五"),
    ("12345热线", "幺二三四五热线"),
    ("JZ-2026-004", "J Z 杠二零二六杠零零四"),
    ("2026-07", "二零二六杠零七"),
    ("h2hcm4q7", "H 二 H C M 四 Q 七"),
    ("i2345678", "I 二三四五六七八"),
    ("4G", "四 G"),
    ("G104国道", "G幺零四国道"),
    ("PM2.5", "PM二点五"),
    # Signs, addresses, what was masked.
    ("见https://t.me/x?start=r_1。", "见村务公开里的网址。"),
    ("138****8000", "号码略"),
    ("李**", "李某某"),
    # What is words already stays.
    ("三重一大，二〇二六年。", "三重一大，二〇二六年。"),
    ("123456789012345678", "号码略"),
    ("", ""),
    ("月初1.50元 + 收入3.00元 − 支出0.50元 = 月末4元", "月初一元五角加收入三元减支出五角等于月末四元"),
    ("期初 3 - 支出 2 = 结余 1元", "期初三减支出二等于结余一元"),
    ("村道 - 北段", "村道 - 北段"),
    ("12345", "幺二三四五"),
    ("或12388", "或幺二三八八"),
    ("12345亩", "一万二千三百四十五亩"),
]


@pytest.mark.parametrize(("written", "said"), GOLDENS)
def test_k19_goldens(written: str, said: str) -> None:
    """K19: numbers, amounts, dates, shares, telephones, quarters, codes and units are said in Chinese words."""
    # Guard: village_board/speech/spoken.py:_RULES - without a rule its goldens keep their digits
    assert spoken(written) == said


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_k19_amounts_read_back_equal(amount: int) -> None:
    """K19: an amount as the board writes it is understood as the same amount."""
    # Guard: village_board/speech/numerals.py:yuan - a jiao left out makes 10.50 into 10.00
    assert fen(spoken(translator("zh-Hans").money(Fen(amount)))) == amount


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_k19_whole_numbers_read_back_equal(value: int) -> None:
    """K19: any whole number is understood as itself, with and without commas."""
    assert number(whole(value)) == value
    assert number(spoken(f"共{value:,}").removeprefix("共")) == value


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_k19_areas_read_back_equal(area: Decimal) -> None:
    """K19: an area in mu is understood as itself."""
    assert decimal(spoken(f"{area}亩").removesuffix("亩")) == area


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_k19_days_are_said_alike_however_written(day: date) -> None:
    """K19: a day is said alike whether it is written in Chinese or with dashes."""
    said = spoken(f"{day.year}年{day.month}月{day.day}日")
    assert said == spoken(day.isoformat())
    assert number(said.partition("年")[2].partition("月")[0]) == day.month


@given(st.text(alphabet=st.sampled_from("0123456789.,-~%/:：年月日元亩个第A4qh 一，。*￥±号"), max_size=40))
def test_k19_no_digit_is_left(text: str) -> None:
    """K19: whatever stands together, no digit is left for a voice that reads it the Western way."""
    # Guard: village_board/speech/spoken.py:_RULES - the last rule says what no other one took
    assert not re.search(r"\d", spoken(text))


@pytest.mark.parametrize(
    "personal",
    ["13800138000", "330106196701011234", "6222021234567890128", "13800138000 13900139000"],
)
def test_k18_nothing_personal_is_spoken(personal: str) -> None:
    """K18: a telephone, identity or card number of a person is never spoken, however a text came to hold it."""
    # Guard: village_board/speech/spoken.py:speakable - without the gate the number is read aloud
    said = speakable(f"联系人张建国，手机{personal}，请来村委会。")
    for aloud in (True, False):
        assert digits(re.sub(r"\D", "", personal)[3:11], aloud=aloud) not in said
    assert "号码略" in said
    assert "请来村委会" in said


def test_k19_english_keeps_its_digits_and_loses_what_is_personal() -> None:
    """K18, K19: English is left to an English voice, without numbers of persons and addresses."""
    said = speakable("98,000.50 yuan. Mr Li, mobile 13800138000, https://t.me/x", "en")
    assert "98,000.50 yuan" in said
    assert "138" not in said
    assert "t.me" not in said


@pytest.mark.parametrize("unit", ["a", "a-", "1-", "1,111", "1a-", "第", "+", "*", "1 ", "1:"])
def test_k19_hostile_text_takes_linear_time(unit: str) -> None:
    """K19: three times the text takes about three times as long, whatever it is made of."""

    def seconds(count: int) -> float:
        text = unit * count
        began = time.perf_counter()
        spoken(text)
        return time.perf_counter() - began

    small = min(seconds(2_000) for _ in range(3))
    assert min(seconds(6_000) for _ in range(3)) < 6 * small + 0.05
