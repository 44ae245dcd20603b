"""Papers with personal data planted in them, and where; written apart from the gate."""

from __future__ import annotations

from collections.abc import Callable

from tests.privacy.innocent import filler
from tests.privacy.making import Cell, Dice, Paper, Plant, parts, wide

SICK = (
    *("肺癌", "尿毒症", "白血病", "脑梗死", "糖尿病并发症", "肝硬化", "类风湿关节炎", "帕金森病", "慢性肾衰竭"),
    *("系统性红斑狼疮", "冠心病", "癫痫", "乳腺癌", "脑瘫"),
)
LAME = ("肢体二级", "视力残疾一级", "听力残疾", "智力二级残疾", "言语残疾三级", "一级残疾", "多重残疾")
POOR = ("因病致贫", "因残致贫", "因学致贫", "缺劳动力", "因灾致贫", "丧失劳动能力", "无劳动能力")
CRIMES = (("", "涉嫌盗窃"), ("", "涉嫌非法经营"), ("患", "精神分裂症"), ("感染", "艾滋病"), ("被", "强制隔离戒毒"))
MARKS = ("秘密★3年", "机密★", "内部资料，不得外传", "内部文件", "密级：机密", "绝密★")
Maker = Callable[[Dice, Paper], None]


def identity(d: Dice, paper: Paper) -> None:
    who, label = d.person(), d.one("身份证号", "身份证号码：", "公民身份号码为", "证件号码")
    number = ("identity", d.written(d.citizen()))
    paper.write(f"{d.one('村民', '申请人', '户主', '')}{who}，{label}", number, "，经评议同意。")


def bare_identity(d: Dice, paper: Paper) -> None:
    paper.write(f"公示对象：{d.person()}（", ("identity", d.written(d.citizen())), "），公示期七天。")


def old_identity(d: Dice, paper: Paper) -> None:
    paper.write(f"{d.person()}，身份证号", ("identity", d.old_citizen()), "。")


def mobile(d: Dice, paper: Paper) -> None:
    label = d.one("手机", "联系电话：", "电话", "Tel:", "联系方式为")
    start = f"{d.one('联系人', '户主', '承租人')}{d.person()}，{label}"
    paper.write(start, ("mobile", d.written(d.cellphone())), "，请及时联系。")


def bare_mobile(d: Dice, paper: Paper) -> None:
    paper.write(f"如有问题请致电{d.person()}{d.one('', '+86')}", ("mobile", d.cellphone()), "。")


def card(d: Dice, paper: Paper) -> None:
    label = d.one("银行卡号", "一卡通号", "社保卡号", "卡号：", "惠农一卡通账号")
    paper.write(f"{d.person()}的{label}", ("card", d.written(d.card())), "，款项已打入。")


def account(d: Dice, paper: Paper) -> None:
    paper.write(f"收款人{d.person()}，账号", ("card", d.card()), "。")


def landline(d: Dice, paper: Paper) -> None:
    area = d.one("0512-", "0512", "0571-", "010-", "")
    label = d.one("家庭电话", "宅电", "住宅电话：")
    paper.write(f"{d.person()}，{label}", ("landline", f"{area}{d.n(2, 9)}{d.figures(7)}"), "。")


def plate(d: Dice, paper: Paper) -> None:
    number = d.licence()
    paper.write(f"{d.person()}的车辆", ("plate", d.one(number, number, wide(number))), "长期占道停放。")


def address(d: Dice, paper: Paper) -> None:
    group = d.one(f"{d.n(1, 12)}组", f"第{d.choice('一二三四五六七八')}村民小组")
    house = d.one(f"{d.n(1, 99)}号", f"{d.n(1, 30)}栋{d.n(1, 4)}单元{d.n(1, 6)}0{d.n(1, 5)}室", "十二号")
    paper.write(f"{d.person()}，住{d.town()}村{group}", ("address", house), "。")


def coordinates(d: Dice, paper: Paper) -> None:
    east, north = d.east(), d.north()
    forms = (("", f"{east},{north}"), ("东经", f"{east}，北纬{north}"), ("", f"{north}, {east}"))
    before, value = d.choice(forms)
    paper.write(f"{d.person()}户宅基地{d.one('坐标', '位置')}：{before}", ("coordinates", value), "。")


def illness(d: Dice, paper: Paper) -> None:
    said = d.one("因患", "患有", "，身患", "被确诊为")
    paper.write(d.person() + said, ("health", d.choice(SICK)), "，本次补助2000元。")


def disability(d: Dice, paper: Paper) -> None:
    paper.write(f"{d.person()}（", ("health", d.choice(LAME)), "），发放生活补贴。")


def child(d: Dice, paper: Paper) -> None:
    young = f"，男，{d.n(3, 18)}岁，由祖父母照料。"
    told = d.one(young, "系孤儿，由福利院照料。", "，留守儿童，父母在外务工。", "为小学三年级学生，减免书本费。")
    paper.write(("minor", d.person()), told)


