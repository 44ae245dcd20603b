"""Faults, one function a kind: each spoils one thing in a clean village and says what must be named.

A function returns the number (or the title) of the record in which the fault lies, "" where it is the village's own;
its rule stands in `FAULTS`. Like the village, nothing here is shared with the finders.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from tests.accounts.faults.village import BANK, FUND, TODAY, Village

#: days on which nothing clean happens.
LAST = date(2026, 8, 28)


# Contracts and plans


def leased_twice(village: Village) -> str:
    """The room that HT-02 lets is let to another in the same days."""
    row = dict(village.row("contracts", "HT-02", "合同号"))
    village.table("contracts").append({**row, "合同号": "HT-21", "乙方": "栖禾镇理发店"})
    return "HT-21"


def expired_but_used(village: Village) -> str:
    """A lease is over and runs on."""
    row = village.row("contracts", "HT-05", "合同号")
    row |= {"开始日期": date(2021, 3, 1), "结束日期": date(2026, 2, 28), "签订日": date(2021, 2, 20)}
    return "HT-05"


def ends_undecided(village: Village) -> str:
    """A lease ends in a month and nobody said what then."""
    village.row("contracts", "HT-05", "合同号")["结束日期"] = TODAY + timedelta(days=30)
    return "HT-05"


def rent_below_decision(village: Village) -> str:
    """The assembly decided 24,000 a year and 120,000 in all; the contract says less of both."""
    village.row("contracts", "HT-04", "合同号").update({"总价": 110000, "成交价": 22000, "年应收": 22000})
    for row in village.table("payment_plans"):
        if row["合同号"] == "HT-04":
            row["应付额"] = 22000
            if "实付额" in row:
                row["实付额"] = 22000
    return "HT-04"


def unpaid(village: Village) -> str:
    """An instalment that is due was not paid."""
    row = next(row for row in village.table("payment_plans") if row["合同号"] == "HT-01")
    del row["实付日"], row["实付额"]
    return "HT-01"


def not_traded(village: Village) -> str:
    """24,000 a year, and no number of the trading platform."""
    del village.row("contracts", "HT-04", "合同号")["交易平台编号"]
    return "HT-04"


def too_long(village: Village) -> str:
    """A lease of more than twenty years."""
    row = village.row("contracts", "HT-05", "合同号")
    row["结束日期"] = row["开始日期"].replace(year=row["开始日期"].year + 20) + timedelta(days=1)
    return "HT-05"


def below_floor(village: Village) -> str:
    """Let below its valuation, and no resolution allows it."""
    village.row("contracts", "HT-05", "合同号")["评估价"] = 9000
    return "HT-05"


def relative(village: Village) -> str:
    """The tenant is the director's near relative, and nobody withdrew."""
    village.row("contracts", "HT-05", "合同号")["乙方"] = village.row("people", "1006")["姓名"]
    return "HT-05"


def no_valuation(village: Village) -> str:
    """A thing was sold without a valuation."""
    row = village.row("contracts", "HT-08", "合同号")
    del row["评估价"], row["评估公示日期"]
    return "HT-08"


def shown_too_briefly(village: Village) -> str:
    """The valuation was shown for a week before the sale."""
    row = village.row("contracts", "HT-08", "合同号")
    row["评估公示日期"] = row["签订日"] - timedelta(days=7)
    return "HT-08"


def outside_without_two_thirds(village: Village) -> str:
    """Land went outside the collective with a bare majority."""
    row = village.row("resolutions", "J-02", "决议号")
    row["赞成"] = row["实到"] // 2 + 1
    row["反对"] = row["实到"] - row["赞成"]
    return "HT-03"


def outside_without_township(village: Village) -> str:
    """Land went outside the collective without the township."""
    del village.row("resolutions", "J-02", "决议号")["乡镇审核备案号"]
    del village.row("contracts", "HT-03", "合同号")["乡镇审核备案号"]
    return "HT-03"


# Assets and resources


def area_apart(village: Village) -> str:
    """The parts of a parcel are a tenth less than its area."""
    row = village.row("resources", "ZY-01")
    row["面积"] = (Decimal(row["面积"]) * 11 / 10).quantize(Decimal("0.01"))
    return "ZY-01"


def use_changed(village: Village) -> str:
    """A parcel let for vegetables is used for sand."""
    village.row("resources", "ZY-02")["用途"] = "堆放砂石"
    return "ZY-02"


