"""A clean random village, written as its clerk would write it: tables with Chinese headers, amounts in yuan.

Nothing of the product is imported here: what is right is written down a second time, from facts.md alone.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

#: the day on which the books are judged.
TODAY = date(2026, 9, 1)
BANK, CASH = ("10201", "银行存款-基本户"), ("101", "库存现金")
FUND = ("24101", "专项应付款-道路硬化")
ROAD = "道路硬化"
_NAMES = {
    "112": "应收款", "151": "固定资产", "152": "累计折旧", "153": "在建工程", "212": "应付工资", "301": "资本",
    "311": "公积公益金", "32201": "收益分配-未分配收益", "50101": "经营收入-发包收入", "50102": "经营收入-租赁收入",
    "503": "补助收入", "504": "其他收入", "51101": "经营支出-水电费", "51301": "管理费用-干部报酬",
    "51302": "管理费用-办公费", "51303": "管理费用-折旧", "51401": "公益支出-公益设施维护",
    "51402": "公益支出-环境卫生", "121": "库存物资", "321": "本年收益",
    BANK[0]: BANK[1], CASH[0]: CASH[1], FUND[0]: FUND[1],
}  # fmt: skip
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = "春夏秋冬山川江河松柏竹梅云雷风雨明亮"
_PLACES = "东浜 西浜 南埭 北埭 荷塘 竹园 圩上 新村".split()  # noqa: SIM905
_TIERS = ((2_000, 1), (10_000, 2), (50_000, 3))

Row = dict[str, Any]


@dataclass
class Village:
    """The tables of one village by kind."""

    dice: random.Random
    tables: dict[str, list[Row]] = field(default_factory=dict)
    cash: Decimal = Decimal(0)  # on hand at the end of what is written so far
    months: list[date] = field(default_factory=list)  # the first day of each
    firms: int = 0
    serial: dict[int, int] = field(default_factory=dict)

    def table(self, kind: str) -> list[Row]:
        """Return the rows of a kind."""
        return self.tables.setdefault(kind, [])

    def row(self, kind: str, number: str, header: str = "编号") -> Row:
        """Return the row of a number."""
        return next(row for row in self.table(kind) if row[header] == number)

    def write(self, folder: Path) -> list[Path]:
        """Write the tables as CSV files."""
        paths = []
        for kind, rows in self.tables.items():
            headers = list(dict.fromkeys(name for row in rows for name in row))
            path = folder / f"{kind}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, headers, restval="")
                writer.writeheader()
                writer.writerows(rows)
            paths.append(path)
        return paths

    # Vouchers

    def voucher(self, day: date, summary: str, *lines: tuple[str, object, object], **facts: object) -> str:
        """Add a voucher of lines (account, debit, credit) in yuan; return its number."""
        self.serial[day.year] = self.serial.get(day.year, 0) + 1
        number = f"记-{self.serial[day.year]}"
        for account, debit, credit in lines:
            self.table("vouchers").append(
                {
                    "凭证号": number, "日期": day.isoformat(), "摘要": summary, "科目代码": account,
                    "科目名称": _NAMES.get(account, ""), "借方": debit, "贷方": credit, **facts,
                }
            )  # fmt: skip
            if account == "101":
                self.cash += Decimal(str(debit or 0)) - Decimal(str(credit or 0))
        return number

    def pay(self, day: date, amount: object, summary: str, spent: str, source: str = BANK[0], **facts: object) -> str:
        """Add a payment with the approval that its amount asks for, and the stamp."""
        tier = next((tier for most, tier in _TIERS if Decimal(str(amount)) <= most), 4)
        signed = {"经手人": "经办甲", "证明人": "证明乙", "审批人": "审批丙", "审批层级": tier, "监委审核章": "已审核"}
        lines = ((spent, amount, ""), (source, "", amount))
        return self.voucher(day, summary, *lines, **{"对方": self.firm(), **signed, **facts})

    def firm(self) -> str:
        """Return the name of a firm that was paid by nobody yet."""
        self.firms += 1
        return f"栖禾镇{self.dice.choice(_PLACES)}{self.firms}号商行"

    def yuan(self, least: int, most: int) -> Decimal:
        """Return an amount between two, in whole fen."""
        return Decimal(self.dice.randint(least * 100, most * 100)) / 100

    def day(self, month: date, last: int = 26) -> date:
        """Return a day of a month up to the 26th: what is planted comes after."""
        return month.replace(day=self.dice.randint(2, last))

    def drop_voucher(self, number: str, day: str) -> None:
        """Take a voucher out."""
        self.tables["vouchers"] = [
            row for row in self.table("vouchers") if (row["凭证号"], row["日期"]) != (number, day)
        ]


def clean_village(seed: int, months: int = 0, skip: int | None = None) -> Village:
    """Return a village in which nothing is wrong.

    Args:
        seed: everything follows from it.
        months: how many have vouchers, up to August 2026; 0: eight to eleven, the turn of the year among them or not.
        skip: the month without a voucher, counted from 0: a fault of its own.
    """
    village = Village(random.Random(seed))
    count = months or village.dice.randint(8, 11)
    village.months = [_month_before(count - n) for n in range(count)]
    _people(village)
    _resolutions(village)
    _assets(village)
    _resources(village)
    _contracts(village)
    _opening(village)
    for at, month in enumerate(village.months):
        if at != skip:
            _month(village, month)
            if month.month == 12:
                _year_end(village, month)
    _closings(village)
    return village


def _month_before(n: int) -> date:
    at = TODAY.year * 12 + TODAY.month - 1 - n
    return date(at // 12, at % 12 + 1, 1)


def _people(village: Village) -> None:
    posts = ["村委会主任", "村党支部书记", "村监委会主任", "文书"]
    dice = village.dice
    for n in range(1, 13):
        name = dice.choice(_SURNAMES) + dice.choice(_GIVEN) + chr(0x4E00 + n)
        village.table("people").append(
            {
                "编号": f"{1000 + n}", "姓名": name, "性别": dice.choice("男女"), "村民小组": 1, "户号": f"01-{n:02d}",
                "职务": posts[n - 1] if n <= len(posts) else "", "近亲属": "1006" if n == 1 else "",
                "是否集体成员": "是",
            }
        )  # fmt: skip


def decided(village: Village, number: str, amount: object, **facts: object) -> str:
    """Add a passed resolution of the representatives' assembly; return its number."""
    due = village.dice.randint(40, 60)
    present = due - village.dice.randint(0, 5)
    meeting = TODAY - timedelta(days=village.dice.randint(400, 700))
    village.table("resolutions").append(
        {
            "决议号": number, "免听证理由": "往年事项", "事项": f"{number}号事项", "事项类别": "处分村集体财产",
            "涉及金额": amount,
            "会议形式": "村民代表会议", "通知日期": meeting - timedelta(days=12), "会议日期": meeting,
            "表决方式": "记名",
            "应到": due, "实到": present, "赞成": present, "反对": 0, "弃权": 0, "结果": "通过",
            "决议公布日期": meeting + timedelta(days=2), **facts,
        }
    )  # fmt: skip
    return number


