"""A year's notice is read from its own words, as a clerk copies them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from village_board.calendar.loading import read_notice, shipped_year
from village_board.calendar.wording import values_of

DAY = date(2026, 11, 22)
#: the days of a year that is shipped, in the wording of such notices.
WORDS = """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府：现将放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，要妥善安排好值班。
2025年11月4日
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_words_of_a_notice_give_its_days(tmp_path: Path, encoding: str) -> None:
    """The same days off and worked weekends as the shipped year, whatever editor saved the text."""
    # Guard: calendar/loading.py:_values - a clerk has to write TOML.
    file = tmp_path / "通知.txt"
    file.write_bytes(WORDS.encode(encoding))
    made, findings = read_notice(file, DAY)
    shipped = shipped_year(2026)
    assert made is not None, [str(one.message) for one in findings]
    assert shipped is not None
    assert made.holidays == shipped.holidays
    assert (made.notice, made.number) == ("国务院办公厅关于2026年部分节假日安排的通知", "国办发明电〔2025〕7号")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("共9天", "共8天", "there are 9 days"),
        ("2月14日（周六）", "2月13日（周五）", "no Saturday or Sunday"),
        ("关于2026年", "关于", "a year between 2004 and 2100"),
        ("至6日（周一）放假", "放假", "from 2026-04-04 to 2026-04-04 there are 1 days"),
        ("5月9日（周六）上班", "5月39日上班", "a day must stand here"),
    ],
)
def test_a_slip_in_the_words_is_said(tmp_path: Path, was: str, now: str, said: str) -> None:
    """What a copied text got wrong keeps it from being used, with the place and the reason."""
    assert was in WORDS
    file = tmp_path / "notice.txt"
    file.write_text(WORDS.replace(was, now), encoding="utf-8")
    made, findings = read_notice(file, DAY)
    assert made is None
    assert any(said in str(one.message) for one in findings), [str(one.message) for one in findings]


def test_a_file_that_is_no_notice_says_what_to_do(tmp_path: Path) -> None:
    """Neither words nor the form: the sentence names no format that a clerk does not know."""
    file = tmp_path / "notice.txt"
    file.write_text("村里的通知", encoding="utf-8")
    _, (finding,) = read_notice(file, DAY)
    assert "save its words as a text file" in str(finding.message)


def test_a_new_year_that_begins_in_the_old_one_keeps_its_year() -> None:
    """A year that stands in the words holds; else it is the notice's."""
    (holiday,) = values_of("关于2023年部分节假日安排的通知\n一、元旦：2022年12月31日至2023年1月2日放假调休。")[
        "holiday"
    ]
    assert (holiday["from"], holiday["to"]) == (date(2022, 12, 31), date(2023, 1, 2))
