"""Notices and reports of an invented village by chance, in which everything fits, and errors planted into them.

Written apart from the proofreader: nothing here is shared with it, no pattern and no table of words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tests.privacy.making import Dice
from village_board.privacy.document import Document, document_of

YEAR = 2025
WEEKDAYS = "一二三四五六日"
Part = str | list[list[str]]


@dataclass(frozen=True)
class Planted:
    """A document with one error: of which kind, and where the remark must lie."""

    kind: str
    document: Document
    within: str


def split(d: Dice, total: int, count: int) -> list[int]:
    """Cut a number into so many parts, none of them nought."""
    cuts = sorted(d.sample(range(1, total), count - 1))
    return [last - first for first, last in zip([0, *cuts], [*cuts, total], strict=True)]


def received(d: Dice, slip: int = 0) -> str:
    total = d.n(9, 400)
    a, b, c = split(d, total, 3)
    return f"全年共收到意见建议{total + slip}件，其中当面提出{a}件，信函{b}件，网上提交{c}件，全部办结。"


def listed(d: Dice, slip: int = 0) -> str:
    a, b, c, e = (d.n(2, 300) for _ in range(4))
    return f"梳理公开事项{a + b + c + e + slip}项（党务{a}项、村务{b}项、财务{c}项、服务{e}项），已全部上墙。"


def joined(d: Dice, slip: int = 0) -> str:
    a, b = d.n(20, 90), d.n(5, 19)
    return f"本镇{a}家企业和{b}个合作社共{a + b + slip}家单位参加了培训。"


def spent(d: Dice, slip: int = 0) -> str:
    a, b = d.n(1000, 90000), d.n(1000, 90000)
    return f"机井维修：材料费{a}元，人工费{b}元，合计{a + b + slip}元。"


def kept(d: Dice, slip: int = 0) -> str:
    all_, less = d.n(40, 90), d.n(2, 9)
    return f"对照目录{all_}项进行梳理，扣除其中{less}项不涉及本村外，其余{all_ - less + slip}项已公开。"


def voted(d: Dice) -> str:
    called = d.n(40, 60)
    came = called - d.n(1, 8)
    against, blank = d.n(1, 4), d.n(1, 4)
    return (
        f"应到代表{called}人，实到{came}人，同意{came - against - blank}票，反对{against}票，弃权{blank}票，方案通过。"
    )


def changed(d: Dice, what: str = "经营收入", slip: str = "") -> str:
    before = d.n(2000, 90000)
    now = before + d.n(1, 90) * before // 100
    said = slip or f"{(now / before - 1) * 100:.1f}"
    return f"上年{what}{before}元，本年{what}{now}元，同比增长{said}%。"


def poor(d: Dice, slip: int = 0) -> str:
    all_, few = d.n(300, 900), d.n(60, 120)
    return f"全村共有{all_}户，其中低保户{few}户，占{few / all_ * 100 + slip:.1f}%。"


def closed(d: Dice, slip: int = 0) -> str:
    all_ = d.n(50, 300)
    done = all_ - d.n(1, 20)
    return f"受理来电{all_}件，办结{done}件，办结率{done / all_ * 100 + slip:.2f}%。"


def a_day(d: Dice) -> date:
    return date(YEAR, 1, 1) + timedelta(days=d.n(0, 330))


def said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def shown(d: Dice) -> str:
    begin = a_day(d)
    end = begin + timedelta(days=d.n(3, 30))
    return f"公示期自{said(begin)}起至{said(end)}止，逾期不再受理。"


def called(d: Dice, slip: int = 0) -> str:
    day = a_day(d)
    return f"定于{said(day)}（星期{WEEKDAYS[(day.weekday() + slip) % 7]}）上午9时在村部召开村民代表会议。"


def cited(d: Dice) -> str:
    year = d.n(2015, YEAR)
    return f"按照《{year}年村务公开工作要点》（苏政办发〔{year}〕{d.n(1, 90)}号）要求，认真组织实施。"


def held(d: Dice) -> str:
    return f"二季度共召开党员大会{d.n(1, 9)}次；三季度共召开党员大会{d.n(1, 9)}次。"


def plain(d: Dice) -> str:
    return d.one(
        f"村务监督委员会主任{d.person()}对{d.n(2, 30)}张票据逐一审核。",
        f"种植水稻{d.share()}亩，每亩补贴{d.n(50, 300)}元。",
        f"联系电话：{d.office()}，地址：{d.town()}村村部{d.n(1, 9)}号窗口。",
        f"合同编号：{d.contract()}，承包期{d.n(3, 30)}年。",
        f"常住人口{d.n(900, 3000)}人，其中党员{d.n(20, 90)}人，妇女{d.n(300, 450)}人，60岁以上{d.n(100, 400)}人。",
        "“三资”管理全程留痕，群众满意率达98.6%。",
    )


def money_table(d: Dice) -> list[list[str]]:
    rows = [["序号", "项目", "一季度", "二季度", "合计"]]
    for at, name in enumerate(d.sample(["管理费", "水电费", "公益支出", "误工补贴", "维修费", "保洁费"], 4), 1):
        one, two = d.n(100, 99999), d.n(100, 99999)
        rows.append([str(at), name, str(one), str(two), str(one + two)])
    sums = [str(sum(int(row[at]) for row in rows[1:])) for at in (2, 3, 4)]
    return [*rows, ["", "合计", *sums]]


FITTING: tuple[Callable[[Dice], str], ...] = (
    received, listed, joined, spent, kept, voted, changed, poor, closed, shown, called, cited, held, plain, plain,
)  # fmt: skip


def clean_notice(seed: str) -> Document:
    """Return a notice in which everything fits."""
    return document_of(*_parts(Dice(seed)))


def _parts(d: Dice) -> list[Part]:
    lines = [maker(d) for maker in d.sample(FITTING, d.n(4, 9))]
    total = d.n(20, 900)
    lines.insert(0, f"{YEAR}年，{d.town()}村全年主动公开信息{total}条，村务公开工作有序推进。")
    lines.append(f"综上，全年共发布信息{total}条。")
    return [f"{d.town()}村{YEAR}年工作公示", "\n".join(lines), money_table(d), said(date(YEAR, 12, d.n(1, 31)))]


def _off(d: Dice, number: int) -> int:
    """Return how far a slip of the pen is from a number: one more, or two digits changed about."""
    digits = str(number)
    places = [at for at in range(1, len(digits)) if digits[at] != digits[at - 1]]
    if places and d.random() < 0.5:
        at = d.choice(places)
        return int(digits[: at - 1] + digits[at] + digits[at - 1] + digits[at + 1 :]) - number
    return d.choice([1, -1])


def wrong_sum(d: Dice) -> tuple[str, str]:
    line = d.choice([received, listed, joined, spent, kept])(d, d.choice([1, -1]))
    return "contradiction", line


def twice(d: Dice) -> tuple[str, str]:
    number = d.n(20, 9000)
    return "contradiction", f"全年累计召开协调会{number}次。\n年内共召开协调会{number + _off(d, number)}场，"


def late_title(d: Dice) -> tuple[str, str]:
    year = d.n(2012, YEAR)
    return "contradiction", f"落实《{year + 1}年工作要点》（苏办发〔{year}〕{d.n(1, 90)}号）。"


def many_votes(d: Dice) -> tuple[str, str]:
    came = d.n(20, 50)
    return "contradiction", f"实到{came}人，同意{came}票，反对{d.n(1, 5)}票，弃权1票。"


def wrong_change(d: Dice) -> tuple[str, str]:
    return "percentage", changed(d, "租金收入", f"{d.n(120, 400)}.{d.n(0, 9)}")


def wrong_share(d: Dice) -> tuple[str, str]:
    return "percentage", d.choice([poor, closed])(d, d.choice([-3, 4, -2]))


def wrong_split(d: Dice) -> tuple[str, str]:
    a, b = d.n(20, 40), d.n(20, 40)
    return "percentage", f"水稻占{a}%，小麦占{b}%，蔬菜占{100 - a - b + d.choice([-4, 4])}%。"


def no_day(d: Dice) -> tuple[str, str]:
    written = d.one("2月30日", "4月31日", "2025年2月29日", "2025-06-31", "13月5日", "2025年11月31日", "2025.9.31")
    return "date", f"公告于{written}张贴。"


def back_to_front(d: Dice) -> tuple[str, str]:
    end = a_day(d)
    begin = end + timedelta(days=d.n(1, 20))
    return "date", f"公示时间：{said(begin)}至{said(end)}。"


def wrong_weekday(d: Dice) -> tuple[str, str]:
    return "date", called(d, d.n(1, 7))


def later_number(d: Dice) -> tuple[str, str]:
    number = f"〔{YEAR + d.n(1, 3)}〕{d.n(1, 99)}号"
    return "date", f"根据镇党委文件（{d.town()}委{number}）精神。"


def hurt(d: Dice) -> tuple[str, str]:
    mark = d.one("\ufffd", "锟斤拷")
    return "garbled", f"各村要认真{mark}实。"


PLANTS = (
    wrong_sum, wrong_sum, wrong_sum, twice, late_title, many_votes, wrong_change, wrong_share, wrong_split, no_day,
    back_to_front, wrong_weekday, later_number, hurt,
)  # fmt: skip


def planted_notice(seed: str) -> Planted:
    """Return a notice in which everything fits but one thing."""
    d = Dice(seed)
    parts = _parts(d)
    if d.random() < 0.15:
        table = parts[2]
        assert isinstance(table, list)
        row, column = d.n(1, len(table)), 4
        table[row][column] = str(int(table[row][column]) + _off(d, int(table[row][column])))
        return Planted("contradiction", document_of(*parts), table[row][column])
    kind, line = d.choice(PLANTS)(d)
    body = parts[1]
    assert isinstance(body, str)
    lines = body.split("\n")
    at = d.n(0, len(lines) + 1)
    parts[1] = "\n".join([*lines[:at], line, *lines[at:]])
    return Planted(kind, document_of(*parts), line)
