"""Hearings, resolutions and two rolls, from ``content/decisions.toml``."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from .content import amount, chance, content
from .days import Calendar, meeting_hour
from .people import CLERK, DEPUTY, DIRECTOR, OVERSIGHT_CHAIR, SECRETARY, People
from .sheets import Cell, Sheet

_PLACE = "党群服务中心二楼会议室"
_HEARING_NOTICE, _MATERIAL, _RESULT_AFTER = -9, -4, 3
_MEETING_NOTICE, _PUBLISHED_AFTER = -11, 2


@dataclass
class Hearing:
    """One hearing; amount in fen, votes for, against, abstained."""

    row: dict[str, Any]
    number: str
    day: date
    amount: int | None
    votes: tuple[int, int, int] | None

    @property
    def key(self) -> str:
        """What other records call it."""
        return str(self.row["key"])

    @property
    def matter(self) -> str:
        """The matter heard."""
        return str(self.row["matter"])

    @property
    def notice(self) -> date:
        """The day of the public notice."""
        return self.day + timedelta(days=self.row.get("notice", _HEARING_NOTICE))

    @property
    def published(self) -> date | None:
        """The day on which the result, or that too few came, was published."""
        return self.day + timedelta(days=_RESULT_AFTER) if self.row.get("present") else None


@dataclass
class Resolution:
    """One resolution; amount in fen."""

    row: dict[str, Any]
    number: str
    day: date
    amount: int | None
    due: int
    present: int | None
    votes: tuple[int, int, int] | None

    @property
    def key(self) -> str:
        """What other records call it."""
        return str(self.row["key"])

    @property
    def matter(self) -> str:
        """The matter decided."""
        return str(self.row["matter"])

    @property
    def published(self) -> date | None:
        """The day on which the resolution was published."""
        if self.row.get("present") is None and not self.votes:
            return None
        return self.day + timedelta(days=self.row.get("published", _PUBLISHED_AFTER))

    @property
    def accepted(self) -> date | None:
        """The day on which the work was accepted."""
        return self.day + timedelta(days=self.row["accepted"]) if "accepted" in self.row else None

    @property
    def final_cost(self) -> int | None:
        """What it cost in the end, in fen."""
        return self.row["final_cost"] * 100 if "final_cost" in self.row else None

    @property
    def result_shown(self) -> date | None:
        """The day on which the result was published."""
        return self.day + timedelta(days=self.row["done"]) if "done" in self.row else None

    @property
    def township(self) -> str:
        """The number of the township's filing."""
        return f"栖政审〔{self.day.year}〕{self.number[-2:]}号" if self.row.get("township") else ""


@dataclass
class Decisions:
    """All of them, by day, and their numbers by key."""

    hearings: list[Hearing]
    resolutions: list[Resolution]

    @property
    def numbers(self) -> dict[str, str]:
        """``hearing/KEY``, ``resolution/KEY`` and ``township/KEY`` to numbers."""
        found = {f"hearing/{h.key}": h.number for h in self.hearings}
        found |= {f"resolution/{r.key}": r.number for r in self.resolutions}
        return found | {f"township/{r.key}": r.township for r in self.resolutions if r.township}

    def resolution(self, key: str) -> Resolution:
        """Return the resolution called `key`."""
        return next(r for r in self.resolutions if r.key == key)


def make_decisions(calendar: Calendar, people: People) -> Decisions:
    """Return hearings and resolutions with their days and numbers."""
    table = content("decisions")
    counts: Counter[tuple[str, int]] = Counter()

    def numbered(rows: list[dict[str, Any]], letters: str) -> list[tuple[dict[str, Any], date, str]]:
        found = []
        for row in sorted(rows, key=lambda row: calendar.meeting(row["on"])):
            day = calendar.meeting(row["on"])
            counts[letters, day.year] += 1
            found.append((row, day, f"{letters}-{day.year}-{counts[letters, day.year]:02d}"))
        return found

    hearings = [
        Hearing(row, number, day, _amount(row, people), _votes(row))
        for row, day, number in numbered(table["hearing"], "TZ")
    ]
    resolutions = [_resolution(row, number, day, people) for row, day, number in numbered(table["resolution"], "JY")]
    return Decisions(hearings, resolutions)


def _amount(row: dict[str, Any], people: People) -> int | None:
    if "per_member" in row:
        return int(row["per_member"]) * 100 * people.members
    return row["amount"] * 100 if "amount" in row else None


def _votes(row: dict[str, Any]) -> tuple[int, int, int] | None:
    if "votes" not in row:
        return None
    in_favour, against, abstained = row["votes"]
    return in_favour, against, abstained


