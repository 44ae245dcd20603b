"""Every requirement of the kiosk has a test that names it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
_NUMBERED = re.compile(r"def test_\w*|\"\"\".*?\"\"\"", re.DOTALL)


@pytest.fixture(scope="module")
def named() -> set[str]:
    """The numbers that names and docstrings of tests carry, such as K8."""
    found: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        if path == Path(__file__):
            continue
        for text in _NUMBERED.findall(path.read_text(encoding="utf-8")):
            found |= {
                number.upper() for number in re.findall(r"(?<![a-zA-Z0-9])[Kk]\d{1,2}(?![0-9])", text.replace("_", " "))
            }
    return found


@pytest.mark.parametrize("number", [f"K{number}" for number in range(1, 29)])
def test_each_requirement_of_the_kiosk_is_named_by_a_test(named: set[str], number: str) -> None:
    """Each of the 28 numbers stands in the name or the docstring of some test."""
    assert number in named
