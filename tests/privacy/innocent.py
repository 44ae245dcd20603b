"""Papers in which nothing is personal, full of amounts, dates and numbers of papers; written apart from the gate."""

from __future__ import annotations

from collections.abc import Callable

from tests.privacy.making import AREAS, Cell, Dice, Paper

LINES: tuple[Callable[[Dice], str], ...] = (
    lambda d: f"{d.day()}，收到{d.town()}鱼塘承包费{d.money()}元，凭证号 记-{d.n(1, 13)}-{d.n(1, 999):04d}。",
    lambda d: f"合同编号：{d.contract()}，承租方{d.person()}，面积{d.share()}亩，租金{d.money()}元/年。",
    lambda d: f"订单号{d.stamp()}{d.figures(d.choice([8, 9, 11, 12]))}，金额¥{d.money()}。",
    lambda d: f"村委会{d.one('办公', '值班', '咨询', '监督')}电话：{d.office()}，热线12345、12388，急救120，报警110。",
    lambda d: f"{d.town()}村股份经济合作社，统一社会信用代码：{d.credit_code()}。",
    lambda d: f"本季度低保户{d.n(5, 60)}户{d.n(60, 120)}人，发放低保金{d.money()}元；特困供养{d.n(1, 9)}人。",
    lambda d: f"残疾人两项补贴：一级残疾{d.n(1, 20)}人，二级残疾{d.n(1, 20)}人，共{d.money()}元。",
    lambda d: f"经村民代表会议表决，应到{d.n(30, 60)}人，实到{d.n(20, 30)}人，同意{d.n(15, 20)}票，方案通过。",
    lambda d: f"党支部书记{d.person()}主持会议，村委会主任{d.person()}通报财务情况。",
    lambda d: (
        f"不动产单元号{d.choice(AREAS)}{d.figures(6)}GB{d.figures(5)}F{d.figures(8)}，面积{d.n(1000, 99999)}平方米。"
    ),
    lambda d: f"项目编号：{d.choice(AREAS)}{d.stamp()}{d.figures(4)}，总投资{d.n(10, 900)}万元。",
    lambda d: f"地块编号 {d.n(1, 12)}组{d.n(1, 99)}号地块，发包面积{d.n(1, 90)}亩。",
    lambda d: f"银行存款{d.money()}元，应收款112，应付款202，公积公益金 311，本年收益 321，科目 501.01、50101。",
    lambda d: f"发票代码{d.figures(12)}，发票号码{d.figures(8)}，数电票号码{d.n(23, 27)}{d.figures(18)}。",
    lambda d: f"书号 ISBN 978-7-{d.figures(4)}-{d.figures(4)}-{d.n(0, 10)}，购书{d.n(10, 200)}册。",
    lambda d: f"公示期：{d.day()}至{d.day()}，地点：{d.town()}村村委会公开栏。",
    lambda d: f"办公地址{d.town()}路{d.n(1, 300)}号村委会办公室，邮编{d.figures(6)}。",
    lambda d: f"泵站坐标：东经{d.east()}，北纬{d.north()}，扬程{d.n(5, 30)}米。",
    lambda d: f"会议精神：第{d.n(1, 9)}条，弘扬精神文明，坚持无记名投票、秘密写票，保守商业秘密。",
    lambda d: f"高血压、糖尿病等慢性病患者可到村卫生室免费测量，大病保险报销比例{d.n(50, 80)}%。",
    lambda d: f"义务教育阶段学生免交学费，{d.n(3, 60)}名儿童参加了暑期活动，中心小学提供场地。",
    lambda d: f"收入 {d.n(1000, 99999)} {d.n(1000, 99999)} {d.n(1000, 9999)} 支出 {d.n(1000, 99999)} {d.n(100, 999)}",
    lambda d: f"2024年、2025年、2026年收入分别为{d.money()}元、{d.money()}元和{d.money()}元，增长{d.share()}%。",
    lambda d: f"{d.town()}镇政发〔{d.n(2018, 2027)}〕{d.n(1, 200)}号文件，第{d.n(1, 20)}条。",
    lambda d: f"3组{d.n(1, 20)}号机井维修，支付{d.person()}维修费{d.money()}元。",
    lambda d: f"资产编号 ZC{d.n(2015, 2027)}{d.figures(7)}，原值{d.n(1, 90)},{d.figures(3)},{d.figures(3)}.00元。",
    lambda d: f"流水号：{d.figures(16)}，批次号：{d.figures(14)}，已核销。",
    lambda d: f"开户行：农商银行{d.town()}支行，集体账户余额{d.money()}元。",
)


def filler(d: Dice) -> str:
    return d.choice(LINES)(d)


def ledger(d: Dice) -> list[list[Cell]]:
    summaries = ("付水费", "收承包费", "付低保金发放手续费", "拨付残疾人补贴", "付学生午餐配送费")
    rows: list[list[Cell]] = [["日期", "凭证号", "摘要", "收入", "支出", "余额"]]
    for _ in range(d.n(3, 12)):
        number = f"记-{d.n(1, 999):04d}"
        rows += [[d.day(), number, d.one(*summaries), d.one("", d.money()), str(d.n(100, 99999)), d.money()]]
    return rows


def contracts(d: Dice) -> list[list[Cell]]:
    rows: list[list[Cell]] = [["合同编号", "承包人", "标的", "地块", "面积（亩）", "起止", "年租金"]]
    for _ in range(d.n(3, 9)):
        number = d.one(d.contract(), f"{d.n(2015, 2027)}{d.figures(9)}")
        plot = f"{d.n(1, 9)}组{d.n(1, 40)}号鱼塘"
        rows += [[number, d.person(), d.one("鱼塘", "耕地"), plot, d.share(), f"{d.day()}-{d.day()}", d.money()]]
    return rows


def sums(d: Dice) -> list[list[Cell]]:
    rows: list[list[Cell]] = [["项目", "一季度", "二季度", "三季度", "四季度", "合计"]]
    for name in d.sample(["管理费", "水电费", "公益支出", "承包收入", "补助收入", "利息"], 4):
        rows += [[name, *[str(d.n(0, d.choice([1000, 10000, 10**6]))) for _ in range(5)]]]
    return rows


def degrees(d: Dice) -> list[list[Cell]]:
    rows: list[list[Cell]] = [["残疾等级", "人数", "补贴标准", "金额"]]
    return rows + [[degree, str(d.n(1, 40)), "80", d.money()] for degree in ("一级", "二级", "三级", "四级")]


def offices(d: Dice) -> list[list[Cell]]:
    rows: list[list[Cell]] = [["部门", "联系人", "联系电话", "地点"]]
    names = ("村委会", "便民服务中心", "经管站", "卫生室")
    return rows + [[d.one(*names), d.person(), d.office(), "便民服务中心3号窗口"] for _ in range(3)]


def clean_paper(seed: str) -> Paper:
    """Return a paper in which nothing is personal."""
    d, paper = Dice(seed), Paper()
    paper.write(f"{d.town()}村{d.one('财务', '合同', '资产', '事务')}公开（{d.day()}）")
    for _ in range(d.n(4, 10)):
        paper.write(filler(d))
    for maker in d.sample([ledger, contracts, sums, degrees, offices], d.n(1, 4)):
        paper.write(d.one("明细如下：", "附表", "情况表"))
        paper.table(maker(d))
    return paper
