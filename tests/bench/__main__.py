"""``python -m tests.bench [NAME...]``: the modules here with ``rows()``; exit 1 where a bar is missed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.pairs import Row

_WIDTHS = (66, 12, 12, 16, 16)


def main(names: Sequence[str]) -> int:
    """Run the named modules, or all of them, and print a line a figure as it is taken."""
    here = Path(__file__).parent
    known = {path.stem: f"tests.bench.{path.stem}" for path in sorted(here.glob("[a-z]*.py")) if path.stem != "pairs"}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    print(_line(("what", "ours", "peer", "ratio", "bar"), "ok"))
    missed = 0
    for name in names or known:
        rows = getattr(importlib.import_module(known[name]), "rows", None)
        for row in rows() if rows else ():
            missed += not row.ok
            print(_show(row), flush=True)
    print(f"{missed} bar(s) missed" if missed else "all bars kept")
    return 1 if missed else 0


def _show(row: Row) -> str:
    return _line((row.what, row.ours, row.peer, row.ratio, row.bar), "ok" if row.ok else "MISSED")


def _line(cells: Sequence[str], verdict: str) -> str:
    return "  ".join([*(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)), verdict])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
