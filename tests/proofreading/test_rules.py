"""What contradicts and what does not, sentence by sentence."""

from __future__ import annotations

from datetime import date

import pytest

from village_board.privacy.document import document_of
from village_board.proofreading.contacts import stale_contacts
from village_board.proofreading.model import Certainty, Contact
from village_board.proofreading.rules import findings


def told(*parts: str | list[list[str]]) -> list[tuple[str, str]]:
    return [(one.kind.value, one.text) for one in findings(document_of(*parts))]


@pytest.mark.parametrize(
    "text",
    [
        "全年共受理申请7件，其中当面2件，信函1件，网上4件。",
        "全年收到申请305件，其中自然资源局80件，区本级69件，住建局37件。",
        "全村45名代表，其中党员20名、妇女30名。",
        "扣除其中4项不涉及外，将其余61项划分为23个栏目。",
        "常住人口1200人，其中低保户12户25人。",
        "每户500元，运费20元，共520元。",
        "单价50元，运费20元，共1020元。",
        "召开会议3次，走访5户，共解决问题12个。",
        "1.3万条信息，其中甲类0.7万条，乙类0.7万条。",
        "共受理来信9.6万余件，其中甲3件，乙4件。",
        "2024年共召开会议5次。2025年全年共召开会议7次。",
        "一季度全年共召开会议5次。二季度共召开会议7次。",
        "张村共召开会议13次。李村共召开会议16次。",
        "《2015年项目目录》（通财〔2016〕23号）",
        "《2016-2020年发展规划》（国发〔2015〕2号）",
        "收到申请69件，较上年度下降19.8%。",
        "收入由100万元增至121万元，增长21%。",
        "办结率超过98%，本村党员45人，占全镇党员的3%。",
        "水稻占33.3%，小麦占33.3%，其他占33.3%。",
        "12月25日至1月5日；2024年2月29日；9月8日至次年3月1日。",
        "自2025年1月1日至2025年1月1日。编号2025-13-45-6。",
        "版本3.2.30，电话0512-57312345，比分2:30。",
        "村务档案、国家档案馆、设定权限、民众、计划：村委会。",
        "为什么？因为党支部没有开会。",
    ],
)
def test_what_fits_is_left_alone(text: str) -> None:
    """Partial lists, overlapping groups, other years and villages, rounding, months over New Year: no remark."""
    # Guard: village_board/proofreading/sums.py:_judged - clerks stop reading remarks that are wrong.
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("申请7件：当面2件、信函1件、网上5件。", "contradiction", "7件：当面2件、信函1件、网上5件"),
        ("党员12名，其中妇女13名。", "contradiction", "12名，其中妇女13名"),
        ("应到45人，实到46人。", "contradiction", "45人，实到46人"),
        ("收入１２０元，其中甲６０元，乙７０元。", "contradiction", "１２０元，其中甲６０元，乙７０元"),
        ("共119件，其中甲60件，其他60件。", "contradiction", "119件，其中甲60件，其他60件"),
        ("全年收到申请7件，较上年度下降12.7%。", "percentage", "7件，较上年度下降12.7%"),
        ("上年收入100元，本年收入90元，同比增长10%。", "percentage", "100元，本年收入90元，同比增长10%"),
        ("群众满意率达102%。", "percentage", "102%"),
        ("二〇二五年十三月一日", "date", "二〇二五年十三月一日"),
        ("3月20日至10日公示。", "date", "3月20日至10日"),
        ("规划期为2020年至2016年。", "date", "2020年至2016年"),
        ("开始时间：2026年5月10日，截止时间：2026年5月1日。", "date", "2026年5月1日"),
        ("发布日期：2013年2月10日\n（皖办发〔2014〕37号）", "date", "〔2014〕37号"),
        ("村\x03委会", "garbled", "\x03"),
    ],
)
def test_what_cannot_be_is_told(text: str, kind: str, place: str) -> None:
    """A remark of the kind, over the words that contradict each other."""
    assert told(text) == [(kind, place)]


def test_totals_of_a_table_are_added_again() -> None:
    """A total of a column that is off by one, a total of a row with two digits changed about; subtotals are known."""
    # Guard: village_board/proofreading/table_sums.py:_columns - sheets of accounts are hung up wrong.
    rows = [["项目", "上半年", "下半年", "合计"], ["水费", "10", "20", "30"], ["电费", "5", "7", "12"]]
    assert told([*rows, ["合计", "15", "27", "42"]]) == []
    assert told([*rows, ["合计", "15", "28", "42"]]) == [("contradiction", "28"), ("contradiction", "42")]
    assert told([*rows, ["路灯", "11", "12", "32"], ["合计", "26", "39", "74"]]) == [
        ("contradiction", "32"),
        ("contradiction", "74"),
    ]
    grouped = [["项目", "金额"], ["甲", "1"], ["乙", "2"], ["小计", "3"], ["丙", "4"], ["丁", "5"], ["小计", "9"]]
    assert told([*grouped, ["合计", "12"]]) == []
    assert told([*grouped, ["合计", "13"]]) == [("contradiction", "13")]


def test_what_is_no_sum_in_a_table_is_left_alone() -> None:
    """Unit prices, balances and products are not added up."""
    rows = [["项目", "数量", "单价", "合计"], ["水泥", "3", "400", "1200"], ["砂", "5", "90", "450"]]
    assert told([*rows, ["合计", "8", "", "1650"]]) == []
    assert told([["月", "收入", "余额"], ["1", "5", "105"], ["2", "6", "111"], ["合计", "11", "111"]]) == []


def test_an_empty_table_of_no_known_form() -> None:
    """Nothing but strokes is told; a form with headers, to be filled in by hand, is not."""
    (one,) = findings(document_of("附表\n| | | |\n| | | |\n| | | |\n"))
    assert (one.kind.value, one.restored) == ("empty_table", None)
    assert told([["", ""], ["", ""], ["", ""]]) == [("empty_table", "")]
    assert told([["姓名", "签字"], ["", ""], ["", ""], ["", ""]]) == []
    assert told("甲 | 乙\n| |") == []


def test_one_reading_in_brackets_may_be_meant() -> None:
    """A name may carry its reading; only many of them are damage without doubt."""
    (one,) = findings(document_of("主任翟(zhái)卫国主持会议。"))
    assert one.certainty is Certainty.INFERRED


def test_the_page_goes_on_behind_its_mark() -> None:
    """A sum that a page mark cuts is added up as if the mark were not there."""
    # Guard: village_board/proofreading/garbled.py:_pages - a sentence ends where a page does.
    text = "全年共受理申请7件,其中当面2件,信\n— 3 —\n函1件,网上5件。"
    assert told(text) == [("contradiction", text[7:-1]), ("garbled", "— 3 —")]


def test_contacts_that_were_not_checked_for_long() -> None:
    """Within the limit nothing; a day more, or never, is told with the number of days."""
    # Guard: village_board/proofreading/contacts.py:_reason - a number that nobody answers stays on the board.
    today = date(2026, 7, 1)
    contacts = [Contact(label, "57312345", day) for label, day in (("a", date(2026, 1, 2)), ("b", date(2026, 1, 1)))]
    told_of = stale_contacts([*contacts, Contact("c", "1", None)], today, 180)
    assert [str(one.place.words) for one in told_of] == ["contact of b", "contact of c"]
    assert told_of[0].reason.facts == {"days": 181, "limit": 180}
