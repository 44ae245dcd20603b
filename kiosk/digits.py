"""Amounts in digits of three rows: light lines that every font of a terminal has (K15)."""

from __future__ import annotations

import re

from village_board.text.lines import cells

ROWS = 3
#: each figure in three rows of three cells; what is narrower keeps its width.
_FIGURES: dict[str, tuple[str, str, str]] = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": (" ┓ ", " ┃ ", " ┻ "),
    "2": ("┏━┓", "┏━┛", "┗━━"),
    "3": ("┏━┓", " ━┫", "┗━┛"),
    "4": ("┃ ┃", "┗━┫", "  ┃"),
    "5": ("┏━━", "┗━┓", "┗━┛"),
    "6": ("┏━━", "┣━┓", "┗━┛"),
    "7": ("┏━┓", "  ┃", "  ┃"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "━━┛"),
    "-": ("   ", "━━━", "   "),
    "+": ("   ", "━╋━", "   "),
    ",": (" ", " ", ","),
    ".": (" ", " ", "."),
}
#: an amount, what stands before it, and the unit after it.
_AMOUNT = re.compile(r"(?P<lead>.*?)(?P<amount>[+-]?\d[\d,]*\.\d\d)(?P<unit>\s?[^\s\d。，；、.,;]{0,6})", re.DOTALL)


def has_amount(text: str) -> bool:
    """Tell whether `text` ends with an amount of money, with its unit or without."""
    return _AMOUNT.fullmatch(text) is not None


def large_figures(figures: str) -> tuple[str, str, str]:
    """Return `figures` (0-9 , . + -) in three rows of one width."""
    drawn = [_FIGURES[figure] for figure in figures]
    top, middle, bottom = ("".join(row) for row in zip(*drawn, strict=True)) if drawn else ("", "", "")
    return top, middle, bottom


def large_amount(text: str, width: int) -> tuple[str, str, str] | None:
    """Return `text` in three rows with its amount in large digits; words before and after it stand at their foot.

    None where `text` does not end with an amount, or does not fit.
    """
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    lead, unit = found["lead"], found["unit"]
    top, middle, bottom = large_figures(found["amount"])
    space = " " if unit and not unit.startswith(" ") else ""
    lines = (
        " " * cells(lead) + top,
        " " * cells(lead) + middle,
        f"{lead}{bottom}{space}{unit}".rstrip(),
    )
    return lines if all(cells(line) <= width for line in lines) else None
