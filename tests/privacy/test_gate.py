"""One rule of the gate at a time: what it finds, what passes, how it is masked."""

from __future__ import annotations

import pytest

from village_board.base.message import say
from village_board.privacy.document import Document, Table, Text, document_of
from village_board.privacy.gate import blocks, gate, masked
from village_board.privacy.model import IdentityMask, Kind, Policy, Severity

# Invented; the check digits are computed.
IDENTITY, OLD, CARD, MOBILE = "320583199001010010", "320583900101123", "6217001234567890122", "13800138000"

Parts = str | list[list[str]]


def kinds(*parts: Parts) -> list[str]:
    return [hit.kind.value for hit in gate(document_of(*parts)) if hit.severity is Severity.BLOCK]


def after(*parts: Parts, policy: Policy | None = None) -> list[object]:
    document = document_of(*parts)
    done = masked(document, gate(document, policy))
    return [block.text if isinstance(block, Text) else block.rows for block in done.blocks]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"张三，身份证号{IDENTITY}。", "identity_number"),
        ("身份证号：320583199001010011", "identity_number"),
        (f"张三{OLD}", "identity_number"),
        ("三二零五八三一九九零零一零一零零一零", "identity_number"),
        ("32O583l99OOlOlOOlO", "identity_number"),
        ("3205831990\n01010010", "identity_number"),
        ("3.2.0.5.8.3.1.9.9.0.0.1.0.1.0.0.1.0", "identity_number"),
        ("320583\u200b19900101\u200b0010", "identity_number"),
        ("身份证号320583199001**0010", "identity_number"),
        ("身份证号３２０５８３＊＊＊＊＊＊＊＊００１０", "identity_number"),
        (f"电话{MOBILE}", "mobile"),
        ("幺三八零零幺三八零零零", "mobile"),
        ("138.0013.8000", "mobile"),
        ("手机：138××××80００", ""),
        ("手机：1380013****", ""),
        (f"一卡通号{CARD}", "bank_card"),
        ("社会保障卡号 A12345678", "bank_card"),
        ("家庭电话：57123456", "landline"),
        ("李四 0512-57123456", "landline"),
        ("苏E·12345", "plate"),
        ("苏ED12345", "plate"),
        ("住东塘村3组12号", "address"),
        ("东塘村三组十二号", "address"),
        ("张三，建设路12号3栋2单元301室", "address"),
        ("宅基地坐标：120.123456,31.123456", "coordinates"),
        ("出生日期：1990年1月1日", "birth_date"),
        ("村民张建国患肺癌", "health"),
        ("张*国（肢体二级）", "health"),
        ("殘疾人張建國，視力殘疾一級", "health"),
        ("李小明，12岁", "minor"),
        ("孤儿李小明", "minor"),
        ("张三家庭因病致贫", "relief_reason"),
        ("低保户张三", "relief_name"),
        ("村民李有才涉嫌诈骗", "matter"),
        ("李有才患精神分裂症", "matter"),
        ("秘密★1年", "secrecy"),
        ("内 部 资 料", "secrecy"),
    ],
)
def test_it_finds(text: str, found: str) -> None:
    """Each kind of point 5 is found, also written so that a simple pattern misses it."""
    # Guard: village_board/text/plain.py:plain - full-width and hidden characters get through.
    assert kinds(text) == ([found] if found else [])


@pytest.mark.parametrize(
    "text",
    [
        "合同编号HT-2026-001，租金12,345.00元，2026-09-30至2029-09-29",
        "记-2026-09-0012 收入13800138000.00元",
        "订单号2026093012345678901",
        "项目编号：320583202609300012",
        "统一社会信用代码：913205830000000001",
        "村委会办公电话0512-57123456，热线12345、12388，报警110",
        "咨询电话：0512-57123456（李主任）",
        "3组12号鱼塘、3组5号机井",
        "地址：文昌路8号村委会办公室",
        "泵站坐标120.123456,31.123456",
        "低保户12户，一级残疾5人，孤儿2人",
        "高血压、糖尿病等慢性病患者免费体检",
        "贯彻会议精神，弘扬精神文明，秘密写票，保守商业秘密",
        "张三 320*************10 138****8000 ************0122",
        "张三领取重度残疾人护理补贴80元",
        "村民代表王建国提议讨论低保评议办法",
        "石桥中学搬迁",
    ],
)
def test_it_lets_pass(text: str) -> None:
    """Amounts, dates, numbers of papers, offices, totals, general talk and what is masked already stop nothing."""
    # Guard: village_board/privacy/sites.py:_NO_HOUSE - a fish pond becomes somebody's house.
    assert kinds(text) == []