def reserve_idle(village: Village) -> str:
    """Reserve land lies unlet for a year and a half."""
    row = village.row("resources", "ZY-05")
    row["机动地"], row["闲置起始日期"] = Decimal("12.50"), TODAY - timedelta(days=540)
    row["面积"] = row["其中家庭承包面积"] + row["机动地"]
    return "ZY-05"


def sold_but_listed(village: Village) -> str:
    """What HT-08 sold stands in the register as the collective's own."""
    row = village.row("assets", "ZC-05")
    row["使用状况"] = "自用"
    del row["变动日期"], row["变动原因"], row["变动决议号"]
    return "ZC-05"


def scrapped_undecided(village: Village) -> str:
    """The pump was scrapped, and nobody decided it."""
    village.row("assets", "ZC-03").update(
        {"使用状况": "报废", "变动日期": TODAY - timedelta(days=99), "变动原因": "报废"}
    )
    return "ZC-03"


def hall_idle(village: Village) -> str:
    """The hall should earn money and stands empty since spring."""
    village.row("assets", "ZC-06")["闲置起始日期"] = TODAY - timedelta(days=village.dice.randint(91, 400))
    return "ZC-06"


def stocktake_missing(village: Village) -> str:
    """No asset has a result of last year's count."""
    for row in village.table("assets"):
        row["年度清查结果"] = "2024年度相符"
    return ""


# Money


def _income(village: Village, day: date, amount: int) -> str:
    return village.voucher(day, "收摊位费", ("101", amount, ""), ("504", "", amount), 对方="摊主")


def _to_bank(village: Village, day: date, amount: object) -> str:
    return village.voucher(day, "现金存入银行", ("10201", amount, ""), ("101", "", amount), 对方="农商银行")


def cash_over_limit(village: Village) -> str:
    """So much is drawn from the bank that six thousand lie in the box over night."""
    amount = 6000 - village.cash
    village.voucher(LAST, "提取现金", ("101", amount, ""), ("10201", "", amount), 对方="农商银行")
    village.voucher(
        LAST + timedelta(days=1), "现金存入银行", ("10201", amount, ""), ("101", "", amount), 对方="农商银行"
    )
    return ""


def large_in_cash(village: Village) -> str:
    """Twelve hundred are paid in notes."""
    village.voucher(LAST, "提取现金", ("101", 1500, ""), ("10201", "", 1500), 对方="农商银行")
    return village.pay(LAST, 1200, "付修理费", "51401", "101")


def banked_late(village: Village) -> str:
    """Income in cash lay three days in the box."""
    number = _income(village, LAST, 700)
    _to_bank(village, LAST + timedelta(days=3), 700)
    return number


def never_banked(village: Village) -> str:
    """Income in cash lies in the box to this day."""
    return _income(village, LAST, 900)


def spent_before_banking(village: Village) -> str:
    """The box is empty after the first payment; the second comes out of the day's takings."""
    day, petty = LAST - timedelta(days=1), village.cash
    _income(village, day, 1500)
    village.pay(day, min(petty, Decimal(900)), "付修理费", "51401", "101")
    number = village.pay(day, 700, "付搬运费", "51401", "101")
    _to_bank(village, day, 1500 - (700 - max(petty - 900, Decimal(0))))
    return number


def tier_too_low(village: Village) -> str:
    """A payment of the second tier has the approval of the first."""
    return village.pay(LAST, 6400, "购垃圾桶", "51402", 审批层级=1)


def nobody_approved(village: Village) -> str:
    """A payment that nobody approved."""
    return village.pay(LAST, 640, "购扫帚", "51402", 审批人="", 审批层级="")


def no_stamp(village: Village) -> str:
    """A payment without the oversight committee's stamp."""
    return village.pay(LAST, 640, "购扫帚", "51402", 监委审核章="")


def split(village: Village) -> str:
    """Three payments of 1,500 to one firm within a week, each below the first tier; the last of them is named."""
    firm = village.firm()
    numbers = [
        village.pay(LAST - timedelta(days=4 - 2 * n), 1500, "购树苗", "51402", 对方=firm) for n in range(3)
    ]  # fmt: skip
    return numbers[-1]


def reception(village: Village) -> str:
    """A dinner for guests."""
    return village.pay(LAST, 880, "招待费", "51302")


