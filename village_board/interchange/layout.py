"""How a clerk lays a table out on paper: totals, signatures, headers again on each page, cells made one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from village_board.interchange.cells import amounts
from village_board.interchange.headers import Header
from village_board.interchange.kinds import fold
from village_board.interchange.tables import Merge

# A total says so in one of its first cells.
_LOOKED_AT = 3
_LONGEST = 80
_SUSPECT = re.compile(r"[计頁页结注:：签章白]|total", re.IGNORECASE)
_SUM = r"(?:小计|合计|总计|共计|累计)"
_TOTAL = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月份?)?(?:第?[一二三四1-4]季度?)?(?:本|当|上|全|以上|自年初|至本|截至本|截止本)?"
    r"(?:日|旬|月|季|季度|年|年度|期|页|户|组|村|类|表|册|凭证)?(?:初|末|止|底)?(?:发生额?|金额|面积)?"
    rf"{_SUM}+(?:金额|数额?|额)?"
    r"|过次页|承前页|接前页|转次页|过下页|承上页|转下页|上页结转|结转下页|结转次页|上年结转|结转下年|月结|季结|年结"
    r"|(?:grand|sub)?total"
)
#: a shorter word before the sum: 一组小计, 现金合计, 记1合计. It is a total where the row has no number of its own.
_NAMED_TOTAL = re.compile(rf"\w{{1,10}}{_SUM}(?:金额|数额?|额)?")
_SIGNED = re.compile(
    r"(?:制\s*表|制\s*单|审\s*核|复\s*核|审\s*批|记\s*账|出\s*纳|会\s*计|财\s*务|主\s*管|单\s*位|村|镇|乡|负\s*责|填\s*表|填\s*报"
    r"|经\s*办|打\s*印|报\s*账|理\s*财|监\s*督|监\s*委|编\s*制|编\s*报|导\s*出|注|附\s*注|说\s*明|备\s*注)"
    r"[^:：]{0,14}[:：]"
    r"|第?\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?$|共\s*\d+\s*页$|[(（]?以下空白|[(（]?以下无"
    r"|[^:：]{0,12}[(（](?:签字|签章|盖章|签名|公章)[)）]"
)


class Aside(Enum):
    """Why a row is no record."""

    TOTAL = "total"
    SIGNED = "signed"
    REPEATED = "repeated"


@dataclass(slots=True)
class Layout:
    """What is known of a table's layout while its rows are read.

    Attributes:
        header: the header.
        above: the lines down to the header, folded; on paper they stand again on each page.
        first_words: what stands first in each of them.
        filled: whether a merged amount was met, which stands in its first row only.
    """

    header: Header
    above: frozenset[tuple[str, ...]]
    first_words: frozenset[str]
    merges: Mapping[int, Sequence[Merge]] = field(default_factory=dict)
    filled: set[int] = field(default_factory=set)
    _running: dict[int, tuple[int, Any]] = field(default_factory=dict)

    def aside(self, cells: Sequence[Any]) -> Aside | None:
        """Return why a row is left out, or None for a row that is read."""
        looked = 0
        for index, cell in enumerate(cells):
            if cell is None or cell == "" or index in self.header.own:
                continue
            looked += 1
            if cell.__class__ is str and _SUSPECT.search(cell) and len(cell) <= _LONGEST:
                if looked == 1 and _SIGNED.match(unicodedata.normalize("NFKC", cell).strip()) and self._unpaid(cells):
                    return Aside.SIGNED
                if (found := self._total(cells, index, cell)) is not None:
                    return found
            if looked == _LOOKED_AT:
                break
        first = _first(cells)
        repeated = first.__class__ is str and first in self.first_words and _folded(cells) in self.above
        return Aside.REPEATED if repeated else None

    def filled_in(self, number: int, cells: Sequence[Any], amounts: frozenset[int]) -> Sequence[Any]:
        """Return the cells of a row with what merged cells above them say; amounts count only once."""
        for merge in self.merges.get(number, ()):
            value = cells[merge.left] if merge.left < len(cells) else None
            if merge.bottom > number and value is not None and value != "":
                self._running[merge.left] = (merge.bottom, value)
        if not self._running:
            return cells
        whole = list(cells)
        for index, (bottom, value) in list(self._running.items()):
            if number > bottom:
                del self._running[index]
                continue
            if index >= len(whole):
                whole.extend([None] * (index + 1 - len(whole)))
            if whole[index] is None or whole[index] == "":
                if index in amounts:
                    self.filled.add(index)
                else:
                    whole[index] = value
        return whole

    def _total(self, cells: Sequence[Any], index: int, cell: str) -> Aside | None:
        word = fold(cell)
        strict = _TOTAL.fullmatch(word) is not None
        if not strict and not _NAMED_TOTAL.fullmatch(word):
            return None
        if not self._bare(cells, index):
            return None
        if strict or self._nameless(cells, index):
            return Aside.TOTAL
        return None

    def _unpaid(self, cells: Sequence[Any]) -> bool:
        """Tell whether the row has no amount; a line may begin with a summary that reads like a note."""
        return not any(
            place.column.type == "money"
            and place.index < len(cells)
            and isinstance(amounts.money(cells[place.index]), int)
            for place in self.header.places
        )

    def _bare(self, cells: Sequence[Any], but: int = -1) -> bool:
        """Tell whether the row says no account; a voucher's line always does."""
        return not any(
            place.column.field in ("account", "account_name")
            and place.index != but
            and place.index < len(cells)
            and cells[place.index] not in (None, "")
            for place in self.header.places
        ) or self.header.kind.name not in ("vouchers", "opening_balances")

    def _nameless(self, cells: Sequence[Any], but: int) -> bool:
        """Tell whether the row has no number of its own beside the cell at `but`."""
        required = [place.index for place in self.header.places if place.column.required]
        if self.header.kind.name == "vouchers":
            return True
        return all(index == but or index >= len(cells) or cells[index] in (None, "") for index in required[:1])


def layout_of(header: Header, head: Iterable[tuple[int, Sequence[Any]]], merges: Iterable[Merge]) -> Layout:
    """Return the layout of a table by its first lines and its merged cells."""
    lines = [cells for number, cells in head if number <= header.row]
    down: dict[int, list[Merge]] = {}
    for merge in merges:
        if merge.bottom > merge.top > header.row:
            down.setdefault(merge.top, []).append(merge)
    words = frozenset(first for cells in lines if isinstance(first := _first(cells), str))
    return Layout(header, frozenset(map(_folded, lines)), words, down)


def _first(cells: Sequence[Any]) -> Any:
    return next((cell for cell in cells if cell is not None and cell != ""), None)


def _folded(cells: Sequence[Any]) -> tuple[str, ...]:
    return tuple(
        fold(cell) if isinstance(cell, str) else str(cell) for cell in cells if cell is not None and cell != ""
    )