def reason(d: Dice, paper: Paper) -> None:
    paper.write(f"{d.person()}家庭", ("reason", d.choice(POOR)), "，列入帮扶。")


def relief(d: Dice, paper: Paper) -> None:
    start = d.one("低保户：", "特困人员", "新增低保对象为")
    paper.write(start, ("relief_name", d.person()), "、", ("relief_name", d.person()), "。")


def matter(d: Dice, paper: Paper) -> None:
    before, value = d.choice(CRIMES)
    paper.write(f"村民{d.person()}{before}", ("matter", value), "。")


def secrecy(d: Dice, paper: Paper) -> None:
    paper.write(("secrecy", d.choice(MARKS)))


NUMBERS: tuple[Maker, ...] = (
    identity,
    identity,
    bare_identity,
    old_identity,
    mobile,
    mobile,
    bare_mobile,
    card,
    card,
    account,
)
WORDS: tuple[Maker, ...] = (
    *(landline, plate, address, coordinates, illness, illness, disability, child, reason, relief, matter, secrecy),
)


def relief_table(d: Dice, paper: Paper) -> None:
    paper.write(f"{d.town()}村{d.one('低保', '特困供养', '临时救助')}发放表")
    names, numbers = d.one("姓名", "户主姓名", "姓  名"), d.one("身份证号", "身份证号码")
    rows: list[list[Cell]] = [
        ["序号", names, numbers, d.one("一卡通号", "银行卡号"), d.one("致贫原因", "救助原因"), "金额"]
    ]
    for n in range(1, d.n(3, 6)):
        number = d.citizen()
        number = number[:-1] if d.random() < 0.1 else number
        why = d.one("因病", "因残", "缺劳力", "年老体弱", "重大疾病")
        rows.append([
            str(n), ("relief_name", d.person()), ("identity", d.written(number)), ("card", d.written(d.card())),
            ("reason", why), d.money(),
        ])  # fmt: skip
    paper.table(rows)


def health_table(d: Dice, paper: Paper) -> None:
    paper.write("残疾人补贴发放情况")
    heads = d.one("残疾等级", "残疾类别", "病种"), d.one("家庭住址", "住址"), d.one("手机", "联系电话")
    rows: list[list[Cell]] = [["序号", "姓名", *heads, "补贴"]]
    for n in range(1, d.n(3, 6)):
        ill = ("health", d.one("一级", "肢体", "二级", "高血压", "精神"))
        lives = ("address_cell", f"{d.town()}村{d.n(1, 9)}组{d.n(1, 99)}号")
        rows.append([str(n), d.person(), ill, lives, ("mobile", d.written(d.cellphone())), d.money()])
    paper.table(rows)


def school_table(d: Dice, paper: Paper) -> None:
    paper.write(d.one("资助学生名单", "留守儿童关爱名册", "困境儿童慰问品发放"))
    rows: list[list[Cell]] = [["序号", "姓名", "出生年月", "学校", "备注"]]
    for n in range(1, d.n(3, 6)):
        born = ("birth", f"{d.n(2009, 2020)}.{d.n(1, 13)}")
        rows.append([str(n), ("minor", d.person()), born, "中心小学", ""])
    paper.table(rows)


def split_table(d: Dice, paper: Paper) -> None:
    """One number over cells side by side."""
    if d.random() < 0.6:
        kind, header, number = "identity", "身份证号", d.citizen()
        shape = d.choice([(6, 8, 4), (6, 12), (3, 3, 4, 4, 4), (1,) * 18])
    else:
        kind, header, number = "mobile", "手机", d.cellphone()
        shape = d.choice([(3, 4, 4), (3, 8), (7, 4)])
    row: list[Cell] = [d.person(), *[""] * len(shape), d.money()]
    paper.table([["姓名", header, *[""] * (len(shape) - 1), "金额"], row])
    paper.split(1, 1, kind, parts(number, shape))


def attachment(d: Dice, paper: Paper) -> None:
    """The text of an attachment, as it comes out of a printed list: columns held apart by spaces."""
    text = "附件：发放清册"
    block = len(paper.parts)
    for n in range(1, d.n(3, 7)):
        text += f"\n{n}  {d.person()}  "
        for kind, value in (("identity", d.citizen()), ("mobile", d.cellphone())):
            paper.plants.append(Plant(kind, [(block, -1, -1, len(text), len(text) + len(value))], value))
            text += value + "  "
        text += d.money()
    paper.parts.append(text)


TABLES: tuple[Maker, ...] = (relief_table, health_table, school_table, split_table, attachment)


def planted_paper(seed: str) -> Paper:
    """Return a paper with some personal data in it, among innocent lines."""
    d, paper = Dice(seed), Paper()
    paper.write(f"{d.town()}村村务公开（2026年第{d.n(1, 5)}季度）")
    for _ in range(d.n(2, 5)):
        paper.write(filler(d))
        d.choice(NUMBERS)(d, paper)
        d.choice(WORDS)(d, paper)
    if d.random() < 0.6:
        d.choice(TABLES)(d, paper)
    paper.write(filler(d))
    return paper