def fund_for_another(village: Village) -> str:
    """What was given for the road pays for a stage."""
    village.voucher(LAST, "收道路硬化补助", ("10201", 5000, ""), (FUND[0], "", 5000), 项目="道路硬化")
    return village.pay(LAST, 5000, "支付戏台工程款", FUND[0], 项目="戏台修缮")


def fund_idle(village: Village) -> str:
    """A subsidy of long ago was never touched."""
    for code, debit, credit in ((BANK[0], 30000, 0), ("24109", 0, 30000)):
        rows = [row for row in village.table("opening_balances") if row["科目代码"] == code]
        if rows:
            rows[0]["期初借方"] += debit
        else:
            village.table("opening_balances").append(
                {"科目代码": code, "科目名称": "专项应付款-水毁修复", "期初借方": "", "期初贷方": credit}
            )
    return ""


def above_trigger_undecided(village: Village) -> str:
    """Sixty thousand are paid, and no meeting decided it."""
    return village.pay(LAST, 60000, "购收割机", "151")


def rejected_but_paid(village: Village) -> str:
    """The assembly voted against the lorry, and it was bought."""
    row = village.row("resolutions", "J-05", "决议号")
    row |= {"结果": "不通过", "赞成": 3, "反对": row["实到"] - 3}
    return str(next(row for row in village.table("vouchers") if row.get("决议号") == "J-05")["凭证号"])


def paid_above_decided(village: Village) -> str:
    """The road costs more than the assembly decided."""
    village.pay(LAST, 4000, "支付道路增加工程款", "153", 项目="道路硬化", 合同号="HT-07", 决议号="J-04")
    return "J-04"


def names_no_contract(village: Village) -> str:
    """A payment names a contract that nobody has."""
    return village.pay(LAST, 640, "购扫帚", "51402", 合同号="HT-99")


def names_no_resolution(village: Village) -> str:
    """A payment names a resolution that nobody has."""
    return village.pay(LAST, 640, "购扫帚", "51402", 决议号="J-99")


# The books


def not_closed(village: Village) -> str:
    """A month of spring was never closed."""
    village.tables["closings"].remove(village.dice.choice(village.table("closings")))
    return ""


def opening_not_carried(village: Village) -> str:
    """An account of last year is missing among the opening balances."""
    village.tables["opening_balances"] = [
        row for row in village.table("opening_balances") if row["科目代码"] != "152"
    ]  # fmt: skip
    return ""


def opening_carried_wrong(village: Village) -> str:
    """One opening balance has two figures changed over."""
    row = next(row for row in village.table("opening_balances") if row["科目代码"] == "10201")
    row["期初借方"] += 9
    return ""


def number_missing(village: Village) -> str:
    """A voucher is missing: its number stands nowhere. It moved no cash, and no other is about the same."""
    rows = [row for row in village.table("vouchers") if row["摘要"] == "计提折旧"]
    row = village.dice.choice(rows)
    village.drop_voucher(row["凭证号"], row["日期"])
    year = int(row["日期"][:4])
    return f"记-{village.serial[year]}"


#: kind, the rule that names it, and what plants it.
FAULTS: tuple[tuple[str, Callable[[Village], str]], ...] = (
    ("P6", leased_twice), ("C04", expired_but_used), ("C04", ends_undecided),
    ("worse_than_decided", rent_below_decision), ("C03", unpaid), ("C01", not_traded), ("C02", too_long),
    ("C05", below_floor), ("C06", relative), ("A04", no_valuation), ("A04", shown_too_briefly),
    ("R02", outside_without_two_thirds), ("R02", outside_without_township), ("R01", area_apart), ("R03", use_changed),
    ("R04", reserve_idle), ("sold_but_listed", sold_but_listed), ("A02", scrapped_undecided), ("A03", hall_idle),
    ("A01", stocktake_missing), ("F01", cash_over_limit), ("F02", large_in_cash), ("F03", banked_late),
    ("F03", never_banked), ("F03", spent_before_banking), ("F04", tier_too_low), ("F04", nobody_approved),
    ("F04", no_stamp), ("F05", split), ("F06", reception), ("F07", fund_for_another), ("F07", fund_idle),
    ("H01", above_trigger_undecided), ("not_passed", rejected_but_paid),
    ("paid_above_decided", paid_above_decided), ("loose", names_no_contract),
    ("loose", names_no_resolution), ("F08", not_closed), ("F08", opening_not_carried), ("F08", opening_carried_wrong),
    ("gap", number_missing),
)  # fmt: skip
