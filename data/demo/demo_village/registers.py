"""60 assets and 80 parcels: where they lie, what they are worth, who uses them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .content import amount, chance, content
from .contracts import Contract
from .days import Calendar, month_start, years_later
from .sheets import Sheet

_SCRAP_SHARE = 5  # percent of the value that is never written off
NONE = Decimal("0.00")


@dataclass
class Asset:
    """One asset; amounts in fen."""

    key: str
    name: str
    category: str
    operating: bool
    quantity: Decimal
    unit: str
    place: str
    acquired: date
    source: str
    value: int
    years: int
    use: str = "自用"
    certificate: str = ""
    number: str = ""
    lease: Contract | None = None
    idle_since: date | None = None
    changed_on: date | None = None
    changed_why: str = ""
    changed_by: str = ""

    @property
    def fixed(self) -> bool:
        """Whether the books hold it as a fixed asset (固定资产)."""
        return self.years > 0

    def depreciation(self, day: date) -> int:
        """Return what was written off by the end of the month before `day`, in fen: in equal parts, from the next month."""
        if not self.fixed:
            return 0
        months = (day.year - self.acquired.year) * 12 + day.month - self.acquired.month - 1
        limit = self.value * (100 - _SCRAP_SHARE) // 100
        return min(limit * max(months, 0) // (self.years * 12), limit)


@dataclass
class Parcel:
    """One parcel with its four parts, in mu."""

    key: str
    name: str
    category: str
    place: str
    borders: tuple[str, str, str, str]
    households: Decimal
    let: Decimal
    reserve: Decimal
    unlet: Decimal
    owner: str
    operation: str
    purpose: str
    number: str = ""
    certificate: str = ""
    lease: Contract | None = None
    idle_since: date | None = None

    @property
    def area(self) -> Decimal:
        """The whole: the sum of the four parts."""
        return self.households + self.let + self.reserve + self.unlet


def make_assets(calendar: Calendar, contracts: list[Contract]) -> list[Asset]:
    """Return the assets by the day they were acquired, with their numbers."""
    dice = chance("assets")
    leases = {c.subject_key: c for c in contracts}
    assets = [asset for row in content("assets")["asset"] for asset in _assets(row, calendar, leases, dice)]
    for place, asset in enumerate(assets, 1):
        asset.number = f"ZC-{place:03d}"
    return assets


def _assets(
    row: dict[str, Any], calendar: Calendar, leases: dict[str, Contract], dice: random.Random
) -> Iterator[Asset]:
    count = row.get("n", 1)
    for n in range(1, count + 1):
        key = f"{row['key']}/{n}" if "key" in row and count > 1 else row.get("key", "")
        asset = Asset(
            key=key,
            name=row["name"].format(n=n),
            category=row["category"],
            operating=row.get("operating", False),
            quantity=Decimal(row.get("quantity", "1")),
            unit=row["unit"],
            place=row["place"],
            acquired=_acquired(row, calendar, leases, dice),
            source="自建" if row["category"] == "房屋建筑物" else "购入",
            value=row["value"] * 100,
            years=row["years"],
        )
        if row.get("certificate"):
            asset.certificate = f"临岚集用({asset.acquired.year})第{dice.randint(1000, 9999)}号"
        _use(asset, row, calendar, leases.get(key))
        yield asset


def _acquired(row: dict[str, Any], calendar: Calendar, leases: dict[str, Contract], dice: random.Random) -> date:
    if row["age"]:
        months = row["age"] * 12 + dice.randint(2, 11)
        return month_start(calendar.today, -months).replace(day=dice.randint(1, 28))
    paid = [part.paid_on for part in leases[_BOUGHT[row["key"]]].plan if part.paid_on]
    return max(paid, default=calendar.today)


#: what was bought in the year: the asset's key, and the subject of its contract
_BOUGHT = {"truck": "垃圾清运车", "lights": "环村道路路灯"}


def _use(asset: Asset, row: dict[str, Any], calendar: Calendar, lease: Contract | None) -> None:
    if lease is not None:
        asset.lease = lease
        asset.use = "自用" if lease.keeps_use else "出租"
    elif "idle_days" in row:
        asset.use, asset.idle_since = "闲置", calendar.day(-row["idle_days"])
    elif "scrapped_days" in row:
        asset.use, asset.changed_on = "报废", calendar.day(-row["scrapped_days"])
        asset.changed_why, asset.changed_by = "超过使用年限", row["scrapped_by"]
    elif asset.key in _EMPTY:
        asset.use, asset.idle_since = "闲置", calendar.day(-_EMPTY[asset.key])


#: shops and flats that stand empty, with the days since
_EMPTY = {"shop/11": 38, "shop/12": 38, "flat/4": 21}


def make_parcels(calendar: Calendar, contracts: list[Contract]) -> list[Parcel]:
    """Return the parcels: three fields a group, let to its households, and what the village keeps."""
    dice = chance("parcels")
    leases = {c.subject_key: c for c in contracts}
    table = content("parcels")
    parcels = [_field(group, name, dice) for group in content("names")["groups"] for name in table["group_fields"]]
    parcels += [_parcel(row, calendar, leases.get(row.get("key", "")), dice) for row in table["parcel"]]
    for place, parcel in enumerate(parcels, 1):
        parcel.number = f"ZY-{place:03d}"
    return parcels


def _borders(dice: random.Random) -> tuple[str, str, str, str]:
    east, south, west, north = dice.sample(content("parcels")["north_south"], 4)
    return east, south, west, north


def _field(group: str, name: str, dice: random.Random) -> Parcel:
    return Parcel(
        key="",
        name=f"{group}{name}",
        category="耕地",
        place=group,
        borders=_borders(dice),
        households=Decimal(dice.randint(1400, 4600)).scaleb(-2),
        let=NONE,
        reserve=Decimal(dice.choice((0, 0, 40, 65, 120))).scaleb(-2),
        unlet=NONE,
        owner=f"{group}村民小组",
        operation="家庭承包",
        purpose=dice.choice(content("parcels")["crops"]),
        certificate=f"临岚农集有({dice.randint(2014, 2019)})第{dice.randint(100, 999)}号",
    )


def _parcel(row: dict[str, Any], calendar: Calendar, lease: Contract | None, dice: random.Random) -> Parcel:
    area = Decimal(row["area"])
    let = area if lease else NONE
    reserve = Decimal(row.get("reserve", "0.00"))
    how = dice.choice(("公开协商", "招标")) if lease else ""
    return Parcel(
        key=row.get("key", ""),
        name=row["name"],
        category=row["category"],
        place=row["place"],
        borders=_borders(dice),
        households=NONE,
        let=let,
        reserve=reserve,
        unlet=area - let - reserve,
        owner=content("names")["village"],
        operation=how or row.get("operation", ""),
        purpose=row["purpose"],
        certificate=f"临岚农集有({dice.randint(2014, 2019)})第{dice.randint(100, 999)}号",
        lease=lease,
        idle_since=calendar.day(-row["idle_days"]) if "idle_days" in row else None,
    )


_ASSET_HEADER = (
    "编号", "名称", "类别", "性质", "数量", "单位", "坐落或存放地点", "购建日期", "来源", "原值", "累计折旧", "净值",
    "预计使用年限", "使用状况", "承租人", "租金", "租期起", "租期止", "保管人", "权证号", "变动日期", "变动原因",
    "变动决议号", "年度清查结果", "闲置起始日期",
)  # fmt: skip


def assets_sheet(assets: list[Asset], calendar: Calendar, keeper: str, numbers: dict[str, str]) -> Sheet:
    """Return the register of assets as of the last closed month."""
    rows = []
    for a in assets:
        written_off = a.depreciation(calendar.months[-1])
        lease = a.lease if a.use == "出租" else None
        rows.append((
            a.number, a.name, a.category, "经营性" if a.operating else "非经营性", _count(a.quantity), a.unit, a.place,
            a.acquired, a.source, amount(a.value), amount(written_off), amount(a.value - written_off), a.years or None,
            a.use, lease.party if lease else "", amount(lease.yearly) if lease else None,
            lease.starts if lease else None, lease.ends if lease else None, keeper, a.certificate, a.changed_on,
            a.changed_why, numbers.get(f"resolution/{a.changed_by}", ""), "账实相符", a.idle_since,
        ))  # fmt: skip
    taken = date(calendar.months[-1].year - 1, 12, 31)
    titles = ("云溪村集体资产台账", f"清查基准日：{taken}  金额单位：元")
    return Sheet("资产台账", titles, (_ASSET_HEADER,), rows)


def _count(quantity: Decimal) -> Decimal | int:
    return int(quantity) if quantity == quantity.to_integral_value() else quantity


_LAND_HEADER = (
    ("编号", "名称", "类别", "坐落", "四至", "", "", "", "面积", "其中家庭承包面积", "其他方式承包面积", "机动地", "未发包",
     "权属", "权证号", "经营方式", "承包方", "用途", "承包费", "期限起", "期限止", "合同号", "闲置起始日期"),
    ("", "", "", "", "东", "南", "西", "北") + ("",) * 15,
)  # fmt: skip


def parcels_sheet(parcels: list[Parcel]) -> Sheet:
    """Return the register of resources, with the four borders under one header."""
    rows = []
    for p in parcels:
        fee = None
        if p.lease and p.lease.yearly:
            fee = amount(int(Decimal(p.lease.yearly) / p.area))
        since, until = (p.lease.starts, p.lease.ends) if p.lease else _household_term(p)
        rows.append((
            p.number, p.name, p.category, p.place, *p.borders, p.area, p.households, p.let, p.reserve, p.unlet,
            p.owner, p.certificate, p.operation, p.lease.party if p.lease else "", p.purpose, fee, since, until,
            p.lease.number if p.lease else "", p.idle_since,
        ))  # fmt: skip
    spans = [(0, 4, 0, 7), *((0, c, 1, c) for c in range(len(_LAND_HEADER[0])) if c not in range(4, 8))]
    return Sheet("资源台账", ("云溪村集体资源台账", "面积单位：亩  承包费单位：元/亩·年"), _LAND_HEADER, rows, spans)


def _household_term(parcel: Parcel) -> tuple[date | None, date | None]:
    """The second round of household contracts: thirty years."""
    if not parcel.households:
        return None, None
    start = date(1998, 10, 1)
    return start, years_later(start, 30) - timedelta(days=1)
