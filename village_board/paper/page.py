"""A sheet as one self-contained page for the printer: A4, no script, nothing loaded, every word escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from village_board.base.message import say
from village_board.paper.sheet import Part, Sheet
from village_board.paper.text import words

if TYPE_CHECKING:
    from village_board.i18n import Translator

_STYLE = """
@page { size: A4; margin: 20mm 18mm; }
body { font: 11pt/1.5 "Noto Serif CJK SC", "Songti SC", SimSun, serif; color: #000; background: #fff; max-width: 174mm;
  margin: 0 auto; }
h1 { font-size: 18pt; text-align: center; margin: 0 0 6mm; }
h2 { font-size: 12pt; margin: 6mm 0 2mm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 0.3mm solid #000; padding: 1mm 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
.facts th { width: 34mm; font-weight: normal; }
.signatures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 3mm; }
.box { border: 0.3mm solid #000; height: 18mm; padding: 1mm 2mm; break-inside: avoid; font-size: 9pt; }
.people .box { height: 11mm; }
footer { margin-top: 6mm; border-top: 0.3mm solid #000; font-size: 8pt; overflow-wrap: anywhere; }
"""


def as_page(sheet: Sheet, t: Translator) -> str:
    """Return `sheet` as HTML in the language of `t`."""
    title = escape(t.say(sheet.title))
    facts = "".join(
        f"<tr><th>{escape(t.say(label))}</th><td>{_words(value, t)}</td></tr>" for label, value in sheet.facts
    )
    day = escape(t.say(say("Date")))
    boxes = "".join(f'<div class="box">{escape(t.say(signer))}<br>{day}</div>' for signer in sheet.signers)
    people = "".join(f'<div class="box">{number}</div>' for number in range(1, sheet.spaces + 1))
    foot = "<br>".join(escape(t.say(line)) for line in sheet.foot)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(t.language)}">\n<head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n"
        f'<table class="facts">{facts}</table>\n'
        + "\n".join(_part(part, t) for part in sheet.parts)
        + f'\n<h2>{escape(t.say(say("Signatures")))}</h2>\n<div class="signatures">{boxes}</div>\n'
        + (f'<div class="signatures people" style="margin-top:3mm">{people}</div>\n' if people else "")
        + f"<footer>{foot}</footer>\n</body>\n</html>\n"
    )


def _part(part: Part, t: Translator) -> str:
    heading = f"<h2>{escape(t.say(part.heading))}</h2>"
    if not part.heads:
        return heading + "".join(f"<p>{_words(row[0], t)}</p>" for row in part.rows)
    heads = "".join(f"<th>{escape(t.say(head))}</th>" for head in part.heads)
    rows = "".join("<tr>" + "".join(f"<td>{_words(cell, t)}</td>" for cell in row) + "</tr>" for row in part.rows)
    return f"{heading}<table><tr>{heads}</tr>{rows}</table>"


def _words(value: object, t: Translator) -> str:
    return escape(words(value, t)).replace("\n", "<br>")