def _resolution(row: dict[str, Any], number: str, day: date, people: People) -> Resolution:
    due, present, votes = row.get("due", 0), row.get("present"), _votes(row)
    if "due_adults" in row:
        due = people.adult_members if row["body"] == "members" else people.adults
        come, agree, abstain = (due * percent // 100 for percent in row["share"])
        present, votes = come, (agree, come - agree - abstain, abstain)
    return Resolution(row, number, day, _amount(row, people), due, present, votes)


_HEARING_HEADER = (
    "听证编号", "事项", "事项类别", "涉及金额", "提出方", "公告日期", "材料送达日期", "听证时间", "听证地点", "主持人", "记录人",
    "监督员", "应到", "实到", "方案要点", "同意", "不同意", "弃权", "听证结论", "修改内容", "结果公布日期",
)  # fmt: skip


def hearings_sheet(decisions: Decisions, people: People) -> Sheet:
    """Return the table of hearings."""
    categories = content("decisions")["categories"]
    rows: list[list[Cell]] = []
    for h in decisions.hearings:
        hour = meeting_hour(h.day)
        rows.append([
            h.number, h.matter, categories[h.row["category"]], amount(h.amount), h.row["proposer"], h.notice,
            h.day + timedelta(days=_MATERIAL), datetime(h.day.year, h.day.month, h.day.day, hour),  # noqa: DTZ001
            _PLACE, people.the(SECRETARY).name, people.the(CLERK).name, people.the(OVERSIGHT_CHAIR).name,
            h.row.get("due"), h.row.get("present"), h.row["plan"], *(h.votes or (None, None, None)),
            h.row.get("conclusion", ""), h.row.get("changes", ""), h.published if h.votes else None,
        ])  # fmt: skip
    return Sheet("听证", (), (_HEARING_HEADER,), rows)


_RESOLUTION_HEADER = (
    "决议号", "听证号", "免听证理由", "事项", "事项类别", "涉及金额", "会议形式", "通知日期", "会议日期", "表决方式",
    "是否发包给集体以外", "应到", "实到", "赞成", "反对", "弃权", "结果", "决议公布日期", "乡镇审核备案号", "验收日期", "结果公开日期", "决算金额",
)  # fmt: skip


def resolutions_sheet(decisions: Decisions) -> Sheet:
    """Return the table of resolutions."""
    table = content("decisions")
    numbers = decisions.numbers
    rows: list[list[Cell]] = [
        [
            r.number, numbers.get(f"hearing/{r.row.get('hearing')}", ""), r.row.get("waived", ""), r.matter,
            table["categories"][r.row["category"]], amount(r.amount), table["bodies"][r.row["body"]],
            r.day + timedelta(days=r.row.get("notice", _MEETING_NOTICE)), r.day,
            "无记名" if "due_adults" in r.row else "记名", "否", r.due, r.present, *(r.votes or (None, None, None)),
            r.row.get("result", ""), r.published, r.township, r.accepted, r.result_shown, amount(r.final_cost),
        ]
        for r in decisions.resolutions
    ]  # fmt: skip
    return Sheet("决议", ("云溪村决议登记表",), (_RESOLUTION_HEADER,), rows)


def rolls_sheet(decisions: Decisions, people: People) -> Sheet:
    """Return the rolls of two meetings: who came, and how they voted by name."""
    dice = chance("rolls")
    header = ("决议号", "人员编号", "姓名", "户号", "到会", "表决", "参加方式")
    rows = [row for r in decisions.resolutions if r.row.get("roll") for row in _roll(r, people, dice)]
    return Sheet("签到表决", (), (header,), rows)


def _roll(resolution: Resolution, people: People, dice: random.Random) -> list[list[Cell]]:
    votes = resolution.votes or (0, 0, 0)
    words = [word for word, count in zip(("赞成", "反对", "弃权"), votes, strict=True) for _ in range(count)]
    words += [""] * (resolution.due - len(words))
    dice.shuffle(words)
    members = people.representatives
    sure = {people.the(DIRECTOR).number, people.the(DEPUTY).number}
    for place, person in enumerate(members):  # director and deputy convene: they are there and for it
        if person.number in sure and words[place] != "赞成":
            other = next(o for o, p in enumerate(members) if words[o] == "赞成" and p.number not in sure)
            words[place], words[other] = words[other], words[place]
    return [
        [
            resolution.number,
            p.number,
            p.name,
            p.household,
            "是" if word else "否",
            word,
            "现场" if word else "",
        ]
        for p, word in zip(members, words, strict=True)
    ]
