"""One page with every kind of part: what is composed here is composed alike everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.sheet import Bar, Bars, Entry, Facts, Heading, Page, Sheet, Shelf, Table, Words


@dataclass(frozen=True)
class SpecimenPage(Page):
    """Words, facts, a table, bars and entries, without anything that is read."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the page; the board is not asked."""
        del shelf
        return Sheet(
            "样页",
            (
                Words("一段话：今年的收入和支出都在下面，一行一行列清楚。"),
                Facts(
                    (
                        ("公布日期", "2026年11月19日"),
                        ("公开单位", "村民委员会"),
                        ("合计", "1,234,567.89元"),
                        ("短码", "i2345678"),
                    )
                ),
                Heading("收支"),
                Table(("项目", "元"), (("收入", "8,000.00"), ("支出", "1,234.50"), ("结余", "6,765.50")), total=True),
                Heading("用在哪里"),
                Bars((("", (Bar("修路", 312_500, "3,125.00元"), Bar("清淤", 48_600, "486.00元", texture="line"))),)),
                Entry(
                    "四组到七组村道硬化",
                    SpecimenPage(),
                    note="2026年11月16日公布",
                    right="312,500.00元",
                    mark="已迟3天",
                ),
                Entry("村东鱼塘改造为标准化养殖塘", SpecimenPage(), note="2026年11月25日开听证会", right="还有5天"),
            ),
            counted=(1, 2),
        )
