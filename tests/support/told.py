"""What the tests say of themselves: names, docstrings, and the guards that they name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Told:
    """A test.

    Attributes:
        file: where it stands.
        name: of its function.
        says: its name as words, and its docstring.
        lines: of its source.
    """

    file: Path
    name: str
    says: str
    lines: tuple[str, ...]


@cache
def guarded_tests() -> tuple[Told, ...]:
    """Return every test of every file that names guards, decorators not included."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return tuple(told for file in files for told in _tests(file))


def _tests(file: Path) -> Iterator[Told]:
    source = file.read_text(encoding="utf-8")
    if "# Guard:" not in source:
        return
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            says = f"{node.name.replace('_', ' ')} {ast.get_docstring(node) or ''}"
            yield Told(file, node.name, says, tuple(lines[node.lineno - 1 : node.end_lineno]))
