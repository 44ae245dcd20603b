"""The figures of an item's text or of a table beside it, for its chart. Pure.

A chart is drawn only where it says something that is true: two figures or more that have one unit and a name each. Sums
are left out, for a bar of the whole beside its parts says nothing; lists of persons are never drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from village_board.base.figures import Figure, Figures

#: bars that are read at a glance; the rest is "other"
MOST = 8
_LEAST = 2
#: in running text fewer than three figures in a row are a remark and no table
_LEAST_IN_TEXT = 3
_LABEL_LENGTH = 20

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_UNITS = (
    "亿元|万元|元|公斤|千克|斤|吨|千瓦时|度|立方米|平方米|公里|米|公顷|亩|户次|户|人次|人|名|个|件|项|宗|批|盏|台|"
    "辆|棵|株|头|只|次|天|份|张|处|间|套|%"
)
_SEGMENT = re.compile(rf"(?:\d{{1,2}}[.、)）]\s*)?(?P<label>[^\d*]{{2,20}}?)[\s:：为]*{_NUMBER}\s*(?P<unit>{_UNITS})")
# A comma between digits belongs to a number; an enumeration comma parts only what has its amount already.
_APART = re.compile(rf"[\n；;，|\t]|,(?!\d{{3}})|(?<=[{_UNITS.replace('|', '')}])、|[:：](?!\s*\d)")
_SUM = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*额|合计.*|总计.*|共)$")
# A rate, a stock, a whole beside its parts: bars of those side by side would say what is not so.
_NO_PART = re.compile(r"每|其中|应到|实到|总|合计|共计|结存|累计|余额|第.{1,3}[条号]|电话|编号|文号|证号|年|月")
_OTHER = re.compile(r"^其\s*[他它](?:支出|收入|费用|项目|各项|方面)?$")
_HANZI = re.compile("[\u4e00-\u9fff]")
_PERSONS = re.compile(r"姓名|户主|申请人|领取人|联系人|负责人|村民")
_ORDINAL = re.compile(r"序号|编号|号码|年份|日期|时间|电话")
_UNIT_IN_HEADER = re.compile(r"[(（\[]\s*(?:单位[:：]\s*)?([^()（）\[\]]{1,6})\s*[)）\]]")
_UNIT_IN_TITLE = re.compile(r"单位\s*[:：]\s*([^\s，,;；）)]{1,6})")
_PREFERRED = re.compile(r"金额|合计|数额|元")


def figures_in(text: str) -> Figures | None:
    """Return the figures that a text lists one after another: ``办公用品 3,600.00元；水费 820元；其他 12元``.

    Lines whose cells stand apart by bars or tabs are read as a table.
    """
    if (table := _table_in(text)) is not None:
        return table
    best: list[Figure] = []
    run: list[Figure] = []
    unit = of_run = ""
    for segment in (part for sentence in text.split("。") for part in ("", *_APART.split(sentence))):
        found = _SEGMENT.fullmatch(segment.strip())
        label = found["label"].strip(" :：-—·•（(") if found is not None else ""
        if found is None or not _names(label) or _NO_PART.search(label):
            run = []
            continue
        run = [*run, Figure(label, _decimal(found["number"]))] if found["unit"] == of_run else [
            Figure(label, _decimal(found["number"]))
        ]  # fmt: skip
        of_run = found["unit"]
        if len(run) > len(best):
            best, unit = run, of_run
    parts = _without_whole(best)
    return _figures("", unit, parts) if len(parts) >= _LEAST_IN_TEXT else None


def _table_in(text: str) -> Figures | None:
    rows = [[cell.strip() for cell in re.split(r"[|\t]", line.strip().strip("|"))] for line in text.split("\n")]
    told = [row for row in rows if len(row) > 1 and not all(set(cell) <= set("-: ") for cell in row)]
    return figures_of(told) if len(told) > _LEAST else None


def _without_whole(found: list[Figure]) -> list[Figure]:
    """Leave out a figure that is the sum of all others."""
    whole = sum((one.value for one in found), Decimal(0))
    return [one for one in found if one.value * 2 != whole or len(found) <= _LEAST]


def figures_of(rows: Sequence[Sequence[str]]) -> Figures | None:
    """Return the figures of a table: its first column of words, and its column of amounts."""
    head = next((at for at, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) >= _LEAST), None)
    if head is None:
        return None
    header, body = [cell.strip() for cell in rows[head]], rows[head + 1 :]
    if any(_amount(cell) is not None for cell in header):  # a table without headers
        header, body = [""] * len(header), rows[head:]
    if any(_PERSONS.search(cell) for cell in header):
        return None
    labels = next((at for at in range(len(header)) if _is_label(header[at], _column(body, at))), None)
    values = [at for at in range(len(header)) if at != labels and _is_value(header[at], _column(body, at))]
    if labels is None or not values:
        return None
    at = next((each for each in values if _PREFERRED.search(header[each])), values[-1])
    found = [
        Figure(label, amount)
        for label, cell in zip(_column(body, labels), _column(body, at), strict=True)
        if _names(label.strip()) and (amount := _amount(cell)) is not None
    ]
    unit = _unit(header[at], rows[:head]) or _unit_of_cells(_column(body, at))
    return _figures(_UNIT_IN_HEADER.sub("", header[at]).strip(), unit, found)


def _figures(title: str, unit: str, found: Iterable[Figure]) -> Figures | None:
    amounts: dict[str, Decimal] = {}
    for one in found:
        name = one.label.strip()[:_LABEL_LENGTH]
        amounts[name] = amounts.get(name, Decimal(0)) + one.value
    every = [Figure(name, value) for name, value in amounts.items()]
    named = sorted((one for one in every if not _OTHER.match(one.label)), key=lambda one: -one.value)
    rest = [one for one in every if _OTHER.match(one.label)]
    if len(named) + len(rest) < _LEAST or not named or any(value < 0 for value in amounts.values()):
        return None
    rest += named[MOST:]
    return Figures(
        title, unit, tuple(named[:MOST]), sum((one.value for one in rest), Decimal(0)) if rest else None, len(rest)
    )


def _names(label: str) -> bool:
    return bool(_HANZI.search(label)) and not _SUM.match(label) and "*" not in label


def _column(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [row[at] if at < len(row) else "" for row in rows]


def _is_label(header: str, cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell.strip()]
    return bool(said) and not _ORDINAL.search(header) and sum(_amount(cell) is None for cell in said) * 2 > len(said)


def _is_value(header: str, cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell.strip()]
    return len(said) >= _LEAST and not _ORDINAL.search(header) and all(_amount(cell) is not None for cell in said)


def _unit(header: str, above: Sequence[Sequence[str]]) -> str:
    if found := _UNIT_IN_HEADER.search(header):
        return found[1].strip()
    for row in above:
        for cell in row:
            if found := _UNIT_IN_TITLE.search(cell):
                return found[1].strip()
    return ""


def _unit_of_cells(cells: Sequence[str]) -> str:
    units = {found[0] for cell in cells if (found := re.search(rf"(?:{_UNITS})$", cell.strip()))}
    return units.pop() if len(units) == 1 else ""


def _amount(cell: str) -> Decimal | None:
    found = re.fullmatch(rf"\s*[¥￥]?\s*(-?){_NUMBER}\s*(?:{_UNITS})?\s*", cell)
    return None if found is None else _decimal(found[1] + found["number"])


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
