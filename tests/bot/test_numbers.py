"""Every requirement of notices and every fault of the table has a test that names its guard."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.support.told import ROOT, guarded_tests

pytestmark = pytest.mark.xdist_group("guards")
NUMBERS = [*(f"N{n}" for n in range(1, 27)), *(f"X{n}" for n in range(1, 15))]
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[nNxX]\d{1,2}(?![0-9])")
_GUARD = re.compile(r"# Guard: ([\w./]+):(\w+)")


@cache
def guarded() -> dict[str, set[tuple[str, str]]]:
    """Return, for each number, the guards (file, function) that tests with that number name."""
    found: dict[str, set[tuple[str, str]]] = {}
    for told in guarded_tests():
        guards = _GUARD.findall("\n".join(told.lines))
        for number in _NUMBER.findall(told.says):
            found.setdefault(number.upper(), set()).update(guards)
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_each_number_has_a_test_that_names_a_guard_that_is_there(number: str) -> None:
    """N1-N26, X1-X14: a test bears the number, and the function that it names as its guard exists."""
    guards = guarded().get(number, set())
    assert guards, f"no test with a guard for {number}"
    gone = [f"{file}:{name}" for file, name in sorted(guards) if not _is_there(file, name)]
    assert not gone, f"{number}: {gone}"


def _is_there(file: str, name: str) -> bool:
    """Tell whether the file, named from the root or from the core's folder, holds that name."""
    paths = [path for path in (ROOT / file, ROOT / "village_board" / file) if path.is_file()]
    return any(re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")) for path in paths)
