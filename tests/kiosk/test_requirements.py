"""Every requirement of the kiosk, and every abuse that meets it, has a test that names a guard which is there."""

from __future__ import annotations

import re

import pytest

from tests.support.told import ROOT, guarded_tests

pytestmark = pytest.mark.xdist_group("guards")
NUMBERS = [*(f"K{n}" for n in range(1, 29)), *(f"A{n}" for n in (*range(1, 9), 21, 22, 31))]
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[KkAa]\d{1,2}(?![0-9])")
_GUARD = re.compile(r"([\w./-]+\.\w+)(?::([\w.]+))?")

Guard = tuple[str, str]


@pytest.fixture(scope="module")
def guarded() -> dict[str, list[tuple[str, list[Guard]]]]:
    """Of each number the tests that bear it, with the guards that they name: file, and name within it."""
    found: dict[str, list[tuple[str, list[Guard]]]] = {number: [] for number in NUMBERS}
    for told in guarded_tests():
        named = [line.partition("# Guard: ")[2] for line in told.lines]
        guards = [guard for line in named for guard in _GUARD.findall(line.partition(" - ")[0])]
        for number in {number.upper() for number in _NUMBER.findall(told.says)} & found.keys():
            found[number].append((f"{told.file.relative_to(ROOT)}::{told.name}", guards))
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_each_requirement_has_a_test_that_names_a_guard_that_is_there(
    guarded: dict[str, list[tuple[str, list[Guard]]]], number: str
) -> None:
    """K1-K28, A1-A8, A21, A22, A31: a test bears the number, and whatever it names as its guard exists."""
    assert any(guards for _, guards in guarded[number]), f"no test with a guard for {number}"
    gone = [(test, guard) for test, guards in guarded[number] for guard in guards if not _is_there(*guard)]
    assert not gone


def _is_there(file: str, name: str) -> bool:
    """Tell whether the file, named from the root or from the core's folder, holds each part of the name."""
    paths = [path for path in (ROOT / file, ROOT / "village_board" / file) if path.is_file()]
    return any(
        all(re.search(rf"\b{re.escape(part)}\b", text) for part in filter(None, name.split(".")))
        for text in (path.read_text(encoding="utf-8") for path in paths)
    )
