"""A report in each form: lines of a terminal, Markdown, a page of HTML, values of JSON. Every word stands as it is."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from village_board.base.money import Fen
from village_board.paper.charts import Chart, alternative, available, png, text_bars
from village_board.paper.page_model import Bars, Block, Facts, Table, Words
from village_board.reports.model import Gathered
from village_board.reports.report import Laid, written
from village_board.text.clean import terminal_safe
from village_board.text.lines import break_lines, cells

if TYPE_CHECKING:
    from village_board.i18n import Translator

WIDTH = 76
_GAP = 2
# Whatever Markdown reads as a sign is set with a backslash before it.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&-])")
# A day stays on one line: its dashes are no places to break.
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
_STYLE = """
@page { size: A4; margin: 18mm; }
body { font: 11pt/1.6 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #111; background: #fff;
  max-width: 46em; margin: 1em auto; padding: 0 1em; }
h1 { text-align: center; font-size: 1.7em; } h2 { font-size: 1.25em; margin-top: 1.6em; } h3 { font-size: 1.05em; }
table { border-collapse: collapse; width: 100%; margin: .6em 0; } caption { text-align: left; font-weight: bold; }
th, td { border: 1px solid #444; padding: .2em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eee; } td.n { text-align: right; white-space: nowrap; } td.d { white-space: nowrap; }
thead { display: table-header-group; }
tr { break-inside: avoid; } img { max-width: 100%; } footer { margin-top: 2em; font-size: .85em; color: #333; }
"""


def as_text(laid: Laid) -> str:
    """Return the report as lines of a terminal."""
    lines = [" " * max((WIDTH - cells(laid.title)) // 2, 0) + laid.title, "=" * WIDTH]
    for block in laid.blocks:
        lines += ["", *_text(block)]
    return terminal_safe("\n".join(line.rstrip() for line in lines) + "\n")


def as_markdown(laid: Laid) -> str:
    """Return the report as Markdown."""
    parts = [f"# {_md(laid.title)}", *("\n".join(_markdown(block)) for block in laid.blocks)]
    return terminal_safe("\n\n".join(parts) + "\n")


def as_html(laid: Laid, t: Translator, foot: str, *, pictures: bool = True) -> str:
    """Return the report as one page that loads nothing; pictures are in it, with the same in words beside them.

    Below it, each figure opens to all the records behind it.
    """
    title = escape(laid.title)
    body = "\n".join((*(_html(block, pictures=pictures) for block in laid.blocks), _behind(laid.gathered, t)))
    return terminal_safe(
        f'<!DOCTYPE html>\n<html lang="{escape(t.language)}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n"
        f"<footer>{escape(foot)}</footer>\n</body>\n</html>\n"
    )


def as_document(laid: Laid, t: Translator) -> dict[str, Any]:
    """Return the report as JSON: every figure with how it was counted and all ids behind it; amounts in fen."""
    known = laid.gathered
    return {
        "report": known.kind.value,
        "title": laid.title,
        "first": known.first.isoformat(),
        "last": known.last.isoformat(),
        "figures": {
            name: {
                "label": t.say(one.label), "value": one.value, "unit": "fen" if one.money else "count",
                "counted": t.say(one.counted), "records": list(one.records),
            }
            for name, one in known.figures.items()
        },
        "tables": {
            name: {
                "title": t.say(grid.title),
                "heads": [t.say(head) for head in grid.heads],
                "rows": [[_value(cell, t) for cell in row] for row in grid.rows],
                "records": list(grid.records),
            }
            for name, grid in known.grids.items()
        },
        "text": [line for block in laid.blocks if isinstance(block, Words)
                 for line in (block.heading, *block.paragraphs) if line],
        "remarks": [{"kind": one.kind.value, "reason": t.say(one.reason), "text": one.text} for one in laid.remarks],
    }  # fmt: skip


def sheets(known: Gathered, t: Translator) -> Iterator[tuple[str, tuple[str, ...], list[list[Any]]]]:
    """Yield the worksheets: the figures, then a sheet for each table; amounts are yuan."""
    heads = (t("Figure"), t("Value"), t("What it counts"), t("Records"))
    rows: list[list[Any]] = [
        [t.say(one.label), _number(one.value, money=one.money), t.say(one.counted),
         "" if one.inside else " ".join(one.records)]
        for one in known.figures.values()
        if one.value is not None
    ]  # fmt: skip
    yield t("Figures"), heads, rows
    for grid in known.grids.values():
        cells_of = [[_sheet_cell(cell, t) for cell in row] for row in grid.rows]
        yield t.say(grid.title)[:31], tuple(t.say(head) for head in grid.heads), cells_of


def _text(block: Block) -> Iterator[str]:
    match block:
        case Words():
            if block.heading:
                yield block.heading
                yield "-" * min(cells(block.heading), WIDTH)
            for paragraph in block.paragraphs:
                yield from break_lines(paragraph, WIDTH)
        case Table():
            yield block.heading
            yield from _rows(block)
        case Bars():
            yield block.title
            yield from text_bars(_chart(block))
            yield block.unit
        case Facts():
            yield from (f"{label}: {value}" for label, value in block.rows)
        case _:
            return


def _rows(table: Table) -> Iterator[str]:
    """Yield a table; its widest column takes what the others leave and breaks its lines."""
    every = [table.heads, *table.rows]
    widths = [max(cells(row[at]) for row in every) for at in range(len(table.heads))]
    spare = sum(widths) + _GAP * (len(widths) - 1) - WIDTH
    while spare > 0 and max(widths) > _GAP * 6:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        spare -= 1
    for row in every:
        broken = [break_lines(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, broken))):
            cut = [lines[line] if line < len(lines) else "" for lines in broken]
            yield (" " * _GAP).join(
                _padded(text, width, right=at in table.right)
                for at, (text, width) in enumerate(zip(cut, widths, strict=True))
            )


def _padded(text: str, width: int, *, right: bool) -> str:
    blank = " " * max(width - cells(text), 0)
    return blank + text if right else text + blank


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Words():
            if block.heading:
                yield f"{'#' * block.level} {_md(block.heading)}"
            yield from (_md(paragraph) for paragraph in block.paragraphs)
        case Table():
            yield f"**{_md(block.heading)}**\n"
            yield "| " + " | ".join(map(_md, block.heads)) + " |"
            yield "|" + "|".join("---:" if at in block.right else "---" for at in range(len(block.heads))) + "|"
            for row in block.rows:
                yield "| " + " | ".join(map(_md, row)) + " |"
        case Bars():
            yield f"**{_md(block.title)}** ({_md(block.unit)})\n"
            yield from (f"- {_md(label)}: {_md(said)}" for label, _, said in block.rows)
        case Facts():
            yield from (f"- {_md(label)}: {_md(value)}" for label, value in block.rows)
        case _:
            return


def _md(text: str) -> str:
    return " ".join(_SIGNS.sub(r"\\\1", text).split())


def _html(block: Block, *, pictures: bool) -> str:
    match block:
        case Words():
            level = min(max(block.level, 2), 4)
            heading = f"<h{level}>{escape(block.heading)}</h{level}>" if block.heading else ""
            return heading + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in block.paragraphs)
        case Table():
            heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in block.heads)
            rows = "".join(
                "<tr>" + "".join(
                    f"<td{_class(cell, right=at in block.right)}>{escape(cell)}</td>"
                    for at, cell in enumerate(row)
                ) + "</tr>"
                for row in block.rows
            )  # fmt: skip
            caption = f"<caption>{escape(block.heading)}</caption>" if block.heading else ""
            return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        case Bars():
            return _picture(block, pictures=pictures)
        case Facts():
            return (
                "<ul>" + "".join(f"<li>{escape(label)}: {escape(value)}</li>" for label, value in block.rows) + "</ul>"
            )
        case _:
            return ""


def _class(cell: str, *, right: bool) -> str:
    if right:
        return ' class="n"'
    return ' class="d"' if _DAY.fullmatch(cell) else ""


def _behind(known: Gathered, t: Translator) -> str:
    rows = "".join(
        f"<details><summary>{escape(t.say(one.label))}: {escape(written(one, t))}</summary>"
        f"<p>{escape(t.say(one.counted))}</p><p>{escape(' '.join(one.records))}</p></details>"
        for one in known.figures.values()
        if one.records and not one.inside
    )
    return f"<section><h2>{escape(t('Records'))}</h2>{rows}</section>" if rows else ""


def _picture(block: Bars, *, pictures: bool) -> str:
    chart = _chart(block)
    said = "".join(f"<li>{escape(label)}: {escape(number)}</li>" for label, _, number in block.rows)
    words = f"<h3>{escape(block.title)}</h3><p>{escape(block.unit)}</p><ul>{said}</ul>"
    if not pictures or not available():
        return words
    painted = base64.b64encode(png(chart)).decode()
    shown = f'<img alt="{escape(alternative(chart))}" src="data:image/png;base64,{painted}">'
    return f"<figure>{shown}<figcaption>{words}</figcaption></figure>"


def _chart(block: Bars) -> Chart:
    return Chart(block.title, block.unit, ("",), tuple((label, (value,)) for label, value, _ in block.rows))


def _value(cell: object, t: Translator) -> Any:
    if isinstance(cell, int) or cell is None:
        return cell
    return t.fact(cell)


def _sheet_cell(cell: object, t: Translator) -> Any:
    if isinstance(cell, Fen):
        return _number(cell, money=True)
    return cell if isinstance(cell, int) or cell is None else t.fact(cell)


def _number(value: int | None, *, money: bool) -> Any:
    from decimal import Decimal  # noqa: PLC0415

    return Decimal(value).scaleb(-2) if money and value is not None else value