def _resolutions(village: Village) -> None:
    dice = village.dice
    for number, amount, facts in (
        ("J-01", "", {}), ("J-02", 90000, {"乡镇审核备案号": "镇备-7", "是否发包给集体以外": "是"}),
        ("J-03", 120000, {}),
        ("J-04", dice.randint(80, 90) * 1000, {}), ("J-05", 52000, {}),
    ):  # fmt: skip
        decided(village, number, amount, **facts)


def _assets(village: Village) -> None:
    dice = village.dice
    kinds = [("办公楼", "房屋建筑物", "非经营性", "自用"), ("店面", "房屋建筑物", "经营性", "出租"),
             ("水泵", "机器设备", "非经营性", "自用"), ("仓库", "房屋建筑物", "经营性", "出租"),
             ("旧车", "运输", "非经营性", "已出让"), ("礼堂", "房屋建筑物", "经营性", "闲置"),
             ("桌椅", "办公", "非经营性", "自用")]  # fmt: skip
    for n, (name, category, operating, use) in enumerate(kinds, start=1):
        value = dice.randint(3, 200) * 1000
        worn = dice.randint(0, value // 2)
        row: Row = {
            "编号": f"ZC-{n:02d}", "名称": f"{dice.choice(_PLACES)}{name}", "类别": category, "性质": operating,
            "数量": dice.randint(1, 9), "单位": "处", "坐落或存放地点": dice.choice(_PLACES),
            "购建日期": date(dice.randint(2005, 2024), dice.randint(1, 12), 5), "来源": "自建", "原值": value,
            "累计折旧": worn, "净值": value - worn, "预计使用年限": 20, "使用状况": use, "年度清查结果": "2025年度相符",
        }  # fmt: skip
        if use == "已出让":
            row |= {"变动日期": TODAY - timedelta(days=300), "变动原因": "公开出售", "变动决议号": "J-01"}
        if use == "闲置":
            row["闲置起始日期"] = TODAY - timedelta(days=dice.randint(1, 80))
        village.table("assets").append(row)


def _resources(village: Village) -> None:
    dice = village.dice
    for n, (category, purpose, contract) in enumerate(
        [("耕地", "水稻种植", ""), ("耕地", "蔬菜种植", "HT-03"), ("水面", "水产养殖", "HT-04"),
         ("林地", "苗木种植", ""),
         ("耕地", "水稻种植", "")], start=1,
    ):  # fmt: skip
        let = village.yuan(10, 60) if contract else Decimal(0)
        homes, reserve = (Decimal(0), Decimal(0)) if contract else (village.yuan(20, 300), village.yuan(0, 9))
        row: Row = {
            "编号": f"ZY-{n:02d}", "名称": f"{dice.choice(_PLACES)}{n}号地", "类别": category,
            "坐落": dice.choice(_PLACES), "四至东": "路", "四至南": "河", "四至西": "田", "四至北": "林",
            "面积": homes + let + reserve,
            "其中家庭承包面积": homes, "其他方式承包面积": let, "机动地": reserve, "未发包": 0, "权属": "村集体",
            "经营方式": "公开协商" if contract else "家庭承包", "用途": purpose, "合同号": contract,
        }  # fmt: skip
        if reserve:
            row["闲置起始日期"] = TODAY - timedelta(days=dice.randint(1, 170))
        village.table("resources").append(row)


def _contracts(village: Village) -> None:
    dice = village.dice
    start = date(TODAY.year - 1, dice.randint(1, 12), 1)
    rent = dice.randint(2, 8) * 1000
    leases: list[tuple[str, Row]] = [
        ("租赁", {"标的": "ZC-02", "标的部分(房间)": "101、102", "乙方": "李大河", "年应收": rent, "用途": "商铺"}),
        ("租赁", {"标的": "ZC-02", "标的部分(房间)": "103", "乙方": "栖禾镇便民超市", "年应收": rent, "用途": "商铺"}),
        ("承包", {"标的": "ZY-02", "乙方": "王小田", "年应收": 9000, "决议号": "J-02", "总价": 90000,
                 "用途": "蔬菜种植",                 "是否本集体成员": "否", "乡镇审核备案号": "镇备-7"}),
        ("承包", {"标的": "ZY-03", "乙方": "周水生", "年应收": 24000, "交易平台编号": "JY-2025-8", "决议号": "J-03",
                 "总价": 120000, "成交价": 24000, "底价": 20000, "用途": "水产养殖"}),
        ("租赁", {"标的": "ZC-04", "乙方": "栖禾镇粮油店", "年应收": 8000, "成交价": 8000, "评估价": 7500,
                 "用途": "仓储"}),
    ]  # fmt: skip
    years = {2: 10, 3: 5}
    for n, (kind, facts) in enumerate(leases):
        ends = start.replace(year=start.year + years.get(n, 5)) - timedelta(days=1)
        _contract(village, f"HT-{n + 1:02d}", kind, start, ends, **facts)
        _plan(village, f"HT-{n + 1:02d}", start, facts["年应收"])
    # One lease that ended before the next one of the same rooms began.
    old = start.replace(year=start.year - 3)
    _contract(village, "HT-06", "租赁", old, start - timedelta(days=1), 标的="ZC-02", 乙方="栖禾镇五金店",
              年应收=rent, 状态="已完成", **{"标的部分(房间)": "101"})  # fmt: skip
    road = int(village.row("resolutions", "J-04", "决议号")["涉及金额"])
    _contract(village, "HT-07", "工程", start, start + timedelta(days=300), 标的=ROAD, 乙方="临岚县道路工程队",
              总价=road, 决议号="J-04")  # fmt: skip
    sold = TODAY - timedelta(days=310)
    _contract(village, "HT-08", "出让", sold, sold + timedelta(days=20), 标的="ZC-05", 乙方="栖禾镇旧货行", 成交价=8000,
              总价=8000, 评估价=7000, 评估公示日期=sold - timedelta(days=30), 决议号="J-01", 状态="已完成")  # fmt: skip


def _contract(village: Village, number: str, kind: str, starts: date, ends: date, **facts: Any) -> None:
    row = {
        "合同号": number, "名称": f"{number}{kind}合同", "类型": kind, "甲方": "栖禾村股份经济合作社",
        "是否本集体成员": "是",
        "签订日": starts - timedelta(days=5), "开始日期": starts, "结束日期": ends, "状态": "履行中",
    }  # fmt: skip
    village.table("contracts").append({**row, **facts})


def _plan(village: Village, contract: str, start: date, yearly: Any) -> None:
    """Add an instalment a year, paid in time as far as it is due."""
    for n in range(3):
        due = start.replace(year=start.year + n) + timedelta(days=9)
        row: Row = {"合同号": contract, "期次": n + 1, "应付日": due, "应付额": yearly, "方向": "应收"}
        if due <= TODAY:
            row |= {"实付日": due - timedelta(days=village.dice.randint(0, 8)), "实付额": yearly}
        village.table("payment_plans").append(row)


def _opening(village: Village) -> None:
    dice = village.dice
    held = {"101": village.yuan(200, 900), "10201": village.yuan(300_000, 900_000),
            "151": village.yuan(50_000, 800_000), "121": village.yuan(0, 5000)}  # fmt: skip
    owed = {"152": village.yuan(1000, 40_000), "301": village.yuan(100_000, 200_000), "311": village.yuan(1000, 90_000)}
    owed["32201"] = sum(held.values()) - sum(owed.values())
    village.cash = held["101"]
    rows = [(code, amount, "") for code, amount in held.items()]
    rows += [(code, "", amount) for code, amount in owed.items() if amount > 0]
    rows += [(code, -amount, "") for code, amount in owed.items() if amount < 0]
    dice.shuffle(rows)
    for code, debit, credit in rows:
        village.table("opening_balances").append(
            {"科目代码": code, "科目名称": _NAMES[code], "期初借方": debit, "期初贷方": credit}
        )


def _month(village: Village, month: date) -> None:
    """Add what happens in every month, day by day."""
    dice = village.dice
    first = month == village.months[0]
    acts: list[tuple[date, Any]] = []

    def on(day: date, act: Any) -> None:
        acts.append((day, act))

    on(village.day(month), lambda day: village.voucher(
        day, "收店面租金", ("10201", 400, ""), ("50102", "", 400), 对方="李大河", 合同号="HT-01"))  # fmt: skip
    on(village.day(month), lambda day: _banked(village, day, village.yuan(100, 3000)))
    on(month.replace(day=1), lambda day: _drawn(village, day))
    on(village.day(month), lambda day: village.pay(day, village.yuan(20, 250), "购办公用品", "51302", "101"))
    on(village.day(month), lambda day: village.pay(day, village.yuan(20, 250), "修水龙头", "51401", "101"))
    on(village.day(month), lambda day: village.pay(
        day, village.yuan(300, 1900), f"支付{day.month}月电费", "51101", 对方="临岚县供电所"))  # fmt: skip
    on(village.day(month), lambda day: village.pay(day, village.yuan(2500, 9900), "河道保洁", "51402"))
    on(village.day(month), lambda day: village.voucher(
        day, "计提折旧", ("51303", 800, ""), ("152", "", 800)))  # fmt: skip
    wages = village.yuan(6000, 9000)
    on(month.replace(day=5), lambda day: village.voucher(day, "计提报酬", ("51301", wages, ""), ("212", "", wages)))
    on(month.replace(day=20), lambda day: village.pay(day, wages, f"发放{day.month}月干部报酬", "212", 对方="村干部"))
    for _ in range(dice.randint(0, 2)):
        on(village.day(month), lambda day: village.pay(day, village.yuan(2500, 9900), "沟渠清淤", "51401"))
    if dice.random() < 0.4:
        _two_small(village, month, on)
    if first:
        fund = int(village.row("resolutions", "J-04", "决议号")["涉及金额"])
        on(month.replace(day=3), lambda day: village.voucher(
            day, "收道路硬化补助", ("10201", fund, ""), (FUND[0], "", fund), 对方="财政所", 项目=ROAD))  # fmt: skip
        on(month.replace(day=24), lambda day: village.pay(
            day, fund, "支付道路工程款", "153", 项目=ROAD, 合同号="HT-07", 决议号="J-04"))  # fmt: skip
        on(month.replace(day=25), lambda day: village.voucher(
            day, "道路完工转公积", (FUND[0], fund, ""), ("311", "", fund), 项目=ROAD))  # fmt: skip
        on(month.replace(day=26), lambda day: village.pay(day, 52000, "购环卫车", "151", 决议号="J-05"))
    for day, act in sorted(acts, key=lambda one: one[0]):
        act(day)


def _two_small(village: Village, month: date, on: Any) -> None:
    """Pay one firm twice within a week: both together stay within the lowest tier, which is no split."""
    firm, day = village.firm(), village.day(month, 20)
    for later in (0, 4):
        on(
            day + timedelta(days=later),
            lambda day: village.pay(day, village.yuan(100, 900), "垃圾桶", "51402", 对方=firm),
        )


def _drawn(village: Village, day: date) -> None:
    """Draw as much cash as brings the cash box to a thousand."""
    needed = Decimal(1000) - village.cash
    if needed > 0:
        village.voucher(day, "提取备用金", ("101", needed, ""), ("10201", "", needed), 对方="农商银行")


def _banked(village: Village, day: date, amount: Decimal) -> None:
    """Take income in cash and bring it to the bank, on the same day or the next."""
    village.voucher(day, "收废品款", ("101", amount, ""), ("504", "", amount), 对方="收购站")
    later = day + timedelta(days=village.dice.randint(0, 1))
    village.voucher(later, "现金存入银行", ("10201", amount, ""), ("101", "", amount), 对方="农商银行")


def _year_end(village: Village, month: date) -> None:
    """Carry income and expense of the year into its result on 31 December."""
    held: dict[str, Decimal] = {}
    for row in village.table("vouchers"):
        if str(row["日期"])[:4] == str(month.year) and str(row["科目代码"])[0] == "5":
            debit, credit = (Decimal(str(row[side] or 0)) for side in ("借方", "贷方"))
            held[row["科目代码"]] = held.get(row["科目代码"], Decimal(0)) + debit - credit
    lines: list[tuple[str, object, object]] = [
        (code, "", fen) if fen > 0 else (code, -fen, "") for code, fen in sorted(held.items()) if fen
    ]
    result = sum(held.values())
    lines.append(("321", result, "") if result > 0 else ("321", "", -result))
    if result:
        village.voucher(month.replace(day=31), "结转本年损益", *lines)


def _closings(village: Village) -> None:
    for month in village.months[:-1]:
        after = (month + timedelta(days=32)).replace(day=village.dice.randint(1, 5))
        village.table("closings").append({"期间": f"{month:%Y-%m}", "结账日期": after})
