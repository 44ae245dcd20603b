"""A page in one language: what the templates are given, strings and nothing else. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from village_board.i18n import Translator
from village_board.site.model import (
    Bars,
    Changes,
    Facts,
    Files,
    Heading,
    Page,
    Part,
    Row,
    Rows,
    Steps,
    Table,
    Words,
)
from village_board.site.said import written

#: what a template is given.
Laid = dict[str, Any]
#: units of a whole bar; the picture is stretched to the width of the page.
_FULL = 1000


def lay(page: Page, t: Translator) -> Laid:
    """Return the page in the language of `t`; parts without anything in them are left out."""
    parts = [laid for part in page.parts if (laid := _LAY[type(part)](part, t))]
    return {"title": written(t, page.title), "code": page.code, "section": page.section, "parts": parts}


def _heading(part: Heading, t: Translator) -> Laid:
    return {"is": "heading", "text": written(t, part.text)}


def _words(part: Words, t: Translator) -> Laid | None:
    text = written(t, part.text).strip("\n")
    return {"is": "words", "tone": part.tone, "lines": text.split("\n")} if text else None


def _facts(part: Facts, t: Translator) -> Laid | None:
    pairs = [(written(t, label), said) for label, value in part.pairs if (said := written(t, value))]
    return {"is": "facts", "pairs": pairs} if pairs else None


def _table(part: Table, t: Translator) -> Laid:
    return {
        "is": "table",
        "name": written(t, part.name),
        "heads": [written(t, head) for head in part.heads],
        "rows": [[written(t, cell) for cell in row] for row in part.rows],
        "total": part.total,
        "figures": part.figures,
    }


def _bars(part: Bars, t: Translator) -> Laid | None:
    rows = [
        (
            written(t, bar.label),
            max(0, min(bar.value, bar.of)) * _FULL // bar.of if bar.of > 0 else 0,
            written(t, bar.words),
            bar.soft,
        )
        for bar in part.rows
    ]
    return {"is": "bars", "name": written(t, part.name), "rows": rows, "note": written(t, part.note)} if rows else None


def _rows(part: Rows, t: Translator) -> Laid | None:
    return {"is": "rows", "rows": [_row(row, t) for row in part.rows]} if part.rows else None


def _row(row: Row, t: Translator) -> tuple[str, str | None, str, str, str]:
    return written(t, row.title), row.to, written(t, row.note), written(t, row.right), written(t, row.mark)


def _steps(part: Steps, t: Translator) -> Laid:
    steps = [(written(t, one.what), written(t, one.state), written(t, one.note), one.how) for one in part.steps]
    return {"is": "steps", "steps": steps}


def _changes(part: Changes, t: Translator) -> Laid:
    lines = [(written(t, one.old), written(t, one.new)) for one in part.lines]
    return {"is": "changes", "lines": lines}


def _files(part: Files, t: Translator) -> Laid:
    files = [(written(t, one.title), one.to, written(t, one.note), one.picture) for one in part.files]
    return {"is": "files", "files": files}


_LAY: dict[type[Part], Callable[[Any, Translator], Laid | None]] = {
    Heading: _heading,
    Words: _words,
    Facts: _facts,
    Table: _table,
    Bars: _bars,
    Rows: _rows,
    Steps: _steps,
    Changes: _changes,
    Files: _files,
}