def test_each_value_is_judged_by_its_column() -> None:
    """A header makes every value of its column one of that kind, also the odd ones; totals stay."""
    # Guard: village_board/privacy/numbers.py:Numbers.odd - a number with one digit too few is published whole.
    rows = [
        ["姓 名", "身 份 证 号", "手机", "病种", "家庭住址", "金额"],
        ["张三", IDENTITY[:-1], "1380013800", "高血压", "东塘村3组12号", "500.00"],
        ["合计", "", "", "", "", "500.00"],
    ]
    assert after(rows) == [(
        tuple(rows[0]),
        ("张三", "320************01", "13****3800", "符合条件", "东塘村3组", "500.00"),
        tuple(rows[2]),
    )]  # fmt: skip


def test_a_table_of_numbers_of_people_by_degree_passes() -> None:
    """A column of degrees without a name beside it is a statistic."""
    assert kinds([["残疾等级", "人数"], ["一级", "5"], ["二级", "7"]]) == []


def test_p14_a_list_of_relief_masks_names_unless_the_rule_asks_for_them() -> None:
    """P14: names in a list of relief become 张*三 and 张*; with the policy they stay."""
    parts: tuple[Parts, ...] = (
        "东塘村低保名单",
        [["姓名", "金额"], ["张建三", "500"], ["欧阳修", "500"], ["李四", "1"]],
    )
    assert [row[0] for row in after(*parts)[1]] == ["姓名", "张*三", "欧阳*", "李*"]  # type: ignore[index]
    assert after(*parts, policy=Policy(names_in_relief=True))[1] == tuple(map(tuple, parts[1]))


def test_children_are_not_listed_at_all() -> None:
    """A list of pupils or orphans keeps its numbers and no name; a guardian's name is not a child's."""
    rows = [["儿童姓名", "监护人", "补助"], ["李小明", "李大明", "300"]]
    assert after("留守儿童名册", rows)[1] == (tuple(rows[0]), ("***", "李大明", "300"))
    assert kinds([["姓名", "年龄"], ["张三", "17"], ["李四", "18"]]) == ["minor"]


def test_p12_contracts_name_their_parties() -> None:
    """P12: the party of a contract is public; identity and telephone are not."""
    rows = [["合同编号", "承包人", "年租金"], ["HT-2026-001", "张三", "8000.00"]]
    assert kinds(rows) == []
    assert kinds([[*rows[0], "手机"], [*rows[1], MOBILE]]) == ["mobile"]


def test_one_number_over_several_cells_is_masked_as_one() -> None:
    """A number that is cut over cells side by side loses the same characters as a whole one."""
    # Guard: village_board/privacy/found.py:_masks - each cell is masked for itself and shows too much.
    rows = [["姓名", "身份证号", "", ""], ["张三", "320583", "19900101", "0010"]]
    assert after(rows)[0][1] == ("张三", "320***", "********", "**10")  # type: ignore[index]
    assert kinds([["130", "1200", "3000"], ["2026", "0930", "138"]]) == []


def test_a_form_has_its_labels_beside_the_values() -> None:
    """In a form the cell right of a label is judged like a column below it."""
    rows = [["姓名", "张三", "病种", "肺气肿"], ["住址", "东塘村3组12号", "卡号", "62170012345"]]
    assert sorted(kinds(rows)) == ["address", "bank_card", "health"]


def test_masks_are_strict_and_the_common_one_is_a_policy() -> None:
    """6.3: 13 of 18 hidden; by policy the birth date alone; under the strict policy the common mask shows too much."""
    # Guard: village_board/text/mask.py:mask_identity_number - birthday and four digits rebuild it.
    common = Policy(identity=IdentityMask.COMMON)
    assert after(f"身份证{IDENTITY}") == ["身份证320*************10"]
    assert after(f"身份证{IDENTITY}", policy=common) == ["身份证320583********0010"]
    assert kinds("身份证320583********0010") == ["identity_number"]
    assert gate(document_of("身份证320583********0010"), common) == ()


