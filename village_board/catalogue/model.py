"""Entries of the disclosure catalogue. The 103 shipped ones come from ``data/catalogue.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say


class Frequency(StrEnum):
    """How often an entry is due (公开时限)."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    ON_CHANGE = "on_change"
    IMMEDIATE = "immediate"


class Privacy(StrEnum):
    """What personal data an entry may hold."""

    NONE = "none"
    LOW = "low"
    HIGH = "high"


class Audience(StrEnum):
    """For whom an entry is (公开对象)."""

    EVERYBODY = "everybody"  # 全社会
    CONCERNED = "concerned"  # 特定群众: the villagers concerned


class EntryGroup(StrEnum):
    """Whose entry it is: the village's own (自治事项), or one of district and township (P11)."""

    SELF_GOVERNMENT = "self_government"
    DISTRICT = "district"


@dataclass(frozen=True, kw_only=True)
class Entry(Record):
    """One entry of the catalogue; `code` is ``SG-01`` or ``DC-01`` as shipped."""

    KIND: ClassVar[Kind] = Kind(
        name="entry",
        collection="catalogue",
        prefix="e",
        label=say("catalogue entry"),
        fields={"code": str, "group": str, "frequency": str},
        indexes=(("code",), ("group", "code"), ("frequency",)),
    )

    code: str
    group: EntryGroup
    category: str
    name: str
    name_en: str = ""
    frequency: Frequency = Frequency.ON_CHANGE
    basis: str = ""
    responsible: str = ""
    form: str = ""
    audience: Audience = Audience.EVERYBODY
    privacy: Privacy = Privacy.NONE
    switched_off: bool = False
    version: int = 1  # 1: as shipped, or as it was added
    changed_on: date | None = None
    reason: str = ""  # of the last change
    changed_by: str = ""  # person id

    @property
    def title(self) -> str:
        """The entry's name."""
        return self.name


@dataclass(frozen=True, kw_only=True)
class EntryVersion(Entry):
    """An entry as it stood before a change: the shipped one, and the village's own earlier ones, stay readable."""

    KIND: ClassVar[Kind] = Kind(
        name="entry_version",
        collection="catalogue_versions",
        prefix="cv",
        label=say("earlier version of a catalogue entry"),
        fields={"code": str, "version": int},
        indexes=(("code", "version"),),
    )
