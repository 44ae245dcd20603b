"""The kinds of tables that clerks keep, from ``data/interchange/kinds.toml``: columns, words, needs."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from village_board.accounts.model import Closing, Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import Asset, Contract, Instalment, Resource
from village_board.accounts.subsidies import SubsidyBatch
from village_board.base.kind import Record
from village_board.base.message import N_, Message
from village_board.data_files import data_path
from village_board.disclosure.model import Item
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.roll_model import RollEntry
from village_board.people.model import Person

#: the tables in the order in which their records point to each other: what is pointed to stands first.
KIND_WORDS: Mapping[str, str] = {
    "people": N_("people"),
    "hearings": N_("hearings"),
    "resolutions": N_("resolutions"),
    "rolls": N_("rolls of meetings"),
    "assets": N_("register of assets"),
    "resources": N_("register of resources"),
    "contracts": N_("register of contracts"),
    "payment_plans": N_("payment plans"),
    "opening_balances": N_("opening balances"),
    "vouchers": N_("vouchers"),
    "closings": N_("months closed"),
    "subsidies": N_("subsidy batches"),
    "items": N_("disclosure items"),
}

_RECORDS: Mapping[str, type[Record]] = {
    cls.KIND.name: cls
    for cls in (
        Person, Hearing, Resolution, RollEntry, Asset, Resource, Contract,
        Instalment, OpeningBalance, Voucher, Closing, SubsidyBatch, Item,
    )
}  # fmt: skip

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>")
_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind of table; see the head of ``kinds.toml``.

    Attributes:
        choices: folded word -> value of the record's field.
        words: value of the record's field -> the word that is written for it.
        fields: the two fields that a span of days fills.
    """

    field: str
    header: str
    type: str
    choices: Mapping[str, Any]
    words: Mapping[Any, str]
    required: bool = False
    refers: str = ""
    extra: bool = False
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableKind:
    """One kind of table."""

    name: str
    record: type[Record]
    file: str
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]
    order: tuple[tuple[str, str], ...]
    by_header: Mapping[str, Column]

    @property
    def label(self) -> Message:
        """Its name in words."""
        return Message(KIND_WORDS[self.name])

    @property
    def canonical(self) -> tuple[Column, ...]:
        """The columns that a template has."""
        return tuple(column for column in self.columns if not column.extra)

    def column(self, field: str) -> Column:
        """Return the column of a field.

        Raises:
            KeyError: no column fills it.
        """
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


def fold(word: str) -> str:
    """Return `word` as it is compared: half-width, lower case, letters and digits only."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", word)).lower()


def fold_without_hints(word: str) -> str:
    """Return `word` folded, without what stands in brackets: units and hints such as (元) or (公开)."""
    return fold(_BRACKETED.sub("", unicodedata.normalize("NFKC", word)))


@cache
def kinds() -> Mapping[str, TableKind]:
    """Return the kinds of tables by name, those that are pointed to first."""
    document = _document()
    return {name: _table_kind(name, document[name], document["choices"]) for name in KIND_WORDS}


@cache
def never_read() -> frozenset[str]:
    """Return the folded headers whose columns are never read (P2)."""
    return frozenset(map(fold, _document()["never_read"]["headers"]))


@cache
def set_aside() -> frozenset[str]:
    """Return the folded headers of the columns that a table to mend has of its own."""
    return frozenset(map(fold, _document()["to_mend"].values()))


@cache
def mending_headers() -> tuple[str, str]:
    """Return the headers of a table to mend: what is wrong, and the row where it stood."""
    section = _document()["to_mend"]
    return section["wrong"], section["row"]


@cache
def truth_words() -> Mapping[str, bool]:
    """Return the words, half-width and in lower case, that say yes or no in a cell."""
    section = _document()["truth"]
    return dict.fromkeys(section["no"], False) | dict.fromkeys(section["yes"], True)


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(data_path("interchange", "kinds.toml").read_text(encoding="utf-8"))


def _typed(value: str, hint: Any) -> Any:
    """Return `value` as the record's field holds it: a member of its enum, a truth, or the text itself."""
    for held in get_args(hint) or (hint,):
        if isinstance(held, type) and issubclass(held, Enum):
            return held(value)
        if held is bool:
            return value == "true"
    return value


def _table_kind(name: str, section: Mapping[str, Any], choices: Mapping[str, Mapping[str, list[str]]]) -> TableKind:
    columns: list[Column] = []
    by_header: dict[str, Column] = {}
    hints = get_type_hints(_RECORDS[section["record"]])
    for row in section["columns"]:
        known = choices[row["choices"]] if "choices" in row else {}
        typed = {value: _typed(value, hints[row["field"]]) for value in known}
        column = Column(
            row["field"],
            row["header"],
            row["type"],
            {fold(word): typed[value] for value, words in known.items() for word in (value, *words)},
            {typed[value]: words[0] for value, words in known.items()},
            row.get("required", False),
            row.get("refers", ""),
            row.get("extra", False),
            tuple(row.get("fields", ())),
        )
        columns.append(column)
        for word in (column.header, column.field, *row["also"]):
            by_header.setdefault(fold_without_hints(word), column)
    return TableKind(
        name,
        _RECORDS[section["record"]],
        section["file"],
        tuple(columns),
        tuple(tuple(names) for names in section["needs"]),
        tuple((first, second) for first, second in section.get("order", ())),
        by_header,
    )
