"""What is exported imports again: unchanged into the same board, the same into an empty one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interchange.conftest import Office
from tests.interchange.records import KEYS
from village_board.base.codec import to_json
from village_board.base.kind import Record
from village_board.interchange.writing import FORMATS, export_tables

#: what a table has no column for.
_OWN = frozenset({"id", "recorded_at"})


def exported(office: Office, folder: Path, suffix: str) -> list[Path]:
    with office.desk() as desk:
        return export_tables(desk, folder, suffix)


def content(records: list[Record]) -> list[dict[str, Any]]:
    """Return what a table can say of records, in the order of their numbers."""
    documents = [{name: value for name, value in to_json(one).items() if name not in _OWN} for one in records]
    return sorted(documents, key=str)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("cls", KEYS, ids=lambda cls: cls.KIND.collection)
def test_an_export_imports_again_unchanged(cls: type[Record], suffix: str) -> None:
    """A11, A12: every record, whatever its words, comes back as it was; the same board finds nothing new."""
    # Guard: rows.py:written, formulas.py:quoted - a cell that is written otherwise than it is read changes records
    strategy, key = KEYS[cls]

    @settings(max_examples=15)
    @given(st.lists(strategy, min_size=1, max_size=3, unique_by=lambda record: getattr(record, key)))
    def holds(records: list[Record]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            office, other = Office(Path(folder)), Office(Path(folder))
            kept = office.put(*records)
            files = exported(office, Path(folder), suffix)
            again = office.read(*files)
            assert (again.findings, again.inserted, again.updated) == ((), 0, 0)
            assert again.unchanged == len(kept)
            fresh = other.read(*files)
            assert (fresh.findings, fresh.inserted) == ((), len(kept))
            assert content(other.all(cls)) == content(kept)
            office.db.close()
            other.db.close()

    holds()
