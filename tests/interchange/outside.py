"""Other people's programs that read our books, each run as a program of its own: what they say, what they compute."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

#: a journal in Chinese is read in UTF-8 whatever the machine speaks.
_ENV = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
HLEDGER = shutil.which("hledger")

Balances = Mapping[str, int]


def bean_check(path: Path) -> str:
    """Return what bean-check finds wrong; nothing where it finds nothing."""
    program = Path(sys.executable).with_name("bean-check")
    done = subprocess.run(
        [str(program), "--no-cache", str(path)], env=_ENV, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0 or done.stderr + done.stdout, "bean-check failed and said nothing"
    return done.stderr + done.stdout


def hledger(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run hledger over a journal."""
    assert HLEDGER is not None, "install hledger (apt-get install hledger) for this proof"
    return subprocess.run(
        [HLEDGER, "-f", str(path), *words], env=_ENV, capture_output=True, text=True, encoding="utf-8", check=False
    )


def hledger_check(path: Path) -> str:
    """Return what hledger finds wrong; nothing where it finds nothing."""
    done = hledger(path, "check", "--strict", "ordereddates", "payees")
    assert done.returncode == 0 or done.stderr, "hledger failed and said nothing"
    return done.stderr


def hledger_balances(path: Path, end: str) -> Balances:
    """Return what hledger computes for every account before the day `end`, alone, in fen; nothing left out."""
    done = hledger(path, "balance", "--flat", "--empty", "-e", end, "cur:CNY", "-O", "csv", "-N", "--no-elide")
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(io.StringIO(done.stdout))
    return {row["account"]: fen_of(row["balance"]) for row in rows}


def fen_of(text: str) -> int:
    """Return an amount such as ``-12.34 CNY`` in fen."""
    number = Decimal(text.split(maxsplit=1)[0].replace(",", ""))
    fen = number.scaleb(2)
    assert fen == int(fen)
    return int(fen)