def test_p28_a_mark_of_secrecy_stops_and_has_no_mask() -> None:
    """P28: 秘密, 机密, 内部 as marks stop publication until somebody asked; no mask makes them go."""
    document = document_of("机密★5年")
    (hit,) = gate(document)
    assert (hit.kind, hit.mask, hit.severity) == (Kind.SECRECY, None, Severity.BLOCK)
    assert masked(document, [hit]) == document


def test_what_may_be_right_warns_only() -> None:
    """An office's mobile and an offence without a name are told, and stop nothing."""
    hits = gate(document_of(f"值班电话：{MOBILE}", "举报涉嫌违法的线索"))
    assert [(hit.kind, hit.severity) for hit in hits] == [
        (Kind.MOBILE, Severity.WARN),
        (Kind.MATTER, Severity.WARN),
    ]
    assert not blocks(hits)


def test_a_hit_names_its_place_and_never_the_value() -> None:
    """A paragraph is counted over the whole document; a cell has its row's own number and its header."""
    table = Table((("卡号",), (CARD,)), numbers=(4, 12), source="附表")
    document = Document((Text("一\n二"), Text(f"三 {MOBILE}"), table, Text(MOBILE, place=say("page header"))))
    hits = gate(document)
    assert [str(hit.place.words) for hit in hits] == ["paragraph 3", "附表: row 12, column 卡号", "page header"]
    assert [hit.shown for hit in hits] == ["138****8000", "***************0122", "138****8000"]


def test_the_borders_of_cells_cannot_be_forged() -> None:
    """Control characters in foreign text part nothing and hide nothing."""
    forged = "320583\x1f19900101\x1e0010\x1d"
    assert gate(document_of(forged, [[forged, MOBILE]]))[-1].place.cell == 1


def test_many_ambiguous_words_take_no_time() -> None:
    """A line of words that could each begin a name or a list ends at once."""
    # Guard: village_board/privacy/matters.py:_RELIEF_THEN - without the atomic group this line takes years.
    gate(document_of("低保户" + "户户、" * 20 + "张三", "低保" * 2000, "因病致贫" * 2000, "组1号" * 3000, "*" * 20000))


def test_who_signed_a_voucher_is_not_whom_it_was_paid_for() -> None:
    """A register of papers names officers; relief, schools and illness in its summaries say nothing of them."""
    # Guard: village_board/privacy/matters.py:Matters.persons - a village's own vouchers are stopped row by row.
    rows = [
        ["凭证号", "摘要", "金额", "经手人", "审批人"],
        ["记-0019", "春节慰问东浜困难户", "1300", "顾雪香", "潘义荣"],
        ["记-0020", "原小学用地平整", "900", "解惠云", "潘义荣"],
        ["记-0021", "高血压义诊用品", "80", "解惠云", "潘义荣"],
    ]
    assert kinds(rows) == []


@pytest.mark.parametrize(
    "text",
    ["张三，电话一三八零零一三八零零零，住东浜组12号", "我住东浜组12号，联系我", "李四家住南街组5号，电话638812"],
)
def test_a_telephone_beside_a_house_makes_no_office_of_it(text: str) -> None:
    """Whoever lives there is named by the house number, whatever stands beside it."""
    # Guard: privacy/sites.py:_HERE - the address of whoever gives a telephone goes on the wall.
    assert Kind.ADDRESS in {hit.kind for hit in gate(document_of(text))}


def test_an_office_with_its_telephone_stays_readable() -> None:
    """Where to go and whom to call is what villagers look for."""
    assert gate(document_of("村委会办公地址：东浜组12号，电话63881234")) == ()


def test_a_mistyped_number_under_a_header_of_papers_of_identity_is_found() -> None:
    """证件 alone says what the column holds, though the check digit is wrong."""
    table = Table((("当事人", "证件"), ("张三", "320584194912310022")))
    assert [hit.kind for hit in gate(Document((table,)))] == [Kind.IDENTITY_NUMBER]
