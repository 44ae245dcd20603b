"""The catalogue in the national layout of standard lists (基层政务公开标准目录), for the township that collects them.

The table is in Chinese, whatever the reader's language. What the layout asks for and the catalogue has no field for
follows from what it has:

- 公开内容(要素): the entry's name; the catalogue knows no elements below it.
- 公开依据: the laws without numbers of articles, which an older wording may have numbered otherwise (P8).
- 公开时限: the days of this village's limits.
- 公开方式: on application where the village decided so for its newest item (主动公开 otherwise).
- 公开层级: of the village, or of district and township.

Entries that the village has switched off are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from village_board.catalogue.model import Audience, Entry, EntryGroup, Frequency
from village_board.catalogue.words import law_of
from village_board.desk import Records
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.steps import Access
from village_board.limits.rules import Limits
from village_board.limits.service import limits_of

SHEET = "公开目录"
HEADERS = (
    "公开事项(一级)",
    "公开事项(二级)",
    "公开内容(要素)",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "公开方式",
    "公开层级",
)
_AUDIENCE = {Audience.EVERYBODY: "全社会", Audience.CONCERNED: "特定群众"}
_ON_ITS_OWN, _ON_APPLICATION = "主动", "依申请"
_LEVEL = {EntryGroup.SELF_GOVERNMENT: "村级", EntryGroup.DISTRICT: "县级、乡级"}


def national_rows(records: Records) -> Iterator[Sequence[str]]:
    """Yield a row for each entry that is on, the village's own first, by code."""
    times, asked = _times(limits_of(records)), _on_application(records)
    for one in sorted(records.all(Entry), key=lambda one: (one.group is EntryGroup.DISTRICT, one.code)):
        if one.switched_off:
            continue
        yield (
            one.category,
            one.name,
            one.name,
            law_of(one.basis),
            times[one.frequency],
            one.responsible,
            one.form,
            _AUDIENCE[one.audience],
            _ON_APPLICATION if one.code in asked else _ON_ITS_OWN,
            _LEVEL[one.group],
        )


def _times(limits: Limits) -> dict[Frequency, str]:
    month, quarter = limits.days("disclosure.monthly_day"), limits.days("disclosure.quarterly_day")
    year, change = limits.days("disclosure.yearly_day"), limits.days("disclosure.change_days")
    return {
        Frequency.MONTHLY: f"每月公开，次月{month}日前",
        Frequency.QUARTERLY: f"每季度公开，季后首月{quarter}日前",
        Frequency.YEARLY: f"每年公开，次年1月{year}日前",
        Frequency.ON_CHANGE: f"信息形成或者变更之日起{change}个工作日内",
        Frequency.IMMEDIATE: "随时公开",
    }


def _on_application(records: Records) -> frozenset[str]:
    """Return the codes of entries whose newest decision is: on application."""
    newest: dict[str, Item] = {}
    for item in records.all(Item):
        if item.status in (ItemStatus.PUBLISHED, ItemStatus.DECIDED):
            before = newest.get(item.catalogue)
            if before is None or _day(before) <= _day(item):
                newest[item.catalogue] = item
    return frozenset(code for code, item in newest.items() if code and item.access is Access.ON_APPLICATION)


def _day(item: Item) -> str:
    return str(item.decided_on or item.published_on or "")
